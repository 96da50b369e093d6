//! `dilatory index`.

use super::config::data_dir;
use super::extract::sandbox;
use super::failure::Failure;
use super::gather::{Gatherer, Tally, Tools};
use super::pipeline::{Order, Rules};
use super::progress::{Progress, tell};
use super::survey::open_all;
use super::{Outcome, rules::files};
use crate::exchange::Case;
use crate::index::{Opening, Writer};
use crate::report::visible;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Build or update the search index: only mail that is new or has changed is read.
///
/// The index is a cache: it holds no mail that does not lie elsewhere, and can be made anew at any time.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mail, as for `audit`; without one, the paths that the index was made of
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the index [default: index in the data folder]
    #[arg(long, value_name = "DIR")]
    index_dir: Option<PathBuf>,
    /// Make the index anew
    #[arg(long)]
    rebuild: bool,
    /// Take a path out of the index (repeatable); the mail is not touched
    #[arg(long, value_name = "PATH")]
    forget: Vec<PathBuf>,
    /// What is known and the mail does not say: parties, law, letters (TOML)
    #[arg(long, value_name = "FILE")]
    case: Option<PathBuf>,
    /// Form in which is told what was done
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What an update is to do.
pub(super) struct Update<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) forget: &'a [PathBuf],
    pub(super) dir: &'a Path,
    pub(super) rebuild: bool,
    pub(super) case: Option<Case>,
}

/// What the index is like after an update.
pub(super) struct Updated {
    opening: Opening,
    tally: Tally,
    messages: usize,
    exchanges: usize,
    findings: usize,
    /// Whether something was not read.
    is_partial: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&args.rules)?)?;
    let case = args.case.as_deref().map(super::audit::load_case).transpose()?;
    let dir = args.index_dir.clone().map_or_else(default_dir, Ok)?;
    let (paths, forget) = (&args.paths, &args.forget);
    let update = Update { paths, forget, dir: &dir, rebuild: args.rebuild, case };
    let updated = update_index(&rules, &update, &*stopped_by_hand()?)?;
    let mut out = io::stdout().lock();
    let text = match args.format {
        Format::Text => updated.text(&dir),
        Format::Json => updated.json(&dir).to_string(),
    };
    writeln!(out, "{}", visible(&text))?;
    updated.tally.skipped.iter().for_each(tell);
    Ok(updated.outcome())
}

/// Gives the usual folder of the index.
pub(super) fn default_dir() -> Result<PathBuf, Failure> {
    Ok(data_dir()?.join("index"))
}

