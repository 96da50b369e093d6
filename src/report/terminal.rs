//! Shows a report on a terminal of 80 columns, in colour if wanted.

use super::ascii::drawn;
use super::document::{Bar, Block, Document, Emphasis, Figure, Line, Moment, Piece, Table};
use super::words::shown;
use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, presets};
use std::fmt::Write as _;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

const WIDTH: usize = 80;
/// Longer labels stand before their value, not in a column of their own.
const LABEL: usize = 26;
/// A full bar has so many characters.
const BAR: f64 = 20.0;

/// Writes the report as text.
pub fn to_terminal(document: &Document, colour: bool) -> String {
    let mut screen = Screen { text: String::new(), colour };
    for block in &document.blocks {
        screen.block(block);
    }
    screen.text
}

struct Screen {
    text: String,
    colour: bool,
}

impl Screen {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.wrapped(&heading.text, "", "", heading.emphasis);
                if heading.level < 3 {
                    let rule = if heading.level == 1 { "=" } else { "-" };
                    let width = UnicodeWidthStr::width(shown(&heading.text).as_str()).min(WIDTH);
                    self.line(&rule.repeat(width), Emphasis::Faint);
                }
            }
            Block::Paragraph(text, emphasis) => self.wrapped(&words(text), "  ", "  ", *emphasis),
            Block::Lines(lines, emphasis) => {
                lines.iter().for_each(|line| self.wrapped(&words(line), "  ", "  ", *emphasis));
            }
            Block::Quote(text) => self.wrapped(&quoted(text), "  > ", "  > ", Emphasis::None),
            Block::Steps(steps) => {
                let each = steps.iter();
                each.for_each(|step| self.wrapped(&words(step), "  - ", "    ", Emphasis::None));
            }
            Block::Facts(facts) => {
                let facts = facts.iter().map(|(label, value)| (label.as_str(), words(value)));
                self.facts(&facts.collect::<Vec<_>>());
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Chart(chart) => {
                let lines = drawn(chart, WIDTH - 2);
                lines.lines().for_each(|line| self.line(&format!("  {line}"), Emphasis::None));
            }
            Block::Bars(bars) => self.bars(bars),
            Block::Timeline(moments) => {
                moments.iter().enumerate().for_each(|(i, moment)| self.moment(i + 1, moment));
            }
            Block::Table(table) => self.table(table),
        }
    }

    /// Sets short labels in a column, else each value behind its label.
    fn facts(&mut self, facts: &[(&str, String)]) {
        let longest = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 3;
        let aligned = longest <= LABEL;
        for (label, value) in facts {
            let mut first = format!("  {} ", shown(label));
            if aligned {
                first.push_str(&" ".repeat((longest + 1).saturating_sub(width(&first))));
            }
            let rest = if aligned { " ".repeat(longest + 1) } else { "    ".to_owned() };
            self.wrapped(value, &first, &rest, Emphasis::None);
        }
    }

    /// Sets numbers in a column, to the right.
    fn figures(&mut self, figures: &[Figure]) {
        let longest = figures.iter().map(|figure| width(&figure.value)).max().unwrap_or(0);
        for figure in figures {
            let fill = " ".repeat(longest - width(&figure.value));
            let first = format!("  {fill}{}  ", figure.value);
            self.wrapped(&figure.label, &first, &" ".repeat(longest + 4), figure.emphasis);
        }
    }

    fn bars(&mut self, bars: &[Bar]) {
        let longest = bars.iter().map(|bar| width(&bar.label)).max().unwrap_or(0).min(WIDTH / 2);
        for bar in bars {
            let label = shown(&bar.label);
            let fill = " ".repeat(longest.saturating_sub(width(&label)));
            let full = (bar.share.clamp(0.0, 1.0) * BAR).round();
            let full: String =
                (0..20).map(|i| if f64::from(i) < full { '#' } else { '.' }).collect();
            let first = format!("  {label}{fill}  {full}  ");
            self.wrapped(&bar.value, &first, &" ".repeat(longest + 26), bar.emphasis);
        }
    }

    fn moment(&mut self, number: usize, moment: &Moment) {
        let state =
            if moment.clock.is_empty() { String::new() } else { format!(" [{}]", moment.clock) };
        let when = [moment.date.as_str(), &moment.time].join(" ");
        let head = format!("{}, {}, {}{state}", when.trim_end(), moment.who, moment.channel);
        self.wrapped(&head, &format!("  {number:>2}  "), "      ", moment.emphasis);
        self.wrapped(&moment.what, "      ", "      ", Emphasis::None);
        if !moment.quote.is_empty() {
            self.wrapped(&moment.quote, "      > ", "      > ", Emphasis::None);
        }
        if !moment.links.is_empty() {
            self.wrapped(&words(&moment.links), "      ", "      ", Emphasis::Faint);
        }
    }

    fn table(&mut self, rows: &Table) {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(WIDTH as u16);
        table.set_header(rows.columns.iter().map(|cell| shown(cell)));
        for row in &rows.rows {
            table.add_row(row.cells.iter().map(|cell| shown(&words(cell))));
        }
        for line in table.to_string().lines() {
            self.line(&format!(" {}", line.trim_end()), Emphasis::None);
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str, emphasis: Emphasis) {
        let text = shown(text);
        let options = Options::new(WIDTH)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent(rest);
        for line in textwrap::wrap(&text, options) {
            self.line(line.trim_end(), emphasis);
        }
    }

    fn line(&mut self, text: &str, emphasis: Emphasis) {
        let style = match emphasis {
            Emphasis::Strong => Style::new().bold(),
            Emphasis::Alarm => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Emphasis::Faint => Style::new().dimmed(),
            Emphasis::None => Style::new(),
        };
        // Writing to a String cannot fail.
        let _ = if self.colour && emphasis != Emphasis::None {
            writeln!(self.text, "{style}{text}{style:#}")
        } else {
            writeln!(self.text, "{text}")
        };
    }
}

fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

fn words(line: &Line) -> String {
    line.words()
}

/// Gives a quotation with its marked words between asterisks, if anything stands around them.
fn quoted(line: &Line) -> String {
    let alone = line.0.len() == 1;
    let piece = |piece: &Piece| match piece {
        Piece::Marked(words) if !alone => format!("*{words}*"),
        Piece::Plain(words) | Piece::Marked(words) | Piece::Link(_, words) => words.clone(),
    };
    line.0.iter().map(piece).collect()
}
