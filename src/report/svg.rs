//! Lays out a timeline that is drawn as SVG; a template writes it.

use super::document::{Chart, Lane, StretchKind};
use askama::Template;
use chrono::{Datelike, Days, NaiveDate};

const WIDTH: i64 = 960;
const LEFT: i64 = 130;
const RIGHT: i64 = WIDTH - 24;
/// The first lane, and the distance between lanes.
const TOP: i64 = 62;
const LANE: i64 = 44;
/// Marks that are closer than this stand one above the other.
const APART: i64 = 23;
const STACK: i64 = 26;
/// The label of the first day takes so much room.
const FIRST: i64 = 80;
/// A letter takes about so much room.
const LETTER: i64 = 7;

/// A timeline with the place of each thing.
#[derive(Template)]
#[template(path = "timeline.svg", config = "src/report/html/askama.toml")]
pub(super) struct Drawing<'a> {
    width: i64,
    height: i64,
    left: i64,
    right: i64,
    floor: i64,
    description: &'a str,
    ticks: Vec<Tick>,
    lanes: Vec<LaneLine<'a>>,
    strips: Vec<Strip<'a>>,
    due: Option<Due<'a>>,
    marks: Vec<Mark<'a>>,
    legend: Vec<Legend<'a>>,
}

struct Tick {
    x: i64,
    label: String,
}

struct LaneLine<'a> {
    y: i64,
    label: &'a str,
}

struct Strip<'a> {
    class: &'static str,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    label: String,
    words: &'a str,
    inside: bool,
}

struct Due<'a> {
    x: i64,
    text_x: i64,
    text_anchor: &'static str,
    label: &'a str,
}

struct Mark<'a> {
    x: i64,
    y: i64,
    lane_y: i64,
    stem: bool,
    class: &'static str,
    letter: bool,
    annex: usize,
    label: &'a str,
    findings: usize,
}

struct Legend<'a> {
    class: &'static str,
    x: i64,
    label: &'a str,
}

impl<'a> Drawing<'a> {
    /// Gives each thing its place.
    pub(super) fn of(chart: &'a Chart) -> Self {
        let mut y = TOP;
        let (mut lanes, mut marks) = (Vec::new(), Vec::new());
        for (lane, label) in
            [Lane::Subject, Lane::Controller, Lane::Other].into_iter().zip(&chart.lanes)
        {
            let placed = placed(chart, lane);
            if lane == Lane::Other && placed.is_empty() {
                continue;
            }
            let highest = placed.iter().map(|(_, level)| *level).max().unwrap_or(0);
            y += highest * STACK;
            lanes.push(LaneLine { y, label });
            marks.extend(placed.into_iter().map(|(mark, level)| Mark {
                x: place(chart, mark.day),
                y: y - level * STACK,
                lane_y: y,
                stem: level > 0,
                class: match lane {
                    Lane::Subject => "subject",
                    Lane::Controller if mark.findings > 0 => "accused",
                    Lane::Controller => "controller",
                    Lane::Other => "other",
                },
                letter: mark.letter,
                annex: mark.annex,
                label: &mark.label,
                findings: mark.findings,
            }));
            y += LANE + 8;
        }
        let clock = y - 18;
        let turn = clock + 26;
        let strips: Vec<Strip<'_>> = strips(chart, clock, turn);
        for (label, at) in [(&chart.lanes[3], clock + 9), (&chart.lanes[4], turn + 6)] {
            if !strips.is_empty() {
                lanes.push(LaneLine { y: at, label });
            }
        }
        let floor = if strips.is_empty() { y } else { turn + 22 };
        let due = chart.due.as_ref().map(|(day, label)| {
            let x = place(chart, *day);
            let late = x > i64::midpoint(LEFT, RIGHT);
            let text_anchor = if late { "end" } else { "start" };
            Due { x, text_x: if late { x - 5 } else { x + 5 }, text_anchor, label }
        });
        Self {
            width: WIDTH,
            height: floor + 50,
            left: LEFT,
            right: RIGHT,
            floor,
            description: &chart.description,
            ticks: ticks(chart),
            lanes,
            legend: legend(chart),
            strips,
            due,
            marks,
        }
    }
}

