//! Learns the weights of words from labelled sentences, by logistic regression.
//!
//! The same sentences give the same weights: there is no chance in it.

use super::topic::{SCALE, features_of};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How often the sentences are gone through.
const ROUNDS: usize = 300;
/// How much large weights cost; what a few sentences say counts for less by it.
const SHRINK: f32 = 0.2;
/// The first step.
const STEP: f32 = 0.5;
/// What stands in fewer sentences tells nothing.
const SEEN: usize = 3;
/// Smaller weights are left out.
const LEAST: f32 = 0.05;

/// A sentence, with whether it speaks of other business than a request for one's own data.
type Labelled<'a> = (&'a str, bool);

/// The sentences as numbers of features, each with its share, the label and what a mistake costs.
struct Sample {
    features: Vec<usize>,
    elsewhere: f32,
    cost: f32,
}

/// Learns the weights of a language, and gives them as the text of a file `topics/XX.toml`.
pub fn learn(sentences: &[Labelled<'_>]) -> String {
    let all: Vec<Vec<String>> = sentences.iter().map(|(text, _)| features_of(text)).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for features in &all {
        let mut features: Vec<&str> = features.iter().map(String::as_str).collect();
        features.sort_unstable();
        features.dedup();
        features.into_iter().for_each(|f| *seen.entry(f).or_default() += 1);
    }
    let known = seen.into_iter().filter(|(_, times)| *times >= SEEN).map(|(f, _)| f);
    let names: Vec<&str> = known.collect();
    let elsewhere = sentences.iter().filter(|(_, elsewhere)| *elsewhere).count().max(1);
    let here = (sentences.len() - elsewhere.min(sentences.len())).max(1);
    let half = count(sentences.len()) / 2.0;
    let samples: Vec<Sample> = all
        .iter()
        .zip(sentences)
        .map(|(features, (_, other))| Sample {
            features: features
                .iter()
                .filter_map(|f| names.binary_search(&f.as_str()).ok())
                .collect(),
            elsewhere: f32::from(u8::from(*other)),
            cost: half / count(if *other { elsewhere } else { here }),
        })
        .collect();
    let (bias, weights) = fit(&samples, names.len());
    let mut text = format!("bias = {}\n\n[weights]\n", hundredths(bias));
    for (name, weight) in names.into_iter().zip(weights) {
        if weight.abs() >= LEAST {
            let key = toml::Value::String(name.to_owned());
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{key} = {}", hundredths(weight));
        }
    }
    text
}

/// Gives a number of sentences or words, of which nobody labels more than 65,535.
fn count(n: usize) -> f32 {
    u16::try_from(n).unwrap_or(u16::MAX).into()
}

fn hundredths(weight: f32) -> i16 {
    (weight * SCALE).round() as i16
}

/// Finds the weights of the features by steepest descent, each with steps of its own size (`AdaGrad`).
fn fit(samples: &[Sample], features: usize) -> (f32, Vec<f32>) {
    let mut weights = vec![0.0_f32; features + 1];
    let mut squares = vec![1e-6_f32; features + 1];
    let bias = features;
    for _ in 0..ROUNDS {
        let mut slopes: Vec<f32> = weights.iter().map(|w| w * SHRINK).collect();
        slopes[bias] = 0.0;
        for Sample { features, elsewhere, cost } in
            samples.iter().filter(|s| !s.features.is_empty())
        {
            let share = 1.0 / count(features.len()).sqrt();
            let sum: f32 = features.iter().map(|f| weights[*f]).sum();
            let odds = weights[bias] + sum * share;
            let slope = cost * (1.0 / (1.0 + (-odds).exp()) - elsewhere);
            slopes[bias] += slope;
            features.iter().for_each(|f| slopes[*f] += slope * share);
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slopes) {
            *square += slope * slope;
            *weight -= STEP * slope / square.sqrt();
        }
    }
    let bias = weights.pop().unwrap_or_default();
    (bias, weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::Kind;
    use crate::lexicon::topic::Topic;
    use crate::rulefile::RuleFile;

    fn topic(sentences: &[Labelled<'_>]) -> Topic {
        let file = RuleFile { shown: "topics/en.toml".into(), text: learn(sentences).into() };
        Topic::parse(&file).expect("what was learned can be read")
    }

    #[test]
    fn what_only_other_business_says_weighs_for_it() {
        let mut sentences = Vec::new();
        for _ in 0..SEEN {
            sentences.push(("Your parcel comes tomorrow.", true));
            sentences.push(("Your passport is needed for the copy.", false));
        }
        let topic = topic(&sentences);
        let odds = |word: &str| topic.odds(topic.of_word(word, Kind::Word));
        assert!(odds("parcel") > 0.0);
        assert!(odds("passport") < 0.0);
        assert_eq!(odds("retainer").to_bits(), 0.0_f32.to_bits(), "nothing is known of it");
    }

    #[test]
    fn what_was_seen_once_is_left_out() {
        let file = learn(&[("A parcel.", true), ("A passport.", false)]);
        assert!(!file.contains("parcel"), "{file}");
    }
}
