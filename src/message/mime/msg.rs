//! Reads Outlook's `.msg` files (MS-OXMSG): properties in a compound file (MS-CFB).

use super::mapi::{Content, File, Properties, Value};
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::path::Path;

const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Messages nested deeper than this are not read.
const MAX_DEPTH: usize = 8;
/// More recipients or attachments than this are not read.
const MAX_ITEMS: usize = 2_000;

type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Writes a `.msg` file as mail; none when the bytes are not one.
pub(super) fn to_mail(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&MAGIC) {
        return None;
    }
    let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    // Streams of a hostile file may share their bytes: no more is read than the file is long, twice.
    let mut reader = Reader { file, budget: bytes.len() as u64 * 2 };
    Some(reader.message(Path::new("/"), 32, 0).to_mail())
}

struct Reader<'a> {
    file: Compound<'a>,
    budget: u64,
}

impl Reader<'_> {
    fn message(&mut self, storage: &Path, header: usize, depth: usize) -> Content {
        let mut content =
            Content { properties: self.properties(storage, header), ..Content::default() };
        for name in self.storages(storage) {
            let path = storage.join(&name);
            if name.starts_with("__recip_version1.0") {
                content.recipients.push(self.properties(&path, 8));
            } else if name.starts_with("__attach_version1.0") {
                content.files.push(self.attachment(&path, depth));
            }
        }
        content
    }

    fn attachment(&mut self, storage: &Path, depth: usize) -> File {
        let mut file = File::of(&self.properties(storage, 8));
        let inner = storage.join("__substg1.0_3701000D");
        if depth < MAX_DEPTH && self.file.is_stream(inner.join(FIXED)) {
            file.bytes = self.message(&inner, 24, depth + 1).to_mail();
            file.kind = "message/rfc822".into();
        }
        file
    }

    fn storages(&self, storage: &Path) -> Vec<String> {
        let Ok(entries) = self.file.read_storage(storage) else { return Vec::new() };
        let storages = entries.filter(cfb::Entry::is_storage).take(MAX_ITEMS);
        storages.map(|entry| entry.name().to_owned()).collect()
    }

    fn properties(&mut self, storage: &Path, header: usize) -> Properties {
        let mut properties = Properties::default();
        let names: Vec<String> = match self.file.read_storage(storage) {
            Ok(entries) => {
                let streams = entries.filter(cfb::Entry::is_stream);
                streams.map(|entry| entry.name().to_owned()).collect()
            }
            Err(_) => return properties,
        };
        for name in names {
            let Some(tag) = name.strip_prefix("__substg1.0_") else { continue };
            let Some((Ok(tag), true)) =
                tag.get(..8).map(|t| (u32::from_str_radix(t, 16), tag.len() == 8))
            else {
                continue;
            };
            let (id, kind) = ((tag >> 16) as u16, tag as u16);
            let Some(bytes) = self.stream(&storage.join(&name)) else { continue };
            match kind {
                0x1f => properties.set(id, Value::Wide(bytes)),
                0x1e | 0x102 => properties.set(id, Value::Octets(bytes)),
                _ => {}
            }
        }
        for entry in self
            .stream(&storage.join(FIXED))
            .unwrap_or_default()
            .get(header..)
            .unwrap_or_default()
            .chunks_exact(16)
        {
            fixed(entry, &mut properties);
        }
        properties
    }

    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let stream = self.file.open_stream(path).ok()?;
        // What can be read of a broken stream is kept.
        let _ = stream.take(self.budget).read_to_end(&mut bytes);
        self.budget = self.budget.saturating_sub(bytes.len() as u64);
        Some(bytes)
    }
}

/// The stream of the values that have a fixed length (MS-OXMSG, 2.4).
const FIXED: &str = "__properties_version1.0";