/// Brings an index up to date with the mail.
pub(super) fn update_index(
    rules: &Rules,
    update: &Update<'_>,
    stop: &AtomicBool,
) -> Result<Updated, Failure> {
    let mut roots = Vec::new();
    for path in update.paths {
        if path == Path::new("-") {
            let what = "-: standard input cannot be read again later, and so not be indexed";
            return Err(Failure::Wrong(format!("{what}; save it to a file first")));
        }
        let hint = super::progress::GIVE_MAIL;
        let whole = std::fs::canonicalize(path).map_err(|e| Failure::file(path, &e, hint))?;
        if whole.to_str().is_none() {
            let what = "its name is no Unicode text; index the folder above it, or rename it";
            return Err(Failure::Wrong(format!("{}: {what}", whole.display())));
        }
        roots.push(whole);
    }
    let (mut writer, opening) = Writer::open(update.dir, &rules.sha256, update.rebuild)?;
    if opening == Opening::Anew {
        let dir = update.dir.display();
        let line = format!(
            "dilatory: {dir}: the index was made by another version of the program or the rules; it is made anew"
        );
        if !update.rebuild {
            anstream::eprintln!("{}", visible(&line));
        }
        roots.extend(writer.files.roots.iter().filter(|root| root.exists()).cloned());
    }
    let mut forgotten = Vec::new();
    for path in update.forget {
        let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        if !writer.files.roots.remove(&whole) {
            let known: Vec<String> =
                writer.files.roots.iter().map(|root| root.display().to_string()).collect();
            let known = known.join(", ");
            return Err(Failure::Wrong(format!(
                "{}: not in the index; there are: {known}",
                path.display()
            )));
        }
        roots.retain(|root| *root != whole);
        forgotten.push(whole);
    }
    let mut missing = Vec::new();
    if roots.is_empty() && update.forget.is_empty() {
        let (there, gone) = writer.files.roots.iter().cloned().partition(|root| root.exists());
        (roots, missing) = (there, gone);
    }
    if roots.is_empty() && missing.is_empty() && update.forget.is_empty() {
        return Err(Failure::Wrong(format!("nothing to index; {}", super::progress::GIVE_MAIL)));
    }
    for root in &missing {
        let root = root.display();
        let what = "not there now; its messages stay in the index";
        let line =
            format!("dilatory: {root}: {what}, `dilatory index --forget {root}` takes them out");
        anstream::eprintln!("{}", visible(&line));
    }
    writer.files.roots.extend(roots.iter().cloned());
    roots.sort();
    // What lies below another path is read with it.
    roots.dedup_by(|below, root| below.starts_with(root));
    writer.note_roots()?;
    let sources = open_all(&roots)?;
    let progress = Progress::new(&sources);
    let sandbox = sandbox()?;
    let count = |n: usize, bytes: u64| progress.count(n, bytes);
    let tools = Tools { rules, extractor: &sandbox, stop, progress: &count };
    let mut gatherer = Gatherer::new(tools, writer);
    gatherer.forget(&forgotten);
    gatherer.gather(&roots)?;
    progress.done();
    let as_of = super::audit::today();
    let case = update.case.clone().unwrap_or_default();
    let order = Order { case, as_of, regime: None, member_state: None, experimental: false };
    let is_judged = gatherer.writer.files.as_of == Some(as_of)
        && gatherer.tally.is_idle()
        && update.case.is_none();
    let mut threads = None;
    if !gatherer.tally.stopped && !is_judged {
        gatherer.remember()?;
        let Gatherer { outlines, writer, .. } = &mut gatherer;
        threads = Some(super::marking::mark(rules, &order, outlines, writer, &sandbox)?);
    }
    if gatherer.changed || !is_judged {
        gatherer.remember()?;
        gatherer.commit(threads)?;
    }
    let (writer, tally) = gatherer.end();
    let members = writer.marks.exchanges.iter().flat_map(|exchange| &exchange.members);
    let updated = Updated {
        opening,
        messages: writer.len(),
        exchanges: writer.marks.exchanges.len(),
        findings: members.map(|member| member.findings.len()).sum(),
        is_partial: tally.stopped || !tally.skipped.is_empty() || !missing.is_empty(),
        tally,
    };
    writer.finish()?;
    Ok(updated)
}

/// Brings the usual index up to date after another command, and says so.
pub(super) fn index_too(
    rules: &Rules,
    paths: &[PathBuf],
    case: Option<Case>,
    stop: &AtomicBool,
) -> Result<Outcome, Failure> {
    let dir = default_dir()?;
    let update = Update { paths, forget: &[], dir: &dir, rebuild: false, case };
    let updated = update_index(rules, &update, stop)?;
    anstream::eprintln!("dilatory: {}", visible(&updated.text(&dir)));
    Ok(updated.outcome())
}

/// Lets Ctrl-C end the run after what is at hand, which is kept.
pub(super) fn stopped_by_hand() -> Result<Arc<AtomicBool>, Failure> {
    super::fetch::stopped_by_hand("stopping; what was indexed is kept (again to stop at once)")
}

impl Updated {
    fn outcome(&self) -> Outcome {
        Outcome { incomplete: self.is_partial, ..Outcome::default() }
    }

    fn text(&self, dir: &Path) -> String {
        let Self { tally, messages, exchanges, findings, .. } = self;
        let mut parts = Vec::new();
        for (count, what) in
            [(tally.added, "new"), (tally.moved, "in other folders"), (tally.gone, "gone")]
        {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        let news = if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") };
        let stopped =
            if tally.stopped { "\nStopped before the end; run it again to go on." } else { "" };
        let count = |n: &usize, what: &str| {
            if *n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
        };
        format!(
            "{} in the index ({news}), {} with {}\nThe index is in {}{stopped}",
            count(messages, "message"),
            count(exchanges, "exchange"),
            count(findings, "finding"),
            dir.display()
        )
    }

    fn json(&self, dir: &Path) -> serde_json::Value {
        let Self { tally, messages, exchanges, findings, opening, .. } = self;
        serde_json::json!({
            "schema": "dilatory.index/1", "index": dir.to_string_lossy(), "messages": messages, "added": tally.added,
            "moved": tally.moved, "gone": tally.gone, "exchanges": exchanges, "findings": findings,
            "rebuilt": *opening == Opening::Anew, "stopped": tally.stopped,
            "skipped": tally.skipped.iter().map(|s| serde_json::json!({"path": s.path.to_string_lossy(), "why": s.reason()})).collect::<Vec<_>>(),
        })
    }
}
