//! The rules test themselves, and explain what they do.

use crate::run::{complaint, dilatory, said};

#[test]
fn the_examples_of_all_rules_hold() {
    let output = dilatory(&["rules", "test"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", said(&output), complaint(&output));
    assert!(said(&output).contains("tactics: "));
}

#[test]
fn the_rules_are_without_fault() {
    let output = dilatory(&["rules", "lint"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", said(&output), complaint(&output));
    assert!(said(&output).contains("id-document"));
}

#[test]
fn a_tactic_explains_itself_in_both_languages() {
    for (lang, word) in [("en", "Not if"), ("fr", "Sauf si")] {
        let output = dilatory(&["rules", "explain", "id-document-by-default", "--lang", lang]);
        assert!(said(&output).contains(word), "{}", said(&output));
        assert!(said(&output).contains("Art. 12(6) GDPR"));
    }
    assert_eq!(dilatory(&["rules", "explain", "nonsense"]).status.code(), Some(2));
}

#[test]
fn a_sentence_shows_concepts_acts_and_guards() {
    let explain =
        |text: &str| said(&dilatory(&["rules", "explain", "--lang", "en", "--text", text]));
    let demand = explain("Please send us a copy of your passport.");
    assert!(demand.contains("concept  id-document «passport»"), "{demand}");
    assert!(demand.contains("act      demands-item:id-document (by the controller)"), "{demand}");
    let waived = explain("There is no need to send us a copy of your passport.");
    assert!(!waived.contains("act      demands-item"), "{waived}");
    assert!(waived.contains("guard    demands-item is kept off by"), "{waived}");
    let elsewhere = explain("To collect your parcel, please bring your passport.");
    assert!(!elsewhere.contains("act      demands-item"), "{elsewhere}");
    assert!(elsewhere.contains("is kept off by other-business"), "{elsewhere}");
}

#[test]
fn rules_of_ones_own_override_and_add() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("regimes")).expect("a folder");
    let regime = "since = \"2020-01-01\"\nperiod = { days = 10 }\nrolls = false\nidentity = \"nothing\"\n\
        clarification = \"nothing\"\n[name]\nen = \"Ten days\"\nfr = \"Dix jours\"\n[sources]\n";
    std::fs::write(folder.path().join("regimes/ten.toml"), regime).expect("written");
    let folder = folder.path().to_str().expect("a path").to_owned();
    let listed = said(&dilatory(&["rules", "list", "--rules", &folder]));
    assert!(listed.contains("Ten days"), "{listed}");
}

#[test]
fn completions_and_manual_are_printed() {
    assert!(said(&dilatory(&["completions", "bash"])).contains("dilatory"));
    assert!(said(&dilatory(&["man"])).contains(".TH dilatory"));
}
