//! The only place that knows mail-parser: bytes in, our own structures out.
//!
//! Works around what mail-parser 0.11 gets wrong: the last of repeated headers wins there, impossible
//! dates pass, and hostile nesting costs quadratic time, so it is bounded before parsing.

use super::automatic::Traits;
use super::{Attachment, Defect, Mailbox, html};
use crate::id::MessageId;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use mail_parser::{
    Address, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

/// More parts than this, and only the headers are read.
const MAX_PARTS: usize = 1_000;
/// More continued parameters (RFC 2231) than this, and only the headers are read.
const MAX_CONTINUATIONS: usize = 500;
/// A longer text of an attachment is cut.
const MAX_ATTACHMENT_TEXT: usize = 8 << 20;
/// A plain part this much shorter than the HTML part is a stub ("view in your browser").
const STUB: usize = 5;

/// What a mail says, before its text is taken apart.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) message_id: Option<MessageId>,
    pub(super) references: Vec<MessageId>,
    pub(super) date: Option<DateTime<FixedOffset>>,
    pub(super) from: Mailbox,
    pub(super) to: Vec<Mailbox>,
    pub(super) cc: Vec<Mailbox>,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) attachments: Vec<Attachment>,
    pub(super) traits: Traits,
    pub(super) defects: Vec<Defect>,
}

pub(super) fn parse(bytes: &[u8]) -> Parsed {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut parsed = Parsed::default();
    let bounded = is_hostile(bytes);
    let message = if bounded {
        parsed.defects.push(Defect::Bounded);
        MessageParser::default().parse_headers(bytes)
    } else {
        MessageParser::default().parse(bytes)
    };
    let Some(message) = message else {
        parsed.defects.push(Defect::NoSender);
        return parsed;
    };
    headers(&message, &mut parsed);
    if !bounded {
        body(&message, &mut parsed);
    }
    parsed
}

