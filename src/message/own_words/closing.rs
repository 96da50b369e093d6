//! Finds where a letter ends: signature, what a phone adds, notices.

use super::line::{Line, has_time, is_rule, is_stroke};
use super::marks::Marks;
use crate::message::Region;
use crate::message::quotes::Cue;
use crate::rulefile::Fault;
use std::ops::Range;

/// A line with more words than this is no sign-off and no signature line.
const SIGN_OFF_WORDS: usize = 9;
/// More words than this in one line are a sentence.
const SHORT_WORDS: usize = 6;
/// A sign-off counts only among the last lines of what is written; more may follow as a footer.
const FOOTER_LINES: usize = 25;
/// What follows a name or a rule is a signature if it is no longer than this.
const TAIL_LINES: usize = 12;
const TAIL_LENGTH: usize = 700;
/// A paragraph with fewer words says nothing that is lost in a signature.
const SENTENCE_WORDS: usize = 6;

/// Own lines without a break, and what is known of them.
struct Segment<'s, 'a> {
    lines: &'s [Line<'a>],
    /// The lines that are not empty.
    filled: Vec<usize>,
    /// The first line that says something.
    text_from: Option<usize>,
    end: usize,
}

/// Marks signature and notices of every stretch of own lines.
pub(super) fn mark(lines: &mut [Line<'_>], marks: &mut Marks<'_, '_>) -> Result<(), Fault> {
    let mut at = 0;
    let mut first = true;
    while at < lines.len() {
        if !lines[at].is_own() {
            at += 1;
            continue;
        }
        let end = lines[at..].iter().position(|l| !l.is_own()).map_or(lines.len(), |n| at + n);
        super::frame::fences(lines, at..end);
        for part in unfenced(lines, at..end) {
            let segment = Segment::new(lines, part.clone());
            if segment.filled.is_empty() {
                continue;
            }
            let start = segment.start(first, marks)?;
            first = false;
            finish(lines, part, start, marks)?;
        }
        at = end;
    }
    Ok(())
}

fn unfenced(lines: &[Line<'_>], range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for i in range.filter(|i| lines[*i].is_own()) {
        match parts.last_mut() {
            Some(part) if part.end == i => part.end = i + 1,
            _ => parts.push(i..i + 1),
        }
    }
    parts
}

impl<'s, 'a> Segment<'s, 'a> {
    fn new(lines: &'s [Line<'a>], range: Range<usize>) -> Self {
        let end = range.end;
        let filled: Vec<usize> = range.filter(|i| !lines[*i].is_blank()).collect();
        let text_from = filled.iter().copied().find(|i| lines[*i].words > 3);
        Self { lines, filled, text_from, end }
    }

    /// Gives the line that the signature begins with.
    fn start(&self, first: bool, marks: &mut Marks<'_, '_>) -> Result<Option<usize>, Fault> {
        let tail = &self.filled[self.filled.len().saturating_sub(FOOTER_LINES)..];
        let mut starts = vec![self.delimiter(first)];
        for i in tail.iter().rev() {
            if self.is_sign_off(*i, marks)? {
                starts.push(Some(*i));
                break;
            }
        }
        let in_tail = |test: &dyn Fn(usize) -> bool| tail.iter().copied().find(|i| test(*i));
        starts.push(in_tail(&|i| self.follows_text(i) && marks.is_sender(self.lines[i].text)));
        starts.push(in_tail(&|i| self.is_device(i)));
        starts.push(in_tail(&|i| self.is_dashed_name(i)));
        starts.push(in_tail(&|i| self.is_rule_above_signature(i)));
        for i in tail {
            if self.is_name_above_details(*i) && !self.has_substance(*i, marks)? {
                starts.push(Some(*i));
                break;
            }
        }
        Ok(starts.into_iter().flatten().min())
    }

    fn follows_text(&self, i: usize) -> bool {
        self.text_from.is_some_and(|from| from < i)
    }

    fn begins_paragraph(&self, i: usize) -> bool {
        i == 0 || self.lines[i - 1].is_blank() || !self.lines[i - 1].is_own()
    }

    fn ends_paragraph(&self, i: usize) -> bool {
        i + 1 >= self.end || self.lines[i + 1].is_blank()
    }

    fn after(&self, i: usize) -> impl Iterator<Item = &Line<'a>> {
        self.filled.iter().filter(move |j| **j > i).map(|j| &self.lines[*j])
    }

    /// RFC 3676, 4.3, with and without its space.  On top of all it delimits nothing.
    fn delimiter(&self, first: bool) -> Option<usize> {
        let skip = usize::from(first);
        let is_delimiter = |i: &usize| matches!(self.lines[*i].text.trim(), "--" | "ᐧ");
        self.filled.iter().copied().skip(skip).find(is_delimiter)
    }

    fn is_sign_off(&self, i: usize, marks: &mut Marks<'_, '_>) -> Result<bool, Fault> {
        let line = &self.lines[i];
        if line.words > SIGN_OFF_WORDS || self.filled.first() == Some(&i) {
            return Ok(false);
        }
        let more = line.words.saturating_sub(line.lead_words);
        if line.lead.has(Cue::SignOff) {
            return Ok(more <= 2 || more <= 4 && !line.text.ends_with(['.', '?', ':']));
        }
        if line.lead.has(Cue::WeakSignOff) {
            let below = self.after(i).next().is_some_and(|next| next.words <= SHORT_WORDS);
            let comma = line.text.ends_with(',') && self.after(i).count() <= 4;
            let named = comma || below && !line.text.ends_with(['?', ':']);
            return Ok(more <= 3 && named && self.is_short_tail(i));
        }
        Ok(self.follows_text(i) && marks.is_sign_off(line.text)?)
    }

    fn is_short_tail(&self, i: usize) -> bool {
        let length: usize = self.after(i).map(|line| line.text.len()).sum();
        self.after(i).count() <= TAIL_LINES && length <= TAIL_LENGTH
    }

    /// "Sent from my iPhone", and its kin in all languages.
    fn is_device(&self, i: usize) -> bool {
        let line = &self.lines[i];
        let text = line.text.trim();
        let most = if line.lead_words > 2 { 14 } else { 8 };
        line.lead.has(Cue::Device)
            && line.words <= most
            && !text.contains(',')
            && (line.lead_words > 2 || !text.ends_with('.'))
            && !text.ends_with([':', '?'])
            && (self.begins_paragraph(i) || self.ends_paragraph(i))
    }

    /// "-Bob"; with a space it would be an item of a list.
    fn is_dashed_name(&self, i: usize) -> bool {
        let text = self.lines[i].text.trim();
        let name = text.trim_start_matches(['-', '—', '–', '~']);
        let words = self.lines[i].words;
        name.len() < text.len()
            && name.starts_with(char::is_uppercase)
            && (1..=3).contains(&words)
            && self.lines[i].numbers == 0
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && self.begins_paragraph(i)
            && self.filled.first() != Some(&i)
            && self.after(i).all(|line| line.words <= SIGN_OFF_WORDS)
            && self.after(i).count() <= TAIL_LINES
    }

    /// A rule with nothing but short lines below it, such as no sentence has.
    fn is_rule_above_signature(&self, i: usize) -> bool {
        let text = self.lines[i].text.trim();
        let strokes = text.len() >= 2 && text.chars().all(is_stroke);
        let below = |line: &Line<'_>| {
            let sentence = line.words > SIGN_OFF_WORDS || line.words > 3 && line.text.ends_with(['.', '?', '!']);
            let entry = line.numbers > 2 && has_time(line.text);
            line.cues.has(Cue::Notice) || line.lead.has(Cue::Footer) || !sentence && !entry
        };
        (strokes || is_rule(text))
            && self.filled.first() != Some(&i)
            && self.after(i).count() <= TAIL_LINES
            && self.after(i).all(below)
    }

    /// A name with a post or an organisation, and more below it.
    fn is_name_above_details(&self, i: usize) -> bool {
        self.follows_text(i)
            && self.begins_paragraph(i)
            && self.after(i).next().is_some()
            && self.is_short_tail(i)
            && is_like_a_name(self.lines[i].text)
    }

    fn has_substance(&self, i: usize, marks: &mut Marks<'_, '_>) -> Result<bool, Fault> {
        for line in self.after(i) {
            if marks.has_substance(line.text)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Marks what stands from the start of a signature on, but for a postscript and what belongs to an
/// answer; and the notice of a letter that bears no signature.
fn finish(
    lines: &mut [Line<'_>],
    part: Range<usize>,
    start: Option<usize>,
    marks: &mut Marks<'_, '_>,
) -> Result<(), Fault> {
    let delimited = start.is_some_and(|start| lines[start].text == "--");
    let mut at = start.unwrap_or(part.start);
    let mut said = start.is_some();
    let mut region = if said { Region::Signature } else { Region::Own };
    while at < part.end {
        if lines[at].is_blank() {
            lines[at].region = region;
            at += 1;
            continue;
        }
        let end = lines[at..part.end].iter().position(Line::is_blank).map_or(part.end, |n| at + n);
        let paragraph = &lines[at..end];
        let words: usize = paragraph.iter().map(|line| line.words).sum();
        if start == Some(at) || region != Region::Own {
            // Below a sign-off all is signature, until a paragraph says something.
            if is_postscript(paragraph[0].text) {
                at = keep(lines, at, end, region);
                continue;
            }
            let notice = is_notice(paragraph, true) || marks.is_footer(paragraph[0].text)?;
            if notice && start != Some(at) {
                region = Region::Frame;
            }
            if !notice && !delimited && start != Some(at) && words >= SENTENCE_WORDS {
                let mut substance = false;
                for line in paragraph {
                    substance |= marks.has_substance(line.text)?;
                }
                if substance {
                    at = keep(lines, at, end, region);
                    continue;
                }
            }
        } else if said && (is_notice(&paragraph[..1], false) || marks.is_footer(paragraph[0].text)?) {
            region = Region::Frame;
        }
        said |= words > 3;
        lines[at..end].iter_mut().for_each(|line| line.region = region);
        at = end;
    }
    Ok(())
}

fn keep(lines: &mut [Line<'_>], at: usize, end: usize, _region: Region) -> usize {
    lines[at..end].iter_mut().for_each(|line| line.region = Region::Own);
    end
}

fn is_notice(paragraph: &[Line<'_>], below: bool) -> bool {
    let notice = paragraph.iter().any(|line| line.cues.has(Cue::Notice));
    notice || paragraph.iter().any(|line| line.lead.has(Cue::Footer) || below && line.cues.has(Cue::Footer))
}

fn is_postscript(line: &str) -> bool {
    let line = line.trim_start().get(..5).unwrap_or(line).to_ascii_lowercase();
    ["ps ", "ps:", "p.s.", "p.-s.", "ps."].iter().any(|ps| line.starts_with(ps))
}

/// Tells whether a line looks like a name with a post or an organisation: a few words, the first and
/// the last of them and most others with a capital, and no full stop.
fn is_like_a_name(line: &str) -> bool {
    let line = line.trim();
    let words: Vec<&str> =
        line.split([' ', ',', '|', '–', '-', '/']).filter(|w| !w.is_empty()).collect();
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase());
    let capitals = words.iter().filter(|word| capital(word)).count();
    (2..=8).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && capitals * 2 > words.len()
        && !line.contains(['.', ':', ';', '?', '!', '@', '(', '"'])
}
