//! Spots all phrases of a language in one pass over the words of a sentence.
//!
//! The automaton is made deterministic as the text asks for it: a known word after a known state
//! costs one look-up, whatever the number of phrases.

use super::atom::AtomId;
use super::automaton::Position;
use super::fold::{Kind, Tokens, each_word, fold_into};
use super::joint::{self, Joint, Owner, Part, Seen};
use super::{ConceptIx, ConceptSet, Lexicon};
use rustc_hash::FxHashMap;

/// Bounds on what is remembered; beyond them the spotter forgets and starts anew.
const MAX_STATES: usize = 50_000;
const MAX_WORDS: usize = 500_000;

/// A concept seen in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which concept.
    pub concept: ConceptIx,
    /// The first word of the phrase, as an index into the words of the sentence.
    pub first: usize,
    /// The last word of the phrase.
    pub last: usize,
}

/// What a sentence holds, without the places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Its concepts.
    pub concepts: ConceptSet,
    /// How many words it has.
    pub words: usize,
    /// Whether there is a digit in one of them.
    pub digits: bool,
}

type Pair<A, B> = (Box<[A]>, Box<[B]>);
type Signature = u32;
type State = u32;

/// Reads sentences with one lexicon, and remembers what it learned about words.
#[derive(Debug)]
pub struct Spotter<'a> {
    lexicon: &'a Lexicon,
    /// Only these concepts are looked for.
    only: Option<Only>,
    /// Words as they stand in texts, with their case and accents.
    words: FxHashMap<Box<str>, Signature>,
    /// The patterns a word matches, and the positions where phrases begin with it.
    signatures: Vec<Pair<AtomId, Position>>,
    signature_ids: FxHashMap<Box<[AtomId]>, Signature>,
    /// The positions that are live, and the phrases that are complete there.
    states: Vec<Pair<Position, u32>>,
    state_ids: FxHashMap<Box<[Position]>, State>,
    steps: FxHashMap<u64, State>,
    /// The concepts that are complete at each state, and the parts of joint phrases.
    complete: Vec<(ConceptSet, Box<[Part]>)>,
    /// The parts seen in the sentence that is read.
    parts: Seen,
    folded: String,
}

/// Some concepts, with the parts of their phrases and the words that these use.
#[derive(Debug)]
struct Only {
    concepts: ConceptSet,
    parts: Vec<Part>,
    atoms: Vec<AtomId>,
}

impl Only {
    fn of(lexicon: &Lexicon, concepts: ConceptSet) -> Self {
        let parts = lexicon.joints.parts_of(|concept| concepts.contains(concept));
        let mut only = Self { concepts, parts, atoms: Vec::new() };
        only.atoms = lexicon.automaton.atoms_of(|phrase| only.wants(lexicon.owner_of(phrase)));
        only
    }

    fn wants(&self, owner: Owner) -> bool {
        match owner {
            Owner::Concept(concept) => self.concepts.contains(concept),
            Owner::Part(part) => self.parts.binary_search(&part).is_ok(),
        }
    }
}

