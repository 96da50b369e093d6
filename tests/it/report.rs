//! The report as a person reads it, in both languages and forms.

use crate::run::{dilatory, nine, said};

fn report(extra: &[&str]) -> String {
    let nine = nine();
    let (nine, case) = (nine.to_str().expect("a path").to_owned(), nine.join("case.toml"));
    let case = case.to_str().expect("a path");
    let mut args = vec!["audit", &nine, "--case", case, "--as-of", "2020-07-15"];
    args.extend(extra);
    said(&dilatory(&args))
}

/// Cuts a part of a report: from the line with the heading to the next empty line.
fn part(report: &str, heading: &str) -> String {
    let from = report.find(heading).unwrap_or_else(|| panic!("{heading} is not in:\n{report}"));
    report[from..].split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn the_timeline_in_english() {
    insta::assert_snapshot!(part(&report(&[]), "What happened"));
}

#[test]
fn the_clock_in_english() {
    insta::assert_snapshot!(part(&report(&[]), "The clock, step by step"));
}

#[test]
fn the_clock_in_french() {
    insta::assert_snapshot!(part(&report(&["--lang", "fr"]), "Le délai, pas à pas"));
}

#[test]
fn the_ledger_in_french_markdown() {
    let report = report(&["--lang", "fr", "--format", "markdown"]);
    let from = report.find("### Ce qui a été demandé").expect("the ledger");
    insta::assert_snapshot!(report[from..].split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_finding_has_quote_law_reason_and_the_best_answer() {
    for (lang, labels) in [
        ("en", ["Why:", "Law:", "best answer:", "What can be done:"]),
        ("fr", ["Pourquoi", "Droit", "meilleure réponse", "Ce qui peut être fait"]),
    ] {
        let report = report(&["--lang", lang]);
        let finding = part(&report, "(portal-redirect)");
        assert!(finding.contains("> Data access requests are handled exclusively"), "{finding}");
        labels.iter().for_each(|label| assert!(finding.contains(label), "{label}: {finding}"));
    }
}

#[test]
fn eighty_columns_and_no_colour_in_a_pipe() {
    for lang in ["en", "fr"] {
        let report = report(&["--lang", lang]);
        assert!(!report.contains('\u{1b}'));
        let long = report.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None);
    }
}

#[test]
fn markdown_says_the_same() {
    let (text, markdown) = (report(&[]), report(&["--format", "markdown"]));
    for tactic in ["no-timely-answer", "id-escalation", "policy-link-as-answer"] {
        assert_eq!(
            text.matches(&format!("({tactic})")).count(),
            markdown.matches(&format!("({tactic})")).count()
        );
    }
}

#[test]
fn lower_grades_can_be_left_out() {
    let report = report(&["--min-grade", "bright-line"]);
    assert!(report.contains("(no-timely-answer)"));
    assert!(!report.contains("(photo-demand)") && !report.contains("(portal-redirect)"));
}

#[test]
fn the_report_goes_whole_into_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.md");
    let shown = report(&["--format", "markdown"]);
    assert_eq!(report(&["--format", "markdown", "--output", file.to_str().expect("a path")]), "");
    assert_eq!(std::fs::read_to_string(&file).expect("the report"), shown);
}
