//! Phrases whose parts may stand anywhere in a sentence: `link* & (minute*|hour*) & !refund*`.
//!
//! Each part is a phrase of its own in the automaton; the same part of several phrases is looked for once.

use super::ConceptIx;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// In a sentence with more words than this, two words tell little about each other.
pub(super) const WORDS: usize = 45;

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
    parts: Part,
    /// Only needed while phrases are parsed.
    #[serde(skip)]
    numbers: FxHashMap<String, Part>,
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
        self.list.sort_by_key(|joint| joint.all.first().copied());
        self.numbers = FxHashMap::default();
    }

    /// Lists the phrases that are complete when these parts were seen, in order and each once.
    pub(super) fn complete<'a>(&'a self, seen: &'a [Part]) -> impl Iterator<Item = &'a Joint> {
        let has = |part: &Part| seen.binary_search(part).is_ok();
        seen.iter()
            .flat_map(|part| {
                let from = self.list.partition_point(|joint| joint.all[0] < *part);
                self.list[from..].iter().take_while(|joint| joint.all[0] == *part)
            })
            .filter(move |j| j.all.iter().all(has) && !j.none.iter().any(has))
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
