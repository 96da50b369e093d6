//! Writes an audit as a table for spreadsheets: comma-separated values (RFC 4180), in UTF-8, with a header row.

use super::annex::{Annexes, Exhibit};
use super::json::acts;
use super::sections::cited;
use super::words::{Words, shown};
use super::{Audit, Audited};
use crate::exchange::{Entry, Letter};
use crate::finding::Finding;
use chrono::NaiveDate;
use csv::{Terminator, Writer, WriterBuilder};

/// What a row of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// A finding.
    Findings,
    /// A message or letter.
    Messages,
}

const FINDINGS: [&str; 15] = [
    "exchange",
    "controller",
    "regime",
    "tactic",
    "grade",
    "finding",
    "annex",
    "date",
    "message_id",
    "sha256",
    "from",
    "quote",
    "law",
    "why",
    "waived",
];

const MESSAGES: [&str; 18] = [
    "exchange",
    "annex",
    "kind",
    "date",
    "time",
    "party",
    "from",
    "to",
    "subject",
    "message_id",
    "sha256",
    "size",
    "path",
    "offset",
    "acts",
    "clock",
    "day",
    "answers",
];

/// Writes the table; `law` and `why` are in the language of the words.  Cells that a spreadsheet would take
/// for a formula begin with an apostrophe, and what steers a terminal is replaced.
///
/// # Errors
/// Never in practice: the table is written to memory.
pub fn to_csv(audit: &Audit, words: &Words, rows: Rows) -> Result<String, csv::Error> {
    let mut table = table();
    match rows {
        Rows::Findings => table.write_record(FINDINGS)?,
        Rows::Messages => table.write_record(MESSAGES)?,
    }
    for (audited, annexes) in audit.exchanges.iter().zip(Annexes::of(audit)) {
        match rows {
            Rows::Findings => {
                for finding in &audited.judgement.findings {
                    write(&mut table, finding_row(finding, audited, &annexes, words))?;
                }
            }
            Rows::Messages => {
                for (annex, exhibit) in annexes.listed() {
                    write(
                        &mut table,
                        match exhibit {
                            Exhibit::Message(i, entry) => message_row(annex, i, entry, audited),
                            Exhibit::Letter(_, letter) => letter_row(annex, letter, audited),
                        },
                    )?;
                }
            }
        }
    }
    let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Begins a table (RFC 4180).
pub(super) fn table() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}

fn write<const N: usize>(table: &mut Writer<Vec<u8>>, row: [String; N]) -> Result<(), csv::Error> {
    table.write_record(row.map(|cell| safe(&cell)))
}

/// Makes a cell safe: a spreadsheet takes what begins with one of these signs, on whatever keyboard it was
/// written, for a formula to be run.
pub(super) fn safe(cell: &str) -> String {
    let shown = shown(cell);
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{2212}'];
    let steers = cell.starts_with(['\t', '\r', '\n']);
    if steers || shown.trim_start().starts_with(formula) { format!("'{shown}") } else { shown }
}

fn finding_row(
    finding: &Finding,
    audited: &Audited,
    annexes: &Annexes<'_>,
    words: &Words,
) -> [String; 15] {
    let exchange = &audited.exchange;
    let message = finding.entry.map(|i| &exchange.entries[i].message);
    let day = finding.entry.and_then(|i| audited.days[i]).or(finding.on);
    let annex = finding.entry.and_then(|i| annexes.message(i));
    let law: Vec<String> = finding.law.iter().map(|law| cited(law, finding, words)).collect();
    [
        exchange.id.to_string(),
        exchange.controller.name.clone(),
        audited.clock.regime.to_string(),
        finding.tactic.to_string(),
        finding.grade.as_str().to_owned(),
        finding.id.to_string(),
        annex.map(|n| n.to_string()).unwrap_or_default(),
        day.map(|day| day.to_string()).unwrap_or_default(),
        finding.message.as_ref().map(ToString::to_string).unwrap_or_default(),
        message.map(|m| m.key.to_string()).unwrap_or_default(),
        message.map(|m| m.from.address.clone()).unwrap_or_default(),
        finding.quote.clone(),
        law.join("; "),
        words.why(finding),
        finding.waived.clone().unwrap_or_default(),
    ]
}

fn message_row(annex: usize, i: usize, entry: &Entry, audited: &Audited) -> [String; 18] {
    let message = &entry.message;
    let day = audited.days[i];
    let (clock, since) = clock(audited, day);
    let to: Vec<&str> = message.to.iter().map(|m| m.address.as_str()).collect();
    [
        audited.exchange.id.to_string(),
        annex.to_string(),
        "e-mail".to_owned(),
        day.map(|day| day.to_string()).unwrap_or_default(),
        message.date.map(|date| date.format("%H:%M:%S%:z").to_string()).unwrap_or_default(),
        entry.party.as_str().to_owned(),
        message.from.address.clone(),
        to.join("; "),
        message.subject.clone(),
        message.id.to_string(),
        message.key.to_string(),
        message.location.length.to_string(),
        message.location.path.display().to_string(),
        message.location.offset.to_string(),
        acts(entry).join("; "),
        clock.to_owned(),
        since,
        if entry.answers { "yes" } else { "no" }.to_owned(),
    ]
}

fn letter_row(annex: usize, letter: &Letter, audited: &Audited) -> [String; 18] {
    let (clock, since) = clock(audited, Some(letter.date));
    let file = letter.file.as_ref();
    [
        audited.exchange.id.to_string(),
        annex.to_string(),
        "letter".to_owned(),
        letter.date.to_string(),
        String::new(),
        letter.from.party().as_str().to_owned(),
        String::new(),
        String::new(),
        letter.note.clone(),
        String::new(),
        file.map(|file| file.sha256.clone()).unwrap_or_default(),
        file.map(|file| file.size.to_string()).unwrap_or_default(),
        file.map(|file| file.path.display().to_string()).unwrap_or_default(),
        String::new(),
        letter.kind.to_string(),
        clock.to_owned(),
        since,
        if letter.is_answer() { "yes" } else { "no" }.to_owned(),
    ]
}

/// Tells where the clock stands on a day, and how many days after receipt it is.
fn clock(audited: &Audited, day: Option<NaiveDate>) -> (&'static str, String) {
    let clock = &audited.clock;
    let (Some(day), Some(start), Some(last)) = (day, clock.start, clock.last_day()) else {
        return ("", String::new());
    };
    let state = match clock.answered {
        _ if day < start => return ("before", String::new()),
        Some(answered) if day >= answered => "answered",
        _ if day > last => "past-last-day",
        _ if day == last => "last-day",
        _ => "running",
    };
    (state, (day - start).num_days().to_string())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_cell_is_run_as_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u{2212}1"] {
            assert!(safe(cell).starts_with('\''), "{cell:?}: {}", safe(cell));
        }
        for cell in ["", "a=b", "2020-01-22", "Re: =1", "O'Neil", "1-2"] {
            assert_eq!(safe(cell), cell);
        }
    }

    #[test]
    fn no_cell_steers_a_terminal() {
        assert_eq!(safe("a\u{1b}[31m\u{202e}b\r\nc"), "a\u{fffd}[31m\u{fffd}b\u{fffd} c");
    }
}
