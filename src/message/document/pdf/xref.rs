//! Mends the file structure of a damaged PDF.
//!
//! Mail turns line ends about and cuts files off; then no offset and no length in the file is right,
//! but the objects themselves are sound.

use memchr::memmem;
use pdf_extract::{Document, Object};
use std::cmp::Reverse;
use std::io::Write as _;

/// A file with more objects is left as it is.
const MAX_OBJECTS: usize = 200_000;

/// Gives the file with its line ends turned back; `None` when they were not turned about.
pub(super) fn with_line_feeds(bytes: &[u8]) -> Option<Vec<u8>> {
    let turned = memchr::memchr_iter(b'\n', bytes).all(|at| at > 0 && bytes[at - 1] == b'\r');
    let ends = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    turned.then(|| (0..bytes.len()).filter(|at| !ends(*at)).map(|at| bytes[at]).collect())
}

/// Writes the objects of a file anew, with lengths and a table.
pub(super) fn rebuilt(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut objects: Vec<(u32, u16, usize)> = Vec::new();
    for at in memmem::find_iter(bytes, b" obj") {
        let Some((number, generation)) = header(bytes, at) else { continue };
        let head = &bytes[at..bytes.len().min(at + 400)];
        let head = &head[..memmem::find(head, b"endobj").unwrap_or(head.len())];
        let has = |key: &[u8]| memmem::find(head, key).is_some();
        // What was encrypted needs its old trailer to be read.
        if has(b"/Filter/Standard") || has(b"/Filter /Standard") || objects.len() >= MAX_OBJECTS {
            return None;
        }
        objects.push((number, generation, at + b" obj".len()));
    }
    // A later object replaces an earlier one of its number.
    objects.sort_by_key(|(number, _, start)| (*number, Reverse(*start)));
    objects.dedup_by_key(|(number, _, _)| *number);
    let size = objects.last()?.0.checked_add(1)?;
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = b"xref\n0 1\n0000000000 65535 f \n".to_vec();
    for (number, generation, start) in objects {
        // Writing to a String or Vec cannot fail.
        let _ = write!(table, "{number} 1\n{:010} {generation:05} n \n", file.len());
        let _ = write!(file, "{number} {generation} obj");
        write_object(&mut file, &bytes[start..]);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    file.append(&mut table);
    let _ = write!(file, "trailer\n<</Size {size}>>\nstartxref\n{start}\n%%EOF\n");
    Some(file)
}

/// Writes an object that begins here; the length of a stream is where it ends.
fn write_object(file: &mut Vec<u8>, bytes: &[u8]) {
    let end = memmem::find(bytes, b"endobj").unwrap_or(bytes.len());
    let body = &bytes[..end];
    let stream =
        memmem::find(body, b"stream").filter(|at| body[..*at].trim_ascii_end().ends_with(b">>"));
    let Some(stream) = stream else { return file.extend_from_slice(body) };
    let dictionary = body[..stream].trim_ascii_end();
    let data = &body[stream + b"stream".len()..];
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n").unwrap_or(data);
    let data = &data[..memmem::rfind(data, b"endstream").unwrap_or(data.len())];
    file.extend_from_slice(&dictionary[..dictionary.len() - b">>".len()]);
    let _ = write!(file, " /Length {}>>\nstream\n", data.len());
    file.extend_from_slice(data);
    file.extend_from_slice(b"\nendstream");
}

/// Names the catalog of a document whose old trailer is lost.
pub(super) fn with_catalog(mut document: Document) -> Document {
    if !document.trailer.has(b"Root") {
        let is_catalog = |object: &Object| object.as_dict().is_ok_and(|d| d.has_type(b"Catalog"));
        let found = document.objects.iter().rev().find(|(_, object)| is_catalog(object));
        if let Some(id) = found.map(|(id, _)| *id) {
            document.trailer.set("Root", Object::Reference(id));
        }
    }
    document
}

/// Reads `12 0` before ` obj`.
fn header(bytes: &[u8], at: usize) -> Option<(u32, u16)> {
    let number = |end: usize, most: usize| {
        let digits =
            bytes[..end].iter().rev().take(most).take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&bytes[end - digits..end]).ok()?;
        Some((text.parse::<u32>().ok()?, end - digits))
    };
    let (generation, start) = number(at, 5)?;
    let space = start.checked_sub(1).filter(|i| bytes[*i].is_ascii_whitespace())?;
    Some((number(space, 9)?.0, generation.try_into().ok()?))
}
