//! Names the words and word patterns of phrases, and tells which of them a word of a text is.

use super::fold::Kind;
use super::spelling;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A word pattern by its number.
pub(super) type AtomId = u32;

/// What a phrase asks of one word, beside words and parts of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Special {
    Number,
    Currency,
    Url,
    Email,
}

/// How a word of a phrase goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Whole,
    Prefix,
    Suffix,
    Infix,
}

/// Every word pattern of a language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AtomTable {
    count: AtomId,
    words: FxHashMap<String, AtomId>,
    prefixes: FxHashMap<String, AtomId>,
    suffixes: FxHashMap<String, AtomId>,
    infixes: Vec<(String, AtomId)>,
    special: FxHashMap<Special, AtomId>,
    /// Only needed while phrases are parsed.
    #[serde(skip)]
    classes: FxHashMap<Box<[AtomId]>, AtomId>,
    classes_of: FxHashMap<AtomId, Vec<AtomId>>,
    #[serde(skip)]
    members_of: FxHashMap<AtomId, Box<[AtomId]>>,
}

/// What is longer than this, in bytes, is no word of any language.
const LONGEST_WORD: usize = 200;

/// Words that are a currency, beside the signs.
const CURRENCIES: [&str; 16] = [
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf", "francs",
    "cad", "brl", "dkk", "sek", "pln",
];

impl AtomTable {
    /// Drops what only parsing needs.
    pub(super) fn close(&mut self) {
        self.classes = FxHashMap::default();
        self.members_of = FxHashMap::default();
    }

    fn next(&mut self) -> AtomId {
        self.count += 1;
        self.count - 1
    }

    pub(super) fn word(&mut self, text: &str, form: Form) -> AtomId {
        let known = match form {
            Form::Whole => self.words.get(text),
            Form::Prefix => self.prefixes.get(text),
            Form::Suffix => self.suffixes.get(text),
            Form::Infix => self.infixes.iter().find(|(part, _)| part == text).map(|(_, id)| id),
        };
        if let Some(id) = known {
            return *id;
        }
        let id = self.next();
        let text = text.to_owned();
        match form {
            Form::Whole => drop(self.words.insert(text, id)),
            Form::Prefix => drop(self.prefixes.insert(text, id)),
            Form::Suffix => drop(self.suffixes.insert(text, id)),
            Form::Infix => self.infixes.push((text, id)),
        }
        id
    }

    pub(super) fn special(&mut self, special: Special) -> AtomId {
        if let Some(id) = self.special.get(&special) {
            return *id;
        }
        let id = self.next();
        self.special.insert(special, id);
        id
    }

    /// Any of several patterns.
    pub(super) fn class(&mut self, members: &[AtomId]) -> AtomId {
        let mut flat = Vec::with_capacity(members.len());
        for member in members {
            match self.members_of.get(member) {
                Some(inner) => flat.extend_from_slice(inner),
                None => flat.push(*member),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        if let Some(id) = self.classes.get(flat.as_slice()) {
            return *id;
        }
        let id = self.next();
        for member in &flat {
            self.classes_of.entry(*member).or_default().push(id);
        }
        let members = flat.into_boxed_slice();
        self.members_of.insert(id, members.clone());
        self.classes.insert(members, id);
        id
    }

    /// Lists, in order, the patterns that a word matches, also if its umlauts are written out or, in a
    /// long word that matches nothing, a letter is wrong.
    pub(super) fn matching_freely(&self, word: &str, kind: Kind) -> Vec<AtomId> {
        let mut found = self.matching(word, kind);
        if kind != Kind::Word {
            return found;
        }
        if let Some(plain) = spelling::without_written_umlauts(word) {
            found.extend(self.matching(&plain, kind));
        }
        if found.is_empty() {
            for right in spelling::one_slip_away(word).filter(|w| self.words.contains_key(w)) {
                found.extend(self.matching(&right, kind));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Lists, in order, the patterns that a word matches.
    pub(super) fn matching(&self, word: &str, kind: Kind) -> Vec<AtomId> {
        let mut found = Vec::new();
        let mut special = |kind| found.extend(self.special.get(&kind).copied());
        match kind {
            Kind::Number => special(Special::Number),
            Kind::Currency => special(Special::Currency),
            Kind::Url => special(Special::Url),
            Kind::Email => special(Special::Email),
            Kind::Word if CURRENCIES.contains(&word) => special(Special::Currency),
            Kind::Word => {}
        }
        if kind == Kind::Url {
            // An address is a word only in that it may contain one: `*privacy*`.
            found.extend(self.infixes.iter().filter(|(part, _)| word.contains(part)).map(|p| p.1));
        }
        if matches!(kind, Kind::Word | Kind::Number) {
            // Each beginning and end is looked up, which takes time with the square of the length.
            found.extend(self.words.get(word).copied());
            let is_word = word.len() <= LONGEST_WORD;
            for (cut, _) in word.char_indices().skip(1).take_while(|_| is_word) {
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
