//! One run: open the folders, find what is wanted, fetch what is missing, and account for every message.

use super::account::Account;
use super::error::FetchError;
use super::folder::{Folder, Use};
use super::order::Order;
use super::select::select;
use super::session::{Listed, Opened, STOP_WITHIN, Session};
use super::store::{Finished, Store, Written};
use super::uids::UidSet;
use super::work::{BATCH_MESSAGES, Batch, Crew, News};
use crate::id::MessageKey;
use std::collections::{BTreeSet, VecDeque};
use std::iter::repeat_with;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Sizes are asked for this many messages at a time.
const AT_A_TIME: usize = 20_000;
/// Messages are made durable at least this often.
const COMMIT_EVERY: Duration = Duration::from_secs(3);
/// And as soon as there are this many.
const COMMIT_AT: usize = 4_000;

/// What became of the messages of a folder: `on_server` is the sum of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderLedger {
    /// The folder.
    pub folder: String,
    /// Messages that the server counts.
    pub on_server: usize,
    /// Fetched in this run.
    pub stored: usize,
    /// Fetched before, or held already under another name.
    pub there: usize,
    /// Not asked for.
    pub filtered: usize,
    /// Deleted on the server while they were fetched.
    pub gone: usize,
    /// Could not be fetched, with UID and reason.
    pub failed: Vec<(u32, String)>,
    /// Counted by the server, and named by none of its answers.
    pub unnamed: usize,
    /// Why the whole folder was left alone.
    pub skipped: Option<String>,
    /// Why the folder could not be opened, so that nothing is known of its messages.
    pub unopened: Option<String>,
}

/// What became of every message of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Folder by folder.
    pub folders: Vec<FolderLedger>,
    /// Bytes that were stored.
    pub bytes: u64,
    /// The messages that were stored.
    pub stored: BTreeSet<MessageKey>,
    /// What INBOX looked like when the run began.
    inbox: Option<Opened>,
}

impl Ledger {
    /// Tells whether something that was asked for is missing.
    pub fn is_incomplete(&self) -> bool {
        let lacks =
            |f: &FolderLedger| f.unnamed > 0 || !f.failed.is_empty() || f.unopened.is_some();
        self.folders.iter().any(lacks)
    }
}

/// Is told how far a run is.
pub trait Watcher: Sync {
    /// So much is to be fetched.
    fn begin(&self, messages: usize, bytes: u64);
    /// So much has been made durable since the last time.
    fn stored(&self, messages: usize, bytes: u64);
}

/// Fetches what is missing.  What was fetched is kept whatever happens.
///
/// # Errors
/// Why nothing could be done, or why the run ended early.
pub fn fetch(
    account: &Account,
    order: &Order,
    root: &Path,
    watcher: &dyn Watcher,
    stop: &AtomicBool,
) -> Result<Ledger, FetchError> {
    let store = Store::open(root)?;
    let mut prepared = prepare(account, order, &store);
    for length in PAUSES {
        if !matches!(prepared, Err(FetchError::Broken(_))) {
            break;
        }
        pause(length, stop)?;
        prepared = prepare(account, order, &store);
    }
    let Prepared { session, others, folders, mut ledger, wanted, batches } = prepared?;
    let listed = || batches.iter().flat_map(|batch| &batch.listed);
    watcher.begin(listed().count(), listed().map(|one| one.size).sum());
    if batches.is_empty() {
        session.log_out();
    } else {
        let maildirs = folders.iter().map(|(folder, _)| store.maildir(folder));
        let maildirs = maildirs.collect::<Result<_, _>>()?;
        let hands = account.connections.clamp(1, batches.len());
        let queue = Mutex::new(batches);
        let crew = Crew { account, store: &store, folders: &folders, maildirs, queue, stop };
        std::thread::scope(|scope| {
            let (sender, news) = channel();
            let (first, crew) = (sender.clone(), &crew);
            scope.spawn(move || crew.work(session, &first));
            for other in others.into_iter().map(Some).chain(repeat_with(|| None)).take(hands - 1) {
                let sender = sender.clone();
                scope.spawn(move || {
                    // A second connection that is refused is no fault: the others go on.
                    if let Some(session) = other.map_or_else(|| account.connect().ok(), Ahead::get)
                    {
                        crew.work(session, &sender);
                    }
                });
            }
            drop(sender);
            collect(crew, &news, &mut ledger, watcher)
        })?;
    }
    for ((folder, opened), (entry, wanted)) in
        folders.iter().zip(ledger.folders.iter().zip(&wanted))
    {
        if entry.failed.is_empty() && entry.gone + entry.unnamed == 0 {
            let finished = Finished {
                order: order.written(),
                uid_validity: opened.uid_validity,
                uid_next: opened.uid_next,
                exists: opened.exists,
                wanted: *wanted,
            };
            if store.finished(folder).as_ref() != Some(&finished) {
                store.finish(folder, &finished)?;
            }
        }
    }
    Ok(ledger)
}

