//! `dilatory fetch` from a Dovecot: what comes, what does not, and that the server's mailbox stays as it was.

use crate::dovecot::{BESCHEIDE, Dovecot, dovecot};
use crate::person::{Person, files};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Mail as Dovecot keeps it may have bare line feeds; on the wire each is CRLF.
fn on_the_wire(mail: &[u8]) -> Vec<u8> {
    let mut wire = Vec::new();
    for byte in mail {
        if *byte == b'\n' && wire.last() != Some(&b'\r') {
            wire.push(b'\r');
        }
        wire.push(*byte);
    }
    wire
}

fn letter(headers: &str, text: &str) -> Vec<u8> {
    format!("Date: Mon, 2 Mar 2026 10:00:00 +0100\n{headers}\n{text}\n").into_bytes()
}

/// Letters that a careless client spoils.
fn awkward() -> Vec<Vec<u8>> {
    let start = b"From: a@b.example\r\nSubject: x\r\n\r\n".to_vec();
    let with = |text: &[u8]| [start.as_slice(), text].concat();
    let every: Vec<u8> = (1..=255).filter(|b| !b"\r\n".contains(b)).collect();
    vec![
        with(b".\r\n..\r\n.a dot\r\n\r\n.\r\n"),
        with(b"line feeds\nonly\n\n.\nhere\n"),
        with(&every),
        with(b"no line end at the end"),
        with("UTF-8 as it is: Anträge, 日本語\r\n".as_bytes()),
        with(b")\r\na2 OK FETCH done\r\n* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n"),
        with(&b"a long line ".repeat(3_000)),
        b"\r\nno header\r\n".to_vec(),
        b"X: header only\r\n\r\n".to_vec(),
    ]
}

#[test]
fn every_byte_comes_over_and_only_once() {
    let Some(server) = dovecot() else { return };
    let mut put: BTreeSet<Vec<u8>> = BTreeSet::new();
    for mail in awkward() {
        server.put("INBOX", &mail, Some("S"));
        put.insert(on_the_wire(&mail));
    }
    // Larger than what is fetched in one piece, and a whole number of its parts.
    let large =
        [b"Subject: large\r\n\r\n".as_slice(), &b"0123456789abcde\n".repeat(700_000)].concat();
    let mut even = b"Subject: even\r\n\r\n".to_vec();
    even.resize(3 * (4 << 20), b'x');
    for mail in [large, even] {
        server.put("INBOX", &mail, Some(""));
        put.insert(on_the_wire(&mail));
    }
    let person = Person::at(&server);
    let ledger = person.ledger(&["--all"]);
    assert_eq!(
        (ledger.status, ledger.sum("stored")),
        (Some(0), put.len() as u64),
        "{}",
        ledger.json
    );
    assert!(person.mail() == put, "the bytes are those of the server");

    // Again, nothing comes; nor if the notes of the first run are lost.
    for lost in [false, true] {
        if lost {
            fs::remove_dir_all(person.store.join(".dilatory")).expect("removed");
        }
        let ledger = person.ledger(&["--all"]);
        assert_eq!((ledger.sum("stored"), ledger.sum("already_there")), (0, put.len() as u64));
        assert!(person.mail() == put);
    }

    // What is new comes alone, and what the person removed here comes again.
    server.put("INBOX", b"Subject: new\r\n\r\nnew\r\n", None);
    let ledger = person.ledger(&["--all"]);
    assert_eq!((ledger.sum("stored"), ledger.sum("already_there")), (1, put.len() as u64));
    let one = files(&person.store.join("INBOX/cur")).remove(0);
    fs::remove_file(one).expect("removed");
    assert_eq!(person.ledger(&["--all"]).sum("stored"), 1);
    assert_eq!(person.mail().len(), put.len() + 1);
}

fn left_on_disk(server: &Dovecot) -> Vec<(PathBuf, Vec<u8>)> {
    let mail = files(&server.path("mail/alice/Maildir"));
    // Dovecot's own indexes and lists are no mail.
    let mail = mail
        .into_iter()
        .filter(|p| p.parent().is_some_and(|f| f.ends_with("cur") || f.ends_with("new")));
    mail.map(|p| (p.clone(), fs::read(p).expect("read"))).collect()
}

