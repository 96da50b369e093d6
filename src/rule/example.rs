//! Tests rules by their own examples: timelines of acts, without a language.

use super::book::{RuleBook, Tactic};
use super::condition::{Context, Name};
use super::run::judge;
use crate::clock::{Calendar, Regimes, facts, reckon};
use crate::exchange::{Act, Acts, Entry, Exchange, Party, Side};
use crate::finding::Text;
use crate::id::{ActId, ItemId, Language, MessageId, RegimeId, TacticId};
use crate::rulefile::Fault;
use serde::Deserialize;

/// What an example must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    /// The tactic shows.
    Match,
    /// A near miss: it does not show.
    NearMiss,
}

/// One message of an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    on: String,
    by: Side,
    /// Acts, each with its item behind a colon: `demands-item:photo`.
    #[serde(default)]
    does: Vec<String>,
    #[serde(default)]
    supplies: Vec<ItemId>,
    #[serde(default)]
    answers: bool,
    #[serde(default)]
    automatic: bool,
    /// The language it is written in, where that matters.
    language: Option<Language>,
    /// Its words, where they matter.
    #[serde(default)]
    says: String,
}

/// A timeline that shows a tactic, or nearly does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What it must come to.
    pub expect: Expect,
    /// What it is about.
    #[serde(default)]
    note: Text,
    as_of: String,
    #[serde(default)]
    regime: Option<RegimeId>,
    turns: Vec<Turn>,
}

/// An example that did not come to what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The tactic.
    pub tactic: TacticId,
    /// The example, counted from 1.
    pub example: usize,
    /// What is wrong.
    pub message: String,
}

/// Runs all examples of the rule book and gives how many there were, with the failures.
pub fn test(book: &RuleBook, acts: &Acts, regimes: &Regimes) -> (usize, Vec<Failure>) {
    let mut failures = Vec::new();
    let mut count = 0;
    for tactic in &book.tactics {
        for (n, example) in tactic.examples.iter().enumerate() {
            count += 1;
            if let Err(message) = run(tactic, example, acts, regimes) {
                failures.push(Failure { tactic: tactic.id.clone(), example: n + 1, message });
            }
        }
    }
    (count, failures)
}

fn run(tactic: &Tactic, example: &Example, acts: &Acts, regimes: &Regimes) -> Result<(), String> {
    let exchange = timeline(example, acts)?;
    let id = example.regime.clone().unwrap_or_else(|| RegimeId::new("eu-gdpr"));
    let regime = regimes.get(&id).ok_or_else(|| format!("no regime named `{id}`"))?;
    let as_of = example.as_of.parse().map_err(|_| format!("`{}` is no date", example.as_of))?;
    let calendar = Calendar::of(&exchange, &regimes.holidays, None);
    let clock = reckon(&facts(&exchange, &calendar), regime, regimes, None, as_of);
    let days: Vec<_> = exchange.entries.iter().map(|e| calendar.day(e)).collect();
    let (exchange, clock, days) = (&exchange, &clock, days.as_slice());
    let context = Context { exchange, clock, acts, days, experimental: true };
    let alone = RuleBook { tactics: vec![tactic.clone()] };
    let judgement = judge(&alone, &context);
    match (example.expect, judgement.findings.is_empty()) {
        (Expect::Match, true) => {
            let gap = judgement.undecided.first().map(|u| format!(" (undecided: {:?})", u.gap));
            Err(format!("must match and does not{}", gap.unwrap_or_default()))
        }
        (Expect::NearMiss, false) => Err("must not match and does".to_owned()),
        _ => Ok(()),
    }
}

