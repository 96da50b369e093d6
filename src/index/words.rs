//! Splits text into the terms of the index: words without case and accents, and beside a word its stem in the
//! language of the text.  Queries are split by the same code, so that index and query never disagree.

use crate::lexicon::fold_into;
use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};
use std::fmt::Write as _;
use std::hash::Hasher;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

/// Longer words are no words, in bytes: they count as a place and are not indexed.
const LONGEST: usize = 64;
/// So many places lie between two texts of a part, so that no words of both are near: more than `NEAR` can ask for.
const APART: usize = 1_000;
/// Stands before the language of a text that is to be stemmed.
const LANGUAGE: char = '\u{2}';
/// Stands before a stem, so that it is no word.
const STEM: char = '\u{1}';
/// So many words are remembered with their stems; most text consists of few words.
const REMEMBERED: usize = 200_000;

/// The languages that are stemmed, by ISO 639-1 code.
const STEMMED: [(&str, Algorithm); 13] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("pt", Algorithm::Portuguese),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
];

fn stemmed(code: &str) -> Option<(&'static str, Algorithm)> {
    STEMMED.iter().find(|(known, _)| *known == code).copied()
}

/// Marks a text with its language, for the stems.
pub(super) fn marked(text: &str, language: Option<&str>) -> String {
    match language.and_then(stemmed) {
        Some((code, _)) => format!("{LANGUAGE}{code}{text}"),
        // A text cannot mark itself.
        None => text.trim_start_matches(LANGUAGE).to_owned(),
    }
}

/// Finds the next word at or after a place.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    let start = loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                break at;
            }
            at += 1;
        } else {
            let char = text[at..].chars().next()?;
            if char.is_alphanumeric() {
                if stands_alone(char) {
                    return Some((at, at + char.len_utf8()));
                }
                break at;
            }
            at += char.len_utf8();
        }
    };
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            at += 1;
        } else {
            let Some(char) = text[at..].chars().next() else { break };
            if stands_alone(char) || !(char.is_alphanumeric() || is_combining_mark(char)) {
                break;
            }
            at += char.len_utf8();
        }
    }
    Some((start, at))
}

/// Tells whether a character is a word by itself: in scripts without spaces.
fn stands_alone(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Finds the words of a text, with their places.
pub(super) fn each_word(text: &str, visit: &mut impl FnMut(usize, usize)) {
    let mut at = 0;
    while let Some((start, end)) = next_word(text, at) {
        visit(start, end);
        at = end;
    }
}

/// Gives the words of a text as terms, each with its place; a word that is not indexed leaves its place empty.
pub(super) fn placed(text: &str) -> Vec<(usize, String)> {
    let (mut placed, mut place) = (Vec::new(), 0);
    each_word(text, &mut |start, end| {
        let word = &text[start..end];
        if word.len() <= LONGEST {
            placed.push((place, folded(word)));
        }
        place += 1;
    });
    placed.retain(|(_, term)| !term.is_empty());
    placed
}

/// Gives the words of a text as terms.
pub(super) fn terms(text: &str) -> Vec<String> {
    placed(text).into_iter().map(|(_, term)| term).collect()
}

/// Gives a word as a term.
pub(super) fn folded(word: &str) -> String {
    let mut term = String::with_capacity(word.len());
    fold_into(word, &mut term);
    term
}

/// Writes out umlauts as people do who have no key for them; nothing if there is none.
fn written_out(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if !lower.contains(['ä', 'ö', 'ü']) {
        return None;
    }
    let plain = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    Some(folded(&plain))
}

/// Gives the terms beside the word itself by which a word of a query is found in texts of this language:
/// those that the index has beside each of its forms.  Signs around the word do not count.
pub(super) fn variants(word: &str, languages: &[String]) -> Vec<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let term = folded(word);
    let mut found: Vec<String> = Vec::new();
    for (code, algorithm) in languages.iter().filter_map(|code| stemmed(code)) {
        let stem = Stemmer::new(algorithm).stem(&term).into_owned();
        let mut marked = String::new();
        // Writing to a String cannot fail.
        let _ = write!(marked, "{STEM}{code}{stem}");
        found.push(marked);
        // A form that is its own stem stands in the index only as itself.
        found.push(stem);
    }
    found.extend(written_out(word));
    found.retain(|other| *other != term && !other.is_empty());
    found.sort_unstable();
    found.dedup();
    found
}

/// Splits text into terms.
#[derive(Clone, Default)]
pub(super) struct Words {
    memories: Vec<Memory>,
    /// Kept from text to text, to be filled again.
    token: Token,
    beside: [String; 2],
}

/// The stems of the words of a language that were met; nothing for a word that is its own stem.
#[derive(Clone)]
struct Memory {
    code: &'static str,
    stemmer: Stemmer,
    stems: FxHashMap<u64, Option<Box<str>>>,
}

