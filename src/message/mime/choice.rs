//! Chooses between the forms of one text (RFC 2046, 5.1.4): plain, unless it is a stub of the other.

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::Hasher;

/// A plain text this much shorter than the HTML is a stub ("view in your browser").
const STUB: usize = 5;
/// A short plain text is a stub already when the HTML says twice as much.
const SHORT: usize = 300;
/// The plain text may lack one word in so many of the HTML's: addresses, menus, footers.
const LACKING: usize = 4;
/// So many words that the plain text lacks are a paragraph of their own.
const PARAGRAPH: usize = 40;

/// One form of a text.
#[derive(Debug, Default)]
pub(super) struct Candidate {
    pub(super) text: String,
    /// Whether it was made of HTML.
    pub(super) is_rich: bool,
}

impl Candidate {
    /// Joins what follows in the same message.
    pub(super) fn followed_by(mut self, next: &Self) -> Self {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&next.text);
        self.is_rich |= next.is_rich;
        self
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Chooses the form to read; the order is that of the message, the richest last.
pub(super) fn best(found: Vec<Candidate>) -> Option<Candidate> {
    let (rich, plain): (Vec<_>, Vec<_>) =
        found.into_iter().filter(|c| !c.is_empty()).partition(|c| c.is_rich);
    let plain = plain.into_iter().reduce(|a, b| a.followed_by(&b));
    match (plain, rich.into_iter().next_back()) {
        (Some(plain), Some(rich)) if is_stub(&plain.text, &rich.text) => Some(rich),
        (plain, rich) => plain.or(rich),
    }
}

/// Tells whether the plain text leaves out what the HTML says.
fn is_stub(plain: &str, rich: &str) -> bool {
    let (short, long) = (plain.trim().len(), rich.trim().len());
    short * STUB < long
        || (short < SHORT && short * 2 < long)
        || is_source(plain)
        || lacks(plain, rich)
}

/// Tells whether the plain text is HTML itself.
pub(super) fn is_source(plain: &str) -> bool {
    let start = plain.trim_start().as_bytes();
    let begins = |mark: &str| {
        start.get(..mark.len()).is_some_and(|b| b.eq_ignore_ascii_case(mark.as_bytes()))
    };
    ["<html", "<!doctype html", "<head", "<body", "<div", "<table"].into_iter().any(begins)
}

fn lacks(plain: &str, rich: &str) -> bool {
    let has: FxHashSet<u64> = words(plain).collect();
    let (mut all, mut missing) = (0, 0);
    for word in words(rich) {
        all += 1;
        missing += usize::from(!has.contains(&word));
    }
    missing >= PARAGRAPH && missing * LACKING > all
}

/// Gives the words of some length, in lower case, by their hashes.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 3).map(|word| {
        let mut hasher = FxHasher::default();
        word.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c.into()));
        hasher.finish()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(plain: &str, rich: &str) -> bool {
        let plain = Candidate { text: plain.to_owned(), is_rich: false };
        let rich = Candidate { text: rich.to_owned(), is_rich: true };
        best(vec![plain, rich]).is_some_and(|c| c.is_rich)
    }

    #[test]
    fn plain_text_is_read_unless_it_is_a_stub() {
        let letter = "We received your request and will answer within a month. ".repeat(8);
        assert!(!chosen(&letter, &letter));
        assert!(!chosen(&letter, &format!("{letter} Our logo and a menu")));
        assert!(chosen("", &letter));
        assert!(!chosen(&letter, " "));
        assert!(chosen("View this message in your browser.", &letter[..180]));
        assert!(chosen(&format!("<html><body>{letter}</body></html>"), &letter));
        let refusal = (0..60).map(|n| format!("refusal{n} ")).collect::<Vec<_>>().concat();
        assert!(chosen(&letter, &format!("{letter}{refusal}")));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best(Vec::new()).is_none());
    }
}
