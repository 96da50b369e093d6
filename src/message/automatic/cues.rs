//! Knows how machines word their mail (`rules/automatic.toml`).

use crate::lexicon::Tokens;
use crate::rulefile::{Fault, RuleFiles};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a phrase of a machine is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Topic {
    /// A message was not delivered.
    Undelivered,
    /// A message waits, and delivery is tried again.
    Delayed,
    /// Delivery is not tried again.
    GivenUp,
    /// A person is not there.
    Away,
    /// A person is not there, if the word is all that the subject says.
    Absence,
    /// A request was received, or its ticket moved.
    Acknowledged,
    /// The words of an agent follow.
    Comment,
    /// The words were written by a machine.
    Machine,
    /// How to leave a list.
    Newsletter,
    /// A message was shown or opened.
    Read,
    /// A sender has to prove to be a person.
    Challenge,
    /// An authority for mail tells of abuse or of its statistics.
    Complaint,
    /// More than an acknowledgement.
    Substance,
    /// The next lines are the message that is returned.
    Returned,
    /// The name of a program that returns mail.
    Daemon,
    /// The name of a sender that answers nobody.
    Silent,
    /// What went wrong with a delivery.
    Failure,
}

const TOPICS: usize = Topic::Failure as usize + 1;
/// A `*` in a phrase stands for at most so many words.
const GAP: usize = 5;

/// What stands after a phrase that is the whole of a heading.
const ENDS: [char; 10] = [':', '：', '(', ']', '-', '–', '.', ',', '*', '='];

/// What was found in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    counts: [u8; TOPICS],
    leading: Option<Topic>,
    failure: Option<usize>,
}

impl Found {
    /// Tells how often a topic was touched.
    pub(super) fn count(&self, topic: Topic) -> u8 {
        self.counts[topic as usize]
    }

    /// Tells whether a topic was touched.
    pub(super) fn has(&self, topic: Topic) -> bool {
        self.count(topic) > 0
    }

    /// Tells whether any topic was touched.
    pub(super) fn is_any(&self) -> bool {
        self.counts.iter().any(|count| *count > 0)
    }

    /// Tells whether the text is one phrase on the topic, or begins with one and a colon.
    pub(super) fn leads_with(&self, topic: Topic) -> bool {
        self.leading == Some(topic)
    }

    fn note(&mut self, topic: Topic) {
        let count = &mut self.counts[topic as usize];
        *count = count.saturating_add(1);
    }
}

