//! The message came so many days after an event.

use super::{Context, Verdict};
use crate::finding::{Evidence, Gap};
use serde::Deserialize;

/// The event from which days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Since {
    /// The receipt of the request.
    Receipt,
    /// The last day that applied.
    Due,
}

/// The message came more than so many days after an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    since: Since,
    #[serde(default)]
    days: i64,
}

impl After {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let since = match self.since {
            Since::Receipt => context.clock.start,
            Since::Due => context.clock.last_day(),
        };
        let Some(since) = since else { return Verdict::Undecided(Gap::NoRequest) };
        let Some(day) = context.days[i] else {
            return Verdict::Undecided(Gap::NoDate(context.exchange.entries[i].message.id.clone()));
        };
        let days = (day - since).num_days();
        if days <= self.days {
            return Verdict::NoMatch;
        }
        let facts = [("days".to_owned(), days.to_string())].into();
        Verdict::Match(vec![Evidence { facts, ..Evidence::default() }])
    }
}
