//! Threads do not depend on the order of arrival.

use super::*;
use crate::id::Names;
use proptest::prelude::*;

fn message(names: &mut Names, key: u8, id: &str, references: &[&str]) -> Ties {
    Ties {
        key: MessageKey::new([key; 32]),
        id: names.name(id),
        references: references.iter().map(|r| names.name(r)).collect(),
        mentions: Box::default(),
        origin: Origin { sender: key.into(), subject: key.into(), sent: Some(key.into()) },
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

#[test]
fn a_stranger_under_the_same_id_does_not_part_two_copies() {
    let names = &mut Names::default();
    let a = message(names, 1, "same", &[]);
    let b = Ties { origin: a.origin, ..message(names, 2, "same", &[]) };
    let stranger = message(names, 9, "same", &[]);
    assert_eq!(sizes(&[&a, &stranger, &b]), [2, 1]);
}

#[test]
fn a_list_that_rewrites_the_sender_makes_a_copy_and_another_date_makes_none() {
    let names = &mut Names::default();
    let a = message(names, 1, "same", &[]);
    let origin = Origin { sender: 7, ..a.origin };
    let by_list = Ties { origin, ..message(names, 2, "same", &[]) };
    let c = message(names, 3, "c", &["same"]);
    assert_eq!(sizes(&[&a, &by_list, &c]), [3]);
    let origin = Origin { sent: Some(5_000), ..a.origin };
    let later = Ties { origin, ..message(names, 4, "same", &[]) };
    assert_eq!(sizes(&[&a, &later, &c]), [1, 1, 1]);
}

#[test]
fn what_is_mentioned_ties_only_to_a_message_that_is_here() {
    let names = &mut Names::default();
    let mention = |names: &mut Names, key, id: &str, of: &str| Ties {
        mentions: [names.name(of)].into(),
        ..message(names, key, id, &[])
    };
    let a = mention(names, 1, "a", "hans@home");
    let b = mention(names, 2, "b", "hans@home");
    assert_eq!(sizes(&[&a, &b]), [1, 1]);
    let c = mention(names, 3, "c", "a");
    assert_eq!(sizes(&[&c, &a, &b]), [2, 1]);
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
