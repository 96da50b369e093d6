//! Adds periods to dates as Regulation (EEC, Euratom) 1182/71 does.

use super::holiday::{HolidayTable, StateHolidays};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// No chain of days off is longer than this.
const LONGEST_CHAIN: u32 = 30;

/// A length of time in which to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Months by the calendar.
    Months(u32),
    /// Calendar days.
    Days(u64),
}

impl Period {
    /// Gives the last day of a period that begins with an event on `day`.
    ///
    /// The day of the event is not counted (art. 3(1)); a period in months ends with the day of the
    /// same date, or with the last day of the month where there is no such date (art. 3(2)(c)).
    /// `None` beyond the end of the calendar.
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Months(months) => day.checked_add_months(Months::new(months)),
            Self::Days(days) => day.checked_add_days(Days::new(days)),
        }
    }

    /// Tells whether the month in which the period ends has no day of that date.
    pub fn is_clamped(self, day: NaiveDate) -> bool {
        matches!(self, Self::Months(_)) && self.after(day).is_some_and(|end| end.day() != day.day())
    }
}

/// Why a day is no working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend(Weekday),
    /// A public holiday, by name.
    Holiday(String),
}

/// The days off of a place.
#[derive(Clone, Copy, Debug)]
pub enum Closed<'a> {
    /// Saturdays, Sundays and the national holidays of the state, if one is known.
    National(Option<&'a StateHolidays>),
    /// Also holidays of single regions of the state.
    Regional(&'a StateHolidays),
    /// Also the national holidays of every state: it is not known which counts.
    Anywhere(&'a HolidayTable),
}

impl Closed<'_> {
    fn on(&self, day: NaiveDate) -> Option<DayOff> {
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return Some(DayOff::Weekend(day.weekday()));
        }
        let name = match self {
            Self::National(state) => state.and_then(|s| s.national(day)).map(str::to_owned),
            Self::Regional(state) => state
                .national(day)
                .map(str::to_owned)
                .or_else(|| state.regional(day).first().map(|(name, _)| (*name).to_owned())),
            Self::Anywhere(table) => table.codes().find_map(|code| {
                table.state(code).and_then(|s| s.national(day)).map(str::to_owned)
            }),
        };
        name.map(DayOff::Holiday)
    }

    /// Moves a last day that is no working day to the next working day (art. 3(4)), with the days
    /// that were passed over.
    pub fn roll(&self, day: NaiveDate) -> (NaiveDate, Vec<(NaiveDate, DayOff)>) {
        let mut passed = Vec::new();
        let mut end = day;
        for _ in 0..LONGEST_CHAIN {
            let Some(off) = self.on(end) else { break };
            passed.push((end, off));
            let Some(next) = end.succ_opt() else { break };
            end = next;
        }
        (end, passed)
    }
}
