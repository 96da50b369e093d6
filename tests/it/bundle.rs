//! Bundles of evidence: made, checked, tampered with, redacted.

use crate::run::{complaint, dilatory, nine, said};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("written");
        hex
    })
}

/// Makes a bundle; `args` are the mail and what else is asked.
fn bundle(args: &[&str], out: &Path) -> Output {
    let mut all = vec!["bundle"];
    all.extend(args);
    all.extend(["--output", text(out)]);
    dilatory(&all)
}

/// Makes the bundle of the nine messages in a folder.
fn nine_in(folder: &Path, extra: &[&str]) -> PathBuf {
    let (mail, out) = (nine(), folder.join("case.zip"));
    let case = mail.join("case.toml");
    let mut args = vec![text(&mail), "--case", text(&case), "--as-of", "2020-07-15"];
    args.extend(extra);
    let output = bundle(&args, &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    out
}

fn unzipped(path: &Path) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path).expect("a file"))).expect("a zip");
    let mut files = Files::new();
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        files.insert(String::from_utf8(entry.name_raw().to_vec()).expect("a name"), bytes);
    }
    files
}

fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>, path: &Path) {
    let mut writer = ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_level(Some(1));
        writer.start_file(name, options).expect("begun");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("packed");
}

fn rezipped(files: &Files, path: &Path) {
    zipped(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), path);
}

/// Makes the manifest anew, as one would who hides a change.
fn listed_anew(files: &mut Files) {
    files.remove("manifest.sha256");
    let lines = files.iter().map(|(name, bytes)| format!("{}  {name}\n", hash(bytes)));
    let manifest: String = lines.collect();
    files.insert("manifest.sha256".into(), manifest.into_bytes());
}

fn verify(path: &Path, args: &[&str]) -> Output {
    let mut all = vec!["verify", text(path)];
    all.extend(args);
    dilatory(&all)
}

/// Verifies, and gives the exit status and the JSON.
fn verified(path: &Path) -> (Option<i32>, Value) {
    let output = verify(path, &["--format", "json"]);
    let found = serde_json::from_slice(&output.stdout);
    (output.status.code(), found.unwrap_or_else(|e| panic!("{e}: {}", complaint(&output))))
}

fn record(files: &Files) -> Value {
    serde_json::from_slice(&files["evidence.json"]).expect("JSON")
}

#[test]
fn the_same_mail_makes_the_same_bytes_wherever_it_lies() {
    let here = folder();
    let first = fs::read(nine_in(here.path(), &[])).expect("a bundle");
    assert_eq!(fs::read(nine_in(here.path(), &[])).expect("a bundle"), first);
    let copy = here.path().join("elsewhere/deep");
    fs::create_dir_all(&copy).expect("a folder");
    for entry in fs::read_dir(nine()).expect("the mail") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, copy.join(path.file_name().expect("a name"))).expect("copied");
    }
    let (out, case) = (here.path().join("other.zip"), copy.join("case.toml"));
    bundle(&[text(&copy), "--case", text(&case), "--as-of", "2020-07-15"], &out);
    assert_eq!(fs::read(&out).expect("a bundle"), first);
    let places = unzipped(&out).values().any(|bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.contains(here.path().to_str().expect("a path"))
    });
    assert!(!places, "where the mail lies on this machine is nobody's business");
}

