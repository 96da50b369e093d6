//! Answers that servers give though they should not, or that the library cannot read: what could be fetched is
//! on the disk, and what could not is named.

use crate::person::{Ledger, Person};
use crate::run::{complaint, said};
use crate::scripted::{Asked, Say, Scripted, body, fetched, surveyed};
use std::collections::BTreeSet;
use std::time::Instant;

/// The messages with these UIDs.
fn mails(uids: impl IntoIterator<Item = u32>) -> BTreeSet<Vec<u8>> {
    uids.into_iter().map(|uid| body(uid).into_bytes()).collect()
}

/// Fetches all from a server of so many messages that answers as told.
fn fetch(
    count: u32,
    script: impl Fn(&Asked<'_>, String) -> Say + Send + Sync + 'static,
) -> (Person, Ledger, Scripted) {
    let server = Scripted::start(count, script);
    let person = Person::in_clear(server.port, "connections = 1");
    let ledger = person.ledger(&["--all", "--allow-plain"]);
    (person, ledger, server)
}

/// Checks that all came, whatever was said instead of the usual answer to commands that begin so.
fn all_come(what: &str, start: &'static str, change: fn(&Asked<'_>, &str) -> String) {
    let (person, ledger, _) = fetch(3, move |asked, usual| {
        Say::text(&if asked.is(start) { change(asked, &usual) } else { usual })
    });
    assert_eq!((ledger.status, ledger.sum("stored")), (Some(0), 3), "{what}: {}", ledger.json);
    assert_eq!(person.mail(), mails(1..=3), "{what}");
}

#[test]
fn searches_are_read_in_every_form() {
    all_come("a trailing space", "UID SEARCH", |a, _| format!("* SEARCH 1 2 3 \r\n{}", a.done()));
    all_come("MODSEQ", "UID SEARCH", |a, _| format!("* SEARCH 1 2 3 (MODSEQ 77)\r\n{}", a.done()));
    all_come("several lines", "UID SEARCH", |a, _| {
        format!("* SEARCH 1\r\n* SEARCH 2 3\r\n{}", a.done())
    });
    all_come("ESEARCH", "UID SEARCH", |a, _| {
        format!("* ESEARCH (TAG \"{}\") UID ALL 1,2:3\r\n{}", a.tag, a.done())
    });
    all_come("a remark", "UID SEARCH", |_, u| format!("* OK Searched 45% of the mailbox\r\n{u}"));
}

#[test]
fn what_a_search_passes_over_is_asked_for_or_missed() {
    all_come("fewer", "UID SEARCH", |a, _| format!("* SEARCH 1\r\n{}", a.done()));
    let (person, ledger, _) = fetch(3, |asked, usual| {
        Say::text(&if asked.is("UID SEARCH") {
            format!("* SEARCH 1\r\n{}", asked.done())
        } else if asked.is("EXAMINE") {
            usual.replace("3 EXISTS", "5 EXISTS")
        } else {
            usual
        })
    });
    assert_eq!((ledger.status, ledger.sum("stored"), ledger.sum("unnamed")), (Some(3), 3, 2));
    assert_eq!(person.mail(), mails(1..=3));
}

#[test]
fn alarms_while_a_folder_opens_stop_nothing() {
    all_come("quota", "EXAMINE", |_, u| format!("* NO [ALERT] Mailbox over quota\r\n{u}"));
    all_come("a warning", "EXAMINE", |_, u| format!("* BAD [ALERT] something\r\n{u}"));
    all_come("flags", "EXAMINE", |_, u| format!("* FLAGS (\\Seen [weird] )\r\n{u}"));
    all_come("unknown", "EXAMINE", |_, u| format!("* XSOMETHING \u{e4} {{\r\n{u}"));
}

