//! Draws a timeline with characters.

use super::document::{Chart, Lane, StretchKind};
use super::words::shown;
use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

/// Draws the timeline in so many columns: a line each for the sides, the clock and who had to act.
pub(super) fn drawn(chart: &Chart, width: usize) -> String {
    let labels: Vec<String> = chart.lanes.iter().map(|label| shown(label)).collect();
    let of = |label: &String| UnicodeWidthStr::width(label.as_str());
    let longest = labels.iter().map(of).max().unwrap_or(0);
    let columns = width.saturating_sub(longest + 2).max(10);
    let scale = Scale { chart, columns };
    let mut text = String::new();
    let mut line = |label: &String, cells: Vec<char>| {
        let line =
            format!("{label}{}  {}", " ".repeat(longest - of(label)), String::from_iter(cells));
        text.push_str(line.trim_end());
        text.push('\n');
    };
    for (lane, label) in [Lane::Subject, Lane::Controller, Lane::Other].into_iter().zip(&labels) {
        let mut cells = vec![' '; columns];
        let marks = chart.marks.iter().filter(|mark| mark.lane == lane);
        for mark in marks.clone() {
            cells[scale.column(mark.day)] = match (mark.letter, mark.findings) {
                (true, _) => 'L',
                (false, 0) => 'o',
                (false, _) => '!',
            };
        }
        if lane != Lane::Other || marks.count() > 0 {
            line(label, cells);
        }
    }
    for (kinds, label) in [
        (
            [(StretchKind::Period, '='), (StretchKind::Extension, '+'), (StretchKind::Late, 'x')]
                .as_slice(),
            &labels[3],
        ),
        (&[(StretchKind::Controller, 'o'), (StretchKind::Subject, '.')], &labels[4]),
    ] {
        let mut cells = vec![' '; columns];
        for stretch in &chart.stretches {
            let Some((_, c)) = kinds.iter().find(|(kind, _)| *kind == stretch.kind) else {
                continue;
            };
            cells[scale.column(stretch.from)..=scale.column(stretch.to)].fill(*c);
        }
        if cells.iter().any(|c| *c != ' ') {
            line(label, cells);
        }
    }
    text
}

struct Scale<'a> {
    chart: &'a Chart,
    columns: usize,
}

impl Scale<'_> {
    fn column(&self, day: NaiveDate) -> usize {
        let (first, last) = self.chart.days;
        let all = (last - first).num_days().max(1);
        let at = (day - first).num_days().clamp(0, all);
        let columns = i64::try_from(self.columns - 1).unwrap_or(1);
        usize::try_from(at * columns / all).unwrap_or(0)
    }
}
