//! Reads an mbox, whatever variant, in blocks: mboxo, mboxrd, mboxcl and mboxcl2.
//!
//! A message begins behind a separator (see `envelope`) that follows a blank line, and ends before
//! the blank line in front of the next one.  A `Content-Length` (mboxcl, mboxcl2) is believed only
//! when it leads to a separator or to the end.  A line `>From ` (also `>>From `…) loses one `>`, as
//! mboxrd demands, unless the writer is seen not to escape: that is mboxcl2.  In mboxo a line that
//! was `>From ` when the mail came cannot be told from an escaped one.

mod search;

use super::item::{LARGEST, Why};
use super::stream::why;
use memchr::memmem;
use search::{Search, length_of_content, line_end, without_blank};
use std::io::{self, Read};
use std::mem;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 20;
/// How far a `Content-Length` is followed over what looks like a separator.
const AHEAD: usize = 64 << 20;
/// How much is kept of a message that is too large, to see where it ends.
const KEPT: usize = 8 << 10;

/// A message of an mbox.
#[derive(Debug)]
pub(super) struct Found {
    /// The first byte behind the separator.
    pub(super) offset: u64,
    /// How many bytes it takes in the mbox.
    pub(super) length: u64,
    /// Whether escapes were undone.
    pub(super) escaped: bool,
    /// The message.
    pub(super) bytes: Vec<u8>,
}

/// A place where a message could not be read.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) offset: u64,
    pub(super) why: Why,
}

/// The messages of an mbox, one after the other.
pub(super) struct Mbox<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where the next separator, or the end of all, is in the buffer.
    start: usize,
    /// Where the bytes that were read end in the buffer.
    end: usize,
    /// Where the next separator is in the mbox.
    place: u64,
    ended: bool,
    failure: Option<io::Error>,
    /// Whether a line was seen that every other variant would have escaped.
    verbatim: bool,
}

impl<R: Read> Mbox<R> {
    /// Reads on after the first bytes, in which the first separator is at `start`.
    pub(super) fn new(head: Vec<u8>, start: usize, reader: R) -> Self {
        Self {
            reader,
            start,
            end: head.len(),
            place: start as u64,
            buffer: head,
            ended: false,
            failure: None,
            verbatim: false,
        }
    }

    fn window(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Reads a block, or less at the end.
    fn fill(&mut self) {
        if self.end + BLOCK > self.buffer.len() {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            let least = self.end + BLOCK;
            if least > self.buffer.len() || self.buffer.len() > 8 * least {
                self.buffer.resize(least + self.end / 4, 0);
                self.buffer.shrink_to_fit();
            }
        }
        let goal = self.end + BLOCK;
        while self.end < goal && !self.ended {
            match self.reader.read(&mut self.buffer[self.end..goal]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.failure = Some(error);
                }
            }
        }
    }

    /// Sees to it that so many bytes lie in the window, if there are.
    fn reach(&mut self, bytes: usize) {
        while self.window().len() < bytes && !self.ended {
            self.fill();
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.start += bytes;
        self.place += bytes as u64;
    }

    /// Finds the end of the message that begins at `head`: where it ends, and where the next
    /// separator is.  What is too large is dropped on the way.
    fn bound(&mut self, head: usize) -> Bound {
        let mut search = Search::new(head);
        let mut dropped = 0;
        let next = loop {
            if let Some(separator) = search.advance(self.window(), self.ended) {
                break separator;
            }
            if self.ended {
                break self.window().len();
            }
            let have = self.window().len();
            let limit = if dropped == 0 { LARGEST as usize + BLOCK } else { BLOCK };
            if have > limit {
                let excess = have - KEPT;
                self.pass(excess);
                search.shift(excess);
                dropped += excess;
            }
            self.fill();
        };
        if dropped > 0 {
            return Bound::TooLarge { size: (dropped + next - head) as u64, next };
        }
        let declared = length_of_content(&self.window()[head..next]);
        let declared = declared.map(|length| length.saturating_add(head));
        if let Some(end) = declared.filter(|end| *end <= next.max(head + AHEAD)) {
            self.reach(end + super::envelope::LONGEST + 2);
            if let Some(landing) = search::landing(self.window(), end, self.ended) {
                self.verbatim |= search.bare || landing > next;
                let escaped = search.escaped && !self.verbatim;
                // A length that was reckoned before the line ends changed may count the blank line.
                let text = &self.window()[head..end];
                let end = head + if landing == end { without_blank(text) } else { text.len() };
                return Bound::Message { end, next: landing, escaped };
            }
        }
        let end = head + without_blank(&self.window()[head..next]);
        Bound::Message { end, next, escaped: search.escaped }
    }

    /// Takes a message out of the window and goes on to the next separator.
    fn take(&mut self, head: usize, end: usize, next: usize, escaped: bool) -> Vec<u8> {
        let bytes = if escaped {
            unescaped(&self.window()[head..end])
        } else if end - head > 4 * BLOCK {
            // The buffer itself becomes the message, so that it is not held twice.
            let rest = self.window()[next..].to_vec();
            let mut bytes = mem::take(&mut self.buffer);
            bytes.truncate(self.start + end);
            bytes.drain(..self.start + head);
            self.end = rest.len();
            self.start = 0;
            self.buffer = rest;
            self.place += next as u64;
            return bytes;
        } else {
            self.window()[head..end].to_vec()
        };
        self.pass(next);
        bytes
    }
}

/// Where a message ends.
enum Bound {
    Message { end: usize, next: usize, escaped: bool },
    TooLarge { size: u64, next: usize },
}

impl<R: Read> Iterator for Mbox<R> {
    type Item = Result<Found, Gap>;

    fn next(&mut self) -> Option<Self::Item> {
        self.reach(1);
        if self.window().is_empty() {
            let error = self.failure.take()?;
            return Some(Err(Gap { offset: self.place, why: why(&error) }));
        }
        self.reach(KEPT);
        let head = line_end(self.window());
        let offset = self.place + head as u64;
        let bound = self.bound(head);
        if let Some(Why::Bomb) = self.failure.as_ref().map(why) {
            self.pass(self.window().len());
            return self.next();
        }
        match bound {
            Bound::TooLarge { size, next } => {
                self.pass(next);
                Some(Err(Gap { offset, why: Why::TooLarge(size) }))
            }
            Bound::Message { end, next, .. } if (end - head) as u64 > LARGEST => {
                self.pass(next);
                Some(Err(Gap { offset, why: Why::TooLarge((end - head) as u64) }))
            }
            Bound::Message { end, next, .. } if end == head => {
                self.pass(next);
                Some(Err(Gap { offset, why: Why::NoMessage }))
            }
            Bound::Message { end, next, escaped } => {
                let length = (end - head) as u64;
                let bytes = self.take(head, end, next, escaped);
                Some(Ok(Found { offset, length, escaped, bytes }))
            }
        }
    }
}

/// Undoes the escapes of mboxrd: a line of `>`s and `From ` loses one `>`.  At the very beginning
/// `>From ` stays: it is what an old system made of a separator, and no message begins with `From `.
pub(super) fn unescaped(stored: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(stored.len());
    let mut done = 0;
    for at in memmem::find_iter(stored, b">From ") {
        if at > 0 && search::is_escape(stored, at) {
            bytes.extend_from_slice(&stored[done..at]);
            done = at + 1;
        }
    }
    bytes.extend_from_slice(&stored[done..]);
    bytes
}

#[cfg(test)]
mod tests;
