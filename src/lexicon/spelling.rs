//! Other ways in which a word of a phrase may stand in a text: umlauts written out, and a slip of the
//! finger in a long word.

/// Words with fewer letters are never taken for a misspelt other one.
const LONG: usize = 9;
/// Words with more are no words.
const LONGEST: usize = 24;
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

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

/// Lists the words that are one letter away from a long folded word: one more, one less, another one,
/// or two neighbours exchanged.  The first letter stays.
pub(super) fn one_slip_away(word: &str) -> impl Iterator<Item = String> + '_ {
    let plain = word.len() >= LONG && word.len() <= LONGEST && word.is_ascii();
    let plain = plain && word.bytes().all(|b| b.is_ascii_lowercase());
    (1..=word.len()).filter(move |_| plain).flat_map(move |i| {
        let (head, tail) = word.split_at(i);
        let rest = tail.get(1..);
        let lost = rest.map(|rest| format!("{head}{rest}"));
        let turned = tail.get(2..).map(|rest| format!("{head}{}{}{rest}", &tail[1..2], &tail[..1]));
        let more = LETTERS.chars().map(move |c| format!("{head}{c}{tail}"));
        let other =
            LETTERS.chars().filter_map(move |c| rest.map(|rest| format!("{head}{c}{rest}")));
        lost.into_iter().chain(turned).chain(more).chain(other)
    })
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
    fn one_slip_is_forgiven_in_long_words_only() {
        let near = |wrong: &str, right: &str| one_slip_away(wrong).any(|w| w == right);
        assert!(near("verfication", "verification"));
        assert!(near("verificaiton", "verification"));
        assert!(near("veriffication", "verification"));
        assert!(near("verificatien", "verification"));
        assert!(!near("pasport", "passport"), "too short");
        assert!(!near("xerification", "verification"), "the first letter stays");
        assert!(!near("verifcaton", "verification"), "two slips");
    }
}
