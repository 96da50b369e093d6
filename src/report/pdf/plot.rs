//! Where the parts of a drawn timeline stand: shares of its width from 0 to 1, so that the template only draws.

use crate::report::document::{Chart, Lane, StretchKind};
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// A mark is so wide, as a share of the width.
const MARK: f64 = 0.037;
/// A lane has at most so many rows of marks; beyond, marks overlap.
const ROWS: usize = 5;
/// The axis has at most so many names.
const TICKS: usize = 13;

#[derive(Debug, Serialize)]
pub(super) struct Plot<'a> {
    description: &'a str,
    ticks: Vec<Tick>,
    lanes: Vec<PlotLane<'a>>,
    strips: Vec<Strip<'a>>,
    due: Option<(f64, &'a str)>,
    /// What the strips show, each kind once.
    legend: Vec<(StretchKind, &'a str)>,
}

#[derive(Debug, Serialize)]
struct Tick {
    at: f64,
    label: String,
}

#[derive(Debug, Serialize)]
struct PlotLane<'a> {
    label: &'a str,
    rows: usize,
    marks: Vec<PlotMark>,
}

#[derive(Debug, Serialize)]
struct PlotMark {
    at: f64,
    row: usize,
    annex: usize,
    letter: bool,
    findings: usize,
}

#[derive(Debug, Serialize)]
struct Strip<'a> {
    label: &'a str,
    parts: Vec<(StretchKind, f64, f64)>,
}

pub(super) fn plot(chart: &Chart) -> Plot<'_> {
    let share = |day| share(chart.days, day);
    let lanes = [Lane::Subject, Lane::Controller, Lane::Other].into_iter().zip(&chart.lanes);
    let lanes = lanes.map(|(lane, label)| {
        let marks = chart.marks.iter().filter(|mark| mark.lane == lane);
        let mut marks: Vec<PlotMark> = marks
            .map(|mark| PlotMark {
                at: share(mark.day),
                row: 0,
                annex: mark.annex,
                letter: mark.letter,
                findings: mark.findings,
            })
            .collect();
        let rows = stack(&mut marks);
        (lane, PlotLane { label, rows, marks })
    });
    // The two sides have a lane even if they said nothing.
    let lanes = lanes.filter(|(lane, own)| *lane != Lane::Other || !own.marks.is_empty());
    let strip = |kinds: &[StretchKind], label| {
        let parts = chart.stretches.iter().filter(|stretch| kinds.contains(&stretch.kind));
        let parts = parts.map(|part| (part.kind, share(part.from), share(part.to)));
        Strip { label, parts: parts.collect() }
    };
    let clock = [StretchKind::Period, StretchKind::Extension, StretchKind::Late];
    let turns = [StretchKind::Controller, StretchKind::Subject];
    let strips = [strip(&clock, chart.lanes[3].as_str()), strip(&turns, chart.lanes[4].as_str())];
    let mut legend: Vec<(StretchKind, &str)> = Vec::new();
    for stretch in &chart.stretches {
        if legend.iter().all(|(kind, _)| *kind != stretch.kind) {
            legend.push((stretch.kind, &stretch.label));
        }
    }
    Plot {
        description: &chart.description,
        ticks: ticks(chart),
        lanes: lanes.map(|(_, lane)| lane).collect(),
        strips: strips.into_iter().filter(|strip| !strip.parts.is_empty()).collect(),
        due: chart.due.as_ref().map(|(day, label)| (share(*day), label.as_str())),
        legend,
    }
}

#[allow(clippy::cast_precision_loss, reason = "days of a calendar are far below 2^52")]
fn share((first, last): (NaiveDate, NaiveDate), day: NaiveDate) -> f64 {
    let all = (last - first).num_days().max(1);
    (day - first).num_days().clamp(0, all) as f64 / all as f64
}

/// Puts marks that would overlap into rows below each other, and tells how many rows there are.
fn stack(marks: &mut [PlotMark]) -> usize {
    marks.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.annex.cmp(&b.annex)));
    let mut ends: Vec<f64> = Vec::new();
    for mark in marks {
        let free = ends.iter().position(|end| *end <= mark.at);
        mark.row = free.unwrap_or(if ends.len() < ROWS { ends.len() } else { ROWS - 1 });
        if mark.row == ends.len() {
            ends.push(0.0);
        }
        ends[mark.row] = mark.at + MARK;
    }
    ends.len().max(1)
}

/// Names the months, or every second, third… one if there are many.
fn ticks(chart: &Chart) -> Vec<Tick> {
    let (first, last) = chart.days;
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let all = usize::try_from(months(last) - months(first)).unwrap_or(0) + 1;
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000];
    let step = steps.into_iter().find(|step| all / step < TICKS).unwrap_or(120_000);
    let mut ticks: Vec<Tick> = Vec::new();
    let mut at = first.with_day(1);
    // Half-years and longer begin with a January or July.
    while let Some(day) = at.filter(|day| *day <= last) {
        let wanted = months(day).rem_euclid(i64::try_from(step.min(12)).unwrap_or(12)) == 0;
        at = day.checked_add_months(Months::new(if wanted { step as u32 } else { 1 }));
        if !wanted || day < first {
            continue;
        }
        let name = chart.months.get(day.month0() as usize).map_or("", String::as_str);
        let yearly = step >= 12;
        let label = match (yearly, ticks.is_empty() || day.month() == 1) {
            (true, _) => day.year().to_string(),
            (false, true) => format!("{name} {}", day.year()),
            (false, false) => name.to_owned(),
        };
        ticks.push(Tick { at: share(chart.days, day), label });
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Mark;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn chart(first: &str, last: &str, marks: &[&str]) -> Chart {
        let mark = |(i, text): (usize, &&str)| Mark {
            day: day(text),
            lane: Lane::Subject,
            letter: false,
            annex: i + 1,
            label: String::new(),
            findings: 0,
        };
        Chart {
            description: String::new(),
            lanes: Default::default(),
            months: (1..=12).map(|month| format!("m{month}")).collect(),
            days: (day(first), day(last)),
            marks: marks.iter().enumerate().map(mark).collect(),
            stretches: Vec::new(),
            due: None,
        }
    }

    #[test]
    fn marks_of_one_day_stand_below_each_other() {
        let chart = chart("2020-01-01", "2020-12-31", &["2020-03-01", "2020-03-02", "2020-09-01"]);
        let plot = plot(&chart);
        let rows: Vec<usize> = plot.lanes[0].marks.iter().map(|mark| mark.row).collect();
        assert_eq!((rows, plot.lanes[0].rows), (vec![0, 1, 0], 2));
        assert_eq!(plot.lanes.len(), 2);
    }

    #[test]
    fn months_are_named_and_few_whatever_the_years() {
        let named = |first, last| -> Vec<String> {
            let chart = chart(first, last, &[]);
            plot(&chart).ticks.into_iter().map(|tick| tick.label).collect()
        };
        assert_eq!(named("2019-11-03", "2020-02-01"), ["m12 2019", "m1 2020", "m2"]);
        assert_eq!(named("2017-11-03", "2020-02-01")[..2], ["m1 2018", "m4"]);
        assert_eq!(named("2020-01-03", "2020-01-03"), Vec::<String>::new());
        assert_eq!(named("1970-01-01", "2026-01-01")[..2], ["1970", "1975"]);
        assert!(named("-9999-01-01", "9999-12-31").len() <= TICKS + 1);
    }
}
