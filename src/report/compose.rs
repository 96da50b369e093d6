//! Composes the report of an audit.

use super::annex::Annexes;
use super::document::{Block, Document, Emphasis};
use super::telling::Telling;
use super::words::{Words, shown};
use super::{Audit, Shown, chronicle, closing, mailbox, parties, reckoning, sections};
use fluent_bundle::FluentValue;

/// Composes the report.
pub fn compose(audit: &Audit, words: &Words, parts: Shown) -> Document {
    let mut blocks = Vec::new();
    let title = match audit.exchanges.len() {
        0 | 1 => words.say("title"),
        n => words.say_with("title-many", &[("count", number(n))]),
    };
    blocks.push(Block::heading(1, title, Emphasis::Strong));
    let as_of = words.say_with("as-of", &[("date", words.date(audit.as_of).into())]);
    blocks.push(Block::paragraph(as_of, Emphasis::Faint));
    if audit.exchanges.is_empty() {
        let none = words.say_with("no-exchange", &[("count", number(audit.read))]);
        blocks.push(Block::paragraph(none, Emphasis::None));
    }
    let annexes = Annexes::of(audit);
    for (audited, list) in audit.exchanges.iter().zip(&annexes) {
        let telling = Telling { audited, annexes: Some(list), words };
        exchange(telling, list, audit, parts, &mut blocks);
    }
    mailbox::account(audit, words, &mut blocks);
    closing::method(audit, words, &mut blocks);
    Document { language: words.language.clone(), blocks }
}

fn exchange(
    telling: Telling<'_>,
    annexes: &Annexes<'_>,
    audit: &Audit,
    parts: Shown,
    blocks: &mut Vec<Block>,
) {
    let (audited, words) = (telling.audited, telling.words);
    let controller = shown(&audited.exchange.controller.name);
    let heading = match audited.clock.start {
        Some(start) => words.say_with(
            "exchange",
            &[("controller", controller.into()), ("date", words.date(start).into())],
        ),
        None => words.say_with("exchange-undated", &[("controller", controller.into())]),
    };
    blocks.push(Block::heading(2, heading, Emphasis::Strong));
    let titled = |id: &str| Block::heading(3, words.say(id), Emphasis::Strong);
    parties::opening(telling, audit, blocks);
    blocks.push(titled("heading-timeline"));
    blocks.extend(chronicle::chart(telling).map(|chart| Block::Chart(Box::new(chart))));
    blocks.push(Block::Timeline(chronicle::timeline(telling)));
    if parts.links {
        blocks.push(titled("heading-links"));
        blocks.push(Block::Table(mailbox::links(audited, words)));
    }
    blocks.push(titled("heading-findings"));
    if audited.judgement.findings.is_empty() {
        blocks.push(Block::paragraph(words.say("none-found"), Emphasis::None));
    }
    for finding in &audited.judgement.findings {
        sections::finding(finding, telling, blocks);
    }
    if !audited.judgement.undecided.is_empty() {
        blocks.push(titled("heading-undecided"));
        blocks.push(Block::Steps(sections::undecided(telling)));
    }
    blocks.push(titled("heading-clock"));
    blocks.push(Block::Steps(reckoning::linked_steps(telling)));
    blocks.extend(parties::deadlines(telling).map(Block::Table));
    let ledger = sections::ledger(telling);
    if !ledger.rows.is_empty() {
        blocks.push(titled("heading-ledger"));
        blocks.push(Block::Table(ledger));
    }
    for list in &audited.checklists {
        let date = audited.days[list.entry].map_or_else(String::new, |day| words.date(day));
        let heading = words.say_with("heading-checklist", &[("date", date.into())]);
        blocks.push(Block::heading(3, heading, Emphasis::Strong));
        blocks.push(Block::Table(sections::checklist(list, telling)));
    }
    closing::remedy(telling, &audit.case, blocks);
    closing::annexes(telling, annexes, parts, blocks);
}

pub(super) fn number(n: usize) -> FluentValue<'static> {
    FluentValue::from(n)
}
