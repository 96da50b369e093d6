//! Tells mail of machines from mail of people, and reads what a bounce says.

use super::Mailbox;
use crate::id::MessageId;
use mail_parser::{Message, MimeHeaders};

/// Who or what wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person, or a template that a person sent.
    Human,
    /// An absence notice or other automatic answer (RFC 3834).
    AutoReply,
    /// An automatic acknowledgement of a ticket system.
    TicketAck,
    /// A report that a message was not delivered (RFC 3464).
    Bounce,
    /// A read or delivery receipt (RFC 8098).
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
    /// The address that failed.
    pub recipient: Option<String>,
    /// The status code (RFC 3463), `5.1.1`.
    pub status: Option<String>,
    /// Whether the failure is final.
    pub permanent: bool,
    /// The message that was not delivered.
    pub original: Option<MessageId>,
}

/// What the headers tell about the sender being a machine.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a header of its own")]
pub(super) struct Traits {
    auto_submitted: Option<String>,
    suppresses_answers: bool,
    bulk: bool,
    list: bool,
    /// Whether it came through a mailing list (RFC 2919).
    pub(super) mailing_list: bool,
    daemon: bool,
    report_type: Option<String>,
    delivery_status: Option<String>,
    original: Option<MessageId>,
}

impl Traits {
    pub(super) fn of(message: &Message<'_>, from: &Mailbox) -> Self {
        let raw = |name: &str| {
            let mut all = message.headers_raw().filter(|(n, _)| n.eq_ignore_ascii_case(name));
            all.next().map(|(_, value)| value.trim().to_ascii_lowercase())
        };
        let local = from.address.split('@').next().unwrap_or_default();
        let report = message.content_type().filter(|ct| ct.subtype() == Some("report"));
        Self {
            auto_submitted: raw("Auto-Submitted").filter(|v| !v.starts_with("no")),
            suppresses_answers: raw("X-Auto-Response-Suppress").is_some_and(|v| v.contains("all"))
                || raw("X-Autoreply").is_some()
                || raw("X-Autorespond").is_some(),
            bulk: raw("Precedence")
                .is_some_and(|v| ["bulk", "junk", "list", "auto_reply"].contains(&v.as_str())),
            list: raw("List-Unsubscribe").is_some() || raw("List-Id").is_some(),
            mailing_list: raw("List-Id").is_some() || raw("List-Post").is_some(),
            daemon: ["mailer-daemon", "postmaster"].contains(&local)
                || raw("X-Failed-Recipients").is_some(),
            report_type: report.and_then(|ct| ct.attribute("report-type")).map(str::to_lowercase),
            delivery_status: None,
            original: returned_id(message),
        }
    }

    /// Takes the fields of a `message/delivery-status` part (RFC 3464, 2).
    pub(super) fn delivery_status(&mut self, part: &[u8]) {
        self.delivery_status = Some(String::from_utf8_lossy(part).into_owned());
    }
}

/// Finds the identity of the message that a report returns, in its last part.
fn returned_id(message: &Message<'_>) -> Option<MessageId> {
    message.parts.iter().skip(1).find_map(|part| {
        if let mail_parser::PartType::Message(inner) = &part.body {
            return inner.message_id().map(MessageId::new);
        }
        let headers = part.content_type().is_some_and(|ct| ct.subtype() == Some("rfc822-headers"));
        let text = headers.then(|| part.text_contents()).flatten()?;
        let lower = text.to_ascii_lowercase();
        let value = &text[lower.find("message-id:")? + "message-id:".len()..];
        let id = value[value.find('<')? + 1..].split('>').next()?;
        Some(MessageId::new(id))
    })
}

/// Decides what wrote a message.
pub(super) fn classify(traits: &Traits, text: &str) -> (Kind, Option<Bounce>) {
    let report = traits.report_type.as_deref();
    if report == Some("disposition-notification") {
        return (Kind::Receipt, None);
    }
    if report == Some("delivery-status") || (traits.daemon && mentions_failure(text)) {
        return (Kind::Bounce, Some(bounce(traits, text)));
    }
    if traits.auto_submitted.is_some() || traits.suppresses_answers {
        let ticket = text.contains('#') || text.chars().filter(char::is_ascii_digit).count() >= 4;
        return (if ticket { Kind::TicketAck } else { Kind::AutoReply }, None);
    }
    if traits.list {
        return (Kind::Bulk, None);
    }
    (if traits.bulk { Kind::AutoReply } else { Kind::Human }, None)
}

fn mentions_failure(text: &str) -> bool {
    let text = text.to_lowercase();
    ["deliver", "undeliverable", "failure", "failed", "550", "5.1.", "returned"]
        .iter()
        .any(|word| text.contains(word))
}

fn bounce(traits: &Traits, text: &str) -> Bounce {
    let fields = traits.delivery_status.as_deref().unwrap_or_default();
    let field = |name: &str| {
        fields.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let recipient = field("Final-Recipient").or_else(|| field("Original-Recipient"));
    let address =
        |value: String| value.rsplit(';').next().unwrap_or_default().trim().to_lowercase();
    let status = field("Status").or_else(|| status_in(text));
    let delayed = field("Action").is_some_and(|action| action.eq_ignore_ascii_case("delayed"));
    let permanent = !delayed && status.as_deref().is_none_or(|s| s.starts_with('5'));
    Bounce {
        recipient: recipient.map(address),
        status,
        permanent,
        original: traits.original.clone(),
    }
}

/// Finds a status code of the form `5.1.1` in running text.
fn status_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let parts: Vec<&str> = word.trim_matches('.').split('.').collect();
        let shape = parts.len() == 3 && matches!(parts[0], "4" | "5");
        let small = parts.iter().all(|p| !p.is_empty() && p.len() <= 3);
        (shape && small).then(|| parts.join("."))
    })
}
