//! Loads `rules/acts.toml`, and makes acts of the concepts of a sentence.

use super::likely::Trust;
use super::topic::Habits;
use crate::id::{ActId, ConceptId, ItemId};
use crate::lexicon::{ConceptIx, ConceptSet, Concepts, Sentence};
use crate::rulefile::{Fault, RuleFile, RuleFiles};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// The word of a pattern that stands for each item in turn.
const ITEM: &str = "$item";

/// Who can do an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The person, or whoever acts for them.
    Subject,
    /// The organisation, or whoever speaks for it.
    Controller,
}

/// Something a sentence does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What it does.
    pub act: ActId,
    /// Which identifying item it is about.
    pub item: Option<ItemId>,
    /// The sentence, as an index into the sentences of the message.
    pub sentence: usize,
    /// The place of the sentence in the text of the message, in bytes.
    pub span: Range<usize>,
}

impl Act {
    /// Gives its name: `act`, or `act:item`.
    pub fn name(&self) -> String {
        self.item.as_ref().map_or(self.act.to_string(), |item| format!("{}:{item}", self.act))
    }
}

/// An identifying item of the ledger.
#[derive(Clone, Debug)]
pub struct ItemKind {
    /// Its id.
    pub id: ItemId,
    /// Its name in the ledger.
    pub ledger: ItemId,
    /// The concept that names it.
    pub concept: ConceptIx,
    /// Whether it is more than a value that the organisation can compare.
    pub heavy: bool,
    /// Whether it may be given in words, with digits.
    pub told: bool,
}

/// A sentence with what was spotted in it.
#[derive(Clone, Debug)]
pub struct Spotted {
    /// Where it stands.
    pub sentence: Sentence,
    /// What it has itself.
    pub own: ConceptSet,
    /// What it has with the sentence that governs it.
    pub all: ConceptSet,
    /// Whether it holds a number.
    pub digits: bool,
    /// How many words it has.
    pub words: usize,
    /// Whether it ends with a question mark.
    pub question: bool,
    /// The logarithm of the odds, by its words alone, that it speaks of other business.
    pub odds: f32,
    /// What it is like: the logarithms of the odds that it does each thing that is learned; empty if not asked.
    pub like: Vec<f32>,
}

#[derive(Clone, Debug)]
pub(super) enum Term {
    Any(ConceptSet),
    Item,
}

#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) all: Vec<Term>,
    near: Vec<ConceptSet>,
    pub(super) none: ConceptSet,
    pub(super) item: Option<ItemId>,
    /// A question does not do it.
    pub(super) statement: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: ActId,
    pub(super) by: Side,
    /// Whether a tactic blames the organisation for it.
    pub(super) accuses: bool,
    /// Whether a sentence can do it that speaks of other business.
    pub(super) anywhere: bool,
    pub(super) patterns: Vec<Pattern>,
}

/// All acts, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Acts {
    /// The identifying items.
    pub items: Vec<ItemKind>,
    pub(super) known: Vec<Known>,
    pub(super) elsewhere: Elsewhere,
    /// The concept that marks lines of an answer.
    pub(super) lines: ConceptSet,
    /// How much it counts what sentences are like; nothing without it.
    pub(super) trust: Option<Trust>,
}

