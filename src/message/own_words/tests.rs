//! Own words told from the rest, over languages and mail programs.

use super::*;
use crate::lexicon::Lexica;
use crate::message::MailCues;
use crate::rulefile::RuleFiles;
use crate::source::Location;
use std::sync::LazyLock;

mod clients;
mod letters;
mod properties;

static RULES: LazyLock<(Lexica, MailCues)> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let cues = MailCues::load(&files).expect("cues");
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
