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
#[cfg(test)]
mod tests;
mod traits;

pub(super) use cues::AutomaticCues;
pub(super) use traits::Traits;

use super::mime::Parsed;
use super::{Attachment, Region};
use crate::id::MessageId;
use cues::{Found, Topic};
use std::ops::Range;
use traits::{AutoSubmitted, Report};

/// So much of the own words is looked at.
const LOOK: usize = 2_048;
/// Who writes more than this without a header that says so is a person.
const LONG: usize = 1_500;

/// Who or what wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A mail as the judges see it.
struct Letter<'a> {
    parsed: &'a Parsed,
    traits: &'a Traits,
    cues: &'a AutomaticCues,
    sender: Found,
    subject: Found,
    is_reply: bool,
    own: String,
    own_length: usize,
    quotes: bool,
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
    headers || sender.is_any() || subject.is_any() || has_token(line)
}

impl Letter<'_> {
    /// Judges by the reports that the parts hold.
    fn report(&self) -> Option<(Kind, Option<Bounce>)> {
        let bounced = || (Kind::Bounce, Some(bounce::read(self)));
        match self.traits.report {
            Some(Report::Delivery) if bounce::is_success(&self.traits.delivery) => {
                Some((Kind::Receipt, None))
            }
            Some(Report::Delivery) => Some(bounced()),
            // A filter that rejects answers with a disposition, too (RFC 5429, 2.2).
            Some(Report::Disposition) => {
                let text = self.cues.in_text(&self.own);
                let rejects = self.subject.has(Topic::Undelivered) || text.has(Topic::Undelivered);
                Some(if rejects && !text.has(Topic::Read) {
                    bounced()
                } else {
                    (Kind::Receipt, None)
                })
            }
            Some(Report::Feedback) => Some((Kind::Receipt, None)),
            None if self.subject.has(Topic::Complaint) && !self.is_reply => {
                let machine = self.traits.returns || self.traits.answers_nobody(&self.sender);
                let packed = self.parsed.attachments.iter().any(|a| is_packed(&a.media_type));
                (machine || packed).then_some((Kind::Receipt, None))
            }
            None => None,
        }
    }

    /// Judges what is no report and no bounce.
    fn answer(&self) -> Kind {
        let text = self.cues.in_text(&self.own);
        let traits = self.traits;
        if self.subject.leads_with(Topic::Read) && text.has(Topic::Read) && self.is_short() {
            return Kind::Receipt;
        }
        let words =
            text.has(Topic::Machine) || text.has(Topic::Away) || text.has(Topic::Acknowledged);
        let told = match traits.auto_submitted {
            Some(AutoSubmitted::Replied) => words || !self.is_an_answer(&text),
            // Ticket systems say so of what an agent writes, too.
            Some(AutoSubmitted::Generated) => {
                let said = text.has(Topic::Machine) || self.is_ack(&text, 3) || self.is_away(&text);
                said || !(traits.ticket_system || self.is_an_answer(&text))
            }
            None => traits.autoreply && !self.is_an_answer(&text) && (words || self.is_short()),
        };
        if self.is_away(&text) && (told || !self.is_reply) {
            return if self.is_ticket_mail() { Kind::TicketAck } else { Kind::AutoReply };
        }
        if told {
            let ticket =
                self.is_ticket_mail() || text.has(Topic::Acknowledged) && !text.has(Topic::Away);
            return if ticket { Kind::TicketAck } else { Kind::AutoReply };
        }
        if self.is_ack(&text, self.evidence(&text)) {
            return Kind::TicketAck;
        }
        if text.has(Topic::Challenge) && traits.answers_nobody(&self.sender) && !self.quotes {
            return Kind::AutoReply;
        }
        if self.is_bulk(&text) { Kind::Bulk } else { Kind::Human }
    }

    /// Tells whether it is an absence notice by its subject, or by its words and a header.
    fn is_away(&self, text: &Found) -> bool {
        let traits = self.traits;
        let header = traits.auto_submitted.is_some() || traits.autoreply || traits.null_path;
        let leads = self.subject.leads_with(Topic::Away) && !self.is_reply;
        let speaks =
            text.has(Topic::Away) && (self.subject.has(Topic::Away) && !self.is_reply || header);
        leads && (text.has(Topic::Away) || self.own_length <= LONG || header) || speaks
    }

    /// Counts what speaks for a machine beside its words of acknowledgement.
    fn evidence(&self, text: &Found) -> usize {
        let traits = self.traits;
        let subject = self.subject.has(Topic::Acknowledged) && !self.is_reply;
        [
            (traits.auto_submitted.is_some(), 3),
            (traits.autoreply, 2),
            (traits.null_path, 2),
            (text.has(Topic::Machine), 2),
            (traits.suppresses, 1),
            (traits.ticket_system, 1),
            (traits.bulk, 1),
            (self.sender.has(Topic::Silent), 1),
            (subject, 1),
            (has_token(&self.parsed.subject), 1),
        ]
        .iter()
        .map(|(holds, weight)| if *holds { *weight } else { 0 })
        .sum()
    }

    /// Tells whether the words acknowledge, and say no more.
    fn is_ack(&self, text: &Found, evidence: usize) -> bool {
        let enough = match text.count(Topic::Acknowledged) {
            0 => false,
            1 => evidence >= 3,
            _ => evidence >= 2,
        };
        let says_more = usize::from(text.count(Topic::Substance)) + 2 > evidence.max(2);
        let substance = text.has(Topic::Substance) && says_more;
        enough && self.own_length <= LONG && !substance && !self.has_documents()
    }

    /// Tells whether it looks like what a person answers: papers, or a text of some length to a quotation.
    fn is_an_answer(&self, text: &Found) -> bool {
        let machine = text.has(Topic::Machine) || text.has(Topic::Away);
        let long = self.own_length > LONG || self.quotes && self.own_length > LONG / 3;
        !machine && (self.has_documents() || long && text.has(Topic::Substance))
    }

    fn is_short(&self) -> bool {
        self.own_length <= LONG / 2 && !self.has_documents()
    }

    fn is_ticket_mail(&self) -> bool {
        self.traits.ticket_system
            || has_token(&self.parsed.subject) && !self.cues.in_text(&self.own).has(Topic::Away)
    }

    fn has_documents(&self) -> bool {
        self.parsed.attachments.iter().any(is_document)
    }

    /// Tells whether it went to a list of readers, and not from one reader to the others.
    fn is_bulk(&self, text: &Found) -> bool {
        let traits = self.traits;
        let tagged = self.parsed.subject.trim_start().starts_with('[');
        let person = traits.answers
            || traits.discussion
            || self.is_reply
            || self.quotes
            || has_token(&self.parsed.subject);
        let sent = usize::from(traits.unsubscribe)
            + usize::from(traits.campaign)
            + usize::from(traits.bulk)
            + usize::from(self.sender.has(Topic::Silent));
        let leave = text.has(Topic::Newsletter)
            || self.cues.in_text(tail(&self.parsed.text, LOOK)).has(Topic::Newsletter);
        !person
            && (traits.campaign && sent >= 2 || !tagged && traits.unsubscribe || sent >= 2 && leave)
            || traits.campaign && leave && !traits.answers
    }
}

