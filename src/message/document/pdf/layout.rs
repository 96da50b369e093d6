//! Makes lines and paragraphs of the places where characters stand on a page.

use super::super::MAX_TEXT;
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::fmt;

/// All lengths here are shares of the height of the letters.  A gap this wide is a space …
const SPACE: f64 = 0.12;
/// … and this wide, the next column or cell.
const COLUMN: f64 = 1.5;
/// The mark of a list item stands no further before the item.
const MARK: f64 = 6.0;
/// What is narrower is an address or a list of names, whose lines were not wrapped.
const NARROW: f64 = 14.0;
/// Characters whose base lines differ less stand on one line: indices and powers.
const SAME_LINE: f64 = 0.4;
/// A line this much further down than lines usually are begins a paragraph.
const PARAGRAPH: f64 = 1.25;
/// Line spacing is never taken to be wider.
const WIDEST: f64 = 2.4;
/// How many lines above and below tell where lines end.
const NEARBY: usize = 60;
/// How many lines tell the usual spacing; with fewer, [`USUAL`] is the widest.
const ENOUGH: usize = 4;
const USUAL: f64 = 1.5;

/// The text of a page and what else is on it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) pictures: usize,
    /// A picture covers most of it.
    pub(super) is_picture: bool,
    pub(super) strokes: usize,
    /// Some of its text could not be read.
    pub(super) partly: bool,
}

#[derive(Clone, Debug)]
struct Run {
    start: f64,
    end: f64,
    text: String,
}

/// What stands on one base line and was drawn in one go.
#[derive(Clone, Debug)]
struct Row {
    /// Where the text runs to: along x is (1, 0).
    direction: (f64, f64),
    base: f64,
    size: f64,
    runs: Vec<Run>,
}

#[derive(Clone, Debug)]
struct Line {
    base: f64,
    size: f64,
    start: f64,
    end: f64,
    text: String,
    /// The line stands apart from the one before: another column, direction or part of the page.
    apart: bool,
}

/// Takes the characters of a page.
#[derive(Debug, Default)]
pub(super) struct Layout {
    rows: Vec<Row>,
    /// A string begins: only there a gap may be a space.
    begins: bool,
    characters: usize,
    mute: usize,
    bytes: usize,
}

