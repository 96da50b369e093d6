//! Checks each substantive answer against the list of Art. 15(1), (2) and (3) GDPR.

use super::run::quotation;
use crate::exchange::{Act, Entry, Exchange, Party};
use crate::message::Attachment;
use schemars::JsonSchema;
use serde::Serialize;

/// Sentences of an answer that nothing was made of: with more, what it seems to lack may be in them.
const UNREAD_SENTENCES: usize = 2;

/// What an answer to an access request has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// Art. 15(1)(a): the purposes.
    Purposes,
    /// Art. 15(1)(b): the categories of data.
    Categories,
    /// Art. 15(1)(c): the recipients.
    Recipients,
    /// Art. 15(1)(d): the storage period.
    Retention,
    /// Art. 15(1)(e): the rights.
    Rights,
    /// Art. 15(1)(f): the authority.
    Authority,
    /// Art. 15(1)(g): the source.
    Source,
    /// Art. 15(1)(h): automated decisions.
    #[serde(rename = "automated-decisions")]
    Automated,
    /// Art. 15(2): the safeguards of transfers.
    Transfers,
    /// Art. 15(3): the copy of the data.
    Copy,
}

impl Item {
    /// All of them, in the order of the law.
    pub const ALL: [Self; 10] = [
        Self::Purposes,
        Self::Categories,
        Self::Recipients,
        Self::Retention,
        Self::Rights,
        Self::Authority,
        Self::Source,
        Self::Automated,
        Self::Transfers,
        Self::Copy,
    ];

    /// Gives its place in the article.
    pub fn place(self) -> &'static str {
        match self {
            Self::Purposes => "15(1)(a)",
            Self::Categories => "15(1)(b)",
            Self::Recipients => "15(1)(c)",
            Self::Retention => "15(1)(d)",
            Self::Rights => "15(1)(e)",
            Self::Authority => "15(1)(f)",
            Self::Source => "15(1)(g)",
            Self::Automated => "15(1)(h)",
            Self::Transfers => "15(2)",
            Self::Copy => "15(3)",
        }
    }

    /// Gives its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Purposes => "purposes",
            Self::Categories => "categories",
            Self::Recipients => "recipients",
            Self::Retention => "retention",
            Self::Rights => "rights",
            Self::Authority => "authority",
            Self::Source => "source",
            Self::Automated => "automated-decisions",
            Self::Transfers => "transfers",
            Self::Copy => "copy",
        }
    }

    /// Lists the acts that give it.
    fn acts(self) -> &'static [&'static str] {
        match self {
            Self::Purposes => &["tells-purposes"],
            Self::Categories => &["tells-categories"],
            Self::Recipients => &[
                "names-recipients",
                "denies-disclosure",
                "gives-recipient-categories",
                "tells-recipients",
            ],
            Self::Retention => &["tells-retention"],
            Self::Rights => &["tells-rights"],
            Self::Authority => &["names-authority"],
            Self::Source => &["tells-source"],
            Self::Automated => &["tells-automated"],
            Self::Transfers => &["tells-transfers"],
            Self::Copy => &["gives-partial-copy", "provides-data"],
        }
    }
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there.
    Given,
    /// Only a part is there.
    Partial,
    /// It is not there.
    Missing,
    /// A policy or web page is pointed to instead.
    ByLink,
    /// The request does not ask for it.
    NotApplicable,
    /// Not everything could be read: it may be there.
    Unknown,
}

impl State {
    /// Gives its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::ByLink => "by-link",
            Self::NotApplicable => "not-applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// How recipients are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Naming {
    /// By name, or that there are none.
    Named,
    /// By kind only.
    CategoriesOnly,
}

/// An item of the list, with the words that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which item.
    pub item: Item,
    /// What became of it.
    pub state: State,
    /// The message that gives it, or points elsewhere, as an index into those of the exchange.
    pub entry: Option<usize>,
    /// The words.
    pub quote: String,
    /// For recipients that are told: how.
    pub naming: Option<Naming>,
}

/// The list for one answer; what an earlier message gave counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The answer, as an index into the messages of the exchange.
    pub entry: usize,
    /// The items in the order of the law.
    pub items: Vec<Checked>,
}

/// Checks each answer of an exchange that gives something; a refusal is not one.
pub fn completeness(exchange: &Exchange) -> Vec<Checklist> {
    let from = exchange.request.unwrap_or(0);
    let limited = exchange.of(Party::Subject).any(|(_, entry)| entry.does("limits-scope"));
    let answers = exchange.of(Party::Controller).filter(|(i, e)| *i >= from && gives(e));
    answers
        .map(|(i, _)| Checklist {
            entry: i,
            items: Item::ALL
                .iter()
                .map(|item| check(*item, exchange, from..i + 1, limited))
                .collect(),
        })
        .collect()
}

