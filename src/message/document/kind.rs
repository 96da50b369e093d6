//! Tells what kind of document bytes are.

use std::fmt;
use std::str::FromStr;

/// The kinds of documents whose text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// Portable Document Format (ISO 32000).
    Pdf,
    /// A text of Word since 2007 (ECMA-376).
    Docx,
    /// A text of `LibreOffice` and others (ODF 1.3).
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Appointments (RFC 5545).
    Calendar,
    /// Comma- or tab-separated values, given as they are.
    Table,
    /// Plain text, JSON and XML, given as they are.
    Text,
}

use DocumentKind::{Calendar, Docx, Html, Odt, Pdf, Rtf, Table, Text};

const NAMES: [(DocumentKind, &str); 8] = [
    (Pdf, "pdf"),
    (Docx, "docx"),
    (Odt, "odt"),
    (Rtf, "rtf"),
    (Html, "html"),
    (Calendar, "ics"),
    (Table, "csv"),
    (Text, "txt"),
];
/// How far from its start a PDF may begin (as all readers take it).
const PDF_WITHIN: usize = 1_024;

impl DocumentKind {
    /// Tells the kind by the content, else by the media type, else by the ending of the name;
    /// `None` when the bytes are of no kind that is read.
    pub fn of(media_type: &str, name: &str, bytes: &[u8]) -> Option<Self> {
        let media_type = media_type.to_ascii_lowercase();
        match by_content(bytes) {
            Content::Known(kind) => return Some(kind),
            Content::Other => return None,
            Content::Unclear => {}
        }
        // What calls itself an image or a sound is none of ours, whatever its name.
        let family = media_type.split('/').next().unwrap_or_default();
        let vague = ["", "application", "binary", "unknown"].contains(&family);
        let ending = name.rsplit_once('.').filter(|_| vague).map_or("", |(_, ending)| ending);
        by_media_type(&media_type).or_else(|| by_ending(&ending.trim().to_ascii_lowercase()))
    }

    /// Tells whether reading this kind may take the whole process down.
    pub fn is_risky(self) -> bool {
        matches!(self, Pdf | Docx | Odt)
    }
}

impl DocumentKind {
    /// Tells, at a glance, whether bytes can be a whole document of this kind.
    pub fn may_be(self, bytes: &[u8]) -> bool {
        // Every PDF has at least one object (ISO 32000-1, 7.3.10).
        self != Pdf || memchr::memmem::find(bytes, b"obj").is_some()
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(kind, _)| kind == self).map_or("", |(_, name)| name);
        f.write_str(name)
    }
}

impl FromStr for DocumentKind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind);
        found.ok_or_else(|| {
            let known: Vec<&str> = NAMES.iter().map(|(_, name)| *name).collect();
            format!("the kinds are {}", known.join(", "))
        })
    }
}

enum Content {
    Known(DocumentKind),
    /// Something whose text is not read.
    Other,
    Unclear,
}

fn by_content(bytes: &[u8]) -> Content {
    let start = &bytes[..bytes.len().min(PDF_WITHIN)];
    let has = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    if memchr::memmem::find(start, b"%PDF-").is_some() {
        return Content::Known(Pdf);
    }
    if start.starts_with(b"PK\x03\x04") {
        // The names of the parts stand uncompressed in a zip file.
        let opendocument = b"mimetypeapplication/vnd.oasis.opendocument.text";
        return if memchr::memmem::find(start, opendocument).is_some() {
            Content::Known(Odt)
        } else if has(b"word/document") {
            Content::Known(Docx)
        } else {
            Content::Other
        };
    }
    if start.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // An encrypted office file is a compound file with a stream of this name (MS-OFFCRYPTO, 2.3.4.4).
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        return if has(&name) { Content::Known(Docx) } else { Content::Other };
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins =
        |with: &[u8]| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    if begins(b"{\\rtf") {
        Content::Known(Rtf)
    } else if begins(b"BEGIN:VCALENDAR") {
        Content::Known(Calendar)
    } else if begins(b"<!DOCTYPE html") || begins(b"<html") {
        Content::Known(Html)
    } else if is_binary(start) {
        Content::Other
    } else {
        Content::Unclear
    }
}

/// Tells whether these are the first bytes of something that is no text in any encoding.
fn is_binary(start: &[u8]) -> bool {
    let controls = start.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    controls > 0 && !super::plain::is_utf16(start) && controls * 20 > start.len()
}

fn by_media_type(media_type: &str) -> Option<DocumentKind> {
    Some(match media_type {
        "application/pdf" | "application/x-pdf" => Pdf,
        "application/rtf" | "text/rtf" | "text/richtext" => Rtf,
        "application/vnd.oasis.opendocument.text" => Odt,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Docx,
        "text/html" | "application/xhtml+xml" => Html,
        "text/calendar" | "application/ics" => Calendar,
        "text/csv" | "text/tab-separated-values" | "application/csv" => Table,
        "application/json" | "application/xml" | "application/x-ndjson" => Text,
        // A plain text may be a table by its name, and reads the same.
        _ if media_type.starts_with("text/") => Text,
        _ if media_type.ends_with("+json") || media_type.ends_with("+xml") => {
            (!media_type.starts_with("image/")).then_some(Text)?
        }
        _ => return None,
    })
}

fn by_ending(ending: &str) -> Option<DocumentKind> {
    Some(match ending {
        "pdf" => Pdf,
        "docx" | "docm" | "dotx" => Docx,
        "odt" | "ott" => Odt,
        "rtf" => Rtf,
        "html" | "htm" | "xhtml" => Html,
        "ics" | "ical" | "vcs" => Calendar,
        "csv" | "tsv" | "tab" => Table,
        "txt" | "text" | "md" | "log" | "json" | "ndjson" | "jsonl" | "xml" | "yaml" | "yml"
        | "asc" => Text,
        _ => return None,
    })
}
