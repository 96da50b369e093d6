//! Reckons what the tree of some HTML would cost, before it is made.
//!
//! The parser looks through all open elements at most tags, and makes formatting elements that were
//! never closed anew in every block: time and memory grow with the square of what is left open.  The
//! elements reckoned as open are never fewer than the parser's: an element is closed only when it is
//! the last one open, for then the parser closes it as well (HTML, 13.2.6).

/// So many elements may be open at once.
const MAX_OPEN: usize = 2_000;
/// So many open elements may be met, over all tags.
const MAX_MET: usize = 10_000_000;
/// So many bytes of formatting tags may be made anew.
const MAX_RENEWED: usize = 8 << 20;
/// So many attributes may stand in one tag: each is compared with all before it.
const MAX_ATTRIBUTES: usize = 500;
/// HTML with elements in which tags are read in other ways may be so long: its attributes are not
/// counted.
const MAX_STRANGE: usize = 128 << 10;

const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that hold nothing, and those that open at most two in every table.
const UNCOUNTED: [&str; 21] = [
    "area", "base", "body", "br", "col", "embed", "head", "hr", "html", "img", "input", "link",
    "meta", "param", "source", "tbody", "tfoot", "thead", "tr", "track", "wbr",
];
/// Elements that end a paragraph before them.
const BLOCKS: [&str; 16] = [
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "ul",
];
/// Elements whose content is text.
const RAW: [&str; 8] =
    ["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];
/// Elements in which tags are read in other ways.
const STRANGE: [&str; 5] = ["frameset", "math", "select", "svg", "template"];

/// The elements that are open, each with its name and the length of its tag if it is made anew.
#[derive(Default)]
struct Open {
    list: Vec<(String, usize)>,
    formatting: usize,
    met: usize,
    renewed: usize,
}

impl Open {
    fn is_last(&self, name: &str) -> bool {
        self.list.last().is_some_and(|(last, _)| last == name)
    }

    fn pop(&mut self) {
        self.formatting -= self.list.pop().map_or(0, |(_, length)| length);
    }

    fn start(&mut self, name: String, length: usize) {
        let (is, last) = (|known: &[&str]| known.contains(&name.as_str()), self.list.last());
        let ends = last.is_some_and(|(last, _)| match last.as_str() {
            "p" => is(&BLOCKS),
            "li" => name == "li",
            "dd" | "dt" => is(&["dd", "dt"]),
            "td" | "th" => is(&["td", "th"]),
            _ => false,
        });
        if ends {
            self.pop();
        }
        let is_renewed = is(&FORMATTING);
        if !is(&UNCOUNTED) {
            let length = if is_renewed { length } else { 0 };
            self.formatting += length;
            self.list.push((name, length));
        }
        self.meet(!is_renewed);
    }

    fn end(&mut self, name: &str) {
        // What a form holds may outlive it.
        let is_closed = self.is_last(name) && name != "form";
        self.meet(!is_closed);
        if is_closed {
            self.pop();
        }
    }

    fn meet(&mut self, may_lose: bool) {
        self.met += self.list.len();
        self.renewed += if may_lose { self.formatting } else { 0 };
    }

    fn is_too_much(&self) -> bool {
        self.list.len() > MAX_OPEN || self.met > MAX_MET || self.renewed > MAX_RENEWED
    }
}

/// Tells whether the tree would cost too much.
pub(super) fn is_too_much(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut open = Open::default();
    let mut is_strange = false;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        let is_end = bytes.get(at) == Some(&b'/');
        let from = at + usize::from(is_end);
        if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
            if !is_strange && matches!(bytes.get(at), Some(b'!' | b'?' | b'/')) {
                at += comment(&bytes[at..]);
            }
            continue;
        }
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let name_end = bytes[from..].iter().position(ends).map_or(bytes.len(), |n| from + n);
        let name = html[from..name_end].to_ascii_lowercase();
        is_strange |= STRANGE.contains(&name.as_str());
        if is_strange {
            // Nothing is sure to be closed, and nothing to be text.
            if html.len() > MAX_STRANGE {
                return true;
            }
            if !is_end {
                open.start(name, name_end - from);
            }
        } else {
            let (count, length) = attributes(&bytes[name_end..]);
            if count > MAX_ATTRIBUTES {
                return true;
            }
            let after = name_end + length;
            at = after;
            if is_end {
                open.end(&name);
            } else if RAW.contains(&name.as_str()) {
                at += raw(&bytes[after..], name.as_bytes());
                // A comment in a script may hide its end.
                is_strange |= name == "script" && html[after..at].contains("<!--");
                at = if is_strange { after } else { at };
            } else {
                open.start(name, after - from);
            }
        }
        if open.is_too_much() {
            return true;
        }
    }
    false
}

/// Gives the length of a comment, or of what is read as one, behind its `<`.
fn comment(bytes: &[u8]) -> usize {
    let Some(body) = bytes.strip_prefix(b"!--") else {
        return memchr::memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
    };
    let closes = |at: &usize| {
        let before = &body[..*at];
        before.is_empty() || before == b"-" || before.ends_with(b"--") || before.ends_with(b"--!")
    };
    memchr::memchr_iter(b'>', body).find(closes).map_or(bytes.len(), |at| at + 4)
}

/// Gives the number of attributes of a tag and its length behind its name.  A quotation mark counts behind an equals sign only.
fn attributes(bytes: &[u8]) -> (usize, usize) {
    let skip = |from: usize, while_: fn(u8) -> bool| {
        bytes[from..].iter().position(|b| !while_(*b)).map_or(bytes.len(), |n| from + n)
    };
    let blank = |b: u8| b.is_ascii_whitespace();
    let (mut count, mut at) = (0, 0);
    loop {
        at = skip(at, |b| b.is_ascii_whitespace() || b == b'/');
        match bytes.get(at) {
            None => return (count, at),
            Some(b'>') => return (count, at + 1),
            Some(_) => at = skip(at + 1, |b| !b.is_ascii_whitespace() && !b"/>=".contains(&b)),
        }
        count += 1;
        let sign = skip(at, blank);
        if bytes.get(sign) != Some(&b'=') {
            continue;
        }
        at = skip(sign + 1, blank);
        at = match bytes.get(at) {
            Some(mark @ (b'"' | b'\'')) => {
                memchr::memchr(*mark, &bytes[at + 1..]).map_or(bytes.len(), |n| at + n + 2)
            }
            _ => skip(at, |b| !b.is_ascii_whitespace() && b != b'>'),
        };
    }
}

/// Gives the length of the text of an element up to its end tag.
fn raw(bytes: &[u8], name: &[u8]) -> usize {
    let closes = |at: &usize| {
        let tag = bytes[*at..].strip_prefix(b"</").and_then(|tag| tag.split_at_checked(name.len()));
        tag.is_some_and(|(found, rest)| {
            found.eq_ignore_ascii_case(name)
                && rest.first().is_some_and(|b| b.is_ascii_whitespace() || b"/>".contains(b))
        })
    };
    memchr::memchr_iter(b'<', bytes).find(closes).unwrap_or(bytes.len())
}
