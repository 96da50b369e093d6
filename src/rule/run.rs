//! Runs the rule book over an exchange.

use super::book::{RuleBook, Scope, Tactic};
use super::condition::{Context, Verdict};
use crate::exchange::Exchange;
use crate::finding::{Evidence, Finding, Gap, Grade, Law, Undecided};
use crate::id::FindingId;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A quotation is cut at this many characters.
const LONGEST_QUOTE: usize = 400;

/// What the rule book says of an exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// The tactics that show, in the order of the messages.
    pub findings: Vec<Finding>,
    /// The tactics that could be neither seen nor excluded.
    pub undecided: Vec<Undecided>,
}

/// Judges an exchange.
pub fn judge(book: &RuleBook, context: &Context<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    let mut undecided = BTreeSet::new();
    for tactic in book.tactics.iter().filter(|t| context.experimental || !t.is_experimental()) {
        let Some(law) = tactic.law.get(&context.clock.regime) else { continue };
        let start = context.clock.start;
        let force = law.iter().filter(|l| l.state.is_none()).map(|l| l.since).min();
        let verdict = tactic.when.ask(context, None);
        let mut gap = |gap| {
            undecided.insert(Undecided { tactic: tactic.id.clone(), gap });
        };
        match verdict {
            Verdict::NoMatch => {}
            Verdict::Undecided(why) => gap(why),
            Verdict::Match(found) => {
                if let (Some(force), true) = (force, force > start && start.is_some()) {
                    gap(Gap::LawNotInForce(force));
                    continue;
                }
                let mut seen: BTreeSet<Option<usize>> = BTreeSet::new();
                for evidence in found {
                    match guarded(tactic, context, &evidence) {
                        Guarded::Lawful => {}
                        Guarded::Open(why) => gap(why),
                        Guarded::Stands => {
                            let finding = finding(tactic, context, evidence);
                            let again = tactic.first_only && !seen.is_empty();
                            if seen.insert(finding.entry) && !again {
                                judgement.findings.push(finding);
                            }
                        }
                    }
                }
            }
        }
    }
    judgement
        .findings
        .sort_by(|a, b| (a.entry, b.grade, &a.tactic).cmp(&(b.entry, a.grade, &b.tactic)));
    judgement.undecided = undecided.into_iter().collect();
    judgement
}

enum Guarded {
    Stands,
    Lawful,
    Open(Gap),
}

fn guarded(tactic: &Tactic, context: &Context<'_>, evidence: &Evidence) -> Guarded {
    let mut open = None;
    for guard in &tactic.unless {
        match guard.when.ask(context, Some(evidence)) {
            Verdict::Match(_) => return Guarded::Lawful,
            Verdict::Undecided(why) => open = Some(why),
            Verdict::NoMatch => {}
        }
    }
    open.map_or(Guarded::Stands, Guarded::Open)
}

fn finding(tactic: &Tactic, context: &Context<'_>, evidence: Evidence) -> Finding {
    let exchange = context.exchange;
    let regrade = tactic
        .regrade
        .iter()
        .find(|r| matches!(r.when.ask(context, Some(&evidence)), Verdict::Match(_)));
    let grade: Grade = regrade.map_or(tactic.grade, |r| r.grade);
    let about_message = tactic.scope == Scope::Message;
    let entry = evidence.message.filter(|_| about_message);
    let message = entry.map(|i| &exchange.entries[i].message);
    let place = match (message, evidence.span) {
        (Some(_), Some(span)) => Some(span),
        (Some(message), None) => message.own_ranges().first().cloned(),
        _ => None,
    };
    let words = message.zip(place.as_ref());
    let (quote, mut span) = words.map_or_else(Default::default, |(m, p)| quotation(&m.text, p));
    let letter = words.and_then(|(m, p)| Some((m, m.letter_at(p.start)?)));
    let attachment = letter.map(|(message, (attachment, start, page))| {
        let before = message.text[..start].chars().count();
        span = span.map(|(from, to)| (from - before, to - before));
        (attachment.name.clone(), page)
    });
    let mut related: Vec<usize> = evidence.related.clone();
    if !about_message {
        related.extend(evidence.message);
    }
    related.sort_unstable();
    related.dedup();
    let of_regime = tactic.law.get(&context.clock.regime).into_iter().flatten();
    let here = |law: &&Law| law.state.is_none() || law.state == context.clock.state_of;
    let law: Vec<Law> = of_regime.filter(here).cloned().collect();
    let on = match entry {
        Some(i) => context.days[i],
        None => context.clock.last_day(),
    };
    Finding {
        id: finding_id(exchange, tactic, entry),
        tactic: tactic.id.clone(),
        grade,
        entry,
        message: message.map(|m| m.id.clone()),
        quote,
        span,
        attachment,
        related: related.iter().map(|i| exchange.entries[*i].message.id.clone()).collect(),
        law,
        on,
        facts: evidence.facts,
        card: tactic.card.clone(),
        waived: None,
    }
}

/// Takes the words of a span as they stand, and their place in characters.
pub(super) fn quotation(
    text: &str,
    span: &std::ops::Range<usize>,
) -> (String, Option<(usize, usize)>) {
    let Some(words) = text.get(span.clone()) else { return Default::default() };
    let shown = words.trim();
    let start = span.start + (words.len() - words.trim_start().len());
    let mut end = shown.char_indices().nth(LONGEST_QUOTE).map_or(shown.len(), |(at, _)| at);
    if end < shown.len() {
        end = shown[..end].rfind(char::is_whitespace).unwrap_or(end);
    }
    let quote = shown[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let first = text[..start].chars().count();
    (quote, Some((first, first + shown[..end].chars().count())))
}

fn finding_id(exchange: &Exchange, tactic: &Tactic, entry: Option<usize>) -> FindingId {
    let key = entry.map_or(String::new(), |i| exchange.entries[i].message.key.to_string());
    let seed = format!("{}\n{}\n{key}", exchange.id, tactic.id);
    let digest = Sha256::digest(seed.as_bytes());
    FindingId::new(digest.iter().take(6).fold(String::new(), |mut id, byte| {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02x}");
        id
    }))
}
