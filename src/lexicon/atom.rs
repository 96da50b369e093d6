//! Names the words and word patterns of phrases, and tells which of them a word of a text is.

use super::fold::Kind;
use rustc_hash::FxHashMap;

/// A word pattern by its number.
pub(super) type AtomId = u32;

/// What a phrase asks of one word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Atom {
    Word(String),
    Prefix(String),
    Suffix(String),
    Infix(String),
    Number,
    Currency,
    Url,
    Email,
    /// Any of several patterns.
    Class(Box<[AtomId]>),
}

/// Every word pattern of a language.
#[derive(Debug, Default)]
pub(super) struct AtomTable {
    ids: FxHashMap<Atom, AtomId>,
    words: FxHashMap<String, AtomId>,
    prefixes: FxHashMap<String, AtomId>,
    suffixes: FxHashMap<String, AtomId>,
    infixes: Vec<(String, AtomId)>,
    classes_of: FxHashMap<AtomId, Vec<AtomId>>,
    members_of: FxHashMap<AtomId, Box<[AtomId]>>,
}

/// Words that are a currency, beside the signs.
const CURRENCIES: [&str; 16] = [
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf", "francs",
    "cad", "brl", "dkk", "sek", "pln",
];

impl AtomTable {
    pub(super) fn intern(&mut self, atom: Atom) -> AtomId {
        if let Some(id) = self.ids.get(&atom) {
            return *id;
        }
        // Rule files are a few hundred kilobytes.
        let id = self.ids.len() as AtomId;
        match &atom {
            Atom::Word(text) => drop(self.words.insert(text.clone(), id)),
            Atom::Prefix(text) => drop(self.prefixes.insert(text.clone(), id)),
            Atom::Suffix(text) => drop(self.suffixes.insert(text.clone(), id)),
            Atom::Infix(text) => self.infixes.push((text.clone(), id)),
            Atom::Class(members) => {
                self.members_of.insert(id, members.clone());
                for member in members {
                    self.classes_of.entry(*member).or_default().push(id);
                }
            }
            Atom::Number | Atom::Currency | Atom::Url | Atom::Email => {}
        }
        self.ids.insert(atom, id);
        id
    }

    pub(super) fn class(&mut self, members: &[AtomId]) -> AtomId {
        let flat = |id: &AtomId| self.members_of.get(id).map_or(vec![*id], |inner| inner.to_vec());
        let mut members: Vec<AtomId> = members.iter().flat_map(flat).collect();
        members.sort_unstable();
        members.dedup();
        self.intern(Atom::Class(members.into_boxed_slice()))
    }

    /// Lists, in order, the patterns that a word matches.
    pub(super) fn matching(&self, word: &str, kind: Kind) -> Vec<AtomId> {
        let mut found = Vec::new();
        let mut special = |atom| found.extend(self.ids.get(&atom).copied());
        match kind {
            Kind::Number => special(Atom::Number),
            Kind::Currency => special(Atom::Currency),
            Kind::Url => special(Atom::Url),
            Kind::Email => special(Atom::Email),
            Kind::Word if CURRENCIES.contains(&word) => special(Atom::Currency),
            Kind::Word => {}
        }
        if matches!(kind, Kind::Word | Kind::Number) {
            found.extend(self.words.get(word).copied());
            for (cut, _) in word.char_indices().skip(1) {
                found.extend(self.prefixes.get(&word[..cut]).copied());
                found.extend(self.suffixes.get(&word[cut..]).copied());
            }
            found.extend(self.prefixes.get(word).copied());
            found.extend(self.suffixes.get(word).copied());
            found.extend(self.infixes.iter().filter(|(part, _)| word.contains(part)).map(|p| p.1));
        }
        let classes: Vec<AtomId> =
            found.iter().filter_map(|atom| self.classes_of.get(atom)).flatten().copied().collect();
        found.extend(classes);
        found.sort_unstable();
        found.dedup();
        found
    }
}
