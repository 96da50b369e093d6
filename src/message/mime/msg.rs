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
            file.kind = "message/rfc822".to_owned();
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
