//! Counts what is found by what it has in common.

use super::error::IndexError;
use super::field::KINDS;
use super::schema::LAYOUT;
use super::search::{Found, Searcher};
use chrono::DateTime;
use rustc_hash::FxHashMap;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, TermQuery};
use tantivy::schema::IndexRecordOption;

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The organisation.
    Controller,
    /// The exchange.
    Exchange,
    /// The tactics.
    Tactic,
    /// The grades of the findings.
    Grade,
    /// The side.
    Party,
    /// The year of the `Date` field, at UTC.
    Year,
    /// The language.
    Language,
    /// Who or what wrote it.
    Kind,
}

impl Searcher {
    /// Counts the hits by what they have in common, the most frequent first.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn facet(&self, found: &Found, by: Facet) -> Result<Vec<(String, usize)>, IndexError> {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        let traits = |prefix: &str, names: &mut dyn Iterator<Item = &str>| {
            let mut counted = Vec::new();
            for name in names {
                let term = format!("{prefix}:{name}");
                let term = tantivy::Term::from_field_text(LAYOUT.traits, &term);
                let term = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
                let both = BooleanQuery::intersection(vec![found.query.box_clone(), term]);
                counted.push((name.to_owned(), self.text.search(&both, &Count)?));
            }
            Ok(counted)
        };
        let failed = |e: tantivy::TantivyError| self.failed(&e);
        match by {
            Facet::Language => {
                let mut names = self.marks.languages.iter().map(String::as_str);
                counts.extend(traits("lang", &mut names).map_err(failed)?);
            }
            Facet::Kind => {
                counts.extend(traits("kind", &mut KINDS.iter().copied()).map_err(failed)?);
            }
            _ => {
                for row in &found.rows {
                    let mut names: Vec<String> = match by {
                        Facet::Year => row.time.and_then(year).into_iter().collect(),
                        _ => self.labels(row.number, by),
                    };
                    names.sort_unstable();
                    names.dedup();
                    names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
                }
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts)
    }

    fn labels(&self, number: u32, by: Facet) -> Vec<String> {
        let mut labels = Vec::new();
        for (exchange, member) in self.exchanges_of(number) {
            match by {
                Facet::Controller => labels.push(exchange.controller.clone()),
                Facet::Exchange => labels.push(exchange.id.clone()),
                Facet::Party => labels.push(member.party.as_str().to_owned()),
                Facet::Tactic => labels.extend(member.findings.iter().map(|f| f.0.clone())),
                Facet::Grade => {
                    labels.extend(member.findings.iter().map(|f| f.1.as_str().to_owned()));
                }
                Facet::Year | Facet::Language | Facet::Kind => {}
            }
        }
        labels
    }
}

fn year(time: i64) -> Option<String> {
    DateTime::from_timestamp(time, 0).map(|at| at.format("%Y").to_string())
}
