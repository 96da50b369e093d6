//! How one exchange stands, for counting.

use crate::exchange::{Case, Party};
use crate::finding::{Card, Grade};
use crate::id::{ExchangeId, RegimeId, TacticId};
use crate::report::{Audited, Outcome, shown};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The item of the ledger that is a copy of an identity document.
const IDENTITY_DOCUMENT: &str = "id-document";
/// The tactic that blames lateness.
const LATENESS: &str = "no-timely-answer";

/// Where an exchange stands in time: each stands in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// Answered, in full or in part, by the last day.
    InTime,
    /// Answered, in full or in part, after the last day.
    Late,
    /// The first answer refuses or gives no data, in time or late.
    Refused,
    /// The last day passed without an answer.
    Unanswered,
    /// The last day has not passed, and no answer came.
    Running,
    /// It is open if there was an answer in time, or a person set the lateness aside.
    Doubtful,
    /// No deadline could be reckoned.
    NoDeadline,
}

impl Timing {
    /// All places, in the order of reports.
    pub const ALL: [Self; 7] = [
        Self::InTime,
        Self::Late,
        Self::Refused,
        Self::Unanswered,
        Self::Running,
        Self::Doubtful,
        Self::NoDeadline,
    ];

    /// Gives the name used in JSON, CSV and the ids of texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InTime => "in-time",
            Self::Late => "late",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
            Self::Running => "running",
            Self::Doubtful => "doubtful",
            Self::NoDeadline => "no-deadline",
        }
    }
}

/// What the person got, in three ways as studies of the right of access count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reply {
    /// Answered, early or late, and nothing was found missing.
    Satisfactory,
    /// Answered in part, or refused.
    Incomplete,
    /// The last day passed without an answer.
    Unanswered,
}

impl Reply {
    /// All three, in the order of reports.
    pub const ALL: [Self; 3] = [Self::Satisfactory, Self::Incomplete, Self::Unanswered];

    /// Gives the name used in JSON, CSV and the ids of texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Satisfactory => "satisfactory",
            Self::Incomplete => "incomplete",
            Self::Unanswered => "unanswered",
        }
    }
}

/// An organisation as it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// What it is told apart by: its first domain, or its name where it has none.
    pub key: String,
    /// Its name, as the case or its mail gives it.
    pub name: String,
    /// Its domains; an address of a mail provider stands for itself.
    pub domains: Vec<String>,
    /// Whether a person gave the name in the case file.
    pub by_case: bool,
}

impl Organisation {
    fn of(audited: &Audited, case: &Case) -> Self {
        let controller = &audited.exchange.controller;
        let key = controller.domains.first().unwrap_or(&controller.name);
        Self {
            key: key.trim().to_lowercase(),
            name: controller.name.clone(),
            domains: controller.domains.clone(),
            by_case: case.controller.name.is_some(),
        }
    }

    /// Gives its name with its first domain, safe to show.
    pub fn label(&self) -> String {
        let domain = self.domains.first().map_or("", String::as_str);
        shown(&match self.name.trim() {
            "" => domain.to_owned(),
            name if domain.is_empty() || name == domain => name.to_owned(),
            name => format!("{name} ({domain})"),
        })
    }
}

/// How one exchange stands: all that the counts know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The exchange.
    pub id: ExchangeId,
    /// Of which organisation.
    pub organisation: Organisation,
    /// By which law.
    pub regime: RegimeId,
    /// The day on which the request was received.
    pub request: Option<NaiveDate>,
    /// The last day to answer.
    pub last_day: Option<NaiveDate>,
    /// The day of the first answer.
    pub answered: Option<NaiveDate>,
    /// Where it stands in time.
    pub timing: Timing,
    /// What the person got; `None` while that is open.
    pub reply: Option<Reply>,
    /// Days from the receipt of the request to the first answer, or to the day of the audit.
    pub days: i64,
    /// Days past the last day, to the answer or to the day of the audit; 0 where it is in doubt.
    pub days_late: i64,
    /// Messages of the organisation that demand something to identify the person.
    pub identity_demands: usize,
    /// Messages of these that demand a copy of an identity document.
    pub document_demands: usize,
    /// Findings that nobody set aside, by grade.
    pub findings: BTreeMap<Grade, usize>,
    /// The tactics that these findings show, each with its highest grade.
    pub tactics: BTreeMap<TacticId, (Grade, Arc<Card>)>,
}

