//! The account of identifying items shows something about the message in question.

use super::{Context, Verdict};
use crate::finding::Evidence;
use serde::Deserialize;

/// What the account can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shows {
    /// The message demands an item that was given before.
    DemandedAgain,
    /// An item that an earlier message demanded was given before this one.
    MetBefore,
}

/// The account of identifying items shows something about the message in question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerShows {
    shows: Shows,
}

impl LedgerShows {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let lines = &context.exchange.ledger.lines;
        if self.shows == Shows::MetBefore {
            let met = lines.values().find_map(|line| {
                line.supplied.iter().find(|s| **s < i && line.demanded.iter().any(|d| d < *s))
            });
            let evidence = met.map(|s| Evidence { related: vec![*s], ..Evidence::default() });
            return Verdict::of(evidence.into_iter().collect());
        }
        let entry = &context.exchange.entries[i];
        let again = lines.iter().find_map(|(item, line)| {
            let given = line.supplied.iter().find(|s| **s < i)?;
            let act = entry.acts.iter().find(|act| {
                act.act.as_str() == "demands-item" && act.item.as_ref() == Some(item)
            })?;
            Some((item, *given, act.span.clone()))
        });
        let evidence = again.map(|(item, given, span)| Evidence {
            message: Some(i),
            span: Some(span),
            related: vec![given],
            facts: [("item".to_owned(), item.to_string())].into(),
        });
        Verdict::of(evidence.into_iter().collect())
    }
}
