//! The folder of an index: the text index, what is known beside it, and a stamp that tells who made it.

use super::catalogue::{FileEntry, Files, Marks, Outlines, Shelf};
use super::error::{IndexError, disk};
use super::schema::{Indexed, LAYOUT, tokenizers};
use crate::source::Location;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexSettings, IndexWriter, Term};

/// Grows with every change of what an index holds.
const FORM: u32 = 2;
/// Words are put in order by so many threads.
const THREADS: usize = 2;
/// Each takes so much memory before what it has goes to the disk, in bytes.
const MEMORY: usize = 64 << 20;
/// The file that tells who made an index.
const STAMP: &str = "dilatory-index.json";
/// The folder of the text index.
const TEXT: &str = "text";
/// More pieces than this are joined: each costs every search.
const MANY_PIECES: usize = 12;

/// Who made an index.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    form: u32,
    version: String,
    /// The rules, which tell own words from quoted ones and what is found in them.
    rules: String,
}

impl Stamp {
    fn of(rules: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { form: FORM, version, rules: rules.to_owned() }
    }

    fn read(dir: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(dir.join(STAMP)).ok()?).ok()
    }

    /// Tells whether the program can read an index with this stamp.
    fn is_readable(&self) -> bool {
        self.form == FORM && self.version == env!("CARGO_PKG_VERSION")
    }
}

/// What opening an index to write came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// There was none.
    New,
    /// It goes on.
    Continued,
    /// Another version of the program or of the rules had made it, or it was to be made anew.
    Anew,
}

/// An index that is being updated: one run at a time.
pub struct Writer {
    shelf: Shelf,
    text: IndexWriter,
    commit: u64,
    /// Whether the index is made from nothing.
    is_whole: bool,
    /// Held until the run ends.
    _lock: File,
    /// The files that were read.
    pub files: Files,
    /// What an audit made of the mail.
    pub marks: Marks,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.shelf.dir).finish_non_exhaustive()
    }
}

