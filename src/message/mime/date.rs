//! Reads the dates of mail: RFC 5322 (3.3, 4.3), ISO 8601, and what mailers make of them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone};

/// Beginnings of the names of months, in the languages that mailers write them in.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrt", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Names of zones and their minutes east of Greenwich; the first seven are those of RFC 5322.
const ZONES: [(&str, i32); 36] = [
    ("ut", 0),
    ("gmt", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("utc", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("sast", 120),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("brt", -180),
    ("art", -180),
];

/// Longer values are no dates.
const MAX_LENGTH: usize = 200;

#[derive(Default)]
struct Draft {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    time: Option<NaiveTime>,
    east: Option<i32>,
    is_afternoon: Option<bool>,
    /// A first word that may be a month or a day: Italian, French and Spanish `mar`.
    doubtful: Option<u32>,
    has_word: bool,
}

/// Reads a date; none where the calendar or the clock does not know it.  Without a zone it is
/// taken as UTC (RFC 5322, 4.3).
pub(super) fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let text: String = text.chars().take(MAX_LENGTH).collect();
    let text = text.trim();
    if let Ok(date) = DateTime::parse_from_rfc3339(text) {
        return Some(date);
    }
    let mut draft = Draft::default();
    for token in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')) {
        take(token.trim_end_matches('.'), &mut draft)?;
    }
    let day = NaiveDate::from_ymd_opt(draft.year?, draft.month.or(draft.doubtful)?, draft.day?)?;
    let time = match (draft.time?, draft.is_afternoon) {
        (time, Some(late)) => twelve(time, late)?,
        (time, None) => time,
    };
    let east = draft.east.unwrap_or(0);
    FixedOffset::east_opt(east * 60)?.from_local_datetime(&day.and_time(time)).single()
}

/// Takes what a token says; none when it says something impossible.
fn take(token: &str, draft: &mut Draft) -> Option<()> {
    let first = token.chars().next();
    let is_numeric = first.is_some_and(|c| c.is_ascii_digit());
    if token.contains(':') && is_numeric && draft.time.is_none() {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
        if let Some((day, clock)) = token.split_once('T') {
            take(day, draft)?;
            return take(clock, draft);
        }
        let end = token.find(|c| !digits(c)).unwrap_or(token.len());
        draft.time = Some(clock(&token[..end])?);
        return if end < token.len() { take(&token[end..], draft) } else { Some(()) };
    }
    if let Some(sign @ ('+' | '-')) = first
        && draft.east.is_none()
        && draft.time.is_some()
    {
        draft.east = offset(&token[1..]).map(|east| if sign == '-' { -east } else { east });
        return Some(());
    }
    if token.contains(['-', '/', '.']) && is_numeric && draft.day.is_none() {
        return joined(token, draft);
    }
    if is_numeric {
        number(token, draft);
    } else if !token.is_empty() {
        word(&token.to_lowercase(), draft);
    }
    Some(())
}

/// Reads `10:00`, `10:00:00`, `10:00:00.000` or `10.00.00`.
fn clock(token: &str) -> Option<NaiveTime> {
    let mut parts = token.split([':', '.']).map(str::parse);
    let hour = parts.next()?.ok()?;
    let minute = parts.next()?.ok()?;
    let second: u32 = parts.next().and_then(Result::ok).unwrap_or(0);
    // A leap second.
    NaiveTime::from_hms_opt(hour, minute, if second == 60 { 59 } else { second })
}

/// Reads `0100`, `01:00`, `01` or `100` as minutes.
fn offset(token: &str) -> Option<i32> {
    let digits: String = token.chars().filter(char::is_ascii_digit).take(4).collect();
    let number: i32 = digits.parse().ok()?;
    Some(if digits.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 })
}

