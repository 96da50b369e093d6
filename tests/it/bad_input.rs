//! What a user sees when something is wrong: one clear line, what to do, and the right exit status.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use std::fs;
use std::path::Path;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// Asserts wrong use: status 2, nothing on standard output, one line that names these.
fn wrong(args: &[&str], names: &[&str]) {
    let output = dilatory(args);
    let line = complaint(&output);
    assert_eq!(output.status.code(), Some(2), "{line}");
    assert!(output.stdout.is_empty(), "{}", said(&output));
    for name in names {
        assert!(line.contains(name), "{name:?} is not in {line:?}");
    }
    assert!(line.starts_with("dilatory: "), "{line}");
}

#[test]
fn a_missing_path() {
    wrong(&["audit", "/nowhere/mail"], &["/nowhere/mail", "no such file or folder", "give mail"]);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_how_to_get_one() {
    let nine = nine();
    let args = ["audit", text(&nine), "--format", "pdf"];
    wrong(&args, &["--format pdf", "this build makes no PDF", "--features pdf", "--format html"]);
}

#[test]
fn an_empty_folder_and_a_file_that_is_no_mail() {
    let folder = tempfile::tempdir().expect("a folder");
    wrong(&["audit", text(folder.path())], &[text(folder.path()), "no mail in it", ".eml"]);
    let junk = folder.path().join("x.eml");
    fs::write(&junk, b"%PDF-1.4 not a mail").expect("written");
    wrong(&["audit", text(&junk)], &["x.eml", "not a mail", "nothing could be read"]);
    fs::write(&junk, b"").expect("written");
    wrong(&["audit", text(&junk)], &["x.eml", "empty file"]);
}

#[test]
fn one_bad_file_among_good_ones_is_listed_and_the_rest_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(nine()).expect("the nine") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    fs::write(folder.path().join("zz.eml"), b"\x00\x01junk").expect("written");
    fs::copy(nine().join("01.eml"), folder.path().join("again.eml")).expect("copied");
    let output = audit(folder.path(), &["--as-of", "2020-07-15"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(complaint(&output).contains("zz.eml: not a mail"), "{}", complaint(&output));
    let report = json(&output);
    assert_eq!(report["skipped"].as_array().expect("a list").len(), 1);
    assert_eq!(report["duplicates"].as_array().expect("a list").len(), 1);
    assert_eq!(report["exchanges"][0]["messages"].as_array().expect("messages").len(), 9);
}

#[test]
fn a_folder_without_a_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = "From: a@x.example\nTo: b@y.example\nDate: Mon, 3 Feb 2020 10:00:00 +0100\n\
        Message-ID: <1@x>\nSubject: lunch\n\nShall we have lunch on Friday at the usual place?\n";
    fs::write(folder.path().join("1.eml"), mail).expect("written");
    let output = dilatory(&["audit", text(folder.path())]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("No access request was found"), "{}", said(&output));
    assert!(complaint(&output).contains("--case"), "{}", complaint(&output));
    assert_eq!(json(&audit(folder.path(), &[]))["unrelated"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_broken_case_file_is_shown_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("case.toml");
    let nine = nine();
    let args = ["audit", text(&nine), "--case", text(&case)];
    wrong(&args, &["case.toml", "no such file"]);
    for (broken, names) in [
        ("regime = \"eu-gdpr\"\ncolour = 1\n", ["case.toml:2:1", "unknown field `colour`"]),
        (
            "[[letter]]\ndate = \"2020-02-31\"\nfrom = \"subject\"\nkind = \"x\"\n",
            ["case.toml:2:8", "is no date"],
        ),
        (
            "[[letter]]\ndate = \"2020-02-01\"\nfrom = \"me\"\nkind = \"x\"\n",
            ["case.toml:3:8", "unknown variant `me`"],
        ),
        ("regime = \n", ["case.toml:1", "|"]),
        ("regime = \"eu-gpdr\"\n", ["no such law", "eu-gdpr"]),
        ("member_state = \"XX\"\n", ["its holidays are not known", "FR"]),
    ] {
        fs::write(&case, broken).expect("written");
        wrong(&args, &names);
    }
}

#[test]
fn unknown_regime_date_state_and_format() {
    let nine = nine();
    let with =
        |extra: [&'static str; 2]| ["audit", text(&nine), extra[0], extra[1]].map(str::to_owned);
    for (extra, names) in [
        (["--regime", "gdpr"], ["--regime gdpr", "eu-gdpr"]),
        (["--as-of", "2020-02-30"], ["--as-of 2020-02-30", "YYYY-MM-DD"]),
        (["--member-state", "ZZ"], ["--member-state ZZ", "FR"]),
        (["--rules", "/nowhere"], ["/nowhere", "no such file or folder"]),
        (["--output", "/nowhere/report.txt"], ["/nowhere/report.txt", "--output"]),
    ] {
        let args = with(extra);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        wrong(&args, &names);
    }
    let output = dilatory(&["audit", text(&nine), "--format", "odt"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_fault_in_a_rule_file_is_shown_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("tactics")).expect("a folder");
    let rule = folder.path().join("tactics/mine.toml");
    fs::write(&rule, "group = \"A\"\ngrade = \"sure\"\n").expect("written");
    wrong(
        &["rules", "list", "--rules", text(folder.path())],
        &["mine.toml:2:9", "unknown variant `sure`", "^"],
    );
}

#[test]
fn a_closed_pipe_is_no_fault() {
    use std::process::{Command, Stdio};
    let program = assert_cmd::cargo::cargo_bin("dilatory");
    let mut child = Command::new(program)
        .args(["audit", text(&nine()), "--as-of", "2020-07-15"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
}

#[test]
fn exit_status_follows_the_threshold() {
    let nine = nine();
    let case = nine.join("case.toml");
    let run = |extra: &[&str]| {
        let mut args = vec!["audit", text(&nine), "--case", text(&case), "--as-of", "2020-07-15"];
        args.extend(extra);
        dilatory(&args).status.code()
    };
    assert_eq!(run(&[]), Some(0));
    assert_eq!(run(&["--fail-on", "bright-line"]), Some(1));
    let early = ["audit", text(&nine), "--as-of", "2020-01-22", "--fail-on", "signal"];
    assert_eq!(dilatory(&early).status.code(), Some(0));
}

#[test]
fn hostile_mail_reaches_no_terminal_raw() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = "From: \"\x1b[31mEvil\" <a@x.example>\nTo: \"B\u{202e}ad\" <b@y.example>\n\
        Date: Mon, 3 Feb 2020 10:00:00 +0100\nMessage-ID: <1@x>\nSubject: \x1b]0;owned\x07\n\
        Content-Type: text/plain; charset=utf-8\n\nUnder Article 15 GDPR please send me a copy of my data.\n";
    fs::write(folder.path().join("1.eml"), mail).expect("written");
    for format in ["text", "markdown"] {
        let output = dilatory(&["audit", text(folder.path()), "--format", format]);
        let shown = said(&output);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        assert!(!shown.contains(['\x1b', '\x07', '\u{202e}']), "{shown:?}");
    }
}
