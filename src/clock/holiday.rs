//! Public holidays of the member states, computed from the rules of `rules/holidays.toml`.
//!
//! A period of Regulation (EEC, Euratom) 1182/71 whose last day is a public holiday of the
//! state ends on its next working day (art. 3(4)); the days meant are those designated as such
//! in that state (art. 2(1)).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;

/// Holds the public holidays of all states, by ISO 3166-1 code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayTable {
    states: BTreeMap<String, StateHolidays>,
}

impl HolidayTable {
    /// Returns the holidays of the state with this code ("GR" for Greece), if it is listed.
    pub fn state(&self, code: &str) -> Option<&StateHolidays> {
        self.states.get(code)
    }

    /// Lists the codes of all states, in alphabetical order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.states.keys().map(String::as_str)
    }
}

/// Describes one state: its time zone and its rules for public holidays.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateHolidays {
    /// Names the state, in English.
    pub name: String,
    /// Names the IANA time zone of the capital.
    pub time_zone: String,
    /// Names the statute the rules are taken from, or the list they were compared with.
    pub source: String,
    holidays: Vec<Holiday>,
}

impl StateHolidays {
    /// Returns the name of the public holiday which `day` is in the whole state, if it is one.
    pub fn national(&self, day: NaiveDate) -> Option<&str> {
        self.days_around(day.year())
            .into_iter()
            .find(|(on, holiday)| *on == day && holiday.is_national())
            .map(|(_, holiday)| holiday.name.as_str())
    }

    /// Lists the holidays which `day` is in parts of the state only: their names and regions.
    pub fn regional(&self, day: NaiveDate) -> Vec<(&str, &[String])> {
        self.days_around(day.year())
            .into_iter()
            .filter(|(on, holiday)| *on == day && !holiday.is_national())
            .map(|(_, holiday)| (holiday.name.as_str(), holiday.regions.as_slice()))
            .collect()
    }

    /// Computes all holidays of a year, substitute days included.
    ///
    /// The years beside it are computed too: a substitute day may lie in the next year.
    fn days_around(&self, year: i32) -> Vec<(NaiveDate, &Holiday)> {
        let mut days: Vec<(NaiveDate, &Holiday)> = (year.saturating_sub(1)
            ..=year.saturating_add(1))
            .flat_map(|year| {
                self.holidays
                    .iter()
                    .filter_map(move |holiday| Some((holiday.in_year(year)?, holiday)))
            })
            .collect();
        // National ones first: a region's substitute day gives way to the state's, never the
        // other way round. By date, because of two weekend days the earlier one moves first.
        days.sort_by_key(|(day, holiday)| (!holiday.is_national(), *day));
        for index in 0..days.len() {
            let Some(&(day, holiday)) = days.get(index) else {
                break;
            };
            if let Some(substitute) = holiday.substitute(day, &days) {
                days.push((substitute, holiday));
            }
        }
        days
    }
}

/// One rule: a holiday, the years it is kept in, and what happens on a weekend.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    name: String,
    on: On,
    from: Option<i32>,
    until: Option<i32>,
    when: Option<Condition>,
    unless: Option<Condition>,
    observed: Option<Observed>,
    observed_from: Option<i32>,
    #[serde(default)]
    regions: Vec<String>,
}

impl Holiday {
    fn is_national(&self) -> bool {
        self.regions.is_empty()
    }

    /// Computes the holiday's own day in a year, if it is kept in that year.
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let kept = self.from.is_none_or(|from| from <= year)
            && self.until.is_none_or(|until| year <= until)
            && self.when.as_ref().is_none_or(|it| it.holds_in(year))
            && !self.unless.as_ref().is_some_and(|it| it.holds_in(year));
        if kept { self.on.in_year(year) } else { None }
    }

    /// Computes the substitute day for the holiday's own day, if it has one.
    fn substitute(&self, day: NaiveDate, taken: &[(NaiveDate, &Self)]) -> Option<NaiveDate> {
        let observed = self.observed?;
        if !is_weekend(day) || self.observed_from.is_some_and(|from| day.year() < from) {
            return None;
        }
        let mut following = std::iter::successors(day.succ_opt(), NaiveDate::succ_opt);
        match observed {
            Observed::NextMonday => following.find(|it| it.weekday() == Weekday::Mon),
            Observed::NextWorkingDay => following.find(|it| {
                !is_weekend(*it)
                    && !taken.iter().any(|(on, other)| on == it && other.is_kept_beside(self))
            }),
        }
    }

    /// Tells whether everyone who keeps `other`, or some of them, keep this holiday too.
    fn is_kept_beside(&self, other: &Self) -> bool {
        self.is_national() || self.regions.iter().any(|it| other.regions.contains(it))
    }
}

