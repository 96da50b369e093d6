//! All phrases of a language.  A phrase may have parts that stand anywhere in a sentence, or must not:
//! `link* & (minute*|hour*) & !refund*`.
//!
//! Each phrase is looked for only where the rarest word that it cannot do without stands.

use super::ConceptIx;
use super::atom::{AtomId, Atoms, Patterns};
use super::phrase::{Node, longest};
use super::program::{self, LONGEST, Places};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// In a sentence with more words than this, two words tell little about each other.
const TOGETHER: usize = 40;

/// A phrase by its number.
pub(super) type PhraseId = u32;

/// Lists of numbers, one behind the other.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Lists {
    /// Where each list begins, and where the last of them ends.
    from: Vec<u32>,
    all: Vec<u32>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { from: vec![0], all: Vec::new() }
    }
}

impl Lists {
    fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.all.extend(list);
        // Rule files are a few hundred kilobytes.
        self.from.push(self.all.len() as u32);
    }

    fn get(&self, n: u32) -> &[u32] {
        let n = n as usize;
        &self.all[self.from[n] as usize..self.from[n + 1] as usize]
    }
}

/// All phrases of a language, in the order of the atoms that find them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Phrases {
    concepts: Vec<ConceptIx>,
    /// The programs of each phrase, twice their number, plus one if it must match nowhere.
    parts: Lists,
    /// Further atoms that each phrase cannot do without.
    needs: Lists,
    programs: Lists,
    /// Where the phrases begin that each atom finds, and where the last of them end.
    found_by: Vec<PhraseId>,
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
            let number = match self.numbers.get(part) {
                Some(known) => *known,
                None => {
                    let node = parse(part)?;
                    if longest(&node) > LONGEST {
                        return Err(format!("a phrase must not be longer than {LONGEST} words"));
                    }
                    let number = self.parts.len() as u32;
                    self.numbers.insert(part.to_owned(), number);
                    self.parts.push(node);
                    number
                }
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
        let needs_of = |draft: &Draft| {
            let wanted = draft.parts.iter().filter(|(_, wanted)| *wanted);
            let mut all: Vec<AtomId> =
                wanted.flat_map(|(part, _)| &needs[*part as usize]).copied().collect();
            all.sort_by_key(|atom| (costs.of(*atom, &patterns), *atom));
            all.dedup();
            all
        };
        let mut drafts: Vec<(Vec<AtomId>, Draft)> =
            self.phrases.into_iter().map(|draft| (needs_of(&draft), draft)).collect();
        drafts.sort_by_key(|(needs, _)| needs.first().copied());
        // The atoms that find phrases get the first numbers, in the order of the phrases.
        let mut numbers = FxHashMap::default();
        let mut number = |atom: AtomId| {
            let next = numbers.len() as AtomId;
            *numbers.entry(atom).or_insert(next)
        };
        let finders: Vec<AtomId> = drafts.iter().map(|(needs, _)| number(needs[0])).collect();
        let mut phrases = Phrases::default();
        for (needs, draft) in drafts {
            phrases.needs.push(needs[1..].iter().map(|atom| number(*atom)));
            phrases.concepts.push(draft.concept);
            phrases.parts.push(draft.parts.iter().map(|(n, wanted)| n << 1 | u32::from(!wanted)));
        }
        for part in &self.parts {
            let mut code = Vec::new();
            program::write(part, &mut number, &mut code);
            phrases.programs.push(code);
        }
        let first = |atom: AtomId| finders.partition_point(|finder| *finder < atom) as PhraseId;
        phrases.found_by = (0..=numbers.len() as AtomId).map(first).collect();
        (phrases, patterns.finish(&numbers))
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

    /// Lists the phrases that are looked for where an atom stands.
    pub(super) fn found_by(&self, atom: AtomId) -> Range<PhraseId> {
        let atom = atom as usize;
        self.found_by[atom]..self.found_by[atom + 1]
    }

    /// Lists the atoms of a phrase.
    pub(super) fn atoms(&self, phrase: PhraseId) -> impl Iterator<Item = AtomId> {
        let programs = self.parts.get(phrase).iter().map(|part| self.programs.get(part >> 1));
        programs.flat_map(program::atoms).chain(self.needs.get(phrase).iter().copied())
    }

    /// Tells whether a phrase matches some words of a sentence: whether the words that it needs are there
    /// at all, each part matches, and what must be absent does not.
    pub(super) fn matches(&self, phrase: PhraseId, view: &View<'_>) -> bool {
        let parts = self.parts.get(phrase);
        let there = |atom: &AtomId| view.atoms[*atom as usize] != 0;
        let part = |part: &u32| (view.ends(self.programs.get(part >> 1)) != 0) == (part & 1 == 0);
        self.needs.get(phrase).iter().all(there)
            && (parts.len() == 1 || view.sentence <= TOGETHER)
            && parts.iter().all(part)
    }

    /// Lists the places of a phrase that matches, first and last word: of a phrase in parts from the first
    /// word of the first to the last of the last, of another one the longest match for each last word.
    pub(super) fn places(&self, phrase: PhraseId, view: &View<'_>) -> Vec<(usize, usize)> {
        let bit = |places: Places| places.trailing_zeros() as usize;
        match self.parts.get(phrase) {
            [part] => {
                let code = self.programs.get(part >> 1);
                let ends = view.ends(code);
                let ends = (1..=program::WINDOW).filter(|end| ends >> end & 1 == 1);
                ends.map(|end| (bit(program::back(code, 1 << end, view.atoms)), end - 1)).collect()
            }
            parts => {
                let one = |part: &u32| {
                    let code = self.programs.get(part >> 1);
                    let first = bit(program::back(code, view.ends(code), view.atoms));
                    (first, bit(program::forth(code, 1 << first, view.atoms)) - 1)
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
    /// Where each atom stands.
    pub(super) atoms: &'a [Places],
    /// How many words there are in view.
    pub(super) words: usize,
    /// How many there are in the whole sentence.
    pub(super) sentence: usize,
}

impl View<'_> {
    fn ends(&self, code: &[u32]) -> Places {
        program::forth(code, (1 << self.words) - 1, self.atoms)
    }
}
