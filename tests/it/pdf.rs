//! The report as PDF, read back with poppler's tools.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// Audits mail as PDF.
fn pdf(folder: &TempDir, mail: &Path, extra: &[&str]) -> PathBuf {
    let file = folder.path().join("report.pdf");
    let mut args = vec!["audit", text(mail), "--format", "pdf", "--output", text(&file)];
    args.extend(extra);
    let output = dilatory(&args);
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", complaint(&output));
    file
}

fn founding(folder: &TempDir, extra: &[&str]) -> PathBuf {
    let case = nine().join("case.toml");
    let mut args = vec!["--case", text(&case), "--as-of", "2020-07-15"];
    args.extend(extra);
    pdf(folder, &nine(), &args)
}

/// Runs a tool of poppler; nothing if it is not installed and need not be.
fn poppler(tool: &str, args: &[&str], file: &Path) -> Option<String> {
    let mut command = Command::new(tool);
    command.args(args).arg(file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", complaint(&output));
            Some(said(&output))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let required = std::env::var_os("DILATORY_REQUIRE_PDF").is_some();
            assert!(!required, "{tool} is not installed");
            eprintln!("skipped: {tool} is not installed");
            None
        }
        Err(error) => panic!("{tool}: {error}"),
    }
}

/// Leaves out the white space, which says nothing where lines break.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

fn words(file: &Path) -> Option<String> {
    poppler("pdftotext", &[], file).map(|text| dense(&text))
}

fn has(words: &str, part: &str) {
    assert!(words.contains(&dense(part)), "{part:?} is not in {words}");
}

/// A request and what an organisation made of it, in one folder.
fn exchange(subject: &str, answer: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
        Content-Transfer-Encoding: 8bit\n";
    let request = format!(
        "From: ada@example.org\nTo: privacy@corp.example\nDate: Mon, 3 Feb 2020 10:00:00 +0000\n\
         Message-ID: <1@example.org>\nSubject: {subject}\n{head}\nDear Sir or Madam,\n\nUnder Article 15 GDPR \
         I request access to all personal data you hold about me.\n"
    );
    let answer = format!(
        "From: privacy@corp.example\nTo: ada@example.org\nDate: Tue, 4 Feb 2020 10:00:00 +0000\n\
         Message-ID: <2@corp.example>\nIn-Reply-To: <1@example.org>\nSubject: Re: {subject}\n{head}\n{answer}\n"
    );
    fs::write(folder.path().join("1.eml"), request).expect("written");
    fs::write(folder.path().join("2.eml"), answer).expect("written");
    folder
}

#[test]
fn the_pages_say_what_the_report_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(words) = words(&founding(&folder, &[])) else { return };
    let case = nine().join("case.toml");
    let found = json(&audit(&nine(), &["--case", text(&case), "--as-of", "2020-07-15"]));
    let findings = found["exchanges"][0]["findings"].as_array().expect("findings");
    assert!(findings.len() > 10);
    for finding in findings {
        has(&words, &format!("({})", finding["tactic"].as_str().expect("a tactic")));
        has(&words, finding["quote"].as_str().expect("a quote"));
        has(&words, finding["id"].as_str().expect("an id"));
        has(&words, finding["best_answer"].as_str().expect("a text"));
    }
    for message in found["exchanges"][0]["messages"].as_array().expect("messages") {
        has(&words, message["sha256"].as_str().expect("a hash"));
    }
    has(&words, "Audit of an exchange about personal data");
    has(&words, "1 Clearview AI, Inc.: request of 22 January 2020");
    has(&words, "Contents");
    has(&words, "95 days late");
    let pages = poppler("pdfinfo", &[], &founding(&folder, &[])).expect("pages");
    let count = pages.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a count");
    let count = count.trim();
    assert!(count.parse::<usize>().expect("a number") > 5);
    has(&words, &format!("page 2 of {count}"));
    has(&words, &format!("page {count} of {count}"));
}

