//! The rules against labels: exchanges with the right answers, and sentences that do an act or nearly do.

use crate::run::{complaint, dilatory, said};
use std::path::Path;

fn scored(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(path);
    let output = dilatory(&["rules", "test", path.to_str().expect("a path")]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", complaint(&output));
    said(&output)
}

/// Takes precision and recall over all from the table.
fn figures(table: &str) -> (f64, f64) {
    let line = table.lines().find(|line| line.starts_with("in all")).expect("a sum");
    let mut numbers = line.split_whitespace().rev().map(|n| n.parse::<f64>().expect("a number"));
    let (recall, precision) = (numbers.next(), numbers.next());
    (precision.expect("precision"), recall.expect("recall"))
}

#[test]
fn labelled_exchanges_are_judged_as_labelled() {
    let table = scored("labelled");
    let (precision, recall) = figures(&table);
    assert!(precision >= 0.97 && recall >= 0.95, "{table}");
    assert!(table.contains("clocks right 68 of 68"), "{table}");
    assert!(table.contains("forbidden 0; clean accused 0"), "{table}");
}

/// Exchanges written apart from the rules, with which they were mended afterwards; 12 (`open4`) of which hardly
/// anything was mended, 30 each (`open5`, `open6`) of which the bounds of likeness come, and of the second what is said of mail
/// about other business; and 26 that no author of a rule has seen.
#[test]
fn exchanges_of_other_authors() {
    for (folder, precision, recall) in [
        ("exchanges/open", 0.99, 0.95),
        ("exchanges/open2", 0.95, 0.84),
        ("exchanges/open3", 0.98, 0.89),
        ("exchanges/open4", 0.86, 0.62),
        ("exchanges/open5", 0.94, 0.77),
        ("exchanges/open6", 0.96, 0.67),
        ("exchanges/held", 0.97, 0.88),
    ] {
        let table = scored(folder);
        let found = figures(&table);
        assert!(found.0 >= precision && found.1 >= recall, "{folder}: {table}");
    }
}

/// What each file must reach: precision and recall.  The `held` halves were kept from the authors of
/// the phrases.  Raise it when the rules get better.
const LEAST: [(&str, f64, f64); 24] = [
    ("de-tune.toml", 0.98, 0.95),
    ("de-tune2.toml", 0.99, 0.96),
    ("de-tune3.toml", 0.99, 0.96),
    ("de-held.toml", 0.95, 0.64),
    ("en-tune.toml", 0.97, 0.97),
    ("en-tune2.toml", 0.99, 0.95),
    ("en-tune3.toml", 0.99, 0.98),
    ("en-held.toml", 0.94, 0.79),
    ("es-tune.toml", 0.95, 0.97),
    ("es-tune2.toml", 0.99, 0.96),
    ("es-tune3.toml", 0.99, 0.96),
    ("es-held.toml", 0.89, 0.71),
    ("fr-tune.toml", 0.97, 0.97),
    ("fr-tune2.toml", 0.99, 0.97),
    ("fr-tune3.toml", 0.99, 0.97),
    ("fr-held.toml", 0.91, 0.65),
    ("it-tune.toml", 0.98, 0.98),
    ("it-tune2.toml", 0.99, 0.96),
    ("it-tune3.toml", 0.99, 0.95),
    ("it-held.toml", 0.93, 0.64),
    ("nl-tune.toml", 0.97, 0.96),
    ("nl-tune2.toml", 0.99, 0.96),
    ("nl-tune3.toml", 0.99, 0.96),
    ("nl-held.toml", 0.95, 0.69),
];

#[test]
fn sentences_do_what_they_are_labelled_to_do() {
    for (file, precision, recall) in LEAST {
        let table = scored(&format!("sentences/{file}"));
        let found = figures(&table);
        assert!(found.0 >= precision && found.1 >= recall, "{file}: {found:?}\n{table}");
    }
}

#[test]
fn a_folder_without_labels_and_a_file_without_a_language_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = dilatory(&["rules", "test", folder.path().to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("no expected.json"), "{}", complaint(&output));
    let path = folder.path().join("xx-held.toml");
    std::fs::write(&path, "[acknowledges]\nyes = [\"Hello.\"]\n").expect("written");
    let output = dilatory(&["rules", "test", path.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("no such language"), "{}", complaint(&output));
}

/// How many ordinary sentences may accuse where each stands alone, without the letter that tells what it is about:
/// of 350, of 450 to 690 and of 80 to 260 that the phrases were mended with, and of 350 others.
/// Lower it when the rules get better.
const ORDINARY: [(&str, [usize; 4]); 6] = [
    ("de", [0, 14, 3, 20]),
    ("en", [1, 20, 12, 25]),
    ("es", [1, 19, 5, 11]),
    ("fr", [2, 30, 9, 16]),
    ("it", [6, 11, 1, 24]),
    ("nl", [1, 11, 4, 16]),
];

#[test]
fn ordinary_sentences_accuse_nobody() {
    for (language, bounds) in ORDINARY {
        for (part, most) in ["tune", "tune2", "tune3", "held"].into_iter().zip(bounds) {
            let table = scored(&format!("sentences/{language}-ordinary-{part}.toml"));
            let wrong = table.lines().filter(|line| line.starts_with("WRONG")).count();
            assert!(wrong <= most, "{language}-ordinary-{part}: {wrong}");
        }
    }
}

/// Letters whose sentences are labelled by what they are about, which nothing was learned from: how many of those
/// about the data may be taken for other business, and how many of those of other business must be known for it.
const LETTERS: [(&str, usize, usize); 6] =
    [("de", 0, 76), ("en", 0, 78), ("es", 0, 70), ("fr", 4, 69), ("it", 0, 63), ("nl", 1, 72)];

#[test]
fn letters_are_told_apart_by_what_they_are_about() {
    let last = |line: Option<&str>| -> usize {
        let number = line.and_then(|line| line.split_whitespace().last());
        number.and_then(|n| n.parse().ok()).expect("a number")
    };
    for (language, lost, known) in LETTERS {
        let table = scored(&format!("topics/held/{language}-held.txt"));
        let mut lines = table.lines().skip(1);
        assert!(last(lines.next()) <= lost, "{table}");
        assert!(last(lines.next()) >= known, "{table}");
    }
}
