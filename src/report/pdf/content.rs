//! What the template gets: the report as JSON, within bounds, and in characters that the fonts have.

use super::plot::plot;
use super::world::{MoreFonts, own_fonts};
use crate::report::document::{Block, Document};
use crate::report::words::Words;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use typst::text::{FontBook, is_default_ignorable};
use typst_kit::fonts::FontStore;
use unicode_normalization::char::is_combining_mark;

/// A single text has at most so many characters.
const TEXT: usize = 8_000;
/// The words of a message have at most so many lines …
const LINES: usize = 3_000;
/// … and so many bytes at most.
const MESSAGE: usize = 300_000;

/// A letter has at most so many marks: thousands take gigabytes to set.
const MARKS: usize = 12;
/// Of characters in a row that cannot be shown, so many are named.
const NAMED: usize = 8;

/// The words of the page itself.
#[derive(Debug, Serialize)]
pub(super) struct Labels {
    tool: String,
    contents: String,
    page: String,
    cut: String,
    /// The columns of a timeline.
    columns: [String; 6],
    /// What a mark of a drawn timeline stands for: a message, one with findings, a letter.
    marks: [String; 3],
}

impl Labels {
    pub(super) fn of(words: &Words) -> Self {
        let columns = ["pdf-number", "pdf-date", "pdf-way", "pdf-what", "pdf-clock", "pdf-annex"];
        Self {
            tool: format!("dilatory {}", env!("CARGO_PKG_VERSION")),
            contents: words.say("contents"),
            page: words
                .say_with("pdf-page", &[("page", "{page}".into()), ("pages", "{pages}".into())]),
            cut: words.say("pdf-cut"),
            columns: columns.map(|id| words.say(id)),
            marks: ["pdf-mark", "pdf-mark-finding", "pdf-mark-letter"].map(|id| words.say(id)),
        }
    }
}

/// Gives the fonts of the program, and those of `more` that have characters of the report which the
/// fonts of the program do not have.
pub(super) fn fonts_for(document: &Document, more: MoreFonts) -> FontStore {
    let mut fonts = own_fonts();
    // The report as JSON has each of its characters as it is, but for a few that steer.
    let text = serde_json::to_string(document).unwrap_or_default();
    let used: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let missing: Vec<char> = used.into_iter().filter(|c| !has(fonts.book(), *c)).collect();
    if !missing.is_empty() {
        let useful = more()
            .into_iter()
            .filter(|(_, info)| missing.iter().any(|c| info.coverage.contains(u32::from(*c))));
        fonts.extend(useful);
    }
    fonts
}

/// Tells whether a character can be shown, or need not be.
fn has(book: &FontBook, c: char) -> bool {
    let shown = c.is_ascii() || c.is_whitespace() || c.is_control() || is_default_ignorable(c);
    let mut all = (0..).map_while(|index| book.info(index));
    shown || all.any(|info| info.coverage.contains(u32::from(c)))
}

/// Writes what the template reads.
pub(super) fn to_json(
    document: &Document,
    labels: &Labels,
    fonts: &FontStore,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut safe = Safe { book: fonts.book(), cut: &labels.cut, known: BTreeSet::new() };
    let mut anchors = BTreeSet::new();
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let mut made = match block {
            Block::Chart(chart) => json!({ "chart": plot(chart) }),
            Block::Lines(lines, emphasis) => {
                json!({ "lines": [lines[..lines.len().min(LINES + 1)], emphasis] })
            }
            block => serde_json::to_value(block)?,
        };
        safe.bound(&mut made);
        name_once(&mut made, &mut anchors);
        if let Some(lines) = made.pointer_mut("/lines/0").and_then(Value::as_array_mut) {
            let kept = within(lines);
            if kept < lines.len() {
                lines.truncate(kept);
                lines.push(json!([{ "plain": labels.cut }]));
            }
        }
        blocks.push(made);
    }
    let language = &document.language;
    serde_json::to_vec(&json!({ "language": language, "labels": labels, "blocks": blocks }))
}

/// Counts the lines of a message that are within bounds.
fn within(lines: &[Value]) -> usize {
    let mut room = MESSAGE;
    let fits = |line: &&Value| {
        room = room.saturating_sub(length(line));
        room > 0
    };
    lines.iter().take(LINES).take_while(fits).count()
}

/// Counts the bytes of all texts.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(length).sum(),
        Value::Object(fields) => fields.values().map(length).sum(),
        _ => 0,
    }
}

/// Removes names of places that an earlier place has.
fn name_once(value: &mut Value, seen: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| name_once(value, seen)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(anchor) if name == "anchor" => {
                        if !seen.insert(anchor.clone()) {
                            *value = Value::Null;
                        }
                    }
                    value => name_once(value, seen),
                }
            }
        }
        _ => {}
    }
}

