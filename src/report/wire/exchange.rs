//! An exchange in JSON.

use super::mail::{LetterWire, MessageWire};
use crate::finding::Grade;
use crate::report::Outcome;
use crate::rule::{Item, Naming, State};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// All that a person and an organisation said to each other about a request.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Exchange")]
pub(in crate::report) struct ExchangeWire<'a> {
    /// Its name, the same in every audit: made of the hash of the request.
    pub(in crate::report) id: &'a str,
    /// The person.
    pub(in crate::report) subject: SubjectWire<'a>,
    /// The organisation.
    pub(in crate::report) controller: ControllerWire<'a>,
    /// The law by which it is judged (`dilatory rules list`).
    pub(in crate::report) regime: &'a str,
    /// Whether that law is assumed, for neither the case file nor the request names one.
    pub(in crate::report) regime_assumed: bool,
    /// The state whose holidays and time zone count (ISO 3166-1); null if it is not known.
    pub(in crate::report) member_state: Option<&'a str>,
    /// The language of the request (ISO 639-1); null if it could not be told.
    pub(in crate::report) language: Option<&'a str>,
    /// How it stands.
    pub(in crate::report) state: Outcome,
    /// Whether it is open if there was an answer in time, for not everything could be read or decided.
    pub(in crate::report) doubtful: bool,
    /// The messages in the order of time.
    pub(in crate::report) messages: Vec<MessageWire<'a>>,
    /// The letters in the order of time.
    pub(in crate::report) letters: Vec<LetterWire<'a>>,
    /// Its deadlines.
    pub(in crate::report) clock: ClockWire,
    /// What was demanded to identify the person, and when it was given.
    pub(in crate::report) ledger: Vec<LedgerWire<'a>>,
    /// Its sums.
    pub(in crate::report) measures: MeasuresWire,
    /// The conduct that was seen.
    pub(in crate::report) findings: Vec<FindingWire<'a>>,
    /// The tactics that could be neither seen nor excluded.
    pub(in crate::report) undecided: Vec<UndecidedWire<'a>>,
    /// What each answer holds of what Art. 15 GDPR lists.
    pub(in crate::report) completeness: Vec<ChecklistWire<'a>>,
}

/// The person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Subject")]
pub(in crate::report) struct SubjectWire<'a> {
    /// The addresses of the person and of whoever holds their mandate, in lower case.
    pub(in crate::report) addresses: &'a [String],
}

/// The organisation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Controller")]
pub(in crate::report) struct ControllerWire<'a> {
    /// Its name, as the case file or its mail gives it.
    pub(in crate::report) name: &'a str,
    /// The domains that speak for it, in lower case.
    pub(in crate::report) domains: &'a [String],
}

/// The deadlines, in days of the state whose law counts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Clock")]
pub(in crate::report) struct ClockWire {
    /// The day of receipt; null if nothing shows it: then nothing runs.
    pub(in crate::report) start: Option<NaiveDate>,
    /// The last day on the reading least favourable to the organisation.
    pub(in crate::report) due_strict: Option<NaiveDate>,
    /// The last day with every benefit of the law for the organisation: this one counts.
    pub(in crate::report) due: Option<NaiveDate>,
    /// The last day after a valid extension; null without one.
    pub(in crate::report) extended_due: Option<NaiveDate>,
    /// The day of the first answer; null if there is none.
    pub(in crate::report) answered: Option<NaiveDate>,
    /// Days from the last day that counts to the answer, or to the day of the audit; at least 0.
    pub(in crate::report) days_late: i64,
    /// How it was reckoned, in the language of the report.
    pub(in crate::report) steps: Vec<String>,
}

/// Something that was demanded to identify the person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Ledger")]
pub(in crate::report) struct LedgerWire<'a> {
    /// What, by the names of `rules/acts.toml`.
    pub(in crate::report) item: &'a str,
    /// The Message-IDs of the messages that demand it.
    pub(in crate::report) demanded: Vec<&'a str>,
    /// The Message-IDs of the messages that give it.
    pub(in crate::report) supplied: Vec<&'a str>,
}

