//! Umlauts written out, and which words are long enough to be taken for a misspelt other one.

/// Words with fewer letters are never taken for a misspelt other one.
const LONG: usize = 9;
/// Words with more are no words.
const LONGEST: usize = 24;

/// Gives a folded word with `ae`, `oe`, `ue` for the letters that umlauts fold to; `None` without any.
pub(super) fn without_written_umlauts(word: &str) -> Option<String> {
    let mut plain = String::with_capacity(word.len());
    let mut before = ' ';
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        plain.push(c);
        // `eue` and `que` are never an umlaut.
        let umlaut = matches!(c, 'a' | 'o' | 'u') && !matches!(before, 'a' | 'e' | 'q');
        if umlaut && chars.peek() == Some(&'e') {
            chars.next();
        }
        before = c;
    }
    (plain.len() < word.len()).then_some(plain)
}

/// Tells whether a slip of the finger in a folded word leaves no doubt of what was meant.
pub(super) fn may_be_misspelt(word: &str) -> bool {
    (LONG..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_umlauts_are_read() {
        let read = |word| without_written_umlauts(word);
        assert_eq!(read("gebuehr").as_deref(), Some("gebuhr"));
        assert_eq!(read("ausfuellen").as_deref(), Some("ausfullen"));
        assert_eq!(read("neuen"), None);
        assert_eq!(read("request"), None);
    }

    #[test]
    fn short_words_are_taken_as_they_are() {
        assert!(may_be_misspelt("verfication"));
        assert!(!may_be_misspelt("pasport"));
        assert!(!may_be_misspelt("identité"));
    }
}
