use super::*;
use crate::clock::Clock;
use crate::exchange::{Act, Case, Entry, Exchange, Measures, Party};
use crate::finding::{Card, Finding, Gap, Grade, Undecided};
use crate::id::{ActId, ExchangeId, FindingId, MessageId, RegimeId, TacticId};
use crate::report::{Audited, Words, to_markdown, to_terminal};
use crate::rule::Judgement;
use crate::rulefile::RuleFiles;
use crate::source::Why;
use proptest::prelude::*;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An exchange of which the request came on 5 January and the last day was 5 February.
fn audited(answered: Option<&str>, as_of: &str, does: &[&str]) -> Audited {
    let at = |text: &str| format!("{text}T09:00:00Z").parse().expect("a time");
    let act = |act: &&str| Act { act: ActId::new(*act), item: None, sentence: 0, span: 0..0 };
    let mut entries = vec![Entry::made_up(
        MessageId::new("request"),
        at("2026-01-05"),
        Party::Subject,
        Vec::new(),
        false,
    )];
    entries.extend(answered.map(|on| {
        let acts = does.iter().map(act).collect();
        Entry::made_up(MessageId::new("answer"), at(on), Party::Controller, acts, true)
    }));
    let (answered, as_of, due) = (answered.map(day), day(as_of), day("2026-02-05"));
    let until = answered.unwrap_or(as_of);
    let clock = Clock {
        regime: RegimeId::new("eu-gdpr"),
        assumed: false,
        state_of: None,
        start: Some(day("2026-01-05")),
        due_strict: Some(due),
        due: Some(due),
        extended_due: None,
        answered,
        days_late: (until - due).num_days().max(0),
        beyond_doubt: Some(due),
        as_of,
        steps: Vec::new(),
    };
    let days = (until - day("2026-01-05")).num_days();
    Audited {
        exchange: Exchange::made_up(entries),
        regime_name: crate::finding::Text::new(),
        sources: crate::finding::Text::new(),
        clock,
        measures: Measures { days, ..Measures::default() },
        days: Vec::new(),
        judgement: Judgement::default(),
        checklists: Vec::new(),
    }
}

fn finding(tactic: &str, grade: Grade, waived: Option<&str>) -> Finding {
    Finding {
        id: FindingId::new("f"),
        tactic: TacticId::new(tactic),
        grade,
        entry: None,
        message: None,
        quote: String::new(),
        span: None,
        attachment: None,
        related: Vec::new(),
        law: Vec::new(),
        on: None,
        facts: std::collections::BTreeMap::new(),
        card: Arc::new(Card::default()),
        waived: waived.map(str::to_owned),
    }
}

fn place(audited: &Audited) -> (Timing, Option<Reply>) {
    let standing = Standing::of(audited, &Case::default());
    (standing.timing, standing.reply)
}

#[test]
fn each_exchange_stands_in_one_place() {
    let data = &["provides-data"][..];
    let cases = [
        (audited(Some("2026-02-05"), "2026-03-01", data), Timing::InTime, Reply::Satisfactory),
        (audited(Some("2026-02-06"), "2026-03-01", data), Timing::Late, Reply::Satisfactory),
        (
            audited(Some("2026-02-01"), "2026-03-01", &["refuses"]),
            Timing::Refused,
            Reply::Incomplete,
        ),
        (audited(None, "2026-03-01", &[]), Timing::Unanswered, Reply::Unanswered),
    ];
    for (audited, timing, reply) in cases {
        assert_eq!(place(&audited), (timing, Some(reply)));
    }
    assert_eq!(place(&audited(None, "2026-02-05", &[])), (Timing::Running, None));
    let mut partly = audited(Some("2026-02-01"), "2026-03-01", data);
    partly.judgement.findings = vec![finding("missing-15-1-items", Grade::BrightLine, None)];
    assert_eq!(place(&partly), (Timing::InTime, Some(Reply::Incomplete)));
    let mut without = audited(None, "2026-03-01", &[]);
    (without.clock.due, without.clock.days_late) = (None, 0);
    assert_eq!(place(&without), (Timing::NoDeadline, None));
}

#[test]
fn what_is_in_doubt_or_set_aside_accuses_nobody() {
    let mut doubtful = audited(None, "2026-03-01", &[]);
    let tactic = TacticId::new("no-timely-answer");
    let gap = Gap::Unreadable(MessageId::new("answer"));
    doubtful.judgement.undecided = vec![Undecided { tactic, gap }];
    let mut waived = audited(None, "2026-03-01", &[]);
    waived.judgement.findings =
        vec![finding("no-timely-answer", Grade::BrightLine, Some("by telephone"))];
    for audited in [doubtful, waived] {
        let standing = Standing::of(&audited, &Case::default());
        assert_eq!((standing.timing, standing.reply), (Timing::Doubtful, None));
        assert_eq!((standing.days_late, standing.days_to_answer()), (0, None));
        assert!(standing.tactics.is_empty() && standing.findings.is_empty());
        let mut stats = Stats::new(day("2026-03-01"), String::new());
        stats.standings.push(standing);
        assert!(stats.overdue().is_empty());
        assert_eq!((stats.overall().known(), stats.overall().late.count), (0, 0));
    }
}

