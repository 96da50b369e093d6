//! Sums an exchange up: days, e-mails, and how long each side held the ball.

use super::{Exchange, LetterFrom, LetterKind, Party};
use chrono::NaiveDate;

/// The sums of an exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Messages between the two sides, the automatic ones included; letters are not counted.
    pub emails: usize,
    /// Days from the receipt of the request to the first answer, or to the day of the audit.
    pub days: i64,
    /// Days of these in which the controller had to act.
    pub controller_days: i64,
    /// Days of these in which the subject had to act.
    pub subject_days: i64,
    /// Messages of the controller that demand something to identify the subject.
    pub identity_demands: usize,
    /// Formal notices and complaints, by mail or letter.
    pub escalations: usize,
}

impl Measures {
    /// Sums up from the day of receipt to the end; `day` gives the local day of a message.
    pub fn of(
        exchange: &Exchange,
        start: Option<NaiveDate>,
        end: NaiveDate,
        day: &dyn Fn(usize) -> Option<NaiveDate>,
    ) -> Self {
        let counted = [Party::Subject, Party::Controller, Party::Auto];
        let emails = exchange.entries.iter().filter(|e| counted.contains(&e.party)).count();
        let demands = |e: &&super::Entry| e.party == Party::Controller && e.does("demands-item");
        let identity_demands = exchange.entries.iter().filter(demands).count();
        let escalations = escalations(exchange).count()
            + exchange.letters.iter().filter(|l| l.is_escalation()).count();
        let mut sums = Self { emails, identity_demands, escalations, ..Self::default() };
        let Some(start) = start else { return sums };
        sums.days = (end - start).num_days().max(0);
        for turn in turns(exchange, start, end, day) {
            let days = (turn.to - turn.from).num_days();
            match turn.of {
                Party::Controller => sums.controller_days += days,
                _ => sums.subject_days += days,
            }
        }
        sums
    }
}

/// A time in which one side had to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which side: the person or the organisation.
    pub of: Party,
    /// Since when.
    pub from: NaiveDate,
    /// Until when.
    pub to: NaiveDate,
}

/// Tells who had to act when, from the day of receipt to the end: whoever is written to, until they write.
pub(super) fn turns(
    exchange: &Exchange,
    start: NaiveDate,
    end: NaiveDate,
    day: &dyn Fn(usize) -> Option<NaiveDate>,
) -> Vec<Turn> {
    let mut turns = Vec::new();
    let (mut since, mut of) = (start, Party::Controller);
    for (i, entry) in exchange.entries.iter().enumerate() {
        let Some(on) = day(i).filter(|on| *on > since && *on <= end) else { continue };
        if entry.party == of {
            turns.push(Turn { of, from: since, to: on });
            since = on;
            of = if of == Party::Controller { Party::Subject } else { Party::Controller };
        }
    }
    if end > since {
        turns.push(Turn { of, from: since, to: end });
    }
    turns
}

/// Lists the messages, after the request, in which the subject escalates.
pub(super) fn escalations(exchange: &Exchange) -> impl Iterator<Item = usize> + '_ {
    let after = exchange.request.unwrap_or(0);
    exchange
        .of(Party::Subject)
        .filter(move |(i, e)| {
            *i > after && (e.does("gives-formal-notice") || e.does("files-complaint"))
        })
        .map(|(i, _)| i)
}

impl Exchange {
    /// Tells who had to act when, from the day of receipt to the end.
    pub fn turns(
        &self,
        start: NaiveDate,
        end: NaiveDate,
        day: &dyn Fn(usize) -> Option<NaiveDate>,
    ) -> Vec<Turn> {
        turns(self, start, end, day)
    }

    /// Lists the messages, after the request, in which the subject escalates.
    pub fn escalations(&self) -> impl Iterator<Item = usize> + '_ {
        escalations(self)
    }
}

impl super::Letter {
    /// Tells whether the letter is the request.
    pub fn is_request(&self) -> bool {
        self.from == LetterFrom::Subject && self.kind == LetterKind::Request
    }

    /// Tells whether the letter answers or refuses the request.
    pub fn is_answer(&self) -> bool {
        let kinds = [LetterKind::Answer, LetterKind::Refusal];
        self.from == LetterFrom::Controller && kinds.contains(&self.kind)
    }

    /// Tells whether the letter escalates.
    pub fn is_escalation(&self) -> bool {
        let kinds = [LetterKind::FormalNotice, LetterKind::Complaint];
        self.from == LetterFrom::Subject && kinds.contains(&self.kind)
    }
}
