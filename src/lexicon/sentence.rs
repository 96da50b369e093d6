//! Cuts text into sentences and list items, and ties each item to the sentence that governs it.

use std::ops::Range;

/// Lines at least this long are taken to go on in the next line (mail wraps at 65 to 78 columns).
const WRAPPED: usize = 50;
/// No sentence is longer than this, whatever its punctuation.
const LONGEST: usize = 4_000;

/// A sentence or list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
    /// The sentence that introduces the list it belongs to, as an index into the same list.
    pub governor: Option<usize>,
    /// The paragraph it stands in; a list item is a paragraph of its own.
    pub paragraph: usize,
}

struct Block {
    range: Range<usize>,
    item: bool,
}

/// Cuts the given parts of a text into sentences; `abbreviation` tells whether the word before a
/// full stop is one, in lower case.
pub fn sentences(
    text: &str,
    parts: &[Range<usize>],
    abbreviation: &dyn Fn(&str) -> bool,
) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = Vec::new();
    let mut paragraph = 0;
    for part in parts {
        let mut governor = None;
        for block in blocks(text, part.clone()) {
            if !block.item {
                governor = None;
            }
            let from = all.len();
            for range in split(text, block.range.clone(), abbreviation) {
                all.push(Sentence { range, governor, paragraph });
            }
            paragraph += 1;
            if !block.item && all.len() > from {
                let introduces = text[block.range].trim_end().ends_with(':');
                governor = introduces.then(|| all.len() - 1);
            }
        }
    }
    all
}

/// Cuts a part into paragraphs and list items.
fn blocks(text: &str, part: Range<usize>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut previous: &str = "";
    let mut at = part.start;
    for line in text[part].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let shown = line.trim();
        if shown.is_empty() {
            open = false;
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let (from, to) = (start + indent, start + indent + shown.len());
        let bullet = bullet(shown);
        let continues = bullet == 0 && open && goes_on(previous, shown);
        match blocks.last_mut() {
            Some(block) if continues => block.range.end = to,
            _ => blocks.push(Block { range: from + bullet..to, item: bullet > 0 }),
        }
        open = true;
        previous = shown;
    }
    blocks
}

fn goes_on(line: &str, next: &str) -> bool {
    let ended = line.ends_with(['.', '!', '?', ':', ';']);
    let lower = next.starts_with(char::is_lowercase);
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    // A web address ends a sentence without a full stop.
    if !lower && last.contains("://") {
        return false;
    }
    line.chars().count() >= WRAPPED || lower || (!ended && line.ends_with(','))
}

/// Gives the length of a list mark at the start of a line, or 0.
fn bullet(line: &str) -> usize {
    let sign = line.trim_start_matches(['-', '*', '•', '–', '—', '·', '▪', '◦', '●', '‣', '→']);
    let signs = line.len() - sign.len();
    if signs > 0 && sign.starts_with([' ', '\t', '\u{a0}']) {
        return line.len() - sign.trim_start().len();
    }
    let open = usize::from(line.starts_with('('));
    let mark = line[open..].find(|c: char| !c.is_alphanumeric()).map_or(0, |n| open + n);
    let (label, rest) = line.split_at(mark);
    let label = &label[open.min(label.len())..];
    let number = !label.is_empty() && label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = matches!(label, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix");
    let closed = if number { rest.starts_with([')', '.']) } else { rest.starts_with(')') };
    if (number || letter || roman) && closed && rest[1..].starts_with([' ', '\t', '\u{a0}']) {
        return line.len() - rest[1..].trim_start().len();
    }
    0
}

fn split(
    text: &str,
    block: Range<usize>,
    abbreviation: &dyn Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let body = &text[block.clone()];
    let mut start = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let too_long = i - start >= LONGEST && c.is_whitespace();
        if !too_long && !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = i + c.len_utf8();
        while let Some((j, d)) = chars.peek().copied() {
            if !matches!(d, '.' | '!' | '?' | '…' | ')' | '"' | '”' | '’' | '\'') {
                break;
            }
            end = j + d.len_utf8();
            chars.next();
        }
        // A French closing quote stands behind a space.
        let mut rest = &body[end..];
        let bare = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if let Some(after) = bare.strip_prefix('»') {
            end = body.len() - after.len();
            rest = after;
            while chars.peek().is_some_and(|(j, _)| *j < end) {
                chars.next();
            }
        }
        let next = rest.trim_start();
        let spaced = next.len() < rest.len() || next.is_empty();
        let sentence_follows = !next.starts_with(char::is_lowercase);
        let before = &body[start..i];
        let short = c == '.'
            && !next.is_empty()
            && (is_short(before, abbreviation) || is_day_of_month(before, next));
        if too_long || (spaced && sentence_follows && !short) {
            push(&mut found, body, start..end, block.start);
            start = end;
        }
    }
    push(&mut found, body, start..body.len(), block.start);
    found
}

