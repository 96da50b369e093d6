//! Writes the last days of open exchanges as a calendar (iCalendar, RFC 5545).

use super::reckoning::reckoned;
use super::words::{Words, shortened};
use super::{Audit, Audited, Outcome};
use crate::clock::Clock;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property, Trigger};

/// Reminders come at this hour of the day.
const HOUR: i64 = 9;
/// The first reminder comes so many days before.
const BEFORE: u64 = 7;
/// Names are cut at so many characters.
const LONGEST: usize = 120;

/// Writes a calendar with the last day of each exchange that has no answer; texts are in the language of the
/// words.  The same audit gives the same calendar: a later one replaces its entries.
pub fn to_ics(audit: &Audit, words: &Words) -> String {
    let mut calendar = Calendar::empty();
    let language = words.language.to_uppercase();
    let version = env!("CARGO_PKG_VERSION");
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", &format!("-//dilatory//dilatory {version}//{language}")),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    for audited in &audit.exchanges {
        if let Some(due) = due(audited) {
            calendar.push(event(audited, due, words));
        }
    }
    calendar.to_string()
}

/// A deadline for which nobody has answered.
#[derive(Clone, Copy)]
struct Due {
    start: NaiveDate,
    last: NaiveDate,
}

/// Gives the last day of an exchange, if it waits for an answer.
fn due(audited: &Audited) -> Option<Due> {
    let waits = matches!(audited.outcome(), Outcome::Running | Outcome::Unanswered);
    let (start, last) = (audited.clock.start?, audited.clock.last_day()?);
    waits.then_some(Due { start, last })
}

impl Audit {
    /// Tells whether any exchange waits for an answer.
    pub fn waits(&self) -> bool {
        self.exchanges.iter().any(|audited| due(audited).is_some())
    }
}

fn event(audited: &Audited, due: Due, words: &Words) -> Event {
    let uid = format!("{}-due@dilatory", audited.exchange.id);
    let controller = shortened(&audited.exchange.controller.name, LONGEST);
    let title = [("controller", controller.into()), ("date", words.date(due.start).into())];
    let title = words.say_with("due-title", &title);
    let made = audited.clock.as_of.and_time(NaiveTime::MIN).and_utc();
    let mut event = Event::with_uid(&uid);
    event
        .timestamp(made)
        .starts(due.last)
        .summary(&title)
        .description(&description(audited, words))
        .class(Class::Private)
        .categories([words.say("due-category")])
        .add_property("SEQUENCE", "0")
        .add_property("TRANSP", "TRANSPARENT");
    for before in [BEFORE, 0] {
        let day = due.last.checked_sub_days(Days::new(before));
        if day.is_none_or(|day| day < audited.clock.as_of) {
            continue;
        }
        let hours = TimeDelta::hours(HOUR) - TimeDelta::days(before.cast_signed());
        let mut alarm = Alarm::display(&title, Trigger::after_start(hours));
        // Without these the library would write the time of day and a number drawn by lot.
        alarm.timestamp(made).uid(&format!("{}-{before}-{uid}", audited.exchange.id));
        event.alarm(alarm);
    }
    event.done()
}

/// Says how the exchange stands and how its last day was reckoned.
fn description(audited: &Audited, words: &Words) -> String {
    let clock = &audited.clock;
    let mut told = vec![state(audited, clock, words)];
    let strict = clock.due_strict.filter(|strict| clock.last_day() != Some(*strict));
    told.extend(
        strict.map(|day| words.say_with("due-strict", &[("date", words.date(day).into())])),
    );
    told.push(String::new());
    told.push(words.say("due-reckoned"));
    let steps = reckoned(audited, words);
    told.extend(steps.iter().enumerate().map(|(n, step)| format!("{}. {step}", n + 1)));
    told.push(String::new());
    told.push(words.say_with("due-made", &[("date", words.date(clock.as_of).into())]));
    told.join("\n")
}

fn state(audited: &Audited, clock: &Clock, words: &Words) -> String {
    let id = match audited.outcome() {
        _ if audited.is_doubtful() => "summary-doubtful",
        Outcome::Unanswered => "summary-unanswered",
        _ => "summary-running",
    };
    let date = ("date", words.date(clock.as_of).into());
    words.say_with(id, &[date, ("days", clock.days_late.into())])
}
