//! Threads do not depend on the order of arrival.

use super::*;
use crate::id::MessageId;
use crate::message::Message;
use proptest::prelude::*;

fn message(key: &str, id: &str, references: &[&str]) -> Message {
    let mut message = Message::made_up(MessageId::new(id), chrono::DateTime::default());
    message.key = MessageKey::new(key);
    message.references = references.iter().map(|r| MessageId::new(*r)).collect();
    message
}

fn keys(messages: &[&Message]) -> Vec<Vec<String>> {
    let named = |i: &usize| messages[*i].key.to_string();
    threads(messages).iter().map(|thread| thread.iter().map(named).collect()).collect()
}

#[test]
fn a_ghost_ties_its_children() {
    let (a, b, c) =
        (message("1", "a", &["ghost"]), message("2", "b", &["ghost"]), message("3", "c", &[]));
    assert_eq!(keys(&[&a, &b, &c]), [vec!["1", "2"], vec!["3"]]);
}

#[test]
fn a_shared_message_id_ties_nothing() {
    let (a, b) = (message("1", "same", &[]), message("2", "same", &[]));
    let c = message("3", "c", &["same"]);
    assert_eq!(keys(&[&a, &b, &c]).len(), 3);
}

proptest! {
    #[test]
    fn any_order_gives_the_same_threads(
        edges in prop::collection::vec((0usize..20, 0usize..20), 0..30),
        order in Just((0..20usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let names: Vec<String> = (0..20).map(|i| format!("m{i}")).collect();
        let messages: Vec<Message> = (0..20)
            .map(|i| {
                let parents = edges.iter().filter(|(child, _)| *child == i);
                let parents: Vec<&str> = parents.map(|(_, p)| names[*p].as_str()).collect();
                message(&names[i], &names[i], &parents)
            })
            .collect();
        let straight: Vec<&Message> = messages.iter().collect();
        let shuffled: Vec<&Message> = order.iter().map(|i| &messages[*i]).collect();
        prop_assert_eq!(keys(&straight), keys(&shuffled));
    }
}
