//! Weighs the words of a sentence: do they speak of a request for one's own data, or of other business?
//!
//! Other business has no bounds, so no list of its words would ever be whole.  The weights are learned
//! from labelled letters (`learn`), lie in `rules/topics/` as a table that can be read, and are only ever
//! a guard: they accuse nobody.

use super::fold::{Kind, each_word, fold_into};
use crate::rulefile::{Fault, RuleFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Weights in a file are in hundredths.
pub(super) const SCALE: f32 = 100.0;
/// The beginnings of words that are weighed, in characters.
const BEGINNINGS: [usize; 2] = [5, 7];
/// The end of a word that is weighed, in characters: what a compound is about.
const ENDING: usize = 6;

/// What each word, beginning and ending tells, for one language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Topic {
    bias: i16,
    /// The features by their hash, in order.
    features: Vec<u32>,
    /// Their weights: above zero for other business.
    weights: Vec<i16>,
}

/// What one word, or several, tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    sum: f32,
    features: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    bias: i16,
    weights: BTreeMap<String, i16>,
}

impl Weight {
    pub(super) fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.features = self.features.saturating_add(other.features);
    }
}

impl Topic {
    /// Reads the weights of a language.
    ///
    /// # Errors
    /// A [`Fault`] that shows the place in the file.
    pub(super) fn parse(file: &RuleFile) -> Result<Self, Fault> {
        let source: TopicFile = file.parse()?;
        let weights = source.weights.iter().map(|(feature, weight)| (hash(feature), *weight));
        let weights: BTreeMap<u32, i16> = weights.collect();
        let (features, weights) = weights.into_iter().unzip();
        Ok(Self { bias: source.bias, features, weights })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// Weighs a folded word.
    pub(super) fn of_word(&self, folded: &str, kind: Kind) -> Weight {
        let mut weight = Weight::default();
        features(folded, kind, |feature| {
            if let Ok(at) = self.features.binary_search(&hash(feature)) {
                weight.add(Weight { sum: f32::from(self.weights[at]) / SCALE, features: 1 });
            }
        });
        weight
    }

    /// Gives the logarithm of the odds that a sentence with words of this weight speaks of other business;
    /// zero where nothing is known of its words.
    pub(super) fn odds(&self, words: Weight) -> f32 {
        if words.features == 0 {
            return 0.0;
        }
        f32::from(self.bias) / SCALE + words.sum / f32::from(words.features).sqrt()
    }
}

/// Lists what is weighed of a sentence: its words folded, with the beginning and the end of the long ones.
pub(super) fn features_of(sentence: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut folded = String::new();
    each_word(sentence, &mut |start, end, kind| {
        folded.clear();
        fold_into(&sentence[start..end], &mut folded);
        features(&folded, kind, |feature| all.push(feature.to_owned()));
    });
    all
}

fn features(folded: &str, kind: Kind, mut tell: impl FnMut(&str)) {
    match kind {
        Kind::Number => return tell("0"),
        Kind::Url => return tell("://"),
        Kind::Email => return tell("@"),
        Kind::Word | Kind::Currency => {}
    }
    tell(folded);
    let length = folded.chars().count();
    let mut part = String::new();
    for beginning in BEGINNINGS.into_iter().filter(|n| *n < length) {
        part.clear();
        part.extend(folded.chars().take(beginning).chain(['-']));
        tell(&part);
    }
    if length > ENDING + 1 {
        part.clear();
        part.extend(['-'].into_iter().chain(folded.chars().skip(length - ENDING)));
        tell(&part);
    }
}

/// FNV-1a, so that the table needs no text.
fn hash(feature: &str) -> u32 {
    feature.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_weighed_by_their_beginning_and_end_too() {
        assert_eq!(
            features_of("Ihr Auskunftsersuchen, 25 €: https://x.example"),
            ["ihr", "auskunftsersuchen", "ausku-", "auskunf-", "-suchen", "0", "€", "://"]
        );
    }
}
