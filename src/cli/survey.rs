//! Goes over all mail once, on all cores, and keeps of each message only its outline; then reads again
//! those that an exchange needs.

use super::failure::Failure;
use super::guard::guarded;
use super::pipeline::Rules;
use super::progress::GIVE_MAIL;
use crate::exchange::{Draft, Outline, concepts_of_requests};
use crate::id::{MessageKey, Names};
use crate::lexicon::ConceptSet;
use crate::message::document::Extractor;
use crate::message::{Enclosed, Kind, Message, Spotters, open};
use crate::rulefile::Fault;
use crate::source::{self, Item, Location, RawMessage, Skipped, Source, Why};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Deeply nested mail needs a deep stack to be taken apart.
const STACK: usize = 64 << 20;
/// More messages in one message than this are not looked at.
const MAX_ENCLOSED: usize = 200;
/// A batch of messages ends at this many bytes or messages.
const BATCH_BYTES: usize = 8 << 20;
const BATCH: usize = 512;

/// Opens all paths.
pub(super) fn open_all(paths: &[PathBuf]) -> Result<Vec<Box<dyn Source>>, Failure> {
    let opened = paths.iter().map(|p| source::open(p).map_err(|e| Failure::file(p, &e, GIVE_MAIL)));
    opened.collect()
}

/// Says that no mail was read, and why.
pub(super) fn nothing_read(paths: &[PathBuf], skipped: &[Skipped]) -> Failure {
    let Some(first) = skipped.first() else {
        let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        return Failure::Wrong(format!("{}: no mail in it; {GIVE_MAIL}", paths.join(", ")));
    };
    let more = match skipped.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    let (path, why) = (first.path.display(), first.reason());
    Failure::Wrong(format!("{path}: {why}{more}; nothing could be read; {GIVE_MAIL}"))
}

/// All mail, in outline.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) outlines: Vec<Outline>,
    pub(super) names: Names,
    pub(super) skipped: Vec<Skipped>,
    /// Further places of messages that were read once, each with the outline.
    pub(super) duplicates: Vec<(Location, usize)>,
    /// How many messages were found, read or not; those enclosed in others are not counted.
    pub(super) seen: usize,
    /// How many were read, each once.
    pub(super) read: usize,
}

/// Workers with the spotters that each of them keeps.
pub(super) struct Workers<'a> {
    pub(super) pool: ThreadPool,
    spotters: Vec<Mutex<Spotters<'a>>>,
}

impl<'a> Workers<'a> {
    /// Starts a worker on each core, who looks for these concepts only, or for all.
    pub(super) fn new(rules: &'a Rules, only: Option<&ConceptSet>) -> Result<Self, Failure> {
        let pool = ThreadPoolBuilder::new().stack_size(STACK).build();
        let pool = pool.map_err(|e| Failure::Wrong(format!("no threads to work with: {e}")))?;
        let spotters = || match only {
            Some(concepts) => Spotters::limited(&rules.lexica, concepts),
            None => Spotters::new(&rules.lexica),
        };
        let spotters = (0..pool.current_num_threads()).map(|_| Mutex::new(spotters())).collect();
        Ok(Self { pool, spotters })
    }

    /// Starts workers who look for what a message needs for beginning an exchange.
    pub(super) fn for_survey(rules: &'a Rules) -> Result<Self, Failure> {
        Self::new(rules, Some(&concepts_of_requests(&rules.acts)))
    }

    /// Works on each item with the spotters of the worker who does it, in the order of the items.
    pub(super) fn each<T: Send, U: Send>(
        &self,
        items: Vec<T>,
        work: impl Fn(T, &mut Spotters<'a>) -> U + Sync,
    ) -> Vec<U> {
        let worker = |item| {
            let of = rayon::current_thread_index().unwrap_or(0);
            let mut spotters = self.spotters[of].lock().unwrap_or_else(PoisonError::into_inner);
            work(item, &mut spotters)
        };
        items.into_par_iter().map(worker).collect()
    }
}

/// Whether the messages that others enclose are looked at, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Only what lies in the mailbox by itself.
    Mailbox,
    /// What is forwarded as a file, too.
    Enclosed,
}

