//! Brings an index up to date with the mail: reads what is new or has changed, and forgets what is gone.

use super::failure::Failure;
use super::look::{Looked, New, folder_of, look};
use super::pipeline::Rules;
use super::survey::{Workers, bytes_of, next_batch};
use crate::exchange::concepts_of_requests;
use crate::id::MessageKey;
use crate::index::{FileEntry, Outlines, Placed, Writer};
use crate::message::Spotters;
use crate::message::document::Extractor;
use crate::rulefile::Fault;
use crate::source::{self, Location, Screen, Skipped, Stamp};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is done is made durable at least this often.
const COMMIT_EVERY: Duration = Duration::from_mins(2);

type Known = FxHashMap<OsString, FileEntry>;

/// The folders of messages, by their numbers.
type Folders = FxHashMap<u32, BTreeSet<String>>;

/// What an update did.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Messages that are new to the index.
    pub(super) added: usize,
    /// Messages that are no longer anywhere.
    pub(super) gone: usize,
    /// Messages that lie in other folders than before.
    pub(super) moved: usize,
    /// What could not be read.
    pub(super) skipped: Vec<Skipped>,
    /// Whether the person stopped it.
    pub(super) stopped: bool,
}

impl Tally {
    /// Tells whether the index is as it was.
    pub(super) fn is_idle(&self) -> bool {
        self.added + self.gone + self.moved == 0
    }
}

/// What an update works with.
pub(super) struct Tools<'a> {
    pub(super) rules: &'a Rules,
    pub(super) extractor: &'a dyn Extractor,
    pub(super) stop: &'a AtomicBool,
    pub(super) progress: &'a (dyn Fn(usize, u64) + Sync),
}

/// Tells files that are as they were from the others.
struct Changed<'a> {
    before: &'a Known,
    /// The bytes of files that need not be read, which count as done.
    passed: AtomicU64,
    seen: Mutex<Vec<(PathBuf, Stamp, bool)>>,
}

impl Screen for Changed<'_> {
    fn wants(&self, file: &Path, stamp: Stamp) -> bool {
        let same =
            self.before.get(file.as_os_str()).is_some_and(|entry| entry.stamp == Some(stamp));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push((file.to_owned(), stamp, same));
        if same {
            self.passed.fetch_add(stamp.size, Ordering::Relaxed);
        }
        !same
    }
}