#[test]
fn messages_are_untouched_and_hashes_are_those_of_the_report() {
    let here = folder();
    let files = unzipped(&nine_in(here.path(), &[]));
    let names = files.keys().map(String::as_str).filter(|name| *name != "report.pdf");
    let names: Vec<&str> = names.collect();
    insta::assert_snapshot!(names.join("\n"));
    let report: Value = serde_json::from_slice(&files["report.json"]).expect("JSON");
    let messages = report["exchanges"][0]["messages"].as_array().expect("messages");
    assert_eq!(messages.len(), 9);
    for message in messages {
        let bytes = &files[message["path"].as_str().expect("a path")];
        assert_eq!(hash(bytes), message["sha256"].as_str().expect("a hash"));
    }
    for n in 1..=9 {
        let original = fs::read(nine().join(format!("{n:02}.eml"))).expect("a message");
        let same = files
            .iter()
            .filter(|(name, bytes)| name.starts_with("annexes/") && **bytes == original);
        assert_eq!(same.count(), 1, "{n}");
    }
    let evidence = record(&files);
    assert_eq!(evidence["schema"], "dilatory.evidence/1");
    assert_eq!(evidence["annexes"].as_array().map(Vec::len), Some(10), "nine messages, one letter");
    assert_eq!(evidence["annexes"][0]["source"]["path"], "01.eml");
    assert_eq!(files["case.toml"], fs::read(nine().join("case.toml")).expect("a case"));
}

