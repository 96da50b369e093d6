//! Tells a sender's own words from quoted mail, signature and the frames of gateways and ticket
//! systems.  A quoted sentence charged to the wrong side is a false accusation.

use super::quotes::QuoteCues;
use super::{Mailbox, Region, Spotters};
use crate::id::{ConceptId, Language};
use crate::lexicon::{ConceptSet, Concepts, Tokens, cue};
use crate::rulefile::Fault;
use std::ops::Range;

/// A line with more words than this is no sign-off and no signature line.
const SIGN_OFF_WORDS: usize = 9;
/// A sign-off counts only among the last lines of what is written; more may follow as a footer.
const FOOTER_LINES: usize = 25;

/// What follows a name that stands alone is a footer if it is no longer than this.
const NAME_TAIL_LINES: usize = 12;
const NAME_TAIL_LENGTH: usize = 700;

struct Line<'a> {
    text: &'a str,
    range: Range<usize>,
    region: Region,
}

/// Lists the concepts by which own words are told from others.
pub(super) fn concepts(concepts: &Concepts) -> ConceptSet {
    let cues = ["sign-off", "banner", "footer"].map(cue);
    cues.iter().chain(&SUBSTANCE.map(ConceptId::new)).filter_map(|id| concepts.find(id)).collect()
}

/// Gives the text above the first quotation, to guess the language from.
pub(super) fn newest<'a>(text: &'a str, cues: &QuoteCues) -> &'a str {
    let lines = lines(text);
    let shown: Vec<&str> = lines.iter().map(|l| l.text).collect();
    let mut end = text.len();
    for (i, line) in lines.iter().enumerate() {
        let quoted = line.text.trim_start().starts_with('>') && i > 0;
        if quoted || cues.is_history(&shown[i..]) {
            end = line.range.start;
            break;
        }
    }
    if text[..end].trim().len() < 40 { text } else { &text[..end] }
}

/// Splits a text into regions, in order and without gaps.
pub(super) fn split(
    text: &str,
    cues: &QuoteCues,
    sender: &Mailbox,
    language: Option<&Language>,
    spotters: &mut Spotters<'_>,
) -> Result<Vec<(Range<usize>, Region)>, Fault> {
    let mut lines = lines(text);
    quotations(&mut lines, cues);
    let marks = marks(&lines, language, spotters)?;
    frames(&mut lines, &marks, cues);
    signatures(&mut lines, &marks, sender);
    let mut regions: Vec<(Range<usize>, Region)> = Vec::new();
    for line in lines {
        match regions.last_mut() {
            Some((range, region)) if *region == line.region => range.end = line.range.end,
            _ => regions.push((line.range, line.region)),
        }
    }
    Ok(regions)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let cut = text.split_inclusive('\n').map(|line| {
        let range = at..at + line.len();
        at = range.end;
        Line { text: line.trim_end(), range, region: Region::Own }
    });
    cut.collect()
}

