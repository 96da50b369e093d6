//! What a file is, by its first bytes, and what its name claims.

use super::envelope::is_envelope;
use memchr::memchr;

/// How many bytes of a file are looked at.
pub(super) const HEAD: usize = 16 << 10;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Empty,
    /// One message.  A list of `Name: value` may be something else; it is `sure` when it has fields
    /// that only mail has.
    Mail { sure: bool },
    /// One message as Apple Mail keeps it: a line with its length, the message, a property list.
    Emlx { start: usize, length: u64 },
    /// Many messages; the first separator is at `start`.
    Mbox { start: usize },
    /// One message of Outlook, or another compound file (MS-CFB, 2.2).
    Compound,
    /// An archive.
    Zip,
    /// A compressed file (RFC 1952, 2.3.1).
    Gzip,
    /// Mail, or what may hold mail, in a form that is not read.
    Foreign { what: &'static str, certain: bool },
    /// No mail.
    Other,
}

impl Kind {
    /// Recognises a file by its beginning, of which [`HEAD`] bytes are enough.
    pub(super) fn of(head: &[u8]) -> Self {
        const MAGIC: [(&[u8], Kind); 7] = [
            (b"PK\x03\x04", Kind::Zip),
            (b"PK\x05\x06", Kind::Zip),
            (b"PK\x07\x08PK", Kind::Zip),
            (b"\x1f\x8b\x08", Kind::Gzip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Compound),
            (b"!BDN", Kind::Foreign { what: "an Outlook data file (PST)", certain: true }),
            (b"\xcf\xad\x12\xfe", Kind::Foreign { what: "an Outlook Express file", certain: true }),
        ];
        if head.is_empty() {
            return Self::Empty;
        }
        if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            return *kind;
        }
        if head.get(257..262) == Some(b"ustar") {
            return Self::Foreign { what: "a tar archive: unpack it first", certain: false };
        }
        if let Some(start) = mbox(head) {
            return Self::Mbox { start };
        }
        if let Some(kind) = emlx(head) {
            return kind;
        }
        match evidence(head) {
            Evidence::None => Self::Other,
            Evidence::Some => Self::Mail { sure: false },
            Evidence::Plenty => Self::Mail { sure: true },
        }
    }
}

/// Finds the first separator of an mbox, behind blank lines that some programs leave.  The first
/// one may lack its date if header fields follow.
fn mbox(head: &[u8]) -> Option<usize> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let blank = text.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let start = head.len() - text.len() + blank;
    let text = &head[start..];
    let end = memchr(b'\n', text).unwrap_or(text.len());
    let line = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
    let rest = text.get(end + 1..).unwrap_or_default();
    let begins = is_envelope(line)
        || blank == 0 && line.starts_with(b"From ") && evidence(rest) != Evidence::None;
    begins.then_some(start)
}

fn emlx(head: &[u8]) -> Option<Kind> {
    let end = memchr(b'\n', head).filter(|end| *end < 32)?;
    let length = std::str::from_utf8(&head[..end]).ok()?.trim().parse().ok()?;
    let known = evidence(&head[end + 1..]) != Evidence::None;
    known.then_some(Kind::Emlx { start: end + 1, length })
}

/// How much speaks for mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    None,
    /// It begins with fields of a name, a colon and a body (RFC 5322, 2.2), one of them known.
    Some,
    /// Among them are the author and the date, or fields that only mail systems write.
    Plenty,
}

fn evidence(bytes: &[u8]) -> Evidence {
    const WRITTEN: [&str; 2] = ["subject", "to"];
    const TRACE: [&str; 5] =
        ["received", "message-id", "return-path", "delivered-to", "mime-version"];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut known, mut traces, mut from, mut date) = (0, 0, false, false);
    for (i, line) in text.split(|b| *b == b'\n').take(200).enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        // An escaped separator may lead the fields of a mail that went through an old system.
        if i == 0 && (line.starts_with(b">From ") || line.starts_with(b"From ")) {
            continue;
        }
        let Some(colon) = memchr(b':', line) else { break };
        let name = String::from_utf8_lossy(&line[..colon]).trim_end().to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            break;
        }
        from |= name == "from";
        date |= name == "date";
        let trace = TRACE.contains(&name.as_str());
        traces += usize::from(trace);
        let known_name = trace || ["from", "date"].contains(&name.as_str());
        known += usize::from(known_name || WRITTEN.contains(&name.as_str()));
    }
    match known {
        0 => Evidence::None,
        1 => Evidence::Some,
        _ if traces > 0 || from && date => Evidence::Plenty,
        _ => Evidence::Some,
    }
}

