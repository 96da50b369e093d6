//! `dilatory audit`.

use super::extract::sandbox;
use super::failure::Failure;
use super::given::Given;
use super::index::{index_too, stopped_by_hand};
use super::pdf;
use super::pipeline::{Rules, audit};
use super::progress::{Progress, tell};
use super::survey::{nothing_read, open_all};
use super::{Outcome, rules::files, rules::words};
use crate::exchange::Case;
use crate::finding::Grade;
use crate::id::MessageKey;
use crate::report::{
    Rows, Shown, compose, to_csv, to_html, to_ics, to_json, to_markdown, to_terminal,
};
use crate::rulefile::RuleFile;
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Say who asked whom for what, how the clock stands, what was asked to prove identity, and which
/// conduct delays or deters.
///
/// Exit status: 0 done; 1 findings at or above --fail-on; 2 wrong use, or nothing could be done;
/// 3 done, but some mail could not be read.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    given: Given,
    /// Form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// What a row of the CSV is [default: findings]
    #[arg(long, value_enum, value_name = "WHAT")]
    rows: Option<RowsArg>,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the report, of those with a file reports/XX.ftl among the rules: de, en, fr
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
    /// Say of each message why it belongs to the exchange
    #[arg(long)]
    explain_links: bool,
    /// Leave out findings below this grade
    #[arg(long, value_enum, value_name = "GRADE")]
    min_grade: Option<GradeArg>,
    /// Exit with 1 if there is a finding of this grade or above
    #[arg(long, value_enum, value_name = "GRADE")]
    fail_on: Option<GradeArg>,
    /// Bring the search index up to date with this mail, too
    #[arg(long)]
    index: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    /// One file for a browser, to read, print and file
    Html,
    /// Pages to print and to file
    Pdf,
    /// A table for spreadsheets (RFC 4180); see --rows
    Csv,
    /// The last days of exchanges that wait for an answer, for a calendar (RFC 5545)
    Ics,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RowsArg {
    /// One row a finding
    Findings,
    /// One row a message or letter
    Messages,
}

impl From<RowsArg> for Rows {
    fn from(rows: RowsArg) -> Self {
        match rows {
            RowsArg::Findings => Self::Findings,
            RowsArg::Messages => Self::Messages,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GradeArg {
    Signal,
    Presumptive,
    BrightLine,
}

impl From<GradeArg> for Grade {
    fn from(grade: GradeArg) -> Self {
        match grade {
            GradeArg::Signal => Self::Signal,
            GradeArg::Presumptive => Self::Presumptive,
            GradeArg::BrightLine => Self::BrightLine,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    if args.rows.is_some() && args.format != Format::Csv {
        return Err(Failure::Wrong("--rows: only a table has rows; add --format csv".to_owned()));
    }
    let rules = Rules::load(files(&args.given.rules)?)?;
    let words = words(&rules.files, &args.lang)?;
    let order = args.given.order(&rules)?;
    if args.format == Format::Pdf {
        pdf::can_be_delivered(args.output.is_some())?;
    }
    let sources = open_all(&args.given.paths)?;
    let progress = Progress::new(&sources);
    let mut report =
        audit(&rules, &order, &sources, &sandbox()?, &|n, bytes| progress.count(n, bytes))?;
    progress.done();
    if report.read == 0 {
        return Err(nothing_read(&args.given.paths, &report.skipped));
    }
    if let Some(least) = args.min_grade {
        report.keep(least.into());
    }
    let colour = args.output.is_none() && is_coloured();
    let copies = matches!(args.format, Format::Html | Format::Pdf);
    let parts = Shown { links: args.explain_links, copies };
    let composed = || compose(&report, &words, parts);
    let bytes = match args.format {
        Format::Json => {
            let json = to_json(&report, &words).map_err(|e| Failure::Wrong(e.to_string()))?;
            (json + "\n").into_bytes()
        }
        Format::Text => to_terminal(&composed(), colour).into_bytes(),
        Format::Markdown => to_markdown(&composed()).into_bytes(),
        Format::Html => {
            to_html(&composed(), &words).map_err(|e| Failure::Wrong(e.to_string()))?.into_bytes()
        }
        Format::Pdf => pdf::written(&composed(), &words, report.as_of)?,
        Format::Csv => {
            let rows = args.rows.map_or(Rows::Findings, Rows::from);
            to_csv(&report, &words, rows).map_err(|e| Failure::Wrong(e.to_string()))?.into_bytes()
        }
        Format::Ics => to_ics(&report, &words).into_bytes(),
    };
    deliver(&bytes, args.output.as_deref())?;
    report.skipped.iter().for_each(tell);
    if args.format == Format::Ics && !report.waits() {
        anstream::eprintln!("dilatory: {}", words.say("due-none"));
    }
    for id in &report.idle_waivers {
        let line =
            words.say_with("idle-waiver", &[("id", crate::report::visible(id.as_str()).into())]);
        anstream::eprintln!("dilatory: {line}");
    }
    if report.exchanges.is_empty() {
        let line = words.say_with("no-exchange", &[("count", report.read.into())]);
        anstream::eprintln!("dilatory: {line} {}", words.say("no-exchange-hint"));
    }
    let mut incomplete = !report.skipped.is_empty();
    if args.index {
        let case = args.given.case.is_some().then(|| order.case.clone());
        incomplete |= index_too(&rules, &args.given.paths, case, &*stopped_by_hand()?)?.incomplete;
    }
    let alarm = args.fail_on.is_some_and(|g| report.highest().is_some_and(|h| h >= g.into()));
    Ok(Outcome { alarm, incomplete, ..Outcome::default() })
}

#[allow(clippy::disallowed_methods, reason = "only here does the program learn today's date")]
pub(super) fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

/// Tells whether standard output shows colour.
pub(super) fn is_coloured() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

pub(super) fn load_case(path: &Path) -> Result<Case, Failure> {
    let hint = "give the case file (TOML) that describes the exchange";
    let text = fs::read_to_string(path).map_err(|e| Failure::file(path, &e, hint))?;
    let file = RuleFile { shown: path.display().to_string(), text: text.into() };
    let mut case = Case::parse(&file)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for named in case.files_mut() {
        let path = folder.join(&named.path);
        let hint = "the case file names it: mend the name, or remove it there";
        let bytes = fs::read(&path).map_err(|e| Failure::file(&path, &e, hint))?;
        named.size = bytes.len() as u64;
        named.sha256 = MessageKey::new(Sha256::digest(&bytes).into()).to_string();
    }
    Ok(case)
}

/// Writes the report to standard output, or whole or not at all to a file.
pub(super) fn deliver(bytes: &[u8], output: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = output else {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    };
    let hint = "choose a file that can be written with --output";
    let failed = |e: io::Error| Failure::file(path, &e, hint);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    Ok(())
}
