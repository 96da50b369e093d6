//! Ties messages by `Message-ID`, `References` and `In-Reply-To` alone (RFC 5256, `REFS`); a parent
//! that is not there is a ghost and still ties its children together.

mod subject;

pub use subject::{BaseSubject, Subjects};

use crate::id::{MessageKey, Name};
use chrono::{DateTime, FixedOffset};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What ties a message to others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ties {
    /// Its identity.
    pub key: MessageKey,
    /// Its `Message-ID`.
    pub id: Name,
    /// The messages it answers.
    pub references: Box<[Name]>,
    /// What may name a message it answers: it ties only to a message that is here.
    pub mentions: Box<[Name]>,
    /// What copies of one mail share.
    pub origin: Origin,
    /// When it was sent.
    pub date: Option<DateTime<FixedOffset>>,
}

/// By what copies of one mail, which took two ways, are told from differing mails that bear one
/// `Message-ID`: lists rewrite the sender, gateways the date by seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Stands for the sender's address.
    pub sender: u64,
    /// Stands for the base subject.
    pub subject: u64,
    /// The date in seconds.
    pub sent: Option<i64>,
}

/// The dates of two copies differ by so many seconds at most.
const COPY_SECONDS: i64 = 60;

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
    let mut copies: FxHashMap<(Name, u64, Option<i64>), usize> = FxHashMap::default();
    for (i, message) in messages.iter().enumerate() {
        for id in message.mentions.iter().filter(|id| bearers.is_here(**id)) {
            groups.tie(i, node[id.index()] as usize);
        }
        if !bearers.is_unique(message.id) {
            let Origin { subject, sent, .. } = message.origin;
            let first = *copies.entry((message.id, subject, sent)).or_insert(i);
            groups.tie(i, first);
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
    /// One mail, or copies of one; `None` for senders that differ, and the span of the dates.
    One {
        subject: u64,
        sender: Option<u64>,
        dates: Option<(i64, i64)>,
    },
    Several,
}

impl Bearer {
    fn with(self, origin: Origin) -> Self {
        let Origin { sender, subject, sent } = origin;
        let one = Self::One { subject, sender: Some(sender), dates: sent.map(|at| (at, at)) };
        let Self::One { subject: known, sender: from, dates } = self else {
            return if self == Self::Ghost { one } else { Self::Several };
        };
        let dates = match (dates, sent) {
            (Some((first, last)), Some(at)) => Some((first.min(at), last.max(at))),
            (None, None) => None,
            _ => return Self::Several,
        };
        let from = from.filter(|from| *from == sender);
        let apart = dates.map_or(0, |(first, last)| last.abs_diff(first));
        let near = if from.is_some() { COPY_SECONDS.unsigned_abs() } else { 0 };
        let same = known == subject && apart <= near && (from.is_some() || dates.is_some());
        if same { Self::One { subject, sender: from, dates } } else { Self::Several }
    }
}

impl Bearers {
    /// Looks who bears which name.
    pub fn of(messages: &[&Ties]) -> Self {
        let named =
            messages.iter().flat_map(|m| m.references.iter().chain(&m.mentions).chain([&m.id]));
        let count = named.map(|name| name.index() + 1).max().unwrap_or(0);
        let mut bearers = vec![Bearer::Ghost; count];
        for message in messages {
            let bearer = &mut bearers[message.id.index()];
            *bearer = bearer.with(message.origin);
        }
        Self(bearers)
    }

    /// Tells whether the name ties: one mail bears it, or none that is here.
    pub fn is_unique(&self, name: Name) -> bool {
        self.0.get(name.index()) != Some(&Bearer::Several)
    }

    /// Tells whether a mail that is here bears the name, and only one.
    pub fn is_here(&self, name: Name) -> bool {
        matches!(self.0.get(name.index()), Some(Bearer::One { .. }))
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
