//! A whole mailbox: what belongs together and why, what is left out, and the account of all mail.

use crate::run::{audit, complaint, dilatory, json, said};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

struct Mail<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
    date: &'a str,
    subject: &'a str,
    headers: &'a str,
    text: &'a str,
}

const ZOE: &str = "Zoe Keller <zoe@home.example>";
const DESK: &str = "Privacy desk <privacy@shop.example>";
const REQUEST: &str = "Hello,\n\nUnder Article 15 GDPR please send me a copy of all my personal data, with \
    the purposes of the processing and the recipients to whom you gave them.\n\nZoe Keller";

impl Mail<'_> {
    fn written(&self) -> String {
        let Self { id, from, to, date, subject, headers, text } = self;
        format!(
            "From: {from}\nTo: {to}\nDate: {date}\nMessage-ID: <{id}>\nSubject: {subject}\n{headers}\
             MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        )
    }
}

fn request() -> Mail<'static> {
    Mail {
        id: "1@home.example",
        from: ZOE,
        to: DESK,
        date: "Mon, 2 Mar 2026 10:00:00 +0100",
        subject: "My data",
        headers: "",
        text: REQUEST,
    }
}

fn mbox(folder: &Path, mails: &[Mail<'_>]) -> std::path::PathBuf {
    let text = mails.iter().fold(String::new(), |mut text, mail| {
        write!(text, "From x@y.example Mon Mar  2 10:00:00 2026\n{}\n", mail.written())
            .expect("written");
        text
    });
    let path = folder.join("all.mbox");
    fs::write(&path, text).expect("written");
    path
}

fn reasons(report: &Value, exchange: usize) -> Vec<(String, String)> {
    let messages = report["exchanges"][exchange]["messages"].as_array().expect("messages");
    let text = |v: &Value| v.as_str().unwrap_or("-").to_owned();
    messages.iter().map(|m| (text(&m["id"]), text(&m["link"]["reason"]))).collect()
}

#[test]
fn answers_without_references_are_tied_each_for_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let quoted = format!(
        "We are looking into it.\n\nOn Mon, 2 Mar 2026, Zoe Keller wrote:\n> {}",
        REQUEST.replace('\n', "\n> ")
    );
    let mails = [
        request(),
        Mail {
            id: "ack@shop.example",
            from: "Desk <noreply@shop.example>",
            to: ZOE,
            date: "Mon, 2 Mar 2026 10:00:40 +0100",
            subject: "[Ticket#20260302-0815] We have received your request",
            headers: "Auto-Submitted: auto-replied\n",
            text: "Thank you. Your ticket number is 20260302-0815.",
        },
        Mail {
            id: "agent@shop.example",
            from: "Ann <ann@shop.example>",
            to: ZOE,
            date: "Thu, 5 Mar 2026 10:00:00 +0100",
            subject: "20260302-0815 update",
            headers: "",
            text: "Case 20260302-0815 is with our team and we will come back to you.",
        },
        Mail {
            id: "quote@shop.example",
            from: "Legal <legal@shop.example>",
            to: ZOE,
            date: "Fri, 6 Mar 2026 10:00:00 +0100",
            subject: "Legal department",
            headers: "",
            text: &quoted,
        },
        Mail {
            id: "re@shop.example",
            from: DESK,
            to: ZOE,
            date: "Mon, 9 Mar 2026 10:00:00 +0100",
            subject: "AW: My data",
            headers: "",
            text: "We are still working on it.",
        },
        Mail {
            id: "news@shop.example",
            from: "Shop <news@shop.example>",
            to: ZOE,
            date: "Tue, 10 Mar 2026 10:00:00 +0100",
            subject: "Spring sale",
            headers: "List-Unsubscribe: <mailto:u@shop.example>\nPrecedence: bulk\n",
            text: "Everything must go.",
        },
        Mail {
            id: "parcel@shop.example",
            from: "Parcels <parcels@shop.example>",
            to: ZOE,
            date: "Wed, 11 Mar 2026 10:00:00 +0100",
            subject: "Your parcel",
            headers: "",
            text: "Bring your passport when you collect the parcel at the counter.",
        },
        Mail {
            id: "friend@home.example",
            from: "Bob <bob@friends.example>",
            to: ZOE,
            date: "Thu, 12 Mar 2026 10:00:00 +0100",
            subject: "Re: My data",
            headers: "",
            text: "Did they answer?",
        },
    ];
    let path = mbox(folder.path(), &mails);
    let report = json(&audit(&path, &["--as-of", "2026-03-20"]));
    assert_eq!(report["exchanges"].as_array().map(Vec::len), Some(1));
    let found = reasons(&report, 0);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        found,
        [
            ("1@home.example", "-"),
            ("ack@shop.example", "acknowledgement"),
            ("agent@shop.example", "ticket"),
            ("quote@shop.example", "quotation"),
            ("re@shop.example", "subject"),
        ]
    );
    assert_eq!(report["unrelated"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["exchanges"][0]["messages"][2]["link"]["ticket"], "20260302-0815");
    assert_eq!(report["exchanges"][0]["messages"][1]["party"], "auto");
    let path = path.to_str().expect("a path");
    let shown = said(&dilatory(&["audit", path, "--as-of", "2026-03-20", "--explain-links"]));
    for why in
        ["bears the ticket number 20260302-0815", "quotes 1@home.example", "begins the exchange"]
    {
        assert!(
            shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(why),
            "{why}: {shown}"
        );
    }
}

