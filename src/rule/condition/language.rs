//! The message in question is in such a language.

use super::{Context, Verdict};
use crate::exchange::{Entry, Party, Side};
use crate::finding::Evidence;
use crate::id::Language;
use serde::Deserialize;

/// Fewer bytes of telling sentences are too short to show a language.
const SHORTEST: usize = 80;
/// So much of what it says, in percent, shows the language of a message.
const MOST: usize = 70;
/// So much of a message, in percent, shows that its author used a language in it; so many bytes do too.
const SOME: usize = 15;
const SOME_BYTES: usize = 120;

/// The message in question is in such a language; a short message, and one in several languages, is
/// in none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InLanguage {
    /// It is this one.
    is: Option<Language>,
    /// This side has written, but never in it, up to this message; nor did anybody before the request.
    foreign_to: Option<Side>,
}

impl InLanguage {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let entries = &context.exchange.entries;
        let Some(language) = of(&entries[i]) else { return Verdict::NoMatch };
        if self.is.as_ref().is_some_and(|wanted| wanted != language) {
            return Verdict::NoMatch;
        }
        let Some(side) = self.foreign_to else { return Verdict::holds(true) };
        let party = match side {
            Side::Subject => Party::Subject,
            Side::Controller => Party::Controller,
        };
        let request = context.exchange.request.unwrap_or(0);
        let so_far = || entries[..i].iter().enumerate();
        let known = so_far()
            .filter(|(at, entry)| entry.party == party || *at < request)
            .any(|(_, entry)| uses(entry, language));
        let own = so_far().rfind(|(_, e)| e.party == party && of(e).is_some());
        let Some((at, other)) = own.filter(|_| !known) else { return Verdict::NoMatch };
        let facts = [("language", Some(language)), ("own", of(other))];
        let facts = facts.into_iter().filter_map(|(k, l)| Some((k.to_owned(), l?.to_string())));
        let (related, facts) = (vec![at], facts.collect());
        Verdict::Match(vec![Evidence { related, facts, ..Evidence::default() }])
    }
}

/// Tells the language of a message as a whole.
fn of(entry: &Entry) -> Option<&Language> {
    let all: usize = entry.languages.values().sum();
    let (language, most) = entry.languages.iter().max_by_key(|(_, bytes)| **bytes)?;
    (*most >= SHORTEST && most * 100 >= all * MOST).then_some(language)
}

/// Tells whether a good part of a message is in a language.
fn uses(entry: &Entry, language: &Language) -> bool {
    let all: usize = entry.languages.values().sum();
    entry.languages.get(language).is_some_and(|b| *b >= SOME_BYTES || b * 100 >= all * SOME)
}
