//! `dilatory verify`.

use super::audit::is_coloured;
use super::bundle::{
    Files, Manifest, PDF, audit_again, compared, is_as_recorded, reports, to_value, unpacked,
};
use super::failure::Failure;
use super::pipeline::Rules;
use super::{Outcome, rules::print, rules::words};
use crate::report::{Evidence, FileRecord, ToolRecord, Verdict, Verification, Words, to_terminal};
use crate::rulefile::RuleFiles;
use clap::ValueEnum;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Check that a bundle is as it was made, and that its report still follows from the messages in it.
///
/// Exit status: 0 all is right; 1 the files are as they were, but the report does not follow from them any more;
/// 2 files were changed, removed or added, or this is no bundle.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The bundle
    #[arg(value_name = "FILE")]
    bundle: PathBuf,
    /// Language of what is said about it: de, en, fr
    #[arg(long, value_name = "XX", default_value = "en")]
    lang: String,
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
    let words = words(&RuleFiles::embedded(), &args.lang)?;
    let files = unpacked(&args.bundle)?;
    let found = examine(&files, &args.bundle)?.conclude();
    match args.format {
        Format::Json => print(&found.to_json().map_err(|e| Failure::Wrong(e.to_string()))?)?,
        Format::Text => print(&to_terminal(&found.compose(&words), is_coloured()))?,
    };
    let (broken, alarm) =
        (found.verdict == Verdict::Tampered, found.verdict == Verdict::NoLongerFollows);
    Ok(Outcome { alarm, broken, ..Outcome::default() })
}

fn examine(files: &Files, path: &Path) -> Result<Verification, Failure> {
    let no_bundle = |why: String| {
        let hint = "give a bundle that `dilatory bundle` made";
        Failure::Wrong(format!("{}: not a bundle: {why}; {hint}", path.display()))
    };
    let Some(manifest) = Manifest::compare(files) else {
        return Err(no_bundle("no manifest.sha256 in it that can be read".into()));
    };
    let mut found = Verification::of(files.len());
    if !manifest.is_kept() {
        let Manifest { missing, extra, changed } = manifest;
        return Ok(Verification { missing, extra, changed, ..found });
    }
    let lacks = |name: &str, why: &str| no_bundle(format!("{name}: {why}"));
    let read = |name: &'static str| files.get(name).ok_or_else(|| lacks(name, "not in it"));
    let evidence: Evidence = serde_json::from_slice(read("evidence.json")?)
        .map_err(|error| lacks("evidence.json", &error.to_string()))?;
    if evidence.schema != Evidence::SCHEMA {
        return Err(lacks("evidence.json", "of a form that this version does not know"));
    }
    let report: Value = serde_json::from_slice(read("report.json")?)
        .map_err(|error| lacks("report.json", &error.to_string()))?;
    found.contradicted = contradicted(&evidence, files);
    if !found.contradicted.is_empty() {
        return Ok(found);
    }
    let mut rule_files = RuleFiles::embedded();
    for (name, bytes) in files {
        let Some(below) = name.strip_prefix("rules/") else { continue };
        rule_files.put(below, name.clone(), String::from_utf8_lossy(bytes).into_owned());
    }
    let rules = Rules::load(rule_files)?;
    let words = Words::load(&rules.files, &evidence.options.lang)?;
    let again = audit_again(&evidence, files, &rules)?;
    found.differences = compared(&report, &to_value(&again, &words)?, &evidence);
    found.made_with = Some(evidence.tool.clone());
    found.checked_with = Some(ToolRecord::of(&again));
    let redacted = evidence.messages().filter(|(_, _, message)| message.redacted);
    found.redacted = redacted.map(|(_, file, _)| file.file.clone()).collect();
    // A report of another version reads otherwise, and one of messages that are not whole cannot be made anew.
    if found.is_same_tool() && found.redacted.is_empty() && found.differences.is_empty() {
        let anew = reports(&again, &evidence, &words)?;
        for (name, bytes) in &anew {
            // A build without PDF makes a bundle without one.
            let never_made = *name == PDF && !files.contains_key(PDF);
            if files.get(*name) != Some(bytes) && !never_made {
                found.reports_differ.push((*name).to_owned());
            }
        }
        if files.contains_key(PDF) && !anew.iter().any(|(name, _)| *name == PDF) {
            found.reports_not_made.push(PDF.to_owned());
        }
    }
    Ok(found)
}

/// Lists the files that are not as the record says, whatever the manifest says.
fn contradicted(evidence: &Evidence, files: &Files) -> Vec<String> {
    let wrong = |record: &FileRecord| {
        files.get(&record.file).map(|bytes| FileRecord::of(record.file.clone(), bytes)).as_ref()
            != Some(record)
    };
    let case =
        evidence.case.iter().filter(|record| wrong(record)).map(|record| record.file.clone());
    let named = evidence.case_files.iter().filter_map(|named| {
        let (file, sha256) = (named.file.clone()?, named.sha256.clone());
        let record = FileRecord { file, sha256, size: named.size };
        wrong(&record).then_some(record.file)
    });
    let annexes =
        evidence.annexes.iter().filter(|annex| !is_as_recorded(annex, files)).map(|annex| {
            annex
                .file
                .as_ref()
                .map_or_else(|| format!("annex {}", annex.annex), |file| file.file.clone())
        });
    let is_listed = |name: &str| {
        evidence.annexes.iter().any(|annex| annex.file.as_ref().is_some_and(|f| f.file == name))
    };
    let is_named =
        |name: &str| evidence.case_files.iter().any(|named| named.file.as_deref() == Some(name));
    let stray = files.keys().filter(|name| name.starts_with("annexes/"));
    let stray = stray.filter(|name| !is_listed(name) && !is_named(name)).cloned();
    let mut all: Vec<String> = case.chain(named).chain(annexes).chain(stray).collect();
    all.sort_unstable();
    all.dedup();
    all
}
