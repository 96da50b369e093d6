//! Names the words and word patterns of phrases, and tells which of them a word of a text is.

use super::dictionary::Dictionary;
use super::fold::Kind;
use super::lists::Lists;
use super::spelling;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A word pattern, or a class of them, by its number.
pub(super) type AtomId = u32;

/// What a phrase asks of one word, beside words and parts of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Special {
    Number,
    Currency,
    Url,
    Email,
}

/// How a word of a phrase goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    Whole,
    Prefix,
    Suffix,
    Infix,
}

/// What is longer than this, in bytes, is no word of any language.
const LONGEST_WORD: usize = 200;

/// Words that are a currency, beside the signs.
const CURRENCIES: [&str; 16] = [
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf", "francs",
    "cad", "brl", "dkk", "sek", "pln",
];

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Pattern {
    Text(Form, String),
    Special(Special),
}

/// The word patterns of a language while its phrases are parsed.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    count: AtomId,
    ids: FxHashMap<Pattern, AtomId>,
    classes: FxHashMap<Box<[AtomId]>, AtomId>,
    members_of: FxHashMap<AtomId, Box<[AtomId]>>,
}

impl Patterns {
    fn id_of(&mut self, pattern: Pattern) -> AtomId {
        let next = self.count;
        let id = *self.ids.entry(pattern).or_insert(next);
        self.count += AtomId::from(id == next);
        id
    }

    pub(super) fn word(&mut self, text: &str, form: Form) -> AtomId {
        self.id_of(Pattern::Text(form, text.to_owned()))
    }

    pub(super) fn special(&mut self, special: Special) -> AtomId {
        self.id_of(Pattern::Special(special))
    }

    /// Any of several patterns.
    pub(super) fn class(&mut self, members: &[AtomId]) -> AtomId {
        let mut flat: Vec<AtomId> = Vec::with_capacity(members.len());
        members.iter().for_each(|member| flat.extend(self.members(*member)));
        flat.sort_unstable();
        flat.dedup();
        if let [one] = flat.as_slice() {
            return *one;
        }
        if let Some(id) = self.classes.get(flat.as_slice()) {
            return *id;
        }
        let members = flat.into_boxed_slice();
        self.members_of.insert(self.count, members.clone());
        self.classes.insert(members, self.count);
        self.count += 1;
        self.count - 1
    }

    /// Lists the patterns of a class; a pattern is its own only member.
    pub(super) fn members(&self, atom: AtomId) -> impl Iterator<Item = AtomId> + '_ {
        let class = self.members_of.get(&atom);
        let single = class.is_none().then_some(atom);
        class.into_iter().flatten().copied().chain(single)
    }

    /// How many patterns and classes there are.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// Makes what words of a text are looked up in, and lists the members of each pattern and class.
    pub(super) fn finish(self) -> (Atoms, Lists) {
        let mut members = Lists::default();
        (0..self.count).for_each(|atom| members.push(self.members(atom)));
        let mut atoms = Atoms { count: self.len(), ..Atoms::default() };
        let mut words: [Vec<(Vec<u8>, AtomId)>; 3] = Default::default();
        let mut patterns: Vec<(Pattern, AtomId)> = self.ids.into_iter().collect();
        patterns.sort_unstable();
        for (pattern, id) in patterns {
            match pattern {
                Pattern::Text(Form::Whole, text) => words[0].push((text.into_bytes(), id)),
                Pattern::Text(Form::Prefix, text) => words[1].push((text.into_bytes(), id)),
                Pattern::Text(Form::Suffix, text) => {
                    words[2].push((text.bytes().rev().collect(), id));
                }
                Pattern::Text(Form::Infix, text) => atoms.infixes.push((text, id)),
                Pattern::Special(special) => atoms.special.push((special, id)),
            }
        }
        let [whole, prefixes, suffixes] = words.map(Dictionary::from_iter);
        (Atoms { words: whole, prefixes, suffixes, ..atoms }, members)
    }
}

/// Every word pattern of a language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Atoms {
    /// How many patterns and classes there are.
    pub(super) count: usize,
    words: Dictionary,
    prefixes: Dictionary,
    /// Written backwards.
    suffixes: Dictionary,
    infixes: Vec<(String, AtomId)>,
    special: Vec<(Special, AtomId)>,
}

impl Atoms {
    /// Lists, in order, the patterns that a word matches, also if its umlauts are written out or, in a long word
    /// that is none, a letter is wrong.
    pub(super) fn matching_freely(&self, word: &str, kind: Kind) -> Vec<AtomId> {
        let mut found = self.matching(word, kind);
        if kind != Kind::Word {
            return found;
        }
        if let Some(plain) = spelling::without_written_umlauts(word) {
            found.extend(self.matching(&plain, kind));
        }
        if found.is_empty() && spelling::may_be_misspelt(word) {
            for right in self.words.one_slip_away(word) {
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
        let mut special =
            |kind| found.extend(self.special.iter().find(|s| s.0 == kind).map(|s| s.1));
        match kind {
            Kind::Number => special(Special::Number),
            Kind::Currency => special(Special::Currency),
            Kind::Url => special(Special::Url),
            Kind::Email => special(Special::Email),
            Kind::Word if CURRENCIES.contains(&word) => special(Special::Currency),
            Kind::Word => {}
        }
        if matches!(kind, Kind::Word | Kind::Number) {
            found.extend(self.words.get(word));
            if word.len() <= LONGEST_WORD {
                self.prefixes.beginnings(word.bytes(), &mut found);
                self.suffixes.beginnings(word.bytes().rev(), &mut found);
            }
        }
        // An address is a word only in that it may contain one: `*privacy*`.
        if matches!(kind, Kind::Word | Kind::Number | Kind::Url) {
            found.extend(self.infixes.iter().filter(|(part, _)| word.contains(part)).map(|p| p.1));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
