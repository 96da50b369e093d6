//! Mail of machines and of people, as the programs of the field write it.

mod answers;
mod bounces;

use super::{Bounce, Kind};
use crate::lexicon::Lexica;
use crate::message::{MailCues, Message, Spotters, open};
use crate::rulefile::RuleFiles;
use crate::source::Location;
use std::sync::LazyLock;

static RULES: LazyLock<(Lexica, MailCues)> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    (Lexica::load(&files).expect("concepts"), MailCues::load(&files).expect("cues"))
});

fn read(mail: &str) -> Message {
    let (lexica, cues) = &*RULES;
    let opened = open(mail.as_bytes(), Location::default(), cues);
    opened.read(cues, &mut Spotters::new(lexica)).expect("no fault")
}

fn kind(mail: &str) -> Kind {
    read(mail).kind
}

/// A mail of one text part.
fn mail(headers: &str, text: &str) -> String {
    format!("{headers}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n")
}

fn bounce(mail: &str) -> Bounce {
    let read = read(mail);
    assert_eq!(read.kind, Kind::Bounce, "{mail}");
    read.bounce.expect("what a bounce says")
}

/// A report whose parts stand between the same boundary.
fn report(headers: &str, kind: &str, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("--b\n{part}\n\n")).collect();
    let parts = parts.concat();
    format!(
        "{headers}\nContent-Type: multipart/report; report-type={kind}; boundary=b\n\n{parts}--b--\n"
    )
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(300))]

    #[test]
    fn no_notice_makes_the_reader_panic(
        subject in "\\PC{0,40}",
        text in "([\\PC\n]|@|<|5\\.1|550 |\\[#|é@ü\\.|\"@|Final-Recipient: |Action: |Status: 5|Message-ID:\n){0,60}",
    ) {
        let headers = format!("From: MAILER-DAEMON@x.example\nSubject: {subject} [#471");
        let notice = read(&mail(&headers, &text));
        proptest::prop_assert_eq!(notice.kind, Kind::Bounce);
        let fields = format!("Content-Type: message/delivery-status\n\n{text}");
        read(&report(&headers, "delivery-status", &["\nSorry.", &fields]));
        read(&mail("From: noreply@x.example\nX-Autoreply: yes\nSubject: Out of office", &text));
    }
}