fn quotations(lines: &mut [Line<'_>], cues: &QuoteCues) {
    let shown: Vec<&str> = lines.iter().map(|l| l.text).collect();
    let mut i = 0;
    while i < lines.len() {
        let line = shown[i].trim_start();
        if line.starts_with('>') {
            lines[i].region = Region::Quoted;
        } else if cues.is_history(&shown[i..]) {
            lines[i..].iter_mut().for_each(|l| l.region = Region::Quoted);
            return;
        } else if let Some(taken) = cues.attribution(&shown[i..]) {
            let marked = shown[i + taken..].iter().find(|l| !l.trim().is_empty());
            let prefixed = marked.is_none_or(|l| l.trim_start().starts_with('>'));
            let end = if prefixed { i + taken } else { lines.len() };
            lines[i..end].iter_mut().for_each(|l| l.region = Region::Quoted);
            i = end;
            continue;
        }
        i += 1;
    }
    // An empty line between two quoted ones, and a wrapped end of a quoted line, belong to them.
    for i in 1..lines.len().saturating_sub(1) {
        let around = [i - 1, i + 1].iter().all(|j| lines[*j].region == Region::Quoted);
        let short = lines[i].text.split_whitespace().count() <= 2;
        let wrapped = lines[i - 1].text.chars().count() >= 60;
        if around && (lines[i].text.is_empty() || (short && wrapped)) {
            lines[i].region = Region::Quoted;
        }
    }
}

/// What the language file says of a line.
#[allow(clippy::struct_excessive_bools, reason = "each is a cue of its own")]
#[derive(Clone, Copy, Default)]
struct Mark {
    words: usize,
    sign_off: bool,
    banner: bool,
    footer: bool,
    /// Whether the line says something that belongs to an answer.
    substance: bool,
}

/// Concepts that are no part of a footer: an answer, a refusal, a remedy.
const SUBSTANCE: [&str; 14] = [
    "item-complaint",
    "court",
    "item-rights",
    "item-purposes",
    "item-recipients",
    "item-retention",
    "item-source",
    "item-automated",
    "item-transfer",
    "attached",
    "extension",
    "refuse",
    "nothing-held",
    "erased",
];

fn marks(
    lines: &[Line<'_>],
    language: Option<&Language>,
    spotters: &mut Spotters<'_>,
) -> Result<Vec<Mark>, Fault> {
    let english = Language::new("en");
    let concept = |name| spotters.lexica.concepts.find(&cue(name));
    let (sign_off, banner, footer) = (concept("sign-off"), concept("banner"), concept("footer"));
    let substance = SUBSTANCE.map(ConceptId::new);
    let substance: ConceptSet =
        substance.iter().filter_map(|id| spotters.lexica.concepts.find(id)).collect();
    let mut marks = Vec::with_capacity(lines.len());
    let known = match language {
        Some(language) if spotters.of(language)?.is_some() => language,
        _ => &english,
    };
    let Some(spotter) = spotters.of(known)? else {
        return Ok(vec![Mark::default(); lines.len()]);
    };
    let mut tokens = Tokens::default();
    for line in lines {
        let mut mark = Mark::default();
        if line.region == Region::Own && !line.text.is_empty() {
            let found = spotter.scan(line.text);
            let set = found.concepts;
            mark.words = found.words;
            let short = mark.words <= SIGN_OFF_WORDS;
            mark.sign_off = short && sign_off.is_some_and(|c| set.contains(c)) && {
                tokens.refill(line.text, 0);
                let hits = spotter.spot(line.text, &tokens, 0);
                hits.iter().any(|hit| Some(hit.concept) == sign_off && hit.first == 0)
            };
            mark.banner = banner.is_some_and(|c| set.contains(c));
            mark.footer = footer.is_some_and(|c| set.contains(c));
            mark.substance = set.intersects(&substance);
        }
        marks.push(mark);
    }
    Ok(marks)
}

/// Marks the warning of a gateway at the top, and the lines of ticket systems.
fn frames(lines: &mut [Line<'_>], marks: &[Mark], cues: &QuoteCues) {
    for line in lines.iter_mut().filter(|l| l.region == Region::Own) {
        if cues.is_marker(line.text) {
            line.region = Region::Frame;
        }
    }
    let Some(top) = lines.iter().position(|l| l.region == Region::Own && !l.text.is_empty()) else {
        return;
    };
    let end = lines[top..].iter().position(|l| l.text.is_empty()).map_or(lines.len(), |n| top + n);
    if marks[top].banner && end < lines.len() {
        lines[top..end].iter_mut().for_each(|l| l.region = Region::Frame);
    }
}

/// Marks signature and footer: behind `-- `, behind the last sign-off, from the sender's name, or
/// from a paragraph that a footer phrase shows to be one.
fn signatures(lines: &mut [Line<'_>], marks: &[Mark], sender: &Mailbox) {
    let own: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].region == Region::Own).collect();
    let mut segments: Vec<Vec<usize>> = Vec::new();
    for i in own {
        match segments.last_mut() {
            Some(segment) if segment.last().is_some_and(|last| last + 1 == i) => segment.push(i),
            _ => segments.push(vec![i]),
        }
    }
    for segment in segments {
        let Some(from) = signature_start(lines, marks, &segment, sender) else { continue };
        let mut postscript = false;
        for i in segment.into_iter().filter(|i| *i >= from) {
            let text = lines[i].text.trim_start().to_ascii_lowercase();
            postscript = (postscript && !text.is_empty())
                || ["ps ", "ps:", "p.s.", "p.-s.", "ps."].iter().any(|ps| text.starts_with(ps));
            if !postscript {
                lines[i].region = Region::Signature;
            }
        }
    }
}

fn signature_start(
    lines: &[Line<'_>],
    marks: &[Mark],
    segment: &[usize],
    sender: &Mailbox,
) -> Option<usize> {
    let delimiter = segment.iter().find(|i| matches!(lines[**i].text, "--" | "-- "));
    let text_before = |i: &usize| {
        segment.iter().any(|j| j < i && !lines[*j].text.is_empty() && marks[*j].words > 3)
    };
    let filled: Vec<usize> =
        segment.iter().copied().filter(|i| !lines[*i].text.is_empty()).collect();
    let tail = &filled[filled.len().saturating_sub(FOOTER_LINES)..];
    let sign_off = tail.iter().rev().find(|i| marks[**i].sign_off && text_before(i));
    let name = tail.iter().find(|i| text_before(i) && is_name(lines[**i].text, &sender.name));
    let footer = filled.iter().find(|i| {
        let paragraph_begins = **i == 0 || lines[**i - 1].text.is_empty();
        marks[**i].footer && text_before(i) && paragraph_begins
    });
    let looks_like_name = tail.iter().find(|i| {
        let after: Vec<usize> = filled.iter().copied().filter(|j| j >= *i).collect();
        let length: usize = after.iter().map(|j| lines[*j].text.len()).sum();
        let alone = **i > 0 && lines[**i - 1].text.is_empty();
        let short = after.len() <= NAME_TAIL_LINES && length <= NAME_TAIL_LENGTH;
        let substance = after.iter().any(|j| marks[*j].substance);
        text_before(i) && alone && short && !substance && is_like_a_name(lines[**i].text)
    });
    [delimiter, sign_off, name, footer, looks_like_name].into_iter().flatten().min().copied()
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

/// Tells whether a line is the sender's name as the `From` field gives it.
fn is_name(line: &str, name: &str) -> bool {
    let (line, name) = (Tokens::of(line, 0), Tokens::of(name, 0));
    let names: Vec<&str> = name.tokens.iter().map(|t| name.word(t)).collect();
    let words = line.tokens.len();
    (2..=5).contains(&words) && line.tokens.iter().all(|t| names.contains(&line.word(t)))
}
