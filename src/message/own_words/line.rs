//! Cuts a text into lines and reads every line once.

use super::Region;
use crate::message::quotes::{Cue, Cues, QuoteCues};
use crate::message::words::Words;
use std::ops::Range;

/// So much of a line is read: marks stand at its beginning, or the line is short.
const READ: usize = 600;
/// Lines of one paragraph are read together, for phrases that are wrapped, up to so many bytes.
const TOGETHER: usize = 4_000;

/// One line and what it was seen to hold.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// The line without the white space at its end.
    pub(super) text: &'a str,
    /// Its place in the text, with the line break.
    pub(super) range: Range<usize>,
    /// What it is taken for so far.
    pub(super) region: Region,
    /// The phrases that begin somewhere in it.
    pub(super) cues: Cues,
    /// The phrases that it begins with.
    pub(super) lead: Cues,
    /// The words of the longest of them.
    pub(super) lead_words: usize,
    /// Its words.
    pub(super) words: usize,
    /// Its words that hold a digit.
    pub(super) numbers: usize,
    /// Whether one of its first two words holds a digit.
    pub(super) early_number: bool,
    /// The place in the line after its last verb of attribution, 0 without one.
    pub(super) verb_end: usize,
    /// Whether the subject of a verb of attribution is "I", "you" and the like.
    pub(super) spoken: bool,
}

impl<'a> Line<'a> {
    fn new(whole: &'a str, at: usize) -> Self {
        let text = whole.trim_end();
        let region = if is_prefixed(text) { Region::Quoted } else { Region::Own };
        Self {
            text,
            range: at..at + whole.len(),
            region,
            cues: Cues::default(),
            lead: Cues::default(),
            lead_words: 0,
            words: 0,
            numbers: 0,
            early_number: false,
            verb_end: 0,
            spoken: false,
        }
    }

    /// Cuts off what stands before a place of the line, as a line of its own.
    pub(super) fn cut(&mut self, at: usize) -> Self {
        let head = &self.text[..at];
        let mut first = Self::new(head, self.range.start);
        first.range.end = self.range.start + at;
        first.words = head.split_whitespace().count();
        self.range.start += at;
        self.verb_end = self.verb_end.saturating_sub(at);
        self.text = &self.text[at..];
        first
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.region == Region::Quoted
    }

    pub(super) fn is_own(&self) -> bool {
        self.region == Region::Own
    }
}

/// Tells whether a line bears the mark of a quotation; an mbox escapes "From " with the same mark,
/// and an address may be wrapped before its last sign.
fn is_prefixed(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') && !line.starts_with(">From ") && line != ">:"
}

/// Tells whether a line is a rule drawn with signs.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| c.is_whitespace() || is_stroke(c))
}

/// Tells whether rules and delimiters are drawn with a sign.
pub(super) fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '_' | '=' | '*' | '~' | '#' | '+' | '—' | '–' | '─' | '━' | '•' | '\u{2015}')
}

/// Tells whether a time of day stands in a line: 10:00, 10.00, 10h00.
pub(super) fn has_time(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|i| {
        let sign = match bytes[i] {
            b':' => true,
            b'.' | b'h' | b'H' => {
                let before =
                    if i >= 2 && digit(i - 2) { i.wrapping_sub(3) } else { i.wrapping_sub(2) };
                bytes.get(before) != Some(&b'.') && bytes.get(i + 3) != Some(&b'.')
            }
            _ => false,
        };
        sign && digit(i - 1) && digit(i + 1) && digit(i + 2) && !digit(i + 3)
    })
}

/// Tells whether a mail address stands in a line.
pub(super) fn has_address(line: &str) -> bool {
    line.match_indices('@').any(|(at, _)| {
        let local =
            line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let domain =
            line[at + 1..].split([' ', '>', ')', ']', '"', '<']).next().unwrap_or_default();
        local && domain.trim_end_matches([':', ',', '.']).contains('.')
    })
}

/// Cuts a text into lines and looks for the phrases in those that no mark shows to be quoted.
pub(super) fn read<'a>(text: &'a str, cues: &QuoteCues) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(text.len() / 32);
    let mut words = Words::default();
    let (mut at, mut first) = (0, 0);
    for whole in text.split_inclusive('\n') {
        let line = Line::new(whole, at);
        at = line.range.end;
        let apart = line.is_blank() || line.is_quoted() || line.text.len() > READ;
        let together = lines.get(first).map_or(0, |l| at - l.range.start);
        if apart || together > TOGETHER {
            look(text, &mut lines[first..], cues, &mut words);
            first = lines.len();
        }
        let long = line.text.len() > READ && !line.is_quoted();
        lines.push(line);
        if long {
            look(text, &mut lines[first..], cues, &mut words);
        }
        if apart {
            first = lines.len();
        }
    }
    look(text, &mut lines[first..], cues, &mut words);
    lines
}

/// Looks for phrases in the lines of one paragraph.
fn look(text: &str, lines: &mut [Line<'_>], cues: &QuoteCues, words: &mut Words) {
    let [first, ..] = lines else { return };
    let start = first.range.start;
    let end = match lines {
        [long] => start + text.floor_char_boundary(start + long.text.len().min(READ)) - start,
        [.., last] => last.range.end,
        [] => return,
    };
    words.refill(&text[start..end], start);
    let (mut at, mut begins) = (0, 0);
    let (mut pronoun, mut verb_ends) = (usize::MAX, usize::MAX);
    for (i, word) in words.list.iter().enumerate() {
        while word.start >= lines[at].range.end {
            (at, begins) = (at + 1, i);
        }
        let line = &mut lines[at];
        line.words += 1;
        if word.digit {
            line.numbers += 1;
            line.early_number |= i < begins + 2;
        }
        cues.each_at(&words.list[i..], |cue, length| {
            line.cues.add(cue);
            if i == begins {
                line.lead.add(cue);
                line.lead_words = line.lead_words.max(length);
            }
            match cue {
                Cue::Pronoun => {
                    pronoun = i;
                    line.spoken |= verb_ends == i;
                }
                Cue::Verb => {
                    verb_ends = i + length;
                    let last = words.list[verb_ends - 1].end;
                    line.verb_end = line.verb_end.max(last - line.range.start);
                    line.spoken |= i > 0 && pronoun == i - 1;
                }
                _ => {}
            }
        });
    }
}
