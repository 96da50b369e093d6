//! Reads the identities of messages in a field (RFC 5322, 3.6.4), as programs really write them.

use crate::id::MessageId;

/// After so many comments without an end, the rest of a field is taken to hold none.
const MAX_UNCLOSED: usize = 8;
/// A longer identity is cut.
const LONGEST: usize = 2_000;

/// The identities of a field.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    pub(super) ids: Vec<MessageId>,
    /// Whether words stand beside them ("Message from A <a@b> of Monday"): then one may be an address.
    pub(super) among_words: bool,
}

/// Reads a field; comments are no part of it.
pub(super) fn read(text: &str) -> Ids {
    let mut found: Vec<String> = Vec::new();
    let mut beside = String::new();
    let mut unclosed = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '(' if unclosed < MAX_UNCLOSED => skip_comment(after).unwrap_or_else(|| {
                unclosed += 1;
                after
            }),
            '<' => {
                let end = end_of_id(after);
                found.push(bare(&after[..end]));
                after[end..].strip_prefix('>').unwrap_or(&after[end..])
            }
            _ => {
                beside.push(c);
                after
            }
        };
    }
    let words =
        beside.split([' ', '\t', '\r', '\n', ',', ';']).map(|w| w.trim_matches(['<', '>', '"']));
    let words: Vec<&str> = words.filter(|word| word.contains(char::is_alphanumeric)).collect();
    let among_words = !words.is_empty();
    if found.is_empty() && (words.len() == 1 || words.iter().all(|word| word.contains('@'))) {
        let ids = words.into_iter().map(MessageId::new).collect();
        return Ids { ids, among_words: false };
    }
    let ids = found.into_iter().filter(|id| !id.is_empty()).map(MessageId::new).collect();
    Ids { ids, among_words }
}

/// Finds the end of a comment, which may hold others.
fn skip_comment(text: &str) -> Option<&str> {
    let mut depth = 1;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&text[at + 1..]);
        }
    }
    None
}

/// Finds where an identity ends: at its bracket, or where the next one begins.
fn end_of_id(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' | '<' if !quoted => return at,
            _ => {}
        }
    }
    text.find(['>', '<']).unwrap_or(text.len())
}

/// Takes blanks, comments and the quotes of a local part off: `<"a.1" @ b (c)>` names `a.1@b`.
fn bare(inner: &str) -> String {
    let mut rest = &inner[..inner.floor_char_boundary(LONGEST)];
    let mut id = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '(' => match skip_comment(rest) {
                Some(after) => rest = after,
                None => id.push(c),
            },
            '"' | '\\' => {}
            c if c.is_whitespace() => {}
            c => id.push(c),
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (Vec<String>, bool) {
        let read = read(text);
        (read.ids.iter().map(ToString::to_string).collect(), read.among_words)
    }

    #[test]
    fn identities_are_read_as_programs_write_them() {
        for (text, ids, among_words) in [
            ("<a@b> <c@d>", vec!["a@b", "c@d"], false),
            ("<a@b>\r\n\t<c@d", vec!["a@b", "c@d"], false),
            ("a@b", vec!["a@b"], false),
            ("token", vec!["token"], false),
            ("a@b, c@d", vec!["a@b", "c@d"], false),
            ("<\"a.1\"@b>", vec!["a.1@b"], false),
            (
                "<1234   @   local(blah)  .machine .example>",
                vec!["1234@local.machine.example"],
                false,
            ),
            ("(was <x@y>) <c@d>", vec!["c@d"], false),
            ("(unclosed <c@d>", vec!["c@d"], true),
            ("Message from Ann <ann@d> of \"Monday\" <1@d>", vec!["ann@d", "1@d"], true),
            ("Your message to hans@d of Monday", vec![], true),
            ("foo bar baz", vec![], true),
            ("<>", vec![], false),
            ("", vec![], false),
        ] {
            let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
            assert_eq!(of(text), (ids, among_words), "{text}");
        }
    }
}