/// Goes over all mail of the sources.
///
/// # Errors
/// A fault in a language file; a bad message is listed and stops nothing.
pub(super) fn survey(
    rules: &Rules,
    sources: &[Box<dyn Source>],
    scope: Scope,
    progress: &dyn Fn(usize, u64),
) -> Result<Survey, Failure> {
    survey_by(&Workers::for_survey(rules)?, rules, sources, scope, progress)
}

/// Goes over all mail of the sources with these workers.
///
/// # Errors
/// A fault in a language file; a bad message is listed and stops nothing.
pub(super) fn survey_by(
    workers: &Workers<'_>,
    rules: &Rules,
    sources: &[Box<dyn Source>],
    scope: Scope,
    progress: &dyn Fn(usize, u64),
) -> Result<Survey, Failure> {
    let mut survey = Survey::default();
    let mut known: FxHashMap<MessageKey, usize> = FxHashMap::default();
    for (n, source) in sources.iter().enumerate() {
        let mut items = source.messages();
        let mut batch = next_batch(&mut *items);
        let mut drafted: Vec<Drafted> = Vec::new();
        // While a batch is taken apart, the one before is filed and the next one is read.
        while !batch.is_empty() || !drafted.is_empty() {
            let bytes = bytes_of(&batch);
            let (drafts, next) = workers.pool.install(|| {
                rayon::join(
                    || workers.each(batch, |item, spotters| draft(item, rules, scope, spotters)),
                    || {
                        let filed = drafted.into_iter().try_for_each(|drafted| {
                            survey.add(drafted, n as u32, rules, &mut known)
                        });
                        filed.map(|()| next_batch(&mut *items))
                    },
                )
            });
            (drafted, batch) = (drafts, next?);
            progress(survey.seen, bytes);
        }
    }
    Ok(survey)
}

pub(super) fn next_batch(items: &mut (dyn Iterator<Item = Item> + Send)) -> Vec<Item> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES && batch.len() < BATCH {
        let Some(item) = items.next() else { break };
        bytes += item.as_ref().map_or(0, |raw| raw.bytes.len());
        batch.push(item);
    }
    batch
}

pub(super) fn bytes_of(batch: &[Item]) -> u64 {
    batch.iter().flatten().map(|raw| raw.location.length).sum()
}

/// What one place came to, the message itself first, then those that it encloses: a fault is in the
/// rules, never in the mail.
type Drafted = Result<Result<Vec<Draft>, Skipped>, Fault>;

fn draft(item: Item, rules: &Rules, scope: Scope, spotters: &mut Spotters<'_>) -> Drafted {
    let raw = match item {
        Ok(raw) => raw,
        Err(skipped) => return Ok(Err(skipped)),
    };
    let work = || {
        let mut drafts = Vec::new();
        for parsed in parse(&raw, rules, scope, spotters)? {
            drafts.push(Draft::of(parsed.message, &rules.subjects, &rules.acts, spotters)?);
        }
        Ok(drafts)
    };
    let done = guarded(work);
    done.map_or_else(|| Ok(Err(Skipped::at(&raw.location, Why::Panicked))), |drafts| drafts.map(Ok))
}

/// A message that was taken apart, with its bytes if they are not those of its place.
pub(super) struct Parsed {
    pub(super) message: Message,
    pub(super) enclosed: Option<Vec<u8>>,
}

/// Takes a mail apart, and those that it encloses, whose forwarder vouches for them; what a report
/// returns is no such evidence.
pub(super) fn parse(
    raw: &RawMessage,
    rules: &Rules,
    scope: Scope,
    spotters: &mut Spotters<'_>,
) -> Result<Vec<Parsed>, Fault> {
    let opened = open(&raw.bytes, raw.location.clone(), &rules.cues);
    let opened = match raw.copy_of {
        Some(key) => opened.copy_of(key),
        None => opened,
    };
    let mut inner: Vec<Enclosed> = match scope {
        Scope::Mailbox => Vec::new(),
        Scope::Enclosed => opened.enclosed().to_vec(),
    };
    let message = opened.read(&rules.cues, spotters)?;
    let outer = message.id.clone();
    let report = matches!(message.kind, Kind::Bounce | Kind::Receipt);
    let mut parsed = vec![Parsed { message, enclosed: None }];
    inner.reverse();
    while let Some(enclosed) = inner.pop() {
        if report || enclosed.is_returned || parsed.len() > MAX_ENCLOSED {
            continue;
        }
        let opened = enclosed.open(raw.location.clone(), &rules.cues);
        inner.extend(opened.enclosed().iter().rev().cloned());
        let mut message = opened.read(&rules.cues, spotters)?;
        message.forwarded_in = Some(outer.clone());
        parsed.push(Parsed { message, enclosed: Some(enclosed.bytes) });
    }
    Ok(parsed)
}