/// Tells whether a full stop behind these words belongs to an abbreviation or an initial.
fn is_short(before: &str, abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '\'' | '’'))
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let initial = letters == 1 && word.chars().all(char::is_alphabetic);
    initial || abbreviation(&word.to_lowercase())
}

/// The months of the languages that write the day as an ordinal with a full stop: `3. März`.
const MONTHS: [&str; 15] = [
    "jan", "jän", "feb", "mär", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt",
    "nov", "dez",
];

/// Tells whether a full stop stands between the day and the month of a date.
fn is_day_of_month(before: &str, next: &str) -> bool {
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let beginning: String = next.chars().take(3).flat_map(char::to_lowercase).collect();
    (1..=2).contains(&digits) && MONTHS.contains(&beginning.as_str())
}

fn push(found: &mut Vec<Range<usize>>, body: &str, range: Range<usize>, base: usize) {
    let shown = &body[range.clone()];
    let start = range.start + (shown.len() - shown.trim_start().len());
    let end = start + shown.trim().len();
    if start < end && body[start..end].contains(char::is_alphanumeric) {
        found.push(base + start..base + end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Option<usize>)> {
        let short = |word: &str| ["mme", "art", "ltd", "e.g"].contains(&word);
        let whole = [0..text.len()];
        let found = sentences(text, &whole, &short);
        found.into_iter().map(|s| (&text[s.range], s.governor)).collect()
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_nothing() {
        let text = "Mme. Roux of Foo Ltd. wrote to J. Doe, e.g. about Art. 15. It cost 3.50 euros.";
        assert_eq!(
            cut(text),
            [
                ("Mme. Roux of Foo Ltd. wrote to J. Doe, e.g. about Art. 15.", None),
                ("It cost 3.50 euros.", None)
            ]
        );
    }

    #[test]
    fn the_day_of_a_date_ends_nothing() {
        assert_eq!(cut("Am 3. März kam die Mail. Nach Art. 15. Bitte antworten Sie.").len(), 3);
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text =
            "We have received the request that you sent us on Monday and will\nanswer soon. Bye.";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn list_items_know_the_sentence_that_governs_them() {
        let text = "Hello,\n\nPlease send us:\n- a photo;\n- a copy of your passport (front\n  and back).\n\nThanks";
        let found = cut(text);
        assert_eq!(found[2], ("a photo;", Some(1)));
        assert_eq!(found[3].0, "a copy of your passport (front\n  and back).");
        assert_eq!(found[4], ("Thanks", None));
    }

    #[test]
    fn numbered_and_lettered_items_are_items() {
        for line in
            ["1. one", "2) two", "a) finalités", "(b) copy", "• point", "— dash", "iv) four"]
        {
            assert!(bullet(line) > 0, "{line}");
        }
        for line in ["1.5 million", "a. b", "-dash", "2026-01-01", "A letter", "é) no"] {
            assert_eq!(bullet(line), 0, "{line}");
        }
    }

    #[test]
    fn french_quotes_close_the_sentence() {
        let found = cut("Ce n'est pas « tout. » Il manque la suite.");
        assert_eq!(found[0].0, "Ce n'est pas « tout. »");
    }

    #[test]
    fn no_input_is_cut_inside_a_character() {
        for text in ["é.É", "…", "(é", "« . »", "\u{a0}.", "1)", "a)\u{a0}é"] {
            cut(text);
        }
    }
}