/// Sentences of the organisation that speak of other business do nothing in an exchange.
#[derive(Clone, Debug, Default)]
pub(super) struct Elsewhere {
    /// The concept that marks them.
    pub(super) mark: ConceptSet,
    /// What names the request or the data.
    pub(super) topics: ConceptSet,
    pub(super) habits: Habits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActsFile {
    elsewhere: ElsewhereSource,
    likeness: Option<Trust>,
    lines: LinesSource,
    items: BTreeMap<String, ItemSource>,
    acts: BTreeMap<String, ActSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElsewhereSource {
    mark: String,
    topics: Vec<String>,
    habits: Habits,
}

/// Lines of an answer accuse nobody, but by acts that say so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinesSource {
    mark: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemSource {
    concept: Option<String>,
    ledger: Option<String>,
    #[serde(default)]
    heavy: bool,
    #[serde(default)]
    told: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ActSource {
    by: Side,
    #[serde(default)]
    accuses: bool,
    #[serde(default)]
    anywhere: bool,
    /// Whether a line of an answer can do it, too.
    #[serde(default)]
    in_line: bool,
    when: Vec<PatternSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternSource {
    all: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    item: Option<String>,
    #[serde(default)]
    statement: bool,
}

impl Acts {
    /// Loads the acts.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/acts.toml`: an unknown concept or item, for instance.
    pub fn load(files: &RuleFiles, concepts: &Concepts) -> Result<Self, Fault> {
        let Some(file) = files.get("acts.toml") else { return Ok(Self::default()) };
        let source: ActsFile = file.parse()?;
        let set = |names: &[String]| -> Result<ConceptSet, Fault> {
            names.iter().map(|n| find(file, concepts, n)).collect()
        };
        let elsewhere = Elsewhere {
            mark: find(file, concepts, &source.elsewhere.mark)
                .map(|mark| std::iter::once(mark).collect())?,
            topics: set(&source.elsewhere.topics)?,
            habits: source.elsewhere.habits,
        };
        let mut items = Vec::new();
        for (id, item) in source.items {
            let concept = find(file, concepts, item.concept.as_deref().unwrap_or(&id))?;
            let ledger = ItemId::new(item.ledger.unwrap_or_else(|| id.clone()));
            let (heavy, told) = (item.heavy, item.told);
            items.push(ItemKind { id: ItemId::new(id), ledger, concept, heavy, told });
        }
        let line: ConceptSet = set(&[source.lines.mark])?;
        let mut acts = Vec::new();
        for (id, act) in source.acts {
            let patterns: Result<Vec<_>, _> =
                act.when.iter().map(|p| pattern(file, concepts, p)).collect();
            let ActSource { by, accuses, anywhere, in_line, .. } = act;
            let mut patterns = patterns?;
            if accuses && !in_line {
                patterns.iter_mut().for_each(|pattern| pattern.none.extend(&line));
            }
            acts.push(Known { id: ActId::new(id), by, accuses, anywhere, patterns });
        }
        Ok(Self { items, known: acts, elsewhere, lines: line, trust: source.likeness })
    }

    /// Lists the acts by name, with who does them.
    pub fn listed(&self) -> impl Iterator<Item = (&ActId, Side)> {
        self.known.iter().map(|act| (&act.id, act.by))
    }

    /// Lists the acts that a tactic blames the organisation for.
    pub fn accusing(&self) -> impl Iterator<Item = &ActId> {
        self.known.iter().filter(|act| act.accuses).map(|act| &act.id)
    }

    /// Lists the concepts that decide about an act.
    pub fn concepts_of(&self, act: &str) -> ConceptSet {
        let mut set = ConceptSet::default();
        let named = self.known.iter().filter(|known| known.id.as_str() == act);
        for pattern in named.flat_map(|known| &known.patterns) {
            for term in &pattern.all {
                match term {
                    Term::Any(any) => set.extend(any),
                    Term::Item => set.extend(&self.items.iter().map(|i| i.concept).collect()),
                }
            }
            pattern.near.iter().for_each(|near| set.extend(near));
            set.extend(&pattern.none);
        }
        set
    }

    /// Gives an item by its id.
    pub fn item(&self, id: &ItemId) -> Option<&ItemKind> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// Lists what the sentences do by their phrases, in their order.
    pub(super) fn shown(&self, sentences: &[Spotted], side: Side) -> Vec<Act> {
        let mut found = Vec::new();
        for (i, spotted) in sentences.iter().enumerate() {
            let away = side == Side::Controller && self.is_elsewhere(spotted);
            let beside = beside(sentences, i);
            let may_do = |act: &&Known| act.by == side && (act.anywhere || !away);
            for Known { id, patterns, .. } in self.known.iter().filter(may_do) {
                let mut push = |item: Option<ItemId>| {
                    let act = Act {
                        act: id.clone(),
                        item,
                        sentence: i,
                        span: spotted.sentence.range.clone(),
                    };
                    if !found.contains(&act) {
                        found.push(act);
                    }
                };
                for pattern in patterns {
                    if pattern.wants_item() {
                        let items =
                            self.items.iter().filter(|item| spotted.own.contains(item.concept));
                        items
                            .filter(|_| pattern.holds(spotted, &beside, true))
                            .for_each(|item| push(Some(item.id.clone())));
                    } else if pattern.holds(spotted, &beside, false) {
                        push(pattern.item.clone());
                    }
                }
            }
        }
        found
    }
}

impl Pattern {
    /// Gives it without its guards.
    pub(super) fn open(&self) -> Self {
        Self { none: ConceptSet::default(), ..self.clone() }
    }

    /// Whether it stands for each item in turn.
    pub(super) fn wants_item(&self) -> bool {
        self.all.iter().any(|term| matches!(term, Term::Item))
    }

    pub(super) fn holds(&self, spotted: &Spotted, beside: &ConceptSet, item_is_own: bool) -> bool {
        let own = item_is_own
            || self.all.iter().any(|t| matches!(t, Term::Any(set) if set.intersects(&spotted.own)));
        let all = self.all.iter().all(|term| match term {
            Term::Any(set) => set.intersects(&spotted.all),
            Term::Item => true,
        });
        own && all
            && !(self.statement && spotted.question)
            && !self.none.intersects(&spotted.all)
            && self.near.iter().all(|set| set.intersects(beside) || set.intersects(&spotted.all))
    }
}

/// The concepts of the sentences within two of this one and no further than the next paragraph.
pub(super) fn beside(sentences: &[Spotted], i: usize) -> ConceptSet {
    let paragraph = sentences[i].sentence.paragraph;
    let mut set = ConceptSet::default();
    for (j, other) in sentences.iter().enumerate().skip(i.saturating_sub(2)).take(5) {
        if j != i && other.sentence.paragraph.abs_diff(paragraph) <= 2 {
            set.extend(&other.own);
        }
    }
    set
}

fn find(file: &RuleFile, concepts: &Concepts, name: &str) -> Result<ConceptIx, Fault> {
    let found = concepts.find(&ConceptId::new(name));
    found.ok_or_else(|| {
        Fault::at(file, name, &format!("no concept named `{name}` in rules/concepts.toml"))
    })
}

fn either(file: &RuleFile, concepts: &Concepts, names: &str) -> Result<ConceptSet, Fault> {
    names.split('|').map(|name| find(file, concepts, name)).collect()
}

fn pattern(file: &RuleFile, concepts: &Concepts, p: &PatternSource) -> Result<Pattern, Fault> {
    let term = |names: &String| {
        if names == ITEM { Ok(Term::Item) } else { either(file, concepts, names).map(Term::Any) }
    };
    let sets = |list: &[String]| list.iter().map(|n| either(file, concepts, n)).collect();
    let near: Result<Vec<ConceptSet>, Fault> = sets(&p.near);
    let mut none = ConceptSet::default();
    for names in &p.none {
        none.extend(&either(file, concepts, names)?);
    }
    Ok(Pattern {
        all: p.all.iter().map(term).collect::<Result<_, _>>()?,
        near: near?,
        none,
        item: p.item.clone().map(ItemId::new),
        statement: p.statement,
    })
}