impl Standing {
    /// Takes from an audited exchange what is counted.
    pub fn of(audited: &Audited, case: &Case) -> Self {
        let (clock, sums) = (&audited.clock, &audited.measures);
        let (timing, reply) = places(audited);
        let counts_late = matches!(timing, Timing::Late | Timing::Refused | Timing::Unanswered);
        let mut findings = BTreeMap::new();
        let mut tactics: BTreeMap<TacticId, (Grade, Arc<Card>)> = BTreeMap::new();
        for finding in audited.judgement.findings.iter().filter(|f| f.waived.is_none()) {
            *findings.entry(finding.grade).or_default() += 1;
            let new = || (finding.grade, finding.card.clone());
            let (grade, _) = tactics.entry(finding.tactic.clone()).or_insert_with(new);
            *grade = finding.grade.max(*grade);
        }
        Self {
            id: audited.exchange.id.clone(),
            organisation: Organisation::of(audited, case),
            regime: clock.regime.clone(),
            request: clock.start,
            last_day: clock.last_day(),
            answered: clock.answered,
            timing,
            reply,
            days: sums.days,
            days_late: if counts_late { clock.days_late } else { 0 },
            identity_demands: sums.identity_demands,
            document_demands: document_demands(audited),
            findings,
            tactics,
        }
    }

    /// Gives the days from the receipt of the request to the first answer, where both are certain.
    pub fn days_to_answer(&self) -> Option<i64> {
        let certain = self.timing != Timing::Doubtful && self.request.is_some();
        (certain && self.answered.is_some()).then_some(self.days)
    }
}

/// Tells where an exchange stands in time, and what the person got.
fn places(audited: &Audited) -> (Timing, Option<Reply>) {
    let (clock, outcome) = (&audited.clock, audited.outcome());
    let waived = audited.judgement.findings.iter().filter(|f| f.waived.is_some());
    let set_aside = waived.into_iter().any(|f| f.tactic.as_str() == LATENESS);
    if audited.is_doubtful() || set_aside {
        return (Timing::Doubtful, None);
    }
    let reckoned = clock.last_day().is_some();
    let timing = match outcome {
        Outcome::Unanswered => Timing::Unanswered,
        Outcome::Refused => Timing::Refused,
        _ if !reckoned => Timing::NoDeadline,
        Outcome::Running => Timing::Running,
        Outcome::Answered | Outcome::PartlyAnswered if clock.days_late > 0 => Timing::Late,
        Outcome::Answered | Outcome::PartlyAnswered => Timing::InTime,
    };
    let reply = match outcome {
        Outcome::Answered => Some(Reply::Satisfactory),
        Outcome::PartlyAnswered | Outcome::Refused => Some(Reply::Incomplete),
        Outcome::Unanswered => Some(Reply::Unanswered),
        Outcome::Running => None,
    };
    (timing, reply)
}

/// Counts the messages of the organisation that demand a copy of an identity document.
fn document_demands(audited: &Audited) -> usize {
    let demands = |entry: &&crate::exchange::Entry| {
        entry.party == Party::Controller
            && entry.acts.iter().any(|act| {
                act.act.as_str() == "demands-item"
                    && act.item.as_ref().is_some_and(|item| item.as_str() == IDENTITY_DOCUMENT)
            })
    };
    audited.exchange.entries.iter().filter(demands).count()
}