/// How long to wait before it is looked again what there is, if the connection broke.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(8)];

/// What is known before the first message is fetched.
struct Prepared {
    session: Session,
    /// Further connections, which are under way.
    others: Vec<Ahead>,
    folders: Folders,
    ledger: Ledger,
    /// How many messages of each folder are wanted.
    wanted: Vec<usize>,
    batches: VecDeque<Batch>,
}

/// Looks what there is, what of it is wanted, and what of that is missing.
fn prepare(account: &Account, order: &Order, store: &Store) -> Result<Prepared, FetchError> {
    let mut session = account.connect()?;
    let (folders, mut ledger, gmail) = open_all(&mut session, order)?;
    let written = order.written();
    let there: Vec<UidSet> =
        folders.iter().map(|(folder, opened)| store.fetched(folder, opened.uid_validity)).collect();
    let unchanged = |i: usize| {
        let (folder, opened) = &folders[i];
        let before = store.finished(folder).filter(|f| f.still_holds(&written, opened))?;
        (there[i].len() >= before.wanted).then_some(before.wanted)
    };
    let before: Option<Vec<usize>> = (0..folders.len()).map(unchanged).collect();
    let mut batches = VecDeque::new();
    if let Some(wanted) = before {
        for (entry, wanted) in ledger.folders.iter_mut().zip(&wanted) {
            entry.there = *wanted;
            entry.filtered = entry.on_server.saturating_sub(entry.there);
        }
        return Ok(Prepared { session, others: Vec::new(), folders, ledger, wanted, batches });
    }
    let wanted = select(&mut session, &folders, order, gmail)?;
    let mut others = Vec::new();
    for (i, (folder, opened)) in folders.iter().enumerate() {
        let missing = wanted[i].without(&there[i]);
        let entry = &mut ledger.folders[i];
        entry.there = wanted[i].len() - missing.len();
        entry.on_server = (opened.exists as usize).max(wanted[i].len());
        let rest = entry.on_server - wanted[i].len();
        *(if order.is_everything() { &mut entry.unnamed } else { &mut entry.filtered }) = rest;
        if missing.is_empty() {
            continue;
        }
        if others.is_empty() && missing.len() > BATCH_MESSAGES {
            others = (1..account.connections).map(|_| Ahead::begin(account)).collect();
        }
        session.turn_to(folder)?;
        let mut listed = Vec::with_capacity(missing.len());
        for part in missing.chunks(AT_A_TIME) {
            match session.survey(&part) {
                // Without sizes and days the messages can still be asked for.
                Err(FetchError::Server(_)) => {}
                found => listed.extend(found?),
            }
        }
        listed.sort_by_key(|one| one.uid);
        listed.dedup_by_key(|one| one.uid);
        let known: UidSet = listed.iter().map(|one| one.uid).collect();
        // What the survey passes over is asked for all the same: the server may only have stumbled.
        let passed_over = missing.without(&known);
        listed.extend(passed_over.iter().map(Listed::unknown));
        batches.extend(Batch::of(i, listed));
    }
    let wanted = wanted.iter().map(UidSet::len).collect();
    Ok(Prepared { session, others, folders, ledger, wanted, batches })
}

/// A connection that is made while something else is done.
struct Ahead(JoinHandle<Option<Session>>);

impl Ahead {
    fn begin(account: &Account) -> Self {
        let account = account.clone();
        Self(std::thread::spawn(move || account.connect().ok()))
    }

    /// Waits for it.
    fn get(self) -> Option<Session> {
        self.0.join().ok().flatten()
    }
}

