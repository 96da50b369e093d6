//! Tests of the mbox reader.

use super::*;
use proptest::prelude::*;

const SEPARATOR: &str = "From a@b.example Mon Jan  6 10:00:00 2020\n";

fn read(mbox: &[u8]) -> Vec<Result<Found, Gap>> {
    Mbox::new(Vec::new(), 0, mbox).collect()
}

fn messages(mbox: &[u8]) -> Vec<Vec<u8>> {
    read(mbox).into_iter().filter_map(|found| Some(found.ok()?.bytes)).collect()
}

/// How programs write an mbox.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Variant {
    O,
    Rd,
    Cl,
    Cl2,
}

/// Escapes the lines that begin with `From `, or in mboxrd also those that were escaped before.
fn escaped(message: &[u8], variant: Variant) -> Vec<u8> {
    let mut out = Vec::new();
    for line in message.split_inclusive(|b| *b == b'\n') {
        let quoted = line.iter().take_while(|b| **b == b'>').count();
        let from = line[quoted..].starts_with(b"From ");
        let escape = match variant {
            Variant::O => from && quoted == 0,
            Variant::Rd | Variant::Cl => from,
            Variant::Cl2 => false,
        };
        out.extend_from_slice(if escape { b">" } else { b"" });
        out.extend_from_slice(line);
    }
    out
}

/// Writes messages as pairs of a header and a body; gives the mbox and the messages as a reader
/// should give them.
fn written(mails: &[(String, String)], variant: Variant, end: &str) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (mut mbox, mut expected) = (Vec::new(), Vec::new());
    for (header, body) in mails {
        let body = body.replace('\n', end);
        let stored = escaped(body.as_bytes(), variant);
        let mut header = header.replace('\n', end);
        if matches!(variant, Variant::Cl | Variant::Cl2) {
            header = format!("{header}Content-Length: {}{end}", stored.len());
        }
        let header = header + end;
        mbox.extend_from_slice(SEPARATOR.replace('\n', end).as_bytes());
        mbox.extend_from_slice(header.as_bytes());
        mbox.extend_from_slice(&stored);
        mbox.extend_from_slice(end.as_bytes());
        expected.push([header.as_bytes(), body.as_bytes()].concat());
    }
    (mbox, expected)
}

fn line(variant: Variant) -> impl Strategy<Value = String> {
    let quoted = match variant {
        // In mboxo a line that came with a `>` cannot be told from an escaped one.
        Variant::O => "",
        _ => ">From here\n",
    };
    let lines =
        ["", "\n", "Hello\n", "From here on\n", "x From y\n", "Fromage\n", quoted, SEPARATOR];
    prop_oneof![
        4 => prop::sample::select(lines.map(str::to_owned).to_vec()),
        1 => "[ -~]{0,80}".prop_map(|text| text.trim_start_matches('>').to_owned() + "\n"),
    ]
}

fn mails(variant: Variant) -> impl Strategy<Value = Vec<(String, String)>> {
    let body = prop::collection::vec(line(variant), 0..8).prop_map(|lines| lines.concat());
    let mail = ("Subject: [a-z]{0,9}\n", body);
    prop::collection::vec(mail, 1..6)
}

proptest! {
    #[test]
    fn mboxo_gives_back_what_was_written(mails in mails(Variant::O), crlf: bool) {
        let (mbox, expected) = written(&mails, Variant::O, if crlf { "\r\n" } else { "\n" });
        prop_assert_eq!(messages(&mbox), expected);
    }

    #[test]
    fn mboxrd_gives_back_what_was_written(mails in mails(Variant::Rd), crlf: bool) {
        let (mbox, expected) = written(&mails, Variant::Rd, if crlf { "\r\n" } else { "\n" });
        prop_assert_eq!(messages(&mbox), expected);
    }

    #[test]
    fn mboxcl_gives_back_what_was_written(mails in mails(Variant::Cl), crlf: bool) {
        let (mbox, expected) = written(&mails, Variant::Cl, if crlf { "\r\n" } else { "\n" });
        prop_assert_eq!(messages(&mbox), expected);
    }

    #[test]
    fn mboxcl2_gives_back_what_was_written(mut mails in mails(Variant::Cl2), crlf: bool) {
        // Without one line that others would escape, it cannot be told from mboxcl.
        mails[0].1 += "From here on\n";
        let (mbox, expected) = written(&mails, Variant::Cl2, if crlf { "\r\n" } else { "\n" });
        prop_assert_eq!(messages(&mbox), expected);
    }

    #[test]
    fn any_bytes_lie_where_the_reader_says(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..40),
                prop::sample::select(vec![
                    SEPARATOR.as_bytes().to_vec(),
                    b"From ".to_vec(),
                    b">From ".to_vec(),
                    b"\n\n".to_vec(),
                    b"\r\n".to_vec(),
                    b"Content-Length: 40\n".to_vec(),
                    b"Content-Length: 18446744073709551615\n\n".to_vec(),
                ]),
            ],
            0..30,
        ),
    ) {
        let mbox = [SEPARATOR.as_bytes(), &pieces.concat()].concat();
        let mut last = 0;
        for found in read(&mbox) {
            let Ok(found) = found else { continue };
            let (from, to) = (found.offset as usize, (found.offset + found.length) as usize);
            prop_assert!(last <= from && to <= mbox.len());
            last = to;
            let stored = &mbox[from..to];
            let bytes = if found.escaped { unescaped(stored) } else { stored.to_vec() };
            prop_assert_eq!(bytes, found.bytes);
        }
    }
}

