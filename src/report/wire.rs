//! The form of an audit in JSON: `dilatory.audit/1`.  Fields may be added, never changed.

use chrono::NaiveDate;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
pub(super) struct AuditWire<'a> {
    pub(super) schema: &'static str,
    pub(super) tool: ToolWire<'a>,
    pub(super) as_of: NaiveDate,
    pub(super) exchanges: Vec<ExchangeWire<'a>>,
    pub(super) mail: MailWire,
    pub(super) skipped: Vec<SkippedWire<'a>>,
    pub(super) duplicates: Vec<DuplicateWire<'a>>,
    pub(super) copies: Vec<DuplicateWire<'a>>,
    pub(super) unrelated: Vec<PlaceWire<'a>>,
    pub(super) later: Vec<PlaceWire<'a>>,
}

#[derive(Serialize)]
pub(super) struct ToolWire<'a> {
    pub(super) version: &'static str,
    pub(super) rules_sha256: &'a str,
}

#[derive(Serialize)]
pub(super) struct SkippedWire<'a> {
    #[serde(serialize_with = "lossy")]
    pub(super) path: &'a Path,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) offset: Option<u64>,
    pub(super) why: String,
}

/// What was seen is what was read, found again or not read.
#[derive(Serialize)]
pub(super) struct MailWire {
    pub(super) seen: usize,
    pub(super) read: usize,
    pub(super) duplicates: usize,
    pub(super) unreadable: usize,
}

#[derive(Serialize)]
pub(super) struct DuplicateWire<'a> {
    #[serde(flatten)]
    pub(super) again: PlaceWire<'a>,
    pub(super) first: PlaceWire<'a>,
}

#[derive(Serialize)]
pub(super) struct LinkWire<'a> {
    pub(super) to: Option<&'a str>,
    pub(super) reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ticket: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct PlaceWire<'a> {
    #[serde(serialize_with = "lossy")]
    pub(super) path: &'a Path,
    pub(super) offset: u64,
    pub(super) length: u64,
}

#[derive(Serialize)]
pub(super) struct ExchangeWire<'a> {
    pub(super) id: &'a str,
    pub(super) subject: SubjectWire<'a>,
    pub(super) controller: ControllerWire<'a>,
    pub(super) regime: &'a str,
    pub(super) regime_assumed: bool,
    pub(super) member_state: Option<&'a str>,
    pub(super) language: Option<&'a str>,
    pub(super) state: &'static str,
    pub(super) doubtful: bool,
    pub(super) messages: Vec<MessageWire<'a>>,
    pub(super) letters: Vec<LetterWire<'a>>,
    pub(super) clock: ClockWire,
    pub(super) ledger: Vec<LedgerWire<'a>>,
    pub(super) measures: MeasuresWire,
    pub(super) findings: Vec<FindingWire<'a>>,
    pub(super) undecided: Vec<UndecidedWire<'a>>,
    pub(super) completeness: Vec<ChecklistWire<'a>>,
}

#[derive(Serialize)]
pub(super) struct ChecklistWire<'a> {
    pub(super) message: &'a str,
    pub(super) items: Vec<ItemWire<'a>>,
}

#[derive(Serialize)]
pub(super) struct ItemWire<'a> {
    pub(super) item: &'static str,
    pub(super) law: &'static str,
    pub(super) state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) recipients: Option<&'static str>,
    pub(super) message: Option<&'a str>,
    pub(super) quote: &'a str,
}

#[derive(Serialize)]
pub(super) struct SubjectWire<'a> {
    pub(super) addresses: &'a [String],
}

#[derive(Serialize)]
pub(super) struct ControllerWire<'a> {
    pub(super) name: &'a str,
    pub(super) domains: &'a [String],
}

#[derive(Serialize)]
pub(super) struct MessageWire<'a> {
    pub(super) id: &'a str,
    pub(super) sha256: String,
    pub(super) date: Option<String>,
    pub(super) from: &'a str,
    pub(super) to: Vec<&'a str>,
    pub(super) subject: &'a str,
    pub(super) party: &'static str,
    pub(super) acts: Vec<String>,
    pub(super) language: Option<&'a str>,
    #[serde(serialize_with = "lossy")]
    pub(super) path: &'a Path,
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) link: Option<LinkWire<'a>>,
    pub(super) attachments: Vec<FileWire<'a>>,
    pub(super) forwarded_in: Option<&'a str>,
    pub(super) defects: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct FileWire<'a> {
    pub(super) name: &'a str,
    #[serde(rename = "type")]
    pub(super) media_type: &'a str,
    pub(super) size: usize,
    pub(super) unread: Option<String>,
}

#[derive(Serialize)]
pub(super) struct LetterWire<'a> {
    pub(super) date: NaiveDate,
    pub(super) from: &'static str,
    pub(super) kind: String,
    pub(super) note: &'a str,
}

#[derive(Serialize)]
pub(super) struct ClockWire {
    pub(super) start: Option<NaiveDate>,
    pub(super) due_strict: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
    pub(super) extended_due: Option<NaiveDate>,
    pub(super) answered: Option<NaiveDate>,
    pub(super) days_late: i64,
    pub(super) steps: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct LedgerWire<'a> {
    pub(super) item: &'a str,
    pub(super) demanded: Vec<&'a str>,
    pub(super) supplied: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct MeasuresWire {
    pub(super) emails: usize,
    pub(super) days: i64,
    pub(super) controller_days: i64,
    pub(super) subject_days: i64,
    pub(super) identity_demands: usize,
    pub(super) escalations: usize,
}

#[derive(Serialize)]
pub(super) struct LetterPlaceWire<'a> {
    pub(super) name: &'a str,
    pub(super) page: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct FindingWire<'a> {
    pub(super) id: &'a str,
    pub(super) tactic: &'a str,
    pub(super) grade: &'static str,
    pub(super) message: Option<&'a str>,
    pub(super) quote: &'a str,
    pub(super) span: Option<(usize, usize)>,
    pub(super) attachment: Option<LetterPlaceWire<'a>>,
    pub(super) related: Vec<&'a str>,
    pub(super) law: Vec<String>,
    pub(super) why: String,
    pub(super) best_answer: &'a str,
    pub(super) explanation: &'a str,
    pub(super) next_step: &'a str,
    pub(super) waived: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct UndecidedWire<'a> {
    pub(super) tactic: &'a str,
    pub(super) gap: String,
}

/// Writes a path; what is no text in it is replaced.
pub(super) fn lossy<S: serde::Serializer>(path: &&Path, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&path.display())
}
