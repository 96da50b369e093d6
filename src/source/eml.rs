//! Reads one `.eml` file, or every file below a folder that is a mail.

use super::{Item, LARGEST, Location, RawMessage, Skipped, Source, Why};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Files whose name says that they may be mail; in a folder, others are not looked at.
const EXTENSIONS: [&str; 4] = ["eml", "emlx", "mail", "mht"];

/// A file, or the files of a folder.
pub(super) struct Files {
    root: PathBuf,
}

impl Files {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }
}

impl Source for Files {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        let walk = WalkDir::new(&self.root).sort_by_file_name().into_iter();
        Box::new(walk.filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) if entry.depth() > 0 && !is_candidate(entry.path()) => None,
            Ok(entry) => Some(read(entry.path())),
            Err(error) => {
                let path = error.path().unwrap_or(&self.root).to_path_buf();
                let why = error.io_error().map_or("a loop of links".into(), io::Error::to_string);
                Some(Err(Skipped { path, why: Why::Io(why) }))
            }
        }))
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        Box::new(wanted.iter().map(|place| read(&place.path)))
    }
}

fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn read(path: &Path) -> Item {
    let skip = |why| Err(Skipped { path: path.to_path_buf(), why });
    let size = match fs::metadata(path) {
        Ok(meta) => meta.len(),
        Err(error) => return skip(Why::Io(error.to_string())),
    };
    if size > LARGEST {
        return skip(Why::TooLarge(size));
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return skip(Why::Io(error.to_string())),
    };
    if bytes.is_empty() {
        return skip(Why::Empty);
    }
    if !begins_with_headers(&bytes) {
        return skip(Why::NotMail);
    }
    let location = Location { path: path.to_path_buf(), offset: 0, length: bytes.len() as u64 };
    Ok(RawMessage { location, bytes })
}

/// Tells whether the bytes begin as a mail does: fields of a name, a colon and a body
/// (RFC 5322, 2.2), one of them known.  An mbox "From " line may stand first.
fn begins_with_headers(bytes: &[u8]) -> bool {
    const KNOWN: [&str; 9] = [
        "from",
        "date",
        "subject",
        "received",
        "message-id",
        "return-path",
        "mime-version",
        "delivered-to",
        "to",
    ];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut known = false;
    for (i, line) in text.split(|b| *b == b'\n').take(200).enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return known;
        }
        if line.starts_with(b" ")
            || line.starts_with(b"\t")
            || (i == 0 && line.starts_with(b"From "))
        {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else { return known };
        let name = String::from_utf8_lossy(&line[..colon]).trim_end().to_ascii_lowercase();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return known;
        }
        known |= KNOWN.contains(&name.as_str());
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_begins_with_headers() {
        for mail in
            ["From: a@b.example\r\n\r\nHi", "X-A: 1\nDate: today\n\n", "From a b\nTo: c\n\n"]
        {
            assert!(begins_with_headers(mail.as_bytes()), "{mail}");
        }
        for other in ["", "\n\nFrom: a", "%PDF-1.4\n", "Dear all: hello\n\nSubject: x\n", "{}"] {
            assert!(!begins_with_headers(other.as_bytes()), "{other}");
        }
    }
}
