//! Splits a message into its parts (RFC 2046), line by line and in linear time.
//!
//! Own, since mail-parser 0.11 finds a boundary in the middle of a line and cuts the text there, and
//! takes quadratic time on boundaries that never come.

use super::charset;
use super::decode::Transfer;
use super::fields::{self, Head};
use super::params::Typed;
use std::borrow::Cow;
use std::ops::Range;

/// Parts nested deeper than this are not looked into.
const MAX_DEPTH: usize = 30;
/// More parts than this are not read.
const MAX_PARTS: usize = 1_000;
/// So many bytes below a line tell whether it is a delimiter.
const MAX_GUESSED: usize = 16 << 10;

/// A part that holds others, or one that holds content.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Multipart(Multipart<'a>),
    Leaf(Leaf<'a>),
}

/// A part made of parts (RFC 2046, 5.1).
#[derive(Debug)]
pub(super) struct Multipart<'a> {
    pub(super) kind: Typed,
    pub(super) children: Vec<Node<'a>>,
}

/// A part with content.
#[derive(Debug, Default)]
pub(super) struct Leaf<'a> {
    pub(super) head: Head<'a>,
    /// Its media type, `text/plain` when it bears none.
    pub(super) kind: Typed,
    pub(super) disposition: Typed,
    pub(super) transfer: Transfer,
    /// Its content as it was sent.
    pub(super) body: Cow<'a, [u8]>,
    /// Where it lies, with its head, in the body of the message; `None` for one that is the whole message.
    pub(super) part: Option<Range<usize>>,
}

impl Leaf<'_> {
    /// Makes a part of content that came in some other wrapping.
    pub(super) fn made(kind: &str, name: &str, body: Vec<u8>) -> Self {
        let disposition = if name.is_empty() { String::new() } else { "attachment".to_owned() };
        let quoted = name.replace(['"', '\\', '\r', '\n'], "");
        Self {
            kind: Typed::parse(&format!("{kind}; charset=utf-8; name=\"{quoted}\"")),
            disposition: Typed::parse(&disposition),
            body: body.into(),
            ..Self::default()
        }
    }

    /// Gives the decoded bytes, and whether they were encoded wrongly.
    pub(super) fn bytes(&self) -> (Cow<'_, [u8]>, bool) {
        self.transfer.decode(&self.body)
    }

    /// Gives the content as text, and whether bytes or characters in it were wrong.
    pub(super) fn text(&self) -> (String, bool) {
        let (bytes, is_damaged) = self.bytes();
        let (text, is_guess) = charset::decode(&bytes, self.kind.token("charset"));
        (text.into_owned(), is_damaged || is_guess)
    }

    /// Gives the file name the sender gave it, or nothing.
    pub(super) fn name(&self) -> &str {
        let name = self.disposition.param("filename").or(self.disposition.param("name"));
        name.or(self.kind.param("name")).or(self.kind.param("filename")).unwrap_or_default()
    }

    pub(super) fn is_attachment(&self) -> bool {
        self.disposition.value == "attachment"
    }
}

/// Counts what was found while a message is split.
#[derive(Debug, Default)]
pub(super) struct Census {
    parts: usize,
    /// Whether parts were too deep or too many.
    pub(super) is_bounded: bool,
    /// Whether the end of a multipart is missing.
    pub(super) is_unclosed: bool,
}

/// Makes the tree of parts of a message whose head is known.
pub(super) fn tree<'a>(head: Head<'a>, body: &'a [u8], census: &mut Census) -> Node<'a> {
    let marks = delimiters(body);
    part(
        head,
        body,
        Place { head: 0, start: 0, marks: &marks, whole: body },
        0,
        "text/plain",
        census,
    )
}

/// Lists where lines begin with two hyphens, as the delimiters of multiparts do.
fn delimiters(body: &[u8]) -> Vec<usize> {
    let first = body.starts_with(b"--").then_some(0);
    first.into_iter().chain(memchr::memmem::find_iter(body, b"\n--").map(|at| at + 1)).collect()
}

/// Where a part lies in the message, and the lines in it that may be delimiters.
#[derive(Clone, Copy)]
struct Place<'a, 'm> {
    /// Where its head begins.
    head: usize,
    /// Where its body begins.
    start: usize,
    marks: &'m [usize],
    whole: &'a [u8],
}