/// The sums of an exchange.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Measures")]
pub(in crate::report) struct MeasuresWire {
    /// Messages between the two sides, the automatic ones included.
    pub(in crate::report) emails: usize,
    /// Days from the receipt of the request to the first answer, or to the day of the audit.
    pub(in crate::report) days: i64,
    /// Days of these in which the organisation had to act.
    pub(in crate::report) controller_days: i64,
    /// Days of these in which the person had to act.
    pub(in crate::report) subject_days: i64,
    /// Messages of the organisation that demand something to identify the person.
    pub(in crate::report) identity_demands: usize,
    /// Formal notices and complaints, by mail or letter.
    pub(in crate::report) escalations: usize,
}

/// A tactic that was seen.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(in crate::report) struct FindingWire<'a> {
    /// Its name, the same in every audit: a case file can set it aside.
    pub(in crate::report) id: &'a str,
    /// Which tactic (`dilatory rules explain`).
    pub(in crate::report) tactic: &'a str,
    /// How much it proves.
    pub(in crate::report) grade: Grade,
    /// The Message-ID of the message that shows it; null for the exchange as a whole.
    pub(in crate::report) message: Option<&'a str>,
    /// The words that show it, exactly as they stand in the message; empty where the dates show it.
    pub(in crate::report) quote: &'a str,
    /// Where the words stand: the first character and the one behind the last, counted from 0 in characters
    /// (Unicode scalar values) of the text of the message or, if one is named, of the attachment.
    pub(in crate::report) span: Option<(usize, usize)>,
    /// The attachment that holds the words; null if the mail itself does.
    pub(in crate::report) attachment: Option<LetterPlaceWire<'a>>,
    /// The Message-IDs of other messages that belong to it.
    pub(in crate::report) related: Vec<&'a str>,
    /// The law, as the language of the report cites it.
    pub(in crate::report) law: Vec<String>,
    /// Why this exchange shows it, in the language of the report.
    pub(in crate::report) why: String,
    /// What the organisation can say best, in the language of the report.
    pub(in crate::report) best_answer: Cow<'a, str>,
    /// What the tactic is, in the language of the report.
    pub(in crate::report) explanation: Cow<'a, str>,
    /// What the person can do next, in the language of the report.
    pub(in crate::report) next_step: Cow<'a, str>,
    /// Why a person set it aside; null if nobody did.
    pub(in crate::report) waived: Option<&'a str>,
}

/// A place in an attachment.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AttachmentPlace")]
pub(in crate::report) struct LetterPlaceWire<'a> {
    /// The name of the attachment.
    pub(in crate::report) name: &'a str,
    /// The page, from 1; null where there are none.
    pub(in crate::report) page: Option<usize>,
}

/// A tactic that could be neither seen nor excluded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Undecided")]
pub(in crate::report) struct UndecidedWire<'a> {
    /// Which tactic.
    pub(in crate::report) tactic: &'a str,
    /// What is missing, in the language of the report.
    pub(in crate::report) gap: String,
}

/// What an answer holds of what Art. 15(1) to (3) GDPR list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Checklist")]
pub(in crate::report) struct ChecklistWire<'a> {
    /// The Message-ID of the answer.
    pub(in crate::report) message: &'a str,
    /// The items in the order of the law.
    pub(in crate::report) items: Vec<ItemWire<'a>>,
}

/// An item of the list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ChecklistItem")]
pub(in crate::report) struct ItemWire<'a> {
    /// Which item.
    pub(in crate::report) item: Item,
    /// Its place in Art. 15, such as 15(1)(a).
    pub(in crate::report) law: &'static str,
    /// What became of it.
    pub(in crate::report) state: State,
    /// How recipients are told, for that item only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) recipients: Option<Naming>,
    /// The Message-ID of the message that shows it.
    pub(in crate::report) message: Option<&'a str>,
    /// The words that show it; may be empty.
    pub(in crate::report) quote: &'a str,
}
