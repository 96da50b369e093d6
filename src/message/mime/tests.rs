//! Whole messages with the faults that mail has.

use super::*;

fn read(mail: impl AsRef<[u8]>) -> Parsed {
    parse(mail.as_ref(), 0)
}

/// Reads a mail with these fields below its `From`.
fn with(rest: &str) -> Parsed {
    read(format!("From: a@x.example\n{rest}"))
}

#[test]
fn the_first_of_repeated_fields_counts() {
    let parsed = with("Message-ID: <1@x>\nMessage-ID: <2@x>\n\nhi");
    assert_eq!(parsed.message_id, Some(MessageId::new("1@x")));
    assert!(parsed.defects.contains(&Defect::Repeated("Message-ID")));
}

#[test]
fn impossible_dates_fall_back_to_the_first_received() {
    let received = "Received: from b by c; Mon, 5 Feb 2024 12:00:00 +0100\n\
        Received: from a by b; Mon, 5 Feb 2024 10:00:00 +0100\n";
    let date = with(&format!("{received}Date: Wed, 31 Feb 2024 25:61:00 +0000\n\nhi")).date;
    assert_eq!(date.expect("a date").to_rfc3339(), "2024-02-05T10:00:00+01:00");
    assert!(with("\nhi").defects.contains(&Defect::NoDate));
}

#[test]
fn what_stands_around_a_message_is_taken_off() {
    for mail in [
        "From a@x.example Mon Feb  3 10:00:00 2020\nFrom: a@x.example\nSubject: s\n\nhi",
        "\u{feff}From: a@x.example\nSubject: s\n\nhi",
        "\r\n\r\nFrom: a@x.example\r\nSubject: s\r\n\r\nhi",
        "From: a@x.example\rSubject: s\r\rhi",
        "33\nFrom: a@x.example\nSubject: s\n\nhi\n\n\n<?xml",
        "From: a@x.example\nSubject: s\nhi there",
    ] {
        let parsed = read(mail);
        assert_eq!((parsed.from.address.as_str(), parsed.subject.as_str()), ("a@x.example", "s"));
        assert!(parsed.text.trim().starts_with("hi"), "{mail:?}: {:?}", parsed.text);
        assert!(!parsed.text.contains('<'), "{mail:?}");
    }
}

#[test]
fn raw_bytes_in_fields_are_letters() {
    let parsed = read(b"From: Ren\xe9 <a@x.example>\nSubject: Fr\xf6sche\n\nhi");
    assert_eq!((parsed.from.name.as_str(), parsed.subject.as_str()), ("René", "Frösche"));
}

#[test]
fn several_authors_groups_and_a_sender() {
    let parsed = read("From: A <a@x.example>, B <b@x.example>\nTo: Team: c@x.example;\n\nhi");
    assert_eq!((parsed.coauthors.len(), parsed.to.len()), (1, 1));
    let parsed = read("From: \nSender: s@x.example\nTo: undisclosed-recipients:;\n\nhi");
    assert_eq!((parsed.from.address.as_str(), parsed.to.len()), ("s@x.example", 0));
}

#[test]
fn identities_are_read_however_they_are_written() {
    let parsed = with(
        "Message-ID: < 1@ x >\nReferences: <2@x><3@x>\n (a comment) <2@x>\n\
        In-Reply-To: Your message of Monday <4@x>\n\nhi",
    );
    assert_eq!(parsed.message_id, Some(MessageId::new("1@x")));
    assert_eq!(parsed.references, ["2@x", "3@x"].map(MessageId::new));
    assert_eq!(parsed.mentions, [MessageId::new("4@x")]);
    let many: Vec<String> = (0..1_200).map(|n| format!("<{n}@x>")).collect();
    let parsed = with(&format!("References: {}\n\nhi", many.join(" ")));
    assert_eq!(parsed.references.len(), 1_000);
    assert_eq!(parsed.references.first(), Some(&MessageId::new("0@x")));
    assert_eq!(parsed.references.last(), Some(&MessageId::new("1199@x")));
}

#[test]
fn a_charset_without_ascii_is_none_of_a_field() {
    let parsed = read(b"From: a@x.example\nSubject: Fr\xf6sche\nContent-Type: text/plain; charset=utf-16le\n\nh\0i\0");
    assert_eq!(parsed.subject, "Frösche");
}

#[test]
fn bytes_without_charset_are_read_as_windows_1252() {
    let parsed = read(b"From: a@x.example\nContent-Type: text/plain\n\ncaf\xe9");
    assert_eq!(parsed.text, "café");
}

#[test]
fn forms_of_one_text_give_one_text() {
    let mail = |plain: &str, html: &str| {
        with(&format!(
            "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n{plain}\n--b\n\
            Content-Type: text/html\n\n{html}\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--\n"
        ))
    };
    let parsed = mail("Same words here.", "<p>Same words here.</p>");
    assert_eq!(parsed.text.trim(), "Same words here.");
    assert_eq!(parsed.attachments.len(), 1);
    let letter = "<p>We refuse to answer you, and this is why.</p>".repeat(9);
    assert!(mail("Please use an HTML reader.", &letter).text.contains("refuse"));
}

