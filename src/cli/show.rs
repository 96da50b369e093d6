//! `dilatory show`.

use super::audit::is_coloured;
use super::extract::sandbox;
use super::failure::Failure;
use super::index::default_dir;
use super::pipeline::{Order, Rules, audit, find_message};
use super::progress::{Progress, tell};
use super::survey::{nothing_read, open_all};
use super::{Outcome, rules::files, rules::words};
use crate::exchange::Case;
use crate::index::{SearchError, Searcher};
use crate::report::{Unfolded, compose_message, to_terminal};
use crate::source::{self, Source};
use std::io::{self, Write};
use std::path::PathBuf;

/// Show one message: own words in full, quoted text folded, attachments, findings in place.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The message: its Message-ID, or the beginning of its SHA-256 (8 digits or more)
    #[arg(value_name = "ID")]
    id: String,
    /// Mail that holds it: a file, or a folder of mail; without one, the index tells where it lies
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder of the index [default: index in the data folder]
    #[arg(long, value_name = "DIR")]
    index_dir: Option<PathBuf>,
    /// What is known and the mail does not say: parties, law, letters (TOML)
    #[arg(long, value_name = "FILE")]
    case: Option<PathBuf>,
    /// Show quoted text, signatures and frames in full, too
    #[arg(long)]
    quoted: bool,
    /// Language of what is said about the message
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&args.rules)?)?;
    let words = words(&rules.files, &args.lang)?;
    let wanted = args.id.trim().trim_matches(['<', '>']);
    let sources =
        if args.paths.is_empty() { from_index(wanted, args)? } else { open_all(&args.paths)? };
    let case = match &args.case {
        Some(path) => super::audit::load_case(path)?,
        None => Case::default(),
    };
    let as_of = super::audit::today();
    let order = Order { case, as_of, regime: None, member_state: None, experimental: false };
    let progress = Progress::new(&sources);
    let report =
        audit(&rules, &order, &sources, &sandbox()?, &|n, bytes| progress.count(n, bytes))?;
    progress.done();
    if report.read == 0 {
        return Err(nothing_read(&args.paths, &report.skipped));
    }
    let unfolded = Unfolded { quoted: args.quoted };
    let mut found = Vec::new();
    for audited in &report.exchanges {
        for entry in audited.exchange.entries.iter().filter(|e| e.message.is_named(wanted)) {
            found.push(compose_message(&entry.message, Some(audited), &words, unfolded));
        }
    }
    if found.is_empty() {
        let message = find_message(&rules, &sources, wanted)?;
        found.extend(message.map(|m| compose_message(&m, None, &words, unfolded)));
    }
    if found.is_empty() {
        return Err(Failure::Wrong(format!(
            "{wanted}: no such message among the {} that were read; `dilatory threads --format json` lists them",
            report.read
        )));
    }
    let mut out = io::stdout().lock();
    for document in &found {
        out.write_all(to_terminal(document, is_coloured()).as_bytes())?;
    }
    report.skipped.iter().for_each(tell);
    Ok(Outcome { incomplete: !report.skipped.is_empty(), ..Outcome::default() })
}

/// Finds the message in the index, and all that its findings rest upon: the exchanges that it stands in.
fn from_index(wanted: &str, args: &Args) -> Result<Vec<Box<dyn Source>>, Failure> {
    let dir = args.index_dir.clone().map_or_else(default_dir, Ok)?;
    let searcher = Searcher::open(&dir)?;
    let hits = searcher.named(wanted).map_err(|error| match error {
        SearchError::Index(error) => Failure::from(error),
        SearchError::Query(_) => Failure::Wrong(format!("{wanted}: no message has such a name")),
    })?;
    if hits.is_empty() {
        return Err(Failure::Wrong(format!(
            "{wanted}: no such message in the index; `dilatory search` finds one, `dilatory index PATH` adds mail"
        )));
    }
    let mut locations = Vec::new();
    for hit in &hits {
        locations.extend(hit.places.first().cloned());
        let members = hit.within.iter().flat_map(|(e, _)| &searcher.marks.exchanges[*e].members);
        for member in members {
            locations.extend(searcher.places_of(member.number)?.into_iter().next());
        }
    }
    locations.sort_unstable();
    locations.dedup();
    Ok(vec![source::places(locations)])
}
