//! Fetches batches over several connections.  What came of a batch before it failed is kept; of the rest, the
//! message that the server stumbles over is found, and noted if it cannot be had.

use super::account::Account;
use super::error::FetchError;
use super::folder::Folder;
use super::session::{Listed, Opened, Session};
use super::store::{Draft, Store, Written};
use super::uids::UidSet;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A batch is no larger than this, in bytes, if it has more than one message.
const BATCH_BYTES: u64 = 4 << 20;
/// Nor has it more messages.
pub(super) const BATCH_MESSAGES: usize = 500;
/// A larger message is fetched in parts of this size, in bytes.
const PART: usize = 4 << 20;
/// How often a connection is made anew without a message having come.
const PATIENCE: u32 = 5;
/// How often one message is asked for before it is given up.
const ATTEMPTS: u32 = 2;
/// So many messages given up in a row are no fault of theirs.
const IN_A_ROW: u32 = 5;

/// Some messages of a folder.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) folder: usize,
    pub(super) listed: Vec<Listed>,
    attempts: u32,
}

impl Batch {
    /// Cuts the messages of a folder into batches.
    pub(super) fn of(folder: usize, listed: Vec<Listed>) -> Vec<Self> {
        let mut batches: Vec<Self> = Vec::new();
        let mut bytes = 0;
        for one in listed {
            bytes += one.size;
            match batches.last_mut() {
                Some(batch) if bytes <= BATCH_BYTES && batch.listed.len() < BATCH_MESSAGES => {
                    batch.listed.push(one);
                }
                _ => {
                    bytes = one.size;
                    batches.push(Self { folder, listed: vec![one], attempts: 0 });
                }
            }
        }
        batches
    }

    /// Cuts the batch in two, of which the first has so many messages.
    fn cut(self, at: usize) -> [Self; 2] {
        let Self { folder, mut listed, .. } = self;
        let back = listed.split_off(at);
        [listed, back].map(|listed| Self { folder, listed, attempts: 0 })
    }
}

/// What a worker tells.
#[derive(Debug)]
pub(super) enum News {
    /// A message waits to be made durable.
    Written(Written),
    /// The server cannot give a message.
    Failed(usize, u32, String),
    /// A message was deleted on the server since the folder was opened.
    Gone(usize),
    /// Nothing more can be done.
    Ended(FetchError),
}

/// What the workers share.
#[derive(Debug)]
pub(super) struct Crew<'a> {
    pub(super) account: &'a Account,
    pub(super) store: &'a Store,
    pub(super) folders: &'a [(Folder, Opened)],
    pub(super) maildirs: Vec<PathBuf>,
    pub(super) queue: Mutex<VecDeque<Batch>>,
    pub(super) stop: &'a AtomicBool,
}

impl Crew<'_> {
    fn next(&self) -> Option<Batch> {
        if self.stop.load(Ordering::Relaxed) {
            return None;
        }
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    /// Puts batches back, the first to be fetched first.
    fn again(&self, batches: impl IntoIterator<Item = Batch, IntoIter: DoubleEndedIterator>) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        batches.into_iter().rev().for_each(|batch| queue.push_front(batch));
    }

    /// Works until nothing is left.
    pub(super) fn work(&self, session: Session, news: &Sender<News>) {
        let session = Some(session);
        let mut worker = Worker { crew: self, session, refused: 0, given_up: 0 };
        while let Some(mut batch) = self.next() {
            let all = batch.listed.len();
            match worker.fetch(&mut batch, news) {
                Ok(()) => (worker.refused, worker.given_up) = (0, 0),
                Err(error) => {
                    let some_came = batch.listed.len() < all;
                    match worker.after(batch, some_came, &error, news) {
                        Next::GoOn => {}
                        Next::End => {
                            self.stop.store(true, Ordering::Relaxed);
                            // The run is over if no one listens.
                            let _ = news.send(News::Ended(error));
                            return;
                        }
                    }
                }
            }
        }
        if let Some(session) = worker.session {
            session.log_out();
        }
    }
}

enum Next {
    GoOn,
    End,
}

struct Worker<'a> {
    crew: &'a Crew<'a>,
    session: Option<Session>,
    /// Connections that broke since a batch came.
    refused: u32,
    /// Messages that were given up since one came.
    given_up: u32,
}

