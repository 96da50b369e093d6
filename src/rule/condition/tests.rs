//! Each condition kind on a small timeline.

use super::super::example::Bench;
use super::*;

/// A request, a demand for a passport, the passport, and a demand for the passport and a photograph.
const TIMELINE: &str = r#"
expect = "match"
as-of = "2026-04-30"
turns = [
  { on = "2026-01-05", by = "subject", does = ["requests-access"] },
  { on = "2026-01-07", by = "controller", does = ["acknowledges", "demands-item:id-document"] },
  { on = "2026-01-08", by = "subject", supplies = ["id-document"] },
  { on = "2026-01-30", by = "controller", does = ["demands-item:id-document", "demands-item:photo"] },
  { on = "2026-03-01", by = "subject", does = ["gives-formal-notice"] },
  { on = "2026-03-05", by = "controller", does = ["provides-data"], answers = true },
]
"#;

fn ask(condition: &str) -> Verdict {
    let condition: Condition = toml::from_str(condition).expect("a condition");
    Bench::new(TIMELINE).ask(&condition)
}

fn messages(verdict: &Verdict) -> Vec<usize> {
    match verdict {
        Verdict::Match(found) => found.iter().filter_map(|e| e.message).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn said_finds_each_message_or_the_first() {
    assert_eq!(messages(&ask("said = { act = \"demands-item\" }")), [1, 3]);
    assert_eq!(messages(&ask("said = { act = \"demands-item\", pick = \"first\" }")), [1]);
    assert_eq!(messages(&ask("said = { act = \"demands-item\", item = \"photo\" }")), [3]);
    let other = "said = { act = \"demands-item\", except = \"id-document\", pick = \"first\" }";
    assert_eq!(messages(&ask(other)), [3]);
    assert_eq!(ask("said = { act = \"demands-item\", by = \"subject\" }"), Verdict::NoMatch);
}

#[test]
fn said_looks_before_and_after_the_message_in_question() {
    let both = "all = [{ said = { act = \"demands-item\" } }, { said = { act = \"requests-access\", at = \"before\" } }]";
    assert_eq!(messages(&ask(both)), [1, 3]);
    let later = "all = [{ said = { act = \"demands-item\" } }, { said = { act = \"demands-item\", at = \"after\" } }]";
    assert_eq!(messages(&ask(later)), [1]);
}

#[test]
fn any_joins_and_not_turns_round() {
    let either =
        "any = [{ said = { act = \"acknowledges\" } }, { said = { act = \"provides-data\" } }]";
    assert_eq!(messages(&ask(either)), [1, 5]);
    let without = "all = [{ said = { act = \"demands-item\" } }, { not = { said = { act = \"acknowledges\" } } }]";
    assert_eq!(messages(&ask(without)), [3]);
}

#[test]
fn after_counts_days_from_receipt_and_from_the_last_day() {
    let late = "all = [{ said = { act = \"demands-item\" } }, { after = { since = \"receipt\", days = 14 } }]";
    assert_eq!(messages(&ask(late)), [3]);
    let overdue = "all = [{ said = { act = \"provides-data\" } }, { after = { since = \"due\" } }]";
    assert_eq!(messages(&ask(overdue)), [5]);
}

#[test]
fn count_stops_before_the_message_in_question() {
    let after = |n: usize| {
        ask(&format!(
            "all = [{{ said = {{ act = \"demands-item\" }} }}, \
             {{ count = {{ act = \"writes\", by = \"subject\", what = \"messages-before\", at-least = {n} }} }}]"
        ))
    };
    assert_eq!(messages(&after(1)), [1, 3]);
    assert_eq!(messages(&after(2)), [3]);
}

#[test]
fn the_law_that_is_applied() {
    assert!(matches!(ask("regime = { one-of = [\"uk-gdpr\", \"eu-gdpr\"] }"), Verdict::Match(_)));
    assert_eq!(ask("regime = { one-of = [\"ca-ccpa\"] }"), Verdict::NoMatch);
}

#[test]
fn an_earlier_message_confirms_the_receipt() {
    let known =
        "all = [{ said = { act = \"demands-item\" } }, { receipt = { state = \"confirmed\" } }]";
    assert_eq!(messages(&ask(known)), [3]);
}

#[test]
fn count_silence_and_sequence() {
    assert!(matches!(ask("count = { act = \"demands-item\", at-least = 2 }"), Verdict::Match(_)));
    assert_eq!(ask("count = { act = \"demands-item\", at-least = 3 }"), Verdict::NoMatch);
    assert_eq!(ask("silence = { beyond = \"acknowledges\" }"), Verdict::NoMatch);
    let escalation = |days: i64| {
        format!(
            "sequence = {{ first = {{ by = \"subject\", act = \"escalates\" }}, \
             then = {{ by = \"controller\", act = \"answers\" }}, within-days = {days} }}"
        )
    };
    assert!(matches!(ask(&escalation(14)), Verdict::Match(_)));
    assert_eq!(ask(&escalation(3)), Verdict::NoMatch);
}

#[test]
fn clock_and_ledger() {
    assert!(matches!(ask("clock = { state = \"missed\" }"), Verdict::Match(_)));
    assert_eq!(ask("clock = { state = \"running\" }"), Verdict::NoMatch);
    let again = "all = [{ said = { act = \"demands-item\" } }, { ledger = { shows = \"demanded-again\" } }]";
    assert_eq!(messages(&ask(again)), [3]);
    let met =
        "all = [{ said = { act = \"demands-item\" } }, { ledger = { shows = \"met-before\" } }]";
    assert_eq!(messages(&ask(met)), [3]);
    let further =
        "all = [{ said = { act = \"demands-item\" } }, { ledger = { shows = \"further\" } }]";
    assert_eq!(messages(&ask(further)), [3], "the first demand is no further one");
}

#[test]
fn a_condition_that_is_unknown_or_misspelt_is_refused() {
    for wrong in [
        "sad = { act = \"x\" }",
        "said = { acts = \"x\" }",
        "after = { since = \"birth\" }",
        "dated = { act = \"x\" }",
        "dated = { act = \"x\", before = \"receipt\", after = \"receipt\" }",
    ] {
        assert!(toml::from_str::<Condition>(wrong).is_err(), "{wrong}");
    }
}

/// A French request, a reminder in English, answers in English and Dutch.
const TONGUES: &str = r#"
expect = "match"
as-of = "2026-04-30"
turns = [
  { on = "2026-01-05", by = "subject", does = ["requests-access"], language = "fr" },
  { on = "2026-01-07", by = "controller", does = ["acknowledges"], language = "en" },
  { on = "2026-01-08", by = "subject", does = ["chases"], language = "en" },
  { on = "2026-01-12", by = "controller", does = ["provides-data"], answers = true, language = "en" },
  { on = "2026-01-14", by = "controller", does = ["destroys-data"], language = "nl", says = "Uw gegevens zijn op 12 maart 2024 gewist." },
  { on = "2026-01-15", by = "controller", does = ["destroys-data"], says = "Your data was deleted on 12 January." },
]
"#;

#[test]
fn a_language_is_foreign_until_the_other_side_writes_in_it() {
    let foreign = "all = [{ said = { act = \"writes\", by = \"controller\" } }, { language = { foreign-to = \"subject\" } }]";
    let foreign: Condition = toml::from_str(foreign).expect("a condition");
    assert_eq!(messages(&Bench::new(TONGUES).ask(&foreign)), [1, 4]);
    let dutch = "all = [{ said = { act = \"writes\" } }, { language = { is = \"nl\" } }]";
    let dutch: Condition = toml::from_str(dutch).expect("a condition");
    assert_eq!(messages(&Bench::new(TONGUES).ask(&dutch)), [4]);
}

#[test]
fn dated_compares_the_days_a_sentence_names_with_the_request() {
    let before = "all = [{ said = { act = \"destroys-data\" } }, { dated = { act = \"destroys-data\", before = \"receipt\" } }]";
    let before: Condition = toml::from_str(before).expect("a condition");
    assert_eq!(messages(&Bench::new(TONGUES).ask(&before)), [4]);
    let after = "all = [{ said = { act = \"destroys-data\" } }, { dated = { act = \"destroys-data\", after = \"receipt\" } }]";
    let after: Condition = toml::from_str(after).expect("a condition");
    assert_eq!(messages(&Bench::new(TONGUES).ask(&after)), [5]);
}
