//! Something occurs so many times.

use super::{Context, Name, Verdict, shows};
use crate::clock::day_set;
use crate::exchange::{Act, Entry, Party, Side};
use crate::finding::Evidence;
use serde::Deserialize;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    /// Messages that do one of the acts.
    #[default]
    Messages,
    /// Different acts in the message in question and the earlier ones of the same side.
    Acts,
    /// Messages that do one of the acts and put the matter off: nothing else in them moves it, or the act names a
    /// day that passes without an answer.
    Postponements,
    /// Messages from the request on and before the message in question.
    MessagesBefore,
    /// Messages before the message in question, or before the first escalation.
    MessagesBeforeEscalation,
}

/// Something occurs at least, or at most, so many times.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Count {
    act: String,
    #[serde(default)]
    what: What,
    by: Option<Side>,
    at_least: Option<usize>,
    at_most: Option<usize>,
}

/// The act by which a message says that nothing has happened yet.
const IDLE: &str = "updates-emptily";
/// Acts that move the matter, so that the message is no mere update.
const MOVES: [&str; 7] = [
    "demands-item",
    "redirects-to-portal",
    "redirects-to-desk",
    "demands-fee",
    "demands-clarification",
    "extends",
    "offers-choice-of-item",
];

impl Count {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.act.clone()));
    }

    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let entries = &context.exchange.entries;
        let found: Vec<usize> = match self.what {
            What::Acts => {
                let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
                let so_far = || entries[..=i].iter().filter(|e| e.party == entries[i].party);
                let done = |act: &&str| so_far().any(|entry| entry.does(act));
                let done = self.act.split('|').filter(done).count();
                return self.judge(done, Vec::new());
            }
            What::Messages => self.messages(context, 0..entries.len(), |_| true),
            What::Postponements => {
                let put_off = |i: usize| {
                    let entry = &entries[i];
                    let idle = entry.does(IDLE) && !MOVES.iter().any(|act| entry.does(act));
                    !entry.answers && (idle || self.names_missed_day(context, i))
                };
                self.messages(context, 0..entries.len(), put_off)
            }
            What::MessagesBefore => {
                let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
                let first = context.exchange.request.unwrap_or(0).min(i);
                self.messages(context, first..i, |_| true)
            }
            What::MessagesBeforeEscalation => {
                let first = context.exchange.request.map_or(0, |r| r + 1);
                let end = context.exchange.escalations().next().unwrap_or(entries.len());
                self.messages(context, first..end.max(first), |_| true)
            }
        };
        self.judge(found.len(), found)
    }

    fn messages(
        &self,
        context: &Context<'_>,
        range: std::ops::Range<usize>,
        counts: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let entries = &context.exchange.entries;
        let side = |entry: &Entry| match entry.party {
            Party::Subject => self.by != Some(Side::Controller),
            Party::Controller => self.by != Some(Side::Subject),
            _ => false,
        };
        range
            .filter(|i| side(&entries[*i]) && counts(*i))
            .filter(|i| shows(&entries[*i], false, &self.act).is_some())
            .collect()
    }

    /// Tells whether the last day that a message sets itself by one of the acts passes without an answer.
    fn names_missed_day(&self, context: &Context<'_>, i: usize) -> bool {
        let (entry, clock) = (&context.exchange.entries[i], context.clock);
        let Some(spoken) = context.days[i] else { return false };
        let by = |act: &Act| self.act.split('|').any(|id| id == act.act.as_str());
        day_set(entry, &by, spoken).is_some_and(|day| {
            day > spoken
                && day < clock.as_of
                && clock.answered.is_none_or(|answered| answered > day)
        })
    }

    fn judge(&self, count: usize, related: Vec<usize>) -> Verdict {
        let enough =
            self.at_least.is_none_or(|n| count >= n) && self.at_most.is_none_or(|n| count <= n);
        if !enough {
            return Verdict::NoMatch;
        }
        let facts = [("count".to_owned(), count.to_string())].into();
        Verdict::Match(vec![Evidence { related, facts, ..Evidence::default() }])
    }
}
