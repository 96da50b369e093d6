//! The founding case, end to end: every finding, none that is forbidden, the clock and the ledger right.

use crate::run::{audit, json, nine};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn expected() -> Value {
    let text = fs::read_to_string(nine().join("expected.json")).expect("labels");
    serde_json::from_str(&text).expect("JSON")
}

fn nine_mails() -> Value {
    let case = nine().join("case.toml");
    json(&audit(&nine(), &["--case", case.to_str().expect("a path"), "--as-of", "2020-07-15"]))
}

fn keys(list: &Value) -> BTreeSet<(String, Option<String>)> {
    let list = list.as_array().into_iter().flatten();
    list.map(|f| {
        let message = f["message"].as_str().map(str::to_owned);
        (f["tactic"].as_str().expect("a tactic").to_owned(), message)
    })
    .collect()
}

#[test]
fn every_finding_and_no_other() {
    let (report, labels) = (nine_mails(), expected());
    let found = keys(&report["exchanges"][0]["findings"]);
    let wanted = keys(&labels["findings"]);
    let allowed = keys(&labels["may"]);
    assert_eq!(wanted.difference(&found).collect::<Vec<_>>(), Vec::<&_>::new(), "missed");
    let beyond: Vec<_> =
        found.iter().filter(|f| !wanted.contains(f) && !allowed.contains(f)).collect();
    assert_eq!(beyond, Vec::<&_>::new(), "not in the labels");
    for rule in labels["must_not"].as_array().expect("rules") {
        assert!(found.iter().all(|(tactic, _)| rule["tactic"] != **tactic), "forbidden: {rule}");
    }
}

#[test]
fn the_grades_are_those_of_the_labels() {
    let (report, labels) = (nine_mails(), expected());
    let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
    for label in labels["findings"].as_array().expect("labels") {
        let same = |f: &&Value| f["tactic"] == label["tactic"] && f["message"] == label["message"];
        let found = findings.iter().find(same).expect("every finding is found");
        let grade = match label["grade"].as_str() {
            Some("B") => "bright-line",
            Some("P") => "presumptive",
            _ => "signal",
        };
        assert_eq!(found["grade"], grade, "{label}");
    }
}

#[test]
fn clock_ledger_and_parties() {
    let (report, labels) = (nine_mails(), expected());
    let exchange = &report["exchanges"][0];
    for key in ["start", "due", "extended_due", "answered", "days_late"] {
        assert_eq!(exchange["clock"][key], labels["clock"][key], "{key}");
    }
    for message in exchange["messages"].as_array().expect("messages") {
        let id = message["id"].as_str().expect("an id");
        assert_eq!(message["party"], labels["parties"][id], "{id}");
    }
    let mut ledger = exchange["ledger"].as_array().expect("lines").clone();
    ledger.retain(|line| line["item"] != "other");
    assert_eq!(ledger.len(), labels["ledger"].as_array().expect("lines").len());
    for label in labels["ledger"].as_array().expect("lines") {
        let line = ledger.iter().find(|l| l["item"] == label["item"]).expect("the item");
        assert_eq!(line, label);
    }
    assert_eq!(exchange["measures"]["emails"], 9);
    assert_eq!(exchange["measures"]["days"], 128);
    assert_eq!(exchange["measures"]["identity_demands"], 2);
    assert_eq!(exchange["measures"]["escalations"], 2);
    assert_eq!(exchange["state"], "partly-answered");
}

#[test]
fn every_quote_is_in_its_message_at_its_place() {
    let report = nine_mails();
    let exchange = &report["exchanges"][0];
    let mut seen = 0;
    for finding in exchange["findings"].as_array().expect("findings") {
        let Some(id) = finding["message"].as_str() else {
            assert_eq!(finding["quote"], "");
            continue;
        };
        let quote = finding["quote"].as_str().expect("a quote");
        assert!(!quote.is_empty(), "{finding}");
        let span = finding["span"].as_array().expect("a span");
        let length = span[1].as_u64().expect("an end") - span[0].as_u64().expect("a start");
        assert!(length as usize >= quote.chars().count(), "white space may be folded: {id}");
        seen += 1;
    }
    assert!(seen >= 10);
}

#[test]
fn the_quote_is_the_sentence_that_shows_it() {
    let report = nine_mails();
    let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
    for (tactic, words) in [
        ("re-request-supplied-data", "clear photograph of her face"),
        ("id-escalation", "we still need a valid government-issued ID"),
        ("policy-link-as-answer", "can be found in our privacy policy"),
    ] {
        let finding = findings.iter().find(|f| f["tactic"] == tactic).expect(tactic);
        let quote = finding["quote"].as_str().expect("a quote");
        assert!(quote.contains(words), "{tactic}: {quote}");
    }
}

#[test]
fn a_later_ruling_is_marked_as_later() {
    let report = nine_mails();
    let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
    let id = findings.iter().find(|f| f["tactic"] == "id-document-by-default").expect("a finding");
    let law: Vec<&str> =
        id["law"].as_array().expect("law").iter().filter_map(Value::as_str).collect();
    assert!(law.contains(&"Art. 12(6) GDPR"), "{law:?}");
    let later = law.iter().find(|l| l.contains("EDPB")).expect("the guidelines");
    assert!(later.contains("after these events"), "{later}");
}

#[test]
fn without_a_case_the_parties_are_inferred() {
    let report = json(&audit(&nine(), &["--as-of", "2020-07-15", "--member-state", "FR"]));
    assert_eq!(report["exchanges"].as_array().expect("exchanges").len(), 1);
    let exchange = &report["exchanges"][0];
    assert_eq!(exchange["subject"]["addresses"][0], "mandats@jumboprivacy.example");
    assert_eq!(exchange["controller"]["domains"][0], "clearview.ai");
    assert_eq!(exchange["messages"].as_array().expect("messages").len(), 9);
    assert_eq!(exchange["clock"]["due"], "2020-02-24");
    assert_eq!(exchange["regime"], "eu-gdpr");
}

#[test]
fn the_same_day_gives_the_same_report() {
    assert_eq!(nine_mails(), nine_mails());
}

#[test]
fn a_past_day_knows_nothing_of_later_mail_and_letters() {
    let case = nine().join("case.toml");
    let case = case.to_str().expect("a path");
    let report = json(&audit(&nine(), &["--case", case, "--as-of", "2020-03-01"]));
    let exchange = &report["exchanges"][0];
    assert_eq!(exchange["messages"].as_array().map(Vec::len), Some(3));
    assert_eq!(exchange["letters"], serde_json::json!([]));
    assert_eq!(exchange["measures"]["escalations"], 0);
    assert_eq!(exchange["clock"]["days_late"], 6);
    assert_eq!(report["later"].as_array().map(Vec::len), Some(6));
}