fn is_hostile(bytes: &[u8]) -> bool {
    let count = |needle: &[u8], most: usize| {
        let mut rest = bytes;
        let mut seen = 0;
        while let Some(at) = find(rest, needle) {
            seen += 1;
            if seen > most {
                return true;
            }
            rest = &rest[at + needle.len()..];
        }
        false
    };
    count(b"multipart/", MAX_PARTS)
        || count(b"message/rfc822", MAX_PARTS)
        || count(b"\nContent-Type:", MAX_PARTS * 4)
        || count(b"*1", MAX_CONTINUATIONS) && count(b"*9", MAX_CONTINUATIONS)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|b| *b == first) {
        let start = from + at;
        if haystack[start..].starts_with(needle) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

/// The first of the headers of that name; a second one is a defect.
fn first<'a, 'x>(
    message: &'a Message<'x>,
    name: &HeaderName<'static>,
    label: &'static str,
    defects: &mut Vec<Defect>,
) -> Option<&'a HeaderValue<'x>> {
    let mut values = message.headers().iter().filter(|h| h.name == *name).map(|h| &h.value);
    let found = values.next();
    if values.next().is_some() {
        defects.push(Defect::Repeated(label));
    }
    found
}

fn headers(message: &Message<'_>, parsed: &mut Parsed) {
    let defects = &mut parsed.defects;
    let id = first(message, &HeaderName::MessageId, "Message-ID", defects);
    parsed.message_id = id.and_then(|v| ids(v).pop());
    for name in [HeaderName::References, HeaderName::InReplyTo] {
        for value in message.headers().iter().filter(|h| h.name == name) {
            for id in ids(&value.value) {
                if !parsed.references.contains(&id) {
                    parsed.references.push(id);
                }
            }
        }
    }
    let date =
        first(message, &HeaderName::Date, "Date", defects).and_then(HeaderValue::as_datetime);
    parsed.date = date.and_then(datetime).or_else(|| {
        let received = message.received_all().filter_map(|r| r.date.as_ref());
        received.filter_map(datetime).last()
    });
    if parsed.date.is_none() {
        defects.push(Defect::NoDate);
    }
    let from = first(message, &HeaderName::From, "From", defects);
    let sender = message.headers().iter().find(|h| h.name == HeaderName::Sender).map(|h| &h.value);
    parsed.from = from.or(sender).and_then(|v| mailboxes(v).into_iter().next()).unwrap_or_default();
    if !parsed.from.address.contains('@') {
        defects.push(Defect::NoSender);
    }
    for (name, list) in [(HeaderName::To, &mut parsed.to), (HeaderName::Cc, &mut parsed.cc)] {
        let fields = message.headers().iter().filter(|h| h.name == name);
        list.extend(fields.flat_map(|h| mailboxes(&h.value)));
    }
    parsed.subject = first(message, &HeaderName::Subject, "Subject", defects)
        .and_then(HeaderValue::as_text)
        .unwrap_or_default()
        .to_owned();
    parsed.traits = Traits::of(message, &parsed.from);
}

fn ids(value: &HeaderValue<'_>) -> Vec<MessageId> {
    let texts: Vec<&str> = match value {
        HeaderValue::Text(text) => text.split_whitespace().collect(),
        HeaderValue::TextList(list) => list.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let bare = texts.into_iter().map(|t| t.trim().trim_matches(['<', '>']));
    bare.filter(|t| !t.is_empty()).map(MessageId::new).collect()
}

fn mailboxes(value: &HeaderValue<'_>) -> Vec<Mailbox> {
    let HeaderValue::Address(address) = value else { return Vec::new() };
    let addresses: Vec<_> = match address {
        Address::List(list) => list.iter().collect(),
        Address::Group(groups) => groups.iter().flat_map(|g| &g.addresses).collect(),
    };
    let mailbox = |a: &mail_parser::Addr<'_>| Mailbox {
        name: a.name.as_deref().unwrap_or_default().trim().to_owned(),
        address: a.address.as_deref().unwrap_or_default().trim().to_lowercase(),
    };
    addresses.into_iter().map(mailbox).filter(|m| !m.address.is_empty()).collect()
}

/// Takes a date only if the calendar knows it.
fn datetime(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let second = u32::from(date.second).min(59);
    let time = day.and_hms_opt(date.hour.into(), date.minute.into(), second)?;
    let east = i32::from(date.tz_hour) * 3_600 + i32::from(date.tz_minute) * 60;
    let east = if date.tz_before_gmt { -east } else { east };
    FixedOffset::east_opt(east)?.from_local_datetime(&time).single()
}

fn body(message: &Message<'_>, parsed: &mut Parsed) {
    let plain = texts(message, &message.text_body);
    let rich = texts(message, &message.html_body);
    parsed.text = if plain.trim().len() * STUB < rich.trim().len() { rich } else { plain };
    for part in message.attachments() {
        let read = attachment(part);
        match read.media_type.as_str() {
            "application/pkcs7-mime" | "application/x-pkcs7-mime" | "application/pgp-encrypted" => {
                parsed.defects.push(Defect::Encrypted);
            }
            _ => {}
        }
        parsed.attachments.push(read);
    }
    if message.parts.iter().any(|part| part.is_encoding_problem) {
        parsed.defects.push(Defect::Encoding);
    }
}

/// Joins the body parts of a list as text.
fn texts(message: &Message<'_>, ids: &[u32]) -> String {
    let mut joined = String::new();
    for part in ids.iter().filter_map(|id| message.parts.get(*id as usize)) {
        if !joined.is_empty() {
            joined.push_str("\n\n");
        }
        match &part.body {
            PartType::Text(text) => joined.push_str(&repaired(text, part, message)),
            PartType::Html(html) => joined.push_str(&html::to_text(&repaired(html, part, message))),
            _ => {}
        }
    }
    joined.replace("\r\n", "\n").replace(['\r', '\u{a0}'], " ")
}

/// Reads a part as windows-1252 when its declared charset turned bytes into U+FFFD.
fn repaired(text: &str, part: &MessagePart<'_>, message: &Message<'_>) -> String {
    let raw = message.raw_message().get(part.offset_body as usize..part.offset_end as usize);
    let plain = matches!(part.encoding, mail_parser::Encoding::None);
    match raw {
        Some(raw) if plain && text.contains('\u{fffd}') && std::str::from_utf8(raw).is_err() => {
            encoding_rs::WINDOWS_1252.decode(raw).0.into_owned()
        }
        _ => text.to_owned(),
    }
}

fn attachment(part: &MessagePart<'_>) -> Attachment {
    let media_type = part.content_type().map_or_else(String::new, |ct| {
        let kind = ct.ctype().to_lowercase();
        ct.subtype().map_or(kind.clone(), |sub| format!("{kind}/{}", sub.to_lowercase()))
    });
    let text = match &part.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(text) => Some(html::to_text(text)),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes)
            if media_type == "application/json" =>
        {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        _ => None,
    };
    let name = part.attachment_name().unwrap_or_default().to_owned();
    let text = text.map(|mut t| {
        let mut end = t.len().min(MAX_ATTACHMENT_TEXT);
        while !t.is_char_boundary(end) {
            end -= 1;
        }
        t.truncate(end);
        t
    });
    Attachment { name, media_type, size: part.contents().len(), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_repeated_headers_counts() {
        let parsed = parse(b"From: a@x.example\nMessage-ID: <1@x>\nMessage-ID: <2@x>\n\nhi");
        assert_eq!(parsed.message_id, Some(MessageId::new("1@x")));
        assert!(parsed.defects.contains(&Defect::Repeated("Message-ID")));
    }

    #[test]
    fn impossible_dates_fall_back_to_received() {
        let mail = b"Received: from a by b; Mon, 5 Feb 2024 10:00:00 +0100\n\
            Date: Wed, 31 Feb 2024 25:61:00 +0000\nFrom: a@x.example\n\nhi";
        let date = parse(mail).date.expect("a date");
        assert_eq!(date.to_rfc3339(), "2024-02-05T10:00:00+01:00");
    }

    #[test]
    fn bytes_without_charset_are_read_as_windows_1252() {
        let parsed = parse(b"From: a@x.example\nContent-Type: text/plain\n\ncaf\xe9");
        assert_eq!(parsed.text, "café");
    }

    #[test]
    fn hostile_nesting_is_bounded() {
        let mut mail = b"From: a@x.example\n".to_vec();
        for _ in 0..5_000 {
            mail.extend_from_slice(b"Content-Type: multipart/mixed; boundary=nope\n\n--nope\n");
        }
        assert_eq!(parse(&mail).defects, [Defect::Bounded, Defect::NoDate]);
    }

    #[test]
    fn an_encrypted_mail_says_so() {
        let mail = b"From: a@x.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\
            Content-Transfer-Encoding: base64\n\nAAAA";
        assert!(parse(mail).defects.contains(&Defect::Encrypted));
    }
}
