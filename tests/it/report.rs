//! The report as a person reads it, in both languages and forms.

use crate::run::{complaint, dilatory, nine, said};
use regex::Regex;

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
fn the_opening_in_english() {
    let report = report(&[]);
    insta::assert_snapshot!(report.split("\n\nWhat happened").next().expect("the opening"));
}

#[test]
fn the_opening_in_french() {
    let report = report(&["--lang", "fr"]);
    insta::assert_snapshot!(report.split("\n\nCe qui s'est passé").next().expect("the opening"));
}

#[test]
fn the_chronology_in_english() {
    let told = part(&report(&[]), "What happened");
    insta::assert_snapshot!(told.lines().take(24).collect::<Vec<_>>().join("\n"));
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
fn the_remedy_in_both_languages() {
    let (en, fr) = (report(&[]), report(&["--lang", "fr"]));
    let both = [part(&en, "What is asked of"), part(&fr, "Ce qui est demandé à l'autorité")];
    insta::assert_snapshot!(both.join("\n\n"));
}

#[test]
fn an_annex_and_the_method_in_english() {
    let report = report(&[]);
    let rules = Regex::new("[0-9a-f]{64}").expect("a pattern");
    let method = rules.replace_all(&part(&report, "How to read this"), "…").into_owned();
    let report = report.replace(env!("CARGO_MANIFEST_DIR"), ".");
    insta::assert_snapshot!(
        [part(&report, "Annex 6:"), part(&report, "Annex 9:"), method].join("\n\n")
    );
}

#[test]
fn the_ledger_in_french_markdown() {
    let report = report(&["--lang", "fr", "--format", "markdown"]);
    let from = report.find("### Ce qui a été demandé pour").expect("the ledger");
    insta::assert_snapshot!(report[from..].split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_finding_in_markdown() {
    let report = report(&["--format", "markdown"]);
    let from = report.find("<a id=\"finding-e1e892a52c82\">").expect("the finding");
    insta::assert_snapshot!(report[from..].split("\n\n").take(6).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_finding_in_french_html() {
    let report = report(&["--lang", "fr", "--format", "html"]);
    let from = report.find("<section id=\"finding-e1e892a52c82\"").expect("the finding");
    insta::assert_snapshot!(report[from..].split("</section>").next().expect("its end"));
}

#[test]
fn the_drawing_in_html() {
    let report = report(&["--format", "html"]);
    let from = report.find("<svg").expect("a drawing");
    let drawing = report[from..].split("</svg>").next().expect("its end");
    insta::assert_snapshot!(drawing.lines().step_by(3).collect::<Vec<_>>().join("\n"));
}

#[test]
fn letters_mandate_and_authority_of_the_case_stand_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("case.toml");
    let text = std::fs::read_to_string(nine().join("case.toml")).expect("the case");
    let text = text.replace("note = ", "file = \"scan.pdf\"\nnote = ").replace(
        "[controller]",
        "name = \"Solène Darrieux\"\n[representative]\nname = \"Jumbo Privacy\"\nmandate = \"m.pdf\"\n\
         [authority]\nname = \"CNIL\"\n[controller]\npostal_address = \"New York\"\nregistration = \"81-1\"",
    );
    std::fs::write(&case, format!("remedy = [\"to fine it;\"]\n{text}")).expect("a case");
    let nine = nine();
    let (mail, path) = (nine.to_str().expect("a path"), case.to_str().expect("a path"));
    let run = |format: &str| dilatory(&["audit", mail, "--case", path, "--format", format]);
    let missing = run("text");
    assert_eq!(missing.status.code(), Some(2));
    assert!(complaint(&missing).contains("m.pdf: no such file"), "{}", complaint(&missing));
    std::fs::write(folder.path().join("m.pdf"), "mandate").expect("a file");
    std::fs::write(folder.path().join("scan.pdf"), "letter").expect("a file");
    for format in ["text", "markdown", "html"] {
        let told = said(&run(format)).split_whitespace().collect::<Vec<_>>().join(" ");
        let told = told.replace("\\_", "_");
        for words in [
            "Solène Darrieux (mandats@jumboprivacy.example",
            "m.pdf, 7 bytes, SHA-256",
            "Jumbo Privacy",
            "CNIL",
            "New York",
            "81-1",
            "to fine it;",
            "scan.pdf",
            // printf letter | sha256sum
            "f80105efab6d",
        ] {
            assert!(told.contains(words), "{format}: {words} is not in {told}");
        }
    }
}

#[test]
fn a_finding_has_quote_law_reason_and_the_best_answer() {
    for (lang, labels) in [
        ("en", ["Why:", "Law:", "best answer:", "What can be done:"]),
        ("fr", ["Pourquoi", "Droit", "meilleure réponse", "Ce qui peut être fait"]),
    ] {
        let report = report(&["--lang", lang]);
        let finding = part(&report, "(portal-redirect)");
        assert!(finding.contains("> *Data access requests are handled exclusively"), "{finding}");
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