#[test]
fn the_mailbox_on_the_server_stays_as_it_was() {
    let Some(server) = dovecot() else { return };
    for (n, flags) in ["", "S", "RS", "FS", "DS", "T"].into_iter().enumerate() {
        server.put("INBOX", &letter(&format!("Subject: {n}\n"), "text"), Some(flags));
        server.put("Sent", &letter(&format!("Subject: sent {n}\n"), "text"), Some(flags));
    }
    let before = server.seen_by_the_server();
    // A message in `new` is \Recent: the next client that may change something takes that from it.
    server.put("INBOX", &letter("Subject: recent\n", "text"), None);
    let disk = left_on_disk(&server);
    let person = Person::at(&server);
    for args in [&["--all"][..], &["--with", "b.example"], &["--all", "--since", "2020-01-01"]] {
        assert_eq!(person.fetch(args).status.code(), Some(0));
    }
    let names =
        |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(p, _)| p.clone()).collect::<Vec<_>>();
    let now = left_on_disk(&server);
    assert_eq!(names(&now), names(&disk), "no file was renamed, and the new one is still in `new`");
    assert!(now == disk);
    let after = server.seen_by_the_server();
    let (last, rest) = after.rsplit_once("Subject: recent").expect("the new one");
    assert!(last.contains("flags: \\Recent"), "{last}");
    let same = |text: &str| {
        text.lines().filter(|l| l.starts_with("uid:") || l.starts_with("flags:")).count()
    };
    assert_eq!(same(&after), same(&before) + 2);
    assert!(
        before.lines().all(|line| last.contains(line) || rest.contains(line)),
        "{before}\n{after}"
    );

    // The flags that mean something to the person are in the names of the files.
    let names: Vec<String> = files(&person.store).iter().map(|p| p.display().to_string()).collect();
    for flags in [":2,", ":2,S", ":2,RS", ":2,FS", ":2,DS"] {
        assert!(names.iter().any(|name| name.ends_with(flags)), "{flags}: {names:?}");
    }
}

#[test]
fn a_correspondence_comes_whole_and_nothing_else() {
    let Some(server) = dovecot() else { return };
    let mut wanted: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut put = |folder: &str, is_wanted: bool, headers: &str| {
        let mail = letter(headers, headers);
        server.put(folder, &mail, Some("S"));
        if is_wanted {
            wanted.insert(on_the_wire(&mail));
        }
    };
    put("INBOX", true, "From: desk@shop.example\nTo: alice@x.example\nMessage-ID: <1@shop>\n");
    put(
        "INBOX",
        true,
        "From: b@other.example\nTo: c@shop.example, a@x.example\nMessage-ID: <2@o>\n",
    );
    put(
        "Junk",
        true,
        "From: b@other.example\nCc: Desk <desk@mail.shop.example>\nMessage-ID: <3@o>\n",
    );
    put(BESCHEIDE.1, true, "From: DESK@SHOP.EXAMPLE\nMessage-ID: <4@shop>\n");
    // The person's own answer, to an address that does not give the organisation away.
    put(
        "Sent",
        true,
        "From: alice@x.example\nTo: ticket-7@desk.example\nMessage-ID: <5@x>\n\
        In-Reply-To: <1@shop>\nReferences:\n <0@shop>\n <1@shop>\n",
    );
    // And what a ticket system answered to that.
    put("INBOX", true, "From: noreply@desk.example\nMessage-ID: <6@desk>\nReferences: <5@x>\n");
    // What was said before is known only by what refers to it.
    put("Trash", true, "From: alice@x.example\nTo: x@desk.example\nMessage-ID: <0@shop>\n");
    put(
        "INBOX",
        false,
        "From: desk@workshop.test\nSubject: not the shop.example\nMessage-ID: <7@w>\n",
    );
    put("Sent", false, "From: alice@x.example\nTo: mum@x.example\nMessage-ID: <8@x>\n");
    put("INBOX", false, "From: a@b.example\nMessage-ID: <9@b>\nReferences: <8@x>\n");
    let person = Person::at(&server);
    let ledger = person.ledger(&["--with", "shop.example"]);
    assert_eq!((ledger.sum("stored"), ledger.sum("filtered")), (7, 3), "{}", ledger.json);
    assert_eq!(person.mail(), wanted);
    assert_eq!(ledger.folder(BESCHEIDE.0)["stored"], 1);
    assert_eq!(files(&person.store.join(BESCHEIDE.0)).len(), 1);
    // Another correspondence later goes to the same store; then all of it.
    assert_eq!(person.ledger(&["--with", "mum@x.example"]).sum("stored"), 2);
    let rest = person.ledger(&["--all"]);
    assert_eq!((rest.sum("stored"), rest.sum("already_there")), (1, 9));
    let err = person.refusal(&["--with", "bücher.example"]);
    assert!(
        err.contains("`bücher.example` cannot be searched for") && err.contains("xn--"),
        "{err}"
    );
}

