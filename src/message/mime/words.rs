//! Reads encoded words (RFC 2047) as mailers write them, which is not always as they should.

use super::{charset, decode};
use memchr::memmem;

/// Longer names of charsets do not exist.
const MAX_CHARSET: usize = 60;

/// An encoded word at the start of a text.
struct Word<'a> {
    charset: &'a str,
    octets: Vec<u8>,
    length: usize,
}

fn word(text: &str) -> Option<Word<'_>> {
    let inner = text.strip_prefix("=?")?;
    let mark = inner.bytes().take(MAX_CHARSET).position(|b| b == b'?')?;
    let charset = inner[..mark].split('*').next()?.trim();
    let encoding = *inner.as_bytes().get(mark + 1)?;
    if charset.is_empty() || inner.as_bytes().get(mark + 2) != Some(&b'?') {
        return None;
    }
    let data = inner.get(mark + 3..)?;
    let end = memmem::find(data.as_bytes(), b"?=")?;
    let coded = &data.as_bytes()[..end];
    let octets = match encoding {
        b'b' | b'B' => decode::base64(coded).0,
        b'q' | b'Q' => {
            let spaced: Vec<u8> =
                coded.iter().map(|b| if *b == b'_' { b' ' } else { *b }).collect();
            decode::quoted_printable(&spaced).0.into_owned()
        }
        _ => return None,
    };
    // Raw bytes, which should not be there, have been read as text already.
    let charset = if coded.is_ascii() { charset } else { "utf-8" };
    Some(Word { charset, octets, length: 2 + mark + 3 + end + 2 })
}

/// Gives the length of the encoded word that a text begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    word(text).map(|word| word.length)
}

/// Decodes the encoded words in a text.  Space between two of them is none, and what one begins the
/// next one may end: a character may be cut in two.
pub(super) fn decode(text: &str) -> String {
    if !text.contains("=?") {
        return text.to_owned();
    }
    // Without an end there is no word, and no need to look for one at each beginning.
    let last = text.rfind("?=").unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    let mut open: Option<(String, Vec<u8>)> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let begins = text.len() - rest.len() + at;
        let found = if begins < last { word(&rest[at..]) } else { None };
        let Some(Word { charset, octets, length }) = found else {
            flush(&mut out, &mut open);
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        let between = &rest[..at];
        let is_adjacent = open.is_some() && between.bytes().all(|b| b.is_ascii_whitespace());
        if !is_adjacent {
            flush(&mut out, &mut open);
            out.push_str(between);
        }
        match &mut open {
            Some((label, bytes)) if label.eq_ignore_ascii_case(charset) => {
                bytes.extend_from_slice(&octets);
            }
            _ => {
                flush(&mut out, &mut open);
                open = Some((charset.to_owned(), octets));
            }
        }
        rest = &rest[at + length..];
    }
    flush(&mut out, &mut open);
    out.push_str(rest);
    out
}

fn flush(out: &mut String, open: &mut Option<(String, Vec<u8>)>) {
    if let Some((label, bytes)) = open.take() {
        let (text, _) = charset::decode(&bytes, Some(&label));
        out.extend(text.chars().filter(|c| !matches!(c, '\r' | '\n' | '\0')));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_cut_in_two_is_one() {
        assert_eq!(decode("=?utf-8?Q?caf=C3?= =?UTF-8?Q?=A9_noir?="), "café noir");
        assert_eq!(decode("=?utf-8?B?Y2Fmww==?=\t=?utf-8?B?qSE=?="), "café!");
        let japanese = "=?ISO-2022-JP?B?GyRAOjRGI0stGyhK?=";
        assert_eq!(decode(&format!("({japanese})")), "(佐藤豊)");
    }

    #[test]
    fn words_that_break_the_rules_are_read() {
        for (text, read) in [
            ("Re:=?utf-8?q?caf=C3=A9?=!", "Re:café!"),
            ("=?iso-8859-1?Q?a b c=E9?= x", "a b cé x"),
            ("=?utf-8*en?Q?a_b?= =?iso-8859-1?q?=E9?=", "a bé"),
            ("=?utf-8?Q?What=3F?=", "What?"),
            ("=?utf-8?X?no?= =?utf-8?Q?", "=?utf-8?X?no?= =?utf-8?Q?"),
            ("=?windows-1252?Q?caf=e9_=ZZ?=", "café =ZZ"),
            ("=?unknown?B?Y2Fm6Q?=", "café"),
            ("=?iso-8859-1?Q?Fr\u{f6}sche_am?=", "Frösche am"),
        ] {
            assert_eq!(decode(text), read);
        }
    }

    #[test]
    fn beginnings_without_end_take_no_time() {
        assert!(decode(&"=?a?q? ".repeat(100_000)).starts_with("=?a"));
        assert!(decode(&format!("{}?=", "=?a".repeat(200_000))).starts_with("=?a"));
    }
}
