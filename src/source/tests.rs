//! Tests of the sources as a whole.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SEPARATOR: &str = "From a@b.example Mon Jan  6 10:00:00 2020\n";

fn mail(n: usize) -> String {
    format!("From: a@x.example\nDate: Mon, 6 Jan 2020 10:00:{n:02} +0000\n\nFrom {n}\n\nBye\n")
}

fn mbox(count: usize) -> Vec<u8> {
    let stored = |n| format!("{SEPARATOR}{}\n", mail(n).replace("\nFrom ", "\n>From "));
    (0..count).map(stored).collect::<String>().into_bytes()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("begun");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("packed").into_inner()
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
    folder
}

/// Reads a path twice; gives the messages, and the rest as file name and reason.
fn read(path: &Path) -> (Vec<RawMessage>, Vec<(PathBuf, Why)>) {
    let source = open(path).expect("opens");
    let (mut messages, mut skipped) = (Vec::new(), Vec::new());
    for item in source.messages() {
        match item {
            Ok(message) => messages.push(message),
            Err(it) => skipped.push((it.path.strip_prefix(path).unwrap_or(path).into(), it.why)),
        }
    }
    let mut wanted: Vec<Location> = messages.iter().map(|m| m.location.clone()).collect();
    let expected: BTreeSet<(Location, Vec<u8>)> =
        messages.iter().map(|m| (m.location.clone(), m.bytes.clone())).collect();
    wanted.reverse();
    let again = source.reread(&wanted).map(|item| item.expect("read again"));
    let again: BTreeSet<(Location, Vec<u8>)> = again.map(|m| (m.location, m.bytes)).collect();
    assert_eq!(again, expected);
    (messages, skipped)
}

fn bytes(messages: &[RawMessage]) -> Vec<Vec<u8>> {
    messages.iter().map(|m| m.bytes.clone()).collect()
}

fn mails(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|n| mail(n).into_bytes()).collect()
}

#[test]
fn the_same_mail_in_every_kind_of_source() {
    let (mbox, one) = (mbox(3), [mail(0), mail(1), mail(2)]);
    let [a, b, c] = one.each_ref().map(String::as_bytes);
    let emlx = format!("{}\n{}<?xml version=\"1.0\"?>", mail(2).len(), mail(2));
    let takeout = zipped(&[
        ("Takeout/archive_browser.html", b"<html>"),
        ("Takeout/Mail/All mail Including Spam and Trash.mbox", &mbox),
    ]);
    let packed = zipped(&[("../a.eml", a), ("/b.eml", &gzipped(b)), ("c/c.mail", c)]);
    let members = [gzipped(&mbox[..200]), gzipped(&mbox[200..])].concat();
    for files in [
        vec![("0.eml", a), ("1/1.eml", b), ("2.emlx", emlx.as_bytes())],
        vec![("Maildir/cur/1.M1P2.h:2,S", a), ("Maildir/new/2.h", b), ("Maildir/.Sent/cur/3", c)],
        vec![("all.mbox", &mbox[..])],
        vec![("Inbox.mbox/mbox", &mbox[..]), ("Inbox.mbox/table_of_contents", b"\0\0\x0d\x33")],
        vec![("Inbox", &mbox[..]), ("Inbox.msf", b"// <!-- <mdb:mork:z"), ("a.sbd/Sent", b"")],
        vec![("all.mbox.gz", &members[..])],
        vec![("takeout.zip", &takeout[..])],
        vec![("mail.zip", &packed[..])],
    ] {
        let folder = folder(&files);
        let (messages, skipped) = read(folder.path());
        let found: BTreeSet<Vec<u8>> = bytes(&messages).into_iter().collect();
        assert_eq!(found, mails(3).into_iter().collect(), "{:?}", files[0].0);
        assert_eq!((messages.len(), skipped), (3, Vec::new()), "{:?}", files[0].0);
    }
    for file in [&mbox[..], &members, &takeout, &packed] {
        let folder = folder(&[("any name", file)]);
        assert_eq!(bytes(&read(&folder.path().join("any name")).0), mails(3));
    }
}

#[test]
fn places_are_where_the_message_lies() {
    let folder = folder(&[("all.mbox", &mbox(2)), ("t.zip", &zipped(&[("x/all.mbox", &mbox(1))]))]);
    let (messages, _) = read(folder.path());
    let stored = fs::read(folder.path().join("all.mbox")).expect("read");
    for message in &messages[..2] {
        let from = message.location.offset as usize;
        let stored = &stored[from..from + message.location.length as usize];
        assert_eq!(
            stored,
            String::from_utf8_lossy(&message.bytes).replace("\nFrom ", "\n>From ").as_bytes()
        );
    }
    assert_eq!(&*messages[2].location.path, folder.path().join("t.zip/x/all.mbox"));
    assert!(size_of::<Location>() <= 64);
}

