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
#[serde(try_from = "Source")]
pub struct Dated {
    act: String,
    is_before: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    act: String,
    before: Option<Event>,
    after: Option<Event>,
}

impl TryFrom<Source> for Dated {
    type Error = &'static str;

    fn try_from(source: Source) -> Result<Self, Self::Error> {
        let is_before = match (source.before, source.after) {
            (Some(Event::Receipt), None) => true,
            (None, Some(Event::Receipt)) => false,
            _ => return Err("`dated` needs one of `before` and `after`"),
        };
        Ok(Self { act: source.act, is_before })
    }
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
        let fits = |day: &NaiveDate| (*day < event) == self.is_before;
        Verdict::holds(!days.is_empty() && days.iter().all(fits))
    }
}
