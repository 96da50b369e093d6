//! Writes threads as JSON (`dilatory.threads/1`) and as text.

use super::wire::ReasonWire;
use super::words::{safe_json, shown};
use crate::exchange::{Link, Outline, Reason};
use crate::id::Names;
use crate::source::Location;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

/// Threads to be shown.
#[derive(Debug)]
pub struct Threads<'a> {
    /// The messages.
    pub outlines: &'a [Outline],
    /// Their names.
    pub names: &'a Names,
    /// The threads, as groups of indices into the messages.
    pub groups: Vec<Vec<usize>>,
    /// Further places of messages that are kept more than once.
    pub copies: FxHashMap<usize, Vec<&'a Location>>,
    /// What ties them beyond their headers, if that was asked for.
    pub links: Option<Vec<Link>>,
}

/// The name and version of the form.
const THREADS: &str = "dilatory.threads/1";

/// Messages in groups, by the links of their headers.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Threads")]
pub(super) struct ThreadsWire<'a> {
    /// The name and version of this form.
    #[schemars(extend("const" = THREADS))]
    schema: &'static str,
    /// The groups, each in the order of time; a message that is kept more than once stands there with each of
    /// its places.
    threads: Vec<Vec<MemberWire<'a>>>,
    /// What ties the messages beyond their headers, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Vec<LinkWire<'a>>>,
}

/// A message of a thread.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Member")]
struct MemberWire<'a> {
    /// Its Message-ID without angle brackets; one made of its hash if it bears none.
    id: &'a str,
    /// The file it lies in; what is no text in its name is replaced.
    #[serde(serialize_with = "super::wire::lossy")]
    #[schemars(with = "String")]
    path: &'a Path,
    /// Its first byte in the file, counted from 0.
    offset: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
}

/// A tie between two messages.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
struct LinkWire<'a> {
    /// The Message-ID of the one.
    id: &'a str,
    /// The Message-ID of the one that it is tied to.
    to: &'a str,
    /// Why.
    reason: ReasonWire,
    /// The number of the ticket that both bear.
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket: Option<&'a str>,
}

impl Threads<'_> {
    /// Gives the threads as JSON.
    ///
    /// # Errors
    /// Never in practice: every value has a form in JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let id = |i: usize| self.names.text(self.outlines[i].ties.id);
        let places = |i: usize| {
            let copies = self.copies.get(&i).into_iter().flatten().copied();
            std::iter::once(&self.outlines[i].location).chain(copies)
        };
        let members = |i: &usize| {
            let (id, key) = (id(*i), self.outlines[*i].ties.key);
            places(*i).map(move |place| MemberWire {
                id,
                path: &place.path,
                offset: place.offset,
                sha256: key.to_string(),
            })
        };
        serde_json::to_string(&ThreadsWire {
            schema: THREADS,
            threads: self
                .groups
                .iter()
                .map(|group| group.iter().flat_map(members).collect())
                .collect(),
            links: self
                .links
                .as_ref()
                .map(|links| links.iter().map(|link| self.link(link)).collect()),
        })
        .map(safe_json)
    }

    fn link<'a>(&'a self, link: &'a Link) -> LinkWire<'a> {
        let id = |i: usize| self.names.text(self.outlines[i].ties.id);
        let ticket = match &link.reason {
            Reason::Ticket(number) => Some(number.as_str()),
            _ => None,
        };
        LinkWire { id: id(link.from), to: id(link.to), reason: (&link.reason).into(), ticket }
    }

    /// Gives the threads as text: a line a message, an empty line after each thread.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for group in &self.groups {
            for outline in group.iter().map(|i| &self.outlines[*i]) {
                let date = outline.ties.date.map(|d| d.format("%Y-%m-%d %H:%M").to_string());
                let date = date.unwrap_or_else(|| "-".to_owned());
                let from = shown(self.names.text(outline.from));
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{date:16}  {from:30}  {}", shown(&outline.subject));
            }
            text.push('\n');
        }
        text
    }
}
