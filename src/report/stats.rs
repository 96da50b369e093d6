//! Counts over many exchanges: how organisations answer, how late, and which tactics show how often.
//!
//! [`Stats`] holds one [`Standing`] an exchange and nothing else of it; every sum is worked out from these,
//! so that what is hidden there appears in no form of the report.

mod csv;
mod json;
mod pseudonym;
mod standing;
mod sums;
mod tell;

pub use csv::to_stats_csv;
pub(super) use json::StatsWire;
pub use json::to_stats_json;
pub use pseudonym::{Hiding, KEY_BYTES, Pseudonyms};
pub use standing::{Organisation, Reply, Standing, Timing};
pub use sums::{Share, Spread, Sums, TacticCount};
pub use tell::compose_stats;

use super::Audit;
use crate::source::Skipped;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How much mail the counts rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailCount {
    /// Messages that were found, read or not.
    pub seen: usize,
    /// Messages that were read, each once.
    pub read: usize,
    /// Messages found again.
    pub duplicates: usize,
}

/// The counts over all exchanges of one or more audits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// The day of the audits.
    pub as_of: NaiveDate,
    /// The hash of the rules.
    pub rules_sha256: String,
    /// What was replaced by pseudonyms.
    pub hiding: Option<Hiding>,
    /// The exchanges, the oldest request first.
    pub standings: Vec<Standing>,
    /// Exchanges that came again from another path and count once.
    pub repeated: usize,
    /// The mail that was looked through.
    pub mail: MailCount,
    /// What was not read.
    pub skipped: Vec<Skipped>,
}

impl Stats {
    /// Begins without an exchange.
    pub fn new(as_of: NaiveDate, rules_sha256: String) -> Self {
        Self {
            as_of,
            rules_sha256,
            hiding: None,
            standings: Vec::new(),
            repeated: 0,
            mail: MailCount::default(),
            skipped: Vec::new(),
        }
    }

    /// Adds the exchanges of an audit; [`Stats::settle`] must follow the last one.
    pub fn add(&mut self, audit: &Audit) {
        self.standings.extend(audit.exchanges.iter().map(|e| Standing::of(e, &audit.case)));
        self.skipped.extend(audit.skipped.iter().cloned());
        self.mail.seen += audit.seen;
        self.mail.read += audit.read;
        self.mail.duplicates += audit.duplicates.len();
    }

    /// Adds the counts of another part of the mail; [`Stats::settle`] must follow the last one.
    pub fn merge(&mut self, other: Self) {
        self.standings.extend(other.standings);
        self.skipped.extend(other.skipped);
        self.repeated += other.repeated;
        self.mail.seen += other.mail.seen;
        self.mail.read += other.mail.read;
        self.mail.duplicates += other.mail.duplicates;
    }

    /// Puts the exchanges in order and keeps each once, whichever paths it came from.
    pub fn settle(&mut self) {
        let before = self.standings.len();
        let mut known = BTreeSet::new();
        self.standings.retain(|s| {
            // Where only letters are known, nothing tells two exchanges apart.
            s.id.as_str().is_empty() || known.insert((s.id.clone(), s.organisation.key.clone()))
        });
        self.repeated += before - self.standings.len();
        self.sort();
    }

    fn sort(&mut self) {
        self.standings.sort_by(|a, b| (a.request, &a.id).cmp(&(b.request, &b.id)));
        self.skipped.sort();
    }

    /// Sums over all exchanges.
    pub fn overall(&self) -> Sums {
        Sums::of(self.standings.iter())
    }

    /// Sums by organisation: those with the most exchanges first, then by name.
    pub fn organisations(&self) -> Vec<(&Organisation, Sums)> {
        let mut groups: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
        for standing in &self.standings {
            groups.entry(&standing.organisation.key).or_default().push(standing);
        }
        let summed = groups.into_values().filter_map(|group| {
            let named = group.iter().find(|s| s.organisation.by_case).or(group.first())?;
            Some((&named.organisation, Sums::of(group.iter().copied())))
        });
        let mut organisations: Vec<_> = summed.collect();
        organisations.sort_by_cached_key(|(organisation, sums)| {
            (std::cmp::Reverse(sums.exchanges), organisation.label().to_lowercase())
        });
        organisations
    }

    /// Counts the exchanges that show each tactic, the most frequent first.
    pub fn tactics(&self) -> Vec<TacticCount> {
        sums::tactics(&self.standings)
    }

    /// Lists the exchanges whose last day passed without an answer, the longest delay first; those in doubt are
    /// not among them.
    pub fn overdue(&self) -> Vec<&Standing> {
        let overdue = self.standings.iter().filter(|s| s.timing == Timing::Unanswered);
        let mut overdue: Vec<&Standing> = overdue.collect();
        overdue.sort_by(|a, b| b.days_late.cmp(&a.days_late).then_with(|| a.id.cmp(&b.id)));
        overdue
    }
}

#[cfg(test)]
mod tests;
