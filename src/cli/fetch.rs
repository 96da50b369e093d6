//! `dilatory fetch`.

use super::Outcome;
use super::config::Config;
use super::failure::Failure;
use super::watch::Reader;
use crate::fetch::{Account, FetchError, Ledger, Order, Watcher, fetch, pause, wait};
use crate::report::visible;
use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Fetch the correspondence with an organisation over IMAP, exactly as received, into a Maildir.
///
/// Nothing on the server is changed.  A later run fetches only what is new; one that was cut off goes on
/// where it stopped.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Args {
    /// The account of the configuration; not needed if there is only one
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Domain or address whose correspondence is wanted, with all that belongs to it (repeatable)
    #[arg(long, value_name = "DOMAIN|ADDRESS")]
    with: Vec<String>,
    /// Fetch all mail
    #[arg(long, conflicts_with = "with")]
    all: bool,
    /// Not received before this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
    /// Received before this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    before: Option<NaiveDate>,
    /// Only this folder (repeatable); by default all, Sent, Archive and Junk among them
    #[arg(long, value_name = "NAME")]
    folder: Vec<String>,
    /// Folder that the mail goes to
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Allow a login without encryption to a server on this machine
    #[arg(long)]
    allow_plain: bool,
    /// Form in which the run accounts for every message
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Go on: tell of new mail as it comes, and of what it does to the clock
    #[arg(long, conflicts_with = "format")]
    watch: bool,
    /// Bring the search index up to date with what is fetched, too
    #[arg(long)]
    index: bool,
    /// Language of what is told
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
}

/// How the account of a run is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (config, path) = Config::load(args.config.as_deref())?;
    let (name, entry) = config.account(args.account.as_deref())?;
    let mut order = entry.order();
    if !args.with.is_empty() || args.all {
        order.with.clone_from(&args.with);
    }
    if !args.folder.is_empty() {
        order.folders.clone_from(&args.folder);
    }
    (order.since, order.before) = (args.since, args.before);
    if order.with.is_empty() && !args.all {
        let how = "name the organisation with --with DOMAIN, or fetch everything with --all";
        return Err(Failure::Wrong(format!("{}: whose mail? {how}", path.display())));
    }
    let store = args.store.clone().map_or_else(|| entry.store(name), Ok)?;
    let account = entry.open(name, args.allow_plain)?;
    let stop = stopped_by_hand("stopping; what was fetched is kept (again to stop at once)")?;
    let progress = Progress::new();
    let ledger = fetch(&account, &order, &store, &progress, &stop).map_err(|e| failed(&e));
    progress.bar.finish_and_clear();
    let ledger = ledger?;
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        writeln!(out, "{}", json(&ledger))?;
    } else {
        writeln!(out, "{}", visible(text(&ledger).trim_end()))?;
        writeln!(out, "{}", visible(&format!("The mail is in {}", store.display())))?;
    }
    drop(out);
    if args.index || args.watch {
        let reader = Reader::new(&store, &args.lang, args.index)?;
        let indexed = reader.index(&stop)?;
        if !args.watch {
            let incomplete = ledger.is_incomplete() || indexed.incomplete;
            return Ok(Outcome { incomplete, ..Outcome::default() });
        }
        watch(&account, &order, (&store, &reader), ledger, &stop)?;
        return Ok(Outcome::default());
    }
    Ok(Outcome { incomplete: ledger.is_incomplete(), ..Outcome::default() })
}

/// A run is repeated at least this often: not all mail comes to INBOX.
const AGAIN: Duration = Duration::from_mins(15);
/// A broken connection is tried again after this long, then after twice as long, and so on.
const BACK_OFF: Duration = Duration::from_secs(10);
const LONGEST_BACK_OFF: Duration = Duration::from_mins(10);

/// Waits for mail and tells of it until it is stopped.
fn watch(
    account: &Account,
    order: &Order,
    (store, reader): (&Path, &Reader),
    mut ledger: Ledger,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let mut back_off = BACK_OFF;
    while !stop.load(Ordering::Relaxed) {
        let next = wait(account, &ledger, AGAIN, stop)
            .and_then(|()| fetch(account, order, store, &Silent, stop));
        match next {
            Ok(new) => {
                reader.tell(&new)?;
                reader.index(stop)?;
                ledger = new;
                back_off = BACK_OFF;
            }
            Err(FetchError::Stopped) => break,
            Err(
                error @ (FetchError::Broken(_)
                | FetchError::NoAnswer { .. }
                | FetchError::NoSuchHost { .. }),
            ) => {
                let seconds = back_off.as_secs();
                let line = format!("dilatory: {error}; trying again in {seconds} seconds");
                anstream::eprintln!("{}", visible(&line));
                if pause(back_off, stop).is_err() {
                    break;
                }
                back_off = (back_off * 2).min(LONGEST_BACK_OFF);
            }
            Err(error) => return Err(failed(&error)),
        }
    }
    Ok(())
}

