//! Says what a finding is: a tactic seen in an exchange, with the words that show it.

use crate::id::{FindingId, MemberState, MessageId, TacticId};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How much a finding proves.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Context only, never an infringement by itself.
    Signal,
    /// Unlawful unless the controller shows otherwise.
    Presumptive,
    /// Dates or text alone prove it.
    BrightLine,
}

impl Grade {
    /// Gives the name used in JSON and rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Presumptive => "presumptive",
            Self::BrightLine => "bright-line",
        }
    }
}

/// A text in each language of the reports, by language code.
pub type Text = BTreeMap<String, String>;

/// What a rule says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The group of the taxonomy, A to J.
    pub group: String,
    /// Its name for people.
    pub title: Text,
    /// What the tactic is.
    pub explanation: Text,
    /// What the controller can say best.
    pub best_answer: Text,
    /// What the person can do next.
    pub next_step: Text,
    /// Why this exchange shows it; `{name}` stands for a fact of the evidence.
    pub why: Text,
}

/// A rule of law with the day from which it can be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// How it is cited.
    pub cite: String,
    /// The day it came into force or was decided.
    pub since: NaiveDate,
    /// The member state whose law it is; `None` for the law of the whole regime.
    pub state: Option<MemberState>,
}

/// Where an exchange shows a tactic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The message, as an index into those of the exchange; `None` for the exchange as a whole.
    pub message: Option<usize>,
    /// The words, as a byte range of the text of the message.
    pub span: Option<Range<usize>>,
    /// Other messages that belong to it.
    pub related: Vec<usize>,
    /// Facts for the sentence that says why.
    pub facts: BTreeMap<String, String>,
}

/// A tactic seen in an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable across runs.
    pub id: FindingId,
    /// Which tactic.
    pub tactic: TacticId,
    /// How much it proves here.
    pub grade: Grade,
    /// The message, as an index into those of the exchange.
    pub entry: Option<usize>,
    /// The message by name.
    pub message: Option<MessageId>,
    /// The words, exactly as they stand in the message.
    pub quote: String,
    /// Where the words stand in the text of the message, in characters.
    pub span: Option<(usize, usize)>,
    /// The attachment that holds the words, and the page, when they are not in the mail itself; the
    /// place is then that in the text of the attachment.
    pub attachment: Option<(String, Option<usize>)>,
    /// Other messages that belong to it.
    pub related: Vec<MessageId>,
    /// The law of the regime, with its day.
    pub law: Vec<Law>,
    /// The day of the conduct, to tell later rulings.
    pub on: Option<NaiveDate>,
    /// Facts for the sentence that says why.
    pub facts: BTreeMap<String, String>,
    /// What the rule says about itself.
    pub card: Arc<Card>,
    /// Why a person set it aside, if they did.
    pub waived: Option<String>,
}

/// Why nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A message is in a language without a file.
    UnreadLanguage(MessageId),
    /// The words of a message could not be read: it is encrypted, or too large.
    Unreadable(MessageId),
    /// What a message brought in an attachment was not read.
    UnreadAttachment(MessageId),
    /// A message may be an answer, in words that no language file knows.
    Unclear(MessageId),
    /// The last day passed on one reading of the calendar only.
    DoubtfulCalendar,
    /// It is not known when a message was sent.
    NoDate(MessageId),
    /// Nothing shows when the request was received.
    NoRequest,
    /// The law was not yet in force.
    LawNotInForce(NaiveDate),
}

impl Gap {
    /// Gives the message that it is about.
    pub fn message(&self) -> Option<&MessageId> {
        match self {
            Self::UnreadLanguage(id)
            | Self::Unreadable(id)
            | Self::UnreadAttachment(id)
            | Self::Unclear(id)
            | Self::NoDate(id) => Some(id),
            Self::DoubtfulCalendar | Self::NoRequest | Self::LawNotInForce(_) => None,
        }
    }
}

/// A tactic that could be neither seen nor excluded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Undecided {
    /// Which tactic.
    pub tactic: TacticId,
    /// What is missing.
    pub gap: Gap,
}
