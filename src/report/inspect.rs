//! Writes what was made of one message as a line of JSON (`dilatory inspect`).

use super::words::safe_json;
use crate::message::{Mailbox, Message, Region};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct InspectWire<'a> {
    #[serde(serialize_with = "super::wire::lossy")]
    path: &'a Path,
    sha256: String,
    message_id: Option<&'a str>,
    date: Option<String>,
    from: Vec<MailboxWire<'a>>,
    to: Vec<MailboxWire<'a>>,
    cc: Vec<MailboxWire<'a>>,
    subject: &'a str,
    kind: &'static str,
    language: Option<&'a str>,
    text: &'a str,
    own_words: String,
    quoted: String,
    signature: String,
    answers: Vec<AnswerWire<'a>>,
    attachments: Vec<AttachmentWire<'a>>,
    bounce: Option<BounceWire<'a>>,
    defects: Vec<String>,
}

#[derive(Serialize)]
struct MailboxWire<'a> {
    name: &'a str,
    address: &'a str,
}

/// Own words that follow quoted lines directly, and those lines.
#[derive(Serialize)]
struct AnswerWire<'a> {
    question: &'a str,
    answer: &'a str,
}

#[derive(Serialize)]
struct AttachmentWire<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    media_type: &'a str,
    size: usize,
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<String>,
}

#[derive(Serialize)]
struct BounceWire<'a> {
    recipient: Option<&'a str>,
    recipients: &'a [String],
    status: Option<&'a str>,
    permanent: bool,
    hard: bool,
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
        kind: message.kind.as_str(),
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
