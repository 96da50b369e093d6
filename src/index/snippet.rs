//! Shows a few words around what was looked for.

use super::compile::Sought;
use super::words::{Words, each_word, marked};
use crate::lexicon::fold_into;
use std::ops::Range;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// So many characters are shown.
const LENGTH: usize = 160;
/// So many of them stand before the first word that was found.
const BEFORE: usize = 50;
/// More of a text is not looked through, in bytes.
const LOOK: usize = 256 << 10;

/// A piece of a text with the places, in bytes, of what was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, on one line.
    pub text: String,
    /// The words that were looked for.
    pub marks: Vec<Range<usize>>,
}

/// Cuts the piece of a text that holds the most of what was looked for; its beginning if it holds nothing.
pub fn snippet(text: &str, sought: &Sought, language: Option<&str>) -> Snippet {
    let text = &text[..text.floor_char_boundary(LOOK)];
    let mut hits: Vec<(Range<usize>, String)> = Vec::new();
    let mut term = String::new();
    let mut words = Words::default();
    each_word(text, &mut |start, end| {
        term.clear();
        fold_into(&text[start..end], &mut term);
        if sought.has(&term) {
            hits.push((start..end, term.clone()));
        } else if sought.may_be_form(&term) {
            let word = marked(&text[start..end], language);
            let mut beside = words.token_stream(&word);
            while beside.advance() {
                if sought.has(&beside.token().text) {
                    hits.push((start..end, term.clone()));
                    break;
                }
            }
        }
    });
    let best = (0..hits.len()).max_by_key(|first| {
        let limit = hits[*first].0.start + LENGTH - BEFORE;
        let mut terms: Vec<&str> = hits[*first..]
            .iter()
            .take_while(|(at, _)| at.end <= limit)
            .map(|(_, term)| term.as_str())
            .collect();
        let all = terms.len();
        terms.sort_unstable();
        terms.dedup();
        // Of equals, the first.
        (terms.len(), all, std::cmp::Reverse(*first))
    });
    let first = best.map_or(0, |best| hits[best].0.start);
    let mut from = text.floor_char_boundary(first.saturating_sub(BEFORE));
    if from > 0 {
        // No word is cut.
        from = text[from..first].find(char::is_whitespace).map_or(from, |at| from + at);
    }
    let mut snippet = Snippet::default();
    if from > 0 {
        snippet.text.push('…');
    }
    let mut space = false;
    for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
        if c.is_whitespace() {
            space = true;
            if snippet.text.len() > LENGTH {
                snippet.text.push('…');
                break;
            }
            continue;
        }
        if space && !snippet.text.is_empty() && !snippet.text.ends_with('…') {
            snippet.text.push(' ');
        }
        space = false;
        if hits.iter().any(|(hit, _)| hit.start == at) {
            snippet.marks.push(snippet.text.len()..snippet.text.len());
        }
        let within = hits.iter().any(|(hit, _)| hit.contains(&at));
        snippet.text.push(c);
        if let (true, Some(mark)) = (within, snippet.marks.last_mut()) {
            mark.end = snippet.text.len();
        }
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(exact: &[&str]) -> Sought {
        let exact = exact.iter().map(|word| (*word).to_owned()).collect();
        Sought { exact, ..Sought::default() }
    }

    #[test]
    fn the_piece_with_most_of_the_words_is_shown() {
        let text = format!(
            "A passport here.\n\n{}Please send a copy\nof your passport and a photo of yourself. {}",
            "Other words stand here. ".repeat(20),
            "More words stand there. ".repeat(20)
        );
        let shown = snippet(&text, &sought(&["passport", "photo"]), None);
        let marked: Vec<&str> = shown.marks.iter().map(|m| &shown.text[m.clone()]).collect();
        assert_eq!(marked, ["passport", "photo"], "{}", shown.text);
        assert!(shown.text.contains("copy of your passport") && shown.text.len() < 250);
    }

    #[test]
    fn without_a_hit_the_beginning_is_shown() {
        let shown = snippet("Dear all,\n\nthis is it.", &sought(&["passport"]), None);
        assert_eq!((shown.text.as_str(), shown.marks.len()), ("Dear all, this is it.", 0));
    }
}