impl Worker<'_> {
    fn session(&mut self, folder: usize) -> Result<&mut Session, FetchError> {
        if self.session.is_none() {
            self.session = Some(self.crew.account.connect()?);
        }
        let Some(session) = &mut self.session else { unreachable!("it was just made") };
        let (at, opened) = &self.crew.folders[folder];
        if session.turn_to(at)?.uid_validity != opened.uid_validity {
            let why = format!("`{}` was made anew while it was read; run it again", at.name);
            return Err(FetchError::Broken(why));
        }
        Ok(session)
    }

    /// Fetches a batch; what comes is taken out of it, so that after an error the rest is left.
    fn fetch(&mut self, batch: &mut Batch, news: &Sender<News>) -> Result<(), FetchError> {
        let (crew, folder) = (self.crew, batch.folder);
        let place = (folder, crew.maildirs[folder].as_path());
        let session = self.session(folder)?;
        if let [one] = batch.listed.as_slice()
            && one.size > PART as u64 * 2
        {
            if let Some(written) = in_parts(session, one, crew, place)? {
                let _ = news.send(News::Written(written));
                batch.listed.clear();
            }
        } else {
            let uids: UidSet = batch.listed.iter().map(|one| one.uid).collect();
            let mut full = None;
            let came = session.bodies(&uids, |uid, body| {
                let at = batch.listed.iter().position(|one| one.uid == uid);
                let Some(at) = at.filter(|_| full.is_none()) else { return };
                match crew.store.write(place, &batch.listed[at], body) {
                    // The run is over if no one listens.
                    Ok(written) => {
                        batch.listed.remove(at);
                        let _ = news.send(News::Written(written));
                    }
                    Err(error) => full = Some(error),
                }
            });
            full.map_or(came, Err)?;
        }
        self.passed_over(batch, news)
    }

    /// Asks what became of the messages that did not come, though the server said that all was well.
    fn passed_over(&mut self, batch: &mut Batch, news: &Sender<News>) -> Result<(), FetchError> {
        if batch.listed.is_empty() {
            return Ok(());
        }
        let missing: UidSet = batch.listed.iter().map(|one| one.uid).collect();
        let folder = batch.folder;
        let still = self.session(folder)?.survey(&missing)?;
        batch.listed.retain(|one| {
            let there = still.iter().any(|other| other.uid == one.uid);
            if !there {
                let _ = news.send(News::Gone(folder));
            }
            there
        });
        batch.attempts += 1;
        if batch.attempts < ATTEMPTS && !batch.listed.is_empty() {
            self.crew.again([batch.clone()]);
            return Ok(());
        }
        for one in batch.listed.drain(..) {
            let why = "the server lists it and does not give it, or not in a form that can be read";
            let _ = news.send(News::Failed(folder, one.uid, why.to_owned()));
        }
        Ok(())
    }

    /// Decides what to do with what is left of a batch that failed.
    fn after(
        &mut self,
        mut batch: Batch,
        some_came: bool,
        error: &FetchError,
        news: &Sender<News>,
    ) -> Next {
        let refused = matches!(error, FetchError::Server(_));
        if !refused && !error.is_passing() {
            self.crew.again([batch]);
            return Next::End;
        }
        // That no connection came about is no message's fault.
        let lost = self.session.is_none();
        if some_came {
            (self.refused, self.given_up) = (0, 0);
            batch.attempts = 0;
        }
        if !refused {
            self.session = None;
            self.refused += 1;
            if self.refused > PATIENCE {
                self.crew.again([batch]);
                return Next::End;
            }
            if lost {
                std::thread::sleep(Duration::from_millis(250 << self.refused.min(6)));
            }
        }
        batch.attempts += u32::from(!lost);
        let half = batch.listed.len() / 2;
        match batch.listed.as_slice() {
            [] => {}
            _ if lost => self.crew.again([batch]),
            [one] if batch.attempts >= ATTEMPTS || refused => {
                if !refused && self.given_up == IN_A_ROW {
                    self.crew.again([batch]);
                    return Next::End;
                }
                let _ = news.send(News::Failed(batch.folder, one.uid, error.to_string()));
                self.refused = 0;
                self.given_up += 1;
            }
            [_] => self.crew.again([batch]),
            // The next is what the server stumbled over, or it stumbled by chance.
            _ if some_came => self.crew.again([batch]),
            _ if refused => self.crew.again(batch.cut(half)),
            _ => self.crew.again(batch.cut(1)),
        }
        Next::GoOn
    }
}

/// Fetches a large message part by part, so that it is never whole in memory.
fn in_parts(
    session: &mut Session,
    listed: &Listed,
    crew: &Crew<'_>,
    place: (usize, &std::path::Path),
) -> Result<Option<Written>, FetchError> {
    let mut draft = Draft::begin(place.1, listed)?;
    loop {
        let part = session.part(listed.uid, draft.size(), PART)?;
        // Some servers say nothing of what lies behind the end of a message.
        let Some(part) = part.or_else(|| (draft.size() >= listed.size).then(Vec::new)) else {
            return Ok(None);
        };
        // A server may give less than it is asked for: only nothing at all is the end.
        if part.is_empty() {
            return crew.store.end(draft, place).map(Some);
        }
        draft.write(&part)?;
    }
}