/// Reads a day written in one: `3-Feb-2020`, `2020-02-03`, `2020/02/03`, `03.02.2020`.
fn joined(token: &str, draft: &mut Draft) -> Option<()> {
    let parts: Vec<&str> = token.split(['-', '/', '.']).filter(|p| !p.is_empty()).collect();
    let &[a, b, c] = parts.as_slice() else { return Some(()) };
    if b.starts_with(char::is_alphabetic) {
        [a, b, c].into_iter().try_for_each(|part| take(part, draft))
    } else if a.len() == 4 {
        (draft.year, draft.month, draft.day) = (a.parse().ok(), b.parse().ok(), c.parse().ok());
        Some(())
    } else {
        // Which of two numbers is the month, only the German way of writing tells.
        let is_told = token.contains('.');
        number(a, draft);
        draft.month = b.parse().ok().filter(|_| is_told);
        number(c, draft);
        draft.month.map(|_| ())
    }
}

fn number(token: &str, draft: &mut Draft) {
    let digits = token.trim_end_matches(|c: char| !c.is_ascii_digit());
    let Ok(number) = digits.parse::<i32>() else { return };
    if digits.len() <= 2 && draft.day.is_none() {
        draft.day = u32::try_from(number).ok();
    } else if draft.year.is_none() {
        // RFC 5322, 4.3.
        draft.year = Some(match digits.len() {
            2 if number < 50 => number + 2_000,
            2 | 3 => number + 1_900,
            _ => number,
        });
    } else if digits.len() == 4 && draft.east.is_none() && draft.time.is_some() {
        draft.east = offset(digits);
    }
}

/// Gives the number of a month by the beginning of its name, in small letters.
fn month_of(word: &str) -> Option<u32> {
    let named = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    MONTHS.iter().zip(1..).find(|(names, _)| named(names)).map(|(_, month)| month)
}

/// Lists the days that a text names; one without a year is the first such day after another one.  Of two
/// numbers the first is the day, as it is in Europe.
pub fn days_named(text: &str, after: NaiveDate) -> Vec<NaiveDate> {
    let text = text.to_lowercase();
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')');
    let words: Vec<&str> = text
        .split(between)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !["de", "del", "di", "of", "the"].contains(word))
        .collect();
    let number = |at: usize, longest: usize| {
        let word = words.get(at)?;
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let short = (1..=longest).contains(&digits.len()) && word.len() <= digits.len() + 2;
        short.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let year = |at: usize| number(at, 4).filter(|year| (1990..2100).contains(year));
    let day = |at: usize| number(at, 2).and_then(|day| u32::try_from(day).ok());
    let month = |at: usize| words.get(at).and_then(|word| month_of(word));
    let dated = |year: Option<i32>, month: u32, day: u32| match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => (after.year()..)
            .take(2)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|day| *day > after),
    };
    let named = |at: usize| {
        let word = words[at];
        let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
        if let [a, b, c] = parts[..] {
            let (a, b, c) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
            return if a > 31 {
                NaiveDate::from_ymd_opt(a, b, u32::try_from(c).ok()?)
            } else {
                let year = if c < 100 { c + 2_000 } else { c };
                NaiveDate::from_ymd_opt(year, b, u32::try_from(a).ok()?)
            };
        }
        match (day(at), month(at)) {
            (Some(day), _) => dated(year(at + 2), month(at + 1)?, day),
            (None, Some(month)) if at == 0 || day(at - 1).is_none() => {
                dated(year(at + 2), month, day(at + 1)?)
            }
            _ => None,
        }
    };
    (0..words.len()).filter_map(named).collect()
}

fn word(token: &str, draft: &mut Draft) {
    let month = month_of(token);
    if let Some(zone) = ZONES.iter().find(|(name, _)| *name == token) {
        draft.east = draft.east.or(Some(zone.1));
    } else if token == "am" || token == "pm" {
        draft.is_afternoon = Some(token == "pm");
    } else if let Some(month) = month
        && draft.month.is_none()
    {
        let month = Some(month);
        let is_first = draft.day.is_none() && draft.doubtful.is_none() && !draft.has_word;
        if is_first && token.starts_with("mar") {
            draft.doubtful = month;
        } else {
            draft.month = month;
        }
    } else if let Some(zone) = token.get(..3).filter(|name| ["gmt", "utc"].contains(name)) {
        // `GMT+01:00`, and a bare `GMT` before an offset of its own.
        let sign = if token.contains('-') { -1 } else { 1 };
        draft.east = offset(token.trim_start_matches(zone)).map(|east| east * sign);
    }
    draft.has_word = true;
}

