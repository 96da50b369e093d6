//! Finds messages: counts all, and reads of the first ones what is shown.

use super::catalogue::{MarkedExchange, Marks, Member, Shelf};
use super::compile::{Compiler, Sought, condition};
use super::error::IndexError;
use super::field::Field;
use super::query::{Fault, Query, Term, Value};
use super::rows::Rows;
use super::schema::{Card, LAYOUT, print_of};
use super::store::{open_to_search, payload};
use crate::rulefile::RuleFiles;
use crate::source::Location;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::path::Path;
use tantivy::collector::Count;
use tantivy::query::{AllQuery, Query as TextQuery};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Searcher as TextSearcher, TantivyDocument};

/// A writer may remove files while they are opened; then it is tried again.
const ATTEMPTS: usize = 5;

/// How the hits are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The best first, then the newest.
    Relevance,
    /// The newest first.
    Date,
}

/// Why a search came to nothing.
#[derive(Debug)]
pub enum SearchError {
    /// The query cannot be understood.
    Query(Fault),
    /// The index cannot be used.
    Index(IndexError),
}

impl From<IndexError> for SearchError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

impl From<Fault> for SearchError {
    fn from(fault: Fault) -> Self {
        Self::Query(fault)
    }
}

/// A message that was found.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// How well it fits; 0 if only conditions were asked for.
    pub score: f32,
    /// Its `Date` in seconds since 1970.
    pub time: Option<i64>,
    pub(super) at: DocAddress,
}

/// The first messages that were found, in order.
pub struct Found {
    /// The messages.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// The words to be shown where they stand.
    pub sought: Sought,
    pub(super) query: Box<dyn TextQuery>,
}

/// A message that is shown.
#[derive(Debug)]
pub struct Hit {
    /// What is shown of it.
    pub card: Card,
    /// How well it fits.
    pub score: f32,
    /// Where it lies; several places if there are copies.
    pub places: Vec<Location>,
    /// The number of the first message of its thread.
    pub thread: u32,
    /// The exchanges that it belongs to, as indices into the marks, with its place in them.
    pub within: Vec<(usize, usize)>,
}

/// An index that is open to be searched.
pub struct Searcher {
    pub(super) text: TextSearcher,
    shelf: Shelf,
    commit: u64,
    /// What an audit made of the mail.
    pub marks: Marks,
    within: FxHashMap<u32, Vec<(usize, usize)>>,
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("dir", &self.shelf.dir).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl Searcher {
    /// Opens an index.
    ///
    /// # Errors
    /// There is none, another version made it, it is damaged, or the disk.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let mut last = None;
        for _ in 0..ATTEMPTS {
            match Self::try_open(dir) {
                Err(error @ IndexError::Damaged { .. }) => last = Some(error),
                opened => return opened,
            }
        }
        Err(last.unwrap_or_else(|| IndexError::damaged(dir, "it cannot be opened")))
    }

    fn try_open(dir: &Path) -> Result<Self, IndexError> {
        let (index, shelf) = open_to_search(dir)?;
        let failed = |e: tantivy::TantivyError| IndexError::of(dir, &e);
        let commit = payload(&index).map_err(failed)?;
        let marks = if commit == 0 { Marks::default() } else { shelf.read("marks", commit)? };
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .num_warming_threads(1)
            .try_into()
            .map_err(failed)?;
        let mut within: FxHashMap<u32, Vec<(usize, usize)>> = FxHashMap::default();
        for (e, exchange) in marks.exchanges.iter().enumerate() {
            for (m, member) in exchange.members.iter().enumerate() {
                within.entry(member.number).or_default().push((e, m));
            }
        }
        Ok(Self { text: reader.searcher(), shelf, commit, marks, within })
    }

    pub(super) fn failed(&self, error: &tantivy::TantivyError) -> IndexError {
        IndexError::of(&self.shelf.dir, error)
    }

    /// Finds the first messages that a query asks for, in order, and counts all.
    ///
    /// # Errors
    /// A name that is not known, a damage, the disk.
    pub fn find(&self, query: &Query, sort: Sort, first: usize) -> Result<Found, SearchError> {
        let compiled = self.compile(query)?;
        let by_score = sort == Sort::Relevance;
        let found = self.text.search(&compiled, &Rows { by_score, first });
        let (rows, total) = found.map_err(|e| self.failed(&e))?;
        let sought = Sought::of(query, &self.languages());
        Ok(Found { rows, total, sought, query: compiled })
    }

    fn languages(&self) -> Vec<String> {
        self.marks.languages.iter().cloned().collect()
    }

    fn compile(&self, query: &Query) -> Result<Box<dyn TextQuery>, SearchError> {
        let lost = RefCell::new(None);
        let compiler = Compiler {
            marks: &self.marks,
            languages: &self.languages(),
            threads: &|name| {
                let found = self.thread_of(name).map_err(|error| lost.replace(Some(error)));
                found.unwrap_or_default()
            },
            tactic: &|name| self.knows_tactic(name),
            // What cannot be told shows when it is searched.
            is_there: &|term| self.text.doc_freq(term).map_or(true, |count| count > 0),
        };
        let compiled = compiler.compile(query)?;
        match lost.take() {
            Some(error) => Err(error),
            None => Ok(compiled.unwrap_or_else(|| condition(Box::new(AllQuery)))),
        }
    }

