//! Turns appointments (RFC 5545) into text a person would read.

use std::fmt::Write as _;

/// The properties that say something to a reader, with what they are called in the text.
const SHOWN: [(&str, &str); 9] = [
    ("METHOD", "Method"),
    ("SUMMARY", "Summary"),
    ("DTSTART", "Start"),
    ("DTEND", "End"),
    ("DUE", "Due"),
    ("LOCATION", "Location"),
    ("ORGANIZER", "Organizer"),
    ("ATTENDEE", "Attendee"),
    ("STATUS", "Status"),
];

/// Gives each property as a line, and comments and descriptions as paragraphs.
pub(super) fn to_text(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut text = String::new();
    let mut technical = false;
    for line in unfolded.lines() {
        let Some((name, parameters, value)) = property(line) else { continue };
        // Time zones and alarms have starts and descriptions too.
        if ["VTIMEZONE", "VALARM"].iter().any(|part| value.eq_ignore_ascii_case(part)) {
            technical = name.eq_ignore_ascii_case("BEGIN");
        }
        if technical {
            continue;
        }
        let known = SHOWN.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        match known {
            // Writing to a String cannot fail.
            Some((known, label)) => {
                let value = match *known {
                    "DTSTART" | "DTEND" | "DUE" => time(value),
                    "ORGANIZER" | "ATTENDEE" => person(parameters, value),
                    _ => unescaped(value),
                };
                let _ = writeln!(text, "{label}: {}", value.trim());
            }
            None if ["DESCRIPTION", "COMMENT"].iter().any(|n| name.eq_ignore_ascii_case(n)) => {
                let _ = write!(text, "\n{}\n\n", unescaped(value).trim());
            }
            None if line.starts_with("BEGIN:V") && !text.is_empty() => text.push('\n'),
            None => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Cuts a content line into name, parameters and value; a colon in quotes is none.
fn property(line: &str) -> Option<(&str, &str, &str)> {
    let mut quoted = false;
    let colon = line.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    Some((name, parameters, value))
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            _ => text.push(c),
        }
    }
    text
}

/// Writes `20200515T100000Z` as `2020-05-15 10:00 UTC`; anything else stays as it is.
fn time(value: &str) -> String {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let (day, hour) = value.split_once('T').unwrap_or((value, ""));
    if day.len() != 8 || !digits(day) {
        return value.to_owned();
    }
    let mut shown = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if hour.get(..6).is_some_and(digits) {
        let _ = write!(shown, " {}:{}", &hour[..2], &hour[2..4]);
        if hour.ends_with('Z') {
            shown.push_str(" UTC");
        }
    }
    shown
}

fn person(parameters: &str, value: &str) -> String {
    let address = value.split_once(':').map_or(value, |(_, address)| address);
    let name = parameters
        .split(';')
        .find_map(|p| p.split_once('=').filter(|(key, _)| key.eq_ignore_ascii_case("CN")));
    name.map_or(address.to_owned(), |(_, name)| format!("{} <{address}>", name.trim_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appointment_is_readable() {
        let ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Identity\r\n  check\\, in person\r\n\
            DTSTART;TZID=Europe/Paris:20200515T100000\r\nDTEND:20200515T103000Z\r\n\
            ORGANIZER;CN=\"Privacy: Team\":mailto:privacy@foo.example\r\n\
            BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nDESCRIPTION:Bring your passport.\\nThank you\\; bye.\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(
            to_text(ics),
            "Method: REQUEST\n\nSummary: Identity check, in person\nStart: 2020-05-15 10:00\n\
             End: 2020-05-15 10:30 UTC\nOrganizer: Privacy: Team <privacy@foo.example>\n\n\
             Bring your passport.\nThank you; bye."
        );
    }

    #[test]
    fn broken_lines_end_nothing() {
        for ics in ["DTSTART:2020é515T10", "DTSTART:20200515Té0000", "SUMMARY:\\", ":", "\n \n"] {
            to_text(ics);
        }
    }
}
