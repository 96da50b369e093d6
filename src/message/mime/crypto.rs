//! Finds what is readable in signed parts: CMS (RFC 5652, S/MIME) and PGP armor (RFC 4880, 7).

use std::borrow::Cow;

/// Deeper structures are not followed.
const MAX_DEPTH: usize = 12;
/// More elements than this are not looked at.
const MAX_ELEMENTS: usize = 20_000;
/// More elements than this are not passed over to find what follows them.
const MAX_SKIPPED: usize = 1_000;

/// The object identifiers 1.2.840.113549.1.7.n, up to the n.
const PKCS7: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
const OCTETS: u8 = 0x04;
const IDENTIFIER: u8 = 0x06;
const CONSTRUCTED: u8 = 0x20;

/// What an S/MIME part holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sealed {
    /// Signed content: a MIME part of its own.
    Signed(Vec<u8>),
    /// Certificates or a signature without content.
    Bare,
    /// Content that only its recipient can read, or nothing known.
    Encrypted,
}

/// Looks into the CMS structure of an `application/pkcs7-mime` part.
pub(super) fn open(der: &[u8]) -> Sealed {
    let mut seen = 0;
    let Some(outer) = element(der).map(|(outer, _)| outer) else { return Sealed::Encrypted };
    let Some((identifier, rest)) = element(outer.content) else { return Sealed::Encrypted };
    if identifier.tag != IDENTIFIER || kind(identifier.content) != Some(2) {
        return Sealed::Encrypted;
    }
    // SignedData: version, digest algorithms, then the content with its own identifier.
    let signed = element(rest).and_then(|(explicit, _)| element(explicit.content));
    let Some((signed, _)) = signed else { return Sealed::Encrypted };
    let mut rest = signed.content;
    while let Some((field, after)) = element(rest) {
        seen += 1;
        if seen > MAX_ELEMENTS {
            break;
        }
        if let Some((identifier, content)) = element(field.content)
            && identifier.tag == IDENTIFIER
            && kind(identifier.content).is_some()
        {
            let mut octets = Vec::new();
            gather(content, &mut octets, 0, &mut seen);
            return if octets.is_empty() { Sealed::Bare } else { Sealed::Signed(octets) };
        }
        rest = after;
    }
    Sealed::Bare
}

fn kind(identifier: &[u8]) -> Option<u8> {
    identifier.strip_prefix(&PKCS7).and_then(|tail| tail.first().copied())
}

/// Concatenates the octet strings in a structure.
fn gather(der: &[u8], octets: &mut Vec<u8>, depth: usize, seen: &mut usize) {
    let mut rest = der;
    while let Some((field, after)) = element(rest) {
        *seen += 1;
        if depth > MAX_DEPTH || *seen > MAX_ELEMENTS {
            return;
        }
        if field.tag == OCTETS {
            octets.extend_from_slice(field.content);
        } else if field.tag & CONSTRUCTED != 0 {
            gather(field.content, octets, depth + 1, seen);
        }
        rest = after;
    }
}

struct Element<'a> {
    tag: u8,
    content: &'a [u8],
}

/// Takes an element of BER or DER (X.690); one without a length reaches to its end mark.
fn element(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    if *tag == 0 && *first == 0 {
        return None;
    }
    let (length, rest) = match first {
        0x80 => {
            // The end of an indefinite length is found by whoever reads the elements inside; what
            // comes after it is of no interest here.
            return Some((Element { tag: *tag, content: rest }, skipped(rest, 0, &mut 0)));
        }
        short if *short < 0x80 => (usize::from(*short), rest),
        long => {
            let count = usize::from(long & 0x7f);
            let digits = rest.get(..count).filter(|_| count <= 4)?;
            let length = digits.iter().fold(0usize, |n, digit| n << 8 | usize::from(*digit));
            (length, &rest[count..])
        }
    };
    // A mail that was cut off still shows its beginning.
    let (content, after) = rest.split_at(length.min(rest.len()));
    Some((Element { tag: *tag, content }, after))
}

