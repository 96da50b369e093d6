//! Takes subjects apart: what a reply puts before them, and the numbers of tickets in them.

use crate::lexicon::{Kind, Tokens};
use crate::rulefile::{Fault, RuleFiles};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A subject longer than this is cut before it is looked at.
const LONGEST: usize = 1_000;
/// So many prefixes and tags are taken off at most.
const LAYERS: usize = 64;
/// Words between a cue and the number it announces.
const FILLERS: usize = 3;
/// The number of a ticket has at least so many digits.
const DIGITS: usize = 3;
/// And is no longer than this.
const TOKEN_LENGTH: usize = 40;

/// What stands before and in subjects (`rules/subjects.toml`), folded.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    prefixes: FxHashSet<String>,
    cues: FxHashSet<String>,
    fillers: FxHashSet<String>,
    /// No cue is longer, in bytes before it is folded.
    longest: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectsFile {
    prefixes: Prefixes,
    tickets: Tickets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefixes {
    reply: Vec<String>,
    forward: Vec<String>,
    automatic: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tickets {
    cues: Vec<String>,
    fillers: Vec<String>,
}

/// A subject without what replies and lists put before it (RFC 5256, 2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseSubject {
    /// The folded words of what is left.
    pub base: String,
    /// Whether it was the subject of a reply or of a forwarded mail.
    pub is_reply: bool,
}

impl Subjects {
    /// Loads the words.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/subjects.toml`.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let Some(file) = files.get("subjects.toml") else { return Ok(Self::default()) };
        let source: SubjectsFile = file.parse()?;
        let fold =
            |lists: &[&[String]]| lists.iter().copied().flatten().map(|t| folded(t)).collect();
        let Prefixes { reply, forward, automatic } = &source.prefixes;
        let Tickets { cues, fillers } = &source.tickets;
        let longest = cues.iter().chain(fillers).map(String::len).max().unwrap_or(0) + 4;
        Ok(Self {
            longest,
            prefixes: fold(&[reply, forward, automatic]),
            cues: fold(&[cues]),
            fillers: fold(&[fillers]),
        })
    }

    /// Takes the prefixes and tags off a subject.
    pub fn base(&self, subject: &str) -> BaseSubject {
        let mut rest = cut(subject).trim();
        let mut is_reply = false;
        for _ in 0..LAYERS {
            let before = rest;
            if let Some(inner) = forwarded(rest) {
                (rest, is_reply) = (inner, true);
            } else if let Some(inner) = rest.strip_suffix("(fwd)") {
                (rest, is_reply) = (inner.trim_end(), true);
            } else if let Some(after) = self.after_prefix(rest) {
                (rest, is_reply) = (after, true);
            } else if let Some(after) = after_tag(rest) {
                rest = after;
            }
            if rest == before {
                break;
            }
        }
        BaseSubject { base: folded(rest), is_reply }
    }

    /// Gives what follows a prefix and its colon.
    fn after_prefix<'a>(&self, text: &'a str) -> Option<&'a str> {
        let colon = text.char_indices().take(48).find(|(_, c)| matches!(c, ':' | '：'))?.0;
        let before = &text[..colon];
        let word = before.split(['[', '(', '^']).next().unwrap_or_default();
        let counted = before[word.len()..].chars().all(|c| !c.is_alphabetic())
            || before[word.len()..].starts_with('[');
        let word = folded(word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        let after = text[colon..].trim_start_matches([':', '：']).trim_start();
        (counted && self.prefixes.contains(&word)).then_some(after)
    }

    /// Lists the numbers of tickets and files in a text: `[#4711]`, `Case 0123`, `FOI 2016/00123`,
    /// `ref:_00D…:ref`.
    pub fn tickets(&self, text: &str) -> Vec<String> {
        let text = cut_to(text, 16 * LONGEST);
        let mut found: Vec<String> = Vec::new();
        let mut keep = |token: &str| {
            let token = bare(token);
            if is_ticket(&token) && !found.contains(&token) {
                found.push(token);
            }
        };
        for (at, _) in text.match_indices("ref:") {
            let end = text[at + 4..].find(":ref").filter(|n| *n <= 2 * TOKEN_LENGTH);
            if let Some(end) = end {
                keep(&text[at + 4..at + 4 + end]);
            }
        }
        let mut announced = 0;
        let mut before = "";
        let mut folding = String::new();
        for chunk in text.split_whitespace() {
            let marked = chunk.contains(['#', '[']) || chunk.starts_with(['(', '{']);
            let code =
                (2..=6).contains(&before.len()) && before.bytes().all(|b| b.is_ascii_uppercase());
            for part in chunk.split(['#', '[', ']', '(', ')', '{', '}', ':', '=', ',', ';', '"']) {
                let numbered = part.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
                if numbered {
                    let own_code = part.as_bytes().iter().take(2).all(u8::is_ascii_uppercase);
                    if announced > 0 || marked || code || own_code {
                        keep(part);
                    }
                    announced = 0;
                } else if !part.is_empty() && part.len() <= self.longest {
                    let word = bare_word(part, &mut folding);
                    if self.cues.contains(word) {
                        announced = FILLERS + 1;
                    } else if announced > 0 && !word.is_empty() && !self.fillers.contains(word) {
                        announced = 0;
                    }
                } else if !part.is_empty() {
                    announced = 0;
                }
            }
            announced = announced.saturating_sub(usize::from(announced > 0));
            before = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        }
        found
    }
}

