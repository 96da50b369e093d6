//! Finds in an exchange the dates that matter to its clock.

use super::reckon::{ExtensionNotice, Facts, Query, QueryKind};
use crate::exchange::{Act, Entry, Exchange, Party, returned};
use crate::id::MemberState;
use crate::message::{Kind, days_named};
use chrono::{DateTime, FixedOffset, NaiveDate};
use jiff::tz::TimeZone;

/// A question is prompt if it comes within so many days of receipt: our threshold, not the law's.
const PROMPT_DAYS: i64 = 7;

/// Tells the local day of a moment: in the time zone of the state, else by the request's own offset.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Option<TimeZone>,
    offset: Option<FixedOffset>,
}

/// Gives the offset that a time zone has at a moment.
fn offset_in(zone: &TimeZone, at: DateTime<FixedOffset>) -> Option<FixedOffset> {
    let at = jiff::Timestamp::from_second(at.timestamp()).ok()?;
    FixedOffset::east_opt(zone.to_offset(at).seconds())
}

impl Calendar {
    /// Makes the calendar of an exchange.
    pub fn of(
        exchange: &Exchange,
        holidays: &super::holiday::HolidayTable,
        state: Option<&MemberState>,
    ) -> Self {
        let zone = state.and_then(|code| holidays.state(code.as_str()));
        let request = exchange.request.map(|i| &exchange.entries[i].message);
        Self {
            zone: zone.and_then(|s| TimeZone::get(&s.time_zone).ok()),
            offset: request.and_then(|m| m.date).map(|date| *date.offset()),
        }
    }

    /// Gives the local day of a message; `None` when it bears no date.
    pub fn day(&self, entry: &Entry) -> Option<NaiveDate> {
        let date = entry.message.date?;
        let local = self.zone.as_ref().and_then(|zone| offset_in(zone, date)).or(self.offset);
        Some(local.map_or(date.date_naive(), |offset| date.with_timezone(&offset).date_naive()))
    }
}

/// Gathers the facts of an exchange.
pub fn facts(exchange: &Exchange, calendar: &Calendar) -> Facts {
    let entries = &exchange.entries;
    let by_mail = exchange.request.and_then(|i| calendar.day(&entries[i]));
    let by_letter = exchange.letters.iter().find(|l| l.is_request()).map(|l| l.date);
    let received = [by_mail, by_letter].into_iter().flatten().min();
    let mut facts = Facts {
        received,
        by_letter: by_letter.is_some() && received == by_letter && by_mail != by_letter,
        ..Facts::default()
    };
    let Some(received) = received else { return facts };
    let bounced = entries.iter().filter_map(|e| calendar.day(returned(entries, e)?));
    facts.bounced.extend(bounced.filter(|day| *day < received));
    let from = exchange.request.unwrap_or(0);
    let acknowledges = |entry: &&Entry| {
        let speaks = matches!(entry.party, Party::Controller | Party::Auto);
        let returned = entry.message.bounce.is_some();
        speaks && !returned && (entry.does("acknowledges") || entry.message.kind == Kind::TicketAck)
    };
    let acknowledged = entries.iter().skip(from).filter(acknowledges);
    facts.acknowledged = acknowledged.filter_map(|e| calendar.day(e)).find(|day| *day >= received);
    for (i, entry) in exchange.of(Party::Controller).filter(|(i, _)| *i >= from) {
        let Some(on) = calendar.day(entry) else { continue };
        let until = day_set(entry, &|act| PROMISES.contains(&act.act.as_str()), on);
        let extends = entry.does("extends");
        let promises = entry.does("promises-answer") && until.is_some();
        if (extends || promises) && !entry.answers {
            let reasons = [
                "gives-stock-reason",
                "gives-specific-reason",
                "gives-internal-reason",
                "gives-reason",
            ];
            let reasons = reasons.iter().any(|act| entry.does(act));
            let too_long = entry.does("extends-too-long");
            let promised = !extends;
            facts.extensions.push(ExtensionNotice { on, reasons, too_long, until, promised });
        }
        let replies = exchange.of(Party::Subject).filter(|(j, _)| *j > i);
        let met = replies.map(|(_, e)| e).find_map(|e| calendar.day(e));
        if let Some(kind) = justified(entry, met.is_some()) {
            let prompt = (on - received).num_days() <= PROMPT_DAYS;
            if prompt && facts.queries.is_empty() {
                facts.queries.push(Query { kind, asked: on, met });
            }
        }
    }
    let by_mail = exchange.first_answer().and_then(|i| calendar.day(&entries[i]));
    let by_letter = exchange.letters.iter().filter(|l| l.is_answer() && l.date >= received);
    facts.answered = by_mail.into_iter().chain(by_letter.map(|l| l.date)).min();
    facts
}

