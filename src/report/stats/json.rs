//! The form of the counts in JSON: `dilatory.stats/1`.  Fields may be added, never changed.

use super::{Organisation, Reply, Share, Spread, Standing, Stats, Sums, TacticCount, Timing};
use crate::finding::Grade;
use crate::report::Words;
use crate::report::wire::{MailWire, SkippedWire, ToolWire};
use crate::report::words::safe_json;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct StatsWire<'a> {
    schema: &'static str,
    tool: ToolWire<'a>,
    as_of: NaiveDate,
    pseudonymised: Option<&'static str>,
    overall: SumsWire,
    controllers: Vec<ControllerWire<'a>>,
    tactics: Vec<TacticWire<'a>>,
    overdue: Vec<&'a str>,
    exchanges: Vec<ExchangeWire<'a>>,
    repeated: usize,
    mail: MailWire,
    skipped: Vec<SkippedWire<'a>>,
}

#[derive(Serialize)]
struct ControllerWire<'a> {
    name: &'a str,
    domains: &'a [String],
    #[serde(flatten)]
    sums: SumsWire,
}

#[derive(Serialize)]
struct SumsWire {
    exchanges: usize,
    states: BTreeMap<&'static str, usize>,
    replies: BTreeMap<&'static str, ReplyWire>,
    apart: usize,
    days_to_answer: SpreadWire,
    days_late: SpreadWire,
    identity_demands: usize,
    document_demands: usize,
    exchanges_with_document_demand: usize,
    findings: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct ReplyWire {
    exchanges: usize,
    share: Option<f64>,
    confidence_95: Option<(f64, f64)>,
}

#[derive(Serialize)]
struct SpreadWire {
    exchanges: usize,
    median: Option<f64>,
    max: Option<i64>,
    sum: i64,
}

#[derive(Serialize)]
struct TacticWire<'a> {
    tactic: &'a str,
    title: &'a str,
    exchanges: usize,
    grades: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct ExchangeWire<'a> {
    id: &'a str,
    controller: ExchangeControllerWire<'a>,
    regime: &'a str,
    request: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    answered: Option<NaiveDate>,
    state: &'static str,
    reply: Option<&'static str>,
    days: i64,
    days_to_answer: Option<i64>,
    days_late: i64,
    identity_demands: usize,
    document_demands: usize,
    findings: BTreeMap<&'static str, usize>,
    tactics: BTreeMap<&'a str, &'static str>,
}

#[derive(Serialize)]
struct ExchangeControllerWire<'a> {
    name: &'a str,
    domains: &'a [String],
}

/// Writes the counts; the titles of the tactics are in the language of the words.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn to_stats_json(stats: &Stats, words: &Words) -> Result<String, serde_json::Error> {
    let (tactics, mail) = (stats.tactics(), stats.mail);
    let wire = StatsWire {
        schema: "dilatory.stats/1",
        tool: ToolWire { version: env!("CARGO_PKG_VERSION"), rules_sha256: &stats.rules_sha256 },
        as_of: stats.as_of,
        pseudonymised: stats.hiding.map(super::Hiding::as_str),
        overall: sums(&stats.overall()),
        controllers: stats.organisations().iter().map(|(o, s)| controller(o, s)).collect(),
        tactics: tactics.iter().map(|count| tactic(count, words)).collect(),
        overdue: stats.overdue().iter().map(|standing| standing.id.as_str()).collect(),
        exchanges: stats.standings.iter().map(exchange).collect(),
        repeated: stats.repeated,
        mail: MailWire {
            seen: mail.seen,
            read: mail.read,
            duplicates: mail.duplicates,
            unreadable: mail.seen.saturating_sub(mail.read + mail.duplicates),
        },
        skipped: stats
            .skipped
            .iter()
            .map(|s| SkippedWire { path: &s.path, offset: s.offset, why: s.why.to_string() })
            .collect(),
    };
    serde_json::to_string_pretty(&wire).map(safe_json)
}

fn controller<'a>(organisation: &'a Organisation, of: &Sums) -> ControllerWire<'a> {
    ControllerWire { name: &organisation.name, domains: &organisation.domains, sums: sums(of) }
}

fn sums(sums: &Sums) -> SumsWire {
    let reply = |reply: Reply| {
        let share = sums.share(reply);
        let wire = ReplyWire {
            exchanges: sums.reply(reply),
            share: share.map(|s| rounded(s.share)),
            confidence_95: share.map(|Share { low, high, .. }| (rounded(low), rounded(high))),
        };
        (reply.as_str(), wire)
    };
    SumsWire {
        exchanges: sums.exchanges,
        states: Timing::ALL.map(|timing| (timing.as_str(), sums.timing(timing))).into(),
        replies: Reply::ALL.map(reply).into(),
        apart: sums.exchanges - sums.known(),
        days_to_answer: spread(sums.to_answer),
        days_late: spread(sums.late),
        identity_demands: sums.identity_demands,
        document_demands: sums.document_demands,
        exchanges_with_document_demand: sums.with_document_demand,
        findings: grades(&sums.findings),
    }
}

fn spread(spread: Spread) -> SpreadWire {
    let any = spread.count > 0;
    #[allow(clippy::cast_precision_loss, reason = "days of a lifetime")]
    let median = any.then_some(spread.twice_median as f64 / 2.0);
    SpreadWire { exchanges: spread.count, median, max: any.then_some(spread.most), sum: spread.sum }
}

fn grades(counts: &BTreeMap<Grade, usize>) -> BTreeMap<&'static str, usize> {
    let all = [Grade::BrightLine, Grade::Presumptive, Grade::Signal];
    all.map(|grade| (grade.as_str(), counts.get(&grade).copied().unwrap_or(0))).into()
}

fn tactic<'a>(count: &'a TacticCount, words: &Words) -> TacticWire<'a> {
    TacticWire {
        tactic: count.tactic.as_str(),
        title: words.pick(&count.title),
        exchanges: count.exchanges,
        grades: grades(&count.grades),
    }
}

fn exchange(standing: &Standing) -> ExchangeWire<'_> {
    let organisation = &standing.organisation;
    let tactics = standing.tactics.iter();
    ExchangeWire {
        id: standing.id.as_str(),
        controller: ExchangeControllerWire {
            name: &organisation.name,
            domains: &organisation.domains,
        },
        regime: standing.regime.as_str(),
        request: standing.request,
        last_day: standing.last_day,
        answered: standing.answered,
        state: standing.timing.as_str(),
        reply: standing.reply.map(Reply::as_str),
        days: standing.days,
        days_to_answer: standing.days_to_answer(),
        days_late: standing.days_late,
        identity_demands: standing.identity_demands,
        document_demands: standing.document_demands,
        findings: grades(&standing.findings),
        tactics: tactics.map(|(id, (grade, _))| (id.as_str(), grade.as_str())).collect(),
    }
}

/// Cuts a share to four places.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