/// Folds one word, without the marks around it.
fn bare_word<'a>(part: &str, folding: &'a mut String) -> &'a str {
    let word = part.trim_matches(|c: char| !c.is_alphanumeric());
    folding.clear();
    if word.is_ascii() {
        folding.push_str(word);
        folding.make_ascii_lowercase();
    } else {
        folding.push_str(&folded(word));
    }
    folding
}

/// Unwraps `[Fwd: …]`.
fn forwarded(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let head = inner.get(..4).filter(|h| h.eq_ignore_ascii_case("fwd:"))?;
    Some(inner[head.len()..].trim())
}

/// Gives what follows a tag in brackets, if something does.
fn after_tag(text: &str) -> Option<&str> {
    let end = text.strip_prefix('[')?.find(']')? + 2;
    let after = text.get(end..)?.trim_start();
    (!after.is_empty()).then_some(after)
}

fn bare(token: &str) -> String {
    let inner = token.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    inner.to_ascii_lowercase()
}

/// Tells whether a token can be the number of a ticket: no date, amount, year or address.
fn is_ticket(token: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let shape = token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-/_.".contains(&b));
    let parts: Vec<&str> = token.split(['-', '/', '.']).collect();
    let numeric = parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let year = |p: &&str| p.len() == 4 && (p.starts_with("19") || p.starts_with("20"));
    let date = numeric && parts.len() == 3 && parts.iter().any(year);
    let host = numeric && parts.len() == 4 && token.matches('.').count() == 3;
    let day = numeric && parts.len() == 1 && is_day(token);
    let amount = numeric && token.contains('.') && parts.len() == 2;
    let alone = numeric && parts.len() == 1 && (digits < 4 || (digits == 4 && year(&token)));
    shape
        && digits >= DIGITS
        && token.len() <= TOKEN_LENGTH
        && !date
        && !day
        && !host
        && !amount
        && !alone
}

/// Tells whether eight digits are a date written without marks.
fn is_day(token: &str) -> bool {
    token.len() == 8
        && chrono::NaiveDate::parse_from_str(token, "%Y%m%d")
            .is_ok_and(|day| (1970..2100).contains(&chrono::Datelike::year(&day)))
}

fn cut(text: &str) -> &str {
    cut_to(text, LONGEST)
}

fn cut_to(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn folded(text: &str) -> String {
    let tokens = Tokens::of(text, 0);
    let words = tokens.tokens.iter().filter(|t| t.kind != Kind::Currency);
    words.map(|t| tokens.word(t)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexica;

    fn subjects() -> Subjects {
        Subjects::load(&RuleFiles::embedded()).expect("the subjects")
    }

    #[test]
    fn replies_and_tags_are_taken_off() {
        let subjects = subjects();
        for (subject, base, is_reply) in [
            (" a  b\tc\r\n d\t", "a b c d", false),
            ("Re: Fwd: [list] Re[2]: Auskunft", "auskunft", true),
            ("AW: WG: Anfrage", "anfrage", true),
            ("RE : TR : Demande d'accès", "demande d acces", true),
            ("[tag1][tag2] [tag3]\t re: a b c", "a b c", true),
            ("[fwd: [list] re: a b c]", "a b c", true),
            ("[nonlist]", "nonlist", false),
            ("Sv(3): Sak", "sak", true),
            ("Automatic reply: Holidays", "holidays", true),
            ("回复：会议", "会议", true),
            ("test (fwd)", "test", true),
            ("Meeting: agenda", "meeting agenda", false),
            ("Re:", "", true),
        ] {
            let found = subjects.base(subject);
            assert_eq!((found.base.as_str(), found.is_reply), (base, is_reply), "{subject}");
        }
    }

    #[test]
    fn every_language_finds_its_prefixes_here() {
        let (subjects, lexica) =
            (subjects(), Lexica::load(&RuleFiles::embedded()).expect("languages"));
        for language in lexica.languages() {
            let lexicon = lexica.get(language).expect("no fault").expect("a language");
            assert!(!lexicon.reply_prefixes.is_empty(), "{language}");
            for prefix in &lexicon.reply_prefixes {
                assert!(subjects.base(&format!("{prefix}: x")).is_reply, "{language}: {prefix}");
            }
        }
    }

    #[test]
    fn tickets_are_found_in_their_many_forms() {
        let subjects = subjects();
        for (text, tickets) in [
            ("[#4711] Your data", vec!["4711"]),
            ("Re: [Ticket#2020010110000012] Auskunft", vec!["2020010110000012"]),
            ("Case 0123: received", vec!["0123"]),
            ("[ ref:_00D20AbCd._5003xYz12:ref ] Hello", vec!["00d20abcd._5003xyz12"]),
            ("Acknowledgement - FOI 2016/00123", vec!["2016/00123"]),
            ("Your reference number is DSAR-2021-77.", vec!["dsar-2021-77"]),
            ("Unser Aktenzeichen lautet 33-778/21", vec!["33-778/21"]),
            ("INC0012345 has been created", vec!["inc0012345"]),
            ("Numéro de dossier : 884512", vec!["884512"]),
        ] {
            assert_eq!(subjects.tickets(text), tickets, "{text}");
        }
        for text in [
            "Meeting on 2020-01-05 at 10:30",
            "Your invoice of 1234.56 EUR",
            "News 2024",
            "Case law of 2019",
            "call +49 30 123456",
            "Ticket please",
            "Your case: [192.0.2.40] said 550",
            "Report [20061106]",
        ] {
            assert_eq!(subjects.tickets(text), Vec::<String>::new(), "{text}");
        }
    }
}
