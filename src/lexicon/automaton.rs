//! Compiles phrases into one automaton over words (Glushkov's construction: a state is a word of a
//! phrase, and no step is free).

use super::atom::AtomId;
use super::phrase::Node;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A word of a phrase by its number.
pub(super) type Position = u32;

/// The label of a gap: it takes any word.
pub(super) const ANY: AtomId = AtomId::MAX;

/// All phrases of a language.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Automaton {
    labels: Vec<AtomId>,
    /// Where the positions that follow each one begin in `follow`, and where the last of them end.
    follow_from: Vec<u32>,
    follow: Vec<Position>,
    phrase: Vec<u32>,
    accepts: Vec<bool>,
    starts: FxHashMap<AtomId, Vec<Position>>,
    /// The longest match of each phrase, in words.
    lengths: Vec<usize>,
}

/// An automaton to which phrases are still added.
#[derive(Debug, Default)]
pub(super) struct Builder {
    done: Automaton,
    follow: Vec<Vec<Position>>,
}

struct Edges {
    first: Vec<Position>,
    last: Vec<Position>,
    nullable: bool,
}

impl Builder {
    /// Closes the automaton.
    pub(super) fn finish(mut self) -> Automaton {
        self.done.follow_from.push(0);
        for list in &self.follow {
            self.done.follow.extend(list);
            // Rule files are a few hundred kilobytes.
            self.done.follow_from.push(self.done.follow.len() as u32);
        }
        self.done
    }

    /// Adds a phrase and gives its number.
    pub(super) fn add(&mut self, node: &Node) -> u32 {
        // Rule files are a few hundred kilobytes.
        let phrase = self.done.lengths.len() as u32;
        let edges = self.build(node, phrase);
        for position in edges.first {
            self.done.starts.entry(self.done.labels[position as usize]).or_default().push(position);
        }
        for position in edges.last {
            self.done.accepts[position as usize] = true;
        }
        self.done.lengths.push(length(node));
        phrase
    }

    fn build(&mut self, node: &Node, phrase: u32) -> Edges {
        match node {
            Node::Atom(atom) => self.leaf(*atom, phrase),
            Node::Any => self.leaf(ANY, phrase),
            Node::Opt(inner) => Edges { nullable: true, ..self.build(inner, phrase) },
            Node::Alt(branches) => {
                let mut all = Edges { first: Vec::new(), last: Vec::new(), nullable: false };
                for branch in branches {
                    let edges = self.build(branch, phrase);
                    all.first.extend(edges.first);
                    all.last.extend(edges.last);
                    all.nullable |= edges.nullable;
                }
                all
            }
            Node::Seq(parts) => {
                let mut all = Edges { first: Vec::new(), last: Vec::new(), nullable: true };
                for part in parts {
                    let edges = self.build(part, phrase);
                    for last in &all.last {
                        self.follow[*last as usize].extend(&edges.first);
                    }
                    if all.nullable {
                        all.first.extend(&edges.first);
                    }
                    if !edges.nullable {
                        all.last.clear();
                    }
                    all.last.extend(edges.last);
                    all.nullable &= edges.nullable;
                }
                all
            }
        }
    }

    fn leaf(&mut self, label: AtomId, phrase: u32) -> Edges {
        let position = self.done.labels.len() as Position;
        self.done.labels.push(label);
        self.follow.push(Vec::new());
        self.done.phrase.push(phrase);
        self.done.accepts.push(false);
        Edges { first: vec![position], last: vec![position], nullable: false }
    }
}

impl Automaton {
    /// The positions where a phrase can begin with a word that matches these patterns.
    pub(super) fn starting(&self, atoms: &[AtomId]) -> Vec<Position> {
        atoms.iter().filter_map(|atom| self.starts.get(atom)).flatten().copied().collect()
    }

    /// The positions that a word which matches these patterns leads to.
    pub(super) fn step(&self, from: &[Position], atoms: &[AtomId], to: &mut Vec<Position>) {
        for position in from {
            let from = self.follow_from[*position as usize] as usize;
            let end = self.follow_from[*position as usize + 1] as usize;
            to.extend(self.follow[from..end].iter().filter(|next| {
                let label = self.labels[**next as usize];
                label == ANY || atoms.binary_search(&label).is_ok()
            }));
        }
    }

    /// The phrases that are complete at these positions.
    pub(super) fn complete(&self, at: &[Position]) -> Vec<u32> {
        let done = at.iter().filter(|p| self.accepts[**p as usize]);
        let mut phrases: Vec<u32> = done.map(|p| self.phrase[*p as usize]).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }

    /// The longest match of a phrase, in words.
    pub(super) fn length(&self, phrase: u32) -> usize {
        self.lengths[phrase as usize]
    }

    /// Gives the phrase that a position belongs to.
    pub(super) fn phrase_of(&self, position: Position) -> u32 {
        self.phrase[position as usize]
    }

    /// Lists the word patterns of the phrases that are wanted, in order.
    pub(super) fn atoms_of(&self, wanted: impl Fn(u32) -> bool) -> Vec<AtomId> {
        let labels = self.labels.iter().zip(&self.phrase).filter(|(_, phrase)| wanted(**phrase));
        let mut atoms: Vec<AtomId> = labels.map(|(label, _)| *label).collect();
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }

    /// Keeps the positions of one phrase.
    pub(super) fn of_phrase(&self, phrase: u32, positions: &mut Vec<Position>) {
        positions.retain(|p| self.phrase[*p as usize] == phrase);
    }
}

fn length(node: &Node) -> usize {
    match node {
        Node::Atom(_) | Node::Any => 1,
        Node::Opt(inner) => length(inner),
        Node::Seq(parts) => parts.iter().map(length).sum(),
        Node::Alt(branches) => branches.iter().map(length).max().unwrap_or(0),
    }
}
