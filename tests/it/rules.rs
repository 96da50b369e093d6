//! The rules test themselves, and explain what they do.

use crate::run::{complaint, dilatory, said};
use std::path::Path;

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
    let elsewhere =
        explain("Your refund is on its way. To collect your parcel, please bring your passport.");
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

/// The files of labelled letters of a language, and its sentences by act: what `topics/` is learned from.
fn taught(language: &str) -> Vec<String> {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut files: Vec<String> = std::fs::read_dir(testdata.join("topics"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path().display().to_string())
        .filter(|path| path.contains(&format!("topics/{language}-")))
        .collect();
    files.sort();
    files.push(testdata.join(format!("sentences/{language}-tune.toml")).display().to_string());
    files
}

#[test]
fn the_weights_of_words_are_those_that_the_letters_teach() {
    for language in ["de", "en", "es", "fr", "it", "nl"] {
        let files = taught(language);
        let mut args = vec!["rules", "learn"];
        args.extend(files.iter().map(String::as_str));
        let output = dilatory(&args);
        assert!(output.status.success(), "{}", complaint(&output));
        let learned: toml::Table = said(&output).parse().expect("TOML");
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/topics/{language}.toml"));
        let kept: toml::Table =
            std::fs::read_to_string(path).expect("a file").parse().expect("TOML");
        let weights = |table: &toml::Table| table["weights"].as_table().expect("a table").clone();
        let (learned, kept) = (weights(&learned), weights(&kept));
        let weight = |table: &toml::Table, word: &str| {
            table.get(word).map_or(0, |weight| weight.as_integer().expect("a number"))
        };
        for word in learned.keys().chain(kept.keys()) {
            // Another machine may round otherwise.
            let apart = (weight(&learned, word) - weight(&kept, word)).abs();
            assert!(apart <= 6, "{language}: {word} is {apart} hundredths off; see `rules learn`");
        }
    }
}

#[test]
fn a_letter_without_labels_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("en-a.txt");
    std::fs::write(&path, "=== a shop\nD\tYour data are attached.\nHello\n").expect("written");
    let output = dilatory(&["rules", "learn", path.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("en-a.txt:3"), "{}", complaint(&output));
    std::fs::write(&path, "D\tYour data are attached.\n").expect("written");
    let output = dilatory(&["rules", "learn", path.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2), "half of the labels teach nothing");
    assert!(complaint(&output).contains("other business (O)"), "{}", complaint(&output));
    let output = dilatory(&["rules", "learn", "no-such-file.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("no-such-file.txt"), "{}", complaint(&output));
}

#[test]
fn what_cannot_be_learned_from_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("acts.safetensors");
    let learn = |path: &Path, output: &Path| {
        let (path, output) = (path.to_str().expect("a path"), output.to_str().expect("a path"));
        dilatory(&["rules", "learn-acts", path, "-o", output])
    };
    let few = folder.path().join("en-few.toml");
    std::fs::write(&few, "[refuses]\nyes = [\"We refuse.\"]\n").expect("written");
    let told = learn(&few, &output);
    assert_eq!(told.status.code(), Some(2));
    assert!(complaint(&told).contains("enough sentences"), "{}", complaint(&told));
    assert!(!output.exists(), "nothing is written");
    let told = learn(&folder.path().join("none.toml"), &output);
    assert_eq!(told.status.code(), Some(2));
    assert!(complaint(&told).contains("none.toml"), "{}", complaint(&told));
    let yes: Vec<String> =
        (0..20).map(|n| format!("\"We refuse to answer request {n}.\"")).collect();
    std::fs::write(&few, format!("[refuses]\nyes = [{}]\n", yes.join(","))).expect("written");
    let told = learn(&few, &folder.path().join("none/acts.safetensors"));
    assert_eq!(told.status.code(), Some(2));
    assert!(complaint(&told).contains("none/acts.safetensors"), "{}", complaint(&told));
    assert!(learn(&few, &output).status.success());
    let letter = folder.path().join("en-a.txt");
    std::fs::write(&letter, "=== a shop\n-\tHello,\nno-such-act\tWe refuse.\n").expect("written");
    let told = learn(&letter, &output);
    assert_eq!(told.status.code(), Some(2));
    assert!(complaint(&told).contains("en-a.txt:3: no act named"), "{}", complaint(&told));
    assert!(std::fs::metadata(&output).expect("the weights").len() > 100_000);
}

#[test]
fn a_sentence_is_shown_with_what_it_is_like() {
    let text = "Something official with your picture on it would do, scanned on both sides.";
    let output = dilatory(&["rules", "explain", "--text", text]);
    assert!(output.status.success(), "{}", complaint(&output));
    assert!(said(&output).contains("  like     "), "{}", said(&output));
}
