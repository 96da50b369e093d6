//! What the parts of an exchange's report share: the exchange, its annexes, and the language.

use super::Audited;
use super::annex::{self, Annexes, Exhibit};
use super::document::{Anchor, Line, Piece};
use super::words::Words;
use crate::exchange::{Entry, Letter, Party};
use crate::finding::Finding;
use chrono::NaiveDate;

/// An exchange as a report tells it.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) audited: &'a Audited,
    pub(super) annexes: Option<&'a Annexes<'a>>,
    pub(super) words: &'a Words,
}

impl Telling<'_> {
    /// Refers to a message, by its place in the exchange.
    pub(super) fn annex(&self, entry: usize) -> Option<Piece> {
        self.annexes?.link(entry, self.words)
    }

    /// Adds the reference to a message to a line.
    pub(super) fn with_annex(&self, line: impl Into<Line>, entry: usize) -> Line {
        with(line.into(), self.annex(entry))
    }

    /// Refers to the request: the letter or the message from which the clock runs.
    pub(super) fn request(&self) -> Option<Piece> {
        let start = self.audited.clock.start;
        let by_mail = self.audited.exchange.request.filter(|i| self.audited.days[*i] == start);
        let by_letter = || self.letter(|letter| letter.is_request() && Some(letter.date) == start);
        by_mail.and_then(|i| self.annex(i)).or_else(by_letter)
    }

    /// Refers to the first answer.
    pub(super) fn answer(&self) -> Option<Piece> {
        let on = self.audited.clock.answered?;
        let first = self.audited.exchange.first_answer();
        let by_mail = first.filter(|i| self.audited.days[*i] == Some(on));
        let by_letter = || self.letter(|letter| letter.is_answer() && letter.date == on);
        by_mail.and_then(|i| self.annex(i)).or_else(by_letter)
    }

    fn letter(&self, wanted: impl Fn(&Letter) -> bool) -> Option<Piece> {
        let found = self.annexes?.listed().find(|(_, exhibit)| match exhibit {
            Exhibit::Letter(_, letter) => wanted(letter),
            Exhibit::Message(..) => false,
        });
        found.map(|(number, _)| annex::link(number, self.words))
    }

    /// Refers to the message of a day that does one of these things.
    pub(super) fn message_of(&self, day: NaiveDate, acts: &[&str]) -> Option<Piece> {
        let mut entries = self.audited.exchange.entries.iter().enumerate();
        let wanted = |i: usize, entry: &Entry| {
            self.audited.days[i] == Some(day) && acts.iter().any(|act| entry.does(act))
        };
        entries.find(|(i, entry)| wanted(*i, entry)).and_then(|(i, _)| self.annex(i))
    }

    /// Lists messages by their day, each with its annex.
    pub(super) fn days(&self, entries: &[usize]) -> Line {
        let mut line = Line::default();
        for i in entries {
            let Some(day) = self.audited.days[*i] else { continue };
            let between = if line.is_empty() { "" } else { ", " };
            line =
                self.with_annex(line.then(between, Piece::Plain(self.words.short_date(day))), *i);
        }
        line
    }

    /// Lists the findings that stand at a message and that nobody set aside.
    pub(super) fn findings_at(&self, entry: usize) -> impl Iterator<Item = &Finding> {
        let findings = self.audited.judgement.findings.iter();
        findings.filter(move |f| f.entry == Some(entry) && f.waived.is_none())
    }

    /// Gives the day until which the clock was looked at: that of the answer or of the audit.
    pub(super) fn until(&self) -> NaiveDate {
        self.audited.clock.answered.unwrap_or(self.audited.clock.as_of)
    }
}

/// Adds a reference in brackets to a line, before its full stop, if there is one.
pub(super) fn with(mut line: Line, link: Option<Piece>) -> Line {
    let Some(link) = link else { return line };
    let stops = match line.0.last_mut() {
        Some(Piece::Plain(text)) if text.ends_with('.') => text.pop().is_some(),
        _ => false,
    };
    let close = if stops { ")." } else { ")" };
    line.then(" (", link).then("", Piece::Plain(close.to_owned()))
}

/// Refers to a finding by its name for people.
pub(super) fn to_finding(finding: &Finding, words: &Words) -> Piece {
    let title = words.of_tactic(&finding.tactic, "title", &finding.card.title).into_owned();
    Piece::Link(Anchor::Finding(finding.id.clone()), title)
}

pub(super) fn party(party: Party, words: &Words) -> String {
    words.say(match party {
        Party::Subject => "party-subject",
        Party::Controller => "party-controller",
        Party::Authority => "party-authority",
        Party::Auto => "party-auto",
        Party::Third => "party-third",
    })
}
