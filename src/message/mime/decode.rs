//! Undoes transfer encodings (RFC 2045, 6) as far as damaged bytes allow it.

use memchr::memchr;
use std::borrow::Cow;

/// How the bytes of a part are encoded for transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Transfer {
    /// `7bit`, `8bit`, `binary` or nothing known.
    #[default]
    Identity,
    QuotedPrintable,
    Base64,
    /// As `uuencode` writes it, with its `begin` and `end` lines.
    Uu,
}

impl Transfer {
    pub(super) fn of(value: &str) -> Self {
        let name = value.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
        match name.as_str() {
            "base64" => Self::Base64,
            "quoted-printable" | "quotedprintable" => Self::QuotedPrintable,
            "x-uuencode" | "uuencode" | "x-uue" | "uue" => Self::Uu,
            _ => Self::Identity,
        }
    }

    /// Decodes bytes; tells whether they were not encoded as they should be.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
        match self {
            Self::Identity => (bytes.into(), false),
            Self::QuotedPrintable => quoted_printable(bytes),
            Self::Base64 => {
                let (octets, skipped) = base64(bytes);
                // Plain text under a base64 header is read as it stands.
                let first = bytes.trim_ascii_start().split(|b| *b == b'\n').next();
                let first = first.unwrap_or_default().trim_ascii_end();
                let begins_well = first.len() % 4 == 0 && !first.iter().any(|b| is_strange(*b));
                let is_plain = skipped > octets.len() && !begins_well;
                if is_plain { (bytes.into(), true) } else { (octets.into(), skipped > 0) }
            }
            Self::Uu => uu(bytes).map_or((bytes.into(), true), |octets| (octets.into(), false)),
        }
    }

    /// Gives the number of decoded bytes, without decoding where the form tells it.
    pub(super) fn size(self, bytes: &[u8]) -> usize {
        match self {
            Self::Identity => bytes.len(),
            Self::Base64 => base64_size(bytes).unwrap_or_else(|| self.decode(bytes).0.len()),
            Self::QuotedPrintable | Self::Uu => self.decode(bytes).0.len(),
        }
    }
}

/// Tells whether a byte is a base64 character (RFC 4648, 4).
pub(super) fn is_sextet(byte: u8) -> bool {
    SEXTETS[usize::from(byte)] != NO_SEXTET
}

