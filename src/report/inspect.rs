//! Writes what was made of one message as a line of JSON (`dilatory inspect`).

use super::words::safe_json;
use crate::message::{Kind, Mailbox, Message, Region};
use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;

/// What was made of one message.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Inspection")]
pub(super) struct InspectWire<'a> {
    /// The file it lies in; what is no text in its name is replaced.
    #[serde(serialize_with = "super::wire::lossy")]
    #[schemars(with = "String")]
    path: &'a Path,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// Its Message-ID without angle brackets; null if it bears none.
    message_id: Option<&'a str>,
    /// When it was sent, with the offset from UTC; null if it bears no usable date.
    #[schemars(with = "Option<DateTime<FixedOffset>>")]
    date: Option<String>,
    /// Who sent it.
    from: Vec<MailboxWire<'a>>,
    /// To whom it went.
    to: Vec<MailboxWire<'a>>,
    /// Who got a copy.
    cc: Vec<MailboxWire<'a>>,
    /// Its subject, decoded; may be empty.
    subject: &'a str,
    /// Who or what wrote it.
    kind: Kind,
    /// The language of its own words (ISO 639-1); null if it could not be told.
    language: Option<&'a str>,
    /// Its text as a whole.
    text: &'a str,
    /// What its sender wrote: neither quoted mail, nor the signature, nor the disclaimer.
    own_words: String,
    /// The mail that it quotes.
    quoted: String,
    /// Its signature.
    signature: String,
    /// Answers that stand directly below what they answer.
    answers: Vec<AnswerWire<'a>>,
    /// Its attachments.
    attachments: Vec<AttachmentWire<'a>>,
    /// What it reports of a message that was not delivered; null if it is no such report.
    bounce: Option<BounceWire<'a>>,
    /// What is wrong with its form, in English.
    defects: Vec<String>,
}

/// A person or list that mail comes from or goes to.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mailbox")]
struct MailboxWire<'a> {
    /// The name, decoded; may be empty.
    name: &'a str,
    /// The address; may be empty.
    address: &'a str,
}

/// Own words that follow quoted lines directly, and those lines.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Answer")]
struct AnswerWire<'a> {
    /// The quoted lines.
    question: &'a str,
    /// The own words.
    answer: &'a str,
}

/// An attachment.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attachment")]
struct AttachmentWire<'a> {
    /// Its name, as the mail gives it; may be empty.
    name: &'a str,
    /// Its media type (RFC 2045).
    #[serde(rename = "type")]
    media_type: &'a str,
    /// Its size in bytes, decoded.
    size: usize,
    /// Its text; null if it was not read.
    text: Option<&'a str>,
    /// Why it was not read, or not as a whole, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<String>,
}

/// A report that a message was not delivered (RFC 3464).
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Bounce")]
struct BounceWire<'a> {
    /// The address that failed, the first if there are several.
    recipient: Option<&'a str>,
    /// All addresses that failed, in lower case.
    recipients: &'a [String],
    /// The status code (RFC 3463).
    status: Option<&'a str>,
    /// Whether the message will not be delivered any more.
    permanent: bool,
    /// Whether a later message to the address would fail, too.
    hard: bool,
    /// The Message-ID of the message that was not delivered.
    original: Option<&'a str>,
}

/// Gives a message as one line of JSON.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn to_inspection(message: &Message) -> Result<String, serde_json::Error> {
    let mailbox = |m: &'_ Mailbox| -> bool { !m.address.is_empty() || !m.name.is_empty() };
    let wire = |m| -> MailboxWire<'_> {
        let m: &Mailbox = m;
        MailboxWire { name: &m.name, address: &m.address }
    };
    serde_json::to_string(&InspectWire {
        path: &message.location.path,
        sha256: message.key.to_string(),
        message_id: (!message.is_nameless()).then_some(message.id.as_str()),
        date: message.date.map(|date| date.to_rfc3339()),
        from: std::iter::once(&message.from)
            .chain(&message.coauthors)
            .filter(|m| mailbox(m))
            .map(wire)
            .collect(),
        to: message.to.iter().map(wire).collect(),
        cc: message.cc.iter().map(wire).collect(),
        subject: &message.subject,
        kind: message.kind,
        language: message.language.as_ref().map(crate::id::Language::as_str),
        text: message.body(),
        own_words: message.words(Region::Own),
        quoted: message.words(Region::Quoted),
        signature: message.words(Region::Signature),
        answers: message
            .answers()
            .into_iter()
            .map(|(question, answer)| AnswerWire {
                question: message.text[question].trim(),
                answer: message.text[answer].trim(),
            })
            .collect(),
        attachments: message
            .attachments
            .iter()
            .map(|a| AttachmentWire {
                name: &a.name,
                media_type: &a.media_type,
                size: a.size,
                text: a.text.as_ref().map(|t| t.text.as_str()),
                unread: a.unread.as_ref().map(ToString::to_string),
            })
            .collect(),
        bounce: message.bounce.as_ref().map(|b| BounceWire {
            recipient: b.recipient.as_deref(),
            recipients: &b.recipients,
            status: b.status.as_deref(),
            permanent: b.permanent,
            hard: b.hard,
            original: b.original.as_ref().map(crate::id::MessageId::as_str),
        }),
        defects: message.defects.iter().map(ToString::to_string).collect(),
    })
    .map(safe_json)
}
