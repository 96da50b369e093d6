//! Tells a sender's own words from quoted mail, signature and the frames of gateways and ticket
//! systems.  A quoted sentence charged to the wrong side is a false accusation.

mod answers;
mod closing;
mod frame;
mod history;
mod line;
mod marks;

#[cfg(test)]
mod tests;

pub(super) use marks::concepts;

use super::quotes::QuoteCues;
use super::{Mailbox, Region, Spotters};
use crate::id::Language;
use crate::rulefile::Fault;
use std::ops::Range;

/// The language is guessed from own words within so many bytes.
const GUESSED_FROM: usize = 3_000;
/// And from so many at least.
const ENOUGH: usize = 40;

/// Gives the first words that nobody else wrote, to guess the language from.
pub(super) fn newest<'a>(text: &'a str, cues: &QuoteCues) -> &'a str {
    let top = &text[..text.floor_char_boundary(GUESSED_FROM)];
    let mut lines = line::read(top, cues);
    history::mark(&mut lines, cues);
    let own = regions(lines).into_iter().filter(|(_, region)| *region == Region::Own);
    let found = own.map(|(range, _)| &top[range]).find(|own| own.trim().len() >= ENOUGH);
    found.unwrap_or(text)
}

/// Splits a text into regions, in order and without gaps.
pub(super) fn split(
    text: &str,
    cues: &QuoteCues,
    sender: &Mailbox,
    language: Option<&Language>,
    spotters: &mut Spotters<'_>,
) -> Result<Vec<(Range<usize>, Region)>, Fault> {
    let mut lines = line::read(text, cues);
    history::mark(&mut lines, cues);
    frame::mark(&mut lines);
    closing::mark(&mut lines, &mut marks::Marks::new(sender, language, spotters)?)?;
    Ok(regions(lines))
}

fn regions(lines: Vec<line::Line<'_>>) -> Vec<(Range<usize>, Region)> {
    let mut regions: Vec<(Range<usize>, Region)> = Vec::new();
    for line in lines {
        match regions.last_mut() {
            Some((range, region)) if *region == line.region => range.end = line.range.end,
            _ => regions.push((line.range, line.region)),
        }
    }
    regions
}
