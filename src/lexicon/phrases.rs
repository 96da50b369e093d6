//! All phrases of a language.  A phrase may have parts that stand anywhere in a sentence, or must not:
//! `link* & (minute*|hour*) & !refund*`.
//!
//! Each phrase is looked for only where the rarest word that it cannot do without stands, and only if the next
//! rarest is there, too.

use super::ConceptIx;
use super::atom::{AtomId, Atoms, Patterns};
use super::lists::Lists;
use super::phrase::{Node, longest};
use super::program::{self, LONGEST, Places};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// In a sentence with more words than this, two words tell little about each other.
const TOGETHER: usize = 40;

/// A phrase by its number.
pub(super) type PhraseId = u32;

/// What some phrases cannot do without, by its number.
pub(super) type Need = u32;

/// What phrases need that do with one word.
pub(super) const NOTHING: Need = 0;

/// All phrases of a language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Phrases {
    concepts: Vec<ConceptIx>,
    /// The programs of each phrase, twice their number, plus one if it must match nowhere.
    parts: Lists,
    /// What each phrase cannot do without beside the word that finds it: the rarest, by its number.
    also: Vec<Need>,
    /// The atoms of the others, the rarest first.
    needs: Lists,
    programs: Lists,
    /// The patterns of each atom.
    members: Lists,
    /// The phrases that are looked for where each pattern stands.
    found_by: Lists,
    /// The numbered needs that each pattern fulfils.
    fulfils: Lists,
}

/// A phrase with the numbers of its parts, and whether each must match or must not.
#[derive(Debug)]
struct Draft {
    concept: ConceptIx,
    parts: Vec<(u32, bool)>,
}

/// Phrases while they are parsed.
#[derive(Debug, Default)]
pub(super) struct Builder {
    parts: Vec<Node>,
    numbers: FxHashMap<String, u32>,
    phrases: Vec<Draft>,
}

impl Builder {
    /// Adds a phrase; `parse` reads one part.
    ///
    /// # Errors
    /// What is wrong with the phrase, in words.
    pub(super) fn add(
        &mut self,
        concept: ConceptIx,
        phrase: &str,
        mut parse: impl FnMut(&str) -> Result<Node, String>,
    ) -> Result<(), String> {
        let mut parts = Vec::new();
        for part in phrase.split('&').map(str::trim) {
            let wanted = !part.starts_with('!');
            let part = part.trim_start_matches('!').trim();
            let number = if let Some(known) = self.numbers.get(part) {
                *known
            } else {
                let node = parse(part)?;
                if longest(&node) > LONGEST {
                    return Err(format!("a phrase must not be longer than {LONGEST} words"));
                }
                let number = self.parts.len() as u32;
                self.numbers.insert(part.to_owned(), number);
                self.parts.push(node);
                number
            };
            parts.push((number, wanted));
        }
        if !parts.iter().any(|(_, wanted)| *wanted) {
            return Err("a phrase must not consist of absences".to_owned());
        }
        self.phrases.push(Draft { concept, parts });
        Ok(())
    }