#[test]
fn an_acknowledgement_proves_the_receipt_although_a_copy_came_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let bounce = Mail {
        id: "b@home.example",
        from: "Mail Delivery System <mailer-daemon@home.example>",
        to: ZOE,
        date: "Mon, 2 Mar 2026 10:01:00 +0100",
        subject: "Undelivered Mail Returned to Sender",
        headers: "In-Reply-To: <1@home.example>\nAuto-Submitted: auto-replied\nX-Failed-Recipients: dpo@shop.example\n",
        text: "Your message to dpo@shop.example could not be delivered: 550 5.1.1 user unknown.",
    };
    let acknowledged = Mail {
        id: "a@shop.example",
        from: DESK,
        to: ZOE,
        date: "Tue, 3 Mar 2026 10:00:00 +0100",
        subject: "Re: My data",
        headers: "In-Reply-To: <1@home.example>\n",
        text: "Thank you, we have received your request.",
    };
    let received = |mails: &[Mail<'_>]| {
        let path = mbox(folder.path(), mails);
        json(&audit(&path, &["--as-of", "2026-03-20"]))["exchanges"][0]["clock"].clone()
    };
    let with = received(&[request(), bounce, acknowledged]);
    assert_eq!(with["start"], "2026-03-02");
    let steps = with["steps"].to_string();
    assert!(steps.contains("acknowledged it on 3 March 2026"), "{steps}");
}

#[test]
fn the_case_file_links_and_unlinks() {
    let folder = tempfile::tempdir().expect("a folder");
    let from_elsewhere = Mail {
        id: "other@processor.example",
        from: "Processor <x@processor.example>",
        to: ZOE,
        date: "Thu, 5 Mar 2026 10:00:00 +0100",
        subject: "Hello",
        headers: "",
        text: "We answer for the shop.",
    };
    let private = Mail {
        id: "private@shop.example",
        from: "Cousin <cousin@shop.example>",
        to: ZOE,
        date: "Fri, 6 Mar 2026 10:00:00 +0100",
        subject: "Sunday",
        headers: "In-Reply-To: <1@home.example>\n",
        text: "Are you coming on Sunday?",
    };
    let path = mbox(folder.path(), &[request(), from_elsewhere, private]);
    let case = folder.path().join("case.toml");
    fs::write(
        &case,
        "link = [\"<other@processor.example>\"]\nunlink = [\"private@shop.example\"]\n\
         [subject]\naddresses = [\"zoe@home.example\"]\n[controller]\ndomains = [\"shop.example\"]\n",
    )
    .expect("written");
    let case = case.to_str().expect("a path");
    let report = json(&audit(&path, &["--as-of", "2026-03-20", "--case", case]));
    assert_eq!(
        reasons(&report, 0),
        [("1@home.example".into(), "-".into()), ("other@processor.example".into(), "case".into())]
    );
}

#[test]
fn seen_is_read_and_found_again_and_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    mbox(folder.path(), &[request()]);
    fs::write(folder.path().join("again.eml"), request().written()).expect("written");
    fs::write(folder.path().join("broken.eml"), b"\x00\x01\x02").expect("written");
    let output = audit(folder.path(), &["--as-of", "2026-03-20"]);
    assert_eq!(output.status.code(), Some(3));
    let report = json(&output);
    let mail = &report["mail"];
    assert_eq!(
        (&mail["seen"], &mail["read"], &mail["duplicates"], &mail["unreadable"]),
        (&3.into(), &1.into(), &1.into(), &1.into())
    );
    // In a folder the files are read in the order of their names.
    let again = &report["duplicates"][0];
    let name = |place: &Value| {
        Path::new(place["path"].as_str().expect("a path")).file_name().expect("a name").to_owned()
    };
    assert_eq!(name(again), "all.mbox");
    assert_eq!(name(&again["first"]), "again.eml");
}

#[test]
fn show_prints_a_message_with_its_findings_in_place() {
    let nine = crate::run::nine();
    let report = json(&audit(&nine, &["--as-of", "2020-07-15"]));
    let nine = nine.to_str().expect("a path");
    let exchange = &report["exchanges"][0];
    let last = exchange["messages"].as_array().expect("messages").last().expect("a message");
    let id = last["id"].as_str().expect("an id");
    let shown = said(&dilatory(&["show", id, nine]));
    let quote = shown.find("closes the matter").expect("the own words");
    let finding = shown.find("(policy-link-as-answer)").expect("the finding");
    assert!(finding < quote, "{shown}");
    assert!(!shown.contains('\u{1b}'));
    let sha = last["sha256"].as_str().expect("a hash");
    assert_eq!(said(&dilatory(&["show", &sha[..10], nine])), shown);
    let output = dilatory(&["show", "nobody@nowhere", nine]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("no such message"), "{}", complaint(&output));
}
