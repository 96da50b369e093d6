//! The same mail gives the same audit, however it is kept.

use crate::run::{complaint, dilatory, json, nine};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn mails() -> Vec<Vec<u8>> {
    (1..=9).map(|n| fs::read(nine().join(format!("0{n}.eml"))).expect("a mail")).collect()
}

/// Writes an mboxrd.
fn mbox(mails: &[Vec<u8>]) -> Vec<u8> {
    let mut mbox = Vec::new();
    for mail in mails {
        mbox.extend_from_slice(b"From me@example.org Mon Jan  6 10:00:00 2020\n");
        for line in mail.split_inclusive(|b| *b == b'\n') {
            let text: &[u8] = &line[line.iter().take_while(|b| **b == b'>').count()..];
            mbox.extend_from_slice(if text.starts_with(b"From ") { b">" } else { b"" });
            mbox.extend_from_slice(line);
        }
        mbox.push(b'\n');
    }
    mbox
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("packed").into_inner()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    folder
}

fn audit(path: &Path, input: &[u8]) -> (Option<i32>, Value, String) {
    let case = nine().join("case.toml");
    let mut command = assert_cmd::Command::cargo_bin("dilatory").expect("the program");
    command.args(["audit", "--format", "json", "--as-of", "2020-07-15", "--case"]).arg(case);
    let output = command.arg(path).write_stdin(input).output().expect("it runs");
    (output.status.code(), json(&output), complaint(&output))
}

/// What an audit says, without where the mail lies.
fn said(report: &Value) -> Value {
    let mut exchanges = report["exchanges"].clone();
    for exchange in exchanges.as_array_mut().expect("exchanges") {
        for message in exchange["messages"].as_array_mut().expect("messages") {
            for place in ["path", "offset", "length"] {
                message.as_object_mut().expect("a message").remove(place);
            }
        }
    }
    exchanges
}

#[test]
fn the_nine_messages_as_mbox_maildir_zip_gzip_and_standard_input() {
    let (_, expected, _) = audit(&nine(), b"");
    let expected = said(&expected);
    assert_eq!(expected[0]["messages"].as_array().map(Vec::len), Some(9));
    assert!(expected[0]["findings"].as_array().is_some_and(|f| !f.is_empty()));
    let mails = mails();
    let mbox = mbox(&mails);
    let names: Vec<[String; 2]> =
        (0..9).map(|n| [format!("Maildir/cur/{n}.M1P2.h:2,S"), format!("m/{n}.eml")]).collect();
    let each = |form: usize| -> Vec<(&str, &[u8])> {
        names.iter().zip(&mails).map(|(name, mail)| (name[form].as_str(), &mail[..])).collect()
    };
    let takeout = zipped(&[("Takeout/Mail/All mail.mbox", &mbox)]);
    for (files, path) in [
        (vec![("all.mbox", &mbox[..])], "all.mbox"),
        (each(0), "Maildir"),
        (vec![("mail.zip", &zipped(&each(1)))], "mail.zip"),
        (vec![("takeout.zip", &takeout)], "takeout.zip"),
        (vec![("all.mbox.gz", &gzipped(&mbox))], "all.mbox.gz"),
        (vec![("profile/Inbox", &mbox[..]), ("profile/Inbox.msf", b"// <!-- <mdb")], "profile"),
    ] {
        let folder = folder(&files);
        let (status, report, complaint) = audit(&folder.path().join(path), b"");
        assert_eq!(status, Some(0), "{path}: {complaint}");
        assert_eq!(said(&report), expected, "{path}");
    }
    for input in [&mbox, &takeout, &gzipped(&mbox)] {
        let (status, report, complaint) = audit(Path::new("-"), input);
        assert_eq!(status, Some(0), "{complaint}");
        assert_eq!(said(&report), expected);
        assert_eq!(
            report["exchanges"][0]["messages"][0]["path"].as_str().map(|p| &p[..1]),
            Some("-")
        );
    }
}

#[test]
fn a_truncated_mbox_is_read_to_its_end() {
    let mbox = mbox(&mails());
    let (status, report, complaint) = audit(Path::new("-"), &mbox[..mbox.len() - 200]);
    assert_eq!(status, Some(0), "{complaint}");
    assert_eq!(report["exchanges"][0]["messages"].as_array().map(Vec::len), Some(9));
}

#[test]
fn a_zip_bomb_is_listed_and_the_rest_is_read() {
    let bomb = [b"From: a\nDate: b\n\n".to_vec(), vec![b' '; 100 << 20]].concat();
    let mbox = mbox(&mails());
    let files = [("bomb.zip", &zipped(&[("a.eml", &bomb)])[..]), ("all.mbox", &mbox)];
    let folder = folder(&files);
    let (status, report, complaint) = audit(folder.path(), b"");
    assert_eq!(status, Some(3));
    assert!(complaint.contains("bomb.zip/a.eml: it unpacks to far more"), "{complaint}");
    assert_eq!(report["exchanges"][0]["messages"].as_array().map(Vec::len), Some(9));
    let skipped = report["skipped"].as_array().expect("a list");
    assert!(skipped.iter().all(|s| s["path"].as_str().is_some_and(|p| p.contains("bomb.zip"))));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_listed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("all.mbox", &mbox(&mails())), ("closed/x.eml", b"")]);
    let closed = folder.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    // To root nothing is closed.
    if fs::read_dir(&closed).is_err() {
        let (status, report, complaint) = audit(folder.path(), b"");
        assert_eq!(status, Some(3), "{complaint}");
        assert!(report["skipped"][0]["path"].as_str().is_some_and(|p| p.ends_with("closed")));
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("opened");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_shown() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.eml");
    fs::write(folder.path().join(name), b"junk").expect("written");
    fs::write(folder.path().join("a.mbox"), mbox(&mails())).expect("written");
    let (status, report, _) = audit(folder.path(), b"");
    assert_eq!(status, Some(3));
    assert!(report["skipped"][0]["path"].as_str().is_some_and(|p| p.ends_with("caf\u{fffd}.eml")));
}

#[test]
fn the_place_of_a_broken_message_is_told() {
    let mbox = [&mbox(&mails())[..], b"From me@example.org Mon Jan  6 10:00:00 2020\n"].concat();
    let folder = folder(&[("all.mbox", &mbox)]);
    let path = folder.path().join("all.mbox");
    let (status, report, complaint) = audit(&path, b"");
    assert_eq!(status, Some(3));
    assert_eq!(report["skipped"][0]["offset"], mbox.len());
    assert!(complaint.contains(&format!("at byte {}", mbox.len())), "{complaint}");
    let path = path.to_str().expect("a path");
    assert_eq!(dilatory(&["audit", path, "--as-of", "2020-07-15"]).status.code(), Some(3));
}
