//! Keeps messages and findings so that they are found in milliseconds.  The index is a cache: it can be made
//! anew from the mail at any time.

mod catalogue;
mod compile;
mod day;
mod error;
mod facet;
mod field;
mod query;
mod reading;
mod rows;
mod schema;
mod search;
mod snippet;
mod store;
#[cfg(test)]
mod tests;
mod words;

pub use catalogue::{FileEntry, Files, MarkedExchange, Marks, Member, Outlines, Placed};
pub use compile::Sought;
pub use error::IndexError;
pub use facet::Facet;
pub use field::{FIELDS, Field, Part};
pub use query::{Fault, Query, Term, Value, parse};
pub use schema::{Card, Indexed};
pub use search::{Found, Hit, Row, SearchError, Searcher, Sort};
pub use snippet::{Snippet, snippet};
pub use store::{Opening, Writer};
