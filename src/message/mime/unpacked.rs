//! Gives what a mail consists of as it stands in its bytes: fields, body, attachments with their place.

use super::body::Reader;
use super::structure::{self, Census};
use super::{decode, fields, msg, split, unwrapped};
use std::borrow::Cow;
use std::ops::Range;

/// A file that came with a mail: its bytes, and where it lies in those of the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The name the sender gave it; never used as a path.
    pub name: String,
    /// The media type (RFC 2045), `type/subtype`.
    pub media_type: String,
    /// Its bytes, decoded.
    pub bytes: Vec<u8>,
    /// The body part that holds it, with its head; `None` when it is the mail itself, or the mail is written in
    /// a form that has no such parts (Outlook's).  Several files may lie in one part (`winmail.dat`).
    pub part: Option<Range<usize>>,
    /// Where its bytes stand as they are, without any encoding.
    pub verbatim: Option<Range<usize>>,
    /// Whether it is a message of its own.
    pub is_message: bool,
}

/// Gives the attachments of a mail with their bytes, in the order in which a [`Message`](crate::message::Message)
/// lists them.
pub fn unpack(mail: &[u8]) -> Vec<Unpacked> {
    let converted = msg::to_mail(mail);
    let bytes = unwrapped(converted.as_deref().unwrap_or(mail));
    let (head, body) = split(&bytes);
    let base = place(body, mail);
    let mut reader = Reader::unpacking();
    reader.read(&structure::tree(head, body, &mut Census::default()));
    let mut unpacked = reader.unpacked.unwrap_or_default();
    let moved = |range: Range<usize>| base.map(|base| range.start + base..range.end + base);
    for file in &mut unpacked {
        file.part = file.part.take().and_then(moved);
        file.verbatim = file.verbatim.take().and_then(moved);
    }
    unpacked
}

/// Tells where a slice lies in another one, if it does.
fn place(part: &[u8], whole: &[u8]) -> Option<usize> {
    let at = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (at + part.len() <= whole.len()).then_some(at)
}

/// The fields and the body of a mail as they stand in it.
pub(in crate::message) struct Raw<'a> {
    /// Names and values, unfolded: what is no text in them is replaced.
    pub(in crate::message) fields: Vec<(String, String)>,
    pub(in crate::message) body: Cow<'a, [u8]>,
}

/// Gives the first fields of these names, `most` of each name, and the body; `None` for a mail in Outlook's
/// form, which is not as it travelled.
pub(in crate::message) fn raw<'a>(mail: &'a [u8], names: &[&str], most: usize) -> Option<Raw<'a>> {
    if msg::to_mail(mail).is_some() {
        return None;
    }
    let gather = |bytes: &[u8]| {
        let mut found = Vec::new();
        let (head, body) = fields::split(bytes);
        for name in names {
            let is_it =
                |field: &&fields::Field<'_>| field.name.eq_ignore_ascii_case(name.as_bytes());
            for field in head.fields.iter().filter(is_it).take(most) {
                let value = String::from_utf8_lossy(field.value);
                found.push(((*name).to_owned(), value.replace(['\r', '\n'], "")));
            }
        }
        (found, body.len())
    };
    let bytes = unwrapped(mail);
    let (fields, length) = gather(&bytes);
    let body = match bytes {
        Cow::Borrowed(bytes) => bytes[bytes.len() - length..].into(),
        Cow::Owned(bytes) => bytes[bytes.len() - length..].to_vec().into(),
    };
    Some(Raw { fields, body })
}

/// Decodes base64 in which nothing but blanks is out of place.
pub(in crate::message) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let (octets, strange) = decode::base64(text.as_bytes());
    (strange == 0).then_some(octets)
}
