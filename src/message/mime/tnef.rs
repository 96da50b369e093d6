//! Reads `winmail.dat`, the wrapping in which Outlook sends what other programs cannot read (MS-OXTNEF).

use super::mapi::{Content, File, Properties, Value, id};

const SIGNATURE: u32 = 0x223e_9f78;
/// More attributes or properties than this are not read.
const MAX_ITEMS: usize = 10_000;
/// Messages nested deeper than this are not read.
const MAX_DEPTH: usize = 4;

/// Attributes (MS-OXTNEF, 2.1.3.3): their type in the upper half.
mod attribute {
    pub(super) const BODY: u32 = 0x0002_800c;
    pub(super) const SUBJECT: u32 = 0x0001_8004;
    pub(super) const MESSAGE_PROPERTIES: u32 = 0x0006_9003;
    pub(super) const CODE_PAGE: u32 = 0x0006_9007;
    pub(super) const ATTACHMENT_BEGINS: u32 = 0x0006_9002;
    pub(super) const ATTACHMENT_TITLE: u32 = 0x0001_8010;
    pub(super) const ATTACHMENT_DATA: u32 = 0x0006_800f;
    pub(super) const ATTACHMENT_PROPERTIES: u32 = 0x0006_9005;
}

/// Reads the bytes of a TNEF stream; none when they are not one.  One that breaks off gives what
/// stands before.
pub(super) fn read(bytes: &[u8]) -> Option<Content> {
    nested(bytes, 0)
}

fn nested(bytes: &[u8], depth: usize) -> Option<Content> {
    let mut cursor = Cursor(bytes);
    if cursor.u32()? != SIGNATURE || depth > MAX_DEPTH {
        return None;
    }
    cursor.take(2)?;
    let mut content = Content::default();
    let mut open: Option<Properties> = None;
    for _ in 0..MAX_ITEMS {
        let Some((attribute, data)) = cursor.attribute() else { break };
        match attribute {
            attribute::CODE_PAGE => {
                if let Some(page) = Cursor(data).u32() {
                    content.properties.set(id::MESSAGE_CODE_PAGE, Value::Number(page.into()));
                }
            }
            attribute::BODY => content.properties.set(id::BODY, Value::Octets(data.to_vec())),
            attribute::SUBJECT => content.properties.set(id::SUBJECT, Value::Octets(data.to_vec())),
            attribute::MESSAGE_PROPERTIES => properties(data, &mut content.properties),
            attribute::ATTACHMENT_BEGINS => {
                content.files.extend(open.replace(Properties::default()).map(|p| file(&p, depth)));
            }
            attribute::ATTACHMENT_TITLE | attribute::ATTACHMENT_DATA => {
                let is_title = attribute == attribute::ATTACHMENT_TITLE;
                let id = if is_title { id::ATTACH_FILENAME } else { id::ATTACH_DATA };
                let target = open.get_or_insert_with(Properties::default);
                target.set(id, Value::Octets(data.to_vec()));
            }
            attribute::ATTACHMENT_PROPERTIES => {
                properties(data, open.get_or_insert_with(Properties::default));
            }
            _ => {}
        }
    }
    content.files.extend(open.map(|p| file(&p, depth)));
    Some(content)
}

/// Makes a file of an attachment; a message in it becomes mail.
fn file(properties: &Properties, depth: usize) -> File {
    let mut file = File::of(properties);
    // An interface identifier stands before a message (MS-OXTNEF, 2.1.3.4).
    let inner = file.bytes.get(16..).and_then(|bytes| nested(bytes, depth + 1));
    if let Some(inner) = inner {
        file.bytes = inner.to_mail();
        file.kind = "message/rfc822".into();
    }
    file
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// Takes a length and so many bytes, filled up to four.
    fn counted(&mut self) -> Option<&'a [u8]> {
        let length = self.u32()? as usize;
        let taken = self.take(length)?;
        self.0 = self.0.get(length.wrapping_neg() % 4..).unwrap_or_default();
        Some(taken)
    }

    fn attribute(&mut self) -> Option<(u32, &'a [u8])> {
        self.take(1)?;
        let id = self.u32()?;
        let length = self.u32()? as usize;
        let data = self.take(length.min(self.0.len()))?;
        // The check sum; a wrong one changes nothing for who wants to read what is there.
        self.0 = self.0.get(2..).unwrap_or_default();
        Some((id, data))
    }
}

