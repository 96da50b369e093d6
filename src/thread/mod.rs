//! Ties messages by `Message-ID`, `References` and `In-Reply-To` alone (RFC 5256, `REFS`); a parent
//! that is not there is a ghost and still ties its children together.

mod subject;

pub use subject::{BaseSubject, Subjects};

use crate::id::{MessageKey, Name};
use chrono::{DateTime, FixedOffset};

/// What ties a message to others.
#[derive(Clone, Debug)]
pub struct Ties {
    /// Its identity.
    pub key: MessageKey,
    /// Its `Message-ID`.
    pub id: Name,
    /// The messages it answers.
    pub references: Box<[Name]>,
    /// Stands for its sender and base subject: copies of one mail that took two ways share it,
    /// differing mails that bear one `Message-ID` do not.
    pub origin: u64,
    /// When it was sent.
    pub date: Option<DateTime<FixedOffset>>,
}

/// Groups messages into threads: indices into the list, each thread in the order of the dates.
///
/// The result does not depend on the order of the list.  A `Message-ID` that differing mails bear
/// ties nothing: it names neither.
pub fn threads(messages: &[&Ties]) -> Vec<Vec<usize>> {
    tie_by_headers(messages, &Bearers::of(messages)).in_order(messages)
}

/// Ties messages by their headers into groups that can still grow.
pub fn tie_by_headers(messages: &[&Ties], bearers: &Bearers) -> Groups {
    let mut groups = Groups::new(messages.len());
    let mut node: Vec<u32> = vec![u32::MAX; bearers.0.len()];
    for (i, message) in messages.iter().enumerate() {
        let named = std::iter::once(&message.id).chain(&message.references);
        for id in named.filter(|id| bearers.is_unique(**id)) {
            match &mut node[id.index()] {
                // The first message that names an id stands for it.
                free @ &mut u32::MAX => *free = i as u32,
                known => groups.tie(i, *known as usize),
            }
        }
    }
    groups
}

/// Who bears each `Message-ID`.
#[derive(Debug)]
pub struct Bearers(Vec<Bearer>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    Ghost,
    One(u64),
    Several,
}

impl Bearers {
    /// Looks who bears which name.
    pub fn of(messages: &[&Ties]) -> Self {
        let named = messages.iter().flat_map(|m| m.references.iter().chain([&m.id]));
        let count = named.map(|name| name.index() + 1).max().unwrap_or(0);
        let mut bearers = vec![Bearer::Ghost; count];
        for message in messages {
            let bearer = &mut bearers[message.id.index()];
            *bearer = match *bearer {
                Bearer::Ghost => Bearer::One(message.origin),
                Bearer::One(origin) if origin == message.origin => Bearer::One(origin),
                _ => Bearer::Several,
            };
        }
        Self(bearers)
    }

    /// Tells whether the name ties: one mail bears it, or none that is here.
    pub fn is_unique(&self, name: Name) -> bool {
        self.0.get(name.index()) != Some(&Bearer::Several)
    }

    /// Tells whether a mail that is here bears the name, and only one.
    pub fn is_here(&self, name: Name) -> bool {
        matches!(self.0.get(name.index()), Some(Bearer::One(_)))
    }
}

/// Disjoint groups of messages that are tied one pair after the other.
#[derive(Clone, Debug)]
pub struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    /// Begins with every message alone.
    pub fn new(messages: usize) -> Self {
        Self { parent: (0..messages as u32).collect() }
    }

    /// Puts two messages, and all that is tied to them, into one group.
    pub fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b) as u32;
    }

    /// Gives the message that stands for the group of a message.
    pub fn root(&mut self, mut message: usize) -> usize {
        while self.parent[message] as usize != message {
            let above = self.parent[message] as usize;
            self.parent[message] = self.parent[above];
            message = above;
        }
        message
    }

    /// Lists the groups in the order of their first messages, each in the order of the dates.
    pub fn in_order(mut self, messages: &[&Ties]) -> Vec<Vec<usize>> {
        let order = |i: usize| (messages[i].date, messages[i].key);
        let mut sorted: Vec<usize> = (0..messages.len()).collect();
        sorted.sort_by_cached_key(|i| order(*i));
        let mut place: Vec<usize> = vec![usize::MAX; messages.len()];
        let mut found: Vec<Vec<usize>> = Vec::new();
        for i in sorted {
            let root = self.root(i);
            if place[root] == usize::MAX {
                place[root] = found.len();
                found.push(Vec::new());
            }
            found[place[root]].push(i);
        }
        found
    }
}

#[cfg(test)]
mod tests;
