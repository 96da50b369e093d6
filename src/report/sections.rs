//! Composes the parts of an exchange's report: ledger, checklist, findings, what is open.

use super::chronicle::marked;
use super::document::{Anchor, Block, Emphasis, Heading, Line, Row, Table};
use super::telling::{Telling, to_finding};
use super::words::{Words, shortened, shown};
use crate::finding::{Finding, Gap, Grade, Law};
use crate::id::ItemId;
use crate::message::Message;
use crate::rule::{Checklist, Naming};
use fluent_bundle::FluentValue;
use std::ops::Range;

/// The words in a table are cut at this many characters.
const SHORT_QUOTE: usize = 90;
/// The group of the taxonomy for demands that are to prove identity.
pub(super) const IDENTIFICATION: &str = "C";
/// A quotation has at most so many characters on each side of the words that matter.
const CONTEXT: usize = 160;

/// Lists the items that were asked for, when, and when they were given.
pub(super) fn ledger(telling: Telling<'_>) -> Table {
    let words = telling.words;
    let columns =
        ["ledger-item", "ledger-demanded", "ledger-supplied", "ledger-again", "ledger-needed"];
    let mut table = Table { columns: columns.map(|id| words.say(id)).to_vec(), rows: Vec::new() };
    let lines = &telling.audited.exchange.ledger.lines;
    for (item, line) in lines.iter().filter(|(_, line)| !line.demanded.is_empty()) {
        let given = line.supplied.first();
        let again: Vec<usize> =
            line.demanded.iter().filter(|i| given.is_some_and(|g| *i > g)).copied().collect();
        let or = |list: &[usize], id: &str| {
            if list.is_empty() { words.say(id).into() } else { telling.days(list) }
        };
        let cells = vec![
            words.say(&format!("item-{item}")).into(),
            telling.days(&line.demanded),
            or(&line.supplied, "ledger-never"),
            or(&again, "ledger-no"),
            doubts(item, &line.demanded, telling),
        ];
        table.rows.push(Row { anchor: None, cells });
    }
    table
}

/// Lists the findings on the sentences that ask for an item: they doubt that it was needed, or so at that time.
fn doubts(item: &ItemId, demanded: &[usize], telling: Telling<'_>) -> Line {
    let entries = &telling.audited.exchange.entries;
    let mut told: Vec<&str> = Vec::new();
    let mut line = Line::default();
    for i in demanded {
        let (entry, asks) = (&entries[*i], ["demands-item", "offers-choice-of-item"]);
        let demands = entry
            .acts
            .iter()
            .filter(|act| asks.contains(&act.act.as_str()) && act.item.as_ref() == Some(item));
        let demands: Vec<&Range<usize>> = demands.map(|act| &act.span).collect();
        for finding in telling.findings_at(*i).filter(|f| f.attachment.is_none()) {
            let place = finding.span.and_then(|span| bytes(&entry.message.text, span));
            let on = |place: &Range<usize>| {
                demands.iter().any(|d| d.start < place.end && place.start < d.end)
            };
            let identity = finding.card.group == IDENTIFICATION;
            if identity
                && place.as_ref().is_some_and(on)
                && !told.contains(&finding.tactic.as_str())
            {
                told.push(finding.tactic.as_str());
                let between = if line.is_empty() { "" } else { "; " };
                line = line.then(between, to_finding(finding, telling.words));
            }
        }
    }
    if line.is_empty() { telling.words.say("ledger-no-finding").into() } else { line }
}