#[test]
fn folders_are_listed_in_every_form() {
    // The scripted server opens any folder: each has the same three messages, which are kept once.
    for (what, line, name) in [
        ("raw UTF-8", "* LIST () \"/\" \"Anträge\"\r\n", "Anträge"),
        ("a literal", "* LIST () \"/\" {9}\r\nVor \"gang\r\n", "Vor \"gang"),
        ("CHILDINFO", "* LIST () \"/\" Old (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n", "Old"),
        ("modified UTF-7", "* LIST () \".\" \"Antr&AOQ-ge\"\r\n", "Anträge"),
    ] {
        let (person, ledger, _) = fetch(3, move |asked, usual| {
            let more = if asked.is("LIST") { line } else { "" };
            Say::text(&if what == "a literal" && !more.is_empty() {
                // Its length is counted in bytes, 9 of them.
                format!("{}{usual}", line.replace("{9}", &format!("{{{}}}", name.len())))
            } else {
                format!("{more}{usual}")
            })
        });
        assert_eq!(ledger.folder(name)["on_server"], 3, "{what}: {}", ledger.json);
        assert_eq!(ledger.status, Some(0), "{what}");
        assert_eq!(person.mail(), mails(1..=3), "{what}");
    }
}

#[test]
fn long_names_of_folders_find_room() {
    let part = |letter: &str| letter.repeat(130);
    let name = [part("a"), part("ä"), part("日"), part("c")].join("/");
    let line = format!("* LIST () \"/\" \"{name}\"\r\n");
    let (person, ledger, _) = fetch(3, move |asked, usual| {
        Say::text(&if asked.is("LIST") { line.clone() + &asked.done() } else { usual })
    });
    assert_eq!((ledger.status, ledger.folder(&name)["stored"].as_u64()), (Some(0), Some(3)));
    assert_eq!(person.mail(), mails(1..=3));
    assert_eq!(person.ledger(&["--all", "--allow-plain"]).sum("already_there"), 3);
}

