//! Turns exchanges and findings into reports: a [`Document`] for readers, JSON for programs.

mod annex;
mod ascii;
mod calendar;
mod chronicle;
mod closing;
mod comparison;
mod compose;
mod copy;
mod deeds;
mod document;
mod html;
mod enclosure;
mod evidence;
mod inspect;
mod json;
mod mailbox;
mod news;
mod markdown;
mod parties;
#[cfg(feature = "pdf")]
pub mod pdf;
mod reckoning;
mod schema;
mod sections;
mod show;
mod svg;
mod table;
mod stats;
mod telling;
mod terminal;
mod threads;
mod verification;
mod wire;
mod words;

pub use annex::{Annexes, Exhibit};
pub use calendar::to_ics;
pub use comparison::{Difference, differences};
pub use compose::compose;
pub use document::{Block, Document, Emphasis, Moment};
pub use enclosure::{attachments_of, safe_ending, sha256};
pub use evidence::{
    AnnexRecord, AttachmentRecord, CaseFileRecord, Event, Evidence, FileRecord, LeftOutWhy,
    MailboxRecord, MessageRecord, OptionsRecord, OriginalRecord, SourceRecord, ToolRecord,
};
pub use html::to_html;
pub use inspect::to_inspection;
pub use json::to_json;
pub use markdown::to_markdown;
pub use news::compose_news;
pub use schema::{audit_schema, inspect_schema, schema_of, stats_schema, threads_schema};
pub use show::{Unfolded, compose_message};
pub use stats::{
    Hiding, KEY_BYTES, MailCount, Organisation, Pseudonyms, Reply, Share, Spread, Standing, Stats,
    Sums, TacticCount, Timing, compose_stats, to_stats_csv, to_stats_json,
};
pub use table::{Rows, to_csv};
pub use terminal::to_terminal;
pub use threads::Threads;
pub use verification::{Verdict, Verification};
pub use words::{Words, safe_json, shown, visible};

use crate::clock::Clock;
use crate::exchange::{Case, Exchange, Measures, Waiver};
use crate::finding::{Grade, Text};
use crate::id::FindingId;
use crate::rule::{Checklist, Judgement};
use crate::source::{Location, Skipped};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

/// Which parts of a report are shown beside those that always are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// Why each message stands in its exchange.
    pub links: bool,
    /// The words of each message, at its annex.
    pub copies: bool,
}

/// An exchange with all that was found out about it.
#[derive(Clone, Debug)]
pub struct Audited {
    /// The exchange.
    pub exchange: Exchange,
    /// The name of the law, by language.
    pub regime_name: Text,
    /// Where each step of the clock is written, by name of the step.
    pub sources: Text,
    /// Its deadlines.
    pub clock: Clock,
    /// Its sums.
    pub measures: Measures,
    /// The local day of each message.
    pub days: Vec<Option<NaiveDate>>,
    /// What the rule book says.
    pub judgement: Judgement,
    /// What each answer holds of what it must.
    pub checklists: Vec<Checklist>,
}

/// What an audit came to.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The day of the audit.
    pub as_of: NaiveDate,
    /// What a person said about it.
    pub case: Case,
    /// The hash of the rules.
    pub rules_sha256: String,
    /// The hash of the holidays among them.
    pub holidays_sha256: String,
    /// The exchanges, the oldest first.
    pub exchanges: Vec<Audited>,
    /// What was not read, with the reason.
    pub skipped: Vec<Skipped>,
    /// Further places of messages that were read once, each with the first place.
    pub duplicates: Vec<(Location, Location)>,
    /// Places of messages that are another one in other bytes (another folder, another way), each with
    /// the place of the one that counts.
    pub copies: Vec<(Location, Location)>,
    /// Where the messages lie that belong to no exchange.
    pub unrelated: Vec<Location>,
    /// Where the messages lie that are later than the day of the audit and do not count.
    pub later: Vec<Location>,
    /// Findings that the case sets aside and that are not there.
    pub idle_waivers: Vec<FindingId>,
    /// How many messages were read.
    pub read: usize,
    /// How many were found: those read, their duplicates, and what could not be read.
    pub seen: usize,
}

/// How an exchange stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The last day passed without an answer.
    Unanswered,
    /// Answered, but not in full.
    PartlyAnswered,
    /// Answered.
    Answered,
    /// Refused.
    Refused,
    /// The period still runs, or never began.
    Running,
}

impl Audited {
    /// Tells whether it is open if there was an answer in time.
    pub fn is_doubtful(&self) -> bool {
        let open = &self.judgement.undecided;
        self.clock.days_late > 0 && open.iter().any(|u| u.tactic.as_str() == "no-timely-answer")
    }

    /// Tells how the exchange stands.
    pub fn outcome(&self) -> Outcome {
        if self.clock.answered.is_none() {
            let passed = self.clock.days_late > 0;
            return if passed { Outcome::Unanswered } else { Outcome::Running };
        }
        let gives =
            ["provides-data", "holds-nothing", "tells-purposes", "links-policy", "denies-use"];
        let refusal = self.exchange.first_answer().map(|i| &self.exchange.entries[i]);
        if refusal.is_some_and(|entry| !gives.iter().any(|act| entry.does(act))) {
            return Outcome::Refused;
        }
        let incomplete = |f: &crate::finding::Finding| {
            let lacks = [
                "missing-15-1-items",
                "partial-or-unusable-copy",
                "policy-link-as-answer",
                "recipient-categories-only",
                "no-use-denial",
                "period-or-frequency-cap",
            ];
            f.waived.is_none() && lacks.contains(&f.tactic.as_str())
        };
        let partly = self.judgement.findings.iter().any(incomplete);
        if partly { Outcome::PartlyAnswered } else { Outcome::Answered }
    }
}

impl Audit {
    /// Sets findings aside; they stay in the report, with the reason.
    pub fn waive(&mut self, waivers: &[Waiver]) {
        for waiver in waivers {
            let mut findings = self.exchanges.iter_mut().flat_map(|e| &mut e.judgement.findings);
            match findings.find(|finding| finding.id == waiver.finding) {
                Some(finding) => finding.waived = Some(waiver.reason.clone()),
                None => self.idle_waivers.push(waiver.finding.clone()),
            }
        }
    }

    /// Leaves out the findings below a grade.
    pub fn keep(&mut self, least: Grade) {
        for audited in &mut self.exchanges {
            audited.judgement.findings.retain(|finding| finding.grade >= least);
        }
    }

    /// Gives the highest grade of all findings that nobody set aside.
    pub fn highest(&self) -> Option<Grade> {
        let findings = self.exchanges.iter().flat_map(|e| &e.judgement.findings);
        findings.filter(|finding| finding.waived.is_none()).map(|finding| finding.grade).max()
    }
}
