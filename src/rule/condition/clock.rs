//! The clock stands so.

use super::{Context, Verdict};
use crate::clock::{State, Step};
use crate::finding::{Evidence, Gap};
use serde::Deserialize;

/// A state that a rule can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wanted {
    /// The last day passed without an answer, or before it.
    Missed,
    /// The last day has not passed.
    Running,
}

/// What an extension came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Extension {
    /// It moved the last day.
    Valid,
    /// It had no effect.
    Void,
}

/// The clock is in a state, or made something of the extension in the message in question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockIs {
    state: Option<Wanted>,
    extension: Option<Extension>,
}

impl ClockIs {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        if let Some(wanted) = self.state {
            let verdict = stands(wanted, context);
            if self.extension.is_none() || !matches!(verdict, Verdict::Match(_)) {
                return verdict;
            }
        }
        let day = anchor.and_then(|a| a.message).and_then(|i| context.days[i]);
        let (Some(wanted), Some(day)) = (self.extension, day) else { return Verdict::NoMatch };
        Verdict::holds(context.clock.steps.iter().any(|step| match (wanted, step) {
            (Extension::Valid, Step::Extended { notice, .. })
            | (Extension::Void, Step::Void { notice, .. }) => *notice == day,
            _ => false,
        }))
    }
}

/// Finds a message, in time, that may be the answer without having been understood.
fn unclear(context: &Context<'_>) -> Option<Gap> {
    let until = context.clock.beyond_doubt?;
    let mut entries = context.exchange.entries.iter().zip(context.days);
    let found = entries.find(|(entry, day)| entry.unclear && day.is_some_and(|day| day <= until));
    found.map(|(entry, _)| Gap::Unclear(entry.message.id.clone()))
}

fn stands(wanted: Wanted, context: &Context<'_>) -> Verdict {
    let clock = context.clock;
    match (wanted, clock.state()) {
        (_, State::NotStarted) => Verdict::Undecided(Gap::NoRequest),
        (Wanted::Running, state) => Verdict::holds(state == State::Running),
        (Wanted::Missed, State::Doubtful) => Verdict::Undecided(Gap::DoubtfulCalendar),
        (Wanted::Missed, State::Missed) => {
            // What came with the first answer, or after it, changes nothing, whatever it says.
            let unread = context.unread(clock.answered);
            if let Some(gap) = unread.or_else(|| unclear(context)) {
                return Verdict::Undecided(gap);
            }
            let shown =
                |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |d| d.to_string());
            let facts = [
                ("due".to_owned(), shown(clock.last_day())),
                ("days_late".to_owned(), clock.days_late.to_string()),
            ];
            let related =
                context.exchange.request.into_iter().chain(context.exchange.first_answer());
            let related = related.collect();
            Verdict::Match(vec![Evidence { related, facts: facts.into(), ..Evidence::default() }])
        }
        (Wanted::Missed, State::Running | State::Met) => Verdict::NoMatch,
    }
}