/// Gives what follows the end mark of an element without length.
fn skipped<'a>(mut rest: &'a [u8], depth: usize, seen: &mut usize) -> &'a [u8] {
    loop {
        *seen += 1;
        match rest {
            [0, 0, after @ ..] => return after,
            [_, 0x80, inner @ ..] if depth < MAX_DEPTH && *seen < MAX_SKIPPED => {
                rest = skipped(inner, depth + 1, seen);
            }
            [_, length, ..] if *length != 0x80 && *seen < MAX_SKIPPED => match element(rest) {
                Some((_, after)) => rest = after,
                None => return &[],
            },
            _ => return &[],
        }
    }
}

/// Takes the armor off clear-signed text, and tells whether encrypted armor stands in the text.
pub(super) fn without_armor(text: &str) -> (Cow<'_, str>, bool) {
    const BEGIN: &str = "-----BEGIN PGP ";
    let marks = |mark: &str| text.lines().any(|line| line.trim_end() == mark);
    if !text.contains(BEGIN) {
        return (text.into(), false);
    }
    let is_encrypted = marks("-----BEGIN PGP MESSAGE-----");
    if !marks("-----BEGIN PGP SIGNED MESSAGE-----") {
        return (text.into(), is_encrypted);
    }
    let mut out = String::with_capacity(text.len());
    let mut state = State::Outside;
    for line in text.lines() {
        let bare = line.trim_end();
        state = match (state, bare) {
            (State::Head, "") => State::Signed,
            (State::Outside, "-----BEGIN PGP SIGNED MESSAGE-----") | (State::Head, _) => {
                State::Head
            }
            (State::Signature, "-----END PGP SIGNATURE-----") => State::Outside,
            (State::Outside | State::Signed, "-----BEGIN PGP SIGNATURE-----")
            | (State::Signature, _) => State::Signature,
            (State::Signed, _) => {
                out.push_str(line.strip_prefix("- ").unwrap_or(line));
                out.push('\n');
                State::Signed
            }
            (State::Outside, _) => {
                out.push_str(line);
                out.push('\n');
                State::Outside
            }
        };
    }
    (out.into(), is_encrypted)
}

enum State {
    Outside,
    Head,
    Signed,
    Signature,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An element with a length of its own.
    fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
        let mut out = vec![tag, 0x82];
        out.extend((content.len() as u16).to_be_bytes());
        out.extend(content);
        out
    }

    /// An element that ends with an end mark.
    fn open_ended(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80][..], content, &[0, 0]].concat()
    }

    fn identifier(n: u8) -> Vec<u8> {
        [&[IDENTIFIER, 9][..], &PKCS7, &[n]].concat()
    }

    #[test]
    fn signed_content_is_found() {
        let signed = |octets: Vec<u8>, wrap: fn(u8, &[u8]) -> Vec<u8>| {
            let content = [identifier(1), wrap(0xa0, &octets)].concat();
            let fields = [tlv(2, &[1]), tlv(0x31, b""), wrap(0x30, &content)].concat();
            wrap(0x30, &[identifier(2), wrap(0xa0, &wrap(0x30, &fields))].concat())
        };
        assert_eq!(open(&signed(tlv(4, b"text"), tlv)), Sealed::Signed(b"text".into()));
        let pieces = open_ended(0x24, &[tlv(4, b"te"), tlv(4, b"xt")].concat());
        assert_eq!(open(&signed(pieces, open_ended)), Sealed::Signed(b"text".into()));
        assert_eq!(open(&signed(Vec::new(), tlv)), Sealed::Bare);
        assert_eq!(open(&tlv(0x30, &identifier(3))), Sealed::Encrypted);
        assert_eq!(open(b""), Sealed::Encrypted);
    }

    #[test]
    fn hostile_structures_end() {
        assert_eq!(open(&[0x30, 0x80].repeat(100_000)), Sealed::Encrypted);
        let _ = open(&[&[0x30, 0x80][..], &identifier(2), &[0xa0, 0x80].repeat(100_000)].concat());
        assert_eq!(open(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), Sealed::Encrypted);
    }

    #[test]
    fn clear_signed_text_is_read_without_armor() {
        let text = "Hello\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOne\n- -- two\n\
            -----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\nfooter\n";
        assert_eq!(without_armor(text), ("Hello\nOne\n-- two\nfooter\n".into(), false));
        let sealed = "-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n";
        assert!(without_armor(sealed).1);
        assert!(!without_armor("> -----BEGIN PGP MESSAGE-----\n").1);
    }
}