impl Traits {
    /// Tells whether nobody reads what is answered to it.
    fn answers_nobody(&self, sender: &Found) -> bool {
        self.null_path || self.auto_submitted.is_some() || sender.has(Topic::Silent)
    }
}

/// Tells whether a subject bears the number of a ticket (`[#4711]`, `[desk-4711]`, `Case 0123`).
fn has_token(subject: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let after_sign = subject.match_indices('#').any(|(at, _)| {
        let number = subject[at + 1..].trim_start_matches([' ', ':']);
        digits(number) >= 3
    });
    let in_brackets = subject
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next())
        .any(|tag| tag.len() <= 60 && tag.bytes().filter(u8::is_ascii_digit).count() >= 3);
    let words: Vec<&str> = subject.split_whitespace().collect();
    let named = words.windows(2).any(|pair| {
        let name = pair[0].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NUMBERED.contains(&name.as_str())
            && digits(pair[1].trim_start_matches(['#', '(', ':'])) >= 3
    });
    after_sign || in_brackets || named
}

/// What is numbered in a subject, in the languages of the word lists.
const NUMBERED: &[&str] = &[
    "ticket",
    "case",
    "request",
    "incident",
    "ref",
    "reference",
    "vorgang",
    "anfrage",
    "fall",
    "aktenzeichen",
    "nr",
    "no",
    "dossier",
    "demande",
    "caso",
    "solicitud",
    "pratica",
    "richiesta",
    "zaak",
    "melding",
    "chamado",
    "protocolo",
    "zgłoszenie",
    "sprawa",
    "sag",
    "sak",
    "ärende",
    "заявка",
    "обращение",
];

/// Tells whether an attachment carries words of its own, and is no picture or card of a signature.
fn is_document(attachment: &Attachment) -> bool {
    let kind = attachment.media_type.as_str();
    let decoration =
        ["image/", "text/", "message/", "multipart/"].iter().any(|k| kind.starts_with(k))
            || kind.contains("signature")
            || kind.contains("pgp")
            || kind.contains("ms-tnef")
            || kind.is_empty();
    !decoration
}

fn is_packed(kind: &str) -> bool {
    kind.contains("zip") || kind.contains("xml")
}

/// Gives the beginning of a text, whole characters only.
fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// Gives the end of a text, whole characters only.
fn tail(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}
