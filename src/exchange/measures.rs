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

/// How a message puts the matter off.
const PUTS_OFF: [&str; 4] = ["acknowledges", "updates-emptily", "extends", "promises-answer"];
/// What hands the matter to the person: something is asked of them, or they are turned away.
const HANDS_OVER: [&str; 18] = [
    "demands-item",
    "offers-choice-of-item",
    "demands-form",
    "demands-clarification",
    "demands-fee",
    "demands-attendance",
    "redirects-to-portal",
    "redirects-to-desk",
    "asks-for-more",
    "asks-motive",
    "paper-only",
    "refuses",
    "refuses-for-motive",
    "refuses-representative",
    "denies-gdpr",
    "invokes-article-11",
    "cannot-find-request",
    "points-to-other-controller",
];

/// Tells whether a message of the organisation puts the matter off and asks nothing of the person.
fn only_puts_off(entry: &super::Entry) -> bool {
    let does = |acts: &[&str]| acts.iter().any(|act| entry.does(act));
    does(&PUTS_OFF) && !entry.answers && !does(&HANDS_OVER)
}

/// Tells who had to act when, from the day of receipt to the end: whoever is written to, until they write; a bare
/// acknowledgement or a word that it takes longer leaves it to the organisation to act.
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
        if entry.party == of && !(of == Party::Controller && only_puts_off(entry)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Act, Entry};
    use crate::id::{ActId, MessageId};

    #[test]
    fn an_acknowledgement_leaves_it_to_the_organisation_to_act() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2020, 1, day).expect("a day");
        let entry = |on: u32, party, acts: &[&str]| {
            let act =
                |act: &&str| Act { act: ActId::new(*act), item: None, sentence: 0, span: 0..0 };
            let time = day(on).and_hms_opt(9, 0, 0).expect("a time").and_utc().fixed_offset();
            let id = MessageId::new(format!("{on}@x"));
            Entry::made_up(id, time, party, acts.iter().map(act).collect(), false)
        };
        let told = |acts: &[&str]| {
            let entries = vec![
                entry(1, Party::Subject, &["requests-access"]),
                entry(3, Party::Controller, acts),
                entry(8, Party::Subject, &["chases"]),
            ];
            let on = |i: usize| entries[i].message.date.map(|date| date.date_naive());
            let exchange = Exchange::made_up(entries.clone());
            turns(&exchange, day(1), day(10), &on).iter().map(|t| (t.of, t.to)).collect::<Vec<_>>()
        };
        let (controller, subject) = (Party::Controller, Party::Subject);
        assert_eq!(told(&["acknowledges", "extends", "gives-reason"]), [(controller, day(10))]);
        let handed = [(controller, day(3)), (subject, day(8)), (controller, day(10))];
        assert_eq!(told(&["acknowledges", "demands-item"]), handed);
        assert_eq!(told(&[]), handed, "what is not understood is not held against it");
    }
}
