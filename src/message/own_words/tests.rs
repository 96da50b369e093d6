//! Own words told from the rest, over languages and mail programs.

use super::*;
use crate::lexicon::Lexica;
use crate::rulefile::RuleFiles;
use crate::source::Location;
use std::sync::LazyLock;

mod clients;
mod letters;
mod properties;

static RULES: LazyLock<(Lexica, QuoteCues)> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let cues = QuoteCues::load(&files).expect("cues");
    (Lexica::load(&files).expect("concepts"), cues)
});

fn message(body: &str) -> crate::message::Message {
    let (lexica, cues) = &*RULES;
    let opened = crate::message::bare(body.as_bytes(), false, Location::default(), cues);
    opened.read(cues, &mut Spotters::new(lexica)).expect("no fault")
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn own(body: &str) -> String {
    collapsed(&message(body).own_words())
}

fn part(body: &str, region: Region) -> String {
    collapsed(&message(body).words(region))
}

const ANSWER: &str = "We have received your letter and shall answer it within a month.";

#[test]
#[ignore = "bench"]
fn bench() {
    let text =
        std::env::var("BENCH_TEXT").map(|p| std::fs::read_to_string(p).expect("x")).expect("y");
    let (lexica, cues) = &*RULES;
    let mut spotters = Spotters::new(lexica);
    for _ in 0..3 {
        let begun = std::time::Instant::now();
        for _ in 0..2000 {
            let r = split(&text, cues, &Mailbox::default(), None, &mut spotters).expect("z");
            assert!(!r.is_empty());
        }
        let a = begun.elapsed() / 2000;
        let begun = std::time::Instant::now();
        for _ in 0..2000 {
            assert!(!newest(&text, cues).is_empty());
        }
        let b = begun.elapsed() / 2000;
        let begun = std::time::Instant::now();
        for _ in 0..2000 {
            assert!(!line::read(&text, cues).is_empty());
        }
        let c = begun.elapsed() / 2000;
        let begun = std::time::Instant::now();
        let mut tok = crate::lexicon::Tokens::default();
        for _ in 0..2000 {
            tok.refill(&text, 0);
            assert!(!tok.tokens.is_empty());
        }
        println!(
            "{} bytes: split {a:?} newest {b:?} read {c:?} tok {:?}",
            text.len(),
            begun.elapsed() / 2000
        );
    }
}
