//! The form of a search in JSON: `dilatory.search/1`.  Fields may be added, never changed; they stand in the
//! order of the alphabet.
//!
//! The comments on the fields are what `dilatory schema search` says of them.

use crate::exchange::Party;
use crate::finding::Grade;
use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name and version of the form.
pub(super) const SEARCH: &str = "dilatory.search/1";

/// What a search has found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Search")]
pub(super) struct SearchWire<'a> {
    /// How many messages there are of each kind, by what was asked to be counted (--facets).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) facets: Option<BTreeMap<&'static str, Vec<CountWire<'a>>>>,
    /// The messages by exchange or thread, if that was asked for (--group).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) groups: Option<Vec<GroupWire<'a>>>,
    /// The messages that are shown, in the order that was asked for.
    pub(super) hits: Vec<HitWire<'a>>,
    /// The name and version of this form.
    #[schemars(extend("const" = SEARCH))]
    pub(super) schema: &'static str,
    /// How many messages were found.
    pub(super) total: usize,
}

/// How many messages there are of one kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Count")]
pub(super) struct CountWire<'a> {
    /// How many messages.
    pub(super) count: usize,
    /// Of which kind.
    pub(super) name: &'a str,
}

/// Messages that belong together.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Group")]
pub(super) struct GroupWire<'a> {
    /// The exchange; empty for messages in none, null for a thread.
    pub(super) exchange: Option<&'a str>,
    /// Those of its messages that are shown.
    pub(super) hits: Vec<HitWire<'a>>,
    /// How many of its messages were found.
    pub(super) total: usize,
}

/// A message that was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
pub(super) struct HitWire<'a> {
    /// When it was sent, with the offset from UTC; null if it bears no usable date.
    #[schemars(with = "Option<DateTime<FixedOffset>>")]
    pub(super) date: Option<String>,
    /// The exchange it belongs to, the first of several; null if to none.
    pub(super) exchange: Option<&'a str>,
    /// The findings at it.
    pub(super) findings: Vec<MarkWire<'a>>,
    /// The address of the sender; may be empty.
    pub(super) from: &'a str,
    /// Its Message-ID without angle brackets; one made of its hash if it bears none.
    pub(super) id: &'a str,
    /// The language of its own words (ISO 639-1); null if it could not be told.
    pub(super) language: Option<&'a str>,
    /// The words of the snippet that were looked for: each from its first character to the one behind its last,
    /// counted from 0.
    pub(super) marks: Vec<[usize; 2]>,
    /// Its first byte in the first file it lies in, counted from 0.
    pub(super) offset: Option<u64>,
    /// On which side of the exchange it stands; null if it belongs to none.
    pub(super) party: Option<Party>,
    /// The first file it lies in; what is no text in its name is replaced.
    pub(super) path: String,
    /// All its places.
    pub(super) places: Vec<PlaceWire<'a>>,
    /// How well it fits: more is better.
    pub(super) score: f64,
    /// The name of the sender; may be empty.
    pub(super) sender: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
    /// A piece of its text; may be empty.
    pub(super) snippet: &'a str,
    /// Its subject; may be empty.
    pub(super) subject: &'a str,
    /// The number of its thread in this state of the index.
    pub(super) thread: u32,
}

/// A finding at a message.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mark")]
pub(super) struct MarkWire<'a> {
    /// How much it proves.
    pub(super) grade: Grade,
    /// Which tactic.
    pub(super) tactic: &'a str,
}

/// Where a message lies.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(super) struct PlaceWire<'a> {
    /// How many bytes it takes there.
    pub(super) length: u64,
    /// Its first byte in the file, counted from 0.
    pub(super) offset: u64,
    /// The file; what is no text in its name is replaced.
    pub(super) path: Cow<'a, str>,
}