fn gives(entry: &Entry) -> bool {
    let nothing = ["holds-nothing", "erased-data"];
    let something = ["provides-data", "links-policy", "denies-use", "gives-recipient-categories"];
    let told = Item::ALL.iter().flat_map(|item| item.acts()).any(|act| entry.does(act));
    entry.answers
        && (something.iter().any(|act| entry.does(act)) || told)
        && (entry.does("provides-data") || !nothing.iter().any(|act| entry.does(act)))
}

fn check(item: Item, exchange: &Exchange, seen: std::ops::Range<usize>, limited: bool) -> Checked {
    let theirs = || {
        let entries = exchange.entries[seen.clone()].iter().enumerate();
        entries.map(|(n, e)| (seen.start + n, e)).filter(|(_, e)| e.party == Party::Controller)
    };
    let find = |name: &str| {
        theirs().find_map(|(i, e)| Some((i, e, e.acts.iter().find(|a| a.act.as_str() == name)?)))
    };
    let quote = |entry: &Entry, act: &Act| quotation(&entry.message.text, &act.span).0;
    if let Some((i, entry, act)) = item.acts().iter().find_map(|name| find(name)) {
        let name = act.act.as_str();
        let naming = (item == Item::Recipients).then_some(match name {
            "names-recipients" | "denies-disclosure" => Naming::Named,
            _ => Naming::CategoriesOnly,
        });
        let state = if name == "gives-partial-copy" { State::Partial } else { State::Given };
        return Checked { item, state, entry: Some(i), quote: quote(entry, act), naming };
    }
    let lacks = |state, entry: Option<usize>, quote: String| Checked {
        item,
        state,
        entry,
        quote,
        naming: None,
    };
    if limited && item != Item::Copy {
        return lacks(State::NotApplicable, None, String::new());
    }
    if let Some((i, entry, act)) = find("links-policy").filter(|_| item != Item::Copy) {
        return lacks(State::ByLink, Some(i), quote(entry, act));
    }
    let unread = |(_, e): (usize, &Entry)| {
        e.unread
            || e.unexplained > UNREAD_SENTENCES
            || e.message.attachments.iter().any(Attachment::hides_words)
            || e.message.defects.iter().any(crate::message::Defect::hides_words)
    };
    let state = if theirs().any(unread) { State::Unknown } else { State::Missing };
    lacks(state, None, String::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ActId, MessageId};
    use chrono::DateTime;

    fn entry(n: i64, party: Party, acts: &[&str], answers: bool) -> Entry {
        let date = DateTime::from_timestamp(1_600_000_000 + n * 86_400, 0).expect("a date");
        let acts = acts.iter().map(|name| Act {
            act: ActId::new(*name),
            item: None,
            sentence: 0,
            span: 0..0,
        });
        let id = MessageId::new(format!("{n}@example"));
        Entry::made_up(id, date.fixed_offset(), party, acts.collect(), answers)
    }

    fn states(exchange: &Exchange) -> Vec<(&'static str, &'static str)> {
        let lists = completeness(exchange);
        let last = lists.last().expect("an answer");
        last.items.iter().map(|c| (c.item.place(), c.state.as_str())).collect()
    }

    #[test]
    fn what_an_earlier_message_gave_counts_and_a_link_is_no_answer() {
        let exchange = Exchange::made_up(vec![
            entry(0, Party::Subject, &["requests-access"], false),
            entry(1, Party::Controller, &["tells-purposes"], false),
            entry(
                2,
                Party::Controller,
                &["provides-data", "links-policy", "gives-recipient-categories"],
                true,
            ),
        ]);
        let found = states(&exchange);
        assert_eq!(found[0], ("15(1)(a)", "given"));
        assert_eq!(found[1], ("15(1)(b)", "by-link"));
        assert_eq!(found[9], ("15(3)", "given"));
        let lists = completeness(&exchange);
        assert_eq!(lists[0].items[2].naming, Some(Naming::CategoriesOnly));
    }

    #[test]
    fn a_narrow_request_asks_for_no_list_and_a_refusal_is_no_answer() {
        let narrow = Exchange::made_up(vec![
            entry(0, Party::Subject, &["requests-access", "limits-scope"], false),
            entry(1, Party::Controller, &["provides-data"], true),
        ]);
        assert_eq!(states(&narrow)[0], ("15(1)(a)", "not-applicable"));
        let refused = Exchange::made_up(vec![
            entry(0, Party::Subject, &["requests-access"], false),
            entry(1, Party::Controller, &["refuses"], true),
        ]);
        assert!(completeness(&refused).is_empty());
    }
}