#[test]
fn texts_around_a_file_are_one_text() {
    let parsed = with(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nbefore\n--b\n\
        Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nAAAA\n--b\n\
        Content-Type: text/plain\nContent-Disposition: attachment\n\nfile\n--b\n\nafter\n--b--\n",
    );
    assert_eq!(parsed.text, "before\n\nafter");
    let files: Vec<_> = parsed.attachments.iter().map(|a| (a.name.as_str(), a.size)).collect();
    assert_eq!(files, [("a.png", 3), ("", 4)]);
    let mail =
        "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nAAEC";
    assert_eq!(attachment(mail.as_bytes(), 0), Some(vec![0, 1, 2]));
    assert_eq!(attachment(mail.as_bytes(), 1), None);
    assert_eq!(parsed.defects, [Defect::NoDate]);
}

#[test]
fn the_files_of_a_message_are_those_it_lists_whatever_the_charset_of_its_head() {
    let bytes =
        b"Content-Type: multipart/mixed; x=\xfe\xff\xfe; boundary=\xe9; charset=utf-16le\n\n\
        --1\nContent-Type: a/b\n\nfile\n--1--\n";
    let listed = parse(bytes, 0).attachments;
    for place in 0..=listed.len() {
        let size = attachment(bytes, place).map(|file| file.len());
        assert_eq!(size, listed.get(place).map(|file| file.size), "{place}");
    }
}

#[test]
fn a_lone_text_with_a_name_is_the_text() {
    let parsed = with("Content-Type: text/plain; name=letter.txt\n\nDear all");
    assert_eq!((parsed.text.as_str(), parsed.attachments.len()), ("Dear all", 1));
}

#[test]
fn html_that_calls_itself_plain_is_html() {
    let parsed = with("\n<html><body><p>One</p><p>Two</p></body></html>");
    assert!(parsed.text.contains("One") && !parsed.text.contains('<'), "{}", parsed.text);
}

#[test]
fn signed_text_is_read_and_encrypted_text_is_told() {
    let parsed = with(
        "Content-Type: multipart/signed; boundary=b\n\n--b\n\nwords\n--b\n\
        Content-Type: application/pgp-signature; name=signature.asc\n\niQ\n--b--\n",
    );
    assert_eq!((parsed.text.as_str(), parsed.attachments.len()), ("words", 1));
    for sealed in [
        "Content-Type: application/pkcs7-mime; name=smime.p7m\n\
            Content-Transfer-Encoding: base64\n\nAAAA",
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\
            Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n\
            Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n",
        "\n-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n",
    ] {
        assert!(with(sealed).defects.contains(&Defect::Encrypted), "{sealed}");
    }
    let certificates = "Content-Type: application/pkcs7-mime; smime-type=certs-only\n\nx";
    assert!(!with(certificates).defects.contains(&Defect::Encrypted));
}

#[test]
fn enclosed_messages_are_given_with_their_bytes() {
    let inner = "From: b@x.example\nSubject: inner\n\nold words\n";
    let parsed = with(&format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n--b\n\
        Content-Type: message/rfc822\n\n{inner}\n--b\n\
        Content-Type: application/octet-stream; name=copy.eml\n\
        Content-Transfer-Encoding: base64\n\nRnJvbTogYkB4LmV4YW1wbGUKCmhp\n--b--\n"
    ));
    assert_eq!(parsed.text, "see below");
    assert_eq!(parsed.attachments.len(), 2);
    let found: Vec<_> = parsed.enclosed.iter().map(|e| (e.bytes.len(), e.is_returned)).collect();
    assert_eq!(found, [(inner.len(), false), (21, false)]);
    let returned = with(&format!(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n\
        failed\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    ));
    assert!(returned.enclosed[0].is_returned);
    assert_eq!(returned.attachments[0].media_type, "message/rfc822");
}

#[test]
fn messages_in_messages_are_followed_eight_levels_deep() {
    let mut mail = b"Content-Type: message/rfc822\n\n".repeat(20);
    mail.extend_from_slice(b"From: a@x.example\n\nhi");
    let mut depth = 0;
    let mut open = parse(&mail, 0);
    while let Some(inner) = open.enclosed.first() {
        depth = inner.depth;
        open = parse(&inner.bytes, depth);
    }
    assert_eq!(depth, 8);
    assert!(open.defects.contains(&Defect::Bounded));
}

#[test]
fn winmail_gives_its_text_and_its_files() {
    use super::tnef::made;
    let stream = made::stream(&[
        made::attribute(0x0002_800c, b"the words\0"),
        made::attribute(0x0006_9002, &[0; 14]),
        made::attribute(0x0001_8010, b"answer.txt\0"),
        made::attribute(0x0006_800f, b"file words"),
    ]);
    let head = b"From: a@x.example\nContent-Type: application/ms-tnef; name=winmail.dat\n\n";
    let parsed = read([&head[..], &stream].concat());
    assert_eq!(parsed.text, "the words");
    let names: Vec<_> = parsed.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["winmail.dat", "answer.txt"]);
}

