//! `dilatory threads`.

use super::failure::Failure;
use super::pipeline::Rules;
use super::progress::{Progress, tell};
use super::survey::{Scope, nothing_read, open_all, survey};
use super::{Outcome, rules::files};
use crate::exchange::conversations;
use crate::report::Threads;
use crate::source::Location;
use crate::thread::{Ties, threads};
use clap::ValueEnum;
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// Group messages into threads by Message-ID, References and In-Reply-To.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mail: a file (.eml, .msg, mbox, .zip, .gz), a folder (Maildir or files), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Tie also by tickets, quotations, subjects and bounces, as an audit does, and say why
    #[arg(long)]
    linked: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&[])?)?;
    let sources = open_all(&args.paths)?;
    let progress = Progress::new(&sources);
    let mut survey =
        survey(&rules, &sources, Scope::Mailbox, &|n, bytes| progress.count(n, bytes))?;
    progress.done();
    if survey.read == 0 {
        return Err(nothing_read(&args.paths, &survey.skipped));
    }
    let ties: Vec<&Ties> = survey.outlines.iter().map(|o| &o.ties).collect();
    let (groups, links) = if args.linked {
        let found = conversations(&survey.outlines, &mut survey.names);
        (found.groups, Some(found.links))
    } else {
        (threads(&ties), None)
    };
    let mut copies: FxHashMap<usize, Vec<&Location>> = FxHashMap::default();
    for (again, first) in &survey.duplicates {
        copies.entry(*first).or_default().push(again);
    }
    let shown = Threads { outlines: &survey.outlines, names: &survey.names, groups, links, copies };
    let text = match args.format {
        Format::Json => shown.to_json().map_err(|e| Failure::Wrong(e.to_string()))? + "\n",
        Format::Text => shown.to_text(),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    survey.skipped.iter().for_each(tell);
    Ok(Outcome { incomplete: !survey.skipped.is_empty(), ..Outcome::default() })
}
