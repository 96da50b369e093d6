//! Turns bytes into text, whatever charset they claim or turn out to be in.

use encoding_rs::{EUC_KR, Encoding, GBK, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;
use std::borrow::Cow;

/// Decodes bytes in a charset; tells whether the text is a guess.
///
/// Without a charset, or in one that is unknown or does not fit, UTF-8 is tried before windows-1252,
/// which gives every byte a character.
pub(super) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> (Cow<'a, str>, bool) {
    let label = label.unwrap_or_default().trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_escaped = bytes.contains(&0x1b);
    if let Some(text) = by_escapes(bytes, &label) {
        return (text.into(), false);
    }
    if label.is_empty() && is_escaped && memchr::memmem::find(bytes, b"\x1b$").is_some() {
        return (encoding_rs::ISO_2022_JP.decode(bytes).0, true);
    }
    // A text without a byte above 127 is the same in nearly every charset.
    let is_plain = bytes.is_ascii() && !is_escaped && !label.starts_with("utf-16");
    if is_plain && !label.starts_with("utf-32") {
        return (std::str::from_utf8(bytes).unwrap_or_default().into(), false);
    }
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == encoding_rs::REPLACEMENT => {}
        Some(encoding) if encoding == encoding_rs::UTF_8 => return unicode(bytes),
        Some(encoding) if encoding.is_single_byte() && label.contains("ascii") => {
            return unicode(bytes);
        }
        Some(encoding) => {
            let (text, wrong) = encoding.decode_without_bom_handling(bytes);
            return if wrong && std::str::from_utf8(bytes).is_ok() && !is_escaped {
                (unicode(bytes).0, true)
            } else {
                (text, wrong)
            };
        }
        None => {}
    }
    if let Some(decoder) = charset_decoder(label.as_bytes()) {
        return (decoder(bytes).into(), false);
    }
    let (text, is_guess) = unicode(bytes);
    (text, is_guess || !label.is_empty())
}

/// Reads UTF-8; what has more wrong than right characters beyond ASCII is windows-1252.
fn unicode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.into(), false);
    }
    let text = String::from_utf8_lossy(bytes);
    let wrong = text.matches('\u{fffd}').count();
    let right = text.chars().filter(|c| !c.is_ascii()).count() - wrong;
    if right > wrong { (text, true) } else { (WINDOWS_1252.decode(bytes).0, true) }
}

/// Reads the charsets that need seven bits and shift with marks, which `encoding_rs` does not know.
fn by_escapes(bytes: &[u8], label: &str) -> Option<String> {
    match label {
        "utf-7" | "utf7" | "unicode-1-1-utf-7" | "x-unicode-2-0-utf-7" | "csunicode11utf7" => {
            Some(utf7(bytes))
        }
        "hz-gb-2312" | "hz" => Some(shifted(bytes, |rest| match rest {
            [b'~', b'{', ..] => Some((2, true)),
            [b'~', b'}', ..] => Some((2, false)),
            _ => None,
        }))
        .map(|bytes| GBK.decode(&bytes).0.into_owned()),
        "iso-2022-kr" | "csiso2022kr" => Some(shifted(bytes, |rest| match rest {
            [0x1b, b'$', b')', b'C', ..] => Some((4, false)),
            [0x0e, ..] => Some((1, true)),
            [0x0f, ..] => Some((1, false)),
            _ => None,
        }))
        .map(|bytes| EUC_KR.decode(&bytes).0.into_owned()),
        _ => None,
    }
}

/// Sets the eighth bit of what stands between marks; a mark gives its length and whether it begins
/// or ends such a stretch.
fn shifted(bytes: &[u8], mark: impl Fn(&[u8]) -> Option<(usize, bool)>) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut high) = (0, false);
    while at < bytes.len() {
        if let Some((length, begins)) = mark(&bytes[at..]) {
            (at, high) = (at + length, begins);
            continue;
        }
        let byte = bytes[at];
        high &= byte != b'\n';
        out.push(if high && byte > b' ' { byte | 0x80 } else { byte });
        at += 1;
    }
    out
}

