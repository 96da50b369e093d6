//! Compares two audits in JSON: the one of a report, and one that was run again.

use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// More differences than this are not listed.
const MOST: usize = 200;
/// What tells of the mailbox as a whole, and of the program: other mail and another version change it.
const APART: [&str; 7] = ["tool", "mail", "skipped", "duplicates", "copies", "unrelated", "later"];
/// Where a message lies, and how it came there.
const PLACE: [&str; 4] = ["path", "offset", "length", "forwarded_in"];
/// Words about a finding or a deadline, which another version of the rules may put otherwise.
const WORDING: [&str; 7] =
    ["why", "best_answer", "explanation", "next_step", "gap", "steps", "law"];

/// Something in which two audits differ; `was` is what the report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "difference", rename_all = "kebab-case")]
pub enum Difference {
    /// An exchange of the report is not found again.
    ExchangeGone {
        /// Which one.
        exchange: String,
    },
    /// An exchange is found that the report does not have.
    ExchangeNew {
        /// Which one.
        exchange: String,
    },
    /// A message of the report is not found again.
    MessageGone {
        /// Its SHA-256.
        sha256: String,
    },
    /// A message is found that the report does not have.
    MessageNew {
        /// Its SHA-256.
        sha256: String,
    },
    /// A finding of the report is not found again.
    FindingGone {
        /// The tactic.
        tactic: String,
        /// Its grade.
        grade: String,
        /// Its id.
        finding: String,
    },
    /// A finding is found that the report does not have.
    FindingNew {
        /// The tactic.
        tactic: String,
        /// Its grade.
        grade: String,
        /// Its id.
        finding: String,
    },
    /// A deadline or another part of the clock moved.
    Clock {
        /// Which part.
        field: String,
        /// What the report says.
        was: String,
        /// What was found.
        is: String,
    },
    /// Something is said in other words.
    Wording {
        /// Where.
        place: String,
    },
    /// Something else is not the same.
    Other {
        /// Where.
        place: String,
        /// What the report says.
        was: String,
        /// What was found.
        is: String,
    },
}

/// Lists in what an audit that was run again differs from a report; messages out of whose copies attachments were
/// left may have others.
pub fn differences(report: &Value, again: &Value, redacted: &BTreeSet<String>) -> Vec<Difference> {
    let mut found = Vec::new();
    let (was, is) = (plain(report, redacted), plain(again, redacted));
    let exchanges = |of: &Value| keyed(of.get("exchanges"), "id");
    let (before, after) = (exchanges(&was), exchanges(&is));
    for (id, exchange) in &before {
        match after.get(id) {
            Some(other) => exchange_differs(exchange, other, id, &mut found),
            None => found.push(Difference::ExchangeGone { exchange: id.clone() }),
        }
    }
    for id in after.keys().filter(|id| !before.contains_key(*id)) {
        found.push(Difference::ExchangeNew { exchange: id.clone() });
    }
    others(&was, &is, "", &["exchanges"], &mut found);
    found.truncate(MOST);
    found
}

impl Difference {
    /// Tells whether only words differ.
    pub fn is_wording(&self) -> bool {
        matches!(self, Self::Wording { .. })
    }
}

/// Takes off what must differ.
fn plain(report: &Value, redacted: &BTreeSet<String>) -> Value {
    let mut plain = report.clone();
    let Value::Object(fields) = &mut plain else { return plain };
    fields.retain(|name, _| !APART.contains(&name.as_str()));
    let exchanges = fields.get_mut("exchanges").and_then(Value::as_array_mut);
    for exchange in exchanges.into_iter().flatten() {
        let messages = exchange.get_mut("messages").and_then(Value::as_array_mut);
        for message in messages.into_iter().flatten().filter_map(Value::as_object_mut) {
            let hash = message.get("sha256").and_then(Value::as_str).unwrap_or_default();
            let is_redacted = redacted.contains(hash);
            message.retain(|name, _| {
                let is_left_out = is_redacted && name == "attachments";
                !is_left_out && !PLACE.contains(&name.as_str())
            });
        }
    }
    plain
}

/// Gives the objects of a list by one of their fields; those that share it are told apart by their place.
fn keyed(list: Option<&Value>, field: &str) -> BTreeMap<String, Value> {
    let mut keyed = BTreeMap::new();
    for item in list.and_then(Value::as_array).into_iter().flatten() {
        let key = item.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut name = key.clone();
        let mut n = 2;
        while keyed.contains_key(&name) {
            name = format!("{key} ({n})");
            n += 1;
        }
        keyed.insert(name, item.clone());
    }
    keyed
}

