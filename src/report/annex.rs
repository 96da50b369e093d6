//! Numbers the messages and letters of a report as its annexes.

use super::document::{Anchor, Piece};
use super::words::Words;
use super::{Audit, Audited};
use crate::exchange::{Entry, Letter};
use fluent_bundle::FluentValue;

/// What an annex is.
#[derive(Clone, Copy, Debug)]
pub enum Exhibit<'a> {
    /// A message, by its place among those of the exchange.
    Message(usize, &'a Entry),
    /// A letter, by its place among those of the exchange.
    Letter(usize, &'a Letter),
}

/// The annexes of one exchange: numbers run on over the exchanges of a report, in the order of time within each.
#[derive(Clone, Debug)]
pub struct Annexes<'a> {
    first: usize,
    list: Vec<Exhibit<'a>>,
}

impl<'a> Annexes<'a> {
    /// Numbers the annexes of each exchange of a report.
    pub fn of(audit: &'a Audit) -> Vec<Self> {
        let mut first = 1;
        let number = |audited: &'a Audited| {
            let annexes = Self { first, list: in_order(audited) };
            first += annexes.list.len();
            annexes
        };
        audit.exchanges.iter().map(number).collect()
    }

    /// Lists the annexes, each with its number.
    pub fn listed(&self) -> impl Iterator<Item = (usize, Exhibit<'a>)> + '_ {
        self.list.iter().enumerate().map(|(i, exhibit)| (self.first + i, *exhibit))
    }

    /// Gives the number of a message, by its place among those of the exchange.
    pub fn message(&self, entry: usize) -> Option<usize> {
        let mut listed = self.listed();
        listed.find(|(_, e)| matches!(e, Exhibit::Message(i, _) if *i == entry)).map(|(n, _)| n)
    }

    /// Refers to a message, by its place among those of the exchange.
    pub(super) fn link(&self, entry: usize, words: &Words) -> Option<Piece> {
        self.message(entry).map(|number| link(number, words))
    }
}

/// Refers to an annex.
pub(super) fn link(number: usize, words: &Words) -> Piece {
    let label = words.say_with("annex", &[("number", FluentValue::from(number.to_string()))]);
    Piece::Link(Anchor::Annex(number), label)
}

/// Sorts messages and letters by day, a letter after the messages of its day.
fn in_order(audited: &Audited) -> Vec<Exhibit<'_>> {
    let exchange = &audited.exchange;
    let entries = exchange.entries.iter().enumerate();
    let mut list: Vec<_> =
        entries.map(|(i, entry)| (audited.days[i], Exhibit::Message(i, entry))).collect();
    let letters = exchange.letters.iter().enumerate();
    list.extend(letters.map(|(i, letter)| (Some(letter.date), Exhibit::Letter(i, letter))));
    list.sort_by_key(|(day, _)| *day);
    list.into_iter().map(|(_, exhibit)| exhibit).collect()
}
