//! The messages and letters of an exchange in JSON.

use crate::exchange::{LetterFrom, Party, Reason};
use crate::source::Location;
use chrono::{DateTime, FixedOffset, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;

/// Where a message lies.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(in crate::report) struct PlaceWire<'a> {
    /// The file; for an entry of an archive, the name of the entry below the archive.  What is no text in the
    /// name is replaced.
    #[serde(serialize_with = "super::lossy")]
    #[schemars(with = "String")]
    pub(in crate::report) path: &'a Path,
    /// The first byte of the message in the file, counted from 0.
    pub(in crate::report) offset: u64,
    /// How many bytes the message takes there.
    pub(in crate::report) length: u64,
}

pub(in crate::report) fn place(location: &Location) -> PlaceWire<'_> {
    PlaceWire { path: &location.path, offset: location.offset, length: location.length }
}

/// A message of an exchange.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Message")]
pub(in crate::report) struct MessageWire<'a> {
    /// Its number among the annexes of the report, from 1.
    pub(in crate::report) annex: usize,
    /// Its Message-ID without angle brackets; one made of its hash if it bears none.
    pub(in crate::report) id: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal: its identity.
    pub(in crate::report) sha256: String,
    /// When it was sent, with the offset from UTC; null if it bears no usable date.
    #[schemars(with = "Option<DateTime<FixedOffset>>")]
    pub(in crate::report) date: Option<String>,
    /// The address of the sender; may be empty.
    pub(in crate::report) from: &'a str,
    /// The addresses it went to.
    pub(in crate::report) to: Vec<&'a str>,
    /// Its subject; may be empty.
    pub(in crate::report) subject: &'a str,
    /// On which side it stands.
    pub(in crate::report) party: Party,
    /// What it does, by the names of `rules/acts.toml`; an item stands behind a colon.
    pub(in crate::report) acts: Vec<String>,
    /// The language of its own words (ISO 639-1); null if it could not be told.
    pub(in crate::report) language: Option<&'a str>,
    /// The file it lies in; for an entry of an archive, the name of the entry below the archive.
    #[serde(serialize_with = "super::lossy")]
    #[schemars(with = "String")]
    pub(in crate::report) path: &'a Path,
    /// Its first byte in the file, counted from 0.
    pub(in crate::report) offset: u64,
    /// How many bytes it takes there.
    pub(in crate::report) length: u64,
    /// Why it stands in the exchange; null for the message that begins it.
    pub(in crate::report) link: Option<LinkWire<'a>>,
    /// Its attachments.
    pub(in crate::report) attachments: Vec<FileWire<'a>>,
    /// The Message-ID of the message it came in, if it was forwarded whole.
    pub(in crate::report) forwarded_in: Option<&'a str>,
    /// What is wrong with its form, in English.
    pub(in crate::report) defects: Vec<String>,
}

/// Why a message belongs to another one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub(in crate::report) struct LinkWire<'a> {
    /// The Message-ID of the other one; null if the case file says so.
    pub(in crate::report) to: Option<&'a str>,
    /// Why.
    pub(in crate::report) reason: ReasonWire,
    /// The number of the ticket that both bear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) ticket: Option<&'a str>,
}

/// Why a message belongs to another one.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Reason")]
pub(in crate::report) enum ReasonWire {
    /// `References` or `In-Reply-To` name it, or the same third message.
    Header,
    /// It reports that the other was not delivered.
    Bounce,
    /// Both bear the number of one ticket.
    Ticket,
    /// It quotes the other.
    Quotation,
    /// It has the subject of a reply to the other, between the same two sides.
    Subject,
    /// It acknowledges mail that was sent to the same organisation shortly before.
    Acknowledgement,
    /// It is mail between the same two sides that speaks of the request.
    Parties,
    /// The case file says so.
    Case,
}

impl From<&Reason> for ReasonWire {
    fn from(reason: &Reason) -> Self {
        match reason {
            Reason::Header => Self::Header,
            Reason::Bounce => Self::Bounce,
            Reason::Ticket(_) => Self::Ticket,
            Reason::Quotation => Self::Quotation,
            Reason::Subject => Self::Subject,
            Reason::Acknowledgement => Self::Acknowledgement,
            Reason::Parties => Self::Parties,
            Reason::Case => Self::Case,
        }
    }
}

/// An attachment.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attachment")]
pub(in crate::report) struct FileWire<'a> {
    /// Its name, as the mail gives it; may be empty.
    pub(in crate::report) name: &'a str,
    /// Its media type (RFC 2045), in lower case.
    #[serde(rename = "type")]
    pub(in crate::report) media_type: &'a str,
    /// Its size in bytes, decoded.
    pub(in crate::report) size: usize,
    /// What of it was not read and why, in English; null if all was read.
    pub(in crate::report) unread: Option<String>,
}

/// A paper letter, a call or a visit, as the case file tells of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Letter")]
pub(in crate::report) struct LetterWire<'a> {
    /// Its number among the annexes of the report, from 1.
    pub(in crate::report) annex: usize,
    /// The day of its delivery.
    pub(in crate::report) date: NaiveDate,
    /// Who sent it.
    pub(in crate::report) from: LetterFrom,
    /// What it is: request, reminder, formal-notice, complaint, answer, refusal, identity, or what else the case
    /// file says.
    pub(in crate::report) kind: String,
    /// What else is to be known of it; may be empty.
    pub(in crate::report) note: &'a str,
    /// The scanned letter; null if the case file names none.
    pub(in crate::report) file: Option<CaseFileWire<'a>>,
}

/// A file that the case file names.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CaseFile")]
pub(in crate::report) struct CaseFileWire<'a> {
    /// Where it lies, below the folder of the case file.
    #[serde(serialize_with = "super::lossy")]
    #[schemars(with = "String")]
    pub(in crate::report) path: &'a Path,
    /// Its size in bytes.
    pub(in crate::report) size: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(in crate::report) sha256: &'a str,
}
