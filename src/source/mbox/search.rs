//! Finds the end of a message in an mbox.

use crate::source::envelope::{LONGEST, is_envelope};
use memchr::memchr;
use memchr::memmem::Finder;
use std::sync::LazyLock;

const FROM: &[u8] = b"From ";
static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(FROM));

/// The search for the next separator, as far as it went.
pub(super) struct Search {
    /// The next byte to look at.
    at: usize,
    /// Whether there is a line of `>`s and `From `.
    pub(super) escaped: bool,
    /// Whether there is a line that begins with `From ` and separates nothing.
    pub(super) bare: bool,
}

impl Search {
    /// Begins with the first byte behind a separator.
    pub(super) fn new(head: usize) -> Self {
        Self { at: head, escaped: false, bare: false }
    }

    /// Follows the bytes, which moved to the front.
    pub(super) fn shift(&mut self, by: usize) {
        self.at = self.at.saturating_sub(by);
    }

    /// Looks at more bytes; gives the next separator once it is there as a whole.
    pub(super) fn advance(&mut self, window: &[u8], ended: bool) -> Option<usize> {
        while let Some(found) = window.get(self.at..).and_then(|rest| FINDER.find(rest)) {
            let at = self.at + found;
            if at > 0 && window[at - 1] == b'>' {
                self.escaped |= is_escape(window, at - 1);
            } else if at > 0 && window[at - 1] == b'\n' {
                match separates(window, at, ended) {
                    Some(true) => return Some(at),
                    Some(false) => self.bare = true,
                    None => {
                        self.at = at;
                        return None;
                    }
                }
            }
            self.at = at + FROM.len();
        }
        self.at = self.at.max(window.len().saturating_sub(FROM.len() - 1));
        None
    }
}

/// Tells whether the `>` here, before `From `, is the last of some that begin a line.
pub(super) fn is_escape(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().find(|b| **b != b'>').is_none_or(|b| *b == b'\n')
}

/// Tells whether the line that begins here is a separator; not yet, when it is not there as a whole.
fn separates(window: &[u8], at: usize, ended: bool) -> Option<bool> {
    let line = &window[at..window.len().min(at + LONGEST + 2)];
    // Two bytes of the next line are looked at too.
    if memchr(b'\n', line).is_none_or(|end| end + 3 > line.len())
        && !ended
        && line.len() < LONGEST + 2
    {
        return None;
    }
    let before = &window[..at];
    let follows_blank = without_blank(before) < before.len();
    // Thunderbird does not always leave a blank line; its own fields follow.
    let own = line.starts_with(b"From - ") && window[at + line_end(line)..].starts_with(b"X-");
    Some((follows_blank || own) && is_envelope(trimmed(line)))
}

/// Gives the first line without its end.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let line = &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())];
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Finds the first byte behind the first line.
pub(super) fn line_end(bytes: &[u8]) -> usize {
    memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1)
}

/// Finds the end of a message without the one blank line that the mbox adds.
pub(super) fn without_blank(message: &[u8]) -> usize {
    let Some(rest) = message.strip_suffix(b"\n") else { return message.len() };
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    if rest.is_empty() || rest.ends_with(b"\n") { rest.len() } else { message.len() }
}

/// Reads how long a message with this beginning says to be: its header, and the `Content-Length` of
/// its body.
pub(super) fn length_of_content(message: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let mut declared = None;
    let mut at = 0;
    while at < message.len() {
        let line = &message[at..at + line_end(&message[at..])];
        at += line.len();
        if trimmed(line).is_empty() {
            return declared.and_then(|length: usize| length.checked_add(at));
        }
        let named = line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
        if named && declared.is_none() {
            declared = std::str::from_utf8(&line[NAME.len()..]).ok()?.trim().parse().ok();
        }
    }
    None
}

/// Finds the separator, or the end of all, that a message with this end leads to.
pub(super) fn landing(window: &[u8], end: usize, ended: bool) -> Option<usize> {
    let rest = window.get(end..)?;
    let blank = [&b"\r\n"[..], b"\n"].into_iter().find(|blank| rest.starts_with(blank));
    let at = end + blank.map_or(0, <[u8]>::len);
    if at == window.len() {
        return ended.then_some(at);
    }
    let begins_line = at > 0 && window[at - 1] == b'\n';
    (begins_line && is_envelope(trimmed(&window[at..]))).then_some(at)
}
