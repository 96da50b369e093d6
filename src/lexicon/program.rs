//! Phrases as programs that look at all words of a sentence at once: a set of places is a number with a bit
//! for each word, and a word of a phrase moves the places where it stands by one.

use super::atom::AtomId;
use super::phrase::Node;
use super::phrases::View;

/// Places before, between and behind the words of a sentence.
pub(super) type Places = u64;

/// The words that are looked at at once: one less than there are places.
pub(super) const WINDOW: usize = Places::BITS as usize - 1;
/// The most words a phrase can match.
pub(super) const LONGEST: usize = WINDOW / 2;

const ATOM: u32 = 0;
const GAP: u32 = 1;
const OPT: u32 = 2;
const SEQ: u32 = 3;
const ALT: u32 = 4;

/// Writes a phrase: each step with its kind in three bits and, above them, the atom, the words of a gap,
/// or the length of the steps that belong to it.
pub(super) fn write(node: &Node, code: &mut Vec<u32>) {
    let (kind, parts) = match node {
        Node::Atom(atom) => return code.push(atom << 3 | ATOM),
        Node::Gap(words) => return code.push((*words as u32) << 3 | GAP),
        Node::Opt(inner) => (OPT, std::slice::from_ref(&**inner)),
        Node::Seq(parts) => (SEQ, parts.as_slice()),
        Node::Alt(parts) => (ALT, parts.as_slice()),
    };
    let head = code.len();
    code.push(0);
    parts.iter().for_each(|part| write(part, code));
    // Rule files are a few hundred kilobytes.
    code[head] = ((code.len() - head - 1) as u32) << 3 | kind;
}

/// Lists the atoms of a program.
pub(super) fn atoms(code: &[u32]) -> impl Iterator<Item = AtomId> {
    code.iter().filter(|step| *step & 7 == ATOM).map(|step| step >> 3)
}

/// Takes the first step, with all that belongs to it, off some code.
fn split(code: &[u32]) -> (&[u32], &[u32]) {
    let own = if matches!(code[0] & 7, ATOM | GAP) { 0 } else { (code[0] >> 3) as usize };
    code.split_at(own + 1)
}

/// Gives the places where a phrase can end that begins at one of these.
pub(super) fn forth(mut code: &[u32], mut at: Places, view: &View<'_>) -> Places {
    while at != 0 && !code.is_empty() {
        let (step, rest) = split(code);
        at = match step[0] & 7 {
            ATOM => (at & view.stands(step[0] >> 3)) << 1,
            GAP => (0..step[0] >> 3).fold(at, |at, _| at | at << 1),
            OPT => at | forth(&step[1..], at, view),
            SEQ => forth(&step[1..], at, view),
            _ => branches(&step[1..]).fold(0, |all, branch| all | forth(branch, at, view)),
        };
        code = rest;
    }
    at
}

/// Gives the places where a phrase can begin that ends at one of these.
pub(super) fn back(code: &[u32], at: Places, view: &View<'_>) -> Places {
    if code.is_empty() {
        return at;
    }
    let (step, rest) = split(code);
    let at = back(rest, at, view);
    match step[0] & 7 {
        ATOM => at >> 1 & view.stands(step[0] >> 3),
        GAP => (0..step[0] >> 3).fold(at, |at, _| at | at >> 1),
        OPT => at | back(&step[1..], at, view),
        SEQ => back(&step[1..], at, view),
        _ => branches(&step[1..]).fold(0, |all, branch| all | back(branch, at, view)),
    }
}

fn branches(mut code: &[u32]) -> impl Iterator<Item = &[u32]> {
    std::iter::from_fn(move || {
        let (branch, rest) = (!code.is_empty()).then(|| split(code))?;
        code = rest;
        Some(branch)
    })
}
