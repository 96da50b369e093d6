//! Folds text to words without case, accents or punctuation, each with its place in the original.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a word of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, or letters and digits.
    Word,
    /// Digits, with points or commas between them.
    Number,
    /// A currency sign.
    Currency,
    /// A web address.
    Url,
    /// A mail address.
    Email,
}

/// One folded word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Byte offset of the first byte in the original text.
    pub start: usize,
    /// Byte offset after the last byte in the original text.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    fold: (u32, u32),
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The words in the order of the text.
    pub tokens: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Splits a text into folded words; `base` is added to every offset.
    pub fn of(text: &str, base: usize) -> Self {
        let mut tokens = Self::default();
        tokens.refill(text, base);
        tokens
    }

    /// Replaces the words by those of another text, keeping the memory.
    pub fn refill(&mut self, text: &str, base: usize) {
        self.tokens.clear();
        self.folded.clear();
        each_word(text, &mut |start, end, kind| self.push(&text[start..end], base + start, kind));
    }

    /// Gives the folded form of a word.
    pub fn word(&self, token: &Token) -> &str {
        &self.folded[token.fold.0 as usize..token.fold.1 as usize]
    }

    fn push(&mut self, word: &str, start: usize, kind: Kind) {
        let from = self.folded.len();
        fold_into(word, &mut self.folded);
        // A text of 4 GiB is refused long before it comes here.
        let fold = (from as u32, self.folded.len() as u32);
        self.tokens.push(Token { start, end: start + word.len(), kind, fold });
    }
}

/// Appends a word without its case, its accents and its ligatures.
pub fn fold_into(word: &str, out: &mut String) {
    let from = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[from..].make_ascii_lowercase();
    } else {
        word.chars().for_each(|c| fold_char(c, out));
    }
}

/// Finds the words of a text, each with its first and last byte and its kind.
pub fn each_word(text: &str, visit: &mut impl FnMut(usize, usize, Kind)) {
    let mut rest = 0;
    while let Some(skip) = text[rest..].find(|c: char| !c.is_whitespace()) {
        let start = rest + skip;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
        // Most of what stands between two spaces is one plain word.
        let bytes = &text.as_bytes()[start..end];
        let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        match &bytes[letters..] {
            [] | [b'.' | b',' | b';' | b':' | b'!' | b'?'] if letters > 0 => {
                visit(start, start + letters, Kind::Word);
            }
            _ => chunk(&text[start..end], start, visit),
        }
        rest = end;
    }
}

/// Takes apart what stands between two white spaces.
fn chunk(chunk: &str, base: usize, visit: &mut impl FnMut(usize, usize, Kind)) {
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    if !bare.is_empty() {
        let at = base + (bare.as_ptr() as usize - chunk.as_ptr() as usize);
        if bare.contains("://") || bare.starts_with("www.") {
            return visit(at, at + bare.len(), Kind::Url);
        }
        if bare.split_once('@').is_some_and(|(l, d)| !l.is_empty() && d.contains('.')) {
            return visit(at, at + bare.len(), Kind::Email);
        }
    }
    let mut chars = chunk.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if matches!(c, '€' | '$' | '£' | '¥') {
            visit(base + i, base + i + c.len_utf8(), Kind::Currency);
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let mut numeric = c.is_ascii_digit();
        let mut end = i + c.len_utf8();
        while let Some(&(j, d)) = chars.peek() {
            let inside_number = numeric
                && matches!(d, '.' | ',')
                && chunk[j + 1..].starts_with(|n: char| n.is_ascii_digit());
            if !d.is_alphanumeric() && !is_combining_mark(d) && !inside_number {
                break;
            }
            numeric &= d.is_ascii_digit() || inside_number;
            end = j + d.len_utf8();
            chars.next();
        }
        visit(base + i, base + end, if numeric { Kind::Number } else { Kind::Word });
    }
}

/// Appends a character without its case, its accent or its ligature.
fn fold_char(c: char, out: &mut String) {
    match c {
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        _ => decompose_compatible(c, |d| {
            if !is_combining_mark(d) {
                out.extend(d.to_lowercase());
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text, 0);
        tokens.tokens.iter().map(|t| tokens.word(t).to_owned()).collect()
    }

    #[test]
    fn folds_case_accents_ligatures_and_apostrophes() {
        assert_eq!(
            words("L’Œuvre n'a PAS été « reçue »"),
            ["l", "oeuvre", "n", "a", "pas", "ete", "recue"]
        );
        assert_eq!(words("government-issued ID; cœur"), ["government", "issued", "id", "coeur"]);
    }

    #[test]
    fn keeps_addresses_whole() {
        let tokens = Tokens::of("see https://x.example/privacy, or a.b@c.example.", 10);
        let kinds: Vec<_> = tokens.tokens.iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [Kind::Word, Kind::Url, Kind::Word, Kind::Email]);
        assert_eq!(tokens.tokens[1].start, 14);
    }

    #[test]
    fn tells_numbers_and_money() {
        let tokens = Tokens::of("25 € $1,500.00 ca. 3", 0);
        let kinds: Vec<_> = tokens.tokens.iter().map(|t| t.kind).collect();
        assert_eq!(
            kinds,
            [Kind::Number, Kind::Currency, Kind::Currency, Kind::Number, Kind::Word, Kind::Number]
        );
        assert_eq!(tokens.word(&tokens.tokens[3]), "1,500.00");
    }

    #[test]
    fn offsets_point_into_the_original() {
        let text = "Pièce d’identité";
        let tokens = Tokens::of(text, 0);
        let shown: Vec<_> = tokens.tokens.iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(shown, ["Pièce", "d", "identité"]);
    }
}
