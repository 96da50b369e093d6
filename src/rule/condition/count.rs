//! Something occurs so many times.

use super::{Context, Name, Verdict, shows};
use crate::exchange::{Entry, Party, Side};
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
    /// Messages that do one of the acts and nothing else that moves the matter.
    EmptyMessages,
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
            What::EmptyMessages => self.messages(context, 0..entries.len(), |e| {
                !e.answers && !MOVES.iter().any(|act| e.does(act))
            }),
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
        counts: impl Fn(&Entry) -> bool,
    ) -> Vec<usize> {
        let entries = &context.exchange.entries;
        let side = |entry: &Entry| match entry.party {
            Party::Subject => self.by != Some(Side::Controller),
            Party::Controller => self.by != Some(Side::Subject),
            _ => false,
        };
        range
            .filter(|i| side(&entries[*i]) && counts(&entries[*i]))
            .filter(|i| shows(&entries[*i], false, &self.act).is_some())
            .collect()
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