#[test]
fn odd_surveys_cost_no_message() {
    all_come("flags", "UID FETCH", |_, u| u.replace("(\\Seen)", "(\\Seen [weird] )"));
    all_come("a bad date", "UID FETCH", |_, u| {
        u.replace("02-Jan-2026 10:00:00 +0000", "02-Jan-2026")
    });
    all_come("no date", "UID FETCH", |_, u| {
        u.replace("INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" ", "")
    });
    all_come("no size", "UID FETCH", |_, u| u.replace("RFC822.SIZE", "X.SIZE"));
    all_come("Gmail's extras", "UID FETCH", |_, u| u.replace("(UID", "(X-GM-MSGID 12 UID"));
    all_come("news in between", "UID FETCH", |_, u| {
        format!(
            "* 2 FETCH (FLAGS (\\Seen))\r\n* 4 EXISTS\r\n* OK [UIDNEXT 9] x\r\n* VANISHED 44\r\n{u}"
        )
    });
    all_come("identifiers", "UID FETCH", |_, u| {
        u.replace("FLAGS", "EMAILID (M1) THREADID NIL FLAGS")
    });
}

#[test]
fn one_message_that_cannot_be_read_takes_no_other_with_it() {
    let (oops, endless) = ("BODY[ {oops\r\n", "BODY[] {99999999999}\r\n");
    for (bad, garbage) in [(3, oops), (1, endless), (40, endless)] {
        let garbage = format!("* {bad} FETCH (UID {bad} {garbage}");
        let (person, ledger, server) = fetch(40, move |asked, usual| {
            Say::text(&if asked.wants(bad) {
                usual.replace(&fetched(bad), &garbage)
            } else {
                usual
            })
        });
        assert_eq!(ledger.status, Some(3));
        assert_eq!(ledger.failed("INBOX").len(), 1, "{}", ledger.json);
        let (uid, stored) = (ledger.failed("INBOX")[0].0, ledger.sum("stored"));
        assert_eq!((uid, stored), (u64::from(bad), 39), "{}", ledger.json);
        assert_eq!(person.mail(), mails((1..=40).filter(|uid| *uid != bad)));
        // The table tells the person too, and the next run tries again.
        let output = person.fetch(&["--all", "--allow-plain"]);
        let named = format!("INBOX, UID {bad}: not fetched");
        assert!(said(&output).contains(&named), "{}", said(&output));
        assert_eq!(output.status.code(), Some(3));
        assert!(server.commands().iter().all(|c| !c.contains("SELECT") && !c.contains("STORE")));
    }
}

#[test]
fn a_quoted_body_is_kept_or_named() {
    let (person, ledger, _) = fetch(3, |asked, usual| {
        let quoted = r#"* 2 FETCH (BODY[] "Subject: \"quoted\"" UID 2)"#.to_owned() + "\r\n";
        Say::text(&if asked.wants(2) { usual.replace(&fetched(2), &quoted) } else { usual })
    });
    assert_eq!((ledger.status, ledger.sum("stored")), (Some(0), 3), "{}", ledger.json);
    assert!(person.mail().contains(b"Subject: \"quoted\"".as_slice()));
    // A line end within quotes is against the rules, and where the text ends cannot be told.
    let (person, ledger, _) = fetch(3, |asked, usual| {
        let quoted = "* 2 FETCH (UID 2 BODY[] \"Subject: quoted\r\n\r\ntext\")\r\n";
        Say::text(&if asked.wants(2) { usual.replace(&fetched(2), quoted) } else { usual })
    });
    assert_eq!((ledger.failed("INBOX")[0].0, ledger.sum("stored")), (2, 2), "{}", ledger.json);
    assert_eq!(person.mail(), mails([1, 3]));
}

#[test]
fn a_message_left_out_is_asked_for_again_and_then_named() {
    let (person, ledger, _) = fetch(3, |asked, usual| {
        Say::text(&if asked.wants(2) { usual.replace(&fetched(2), "") } else { usual })
    });
    assert_eq!((ledger.status, ledger.failed("INBOX")[0].0, ledger.sum("stored")), (Some(3), 2, 2));
    assert_eq!(person.mail(), mails([1, 3]));

    // The survey passes over it, and it is there all the same.
    let (person, ledger, _) = fetch(3, |_, usual| Say::text(&usual.replace(&surveyed(2), "")));
    assert_eq!((ledger.status, ledger.sum("stored")), (Some(0), 3), "{}", ledger.json);
    assert_eq!(person.mail(), mails(1..=3));

    // It is deleted meanwhile.
    let (_, ledger, _) = fetch(3, |asked, usual| {
        let gone = asked.is("UID FETCH") && asked.before > 1;
        Say::text(&if gone {
            usual.replace(&fetched(2), "").replace(&surveyed(2), "")
        } else {
            usual
        })
    });
    assert_eq!(
        (ledger.status, ledger.sum("gone"), ledger.sum("stored")),
        (Some(0), 1, 2),
        "{}",
        ledger.json
    );
}

#[test]
fn a_no_after_good_messages_loses_none() {
    let (person, ledger, _) = fetch(9, |asked, usual| {
        let no = format!("{} NO [EXPUNGEISSUED] Some messages are gone\r\n", asked.tag);
        Say::text(&if asked.wants(4) {
            usual.replace(&asked.done(), &no).replace(&fetched(4), "")
        } else {
            usual
        })
    });
    assert_eq!((ledger.status, ledger.sum("stored")), (Some(3), 8), "{}", ledger.json);
    assert_eq!(ledger.failed("INBOX")[0].0, 4);
    assert_eq!(person.mail(), mails((1..=9).filter(|uid| *uid != 4)));
}

#[test]
fn a_connection_that_breaks_is_made_anew() {
    for tenths in [3, 9] {
        let (person, ledger, server) = fetch(30, move |asked, usual| {
            let cut = usual.len() * tenths / 10;
            let first = asked.command.contains("BODY.PEEK[]") && asked.before < 5;
            if first { Say::AndCut(usual.as_bytes()[..cut].to_vec()) } else { Say::text(&usual) }
        });
        assert_eq!((ledger.status, ledger.sum("stored")), (Some(0), 30), "{}", ledger.json);
        assert_eq!(person.mail(), mails(1..=30));
        assert!(server.commands().iter().filter(|c| c.starts_with("LOGIN")).count() > 1);
    }
    let (person, ledger, _) = fetch(3, |asked, usual| {
        let first = asked.command.contains("BODY.PEEK[]") && asked.before < 3;
        if first { Say::AndCut(b"* BYE going down\r\n".to_vec()) } else { Say::text(&usual) }
    });
    assert_eq!((ledger.status, person.mail()), (Some(0), mails(1..=3)));
}

#[test]
fn a_server_that_falls_silent_or_leaves_is_named() {
    let asleep = Scripted::start(3, |asked, usual| {
        if asked.command.contains("BODY.PEEK[]") { Say::Nothing } else { Say::text(&usual) }
    });
    let person = Person::in_clear(asleep.port, "connections = 1\ntimeout-seconds = 1");
    let begun = Instant::now();
    let output = person.fetch(&["--all", "--allow-plain"]);
    let err = complaint(&output);
    assert!(
        err.contains("said nothing for 1 second")
            || said(&output).contains("said nothing for 1 second"),
        "{err}{}",
        said(&output)
    );
    assert!(matches!(output.status.code(), Some(2 | 3)) && begun.elapsed().as_secs() < 40);

    let leaving = Scripted::start(3, |asked, usual| {
        let bye = b"* BYE Too many simultaneous connections\r\n".to_vec();
        if asked.is("UID SEARCH") { Say::AndCut(bye) } else { Say::text(&usual) }
    });
    let err = Person::in_clear(leaving.port, "").refusal(&["--all", "--allow-plain"]);
    assert!(
        err.contains("Too many simultaneous connections") && err.contains("run it again"),
        "{err}"
    );
}

#[test]
fn refusals_of_the_server_are_told_in_its_words() {
    // Sizes and days are a help only.
    all_come("no survey", "UID FETCH", |asked, usual| {
        let no = format!("{} NO [UNAVAILABLE] later\r\n", asked.tag);
        if usual.contains("RFC822.SIZE") { no } else { usual.to_owned() }
    });
    for (start, no, told) in [
        ("UID SEARCH", "NO [CANNOT] not here", "[CANNOT] not here (in `INBOX`)"),
        ("LIST", "BAD Unknown command", "the server said: Unknown command"),
        ("LOGIN", "NO [UNAVAILABLE] The database is down", "[UNAVAILABLE] The database is down"),
    ] {
        let server = Scripted::start(3, move |asked, usual| {
            let no = format!("{} {no}\r\n", asked.tag);
            Say::text(if asked.is(start) { &no } else { &usual })
        });
        let err = Person::in_clear(server.port, "").refusal(&["--all", "--allow-plain"]);
        assert!(err.contains(told), "{err}");
    }
}

#[test]
fn a_server_that_gives_nothing_is_not_asked_for_ever() {
    let server = Scripted::start(500, |asked, usual| {
        if asked.command.contains("BODY.PEEK[]") {
            Say::AndCut(Vec::new())
        } else {
            Say::text(&usual)
        }
    });
    let err = Person::in_clear(server.port, "").refusal(&["--all", "--allow-plain"]);
    assert!(err.contains("hung up") && err.contains("run it again"), "{err}");
    let logins = server.commands().iter().filter(|c| c.starts_with("LOGIN")).count();
    assert!(logins < 60, "{logins}");
}

#[test]
fn a_folder_that_does_not_open_is_named_and_the_others_come() {
    let (person, ledger, _) = fetch(3, |asked, usual| {
        let list = "* LIST () \"/\" Shared\r\n* LIST (\\Noselect) \"/\" Parent\r\n";
        let no = format!("{} NO [NOPERM] Permission denied\r\n", asked.tag);
        Say::text(&match asked.command {
            "EXAMINE \"Shared\"" => no,
            _ if asked.is("LIST") => format!("{list}{usual}"),
            _ => usual,
        })
    });
    assert_eq!(ledger.folder("Shared")["unopened"], "[NOPERM] Permission denied");
    assert_eq!((ledger.status, person.mail()), (Some(3), mails(1..=3)));
    let text = said(&person.fetch(&["--all", "--allow-plain"]));
    assert!(text.contains("Shared: not fetched: it cannot be opened"), "{text}");
}

#[test]
fn of_gmail_only_all_mail_spam_and_trash_are_read() {
    let gmail = |asked: &Asked<'_>, usual: String| {
        let names = "* LIST (\\HasNoChildren \\All) \"/\" \"[Gmail]/Alle Nachrichten\"\r\n\
            * LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n* LIST (\\Junk) \"/\" \"[Gmail]/Spam\"\r\n\
            * LIST (\\Trash) \"/\" \"[Gmail]/Papierkorb\"\r\n* LIST (\\Sent) \"/\" \"[Gmail]/Gesendet\"\r\n";
        Say::text(&if asked.is("CAPABILITY") {
            usual.replace("IMAP4rev1", "IMAP4rev1 X-GM-EXT-1")
        } else if asked.is("LIST") {
            format!("{names}{usual}")
        } else if asked.is("UID SEARCH OR FROM") {
            format!("* SEARCH 2\r\n{}", asked.done())
        } else if asked.command.contains("(UID X-GM-THRID)") {
            format!("* 2 FETCH (X-GM-THRID 1278455344230334865 UID 2)\r\n{}", asked.done())
        } else if asked.is("UID SEARCH X-GM-THRID 1278455344230334865") {
            format!("* SEARCH 2 3\r\n{}", asked.done())
        } else {
            usual
        })
    };
    let server = Scripted::start(3, gmail);
    let person = Person::in_clear(server.port, "connections = 1");
    let ledger = person.ledger(&["--with", "shop.example", "--allow-plain"]);
    let read: Vec<String> =
        server.commands().into_iter().filter(|c| c.starts_with("EXAMINE")).collect();
    assert!(
        read.iter().all(|c| ["Alle", "Spam", "Papierkorb"].iter().any(|f| c.contains(f))),
        "{read:?}"
    );
    for left_out in ["INBOX", "[Gmail]/Gesendet"] {
        assert_eq!(ledger.folder(left_out)["skipped"], "it is in All Mail");
    }
    // The conversation brings message 3 too.
    assert_eq!((ledger.status, person.mail()), (Some(0), mails([2, 3])), "{}", ledger.json);
    // Who names a label gets it.
    let ledger = person.ledger(&["--all", "--folder", "INBOX", "--allow-plain"]);
    assert_eq!((ledger.folder("INBOX")["on_server"].as_u64(), ledger.sum("stored")), (Some(3), 1));
}