/// The phrases of machines, folded.
#[derive(Clone, Debug, Default)]
pub(in crate::message) struct AutomaticCues {
    replies: Vec<String>,
    senders: Phrases,
    subjects: Phrases,
    texts: Phrases,
    statuses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AutomaticFile {
    reply: Reply,
    senders: Senders,
    subjects: BTreeMap<Topic, Vec<String>>,
    texts: BTreeMap<Topic, Vec<String>>,
    failures: Vec<Failure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    prefixes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Senders {
    daemons: Vec<String>,
    silent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    status: String,
    phrases: Vec<String>,
}

impl AutomaticCues {
    /// Loads the phrases.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/automatic.toml`.
    pub(in crate::message) fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let Some(file) = files.get("automatic.toml") else { return Ok(Self::default()) };
        let source: AutomaticFile = file.parse()?;
        let mut cues = Self {
            replies: source.reply.prefixes.iter().map(|p| folded(p)).collect(),
            ..Self::default()
        };
        cues.senders.add(&source.senders.daemons, Topic::Daemon, None);
        cues.senders.add(&source.senders.silent, Topic::Silent, None);
        source.subjects.iter().for_each(|(topic, list)| cues.subjects.add(list, *topic, None));
        source.texts.iter().for_each(|(topic, list)| cues.texts.add(list, *topic, None));
        for (i, failure) in source.failures.iter().enumerate() {
            cues.texts.add(&failure.phrases, Topic::Failure, Some(i));
        }
        cues.statuses = source.failures.into_iter().map(|f| f.status).collect();
        Ok(cues)
    }

    /// Reads the name and the local part of a sender.
    pub(super) fn in_sender(&self, sender: &str) -> Found {
        self.senders.find(sender)
    }

    /// Reads a subject.
    pub(super) fn in_subject(&self, subject: &str) -> Found {
        self.subjects.find(untagged(subject))
    }

    /// Reads running text.
    pub(super) fn in_text(&self, text: &str) -> Found {
        self.texts.find(text)
    }

    /// Gives the status that the words of a failure stand for (RFC 3463).
    pub(super) fn status(&self, found: &Found) -> Option<&str> {
        found.failure.map(|i| self.statuses[i].as_str())
    }

    /// Tells whether a subject is that of an answer or of a forwarded mail.
    pub(super) fn is_reply(&self, subject: &str) -> bool {
        let head = untagged(subject).split([':', '：']).next().unwrap_or_default();
        let bare = head.trim_end_matches(|c: char| !c.is_alphabetic());
        head.len() < subject.len() && bare.len() <= 12 && self.replies.contains(&folded(bare))
    }
}

/// Takes the tags before a subject off (`[list]`, `[Ticket#1]`).
fn untagged(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some(tagged) = rest.strip_prefix('[') {
        match tagged.split_once(']') {
            Some((_, after)) if !after.trim().is_empty() && tagged.bytes().any(|b| b == b'#') => {
                rest = after.trim_start();
            }
            _ => break,
        }
    }
    rest
}

/// Phrases by their first word; words are numbers, which compare fast.
#[derive(Clone, Debug, Default)]
struct Phrases {
    words: FxHashMap<Box<str>, u32>,
    by_first: Vec<Vec<Phrase>>,
    runs: Vec<(Box<str>, Topic, Option<usize>)>,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The words, and [`ANY`] for a gap.
    words: Box<[u32]>,
    topic: Topic,
    failure: Option<usize>,
}

/// Stands for a few words of any kind.
const ANY: u32 = u32::MAX;
/// Stands for a word that is in no phrase.
const OTHER: u32 = u32::MAX - 1;

impl Phrases {
    fn add(&mut self, list: &[String], topic: Topic, failure: Option<usize>) {
        let mut tokens = Tokens::default();
        for text in list {
            if text.chars().any(has_no_word_borders) {
                self.runs.push((folded(text).into(), topic, failure));
                continue;
            }
            let mut words = Vec::new();
            for (n, segment) in text.split(" * ").enumerate() {
                words.extend((n > 0).then_some(ANY));
                tokens.refill(segment, 0);
                words.extend(tokens.tokens.iter().map(|t| self.number(tokens.word(t))));
            }
            let Some(first) = words.first() else { continue };
            let phrase = Phrase { words: words.as_slice().into(), topic, failure };
            self.by_first[*first as usize].push(phrase);
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.by_first.len() as u32;
        self.words.insert(word.into(), number);
        self.by_first.push(Vec::new());
        number
    }

    fn find(&self, text: &str) -> Found {
        let mut found = Found::default();
        let tokens = Tokens::of(text, 0);
        let number = |word: &str| self.words.get(word).copied().unwrap_or(OTHER);
        let words: Vec<u32> = tokens.tokens.iter().map(|t| number(tokens.word(t))).collect();
        for (i, word) in words.iter().enumerate() {
            for phrase in self.by_first.get(*word as usize).into_iter().flatten() {
                let Some(length) = phrase.length(&words[i..]) else { continue };
                found.note(phrase.topic);
                found.failure = found.failure.or(phrase.failure);
                let after = text[tokens.tokens[i + length - 1].end..].trim_start();
                if i == 0 && (after.is_empty() || after.starts_with(ENDS)) {
                    found.leading = Some(phrase.topic);
                }
            }
        }
        if text.chars().any(has_no_word_borders) {
            let joined: String = tokens.tokens.iter().map(|t| tokens.word(t)).collect();
            for (run, topic, failure) in &self.runs {
                let Some(at) = joined.find(&**run) else { continue };
                found.note(*topic);
                found.failure = found.failure.or(*failure);
                if at == 0 {
                    found.leading = Some(*topic);
                }
            }
        }
        found
    }
}

impl Phrase {
    /// Gives how many words the phrase takes at the beginning of these.
    fn length(&self, words: &[u32]) -> Option<usize> {
        let mut at = 0;
        for (n, segment) in self.words.split(|word| *word == ANY).enumerate() {
            let slack = if n == 0 { 0 } else { GAP };
            let is_here =
                |start: &usize| words.get(*start..).is_some_and(|w| w.starts_with(segment));
            at = (at..=at + slack).find(is_here)? + segment.len();
        }
        Some(at)
    }
}

/// Tells whether the script of a letter puts no space between words, or glues endings to them.
fn has_no_word_borders(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn folded(text: &str) -> String {
    let tokens = Tokens::of(text, 0);
    let words: Vec<&str> = tokens.tokens.iter().map(|t| tokens.word(t)).collect();
    words.join(if text.chars().any(has_no_word_borders) { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues() -> AutomaticCues {
        AutomaticCues::load(&RuleFiles::embedded()).expect("no fault")
    }

    #[test]
    fn a_star_stands_for_a_few_words() {
        let cues = cues();
        let near = "Your request number 4711 has been received.";
        assert!(cues.in_text(near).has(Topic::Acknowledged));
        let far = "Your one two three four five six seven eight nine was read.";
        assert!(!cues.in_text(far).has(Topic::Acknowledged));
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert!(cues().in_subject("REPONSE AUTOMATIQUE : absence").leads_with(Topic::Away));
    }

    #[test]
    fn scripts_without_spaces_are_searched_within_words() {
        assert!(cues().in_text("このメールは配信できませんでした。").has(Topic::Undelivered));
    }

    #[test]
    fn a_phrase_leads_only_with_a_colon_or_alone() {
        let cues = cues();
        assert!(cues.in_subject("Out of office: Anna").leads_with(Topic::Away));
        assert!(!cues.in_subject("Out of office hours and my request").leads_with(Topic::Away));
        assert!(cues.in_subject("[Desk #12] AutoReply: hello").leads_with(Topic::Away));
    }

    #[test]
    fn answers_are_known_by_their_prefix() {
        let cues = cues();
        assert!(
            cues.is_reply("AW: Auskunft")
                && cues.is_reply("Re[2]: x")
                && cues.is_reply("[a #1] RE: x")
        );
        assert!(!cues.is_reply("Report: x") && !cues.is_reply("Re"));
    }

    #[test]
    fn the_first_failure_names_the_status() {
        let cues = cues();
        let found = cues.in_text("<a@b.example>: User unknown; mailbox full");
        assert_eq!(cues.status(&found), Some("5.1.1"));
    }
}
