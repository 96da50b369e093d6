//! Threads do not depend on the order of arrival.

use super::*;
use crate::id::Names;
use proptest::prelude::*;

fn message(names: &mut Names, key: u8, id: &str, references: &[&str]) -> Ties {
    Ties {
        key: MessageKey::new([key; 32]),
        id: names.name(id),
        references: references.iter().map(|r| names.name(r)).collect(),
        origin: u64::from(key),
        date: None,
    }
}

fn keys(messages: &[&Ties]) -> Vec<Vec<MessageKey>> {
    let named = |i: &usize| messages[*i].key;
    threads(messages).iter().map(|thread| thread.iter().map(named).collect()).collect()
}

fn sizes(messages: &[&Ties]) -> Vec<usize> {
    threads(messages).iter().map(Vec::len).collect()
}

#[test]
fn a_ghost_ties_its_children() {
    let names = &mut Names::default();
    let a = message(names, 1, "a", &["ghost"]);
    let b = message(names, 2, "b", &["ghost"]);
    let c = message(names, 3, "c", &[]);
    assert_eq!(sizes(&[&a, &b, &c]), [2, 1]);
}

#[test]
fn a_message_id_that_differing_mails_bear_ties_nothing() {
    let names = &mut Names::default();
    let a = message(names, 1, "same", &[]);
    let b = message(names, 2, "same", &[]);
    let c = message(names, 3, "c", &["same"]);
    assert_eq!(sizes(&[&a, &b, &c]), [1, 1, 1]);
}

#[test]
fn copies_of_a_mail_that_took_two_ways_are_one_thread() {
    let names = &mut Names::default();
    let a = message(names, 1, "same", &[]);
    let b = Ties { origin: a.origin, ..message(names, 2, "same", &[]) };
    let c = message(names, 3, "c", &["same"]);
    assert_eq!(sizes(&[&a, &b, &c]), [3]);
}

proptest! {
    #[test]
    fn any_order_gives_the_same_threads(
        edges in prop::collection::vec((0usize..20, 0usize..24), 0..30),
        order in Just((0..20usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let names = &mut Names::default();
        let text: Vec<String> = (0..24).map(|i| format!("m{}", i % 22)).collect();
        let messages: Vec<Ties> = (0..20)
            .map(|i| {
                let parents = edges.iter().filter(|(child, _)| *child == i);
                let parents: Vec<&str> = parents.map(|(_, p)| text[*p].as_str()).collect();
                message(names, i as u8, &text[i], &parents)
            })
            .collect();
        let straight: Vec<&Ties> = messages.iter().collect();
        let shuffled: Vec<&Ties> = order.iter().map(|i| &messages[*i]).collect();
        prop_assert_eq!(keys(&straight), keys(&shuffled));
    }
}
