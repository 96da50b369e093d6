//! The vectors and published timelines of the law, as tests.

use super::*;
use crate::id::{MemberState, RegimeId};
use crate::rulefile::RuleFiles;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::LazyLock;

static REGIMES: LazyLock<Regimes> =
    LazyLock::new(|| Regimes::load(&RuleFiles::embedded()).expect("the built-in regimes"));

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn clock(regime: &str, state: Option<&str>, facts: &Facts, as_of: &str) -> Clock {
    let regime = REGIMES.get(&RegimeId::new(regime)).expect("a regime");
    let state = state.map(MemberState::new);
    reckon(facts, regime, &REGIMES, state.as_ref(), day(as_of))
}

fn received(on: &str) -> Facts {
    Facts { received: Some(day(on)), ..Facts::default() }
}

/// Regulation 1182/71 and EDPB Guidelines 01/2022, ex. 32 and 33.
#[test]
fn one_month_ends_as_the_regulation_says() {
    for (on, due, state) in [
        ("2026-03-05", "2026-04-07", Some("FR")), // Easter Sunday, then Easter Monday
        ("2023-08-31", "2023-10-02", Some("FR")), // 30 September 2023 is a Saturday
        ("2022-08-31", "2022-09-30", Some("FR")),
        ("2020-01-31", "2020-03-02", Some("FR")), // Saturday 29 February
        ("2020-01-15", "2020-02-17", Some("FR")),
        ("2026-04-01", "2026-05-04", Some("FR")), // 1 May is a holiday and a Friday
        ("2026-11-25", "2026-12-28", Some("FR")), // 25 December, then a weekend
        ("2027-01-31", "2027-03-01", Some("FR")),
        ("2024-07-15", "2024-08-16", Some("AT")), // Assumption Day
        ("2024-01-30", "2024-02-29", None),
        ("2026-10-15", "2026-11-16", None),
    ] {
        let found = clock("eu-gdpr", state, &received(on), "2030-01-01");
        assert_eq!(found.due, Some(day(due)), "received {on} in {state:?}");
        assert_eq!(found.due_strict, Some(day(due)), "received {on} in {state:?}");
    }
}

fn notice_of(on: &str, reasons: bool, too_long: bool) -> ExtensionNotice {
    ExtensionNotice { on: day(on), reasons, too_long, until: None, promised: false }
}

/// DPO, art. 18(2): who cannot keep to the thirty days says so in them, with the day of the answer.
#[test]
fn in_switzerland_a_notice_names_the_day() {
    let of = |notice: ExtensionNotice, regime| {
        let mut facts = received("2026-03-02");
        facts.extensions.push(notice);
        clock(regime, None, &facts, "2026-05-15")
    };
    let until = Some(day("2026-04-24"));
    let named = ExtensionNotice { until, ..notice_of("2026-03-28", false, false) };
    assert_eq!(of(named, "ch-fadp").extended_due, until, "no reason is wanted");
    let promised = ExtensionNotice { promised: true, ..named };
    assert_eq!(of(promised, "ch-fadp").extended_due, until, "whatever it calls itself");
    assert_eq!(of(promised, "eu-gdpr").extended_due, None, "elsewhere a promise extends nothing");
    let late = ExtensionNotice { on: day("2026-04-02"), ..named };
    let nameless = ExtensionNotice { until: None, ..named };
    let void = |clock: &Clock| {
        clock.steps.iter().find_map(|step| match step {
            Step::Void { why, .. } => Some(*why),
            _ => None,
        })
    };
    assert_eq!(void(&of(late, "ch-fadp")), Some(VoidReason::Late));
    assert_eq!(void(&of(ExtensionNotice { promised: true, ..late }, "ch-fadp")), None);
    assert_eq!(void(&of(nameless, "ch-fadp")), Some(VoidReason::NoDay));
    assert_eq!(void(&of(promised, "eu-gdpr")), None, "and is not void either");
}

/// Three months are added to the day of receipt, never two to a date that was moved.
#[test]
fn an_extension_runs_from_receipt() {
    for (on, notice, extended) in [
        ("2027-01-31", "2027-02-20", "2027-04-30"),
        ("2025-11-30", "2025-12-19", "2026-03-02"), // 28 February 2026 is a Saturday
        ("2026-01-12", "2026-02-10", "2026-04-13"),
    ] {
        let mut facts = received(on);
        facts.extensions.push(notice_of(notice, true, false));
        let found = clock("eu-gdpr", Some("FR"), &facts, "2030-01-01");
        assert_eq!(found.extended_due, Some(day(extended)), "received {on}");
    }
}

