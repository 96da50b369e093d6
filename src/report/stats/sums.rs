//! Sums over exchanges: counts, medians, and shares with their range.

use super::standing::{Reply, Standing, Timing};
use crate::finding::{Grade, Text};
use crate::id::TacticId;
use std::collections::BTreeMap;

/// The quantile of the normal distribution for a range of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// A share of a number of cases, with the range in which the true share lies at 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The share that was seen, 0 to 1.
    pub share: f64,
    /// The lower end of the range, 0 to 1.
    pub low: f64,
    /// The upper end of the range, 0 to 1.
    pub high: f64,
}

impl Share {
    /// Reckons the share and its range by the score of Wilson (1927), which holds for few cases, too; `None`
    /// where there is no case.
    pub fn of(hits: usize, cases: usize) -> Option<Self> {
        if cases == 0 {
            return None;
        }
        let (cases, share) = (as_float(cases), as_float(hits) / as_float(cases));
        let spread = Z * Z / cases;
        let middle = (share + spread / 2.0) / (1.0 + spread);
        let half = (share * (1.0 - share) * spread + spread * spread / 4.0).sqrt() / (1.0 + spread);
        // At the ends the range is exact; rounding would put it beside them.
        let low = if hits == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if as_float(hits) < cases { (middle + half).min(1.0) } else { 1.0 };
        Some(Self { share, low, high })
    }
}

#[allow(clippy::cast_precision_loss, reason = "nobody has 2^52 exchanges")]
fn as_float(count: usize) -> f64 {
    count as f64
}

/// Days of several exchanges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many exchanges.
    pub count: usize,
    /// Twice the median, in days: it may lie halfway between two days.
    pub twice_median: i64,
    /// The most days.
    pub most: i64,
    /// All days together.
    pub sum: i64,
}

impl Spread {
    /// Sums days up.
    pub fn of(days: impl Iterator<Item = i64>) -> Self {
        let mut days: Vec<i64> = days.collect();
        days.sort_unstable();
        let middle = days.len() / 2;
        let at = |i: usize| days.get(i).copied().unwrap_or(0);
        let lower = if days.len().is_multiple_of(2) { middle.saturating_sub(1) } else { middle };
        Self {
            count: days.len(),
            twice_median: at(lower) + at(middle),
            most: days.last().copied().unwrap_or(0),
            sum: days.iter().sum(),
        }
    }
}

/// Sums over exchanges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many exchanges.
    pub exchanges: usize,
    /// Where they stand in time.
    pub timings: BTreeMap<Timing, usize>,
    /// What the persons got, where that is known.
    pub replies: BTreeMap<Reply, usize>,
    /// Days from the receipt of the request to the first answer, of those that were answered.
    pub to_answer: Spread,
    /// Days past the last day, of those that are late: answered, refused, or not answered so far.
    pub late: Spread,
    /// Messages that demand something to identify the person.
    pub identity_demands: usize,
    /// Messages that demand a copy of an identity document.
    pub document_demands: usize,
    /// Exchanges with such a message.
    pub with_document_demand: usize,
    /// Findings that nobody set aside, by grade.
    pub findings: BTreeMap<Grade, usize>,
}

impl Sums {
    /// Sums exchanges up.
    pub fn of<'a>(standings: impl Iterator<Item = &'a Standing> + Clone) -> Self {
        let to_answer = Spread::of(standings.clone().filter_map(Standing::days_to_answer));
        let late = standings.clone().map(|s| s.days_late).filter(|days| *days > 0);
        let mut sums = Self { to_answer, late: Spread::of(late), ..Self::default() };
        for standing in standings {
            sums.exchanges += 1;
            *sums.timings.entry(standing.timing).or_default() += 1;
            if let Some(reply) = standing.reply {
                *sums.replies.entry(reply).or_default() += 1;
            }
            sums.identity_demands += standing.identity_demands;
            sums.document_demands += standing.document_demands;
            sums.with_document_demand += usize::from(standing.document_demands > 0);
            for (grade, count) in &standing.findings {
                *sums.findings.entry(*grade).or_default() += count;
            }
        }
        sums
    }

    /// Counts the exchanges that stand there in time.
    pub fn timing(&self, timing: Timing) -> usize {
        self.timings.get(&timing).copied().unwrap_or(0)
    }

    /// Counts the exchanges in which the person got that.
    pub fn reply(&self, reply: Reply) -> usize {
        self.replies.get(&reply).copied().unwrap_or(0)
    }

    /// Counts the exchanges of which it is known what the person got.
    pub fn known(&self) -> usize {
        self.replies.values().sum()
    }

    /// Reckons the share of a reply among those that are known.
    pub fn share(&self, reply: Reply) -> Option<Share> {
        Share::of(self.reply(reply), self.known())
    }
}

/// How many exchanges show a tactic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TacticCount {
    /// Which tactic.
    pub tactic: TacticId,
    /// Its name for people.
    pub title: Text,
    /// The exchanges that show it.
    pub exchanges: usize,
    /// These by the highest grade it has in each.
    pub grades: BTreeMap<Grade, usize>,
}

/// Counts the exchanges that show each tactic, the most frequent first.
pub(super) fn tactics(standings: &[Standing]) -> Vec<TacticCount> {
    let mut counts: BTreeMap<&TacticId, TacticCount> = BTreeMap::new();
    for (tactic, (grade, card)) in standings.iter().flat_map(|s| &s.tactics) {
        let count = counts.entry(tactic).or_insert_with(|| TacticCount {
            tactic: tactic.clone(),
            title: card.title.clone(),
            exchanges: 0,
            grades: BTreeMap::new(),
        });
        count.exchanges += 1;
        *count.grades.entry(*grade).or_default() += 1;
    }
    let mut counts: Vec<TacticCount> = counts.into_values().collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.exchanges));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of R 4.3: `prop.test(x, n, correct = FALSE)$conf.int`.
    #[test]
    fn the_range_of_a_share_is_that_of_wilson() {
        for (hits, cases, low, high) in [
            (8, 10, 0.4902, 0.9433),
            (0, 5, 0.0, 0.4345),
            (5, 5, 0.5655, 1.0),
            (1, 1, 0.2065, 1.0),
            (50, 100, 0.4038, 0.5962),
        ] {
            let share = Share::of(hits, cases).expect("a share");
            assert!((share.low - low).abs() < 1e-4, "{hits}/{cases}: {share:?}");
            assert!((share.high - high).abs() < 1e-4, "{hits}/{cases}: {share:?}");
            assert!(share.low <= share.share && share.share <= share.high);
        }
        assert_eq!(Share::of(0, 0), None);
    }

    #[test]
    fn a_median_may_lie_between_two_days() {
        let spread = |days: &[i64]| Spread::of(days.iter().copied());
        assert_eq!(spread(&[9, 1, 5]), Spread { count: 3, twice_median: 10, most: 9, sum: 15 });
        assert_eq!(spread(&[4, 1]), Spread { count: 2, twice_median: 5, most: 4, sum: 5 });
        assert_eq!(spread(&[7]).twice_median, 14);
        assert_eq!(spread(&[]), Spread::default());
    }
}
