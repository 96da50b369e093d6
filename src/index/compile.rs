//! Turns what a person asks for into a query of the text index.

use super::catalogue::{Marks, Member};
use super::field::{ANYWHERE, Field, NameOf, Part, Takes};
use super::query::{Fault, Query, Term, Value};
use super::schema::{LAYOUT, day_number};
use super::words::{placed, terms, variants};
use crate::exchange::Party;
use crate::finding::Grade;
use chrono::NaiveDate;
use std::ops::Bound;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query as TextQuery, RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;

/// What is found by its stem counts for less than the word itself.
const STEM_WEIGHT: f32 = 0.6;
/// A prefix behind other words stands for so many words at most.
const EXPANSIONS: u32 = 10_000;
/// Phrases are looked for at each distance by itself.
const FARTHEST_PHRASE: usize = 50;

/// How much a word in a part counts.
fn weight(part: Part) -> f32 {
    match part {
        Part::Subject => 2.0,
        Part::Quoted => 0.3,
        Part::Attached => 0.5,
        _ => 1.0,
    }
}

type Compiled = Box<dyn TextQuery>;

/// Finds the numbers of the messages of a thread, by the name of one of them.
pub(super) type Threads<'a> = dyn Fn(&str) -> Vec<u32> + 'a;

/// What a query is read against.
pub(super) struct Compiler<'a> {
    pub(super) marks: &'a Marks,
    pub(super) languages: &'a [String],
    pub(super) threads: &'a Threads<'a>,
    /// Tells whether a term is anywhere in the index.
    pub(super) is_there: &'a dyn Fn(&tantivy::Term) -> bool,
    /// Tells whether a tactic has this name, and which one may be meant.
    pub(super) tactic: &'a dyn Fn(&str) -> Result<(), Option<String>>,
}

fn boosted(query: Compiled, by: f32) -> Compiled {
    if (by - 1.0).abs() < f32::EPSILON { query } else { Box::new(BoostQuery::new(query, by)) }
}