#[test]
#[cfg(target_os = "linux")]
fn sha256sum_checks_it() {
    let here = folder();
    let files = unzipped(&nine_in(here.path(), &[]));
    let below = here.path().join("unpacked");
    for (name, bytes) in &files {
        let path = below.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    let run = || {
        let mut command = std::process::Command::new("sha256sum");
        command
            .args(["--strict", "-c", "manifest.sha256"])
            .current_dir(&below)
            .output()
            .expect("it runs")
    };
    let output = run();
    assert!(output.status.success(), "{}", complaint(&output));
    assert_eq!(said(&output).lines().count(), files.len() - 1, "all but itself");
    fs::write(below.join("case.toml"), "").expect("written");
    assert!(!run().status.success());
}

#[test]
fn what_was_changed_is_named() {
    let here = folder();
    let whole = unzipped(&nine_in(here.path(), &[]));
    let path = here.path().join("other.zip");
    let mut cases: Vec<(&str, Files, &str, &str)> = Vec::new();
    for name in ["annexes/001.eml", "report.json", "case.toml", "evidence.json", "README.txt"] {
        let mut files = whole.clone();
        let middle = files[name].len() / 2;
        files.get_mut(name).expect("it")[middle] ^= 1;
        cases.push((name, files, "changed", "changed: "));
    }
    let mut files = whole.clone();
    files.remove("annexes/005.eml");
    cases.push(("annexes/005.eml", files, "missing", "missing: "));
    let mut files = whole.clone();
    files.insert("annexes/099.eml".into(), b"From: a@x.example\n\nHi\n".to_vec());
    cases.push(("annexes/099.eml", files, "extra", "not in the manifest: "));
    for (name, files, list, words) in cases {
        rezipped(&files, &path);
        let (status, found) = verified(&path);
        assert_eq!((status, &found["verdict"]), (Some(2), &"tampered".into()), "{name}");
        assert_eq!(found[list], serde_json::json!([name]));
        let told = said(&verify(&path, &[]));
        assert!(told.contains(&format!("{words}{name}")), "{told}");
    }
}

#[test]
fn a_change_that_the_manifest_hides_is_found() {
    let here = folder();
    let whole = unzipped(&nine_in(here.path(), &[]));
    let path = here.path().join("other.zip");
    let changed = |name: &str, from: &str, to: &str| {
        let mut files = whole.clone();
        let text = String::from_utf8(files[name].clone()).expect("text");
        assert!(text.contains(from), "{name} has no {from}");
        files.insert(name.into(), text.replacen(from, to, 1).into_bytes());
        listed_anew(&mut files);
        files
    };
    // A message or the case is not what the record says.
    for (name, from, to) in [("annexes/001.eml", "Date: ", "Date:  "), ("case.toml", "FR", "DE")] {
        rezipped(&changed(name, from, to), &path);
        let (status, found) = verified(&path);
        assert_eq!(status, Some(2), "{found}");
        assert_eq!(found["contradicted"], serde_json::json!([name]));
    }
    // A report does not follow.
    let tells = |files: &Files, kind: &str| {
        rezipped(files, &path);
        let (status, found) = verified(&path);
        assert_eq!((status, &found["verdict"]), (Some(1), &"no-longer-follows".into()), "{found}");
        let kinds: Vec<_> = found["differences"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|d| d["difference"].clone())
            .collect();
        assert!(kinds.contains(&kind.into()), "{kind}: {found}");
    };
    tells(&changed("report.json", "no-timely-answer", "portal-redirect"), "other");
    tells(&changed("report.json", "\"due\": \"2020", "\"due\": \"2019"), "clock");
    let mut files = whole.clone();
    let mut report: Value = serde_json::from_slice(&files["report.json"]).expect("JSON");
    let gone = report["exchanges"][0]["findings"].as_array_mut().expect("findings").remove(0);
    files.insert("report.json".into(), report.to_string().into_bytes());
    listed_anew(&mut files);
    tells(&files, "finding-new");
    let told = said(&verify(&path, &["--lang", "fr"]));
    assert!(told.contains(gone["tactic"].as_str().expect("a tactic")), "{told}");
    assert!(told.contains("constat que le rapport n'a pas"), "{told}");
    // What people read is checked, too.
    for name in ["report.md", "report.txt"] {
        rezipped(&changed(name, "2020", "2021"), &path);
        let (status, found) = verified(&path);
        assert_eq!(status, Some(1), "{found}");
        assert_eq!(found["reports_differ"], serde_json::json!([name]));
    }
    // A message that was changed with the record of it.
    let (name, message) =
        ("annexes/010.eml", String::from_utf8(whole["annexes/010.eml"].clone()).expect("text"));
    let message = message.replacen("Subject: ", "Subject: Re: ", 1).into_bytes();
    let mut evidence = record(&whole);
    let annexes = evidence["annexes"].as_array_mut().expect("annexes");
    let annex = annexes.iter_mut().find(|annex| annex["file"] == name).expect("it");
    annex["sha256"] = hash(&message).into();
    annex["size"] = message.len().into();
    let mut files = whole.clone();
    files.insert(name.into(), message);
    files.insert("evidence.json".into(), evidence.to_string().into_bytes());
    listed_anew(&mut files);
    tells(&files, "message-gone");
}

#[test]
fn reports_of_other_versions_may_read_otherwise() {
    let here = folder();
    let mut files = unzipped(&nine_in(here.path(), &[]));
    let mut evidence = record(&files);
    evidence["tool"]["version"] = "0.0.1".into();
    evidence["tool"]["rules_sha256"] = "00".repeat(32).into();
    let mut report: Value = serde_json::from_slice(&files["report.json"]).expect("JSON");
    report["exchanges"][0]["findings"][0]["why"] = "In other words.".into();
    files.insert("evidence.json".into(), evidence.to_string().into_bytes());
    files.insert("report.json".into(), report.to_string().into_bytes());
    listed_anew(&mut files);
    let path = here.path().join("old.zip");
    rezipped(&files, &path);
    let output = verify(&path, &[]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("made by version 0.0.1") && told.contains("in other words: "), "{told}");
}

#[test]
fn reports_follow_from_what_is_in_the_bundle() {
    let here = folder();
    let path = nine_in(here.path(), &["--lang", "fr"]);
    let output = verify(&path, &[]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("its report follows from the messages in it"), "{told}");
    let labelled = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/labelled");
    for (name, extra) in [
        ("es-vigoria-mandato", &["--regime", "eu-gdpr", "--member-state", "es"][..]),
        ("de-at-bonitas-feiertag", &["--lang", "fr"]),
        ("en-bounce-then-answer-clean", &[]),
        ("nl-leestafel-paspoort", &["--redact-identity"]),
    ] {
        let mail = labelled.join(name);
        let expected = fs::read(mail.join("expected.json")).expect("labels");
        let expected: Value = serde_json::from_slice(&expected).expect("JSON");
        let as_of = expected["as_of"].as_str().expect("a day");
        let (case, out) = (mail.join("case.toml"), here.path().join("labelled.zip"));
        let mut args = vec![text(&mail), "--as-of", as_of];
        if case.exists() {
            args.extend(["--case", text(&case)]);
        }
        args.extend(extra);
        let output = bundle(&args, &out);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", complaint(&output));
        let (status, found) = verified(&out);
        assert_eq!((status, &found["verdict"]), (Some(0), &"follows".into()), "{name}: {found}");
        assert_eq!(found["differences"], serde_json::json!([]), "{name}");
    }
}

#[test]
fn hostile_archives_are_refused() {
    let here = folder();
    let path = here.path().join("x.zip");
    let refused = |words: &str| {
        let output = verify(&path, &[]);
        let line = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(line.contains("not a bundle") && line.contains(words), "{words}: {line}");
    };
    for name in ["../../x", "/x", "a\\..\\x", "a//b", "C:x", "x\u{1b}[31m"] {
        zipped([(name, &b"x"[..]), ("manifest.sha256", &b""[..])], &path);
        refused("a name that no bundle has");
    }
    let names: Vec<String> = (0..10_000).map(|n| format!("{n}")).collect();
    zipped(names.iter().map(|name| (name.as_str(), &b""[..])), &path);
    refused("too many files");
    let zeros = vec![0; 64 << 20];
    let names: Vec<String> = (0..17).map(|n| format!("{n}")).collect();
    zipped(names.iter().map(|name| (name.as_str(), zeros.as_slice())), &path);
    refused("zip bomb");
    zipped([("report.json", &b"{}"[..])], &path);
    refused("no manifest.sha256");
    zipped([("manifest.sha256", &b"nonsense"[..])], &path);
    refused("no manifest.sha256 in it that can be read");
    zipped([("manifest.sha256", &b""[..])], &path);
    refused("evidence.json: not in it");
    fs::write(&path, "PK\x03\x04 and no more").expect("written");
    refused("");
    fs::write(&path, "").expect("written");
    refused("");
    let output = verify(&here.path().join("none.zip"), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("no such file"), "{}", complaint(&output));
    assert_eq!(verify(here.path(), &[]).status.code(), Some(2), "a folder");
}

const REQUEST: &str =
    "Hello,\n\nUnder Article 15 GDPR please send me a copy of all my personal data.\n\nZoe";

fn mail(n: usize, from: &str, to: &str, day: usize, more: &str) -> String {
    let reply = if n > 1 { "In-Reply-To: <1@home.example>\n" } else { "" };
    format!(
        "From: {from}\nTo: {to}\nDate: Mon, {day} Mar 2026 10:00:00 +0100\nMessage-ID: <{n}@home.example>\n\
         Subject: data\n{reply}MIME-Version: 1.0\n{more}"
    )
}

const ZOE: &str = "zoe@home.example";
const SHOP: &str = "privacy@shop.example";

/// The scan of a passport, and how it is sent.
const SCAN: &[u8] = b"This is the scan of the passport of Zoe Keller, number 12AB34567.";
const SENT: &str =
    "VGhpcyBpcyB0aGUgc2NhbiBvZiB0aGUgcGFzc3BvcnQgb2YgWm9lIEtlbGxlciwgbnVtYmVyIDEy\nQUIzNDU2Ny4=\n";

fn parts(text: &str, name: &str) -> String {
    format!(
        "Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\
         --cut\nContent-Type: image/jpeg; name=\"{name}\"\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: attachment; filename=\"{name}\"\n\n{SENT}\
         --cut\nContent-Type: application/pdf; name=\"mandate.pdf\"\n\n%PDF-1.4 signed\n--cut--\n"
    )
}

/// A request, a demand for a passport, and the passport.
fn exchange(name: &str, text: &str) -> Vec<String> {
    vec![
        mail(1, ZOE, SHOP, 2, &format!("\n{REQUEST}\n")),
        mail(
            2,
            SHOP,
            ZOE,
            5,
            "\nDear Zoe,\n\nPlease send us a copy of your passport before we can go on.\n\nAnn Smith\n",
        ),
        mail(3, ZOE, SHOP, 6, &parts(text, name)),
    ]
}

fn written(folder: &Path, mails: &[String]) {
    for (n, mail) in mails.iter().enumerate() {
        fs::write(folder.join(format!("{}.eml", n + 1)), mail).expect("written");
    }
}

#[test]
fn an_mbox_gives_its_messages_and_no_others() {
    let here = folder();
    let mut mails = exchange("a.jpg", "Here it is.\n\n>From the beginning I asked for my data.");
    mails.push(
        mail(9, "bank@other.example", "zoe@home.example", 7, "\nYour statement of account.\n")
            .replace("In-Reply-To: <1@home.example>\n", "")
            .replace("Subject: data", "Subject: statement"),
    );
    let stored = |mail: &String| mail.replace("\n>From ", "\n>>From ");
    let mbox = mails.iter().fold(String::new(), |mbox, mail| {
        mbox + "From x@y.example Mon Mar  2 10:00:00 2026\n" + &stored(mail) + "\n"
    });
    let path = here.path().join("all.mbox");
    fs::write(&path, mbox).expect("written");
    let out = here.path().join("case.zip");
    let output = bundle(&[text(&path), "--as-of", "2026-05-20"], &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let files = unzipped(&out);
    for (n, mail) in mails.iter().take(3).enumerate() {
        let stored =
            String::from_utf8(files[&format!("annexes/{:03}.eml", n + 1)].clone()).expect("text");
        assert_eq!(stored.trim_end(), mail.trim_end());
    }
    let all: Vec<u8> = files.values().flatten().copied().collect();
    assert!(!String::from_utf8_lossy(&all).contains("statement"), "other mail is not in it");
    assert_eq!(files["attachments/003/01.jpg"], SCAN);
    let evidence = record(&files);
    assert_eq!(evidence["mailbox"]["unrelated"], 1);
    assert_eq!(evidence["annexes"][1]["source"]["path"], "all.mbox");
    assert!(evidence["annexes"][1]["source"]["offset"].as_u64().expect("an offset") > 0);
    assert_eq!(verified(&out).0, Some(0));
}

#[test]
fn a_message_that_somebody_forwards_is_an_annex_of_its_own() {
    let here = folder();
    let mails = exchange("a.jpg", "Here it is.");
    let digest = mails[..2].iter().fold(String::new(), |text, mail| {
        text + &format!("--out\nContent-Type: message/rfc822\n\n{mail}\n")
    });
    let outer = format!(
        "From: zoe@home.example\nTo: friend@help.example\nDate: Mon, 9 Mar 2026 10:00:00 +0100\n\
         Message-ID: <out@home.example>\nSubject: please look\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=out\n\n--out\n\nA private word.\n{digest}--out--\n"
    );
    fs::write(here.path().join("outer.eml"), outer).expect("written");
    let out = here.path().join("case.zip");
    let output = bundle(&[text(&here.path().join("outer.eml")), "--as-of", "2026-05-20"], &out);
    assert!(matches!(output.status.code(), Some(0)), "{}", complaint(&output));
    let files = unzipped(&out);
    assert_eq!(String::from_utf8_lossy(&files["annexes/001.eml"]), mails[0]);
    let evidence = record(&files);
    assert_eq!(evidence["annexes"][0]["forwarded_in"], "out@home.example");
    assert!(!files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("A private word")));
    let (status, found) = verified(&out);
    assert_eq!(status, Some(0), "{found}");
}

/// Asserts that the scan is nowhere in the bundle, and gives the message before and after.
fn without_scan(files: &Files, original: &str) -> String {
    let line = SENT.lines().next().expect("a line");
    for (name, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(line) && !text.contains("12AB34567"), "{name}");
    }
    let copy = String::from_utf8(files["annexes/003-redacted.eml"].clone()).expect("text");
    let cut = original.find("--cut\nContent-Type: image/jpeg").expect("the part") + "--cut\n".len();
    let rest = original.find("\n--cut\nContent-Type: application/pdf").expect("the next part");
    assert!(copy.starts_with(&original[..cut]) && copy.ends_with(&original[rest..]), "{copy}");
    let between = &copy[cut..copy.len() - (original.len() - rest)];
    assert!(between.starts_with("Content-Type: text/plain"), "{between}");
    assert!(between.contains(&hash(SCAN)) && between.contains("65 bytes"), "{between}");
    copy
}

