//! Writes a report as Markdown (`CommonMark` with tables).

use super::document::{Block, Document};
use super::words::shown;
use std::fmt::Write as _;

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
        Block::Heading(level, title, _) => {
            writeln!(text, "{} {}", "#".repeat(usize::from(*level)), escaped(title))
        }
        Block::Paragraph(words, _) => writeln!(text, "{}", escaped(words)),
        Block::Lines(lines, _) => lines.iter().try_for_each(|l| writeln!(text, "{}\\", escaped(l))),
        Block::Quote(words) => writeln!(text, "> {}", escaped(words)),
        Block::Steps(steps) => steps.iter().try_for_each(|s| writeln!(text, "- {}", escaped(s))),
        Block::Facts(facts) => facts.iter().try_for_each(|(label, value)| {
            writeln!(text, "- **{}** {}", escaped(label), escaped(value))
        }),
        Block::Timeline(moments) => moments.iter().try_for_each(|m| {
            let state = if m.clock.is_empty() { String::new() } else { format!(" [{}]", m.clock) };
            let line = format!("{} {}: {}{state}", m.date, m.who, m.what);
            writeln!(text, "- {}", escaped(&line))
        }),
        Block::Table(rows) => {
            for (i, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
                writeln!(text, "| {} |", cells.join(" | "))?;
                if i == 0 {
                    writeln!(text, "|{}", " --- |".repeat(row.len()))?;
                }
            }
            Ok(())
        }
    }
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

    #[test]
    fn words_from_mail_are_no_mark_up() {
        let blocks = vec![Block::Quote("<img src=x> [a](http://b) *c*\nd".to_owned())];
        let text = to_markdown(&Document { blocks });
        assert_eq!(text, "> &lt;img src=x&gt; \\[a\\](http://b) \\*c\\* d\n");
    }

    #[test]
    fn every_block_has_a_form() {
        let blocks = vec![
            Block::Heading(2, "T".into(), Emphasis::Strong),
            Block::Facts(vec![("a".into(), "b".into())]),
            Block::Table(vec![vec!["x".into(), "y".into()], vec!["1".into(), "2".into()]]),
        ];
        assert_eq!(
            to_markdown(&Document { blocks }),
            "## T\n\n- **a** b\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n"
        );
    }
}
