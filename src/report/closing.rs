//! Composes what is asked of the authority, the annexes, and how the report was made.

use super::annex::{Annexes, Exhibit};
use super::chronicle::letter_kind;
use super::copy;
use super::document::{Anchor, Block, Emphasis, Heading, Line};
use super::mailbox::place;
use super::sections::IDENTIFICATION;
use super::telling::Telling;
use super::words::{Words, shown};
use super::{Audit, Outcome, Shown};
use crate::exchange::{Case, Entry, Letter, Reason};
use crate::finding::{Finding, Grade};
use crate::rule::State;

/// Adds what the person asks the authority for.
pub(super) fn remedy(telling: Telling<'_>, case: &Case, blocks: &mut Vec<Block>) {
    let (audited, words) = (telling.audited, telling.words);
    let mut steps: Vec<Line> = Vec::new();
    let by_law = |text: String, step: &str| -> Line {
        match audited.sources.get(step) {
            Some(law) => {
                let law = words.citation(law).into();
                words.say_with("step-source", &[("text", text.into()), ("source", law)]).into()
            }
            None => text.into(),
        }
    };
    let outcome = audited.outcome();
    let lacks = matches!(outcome, Outcome::Unanswered | Outcome::PartlyAnswered | Outcome::Refused);
    if lacks && !audited.is_doubtful() {
        let start = audited.clock.start.map_or_else(String::new, |day| words.date(day));
        let text = words.say_with("remedy-order", &[("date", start.into())]);
        steps.push(by_law(text, "remedy-order"));
        let missing = missing(telling);
        if !missing.is_empty() {
            let items = ("items", missing.join(&words.say("separator")).into());
            steps.push(words.say_with("remedy-missing", &[items]).into());
        }
    }
    if audited.clock.days_late > 0 && !audited.is_doubtful() {
        steps.push(words.say("remedy-late").into());
    }
    if audited.judgement.findings.iter().any(is_identity) {
        steps.push(words.say("remedy-identity").into());
    }
    steps.extend(case.remedies.iter().map(|text| shown(text).into()));
    if steps.is_empty() {
        return;
    }
    blocks.push(Block::heading(3, words.say("heading-remedy"), Emphasis::Strong));
    blocks.push(Block::paragraph(words.say("remedy-intro"), Emphasis::None));
    blocks.push(Block::Steps(steps));
    if audited.sources.contains_key("remedy-progress") {
        let line = by_law(words.say("remedy-progress"), "remedy-progress");
        blocks.push(Block::paragraph(line, Emphasis::Faint));
    }
}

/// Tells whether the finding blames a demand that is to prove identity, and not for context only.
fn is_identity(finding: &Finding) -> bool {
    finding.card.group == IDENTIFICATION
        && finding.grade > Grade::Signal
        && finding.waived.is_none()
}

/// Lists what no answer holds, by the letter of Art. 15.
fn missing(telling: Telling<'_>) -> Vec<String> {
    let words = telling.words;
    let lists = &telling.audited.checklists;
    let Some(first) = lists.first() else { return Vec::new() };
    let lacking = |item: &crate::rule::Checked| {
        let of = |list: &crate::rule::Checklist| {
            let same = list.items.iter().find(|c| c.item == item.item);
            same.is_some_and(|c| matches!(c.state, State::Missing | State::ByLink))
        };
        lists.iter().all(of)
    };
    let named = first.items.iter().filter(|item| lacking(item)).map(|checked| {
        let name = words.say(&format!("answer-{}", checked.item.as_str()));
        format!("{} {name}", words.citation(checked.item.place()))
    });
    named.collect()
}

/// Adds the annexes of an exchange: where each lies, its hash, and its words if they are wanted.
pub(super) fn annexes(
    telling: Telling<'_>,
    list: &Annexes<'_>,
    parts: Shown,
    blocks: &mut Vec<Block>,
) {
    let words = telling.words;
    blocks.push(Block::heading(3, words.say("heading-annexes"), Emphasis::Strong));
    for (number, exhibit) in list.listed() {
        let (title, facts) = match exhibit {
            Exhibit::Message(i, entry) => (title(telling, i, entry), message(telling, entry)),
            Exhibit::Letter(_, letter) => letter_facts(letter, words),
        };
        let about = [("number", number.to_string().into()), ("title", title.into())];
        let text = words.say_with("annex-title", &about);
        let anchor = Some(Anchor::Annex(number));
        blocks.push(Block::Heading(Heading { level: 4, text, emphasis: Emphasis::None, anchor }));
        blocks.push(Block::Facts(facts));
        if let (true, Exhibit::Message(_, entry)) = (parts.copies, exhibit) {
            copy::words_of(telling, entry, blocks);
        }
    }
}

