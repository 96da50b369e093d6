//! Rebuilds the table of objects of a damaged PDF.
//!
//! Mail turns line ends about and cuts files off; then no offset in the table is right, but the
//! objects themselves are sound.

use std::io::Write as _;

/// A file with more objects is left as it is.
const MAX_OBJECTS: usize = 200_000;

/// Gives the file with a new table at its end; `None` when it has no catalog.
pub(super) fn rebuilt(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = memchr::memmem::find(bytes, b"%PDF-")?;
    let bytes = &bytes[start..];
    let mut objects: Vec<(u32, u16, usize)> = Vec::new();
    let (mut catalog, mut encryption) = (None, None);
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let Some((number, generation, offset)) = header(bytes, at) else { continue };
        let head = &bytes[at..bytes.len().min(at + 400)];
        let head = &head[..memchr::memmem::find(head, b"endobj").unwrap_or(head.len())];
        let has = |key: &[u8]| memchr::memmem::find(head, key).is_some();
        if has(b"/Catalog") && has(b"/Pages") {
            catalog = Some((number, generation));
        }
        if has(b"/Filter/Standard") || has(b"/Filter /Standard") {
            encryption = Some((number, generation));
        }
        objects.push((number, generation, offset));
        if objects.len() > MAX_OBJECTS {
            return None;
        }
    }
    // What was encrypted needs its old trailer to be read.
    if encryption.is_some() {
        return None;
    }
    let (root, root_generation) = catalog.or_else(|| root(bytes))?;
    let mut file = bytes.to_vec();
    file.extend_from_slice(b"\n");
    let table = file.len();
    file.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    // A later object replaces an earlier one of its number.
    objects.sort_by_key(|(number, _, offset)| (*number, std::cmp::Reverse(*offset)));
    objects.dedup_by_key(|(number, _, _)| *number);
    let size = objects.last()?.0.checked_add(1)?;
    for (number, generation, offset) in objects {
        let _ = write!(file, "{number} 1\n{offset:010} {generation:05} n \n");
    }
    let _ = write!(
        file,
        "trailer\n<</Size {size}/Root {root} {root_generation} R>>\nstartxref\n{table}\n%%EOF\n"
    );
    Some(file)
}

/// Finds `/Root 12 0 R` in the last old trailer: the catalog itself may be compressed.
fn root(bytes: &[u8]) -> Option<(u32, u16)> {
    let at = memchr::memmem::rfind(bytes, b"/Root")? + b"/Root".len();
    let text = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 30)]).into_owned();
    let mut words = text.split_ascii_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// Reads `12 0` before ` obj`; gives both numbers and where they begin.
fn header(bytes: &[u8], at: usize) -> Option<(u32, u16, usize)> {
    let number = |end: usize, most: usize| {
        let digits =
            bytes[..end].iter().rev().take(most).take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&bytes[end - digits..end]).ok()?;
        Some((text.parse::<u32>().ok()?, end - digits))
    };
    let (generation, start) = number(at, 5)?;
    let space = start.checked_sub(1).filter(|i| bytes[*i].is_ascii_whitespace())?;
    let (object, start) = number(space, 9)?;
    Some((object, generation.try_into().ok()?, start))
}