fn part<'a>(
    mut head: Head<'a>,
    body: &'a [u8],
    place: Place<'a, '_>,
    depth: usize,
    default: &str,
    census: &mut Census,
) -> Node<'a> {
    census.parts += 1;
    census.is_bounded |= head.is_bounded;
    let mut kind = Typed::parse(&head.first("content-type").unwrap_or_default());
    if !kind.value.contains('/') {
        // A bare `text` or nothing at all.
        let value = if kind.value == "html" { "text/html" } else { default };
        kind.value = value.into();
    }
    head.set_hint(kind.token("charset"));
    if kind.major() == "multipart" {
        if depth >= MAX_DEPTH || census.parts >= MAX_PARTS {
            census.is_bounded = true;
        } else if let Some(children) = children(&kind, place, body.len(), depth, census) {
            return Node::Multipart(Multipart { kind, children });
        } else {
            // What is not made of parts is read as text.
            kind.value = "text/plain".into();
        }
    }
    let disposition = Typed::parse(&head.first("content-disposition").unwrap_or_default());
    let transfer = head.first("content-transfer-encoding");
    let transfer = transfer.map_or(Transfer::Identity, |value| Transfer::of(&value));
    let part = (depth > 0).then(|| place.head..place.start + body.len());
    Node::Leaf(Leaf { head, kind, disposition, transfer, body: body.into(), part })
}

/// Splits the content of a multipart; none when its boundary stands nowhere.
fn children<'a>(
    kind: &Typed,
    place: Place<'a, '_>,
    length: usize,
    depth: usize,
    census: &mut Census,
) -> Option<Vec<Node<'a>>> {
    let end = place.start + length;
    let line = |at: usize| {
        let stop = memchr::memchr(b'\n', &place.whole[at..end]).map_or(end, |n| at + n + 1);
        (place.whole[at..stop].trim_ascii_end(), stop)
    };
    let declared = kind.param("boundary").map(|b| b.trim_end().as_bytes());
    let is_here = |b: &[u8]| place.marks.iter().any(|at| delimiter(line(*at).0, b).is_some());
    let boundary = declared.filter(|b| is_here(b)).or_else(|| guess(place, &line))?;
    let default = if kind.value == "multipart/digest" { "message/rfc822" } else { "text/plain" };
    let mut nodes = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut take = |from: (usize, usize), to: usize, upto: usize, census: &mut Census| {
        if census.parts >= MAX_PARTS {
            census.is_bounded = true;
            return;
        }
        let (start, first) = from;
        let (head, body) = fields::split(&place.whole[start.min(to)..to]);
        // Marks inside the head are none of the body's.
        let start = to - body.len();
        let marks = &place.marks[first..upto];
        let skip = marks.partition_point(|at| *at < start);
        let inner =
            Place { head: from.0.min(to), start, marks: &marks[skip..], whole: place.whole };
        nodes.push(part(head, body, inner, depth + 1, default, census));
    };
    let mut is_closed = false;
    for (n, &at) in place.marks.iter().enumerate() {
        let (text, stop) = line(at);
        let Some(closes) = delimiter(text, boundary) else { continue };
        if let Some(from) = open.take() {
            take(from, before(place.whole, at), n, census);
        }
        is_closed = closes;
        if !closes {
            open = Some((stop, n + 1));
        }
    }
    if let Some(from) = open {
        // The closing delimiter stands on the last line of the text, where the line end is missing.
        let last = place.whole[from.0..end.max(from.0)].trim_ascii_end();
        let text = last.strip_suffix(b"--").and_then(|text| text.strip_suffix(boundary));
        let text = text.and_then(|text| text.strip_suffix(b"--"));
        is_closed = text.is_some();
        take(from, text.map_or(end, |text| from.0 + text.len()), place.marks.len(), census);
    }
    census.is_unclosed |= !is_closed;
    Some(nodes)
}

/// Tells whether a line is a delimiter, and whether the closing one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary)? {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// Gives the end of what stands before a delimiter line: its line end belongs to the delimiter.
fn before(whole: &[u8], at: usize) -> usize {
    let text = &whole[..at];
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text).len()
}