/// Reads UTF-7 (RFC 2152).
fn utf7(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'+' {
            text.push(char::from(bytes[at]));
            at += 1;
            continue;
        }
        let run = bytes[at + 1..].iter().take_while(|b| super::decode::is_sextet(**b));
        let end = at + 1 + run.count();
        if end == at + 1 {
            text.push('+');
        } else {
            let octets = super::decode::base64(&bytes[at + 1..end]).0;
            let units: Vec<u16> =
                octets.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            text.extend(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')));
        }
        at = end + usize::from(bytes.get(end) == Some(&b'-'));
    }
    text
}

/// Gives the value of a field as text on one line.  Bytes that are not ASCII should not be there
/// (RFC 5322, 2.2): UTF-8 is tried (RFC 6532), then the charset of the body, then windows-1252.
pub(super) fn of_field<'a>(value: &'a [u8], hint: Option<&str>) -> Cow<'a, str> {
    // No field is written in a charset that does not hold ASCII.
    let wide = |h: &&str| {
        let h = h.to_ascii_lowercase();
        ["utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4"].iter().any(|w| h.contains(w))
    };
    let hint = hint.filter(|h| !wide(h));
    let hinted = hint.is_some_and(|h| h.to_ascii_lowercase().contains("utf-7"))
        || (hint.is_some() && value.contains(&0x1b));
    let text = if value.is_ascii() && !hinted {
        String::from_utf8_lossy(value)
    } else if let (Ok(text), false) = (std::str::from_utf8(value), hinted) {
        text.into()
    } else {
        decode(value, hint).0
    };
    let trimmed = |text: &str| text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned();
    match text {
        text if text.contains(['\r', '\n', '\0']) => {
            trimmed(&text.split(['\r', '\n', '\0']).collect::<String>()).into()
        }
        Cow::Borrowed(text) => text.trim_matches(|c: char| c.is_ascii_whitespace()).into(),
        Cow::Owned(text) => trimmed(&text).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], label: &str) -> String {
        decode(bytes, Some(label).filter(|l| !l.is_empty())).0.into_owned()
    }

    #[test]
    fn every_charset_of_mail_is_read() {
        for (bytes, label, text) in [
            (&b"caf\xe9"[..], "iso-8859-1", "café"),
            (b"caf\xc3\xa9", "UTF-8", "café"),
            (b"\xa4", "ISO-8859-15", "€"),
            (b"\xcf\xf0\xe8", "windows-1251", "При"),
            (b"\xf0\xd2\xc9", "koi8-r", "При"),
            (b"\x9b", "ibm850", "ø"),
            (b"\x1b$B%O%m!<\x1b(B", "iso-2022-jp", "ハロー"),
            (b"\x83n\x83\x8d", "shift_jis", "ハロ"),
            (b"\xa7A\xa6n", "big5", "你好"),
            (b"~{Dc:C~}!", "hz-gb-2312", "你好!"),
            (b"\x1b$)C\x0e>H3g\x0f!", "iso-2022-kr", "안녕!"),
            (b"Fr+APY-sche +- x", "utf-7", "Frösche + x"),
            (b"h\0i\0", "utf-16le", "hi"),
        ] {
            assert_eq!(read(bytes, label), text, "{label}");
        }
    }

    #[test]
    fn a_wrong_charset_is_guessed() {
        assert_eq!(decode(b"caf\xe9", None), ("café".into(), true));
        assert_eq!(decode(b"caf\xe9", Some("utf-8")), ("café".into(), true));
        assert_eq!(decode(b"caf\xc3\xa9", Some("us-ascii")), ("café".into(), false));
        assert_eq!(decode(b"caf\xc3\xa9", Some("x-unknown")), ("café".into(), true));
        let cut = "één crème, déjà vu".as_bytes();
        assert_eq!(decode(&cut[1..], Some("utf-8")).0, "\u{fffd}én crème, déjà vu");
    }

    #[test]
    fn raw_bytes_of_a_field_are_read() {
        assert_eq!(of_field(b" Fr\xf6sche\r\n am Teich", None), "Frösche am Teich");
        assert_eq!(of_field("Frösche".as_bytes(), Some("iso-8859-1")), "Frösche");
        assert_eq!(of_field(b"\xf0\xd2\xc9", Some("koi8-r")), "При");
        assert_eq!(of_field(b"Fr+APY-sche", Some("UTF-7")), "Frösche");
    }
}
