//! Composes the report of an audit.

use super::document::{Block, Document, Emphasis};
use super::words::{Words, shown};
use super::{Audit, Audited, Outcome, Shown, mailbox, sections};
use fluent_bundle::FluentValue;

/// Composes the report.
pub fn compose(audit: &Audit, words: &Words, parts: Shown) -> Document {
    let mut blocks = Vec::new();
    let title = match audit.exchanges.len() {
        0 | 1 => words.say("title"),
        n => words.say_with("title-many", &[("count", number(n))]),
    };
    blocks.push(Block::Heading(1, title, Emphasis::Strong));
    let as_of = words.say_with("as-of", &[("date", words.date(audit.as_of).into())]);
    blocks.push(Block::Paragraph(as_of, Emphasis::Faint));
    if audit.exchanges.is_empty() {
        let none = words.say_with("no-exchange", &[("count", number(audit.read))]);
        blocks.push(Block::Paragraph(none, Emphasis::None));
    }
    for audited in &audit.exchanges {
        exchange(audited, words, parts, &mut blocks);
    }
    mailbox::account(audit, words, &mut blocks);
    blocks.push(Block::Heading(2, words.say("heading-limits"), Emphasis::None));
    blocks.push(Block::Paragraph(words.say("limits"), Emphasis::Faint));
    Document { blocks }
}

fn exchange(audited: &Audited, words: &Words, parts: Shown, blocks: &mut Vec<Block>) {
    let controller = shown(&audited.exchange.controller.name);
    let heading = match audited.clock.start {
        Some(start) => words.say_with(
            "exchange",
            &[("controller", controller.clone().into()), ("date", words.date(start).into())],
        ),
        None => words.say_with("exchange-undated", &[("controller", controller.clone().into())]),
    };
    blocks.push(Block::Heading(2, heading, Emphasis::Strong));
    blocks.push(Block::Facts(facts(audited, &controller, words)));
    blocks.push(Block::Heading(3, words.say("heading-timeline"), Emphasis::Strong));
    blocks.push(Block::Timeline(sections::timeline(audited, words)));
    if parts.links {
        blocks.push(Block::Heading(3, words.say("heading-links"), Emphasis::Strong));
        blocks.push(Block::Table(mailbox::links(audited, words)));
    }
    blocks.push(Block::Heading(3, words.say("heading-clock"), Emphasis::Strong));
    blocks.push(Block::Steps(sections::steps(audited, words)));
    let ledger = sections::ledger(audited, words);
    if ledger.len() > 1 {
        blocks.push(Block::Heading(3, words.say("heading-ledger"), Emphasis::Strong));
        blocks.push(Block::Table(ledger));
    }
    for list in &audited.checklists {
        let date = audited.days[list.entry].map_or_else(String::new, |day| words.date(day));
        let heading = words.say_with("heading-checklist", &[("date", date.into())]);
        blocks.push(Block::Heading(3, heading, Emphasis::Strong));
        blocks.push(Block::Table(sections::checklist(list, words)));
    }
    blocks.push(Block::Heading(3, words.say("heading-findings"), Emphasis::Strong));
    if audited.judgement.findings.is_empty() {
        blocks.push(Block::Paragraph(words.say("none-found"), Emphasis::None));
    }
    for finding in &audited.judgement.findings {
        sections::finding(finding, audited, words, blocks);
    }
    if !audited.judgement.undecided.is_empty() {
        blocks.push(Block::Heading(3, words.say("heading-undecided"), Emphasis::Strong));
        blocks.push(Block::Steps(sections::undecided(audited, words)));
    }
}

fn facts(audited: &Audited, controller: &str, words: &Words) -> Vec<(String, String)> {
    let clock = &audited.clock;
    let mut facts = Vec::new();
    let mut fact = |label: &str, value: String| facts.push((words.label(label), value));
    fact("label-subject", shown(&audited.exchange.subject.join(", ")));
    let domains = audited.exchange.controller.domains.join(", ");
    fact("label-controller", format!("{controller} ({})", shown(&domains)));
    let name = words.pick(&audited.regime_name).to_owned();
    let name = if clock.assumed {
        words.say_with("regime-assumed", &[("name", name.into())])
    } else {
        name
    };
    fact("label-regime", name);
    if let Some(state) = &clock.state_of {
        fact("label-state-law", state.to_string());
    }
    if let Some(start) = clock.start {
        fact("label-request", words.date(start));
    }
    if let Some(due) = clock.due {
        let shown = match (clock.extended_due, clock.due_strict) {
            (Some(extended), _) => words.say_with(
                "due-extended",
                &[("due", words.date(extended).into()), ("before", words.date(due).into())],
            ),
            (None, Some(strict)) if strict != due => words.say_with(
                "due-both",
                &[("due", words.date(due).into()), ("strict", words.date(strict).into())],
            ),
            _ => words.date(due),
        };
        fact("label-due", shown);
        let answered = clock.answered.map_or_else(
            || words.say_with("not-answered", &[("date", words.date(clock.as_of).into())]),
            |day| words.date(day),
        );
        fact("label-answered", answered);
    }
    fact("label-result", result(audited, words));
    let sums = &audited.measures;
    fact(
        "label-sums",
        words.say_with("sums", &[("emails", number(sums.emails)), ("days", sums.days.into())]),
    );
    fact(
        "label-balls",
        words.say_with(
            "balls",
            &[("controller", sums.controller_days.into()), ("subject", sums.subject_days.into())],
        ),
    );
    fact("label-identity", sums.identity_demands.to_string());
    fact("label-escalations", sums.escalations.to_string());
    facts
}

fn result(audited: &Audited, words: &Words) -> String {
    let clock = &audited.clock;
    let Some(last) = clock.last_day() else { return words.say("result-unknown") };
    let days = ("days", FluentValue::from(clock.days_late));
    let id = match audited.outcome() {
        _ if audited.is_doubtful() => "result-doubtful",
        Outcome::Unanswered => "result-unanswered",
        Outcome::Running => {
            return words.say_with("result-running", &[("date", words.date(last).into())]);
        }
        Outcome::Answered if clock.days_late > 0 => "result-answered-late",
        Outcome::Answered => "result-answered",
        Outcome::PartlyAnswered if clock.days_late > 0 => "result-partly-answered-late",
        Outcome::PartlyAnswered => "result-partly-answered",
        Outcome::Refused if clock.days_late > 0 => "result-refused-late",
        Outcome::Refused => "result-refused",
    };
    words.say_with(id, &[days])
}

pub(super) fn number(n: usize) -> FluentValue<'static> {
    FluentValue::from(n)
}
