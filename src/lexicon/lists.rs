//! Lists of numbers, one behind the other: a lexicon has tens of thousands, and loads quickly.

use serde::{Deserialize, Serialize};

/// Lists of numbers.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lists {
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
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.all.extend(list);
        // Rule files are a few hundred kilobytes.
        self.from.push(self.all.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.from.len() - 1
    }

    pub(super) fn get(&self, n: u32) -> &[u32] {
        let n = n as usize;
        &self.all[self.from[n] as usize..self.from[n + 1] as usize]
    }
}
