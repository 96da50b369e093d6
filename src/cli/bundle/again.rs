//! Runs the audit on what a bundle holds, and on nothing else.

use super::pack::Files;
use crate::cli::extract::sandbox;
use crate::cli::failure::Failure;
use crate::cli::given::ordered;
use crate::cli::pdf;
use crate::cli::pipeline::{Rules, audit};
use crate::exchange::Case;
use crate::id::MessageKey;
use crate::report::{
    Audit, Evidence, Shown, Words, compose, to_html, to_json, to_markdown, to_terminal,
};
use crate::rulefile::RuleFile;
use crate::source::{Location, RawMessage, held};
use std::path::Path;

/// The report that only some builds can make.
pub(in crate::cli) const PDF: &str = "report.pdf";

/// Makes the reports of a bundle: a name and bytes for each.
///
/// Another form of report needs one more line here, and is verified with the others.
pub(in crate::cli) fn reports(
    audit: &Audit,
    evidence: &Evidence,
    words: &Words,
) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let json = to_json(audit, words).map_err(|e| Failure::Wrong(e.to_string()))? + "\n";
    let told = |parts| {
        let mut document = compose(audit, words, parts);
        evidence.tell_redactions(&mut document, words);
        document
    };
    let document = told(Shown::default());
    let full = told(Shown { copies: true, ..Shown::default() });
    let html = to_html(&full, words).map_err(|e| Failure::Wrong(e.to_string()))?;
    let mut reports = vec![
        ("report.json", json.into_bytes()),
        ("report.md", to_markdown(&document).into_bytes()),
        ("report.html", html.into_bytes()),
        ("report.txt", to_terminal(&document, false).into_bytes()),
    ];
    // The fonts of one system are not those of another: only those of the program make the same bytes.
    if let Some(pages) = pdf::written_alone(&full, words, evidence.as_of)? {
        reports.push((PDF, pages));
    }
    Ok(reports)
}

/// Audits the messages of a bundle as its record says it was done.
pub(in crate::cli) fn audit_again(
    evidence: &Evidence,
    files: &Files,
    rules: &Rules,
) -> Result<Audit, Failure> {
    let options = &evidence.options;
    let law = (options.regime.as_deref(), options.member_state.as_deref());
    let order = ordered(case(evidence, files)?, evidence.as_of, law, rules)?;
    let message = |(file, original): (&str, Option<&str>)| {
        let bytes = files.get(file)?.clone();
        let location = Location::file(Path::new(file), bytes.len() as u64);
        Some(RawMessage { location, bytes, copy_of: original.and_then(MessageKey::parse) })
    };
    let listed = evidence.messages().map(|(_, file, message)| {
        (file.file.as_str(), message.original.as_ref().map(|o| o.sha256.as_str()))
    });
    let sources = vec![held(listed.filter_map(message).collect())];
    let mut again = audit(rules, &order, &sources, &sandbox()?, &|_, _| {})?;
    evidence.adjust(&mut again);
    Ok(again)
}

/// Reads the case file of a bundle; what it says of other files, the record knows.
fn case(evidence: &Evidence, files: &Files) -> Result<Case, Failure> {
    let Some(record) = &evidence.case else { return Ok(Case::default()) };
    let text = files.get(&record.file).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let file = RuleFile { shown: record.file.clone(), text: text.unwrap_or_default().into() };
    let mut case = Case::parse(&file)?;
    for (named, known) in case.files_mut().zip(&evidence.case_files) {
        named.size = known.size;
        named.sha256.clone_from(&known.sha256);
    }
    Ok(case)
}