#[test]
fn a_server_that_gives_less_than_it_is_asked_for_cuts_no_message() {
    let whole: Vec<u8> = (0..9_500_000u32).map(|n| b'a' + (n / 7 % 26) as u8).collect();
    let mail = whole.clone();
    let server = Scripted::start(1, move |asked, usual| {
        if asked.is("UID FETCH 1 (UID RFC822.SIZE") {
            let size = format!("RFC822.SIZE {}", mail.len());
            let small = format!("RFC822.SIZE {}", body(1).len());
            return Say::This(usual.replace(&small, &size).into_bytes());
        }
        let part = asked.command.split_once('<').and_then(|(_, rest)| rest.split_once('.'));
        let Some((from, _)) = part.filter(|_| asked.wants(1)) else { return Say::text(&usual) };
        let from = from.parse::<usize>().expect("a number").min(mail.len());
        let given = &mail[from..mail.len().min(from + (1 << 20))];
        let head = format!("* 1 FETCH (UID 1 BODY[]<{from}> {{{}}}\r\n", given.len());
        let tail = format!(")\r\n{}", asked.done());
        Say::This([head.as_bytes(), given, tail.as_bytes()].concat())
    });
    let person = Person::in_clear(server.port, "");
    assert_eq!(person.ledger(&["--all", "--allow-plain"]).sum("stored"), 1);
    assert_eq!(person.mail().into_iter().next(), Some(whole));
}

#[test]
fn a_connection_that_breaks_before_the_first_message_is_made_anew() {
    let (person, ledger, _) = fetch(3, |asked, usual| {
        if asked.is("LIST") && asked.before == 0 {
            Say::AndCut(Vec::new())
        } else {
            Say::text(&usual)
        }
    });
    assert_eq!((ledger.status, ledger.sum("stored")), (Some(0), 3), "{}", ledger.json);
    assert_eq!(person.mail(), mails(1..=3));
}