fn timeline(example: &Example, acts: &Acts) -> Result<Exchange, String> {
    let mut entries = Vec::new();
    for (n, turn) in example.turns.iter().enumerate() {
        let mut does = Vec::new();
        for text in &turn.does {
            let (act, item) =
                text.split_once(':').map_or((text.as_str(), None), |(a, i)| (a, Some(i)));
            Name::Acts(act.to_owned()).check(acts)?;
            if let Some(item) = item {
                Name::Item(item.to_owned()).check(acts)?;
            }
            does.push(Act {
                act: ActId::new(act),
                item: item.map(ItemId::new),
                sentence: 0,
                span: 0..turn.says.len(),
            });
        }
        for item in &turn.supplies {
            let act = ActId::new("supplies-item");
            does.push(Act { act, item: Some(item.clone()), sentence: 0, span: 0..0 });
        }
        let party = match (turn.by, turn.automatic) {
            (Side::Subject, _) => Party::Subject,
            (Side::Controller, false) => Party::Controller,
            (Side::Controller, true) => Party::Auto,
        };
        let moment = format!("{}T12:00:00+00:00", turn.on);
        let date = moment.parse().map_err(|_| format!("`{}` is no date", turn.on))?;
        let id = MessageId::new(format!("{}@example", n + 1));
        let mut entry = Entry::made_up(id, date, party, does, turn.answers);
        entry.message.text.clone_from(&turn.says);
        // As much as a letter of some sentences has.
        entry.languages = turn.language.iter().map(|l| (l.clone(), 500)).collect();
        entries.push(entry);
    }
    Ok(Exchange::made_up(entries))
}

impl Example {
    /// Tells what the example is about, in a language.
    pub fn note(&self, language: &str) -> &str {
        self.note.get(language).map_or("", String::as_str)
    }
}

/// Runs the sentences of a language file and gives how many there were, with the failures.
///
/// # Errors
/// A [`Fault`] in the language file.
pub fn test_language(
    lexica: &crate::lexicon::Lexica,
    language: &crate::id::Language,
) -> Result<(usize, Vec<String>), Fault> {
    let Some(lexicon) = lexica.get(language)? else { return Ok((0, Vec::new())) };
    let mut spotter = lexicon.spotter();
    let mut failures = Vec::new();
    let examples = lexica.examples(language)?;
    for example in &examples {
        let found = spotter.scan(&example.text).concepts;
        let seen = |id| lexica.concepts.find(id).is_some_and(|concept| found.contains(concept));
        for (ids, wanted) in [(&example.has, true), (&example.lacks, false)] {
            for id in ids.iter().filter(|id| seen(id) != wanted) {
                let verb = if wanted { "lacks" } else { "has" };
                failures.push(format!("{language}: {verb} `{id}`: {}", example.text));
            }
        }
    }
    Ok((examples.len(), failures))
}

/// An example as a bench to try single conditions on.
#[cfg(test)]
pub(super) struct Bench {
    exchange: Exchange,
    clock: crate::clock::Clock,
    acts: Acts,
    days: Vec<Option<chrono::NaiveDate>>,
}

#[cfg(test)]
impl Bench {
    pub(super) fn new(example: &str) -> Self {
        let files = crate::rulefile::RuleFiles::embedded();
        let lexica = crate::lexicon::Lexica::load(&files).expect("concepts");
        let acts = Acts::load(&files, &lexica.concepts).expect("acts");
        let regimes = Regimes::load(&files).expect("regimes");
        let example: Example = toml::from_str(example).expect("an example");
        let exchange = timeline(&example, &acts).expect("a timeline");
        let regime = regimes.get(&RegimeId::new("eu-gdpr")).expect("the regime");
        let as_of = example.as_of.parse().expect("a date");
        let calendar = Calendar::of(&exchange, &regimes.holidays, None);
        let clock = reckon(&facts(&exchange, &calendar), regime, &regimes, None, as_of);
        let days = exchange.entries.iter().map(|e| calendar.day(e)).collect();
        Self { exchange, clock, acts, days }
    }

    pub(super) fn ask(&self, condition: &super::Condition) -> super::condition::Verdict {
        let Self { exchange, clock, acts, days } = self;
        condition.ask(&Context { exchange, clock, acts, days, experimental: true }, None)
    }
}