#[test]
fn identity_documents_can_be_left_out_and_every_report_says_so() {
    for (name, text_of, args) in [
        ("Passport.jpg", "Here it is.", &["--redact-identity"][..]),
        ("IMG_0001.jpg", "I attach a copy of my passport as you asked.", &["--redact-identity"]),
        ("IMG_0001.jpg", "Here it is.", &["--redact", "img_0001.JPG"]),
        ("IMG_0001.jpg", "Here it is.", &["--redact", "3/1"]),
    ] {
        let here = folder();
        let mails = exchange(name, text_of);
        written(here.path(), &mails);
        let out = here.path().join("out.zip");
        let mut all = vec![text(here.path()), "--as-of", "2026-05-20"];
        all.extend(args);
        let output = bundle(&all, &out);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", complaint(&output));
        let files = unzipped(&out);
        let copy = without_scan(&files, &mails[2]);
        assert!(copy.contains("%PDF-1.4 signed"), "the mandate stays");
        assert!(!files.contains_key("attachments/003/01.jpg"));
        assert_eq!(files["attachments/003/02.pdf"], b"%PDF-1.4 signed");
        for told in ["README.txt", "report.md", "report.txt"] {
            let text = String::from_utf8_lossy(&files[told])
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert!(
                text.contains(&hash(SCAN)) && text.contains(&hash(mails[2].as_bytes())),
                "{told}: {text}"
            );
            assert!(text.contains("original messages are unaltered"), "{told}: {text}");
        }
        assert!(said(&output).contains(name), "the user sees what was left out");
        let warned = said(&output).contains("Look through the others");
        assert_eq!(warned, args.contains(&"--redact-identity"));
        let annex = &record(&files)["annexes"][2];
        assert_eq!(annex["redacted"], true);
        assert_eq!(annex["sha256"], hash(copy.as_bytes()));
        assert_eq!(annex["original"]["sha256"], hash(mails[2].as_bytes()));
        assert_eq!(annex["original"]["size"], mails[2].len());
        assert_eq!(fs::read_to_string(here.path().join("3.eml")).expect("the original"), mails[2]);
        let told = verify(&out, &[]);
        let words = said(&told).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(told.status.code(), Some(0), "{words}");
        assert!(words.contains("cannot be checked without the originals"), "{words}");
        assert!(words.contains("annexes/003-redacted.eml"), "{words}");
    }
}

