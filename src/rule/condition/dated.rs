//! What the message in question speaks of happened before the request.

use super::{Context, Name, Verdict};
use crate::finding::Evidence;
use crate::rule::day::days_named;
use serde::Deserialize;

/// An event before which something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Before {
    /// The receipt of the request.
    Receipt,
}

/// The sentence by which the message in question does one of the acts names a day, and each day
/// that it names is before an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    act: String,
    before: Before,
}

impl Dated {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.act.clone()));
    }

    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let Before::Receipt = self.before;
        let (Some(event), Some(spoken)) = (context.clock.start, context.days[i]) else {
            return Verdict::NoMatch;
        };
        let entry = &context.exchange.entries[i];
        let wanted = |act: &str| self.act.split('|').any(|name| name == act);
        let acts = entry.acts.iter().filter(|act| wanted(act.act.as_str()));
        let words = acts.filter_map(|act| entry.message.text.get(act.span.clone()));
        let days: Vec<_> = words.flat_map(|words| days_named(words, spoken)).collect();
        Verdict::holds(!days.is_empty() && days.iter().all(|day| *day < event))
    }
}
