//! The folder of an index: the text index, what is known beside it, and a stamp that tells who made it.

use super::catalogue::{FileEntry, Files, Marks, Outlines, Shelf};
use super::error::{IndexError, disk};
use super::schema::{Indexed, LAYOUT, tokenizers};
use crate::source::Location;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexSettings, IndexWriter, Term};

/// Grows with every change of what an index holds.
const FORM: u32 = 1;
/// Words take so much memory before what there is goes to the disk as a piece, in bytes: few pieces make quick
/// searches.
const MEMORY: usize = 160 << 20;
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
    /// The paths that it is made of: all that is needed to make it anew.
    #[serde(default)]
    roots: BTreeSet<PathBuf>,
}

impl Stamp {
    fn of(rules: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { form: FORM, version, rules: rules.to_owned(), roots: BTreeSet::new() }
    }

    fn write(&self, dir: &Path) -> Result<(), IndexError> {
        let path = dir.join(STAMP);
        let text = serde_json::to_string(self).unwrap_or_default();
        let write = || {
            let mut file = tempfile::NamedTempFile::new_in(dir)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(disk(&path))
    }

    fn read(dir: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(dir.join(STAMP)).ok()?).ok()
    }

    /// Tells whether the program can read an index with this stamp.
    fn is_readable(&self) -> bool {
        self.form == FORM && self.version == env!("CARGO_PKG_VERSION")
    }

    fn is_of(&self, rules: &str) -> bool {
        self.is_readable() && self.rules == rules
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
        let same = stamp.as_ref().is_some_and(|stamp| stamp.is_of(rules));
        let opening = match (dir.join(STAMP).is_file(), same && !rebuild) {
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
            roots.extend(stamp.map(|stamp| stamp.roots).unwrap_or_default());
            match fs::remove_dir_all(&text) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(disk(&text)(e)),
                _ => {}
            }
            shelf.keep_only(u64::MAX);
            fs::create_dir(&text).map_err(disk(&text))?;
            Stamp { roots: roots.clone(), ..Stamp::of(rules) }.write(dir)?;
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
                .num_worker_threads(1)
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
        Ok((Self { shelf, text, commit, _lock: lock, files, marks }, opening))
    }

    /// Notes the paths that the index is made of, so that they outlive a damage.
    ///
    /// # Errors
    /// The disk.
    pub fn note_roots(&self) -> Result<(), IndexError> {
        let Some(stamp) = Stamp::read(&self.shelf.dir) else { return Ok(()) };
        if stamp.roots == self.files.roots {
            return Ok(());
        }
        Stamp { roots: self.files.roots.clone(), ..stamp }.write(&self.shelf.dir)
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
        let (shelf, files, marks) = (&self.shelf, &self.files, &self.marks);
        let text = &mut self.text;
        let failed = |e: tantivy::TantivyError| IndexError::of(&shelf.dir, &e);
        std::thread::scope(|scope| {
            let outlined = scope.spawn(|| shelf.write("outlines", next, outlines));
            let beside = scope.spawn(|| {
                shelf.write("files", next, files)?;
                shelf.write("marks", next, marks)?;
                shelf.write_table("places", next, &places(files, outlines.next as usize))?;
                shelf.write_table("threads", next, threads)
            });
            let mut prepared = text.prepare_commit().map_err(failed)?;
            for written in [outlined, beside] {
                written.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            }
            // Only now does the text index name the files of this commit.
            prepared.set_payload(&next.to_string());
            prepared.commit().map_err(failed)
        })?;
        self.commit = next;
        self.shelf.keep_only(next);
        Ok(())
    }

    /// Joins pieces of the text index when there are many, and ends the run.
    ///
    /// # Errors
    /// The disk.
    pub fn finish(mut self) -> Result<(), IndexError> {
        let files = std::mem::take(&mut self.files);
        let dir = self.shelf.dir.clone();
        let failed = |e: tantivy::TantivyError| IndexError::of(&dir, &e);
        let ids = self.text.index().searchable_segment_ids().map_err(failed)?;
        if ids.len() <= MANY_PIECES {
            // The run ends here: to take the files of a large archive apart would only delay it.
            std::mem::forget(files);
        } else {
            // Joining takes memory of its own.
            drop(files);
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

/// Lists the places of each message by its number.
fn places(files: &Files, count: usize) -> Vec<Vec<&Location>> {
    let mut places: Vec<Vec<&Location>> = vec![Vec::new(); count];
    for placed in files.files.values().flat_map(|entry: &FileEntry| &entry.messages) {
        if let Some(places) = places.get_mut(placed.number as usize) {
            places.push(&placed.location);
        }
    }
    places
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
