//! Composes one message: own words in full, quoted text folded, findings at the words that show them.

use super::document::{Block, Document, Emphasis, Line};
use super::words::{Words, shown};
use super::{Audited, copy, mailbox};
use crate::finding::Finding;
use crate::message::{Message, Region};

/// What is shown of a message beside its own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unfolded {
    /// The quoted text, signatures and frames, too.
    pub quoted: bool,
}

/// Composes a message, with the exchange it stands in if it stands in one.
pub fn compose_message(
    message: &Message,
    within: Option<&Audited>,
    words: &Words,
    unfolded: Unfolded,
) -> Document {
    let mut blocks = Vec::new();
    let subject =
        if message.subject.is_empty() { words.say("no-subject") } else { shown(&message.subject) };
    blocks.push(Block::heading(1, subject, Emphasis::Strong));
    blocks.push(Block::Facts(facts(message, within, words)));
    let findings: Vec<&Finding> = within.map_or_else(Vec::new, |audited| {
        let here = |f: &&Finding| f.message.as_ref() == Some(&message.id);
        audited.judgement.findings.iter().filter(here).collect()
    });
    let mut told = vec![false; findings.len()];
    let mut folds = false;
    for (range, region) in &message.regions {
        let text = &message.text[range.clone()];
        let letter = message.letters.iter().find(|letter| letter.range.start == range.start);
        if let Some(letter) = letter {
            let name = shown(&message.attachments[letter.attachment].name).into();
            let line = words.say_with("in-attachment", &[("name", name)]);
            blocks.push(Block::paragraph(line, Emphasis::Strong));
        }
        let own = matches!(region, Region::Own | Region::Attached);
        if own || unfolded.quoted {
            let emphasis = if own { Emphasis::None } else { Emphasis::Faint };
            paragraphs(
                message,
                range.start,
                text,
                emphasis,
                &findings,
                &mut told,
                words,
                &mut blocks,
            );
        } else if let Some(line) = copy::folded(*region, text, words) {
            blocks.push(Block::paragraph(line, Emphasis::Faint));
            folds = true;
        }
    }
    if folds {
        blocks.push(Block::paragraph(words.say("folded-hint"), Emphasis::Faint));
    }
    let rest: Vec<&Finding> =
        findings.iter().zip(&told).filter(|(_, told)| !**told).map(|(f, _)| *f).collect();
    rest.into_iter().for_each(|finding| blocks.push(mark(finding, words)));
    if !message.attachments.is_empty() {
        blocks.push(Block::heading(3, words.say("heading-attachments"), Emphasis::None));
        let lines = message.attachments.iter().map(|file| copy::attachment(file, words));
        blocks.push(Block::steps(lines));
    }
    Document { language: words.language.clone(), blocks }
}

fn facts(message: &Message, within: Option<&Audited>, words: &Words) -> Vec<(String, Line)> {
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((words.label(label), value.into()));
        }
    };
    copy::header(message, words, &mut fact);
    if let Some(audited) = within {
        let controller = shown(&audited.exchange.controller.name);
        fact("label-exchange", format!("{} ({controller})", audited.exchange.id));
    }
    fact("label-id", shown(message.id.as_str()));
    fact("label-sha256", message.key.to_string());
    fact("label-place", mailbox::place(&message.location));
    let defects: Vec<String> = message.defects.iter().map(ToString::to_string).collect();
    fact("label-defects", shown(&defects.join("; ")));
    facts
}

/// Adds a region line by line, each finding below the paragraph that shows it.
#[allow(clippy::too_many_arguments, reason = "one place calls it")]
fn paragraphs(
    message: &Message,
    start: usize,
    text: &str,
    emphasis: Emphasis,
    findings: &[&Finding],
    told: &mut [bool],
    words: &Words,
    blocks: &mut Vec<Block>,
) {
    let mut at = start;
    for paragraph in text.split_inclusive("\n\n") {
        let end = at + paragraph.len();
        let lines: Vec<Line> = paragraph.lines().map(|line| line.trim_end().into()).collect();
        if lines.iter().any(|line| !line.is_empty()) {
            blocks.push(Block::Lines(lines, emphasis));
        }
        for (finding, told) in findings.iter().zip(told.iter_mut()) {
            let own = finding.span.filter(|_| finding.attachment.is_none());
            let ends = own.map(|(_, last)| byte_of(&message.text, last));
            if !*told && ends.is_some_and(|e| e > at && e <= end) {
                blocks.push(mark(finding, words));
                *told = true;
            }
        }
        at = end;
    }
}

/// Gives the byte at which a character begins.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

fn mark(finding: &Finding, words: &Words) -> Block {
    let what = [
        (
            "title",
            words.of_tactic(&finding.tactic, "title", &finding.card.title).into_owned().into(),
        ),
        ("tactic", finding.tactic.to_string().into()),
        ("grade", words.say(&format!("grade-{}", finding.grade.as_str())).into()),
    ];
    Block::paragraph(words.say_with("finding-here", &what), Emphasis::Alarm)
}