fn twelve(time: NaiveTime, late: bool) -> Option<NaiveTime> {
    use chrono::Timelike;
    let hour = time.hour() % 12 + if late { 12 } else { 0 };
    if time.hour() > 12 { Some(time) } else { time.with_hour(hour) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_however_they_are_written() {
        for text in [
            "Mon, 3 Feb 2020 10:00:00 +0100",
            "Mon, 03 Feb 2020 10:00 CET",
            "Mon, 3 Feb 20 10:00:00 +0100",
            "3 Feb 2020 10:00:00 +0100 (CET)",
            "Mon,3 Feb 2020 10:00:00+0100",
            "Mo, 3 Feb 2020 10:00:00 (MEZ)",
            "Mon Feb  3 10:00:00 CET 2020",
            "Mon, 3-Feb-2020 10:00:00 +01:00",
            "2020-02-03T10:00:00+01:00",
            "2020-02-03 10:00:00 +0100",
            "2020-02-03T10:00:00.000+0100",
            "lun., 3 févr. 2020 10:00:00 +0100",
            "03.02.2020 10:00:00 +0100",
            "Mon, 3 Feb 2020 9:00:00 GMT+01:00",
        ] {
            let date = parse(text).unwrap_or_else(|| panic!("{text}")).to_rfc3339();
            let east = if text.contains("9:00") { "09" } else { "10" };
            assert_eq!(date, format!("2020-02-03T{east}:00:00+01:00"), "{text}");
        }
        let date = |text| parse(text).map(|d| d.to_rfc3339());
        assert_eq!(
            date("Tue, 29 Sep 92 10:19:23 EDT").as_deref(),
            Some("1992-09-29T10:19:23-04:00")
        );
        assert_eq!(date("mar. 3 mars 2020 3:05 PM").as_deref(), Some("2020-03-03T15:05:00+00:00"));
        assert_eq!(
            date("31 Dec 2016 23:59:60 +0000").as_deref(),
            Some("2016-12-31T23:59:59+00:00")
        );
        assert_eq!(date("2020-02-03T10:00:00Z").as_deref(), Some("2020-02-03T10:00:00+00:00"));
        assert_eq!(date("Tue Mar  3 10:00:00 2020").as_deref(), Some("2020-03-03T10:00:00+00:00"));
        assert_eq!(date("Mar 3, 2020 10:00 am").as_deref(), Some("2020-03-03T10:00:00+00:00"));
    }

    #[test]
    fn days_are_read_in_running_text() {
        let after = NaiveDate::from_ymd_opt(2024, 5, 8).expect("a day");
        let named = |text: &str| {
            days_named(text, after).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for text in [
            "Sie erhalten die Auskunft bis spätestens Freitag, 31. Mai 2024.",
            "bis zum 31.05.2024, wie angekündigt",
            "Vous l'aurez le 31 mai.",
            "il 31 maggio 2024; non prima",
            "el 31 de mayo de 2024",
            "op 31 mei",
            "by May 31, 2024",
            "on the 31st of May",
            "2024-05-31",
            "31/5/24",
        ] {
            assert_eq!(named(text), "2024-05-31", "{text}");
        }
        assert_eq!(named("vor dem 1. März und am 2.4.2025"), "2025-03-01 2025-04-02");
        assert_eq!(named("in 30 Tagen, Art. 12 Abs. 3, 14 Monate, ticket 31-05"), "");
        assert_eq!(named("am 31. Februar 2024"), "");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "Wed, 31 Feb 2024 25:61:00 +0000",
            "Wed, 31 Feb 2024 10:00:00 +0000",
            "Mon, 3 Feb 2020 10:00:00 +9999",
            "03/02/2020 10:00:00",
            "Mon, 3 Feb 2020",
            "10:00:00 +0100",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