/// Acts by which the organisation sets itself a day.
const PROMISES: [&str; 2] = ["extends", "promises-answer"];
/// A day later than so many days, beside a nearer one, is one without a year: that of the request.
const NEAR_DAYS: i64 = 183;

/// Gives the last day that a message of the organisation sets itself by one of some acts.
pub fn day_set(entry: &Entry, by: &dyn Fn(&Act) -> bool, on: NaiveDate) -> Option<NaiveDate> {
    let words = entry.acts.iter().filter(|act| by(act));
    let words = words.filter_map(|act| entry.message.text.get(act.span.clone()));
    let days: Vec<NaiveDate> = words.flat_map(|words| days_named(words, on)).collect();
    let near = days.iter().filter(|day| (**day - on).num_days() <= NEAR_DAYS).max();
    near.or(days.iter().max()).copied()
}

/// Tells whether a message asks a question that the law allows to stop the clock: about identity with
/// a doubt that concerns this person, or about the scope where the data are many and "all" is accepted.
fn justified(entry: &Entry, is_met: bool) -> Option<QueryKind> {
    let doubts = entry.does("states-doubt");
    let asks = entry.does("demands-item") || entry.does("offers-choice-of-item");
    if asks && doubts {
        return Some(QueryKind::Identity);
    }
    if entry.does("states-large-volume") && entry.does("accepts-everything") {
        return Some(QueryKind::Clarification);
    }
    // Whoever does not know who asks may wait for a word in whatever way it is asked for; if one came, it was.
    let asks = ["sets-condition", "asks-for-more", "demands-clarification"];
    let waits = doubts && !entry.answers && (is_met || asks.iter().any(|act| entry.does(act)));
    waits.then_some(QueryKind::Identity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ActId, MessageId};

    fn kind_of(acts: &[&str], answers: bool) -> Option<QueryKind> {
        let date = "2024-03-01T10:00:00+01:00".parse().expect("a date");
        let act = |act: &&str| Act { act: ActId::new(*act), item: None, sentence: 0, span: 0..0 };
        let acts = acts.iter().map(act).collect();
        let id = MessageId::new("1@x");
        let entry = Entry::made_up(id, date, Party::Controller, acts, answers);
        assert_eq!(
            justified(&entry, true).is_some(),
            !answers && entry.does("states-doubt"),
            "a word came"
        );
        justified(&entry, false)
    }

    #[test]
    fn a_doubt_stops_the_clock_where_a_word_is_waited_for() {
        let identity = Some(QueryKind::Identity);
        assert_eq!(kind_of(&["states-doubt", "demands-item"], false), identity);
        assert_eq!(kind_of(&["states-doubt", "sets-condition"], false), identity);
        assert_eq!(kind_of(&["states-doubt"], false), None, "nothing is asked");
        assert_eq!(kind_of(&["states-doubt", "sets-condition"], true), None, "it is answered");
        assert_eq!(kind_of(&["demands-item"], false), None, "no doubt is stated");
        let many = ["states-large-volume", "accepts-everything", "states-doubt", "asks-for-more"];
        assert_eq!(kind_of(&many, false), Some(QueryKind::Clarification));
    }

    #[test]
    fn the_day_of_the_request_is_no_day_that_is_set() {
        let on = NaiveDate::from_ymd_opt(2026, 2, 20).expect("a day");
        let set = |text: &str| {
            let date = "2026-02-20T10:00:00+01:00".parse().expect("a date");
            let span = 0..text.len();
            let act = Act { act: ActId::new("extends"), item: None, sentence: 0, span };
            let id = MessageId::new("1@x");
            let mut entry = Entry::made_up(id, date, Party::Controller, vec![act], false);
            entry.message.text = text.to_owned();
            day_set(&entry, &|act| act.act.as_str() == "extends", on).map(|day| day.to_string())
        };
        let text = "Your request of 14 January takes until 22 March.";
        assert_eq!(set(text).as_deref(), Some("2026-03-22"));
        assert_eq!(set("It takes until 20 January 2027.").as_deref(), Some("2027-01-20"));
        assert_eq!(set("It takes longer."), None);
    }
}