/// Finds the boundary of a multipart that names none, or another than it uses: a line that comes
/// again, or that closes what it opened.
fn guess<'a>(place: Place<'a, '_>, line: &dyn Fn(usize) -> (&'a [u8], usize)) -> Option<&'a [u8]> {
    let token = |at: usize| line(at).0.get(2..).filter(|b| !b.is_empty() && !b.contains(&b' '));
    let (&first, others) = place.marks.split_first()?;
    let boundary = token(first)?;
    let (_, below) = line(first);
    // A line of hyphens, or a signature's, is no boundary: fields or an empty line follow one.
    let text = place.whole.get(below..)?;
    let text = &text[..text.len().min(MAX_GUESSED)];
    let (head, body) = fields::split(text);
    let is_part = !head.fields.is_empty() || body.len() < text.len();
    let is_plain = boundary.iter().all(|b| *b == b'-');
    let again = || others.iter().any(|at| delimiter(line(*at).0, boundary).is_some());
    (is_part && !is_plain && again()).then_some(boundary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(mail: &[u8]) -> (Vec<(String, String)>, Census) {
        let mut census = Census::default();
        let (head, body) = fields::split(mail);
        let tree = tree(head, body, &mut census);
        let mut found = Vec::new();
        let mut open = vec![&tree];
        while let Some(node) = open.pop() {
            match node {
                Node::Multipart(multipart) => open.extend(multipart.children.iter().rev()),
                Node::Leaf(leaf) => found.push((leaf.kind.value.clone(), leaf.text().0)),
            }
        }
        (found, census)
    }

    fn texts(mail: &str) -> Vec<String> {
        leaves(mail.as_bytes()).0.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_boundary_in_the_middle_of_a_line_cuts_nothing() {
        let mail = "Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\n\
            The deadline is X--abc and\n--abcd\nmore\n--abc  \n\ntwo\n--abc--\nepilogue\n";
        assert_eq!(texts(mail), ["The deadline is X--abc and\n--abcd\nmore", "two"]);
    }

    #[test]
    fn parts_without_end_end_with_the_part_around_them() {
        let mail = "Content-Type: multipart/mixed; boundary=a\n\n--a\n\
            Content-Type: multipart/alternative; boundary=b\n\n--b\n\none\n--a\n\ntwo\n";
        let (found, census) = leaves(mail.as_bytes());
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].1.as_str(), found[1].1.as_str()), ("one", "two\n"));
        assert!(census.is_unclosed);
    }

    #[test]
    fn a_boundary_that_is_not_named_is_found() {
        for kind in ["multipart/mixed", "multipart/mixed; boundary=\"other\""] {
            let mail = format!("Content-Type: {kind}\n\n--x=1\n\none\n--x=1\n\ntwo\n--x=1--\n");
            assert_eq!(texts(&mail), ["one", "two"]);
        }
        let plain = "Content-Type: multipart/mixed; boundary=q\n\nHello\n-- \nJo\n";
        assert_eq!(texts(plain), ["Hello\n-- \nJo\n"]);
    }

    #[test]
    fn a_close_without_a_line_of_its_own_is_no_text() {
        let mail = "Content-Type: multipart/mixed; boundary=abc\n\n--abc\n\nhello--abc--\n";
        let (found, census) = leaves(mail.as_bytes());
        assert_eq!((found[0].1.as_str(), census.is_unclosed), ("hello", false));
    }

    #[test]
    fn what_follows_a_close_is_still_read() {
        let mail =
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a--\n--a\n\ntwo\n--a--\n";
        assert_eq!(texts(mail), ["one", "two"]);
    }

    #[test]
    fn hostile_structures_are_bounded() {
        let nested = b"Content-Type: multipart/mixed; boundary=nope\n\n--nope\n".repeat(20_000);
        assert!(leaves(&nested).1.is_bounded);
        let mut deep = Vec::new();
        for n in 0..20_000 {
            let level = format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n");
            deep.extend_from_slice(level.as_bytes());
        }
        assert!(leaves(&deep).1.is_bounded);
        let mut many = b"Content-Type: multipart/mixed; boundary=b\n\n".to_vec();
        many.extend_from_slice(&b"--b\n\nx\n".repeat(100_000));
        let (found, census) = leaves(&many);
        assert!(census.is_bounded && found.len() <= MAX_PARTS);
    }
}
