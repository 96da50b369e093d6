//! Copies a message into a report: its header, its words with those that findings rest on marked, its files.

use super::compose::number;
use super::document::{Block, Emphasis, Line, Piece};
use super::sections::bytes;
use super::telling::Telling;
use super::words::{Words, shortened, shown};
use crate::exchange::Entry;
use crate::message::{Attachment, Mailbox, Message, Region};
use std::ops::Range;

/// A subject is cut at so many characters.
const SUBJECT: usize = 500;

/// Tells who wrote to whom, when and about what.
pub(super) fn header(message: &Message, words: &Words, fact: &mut dyn FnMut(&str, String)) {
    let names = |list: &[Mailbox]| list.iter().map(mailbox).collect::<Vec<_>>().join(", ");
    fact("label-from", mailbox(&message.from));
    fact("label-to", names(&message.to));
    fact("label-cc", names(&message.cc));
    fact("label-date", message.date.map_or_else(String::new, |date| date.to_rfc2822()));
    fact("label-about", shortened(&message.subject, SUBJECT));
    if message.kind.is_automatic() {
        fact("label-kind", words.say(&format!("kind-{}", message.kind.as_str())));
    }
    let outer = message.forwarded_in.as_ref().map(|id| shown(id.as_str()));
    fact("label-forwarded", outer.unwrap_or_default());
}

fn mailbox(mailbox: &Mailbox) -> String {
    if mailbox.name.is_empty() {
        shown(&mailbox.address)
    } else {
        format!("{} <{}>", shown(&mailbox.name), shown(&mailbox.address))
    }
}

/// Tells of a file that came with a message.
pub(super) fn attachment(file: &Attachment, words: &Words) -> String {
    let name = if file.name.is_empty() { words.say("no-name") } else { shown(&file.name) };
    let about = [
        ("name", name.into()),
        ("type", shown(&file.media_type).into()),
        ("size", number(file.size)),
    ];
    let line = words.say_with("attachment-line", &about);
    file.unread_part().map_or(line.clone(), |why| format!("{line}: {}", shown(&why)))
}

/// Says how much of a part is not shown; nothing if it is empty.
pub(super) fn folded(region: Region, text: &str, words: &Words) -> Option<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let id = match region {
        Region::Signature => "folded-signature",
        Region::Frame => "folded-frame",
        _ => "folded-quoted",
    };
    (lines > 0).then(|| words.say_with(id, &[("lines", number(lines))]))
}

/// Adds the sender's own words and signature; what is quoted or added by programs is counted.
pub(super) fn words_of(telling: Telling<'_>, entry: &Entry, blocks: &mut Vec<Block>) {
    let (message, words) = (&entry.message, telling.words);
    let marks = marks(telling, message);
    for (range, region) in &message.regions {
        let letter = message.letters.iter().find(|letter| letter.range.start == range.start);
        if let Some(letter) = letter {
            let name = shown(&message.attachments[letter.attachment].name).into();
            let line = words.say_with("in-attachment", &[("name", name)]);
            blocks.push(Block::paragraph(line, Emphasis::Strong));
        }
        if matches!(region, Region::Own | Region::Attached | Region::Signature) {
            let lines = lines(&message.text, range.clone(), &marks);
            let signs = *region == Region::Signature;
            let emphasis = if signs { Emphasis::Faint } else { Emphasis::None };
            if lines.iter().any(|line| !line.is_empty()) {
                blocks.push(Block::Lines(lines, emphasis));
            }
        } else if let Some(line) = folded(*region, &message.text[range.clone()], words) {
            blocks.push(Block::paragraph(line, Emphasis::Faint));
        }
    }
}

/// Lists the places in the text of a message on which findings rest.
fn marks(telling: Telling<'_>, message: &Message) -> Vec<Range<usize>> {
    let findings = telling.audited.judgement.findings.iter();
    let here = findings.filter(|f| f.message.as_ref() == Some(&message.id) && f.waived.is_none());
    let own = here.filter(|f| f.attachment.is_none()).filter_map(|f| bytes(&message.text, f.span?));
    let mut marks: Vec<Range<usize>> = own.collect();
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// Cuts a part of the text into lines, with the marked places marked.
fn lines(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = range.start;
    for raw in text[range].split_inclusive('\n') {
        let end = at + raw.trim_end().len();
        let mut line = Line::default();
        let mut done = at;
        for mark in marks {
            let (from, to) = (mark.start.max(done), mark.end.min(end));
            if from < to {
                if done < from {
                    line.0.push(Piece::Plain(shown(&text[done..from])));
                }
                line.0.push(Piece::Marked(shown(&text[from..to])));
                done = to;
            }
        }
        if done < end {
            line.0.push(Piece::Plain(shown(&text[done..end])));
        }
        lines.push(line);
        at += raw.len();
    }
    while lines.last().is_some_and(Line::is_empty) {
        lines.pop();
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    lines.split_off(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_end_with_the_line_and_go_on_in_the_next() {
        let text = "\none two\nthree four\n\n";
        let lines = lines(text, 0..text.len(), &[5..14, 10..14]);
        let told: Vec<String> = lines
            .iter()
            .map(|line| {
                let piece = |piece: &Piece| match piece {
                    Piece::Marked(words) => format!("<{words}>"),
                    Piece::Plain(words) | Piece::Link(_, words) => words.clone(),
                };
                line.0.iter().map(piece).collect()
            })
            .collect();
        assert_eq!(told, ["one <two>", "<three> four"]);
    }
}