const SEXTETS: [u8; 256] = {
    let mut table = [NO_SEXTET; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut i = 0;
    while i < 64 {
        table[alphabet[i] as usize] = i as u8;
        i += 1;
    }
    table
};
const NO_SEXTET: u8 = 64;

/// Decodes base64; gives the octets and how many bytes were not base64.  Stretches that were padded
/// one by one are read one after the other, and lines of prose are left out.
pub(super) fn base64(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut octets = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let mut skipped = 0;
    let (mut bits, mut count) = (0u32, 0u32);
    for line in bytes.split(|b| *b == b'\n') {
        let line = line.trim_ascii();
        let strange = line.iter().filter(|b| is_strange(**b)).count();
        skipped += strange;
        if strange * 10 > line.len() {
            skipped += line.len() - strange;
            continue;
        }
        for &byte in line {
            let sextet = SEXTETS[usize::from(byte)];
            if sextet < NO_SEXTET {
                bits = bits << 6 | u32::from(sextet);
                count += 1;
                if count == 4 {
                    octets.extend_from_slice(&bits.to_be_bytes()[1..]);
                    (bits, count) = (0, 0);
                }
            } else if byte == b'=' {
                flush(&mut octets, bits, count);
                (bits, count) = (0, 0);
            }
        }
    }
    flush(&mut octets, bits, count);
    (octets, skipped)
}

/// Gives the number of octets of base64 in which nothing is out of place.
fn base64_size(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_end();
    let padding = bytes.iter().rev().take_while(|b| **b == b'=').count();
    let bytes = &bytes[..bytes.len() - padding];
    let line_end = |at: usize| if bytes[..at].ends_with(b"\r") { 2 } else { 1 };
    let line_ends: usize = memchr::memchr_iter(b'\n', bytes).map(line_end).sum();
    // Ranges instead of the table: many bytes at a time.
    let is_in = |b: &&u8| b.is_ascii_alphanumeric() || matches!(**b, b'+' | b'/');
    let sextets = bytes.iter().filter(is_in).count();
    (sextets + line_ends == bytes.len()).then_some(sextets * 3 / 4)
}

fn is_strange(byte: u8) -> bool {
    !is_sextet(byte) && byte != b'='
}

fn flush(octets: &mut Vec<u8>, bits: u32, count: u32) {
    match count {
        2 => octets.push((bits >> 4) as u8),
        3 => octets.extend_from_slice(&((bits >> 2) as u16).to_be_bytes()),
        _ => {}
    }
}

/// Decodes quoted-printable; what is no escape stays as it stands.
pub(super) fn quoted_printable(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    if memchr(b'=', bytes).is_none() {
        return (bytes.into(), false);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut is_damaged = false;
    let mut rest = bytes;
    while let Some(at) = memchr(b'=', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
        match rest {
            _ if blanks == rest.len() => rest = &[],
            _ if rest[blanks] == b'\n' => rest = &rest[blanks + 1..],
            [high, low, ..] if let (Some(high), Some(low)) = (hex(*high), hex(*low)) => {
                out.push(high << 4 | low);
                rest = &rest[2..];
            }
            _ => {
                is_damaged = true;
                out.push(b'=');
            }
        }
    }
    out.extend_from_slice(rest);
    (out.into(), is_damaged)
}

/// The value of a hexadecimal digit, of either case.
pub(super) fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn uu(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    lines.find(|line| line.starts_with(b"begin "))?;
    let mut octets = Vec::with_capacity(bytes.len() / 4 * 3);
    for line in lines.take_while(|line| *line != b"end") {
        let Some((length, line)) = line.split_first() else { continue };
        let length = usize::from(length.wrapping_sub(b' ') & 63);
        let start = octets.len();
        for group in line.chunks(4) {
            let at = |i: usize| u32::from(group.get(i).map_or(0, |b| b.wrapping_sub(b' ') & 63));
            let bits = at(0) << 18 | at(1) << 12 | at(2) << 6 | at(3);
            octets.extend_from_slice(&bits.to_be_bytes()[1..]);
        }
        octets.truncate(octets.len().min(start + length));
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(how: Transfer, text: &str) -> (String, bool) {
        let (octets, is_damaged) = how.decode(text.as_bytes());
        (String::from_utf8_lossy(&octets).into_owned(), is_damaged)
    }

    #[test]
    fn quoted_printable_survives_a_bad_escape() {
        let how = Transfer::QuotedPrintable;
        assert_eq!(read(how, "caf=C3=A9 a=\r\nb= \nc=3d"), ("café abc=".into(), false));
        assert_eq!(read(how, "a == b caf=c3=a9 =zz="), ("a == b café =zz".into(), true));
    }

    #[test]
    fn base64_survives_garbage() {
        let how = Transfer::Base64;
        assert_eq!(read(how, "aGVsbG8g\r\nd29ybGQ=\r\n"), ("hello world".into(), false));
        assert_eq!(
            read(how, "aGVsbG8g\nd29ybGQ=\n\n___ a footer of the list! ___"),
            ("hello world".into(), true)
        );
        assert_eq!(read(how, "aGVs*bG8gd29ybGQ"), ("hello world".into(), true));
        assert_eq!(read(how, "aGVsbG8=IHdvcmxk"), ("hello world".into(), false));
        assert_eq!(
            read(how, "Plain words, not encoded."),
            ("Plain words, not encoded.".into(), true)
        );
    }

    #[test]
    fn uuencoded_text_is_read() {
        let text = "begin 644 a.txt\n+:&5L;&\\@=V]R;&0\n`\nend\n";
        assert_eq!(read(Transfer::of("x-uuencode"), text), ("hello world".into(), false));
    }

    #[test]
    fn a_size_is_that_of_the_decoded_bytes() {
        for text in [
            "aGVsbG8g\r\nd29ybGQ=\r\n",
            "aGVsbG8gd29ybGQh\n",
            "YQ==",
            "",
            "YQ==\n\n-->\nno base64 at all",
            "aGVsbG8IHdvcmxk",
            "YWJj\n  YWJj \n",
            "YQ==YQ==",
            "YW\r\r\nJj",
            "no base64!",
        ] {
            let found = Transfer::Base64.decode(text.as_bytes()).0.len();
            assert_eq!(Transfer::Base64.size(text.as_bytes()), found, "{text:?}");
        }
    }
}
