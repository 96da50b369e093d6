//! `dilatory stats`.

use super::Outcome;
use super::audit::{deliver, is_coloured, load_case};
use super::extract::{Sandbox, sandbox};
use super::failure::Failure;
use super::given::Given;
use super::key::{new_key, read_key};
use super::pipeline::{Crew, Order, Rules, audit_by};
use super::progress::{Progress, tell};
use super::rules::{files, words};
use super::survey::{nothing_read, open_all};
use crate::id::FindingId;
use crate::report::{
    Hiding, Pseudonyms, Stats, Words, compose_stats, to_html, to_markdown, to_stats_csv,
    to_stats_json, to_terminal, visible,
};
use crate::source::Source;
use clap::ValueEnum;
use std::cell::Cell;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The case file of a folder with one request.
const CASE_FILE: &str = "case.toml";

/// Count over many exchanges: who answers in time, late or never, in full or in part, and which findings show
/// how often.
///
/// A PATH that is a folder with a case.toml in it is audited on its own, by that case, and all results are
/// counted together; with --case, that case alone applies to all PATHs.
///
/// Exit status: 0 done; 2 wrong use, or nothing could be done; 3 done, but some mail could not be read.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    given: Given,
    /// Form of the report: csv has one line an exchange
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the report, of those with a file reports/XX.ftl among the rules: de, en, fr
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
    /// Replace names, domains, addresses, message numbers and paths by pseudonyms; dates stay
    #[arg(long, value_enum, value_name = "WHOM", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pseudonymise: Option<Whom>,
    /// Key of the pseudonyms, made if it is not there: under the same key they stay the same [default: a key
    /// that is thrown away]
    #[arg(long, value_name = "FILE", requires = "pseudonymise")]
    key_file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Markdown,
    /// One file for a browser, to read and print
    Html,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Whom {
    /// Persons and organisations
    All,
    /// Persons; organisations keep their domain and the name of the case file
    Persons,
}

impl From<Whom> for Hiding {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::All => Self::All,
            Whom::Persons => Self::Persons,
        }
    }
}

/// Mail that is audited together.
struct Job {
    order: Order,
    paths: Vec<PathBuf>,
    /// The folder, if it has a case file of its own.
    folder: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&args.given.rules)?)?;
    let words = words(&rules.files, &args.lang)?;
    let as_of = args.given.day()?;
    let jobs = jobs(&args.given, &rules)?;
    let key = args.key_file.as_deref().map(read_key).transpose()?.flatten();
    let paths: Vec<PathBuf> = jobs.iter().flat_map(|job| job.paths.clone()).collect();
    let sources = open_all(&paths)?;
    let (sandbox, progress) = (sandbox()?, Progress::new(&sources));
    let mut stats = Stats::new(as_of, rules.sha256.clone());
    let (mut without_request, mut idle_waivers) = (Vec::new(), Vec::new());
    for (job, done) in jobs.iter().zip(work(&jobs, &rules, &sources, &sandbox, &progress)) {
        let done = done?;
        without_request.extend(job.folder.as_ref().filter(|_| done.stats.standings.is_empty()));
        stats.merge(done.stats);
        idle_waivers.extend(done.idle_waivers);
    }
    progress.done();
    stats.settle();
    if stats.mail.read == 0 {
        return Err(nothing_read(&args.given.paths, &stats.skipped));
    }
    let pseudonyms = match args.pseudonymise {
        Some(whom) => Some(hide(&mut stats, whom, key, args.key_file.as_deref(), &words)?),
        None => None,
    };
    let text = match args.format {
        Format::Json => {
            to_stats_json(&stats, &words).map_err(|e| Failure::Wrong(e.to_string()))? + "\n"
        }
        Format::Csv => to_stats_csv(&stats).map_err(|e| Failure::Wrong(e.to_string()))?,
        Format::Text => {
            let colour = args.output.is_none() && is_coloured();
            to_terminal(&compose_stats(&stats, &words), colour)
        }
        Format::Markdown => to_markdown(&compose_stats(&stats, &words)),
        Format::Html => to_html(&compose_stats(&stats, &words), &words)
            .map_err(|e| Failure::Wrong(e.to_string()))?,
    };
    deliver(text.as_bytes(), args.output.as_deref())?;
    let hidden = pseudonyms.as_ref();
    stats.skipped.iter().for_each(tell);
    for folder in &without_request {
        let path = folder.display().to_string();
        let path = hidden.map_or(path.clone(), |names| names.path(&path));
        say(&words.say_with("stats-no-request-here", &[("path", path.into())]));
    }
    if hidden.is_some() && !(stats.skipped.is_empty() && without_request.is_empty()) {
        say(&words.say("stats-see-paths"));
    }
    for id in &idle_waivers {
        let id = hidden.map_or(id.to_string(), |names| names.finding(id.as_str()));
        say(&words.say_with("idle-waiver", &[("id", id.into())]));
    }
    if stats.standings.is_empty() {
        let line = words.say_with("no-exchange", &[("count", stats.mail.read.into())]);
        say(&format!("{line} {}", words.say("no-exchange-hint")));
    }
    Ok(Outcome { incomplete: !stats.skipped.is_empty(), ..Outcome::default() })
}