/// Takes the news of the workers, makes messages durable in groups, and keeps the ledger.
fn collect(
    crew: &Crew<'_>,
    news: &Receiver<News>,
    ledger: &mut Ledger,
    watcher: &dyn Watcher,
) -> Result<(), FetchError> {
    let mut waiting: Vec<Written> = Vec::new();
    let mut since = Instant::now();
    let mut ended = None;
    loop {
        let left = COMMIT_EVERY.saturating_sub(since.elapsed());
        let over = match news.recv_timeout(left) {
            Ok(News::Written(one)) => {
                waiting.push(one);
                false
            }
            Ok(News::Failed(folder, uid, why)) => {
                ledger.folders[folder].failed.push((uid, why));
                false
            }
            Ok(News::Gone(folder)) => {
                ledger.folders[folder].gone += 1;
                false
            }
            Ok(News::Ended(error)) => {
                ended.get_or_insert(error);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if over || waiting.len() >= COMMIT_AT || since.elapsed() >= COMMIT_EVERY {
            if let Err(error) = crew.store.commit(&waiting, crew.folders) {
                crew.stop.store(true, Ordering::Relaxed);
                return Err(error);
            }
            let (mut messages, mut bytes) = (0, 0);
            for one in waiting.drain(..) {
                let entry = &mut ledger.folders[one.folder];
                if one.moves.is_some() {
                    entry.stored += 1;
                    ledger.stored.insert(MessageKey::new(one.print));
                    ledger.bytes += one.size;
                } else {
                    entry.there += 1;
                }
                messages += 1;
                bytes += one.size;
            }
            watcher.stored(messages, bytes);
            since = Instant::now();
        }
        if over {
            let left = crew.queue.lock().map_or(0, |queue| queue.len());
            return match ended {
                Some(error) => Err(error),
                None if left > 0 => Err(FetchError::Stopped),
                None => Ok(()),
            };
        }
    }
}

/// Waits for mail after a run: until the server tells of some in INBOX, or so long.  A server that cannot
/// push (RFC 2177) is asked again and again.
///
/// # Errors
/// What the server or the connection said; that the person stopped it.
pub fn wait(
    account: &Account,
    ledger: &Ledger,
    longest: Duration,
    stop: &AtomicBool,
) -> Result<(), FetchError> {
    let mut session = account.connect()?;
    let mut idle = session.can_idle()?;
    let inbox = session.folders()?.into_iter().find(Folder::is_inbox);
    let Some(inbox) = inbox else {
        return Err(FetchError::Server("there is no INBOX to watch".to_owned()));
    };
    let until = Instant::now() + longest;
    // What came since the run began must not wait.
    while Some(session.examine(&inbox)?) == ledger.inbox {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        if idle {
            match session.wait(left.min(IDLE_AGAIN), account.timeout, stop) {
                // Who cannot push after all is asked.
                Err(FetchError::Server(_)) => idle = false,
                waited => drop(waited?),
            }
        } else {
            pause(left.min(POLL), stop)?;
        }
    }
    session.log_out();
    Ok(())
}

/// Does nothing for so long, or until the person stops the run.
///
/// # Errors
/// That the person stopped it.
pub fn pause(length: Duration, stop: &AtomicBool) -> Result<(), FetchError> {
    let until = Instant::now() + length;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if stop.load(Ordering::Relaxed) {
            return Err(FetchError::Stopped);
        }
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(STOP_WITHIN));
    }
}

/// Servers end an IDLE after half an hour, and routers forget a silent connection sooner.
const IDLE_AGAIN: Duration = Duration::from_mins(9);
/// A server that cannot push is asked this often.
const POLL: Duration = Duration::from_mins(1);

type Folders = Vec<(Folder, Opened)>;

/// Opens every folder that is asked for once, to see what there is.
fn open_all(session: &mut Session, order: &Order) -> Result<(Folders, Ledger, bool), FetchError> {
    let gmail = session.is_gmail()?;
    let all = session.folders()?;
    for name in &order.folders {
        if !all.iter().any(|folder| folder.name == *name) {
            let there = all.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(FetchError::NoSuchFolder { folder: name.clone(), there });
        }
    }
    let has_all_mail = gmail && all.iter().any(|folder| folder.used_for == Use::All);
    let (mut folders, mut ledger) = (Vec::new(), Ledger::default());
    let mut skipped = Vec::new();
    for folder in all {
        if !order.folders.is_empty() && !order.folders.contains(&folder.name) {
            continue;
        }
        let entry = FolderLedger { folder: folder.name.clone(), ..FolderLedger::default() };
        // At Gmail a folder is a view of All Mail; only Spam and Trash are not in it.
        if has_all_mail && order.folders.is_empty() && folder.used_for == Use::Other {
            skipped.push(FolderLedger { skipped: Some("it is in All Mail".to_owned()), ..entry });
            continue;
        }
        match session.examine(&folder) {
            Ok(opened) => {
                if folder.is_inbox() {
                    ledger.inbox = Some(opened);
                }
                ledger.folders.push(FolderLedger { on_server: opened.exists as usize, ..entry });
                folders.push((folder, opened));
            }
            Err(FetchError::Server(said)) => {
                skipped.push(FolderLedger { unopened: Some(said), ..entry });
            }
            Err(error) => return Err(error),
        }
    }
    ledger.folders.extend(skipped);
    Ok((folders, ledger, gmail))
}
