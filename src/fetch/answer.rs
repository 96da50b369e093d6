//! What is looked for in the answers of a server: read leniently, by what they must contain.

use super::folder::Folder;
use super::session::Listed;
use regex::bytes::{Captures, Regex};
use std::sync::LazyLock;

pub(super) static UID: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bUID (\d{1,10})\b"));
pub(super) static SIZE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\bRFC822\.SIZE (\d{1,19})\b"));
pub(super) static RECEIVED: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?i)\bINTERNALDATE "([^"]{20,40})""#));
pub(super) static FLAGS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bFLAGS \(([^)]*)\)"));
pub(super) static THREAD: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\bX-GM-THRID (\d{1,20})\b"));
pub(super) static EXISTS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?im)^\* (\d+) EXISTS\b"));
pub(super) static VALIDITY: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\[UIDVALIDITY (\d+)\]"));
pub(super) static NEXT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\[UIDNEXT (\d+)\]"));
pub(super) static FOUND: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?im)^\* (?:SEARCH((?: +\d+)*)|ESEARCH\b[^\r\n]*? ALL ([\d,:]+))"));
pub(super) static BODY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\bBODY\[[^\]]*\](?:<\d+>)? ~?\{"));
/// A text may stand in quotes if it is short, or empty.
pub(super) static SHORT: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?i)\bBODY\[[^\]]*\](?:<\d+>)? "((?-u:[^"\\]|\\.)*)""#));
pub(super) static LIST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?im)^\* LIST \(([^)]*)\) (?:NIL|"(\\?[^"])") (?:\{(\d+)\+?\}\r?\n|"((?-u:[^"\\\r\n]|\\.)*)"|((?-u:[^\s"{])+))"#,
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|_| unreachable!("a pattern of this file"))
}

pub(super) fn parse<T: std::str::FromStr>(bytes: &[u8]) -> Option<T> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

/// Reads what is told of a message before it is fetched.
pub(super) fn listed(line: &[u8]) -> Option<Listed> {
    let first = |re: &Regex| re.captures(line).and_then(|found| found.get(1)).map(|m| m.as_bytes());
    let uid = parse(first(&UID)?)?;
    let size = parse(first(&SIZE)?)?;
    let received = first(&RECEIVED).and_then(|text| {
        let text = std::str::from_utf8(text).ok()?.trim();
        let day = chrono::DateTime::parse_from_str(text, "%d-%b-%Y %H:%M:%S %z");
        day.ok().map(|day| day.timestamp())
    });
    let flags = first(&FLAGS).unwrap_or_default().to_ascii_lowercase();
    let has = |flag: &[u8]| flags.split(u8::is_ascii_whitespace).any(|f| f == flag);
    let known: [(&[u8], char); 4] =
        [(b"\\draft", 'D'), (b"\\flagged", 'F'), (b"\\answered", 'R'), (b"\\seen", 'S')];
    let flags = known.iter().filter(|(flag, _)| has(flag)).map(|(_, letter)| *letter).collect();
    Some(Listed { uid, size, received, flags })
}

/// Reads a line that tells of a folder.
pub(super) fn folder(line: &Captures<'_>, answer: &[u8]) -> Option<Folder> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let name = if let Some(length) = line.get(3) {
        let from = line.get(0)?.end();
        answer.get(from..from.checked_add(parse(length.as_bytes())?)?)?
    } else {
        line.get(4).or_else(|| line.get(5))?.as_bytes()
    };
    let escaped = line.get(4).is_some();
    let name = if escaped { unescaped(name) } else { name.to_vec() };
    let separator = line.get(2).map(|m| text(m.as_bytes()).trim_start_matches('\\').to_owned());
    Some(Folder::new(
        &text(line.get(1)?.as_bytes()),
        separator.and_then(|s| s.chars().next()),
        &text(&name),
    ))
}

pub(super) fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut bytes = name.iter();
    let mut plain = Vec::with_capacity(name.len());
    while let Some(byte) = bytes.next() {
        plain.push(if *byte == b'\\' { *bytes.next().unwrap_or(byte) } else { *byte });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_every_form() {
        let answer = b"* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesendet \\\"x\\\"\"\r\n* LIST (\\Noselect) \"/\" Old\r\n\
            * LIST () NIL INBOX\r\n* LIST () \".\" {5}\r\na (b)\r\n";
        let found: Vec<Folder> =
            LIST.captures_iter(answer).filter_map(|line| folder(&line, answer)).collect();
        let names: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["Gesendet \"x\"", "Old", "INBOX", "a (b)"]);
        assert!(!found[1].holds_mail);
    }

    #[test]
    fn a_survey_line_is_read_in_any_order() {
        let line = b"* 3 FETCH (FLAGS (\\Seen [weird] \\Flagged) INTERNALDATE \" 2-Jan-2024 10:00:00 +0100\" RFC822.SIZE 12 UID 7)\r";
        let found = listed(line).expect("a message");
        assert_eq!((found.uid, found.size, found.flags.as_str()), (7, 12, "FS"));
        assert_eq!(found.received, Some(1_704_186_000));
    }
}