#[test]
fn an_identity_document_is_left_out_of_the_bounce_and_the_forward_that_repeat_it() {
    let here = folder();
    let mut mails = exchange("passport.jpg", "Here it is.");
    let again = mails[2].clone();
    mails.push(mail(
        4,
        ZOE,
        SHOP,
        9,
        &format!(
            "Content-Type: multipart/mixed; boundary=out\n\n--out\n\nI sent it, see below.\n--out\n\
         Content-Type: message/rfc822\n\n{again}\n--out--\n"
        ),
    ));
    written(here.path(), &mails);
    let out = here.path().join("out.zip");
    let output = bundle(&[text(here.path()), "--as-of", "2026-05-20", "--redact-identity"], &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let files = unzipped(&out);
    without_scan(&files, &mails[2]);
    let last = String::from_utf8_lossy(&files["annexes/004-redacted.eml"]).into_owned();
    assert!(last.contains("I sent it, see below.") && last.contains("Here it is."), "{last}");
    assert_eq!(verified(&out).0, Some(0));
}

#[test]
fn a_request_that_was_redacted_keeps_its_identity() {
    let here = folder();
    let mut mails = exchange("a.jpg", "Here it is.");
    mails[0] = mail(1, ZOE, SHOP, 2, &parts(REQUEST, "ID card.jpg"))
        .replace("Message-ID: <1@home.example>\n", "");
    written(here.path(), &mails[..2]);
    let out = here.path().join("out.zip");
    let output = bundle(&[text(here.path()), "--as-of", "2026-05-20", "--redact-identity"], &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let files = unzipped(&out);
    let report: Value = serde_json::from_slice(&files["report.json"]).expect("JSON");
    let id = report["exchanges"][0]["id"].as_str().expect("an id");
    assert!(hash(mails[0].as_bytes()).starts_with(id));
    assert!(files.contains_key("annexes/001-redacted.eml"));
    let (status, found) = verified(&out);
    assert_eq!((status, &found["differences"]), (Some(0), &serde_json::json!([])));
}

#[test]
fn what_cannot_be_left_out_alone_makes_no_bundle() {
    let here = folder();
    let mut mails = exchange("a.jpg", "Here it is.");
    mails[2] = mail(
        3,
        ZOE,
        SHOP,
        6,
        &format!(
            "Content-Type: image/jpeg; name=\"passport.jpg\"\nContent-Transfer-Encoding: base64\n\n{SENT}"
        ),
    );
    written(here.path(), &mails);
    let out = here.path().join("out.zip");
    let output = bundle(&[text(here.path()), "--as-of", "2026-05-20", "--redact-identity"], &out);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complaint(&output).contains("annex 3: the attachment \"passport.jpg\""),
        "{}",
        complaint(&output)
    );
    assert!(!out.exists());
}

#[test]
fn letters_mandate_and_own_rules_go_with_it() {
    let here = folder();
    written(here.path(), &exchange("a.jpg", "Here it is."));
    let case = here.path().join("case.toml");
    fs::write(&case, "[representative]\nname = \"Anna\"\nmandate = \"m.PDF\"\n[[letter]]\ndate = \"2026-03-20\"\n\
        from = \"subject\"\nkind = \"reminder\"\nfile = \"scan.exe\"\n").expect("written");
    fs::write(here.path().join("m.PDF"), "%PDF mandate").expect("written");
    fs::write(here.path().join("scan.exe"), "a scan").expect("written");
    let rules = here.path().join("rules");
    fs::create_dir(&rules).expect("a folder");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/subjects.toml");
    fs::write(rules.join("subjects.toml"), fs::read_to_string(own).expect("rules") + "\n# mine\n")
        .expect("written");
    let (mail, out) = (here.path().join("1.eml"), here.path().join("out.zip"));
    let others = [here.path().join("2.eml"), here.path().join("3.eml")];
    let args = [
        text(&mail),
        text(&others[0]),
        text(&others[1]),
        "--case",
        text(&case),
        "--as-of",
        "2026-05-20",
        "--rules",
        text(&rules),
    ];
    let output = bundle(&args, &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    let files = unzipped(&out);
    assert_eq!(files["annexes/mandate.pdf"], b"%PDF mandate");
    assert_eq!(files["annexes/004-letter.bin"], b"a scan");
    assert!(String::from_utf8_lossy(&files["rules/subjects.toml"]).ends_with("# mine\n"));
    assert_eq!(record(&files)["options"]["own_rules"], serde_json::json!(["subjects.toml"]));
    let (status, found) = verified(&out);
    assert_eq!(status, Some(0), "{found}");
    assert_eq!(
        found["made_with"], found["checked_with"],
        "it is checked with the rules it was made with"
    );
}

#[test]
fn one_exchange_of_several() {
    let here = folder();
    written(here.path(), &exchange("a.jpg", "Here it is."));
    let bank = mail(7, ZOE, "dpo@bank.example", 3, &format!("\n{REQUEST}\n"))
        .replace("In-Reply-To: <1@home.example>\n", "");
    fs::write(here.path().join("7.eml"), &bank).expect("written");
    let out = here.path().join("out.zip");
    let args = [text(here.path()), "--as-of", "2026-05-20"];
    let output = bundle(&args, &out);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    assert_eq!(unzipped(&out).keys().filter(|name| name.starts_with("annexes/")).count(), 4);
    assert_eq!(verified(&out).0, Some(0));
    let id = &hash(bank.as_bytes())[..12];
    bundle(&[&args[..], &["--exchange", id]].concat(), &out);
    let files = unzipped(&out);
    assert_eq!(String::from_utf8_lossy(&files["annexes/001.eml"]), bank);
    assert_eq!(files.keys().filter(|name| name.starts_with("annexes/")).count(), 1);
    assert!(!files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("shop.example")));
    assert_eq!(verified(&out).0, Some(0));
    let output = bundle(&[&args[..], &["--exchange", "nope"]].concat(), &out);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complaint(&output).contains("no such exchange; there are")
            && complaint(&output).contains(id)
    );
}

