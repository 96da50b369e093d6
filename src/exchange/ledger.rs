//! Keeps account of the identifying items: which were demanded, when, and when they were given.

use super::act::{Acts, ItemKind, Spotted};
use super::{Entry, Party};
use crate::id::ItemId;
use crate::lexicon::ConceptSet;
use std::collections::BTreeMap;

/// A sentence that gives a value is short.
const TELLING_WORDS: usize = 14;

/// One item: the messages, as indices, that demand it and that give it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerLine {
    /// Messages of the controller that ask for it.
    pub demanded: Vec<usize>,
    /// Messages of the subject that give it.
    pub supplied: Vec<usize>,
}

/// The account of an exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The items that were demanded or given, by id.
    pub lines: BTreeMap<ItemId, LedgerLine>,
    /// The names of items in reports, where they differ from the ids.
    names: BTreeMap<ItemId, ItemId>,
}

impl Ledger {
    /// Keeps the account from acts alone.
    pub(super) fn of_acts(entries: &[Entry]) -> Self {
        let mut ledger = Self::default();
        for (i, entry) in entries.iter().enumerate() {
            for act in &entry.acts {
                let Some(item) = &act.item else { continue };
                match act.act.as_str() {
                    "demands-item" | "offers-choice-of-item" => {
                        push(&mut ledger.line(item).demanded, i);
                    }
                    "supplies-item" => push(&mut ledger.line(item).supplied, i),
                    _ => {}
                }
            }
        }
        ledger
    }

    pub(super) fn of(entries: &[Entry], seen: &[(&[Spotted], ConceptSet)], acts: &Acts) -> Self {
        let mut ledger = Self::default();
        ledger.names = acts.items.iter().map(|i| (i.id.clone(), i.ledger.clone())).collect();
        for (i, entry) in entries.iter().enumerate() {
            match entry.party {
                Party::Controller => {
                    for act in &entry.acts {
                        let asks = ["demands-item", "offers-choice-of-item"];
                        if let (true, Some(item)) = (asks.contains(&act.act.as_str()), &act.item) {
                            push(&mut ledger.line(item).demanded, i);
                        }
                    }
                }
                Party::Subject => ledger.supplies(i, entry, seen[i], acts),
                _ => {}
            }
        }
        ledger
    }

    /// Gives the name of an item in reports.
    pub fn shown<'a>(&'a self, item: &'a ItemId) -> &'a str {
        self.names.get(item).unwrap_or(item).as_str()
    }

    fn line(&mut self, item: &ItemId) -> &mut LedgerLine {
        self.lines.entry(item.clone()).or_default()
    }

    fn supplies(&mut self, i: usize, entry: &Entry, seen: (&[Spotted], ConceptSet), acts: &Acts) {
        let (spotted, files) = seen;
        let declined = |item: &ItemKind, sentence: usize| {
            entry.acts.iter().any(|a| {
                a.act.as_str() == "declines-item"
                    && a.sentence == sentence
                    && a.item.as_ref() == Some(&item.id)
            })
        };
        // A formal notice tells what was given before; it gives nothing new by saying so.
        let recounts = entry.does("gives-formal-notice");
        let said = entry.acts.iter().filter(|a| a.act.as_str() == "supplies-item" && !recounts);
        for act in said {
            let Some(item) = &act.item else { continue };
            // A document or picture is given when it was asked for and comes along, or was put on
            // the controller's own page; one that nobody asked for proves something else.
            let asked = self.lines.get(item).is_some_and(|line| !line.demanded.is_empty());
            let comes = !entry.message.attachments.is_empty() || entry.does("uploads");
            if acts.item(item).is_none_or(|kind| kind.told) || (asked && comes) {
                push(&mut self.line(item).supplied, i);
            }
        }
        for item in acts.items.iter().filter(|item| files.contains(item.concept)) {
            push(&mut self.line(&item.id).supplied, i);
        }
        for item in acts.items.iter().filter(|item| item.told) {
            let told = spotted.iter().enumerate().any(|(n, s)| {
                s.own.contains(item.concept)
                    && s.digits
                    && s.words <= TELLING_WORDS
                    && !declined(item, n)
            });
            let dialled =
                item.id.as_str() == "phone" && has_phone_number(&entry.message.own_words());
            if told || dialled {
                push(&mut self.line(&item.id).supplied, i);
            }
        }
    }
}

fn push(list: &mut Vec<usize>, index: usize) {
    if list.last() != Some(&index) {
        list.push(index);
    }
}

/// Finds a telephone number: nine to fifteen digits that begin with 0 or +.
fn has_phone_number(text: &str) -> bool {
    let mut digits = 0;
    let mut begins = false;
    let mut previous = ' ';
    for c in text.chars().chain(['\0']) {
        match c {
            '0'..='9' => {
                if digits == 0 {
                    begins = (c == '0' && !previous.is_alphanumeric()) || previous == '+';
                }
                digits += 1;
            }
            ' ' | '\n' | '.' | '-' | '(' | ')' | '/' if digits > 0 => {}
            _ => {
                if begins && (9..=15).contains(&digits) {
                    return true;
                }
                digits = 0;
            }
        }
        previous = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_told_from_other_digits() {
        for text in ["06 39\n98 44 10", "call 087 555 0199.", "+33 6 39 98 00 00"] {
            assert!(has_phone_number(text), "{text}");
        }
        for text in ["BN-40417", "7f3c9a10", "le 22 janvier 2020", "88-2041-7", "2026-01-02 10"] {
            assert!(!has_phone_number(text), "{text}");
        }
    }
}
