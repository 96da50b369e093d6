//! Finds what gateways and ticket systems put around a letter.

use super::line::{Line, is_rule};
use crate::message::Region;
use crate::message::quotes::Cue;
use std::ops::Range;

/// A warning on top has at most so many words.
const BANNER_WORDS: usize = 90;
/// So many warnings may stand on top of each other.
const BANNERS: usize = 4;
/// A notice between two rules has at most so many lines.
const FENCED_LINES: usize = 80;

/// Marks the "reply above this line" of ticket systems, and the warnings of a gateway on top.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| line.is_own()) {
        if line.lead.has(Cue::Marker) || line.cues.has(Cue::Marker) && line.words <= 30 {
            line.region = Region::Frame;
        }
    }
    for _ in 0..BANNERS {
        let Some(paragraph) = first_paragraph(lines) else { return };
        if paragraph.end == lines.len() || !is_banner(&lines[paragraph.clone()]) {
            return;
        }
        lines[paragraph].iter_mut().for_each(|line| line.region = Region::Frame);
    }
}

fn first_paragraph(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let from = lines.iter().position(|l| l.is_own() && !l.is_blank())?;
    let after = |l: &Line<'_>| l.is_blank() || !l.is_own();
    Some(from..lines[from..].iter().position(after).map_or(lines.len(), |n| from + n))
}

fn is_banner(lines: &[Line<'_>]) -> bool {
    let words: usize = lines.iter().map(|line| line.words).sum();
    let first = &lines[0];
    let bracketed = first.lead.has(Cue::Bracketed)
        && first.words == first.lead_words
        && first.text.trim().starts_with(['[', '*', '(', '<', '⚠', '!']);
    bracketed || words <= BANNER_WORDS && lines.iter().take(2).any(|l| l.cues.has(Cue::Banner))
}

/// Marks what stands between two rules when it is a notice.
pub(super) fn fences(lines: &mut [Line<'_>], segment: Range<usize>) {
    let mut opened: Option<usize> = None;
    let mut notice = false;
    for i in segment {
        notice |= lines[i].cues.has(Cue::Notice) || lines[i].lead.has(Cue::Footer);
        if lines[i].text.len() < 10 || !is_rule(lines[i].text) {
            continue;
        }
        if let Some(from) = opened.filter(|from| notice && i - from <= FENCED_LINES) {
            lines[from..=i].iter_mut().for_each(|line| line.region = Region::Frame);
        }
        (opened, notice) = (Some(i), false);
    }
}
