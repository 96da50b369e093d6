//! Reads language files into a [`Lexicon`], and spots the concepts of a text with it.

mod atom;
mod dictionary;
mod fold;
mod language;
mod learn;
mod lists;
mod load;
mod phrase;
mod phrases;
mod program;
mod sentence;
mod spelling;
mod spot;
mod topic;
#[cfg(test)]
mod tests;

pub use fold::{Kind, Token, Tokens, each_word, fold_into};
pub use language::detect;
pub use learn::learn;
pub use load::{Concept, Concepts, Lexica, SentenceExample};
pub use sentence::{Sentence, sentences};
pub use spot::{Hit, Scan, Spotter};

use crate::id::{ConceptId, Language};
use atom::Atoms;
use phrases::Phrases;
use serde::{Deserialize, Serialize};
use topic::Topic;

/// A concept by its place in the table of concepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptIx(u16);

/// A set of concepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConceptSet([u64; 4]);

impl ConceptSet {
    /// The most concepts a set can hold.
    pub const CAPACITY: usize = 256;

    /// Adds a concept.
    pub fn insert(&mut self, concept: ConceptIx) {
        self.0[usize::from(concept.0 / 64) % 4] |= 1 << (concept.0 % 64);
    }

    /// Tells whether the concept is in the set.
    pub fn contains(&self, concept: ConceptIx) -> bool {
        self.0[usize::from(concept.0 / 64) % 4] & (1 << (concept.0 % 64)) != 0
    }

    /// Tells whether the two sets share a concept.
    pub fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    /// Lists the concepts that are in both sets.
    pub fn both(&self, other: &Self) -> impl Iterator<Item = ConceptIx> + use<> {
        let (a, b) = (*self, *other);
        (0..Self::CAPACITY as u16).map(ConceptIx).filter(move |c| a.contains(*c) && b.contains(*c))
    }

    /// Gives the concepts of both sets.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.extend(other);
        self
    }

    /// Gives the concepts that are not in the other set.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= !b);
        self
    }

    /// Adds all concepts of another set.
    pub fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }
}

impl FromIterator<ConceptIx> for ConceptSet {
    fn from_iter<T: IntoIterator<Item = ConceptIx>>(iter: T) -> Self {
        let mut set = Self::default();
        iter.into_iter().for_each(|concept| set.insert(concept));
        set
    }
}

/// The phrases of one language, ready to be spotted.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// What stands before the subject of a reply (`re`, `tr`).
    pub reply_prefixes: Vec<String>,
    /// Phrases per concept, in the order of the table of concepts.
    pub coverage: Vec<usize>,
    abbreviations: Vec<String>,
    atoms: Atoms,
    phrases: Phrases,
    topic: Topic,
}

impl Lexicon {
    /// Gives a reader of sentences; keep it for a whole run, it learns.
    pub fn spotter(&self) -> Spotter<'_> {
        Spotter::new(self, None)
    }

    /// Gives a reader that looks for some concepts only, and is quicker for it.
    pub fn spotter_of(&self, concepts: &ConceptSet) -> Spotter<'_> {
        Spotter::new(self, Some(concepts))
    }

    /// Tells whether there are weights of words that tell other business from a request for data.
    pub fn knows_topics(&self) -> bool {
        !self.topic.is_empty()
    }

    /// Tells whether a word, folded, is an abbreviation whose full stop ends no sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.iter().any(|a| a == word)
    }
}

/// Gives the id of a concept that the message room itself looks for.
pub fn cue(name: &str) -> ConceptId {
    ConceptId::new(format!("cue-{name}"))
}
