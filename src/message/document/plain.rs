//! Decodes text of any charset.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// HTML and XML name their charset within these first bytes (HTML standard, 13.2.3.2).
const NAMED_WITHIN: usize = 1_024;

/// Decodes text by its byte order mark, else as UTF-8, else as UTF-16 when it looks like it, else
/// by the declared charset, or the one an HTML or XML text names, else as windows-1252.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // A stateful Japanese or Chinese encoding is made of ASCII bytes.
        if !bytes.contains(&0x1b) {
            return text.to_owned();
        }
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = declared.or_else(|| named(bytes)).or_else(|| stateful(bytes));
    encoding.unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into_owned()
}

/// Tells whether bytes look like UTF-16 of a Latin script.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != encoding_rs::UTF_8)
        || utf16(bytes).is_some()
}

fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(NAMED_WITHIN) & !1];
    let zeros = |which: usize| start.iter().skip(which).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match start.len() / 2 {
        units if odd * 10 > units * 7 && even * 10 < units => Some(UTF_16LE),
        units if even * 10 > units * 7 && odd * 10 < units => Some(UTF_16BE),
        _ => None,
    }
}

/// Finds `charset=…` or `encoding="…"` in markup.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(NAMED_WITHIN)];
    if !start.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let start = start.to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&start, key.as_bytes())? + key.len();
        let rest = &start[at..];
        let quote = usize::from(rest.first().is_some_and(|b| matches!(b, b'"' | b'\'')));
        let label = rest[quote..].split(|b| matches!(b, b'"' | b'\'' | b' ' | b';' | b'>' | b'?'));
        Encoding::for_label(label.into_iter().next()?)
    })
}

fn stateful(bytes: &[u8]) -> Option<&'static Encoding> {
    let japanese = [b"\x1b$B".as_slice(), b"\x1b$@", b"\x1b(J"];
    let japanese = japanese.iter().any(|escape| memchr::memmem::find(bytes, escape).is_some());
    if japanese {
        return Some(encoding_rs::ISO_2022_JP);
    }
    bytes.is_ascii().then_some(encoding_rs::UTF_8)
}
