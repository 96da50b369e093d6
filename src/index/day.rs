//! Reads the days that a query names: `2020-01`, `6m`, `2020-01..2020-05`.

use super::field::DaySense;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The first day that counts, and the day after the last one; `None` is no limit.
pub(super) type Limits = (Option<NaiveDate>, Option<NaiveDate>);

/// What can be written, for those who wrote something else.
const FORMS: &str = "write 2020, 2020-01, 2020-01-05, 2020-01..2020-05 or 6m..";

/// Reads a day, month, year or range as the first day that counts and the day after the last one.
///
/// # Errors
///
/// When the text is no day or range, names a day that no calendar has, or ends before it begins.
pub(super) fn days(text: &str, today: NaiveDate) -> Result<Limits, String> {
    let text = text.trim();
    let Some((left, right)) = text.split_once("..") else {
        let read = span(text, today)?;
        // `6m` alone is not that one day but all that came since.
        return Ok((Some(read.first), (!read.ago).then_some(read.end)));
    };
    if left.trim().is_empty() && right.trim().is_empty() {
        return Err(format!("the range has neither a first nor a last day; {FORMS}"));
    }
    let side = |side: &str| match side.trim() {
        "" => Ok(None),
        side => span(side, today).map(Some),
    };
    let from = side(left)?.map(|span| span.first);
    let before = side(right)?.map(|span| span.end);
    match (from, before) {
        (Some(from), Some(before)) if from >= before => {
            Err(format!("{} ends before it begins; write the earlier day first", quoted(text)))
        }
        limits => Ok(limits),
    }
}

/// Reads the days behind a field, in the sense of that field.
///
/// # Errors
///
/// As [`days`], and when a range stands where one day sets the limit.
pub(super) fn limits(text: &str, sense: DaySense, today: NaiveDate) -> Result<Limits, String> {
    if sense == DaySense::On {
        return days(text, today);
    }
    if text.contains("..") {
        return Err("one day, month or year sets this limit, not a range; \
                    write date:2020-01..2020-05 for a range"
            .to_owned());
    }
    let (first, _) = days(text, today)?;
    Ok(if sense == DaySense::Before { (None, first) } else { (first, None) })
}

