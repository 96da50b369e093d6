//! Writes one line an exchange as CSV (RFC 4180).

use super::{Standing, Stats};
use crate::finding::Grade;
use crate::report::table::{safe, table};
use chrono::NaiveDate;

/// The columns: fields may be added at the end, never changed.
const COLUMNS: [&str; 17] = [
    "id",
    "controller",
    "regime",
    "request",
    "last_day",
    "answered",
    "state",
    "reply",
    "days",
    "days_to_answer",
    "days_late",
    "identity_demands",
    "document_demands",
    "bright_line",
    "presumptive",
    "signal",
    "tactics",
];

/// Writes the exchanges, one a line.
///
/// # Errors
/// Never in practice: nothing is written but to memory.
pub fn to_stats_csv(stats: &Stats) -> Result<String, csv::Error> {
    let mut writer = table();
    writer.write_record(COLUMNS)?;
    for standing in &stats.standings {
        writer.write_record(line(standing))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn line(standing: &Standing) -> [String; COLUMNS.len()] {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let grade = |grade| standing.findings.get(&grade).copied().unwrap_or(0).to_string();
    let tactics: Vec<&str> = standing.tactics.keys().map(crate::id::TacticId::as_str).collect();
    [
        safe(standing.id.as_str()),
        safe(&standing.organisation.label()),
        safe(standing.regime.as_str()),
        day(standing.request),
        day(standing.last_day),
        day(standing.answered),
        standing.timing.as_str().to_owned(),
        standing.reply.map_or("", super::Reply::as_str).to_owned(),
        standing.days.to_string(),
        standing.days_to_answer().map_or_else(String::new, |days| days.to_string()),
        standing.days_late.to_string(),
        standing.identity_demands.to_string(),
        standing.document_demands.to_string(),
        grade(Grade::BrightLine),
        grade(Grade::Presumptive),
        grade(Grade::Signal),
        safe(&tactics.join(" ")),
    ]
}