/// Says which further day is free when a holiday falls on a Saturday or Sunday.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Observed {
    NextMonday,
    NextWorkingDay,
}

/// Says on which day of the year a holiday falls.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
enum On {
    Fixed(MonthDay),
    Easter(i16),
    OrthodoxEaster(i16),
    NotBefore(Weekday, MonthDay),
    NotAfter(Weekday, MonthDay),
    Once(NaiveDate),
}

impl On {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(day) => day.in_year(year),
            Self::Easter(days) => shift(easter(year)?, days),
            Self::OrthodoxEaster(days) => shift(orthodox_easter(year)?, days),
            Self::NotBefore(weekday, day) => {
                let day = day.in_year(year)?;
                day.checked_add_days(days_between(day.weekday(), weekday))
            }
            Self::NotAfter(weekday, day) => {
                let day = day.in_year(year)?;
                day.checked_sub_days(days_between(weekday, day.weekday()))
            }
            Self::Once(day) => (day.year() == year).then_some(day),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some(days) = text.strip_prefix("orthodox-easter") {
            return Some(Self::OrthodoxEaster(parse_offset(days)?));
        }
        if let Some(days) = text.strip_prefix("easter") {
            return Some(Self::Easter(parse_offset(days)?));
        }
        if let Some((weekday, day)) = text.split_once(">=") {
            return Some(Self::NotBefore(weekday.parse().ok()?, MonthDay::parse(day)?));
        }
        if let Some((weekday, day)) = text.split_once("<=") {
            return Some(Self::NotAfter(weekday.parse().ok()?, MonthDay::parse(day)?));
        }
        match text.split_once('-')? {
            (year, day) if year.len() == 4 => {
                let year = i32::try_from(parse_digits(year)?).ok()?;
                Some(Self::Once(MonthDay::parse(day)?.in_year(year)?))
            }
            _ => Some(Self::Fixed(MonthDay::parse(text)?)),
        }
    }
}

impl TryFrom<String> for On {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| {
            format!(
                "`{text}` is not a day of the year: expected \"MM-DD\", \"easter+N\", \
                 \"orthodox-easter-N\", \"mon>=MM-DD\", \"mon<=MM-DD\" or \"YYYY-MM-DD\""
            )
        })
    }
}

/// Holds in the years in which a date falls on a weekday.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
struct Condition {
    day: MonthDay,
    weekday: Weekday,
}

impl Condition {
    fn holds_in(self, year: i32) -> bool {
        self.day.in_year(year).is_some_and(|day| day.weekday() == self.weekday)
    }

    fn parse(text: &str) -> Option<Self> {
        let (day, weekday) = text.split_once(' ')?;
        Some(Self { day: MonthDay::parse(day)?, weekday: weekday.parse().ok()? })
    }
}

impl TryFrom<String> for Condition {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
            .ok_or_else(|| format!("`{text}` is not a condition: expected \"MM-DD mon\""))
    }
}

/// A day of any year, as in "12-25".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        if month.len() != 2 || day.len() != 2 {
            return None;
        }
        let parsed = Self { month: parse_digits(month)?, day: parse_digits(day)? };
        // Any leap year will do: 29 February is a day of some years.
        parsed.in_year(2000).map(|_| parsed)
    }
}

/// Parses digits only: `str::parse` would take a sign as well.
fn parse_digits(text: &str) -> Option<u32> {
    if text.bytes().all(|it| it.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Parses "+1" or "-48"; the sign is required.
fn parse_offset(text: &str) -> Option<i16> {
    let digits = text.strip_prefix(['+', '-'])?;
    parse_digits(digits)?;
    text.parse().ok()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn days_between(from: Weekday, to: Weekday) -> Days {
    Days::new(u64::from(to.days_since(from)))
}

fn shift(day: NaiveDate, days: i16) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(i64::from(days))?)
}

/// Computes Easter Sunday of the western churches (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let lunar_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - lunar_shift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4)
        .rem_euclid(7);
    let correction = (golden + 11 * moon + 22 * to_sunday) / 451;
    march_or_april(year, moon + to_sunday - 7 * correction)
}

/// Computes Easter Sunday of the Orthodox churches, as a Gregorian date (Meeus).
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let to_sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
    let julian = march_or_april(year, moon + to_sunday)?;
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    julian.checked_add_signed(TimeDelta::try_days(i64::from(behind))?)
}

/// Returns the day which lies so many days after 22 March.
fn march_or_april(year: i32, days: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 3, 22)?;
    first.checked_add_signed(TimeDelta::try_days(i64::from(days))?)
}

#[cfg(test)]
mod tests;
