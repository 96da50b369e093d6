//! What is known of the mail beside its words: where each message lies, what ties it to others, and what an
//! audit made of it.  It is written as files beside the text index, one set for each commit.

use super::error::{IndexError, disk};
use crate::exchange::{Outline, Party};
use crate::finding::Grade;
use crate::id::{MessageKey, Names};
use crate::source::{Location, Stamp};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A message at one of its places, by its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placed {
    /// The place.
    pub location: Location,
    /// The number of the message, which it keeps as long as the index lives.
    pub number: u32,
}

/// A file that was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FileEntry {
    /// What it looked like; nothing if it must be read again in any case.
    pub stamp: Option<Stamp>,
    /// The messages in it, each once by itself.
    pub messages: Vec<Placed>,
}

/// The files that were read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Files {
    /// The paths that the user named.
    pub roots: BTreeSet<PathBuf>,
    /// The files below them, by path.
    pub files: FxHashMap<OsString, FileEntry>,
    /// The day for which the exchanges were judged.
    pub as_of: Option<NaiveDate>,
}

/// The messages in outline.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Outlines {
    /// The messages, those that others enclose among them.
    pub outlines: Vec<Outline>,
    /// The number of each; one that is enclosed has that of the message around it.
    pub numbers: Vec<u32>,
    /// The texts that they share.
    pub names: Names,
    /// The number that the next message gets.
    pub next: u32,
}

impl Outlines {
    /// Finds the numbers of the messages that lie in the mail by themselves.
    pub fn by_key(&self) -> FxHashMap<MessageKey, u32> {
        let pairs = self.outlines.iter().zip(&self.numbers);
        pairs.filter(|(o, _)| !o.is_enclosed).map(|(o, number)| (o.ties.key, *number)).collect()
    }

    /// Forgets messages.
    pub fn forget(&mut self, gone: &BTreeSet<u32>) {
        let mut numbers = self.numbers.iter();
        self.outlines.retain(|_| numbers.next().is_none_or(|number| !gone.contains(number)));
        self.numbers.retain(|number| !gone.contains(number));
    }
}

/// What an audit made of the mail.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Marks {
    /// The exchanges.
    pub exchanges: Vec<MarkedExchange>,
    /// The languages of the messages.
    pub languages: BTreeSet<String>,
}

/// An exchange, by the numbers of its messages.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MarkedExchange {
    /// Stable across runs.
    pub id: String,
    /// The name of the organisation.
    pub controller: String,
    /// Stands for what it was made of: it is made anew only if that changes.
    pub print: u64,
    /// Its messages in the order of time.
    pub members: Vec<Member>,
}

/// A message of an exchange.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// Its number.
    pub number: u32,
    /// Who speaks.
    pub party: Party,
    /// The tactics that it shows, with their grades.
    pub findings: Vec<(String, Grade)>,
}

/// A folder with the files beside the text index.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) dir: PathBuf,
}

impl Shelf {
    fn path(&self, name: &str, commit: u64) -> PathBuf {
        self.dir.join(format!("{name}.{commit}"))
    }

    /// Writes one of the files, durably.
    pub(super) fn write(
        &self,
        name: &str,
        commit: u64,
        what: &impl Serialize,
    ) -> Result<(), IndexError> {
        let path = self.path(name, commit);
        let write = || {
            let file = BufWriter::with_capacity(1 << 20, File::create(&path)?);
            let file = postcard::to_io(what, file).map_err(std::io::Error::other)?;
            file.into_inner()?.sync_all()
        };
        write().map_err(disk(&path))
    }

    fn write_bytes(&self, name: &str, commit: u64, parts: &[&[u8]]) -> Result<(), IndexError> {
        let path = self.path(name, commit);
        let write = || {
            let mut file = File::create(&path)?;
            parts.iter().try_for_each(|part| file.write_all(part))?;
            file.sync_all()
        };
        write().map_err(disk(&path))
    }

    /// Reads one of the files.
    pub(super) fn read<T: DeserializeOwned>(
        &self,
        name: &str,
        commit: u64,
    ) -> Result<T, IndexError> {
        let path = self.path(name, commit);
        let bytes = fs::read(&path).map_err(|e| self.lost(&path, &e))?;
        let why = |e: postcard::Error| IndexError::damaged(&self.dir, format!("{name}: {e}"));
        postcard::from_bytes(&bytes).map_err(why)
    }

    fn lost(&self, path: &Path, error: &std::io::Error) -> IndexError {
        IndexError::damaged(&self.dir, format!("{}: {error}", path.display()))
    }

    /// Writes a table: the place of each message in a file of their places.
    pub(super) fn write_table<T: Serialize>(
        &self,
        name: &str,
        commit: u64,
        rows: &[T],
    ) -> Result<(), IndexError> {
        let mut index = Vec::with_capacity(8 * rows.len() + 8);
        let mut bytes = Vec::new();
        index.extend((rows.len() as u64).to_le_bytes());
        for row in rows {
            index.extend((bytes.len() as u64).to_le_bytes());
            let row = postcard::to_allocvec(row).map_err(|e| IndexError::damaged(&self.dir, e))?;
            bytes.extend(row);
        }
        index.extend((bytes.len() as u64).to_le_bytes());
        self.write_bytes(name, commit, &[&index, &bytes])
    }

    /// Opens a table.
    pub(super) fn table(&self, name: &str, commit: u64) -> Result<Table, IndexError> {
        let path = self.path(name, commit);
        let mut file = File::open(&path).map_err(|e| self.lost(&path, &e))?;
        let mut rows = [0; 8];
        file.read_exact(&mut rows).map_err(|e| self.lost(&path, &e))?;
        Ok(Table { file, path, rows: u64::from_le_bytes(rows) })
    }

    /// Removes the files of all commits but one.
    pub(super) fn keep_only(&self, commit: u64) {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            let number = name.to_str().and_then(|n| n.rsplit_once('.')?.1.parse::<u64>().ok());
            if number.is_some_and(|number| number != commit) {
                // What cannot be removed is only in the way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A table whose rows are read one by one.
#[derive(Debug)]
pub(super) struct Table {
    file: File,
    path: PathBuf,
    rows: u64,
}

impl Table {
    /// Reads a row.
    pub(super) fn row<T: DeserializeOwned>(&mut self, number: u32) -> Result<T, IndexError> {
        let mut read = || {
            let at = u64::from(number);
            let short = std::io::ErrorKind::UnexpectedEof;
            if at >= self.rows {
                return Err(short.into());
            }
            let mut ends = [0; 16];
            self.file.seek(SeekFrom::Start(8 + 8 * at))?;
            self.file.read_exact(&mut ends)?;
            let (start, end) = ends.split_at(8);
            let number = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_le_bytes);
            let (start, end) = (number(start), number(end));
            let size = self.file.metadata()?.len();
            let base = 16 + 8 * self.rows;
            if start > end || base.saturating_add(end) > size {
                return Err(short.into());
            }
            let mut bytes = vec![0; (end - start) as usize];
            self.file.seek(SeekFrom::Start(base + start))?;
            self.file.read_exact(&mut bytes)?;
            postcard::from_bytes(&bytes).map_err(std::io::Error::other)
        };
        read().map_err(|e| IndexError::damaged(&self.path, e))
    }
}
