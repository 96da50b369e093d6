//! Names the files of a bundle of evidence, and describes what was attached to its messages.

use super::evidence::AttachmentRecord;
use crate::id::MessageKey;
use crate::message::unpack;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Gives the SHA-256 of bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    MessageKey::new(Sha256::digest(bytes).into()).to_string()
}

/// Endings that a file may bear by its media type; any other one is `bin`.
const ENDINGS: [(&str, &str); 24] = [
    ("application/pdf", "pdf"),
    ("application/x-pdf", "pdf"),
    ("image/jpeg", "jpg"),
    ("image/jpg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("image/tiff", "tif"),
    ("image/webp", "webp"),
    ("image/heic", "heic"),
    ("text/plain", "txt"),
    ("text/csv", "csv"),
    ("text/calendar", "ics"),
    ("text/rtf", "rtf"),
    ("application/rtf", "rtf"),
    ("application/json", "json"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("application/zip", "zip"),
    ("message/rfc822", "eml"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/msword", "doc"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
];

/// Gives the ending for a file of a media type.
fn ending_of(media_type: &str) -> &'static str {
    let found = ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(media_type));
    found.map_or("bin", |(_, ending)| ending)
}

/// Gives the ending of a file's name if it is one of those that are known to do no harm.
pub fn safe_ending(name: &Path) -> &'static str {
    let given = name.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let given = match given.as_str() {
        "jpeg" => "jpg",
        "tiff" => "tif",
        other => other,
    };
    ENDINGS.iter().find(|(_, ending)| *ending == given).map_or("bin", |(_, ending)| ending)
}

/// Lists the attachments of a message, of which the bundle may hold a copy out of which some were left, and gives
/// the files to put into the bundle for them.
pub fn attachments_of(
    annex: usize,
    original: &[u8],
    copy: Option<&[u8]>,
) -> (Vec<AttachmentRecord>, Vec<(String, Vec<u8>)>) {
    let kept: Option<Vec<String>> =
        copy.map(|copy| unpack(copy).iter().map(|file| sha256(&file.bytes)).collect());
    let (mut records, mut files) = (Vec::new(), Vec::new());
    for (n, attached) in unpack(original).into_iter().enumerate() {
        let number = n + 1;
        let hash = sha256(&attached.bytes);
        let redacted = kept.as_ref().is_some_and(|kept| !kept.contains(&hash));
        let file =
            format!("attachments/{annex:03}/{number:02}.{}", ending_of(&attached.media_type));
        records.push(AttachmentRecord {
            number,
            file: (!redacted).then(|| file.clone()),
            name: attached.name,
            media_type: attached.media_type,
            sha256: hash,
            size: attached.bytes.len() as u64,
            redacted,
        });
        if !redacted {
            files.push((file, attached.bytes));
        }
    }
    (records, files)
}