/// Shows a piece of a query within a sentence, without what would break the line.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().filter(|c| !c.is_control()).take(LONGEST + 1).collect();
    if let Some((cut, _)) = shown.char_indices().nth(LONGEST) {
        shown.truncate(cut);
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The days that one side of a range names.
struct Span {
    first: NaiveDate,
    /// The day after the last one.
    end: NaiveDate,
    /// Whether it was counted back from today.
    ago: bool,
}

fn span(text: &str, today: NaiveDate) -> Result<Span, String> {
    let word = text.to_ascii_lowercase();
    if let Some((count, unit)) = count_back(&word) {
        let too_long = || format!("{} is too long ago; {FORMS}", quoted(text));
        let day = back(count, unit, today).ok_or_else(too_long)?;
        return one(day, true).ok_or_else(|| no_day(text));
    }
    match word.as_str() {
        "today" => one(today, false).ok_or_else(|| no_day(text)),
        "yesterday" => {
            let day = today.pred_opt().and_then(|day| one(day, false));
            day.ok_or_else(|| no_day(text))
        }
        _ => calendar(text),
    }
}

fn one(first: NaiveDate, ago: bool) -> Option<Span> {
    Some(Span { first, end: first.succ_opt()?, ago })
}

/// Splits `6m` into its number and its unit.
fn count_back(word: &str) -> Option<(&str, char)> {
    let unit = word.chars().last().filter(|unit| matches!(unit, 'd' | 'w' | 'm' | 'y'))?;
    word.strip_suffix(unit).filter(|count| is_number(count)).map(|count| (count, unit))
}

/// Counts back from today; `None` when that leaves the calendar.
fn back(count: &str, unit: char, today: NaiveDate) -> Option<NaiveDate> {
    let count: u32 = count.parse().ok()?;
    let day = match unit {
        'd' => today.checked_sub_days(Days::new(count.into())),
        'w' => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        'm' => today.checked_sub_months(Months::new(count)),
        _ => today.checked_sub_months(Months::new(count.checked_mul(12)?)),
    };
    // Earlier years cannot be written in four digits, and no mail is that old.
    day.filter(|day| day.year() >= 0)
}

/// Reads a year, month or day of the calendar.
fn calendar(text: &str) -> Result<Span, String> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    let mut part = |digits: std::ops::RangeInclusive<usize>| match parts.next() {
        None => Ok(None),
        Some(part) if is_number(part) && digits.contains(&part.len()) => {
            part.parse::<u32>().map(Some).map_err(|_| no_day(text))
        }
        Some(_) => Err(no_day(text)),
    };
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    if parts.next().is_some() {
        return Err(no_day(text));
    }
    let first = |year: u32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    };
    let span = match (year, month, day) {
        (Some(year), None, _) => first(year, 1, 1).zip(first(year + 1, 1, 1)),
        (Some(year), Some(month), None) => first(year, month, 1)
            .and_then(|first| Some((first, first.checked_add_months(Months::new(1))?))),
        (Some(year), Some(month), Some(day)) => {
            first(year, month, day).and_then(|first| Some((first, first.succ_opt()?)))
        }
        (None, ..) => None,
    };
    let missing = || format!("no calendar has the day {}; {FORMS}", quoted(text));
    span.map(|(first, end)| Span { first, end, ago: false }).ok_or_else(missing)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn no_day(text: &str) -> String {
    format!("{} is no day, month or year; {FORMS}", quoted(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Reads days as on 31 March 2020, and writes them as `from..before`.
    fn read(text: &str) -> String {
        let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match days(text, day("2020-03-31")) {
            Ok((from, before)) => format!("{}..{}", shown(from), shown(before)),
            Err(fault) => fault,
        }
    }

    #[test]
    fn reads_years_months_and_days() {
        assert_eq!(read("2020"), "2020-01-01..2021-01-01");
        assert_eq!(read("9999"), "9999-01-01..+10000-01-01");
        assert_eq!(read("2020-01"), "2020-01-01..2020-02-01");
        assert_eq!(read("2019-12"), "2019-12-01..2020-01-01");
        assert_eq!(read("2020-02-29"), "2020-02-29..2020-03-01");
        assert_eq!(read(" 2020/1/5 "), "2020-01-05..2020-01-06");
        assert_eq!(read("Today"), "2020-03-31..2020-04-01");
        assert_eq!(read("yesterday"), "2020-03-30..2020-03-31");
    }

    #[test]
    fn counts_back_from_today() {
        assert_eq!(read("10d"), "2020-03-21..");
        assert_eq!(read("2W"), "2020-03-17..");
        assert_eq!(read("1m"), "2020-02-29..");
        assert_eq!(read("13m"), "2019-02-28..");
        assert_eq!(read("1y"), "2019-03-31..");
    }

    #[test]
    fn reads_ranges_through_their_last_day() {
        assert_eq!(read("2020-01..2020-05"), "2020-01-01..2020-06-01");
        assert_eq!(read("2020-01-05..2020-01-05"), "2020-01-05..2020-01-06");
        assert_eq!(read("2020-03..2020"), "2020-03-01..2021-01-01");
        assert_eq!(read("2019.."), "2019-01-01..");
        assert_eq!(read("..2019"), "..2020-01-01");
        assert_eq!(read("6m.."), "2019-09-30..");
        assert_eq!(read("..2w"), "..2020-03-18");
        assert_eq!(read("6m .. yesterday"), "2019-09-30..2020-03-31");
    }

    #[test]
    fn a_limit_is_the_first_day() {
        let read = |text, sense| limits(text, sense, day("2020-03-31"));
        let first = Some(day("2020-02-01"));
        assert_eq!(read("2020-02", DaySense::Before), Ok((None, first)));
        assert_eq!(read("2020-02", DaySense::After), Ok((first, None)));
        assert_eq!(read("6m", DaySense::After), Ok((Some(day("2019-09-30")), None)));
        assert_eq!(read("6m", DaySense::Before), Ok((None, Some(day("2019-09-30")))));
        assert_eq!(read("2020-02", DaySense::On), Ok((first, Some(day("2020-03-01")))));
        assert!(read("2020..", DaySense::After).is_err_and(|fault| fault.contains("not a range")));
    }

    #[test]
    fn says_what_is_wrong_and_what_can_be_written() {
        for text in ["2020-05..2020-01", "2w..6m"] {
            assert!(read(text).contains("ends before it begins"), "{}", read(text));
        }
        for text in ["2020-13", "2020-02-30", "2020-00", "2021-02-29"] {
            let shown = read(text);
            assert!(shown.starts_with("no calendar has") && shown.contains(FORMS), "{shown}");
        }
        let vague = ["", "soon", "99999", "202", "2020-", "01/05/2020", "2020-1-2-3", "-1m", "m"];
        for text in vague.into_iter().chain(["2020-01..2020-02..2020-03", "2020...", "٢٠٢٠"]) {
            let shown = read(text);
            assert!(shown.contains("is no day, month or year; write 2020,"), "{text}: {shown}");
        }
        for text in ["99999999999m", "4294967295y", "4294967295m", "4294967295w", "3000y"] {
            assert!(read(text).contains("is too long ago"), "{}", read(text));
        }
        assert!(read("..").contains("neither a first nor a last day"));
        assert!(read(&"x".repeat(9_000)).len() < 200);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"\PC*|[0-9./dwmyDay-]{0,14}", number in any::<i32>()) {
            let today = NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(NaiveDate::MAX);
            for today in [today, NaiveDate::MIN, NaiveDate::MAX] {
                if let Ok((Some(from), Some(before))) = days(&text, today) {
                    prop_assert!(from < before);
                }
            }
        }

        #[test]
        fn a_day_is_read_back(number in 0..3_000_000) {
            let written = NaiveDate::from_num_days_from_ce_opt(number).expect("a day");
            let read = days(&written.to_string(), day("2020-03-31"));
            prop_assert_eq!(read, Ok((Some(written), written.succ_opt())));
        }
    }
}