#[test]
fn an_extension_is_void_when_late_or_without_reason() {
    for (notice, reasons, why) in
        [("2026-05-05", true, VoidReason::Late), ("2026-04-20", false, VoidReason::NoReason)]
    {
        let mut facts = received("2026-03-31");
        facts.extensions.push(notice_of(notice, reasons, false));
        let found = clock("eu-gdpr", Some("FR"), &facts, "2026-07-10");
        assert_eq!(found.extended_due, None);
        assert!(
            found.steps.contains(&Step::Void { notice: day(notice), why }),
            "{:?}",
            found.steps
        );
        assert_eq!(found.days_late, 71, "the last day was 30 April");
    }
    let mut facts = received("2026-03-31");
    facts.extensions.push(notice_of("2026-04-20", true, true));
    let found = clock("eu-gdpr", Some("FR"), &facts, "2026-07-10");
    assert!(found.steps.iter().any(|s| matches!(s, Step::Void { why: VoidReason::TooLong, .. })));
}

fn identity(asked: &str, met: Option<&str>) -> Query {
    Query { kind: QueryKind::Identity, asked: day(asked), met: met.map(day) }
}

/// IMY-2022-9442 (SJ): due 13 May; a calendar shift gives 11 May.
#[test]
fn sj_is_due_on_13_may() {
    let mut facts = received("2022-02-09");
    facts.queries.push(identity("2022-02-15", Some("2022-04-19")));
    let found = clock("eu-gdpr", Some("SE"), &facts, "2022-12-31");
    assert_eq!(found.due, Some(day("2022-05-13")));
    assert_eq!(found.due_strict, Some(day("2022-05-11")));
}

/// Klarna (IMY/Berlin 521.14730): no breach; when the question was asked is not published.
#[test]
fn klarna_is_in_time() {
    for asked in ["2021-06-07", "2021-06-10", "2021-06-18"] {
        let mut facts = received("2021-06-06");
        facts.queries.push(identity(asked, Some("2021-06-24")));
        facts.answered = Some(day("2021-07-12"));
        let found = clock("eu-gdpr", Some("DE"), &facts, "2021-12-31");
        assert_eq!(found.days_late, 0, "asked {asked}");
        assert_eq!(found.state(), State::Met);
    }
}

/// NAIH-5361-1/2022: received on 23 December during a closure; an answer on 2 April is late.
#[test]
fn naih_closure_stops_nothing() {
    let mut facts = received("2020-12-23");
    facts.answered = Some(day("2021-04-02"));
    let found = clock("eu-gdpr", Some("HU"), &facts, "2021-12-31");
    assert_eq!(found.due, Some(day("2021-01-25")), "23 January 2021 is a Saturday");
    assert_eq!(found.state(), State::Missed);
}

/// APD 48/2024: an extension of 13 September to a request of 19 July is void.
#[test]
fn apd_48_2024_is_late() {
    let mut facts = received("2023-07-19");
    let notice = notice_of("2023-09-13", true, false);
    facts.extensions.push(notice);
    facts.answered = Some(day("2023-11-08"));
    let found = clock("eu-gdpr", Some("BE"), &facts, "2024-12-31");
    assert_eq!(found.due, Some(day("2023-08-21")));
    assert_eq!(found.extended_due, None);
    assert_eq!(found.days_late, 79);
}

/// DPC, Airbnb, 20.07.2023: the clock was suspended from the question to the call; whether it then
/// ran on or began anew is not said, so an answer within a month of the call is no proven breach.
#[test]
fn airbnb_is_not_accused_while_in_doubt() {
    let mut facts = received("2018-07-06");
    facts.queries.push(identity("2018-07-17", Some("2018-07-31")));
    facts.answered = Some(day("2018-08-30"));
    let found = clock("eu-gdpr", Some("IE"), &facts, "2019-12-31");
    assert_eq!(found.due, Some(day("2018-08-20")));
    assert_eq!(found.state(), State::Doubtful);
}

/// VDAI 3R-1007: 16 May to 16 June 2022.
#[test]
fn vdai_is_due_on_16_june() {
    let found = clock("eu-gdpr", Some("LT"), &received("2022-05-16"), "2022-12-31");
    assert_eq!(found.due, Some(day("2022-06-16")));
}

/// The founding case: Saturday 22 February 2020, so Monday; answered 95 days late.
#[test]
fn clearview_is_95_days_late() {
    let mut facts = received("2020-01-22");
    facts.answered = Some(day("2020-05-29"));
    let found = clock("eu-gdpr", Some("FR"), &facts, "2020-07-15");
    assert_eq!(found.due, Some(day("2020-02-24")));
    assert_eq!(found.days_late, 95);
}

