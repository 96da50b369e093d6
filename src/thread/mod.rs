//! Ties messages by `Message-ID`, `References` and `In-Reply-To` alone (RFC 5256, `REFS`); a parent
//! that is not there is a ghost and still ties its children together.

use crate::id::{MessageId, MessageKey};
use crate::message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Groups messages into threads: indices into the list, each thread in the order of the dates.
///
/// The result does not depend on the order of the list.  A `Message-ID` that differing mails bear
/// ties nothing: it names neither.
pub fn threads(messages: &[&Message]) -> Vec<Vec<usize>> {
    let mut bearers: BTreeMap<&MessageId, BTreeSet<&MessageKey>> = BTreeMap::new();
    for message in messages {
        bearers.entry(&message.id).or_default().insert(&message.key);
    }
    let unique = |id: &MessageId| bearers.get(id).is_none_or(|keys| keys.len() == 1);
    let mut nodes: BTreeMap<&MessageId, usize> = BTreeMap::new();
    let mut parent: Vec<usize> = (0..messages.len()).collect();
    for (i, message) in messages.iter().enumerate() {
        let named = std::iter::once(&message.id).chain(&message.references);
        for id in named.filter(|id| unique(id)) {
            let node = *nodes.entry(id).or_insert_with(|| {
                parent.push(parent.len());
                parent.len() - 1
            });
            let (a, b) = (root(&mut parent, i), root(&mut parent, node));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..messages.len() {
        groups.entry(root(&mut parent, i)).or_default().push(i);
    }
    let order = |i: &usize| (messages[*i].date, &messages[*i].key);
    let mut found: Vec<Vec<usize>> = groups.into_values().collect();
    found.iter_mut().for_each(|thread| thread.sort_by_key(order));
    found.sort_by_key(|thread| thread.first().map(order));
    found
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

#[cfg(test)]
mod tests;
