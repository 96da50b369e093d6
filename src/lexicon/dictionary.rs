//! Words with a number each, in a form that loads without work and tells every beginning of a word in
//! one walk.

use fst::raw::{Fst, Node};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::BTreeMap;
use std::fmt;

/// Words, each with a number.
pub(super) struct Dictionary(Fst<Vec<u8>>);

impl Dictionary {
    /// Finds the number of a word.
    pub(super) fn get(&self, word: impl AsRef<[u8]>) -> Option<u32> {
        self.0.get(word).map(|found| found.value() as u32)
    }

    /// Lists the numbers of the words that a text begins with, the text itself among them.
    pub(super) fn beginnings(&self, text: impl Iterator<Item = u8>, found: &mut Vec<u32>) {
        let mut node = self.0.root();
        let mut sum = 0;
        for byte in text {
            let Some(i) = node.find_input(byte) else { return };
            let step = node.transition(i);
            sum += step.out.value();
            node = self.0.node(step.addr);
            if node.is_final() {
                found.push((sum + node.final_output().value()) as u32);
            }
        }
    }

    /// Lists the words that are one slip of the finger away from a text: one letter more, one less, another
    /// one, or two neighbours exchanged.  The first letter stays.
    pub(super) fn one_slip_away(&self, text: &str) -> Vec<String> {
        let text = text.as_bytes();
        let mut found = Vec::new();
        let mut node = self.0.root();
        for i in 0..=text.len() {
            let (right, rest) = text.split_at(i);
            let after = rest.get(1..);
            if i > 0 {
                let mut try_out = |node: &Node<'_>, letters: &[u8], rest: &[u8]| {
                    if self.ends_with(node, rest) {
                        found.push([right, letters, rest].concat());
                    }
                };
                if let Some(after) = after {
                    try_out(&node, &[], after);
                }
                for step in node.transitions() {
                    let next = self.0.node(step.addr);
                    try_out(&next, &[step.inp], rest);
                    if let Some(after) = after {
                        try_out(&next, &[step.inp], after);
                    }
                }
                if let [one, two, after @ ..] = rest {
                    try_out(&node, &[], &[&[*two, *one], after].concat());
                }
            }
            let Some(next) = rest.first().and_then(|byte| node.find_input(*byte)) else { break };
            node = self.0.node(node.transition(next).addr);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|word| word != text);
        found.into_iter().filter_map(|word| String::from_utf8(word).ok()).collect()
    }

    fn ends_with(&self, node: &Node<'_>, rest: &[u8]) -> bool {
        let mut node = *node;
        for byte in rest {
            let Some(next) = node.find_input(*byte) else { return false };
            node = self.0.node(node.transition(next).addr);
        }
        node.is_final()
    }
}

impl FromIterator<(Vec<u8>, u32)> for Dictionary {
    fn from_iter<T: IntoIterator<Item = (Vec<u8>, u32)>>(words: T) -> Self {
        let sorted: BTreeMap<Vec<u8>, u32> = words.into_iter().collect();
        let pairs = sorted.into_iter().map(|(word, number)| (word, u64::from(number)));
        let made = fst::Map::from_iter(pairs).map(fst::Map::into_fst);
        Self(made.unwrap_or_else(|_| unreachable!("the words are sorted and written to memory")))
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::from_iter([])
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes() == other.0.as_bytes()
    }
}

impl Eq for Dictionary {}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} words", self.0.len())
    }
}

impl Serialize for Dictionary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

impl<'de> Deserialize<'de> for Dictionary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
        Fst::new(bytes.to_vec()).map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(words: &[&str]) -> Dictionary {
        (0..).zip(words).map(|(n, word)| (word.as_bytes().to_vec(), n)).collect()
    }

    #[test]
    fn every_beginning_is_found_in_one_walk() {
        let some = dictionary(&["a", "abc", "abcd", "b", "abcdef"]);
        let mut found = Vec::new();
        some.beginnings("abcde".bytes(), &mut found);
        assert_eq!(found, [0, 1, 2]);
        assert_eq!(some.get("abcd"), Some(2));
        assert_eq!(some.get("abcde"), None);
    }

    #[test]
    fn one_slip_is_found() {
        let one = dictionary(&["verification", "verb"]);
        for near in ["verfication", "verificaiton", "veriffication", "verificatien", "verificatio"]
        {
            assert_eq!(one.one_slip_away(near), ["verification"], "{near}");
        }
        for far in ["xerification", "verifcaton", "pasport", ""] {
            assert!(one.one_slip_away(far).is_empty(), "{far}");
        }
    }
}
