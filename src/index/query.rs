//! Reads what a person asks for: `from:clearview (passport or "identity card") -kind:bounce`.

mod token;
#[cfg(test)]
mod tests;

use super::day::{limits, quoted};
use super::field::{Field, Takes};
use chrono::NaiveDate;
use std::fmt;
use std::ops::Range;
use token::{Form, Placed, Token, meant, tokens};

/// What a person asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// All messages.
    Everything,
    /// What this finds.
    Term(Term),
    /// What all of these find.
    All(Vec<Query>),
    /// What at least one of these finds.
    Any(Vec<Query>),
    /// What this does not find.
    Not(Box<Query>),
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where to look, if the query says so.
    pub field: Option<&'static Field>,
    /// What to look for.
    pub value: Value,
    /// The bytes of the query that it stands at.
    pub at: Range<usize>,
}

/// What to look for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One word as it was written, which the index may split: `REF-2020/12`.
    Words(String),
    /// The beginning of a word.
    Prefix(String),
    /// Words in this order.
    Phrase(String),
    /// Words or phrases that stand close to each other.
    Near {
        /// The word or phrase before `NEAR`.
        left: String,
        /// The word or phrase behind it.
        right: String,
        /// How many words apart they may stand.
        distance: u32,
    },
    /// Days.
    Days {
        /// The first day that counts.
        from: Option<NaiveDate>,
        /// The day after the last one that counts.
        before: Option<NaiveDate>,
    },
    /// One of the words that the field takes.
    Choice(&'static str),
    /// A whole name, or `*` for any.
    Name(String),
}

/// What is wrong in a query, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the query that are wrong.
    pub at: Range<usize>,
    /// What is wrong there.
    pub what: String,
    /// What to write instead.
    pub advice: Option<String>,
}

impl Fault {
    fn new(at: Range<usize>, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { at, what: what.into(), advice: Some(advice.into()) }
    }

    /// Shows the place in the query, then what is wrong and what to write instead.
    pub fn shown(&self, query: &str) -> String {
        const WIDTH: usize = 72;
        const BEFORE: usize = 24;
        let (before, rest) = query.split_at(query.floor_char_boundary(self.at.start));
        let marked = &rest[..rest.floor_char_boundary(self.at.len())];
        let (start, all) = (before.chars().count(), query.chars().count());
        let cut = start.saturating_sub(BEFORE).min(all.saturating_sub(WIDTH));
        // A line break or an escape would part the carets from what they point at.
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let line: String = query.chars().skip(cut).take(WIDTH).map(plain).collect();
        let head = if cut > 0 { "…" } else { "" };
        let tail = if cut + WIDTH < all { "…" } else { "" };
        let indent = start - cut + head.chars().count();
        let carets = "^".repeat(marked.chars().count().min(WIDTH - (start - cut)).max(1));
        let mut shown = format!("{head}{line}{tail}\n{:indent$}{carets}\n{}", "", self.what);
        if let Some(advice) = &self.advice {
            shown.push('\n');
            shown.push_str(advice);
        }
        shown
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        self.advice.iter().try_for_each(|advice| write!(f, "; {advice}"))
    }
}

impl std::error::Error for Fault {}

const LONGEST: usize = 10_000;
const DEEPEST: usize = 64;
const MOST_TERMS: usize = 1_000;

