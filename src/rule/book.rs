//! Loads `rules/tactics/` into the rule book; what it gives cannot name something that is missing.

use super::condition::Condition;
use super::example::Example;
use crate::exchange::Acts;
use crate::finding::{Card, Grade, Law, Text};
use crate::id::{MemberState, RegimeId, TacticId};
use crate::rulefile::{Fault, RuleFile, RuleFiles};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which conduct a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A message.
    Message,
    /// The exchange as a whole.
    Exchange,
}

/// A case in which the tactic is lawful.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// What the case is, for people.
    pub text: Text,
    /// How it shows.
    pub when: Condition,
}

/// A case in which the finding proves more, or less.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regrade {
    /// The grade it then has.
    pub grade: Grade,
    /// How the case shows.
    pub when: Condition,
}

/// Where the rule comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The decision, study or guideline.
    pub text: String,
    /// How it was verified: `V`, `V2` or `M` (never printed as a citation).
    pub mark: Mark,
}

/// How a citation was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// The text itself was read.
    V,
    /// Read second-hand.
    V2,
    /// From memory.
    M,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LawSource {
    cite: String,
    since: String,
    mark: Mark,
    state: Option<MemberState>,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Tactic {
    /// Its id: the name of its file.
    pub id: TacticId,
    /// The group of the taxonomy, A to J.
    pub group: String,
    /// The grade, unless a case below changes it.
    pub grade: Grade,
    /// What a finding is about.
    pub scope: Scope,
    /// Whether only the first message that shows it counts.
    pub first_only: bool,
    /// What it says about itself.
    pub card: Arc<Card>,
    /// The law by regime; a regime that is not here does not know the tactic.
    pub law: BTreeMap<RegimeId, Vec<Law>>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// How it shows.
    pub when: Condition,
    /// When it is lawful all the same.
    pub unless: Vec<Guard>,
    /// When it proves more, or less.
    pub regrade: Vec<Regrade>,
    /// Timelines that show it, and near misses.
    pub examples: Vec<Example>,
}

impl Tactic {
    /// Tells whether the rule is under trial: its id begins with `T_`.  It can be tested, and never
    /// reaches a report.
    pub fn is_experimental(&self) -> bool {
        self.id.as_str().starts_with("T_")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TacticFile {
    group: String,
    grade: Grade,
    scope: Scope,
    #[serde(default)]
    first_only: bool,
    title: Text,
    explanation: Text,
    why: Text,
    best_answer: Text,
    next_step: Text,
    law: BTreeMap<RegimeId, Vec<LawSource>>,
    #[serde(default)]
    sources: Vec<Source>,
    when: Condition,
    #[serde(default)]
    unless: Vec<Guard>,
    #[serde(default)]
    regrade: Vec<Regrade>,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
}

/// All rules.
#[derive(Clone, Debug)]
pub struct RuleBook {
    /// The tactics by id.
    pub tactics: Vec<Tactic>,
}

impl RuleBook {
    /// Loads the tactics, without their examples, and resolves the acts and items they name.
    ///
    /// # Errors
    /// A [`Fault`] that shows the place in the file.
    pub fn load(files: &RuleFiles, acts: &Acts) -> Result<Self, Fault> {
        Self::of(files, acts, |file| file.without_tail("[[example]]").parse())
    }

    /// Loads the tactics with their examples.
    ///
    /// # Errors
    /// A [`Fault`] that shows the place in the file.
    pub fn with_examples(files: &RuleFiles, acts: &Acts) -> Result<Self, Fault> {
        Self::of(files, acts, RuleFile::parse)
    }

    fn of(
        files: &RuleFiles,
        acts: &Acts,
        parse: impl Fn(&RuleFile) -> Result<TacticFile, Fault>,
    ) -> Result<Self, Fault> {
        let mut tactics = Vec::new();
        for (stem, file) in files.folder("tactics") {
            let source = parse(file)?;
            let mut named = Vec::new();
            source.when.names(&mut named);
            source.unless.iter().for_each(|guard| guard.when.names(&mut named));
            source.regrade.iter().for_each(|regrade| regrade.when.names(&mut named));
            for name in named {
                name.check(acts).map_err(|e| Fault::at(file, name.text(), &e))?;
            }
            let mut law = BTreeMap::new();
            for (regime, cites) in source.law {
                let mut known = Vec::new();
                for cite in cites.into_iter().filter(|c| c.mark != Mark::M) {
                    let since = cite.since.parse().map_err(|_| {
                        Fault::at(file, &cite.since, "this is no date of the form YYYY-MM-DD")
                    })?;
                    known.push(Law { cite: cite.cite, since, state: cite.state });
                }
                law.insert(regime, known);
            }
            let card = Card {
                group: source.group.clone(),
                title: source.title,
                explanation: source.explanation,
                best_answer: source.best_answer,
                next_step: source.next_step,
                why: source.why,
            };
            tactics.push(Tactic {
                id: TacticId::new(stem),
                group: source.group,
                grade: source.grade,
                scope: source.scope,
                first_only: source.first_only,
                card: Arc::new(card),
                law,
                sources: source.sources,
                when: source.when,
                unless: source.unless,
                regrade: source.regrade,
                examples: source.examples,
            });
        }
        Ok(Self { tactics })
    }

    /// Finds a tactic.
    pub fn get(&self, id: &TacticId) -> Option<&Tactic> {
        self.tactics.iter().find(|tactic| tactic.id == *id)
    }
}
