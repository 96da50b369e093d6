//! `dilatory bundle`.

mod again;
mod collect;
mod identity;
mod pack;
mod record;

pub(super) use again::{PDF, audit_again, reports};
pub(super) use pack::{Files, MANIFEST, Manifest, unpacked};
pub(super) use record::is_as_recorded;

use super::Outcome;
use super::audit::deliver;
use super::extract::sandbox;
use super::failure::Failure;
use super::given::Given;
use super::pipeline::{Rules, audit};
use super::progress::{Progress, tell};
use super::rules::{files, print, words};
use super::survey::{nothing_read, open_all};
use crate::report::{Difference, Event, Evidence, Words, differences, sha256, shown};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Put the messages of an exchange, untouched, with their report and hashes into one ZIP file, to be filed.
///
/// The same mail makes the same bytes.  Mail that belongs to no exchange is left out.  Exit status: 0 done;
/// 2 wrong use, or nothing could be done; 3 done, but some mail could not be read, or the messages in the
/// bundle alone come to another report.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    given: Given,
    /// Write the bundle to this file
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Language of the report, of those with a file reports/XX.ftl among the rules: de, en, fr
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
    /// Only this exchange, by its id in the report [default: all]
    #[arg(long, value_name = "ID")]
    exchange: Option<String>,
    /// Leave out an attachment, by its name or as ANNEX/ATTACHMENT (3/1); the report says so
    #[arg(long, value_name = "NAME")]
    redact: Vec<String>,
    /// Leave out attachments that are probably identity documents; the report says so
    #[arg(long)]
    redact_identity: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let given = &args.given;
    let rules = Rules::load(files(&given.rules)?)?;
    let words = words(&rules.files, &args.lang)?;
    let case = record::CaseBytes::read(given.case.as_deref())?;
    let order = given.order_for(case.case.clone(), given.day()?, &rules)?;
    can_be_written(&args.output)?;
    let sources = open_all(&given.paths)?;
    let progress = Progress::new(&sources);
    let mut audited =
        audit(&rules, &order, &sources, &sandbox()?, &|n, bytes| progress.count(n, bytes))?;
    progress.done();
    if audited.read == 0 {
        return Err(nothing_read(&given.paths, &audited.skipped));
    }
    record::select(&mut audited, args.exchange.as_deref(), &words)?;
    let (mut evidence, mut bundle) =
        record::gather(&audited, &case, args, (&sources, &rules, &words))?;
    audited.skipped.iter().for_each(tell);
    let incomplete = !audited.skipped.is_empty();
    evidence.adjust(&mut audited);
    let differ = self_check(&evidence, &bundle, &audited, &rules, &words)?;
    evidence.log.push(Event::AuditedAgain { differences: differ.len() });
    for (name, bytes) in reports(&audited, &evidence, &words)? {
        bundle.insert(name.to_owned(), bytes);
    }
    let json = evidence.to_json().map_err(|e| Failure::Wrong(e.to_string()))?;
    bundle.insert("evidence.json".to_owned(), json.into_bytes());
    bundle.insert("README.txt".to_owned(), record::readme(&evidence, &words).into_bytes());
    pack::check_size(&bundle)?;
    let manifest = pack::manifest(&bundle);
    bundle.insert(MANIFEST.to_owned(), manifest.into_bytes());
    let written = write(&bundle, &args.output)?;
    print(&done(args, &evidence, &written, &words))?;
    if !differ.is_empty() {
        let count = differ.len();
        anstream::eprintln!(
            "dilatory: {}",
            words.say_with("bundle-differs", &[("count", count.into())])
        );
    }
    Ok(Outcome { incomplete: incomplete || !differ.is_empty(), ..Outcome::default() })
}

/// Runs the audit on what the bundle will hold, and lists in what it comes to something else.
fn self_check(
    evidence: &Evidence,
    bundle: &Files,
    audited: &crate::report::Audit,
    rules: &Rules,
    words: &Words,
) -> Result<Vec<Difference>, Failure> {
    let again = audit_again(evidence, bundle, rules)?;
    Ok(compared(&to_value(audited, words)?, &to_value(&again, words)?, evidence))
}

/// Gives an audit as JSON.
pub(super) fn to_value(audit: &crate::report::Audit, words: &Words) -> Result<Value, Failure> {
    let json = crate::report::to_json(audit, words).and_then(|json| serde_json::from_str(&json));
    json.map_err(|e| Failure::Wrong(e.to_string()))
}

/// Lists in what an audit that was run again differs from the report of a bundle.
pub(super) fn compared(report: &Value, again: &Value, evidence: &Evidence) -> Vec<Difference> {
    let originals = evidence.messages().filter_map(|(_, _, message)| message.original.as_ref());
    let redacted: BTreeSet<String> = originals.map(|original| original.sha256.clone()).collect();
    differences(report, again, &redacted)
}

/// What was written.
struct Written {
    size: u64,
    sha256: String,
}

/// Tells before the long work whether a file can be written; nothing stays there if the work is cut off.
fn can_be_written(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = match tempfile::tempfile_in(folder) {
        Ok(_) if path.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        other => other.map(drop),
    };
    written.map_err(|e| cannot_write(path, &e))
}

fn write(bundle: &Files, path: &Path) -> Result<Written, Failure> {
    let mut archive = io::Cursor::new(Vec::new());
    pack::pack(bundle, &mut archive).map_err(|e| cannot_write(path, &e))?;
    let bytes = archive.into_inner();
    deliver(&bytes, Some(path))?;
    Ok(Written { size: bytes.len() as u64, sha256: sha256(&bytes) })
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::file(path, error, "choose a file that can be written with --output")
}

/// Says what was written, and what was left out.
fn done(args: &Args, evidence: &Evidence, written: &Written, words: &Words) -> String {
    let path = shown(&args.output.display().to_string());
    let facts = [
        ("path", path.into()),
        ("size", written.size.into()),
        ("messages", evidence.messages().count().into()),
        ("sha256", written.sha256.clone().into()),
    ];
    let mut text = words.say_with("bundle-written", &facts) + "\n";
    let left_out = evidence.redactions(words);
    left_out.iter().for_each(|line| text.extend([line.as_str(), "\n"]));
    if args.redact_identity {
        let count = left_out.len().into();
        text += &words.say_with("bundle-look-through", &[("count", count)]);
        text.push('\n');
    }
    text
}
