//! Reads lists of addresses (RFC 5322, 3.4), and what mailers send in their place.

use super::words;
use crate::message::Mailbox;

/// More addresses than this are not read.
const MAX_MAILBOXES: usize = 10_000;

/// A mailbox while it is read.
#[derive(Default)]
struct Draft {
    phrase: String,
    angle: Option<String>,
    comment: String,
}

/// Reads a list of addresses.  Groups give their members; a name in a comment is a name.
pub(super) fn list(text: &str) -> Vec<Mailbox> {
    let mut found = Vec::new();
    let mut draft = Draft::default();
    // A part of a name that a comma cut off, as in `Doe, John <john@x.example>`.
    let mut cut: Option<String> = None;
    let mut has_comments = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if found.len() >= MAX_MAILBOXES {
            return found;
        }
        let inner = &rest[c.len_utf8()..];
        rest = match c {
            '=' if rest.starts_with("=?") => {
                let length = words::length(rest).unwrap_or(1);
                draft.phrase.push_str(&rest[..length]);
                &rest[length..]
            }
            '"' => match quoted(inner) {
                Some((words, after)) => {
                    draft.phrase.push_str(&words);
                    after
                }
                None => inner,
            },
            '(' if has_comments => {
                let found = comment(inner);
                has_comments = found.is_some();
                let (words, after) =
                    found.unwrap_or_else(|| (std::mem::take(&mut draft.comment), inner));
                draft.comment = words;
                after
            }
            '<' => {
                let inner = inner.trim_start_matches('<');
                let route = if inner.starts_with('@') { inner.find(':').unwrap_or(0) } else { 0 };
                let end = inner[route..].find(['>', ',']).map_or(inner.len(), |n| route + n);
                draft.angle.get_or_insert_with(|| inner[..end].to_owned());
                inner[end..].trim_start_matches('>')
            }
            ':' if draft.angle.is_none() && !draft.phrase.contains('@') => {
                // The name of a group, or a scheme: `Team: a@x, b@x;`, `mailto:a@x`.
                (draft, cut) = (Draft::default(), None);
                inner
            }
            ',' | ';' => {
                finish(std::mem::take(&mut draft), &mut cut, &mut found);
                if c == ';' {
                    alone(&mut cut, &mut found);
                }
                inner
            }
            _ => {
                draft.phrase.push(c);
                inner
            }
        };
    }
    finish(draft, &mut cut, &mut found);
    alone(&mut cut, &mut found);
    found
}

/// Takes a quoted string; none when the quotation mark has no match.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => {
                let after = &text[at + 1..];
                let swallows = words.contains('<') && words.contains('@');
                let goes_on = after.starts_with(|c: char| c.is_alphanumeric());
                return (!(swallows && goes_on)).then_some((words, after));
            }
            '\\' => words.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => words.push(c),
        }
    }
    None
}

/// Takes a comment, which may hold others.
fn comment(text: &str) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut depth = 1;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => words.extend(chars.next().map(|(_, escaped)| escaped)),
            '(' => {
                depth += 1;
                words.push(c);
            }
            ')' if depth == 1 => return Some((words, &text[at + 1..])),
            ')' => {
                depth -= 1;
                words.push(c);
            }
            _ => words.push(c),
        }
    }
    None
}

fn finish(draft: Draft, cut: &mut Option<String>, found: &mut Vec<Mailbox>) {
    let Draft { phrase, angle, comment } = draft;
    let phrase = phrase.trim();
    let is_marked = angle.is_some();
    let Some(angle) = angle.or_else(|| bare(phrase)) else {
        if cut.as_ref().is_some_and(|cut| !is_name(cut)) {
            alone(cut, found);
        }
        let first = cut.take();
        let joined = first.map_or_else(|| phrase.to_owned(), |first| format!("{first}, {phrase}"));
        *cut = Some(joined).filter(|words| !words.is_empty());
        if !comment.is_empty() {
            let name = name(&comment);
            let address = cut.take().unwrap_or_default().to_lowercase();
            found.push(Mailbox { name, address });
        }
        return;
    };
    let words = if is_marked { phrase.to_owned() } else { phrase.replacen(&angle, "", 1) };
    let words = if is_same(&words, &angle) { String::new() } else { words.trim().to_owned() };
    let is_rest_of_name = cut.as_ref().is_some_and(|cut| is_name(cut)) && !words.is_empty();
    if !is_rest_of_name {
        alone(cut, found);
    }
    let words = match cut.take() {
        Some(first) => format!("{first}, {words}"),
        None if words.is_empty() => comment,
        None => words,
    };
    found.push(Mailbox { name: name(&words), address: address(&angle) });
}

/// Takes words without an address: a name, or the name of a mailbox on the same machine.
fn alone(cut: &mut Option<String>, found: &mut Vec<Mailbox>) {
    let Some(words) = cut.take() else { return };
    found.push(if is_name(&words) {
        Mailbox { name: name(&words), address: String::new() }
    } else {
        Mailbox { name: String::new(), address: words.to_lowercase() }
    });
}

