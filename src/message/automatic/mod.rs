//! Tells mail of machines from mail of people, and reads what a bounce says.
//!
//! A header alone is believed only where a standard gives it a meaning; where people's mail bears it
//! too, the words or the shape of the mail have to agree.  In doubt a person wrote it: an answer taken
//! for a machine's would be an answer lost, while the words of an acknowledgement are read in any case.

mod address;
mod bounce;
mod code;
mod cues;
mod delivery_status;
mod letter;
#[cfg(test)]
mod tests;
mod token;
mod traits;

pub(super) use cues::AutomaticCues;
pub(super) use traits::Traits;

use super::Region;
use super::mime::Parsed;
use crate::id::MessageId;
use cues::Found;
use letter::Letter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// So much of the own words is looked at.
const LOOK: usize = 2_048;

/// Who or what wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person, or a template that a person sent.
    Human,
    /// An absence notice or other automatic answer (RFC 3834).
    AutoReply,
    /// An automatic acknowledgement of a ticket system.
    TicketAck,
    /// A report that a message was not delivered, or is late (RFC 3464).
    Bounce,
    /// A read or delivery receipt (RFC 8098), a complaint (RFC 5965) or another report.
    Receipt,
    /// A newsletter or other bulk mail.
    Bulk,
}

impl Kind {
    /// Gives the name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::AutoReply => "auto-reply",
            Self::TicketAck => "ticket-ack",
            Self::Bounce => "bounce",
            Self::Receipt => "receipt",
            Self::Bulk => "bulk",
        }
    }

    /// Tells whether no person stands behind the words.
    pub fn is_automatic(self) -> bool {
        self != Self::Human
    }
}

/// What a bounce says about the message it could not deliver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounce {
    /// The address that failed, the first if there are several.
    pub recipient: Option<String>,
    /// All addresses that failed, in lower case.
    pub recipients: Vec<String>,
    /// The status code (RFC 3463), `5.1.1`; derived from a reply code or from words where none is given.
    pub status: Option<String>,
    /// Whether the failure is final: the message did not arrive and is not sent again.
    pub permanent: bool,
    /// Whether the address itself is at fault (no such user or host, moved), so that another message
    /// to it would fail as well.
    pub hard: bool,
    /// The message that was not delivered.
    pub original: Option<MessageId>,
}

/// Decides what wrote a message.
pub(super) fn classify(
    parsed: &Parsed,
    regions: &[(Range<usize>, Region)],
    cues: &AutomaticCues,
) -> (Kind, Option<Bounce>) {
    let traits = &parsed.traits;
    let sender = cues.in_sender(&traits.sender);
    let subject = cues.in_subject(&parsed.subject);
    if !is_suspect(traits, &sender, &subject, &parsed.subject) {
        return (Kind::Human, None);
    }
    let own = regions.iter().filter(|(_, region)| *region == Region::Own);
    let own: Vec<&str> = own.map(|(range, _)| &parsed.text[range.clone()]).collect();
    let own = own.join("\n");
    let own = if own.trim().is_empty() { parsed.text.as_str() } else { own.as_str() };
    let letter = Letter {
        parsed,
        traits,
        cues,
        sender,
        subject,
        is_reply: cues.is_reply(&parsed.subject),
        own: head(own.trim(), LOOK).to_owned(),
        own_length: own.trim().len(),
        quotes: regions.iter().any(|(_, region)| *region == Region::Quoted),
    };
    if let Some(judged) = letter.report() {
        return judged;
    }
    if bounce::is_bounce(&letter) {
        return (Kind::Bounce, Some(bounce::read(&letter)));
    }
    (letter.answer(), None)
}

/// Tells whether anything but the text hints at a machine; most mail has nothing.
fn is_suspect(traits: &Traits, sender: &Found, subject: &Found, line: &str) -> bool {
    let headers = traits.auto_submitted.is_some()
        || traits.autoreply
        || traits.suppresses
        || traits.null_path
        || traits.ticket_system
        || traits.campaign
        || traits.unsubscribe
        || traits.bulk
        || traits.report.is_some()
        || !traits.failed.is_empty();
    headers || sender.is_any() || subject.is_any() || token::is_in(line)
}

/// Gives the beginning of a text, whole characters only.
fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// Gives the end of a text, whole characters only.
fn tail(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}