#[test]
fn days_and_folders_narrow_what_comes() {
    let Some(server) = dovecot() else { return };
    // The day of receipt is the time of the file; the server tells it from the file's name or time.
    for (n, day) in [(1, "2026-01-01"), (2, "2026-02-01"), (3, "2026-03-01")] {
        let mail = letter(&format!("Subject: {n}\n"), day);
        server.put("INBOX", &mail, Some("S"));
        let mut put = files(&server.maildir("INBOX").join("cur"));
        let file = put.pop().expect("the last");
        let mut touch = std::process::Command::new("touch");
        let touch = touch.args(["-d", &format!("{day} 12:00 UTC")]).arg(file).status();
        assert!(touch.expect("it runs").success());
    }
    server.put("Sent", &letter("Subject: sent\n", "x"), Some("S"));
    server.put(BESCHEIDE.1, &letter("Subject: notice\n", "x"), Some("S"));
    let person = Person::at(&server);
    let days = ["--all", "--folder", "INBOX", "--since", "2026-01-15", "--before", "2026-03-01"];
    let ledger = person.ledger(&days);
    assert_eq!((ledger.sum("stored"), ledger.sum("filtered")), (1, 2), "{}", ledger.json);
    assert!(
        String::from_utf8_lossy(&person.mail().pop_first().expect("one")).contains("2026-02-01")
    );
    // The days asked for are others, so that the first run does not count as the end of it.
    assert_eq!(
        person.ledger(&["--all", "--since", "2026-02-15", "--folder", "INBOX"]).sum("stored"),
        1
    );
    let ledger = person.ledger(&["--all", "--folder", BESCHEIDE.0]);
    assert_eq!((ledger.sum("stored"), ledger.sum("on_server")), (1, 1), "{}", ledger.json);
    let err = person.refusal(&["--all", "--folder", "Angebote"]);
    assert!(err.contains("no folder `Angebote`") && err.contains(BESCHEIDE.0), "{err}");
}

#[test]
fn a_folder_made_anew_brings_nothing_twice() {
    let Some(server) = dovecot() else { return };
    let mails: Vec<Vec<u8>> = (0..20).map(|n| letter(&format!("Subject: {n}\n"), "text")).collect();
    mails.iter().for_each(|mail| server.put("Projects", mail, Some("S")));
    let person = Person::at(&server);
    assert_eq!(person.ledger(&["--all"]).sum("stored"), 20);
    let validity = || server.doveadm(&["mailbox", "status"], &["uidvalidity", "Projects"]);
    let before = validity();
    server.doveadm(&["mailbox", "delete"], &["Projects"]);
    // UIDVALIDITY is the second in which a folder was made.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    server.doveadm(&["mailbox", "create"], &["Projects"]);
    // In another order, so that the old UIDs would be wrong.
    mails.iter().rev().for_each(|mail| server.put("Projects", mail, Some("S")));
    server.put("Projects", &letter("Subject: one more\n", "text"), Some("S"));
    assert_ne!(validity(), before);
    let ledger = person.ledger(&["--all"]);
    assert_eq!((ledger.sum("stored"), ledger.sum("already_there")), (1, 20), "{}", ledger.json);
    assert_eq!(person.mail().len(), 21);
}