impl Words {
    fn memory_of(&mut self, code: &'static str, algorithm: Algorithm) -> usize {
        let known = self.memories.iter().position(|memory| memory.code == code);
        known.unwrap_or_else(|| {
            let (stemmer, stems) = (Stemmer::new(algorithm), FxHashMap::default());
            self.memories.push(Memory { code, stemmer, stems });
            self.memories.len() - 1
        })
    }
}

impl Memory {
    /// Appends the marked stem of a word that is not its own stem.
    fn stem(&mut self, term: &str, into: &mut String) {
        let mut hasher = FxHasher::default();
        hasher.write(term.as_bytes());
        let key = hasher.finish();
        if self.stems.len() >= REMEMBERED {
            self.stems.clear();
        }
        let stem = self.stems.entry(key).or_insert_with(|| {
            let stem = self.stemmer.stem(term);
            (*stem != *term).then(|| format!("{STEM}{}{stem}", self.code).into_boxed_str())
        });
        into.push_str(stem.as_deref().unwrap_or_default());
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let marked = text.strip_prefix(LANGUAGE);
        let language = marked.and_then(|rest| stemmed(rest.get(..2)?));
        let at = if language.is_some() { LANGUAGE.len_utf8() + 2 } else { 0 };
        let memory = language.map(|(code, algorithm)| self.memory_of(code, algorithm));
        self.token.reset();
        self.token.position_length = APART;
        self.beside.iter_mut().for_each(String::clear);
        Terms { words: self, text, at, memory }
    }
}

/// The terms of a text, one after the other.
pub(super) struct Terms<'a> {
    words: &'a mut Words,
    text: &'a str,
    at: usize,
    /// Which of the memories is that of the language.
    memory: Option<usize>,
}

impl Terms<'_> {
    /// Finds what stands beside the word at hand.
    fn look_beside(&mut self, word: &str) {
        let Some(memory) = self.memory else { return };
        let memory = &mut self.words.memories[memory];
        let [stem, plain] = &mut self.words.beside;
        memory.stem(&self.words.token.text, stem);
        if memory.code == "de" && !word.is_ascii() {
            plain.push_str(&written_out(word).unwrap_or_default());
        }
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Words { token, beside, .. } = &mut *self.words;
        if let Some(beside) = beside.iter_mut().find(|beside| !beside.is_empty()) {
            std::mem::swap(&mut token.text, beside);
            beside.clear();
            return true;
        }
        loop {
            let Some((start, end)) = next_word(self.text, self.at) else { return false };
            self.at = end;
            let word = &self.text[start..end];
            let token = &mut self.words.token;
            token.position = token.position.wrapping_add(1);
            (token.offset_from, token.offset_to) = (start, end);
            if word.len() > LONGEST {
                continue;
            }
            token.text.clear();
            fold_into(word, &mut token.text);
            if !token.text.is_empty() {
                self.look_beside(word);
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        &self.words.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.words.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str, language: Option<&str>) -> Vec<(usize, String)> {
        let mut words = Words::default();
        let marked = marked(text, language);
        let mut stream = words.token_stream(&marked);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        found
    }

    #[test]
    fn stems_stand_beside_their_words() {
        let found = all("Requests to erase", Some("en"));
        let expected =
            [(0, "requests"), (0, "\u{1}enrequest"), (1, "to"), (2, "erase"), (2, "\u{1}eneras")];
        assert_eq!(found, expected.map(|(at, term)| (at, term.to_owned())));
        assert_eq!(all("Requests", None), [(0, "requests".to_owned())]);
    }

    #[test]
    fn umlauts_are_found_as_people_write_them() {
        let terms: Vec<String> = all("Löschung", Some("de")).into_iter().map(|(_, t)| t).collect();
        assert!(terms.contains(&"loschung".to_owned()) && terms.contains(&"loeschung".to_owned()));
        assert!(variants("Löschung", &[]).contains(&"loeschung".to_owned()));
    }

    #[test]
    fn scripts_without_spaces_are_split_into_characters() {
        assert_eq!(terms("個人データ"), ["個", "人", "テ", "ー", "タ"]);
        assert_eq!(terms("REF-2020/12 l’accès"), ["ref", "2020", "12", "l", "acces"]);
    }

    proptest! {
        #[test]
        fn a_form_of_a_word_finds_itself(word in "[a-zäöüéèß]{1,20}", language in 0..STEMMED.len()) {
            let code = STEMMED[language].0;
            let indexed: Vec<String> = all(&word, Some(code)).into_iter().map(|(_, t)| t).collect();
            let mut asked = variants(&word, &[code.to_owned()]);
            asked.push(folded(&word));
            prop_assert!(indexed.iter().all(|term| asked.contains(term)), "{indexed:?} {asked:?}");
        }

        #[test]
        fn any_text_is_split(text in "\\PC*", language in prop::option::of(0..STEMMED.len())) {
            let code = language.map(|n| STEMMED[n].0);
            let words = terms(&text).len();
            prop_assert!(all(&text, code).len() >= words.min(1) * usize::from(words > 0 && text.len() < LONGEST));
        }
    }
}
