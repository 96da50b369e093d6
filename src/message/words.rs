//! Cuts a text into folded words, each known by a number alone: the marks of quoted mail are looked up
//! in every line of every mail.

use crate::lexicon::Tokens;

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Byte offset of its first byte.
    pub(super) start: usize,
    /// Byte offset after its last byte.
    pub(super) end: usize,
    /// A hash of the word without case and accents (FNV-1a).
    pub(super) fold: u64,
    /// Whether a digit is in it.
    pub(super) digit: bool,
}

/// The words of a text.  Addresses, and numbers with a point in them, are one word.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) list: Vec<Word>,
    tokens: Tokens,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(fold: u64, byte: u8) -> u64 {
    (fold ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

impl Words {
    /// Replaces the words by those of another text; `base` is added to every offset.
    pub(super) fn refill(&mut self, text: &str, base: usize) {
        self.list.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii() && !bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let start = at;
            let (mut fold, mut digit) = (SEED, false);
            while let Some(byte) = bytes.get(at).copied() {
                let joins = matches!(byte, b'.' | b'@' | b'_' | b'+')
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
                if !byte.is_ascii_alphanumeric() && !joins {
                    break;
                }
                digit |= byte.is_ascii_digit();
                fold = mix(fold, byte.to_ascii_lowercase());
                at += 1;
            }
            match bytes.get(at) {
                Some(byte) if !byte.is_ascii() => {
                    at = self.beyond_ascii(text, start, base);
                    continue;
                }
                Some(b':') if bytes[at..].starts_with(b"://") => {
                    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b')' | b'"');
                    at = bytes[at..].iter().position(ends).map_or(bytes.len(), |n| at + n);
                    at += text[at..].chars().next().map_or(0, |c| usize::from(c.is_ascii()));
                }
                _ => {}
            }
            self.list.push(Word { start: base + start, end: base + at, fold, digit });
        }
    }

    /// Reads a word with letters beyond ASCII; gives the place after it.
    fn beyond_ascii(&mut self, text: &str, start: usize, base: usize) -> usize {
        let word = text[start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if word.is_empty() {
            return start + text[start..].chars().next().map_or(1, char::len_utf8);
        }
        self.tokens.refill(word, 0);
        let folded = self.tokens.tokens.iter().map(|token| self.tokens.word(token));
        let fold = folded.flat_map(str::bytes).fold(SEED, mix);
        let digit = word.bytes().any(|byte| byte.is_ascii_digit());
        self.list.push(Word { start: base + start, end: base + start + word.len(), fold, digit });
        start + word.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(text: &str) -> Vec<u64> {
        let mut words = Words::default();
        words.refill(text, 0);
        words.list.iter().map(|word| word.fold).collect()
    }

    #[test]
    fn case_accents_and_signs_do_not_count() {
        assert_eq!(folds("*Envoyé* : à"), folds("envoye A"));
        assert_eq!(folds("GRÜSSE, Größe"), folds("grusse; grosse"));
        assert_eq!(folds("l’e-mail"), folds("L'E mail"));
        assert_ne!(folds("sent"), folds("send"));
    }

    #[test]
    fn addresses_and_numbers_are_one_word() {
        for one in ["z.k@y.example", "https://x.example/a?b=c", "03.02.2020", "Zoé", "写道"] {
            assert_eq!(folds(one).len(), 1, "{one}");
        }
        let mut words = Words::default();
        words.refill("am 3. Mai – <https://x.example> Zoë", 7);
        let starts: Vec<usize> = words.list.iter().map(|word| word.start - 7).collect();
        assert_eq!(starts, [0, 3, 6, 15, 34]);
        assert_eq!(words.list.iter().filter(|word| word.digit).count(), 1);
    }
}