/// Lets Ctrl-C end the run after the batch at hand, which is kept; a second one ends it at once.
pub(super) fn stopped_by_hand(told: &'static str) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    let handler = move || {
        if seen.swap(true, Ordering::Relaxed) {
            #[allow(clippy::disallowed_methods, reason = "the person insists")]
            std::process::exit(130);
        }
        anstream::eprintln!("dilatory: {told}");
    };
    ctrlc::set_handler(handler)
        .map_err(|e| Failure::Wrong(format!("Ctrl-C cannot be caught: {e}")))?;
    Ok(stop)
}

/// Watches nothing.
struct Silent;

impl Watcher for Silent {
    fn begin(&self, _messages: usize, _bytes: u64) {}
    fn stored(&self, _messages: usize, _bytes: u64) {}
}

/// Tells what went wrong and what to do.
pub(super) fn failed(error: &FetchError) -> Failure {
    let advice = error.advice().map(|advice| format!("; {advice}")).unwrap_or_default();
    Failure::Wrong(format!("{error}{advice}"))
}

fn text(ledger: &Ledger) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header([
        "folder",
        "on server",
        "stored",
        "already there",
        "not asked for",
        "gone",
        "failed",
    ]);
    // Writing to a String cannot fail.
    let mut notes = String::new();
    for folder in &ledger.folders {
        if let Some(why) = &folder.skipped {
            let _ = writeln!(notes, "{} was left out: {why}", folder.folder);
            continue;
        }
        if let Some(why) = &folder.unopened {
            let _ = writeln!(notes, "{}: not fetched: it cannot be opened: {why}", folder.folder);
            continue;
        }
        let counts = [folder.on_server, folder.stored, folder.there, folder.filtered, folder.gone];
        let counts = counts.iter().map(ToString::to_string);
        let row = std::iter::once(folder.folder.clone()).chain(counts);
        table.add_row(row.chain([(folder.failed.len() + folder.unnamed).to_string()]));
        if folder.unnamed > 0 {
            let (name, count) = (&folder.folder, folder.unnamed);
            let _ = writeln!(
                notes,
                "{name}: not fetched: the server counts {count} more than it names"
            );
        }
        for (uid, why) in &folder.failed {
            let _ = writeln!(notes, "{}, UID {uid}: not fetched: {why}", folder.folder);
        }
    }
    format!("{}\n{notes}", table.to_string().trim_end())
}

fn json(ledger: &Ledger) -> serde_json::Value {
    let folder = |f: &crate::fetch::FolderLedger| {
        serde_json::json!({
            "folder": f.folder, "on_server": f.on_server, "stored": f.stored, "already_there": f.there,
            "filtered": f.filtered, "gone": f.gone, "unnamed": f.unnamed, "skipped": f.skipped, "unopened": f.unopened,
            "failed": f.failed.iter().map(|(uid, why)| serde_json::json!({"uid": uid, "why": why})).collect::<Vec<_>>(),
        })
    };
    let folders: Vec<_> = ledger.folders.iter().map(folder).collect();
    serde_json::json!({"schema": "dilatory.fetch/1", "folders": folders, "bytes": ledger.bytes})
}

/// A bar on a terminal, a line now and then in a log.
struct Progress {
    bar: ProgressBar,
    total: AtomicUsize,
    done: AtomicUsize,
    told: Mutex<Instant>,
}

/// A log gets a line no more often than this.
const LINE_EVERY: Duration = Duration::from_secs(10);

impl Progress {
    fn new() -> Self {
        let terminal = io::stderr().is_terminal();
        let target =
            if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let shape = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left {msg}";
        if let Ok(style) = ProgressStyle::with_template(shape) {
            bar.set_style(style);
        }
        let told = Mutex::new(Instant::now());
        Self { bar, total: AtomicUsize::new(0), done: AtomicUsize::new(0), told }
    }
}

impl Watcher for Progress {
    fn begin(&self, messages: usize, bytes: u64) {
        self.total.store(messages, Ordering::Relaxed);
        self.bar.set_length(bytes);
    }

    fn stored(&self, messages: usize, bytes: u64) {
        let done = self.done.fetch_add(messages, Ordering::Relaxed) + messages;
        let total = self.total.load(Ordering::Relaxed);
        self.bar.inc(bytes);
        self.bar.set_message(format!("({done} of {total} messages)"));
        if self.bar.is_hidden()
            && let Ok(mut told) = self.told.lock()
            && told.elapsed() >= LINE_EVERY
        {
            *told = Instant::now();
            anstream::eprintln!("dilatory: {done} of {total} messages fetched");
        }
    }
}
