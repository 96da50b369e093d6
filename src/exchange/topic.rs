//! Tells which sentences of a letter speak of other business than the request.
//!
//! The words of a sentence tell something, those of its neighbours more: a letter keeps to a matter
//! inside a paragraph and changes it, where it does, with a new one.  A chain of two states is just that;
//! reading it forwards and backwards gives the probability for each sentence (Rabiner 1989, III.A).

use super::act::Spotted;
use serde::Deserialize;

/// How letters change the matter, as probabilities; in `rules/acts.toml`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Habits {
    /// That a letter begins with other business.
    begins: f64,
    /// That the next sentence of a paragraph, or item of a list, stays with the matter.
    stays: f64,
    /// That the next paragraph does.
    returns: f64,
    /// How much the odds of the words count for.
    trust: f64,
    /// From this probability on a sentence speaks of other business.
    pub(super) from: f64,
    /// The same for a sentence that names the request or the data.
    pub(super) named: f64,
}

/// Gives for each sentence the probability that it speaks of other business.
pub(super) fn elsewhere(sentences: &[Spotted], habits: &Habits) -> Vec<f64> {
    // What the words before, and those after, say for either state: the matter, other business.
    let words: Vec<[f64; 2]> = sentences
        .iter()
        .map(|s| {
            let other = 1.0 / (1.0 + (-f64::from(s.odds) * habits.trust).exp());
            [1.0 - other, other]
        })
        .collect();
    let stays: Vec<f64> = (1..sentences.len())
        .map(|i| if goes_on(sentences, i) { habits.stays } else { habits.returns })
        .collect();
    let step =
        |[a, b]: [f64; 2], stay: f64| [a * stay + b * (1.0 - stay), a * (1.0 - stay) + b * stay];
    let mut forward: Vec<[f64; 2]> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let before = match i.checked_sub(1) {
            None => [1.0 - habits.begins, habits.begins],
            Some(before) => step(forward[before], stays[before]),
        };
        forward.push(scaled([before[0] * word[0], before[1] * word[1]]));
    }
    let mut after = [1.0, 1.0];
    for i in (0..words.len()).rev() {
        forward[i] = scaled([forward[i][0] * after[0], forward[i][1] * after[1]]);
        if i > 0 {
            let seen = [after[0] * words[i][0], after[1] * words[i][1]];
            after = scaled(step(seen, stays[i - 1]));
        }
    }
    forward.into_iter().map(|[_, other]| other).collect()
}

/// Tells whether a sentence goes on from the one before it: in its paragraph, or as an item of its list.
fn goes_on(sentences: &[Spotted], i: usize) -> bool {
    let (before, this) = (&sentences[i - 1].sentence, &sentences[i].sentence);
    let list = this.governor.is_some_and(|g| g == i - 1 || before.governor == Some(g));
    list || this.paragraph == before.paragraph
}

fn scaled([a, b]: [f64; 2]) -> [f64; 2] {
    let sum = a + b;
    if sum > 0.0 { [a / sum, b / sum] } else { [0.5, 0.5] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{ConceptSet, Sentence};
    use proptest::prelude::*;

    const HABITS: Habits =
        Habits { begins: 0.35, stays: 0.95, returns: 0.55, trust: 1.0, from: 0.6, named: 0.8 };

    /// A letter of sentences, each with its paragraph and the odds of its words.
    fn letter(sentences: &[(usize, f32)]) -> Vec<Spotted> {
        let spotted = |(i, (paragraph, odds)): (usize, &(usize, f32))| Spotted {
            sentence: Sentence { range: i..i + 1, governor: None, paragraph: *paragraph },
            own: ConceptSet::default(),
            all: ConceptSet::default(),
            digits: false,
            words: 5,
            question: false,
            odds: *odds,
            like: Vec::new(),
        };
        sentences.iter().enumerate().map(spotted).collect()
    }

    #[test]
    fn a_sentence_takes_the_matter_of_its_paragraph() {
        let found = elsewhere(&letter(&[(0, 4.0), (0, 0.0), (1, -4.0), (1, 0.0)]), &HABITS);
        assert!(found[1] > 0.85, "{found:?}");
        assert!(found[3] < 0.15, "{found:?}");
    }

    #[test]
    fn words_that_tell_nothing_leave_it_to_the_habits() {
        let found = elsewhere(&letter(&[(0, 0.0)]), &HABITS);
        assert!((found[0] - HABITS.begins).abs() < 1e-9);
    }

    #[test]
    fn a_letter_of_many_sentences_does_not_run_out_of_numbers() {
        let found = elsewhere(&letter(&vec![(0, -30.0); 20_000]), &HABITS);
        assert!(found.iter().all(|p| *p < 1e-6));
    }

    proptest! {
        #[test]
        fn probabilities_are_probabilities(odds in prop::collection::vec((0_usize..4, -40.0_f32..40.0), 0..40)) {
            let mut sentences = odds;
            sentences.sort_by_key(|(paragraph, _)| *paragraph);
            let found = elsewhere(&letter(&sentences), &HABITS);
            prop_assert_eq!(found.len(), sentences.len());
            prop_assert!(found.iter().all(|p| (0.0..=1.0).contains(p)));
        }

        #[test]
        fn more_telling_words_never_lower_it(odds in prop::collection::vec(-5.0_f32..5.0, 1..12), at in 0_usize..12, more in 0.0_f32..5.0) {
            let mut sentences: Vec<(usize, f32)> = odds.into_iter().map(|o| (0, o)).collect();
            let at = at % sentences.len();
            let before = elsewhere(&letter(&sentences), &HABITS);
            sentences[at].1 += more;
            let after = elsewhere(&letter(&sentences), &HABITS);
            for (b, a) in before.iter().zip(&after) {
                prop_assert!(a + 1e-9 >= *b);
            }
        }
    }
}