/// Gives the column of a day.
fn place(chart: &Chart, day: NaiveDate) -> i64 {
    let (first, last) = chart.days;
    let all = (last - first).num_days().max(1);
    LEFT + 12 + (day - first).num_days().clamp(0, all) * (RIGHT - LEFT - 24) / all
}

/// Stacks the marks of a lane that would lie on each other.
fn placed(chart: &Chart, lane: Lane) -> Vec<(&super::document::Mark, i64)> {
    let mut ends: Vec<i64> = Vec::new();
    let marks = chart.marks.iter().filter(|mark| mark.lane == lane);
    let stack = marks.map(|mark| {
        let x = place(chart, mark.day);
        let free = ends.iter().position(|end| x - end >= APART);
        // A crowd is drawn over itself rather than out of the picture.
        let level = free.unwrap_or(if ends.len() < 6 { ends.len() } else { 5 });
        if level == ends.len() {
            ends.push(x);
        } else {
            ends[level] = x;
        }
        (mark, i64::try_from(level).unwrap_or(0))
    });
    stack.collect()
}

fn class(kind: StretchKind) -> &'static str {
    match kind {
        StretchKind::Period => "period",
        StretchKind::Extension => "extension",
        StretchKind::Late => "late",
        StretchKind::Controller => "controller",
        StretchKind::Subject => "subject",
    }
}

fn strips(chart: &Chart, clock: i64, turn: i64) -> Vec<Strip<'_>> {
    chart
        .stretches
        .iter()
        .map(|stretch| {
            let (x, end) = (place(chart, stretch.from), place(chart, stretch.to));
            let thin = matches!(stretch.kind, StretchKind::Controller | StretchKind::Subject);
            let room =
                i64::try_from(stretch.label.chars().count()).unwrap_or(i64::MAX / 8) * LETTER;
            Strip {
                class: class(stretch.kind),
                x,
                y: if thin { turn } else { clock },
                width: (end - x).max(1),
                height: if thin { 12 } else { 18 },
                label: format!("{}: {} – {}", stretch.label, stretch.from, stretch.to),
                words: &stretch.label,
                inside: !thin && end - x > room + 8,
            }
        })
        .collect()
}

/// Sets a tick at each month, or at each week of a short time, or each year of a long one.
fn ticks(chart: &Chart) -> Vec<Tick> {
    let (first, last) = chart.days;
    let days = (last - first).num_days();
    let month = |day: NaiveDate| chart.months.get(day.month0() as usize).map_or("", String::as_str);
    let start = format!("{} {} {}", first.day(), month(first), first.year());
    let mut ticks = vec![Tick { x: place(chart, first), label: start }];
    let mut day = first;
    let apart = match days {
        ..=60 => 0,
        61..=430 => 1,
        431..=1300 => 3,
        _ => 12,
    };
    while day <= last {
        let label = match apart {
            0 => Some(format!("{} {}", day.day(), month(day))),
            12 => (day.ordinal() == 1).then(|| day.year().to_string()),
            n if day.day() == 1 && day.month0() % n == 0 => {
                let year =
                    if day.month() == 1 { format!(" {}", day.year()) } else { String::new() };
                Some(format!("{}{year}", month(day)))
            }
            _ => None,
        };
        let x = place(chart, day);
        let label = label.filter(|_| x > ticks[0].x + FIRST);
        ticks.extend(label.map(|label| Tick { x, label }));
        let step = if apart == 0 { (days / 8).max(1) } else { 1 };
        let Some(next) = day.checked_add_days(Days::new(step.unsigned_abs())) else { break };
        day = next;
    }
    ticks
}

fn legend(chart: &Chart) -> Vec<Legend<'_>> {
    let mut x = LEFT;
    let mut legend: Vec<Legend<'_>> = Vec::new();
    for stretch in &chart.stretches {
        let class = class(stretch.kind);
        if legend.iter().all(|entry| entry.class != class) {
            legend.push(Legend { class, x, label: &stretch.label });
            x += 40 + LETTER * i64::try_from(stretch.label.chars().count()).unwrap_or(0);
        }
    }
    legend
}