/// Takes a mail apart as [`parse`] does, and reads the documents that are attached, too.
fn parse_with_documents(
    raw: &RawMessage,
    rules: &Rules,
    extractor: &dyn Extractor,
    spotters: &mut Spotters<'_>,
) -> Result<Vec<Message>, Fault> {
    let mut read = Vec::new();
    for Parsed { mut message, enclosed } in parse(raw, rules, Scope::Enclosed, spotters)? {
        let bytes = enclosed.as_deref().unwrap_or(&raw.bytes);
        message.read_documents(bytes, extractor, &rules.cues, spotters)?;
        read.push(message);
    }
    Ok(read)
}

impl Survey {
    fn add(
        &mut self,
        drafted: Drafted,
        source: u32,
        rules: &Rules,
        known: &mut FxHashMap<MessageKey, usize>,
    ) -> Result<(), Failure> {
        self.seen += 1;
        let drafts = match drafted? {
            Ok(drafts) => drafts,
            Err(skipped) => {
                self.skipped.push(skipped);
                return Ok(());
            }
        };
        for draft in drafts {
            let enclosed = draft.is_enclosed();
            match known.entry(draft.key()) {
                // A copy that somebody forwards is no further copy of the mailbox.
                Entry::Occupied(_) if enclosed => {}
                Entry::Occupied(first) => {
                    self.duplicates.push((draft.location().clone(), *first.get()));
                    break;
                }
                Entry::Vacant(free) => {
                    free.insert(self.outlines.len());
                    self.read += usize::from(!enclosed);
                    self.outlines.push(draft.outline(&mut self.names, &rules.subjects, source));
                }
            }
        }
        Ok(())
    }

    /// Reads messages again, in full and with their documents; those that changed or vanished meanwhile
    /// are listed as skipped.
    pub(super) fn reread(
        &mut self,
        workers: &Workers<'_>,
        wanted: &FxHashSet<usize>,
        sources: &[Box<dyn Source>],
        rules: &Rules,
        extractor: &dyn Extractor,
    ) -> Result<FxHashMap<usize, Message>, Failure> {
        let mut found: FxHashMap<usize, Message> = FxHashMap::default();
        for (n, source) in sources.iter().enumerate() {
            let here = |i: &&usize| self.outlines[**i].source as usize == n;
            let here: Vec<usize> = wanted.iter().filter(here).copied().collect();
            let by_key: FxHashMap<MessageKey, usize> =
                here.iter().map(|i| (self.outlines[*i].ties.key, *i)).collect();
            let mut places: Vec<Location> =
                here.iter().map(|i| self.outlines[*i].location.clone()).collect();
            places.sort_unstable();
            places.dedup();
            let mut items = source.reread(&places);
            loop {
                let batch = next_batch(&mut *items);
                if batch.is_empty() {
                    break;
                }
                let read = workers.pool.install(|| {
                    workers.each(batch, |item: Item, spotters| {
                        let raw = match item {
                            Ok(raw) => raw,
                            Err(skipped) => return Ok(Err(skipped)),
                        };
                        guarded(|| parse_with_documents(&raw, rules, extractor, spotters))
                            .map_or_else(
                                || Ok(Err(Skipped::at(&raw.location, Why::Panicked))),
                                |messages| messages.map(Ok),
                            )
                    })
                });
                for messages in read {
                    match messages? {
                        Ok(messages) => found.extend(
                            messages.into_iter().filter_map(|m| Some((*by_key.get(&m.key)?, m))),
                        ),
                        Err(skipped) => self.skipped.push(skipped),
                    }
                }
            }
        }
        Ok(found)
    }
}