fn is_name(words: &str) -> bool {
    words.contains(char::is_whitespace) || words.contains(char::is_uppercase) || !words.is_ascii()
}

/// Finds an address among words, where no angle brackets mark it.
fn bare(phrase: &str) -> Option<String> {
    let at = phrase.find('@')?;
    if !phrase.contains(char::is_whitespace) {
        return Some(phrase.to_owned());
    }
    let local = phrase[..at].trim_end().rsplit(char::is_whitespace).next()?;
    let domain = phrase[at + 1..].trim_start().split(char::is_whitespace).next()?;
    Some(format!("{local}@{domain}"))
}

/// Tells whether a name is only the address again.
fn is_same(name: &str, address: &str) -> bool {
    let spaceless = |text: &str| text.split_whitespace().collect::<String>();
    spaceless(name).eq_ignore_ascii_case(&spaceless(address))
}

fn name(words: &str) -> String {
    words::decode(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cleans an address: no route, scheme, space or quotation mark (RFC 5322, 4.4).
fn address(text: &str) -> String {
    let text = text.trim();
    let text = match text.rsplit_once(':') {
        Some((route, address)) if route.starts_with('@') => address,
        Some((scheme, address)) if scheme.eq_ignore_ascii_case("mailto") => address,
        _ => text,
    };
    let text = if text.contains("=?") { words::decode(text) } else { text.to_owned() };
    let kept = text.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    kept.collect::<String>().trim_matches(['\'', '"', '<', '>', ';', ',']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        list(text).into_iter().map(|m| (m.name, m.address)).collect()
    }

    #[test]
    fn addresses_are_read_however_they_are_written() {
        for (text, name, address) in [
            ("a@x.example", "", "a@x.example"),
            ("<A@X.example>", "", "a@x.example"),
            ("Ann Lee <a@x.example>", "Ann Lee", "a@x.example"),
            ("\"Lee, Ann\" <a@x.example>", "Lee, Ann", "a@x.example"),
            ("Lee, Ann <a@x.example>", "Lee, Ann", "a@x.example"),
            ("Lee, Ann, PhD <a@x.example>", "Lee, Ann, PhD", "a@x.example"),
            ("a@x.example (Ann (Anna) Lee)", "Ann (Anna) Lee", "a@x.example"),
            ("\"Unclosed <a@x.example>", "Unclosed", "a@x.example"),
            ("Ann <a@x.example", "Ann", "a@x.example"),
            ("Ann <<a@x.example>>", "Ann", "a@x.example"),
            ("Ann a@x.example", "Ann", "a@x.example"),
            ("a @ x.example", "", "a@x.example"),
            ("Ann <@b.example,@c.example:a@x.example>", "Ann", "a@x.example"),
            ("<mailto:a@x.example>", "", "a@x.example"),
            ("\"a@x.example\" <a@x.example>", "", "a@x.example"),
            ("\"b@y.example\" <a@x.example>", "b@y.example", "a@x.example"),
            ("=?utf-8?Q?Lee,_Ann?= <a@x.example>", "Lee, Ann", "a@x.example"),
            ("\"=?utf-8?Q?Ren=C3?= =?utf-8?Q?=A9?=\" <a@x.example>", "René", "a@x.example"),
            ("Ann (unclosed <a@x.example>", "Ann unclosed", "a@x.example"),
            ("jwz", "", "jwz"),
            ("jwz (Jamie)", "Jamie", "jwz"),
            ("Whomever", "Whomever", ""),
            ("'a@x.example' <a@x.example>", "'a@x.example'", "a@x.example"),
        ] {
            assert_eq!(read(text), [(name.into(), address.into())], "{text}");
        }
    }

    #[test]
    fn lists_and_groups_give_all_members() {
        let addresses = |text| read(text).into_iter().map(|m| m.1).collect::<Vec<_>>();
        let both = ["a@x.example", "b@x.example"];
        for text in [
            "a@x.example, b@x.example",
            "a@x.example; b@x.example;",
            "Team: a@x.example, B <b@x.example>;",
            "One: a@x.example;, Two: b@x.example;",
            "\"Unclosed <a@x.example>, \"B\" <b@x.example>",
            "A <a@x.example>,, B <b@x.example>",
        ] {
            assert_eq!(addresses(text), both, "{text}");
        }
        assert_eq!(addresses("undisclosed-recipients:;"), Vec::<String>::new());
        assert_eq!(addresses("bob, alice"), ["bob", "alice"]);
    }

    #[test]
    fn hostile_lists_take_no_time() {
        for text in ["(", "\"", "<", "a,", "=?a?q?", "a:", "\"<@\"b", "Aa,"] {
            let _ = list(&text.repeat(60_000));
        }
        assert_eq!(list(&"a@x.example,".repeat(300_000)).len(), MAX_MAILBOXES);
    }
}