/// What became of a job.
struct Done {
    stats: Stats,
    idle_waivers: Vec<FindingId>,
}

/// Does the jobs on all cores, for one folder is too little to share among them; the results are in the
/// order of the jobs.
fn work(
    jobs: &[Job],
    rules: &Rules,
    sources: &[Box<dyn Source>],
    sandbox: &Sandbox,
    progress: &Progress,
) -> Vec<Result<Done, Failure>> {
    let mut rest = sources;
    let mut mail = Vec::new();
    for job in jobs {
        let (own, others) = rest.split_at(job.paths.len());
        mail.push(own);
        rest = others;
    }
    let (next, seen) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run = |crew: &Crew<'_>, i: usize| -> Result<Done, Failure> {
        let before = Cell::new(0);
        let count = |here: usize, bytes: u64| {
            let more = here - before.replace(here);
            progress.count(seen.fetch_add(more, Ordering::Relaxed) + more, bytes);
        };
        let audit = audit_by(crew, &jobs[i].order, mail[i], sandbox, &count)?;
        let mut stats = Stats::new(audit.as_of, rules.sha256.clone());
        stats.add(&audit);
        Ok(Done { stats, idle_waivers: audit.idle_waivers })
    };
    let worker = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let numbers = numbers.take_while(|i| *i < jobs.len());
        match Crew::new(rules) {
            Ok(crew) => numbers.map(|i| (i, run(&crew, i))).collect::<Vec<_>>(),
            Err(failure) => vec![(0, Err(failure))],
        }
    };
    let hands = std::thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Tells which mail is audited together: folders with a case file on their own, the rest at once.
fn jobs(given: &Given, rules: &Rules) -> Result<Vec<Job>, Failure> {
    let shared = given.order(rules)?;
    let has_case = |path: &&PathBuf| given.case.is_none() && path.join(CASE_FILE).is_file();
    let (folders, rest): (Vec<&PathBuf>, Vec<&PathBuf>) = given.paths.iter().partition(has_case);
    let as_of = shared.as_of;
    let paths: Vec<PathBuf> = rest.into_iter().cloned().collect();
    let mut jobs = Vec::new();
    if !paths.is_empty() {
        jobs.push(Job { order: shared, paths, folder: None });
    }
    for folder in folders {
        let path = folder.join(CASE_FILE);
        let order = given
            .order_for(load_case(&path)?, as_of, rules)
            .map_err(|e| Failure::Wrong(format!("{}: {e}", path.display())))?;
        jobs.push(Job { order, paths: vec![folder.clone()], folder: Some(folder.clone()) });
    }
    Ok(jobs)
}

/// Hides whom the user wants hidden.
fn hide(
    stats: &mut Stats,
    whom: Whom,
    key: Option<[u8; crate::report::KEY_BYTES]>,
    file: Option<&Path>,
    words: &Words,
) -> Result<Pseudonyms, Failure> {
    if file.is_none() {
        say(&words.say("stats-key-thrown-away"));
    }
    let pseudonyms = Pseudonyms::new(key.map_or_else(|| new_key(file), Ok)?);
    stats.hide(whom.into(), &pseudonyms);
    Ok(pseudonyms)
}

fn say(line: &str) {
    anstream::eprintln!("{}", visible(&format!("dilatory: {line}")));
}
