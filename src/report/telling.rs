//! What the parts of an exchange's report share: the exchange, its annexes, and the language.

use super::Audited;
use super::annex::Annexes;
use super::document::{Anchor, Line, Piece};
use super::words::Words;
use crate::exchange::Party;
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
        let line = line.into();
        match self.annex(entry) {
            Some(link) => Line(
                line.then(" (", link).0.into_iter().chain([Piece::Plain(")".to_owned())]).collect(),
            ),
            None => line,
        }
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
