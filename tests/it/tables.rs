//! Audits as tables for spreadsheets and as calendars.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn run(folder: &Path, args: &[&str]) -> String {
    let all = [&["audit", folder.to_str().expect("a path")], args].concat();
    let output = dilatory(&all);
    assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    said(&output)
}

fn of_nine(as_of: &str, args: &[&str]) -> String {
    let case = nine().join("case.toml");
    let args = [&["--case", case.to_str().expect("a path"), "--as-of", as_of], args];
    run(&nine(), &args.concat())
}

/// Takes a table apart as RFC 4180 says: rows of cells.
fn cells(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = table.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'), "a row ends with CRLF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the last row ends, too");
    rows
}

fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut all = cells(table).into_iter();
    let names = all.next().expect("a header row");
    let named = |row: Vec<String>| {
        assert_eq!(row.len(), names.len());
        names.iter().cloned().zip(row).collect()
    };
    all.map(named).collect()
}

#[test]
fn findings_are_those_of_the_json() {
    let case = nine().join("case.toml");
    let args = ["--case", case.to_str().expect("a path"), "--as-of", "2020-07-15"];
    let report = json(&audit(&nine(), &args));
    let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
    let rows = rows(&of_nine("2020-07-15", &["--format", "csv"]));
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        let text = |name: &str| finding[name].as_str().unwrap_or_default();
        assert_eq!(row["finding"], text("id"));
        assert_eq!(row["tactic"], text("tactic"));
        assert_eq!(row["grade"], text("grade"));
        assert_eq!(row["message_id"], text("message"));
        assert_eq!(row["why"], text("why"));
        assert_eq!(row["quote"].trim_start_matches('\''), text("quote").replace('\n', " "));
        let messages = report["exchanges"][0]["messages"].as_array().expect("messages");
        let message = messages.iter().find(|m| m["id"] == finding["message"]);
        let annex = message.map(|m| m["annex"].to_string()).unwrap_or_default();
        assert_eq!(row["annex"], annex);
        assert_eq!(row["sha256"], message.and_then(|m| m["sha256"].as_str()).unwrap_or_default());
    }
}

#[test]
fn messages_stand_in_the_order_of_the_annexes() {
    let table = of_nine("2020-07-15", &["--format", "csv", "--rows", "messages"]);
    let first = "exchange,annex,kind,date,time,party,from,to,subject,message_id,sha256,size,path,\
                 offset,acts,clock,day,answers\r\n";
    assert!(table.starts_with(first), "{table}");
    let rows = rows(&table);
    let annexes: Vec<usize> = rows.iter().map(|r| r["annex"].parse().expect("a number")).collect();
    assert_eq!(annexes, (1..=annexes.len()).collect::<Vec<_>>());
    assert_eq!(rows.iter().filter(|row| row["kind"] == "e-mail").count(), 9);
    assert_eq!((rows[0]["party"].as_str(), rows[0]["day"].as_str()), ("subject", "0"));
    assert_eq!(rows[0]["clock"], "running");
    assert!(rows[0]["time"].ends_with(":00") && rows[0]["time"].contains(['+', '-']));
    assert!(rows.iter().any(|row| row["clock"] == "past-last-day"));
    let size = fs::metadata(nine().join("01.eml")).expect("a file").len().to_string();
    assert_eq!(rows[0]["size"], size);
}

#[test]
fn rows_belong_to_a_table() {
    let nine = nine();
    let output = dilatory(&["audit", nine.to_str().expect("a path"), "--rows", "messages"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("--format csv"), "{}", complaint(&output));
}

/// Writes a request to an organisation with the name, and gives the folder.
fn asked(name: &str, subject: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = format!(
        "From: Zoe <zoe@home.example>\nTo: dpo@shop.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\
         Message-ID: <1@home.example>\nSubject: {subject}\n\
         Content-Type: text/plain; charset=utf-8\n\n\
         Hello,\n\nUnder Article 15 GDPR please send me a copy of all my personal data.\n\nZoe\n"
    );
    fs::write(folder.path().join("1.eml"), mail).expect("written");
    let name = name.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let case = format!(
        "member_state = \"FR\"\n[subject]\naddresses = [\"zoe@home.example\"]\n\
         [controller]\nname = \"{name}\"\ndomains = [\"shop.example\"]\n"
    );
    fs::write(folder.path().join("case.toml"), case).expect("written");
    folder
}

fn of_asked(folder: &Path, as_of: &str, args: &[&str]) -> String {
    let case = folder.join("case.toml");
    let with = ["--case", case.to_str().expect("a path"), "--as-of", as_of];
    run(&folder.join("1.eml"), &[&with, args].concat())
}

#[test]
fn hostile_words_are_no_formula_and_break_no_row() {
    let folder = asked("=cmd|' /C calc'!A0", "+1,\"a\" =?utf-8?q?=1B[31m?=");
    let table = of_asked(folder.path(), "2026-06-30", &["--format", "csv", "--rows", "messages"]);
    let rows = rows(&table);
    assert_eq!(rows.len(), 1);
    assert!(rows[0]["subject"].starts_with("'+1,\"a\""), "{rows:?}");
    assert!(!table.contains('\u{1b}'));
    let findings = self::rows(&of_asked(folder.path(), "2026-06-30", &["--format", "csv"]));
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|row| row["controller"].starts_with("'=cmd")), "{findings:?}");
}

/// A line of a calendar: its name with parameters, and its value as it is written.
type Content = (String, String);