/// Gathers mail into an index.
pub(super) struct Gatherer<'a> {
    tools: Tools<'a>,
    pub(super) writer: Writer,
    /// The outlines; they are read only once something has changed.
    pub(super) outlines: Outlines,
    /// The messages that the index held when the update began.
    before: Arc<FxHashMap<MessageKey, u32>>,
    /// Those that came since.
    fresh: FxHashMap<MessageKey, u32>,
    /// Messages whose places have changed.
    touched: BTreeSet<u32>,
    enclosed: FxHashSet<MessageKey>,
    committed: Instant,
    pub(super) tally: Tally,
    /// Whether anything is not as it was.
    pub(super) changed: bool,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(tools: Tools<'a>, writer: Writer) -> Self {
        Self {
            tools,
            outlines: Outlines::default(),
            before: Arc::default(),
            fresh: FxHashMap::default(),
            touched: BTreeSet::new(),
            enclosed: FxHashSet::default(),
            committed: Instant::now(),
            tally: Tally::default(),
            changed: false,
            writer,
        }
    }

    /// Takes all that lies below some paths out of the index.
    pub(super) fn forget(&mut self, roots: &[PathBuf]) {
        let below = |path: &Path| roots.iter().any(|root| path.starts_with(root));
        self.writer.files.files.retain(|path, file| {
            if below(Path::new(path)) {
                self.touched.extend(file.messages.iter().map(|message| message.number));
            }
            !below(Path::new(path))
        });
        self.changed |= !roots.is_empty();
    }

    /// Reads the outlines, if that has not been done.
    pub(super) fn remember(&mut self) -> Result<(), Failure> {
        if self.outlines.next == 0 {
            self.outlines = self.writer.outlines()?;
            self.before = Arc::new(self.outlines.by_key());
            let enclosed = self.outlines.outlines.iter().filter(|outline| outline.is_enclosed);
            self.enclosed = enclosed.map(|outline| outline.ties.key).collect();
        }
        Ok(())
    }

    /// Reads what has changed below the paths.
    pub(super) fn gather(&mut self, roots: &[PathBuf]) -> Result<(), Failure> {
        let mut before = std::mem::take(&mut self.writer.files.files);
        let mut was = Folders::default();
        for root in roots {
            let screen =
                Changed { before: &before, passed: AtomicU64::new(0), seen: Mutex::default() };
            self.root(root, &screen)?;
            if self.tally.stopped {
                break;
            }
            let seen = screen.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
            self.settle(root, &mut before, seen, &mut was);
        }
        self.keep(before);
        self.drop_unplaced()?;
        self.refold(&was)
    }

    /// Keeps what is known of files that were not looked at.
    fn keep(&mut self, before: Known) {
        for (path, entry) in before {
            self.writer.files.files.entry(path).or_insert(entry);
        }
    }

    fn root(&mut self, root: &Path, screen: &Changed<'_>) -> Result<(), Failure> {
        let hint = super::progress::GIVE_MAIL;
        let source = source::open(root).map_err(|e| Failure::file(root, &e, hint))?;
        let rules = self.tools.rules;
        let mut items = source.wanted(screen);
        let mut batch = next_batch(&mut *items);
        if batch.is_empty() {
            return Ok(());
        }
        self.remember()?;
        let concepts = concepts_of_requests(&rules.acts);
        let workers = Workers::new(rules, Some(&concepts))?;
        let mut looked: Vec<Result<Looked, Fault>> = Vec::new();
        let mut count = 0;
        // While a batch is taken apart, the one before is filed and the next one is read.
        while !batch.is_empty() || !looked.is_empty() {
            let bytes = bytes_of(&batch);
            count += batch.len();
            let (before, extractor) = (Arc::clone(&self.before), self.tools.extractor);
            let (now, next) = workers.pool.install(|| {
                let work = |item, spotters: &mut Spotters<'a>| {
                    look(item, &before, rules, extractor, spotters)
                };
                rayon::join(
                    || workers.each(batch, work),
                    || {
                        let filed = looked.into_iter().try_for_each(|one| self.file(one?));
                        filed.map(|()| next_batch(&mut *items))
                    },
                )
            });
            (looked, batch) = (now, next?);
            (self.tools.progress)(count, bytes + screen.passed.swap(0, Ordering::Relaxed));
            if self.tools.stop.load(Ordering::Relaxed) {
                looked.drain(..).try_for_each(|one| self.file(one?))?;
                self.tally.stopped = true;
                break;
            }
            if self.committed.elapsed() > COMMIT_EVERY {
                self.keep(screen.before.clone());
                self.commit(None)?;
            }
        }
        Ok(())
    }

    /// Files what one place came to.
    fn file(&mut self, looked: Looked) -> Result<(), Failure> {
        let (location, number) = match looked {
            Looked::Skipped(skipped) => {
                self.tally.skipped.push(skipped);
                return Ok(());
            }
            Looked::Known(location, number) => (location, number),
            Looked::New(location, new) => {
                if let Some(number) = self.fresh.get(&new.key) {
                    (location, *number)
                } else {
                    let number = self.add(&location, *new)?;
                    (location, number)
                }
            }
        };
        self.touched.insert(number);
        self.changed = true;
        let file = self.writer.files.files.entry(location.store().into()).or_default();
        // What is read anew replaces what a commit on the way has kept.
        if file.stamp.take().is_some() {
            file.messages.clear();
        }
        file.messages.push(Placed { location, number });
        Ok(())
    }

    fn add(&mut self, location: &Location, new: New) -> Result<u32, Failure> {
        let number = self.outlines.next;
        self.outlines.next += 1;
        self.fresh.insert(new.key, number);
        for draft in new.drafts {
            let (key, is_enclosed) = (draft.key(), draft.is_enclosed());
            let known = self.before.contains_key(&key) || self.fresh.contains_key(&key);
            if is_enclosed && (known && key != new.key || !self.enclosed.insert(key)) {
                continue;
            }
            if !is_enclosed && self.enclosed.remove(&key) {
                // What lies in the mail by itself is better evidence than what somebody forwards.
                let at = self.outlines.outlines.iter().position(|o| o.ties.key == key);
                if let Some(at) = at {
                    self.outlines.outlines.swap_remove(at);
                    self.outlines.numbers.swap_remove(at);
                }
            }
            let subjects = &self.tools.rules.subjects;
            self.outlines.outlines.push(draft.outline(&mut self.outlines.names, subjects, 0));
            self.outlines.numbers.push(number);
        }
        self.writer.add(new.indexed, number, &[folder_of(location)])?;
        self.tally.added += 1;
        Ok(number)
    }

    /// Closes a path that was read to its end: what was not seen again is gone.
    fn settle(
        &mut self,
        root: &Path,
        before: &mut Known,
        seen: Vec<(PathBuf, Stamp, bool)>,
        was: &mut Folders,
    ) {
        let skipped: FxHashSet<PathBuf> =
            self.tally.skipped.iter().map(|skipped| skipped.path.clone()).collect();
        let files = &mut self.writer.files.files;
        let mut left = |entry: FileEntry| {
            for Placed { location, number } in entry.messages {
                was.entry(number).or_default().insert(folder_of(&location));
            }
        };
        for (path, stamp, same) in seen {
            let known = before.remove(path.as_os_str());
            if same {
                files.extend(known.map(|entry| (path.into_os_string(), entry)));
                continue;
            }
            self.changed = true;
            known.into_iter().for_each(&mut left);
            let stamp = (!skipped.contains(&path)).then_some(stamp);
            files.entry(path.into_os_string()).or_default().stamp = stamp;
        }
        let gone: Vec<OsString> =
            before.keys().filter(|path| Path::new(path).starts_with(root)).cloned().collect();
        for path in gone {
            self.changed = true;
            // A commit on the way may have kept it.
            files.remove(&path);
            before.remove(&path).into_iter().for_each(&mut left);
        }
        self.touched.extend(was.keys());
    }

    /// Forgets messages that no longer lie anywhere.
    fn drop_unplaced(&mut self) -> Result<(), Failure> {
        if self.touched.is_empty() {
            return Ok(());
        }
        self.remember()?;
        let mut gone = self.touched.clone();
        for message in self.writer.files.files.values().flat_map(|file| &file.messages) {
            gone.remove(&message.number);
        }
        gone.iter().for_each(|number| self.writer.remove(*number));
        self.outlines.forget(&gone);
        self.touched.retain(|number| !gone.contains(number));
        self.tally.gone = gone.len();
        Ok(())
    }

    /// Indexes again the messages that lie in other folders than the index says; `was` tells what folders
    /// messages have left, or were seen in again.
    fn refold(&mut self, was: &Folders) -> Result<(), Failure> {
        if self.touched.is_empty() {
            return Ok(());
        }
        let mut now = Folders::default();
        for message in self.writer.files.files.values().flat_map(|file| &file.messages) {
            if self.touched.contains(&message.number) {
                now.entry(message.number).or_default().insert(folder_of(&message.location));
            }
        }
        let first: FxHashMap<u32, &Location> = {
            let all = self.writer.files.files.values().flat_map(|file| &file.messages);
            let touched = all.filter(|message| self.touched.contains(&message.number));
            touched.map(|message| (message.number, &message.location)).collect()
        };
        let moved: Vec<(u32, Vec<String>, Location)> = now
            .into_iter()
            .filter(|(number, folders)| match was.get(number) {
                Some(was) => !was.is_subset(folders) || folders.len() > was.len(),
                None => folders.len() > 1,
            })
            .filter_map(|(number, folders)| {
                let place = (*first.get(&number)?).clone();
                Some((number, folders.into_iter().collect(), place))
            })
            .collect();
        let places: Vec<Location> = moved.iter().map(|(_, _, place)| place.clone()).collect();
        let by_place: FxHashMap<(PathBuf, u64), &(u32, Vec<String>, Location)> =
            moved.iter().map(|m| ((m.2.path.to_path_buf(), m.2.offset), m)).collect();
        let rules = self.tools.rules;
        let mut spotters = Spotters::new(&rules.lexica);
        let nothing = FxHashMap::default();
        for item in source::places(places).messages() {
            let looked = look(item, &nothing, rules, self.tools.extractor, &mut spotters)?;
            let Looked::New(place, new) = looked else { continue };
            let found = by_place.get(&(place.path.to_path_buf(), place.offset));
            let Some((number, folders, _)) = found else { continue };
            self.writer.remove(*number);
            self.writer.add(new.indexed, *number, folders)?;
            self.tally.moved += usize::from(was.contains_key(number));
        }
        Ok(())
    }

    /// Gives back the index and what was done.
    pub(super) fn end(self) -> (Writer, Tally) {
        // The run ends here: to take the outlines of a large archive apart would only delay it.
        std::mem::forget(self.outlines);
        (self.writer, self.tally)
    }

    /// Makes durable what was done so far; the threads are found unless they are known.
    pub(super) fn commit(&mut self, threads: Option<Vec<u32>>) -> Result<(), Failure> {
        let threads = threads.unwrap_or_else(|| super::marking::threads_of(&self.outlines));
        self.writer.commit(&self.outlines, &threads)?;
        self.committed = Instant::now();
        Ok(())
    }
}