    /// Closes the list.
    pub(super) fn finish(self, mut patterns: Patterns) -> (Phrases, Atoms) {
        let mut uses = vec![0; patterns.len()];
        self.parts.iter().for_each(|part| count(part, &patterns, &mut uses));
        let costs = Costs(uses);
        let needs: Vec<Vec<AtomId>> =
            self.parts.iter().map(|part| costs.needs(part, &mut patterns)).collect();
        let mut phrases = Phrases::default();
        let mut found_by = vec![Vec::new(); patterns.len()];
        let mut fulfils = vec![Vec::new(); patterns.len()];
        let mut numbers = FxHashMap::default();
        for (number, draft) in (0..).zip(self.phrases) {
            let wanted = draft.parts.iter().filter(|(_, wanted)| *wanted);
            let mut needs: Vec<AtomId> =
                wanted.flat_map(|(part, _)| &needs[*part as usize]).copied().collect();
            needs.sort_by_key(|atom| (costs.of(*atom, &patterns), *atom));
            needs.dedup();
            patterns.members(needs[0]).for_each(|pattern| found_by[pattern as usize].push(number));
            phrases.also.push(needs.get(1).map_or(NOTHING, |atom| {
                let next = NOTHING + 1 + numbers.len() as Need;
                *numbers.entry(*atom).or_insert_with(|| {
                    patterns.members(*atom).for_each(|one| fulfils[one as usize].push(next));
                    next
                })
            }));
            phrases.needs.push(needs.into_iter().skip(2));
            phrases.concepts.push(draft.concept);
            phrases.parts.push(draft.parts.iter().map(|(n, wanted)| n << 1 | u32::from(!wanted)));
        }
        for part in &self.parts {
            let mut code = Vec::new();
            program::write(part, &mut code);
            phrases.programs.push(code);
        }
        found_by.into_iter().for_each(|list| phrases.found_by.push(list));
        fulfils.into_iter().for_each(|list| phrases.fulfils.push(list));
        let (atoms, members) = patterns.finish();
        (Phrases { members, ..phrases }, atoms)
    }
}

/// How often the phrases use each pattern: what many use is a common word, and finds them badly.
struct Costs(Vec<u32>);

impl Costs {
    fn of(&self, atom: AtomId, patterns: &Patterns) -> u32 {
        // A class that was made for a need has only known members.
        patterns.members(atom).map(|member| self.0[member as usize]).sum()
    }

    /// Lists the atoms without which a phrase cannot match.
    fn needs(&self, node: &Node, patterns: &mut Patterns) -> Vec<AtomId> {
        match node {
            Node::Atom(atom) => vec![*atom],
            Node::Gap(_) | Node::Opt(_) => Vec::new(),
            Node::Seq(parts) => parts.iter().flat_map(|part| self.needs(part, patterns)).collect(),
            Node::Alt(branches) => {
                let mut best = Vec::new();
                for branch in branches {
                    let needs = self.needs(branch, patterns);
                    let Some(one) = needs.into_iter().min_by_key(|atom| self.of(*atom, patterns))
                    else {
                        return Vec::new();
                    };
                    best.push(one);
                }
                vec![patterns.class(&best)]
            }
        }
    }
}

fn count(node: &Node, patterns: &Patterns, uses: &mut [u32]) {
    match node {
        Node::Atom(atom) => patterns.members(*atom).for_each(|member| uses[member as usize] += 1),
        Node::Gap(_) => {}
        Node::Opt(inner) => count(inner, patterns, uses),
        Node::Seq(parts) | Node::Alt(parts) => {
            parts.iter().for_each(|part| count(part, patterns, uses));
        }
    }
}

