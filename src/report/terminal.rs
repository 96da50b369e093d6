//! Shows a report on a terminal of 80 columns, in colour if wanted.

use super::document::{Block, Document, Emphasis, Moment};
use super::words::shown;
use anstyle::{AnsiColor, Style};
use comfy_table::{ContentArrangement, Table, presets};
use std::fmt::Write as _;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

const WIDTH: usize = 80;
/// Longer labels stand before their value, not in a column of their own.
const LABEL: usize = 26;

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
            Block::Heading(level, text, emphasis) => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.wrapped(text, "", "", *emphasis);
                if *level < 3 {
                    let rule = if *level == 1 { "=" } else { "-" };
                    let width = UnicodeWidthStr::width(shown(text).as_str()).min(WIDTH);
                    self.line(&rule.repeat(width), Emphasis::Faint);
                }
            }
            Block::Paragraph(text, emphasis) => self.wrapped(text, "  ", "  ", *emphasis),
            Block::Lines(lines, emphasis) => {
                lines.iter().for_each(|line| self.wrapped(line, "  ", "  ", *emphasis));
            }
            Block::Quote(text) => self.wrapped(text, "  > ", "  > ", Emphasis::None),
            Block::Steps(steps) => {
                steps.iter().for_each(|step| self.wrapped(step, "  - ", "    ", Emphasis::None));
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Timeline(moments) => moments.iter().for_each(|moment| self.moment(moment)),
            Block::Table(rows) => self.table(rows),
        }
    }

    /// Sets short labels in a column, else each value behind its label.
    fn facts(&mut self, facts: &[(String, String)]) {
        let width = |text: &str| UnicodeWidthStr::width(text);
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

    fn moment(&mut self, moment: &Moment) {
        let pad = |text: &str, width: usize| {
            let fill = width.saturating_sub(UnicodeWidthStr::width(text));
            format!("{text}{}", " ".repeat(fill))
        };
        let first = format!("  {}  {}", pad(&moment.date, 10), pad(&shown(&moment.who), 13));
        let state =
            if moment.clock.is_empty() { String::new() } else { format!(" [{}]", moment.clock) };
        let what = format!("{}{state}", moment.what);
        self.wrapped(&what, &first, &" ".repeat(25), moment.emphasis);
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        let Some((header, body)) = rows.split_first() else { return };
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(WIDTH as u16);
        table.set_header(header.iter().map(|cell| shown(cell)));
        for row in body {
            table.add_row(row.iter().map(|cell| shown(cell)));
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