/// Takes a calendar apart as RFC 5545 says: lines of at most 75 octets, unfolded.
fn contents(calendar: &str) -> Vec<Content> {
    assert!(calendar.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("a line before").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let split = |line: String| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
        (name.to_owned(), value.to_owned())
    };
    lines.into_iter().map(split).collect()
}

/// Undoes the escapes of a text (RFC 5545, 3.3.11).
fn text(value: &str) -> String {
    let (mut text, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        assert!(c != ',' && c != ';', "not escaped: {value}");
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(c @ ('\\' | ',' | ';')) => text.push(c),
                other => panic!("no such escape: {other:?} in {value}"),
            },
            c => text.push(c),
        }
    }
    text
}

fn all<'a>(calendar: &'a [Content], name: &str) -> Vec<&'a str> {
    calendar.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_running_deadline_reminds_a_week_before_and_on_the_day() {
    let folder = asked("Läden & Söhne; größte, beste\\Gesellschaft\nBEGIN:VEVENT", "data");
    let calendar = of_asked(folder.path(), "2026-03-10", &["--format", "ics"]);
    let lines = contents(&calendar);
    let opens: Vec<&str> = all(&lines, "BEGIN");
    assert_eq!(opens, ["VCALENDAR", "VEVENT", "VALARM", "VALARM"]);
    assert_eq!(all(&lines, "END"), ["VALARM", "VALARM", "VEVENT", "VCALENDAR"]);
    assert_eq!(all(&lines, "DTSTART;VALUE=DATE"), ["20260402"]);
    assert_eq!(all(&lines, "DTSTAMP"), ["20260310T000000Z"; 3]);
    assert!(all(&lines, "DTEND").is_empty() && all(&lines, "METHOD").is_empty());
    assert_eq!(all(&lines, "TRANSP"), ["TRANSPARENT"]);
    assert_eq!(all(&lines, "SEQUENCE"), ["0"]);
    assert!(all(&lines, "UID")[0].ends_with("-due@dilatory"), "{calendar}");
    assert_eq!(
        text(all(&lines, "SUMMARY")[0]),
        "Last day for Läden & Söhne; größte, beste\\Gesellschaft BEGIN:VEVENT to answer the request \
         of 2 March 2026"
    );
    assert_eq!(all(&lines, "TRIGGER;RELATED=START"), ["-PT572400S", "PT32400S"]);
    let about = text(all(&lines, "DESCRIPTION")[0]);
    assert!(about.contains("the period still runs") && about.contains("1. The request"), "{about}");
    assert_eq!(calendar, of_asked(folder.path(), "2026-03-10", &["--format", "ics"]));
}

#[test]
fn no_reminder_lies_in_the_past() {
    let folder = asked("Shop", "data");
    let alarms = |as_of: &str| {
        let calendar = of_asked(folder.path(), as_of, &["--format", "ics"]);
        let lines = contents(&calendar);
        assert_eq!(all(&lines, "DTSTART;VALUE=DATE"), ["20260402"]);
        all(&lines, "BEGIN").iter().filter(|name| **name == "VALARM").count()
    };
    let days = ["2026-03-26", "2026-03-27", "2026-04-02", "2026-04-03"];
    assert_eq!(days.map(alarms), [2, 1, 1, 0]);
}

#[test]
fn a_passed_day_is_told_in_the_language_of_the_report() {
    let lines = contents(&of_nine("2020-03-15", &["--format", "ics", "--lang", "fr"]));
    assert_eq!(
        text(all(&lines, "SUMMARY")[0]),
        "Clearview AI, Inc. : dernier jour pour répondre à la demande du 22 janvier 2020"
    );
    assert_eq!(all(&lines, "CATEGORIES"), ["Protection des données"]);
    let about = text(all(&lines, "DESCRIPTION")[0]);
    assert!(!about.contains("step-") && about.contains("1. La demande"), "{about}");
}

#[test]
fn what_could_not_be_read_is_not_called_late() {
    let folder = asked("Shop", "data");
    let answer = "From: dpo@shop.example\nTo: zoe@home.example\nDate: Mon, 9 Mar 2026 10:00:00 +0100\n\
                  Message-ID: <2@shop.example>\nIn-Reply-To: <1@home.example>\nSubject: Re: data\n\
                  Content-Type: text/plain; charset=utf-8\n\n\
                  Tisztelt Hölgyem, köszönjük levelét, mellékelten megküldjük az Önről tárolt \
                  személyes adatok másolatát és a kért tájékoztatást.\n";
    fs::write(folder.path().join("2.eml"), answer).expect("written");
    let case = folder.path().join("case.toml");
    let with = ["--case", case.to_str().expect("a path"), "--as-of", "2026-06-30"];
    let calendar = run(folder.path(), &[&with[..], &["--format", "ics"]].concat());
    let lines = contents(&calendar);
    let about = text(all(&lines, "DESCRIPTION")[0]);
    assert!(about.starts_with("No answer was recognised"), "{about}");
    assert!(!about.contains("past the last day") && !about.contains("after the last day"));
}

#[test]
fn a_calendar_without_deadlines_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = "From: a@b.example\nTo: c@d.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\
                Message-ID: <1@b.example>\nSubject: lunch\n\nLunch at noon?\n";
    fs::write(folder.path().join("1.eml"), mail).expect("written");
    let path = folder.path().to_str().expect("a path");
    let output = dilatory(&["audit", path, "--format", "ics"]);
    assert!(complaint(&output).contains("the calendar is empty"), "{}", complaint(&output));
    assert_eq!(all(&contents(&said(&output)), "BEGIN"), ["VCALENDAR"]);
}