/// Reads properties (MS-OXTNEF, 2.1.3.4) up to where they break off.
fn properties(data: &[u8], into: &mut Properties) {
    let mut cursor = Cursor(data);
    let count = cursor.u32().unwrap_or_default() as usize;
    for _ in 0..count.min(MAX_ITEMS) {
        if property(&mut cursor, into).is_none() {
            break;
        }
    }
}

fn property(cursor: &mut Cursor<'_>, into: &mut Properties) -> Option<()> {
    const MULTIPLE: u16 = 0x1000;
    let kind = cursor.u16()?;
    let id = cursor.u16()?;
    if id >= 0x8000 {
        // A named property: a set, and a number or a name in it.
        cursor.take(16)?;
        let is_number = cursor.u32()? == 0;
        if is_number {
            cursor.take(4)?;
        } else {
            cursor.counted()?;
        }
    }
    let base = kind & !MULTIPLE;
    let is_counted = matches!(base, 0x0d | 0x1e | 0x1f | 0x102);
    let values = if is_counted || kind & MULTIPLE != 0 { cursor.u32()? as usize } else { 1 };
    for n in 0..values.min(MAX_ITEMS) {
        let value = match base {
            0x1f => Value::Wide(cursor.counted()?.to_vec()),
            0x1e | 0x0d | 0x102 => Value::Octets(cursor.counted()?.to_vec()),
            0x02 | 0x03 | 0x04 | 0x0a | 0x0b => Value::Number(cursor.u32()?.into()),
            0x05 | 0x06 | 0x07 | 0x14 | 0x40 => {
                let bytes = cursor.take(8)?.try_into().ok()?;
                Value::Number(u64::from_le_bytes(bytes))
            }
            0x48 => Value::Octets(cursor.take(16)?.to_vec()),
            _ => return None,
        };
        if n == 0 {
            into.set(id, value);
        }
    }
    Some(())
}

#[cfg(test)]
pub(super) mod made {
    //! Writes TNEF streams for tests.

    use super::SIGNATURE;

    /// Writes an attribute.
    pub(crate) fn attribute(id: u32, data: &[u8]) -> Vec<u8> {
        let sum = data.iter().fold(0u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        let length = (data.len() as u32).to_le_bytes();
        [&[1][..], &id.to_le_bytes(), &length, data, &sum.to_le_bytes()].concat()
    }

    /// Writes a property with a value of any length.
    pub(crate) fn property(kind: u16, id: u16, data: &[u8]) -> Vec<u8> {
        let mut out = [kind.to_le_bytes(), id.to_le_bytes()].concat();
        out.extend(1u32.to_le_bytes());
        out.extend((data.len() as u32).to_le_bytes());
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
        out
    }

    pub(crate) fn stream(attributes: &[Vec<u8>]) -> Vec<u8> {
        [&SIGNATURE.to_le_bytes()[..], &[1, 0], &attributes.concat()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use made::{attribute as written, property as written_property, stream};

    #[test]
    fn text_and_files_are_found() {
        let text: Vec<u8> = "Voilà".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let list = [&1u32.to_le_bytes()[..], &written_property(0x1f, id::BODY, &text)].concat();
        let name = written_property(0x1e, id::ATTACH_LONG_FILENAME, b"a long name.txt\0");
        let name = [&1u32.to_le_bytes()[..], &name].concat();
        let bytes = stream(&[
            written(attribute::MESSAGE_PROPERTIES, &list),
            written(attribute::ATTACHMENT_BEGINS, &[0; 14]),
            written(attribute::ATTACHMENT_TITLE, b"ALONGN~1.TXT\0"),
            written(attribute::ATTACHMENT_DATA, b"words"),
            written(attribute::ATTACHMENT_PROPERTIES, &name),
            written(attribute::ATTACHMENT_BEGINS, &[0; 14]),
            written(attribute::ATTACHMENT_TITLE, b"b.bin\0"),
        ]);
        let content = read(&bytes).expect("a stream");
        assert_eq!(content.text().as_deref(), Some("Voilà"));
        let files: Vec<_> =
            content.files.iter().map(|f| (f.name.as_str(), f.bytes.len())).collect();
        assert_eq!(files, [("a long name.txt", 5), ("b.bin", 0)]);
        for end in 0..bytes.len() {
            let _ = read(&bytes[..end]);
        }
    }

    #[test]
    fn what_is_no_stream_is_none() {
        assert!(read(b"").is_none());
        assert!(read(b"not a stream at all").is_none());
    }
}
