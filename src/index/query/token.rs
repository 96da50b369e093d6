//! Cuts a query into words, phrases, fields and signs.

use super::Fault;
use crate::index::day::quoted;
use crate::index::field::{FIELDS, Field, Takes};
use std::ops::Range;

const FARTHEST: u32 = 1_000;
const NEAR_ALONE: u32 = 10;
/// What stands before the colon of an address without slashes, which is no field.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms", "cid", "mid", "urn", "data"];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    /// A field; what it applies to follows.
    Field(&'static Field),
    Text(Form, &'a str),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Word,
    /// Behind a backslash: nothing in it has a meaning of its own.
    Literal,
    Phrase,
}

pub(super) type Placed<'a> = (Token<'a>, Range<usize>);

/// The marks that can close what this one opens; languages differ in which way they point.
fn closing(mark: char) -> Option<&'static [char]> {
    match mark {
        '"' => Some(&['"']),
        '“' | '”' | '„' => Some(&['“', '”']),
        '«' | '»' => Some(&['«', '»']),
        _ => None,
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || closing(c).is_some()
}

pub(super) fn tokens(text: &str) -> Result<Vec<Placed<'_>>, Fault> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(c) = text[start..].chars().next() {
        let (mut end, rest) = (start + c.len_utf8(), &text[start + c.len_utf8()..]);
        let at = start..end;
        match c {
            '(' => tokens.push((Token::Open, at)),
            ')' => tokens.push((Token::Close, at)),
            '-' if rest.chars().next().is_none_or(|c| c.is_whitespace() || c == ')') => {
                return Err(Fault::new(
                    at,
                    "nothing stands right behind `-`",
                    "write `-word` to leave it out",
                ));
            }
            '-' => tokens.push((Token::Not, at)),
            c if c.is_whitespace() => {}
            c => {
                end = match closing(c) {
                    Some(marks) => phrase(rest, at, marks, &mut tokens)?,
                    None => word(text, start, &mut tokens)?,
                }
            }
        }
        start = end;
    }
    Ok(tokens)
}

fn phrase<'a>(
    rest: &'a str,
    mark: Range<usize>,
    marks: &[char],
    tokens: &mut Vec<Placed<'a>>,
) -> Result<usize, Fault> {
    let Some((inside, behind)) = rest.split_once(marks) else {
        return Err(Fault::new(mark, "this quote is not closed", "write \"these words\""));
    };
    let at = mark.start..mark.end + rest.len() - behind.len();
    if inside.trim().is_empty() {
        return Err(Fault::new(at, "nothing stands between the quotes", "write \"these words\""));
    }
    tokens.push((Token::Text(Form::Phrase, inside.trim()), at.clone()));
    Ok(at.end)
}

fn word<'a>(text: &'a str, start: usize, tokens: &mut Vec<Placed<'a>>) -> Result<usize, Fault> {
    let end = text[start..].find(ends_word).map_or(text.len(), |length| start + length);
    let (word, at) = (&text[start..end], start..end);
    let token = match word.to_ascii_lowercase().as_str() {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        // In small letters it is a word that people look for.
        "near" if word == "NEAR" => Token::Near(NEAR_ALONE),
        lower => {
            if let Some(number) = lower.strip_prefix("near/") {
                let distance = number.parse().ok().filter(|n| (1..=FARTHEST).contains(n));
                let what = || format!("{} has no number from 1 to {FARTHEST}", quoted(word));
                let advice = "write NEAR/5, or NEAR alone for NEAR/10";
                Token::Near(distance.ok_or_else(|| Fault::new(at.clone(), what(), advice))?)
            } else if let Some((name, value)) = word.split_once(':')
                && let Some(field) = field(name, value, &text[end..], &at)?
            {
                let colon = end - value.len();
                tokens.push((Token::Field(field), start..colon));
                if value.is_empty() {
                    return Ok(end);
                }
                tokens.push((plain(value, &(colon..end))?, colon..end));
                return Ok(end);
            } else {
                plain(word, &at)?
            }
        }
    };
    tokens.push((token, at));
    Ok(end)
}

fn plain<'a>(word: &'a str, at: &Range<usize>) -> Result<Token<'a>, Fault> {
    match word.strip_prefix('\\') {
        None => Ok(Token::Text(Form::Word, word)),
        Some("") => {
            let advice = "write \\not for the word `not`, or put the text in quotes";
            Err(Fault::new(at.clone(), "no word stands right behind `\\`", advice))
        }
        Some(literal) => Ok(Token::Text(Form::Literal, literal)),
    }
}

/// The field that is named before a colon; `None` when that is no name but a part of a word.
fn field(
    name: &str,
    value: &str,
    behind: &str,
    at: &Range<usize>,
) -> Result<Option<&'static Field>, Fault> {
    let named = at.start..at.start + name.len();
    let opens = behind.chars().next().is_some_and(|c| c == '(' || closing(c).is_some());
    if let Some(field) = Field::named(name) {
        if value.is_empty() && !opens {
            let what = format!("nothing stands right behind `{}:`", field.name);
            return Err(Fault::new(at.clone(), what, format!("write {}", field.example)));
        }
        if value.starts_with('-') && !matches!(field.takes, Takes::Days(_)) {
            let advice = format!("write `-` before the field: -{}", field.example);
            let dash = named.end + 1..named.end + 2;
            return Err(Fault::new(dash, "`-` stands behind the field", advice));
        }
        return Ok(Some(field));
    }
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let is_address =
        value.starts_with("//") || SCHEMES.iter().any(|s| s.eq_ignore_ascii_case(name));
    // Without a value it is a word before a colon, as in `Re: access request`.
    if !is_name || is_address || (value.is_empty() && !opens) {
        return Ok(None);
    }
    let names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
    let advice = format!(
        "{}Fields: {}. Quotes take the text as it is",
        meant(name, &names),
        names.join(", ")
    );
    Err(Fault::new(named, format!("unknown field {}", quoted(name)), advice))
}

/// Asks whether the nearest of these names was meant, if one is near.
pub(super) fn meant(word: &str, names: &[&str]) -> String {
    let word = word.to_ascii_lowercase();
    let near = names.iter().map(|name| (distance(&word, name), name));
    // A name of two letters is two steps away from any other.
    let nearest = near.filter(|(steps, name)| *steps <= 2 && *steps < name.len()).min();
    nearest.map(|(_, name)| format!("did you mean `{name}`? ")).unwrap_or_default()
}

/// How many letters must be added, dropped or changed to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
