//! The kinds of conditions, one file each; the table in a rule file names the kind.

mod after;
mod attachments;
mod clock;
mod controller;
mod count;
mod dated;
mod language;
mod ledger;
mod receipt;
mod regime;
mod said;
mod sequence;
mod silence;
#[cfg(test)]
mod tests;
mod unclear;

use crate::clock::Clock;
use crate::exchange::{Acts, Entry, Exchange, Party};
use crate::finding::{Evidence, Gap};
use chrono::NaiveDate;
use serde::Deserialize;

/// What a rule asks of an exchange.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Every one; the first gives the messages, the others are asked of each of them.
    All(Vec<Condition>),
    /// At least one.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// Somebody did something in a message.
    Said(said::Said),
    /// One side said nothing beyond these acts.
    Silence(silence::Silence),
    /// The message came so many days after an event.
    After(after::After),
    /// Something occurs so many times.
    Count(count::Count),
    /// One thing followed another.
    Sequence(sequence::Sequence),
    /// The clock stands so.
    Clock(clock::ClockIs),
    /// The account of identifying items shows this.
    Ledger(ledger::LedgerShows),
    /// The case says this of the controller.
    Controller(controller::ControllerIs),
    /// The law that is applied is one of these.
    Regime(regime::RegimeIs),
    /// The organisation had shown that the request arrived.
    Receipt(receipt::Receipt),
    /// What the message brings along was not read: then nothing can be told.
    Attachments(attachments::Attachments),
    /// What the message speaks of is dated so.
    Dated(dated::Dated),
    /// The message is in such a language.
    Language(language::InLanguage),
    /// Much of what the message says was not understood: then nothing can be told of what it lacks.
    Unclear(unclear::Unclear),
}

/// What came of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It holds, and here it shows.
    Match(Vec<Evidence>),
    /// It does not hold.
    NoMatch,
    /// It cannot be told.
    Undecided(Gap),
}

impl Verdict {
    pub(super) fn of(evidence: Vec<Evidence>) -> Self {
        if evidence.is_empty() { Self::NoMatch } else { Self::Match(evidence) }
    }

    pub(super) fn holds(yes: bool) -> Self {
        if yes { Self::Match(vec![Evidence::default()]) } else { Self::NoMatch }
    }
}

/// What conditions are asked of.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The exchange.
    pub exchange: &'a Exchange,
    /// Its clock.
    pub clock: &'a Clock,
    /// The acts and items.
    pub acts: &'a Acts,
    /// The local day of each message.
    pub days: &'a [Option<NaiveDate>],
    /// Whether rules under trial are asked too.
    pub experimental: bool,
}

impl Context<'_> {
    /// Gives the first message of the controller that could not be read, and why; of those before a day, if one
    /// is given.
    fn unread(&self, before: Option<NaiveDate>) -> Option<Gap> {
        let hidden = |e: &Entry| e.message.defects.iter().any(crate::message::Defect::hides_words);
        let entries = self.exchange.entries.iter().zip(self.days);
        let theirs = entries.filter(|(e, _)| e.party == Party::Controller);
        let mut earlier =
            theirs.filter(|(_, day)| !matches!((day, before), (Some(d), Some(b)) if *d >= b));
        let (entry, _) = earlier.find(|(e, _)| e.unread || hidden(e))?;
        let id = entry.message.id.clone();
        Some(if hidden(entry) { Gap::Unreadable(id) } else { Gap::UnreadLanguage(id) })
    }
}

/// Something that a rule file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// Acts, with `|` between them.
    Acts(String),
    /// An item.
    Item(String),
}

/// What a message can be said to do beside the acts of `rules/acts.toml`.
pub(super) const DERIVED: [&str; 3] = ["answers", "escalates", "writes"];

impl Name {
    /// Gives the name as the file has it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Acts(text) | Self::Item(text) => text,
        }
    }

    /// Tells what is wrong with the name.
    ///
    /// # Errors
    /// When no such act or item exists.
    pub(super) fn check(&self, acts: &Acts) -> Result<(), String> {
        let known = |name: &str| {
            DERIVED.contains(&name) || acts.listed().any(|(id, _)| id.as_str() == name)
        };
        match self {
            Self::Acts(text) => match text.split('|').find(|name| !known(name)) {
                Some(name) => Err(format!("no act named `{name}` in rules/acts.toml")),
                None => Ok(()),
            },
            Self::Item(text) => {
                let found = acts.items.iter().any(|item| item.id.as_str() == text);
                found.then_some(()).ok_or(format!("no item named `{text}` in rules/acts.toml"))
            }
        }
    }
}