#[test]
fn the_pages_are_in_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(words) = words(&founding(&folder, &["--lang", "fr"])) else { return };
    has(&words, "Audit d'un échange sur des données personnelles");
    has(&words, "Sommaire");
    has(&words, "page 2 sur");
    has(&words, "Ce qui a été fait");
    assert!(!words.contains("page2of") && !words.contains("Contents"));
}

#[test]
fn it_is_tagged_titled_and_all_its_fonts_are_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = founding(&folder, &[]);
    let Some(about) = poppler("pdfinfo", &[], &file) else { return };
    let value = |name: &str| {
        let line = about.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("{name} is not in {about}")).trim().to_owned()
    };
    assert_eq!(value("Tagged:"), "yes");
    assert_eq!(value("Title:"), "Audit of an exchange about personal data");
    assert!(value("Creator:").starts_with("dilatory "));
    assert!(value("Page size:").contains("A4"));
    let fonts = poppler("pdffonts", &[], &file).expect("fonts");
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 3, "{fonts}");
    for row in rows {
        // … emb sub uni object ID
        let columns: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(columns[columns.len() - 5], "yes", "{fonts}");
    }
    let structure = poppler("pdfinfo", &["-struct"], &file).expect("the structure");
    for tag in ["Document", "H1", "H2", "H3", "Table", "TH", "Figure", "Link", "TOC"] {
        let mut words = structure.split_whitespace();
        assert!(words.any(|word| word.trim_end_matches(':') == tag), "{tag} is not in it");
    }
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = fs::read(founding(&folder, &[])).expect("a PDF");
    let again = fs::read(founding(&folder, &[])).expect("a PDF");
    assert!(first == again);
    let later = fs::read(founding(&folder, &["--lang", "fr"])).expect("a PDF");
    assert!(first != later);
    // The sections are there to go to; their names are in the file as UTF-16.
    let outline = b"/Outlines";
    assert!(first.windows(outline.len()).any(|bytes| bytes == outline));
}

#[test]
fn other_scripts_are_no_boxes() {
    let answer = "Αγαπητή κυρία, λάβαμε το αίτημά σας.\nУважаемая госпожа, мы получили ваш запрос.\n\
        Zażółć gęślą jaźń, čeština, ğüşı, ﬁn – „Zitat“ € №";
    let mail = exchange("Αίτημα – запрос", answer);
    let folder = tempfile::tempdir().expect("a folder");
    let file = pdf(&folder, mail.path(), &["--as-of", "2020-07-15"]);
    let Some(words) = words(&file) else { return };
    answer.replace('ﬁ', "fi").lines().for_each(|line| has(&words.replace('ﬁ', "fi"), line));
    has(&words, "Αίτημα – запрос");
}

#[test]
fn words_from_mail_are_no_mark_up() {
    let hostile =
        "#panic(\"x\") $x^2$ *bold* _it_ <annex-1> @annex-2 `raw` = no heading // none \\ #{1+1}";
    let answer = format!("{hostile}\n= Heading\n- item\n{}\nWe cannot answer.", "W".repeat(3_000));
    let mail = exchange(hostile, &answer);
    let folder = tempfile::tempdir().expect("a folder");
    let file = pdf(&folder, mail.path(), &["--as-of", "2020-07-15"]);
    let Some(words) = words(&file) else { return };
    assert!(words.matches(&dense(hostile)).count() >= 3, "{words}");
    has(&words, &format!("= Heading - item {}", "W".repeat(60)));
    // What stands outside of the page is not there.
    assert!(words.matches('W').count() >= 3_000);
}

#[test]
fn long_texts_are_cut_and_say_so() {
    let mut answer = String::new();
    for n in 0..100_000 {
        let _ = writeln!(answer, "line {n}");
    }
    let mail = exchange(&"long ".repeat(200_000), &answer);
    let folder = tempfile::tempdir().expect("a folder");
    let file = pdf(&folder, mail.path(), &["--as-of", "2020-07-15"]);
    let Some(words) = words(&file) else { return };
    has(&words, "line 2999");
    assert!(!words.contains("line3001") && !words.contains("line99999"));
    has(&words, "cut here: the file holds the rest");
}