/// What the name of a file claims; only in a folder does it matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// To be mail, or the user said so: what is no mail is listed.
    Mail,
    /// To be compressed.
    Archive,
    /// Nothing: it is read if it is surely mail, and else passed over.
    Nothing,
    /// To be the shadow of another file.
    Shadow,
}

impl Claim {
    /// Reads the name of a file.
    pub(super) fn of(name: &str) -> Self {
        // macOS keeps attributes beside a file, Thunderbird copies for the desktop's search.
        if name.starts_with("._") || name.ends_with(".wdseml") || name.ends_with(".mozeml") {
            return Self::Shadow;
        }
        let Some((_, extension)) = name.rsplit_once('.') else { return Self::Nothing };
        let is = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
        if is(&["eml", "emlx", "mail", "mht", "mhtml", "msg", "mbox", "mbx"]) {
            Self::Mail
        } else if is(&["zip", "gz"]) {
            Self::Archive
        } else {
            Self::Nothing
        }
    }

    /// Reads the name of what a compressed file holds.
    pub(super) fn inside(self, name: &str) -> Self {
        match (self, name.rsplit_once('.')) {
            (Self::Archive, Some((stem, _))) => Self::of(stem),
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Kind};

    #[test]
    fn mail_begins_with_headers() {
        for mail in ["From: a@b.example\r\n\r\nHi", "X-A: 1\nDate: today\n\n", "To: c\n\nFrom: d"] {
            assert_eq!(Kind::of(mail.as_bytes()), Kind::Mail { sure: false }, "{mail}");
        }
        for mail in ["\u{feff}From: a\nDate: b\n\n", "Received: from a\n\tby b\nSubject: c\n"] {
            assert_eq!(Kind::of(mail.as_bytes()), Kind::Mail { sure: true }, "{mail}");
        }
        for other in ["\n\nFrom: a", "%PDF-1.4\n", "Dear all: hello\n\nSubject: x\n", "{}"] {
            assert_eq!(Kind::of(other.as_bytes()), Kind::Other, "{other}");
        }
        assert_eq!(Kind::of(b""), Kind::Empty);
    }

    #[test]
    fn an_mbox_begins_with_a_separator() {
        let separator = "From a@b.example Mon Jan  6 10:00:00 2020";
        for (text, start) in [
            (format!("{separator}\n"), 0),
            (format!("{separator}\r\nno header\r\n"), 0),
            (format!("\r\n\n{separator}"), 3),
            ("From a b\nTo: c\n\n".to_owned(), 0),
        ] {
            assert_eq!(Kind::of(text.as_bytes()), Kind::Mbox { start }, "{text}");
        }
        assert_eq!(Kind::of(b"From here on\nall is well.\n"), Kind::Other);
    }

    #[test]
    fn mail_of_apple_and_foreign_forms() {
        let emlx = b"21        \nFrom: a\nTo: b\n\nHello\n<?xml";
        assert_eq!(Kind::of(emlx), Kind::Emlx { start: 11, length: 21 });
        assert_eq!(Kind::of(b"21\nhello\n"), Kind::Other);
        assert!(matches!(Kind::of(b"!BDN\0\0"), Kind::Foreign { certain: true, .. }));
    }

    #[test]
    fn claims_of_names() {
        assert_eq!(Claim::of("a.EML"), Claim::Mail);
        assert_eq!(Claim::of("._a.eml"), Claim::Shadow);
        assert_eq!(Claim::of("Inbox"), Claim::Nothing);
        assert_eq!(Claim::of("a.mbox.gz"), Claim::Archive);
        assert_eq!(Claim::of("a.mbox.gz").inside("a.mbox.gz"), Claim::Mail);
        assert_eq!(Claim::of("log.gz").inside("log.gz"), Claim::Nothing);
    }
}
