//! Counts what rules hit, hit wrongly and missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What was found of what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) hits: usize,
    pub(super) wrong: usize,
    pub(super) missed: usize,
}

impl Tally {
    /// Gives the share of what was found that is right; 1 where nothing was found.
    pub(super) fn precision(self) -> f64 {
        share(self.hits, self.hits + self.wrong)
    }

    /// Gives the share of what is right that was found; 1 where there is nothing to find.
    pub(super) fn recall(self) -> f64 {
        share(self.hits, self.hits + self.missed)
    }

    fn row(self, name: &str) -> String {
        let Self { hits, wrong, missed } = self;
        let (precision, recall) = (self.precision(), self.recall());
        format!("{name:34} {hits:5} {wrong:5} {missed:6} {precision:9.3} {recall:6.3}\n")
    }

    /// Shows the counts by name, and their sum.
    pub(super) fn table(heading: &str, counts: &BTreeMap<String, Self>) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{heading:34}  hits wrong missed precision recall");
        let mut sum = Self::default();
        for (name, tally) in counts {
            text.push_str(&tally.row(name));
            sum.hits += tally.hits;
            sum.wrong += tally.wrong;
            sum.missed += tally.missed;
        }
        text.push_str(&sum.row("in all"));
        text
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of test cases are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_and_recall_are_shares() {
        let tally = Tally { hits: 3, wrong: 1, missed: 3 };
        assert_eq!((tally.precision(), tally.recall()), (0.75, 0.5));
        assert_eq!((Tally::default().precision(), Tally::default().recall()), (1.0, 1.0));
    }
}