impl Condition {
    /// Lists the acts and items that the condition names.
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|c| c.names(names)),
            Self::Not(inner) => inner.names(names),
            Self::Said(said) => said.names(names),
            Self::Silence(silence) => silence.names(names),
            Self::Count(count) => count.names(names),
            Self::Sequence(sequence) => sequence.names(names),
            Self::Dated(dated) => dated.names(names),
            Self::After(_)
            | Self::Clock(_)
            | Self::Controller(_)
            | Self::Regime(_)
            | Self::Receipt(_)
            | Self::Ledger(_)
            | Self::Attachments(_)
            | Self::Language(_)
            | Self::Unclear(_) => {}
        }
    }

    /// Asks the condition of an exchange, or of one message of it.
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        match self {
            Self::All(list) => all(list, context, anchor),
            Self::Any(list) => any(list, context, anchor),
            Self::Not(inner) => match inner.ask(context, anchor) {
                Verdict::Match(_) => Verdict::NoMatch,
                Verdict::NoMatch => Verdict::holds(true),
                undecided @ Verdict::Undecided(_) => undecided,
            },
            Self::Said(said) => said.ask(context, anchor),
            Self::Silence(silence) => silence.ask(context),
            Self::After(after) => after.ask(context, anchor),
            Self::Count(count) => count.ask(context, anchor),
            Self::Sequence(sequence) => sequence.ask(context),
            Self::Clock(clock) => clock.ask(context, anchor),
            Self::Ledger(ledger) => ledger.ask(context, anchor),
            Self::Controller(controller) => controller.ask(context),
            Self::Regime(regime) => regime.ask(context),
            Self::Receipt(receipt) => receipt.ask(context, anchor),
            Self::Attachments(attachments) => attachments.ask(context, anchor),
            Self::Dated(dated) => dated.ask(context, anchor),
            Self::Language(language) => language.ask(context, anchor),
            Self::Unclear(unclear) => unclear.ask(context, anchor),
        }
    }
}

fn all(list: &[Condition], context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
    let Some((first, rest)) = list.split_first() else { return Verdict::NoMatch };
    let anchors = match first.ask(context, anchor) {
        Verdict::Match(found) => found,
        other => return other,
    };
    let mut kept = Vec::new();
    let mut gap = None;
    'anchors: for mut found in anchors {
        if let (None, Some(anchor)) = (found.message, anchor) {
            found.message = anchor.message;
        }
        let mut open = None;
        for condition in rest {
            match condition.ask(context, Some(&found)) {
                Verdict::Match(others) => {
                    let exact = matches!(condition, Condition::Ledger(_));
                    others.into_iter().for_each(|other| merge(&mut found, other, exact));
                }
                Verdict::NoMatch => continue 'anchors,
                Verdict::Undecided(why) => open = Some(why),
            }
        }
        match open {
            None => kept.push(found),
            Some(why) => gap = gap.or(Some(why)),
        }
    }
    match (kept.is_empty(), gap) {
        (true, Some(gap)) => Verdict::Undecided(gap),
        _ => Verdict::of(kept),
    }
}

/// Adds what another condition showed about the same message.
/// The account of items knows `exact`ly which words demand the item that it is about.
fn merge(found: &mut Evidence, other: Evidence, exact: bool) {
    let named = other.message.filter(|m| Some(*m) != found.message);
    for message in other.related.into_iter().chain(named) {
        if !found.related.contains(&message) && Some(message) != found.message {
            found.related.push(message);
        }
    }
    if found.message.is_some() && found.message == other.message {
        let (mine, theirs) = (found.span.take(), other.span);
        found.span = if exact { theirs.or(mine) } else { mine.or(theirs) };
    }
    found.facts.extend(other.facts);
}

fn any(list: &[Condition], context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
    let mut kept: Vec<Evidence> = Vec::new();
    let mut gap = None;
    for condition in list {
        match condition.ask(context, anchor) {
            Verdict::Match(found) => kept.extend(found),
            Verdict::NoMatch => {}
            Verdict::Undecided(why) => gap = gap.or(Some(why)),
        }
    }
    kept.sort_by_key(|e| e.message);
    kept.dedup_by_key(|e| e.message);
    match (kept.is_empty(), gap) {
        (true, Some(gap)) => Verdict::Undecided(gap),
        _ => Verdict::of(kept),
    }
}

/// Tells whether a message does one of the acts (`a|b`), derived ones included; with the words.
fn shows(entry: &Entry, escalates: bool, acts: &str) -> Option<Shown> {
    acts.split('|').find_map(|act| match act {
        "answers" => entry.answers.then_some(Shown::Whole),
        "escalates" => escalates.then_some(Shown::Whole),
        "writes" => Some(Shown::Whole),
        _ => entry.acts.iter().find(|a| a.act.as_str() == act).map(|a| Shown::At(a.span.clone())),
    })
}

/// Where a message shows what was asked.
enum Shown {
    /// As a whole.
    Whole,
    /// At these bytes of its text.
    At(std::ops::Range<usize>),
}

impl Shown {
    fn span(self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Whole => None,
            Self::At(span) => Some(span),
        }
    }
}
