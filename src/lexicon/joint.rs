//! Phrases whose parts may stand anywhere in a sentence: `link* & (minute*|hour*) & !refund*`.
//!
//! Each part is a phrase of its own in the automaton; the same part of several phrases is looked for once.

use super::ConceptIx;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// In a sentence with more words than this, two words tell little about each other.
pub(super) const WORDS: usize = 40;

/// A part by its number.
pub(super) type Part = u16;

/// What a phrase of the automaton stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owner {
    /// A concept.
    Concept(ConceptIx),
    /// A part of joint phrases.
    Part(Part),
}

/// A phrase in parts.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Joint {
    pub(super) concept: ConceptIx,
    pub(super) all: Vec<Part>,
    pub(super) none: Vec<Part>,
}

/// The joint phrases of a language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Joints {
    list: Vec<Joint>,
    /// Where the phrases that are found by each part begin in the list, and where the last of them end.
    from: Vec<u32>,
    parts: Part,
    /// Only needed while phrases are parsed.
    #[serde(skip)]
    numbers: FxHashMap<String, Part>,
}

/// The parts seen in a sentence.
#[derive(Debug, Default)]
pub(super) struct Seen {
    parts: Vec<Part>,
    bits: Vec<u64>,
}

impl Seen {
    /// Forgets all parts.
    pub(super) fn clear(&mut self) {
        for part in self.parts.drain(..) {
            self.bits[usize::from(part / 64)] = 0;
        }
    }

    /// Adds a part.
    pub(super) fn insert(&mut self, part: Part) {
        let (word, bit) = (usize::from(part / 64), 1 << (part % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if self.bits[word] & bit == 0 {
            self.bits[word] |= bit;
            self.parts.push(part);
        }
    }

    fn has(&self, part: Part) -> bool {
        self.bits.get(usize::from(part / 64)).is_some_and(|word| word & (1 << (part % 64)) != 0)
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// Cuts a phrase at its `&`; the parts that must be absent have a `!`.
pub(super) fn parts(phrase: &str) -> Option<Vec<(&str, bool)>> {
    let mut parts = phrase.split('&').map(str::trim).peekable();
    let first = parts.next()?;
    parts.peek()?;
    let sign = |part: &'_ str| part.starts_with('!');
    let all = std::iter::once(first).chain(parts);
    Some(all.map(|part| (part.trim_start_matches('!').trim(), !sign(part))).collect())
}

impl Joints {
    /// Gives the number of a part, and whether it is new.
    ///
    /// # Errors
    /// When a language has too many.
    pub(super) fn number(&mut self, part: &str) -> Result<(Part, bool), String> {
        if let Some(known) = self.numbers.get(part) {
            return Ok((*known, false));
        }
        let number = self.parts;
        self.parts = number.checked_add(1).ok_or("too many parts of phrases with `&`")?;
        self.numbers.insert(part.to_owned(), number);
        Ok((number, true))
    }

    /// Adds a phrase.
    pub(super) fn add(&mut self, joint: Joint) {
        self.list.push(joint);
    }

    /// Puts the phrases in the order of their first parts, so that they are found by these, and drops what
    /// only parsing needs.
    pub(super) fn close(&mut self) {
        // A part with few words is rare, and finds the phrase best.
        let mut width = vec![0; usize::from(self.parts)];
        for (text, part) in std::mem::take(&mut self.numbers) {
            width[usize::from(part)] = text.matches('|').count();
        }
        for joint in &mut self.list {
            joint.all.sort_by_key(|part| (width[usize::from(*part)], *part));
        }
        self.list.sort_by_key(|joint| joint.all[0]);
        let first = |part| self.list.partition_point(|joint| joint.all[0] < part) as u32;
        self.from = (0..self.parts).chain([Part::MAX]).map(first).collect();
    }

    /// Lists the phrases that are complete when these parts were seen.
    pub(super) fn complete<'a>(&'a self, seen: &'a Seen) -> impl Iterator<Item = &'a Joint> {
        let found_by = |part: &Part| {
            let at = usize::from(*part);
            &self.list[self.from[at] as usize..self.from[at + 1] as usize]
        };
        let has = |part: &Part| seen.has(*part);
        let joints = seen.parts.iter().flat_map(found_by);
        joints.filter(move |j| j.all.iter().all(has) && !j.none.iter().any(has))
    }

    /// Lists, in order, the parts of the phrases of some concepts.
    pub(super) fn parts_of(&self, wanted: impl Fn(ConceptIx) -> bool) -> Vec<Part> {
        let joints = self.list.iter().filter(|joint| wanted(joint.concept));
        let mut parts: Vec<Part> =
            joints.flat_map(|joint| joint.all.iter().chain(&joint.none)).copied().collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}