/// A condition: it counts nothing towards relevance.
pub(super) fn condition(query: Compiled) -> Compiled {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn any(queries: Vec<Compiled>) -> Compiled {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.into_iter().next().unwrap_or_else(|| Box::new(EmptyQuery)),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn each_part(parts: &[Part], make: impl Fn(Part) -> Compiled) -> Compiled {
    any(parts.iter().map(|part| boosted(make(*part), weight(*part))).collect())
}

fn numbers(list: impl Iterator<Item = u32>) -> Compiled {
    let terms = list.map(|n| tantivy::Term::from_field_u64(LAYOUT.number, u64::from(n)));
    condition(Box::new(TermSetQuery::new(terms)))
}

fn is(name: &str) -> Compiled {
    let term = tantivy::Term::from_field_text(LAYOUT.traits, name);
    condition(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}

impl Compiler<'_> {
    /// Compiles a query; nothing if it limits nothing.
    pub(super) fn compile(&self, query: &Query) -> Result<Option<Compiled>, Fault> {
        match query {
            Query::Everything => Ok(None),
            Query::Term(term) => self.term(term),
            Query::Not(inner) => Ok(Some(match self.compile(inner)? {
                None => Box::new(EmptyQuery),
                Some(inner) => Box::new(BooleanQuery::new(vec![
                    (Occur::Must, condition(Box::new(AllQuery))),
                    (Occur::MustNot, inner),
                ])),
            })),
            Query::All(list) => {
                let mut clauses = Vec::new();
                for one in list {
                    let (occur, inner) = match one {
                        Query::Not(inner) => (Occur::MustNot, self.compile(inner)?),
                        other => (Occur::Must, self.compile(other)?),
                    };
                    match inner {
                        Some(inner) => clauses.push((occur, inner)),
                        None if occur == Occur::MustNot => return Ok(Some(Box::new(EmptyQuery))),
                        None => {}
                    }
                }
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) && !clauses.is_empty()
                {
                    clauses.push((Occur::Must, condition(Box::new(AllQuery))));
                }
                Ok((!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Compiled))
            }
            Query::Any(list) => {
                let mut queries = Vec::new();
                for one in list {
                    let Some(one) = self.compile(one)? else { return Ok(None) };
                    queries.push(one);
                }
                Ok(Some(any(queries)))
            }
        }
    }

    fn term(&self, term: &Term) -> Result<Option<Compiled>, Fault> {
        let parts = match term.field.map(|field| field.takes) {
            Some(Takes::Words(parts)) => parts,
            _ => ANYWHERE,
        };
        Ok(match &term.value {
            Value::Words(text) => self.words(text, parts),
            Value::Phrase(text) => {
                let words = placed(text);
                Some(each_part(parts, |part| phrase(part, &words, 0)))
            }
            Value::Prefix(text) => Some(prefix(text, parts)),
            Value::Near { left, right, distance } => {
                let fault = |what: String| Fault { at: term.at.clone(), what, advice: None };
                if ![left, right].iter().all(|side| side.contains(char::is_alphanumeric)) {
                    return Err(fault("NEAR needs a word on each side".to_owned()));
                }
                let (left, right, distance) = (placed(left), placed(right), *distance as usize);
                if left.is_empty() || right.is_empty() {
                    // A word that is too long to be indexed.
                    return Ok(Some(Box::new(EmptyQuery)));
                }
                if left.len() + right.len() > 2 && distance > FARTHEST_PHRASE {
                    let what =
                        format!("NEAR with a phrase takes a number from 1 to {FARTHEST_PHRASE}");
                    return Err(fault(what));
                }
                Some(each_part(parts, |part| {
                    let behind = |first, second| near(part, first, second, distance);
                    any(vec![behind(&left, &right), behind(&right, &left)])
                }))
            }
            Value::Days { from, before } => Some(days(*from, *before)),
            Value::Choice(name) => Some(self.choice(term.field, name)),
            Value::Name(name) => Some(self.name(term, name)?),
        })
    }

    fn words(&self, text: &str, parts: &[Part]) -> Option<Compiled> {
        let words = placed(text);
        match words.as_slice() {
            // A word that is too long to be indexed.
            [] if text.contains(char::is_alphanumeric) => Some(Box::new(EmptyQuery)),
            // Signs alone are nothing to look for.
            [] => None,
            [(_, word)] => {
                let beside = variants(text, self.languages);
                let mut queries = Vec::new();
                let mut add = |part: Part, term: &str, by: f32| {
                    let term = tantivy::Term::from_field_text(LAYOUT.part(part), term);
                    // Of the forms in all languages few are anywhere.
                    if (self.is_there)(&term) {
                        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                        queries.push(boosted(Box::new(query), by));
                    }
                };
                for part in parts {
                    add(*part, word, weight(*part));
                    if is_text(*part) {
                        let by = weight(*part) * STEM_WEIGHT;
                        beside.iter().for_each(|term| add(*part, term, by));
                    }
                }
                Some(any(queries))
            }
            _ => Some(each_part(parts, |part| phrase(part, &words, 0))),
        }
    }

    fn members(&self, holds: impl Fn(&Member) -> bool) -> Compiled {
        let members = self.marks.exchanges.iter().flat_map(|exchange| &exchange.members);
        numbers(members.filter(|member| holds(member)).map(|member| member.number))
    }

    fn choice(&self, field: Option<&Field>, name: &str) -> Compiled {
        let party = |party: Party| self.members(move |member| member.party == party);
        let grade = |grade: Grade| self.members(move |m| m.findings.iter().any(|f| f.1 == grade));
        match (field.map_or("", |field| field.name), name) {
            ("is", "controller") => party(Party::Controller),
            ("is", "subject") => party(Party::Subject),
            ("is", "authority") => party(Party::Authority),
            ("is", "third") => party(Party::Third),
            ("is", "auto") => any(vec![is("is:auto"), party(Party::Auto)]),
            ("has", "finding") => self.members(|member| !member.findings.is_empty()),
            ("has", "exchange") => self.members(|_| true),
            ("grade", "signal") => grade(Grade::Signal),
            ("grade", "presumptive") => grade(Grade::Presumptive),
            ("grade", _) => grade(Grade::BrightLine),
            (field, name) => is(&format!("{field}:{name}")),
        }
    }

    fn name(&self, term: &Term, name: &str) -> Result<Compiled, Fault> {
        let field = term.field;
        let Some(Takes::Name(of)) = field.map(|field| field.takes) else {
            return Ok(Box::new(EmptyQuery));
        };
        let lower = name.to_lowercase();
        Ok(match of {
            NameOf::Language if name == "*" => {
                any(self.languages.iter().map(|code| is(&format!("lang:{code}"))).collect())
            }
            NameOf::Language => is(&format!("lang:{lower}")),
            NameOf::Thread if name == "*" => condition(Box::new(AllQuery)),
            NameOf::Thread => numbers((self.threads)(name).into_iter()),
            NameOf::Exchange => {
                let found = self.marks.exchanges.iter();
                let found =
                    found.filter(|e| name == "*" || e.id.to_lowercase().starts_with(&lower));
                numbers(found.flat_map(|e| e.members.iter().map(|member| member.number)))
            }
            NameOf::Tactic if name == "*" => self.members(|member| !member.findings.is_empty()),
            NameOf::Tactic => {
                (self.tactic)(&lower).map_err(|meant| Fault {
                    at: term.at.clone(),
                    what: format!("no tactic is named `{name}`"),
                    advice: Some(meant.map_or_else(
                        || "`dilatory rules list` names them".to_owned(),
                        |meant| format!("did you mean `{meant}`?"),
                    )),
                })?;
                self.members(|member| member.findings.iter().any(|f| f.0 == lower))
            }
        })
    }
}

/// Tells whether a field looks for words in text, and not in names.
fn looks_in_text(field: &Field) -> bool {
    matches!(field.takes, Takes::Words(parts) if parts.iter().any(|part| is_text(*part)))
}

fn terms_of(part: Part, words: &[(usize, String)]) -> Vec<(usize, tantivy::Term)> {
    let field = LAYOUT.part(part);
    words.iter().map(|(at, word)| (*at, tantivy::Term::from_field_text(field, word))).collect()
}

/// Finds words at these places, or so many off.
fn phrase(part: Part, words: &[(usize, String)], slop: usize) -> Compiled {
    let terms = terms_of(part, words);
    match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, term)] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop as u32)),
    }
}

