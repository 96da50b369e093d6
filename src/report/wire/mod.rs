//! The form of an audit in JSON: `dilatory.audit/1`.  Fields may be added, never changed.
//!
//! The comments on the fields are what `dilatory schema` says of them.

mod exchange;
mod mail;

pub(super) use exchange::{
    ChecklistWire, ClockWire, ControllerWire, ExchangeWire, FindingWire, ItemWire, LedgerWire,
    LetterPlaceWire, MeasuresWire, SubjectWire, UndecidedWire,
};
pub(super) use mail::{
    CaseFileWire, FileWire, LetterWire, LinkWire, MessageWire, ReasonWire, place,
};

use chrono::NaiveDate;
use mail::PlaceWire;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;

/// The name and version of the form.
pub(super) const AUDIT: &str = "dilatory.audit/1";

/// What an audit came to: who asked whom for what, the deadlines, and the findings.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Audit")]
pub(super) struct AuditWire<'a> {
    /// The name and version of this form.
    #[schemars(extend("const" = AUDIT))]
    pub(super) schema: &'static str,
    /// What made the report.
    pub(super) tool: ToolWire<'a>,
    /// The day of the audit: later messages do not count.
    pub(super) as_of: NaiveDate,
    /// The exchanges, the oldest first.
    pub(super) exchanges: Vec<ExchangeWire<'a>>,
    /// How many messages were seen, and what became of them.
    pub(super) mail: MailWire,
    /// What was not read.
    pub(super) skipped: Vec<SkippedWire<'a>>,
    /// Further places of messages that were read once: the same bytes.
    pub(super) duplicates: Vec<DuplicateWire<'a>>,
    /// Places of the same mail in other bytes (another folder, another way, forwarded).
    pub(super) copies: Vec<DuplicateWire<'a>>,
    /// Where the messages lie that belong to no exchange.
    pub(super) unrelated: Vec<PlaceWire<'a>>,
    /// Where the messages lie that are later than the day of the audit.
    pub(super) later: Vec<PlaceWire<'a>>,
}

/// What made the report.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Tool")]
pub(super) struct ToolWire<'a> {
    /// The version of dilatory.
    pub(super) version: &'static str,
    /// The SHA-256 over the names and texts of all rules, in hexadecimal.
    pub(super) rules_sha256: &'a str,
}

/// Something that was found and not read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Skipped")]
pub(super) struct SkippedWire<'a> {
    /// The file or folder; what is no text in its name is replaced.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub(super) path: &'a Path,
    /// The first byte in the file, counted from 0, if only a part of it was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<u64>,
    /// Why, in English.
    pub(super) why: String,
}

/// What was seen is what was read, found again or not read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mail")]
pub(super) struct MailWire {
    /// How many messages were seen: the sum of the others.
    pub(super) seen: usize,
    /// How many messages were read.
    pub(super) read: usize,
    /// How many times a message was found again.
    pub(super) duplicates: usize,
    /// How many could not be read.
    pub(super) unreadable: usize,
}

/// A further place of a message.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Duplicate")]
pub(super) struct DuplicateWire<'a> {
    #[serde(flatten)]
    pub(super) again: PlaceWire<'a>,
    /// The place of the one that counts.
    pub(super) first: PlaceWire<'a>,
}

/// Writes a path; what is no text in it is replaced.
pub(super) fn lossy<S: serde::Serializer>(path: &&Path, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&path.display())
}