#[test]
fn signatures_of_domains_are_recorded() {
    let here = folder();
    let signed = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example; s=k;\n bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AA==\n\
        Authentication-Results: mx.home.example; dkim=pass header.d=shop.example\n";
    let mut mails = exchange("a.jpg", "Here it is.");
    mails[1] = format!("{signed}{}", mails[1]);
    written(here.path(), &mails);
    let out = here.path().join("out.zip");
    bundle(&[text(here.path()), "--as-of", "2026-05-20"], &out);
    let found = &record(&unzipped(&out))["annexes"][1]["authentication"];
    assert_eq!(found["dkim"][0]["domain"], "shop.example");
    assert_eq!(found["dkim"][0]["body"], "differs");
    assert_eq!(found["results"][0]["field"], "Authentication-Results");
    assert_eq!(found["line_ends_restored"], true);
}

#[test]
fn wrong_use_is_told() {
    let here = folder();
    let nine = nine();
    let out = here.path().join("out.zip");
    let wrong = |args: &[&str], out: &Path, words: &[&str]| {
        let output = bundle(args, out);
        let line = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(output.stdout.is_empty());
        words.iter().for_each(|word| assert!(line.contains(word), "{word}: {line}"));
    };
    wrong(
        &[text(&nine)],
        &here.path().join("none/out.zip"),
        &["no such file or folder", "--output"],
    );
    wrong(&[text(&nine)], here.path(), &["--output"]);
    wrong(&[text(&here.path().join("none"))], &out, &["no such file or folder"]);
    let empty = here.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    wrong(&[text(&empty)], &out, &["no mail in it"]);
    fs::write(empty.join("1.eml"), "From: a@x.example\nSubject: lunch\n\nAt noon?\n")
        .expect("written");
    wrong(&[text(&empty)], &out, &["No access request was found"]);
    wrong(&[text(&nine), "--redact", "none.pdf"], &out, &["--redact none.pdf: no such attachment"]);
    wrong(&[text(&nine), "--as-of", "soon"], &out, &["no such date"]);
    wrong(&[text(&nine), "--regime", "none"], &out, &["no such law"]);
    assert!(!out.exists(), "whole or not at all");
    assert_eq!(fs::read_dir(here.path()).expect("a folder").count(), 1, "nothing is left behind");
}
