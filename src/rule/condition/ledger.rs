//! The account of identifying items shows something about the message in question.

use super::{Context, Verdict};
use crate::exchange::{Entry, Party};
use crate::finding::Evidence;
use crate::id::ItemId;
use serde::Deserialize;

/// What the account can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shows {
    /// The message demands an item that was given before.
    DemandedAgain,
    /// An item that an earlier message demanded was given before this one.
    MetBefore,
    /// The message requires what no earlier one did, after the person replied to an earlier requirement
    /// and declined nothing.
    Further,
}

/// Acts by which a message requires something before there is an answer.
const REQUIREMENTS: [&str; 8] = [
    "demands-item",
    "demands-form",
    "demands-fee",
    "demands-clarification",
    "demands-attendance",
    "asks-motive",
    "redirects-to-portal",
    "refuses-representative",
];

/// Lists what a message requires, items each by itself.
fn required(entry: &Entry) -> impl Iterator<Item = (&str, Option<&str>)> {
    let acts = entry.acts.iter().filter(|act| REQUIREMENTS.contains(&act.act.as_str()));
    acts.map(|act| (act.act.as_str(), act.item.as_ref().map(ItemId::as_str)))
}

/// Tells whether two requirements are one in other words: "your identity" and an identity document are.
fn same(a: (&str, Option<&str>), b: (&str, Option<&str>)) -> bool {
    const IDENTITY: [Option<&str>; 2] = [Some("identity-generic"), Some("id-document")];
    a == b || a.0 == b.0 && IDENTITY.contains(&a.1) && IDENTITY.contains(&b.1)
}

/// Finds the reply of the person after which a message requires something further.
fn further(entries: &[Entry], i: usize) -> Option<usize> {
    let by = |party: Party| move |n: &usize| entries[*n].party == party;
    let before: Vec<usize> = (0..i).filter(by(Party::Controller)).collect();
    let first = before.iter().find(|n| required(&entries[**n]).next().is_some())?;
    let reply = (*first..i).rfind(by(Party::Subject))?;
    let declined = (*first..i).any(|n| entries[n].does("declines-item"));
    let known = |what| before.iter().any(|n| required(&entries[*n]).any(|known| same(known, what)));
    (!declined && required(&entries[i]).any(|what| !known(what))).then_some(reply)
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
        if self.shows == Shows::Further {
            let reply = further(&context.exchange.entries, i);
            let evidence = reply.map(|n| Evidence { related: vec![n], ..Evidence::default() });
            return Verdict::of(evidence.into_iter().collect());
        }
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
