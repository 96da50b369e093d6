//! The common forms of a body, and their hashes (RFC 6376, 3.4.3 to 3.4.5 and 3.7).

use memchr::memchr;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// How a body is brought to a common form (RFC 6376, 3.4.3 and 3.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Simple,
    Relaxed,
}

/// The body in its common forms, and the hashes that were reckoned.
pub(super) struct Bodies {
    body: Vec<u8>,
    /// Whether line ends were put back.
    pub(super) is_restored: bool,
    forms: BTreeMap<Form, Vec<u8>>,
    hashes: BTreeMap<(Form, Option<u64>), [u8; 32]>,
}

impl Bodies {
    pub(super) fn new(body: &[u8]) -> Self {
        let (body, is_restored) = with_crlf(body);
        Self { body, is_restored, forms: BTreeMap::new(), hashes: BTreeMap::new() }
    }

    /// Gives the hash of so many bytes of the body, and how many there are.
    pub(super) fn hash(&mut self, form: Form, length: Option<u64>) -> ([u8; 32], u64) {
        let body = &self.body;
        let text = self.forms.entry(form).or_insert_with(|| form.of(body));
        let end = length.map_or(text.len(), |length| text.len().min(length as usize));
        let hash = || Sha256::digest(&text[..end]).into();
        (*self.hashes.entry((form, length)).or_insert_with(hash), text.len() as u64)
    }
}

impl Form {
    pub(super) fn of(self, body: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(body.len() + 2);
        match self {
            Self::Simple => text.extend_from_slice(body),
            Self::Relaxed => relax(body, &mut text),
        }
        while text.ends_with(b"\r\n\r\n") || text == b"\r\n" {
            text.truncate(text.len() - 2);
        }
        let is_nothing = text.is_empty() && self == Self::Relaxed;
        if !is_nothing && !text.ends_with(b"\r\n") {
            text.extend_from_slice(b"\r\n");
        }
        text
    }
}

/// Takes blanks off the ends of lines, and makes one space of those within.
fn relax(body: &[u8], text: &mut Vec<u8>) {
    for line in body.split_inclusive(|b| *b == b'\n') {
        let (line, end) = match line.strip_suffix(b"\r\n") {
            Some(line) => (line, &b"\r\n"[..]),
            None => (line, &b""[..]),
        };
        let mut is_gap = false;
        for &byte in line {
            if matches!(byte, b' ' | b'\t') {
                is_gap = true;
                continue;
            }
            if std::mem::take(&mut is_gap) {
                text.push(b' ');
            }
            text.push(byte);
        }
        text.extend_from_slice(end);
    }
}

/// Makes all lines end as they do on their way; tells whether some did not.
pub(super) fn with_crlf(body: &[u8]) -> (Vec<u8>, bool) {
    let mut whole = Vec::with_capacity(body.len() + body.len() / 32);
    let mut is_restored = false;
    let mut rest = body;
    while let Some(at) = memchr(b'\n', rest) {
        let line = &rest[..at];
        is_restored |= !line.ends_with(b"\r");
        whole.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        whole.extend_from_slice(b"\r\n");
        rest = &rest[at + 1..];
    }
    whole.extend_from_slice(rest);
    (whole, is_restored)
}
