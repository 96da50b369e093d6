//! What the message in question speaks of happened before the request, or after it.

use super::{Context, Name, Verdict};
use crate::finding::Evidence;
use crate::rule::day::days_named;
use chrono::NaiveDate;
use serde::Deserialize;

/// An event before or after which something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Event {
    /// The receipt of the request.
    Receipt,
}

/// The sentence by which the message in question does one of the acts names a day, and each day
/// that it names is before an event, or on its day and later.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    act: String,
    before: Option<Event>,
    after: Option<Event>,
}

impl Dated {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.act.clone()));
    }

    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let (Some(event), Some(spoken)) = (context.clock.start, context.days[i]) else {
            return Verdict::NoMatch;
        };
        let entry = &context.exchange.entries[i];
        let wanted = |act: &str| self.act.split('|').any(|name| name == act);
        let acts = entry.acts.iter().filter(|act| wanted(act.act.as_str()));
        let words = acts.filter_map(|act| entry.message.text.get(act.span.clone()));
        let days: Vec<_> = words.flat_map(|words| days_named(words, spoken)).collect();
        let before = |day: &NaiveDate| self.before.is_none_or(|Event::Receipt| *day < event);
        let after = |day: &NaiveDate| self.after.is_none_or(|Event::Receipt| *day >= event);
        Verdict::holds(!days.is_empty() && days.iter().all(|day| before(day) && after(day)))
    }
}
