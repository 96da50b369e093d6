//! Finds where a letter ends: signature, what a phone adds, notices.

use super::line::{Line, has_address, has_time, is_rule, is_stroke};
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
/// A footer shows itself in so many lines of its paragraph: one may be a rule or a number.
const FOOTER_HEAD: usize = 3;
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
            first &= !lines[at].is_quoted();
            at += 1;
            continue;
        }
        let end = lines[at..].iter().position(|l| !l.is_own()).map_or(lines.len(), |n| at + n);
        super::frame::fences(lines, at..end);
        let mut said = false;
        for part in unfenced(lines, at..end) {
            let segment = Segment::new(lines, part.clone());
            if segment.filled.is_empty() {
                continue;
            }
            let start = segment.start(first, marks)?;
            first = false;
            finish(lines, part, start, said, marks)?;
            said = true;
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
        let mut sign_off = None;
        for i in tail.iter().rev() {
            if self.is_sign_off(*i, marks)? {
                sign_off = Some(*i);
                break;
            }
        }
        let mut name = None;
        // Where a sign-off follows, what looks like a name is a heading.
        for i in tail.iter().filter(|_| sign_off.is_none()) {
            if self.is_name_above_details(*i) && !self.has_substance(*i, marks)? {
                name = Some(*i);
                break;
            }
        }
        let in_tail = |test: &dyn Fn(usize) -> bool| tail.iter().copied().find(|i| test(*i));
        let starts = [
            self.delimiter(first),
            sign_off,
            name,
            in_tail(&|i| self.follows_text(i) && marks.is_sender(self.lines[i].text)),
            in_tail(&|i| self.is_device(i)),
            in_tail(&|i| self.is_dashed_name(i)),
            in_tail(&|i| self.is_rule_above_signature(i, first)),
        ];
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
        // "KR" may be a currency, "best" an adjective: more words beside them must be a name.
        let more_is_name = || {
            let words = line.text.split_whitespace().skip(line.lead_words);
            words
                .into_iter()
                .all(|word| !word.starts_with(|c: char| c.is_lowercase() || c.is_numeric()))
        };
        if line.lead_words == 1 && more > 0 && !more_is_name() {
            return Ok(false);
        }
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
        let sure = line.lead_words > 2;
        // "from mon iPhone", "from Outlook": a product, where the phrase alone may be prose.
        let brand = |word: &str| word.chars().take(2).any(char::is_uppercase);
        let product = || text.split_whitespace().skip(line.lead_words).take(2).any(brand);
        line.lead.has(Cue::Device)
            && line.words <= if sure { 14 } else { 8 }
            && (sure || product() || line.words == line.lead_words)
            && !text.contains(',')
            && (sure || !text.ends_with('.'))
            && !text.ends_with([':', '?'])
            && (self.begins_paragraph(i) || self.ends_paragraph(i))
            && self.is_short_tail(i)
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

    /// A rule with nothing but short lines below it, such as no sentence has, and among them a name,
    /// an address or a number to call.
    fn is_rule_above_signature(&self, i: usize, first: bool) -> bool {
        let text = self.lines[i].text.trim();
        let drawn = text.len() >= 2 && text.chars().all(is_stroke) || is_rule(text);
        if !drawn || first && self.filled.first() == Some(&i) {
            return false;
        }
        let notice = |line: &Line<'_>| line.cues.has(Cue::Notice) || line.cues.has(Cue::Footer);
        let below = |line: &Line<'_>| {
            let sentence = line.words > SIGN_OFF_WORDS
                || line.words > 3 && line.text.ends_with(['.', '?', '!']);
            let entry = line.numbers > 2 && has_time(line.text);
            notice(line) || !sentence && !entry
        };
        let personal = |line: &Line<'_>| {
            let digits = line.text.bytes().filter(u8::is_ascii_digit).count();
            let link = line.text.contains("www.") || line.text.contains("://");
            let name = line.words <= 3 && line.numbers == 0;
            notice(line) || link || has_address(line.text) || digits >= 7 || name
        };
        let mut after = self.after(i).filter(|line| line.words > 0).peekable();
        after.peek().is_none()
            || self.after(i).count() <= TAIL_LINES
                && self.after(i).all(below)
                && self.after(i).any(personal)
    }

    /// A name with a post or an organisation, and more below it.
    fn is_name_above_details(&self, i: usize) -> bool {
        self.follows_text(i)
            && self.begins_paragraph(i)
            && self.after(i).next().is_some_and(|next| !is_rule(next.text))
            && self.is_short_tail(i)
            && is_like_a_name(self.lines[i].text)
    }

    fn has_substance(&self, i: usize, marks: &mut Marks<'_, '_>) -> Result<bool, Fault> {
        for line in self.after(i) {
            if marks.has_substance(line.text, false)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Marks what stands from the start of a signature on, but for a postscript and what belongs to an
/// answer; and the notice below a letter that bears no signature.
fn finish(
    lines: &mut [Line<'_>],
    part: Range<usize>,
    start: Option<usize>,
    mut said: bool,
    marks: &mut Marks<'_, '_>,
) -> Result<(), Fault> {
    let delimited = start.is_some_and(|start| lines[start].text.trim() == "--");
    let mut region = Region::Own;
    for paragraph in paragraphs(lines, part.clone(), start) {
        let shown = &lines[paragraph.clone()];
        let words: usize = shown.iter().map(|line| line.words).sum();
        let mut kept = false;
        if start == Some(paragraph.start) {
            region = Region::Signature;
        } else if region == Region::Own {
            let notice = said && start.is_none() && {
                shown[0].cues.has(Cue::Notice)
                    || shown[0].lead.has(Cue::Footer)
                    || marks.is_footer(shown[0].text)?
            };
            if notice && !says_something(&lines[paragraph.start..part.end], marks)? {
                region = Region::Frame;
            }
        } else if is_postscript(shown[0].text) {
            kept = true;
        } else if is_notice(shown) || any_footer(shown, marks)? {
            region = Region::Frame;
        } else if !delimited && words >= SENTENCE_WORDS {
            kept = says_something(shown, marks)?;
        }
        said |= words > 3;
        let region = if kept { Region::Own } else { region };
        lines[paragraph].iter_mut().for_each(|line| line.region = region);
    }
    Ok(())
}

/// Tells whether a paragraph below the signature begins as a footer does, if behind a line of its own.
fn any_footer(lines: &[Line<'_>], marks: &mut Marks<'_, '_>) -> Result<bool, Fault> {
    for line in lines.iter().take(FOOTER_HEAD) {
        if marks.is_footer(line.text)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Cuts lines into paragraphs, each with the empty lines below it; a signature begins one.
fn paragraphs(lines: &[Line<'_>], part: Range<usize>, start: Option<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for i in part {
        let begins = i > 0 && lines[i - 1].is_blank() && !lines[i].is_blank();
        match paragraphs.last_mut() {
            Some(last) if !begins && start != Some(i) => last.end = i + 1,
            _ => paragraphs.push(i..i + 1),
        }
    }
    paragraphs
}

fn says_something(lines: &[Line<'_>], marks: &mut Marks<'_, '_>) -> Result<bool, Fault> {
    let mut notice = false;
    for line in lines {
        notice = !line.is_blank() && (notice || line.cues.has(Cue::Notice));
        if line.words > 3 && marks.has_substance(line.text, notice)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells whether a paragraph below a sign-off is a notice.
fn is_notice(paragraph: &[Line<'_>]) -> bool {
    let cues = [Cue::Notice, Cue::Footer, Cue::Small];
    paragraph.iter().any(|line| cues.iter().any(|cue| line.cues.has(*cue)))
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