    /// Counts the messages that a query asks for.
    ///
    /// # Errors
    /// A name that is not known, a damage, the disk.
    pub fn count(&self, query: &Query) -> Result<usize, SearchError> {
        let compiled = self.compile(query)?;
        self.text.search(&compiled, &Count).map_err(|e| self.failed(&e).into())
    }

    /// Describes what a query becomes.
    ///
    /// # Errors
    /// A name that is not known.
    pub fn explain(&self, query: &Query) -> Result<String, SearchError> {
        let found = self.find(query, Sort::Date, 0)?;
        Ok(format!("{query:#?}\n{:#?}", found.query))
    }

    /// Reads what is shown of a message.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn hits(&self, rows: &[Row]) -> Result<Vec<Hit>, IndexError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut places = self.shelf.table("places", self.commit)?;
        let mut threads = self.shelf.table("threads", self.commit)?;
        rows.iter()
            .map(|row| {
                Ok(Hit {
                    card: self.card(row.at)?,
                    score: row.score,
                    places: places.row(row.number)?,
                    thread: threads.row(row.number)?,
                    within: self.within(row.number).to_vec(),
                })
            })
            .collect()
    }

    /// Gives the places of a message.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn places_of(&self, number: u32) -> Result<Vec<Location>, IndexError> {
        self.shelf.table("places", self.commit)?.row(number)
    }

    fn card(&self, at: DocAddress) -> Result<Card, IndexError> {
        let document: TantivyDocument = self.text.doc(at).map_err(|e| self.failed(&e))?;
        let bytes = document.get_first(LAYOUT.card).and_then(|value| value.as_bytes());
        let card = bytes.and_then(|bytes| postcard::from_bytes(bytes).ok());
        card.ok_or_else(|| IndexError::damaged(&self.shelf.dir, "a message without a card"))
    }

    fn within(&self, number: u32) -> &[(usize, usize)] {
        self.within.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Gives the exchanges of a message, and its place in each.
    pub fn exchanges_of(&self, number: u32) -> impl Iterator<Item = (&MarkedExchange, &Member)> {
        self.within(number).iter().map(|(e, m)| {
            let exchange = &self.marks.exchanges[*e];
            (exchange, &exchange.members[*m])
        })
    }

    /// Gives the number of the first message of the thread of each message.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn threads(&self, rows: &[Row]) -> Result<Vec<u32>, IndexError> {
        let mut table = self.shelf.table("threads", self.commit)?;
        rows.iter().map(|row| table.row(row.number)).collect()
    }

    /// Finds messages by their `Message-ID` or the beginning of their SHA-256.
    ///
    /// # Errors
    /// A damage, the disk.
    pub fn named(&self, name: &str) -> Result<Vec<Hit>, SearchError> {
        let hits_of = |value: Value| {
            let field = Field::named("id");
            let query = Query::Term(Term { field, value, at: 0..0 });
            let found = self.find(&query, Sort::Date, usize::MAX)?;
            self.hits(&found.rows).map_err(SearchError::from)
        };
        let mut hits = hits_of(Value::Phrase(name.to_owned()))?;
        hits.retain(|hit| hit.card.id == name);
        if hits.is_empty() && name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit()) {
            let hash = name.to_lowercase();
            hits = hits_of(Value::Prefix(print_of(&hash)))?;
            hits.retain(|hit| hit.card.key.to_string().starts_with(&hash));
        }
        Ok(hits)
    }

    fn thread_of(&self, name: &str) -> Result<Vec<u32>, SearchError> {
        let mut numbers = Vec::new();
        let roots: Vec<u32> = self.named(name)?.iter().map(|hit| hit.thread).collect();
        if roots.is_empty() {
            return Ok(numbers);
        }
        let all = self.find(&Query::Everything, Sort::Date, usize::MAX)?.rows;
        for (row, root) in all.iter().zip(self.threads(&all)?) {
            if roots.contains(&root) {
                numbers.push(row.number);
            }
        }
        Ok(numbers)
    }

    fn knows_tactic(&self, name: &str) -> Result<(), Option<String>> {
        let members = self.marks.exchanges.iter().flat_map(|e| &e.members);
        if members.flat_map(|m| &m.findings).any(|(tactic, _)| tactic == name) {
            return Ok(());
        }
        let files = RuleFiles::embedded();
        let names: Vec<&str> = files
            .folder("tactics")
            .map(|(file, _)| file.trim_end_matches(".toml"))
            .map(|file| file.rsplit('/').next().unwrap_or(file))
            .collect();
        if names.contains(&name) {
            return Ok(());
        }
        let alike = |known: &&&str| known.contains(name) || name.contains(**known);
        Err(names.iter().find(alike).map(|known| (*known).to_owned()))
    }

    /// Counts the messages of the index.
    pub fn len(&self) -> u64 {
        self.text.num_docs()
    }

    /// Tells whether the index holds no message.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
