//! Composes the account of the mail: what was seen, read, found twice, not read or not needed; and why
//! each message stands in its exchange.

use super::compose::number;
use super::document::{Block, Emphasis, Table};
use super::words::{Words, shown};
use super::{Audit, Audited};
use crate::exchange::{Entry, Reason};
use crate::source::Location;
use std::collections::BTreeMap;

/// More places than this are counted by file.
const LISTED: usize = 20;

/// Adds the account of all mail.
pub(super) fn account(audit: &Audit, words: &Words, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(2, words.say("heading-mail"), Emphasis::None));
    let counts = [
        ("seen", number(audit.seen)),
        ("read", number(audit.read)),
        ("duplicates", number(audit.duplicates.len())),
        ("skipped", number(audit.seen - audit.read - audit.duplicates.len())),
    ];
    blocks.push(Block::paragraph(words.say_with("mail-account", &counts), Emphasis::None));
    let hidden = hidden(audit);
    if !audit.skipped.is_empty() || !hidden.is_empty() {
        blocks.push(Block::heading(3, words.say("heading-unread"), Emphasis::Alarm));
        let skipped = audit.skipped.iter().map(|s| (s.path.display().to_string(), s.reason()));
        let lines = skipped.chain(hidden).map(|(path, why)| {
            let why = shown(&why).into();
            words.say_with("unread-line", &[("path", shown(&path).into()), ("why", why)])
        });
        blocks.push(Block::steps(lines));
    }
    again(&audit.duplicates, "heading-duplicates", words, blocks);
    again(&audit.copies, "heading-copies", words, blocks);
    if !audit.unrelated.is_empty() && !audit.exchanges.is_empty() {
        blocks.push(Block::heading(3, words.say("heading-unrelated"), Emphasis::None));
        let count = number(audit.unrelated.len());
        let line = words.say_with("unrelated-line", &[("count", count)]);
        blocks.push(Block::paragraph(line, Emphasis::None));
        blocks.push(Block::steps(places(audit.unrelated.iter(), words)));
    }
    if !audit.later.is_empty() {
        blocks.push(Block::heading(3, words.say("heading-later"), Emphasis::None));
        blocks.push(Block::steps(places(audit.later.iter(), words)));
    }
}

fn again(list: &[(Location, Location)], heading: &str, words: &Words, blocks: &mut Vec<Block>) {
    if list.is_empty() {
        return;
    }
    blocks.push(Block::heading(3, words.say(heading), Emphasis::None));
    let lines = if list.len() <= LISTED {
        let same = |(again, first): &(Location, Location)| {
            let places = [("path", place(again).into()), ("first", place(first).into())];
            words.say_with("duplicate-line", &places)
        };
        list.iter().map(same).collect()
    } else {
        places(list.iter().map(|(again, _)| again), words)
    };
    blocks.push(Block::steps(lines));
}

/// Lists the messages and attachments whose words could not be read, with the reason.
fn hidden(audit: &Audit) -> Vec<(String, String)> {
    let mut hidden = Vec::new();
    for entry in audit.exchanges.iter().flat_map(|e| &e.exchange.entries) {
        let message = &entry.message;
        let defects = message.defects.iter().filter(|defect| defect.hides_words());
        hidden.extend(defects.map(|d| (place(&message.location), d.to_string())));
        for file in &message.attachments {
            if let Some(why) = file.unread_part() {
                hidden.push((format!("{}: {}", place(&message.location), shown(&file.name)), why));
            }
        }
    }
    hidden
}

pub(super) fn place(location: &Location) -> String {
    let path = shown(&location.path.display().to_string());
    if location.offset > 0 { format!("{path} @{}", location.offset) } else { path }
}

/// Lists places, or counts them by file when they are many.
fn places<'a>(list: impl ExactSizeIterator<Item = &'a Location>, words: &Words) -> Vec<String> {
    if list.len() <= LISTED {
        return list.map(place).collect();
    }
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    let all = list.len();
    for location in list {
        // Files of one message each are counted by their folder.
        let whole = location.offset == 0;
        let folder = location.path.parent().filter(|_| whole).unwrap_or(&location.path);
        *counted.entry(folder.display().to_string()).or_default() += 1;
    }
    let mut counted: Vec<(String, usize)> = counted.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let listed = &counted[..counted.len().min(LISTED)];
    let line = |(path, count): &(String, usize)| {
        words.say_with("places-of", &[("path", shown(path).into()), ("count", number(*count))])
    };
    let mut lines: Vec<String> = listed.iter().map(line).collect();
    let rest = all - listed.iter().map(|(_, count)| count).sum::<usize>();
    if rest > 0 {
        lines.push(words.say_with("places-more", &[("count", number(rest))]));
    }
    lines
}

/// Says of each message why it stands in the exchange.
pub(super) fn links(audited: &Audited, words: &Words) -> Table {
    let columns = ["column-date", "column-from", "column-why"].map(|id| words.say(id));
    let rows = audited.exchange.entries.iter().zip(&audited.days).map(|(entry, day)| {
        let day = day.map_or_else(String::new, |day| words.short_date(day));
        vec![day, shown(&entry.message.from.address), why(entry, words)]
    });
    Table::of(columns.to_vec(), rows)
}

fn why(entry: &Entry, words: &Words) -> String {
    let Some(tie) = &entry.tie else { return words.say("why-start") };
    let to = tie.to.as_ref().map_or_else(String::new, |id| shown(id.as_str()));
    let to = ("to", to.into());
    match &tie.reason {
        Reason::Ticket(ticket) => {
            words.say_with("why-ticket", &[to, ("ticket", shown(ticket).into())])
        }
        reason => words.say_with(&format!("why-{}", reason.as_str()), &[to]),
    }
}