/// Finds the beginning of a word, which may stand behind other words.
fn prefix(text: &str, parts: &[Part]) -> Compiled {
    let words = placed(text);
    let Some(((_, last), before)) = words.split_last() else {
        return Box::new(EmptyQuery);
    };
    each_part(parts, |part| {
        if before.is_empty() {
            // Folding takes some characters apart, and then there are signs: `⑴` becomes `(1)`.
            let pattern = format!("{}.*", regex::escape(last));
            return match RegexQuery::from_pattern(&pattern, LAYOUT.part(part)) {
                Ok(query) => Box::new(query),
                Err(_) => Box::new(EmptyQuery) as Compiled,
            };
        }
        let mut phrase = PhrasePrefixQuery::new_with_offset(terms_of(part, &words));
        phrase.set_max_expansions(EXPANSIONS);
        Box::new(phrase)
    })
}

/// Finds one word or phrase behind another, at most so many words behind its end.
fn near(
    part: Part,
    left: &[(usize, String)],
    right: &[(usize, String)],
    distance: usize,
) -> Compiled {
    let apart = |distance: usize, slop: usize| {
        let end = left.last().map_or(0, |(at, _)| *at) + distance;
        let start = right.first().map_or(0, |(at, _)| *at);
        let moved = right.iter().map(|(at, word)| (end + at - start, word.clone()));
        phrase(part, &left.iter().cloned().chain(moved).collect::<Vec<_>>(), slop)
    };
    if left.len() + right.len() > 2 {
        // Within a phrase no word may be off its place.
        return any((1..=distance).map(|distance| apart(distance, 0)).collect());
    }
    // Half the way, give or take less than half: never at the same place, where a word would be near itself.
    let half = distance.div_ceil(2);
    let mut queries = vec![apart(half, half - 1)];
    if distance.is_multiple_of(2) {
        queries.push(apart(distance, 0));
    }
    any(queries)
}

/// Tells whether a part is text in a language, and not names.
fn is_text(part: Part) -> bool {
    matches!(part, Part::Own | Part::Quoted | Part::Subject | Part::Attached | Part::FileNames)
}

fn days(from: Option<NaiveDate>, before: Option<NaiveDate>) -> Compiled {
    let term = |day| tantivy::Term::from_field_i64(LAYOUT.day, day_number(day));
    let lower = from.map_or(Bound::Unbounded, |day| Bound::Included(term(day)));
    let upper = before.map_or(Bound::Unbounded, |day| Bound::Excluded(term(day)));
    match (&lower, &upper) {
        (Bound::Unbounded, Bound::Unbounded) => condition(Box::new(AllQuery)),
        _ => condition(Box::new(RangeQuery::new(lower, upper))),
    }
}

/// The words of a query that are shown where they stand.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    pub(super) exact: Vec<String>,
    pub(super) beside: Vec<String>,
    pub(super) prefixes: Vec<String>,
}

impl Sought {
    /// Takes the words that a query looks for, not those that it excludes.
    pub(super) fn of(query: &Query, languages: &[String]) -> Self {
        let mut sought = Self::default();
        sought.take(query, languages);
        sought
    }

    /// Tells whether a term of a text is looked for.
    pub(super) fn has(&self, term: &str) -> bool {
        self.exact.iter().chain(&self.beside).any(|known| known == term)
            || self.prefixes.iter().any(|prefix| term.starts_with(prefix))
    }

    /// Tells whether a word may be another form of one that is looked for: stemmers hardly touch the first letter.
    pub(super) fn may_be_form(&self, term: &str) -> bool {
        let first = term.chars().next();
        !self.beside.is_empty() && self.exact.iter().any(|known| known.chars().next() == first)
    }

    fn take(&mut self, query: &Query, languages: &[String]) {
        match query {
            Query::Everything | Query::Not(_) => {}
            Query::All(list) | Query::Any(list) => {
                list.iter().for_each(|one| self.take(one, languages));
            }
            Query::Term(Term { field: Some(field), .. }) if !looks_in_text(field) => {}
            Query::Term(term) => match &term.value {
                Value::Words(text) => {
                    self.exact.extend(terms(text));
                    self.beside.extend(variants(text, languages));
                }
                Value::Phrase(text) => self.exact.extend(terms(text)),
                Value::Near { left, right, .. } => {
                    self.exact.extend(terms(left));
                    self.exact.extend(terms(right));
                }
                Value::Prefix(text) => self.prefixes.extend(terms(text).pop()),
                Value::Days { .. } | Value::Choice(_) | Value::Name(_) => {}
            },
        }
    }
}