/// Takes an entry of that stream: kind, identifier, flags and the value.
fn fixed(entry: &[u8], properties: &mut Properties) {
    let half = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
    let (kind, id) = (half(0), half(2));
    let value = entry[8..16].iter().rev().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    match kind {
        0x02 | 0x0b => properties.set(id, Value::Number(value & 0xffff)),
        0x03 => properties.set(id, Value::Number(value & 0xffff_ffff)),
        0x14 | 0x40 => properties.set(id, Value::Number(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::mime::{mapi::id, parse};
    use std::io::Write;

    type Made = CompoundFile<Cursor<Vec<u8>>>;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn write(file: &mut Made, path: &str, bytes: &[u8]) {
        let mut stream = file.create_stream(path).expect("a stream");
        stream.write_all(bytes).expect("written");
    }

    /// Writes texts, and the stream of fixed values behind a header of some length.
    fn properties(
        file: &mut Made,
        at: &str,
        header: usize,
        texts: &[(u16, &str)],
        fixed: &[(u16, u16, u64)],
    ) {
        for (id, text) in texts {
            write(file, &format!("{at}/__substg1.0_{id:04X}001F"), &wide(text));
        }
        let mut bytes = vec![0; header];
        for (kind, id, value) in fixed {
            bytes.extend([kind.to_le_bytes(), id.to_le_bytes(), [6, 0], [0, 0]].concat());
            bytes.extend(value.to_le_bytes());
        }
        write(file, &format!("{at}/{FIXED}"), &bytes);
    }

    fn made(headers: &[(u16, &str)]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
        let texts = [
            (id::SUBJECT, "Your request"),
            (id::SENDER_NAME, "Desk \"A\""),
            (id::SENDER_SMTP, "desk@x.example"),
            (id::BODY, "We received it."),
            (id::INTERNET_MESSAGE_ID, "<1@x.example>"),
            (id::IN_REPLY_TO_ID, "<0@y.example>"),
        ];
        // 3 February 2020, 10:00 UTC.
        let sent = (1_580_724_000 + 11_644_473_600) * 10_000_000;
        properties(
            &mut file,
            "",
            32,
            &[&texts[..], headers].concat(),
            &[(0x40, id::CLIENT_SUBMIT_TIME, sent)],
        );
        for (n, (kind, name)) in
            [(1, "zoe@y.example"), (2, "copy@y.example")].into_iter().enumerate()
        {
            let at = format!("/__recip_version1.0_#{n:08X}");
            file.create_storage(&at).expect("a storage");
            properties(
                &mut file,
                &at,
                8,
                &[(id::SMTP_ADDRESS, name)],
                &[(0x03, id::RECIPIENT_TYPE, kind)],
            );
        }
        let at = "/__attach_version1.0_#00000000";
        file.create_storage(at).expect("a storage");
        properties(&mut file, at, 8, &[(id::ATTACH_LONG_FILENAME, "copy.pdf")], &[]);
        write(&mut file, &format!("{at}/__substg1.0_37010102"), b"%PDF\r\n--x");
        let at = "/__attach_version1.0_#00000001";
        file.create_storage(at).expect("a storage");
        properties(&mut file, at, 8, &[(id::DISPLAY_NAME, "inner")], &[]);
        let inner = format!("{at}/__substg1.0_3701000D");
        file.create_storage(&inner).expect("a storage");
        properties(&mut file, &inner, 24, &[(id::SUBJECT, "inner"), (id::BODY, "old words")], &[]);
        file.into_inner().into_inner()
    }

    #[test]
    fn an_outlook_file_is_a_message() {
        let parsed = parse(&made(&[]), 0);
        assert_eq!(parsed.subject, "Your request");
        assert_eq!(
            (parsed.from.name.as_str(), parsed.from.address.as_str()),
            ("Desk \"A\"", "desk@x.example")
        );
        assert_eq!(parsed.text, "We received it.");
        assert_eq!(parsed.date.expect("a date").to_rfc3339(), "2020-02-03T10:00:00+00:00");
        assert_eq!(
            (parsed.to[0].address.as_str(), parsed.cc[0].address.as_str()),
            ("zoe@y.example", "copy@y.example")
        );
        assert_eq!(parsed.message_id.expect("an identity").as_str(), "1@x.example");
        assert_eq!(parsed.references[0].as_str(), "0@y.example");
        let files: Vec<_> = parsed.attachments.iter().map(|a| (a.name.as_str(), a.size)).collect();
        assert_eq!(files[0], ("copy.pdf", 9));
        let inner = parse(&parsed.enclosed[0].bytes, 1);
        assert_eq!((inner.subject.as_str(), inner.text.as_str()), ("inner", "old words"));
    }

    #[test]
    fn the_fields_it_came_with_go_first() {
        let headers = "Microsoft Mail Internet Headers Version 2.0\r\nFrom: a@z.example\r\n\
            Content-Type: text/plain\r\nX-Auto: 1\r\n folded\r\n\r\n";
        let parsed = parse(&made(&[(id::TRANSPORT_HEADERS, headers)]), 0);
        assert_eq!(
            (parsed.from.address.as_str(), parsed.subject.as_str()),
            ("a@z.example", "Your request")
        );
        assert_eq!(parsed.text, "We received it.");
    }

    #[test]
    fn broken_files_end() {
        let bytes = made(&[]);
        for end in (0..bytes.len()).step_by(97) {
            let _ = parse(&bytes[..end], 0);
        }
        for at in (0..bytes.len()).step_by(13) {
            let mut broken = bytes.clone();
            broken[at] ^= 0xff;
            let _ = parse(&broken, 0);
        }
        assert!(to_mail(&MAGIC).is_none());
    }
}
