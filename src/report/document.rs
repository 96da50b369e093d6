//! The blocks of a report; what shows them knows nothing of findings.

use crate::id::FindingId;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::fmt;

/// How a text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// As the most important.
    Strong,
    /// As something wrong.
    Alarm,
    /// As something of less weight.
    Faint,
}

impl Emphasis {
    /// Gives its name in style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "plain",
            Self::Strong => "strong",
            Self::Alarm => "alarm",
            Self::Faint => "faint",
        }
    }
}

/// A place of the report that others refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// A message or letter, by its number among the annexes.
    Annex(usize),
    /// A finding.
    Finding(FindingId),
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annex(number) => write!(f, "annex-{number}"),
            Self::Finding(id) => write!(f, "finding-{id}"),
        }
    }
}

impl Serialize for Anchor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// Words.
    Plain(String),
    /// Words that are marked.
    Marked(String),
    /// Words that lead to another place of the report.
    Link(Anchor, String),
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// Adds a piece after a text that keeps them apart.
    pub fn then(mut self, between: &str, piece: Piece) -> Self {
        if !self.0.is_empty() && !between.is_empty() {
            self.0.push(Piece::Plain(between.to_owned()));
        }
        self.0.push(piece);
        self
    }

    /// Adds another line after a text that keeps them apart.
    pub fn joined(mut self, between: &str, other: Self) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push(Piece::Plain(between.to_owned()));
        }
        self.0.extend(other.0);
        self
    }

    /// Gives the words alone.
    pub fn words(&self) -> String {
        let words = self.0.iter().map(|piece| match piece {
            Piece::Plain(text) | Piece::Marked(text) | Piece::Link(_, text) => text.as_str(),
        });
        words.collect()
    }

    /// Tells whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::default() } else { Self(vec![Piece::Plain(text)]) }
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// A heading, with which a section begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 for the title to 4.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// How the section stands out.
    pub emphasis: Emphasis,
    /// Its name for those who refer to it.
    pub anchor: Option<Anchor>,
}

/// One line of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The day.
    pub date: String,
    /// The time with its offset from UTC; empty for a letter.
    pub time: String,
    /// Who, and to whom.
    pub who: String,
    /// By which way.
    pub channel: String,
    /// What was done.
    pub what: String,
    /// Words that show it.
    pub quote: String,
    /// Where the clock stands.
    pub clock: String,
    /// The annex, and the findings at it.
    pub links: Line,
    /// How the line stands out.
    pub emphasis: Emphasis,
}

/// A number that sums something up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: String,
    /// How it stands out.
    pub emphasis: Emphasis,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name for those who refer to it.
    pub anchor: Option<Anchor>,
    /// Its cells; the first one names the row.
    pub cells: Vec<Line>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// Makes a table of texts.
    pub fn of(columns: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let row = |cells: Vec<String>| Row {
            anchor: None,
            cells: cells.into_iter().map(Line::from).collect(),
        };
        Self { columns, rows: rows.into_iter().map(row).collect() }
    }

    /// Lists the cells of a row, each with the name of its column.
    pub fn named<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a str, &'a Line)> {
        let columns = self.columns.iter().map(String::as_str).chain(std::iter::repeat(""));
        columns.zip(&row.cells)
    }
}

/// Whose side of a drawn timeline something stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    /// The person.
    Subject,
    /// The organisation.
    Controller,
    /// Somebody else, or a machine.
    Other,
}

/// A message or letter in a drawn timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// When.
    pub day: NaiveDate,
    /// Whose.
    pub lane: Lane,
    /// Whether it is a letter, not an e-mail.
    pub letter: bool,
    /// Its number among the annexes.
    pub annex: usize,
    /// What it does, in words.
    pub label: String,
    /// How many findings stand at it.
    pub findings: usize,
}

/// What a stretch of a drawn timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StretchKind {
    /// The period of the law.
    Period,
    /// What an extension added.
    Extension,
    /// Past the last day.
    Late,
    /// The organisation had to act.
    Controller,
    /// The person had to act.
    Subject,
}

/// A stretch of a drawn timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// What it is.
    pub kind: StretchKind,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// What it is, in words.
    pub label: String,
}

/// A timeline that is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// What it shows, in a sentence for those who cannot see it.
    pub description: String,
    /// Names of the lanes: the person, the organisation, others, the clock, who had to act.
    pub lanes: [String; 5],
    /// The names of the months from January.
    pub months: Vec<String>,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// The messages and letters.
    pub marks: Vec<Mark>,
    /// The clock, and who had to act.
    pub stretches: Vec<Stretch>,
    /// The last day to answer, in words.
    pub due: Option<(NaiveDate, String)>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is, as a share of the longest possible one: 0 to 1.
    pub share: f64,
    /// The range in which the true share lies, if it is an estimate: 0 to 1.
    pub range: Option<(f64, f64)>,
    /// Its value in words.
    pub value: String,
    /// How it stands out.
    pub emphasis: Emphasis,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// Running text.
    Paragraph(Line, Emphasis),
    /// Labels with their values.
    Facts(Vec<(String, Line)>),
    /// Numbers that sum up.
    Figures(Vec<Figure>),
    /// A drawn timeline.
    Chart(Box<Chart>),
    /// Bars, one below the other.
    Bars(Vec<Bar>),
    /// What happened, in order.
    Timeline(Vec<Moment>),
    /// Lines that are shown as they stand.
    Lines(Vec<Line>, Emphasis),
    /// Words from a mail; those that matter are marked.
    Quote(Line),
    /// A table.
    Table(Table),
    /// Steps in order.
    Steps(Vec<Line>),
}

impl Block {
    /// Makes a heading that nothing refers to.
    pub fn heading(level: u8, text: impl Into<String>, emphasis: Emphasis) -> Self {
        Self::Heading(Heading { level, text: text.into(), emphasis, anchor: None })
    }

    /// Makes running text.
    pub fn paragraph(text: impl Into<Line>, emphasis: Emphasis) -> Self {
        Self::Paragraph(text.into(), emphasis)
    }

    /// Makes steps.
    pub fn steps(steps: impl IntoIterator<Item = String>) -> Self {
        Self::Steps(steps.into_iter().map(Line::from).collect())
    }
}

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Document {
    /// The code of the language it is written in.
    pub language: String,
    /// Its parts in order.
    pub blocks: Vec<Block>,
}