#[test]
fn what_claims_to_be_mail_and_is_not_is_listed_and_the_rest_passed_over() {
    let folder = folder(&[
        ("a.eml", b"\x00\x01junk"),
        ("b.eml", b""),
        ("c.mbox", b"Dear all"),
        ("._d.eml", b"\x00\x05\x16\x07"),
        (".DS_Store", b"\x00\x00\x00\x01Bud1"),
        ("dovecot.index", b"\x07\x02\x78"),
        ("letter.txt", b"Date: 6 January 2020\nTo: you\n\nDear Sir"),
        ("letter.docx", &zipped(&[("word/document.xml", b"<xml>")])),
        ("log.gz", &gzipped(b"one\ntwo\n")),
        ("mail.pst", b"!BDN\0\0\0\0"),
        ("photos.zip", &zipped(&[("a.jpg", b"\xff\xd8"), ("b.eml", b"junk")])),
        ("table.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("unknown", mail(0).as_bytes()),
        ("box/cur/x", b"junk"),
        ("box/cur/.x", b"junk"),
        ("box/new/y", mail(1).as_bytes()),
        ("box/tmp/z", mail(2).as_bytes()),
        ("z.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
    ]);
    let (messages, skipped) = read(folder.path());
    let names: Vec<(&str, &Why)> =
        skipped.iter().map(|(path, why)| (path.to_str().expect("a name"), why)).collect();
    assert_eq!(
        names,
        [
            ("a.eml", &Why::NotMail),
            ("b.eml", &Why::Empty),
            ("box/cur/x", &Why::NotMail),
            ("c.mbox", &Why::NotMail),
            ("mail.pst", &Why::Unsupported("an Outlook data file (PST)")),
            ("photos.zip/b.eml", &Why::NotMail),
        ]
    );
    let names =
        messages.iter().map(|m| m.location.path.strip_prefix(folder.path()).expect("in it"));
    assert_eq!(names.collect::<Vec<_>>(), ["box/new/y", "unknown", "z.msg"].map(Path::new));
}

#[test]
fn bombs_are_not_unpacked() {
    let bomb = [mail(0).into_bytes(), vec![b' '; 80 << 20]].concat();
    let many = [&mbox(1), SEPARATOR.as_bytes(), &bomb].concat();
    let nested = zipped(&[("a.zip", &zipped(&[("a.eml", mail(0).as_bytes())]))]);
    let folder = folder(&[
        ("a.eml.gz", &gzipped(&bomb)),
        ("b.zip", &zipped(&[("a.eml", &bomb), ("b.eml", mail(0).as_bytes())])),
        ("c.mbox.gz", &gzipped(&many)),
        ("d.zip", &nested),
    ]);
    let (messages, skipped) = read(folder.path());
    let why: Vec<&Why> = skipped.iter().map(|(_, why)| why).collect();
    assert_eq!(why, [&Why::Bomb, &Why::Bomb, &Why::Bomb, &Why::Bomb, &Why::Nested]);
    assert_eq!(bytes(&messages), mails(1));
}

#[test]
fn damaged_and_encrypted_archives_are_listed_with_the_reason() {
    let noise: Vec<u8> =
        (0..40_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
    let long = [&mbox(2), SEPARATOR.as_bytes(), b"To: a\n\n", &noise].concat();
    let short = gzipped(&long);
    let mut wrong = zipped(&[("a.eml", mail(0).as_bytes()), ("b.eml", mail(1).as_bytes())]);
    let crc = wrong.windows(4).rposition(|w| w == b"PK\x01\x02").expect("a directory") + 16;
    wrong[crc] ^= 1;
    let mut locked = zipped(&[("a.eml", mail(0).as_bytes()), ("b.jpg", b"\xff\xd8")]);
    for at in 0..locked.len() - 10 {
        match &locked[at..at + 4] {
            b"PK\x01\x02" => locked[at + 8] |= 1,
            b"PK\x03\x04" => locked[at + 6] |= 1,
            _ => {}
        }
    }
    let folder = folder(&[
        ("a.mbox.gz", &short[..short.len() / 2]),
        ("b.zip", &wrong),
        ("c.zip", &locked),
        ("d.zip", &wrong[..wrong.len() / 2]),
    ]);
    let (messages, skipped) = read(folder.path());
    assert_eq!(bytes(&messages)[..2], mails(2));
    assert_eq!((messages.len(), &messages[3].bytes), (4, &mail(0).into_bytes()));
    let names: Vec<&str> = skipped.iter().map(|(path, _)| path.to_str().expect("a name")).collect();
    assert_eq!(names, ["a.mbox.gz", "b.zip/b.eml", "c.zip/a.eml", "d.zip"]);
    assert!(matches!(skipped[2].1, Why::Encrypted));
    assert!([0, 1, 3].iter().all(|i| matches!(skipped[*i].1, Why::Damaged(_))), "{skipped:?}");
}

#[test]
fn what_changed_in_between_is_skipped() {
    let folder = folder(&[("all.mbox", &mbox(3)), ("gone.eml", mail(3).as_bytes())]);
    let source = open(folder.path()).expect("opens");
    let wanted: Vec<Location> =
        source.messages().map(|item| item.expect("read").location).collect();
    let mut stored = mbox(3);
    stored[60] ^= 1;
    fs::write(folder.path().join("all.mbox"), &stored[..stored.len() - 4]).expect("written");
    fs::remove_file(folder.path().join("gone.eml")).expect("removed");
    let again: Vec<Item> = source.reread(&wanted).collect();
    let why = |i: usize| again[i].as_ref().map(|m| m.bytes.clone()).map_err(|s| s.why.clone());
    assert_eq!((why(0), why(2)), (Err(Why::Changed), Err(Why::Changed)));
    assert_eq!(why(1), Ok(mail(1).into_bytes()));
    assert!(matches!(why(3), Err(Why::Io(_))));
}

#[test]
fn only_the_wanted_messages_are_read_again() {
    let folder =
        folder(&[("a.zip", &zipped(&[("x.mbox", &mbox(5)), ("y.mbox.gz", &gzipped(&mbox(4)))]))]);
    let source = open(folder.path()).expect("opens");
    let all: Vec<Location> = source.messages().map(|item| item.expect("read").location).collect();
    let wanted = [7, 1, 1, 4].map(|i: usize| all[i].clone());
    let again: Vec<Vec<u8>> = source.reread(&wanted).map(|i| i.expect("read").bytes).collect();
    assert_eq!(again, [1, 1, 4, 2].map(|n| mail(n).into_bytes()));
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_files_and_pipes_are_not_opened() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/0.eml", mail(0).as_bytes())]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("a/0.eml"), at("link")).expect("linked");
    symlink(at("a"), at("loop")).expect("linked");
    symlink("127.0.1.1:+4711", at("lock")).expect("linked");
    symlink("nowhere", at("lost.eml")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(at("pipe.eml")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let (messages, skipped) = read(folder.path());
    assert_eq!(messages.len(), 2);
    assert_eq!(skipped.iter().map(|s| s.0.as_path()).collect::<Vec<_>>(), [Path::new("lost.eml")]);
}

#[test]
fn a_compressed_maildir() {
    let folder = folder(&[("cur/1:2,S", &gzipped(mail(0).as_bytes())), ("new/2", b"")]);
    let (messages, skipped) = read(folder.path());
    assert_eq!(bytes(&messages), mails(1));
    assert_eq!(skipped, [("new/2".into(), Why::Empty)]);
}

proptest! {
    #[test]
    fn broken_files_of_every_kind(
        kind in 0..6usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        length in any::<prop::sample::Index>(),
        cut: bool,
    ) {
        let inner = gzipped(&mbox(2));
        let mut file = match kind {
            0 => mbox(3),
            1 => format!("{}\n{}<?xml", mail(1).len(), mail(1)).into_bytes(),
            2 => gzipped(&mbox(3)),
            3 => zipped(&[("a.eml", mail(0).as_bytes()), ("b.mbox", &mbox(2))]),
            4 => zipped(&[("a.mbox.gz", &inner), ("b.eml", b"junk")]),
            _ => mail(0).into_bytes(),
        };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if cut {
            file.truncate(length.index(file.len()));
        }
        let folder = folder(&[("x.eml", &file), ("y", &file)]);
        let (messages, _) = read(folder.path());
        for message in messages.iter().filter(|_| kind < 2) {
            let location = &message.location;
            prop_assert!(location.offset + location.length <= file.len() as u64);
        }
    }
}
