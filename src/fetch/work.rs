//! Fetches batches over several connections.  A batch that fails is tried again on a new connection, then
//! halved, until the message that the server cannot give is alone, and noted.

use super::account::Account;
use super::error::FetchError;
use super::folder::Folder;
use super::session::{Listed, Opened, Session};
use super::store::{Draft, Store, Written};
use super::uids::UidSet;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A batch is no larger than this, in bytes, if it has more than one message.
const BATCH_BYTES: u64 = 4 << 20;
/// Nor has it more messages.
const BATCH_MESSAGES: usize = 500;
/// A larger message is fetched in parts of this size, in bytes.
const PART: usize = 4 << 20;
/// How often a connection is made anew without a message having come.
const PATIENCE: u32 = 5;
/// How often one message is asked for before it is given up.
const ATTEMPTS: u32 = 3;

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

    fn halves(self) -> [Self; 2] {
        let Self { folder, mut listed, .. } = self;
        let back = listed.split_off(listed.len() / 2);
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

    fn again(&self, batches: impl IntoIterator<Item = Batch>) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        batches.into_iter().for_each(|batch| queue.push_front(batch));
    }

    /// Works until nothing is left.  A second connection that is refused is no fault: the others go on.
    pub(super) fn work(&self, session: Option<Session>, news: &Sender<News>) {
        let helper = session.is_none();
        let mut worker = Worker { crew: self, session, open: None, refused: 0 };
        while let Some(batch) = self.next() {
            match worker.fetch(&batch, news) {
                Ok(()) => worker.refused = 0,
                Err(error) => {
                    let lost = worker.session.is_none();
                    match worker.after(batch, &error, news) {
                        Next::GoOn => {}
                        Next::End if helper && lost => return,
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
    open: Option<usize>,
    /// Connections that broke since a batch came.
    refused: u32,
}

impl Worker<'_> {
    fn session(&mut self, folder: usize) -> Result<&mut Session, FetchError> {
        if self.session.is_none() {
            self.open = None;
            self.session = Some(self.crew.account.connect()?);
        }
        let Some(session) = &mut self.session else { unreachable!("it was just made") };
        if self.open != Some(folder) {
            let (at, opened) = &self.crew.folders[folder];
            let now = session.examine(at)?;
            if now.uid_validity != opened.uid_validity {
                let why = format!("`{}` was made anew while it was read; run it again", at.name);
                return Err(FetchError::Broken(why));
            }
            self.open = Some(folder);
        }
        Ok(session)
    }

    fn fetch(&mut self, batch: &Batch, news: &Sender<News>) -> Result<(), FetchError> {
        let (crew, folder) = (self.crew, batch.folder);
        let place = (folder, crew.maildirs[folder].as_path());
        let session = self.session(folder)?;
        let written = match batch.listed.as_slice() {
            [one] if one.size > PART as u64 * 2 => {
                in_parts(session, one, crew, place)?.map(|w| vec![w])
            }
            several => {
                let mut waiting: BTreeMap<u32, &Listed> =
                    several.iter().map(|l| (l.uid, l)).collect();
                let uids: UidSet = waiting.keys().copied().collect();
                let mut written = Ok(Vec::new());
                session.bodies(&uids, |uid, body| {
                    let Some(listed) = waiting.remove(&uid) else { return };
                    if let Ok(list) = &mut written {
                        match crew.store.write(place, listed, body) {
                            Ok(one) => list.push(one),
                            Err(e) => written = Err(e),
                        }
                    }
                })?;
                Some(written?)
            }
        };
        let written = written.unwrap_or_default();
        let missing: UidSet = {
            let came: UidSet = written.iter().map(|w| w.uid).collect();
            batch.listed.iter().map(|l| l.uid).filter(|uid| !came.contains(*uid)).collect()
        };
        // The run is over if no one listens.
        written.into_iter().for_each(|one| drop(news.send(News::Written(one))));
        if missing.is_empty() {
            return Ok(());
        }
        let still: UidSet = self.session(folder)?.survey(&missing)?.iter().map(|l| l.uid).collect();
        for uid in missing.iter() {
            let _ = news.send(if still.contains(uid) {
                News::Failed(folder, uid, "the server lists it and does not give it".to_owned())
            } else {
                News::Gone(folder)
            });
        }
        Ok(())
    }

    /// Decides what to do after a batch failed.
    fn after(&mut self, mut batch: Batch, error: &FetchError, news: &Sender<News>) -> Next {
        let refused = matches!(error, FetchError::Server(_));
        if !refused && !error.is_passing() {
            return Next::End;
        }
        if !refused {
            self.session = None;
            self.refused += 1;
            if self.refused > PATIENCE {
                self.crew.again([batch]);
                return Next::End;
            }
            if self.refused > 1 {
                std::thread::sleep(Duration::from_millis(250 << self.refused.min(6)));
            }
        }
        batch.attempts += 1;
        match batch.listed.as_slice() {
            [one] if batch.attempts >= ATTEMPTS || refused => {
                let _ = news.send(News::Failed(batch.folder, one.uid, error.to_string()));
                self.refused = 0;
            }
            [_] => self.crew.again([batch]),
            _ if batch.attempts == 1 && !refused => self.crew.again([batch]),
            _ => self.crew.again(batch.halves()),
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
        let Some(part) = part else { return Ok(None) };
        draft.write(&part)?;
        if part.len() < PART {
            return Ok(Some(crew.store.end(draft, place)));
        }
    }
}