/// Keeps texts within bounds and within the characters that can be shown.
struct Safe<'a> {
    book: &'a FontBook,
    cut: &'a str,
    /// Characters beyond ASCII that are known to have a form.
    known: BTreeSet<char>,
}

impl Safe<'_> {
    fn bound(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if !text.is_ascii() {
                    *text = self.named(text);
                }
                if let Some((end, _)) = text.char_indices().nth(TEXT) {
                    text.truncate(end);
                    text.push_str(self.cut);
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|value| self.bound(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.bound(value)),
            _ => {}
        }
    }

    fn knows(&mut self, c: char) -> bool {
        if c.is_ascii() || self.known.contains(&c) {
            return true;
        }
        let has = has(self.book, c);
        if has {
            self.known.insert(c);
        }
        has
    }

    /// Writes the number of each character that no font has, for a box would say nothing, and of marks
    /// that are heaped upon a letter; of many in a row the first ones only.
    fn named(&mut self, text: &str) -> String {
        let mut named = String::with_capacity(text.len() + 16);
        let (mut unknown, mut marks) = (0, 0_usize);
        for c in text.chars() {
            unknown = if self.knows(c) { 0 } else { unknown + 1 };
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            match unknown.max(marks.saturating_sub(MARKS)) {
                0 => named.push(c),
                n if n <= NAMED => {
                    // Writing to a String cannot fail.
                    let _ = write!(named, "[U+{:04X}]", u32::from(c));
                }
                n if n == NAMED + 1 => named.push_str("[…]"),
                _ => {}
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Emphasis;
    use crate::report::document::{Anchor, Heading, Line};
    use crate::rulefile::RuleFiles;

    fn handed(blocks: Vec<Block>) -> Value {
        let words = Words::load(&RuleFiles::embedded(), "en").expect("English");
        let document = Document { language: "en".to_owned(), blocks };
        let fonts = fonts_for(&document, Vec::new);
        let json = to_json(&document, &Labels::of(&words), &fonts).expect("JSON");
        serde_json::from_slice(&json).expect("JSON")
    }

    #[test]
    fn characters_without_a_form_are_named() {
        let block = Block::paragraph("Ωж€é\u{200d} 花", Emphasis::None);
        let handed = handed(vec![block]);
        assert_eq!(handed["blocks"][0]["paragraph"][0][0]["plain"], "Ωж€é\u{200d} [U+82B1]");
    }

    #[test]
    fn of_many_that_cannot_be_shown_some_are_named() {
        let block = Block::paragraph(
            format!("e{}x{}", "\u{301}".repeat(9_000), "花".repeat(9_000)),
            Emphasis::None,
        );
        let text = handed(vec![block])["blocks"][0]["paragraph"][0][0]["plain"].to_string();
        assert_eq!(text.matches('\u{301}').count(), MARKS);
        assert_eq!(text.matches("[U+0301]").count(), NAMED);
        assert_eq!(text.matches("[U+82B1]").count(), NAMED);
        assert_eq!(text.matches("[…]").count(), 2);
    }

    #[test]
    fn long_texts_and_many_lines_are_cut() {
        let long = Block::paragraph("é".repeat(TEXT + 1), Emphasis::None);
        let many = Block::Lines(vec![Line::from("x"); LINES + 1], Emphasis::None);
        let wide = Block::Lines(vec![Line::from("x".repeat(TEXT)); 100], Emphasis::None);
        let handed = handed(vec![long, many, wide]);
        let text = handed["blocks"][0]["paragraph"][0][0]["plain"].as_str().expect("a text");
        let cut = "… [cut here: the file holds the rest]";
        assert_eq!(text, format!("{}{cut}", "é".repeat(TEXT)));
        let lines = handed["blocks"][1]["lines"][0].as_array().expect("lines");
        assert_eq!((lines.len(), &lines[LINES][0]["plain"]), (LINES + 1, &Value::from(cut)));
        let wide = handed["blocks"][2]["lines"][0].as_array().expect("lines");
        assert_eq!(wide.len(), MESSAGE / TEXT + 1);
    }

    #[test]
    fn a_place_has_its_name_once() {
        let anchor = Some(Anchor::Annex(1));
        let text = "T".to_owned();
        let heading = Heading { level: 2, text, emphasis: Emphasis::None, anchor };
        let handed = handed(vec![Block::Heading(heading.clone()), Block::Heading(heading)]);
        assert_eq!(handed["blocks"][0]["heading"]["anchor"], "annex-1");
        assert!(handed["blocks"][1]["heading"]["anchor"].is_null());
    }
}
