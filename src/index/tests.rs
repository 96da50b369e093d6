//! The index finds what a scan of all messages finds, whatever is asked for.

mod asked;
mod made;
mod scan;

use super::*;
use asked::query;
use chrono::{DateTime, NaiveDate};
use made::{Dice, Mail, World, words};
use scan::Scan;
use std::collections::BTreeMap;

/// So many queries are compared.
const QUERIES: usize = 800;

fn read(text: &str) -> Query {
    let today = NaiveDate::from_ymd_opt(2020, 7, 1).expect("a day");
    parse(text, today).unwrap_or_else(|fault| panic!("{}", fault.shown(text)))
}

fn numbers(rows: &[Row]) -> Vec<u32> {
    rows.iter().map(|row| row.number).collect()
}

impl World {
    fn find(&self, query: &Query, sort: Sort, first: usize) -> Found {
        self.searcher.find(query, sort, first).unwrap_or_else(|e| panic!("{query:?}: {e:?}"))
    }
}

#[test]
fn the_index_finds_what_a_scan_finds() {
    let world = World::new(120);
    let scan = Scan::of(&world);
    let mut dice = Dice(7);
    let (mut some, mut wrong) = (0, Vec::new());
    for _ in 0..QUERIES {
        let text = query(&mut dice, &world, 2);
        let asked = read(&text);
        let mut found = numbers(&world.find(&asked, Sort::Date, usize::MAX).rows);
        found.sort_unstable();
        let expected = scan.numbers(&asked);
        some += usize::from(!expected.is_empty() && expected.len() < world.mails.len());
        if found != expected {
            wrong.push(format!("{text}\n  found {found:?}\n  not   {expected:?}"));
        }
        assert_eq!(world.searcher.count(&asked).expect("an answer"), found.len(), "{text}");
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Queries that find nothing or all would prove little.
    assert!(some > QUERIES / 2, "{some}");
}

#[test]
fn corners_are_as_in_a_scan() {
    let world = World::new(120);
    let scan = Scan::of(&world);
    let long = made::long_word();
    let texts = [
        // What folding takes apart can be a sign of a pattern.
        "⑴*".to_owned(),
        // A word is not near itself, and no two texts of a part are near each other.
        "passport NEAR/3 passport".to_owned(),
        "Löschung NEAR/3 Loeschung".to_owned(),
        "to:(bot NEAR/9 müller)".to_owned(),
        "attachment:(demande NEAR/1000 requested)".to_owned(),
        // Phrases can be near, too.
        "\"identity card\" NEAR/6 REF-2020/12".to_owned(),
        "passport NEAR/50 \"identity card\"".to_owned(),
        // What is too long to be indexed leaves its place empty.
        long.clone(),
        format!("{long}*"),
        format!("{long} NEAR passport"),
        format!("id:{long}0@mail.example"),
        // Signs are nothing to look for, but in quotes they are meant.
        "passport §".to_owned(),
        "not §".to_owned(),
        "passport or \"§\"".to_owned(),
        "lang:*".to_owned(),
        "thread:*".to_owned(),
        "passport,".to_owned(),
    ];
    for text in texts {
        let asked = read(&text);
        let mut found = numbers(&world.find(&asked, Sort::Date, usize::MAX).rows);
        found.sort_unstable();
        assert_eq!(found, scan.numbers(&asked), "{text}");
    }
    for text in ["\"identity card\" NEAR/51 passport", "passport NEAR §", "tactic:unheard-of"] {
        assert!(matches!(world.searcher.count(&read(text)), Err(SearchError::Query(_))), "{text}");
    }
}

#[test]
fn the_order_is_stable_and_ties_go_to_the_newest() {
    let world = World::new(120);
    let mut dice = Dice(8);
    for round in 0..60 {
        // Words alone: their number of ties is the smallest, their sums of weights are the longest.
        let text = if round % 2 == 0 {
            words(&mut dice, 3).join(" or ")
        } else {
            query(&mut dice, &world, 2)
        };
        let asked = read(&text);
        for sort in [Sort::Relevance, Sort::Date] {
            let all = world.find(&asked, sort, usize::MAX).rows;
            let in_order = |a: &Row, b: &Row| {
                let score = if sort == Sort::Relevance {
                    a.score.total_cmp(&b.score)
                } else {
                    a.score.total_cmp(&a.score)
                };
                score.then(a.time.cmp(&b.time)).then(b.number.cmp(&a.number)).is_gt()
            };
            assert!(all.windows(2).all(|two| in_order(&two[0], &two[1])), "{text}: {all:?}");
            for first in [1, 3, all.len()] {
                let found = world.find(&asked, sort, first);
                assert_eq!(found.total, all.len());
                let end = first.min(all.len());
                assert_eq!(numbers(&found.rows), numbers(&all)[..end], "{text}");
            }
            // The same words weigh the same, in whatever piece of the index they lie.
            let scores: BTreeMap<u32, f32> =
                all.iter().map(|row| (row.number, row.score)).collect();
            for (number, twin) in world.twins.iter().filter(|_| round % 2 == 0) {
                if let (Some(a), Some(b)) = (scores.get(number), scores.get(twin)) {
                    assert_eq!(a.to_bits(), b.to_bits(), "{text}: {number} {twin}");
                }
            }
        }
    }
    let rows = world
        .find(&read("is:controller kind:human -has:attachment"), Sort::Relevance, usize::MAX)
        .rows;
    assert!(!rows.is_empty() && rows.iter().all(weightless), "conditions have no weight");
    assert!(world.find(&read("*"), Sort::Relevance, usize::MAX).rows.iter().all(weightless));
}

fn weightless(row: &Row) -> bool {
    row.score.total_cmp(&0.0).is_eq()
}

/// What a message counts for in a facet.
fn labels(world: &World, mail: &Mail, by: Facet) -> Vec<String> {
    let within = world.exchanges.iter().flat_map(|e| e.members.iter().map(move |m| (e, m)));
    let within = within.filter(|(_, member)| member.number == mail.number);
    let mut labels: Vec<String> = match by {
        Facet::Kind => vec![mail.message.kind.as_str().to_owned()],
        Facet::Language => mail.message.language.iter().map(ToString::to_string).collect(),
        Facet::Year => {
            let date = mail.message.date.map(|date| date.to_utc());
            date.iter().map(|date: &DateTime<_>| date.format("%Y").to_string()).collect()
        }
        Facet::Controller => within.map(|(e, _)| e.controller.clone()).collect(),
        Facet::Exchange => within.map(|(e, _)| e.id.clone()).collect(),
        Facet::Party => within.map(|(_, m)| m.party.as_str().to_owned()).collect(),
        Facet::Tactic => within.flat_map(|(_, m)| m.findings.iter().map(|f| f.0.clone())).collect(),
        Facet::Grade => {
            within.flat_map(|(_, m)| m.findings.iter().map(|f| f.1.as_str().to_owned())).collect()
        }
    };
    labels.sort_unstable();
    labels.dedup();
    labels
}

#[test]
fn facets_add_up() {
    let world = World::new(120);
    for text in ["*", "passport or access", "-kind:human", "is:subject", "lang:fr", "nowhere"] {
        let found = world.find(&read(text), Sort::Date, usize::MAX);
        let rows = numbers(&found.rows);
        for by in [
            Facet::Kind,
            Facet::Language,
            Facet::Year,
            Facet::Controller,
            Facet::Exchange,
            Facet::Party,
            Facet::Tactic,
            Facet::Grade,
        ] {
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            for mail in world.mails.values().filter(|mail| rows.contains(&mail.number)) {
                labels(&world, mail, by)
                    .into_iter()
                    .for_each(|l| *expected.entry(l).or_default() += 1);
            }
            // The most frequent come first, equals by name.
            let mut expected: Vec<(String, usize)> = expected.into_iter().collect();
            expected.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let counts = world.searcher.facet(&found, by).expect("a count");
            assert_eq!(counts, expected, "{text} by {by:?}");
        }
    }
}

#[test]
fn threads_are_named_by_their_first_message() {
    let world = World::new(120);
    let all = world.find(&Query::Everything, Sort::Date, usize::MAX).rows;
    assert_eq!(all.len(), world.mails.len());
    let expected: Vec<u32> = all.iter().map(|row| world.mails[&row.number].root).collect();
    assert_eq!(world.searcher.threads(&all).expect("threads"), expected);
    let hits = world.searcher.hits(&all).expect("hits");
    assert_eq!(hits.iter().map(|hit| hit.thread).collect::<Vec<_>>(), expected);
}

#[test]
fn messages_are_found_by_their_names() {
    let world = World::new(120);
    let named = |name: &str| -> Vec<String> {
        let hits = world.searcher.named(name).expect("an answer");
        hits.into_iter().map(|hit| hit.card.key.to_string()).collect()
    };
    for mail in world.mails.values() {
        let key = mail.message.key.to_string();
        assert_eq!(named(mail.message.id.as_str()), [&*key], "{}", mail.message.id);
        assert_eq!(named(&key[..8]), [&*key]);
        assert_eq!(named(&key.to_uppercase()), [&*key]);
        assert!(named(&key[..7]).is_empty());
        // A part of a name is none, and what was removed has none.
        assert!(named(&mail.message.id.as_str()[1..]).is_empty());
    }
    for gone in &world.gone {
        assert!(named(gone.id.as_str()).is_empty() && named(&gone.key.to_string()).is_empty());
    }
}