fn title(telling: Telling<'_>, i: usize, entry: &Entry) -> String {
    let words = telling.words;
    let day = telling.audited.days[i].map_or_else(|| words.say("no-date"), |d| words.short_date(d));
    let from = shown(&entry.message.from.address).into();
    words.say_with("annex-message", &[("date", day.into()), ("from", from)])
}

fn message(telling: Telling<'_>, entry: &Entry) -> Vec<(String, Line)> {
    let words = telling.words;
    let message = &entry.message;
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((words.label(label), value.into()));
        }
    };
    copy::header(message, words, &mut fact);
    let files = message.attachments.iter().map(|file| copy::attachment(file, words));
    fact("label-attachments", files.collect::<Vec<_>>().join("; "));
    fact("label-id", shown(message.id.as_str()));
    fact("label-sha256", message.key.to_string());
    fact("label-size", words.say_with("bytes", &[("size", message.location.length.into())]));
    fact("label-place", place(&message.location));
    let defects: Vec<String> = message.defects.iter().map(ToString::to_string).collect();
    fact("label-defects", shown(&defects.join("; ")));
    facts
}

fn letter_facts(letter: &Letter, words: &Words) -> (String, Vec<(String, Line)>) {
    let kind = letter_kind(&letter.kind, words);
    let about = [("date", words.short_date(letter.date).into()), ("kind", kind.into())];
    let title = words.say_with("annex-letter", &about);
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            facts.push((words.label(label), value.into()));
        }
    };
    fact("label-note", shown(&letter.note));
    match &letter.file {
        Some(file) => {
            fact("label-place", shown(&file.path.display().to_string()));
            fact("label-sha256", file.sha256.clone());
            fact("label-size", words.say_with("bytes", &[("size", file.size.into())]));
        }
        None => fact("label-place", words.say("letter-without-file")),
    }
    (title, facts)
}

/// Adds how the report was made, what people decided, and how far it goes.
pub(super) fn method(audit: &Audit, words: &Words, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(2, words.say("heading-limits"), Emphasis::None));
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: String| facts.push((words.label(label), value.into()));
    fact("label-tool", format!("dilatory {}", env!("CARGO_PKG_VERSION")));
    fact("label-rules", audit.rules_sha256.clone());
    fact("label-holidays", audit.holidays_sha256.clone());
    fact("label-as-of", words.date(audit.as_of));
    blocks.push(Block::Facts(facts));
    let decisions = decisions(audit, words);
    if !decisions.is_empty() {
        blocks.push(Block::heading(3, words.say("heading-decisions"), Emphasis::None));
        blocks.push(Block::steps(decisions));
    }
    blocks.push(Block::paragraph(words.say("limits"), Emphasis::Faint));
    blocks.push(Block::paragraph(words.say("limits-filing"), Emphasis::Faint));
}

/// Lists what people decided and the program took over.
fn decisions(audit: &Audit, words: &Words) -> Vec<String> {
    let case = &audit.case;
    let mut told = Vec::new();
    let mut say = |id: &str, list: Vec<String>| {
        if !list.is_empty() {
            told.push(words.say_with(id, &[("what", list.join(", ").into())]));
        }
    };
    let entries = || audit.exchanges.iter().flat_map(|e| &e.exchange.entries);
    let linked = entries().filter(|e| e.tie.as_ref().is_some_and(|t| t.reason == Reason::Case));
    say("decided-link", linked.map(|e| shown(e.message.id.as_str())).collect());
    say("decided-unlink", case.unlink.iter().map(|id| shown(id)).collect());
    let letters = case.letters.iter().map(|l| words.date(l.date));
    say("decided-letters", letters.collect());
    let waived = audit.exchanges.iter().flat_map(|e| &e.judgement.findings);
    let waived = waived.filter(|f| f.waived.is_some()).map(|f| format!("{} ({})", f.tactic, f.id));
    say("decided-waive", waived.collect());
    let mut set = Vec::new();
    for (value, label) in [
        (case.regime.as_ref().map(ToString::to_string), "label-regime"),
        (case.member_state.as_ref().map(ToString::to_string), "label-state-law"),
    ] {
        set.extend(value.map(|value| format!("{} {}", words.label(label), shown(&value))));
    }
    say("decided-law", set);
    told
}