impl OutputDev for Layout {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        character: &str,
    ) -> Result<(), OutputError> {
        let across = at.m11.hypot(at.m12);
        let size = (at.m21.hypot(at.m22) * font_size).abs();
        let (dx, dy) = (at.m11 / across, at.m12 / across);
        let along = at.m31 * dx + at.m32 * dy;
        let mirrored = if at.m11 * at.m22 < at.m12 * at.m21 { -1.0 } else { 1.0 };
        let base = (at.m32 * dx - at.m31 * dy) * mirrored;
        let end = along + width * (across * font_size).abs();
        if ![along, base, end, size].iter().all(|n| n.is_finite() && n.abs() < 1e9) || size <= 0.0 {
            return Ok(());
        }
        self.characters += 1;
        let text = readable(character);
        self.mute += usize::from(text.contains('\u{fffd}') || character.is_empty());
        self.bytes += text.len();
        if self.bytes > MAX_TEXT {
            return Err(fmt::Error.into());
        }
        self.place(Run { start: along, end, text }, (dx, dy), base, size);
        self.begins = false;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.begins = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Layout {
    fn place(&mut self, run: Run, direction: (f64, f64), base: f64, size: f64) {
        let turned = |row: &Row| {
            (row.direction.0 - direction.0).abs() + (row.direction.1 - direction.1).abs() > 0.02
        };
        let row = self
            .rows
            .last_mut()
            .filter(|row| !turned(row) && (row.base - base).abs() < SAME_LINE * row.size.max(size));
        let Some(row) = row else {
            self.rows.push(Row { direction, base, size, runs: vec![run] });
            return;
        };
        if size > row.size {
            (row.base, row.size) = (base, size);
        }
        let Some(last) = row.runs.last_mut() else { return row.runs.push(run) };
        let gap = (run.start - last.end) / row.size;
        if self.begins && !(-0.3..COLUMN).contains(&gap) {
            return row.runs.push(run);
        }
        if self.begins && gap >= SPACE && !last.text.ends_with(' ') && !run.text.starts_with(' ') {
            last.text.push(' ');
        }
        last.text.push_str(&run.text);
        last.end = run.end;
    }

    /// Gives the text of the page.
    pub(super) fn page(self) -> Page {
        let partly = self.mute * 10 > self.characters;
        let lines = lines(with_marks(self.rows));
        Page { text: written(&lines), partly, ..Page::default() }
    }
}

/// Resolves ligatures, and tells bullets and unreadable characters of symbol fonts.
fn readable(character: &str) -> String {
    let mut text = String::with_capacity(character.len());
    for c in character.chars() {
        match c {
            'ﬀ' => text.push_str("ff"),
            'ﬁ' => text.push_str("fi"),
            'ﬂ' => text.push_str("fl"),
            'ﬃ' => text.push_str("ffi"),
            'ﬄ' => text.push_str("ffl"),
            'ﬅ' | 'ﬆ' => text.push_str("st"),
            '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => text.push('•'),
            '\u{e000}'..='\u{f8ff}' => text.push('\u{fffd}'),
            '\u{a0}' | '\t' | '\n' | '\r' => text.push(' '),
            '\u{2010}' | '\u{2011}' => text.push('-'),
            _ if c.is_control() => {}
            _ => text.push(c),
        }
    }
    text
}

/// Puts the marks of list items to their lines: some programs draw them after all else.
fn with_marks(rows: Vec<Row>) -> Vec<Row> {
    let lone = |row: &Row| match row.runs.as_slice() {
        [run] => !run.text.trim().contains(' ') && is_item(&format!("{} ", run.text.trim())),
        _ => false,
    };
    let (marks, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(lone);
    for mut mark in marks {
        let (start, base, size) = (mark.runs[0].start, mark.base, mark.size);
        let behind = |row: &Row| row.runs.iter().map(|r| r.start).fold(f64::MAX, f64::min) - start;
        let of_mark = |row: &&mut Row| {
            row.direction == mark.direction
                && (row.base - base).abs() < SAME_LINE * row.size.max(size)
                && (0.0..MARK * size).contains(&behind(row))
        };
        match rows.iter_mut().find(of_mark) {
            Some(row) => row.runs.append(&mut mark.runs),
            None => rows.push(mark),
        }
    }
    rows
}

fn lines(rows: Vec<Row>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for mut row in rows {
        row.runs.sort_by(|a, b| a.start.total_cmp(&b.start));
        let mut text = String::new();
        let mut last: Option<Run> = None;
        for run in row.runs {
            if let Some(last) = &last {
                // Bold letters are drawn twice by some.
                if last.text == run.text && run.start - last.start < 0.3 * row.size {
                    continue;
                }
                let gap = (run.start - last.end) / row.size;
                text.push_str(if gap >= COLUMN {
                    "  "
                } else if gap >= SPACE {
                    " "
                } else {
                    ""
                });
            }
            text.push_str(&run.text);
            last = Some(match last {
                Some(first) => Run { start: first.start, ..run },
                None => run,
            });
        }
        let shown = text.trim();
        let (Some(run), false) = (last, shown.is_empty()) else { continue };
        let turned = before
            .is_some_and(|d| (d.0 - row.direction.0).abs() + (d.1 - row.direction.1).abs() > 0.02);
        let apart = lines.last().is_none_or(|last| {
            let down = last.base - row.base;
            let beside = run.start > last.end || run.end < last.start;
            turned || down < 0.0 || (beside && down < 0.5 * row.size)
        });
        before = Some(row.direction);
        let text = shown.to_owned();
        let Row { base, size, .. } = row;
        lines.push(Line { base, size, start: run.start, end: run.end, text, apart });
    }
    lines
}

/// Writes lines as paragraphs: what was only wrapped is one line again.
fn written(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut flow = lines;
    while !flow.is_empty() {
        let end = flow.iter().skip(1).position(|l| l.apart).map_or(flow.len(), |n| n + 1);
        let (lines, rest) = flow.split_at(end);
        flow = rest;
        let pitch = pitch(lines);
        for (n, line) in lines.iter().enumerate() {
            match n.checked_sub(1).map(|before| &lines[before]) {
                _ if text.is_empty() => {}
                None => text.push_str("\n\n"),
                Some(before) => {
                    let near = &lines[n.saturating_sub(NEARBY)..lines.len().min(n + NEARBY)];
                    join(&mut text, before, line, near, pitch);
                }
            }
            text.push_str(&line.text);
        }
    }
    text.replace('\u{ad}', "")
}

/// Gives the usual distance of lines in letter heights: the tighter quarter tells it, for gaps
/// between paragraphs are lines' distances too.
fn pitch(lines: &[Line]) -> f64 {
    let distances = lines.windows(2).map(|two| (two[0].base - two[1].base) / two[1].size);
    let mut distances: Vec<f64> = distances.filter(|d| *d > 0.5).collect();
    distances.sort_by(f64::total_cmp);
    let Some(usual) = distances.get(distances.len() / 4) else { return USUAL };
    usual.min(if distances.len() < ENOUGH { USUAL } else { WIDEST })
}

fn join(text: &mut String, before: &Line, line: &Line, flow: &[Line], pitch: f64) {
    let alike = |a: &Line, b: &Line| (a.size - b.size).abs() < 0.15 * a.size;
    let down = (before.base - line.base) / line.size;
    let ended = before.text.ends_with(['.', '!', '?', ':', ';']);
    let lower = line.text.starts_with(char::is_lowercase);
    let margin = flow.iter().filter(|l| alike(l, line)).map(|l| l.end).fold(f64::MIN, f64::max);
    let share = |part: &str| f64::from(part.chars().count() as u32);
    let first = line.text.split(' ').next().unwrap_or_default();
    let first_width = (line.end - line.start) * share(first) / share(&line.text).max(1.0);
    // The next word would not have fitted: the line was wrapped there.
    let full = before.end + first_width + 0.25 * line.size > margin - 0.5 * line.size;
    let left = flow.iter().map(|l| l.start).fold(f64::MAX, f64::min);
    let full = full && margin - left > NARROW * line.size;
    let wrapped = full && alike(before, line) && !is_item(&line.text);
    let near = down <= pitch * PARAGRAPH;
    if wrapped && (near || (lower && !ended && down <= 2.0 * WIDEST)) {
        return unwrap_line(text, &line.text);
    }
    text.push_str(if near && alike(before, line) { "\n" } else { "\n\n" });
}

/// Ends a line that goes on, and joins a word that was divided there.
fn unwrap_line(text: &mut String, next: &str) {
    if text.ends_with('\u{ad}') {
        text.pop();
        return;
    }
    let Some(word) = text.strip_suffix('-') else { return text.push(' ') };
    let stem = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let lower = word.ends_with(char::is_lowercase) && next.starts_with(char::is_lowercase);
    let first = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // "Ein- und Ausgang": the hyphen stands for a word that comes later.
    let suspended =
        ["und", "oder", "bzw", "sowie", "and", "or", "en", "of", "et", "ou", "och", "og"];
    if stem == 0 || suspended.contains(&first) {
        text.push(' ');
    } else if lower && stem > 1 {
        text.pop();
    }
}

/// Tells whether a line begins with the mark of a list item.
fn is_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(' ') else { return false };
    let label = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    let numbered = label.len() < mark.len()
        && label.len() <= 3
        && (label.bytes().all(|b| b.is_ascii_digit()) || (label.len() == 1 && mark.ends_with(')')));
    numbered
        || ["-", "–", "—", "*", "•", "·", "▪", "◦", "●", "‣", "→", "o", "■", "\u{fffd}"]
            .contains(&mark)
}