impl<'a> Spotter<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, only: Option<&ConceptSet>) -> Self {
        let only = only.map(|set| Only::of(lexicon, *set));
        let mut spotter = Self {
            lexicon,
            only,
            words: FxHashMap::default(),
            signatures: Vec::new(),
            signature_ids: FxHashMap::default(),
            states: Vec::new(),
            state_ids: FxHashMap::default(),
            steps: FxHashMap::default(),
            complete: Vec::new(),
            parts: Seen::default(),
            folded: String::new(),
        };
        spotter.forget();
        spotter
    }

    /// Gives the language that it reads.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    fn forget(&mut self) {
        self.words.clear();
        self.signatures.clear();
        self.signature_ids.clear();
        self.states.clear();
        self.state_ids.clear();
        self.steps.clear();
        self.complete.clear();
        self.signature(Vec::new());
        self.state(Vec::new());
    }

    /// Finds the concepts of a sentence in one pass over its words.
    pub fn scan(&mut self, text: &str) -> Scan {
        self.keep_bounded();
        let mut found = Scan::default();
        let mut state: State = 0;
        self.parts.clear();
        each_word(text, &mut |start, end, kind| {
            let word = &text[start..end];
            found.words += 1;
            found.digits |= kind == Kind::Number || word.bytes().any(|b| b.is_ascii_digit());
            let signature = self.signature_of(word, kind);
            if state != 0 || signature != 0 {
                state = self.next(state, signature);
                let (concepts, parts) = &self.complete[state as usize];
                found.concepts.extend(concepts);
                parts.iter().for_each(|part| self.parts.insert(*part));
            }
        });
        if !self.parts.is_empty() && found.words <= joint::WORDS {
            let joints = self.lexicon.joints.complete(&self.parts);
            joints
                .filter(|j| self.wanted(j.concept))
                .for_each(|j| found.concepts.insert(j.concept));
        }
        found
    }

    /// Lists the concepts of a sentence with their places, in the order in which their phrases end.
    pub fn spot(&mut self, text: &str, tokens: &Tokens, base: usize) -> Vec<Hit> {
        self.keep_bounded();
        let mut hits = Vec::new();
        let mut parts: Vec<(Part, usize, usize)> = Vec::new();
        let mut signatures: Vec<Signature> = Vec::with_capacity(tokens.tokens.len());
        let mut state: State = 0;
        for (i, token) in tokens.tokens.iter().enumerate() {
            let word = &text[token.start - base..token.end - base];
            let signature = self.signature_of(word, token.kind);
            signatures.push(signature);
            state = self.next(state, signature);
            for phrase in &self.states[state as usize].1 {
                let first = self.begin(*phrase, &signatures);
                match self.lexicon.owner_of(*phrase) {
                    Owner::Concept(concept) => hits.push(Hit { concept, first, last: i }),
                    Owner::Part(part) => parts.push((part, first, i)),
                }
            }
        }
        if tokens.tokens.len() <= joint::WORDS {
            hits.extend(self.joint_hits(parts));
        }
        hits
    }

    fn wanted(&self, concept: ConceptIx) -> bool {
        self.only.as_ref().is_none_or(|only| only.concepts.contains(concept))
    }

    /// Lists the joint phrases that the parts make, from the first word of the first to the last of the last.
    fn joint_hits(&self, mut parts: Vec<(Part, usize, usize)>) -> Vec<Hit> {
        parts.sort_unstable();
        parts.dedup_by_key(|(part, ..)| *part);
        let mut seen = Seen::default();
        parts.iter().for_each(|(part, ..)| seen.insert(*part));
        let joints = self.lexicon.joints.complete(&seen).filter(|j| self.wanted(j.concept));
        let hit = |joint: &Joint| {
            let mine = || parts.iter().filter(|(part, ..)| joint.all.contains(part));
            let first = mine().map(|(_, first, _)| *first).min().unwrap_or_default();
            let last = mine().map(|(.., last)| *last).max().unwrap_or_default();
            Hit { concept: joint.concept, first, last }
        };
        joints.map(hit).collect()
    }

    fn keep_bounded(&mut self) {
        if self.states.len() > MAX_STATES || self.words.len() > MAX_WORDS {
            self.forget();
        }
    }

    fn signature_of(&mut self, word: &str, kind: Kind) -> Signature {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        self.folded.clear();
        fold_into(word, &mut self.folded);
        let atoms = &self.lexicon.atoms;
        // The first look at all mail is for what is spelt right; it costs too much there.
        let matching = match &self.only {
            Some(_) => atoms.matching(&self.folded, kind),
            None => atoms.matching_freely(&self.folded, kind),
        };
        let signature = self.signature(matching);
        self.words.insert(word.into(), signature);
        signature
    }

    fn next(&mut self, state: State, signature: Signature) -> State {
        match self.steps.get(&(u64::from(state) << 32 | u64::from(signature))) {
            Some(next) => *next,
            None => self.step(state, signature),
        }
    }

    fn signature(&mut self, mut atoms: Vec<AtomId>) -> Signature {
        if let Some(only) = &self.only {
            atoms.retain(|atom| only.atoms.binary_search(atom).is_ok());
        }
        let atoms = atoms.into_boxed_slice();
        if let Some(id) = self.signature_ids.get(&atoms) {
            return *id;
        }
        let id = self.signatures.len() as Signature;
        let mut starts = self.lexicon.automaton.starting(&atoms);
        if let Some(only) = &self.only {
            let phrase = |p: &Position| self.lexicon.automaton.phrase_of(*p);
            starts.retain(|p| only.wants(self.lexicon.owner_of(phrase(p))));
        }
        self.signatures.push((atoms.clone(), starts.into_boxed_slice()));
        self.signature_ids.insert(atoms, id);
        id
    }

    fn state(&mut self, mut positions: Vec<Position>) -> State {
        positions.sort_unstable();
        positions.dedup();
        let positions = positions.into_boxed_slice();
        if let Some(id) = self.state_ids.get(&positions) {
            return *id;
        }
        let id = self.states.len() as State;
        let complete = self.lexicon.automaton.complete(&positions).into_boxed_slice();
        let (mut concepts, mut parts) = (ConceptSet::default(), Vec::new());
        for phrase in &complete {
            match self.lexicon.owner_of(*phrase) {
                Owner::Concept(concept) => concepts.insert(concept),
                Owner::Part(part) => parts.push(part),
            }
        }
        self.complete.push((concepts, parts.into_boxed_slice()));
        self.states.push((positions.clone(), complete));
        self.state_ids.insert(positions, id);
        id
    }

    fn step(&mut self, from: State, signature: Signature) -> State {
        let (atoms, starts) = &self.signatures[signature as usize];
        let mut next = starts.to_vec();
        self.lexicon.automaton.step(&self.states[from as usize].0, atoms, &mut next);
        let to = self.state(next);
        self.steps.insert(u64::from(from) << 32 | u64::from(signature), to);
        to
    }

    /// Finds where the longest match of a phrase that ends with the last word begins.
    fn begin(&self, phrase: u32, signatures: &[Signature]) -> usize {
        let automaton = &self.lexicon.automaton;
        let end = signatures.len();
        let reach = end.saturating_sub(automaton.length(phrase));
        let (mut now, mut next) = (Vec::new(), Vec::new());
        for first in reach..end {
            now.clear();
            for (i, signature) in signatures[first..].iter().enumerate() {
                let (atoms, starts) = &self.signatures[*signature as usize];
                next.clear();
                if i == 0 {
                    next.extend_from_slice(starts);
                    automaton.of_phrase(phrase, &mut next);
                } else {
                    automaton.step(&now, atoms, &mut next);
                }
                std::mem::swap(&mut now, &mut next);
                if now.is_empty() {
                    break;
                }
            }
            if automaton.complete(&now).contains(&phrase) {
                return first;
            }
        }
        end.saturating_sub(1)
    }
}
