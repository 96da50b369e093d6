//! What people decide about findings, what an answer holds, and rules under trial.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn nine_with(case: &str) -> (Value, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.toml");
    let text = fs::read_to_string(nine().join("case.toml")).expect("a case");
    fs::write(&path, text + case).expect("written");
    let args = ["--case", path.to_str().expect("a path"), "--as-of", "2020-07-15"];
    let output = audit(&nine(), &args);
    (json(&output), complaint(&output))
}

fn findings(report: &Value) -> &Vec<Value> {
    report["exchanges"][0]["findings"].as_array().expect("findings")
}

#[test]
fn a_finding_that_is_set_aside_stays_with_its_reason() {
    let (report, _) = nine_with("");
    let id = findings(&report)[0]["id"].as_str().expect("an id").to_owned();
    let count = findings(&report).len();
    let waiver = format!("[[waive]]\nfinding = \"{id}\"\nreason = \"answered by telephone\"\n");
    let (waived, told) = nine_with(&waiver);
    assert_eq!(findings(&waived).len(), count);
    assert_eq!(findings(&waived)[0]["waived"], "answered by telephone");
    assert_eq!(findings(&waived)[1]["waived"], Value::Null);
    assert!(!told.contains("no such finding"), "{told}");
}

#[test]
fn a_waiver_of_nothing_is_told() {
    let (_, told) = nine_with("[[waive]]\nfinding = \"0123456789ab\"\nreason = \"gone\"\n");
    assert!(told.contains("waive 0123456789ab: there is no such finding"), "{told}");
}

#[test]
fn a_waiver_needs_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.toml");
    fs::write(&path, "[[waive]]\nfinding = \"0123456789ab\"\nreason = \" \"\n").expect("written");
    let output = audit(&nine(), &["--case", path.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("with a reason"), "{}", complaint(&output));
}

#[test]
fn what_is_set_aside_does_not_fail_the_run() {
    let (report, _) = nine_with("");
    let waive = |f: &Value| format!("[[waive]]\nfinding = {}\nreason = \"no\"\n", f["id"]);
    let case: String = findings(&report).iter().map(waive).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.toml");
    let text = fs::read_to_string(nine().join("case.toml")).expect("a case");
    let run = |case: &str| {
        fs::write(&path, text.clone() + case).expect("written");
        let case = path.to_str().expect("a path");
        audit(&nine(), &["--case", case, "--as-of", "2020-07-15", "--fail-on", "signal"])
    };
    assert_eq!(run("").status.code(), Some(1));
    assert_eq!(run(&case).status.code(), Some(0));
}

#[test]
fn an_answer_is_held_against_the_list_of_article_15() {
    let (report, _) = nine_with("");
    let lists = report["exchanges"][0]["completeness"].as_array().expect("lists");
    assert_eq!(lists.len(), 1, "one answer of substance");
    let items = lists[0]["items"].as_array().expect("items");
    let state = |law: &str| {
        let item = items.iter().find(|i| i["law"] == law).expect("every item");
        item["state"].as_str().expect("a state").to_owned()
    };
    assert_eq!(items.len(), 10);
    assert_eq!(state("15(1)(c)"), "by-link");
    assert_eq!(state("15(3)"), "partial");
    let quote = items[0]["quote"].as_str().expect("words");
    assert!(quote.contains("policy") || quote.contains("website"), "{quote}");
}

#[test]
fn a_rule_under_trial_reaches_no_report_and_can_be_tested() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("tactics")).expect("a folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/tactics/photo-demand.toml");
    let rule = fs::read_to_string(source).expect("a rule");
    fs::write(folder.path().join("tactics/T_photo.toml"), rule).expect("written");
    let rules = folder.path().to_str().expect("a path");
    let report = json(&audit(&nine(), &["--as-of", "2020-07-15", "--rules", rules]));
    let tactics: Vec<&Value> = findings(&report).iter().map(|f| &f["tactic"]).collect();
    assert!(tactics.iter().any(|t| *t == "photo-demand"), "{tactics:?}");
    assert!(tactics.iter().all(|t| *t != "T_photo"), "{tactics:?}");
    let nine = nine();
    let labelled = nine.to_str().expect("a path");
    let scored = said(&dilatory(&["rules", "test", labelled, "--rules", rules]));
    assert!(scored.contains("T_photo"), "{scored}");
}