fn exchange_differs(was: &Value, is: &Value, id: &str, found: &mut Vec<Difference>) {
    let field = |of: &Value, name: &str| text(of.get(name).unwrap_or(&Value::Null));
    let named = |finding: &Value| (field(finding, "tactic"), field(finding, "grade"));
    let (before, after) = (keyed(was.get("findings"), "id"), keyed(is.get("findings"), "id"));
    for (key, finding) in &before {
        let (tactic, grade) = named(finding);
        match after.get(key) {
            Some(other) => others(finding, other, &format!("{id}: {tactic} {key}"), &[], found),
            None => found.push(Difference::FindingGone { tactic, grade, finding: key.clone() }),
        }
    }
    for (key, finding) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        let (tactic, grade) = named(finding);
        found.push(Difference::FindingNew { tactic, grade, finding: key.clone() });
    }
    let (before, after) =
        (keyed(was.get("messages"), "sha256"), keyed(is.get("messages"), "sha256"));
    for (hash, message) in &before {
        match after.get(hash) {
            Some(other) => others(message, other, &format!("{id}: message {hash}"), &[], found),
            None => found.push(Difference::MessageGone { sha256: hash.clone() }),
        }
    }
    for hash in after.keys().filter(|hash| !before.contains_key(*hash)) {
        found.push(Difference::MessageNew { sha256: hash.clone() });
    }
    let empty = Map::new();
    let clock = |of: &'_ Value| of.get("clock").and_then(Value::as_object).cloned();
    let (before, after) = (clock(was).unwrap_or(empty.clone()), clock(is).unwrap_or(empty));
    for name in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let value = |of: &Map<String, Value>| of.get(name).map_or(String::new(), text);
        let (was, is) = (value(&before), value(&after));
        if was != is && name == "steps" {
            found.push(Difference::Wording { place: format!("{id}: clock: steps") });
        } else if was != is {
            found.push(Difference::Clock { field: name.clone(), was, is });
        }
    }
    others(was, is, id, &["findings", "messages", "clock"], found);
}

/// Compares the fields of two objects but for some.
fn others(was: &Value, is: &Value, place: &str, but: &[&str], found: &mut Vec<Difference>) {
    let names = |of: &Value| of.as_object().map_or(Vec::new(), |o| o.keys().cloned().collect());
    let all: BTreeSet<String> = names(was).into_iter().chain(names(is)).collect();
    for name in all.iter().filter(|name| !but.contains(&name.as_str())) {
        let (was, is) =
            (was.get(name).unwrap_or(&Value::Null), is.get(name).unwrap_or(&Value::Null));
        let place =
            [place, name].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(": ");
        if was == is {
            continue;
        }
        if WORDING.contains(&name.as_str()) {
            found.push(Difference::Wording { place });
            continue;
        }
        match (was, is) {
            (Value::Array(was), Value::Array(is)) if was.len() == is.len() => {
                for (n, (was, is)) in was.iter().zip(is).enumerate().filter(|(_, (a, b))| a != b) {
                    let place = format!("{place} {}", n + 1);
                    if was.is_object() && is.is_object() {
                        others(was, is, &place, &[], found);
                    } else {
                        found.push(Difference::Other { place, was: text(was), is: text(is) });
                    }
                }
            }
            _ => found.push(Difference::Other { place, was: text(was), is: text(is) }),
        }
    }
}

/// Gives a value in few words.
fn text(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    super::words::shortened(&text, 120)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report() -> Value {
        json!({
            "schema": "dilatory.audit/1", "tool": { "version": "1" }, "as_of": "2020-07-15",
            "mail": { "seen": 9 },
            "exchanges": [{
                "id": "a", "state": "unanswered",
                "clock": { "due": "2020-03-02", "steps": ["one"] },
                "messages": [{ "sha256": "00", "path": "x/1.eml", "attachments": [{ "name": "a.png" }] }],
                "findings": [{ "id": "f1", "tactic": "no-timely-answer", "grade": "bright-line", "why": "late" }],
            }],
        })
    }

    fn changed(pointer: &str, value: Value) -> Vec<Difference> {
        let mut again = report();
        *again.pointer_mut(pointer).expect("a place") = value;
        differences(&report(), &again, &BTreeSet::new())
    }

    #[test]
    fn what_must_differ_is_no_difference() {
        assert_eq!(changed("/tool/version", json!("2")), []);
        assert_eq!(changed("/exchanges/0/messages/0/path", json!("annexes/001.eml")), []);
        assert_eq!(changed("/mail/seen", json!(1)), []);
    }

    #[test]
    fn findings_clock_messages_and_words() {
        let gone = changed("/exchanges/0/findings", json!([]));
        assert!(
            matches!(&gone[..], [Difference::FindingGone { tactic, .. }] if tactic == "no-timely-answer")
        );
        let moved = changed("/exchanges/0/clock/due", json!("2020-03-03"));
        let expected = Difference::Clock {
            field: "due".into(),
            was: "2020-03-02".into(),
            is: "2020-03-03".into(),
        };
        assert_eq!(moved, [expected]);
        let other = changed("/exchanges/0/messages/0/sha256", json!("11"));
        assert_eq!(other.len(), 2);
        let worded = changed("/exchanges/0/findings/0/why", json!("too late"));
        assert!(worded.len() == 1 && worded[0].is_wording());
        let state = changed("/exchanges/0/state", json!("answered"));
        assert!(matches!(&state[..], [Difference::Other { was, .. }] if was == "unanswered"));
        assert!(!changed("/exchanges/0/id", json!("b")).is_empty());
        assert!(!changed("/as_of", json!("2020-07-16")).is_empty());
    }

    #[test]
    fn attachments_that_were_left_out_may_differ() {
        let mut again = report();
        again["exchanges"][0]["messages"][0]["attachments"] = json!([]);
        let redacted = BTreeSet::from(["00".to_owned()]);
        assert_eq!(differences(&report(), &again, &redacted), []);
        assert!(!differences(&report(), &again, &BTreeSet::new()).is_empty());
    }

    #[test]
    fn anything_can_be_compared() {
        for odd in [json!(null), json!([]), json!({ "exchanges": [1, { "id": 2 }] }), json!("x")] {
            let _ = differences(&report(), &odd, &BTreeSet::new());
            let _ = differences(&odd, &report(), &BTreeSet::new());
        }
    }
}
