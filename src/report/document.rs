//! The eight blocks of a report; what shows them knows nothing of findings.

/// How a text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// One line of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub date: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub what: String,
    /// Where the clock stands.
    pub clock: String,
    /// How the line stands out.
    pub emphasis: Emphasis,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String, Emphasis),
    /// Running text.
    Paragraph(String, Emphasis),
    /// Labels with their values.
    Facts(Vec<(String, String)>),
    /// What happened, in order.
    Timeline(Vec<Moment>),
    /// Lines that are shown as they stand.
    Lines(Vec<String>, Emphasis),
    /// Words from a mail, with their source.
    Quote(String),
    /// A table: the first row names the columns.
    Table(Vec<Vec<String>>),
    /// Steps in order.
    Steps(Vec<String>),
}

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts in order.
    pub blocks: Vec<Block>,
}