#[test]
fn what_hostile_mail_leaves_behind_is_bounded() {
    let nest = |part: &str, n: usize| part.repeat(n).into_bytes();
    let html = format!("Content-Type: text/html\n\n{}", "<div>".repeat(300_000));
    for (name, mail) in [
        ("fields", nest("X-A: b\n", 1_000_000)),
        ("one field", [b"Subject: ".to_vec(), vec![b'x'; 50 << 20]].concat()),
        ("one line", [b"From: a@x\n\n".to_vec(), vec![b'x'; 50 << 20]].concat()),
        ("unclosed", nest("Content-Type: multipart/mixed; boundary=nope\n\n--nope\n", 20_000)),
        ("nested", nest("Content-Type: message/rfc822\n\n", 100_000)),
        (
            "parts",
            [
                b"Content-Type: multipart/digest; boundary=b\n\n".to_vec(),
                nest("--b\n\nx\n\n", 200_000),
            ]
            .concat(),
        ),
        ("addresses", [b"To: ".to_vec(), nest("a@x.example, ", 500_000)].concat()),
        ("folds", [b"Subject: x".to_vec(), nest("\n y", 1_000_000)].concat()),
        (
            "continuations",
            [
                b"Content-Type: a/b".to_vec(),
                (0..300_000).flat_map(|n| format!("; name*{n}=x").into_bytes()).collect(),
            ]
            .concat(),
        ),
        ("references", [b"References: ".to_vec(), nest("<a@x> ", 300_000)].concat()),
        (
            "dashes",
            [b"Content-Type: multipart/mixed; boundary=b\n\n".to_vec(), nest("--x\n", 500_000)]
                .concat(),
        ),
        ("html", html.into_bytes()),
    ] {
        // What is kept of it is bounded; a reader whose time is not would not come to an end here.
        let parsed = parse(&mail, 0);
        assert!(parsed.text.len() <= 2 << 20, "{name}: {}", parsed.text.len());
        assert!(parsed.attachments.len() <= 1_000, "{name}: {}", parsed.attachments.len());
        assert!(parsed.references.len() <= 1_000, "{name}: {}", parsed.references.len());
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Pieces that mail is made of, in any order.
    fn mail() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            Just(b"From: \"A (b\" <a@x.example>, c@d\n".to_vec()),
            Just(b"Subject: =?utf-8?Q?caf=C3?= =?utf-8?B?qQ==?=\n".to_vec()),
            Just(b"Content-Type: multipart/mixed; boundary=b\n".to_vec()),
            Just(b"Content-Type: multipart/alternative; boundary=\"c\"\n".to_vec()),
            Just(b"Content-Type: message/rfc822\n".to_vec()),
            Just(b"Content-Type: application/ms-tnef\n".to_vec()),
            Just(b"Content-Type: application/pkcs7-mime\n".to_vec()),
            Just(b"Content-Type: text/plain; format=flowed; charset=utf-7\n".to_vec()),
            Just(b"Content-Transfer-Encoding: base64\n".to_vec()),
            Just(b"Content-Transfer-Encoding: quoted-printable\r\n".to_vec()),
            Just(b"Date: Mon, 3 Feb 2020 10:00:60 +0100\n".to_vec()),
            Just(b"--b\n".to_vec()),
            Just(b"--c\n".to_vec()),
            Just(b"--b--".to_vec()),
            Just(b"\n".to_vec()),
            Just(b"> quoted \r\n".to_vec()),
            Just(b"\x78\x9f\x3e\x22\x01\x00\x01\x0c\x80\x02\x00\xff\x00\x00\x00".to_vec()),
            prop::collection::vec(any::<u8>(), 0..40),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_mail_makes_the_reader_panic(mail in mail()) {
            let parsed = read(&mail);
            prop_assert!(parsed.text.len() <= mail.len() * 3 + 64);
            for (place, file) in parsed.attachments.iter().enumerate() {
                let bytes = attachment(&mail, place);
                prop_assert!(bytes.is_some(), "{}", file.media_type);
            }
        }

        #[test]
        fn what_is_encoded_is_read(words in "[a-zà-ÿ =?_.,]{0,60}") {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!words.contains("=?"));
            let coded: Vec<String> = words.bytes().map(|b| format!("={b:02X}")).collect();
            let coded = coded.concat();
            let parsed = read(format!(
                "Subject: =?utf-8?q?{coded}?=\nContent-Transfer-Encoding: quoted-printable\n\
                Content-Type: text/plain; charset=utf-8\n\n{coded}"
            ));
            prop_assert_eq!(parsed.subject, words.as_str());
            prop_assert_eq!(parsed.text, words);
        }
    }
}
