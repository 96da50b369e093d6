//! The form of the counts in JSON: `dilatory.stats/1`.  Fields may be added, never changed.

use super::{Organisation, Reply, Share, Spread, Standing, Stats, Sums, TacticCount, Timing};
use crate::finding::Grade;
use crate::report::Words;
use crate::report::wire::{MailWire, SkippedWire, ToolWire};
use crate::report::words::safe_json;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name and version of the form.
const STATS: &str = "dilatory.stats/1";

/// The counts over many exchanges.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Stats")]
pub(in crate::report) struct StatsWire<'a> {
    /// The name and version of this form.
    #[schemars(extend("const" = STATS))]
    schema: &'static str,
    /// What made the report.
    tool: ToolWire<'a>,
    /// The day of the audit: later messages do not count.
    as_of: NaiveDate,
    /// Whose names are replaced by pseudonyms: all, or those of persons; null if none are.
    pseudonymised: Option<&'static str>,
    /// The sums over all exchanges.
    overall: SumsWire,
    /// The sums by organisation.
    controllers: Vec<ControllerWire<'a>>,
    /// The tactics by frequency.
    tactics: Vec<TacticWire<'a>>,
    /// The exchanges whose last day has passed without an answer, by id.
    overdue: Vec<&'a str>,
    /// The exchanges, one by one.
    exchanges: Vec<ExchangeWire<'a>>,
    /// How many exchanges came from more than one path; each counts once.
    repeated: usize,
    /// How many messages were seen, and what became of them.
    mail: MailWire,
    /// What was not read.
    skipped: Vec<SkippedWire<'a>>,
}

/// The sums of one organisation.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatsController")]
struct ControllerWire<'a> {
    /// Its name.
    name: &'a str,
    /// The domains that speak for it.
    domains: &'a [String],
    #[serde(flatten)]
    sums: SumsWire,
}

/// Sums over exchanges.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sums")]
struct SumsWire {
    /// How many exchanges.
    exchanges: usize,
    /// How many exchanges by state: in-time, late, refused, unanswered, running, doubtful, no-deadline.
    states: BTreeMap<&'static str, usize>,
    /// How many exchanges by reply: satisfactory, incomplete, unanswered.
    replies: BTreeMap<&'static str, ReplyWire>,
    /// How many exchanges stand apart from the shares: they run, are doubtful, or have no deadline.
    apart: usize,
    /// Days from the receipt to the first answer.
    days_to_answer: SpreadWire,
    /// Days past the last day, of those that were late.
    days_late: SpreadWire,
    /// Messages that ask for something to prove identity.
    identity_demands: usize,
    /// Messages that ask for an identity document.
    document_demands: usize,
    /// Exchanges with at least one such message.
    exchanges_with_document_demand: usize,
    /// Findings by grade; those set aside do not count.
    findings: BTreeMap<&'static str, usize>,
}

/// How many exchanges had a reply of this kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reply")]
struct ReplyWire {
    /// How many.
    exchanges: usize,
    /// Their share of those whose outcome is known, 0 to 1; null if they are too few.
    share: Option<f64>,
    /// The 95 % confidence interval of the share (Wilson score).
    confidence_95: Option<(f64, f64)>,
}

/// How days are spread over exchanges.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Spread")]
struct SpreadWire {
    /// How many exchanges have such days.
    exchanges: usize,
    /// The median, in days.
    median: Option<f64>,
    /// The most, in days.
    max: Option<i64>,
    /// The sum, in days.
    sum: i64,
}

/// How often a tactic was found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TacticCount")]
struct TacticWire<'a> {
    /// The tactic.
    tactic: &'a str,
    /// Its name in the language of the report.
    title: Cow<'a, str>,
    /// How many exchanges show it.
    exchanges: usize,
    /// How many exchanges show it, by the highest grade.
    grades: BTreeMap<&'static str, usize>,
}

/// One exchange.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatsExchange")]
struct ExchangeWire<'a> {
    /// Its id, or the pseudonym of it.
    id: &'a str,
    /// The organisation.
    controller: ExchangeControllerWire<'a>,
    /// The law by which it is reckoned.
    regime: &'a str,
    /// The day of receipt of the request.
    request: Option<NaiveDate>,
    /// The last day to answer.
    last_day: Option<NaiveDate>,
    /// The day of the first answer.
    answered: Option<NaiveDate>,
    /// in-time, late, refused, unanswered, running, doubtful or no-deadline.
    state: &'static str,
    /// satisfactory, incomplete or unanswered; null for an exchange that stands apart.
    reply: Option<&'static str>,
    /// Days from the receipt to the first answer, or to the day of the audit.
    days: i64,
    /// Days from the receipt to the first answer.
    days_to_answer: Option<i64>,
    /// Days past the last day.
    days_late: i64,
    /// Messages that ask for something to prove identity.
    identity_demands: usize,
    /// Messages that ask for an identity document.
    document_demands: usize,
    /// Findings by grade; those set aside do not count.
    findings: BTreeMap<&'static str, usize>,
    /// The tactics that were found, each with its highest grade.
    tactics: BTreeMap<&'a str, &'static str>,
}

/// The organisation of an exchange.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatsExchangeController")]
struct ExchangeControllerWire<'a> {
    /// Its name, or a pseudonym.
    name: &'a str,
    /// The domains that speak for it, or pseudonyms.
    domains: &'a [String],
}

/// Writes the counts; the titles of the tactics are in the language of the words.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn to_stats_json(stats: &Stats, words: &Words) -> Result<String, serde_json::Error> {
    let (tactics, mail) = (stats.tactics(), stats.mail);
    let wire = StatsWire {
        schema: STATS,
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
        title: words.of_tactic(&count.tactic, "title", &count.title),
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