#[test]
fn a_tactic_counts_once_an_exchange_by_its_highest_grade() {
    let mut both = audited(None, "2026-03-01", &[]);
    both.judgement.findings = vec![
        finding("portal-redirect", Grade::Signal, None),
        finding("portal-redirect", Grade::Presumptive, None),
        finding("portal-redirect", Grade::BrightLine, Some("no")),
    ];
    let mut stats = Stats::new(day("2026-03-01"), String::new());
    stats.standings.push(Standing::of(&both, &Case::default()));
    let tactics = stats.tactics();
    assert_eq!((tactics.len(), tactics[0].exchanges), (1, 1));
    assert_eq!(tactics[0].grades.get(&Grade::Presumptive), Some(&1));
    assert_eq!(tactics[0].grades.len(), 1);
    assert_eq!(stats.overall().findings.values().sum::<usize>(), 2);
}

/// An exchange with an organisation of this name and domain.
fn with(name: &str, domain: &str, id: &str) -> Standing {
    let mut audited = audited(None, "2026-03-01", &[]);
    audited.exchange.id = ExchangeId::new(id);
    audited.exchange.controller.name = name.to_owned();
    audited.exchange.controller.domains = vec![domain.to_owned()];
    Standing::of(&audited, &Case::default())
}

#[test]
fn an_exchange_that_comes_again_counts_once() {
    let mut stats = Stats::new(day("2026-03-01"), String::new());
    stats.standings = vec![
        with("A", "a.example", "1"),
        with("A", "a.example", "1"),
        with("B", "b.example", "1"),
        with("A", "A.example", "2"),
    ];
    stats.settle();
    assert_eq!((stats.standings.len(), stats.repeated), (3, 1));
    let organisations = stats.organisations();
    let counts: Vec<usize> = organisations.iter().map(|(_, sums)| sums.exchanges).collect();
    assert_eq!(counts, [2, 1]);
}

/// Writes the counts in every form.
fn every_form(stats: &Stats) -> Vec<String> {
    let files = RuleFiles::embedded();
    let mut forms = vec![to_stats_csv(stats).expect("CSV")];
    for language in ["en", "fr"] {
        let words = Words::load(&files, language).expect("words");
        let document = compose_stats(stats, &words);
        forms.push(to_terminal(&document, false).replace(['\n', ' '], ""));
        forms.push(to_markdown(&document));
        forms.push(to_stats_json(stats, &words).expect("JSON"));
    }
    forms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// No name, domain, address, path or exchange of the input is in any form, and what is alike stays alike.
    #[test]
    fn pseudonyms_tell_nothing(
        names in proptest::collection::vec("[A-Z]q[a-z]{8}", 1..4),
        person in "zq[a-z]{8}",
        key in any::<[u8; KEY_BYTES]>(),
    ) {
        let mut stats = Stats::new(day("2026-03-01"), String::new());
        for (i, name) in names.iter().enumerate() {
            let domain = format!("{}.example", name.to_lowercase());
            stats.standings.push(with(name, &domain, &format!("zz{i}{person}")));
            stats.standings.push(with(name, &domain, &format!("yy{i}{person}")));
        }
        stats.standings.push(with(&person, &format!("{person}@gmail.com"), "zz"));
        let why = Why::Io(format!("{person}: no"));
        stats.skipped.push(Skipped { path: format!("/home/{person}/1.eml").into(), offset: None, why });
        let before = every_form(&stats);
        prop_assert!(before[0].contains(&names[0]) && before[3].contains(&person));
        let groups = stats.organisations().len();
        let pseudonyms = Pseudonyms::new(key);
        let mut persons = stats.clone();
        persons.hide(Hiding::Persons, &pseudonyms);
        for form in every_form(&persons) {
            prop_assert!(!form.contains(&person), "{person} is in {form}");
            prop_assert!(form.contains(&names[0].to_lowercase()));
        }
        stats.hide(Hiding::All, &pseudonyms);
        prop_assert_eq!(stats.organisations().len(), groups);
        for form in every_form(&stats) {
            let form = form.to_lowercase();
            for name in names.iter().chain([&person]) {
                prop_assert!(!form.contains(&name.to_lowercase()), "{name} is in {form}");
            }
        }
    }
}