#[test]
fn a_separator_follows_a_blank_line_and_has_a_date() {
    let body =
        "From now on all is well.\n\nFrom me\n\nHello\nFrom a@b.example Mon Jan  6 10:00:00 2020\n";
    let mbox = format!("{SEPARATOR}To: a\n\n{body}\n{SEPARATOR}To: b\n\nBye\n");
    let expected = [format!("To: a\n\n{body}"), "To: b\n\nBye\n".to_owned()];
    assert_eq!(messages(mbox.as_bytes()), expected.map(String::into_bytes));
}

#[test]
fn a_separator_that_an_old_system_escaped_stays() {
    let mbox = format!("{SEPARATOR}>{SEPARATOR}To: a\n\n>From here\n\n");
    let expected = format!(">{SEPARATOR}To: a\n\nFrom here\n");
    assert_eq!(messages(mbox.as_bytes()), [expected.into_bytes()]);
}

#[test]
fn thunderbird_leaves_no_blank_line() {
    let separator = "From - Mon Jan 06 10:00:00 2020\r\nX-Mozilla-Status: 0001\r\n";
    let mbox = format!("{separator}\r\nHello\r\n{separator}\r\nBye\r\n");
    assert_eq!(messages(mbox.as_bytes()).len(), 2);
}

#[test]
fn a_length_that_leads_nowhere_is_not_believed() {
    for length in ["0", "3", "7", "60", "99999999999999999999", "-1", "x"] {
        let mail = format!("Content-Length: {length}\n\nHello\n");
        let mbox = format!("{SEPARATOR}{mail}\n{SEPARATOR}{mail}\n{SEPARATOR}{mail}\n");
        assert_eq!(messages(mbox.as_bytes()), vec![mail.clone().into_bytes(); 3], "{length}");
    }
}

#[test]
fn a_length_leads_over_separators() {
    let body = format!("Look:\n\n{SEPARATOR}To: x\n\n>From y\n");
    let mail = format!("Content-Length: {}\n\n{body}", body.len());
    let mbox = format!("{SEPARATOR}{mail}\n{SEPARATOR}To: b\n\n>From c\n");
    let expected = [mail, "To: b\n\nFrom c\n".to_owned()];
    assert_eq!(messages(mbox.as_bytes()), expected.map(String::into_bytes));
}

#[test]
fn the_last_message_of_a_truncated_mbox_is_read() {
    let mbox = format!("{SEPARATOR}To: a\n\nHello\n\n{SEPARATOR}To: b\n\nBye and");
    assert_eq!(messages(mbox.as_bytes())[1], b"To: b\n\nBye and");
    let found = read(&mbox.as_bytes()[..mbox.len() - 15]);
    assert!(matches!(found[1], Err(Gap { why: Why::NoMessage, .. })), "{found:?}");
}

/// A message of many bytes that need not be kept in memory.
fn long(size: u64) -> impl Read {
    let end = format!("\n\n{SEPARATOR}To: b\n\nBye\n");
    let filler = b"The quick brown fox jumps over it.\n".repeat(1 << 12);
    let filler = std::iter::repeat_n(filler, size as usize / (35 << 12)).flatten();
    let filler: Box<dyn Iterator<Item = u8>> = Box::new(filler);
    let begin = format!("{SEPARATOR}To: a\n\n").into_bytes().into_iter();
    Bytes(Box::new(begin.chain(filler).chain(end.into_bytes())))
}

struct Bytes(Box<dyn Iterator<Item = u8>>);

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut read = 0;
        for (place, byte) in buffer.iter_mut().zip(&mut self.0) {
            *place = byte;
            read += 1;
        }
        Ok(read)
    }
}

#[test]
fn a_message_of_many_blocks_is_read_and_a_larger_one_is_passed_over() {
    let found: Vec<_> = Mbox::new(Vec::new(), 0, long(20 << 20)).collect();
    let sizes: Vec<usize> = found.iter().map(|f| f.as_ref().expect("read").bytes.len()).collect();
    assert!(sizes[0] > 19 << 20, "{sizes:?}");
    assert_eq!(sizes[1], 11);
    let mut found = Mbox::new(Vec::new(), 0, long(LARGEST + (20 << 20)));
    let gap = found.next().expect("a message").expect_err("too large");
    assert!(matches!(gap.why, Why::TooLarge(size) if size > LARGEST + (19 << 20)), "{gap:?}");
    assert_eq!(found.next().expect("the next").expect("read").bytes, b"To: b\n\nBye\n");
    assert!(found.buffer.len() <= LARGEST as usize * 3 / 2);
    assert!(found.next().is_none());
}

#[test]
fn a_failure_comes_after_what_was_read() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let head = format!("{SEPARATOR}To: a\n\nHello\n\n{SEPARATOR}To: b\n\nBye");
    let found: Vec<_> = Mbox::new(Vec::new(), 0, head.as_bytes().chain(Broken)).collect();
    assert_eq!(found.len(), 3);
    assert!(matches!(&found[2], Err(Gap { why: Why::Io(text), .. }) if text == "gone"));
}