/// Tells what an answer holds of what it must (Art. 15 GDPR), with the words.
pub(super) fn checklist(list: &Checklist, telling: Telling<'_>) -> Table {
    let words = telling.words;
    let columns = ["checklist-item", "checklist-state", "checklist-words"];
    let mut table = Table { columns: columns.map(|id| words.say(id)).to_vec(), rows: Vec::new() };
    let mut last = "";
    for checked in &list.items {
        let item = words.say(&format!("answer-{}", checked.item.as_str()));
        let state = match checked.naming {
            Some(Naming::CategoriesOnly) => words.say("answer-categories-only"),
            _ => words.say(&format!("answer-is-{}", checked.state.as_str())),
        };
        let quote = if !checked.quote.is_empty() && checked.quote == last {
            words.say("checklist-same")
        } else {
            shortened(&checked.quote, SHORT_QUOTE)
        };
        last = &checked.quote;
        let quote = match checked.entry.filter(|_| !quote.is_empty()) {
            Some(entry) => telling.with_annex(quote, entry),
            None => quote.into(),
        };
        let item = format!("{} {item}", words.citation(checked.item.place()));
        let cells = vec![item.into(), state.into(), quote];
        table.rows.push(Row { anchor: None, cells });
    }
    table
}

/// Adds a finding: its words in their place, the law, why, and the best answer.
pub(super) fn finding(finding: &Finding, telling: Telling<'_>, blocks: &mut Vec<Block>) {
    let words = telling.words;
    let text = format!(
        "{} ({})",
        words.of_tactic(&finding.tactic, "title", &finding.card.title),
        finding.tactic
    );
    let emphasis = match finding.grade {
        _ if finding.waived.is_some() => Emphasis::Faint,
        Grade::BrightLine => Emphasis::Alarm,
        Grade::Presumptive => Emphasis::Strong,
        Grade::Signal => Emphasis::None,
    };
    let anchor = Some(Anchor::Finding(finding.id.clone()));
    blocks.push(Block::Heading(Heading { level: 4, text, emphasis, anchor }));
    let grade = words.say(&format!("grade-{}", finding.grade.as_str()));
    blocks.push(Block::paragraph(grade, Emphasis::Faint));
    if let Some(reason) = &finding.waived {
        let waived = words.say_with("waived", &[("reason", shown(reason).into())]);
        blocks.push(Block::paragraph(waived, Emphasis::Strong));
    }
    if let Some(i) = finding.entry {
        let message = &telling.audited.exchange.entries[i].message;
        let date = telling.audited.days[i].map_or_else(String::new, |d| words.date(d));
        let mut at = vec![("date", date.into()), ("who", shown(&message.from.address).into())];
        let id = match &finding.attachment {
            None => "finding-at",
            Some((name, page)) => {
                at.push(("name", shown(name).into()));
                at.extend(page.map(|page| ("page", super::compose::number(page))));
                if page.is_some() { "finding-at-page" } else { "finding-at-attachment" }
            }
        };
        let source = telling.with_annex(words.say_with(id, &at), i);
        blocks.push(Block::paragraph(source, Emphasis::None));
        if !finding.quote.is_empty() {
            blocks.push(Block::Quote(in_context(finding, message)));
        }
    }
    let card = &finding.card;
    let says = |part: &str, text| words.of_tactic(&finding.tactic, part, text).into_owned();
    let mut facts: Vec<(String, Line)> = vec![
        (words.label("label-why"), words.why(finding).into()),
        (words.label("label-law"), law(finding, words).into()),
        (words.label("label-best-answer"), says("best-answer", &card.best_answer).into()),
        (words.label("label-next-step"), says("next-step", &card.next_step).into()),
    ];
    let entries = telling.audited.exchange.entries.iter().enumerate();
    let related: Vec<usize> = entries
        .filter(|(_, entry)| finding.related.contains(&entry.message.id))
        .map(|(i, _)| i)
        .collect();
    if !related.is_empty() {
        facts.insert(1, (words.label("label-related"), telling.days(&related)));
    }
    facts.push((words.label("label-finding"), finding.id.to_string().into()));
    blocks.push(Block::Facts(facts));
}

