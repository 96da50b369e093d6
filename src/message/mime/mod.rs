//! The only place that knows how mail is written: bytes in, our own structures out.
//!
//! The structure, the fields and the encodings are read here, in linear time and with bounds;
//! mail-parser 0.11 gives charsets and hands the fields to [`super::automatic`].

mod address;
mod body;
mod charset;
mod choice;
mod crypto;
mod date;
mod decode;
mod enclosed;
mod fields;
mod flowed;
mod ids;
mod mapi;
mod msg;
mod params;
mod structure;
mod tnef;
#[cfg(test)]
mod tests;
mod told;
mod unpacked;
mod words;

pub use enclosed::Enclosed;
pub use unpacked::{Unpacked, unpack};
pub(super) use unpacked::{from_base64, raw};

use super::automatic::Traits;
use super::{Attachment, Defect, Mailbox};
use crate::id::MessageId;
use body::Reader;
use chrono::{DateTime, FixedOffset};
pub use date::days_named;
use fields::Head;
use ids::Ids;
use std::borrow::Cow;
use std::collections::HashSet;
use structure::{Census, Node};

/// More identities of earlier messages than this are not kept.
const MAX_REFERENCES: usize = 1_000;

/// What a mail says, before its text is taken apart.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) message_id: Option<MessageId>,
    pub(super) references: Vec<MessageId>,
    pub(super) mentions: Vec<MessageId>,
    pub(super) date: Option<DateTime<FixedOffset>>,
    pub(super) from: Mailbox,
    pub(super) coauthors: Vec<Mailbox>,
    pub(super) to: Vec<Mailbox>,
    pub(super) cc: Vec<Mailbox>,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) attachments: Vec<Attachment>,
    pub(super) enclosed: Vec<Enclosed>,
    pub(super) traits: Traits,
    pub(super) defects: Vec<Defect>,
}

/// Reads a message that lies in so many others.
pub(super) fn parse(bytes: &[u8], depth: u8) -> Parsed {
    let converted = msg::to_mail(bytes);
    let bytes = unwrapped(converted.as_deref().unwrap_or(bytes));
    let mut parsed = Parsed::default();
    let (head, body) = split(&bytes);
    headers(&head, &mut parsed);
    let block = head.block();
    let mut census = Census::default();
    let tree = structure::tree(head, body, &mut census);
    let mut reader = Reader::new(depth);
    parsed.text = reader.read(&tree);
    let is_single = matches!(tree, Node::Leaf(_));
    if let Some(message) = told::message(&block, &reader.told, is_single) {
        parsed.traits = Traits::of(&message, &parsed.from);
    }
    parsed.attachments = reader.attachments;
    parsed.enclosed = reader.enclosed;
    parsed.defects.append(&mut reader.defects);
    let found = [(census.is_bounded, Defect::Bounded), (census.is_unclosed, Defect::Unclosed)];
    for (is_found, defect) in found {
        if is_found && !parsed.defects.contains(&defect) {
            parsed.defects.push(defect);
        }
    }
    parsed
}

/// Gives the decoded bytes of an attachment of a message, by its place in the list of them: they are
/// not kept when the message is opened, for few are ever read.
pub fn attachment(mail: &[u8], place: usize) -> Option<Vec<u8>> {
    let converted = msg::to_mail(mail);
    let bytes = unwrapped(converted.as_deref().unwrap_or(mail));
    let (head, body) = split(&bytes);
    let mut reader = Reader::wanting(place);
    reader.read(&structure::tree(head, body, &mut Census::default()));
    reader.caught
}

/// Splits a message into its head, whose fields may be written in the charset it names, and its body.
fn split(bytes: &[u8]) -> (Head<'_>, &[u8]) {
    let (mut head, body) = fields::split(bytes);
    let kind = head.first("content-type").unwrap_or_default();
    head.set_hint(params::Typed::parse(&kind).token("charset"));
    (head, body)
}

/// Takes off what stands around a message in files: a byte order mark, empty lines, the length that
/// Apple Mail writes on top; makes line ends of carriage returns where there are no others.
fn unwrapped(bytes: &[u8]) -> Cow<'_, [u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some() {
        return bytes.iter().map(|b| if *b == b'\r' { b'\n' } else { *b }).collect();
    }
    let (first, rest) = bytes.split_at(memchr::memchr(b'\n', bytes).map_or(0, |at| at + 1));
    let length = std::str::from_utf8(first.trim_ascii()).ok().and_then(|line| line.parse().ok());
    length.map_or(bytes, |length: usize| &rest[..length.min(rest.len())]).into()
}

/// Gives the first of the fields of a name; a second one is a defect.
fn single<'a>(
    head: &Head<'a>,
    name: &'static str,
    defects: &mut Vec<Defect>,
) -> Option<Cow<'a, str>> {
    let mut all = head.all(name);
    let found = all.next();
    if all.next().is_some() {
        defects.push(Defect::Repeated(name));
    }
    found
}

fn headers(head: &Head<'_>, parsed: &mut Parsed) {
    let defects = &mut parsed.defects;
    let id = single(head, "Message-ID", defects);
    parsed.message_id = id.and_then(|text| ids::read(&text).ids.into_iter().next());
    let mut seen = HashSet::new();
    let mut named: Vec<MessageId> = Vec::new();
    for text in ["References", "In-Reply-To"].into_iter().flat_map(|name| head.all(name)) {
        let Ids { ids, among_words } = ids::read(&text);
        for id in ids.into_iter().filter(|id| seen.insert(id.clone())) {
            let sure = !among_words && id.as_str().contains('@');
            if sure { &mut named } else { &mut parsed.mentions }.push(id);
        }
    }
    // The root and the nearest are worth most.
    let surplus = named.len().saturating_sub(MAX_REFERENCES);
    let nearest = named.len().min(1);
    named.drain(nearest..nearest + surplus);
    parsed.references = named;
    parsed.mentions.truncate(MAX_REFERENCES);
    let date = single(head, "Date", defects).and_then(|text| date::parse(&text));
    parsed.date = date.or_else(|| {
        let received: Vec<_> = head.all("Received").collect();
        let when = |text: &Cow<'_, str>| date::parse(text.rsplit(';').next()?);
        received.iter().rev().find_map(when)
    });
    if parsed.date.is_none() {
        defects.push(Defect::NoDate);
    }
    let from = single(head, "From", defects).map(|text| address::list(&text));
    let sender = || head.first("Sender").map(|text| address::list(&text));
    let from = from.filter(|list| !list.is_empty()).or_else(sender).unwrap_or_default();
    let mut authors = from.into_iter();
    parsed.from = authors.next().unwrap_or_default();
    parsed.coauthors = authors.filter(|author| !author.address.is_empty()).collect();
    if !parsed.from.address.contains('@') {
        defects.push(Defect::NoSender);
    }
    for (name, list) in [("To", &mut parsed.to), ("Cc", &mut parsed.cc)] {
        let found = head.all(name).flat_map(|text| address::list(&text));
        list.extend(found.filter(|mailbox| !mailbox.address.is_empty()));
    }
    let subject = single(head, "Subject", defects).unwrap_or_default();
    parsed.subject = words::decode(&subject).trim().into();
}