/// Reads a query; `today` is the day that `6m` counts back from.
///
/// # Errors
///
/// When the query is not well formed, names an unknown field, or gives a field what it cannot take.
pub fn parse(text: &str, today: NaiveDate) -> Result<Query, Fault> {
    if matches!(text.trim(), "" | "*") {
        return Ok(Query::Everything);
    }
    if text.len() > LONGEST {
        let at = text.floor_char_boundary(LONGEST)..text.len();
        return Err(Fault::new(at, "the query is too long", format!("{LONGEST} bytes are read")));
    }
    let mut parser = Parser { text, tokens: tokens(text)?, next: 0, depth: 0, terms: 0, today };
    let query = parser.any(None)?;
    if parser.next < parser.tokens.len() { Err(parser.misplaced()) } else { Ok(query) }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Placed<'a>>,
    next: usize,
    depth: usize,
    terms: usize,
    today: NaiveDate,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.next).map(|(token, _)| *token)
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self, field: Option<&'static Field>) -> Result<Query, Fault> {
        let mut parts = vec![self.all(field)?];
        while self.take(Token::Or) {
            parts.push(self.all(field)?);
        }
        Ok(joined(parts, Query::Any))
    }

    fn all(&mut self, field: Option<&'static Field>) -> Result<Query, Fault> {
        let mut parts = vec![self.negated(field)?];
        while !matches!(self.peek(), None | Some(Token::Or | Token::Close)) {
            self.take(Token::And);
            parts.push(self.negated(field)?);
        }
        Ok(joined(parts, Query::All))
    }

    fn negated(&mut self, field: Option<&'static Field>) -> Result<Query, Fault> {
        let mut negated = false;
        while self.take(Token::Not) {
            negated = !negated;
        }
        let query = self.single(field)?;
        Ok(if negated { Query::Not(Box::new(query)) } else { query })
    }

    fn single(&mut self, field: Option<&'static Field>) -> Result<Query, Fault> {
        let Some((token, at)) = self.tokens.get(self.next).cloned() else {
            return Err(self.misplaced());
        };
        match (token, field) {
            (Token::Open, _) => self.group(field, at),
            (Token::Field(inner), Some(outer)) => {
                let what = format!("`{}:` stands within `{}:(…)`", inner.name, outer.name);
                Err(Fault::new(at, what, "close the parenthesis before the next field"))
            }
            (Token::Field(inner), None) => {
                self.next += 1;
                let start = at.start;
                match self.tokens.get(self.next).cloned() {
                    Some((Token::Open, at)) => self.group(Some(inner), at),
                    Some((Token::Text(form, text), at)) => {
                        self.next += 1;
                        let value = self.value(Some(inner), form, text, &at)?;
                        self.term(Some(inner), value, start..at.end)
                    }
                    _ => Err(self.misplaced()),
                }
            }
            (Token::Text(form, text), _) => {
                self.next += 1;
                if let Some(Token::Near(distance)) = self.peek() {
                    return self.near(field, distance);
                }
                let value = self.value(field, form, text, &at)?;
                self.term(field, value, at)
            }
            _ => Err(self.misplaced()),
        }
    }

    fn group(&mut self, field: Option<&'static Field>, open: Range<usize>) -> Result<Query, Fault> {
        if self.depth == DEEPEST {
            let what = format!("parentheses are more than {DEEPEST} deep");
            return Err(Fault::new(open, what, "write fewer parentheses"));
        }
        self.next += 1;
        self.depth += 1;
        let query = self.any(field)?;
        self.depth -= 1;
        if self.take(Token::Close) { Ok(query) } else { Err(unclosed(open)) }
    }

    /// The word or phrase that was taken last, and the one behind `NEAR`.
    fn near(&mut self, field: Option<&'static Field>, distance: u32) -> Result<Query, Fault> {
        let side = |place: usize| match self.tokens.get(place) {
            Some((Token::Text(form, text), at)) if *form != Form::Word || !text.contains('*') => {
                Some(((*text).to_owned(), at))
            }
            _ => None,
        };
        let words = field.is_none_or(|field| matches!(field.takes, Takes::Words(_)));
        let sides = side(self.next - 1).zip(side(self.next + 1)).filter(|_| words);
        let Some(((left, first), (right, last))) = sides else {
            return Err(self.near_fault());
        };
        let at = first.start..last.end;
        self.next += 2;
        self.term(field, Value::Near { left, right, distance }, at)
    }

    fn near_fault(&self) -> Fault {
        let advice = "write: pass NEAR/5 \"identity card\"; with a field: subject:(a NEAR/5 b)";
        let at = self.tokens[self.next].1.clone();
        Fault::new(at, "NEAR needs one whole word or \"phrase\" on each side", advice)
    }

    fn term(
        &mut self,
        field: Option<&'static Field>,
        value: Value,
        at: Range<usize>,
    ) -> Result<Query, Fault> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            let what = format!("the query has more than {MOST_TERMS} words");
            return Err(Fault::new(at, what, "ask for less at once"));
        }
        Ok(Query::Term(Term { field, value, at }))
    }

    fn value(
        &self,
        field: Option<&'static Field>,
        form: Form,
        text: &str,
        at: &Range<usize>,
    ) -> Result<Value, Fault> {
        let takes = field.map(|field| (field.name, field.takes));
        match (takes, form) {
            (None | Some((_, Takes::Words(_))), Form::Phrase) => Ok(Value::Phrase(text.to_owned())),
            (None | Some((_, Takes::Words(_))), Form::Literal) => Ok(Value::Words(text.to_owned())),
            (None | Some((_, Takes::Words(_))), Form::Word) => starred(text, at.start),
            (Some((_, Takes::Days(sense))), _) => limits(text, sense, self.today)
                .map(|(from, before)| Value::Days { from, before })
                .map_err(|what| Fault { at: at.clone(), what, advice: None }),
            (Some((name, Takes::Choice(choices))), _) => {
                let chosen = choices.iter().find(|choice| choice.eq_ignore_ascii_case(text));
                chosen.map(|choice| Value::Choice(choice)).ok_or_else(|| {
                    let advice =
                        format!("{}`{name}:` takes {}", meant(text, choices), choices.join(", "));
                    Fault::new(at.clone(), format!("`{name}:` is never {}", quoted(text)), advice)
                })
            }
            (Some((name, Takes::Name(_))), Form::Word) if text != "*" && text.contains('*') => {
                let advice = format!("write the whole name, or {name}:* for any");
                let what = format!("`{name}:` takes a whole name, not a part with `*`");
                Err(Fault::new(at.clone(), what, advice))
            }
            (Some((_, Takes::Name(_))), _) => Ok(Value::Name(text.to_owned())),
        }
    }

    fn lonely(&self, side: &str, at: Range<usize>) -> Fault {
        let sign = &self.text[at.clone()];
        let what = format!("nothing to look for stands {side} `{sign}`");
        Fault::new(at, what, format!("for the word itself, write \"{sign}\""))
    }

    /// Says why nothing can be looked for at this place.
    fn misplaced(&self) -> Fault {
        let here = self.tokens.get(self.next).cloned();
        let before = self.next.checked_sub(1).and_then(|i| self.tokens.get(i)).cloned();
        match (before, here) {
            (Some((Token::And | Token::Or | Token::Not, at)), _) => self.lonely("behind", at),
            (_, Some((Token::And | Token::Or, at))) => self.lonely("before", at),
            (_, Some((Token::Near(_), _))) => self.near_fault(),
            (Some((Token::Open, open)), Some((Token::Close, close))) => {
                let what = "nothing stands between the parentheses";
                Fault::new(open.start..close.end, what, "write (this or that)")
            }
            (Some((Token::Open, at)), None) => unclosed(at),
            (_, here) => {
                let at = here.map_or(self.text.len()..self.text.len(), |(_, at)| at);
                Fault::new(at, "no parenthesis is open here", "take it out, or write it in quotes")
            }
        }
    }
}

fn joined(mut parts: Vec<Query>, join: fn(Vec<Query>) -> Query) -> Query {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn unclosed(open: Range<usize>) -> Fault {
    Fault::new(open, "this parenthesis is not closed", "write (this or that)")
}

/// A word, or the beginning of one.
fn starred(text: &str, start: usize) -> Result<Value, Fault> {
    match text.split_once('*') {
        None => Ok(Value::Words(text.to_owned())),
        Some((prefix, "")) if prefix.contains(char::is_alphanumeric) => {
            Ok(Value::Prefix(prefix.to_owned()))
        }
        Some((prefix, _)) => {
            let star = start + prefix.len();
            let advice = "write pass* for the words that begin so, or * as the whole query";
            Err(Fault::new(star..star + 1, "`*` stands only at the end of a word", advice))
        }
    }
}