/// Quotes the words of a finding with what stands around them in the same part of the mail.
fn in_context(finding: &Finding, message: &Message) -> Line {
    let bare = || marked("", &finding.quote, "");
    if finding.attachment.is_some() {
        return bare();
    }
    let Some(place) = finding.span.and_then(|span| bytes(&message.text, span)) else {
        return bare();
    };
    let within =
        |(range, _): &&(Range<usize>, _)| range.start <= place.start && place.end <= range.end;
    let Some((region, _)) = message.regions.iter().find(within) else { return bare() };
    if message.text[place.clone()] != finding.quote {
        return bare();
    }
    let before = &message.text[region.start..place.start];
    let after = &message.text[place.end..region.end];
    let before = before.rsplit("\n\n").next().unwrap_or_default();
    let after = after.split("\n\n").next().unwrap_or_default();
    let back = before.chars().rev().take(CONTEXT).map(char::len_utf8).sum::<usize>();
    let mut lead = &before[before.len() - back..];
    if lead.len() < before.len() {
        lead = lead.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    }
    let forth = after.chars().take(CONTEXT).map(char::len_utf8).sum::<usize>();
    let mut trail = &after[..forth];
    if trail.len() < after.len() {
        trail = trail.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
    }
    let open = if lead.len() < before.len() { "… " } else { "" };
    let close = if trail.len() < after.len() { " …" } else { "" };
    let (lead, trail) = (lead.trim_start(), trail.trim_end());
    marked(&format!("{open}{lead}"), &finding.quote, &format!("{trail}{close}"))
}

/// Turns a range of characters into one of bytes.
pub(super) fn bytes(text: &str, (from, to): (usize, usize)) -> Option<Range<usize>> {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = places.nth(from)?;
    let end = if to > from { places.nth(to - from - 1)? } else { start };
    Some(start..end)
}

fn law(finding: &Finding, words: &Words) -> String {
    let law: Vec<String> = finding.law.iter().map(|law| cited(law, finding, words)).collect();
    if law.is_empty() { words.say("law-unverified") } else { law.join(&words.say("separator")) }
}

/// Cites a rule of law; one that is younger than the facts says so.
pub(super) fn cited(law: &Law, finding: &Finding, words: &Words) -> String {
    if finding.on.is_none_or(|on| law.since <= on) {
        return words.citation(&law.cite);
    }
    let since = words.date(law.since);
    words.say_with(
        "law-later",
        &[("cite", words.citation(&law.cite).into()), ("since", since.into())],
    )
}

/// Tells what could be neither seen nor excluded.
pub(super) fn undecided(telling: Telling<'_>) -> Vec<Line> {
    let told = telling.audited.judgement.undecided.iter().map(|open| {
        let line = gap(&open.gap, open.tactic.as_str(), telling.words);
        let message = open.gap.message();
        let entries = &telling.audited.exchange.entries;
        match message.and_then(|id| entries.iter().position(|e| e.message.id == *id)) {
            Some(entry) => telling.with_annex(line, entry),
            None => line.into(),
        }
    });
    told.collect()
}

pub(super) fn gap(gap: &Gap, tactic: &str, words: &Words) -> String {
    let tactic = ("tactic", FluentValue::from(tactic.to_owned()));
    let named = |id: &str, message: &crate::id::MessageId| {
        words.say_with(id, &[tactic.clone(), ("message", shown(message.as_str()).into())])
    };
    match gap {
        Gap::UnreadLanguage(message) => named("gap-language", message),
        Gap::UnreadAttachment(message) => named("gap-attachment", message),
        Gap::Unreadable(message) => named("gap-unreadable", message),
        Gap::Unclear(message) => named("gap-unclear", message),
        Gap::NoDate(message) => named("gap-date", message),
        Gap::DoubtfulCalendar => words.say_with("gap-calendar", &[tactic]),
        Gap::NoRequest => words.say_with("gap-request", &[tactic]),
        Gap::LawNotInForce(since) => {
            words.say_with("gap-law", &[tactic, ("since", words.date(*since).into())])
        }
    }
}