impl Phrases {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.concepts.len()
    }

    /// The concept of a phrase.
    pub(super) fn concept(&self, phrase: PhraseId) -> ConceptIx {
        self.concepts[phrase as usize]
    }

    /// Lists the phrases that are looked for where a pattern stands.
    pub(super) fn found_by(&self, pattern: AtomId) -> &[PhraseId] {
        self.found_by.get(pattern)
    }

    /// Gives what must be there beside the word that finds a phrase.
    pub(super) fn also(&self, phrase: PhraseId) -> Need {
        self.also[phrase as usize]
    }

    /// How many numbered needs there are, [`NOTHING`] among them.
    pub(super) fn count_needs(&self) -> usize {
        self.also.iter().max().map_or(0, |last| *last as usize) + 1
    }

    /// Lists the needs that a pattern fulfils.
    pub(super) fn fulfils(&self, pattern: AtomId) -> &[Need] {
        self.fulfils.get(pattern)
    }

    /// Lists the patterns of a phrase.
    pub(super) fn patterns(&self, phrase: PhraseId) -> impl Iterator<Item = AtomId> {
        let programs = self.parts.get(phrase).iter().map(|part| self.programs.get(part >> 1));
        programs.flat_map(program::atoms).flat_map(|atom| self.members.get(atom)).copied()
    }

    /// Gives some words of a sentence, from where each pattern stands.
    pub(super) fn view<'a>(
        &'a self,
        patterns: &'a [Places],
        known: &'a Known,
        words: usize,
    ) -> View<'a> {
        View { phrases: self, patterns, known, all: (1 << words) - 1 }
    }

    /// How many parts the phrases have between them.
    pub(super) fn count_parts(&self) -> usize {
        self.programs.len()
    }

    /// Tells whether a phrase matches some words of a sentence that fulfil its numbered need: whether the other
    /// words that it needs are there at all, each part matches, and what must be absent does not.
    pub(super) fn matches(&self, phrase: PhraseId, view: &View<'_>, sentence: usize) -> bool {
        let parts = self.parts.get(phrase);
        let there = |atom: &AtomId| view.stands(*atom) != 0;
        let part = |part: &u32| (view.ends(part >> 1) != 0) == (part & 1 == 0);
        self.needs.get(phrase).iter().all(there)
            && (sentence <= TOGETHER || parts.iter().filter(|part| *part & 1 == 0).count() == 1)
            && parts.iter().all(part)
    }

    /// Lists the places of a phrase that matches, first and last word: of a phrase in parts from the first
    /// word of the first to the last of the last, of another one the longest match for each last word.
    pub(super) fn places(&self, phrase: PhraseId, view: &View<'_>) -> Vec<(usize, usize)> {
        let bit = |places: Places| places.trailing_zeros() as usize;
        match self.parts.get(phrase) {
            [part] => {
                let code = self.programs.get(part >> 1);
                let ends = view.ends(part >> 1);
                let ends = (1..=program::WINDOW).filter(|end| ends >> end & 1 == 1);
                ends.map(|end| (bit(program::back(code, 1 << end, view)), end - 1)).collect()
            }
            parts => {
                let one = |part: &u32| {
                    let code = self.programs.get(part >> 1);
                    let first = bit(program::back(code, view.ends(part >> 1), view));
                    (first, bit(program::forth(code, 1 << first, view)) - 1)
                };
                let found = parts.iter().filter(|part| *part & 1 == 0).map(one);
                let whole = found.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
                whole.into_iter().collect()
            }
        }
    }
}

/// Some words of a sentence.
#[derive(Debug)]
pub(super) struct View<'a> {
    phrases: &'a Phrases,
    patterns: &'a [Places],
    known: &'a Known,
    all: Places,
}

/// Where parts can end, once it was asked for, each with the number of the view that it holds for.
#[derive(Debug)]
pub(super) struct Known {
    view: u32,
    parts: Vec<Cell<(u32, Places)>>,
}

impl Known {
    pub(super) fn new(parts: usize) -> Self {
        Self { view: 0, parts: vec![Cell::default(); parts] }
    }

    /// Forgets what held for the view before.
    pub(super) fn forget(&mut self) {
        self.view = self.view.wrapping_add(1);
        if self.view == 0 {
            *self = Self { view: 1, ..Self::new(self.parts.len()) };
        }
    }
}

impl View<'_> {
    /// Gives the places of the words that an atom matches.
    pub(super) fn stands(&self, atom: AtomId) -> Places {
        let members = self.phrases.members.get(atom);
        members.iter().fold(0, |all, member| all | self.patterns[*member as usize])
    }

    /// Gives the places where a part can end; many phrases share one.
    fn ends(&self, part: u32) -> Places {
        let known = &self.known.parts[part as usize];
        let (view, ends) = known.get();
        if view == self.known.view {
            return ends;
        }
        let ends = program::forth(self.phrases.programs.get(part), self.all, self);
        known.set((self.known.view, ends));
        ends
    }
}
