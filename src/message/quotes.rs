//! Knows how mail programs mark what somebody else wrote (`rules/quotes.toml`).

use super::automatic::AutomaticCues;
use crate::lexicon::Tokens;
use crate::rulefile::{Fault, RuleFiles};
use serde::Deserialize;

/// An attribution ("On Monday, X wrote:") takes at most so many lines.
const ATTRIBUTION_LINES: usize = 4;
/// And at most so many characters.
const ATTRIBUTION_LENGTH: usize = 400;

/// The marks of quoted mail, folded.
#[derive(Clone, Debug, Default)]
pub struct QuoteCues {
    from: Vec<String>,
    other: Vec<String>,
    separators: Vec<String>,
    verbs: Vec<String>,
    markers: Vec<String>,
    /// How machines word the mail they write themselves.
    pub(super) automatic: AutomaticCues,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotesFile {
    headers: Headers,
    separators: Phrases,
    attributions: Verbs,
    markers: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headers {
    from: Vec<String>,
    other: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    verbs: Vec<String>,
}

impl QuoteCues {
    /// Loads the marks.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/quotes.toml`.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let automatic = AutomaticCues::load(files)?;
        let Some(file) = files.get("quotes.toml") else {
            return Ok(Self { automatic, ..Self::default() });
        };
        let source: QuotesFile = file.parse()?;
        let fold = |list: Vec<String>| list.iter().map(|text| folded(text)).collect();
        Ok(Self {
            from: fold(source.headers.from),
            other: fold(source.headers.other),
            separators: fold(source.separators.phrases),
            verbs: fold(source.attributions.verbs),
            markers: fold(source.markers.phrases),
            automatic,
        })
    }

    /// Tells whether the lines begin with a pasted header block, or with a line that announces one.
    pub(super) fn is_history(&self, lines: &[&str]) -> bool {
        let Some(line) = lines.first().map(|l| l.trim()) else { return false };
        if line.len() > ATTRIBUTION_LENGTH {
            return false;
        }
        if line.starts_with("--") || line.starts_with("__") || line.ends_with("--") {
            let words = folded(line);
            if self.separators.iter().any(|s| words.starts_with(s.as_str())) {
                return true;
            }
            if words.is_empty() && line.len() >= 10 {
                let rest: Vec<&str> =
                    lines[1..].iter().copied().filter(|l| !l.trim().is_empty()).take(6).collect();
                return self.is_header_block(&rest) || is_ticket_entry(&rest);
            }
        }
        let bare = line.trim_start_matches(['*', '>', ' ']);
        field(bare, &self.from) && self.is_header_block(lines)
    }

    /// A sender field and at least two others within the next lines.
    fn is_header_block(&self, lines: &[&str]) -> bool {
        let near = lines.iter().take(8);
        let others = near.filter(|line| field(line, &self.other)).count();
        lines.first().is_some_and(|line| field(line, &self.from)) && others >= 2
    }

    /// Gives how many lines an attribution takes, when the lines begin with one.
    pub(super) fn attribution(&self, lines: &[&str]) -> Option<usize> {
        let mut joined = String::new();
        let shown = lines.iter().take_while(|line| !line.trim().is_empty());
        for (i, line) in shown.take(ATTRIBUTION_LINES).enumerate() {
            joined.push_str(line.trim());
            joined.push(' ');
            if joined.len() > ATTRIBUTION_LENGTH || line.trim_start().starts_with('>') {
                return None;
            }
            if joined.trim_end().ends_with(':') {
                let words = folded(&joined);
                let verb = self.verbs.iter().any(|verb| contains_words(&words, verb));
                let dated = joined.chars().any(|c| c.is_ascii_digit());
                let placed = dated || joined.contains('@');
                return (verb && placed).then_some(i + 1);
            }
        }
        None
    }

    /// Tells whether a line is a ticket system's "write above this line".
    pub(super) fn is_marker(&self, line: &str) -> bool {
        let words = folded(line);
        line.len() < ATTRIBUTION_LENGTH && self.markers.iter().any(|m| contains_words(&words, m))
    }
}

/// Tells whether a line is a field of one of these names.
fn field(line: &str, names: &[String]) -> bool {
    let line = line.trim_start_matches(['*', ' ']);
    line.split_once(':').is_some_and(|(name, _)| name.len() <= 24 && names.contains(&folded(name)))
}

/// What a ticket system writes above an older entry: "Name, 05 Jan 2026, 17:22".
fn is_ticket_entry(lines: &[&str]) -> bool {
    lines.first().is_some_and(|line| {
        let digits = line.chars().filter(char::is_ascii_digit).count();
        line.len() < 120 && digits >= 6 && line.contains(',') && line.contains(':')
    })
}

fn folded(text: &str) -> String {
    let tokens = Tokens::of(text, 0);
    tokens.tokens.iter().map(|t| tokens.word(t)).collect::<Vec<_>>().join(" ")
}

fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].is_empty() || text[..at].ends_with(' ');
        let after = &text[at + found.len()..];
        before && (after.is_empty() || after.starts_with(' '))
    })
}