fn lock(dir: &Path) -> Result<File, IndexError> {
    let path = dir.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(disk(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(IndexError::Busy(dir.to_owned())),
        Err(TryLockError::Error(e)) => Err(disk(&path)(e)),
    }
}

impl Writer {
    /// Opens an index for an update, and makes it if it is not there; one that other rules or another version
    /// made is emptied, and only the paths that it was made of are kept.
    ///
    /// # Errors
    /// Another run, a folder that holds something else, a damage, the disk.
    pub fn open(dir: &Path, rules: &str, rebuild: bool) -> Result<(Self, Opening), IndexError> {
        let is_empty = fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
        if !is_empty && !dir.join(STAMP).is_file() && !dir.join("lock").is_file() {
            return Err(IndexError::Foreign(dir.to_owned()));
        }
        fs::create_dir_all(dir).map_err(disk(dir))?;
        let lock = lock(dir)?;
        let text = dir.join(TEXT);
        let stamp = Stamp::read(dir);
        let same = stamp.as_ref() == Some(&Stamp::of(rules));
        let opening = match (stamp.is_some(), same && !rebuild) {
            (false, _) => Opening::New,
            (true, true) => Opening::Continued,
            (true, false) => Opening::Anew,
        };
        let shelf = Shelf { dir: dir.to_owned() };
        let mut roots = Files::default().roots;
        if opening != Opening::Continued {
            // The form of what is lost is not known, but that of the paths rarely changes.
            let old = commit_of(&text).and_then(|c| shelf.read::<Files>("files", c).ok());
            roots = old.map(|files| files.roots).unwrap_or_default();
            match fs::remove_dir_all(&text) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(disk(&text)(e)),
                _ => {}
            }
            shelf.keep_only(u64::MAX);
            fs::create_dir(&text).map_err(disk(&text))?;
            let stamp = serde_json::to_string(&Stamp::of(rules)).unwrap_or_default();
            fs::write(dir.join(STAMP), stamp).map_err(disk(&dir.join(STAMP)))?;
        }
        let made = || -> tantivy::Result<(Index, IndexWriter)> {
            let directory = MmapDirectory::open(&text)?;
            let mut index = if Index::exists(&directory)? {
                Index::open(directory)?
            } else {
                Index::create(directory, LAYOUT.schema.clone(), IndexSettings::default())?
            };
            index.set_tokenizers(tokenizers());
            let options = IndexWriterOptions::builder()
                .num_worker_threads(THREADS)
                .memory_budget_per_thread(MEMORY)
                .num_merge_threads(1)
                .build();
            let writer = index.writer_with_options(options)?;
            Ok((index, writer))
        };
        let (index, text) = made().map_err(|e| IndexError::of(dir, &e))?;
        // Pieces are joined at the end, and not while more come.
        text.set_merge_policy(Box::new(NoMergePolicy));
        let commit = payload(&index).map_err(|e| IndexError::of(dir, &e))?;
        let (mut files, mut marks) = (Files::default(), Marks::default());
        if commit > 0 {
            (files, marks) = (shelf.read("files", commit)?, shelf.read("marks", commit)?);
        }
        files.roots.extend(roots);
        let is_whole = commit == 0;
        Ok((Self { shelf, text, commit, is_whole, _lock: lock, files, marks }, opening))
    }

    /// Reads the messages in outline.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn outlines(&self) -> Result<Outlines, IndexError> {
        if self.commit == 0 {
            Ok(Outlines::default())
        } else {
            self.shelf.read("outlines", self.commit)
        }
    }

    fn failed(&self, error: &tantivy::TantivyError) -> IndexError {
        IndexError::of(&self.shelf.dir, error)
    }

    /// Adds a message.
    ///
    /// # Errors
    /// The disk.
    pub fn add(
        &mut self,
        message: Indexed,
        number: u32,
        folders: &[String],
    ) -> Result<(), IndexError> {
        if let Some(language) = message.language()
            && !self.marks.languages.contains(language)
        {
            self.marks.languages.insert(language.to_owned());
        }
        let added = self.text.add_document(message.into_document(number, folders));
        added.map(drop).map_err(|e| self.failed(&e))
    }

    /// Removes a message.
    pub fn remove(&self, number: u32) {
        self.text.delete_term(Term::from_field_u64(LAYOUT.number, u64::from(number)));
    }

    /// Counts the messages of the last commit.
    pub fn len(&self) -> usize {
        let segments = self.text.index().load_metas().map(|metas| metas.segments);
        segments.map_or(0, |list| list.iter().map(|piece| piece.num_docs() as usize).sum())
    }

    /// Tells whether the last commit holds no message.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes durable what was done: all of it, or, if the run is cut off here, nothing.
    ///
    /// # Errors
    /// The disk.
    pub fn commit(&mut self, outlines: &Outlines, threads: &[u32]) -> Result<(), IndexError> {
        let next = self.commit + 1;
        self.shelf.write("files", next, &self.files)?;
        self.shelf.write("outlines", next, outlines)?;
        self.shelf.write("marks", next, &self.marks)?;
        self.shelf.write_table("places", next, &self.places(outlines.next as usize))?;
        self.shelf.write_table("threads", next, threads)?;
        let done = self.text.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&next.to_string());
            prepared.commit()
        });
        done.map_err(|e| self.failed(&e))?;
        self.commit = next;
        self.shelf.keep_only(next);
        Ok(())
    }

    /// Lists the places of each message by its number.
    fn places(&self, count: usize) -> Vec<Vec<&Location>> {
        let mut places: Vec<Vec<&Location>> = vec![Vec::new(); count];
        for placed in self.files.files.values().flat_map(|entry: &FileEntry| &entry.messages) {
            if let Some(places) = places.get_mut(placed.number as usize) {
                places.push(&placed.location);
            }
        }
        places
    }

    /// Joins pieces of the text index when there are many, and ends the run.
    ///
    /// # Errors
    /// The disk.
    pub fn finish(mut self) -> Result<(), IndexError> {
        // Joining takes memory of its own.
        (self.files, self.marks) = (Files::default(), Marks::default());
        let dir = self.shelf.dir.clone();
        let failed = |e: tantivy::TantivyError| IndexError::of(&dir, &e);
        let ids = self.text.index().searchable_segment_ids().map_err(failed)?;
        if self.is_whole && ids.len() > 1 {
            // What was made in one go is joined in one go.
            self.text.merge(&ids).wait().map_err(failed)?;
        } else if ids.len() > MANY_PIECES {
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(MANY_PIECES);
            self.text.set_merge_policy(Box::new(policy));
            // A commit without changes lets the policy look.
            let payload = self.commit.to_string();
            let again = self.text.prepare_commit().and_then(|mut prepared| {
                prepared.set_payload(&payload);
                prepared.commit()
            });
            again.map_err(failed)?;
        }
        self.text.wait_merging_threads().map_err(failed)
    }
}

/// Gives the number of the last commit of a text index; 0 if there is none.
pub(super) fn payload(index: &Index) -> tantivy::Result<u64> {
    Ok(index.load_metas()?.payload.and_then(|text| text.parse().ok()).unwrap_or(0))
}

fn commit_of(text: &Path) -> Option<u64> {
    payload(&Index::open_in_dir(text).ok()?).ok()
}

/// Opens the text index of a folder to search in it.
pub(super) fn open_to_search(dir: &Path) -> Result<(Index, Shelf), IndexError> {
    if !dir.join(STAMP).is_file() {
        let there = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
        let dir = dir.to_owned();
        return Err(if there { IndexError::Foreign(dir) } else { IndexError::NotThere(dir) });
    }
    match Stamp::read(dir) {
        Some(stamp) if stamp.is_readable() => {}
        Some(_) => return Err(IndexError::Stale(dir.to_owned())),
        None => return Err(IndexError::damaged(dir, format!("{STAMP} cannot be read"))),
    }
    let text = dir.join(TEXT);
    let open = || -> tantivy::Result<Index> {
        let mut index = Index::open(super::reading::Reading::open(&text)?)?;
        index.set_tokenizers(tokenizers());
        Ok(index)
    };
    let index = open().map_err(|e| IndexError::of(dir, &e))?;
    Ok((index, Shelf { dir: PathBuf::from(dir) }))
}
