//! Writes a report as Markdown (`CommonMark` with tables).

use super::ascii::drawn;
use super::document::{Block, Document, Line, Moment, Piece};
use super::words::shown;
use std::fmt::Write as _;

/// A drawn timeline is so many columns wide.
const CHART: usize = 78;

/// Writes the report.
pub fn to_markdown(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a String cannot fail.
        let _ = write(&mut text, block);
    }
    text
}

fn write(text: &mut String, block: &Block) -> std::fmt::Result {
    match block {
        Block::Heading(heading) => {
            let marks = "#".repeat(usize::from(heading.level));
            if let Some(anchor) = &heading.anchor {
                writeln!(text, "<a id=\"{anchor}\"></a>\n")?;
            }
            writeln!(text, "{marks} {}", escaped(&heading.text))
        }
        Block::Paragraph(words, _) => writeln!(text, "{}", line(words)),
        Block::Lines(lines, _) => lines.iter().try_for_each(|l| writeln!(text, "{}\\", line(l))),
        Block::Quote(words) => writeln!(text, "> {}", line(words)),
        Block::Steps(steps) => steps.iter().try_for_each(|s| writeln!(text, "- {}", line(s))),
        Block::Facts(facts) => facts.iter().try_for_each(|(label, value)| {
            writeln!(text, "- **{}** {}", escaped(label), line(value))
        }),
        Block::Figures(figures) => figures.iter().try_for_each(|figure| {
            writeln!(text, "- **{}** {}", escaped(&figure.value), escaped(&figure.label))
        }),
        Block::Chart(chart) => writeln!(text, "```text\n{}```", drawn(chart, CHART)),
        Block::Bars(bars) => bars.iter().try_for_each(|bar| {
            writeln!(text, "- {}: {}", escaped(&bar.label), escaped(&bar.value))
        }),
        Block::Timeline(moments) => {
            moments.iter().enumerate().try_for_each(|(i, moment)| told(text, i + 1, moment))
        }
        Block::Table(table) => {
            let columns: Vec<String> = table.columns.iter().map(|name| escaped(name)).collect();
            writeln!(text, "| {} |\n|{}", columns.join(" | "), " --- |".repeat(columns.len()))?;
            table.rows.iter().try_for_each(|row| {
                let cells: Vec<String> = row.cells.iter().map(line).collect();
                writeln!(text, "| {} |", cells.join(" | "))
            })
        }
    }
}

fn told(text: &mut String, number: usize, moment: &Moment) -> std::fmt::Result {
    let when = [moment.date.as_str(), &moment.time].join(" ");
    let state =
        if moment.clock.is_empty() { String::new() } else { format!(" [{}]", moment.clock) };
    let head = format!("{}, {}, {}{state}", when.trim_end(), moment.who, moment.channel);
    writeln!(text, "{number}. {}: {}", escaped(&head), escaped(&moment.what))?;
    if !moment.quote.is_empty() {
        writeln!(text, "   > {}", escaped(&moment.quote))?;
    }
    if !moment.links.is_empty() {
        writeln!(text, "\n   {}", line(&moment.links))?;
    }
    Ok(())
}

fn line(line: &Line) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Plain(words) => escaped(words),
        Piece::Marked(words) => format!("**{}**", escaped(words.trim())),
        Piece::Link(anchor, label) => format!("[{}](#{anchor})", escaped(label)),
    };
    line.0.iter().map(piece).collect()
}

/// Keeps words from mail from becoming mark-up, links or HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Emphasis;
    use crate::report::document::{Anchor, Table};

    fn text(blocks: Vec<Block>) -> String {
        to_markdown(&Document { language: "en".to_owned(), blocks })
    }

    #[test]
    fn words_from_mail_are_no_mark_up() {
        let text = text(vec![Block::Quote("<img src=x> [a](http://b) *c*\nd".into())]);
        assert_eq!(text, "> &lt;img src=x&gt; \\[a\\](http://b) \\*c\\* d\n");
    }

    #[test]
    fn every_block_has_a_form() {
        let rows = vec![vec!["1".into(), "2".into()]];
        let blocks = vec![
            Block::heading(2, "T", Emphasis::Strong),
            Block::Facts(vec![("a".into(), "b".into())]),
            Block::Table(Table::of(vec!["x".into(), "y".into()], rows)),
            Block::Quote(Line(vec![
                Piece::Marked("m".into()),
                Piece::Link(Anchor::Annex(3), "annex 3".into()),
            ])),
        ];
        assert_eq!(
            text(blocks),
            "## T\n\n- **a** b\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n\n> **m**[annex 3](#annex-3)\n"
        );
    }
}
