//! `dilatory audit`.

use super::extract::sandbox;
use super::failure::Failure;
use super::index::{index_too, stopped_by_hand};
use super::pdf;
use super::pipeline::{Order, Rules, audit};
use super::progress::{Progress, tell};
use super::survey::{nothing_read, open_all};
use super::{Outcome, rules::files};
use crate::exchange::Case;
use crate::finding::Grade;
use crate::id::{MemberState, MessageKey, RegimeId};
use crate::report::{Shown, Words, compose, to_json, to_markdown, to_terminal};
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
    /// Mail: a file (.eml, .msg, mbox, .zip, .gz), a folder (Maildir or files), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What is known and the mail does not say: parties, law, letters (TOML)
    #[arg(long, value_name = "FILE")]
    case: Option<PathBuf>,
    /// Day of the audit, YYYY-MM-DD; later messages do not count [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Law that applies, over what the case says (see `dilatory rules list`)
    #[arg(long, value_name = "ID")]
    regime: Option<String>,
    /// State whose holidays and time zone count, over what the case says (two letters)
    #[arg(long, value_name = "XX")]
    member_state: Option<String>,
    /// Form of the report
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Language of the report
    #[arg(long, value_enum, default_value = "en")]
    lang: Lang,
    /// Say of each message why it belongs to the exchange
    #[arg(long)]
    explain_links: bool,
    /// Leave out findings below this grade
    #[arg(long, value_enum, value_name = "GRADE")]
    min_grade: Option<GradeArg>,
    /// Exit with 1 if there is a finding of this grade or above
    #[arg(long, value_enum, value_name = "GRADE")]
    fail_on: Option<GradeArg>,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Bring the search index up to date with this mail, too
    #[arg(long)]
    index: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    /// Pages to print and to file
    Pdf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    En,
    Fr,
}

impl Lang {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
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
    let rules = Rules::load(files(&args.rules)?)?;
    let words = Words::load(&rules.files, args.lang.code())?;
    let order = order(args, &rules)?;
    if let Format::Pdf = args.format {
        pdf::can_be_delivered(args.output.is_some())?;
    }
    let sources = open_all(&args.paths)?;
    let progress = Progress::new(&sources);
    let mut report =
        audit(&rules, &order, &sources, &sandbox()?, &|n, bytes| progress.count(n, bytes))?;
    progress.done();
    if report.read == 0 {
        return Err(nothing_read(&args.paths, &report.skipped));
    }
    if let Some(least) = args.min_grade {
        report.keep(least.into());
    }
    let colour = args.output.is_none() && is_coloured();
    let copies = matches!(args.format, Format::Pdf);
    let parts = Shown { links: args.explain_links, copies };
    let composed = || compose(&report, &words, parts);
    let bytes = match args.format {
        Format::Json => {
            let json = to_json(&report, &words).map_err(|e| Failure::Wrong(e.to_string()))?;
            (json + "\n").into_bytes()
        }
        Format::Text => to_terminal(&composed(), colour).into_bytes(),
        Format::Markdown => to_markdown(&composed()).into_bytes(),
        Format::Pdf => pdf::written(&composed(), &words, report.as_of)?,
    };
    deliver(&bytes, args.output.as_deref())?;
    report.skipped.iter().for_each(tell);
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
        let case = args.case.is_some().then(|| order.case.clone());
        incomplete |= index_too(&rules, &args.paths, case, &*stopped_by_hand()?)?.incomplete;
    }
    let alarm = args.fail_on.is_some_and(|g| report.highest().is_some_and(|h| h >= g.into()));
    Ok(Outcome { alarm, incomplete })
}

fn order(args: &Args, rules: &Rules) -> Result<Order, Failure> {
    let case = match &args.case {
        Some(path) => load_case(path)?,
        None => Case::default(),
    };
    let as_of = match &args.as_of {
        Some(text) => text.parse().map_err(|_| {
            Failure::Wrong(format!("--as-of {text}: no such date; write it as YYYY-MM-DD"))
        })?,
        None => today(),
    };
    let regime = args.regime.clone().map(RegimeId::new);
    for (id, place) in [(regime.as_ref(), "--regime"), (case.regime.as_ref(), "case file: regime")]
    {
        let Some(id) = id.filter(|id| rules.regimes.get(id).is_none()) else { continue };
        let known: Vec<&str> = rules.regimes.listed().map(|r| r.id.as_str()).collect();
        return Err(Failure::Wrong(format!(
            "{place} {id}: no such law; known are {}",
            known.join(", ")
        )));
    }
    let member_state = args.member_state.as_ref().map(|s| MemberState::new(s.to_uppercase()));
    let chosen = regime.as_ref().or(case.regime.as_ref()).and_then(|id| rules.regimes.get(id));
    let rolls = chosen.is_none_or(|regime| regime.rolls);
    for (state, place) in [
        (member_state.as_ref(), "--member-state"),
        (case.member_state.as_ref(), "case file: member_state"),
    ] {
        let unknown =
            |s: &&MemberState| rolls && rules.regimes.holidays.state(s.as_str()).is_none();
        let Some(state) = state.filter(unknown) else { continue };
        let known: Vec<&str> = rules.regimes.holidays.codes().collect();
        let known = known.join(" ");
        return Err(Failure::Wrong(format!(
            "{place} {state}: its holidays are not known; known are {known}"
        )));
    }
    Ok(Order { case, as_of, regime, member_state, experimental: false })
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
fn deliver(bytes: &[u8], output: Option<&Path>) -> Result<(), Failure> {
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