#[test]
fn regional_holidays_are_doubt_not_law() {
    // 31 October 2024: Reformation Day in nine German states.
    let mut facts = received("2024-09-30");
    facts.answered = Some(day("2024-10-31"));
    let found = clock("eu-gdpr", Some("DE"), &facts, "2024-12-01");
    assert_eq!(found.due, Some(day("2024-10-30")));
    let facts = Facts { answered: Some(day("2024-11-01")), ..received("2024-10-01") };
    // 1 November 2024 is All Saints in some states, and 2 November a Saturday.
    let found = clock("eu-gdpr", Some("DE"), &facts, "2024-12-01");
    assert_eq!(found.due, Some(day("2024-11-01")));
    let facts = Facts { answered: Some(day("2024-11-04")), ..received("2024-10-01") };
    let found = clock("eu-gdpr", Some("DE"), &facts, "2024-12-01");
    assert_eq!(found.state(), State::Doubtful, "late only where All Saints does not count");
}

#[test]
fn the_united_kingdom_restarts_and_california_never_pauses() {
    let mut facts = received("2026-03-24");
    facts.queries.push(identity("2026-03-25", Some("2026-04-04")));
    let found = clock("uk-gdpr", Some("GB"), &facts, "2026-05-31");
    assert_eq!(found.due, Some(day("2026-05-05")), "4 May 2026 is a bank holiday");
    facts.extensions.push(notice_of("2026-04-20", true, false));
    let found = clock("uk-gdpr", Some("GB"), &facts, "2026-05-31");
    assert_eq!(
        found.extended_due,
        Some(day("2026-07-06")),
        "three months from the proof, a Monday"
    );
    let mut facts = received("2026-03-03");
    facts.queries.push(identity("2026-03-06", Some("2026-03-20")));
    let found = clock("ca-ccpa", None, &facts, "2026-05-22");
    assert_eq!(found.due, Some(day("2026-04-17")));
    assert_eq!(found.days_late, 35);
}

#[test]
fn an_open_question_keeps_the_clock_from_running_out() {
    let mut facts = received("2026-01-05");
    facts.queries.push(identity("2026-01-07", None));
    let found = clock("eu-gdpr", Some("FR"), &facts, "2026-06-01");
    assert_eq!(found.state(), State::Running);
    assert_eq!(found.days_late, 0);
}

#[test]
fn nothing_received_means_no_deadline() {
    let found = clock("eu-gdpr", Some("FR"), &Facts::default(), "2026-06-01");
    assert_eq!(found.state(), State::NotStarted);
    assert_eq!((found.due, found.days_late), (None, 0));
}

/// Any day of three decades.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..11_000).prop_map(|n| day("2010-01-01") + chrono::Days::new(n))
}

proptest! {
    #[test]
    fn the_last_day_is_a_working_day_within_a_month_and_a_fortnight(on in any_day()) {
        for state in ["FR", "DE", "AT", "IE", "PL", "ES"] {
            let facts = Facts { received: Some(on), ..Facts::default() };
            let found = clock("eu-gdpr", Some(state), &facts, "2045-01-01");
            let due = found.due.expect("a date");
            let days = (due - on).num_days();
            prop_assert!((28..=45).contains(&days), "{on} to {due} in {state}");
            let table = REGIMES.holidays.state(state).expect("a state");
            prop_assert!(table.national(due).is_none());
            prop_assert!(found.due_strict <= found.due && found.due <= found.beyond_doubt);
        }
    }

    #[test]
    fn a_later_request_is_never_due_earlier(on in any_day()) {
        let due = |on: NaiveDate| {
            let facts = Facts { received: Some(on), ..Facts::default() };
            clock("eu-gdpr", Some("FR"), &facts, "2045-01-01").due.expect("a date")
        };
        prop_assert!(due(on) <= due(on.succ_opt().expect("a day")));
    }

    #[test]
    fn a_pause_never_brings_the_last_day_forward(on in any_day(), asked in 0u64..8, met in 0u64..200) {
        let plain = Facts { received: Some(on), ..Facts::default() };
        let asked = on + chrono::Days::new(asked);
        let query = Query {
            kind: QueryKind::Identity,
            asked,
            met: Some(asked + chrono::Days::new(met)),
        };
        let paused = Facts { queries: vec![query], ..plain.clone() };
        let without = clock("eu-gdpr", Some("FR"), &plain, "2045-01-01");
        let with = clock("eu-gdpr", Some("FR"), &paused, "2045-01-01");
        prop_assert!(with.due >= without.due && with.due_strict >= without.due_strict);
    }
}
