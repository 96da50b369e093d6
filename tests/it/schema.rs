//! The JSON Schemas that `dilatory schema` prints, against what the commands write.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn schema(of: &str) -> Value {
    json(&dilatory(&["schema", of]))
}

/// Lists where a value is not as a schema says (JSON Schema 2020-12, the keywords that ours use).
fn faults(value: &Value, schema: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema") {
        let holds = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name = rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a reference");
                let named = root.pointer(name).unwrap_or_else(|| panic!("{name} is not there"));
                found.extend(faults(value, named, root, at));
                true
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                types.iter().any(|name| is_a(value, name.as_str().expect("a type")))
            }
            "const" => value == rule,
            "enum" => rule.as_array().expect("values").contains(value),
            "anyOf" => {
                let fits = |s: &Value| faults(value, s, root, at).is_empty();
                rule.as_array().expect("schemas").iter().any(fits)
            }
            "required" => {
                let Some(object) = value.as_object() else { continue };
                let names = rule.as_array().expect("names").iter();
                let missing = names.filter(|n| !object.contains_key(n.as_str().expect("a name")));
                found.extend(missing.map(|name| format!("{at}: no {name}")));
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("properties") {
                    let Some(value) = value.get(name) else { continue };
                    found.extend(faults(value, rule, root, &format!("{at}/{name}")));
                }
                true
            }
            "additionalProperties" => {
                let declared = &schema["properties"];
                for (name, value) in value.as_object().into_iter().flatten() {
                    if declared.get(name).is_none() {
                        found.extend(faults(value, rule, root, &format!("{at}/{name}")));
                    }
                }
                true
            }
            "items" => {
                for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(value, rule, root, &format!("{at}/{i}")));
                }
                true
            }
            "prefixItems" => {
                let rules = rule.as_array().expect("schemas").iter();
                for (value, rule) in value.as_array().into_iter().flatten().zip(rules) {
                    found.extend(faults(value, rule, root, at));
                }
                true
            }
            "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|a| a.len() as u64 <= rule.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().expect("a number")),
            "format" => has_format(value, rule.as_str().expect("a format")),
            other => panic!("{at}: the schema uses {other}, which this test does not know"),
        };
        if !holds {
            found.push(format!("{at}: {value} is not {keyword} {rule}"));
        }
    }
    found
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}: no such type"),
    }
}

fn has_format(value: &Value, format: &str) -> bool {
    let Some(text) = value.as_str() else { return true };
    match format {
        "date" => text.parse::<NaiveDate>().is_ok() && text.len() == 10,
        "date-time" => DateTime::parse_from_rfc3339(text).is_ok(),
        other => panic!("{other}: no such format of a string"),
    }
}

#[track_caller]
fn assert_valid(value: &Value, schema: &Value) {
    let faults = faults(value, schema, schema, "");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn labelled(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/labelled").join(name)
}

fn audited(folder: &Path) -> Value {
    let case = folder.join("case.toml");
    let case = case.to_str().expect("a path");
    let with = ["--case", case, "--as-of", "2026-06-30"];
    json(&audit(folder, &with))
}

#[test]
fn audits_are_as_the_schema_says() {
    let schema = schema("audit");
    let folders = [
        "fr-mandat-manuscrit",
        "en-bounce-then-answer-clean",
        "de-at-bonitas-feiertag",
        "es-penalar-prorroga",
        "en-extension-late",
    ];
    let folders = folders.iter().map(|name| labelled(name)).chain([nine()]);
    let (mut findings, mut lists) = (0, 0);
    for folder in folders {
        let report = audited(&folder);
        assert_valid(&report, &schema);
        findings += report["exchanges"][0]["findings"].as_array().expect("findings").len();
        lists += report["exchanges"][0]["completeness"].as_array().expect("lists").len();
    }
    assert!(findings > 10 && lists > 1, "{findings} findings, {lists} checklists: too few to tell");
}

#[test]
fn a_letter_with_its_file_is_as_the_schema_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(nine().join("case.toml")).expect("a case");
    let letter = "[[letter]]\ndate = \"2020-05-04\"\nfrom = \"subject\"\nkind = \"reminder\"\n";
    let text = format!("{text}\n{letter}file = \"scan.pdf\"\n\n{letter}");
    std::fs::write(folder.path().join("case.toml"), text).expect("written");
    std::fs::write(folder.path().join("scan.pdf"), "abc").expect("written");
    let case = folder.path().join("case.toml");
    let args = ["--case", case.to_str().expect("a path"), "--as-of", "2020-07-15"];
    let report = json(&audit(&nine(), &args));
    assert_valid(&report, &schema("audit"));
    let exchange = &report["exchanges"][0];
    let letters = exchange["letters"].as_array().expect("letters");
    let file = json!({
        "path": "scan.pdf", "size": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    });
    let files: Vec<&Value> = letters.iter().map(|letter| &letter["file"]).collect();
    assert!(files.contains(&&file) && files.contains(&&Value::Null), "{letters:?}");
    let of = |list: &str| -> Vec<u64> {
        let all = exchange[list].as_array().expect("a list").iter();
        all.map(|e| e["annex"].as_u64().expect("a number")).collect()
    };
    let mut annexes = [of("messages"), of("letters")].concat();
    annexes.sort_unstable();
    let count = u64::try_from(annexes.len()).expect("few");
    assert_eq!(annexes, (1..=count).collect::<Vec<_>>());
}

#[test]
fn a_wrong_audit_is_found() {
    let (schema, right) = (schema("audit"), audited(&nine()));
    assert_valid(&right, &schema);
    let wrong: [(&str, Value); 8] = [
        ("/schema", json!("dilatory.audit/2")),
        ("/as_of", json!("15.07.2020")),
        ("/exchanges/0/state", json!("late")),
        ("/exchanges/0/findings/0/grade", json!("proven")),
        ("/exchanges/0/messages/0/party", json!("user")),
        ("/exchanges/0/messages/0/date", json!("yesterday")),
        ("/exchanges/0/messages/0/to", json!("one@example.org")),
        ("/mail/read", json!(-1)),
    ];
    for (place, value) in wrong {
        let mut report = right.clone();
        *report.pointer_mut(place).unwrap_or_else(|| panic!("no {place}")) = value;
        assert!(!faults(&report, &schema, &schema, "").is_empty(), "{place}");
    }
    let mut report = right;
    report["exchanges"][0]["clock"].as_object_mut().expect("a clock").remove("days_late");
    assert_eq!(faults(&report, &schema, &schema, ""), ["/exchanges/0/clock: no \"days_late\""]);
}

#[test]
fn threads_are_as_the_schema_says() {
    let schema = schema("threads");
    let folder = labelled("en-ticket-silence");
    let folder = folder.to_str().expect("a path");
    let linked = json(&dilatory(&["threads", "--linked", "--format", "json", folder]));
    assert!(!linked["links"].as_array().expect("links").is_empty());
    assert_valid(&linked, &schema);
    assert_valid(&json(&dilatory(&["threads", "--format", "json", folder])), &schema);
    let mut wrong = linked;
    wrong["links"][0]["reason"] = json!("because");
    assert!(!faults(&wrong, &schema, &schema, "").is_empty());
}

#[test]
fn inspections_are_as_the_schema_says() {
    let schema = schema("inspect");
    let bounce = labelled("en-bounce-then-answer-clean");
    let mut paths = vec!["inspect".to_owned(), nine().join("01.eml").display().to_string()];
    for n in 1..=3 {
        paths.push(bounce.join(format!("0{n}.eml")).display().to_string());
    }
    let output = dilatory(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    let lines: Vec<Value> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().any(|line| line["bounce"].is_object()), "no bounce among them");
    lines.iter().for_each(|line| assert_valid(line, &schema));
}

#[test]
fn searches_are_as_the_schema_says() {
    let schema = schema("search");
    let folder = tempfile::tempdir().expect("a folder");
    let index = folder.path().join("index");
    let (index, nine) = (index.to_str().expect("a path"), nine());
    let output = dilatory(&["index", "--index-dir", index, nine.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", complaint(&output));
    let search = |args: &[&str]| {
        let words = ["search", "--format", "json", "--index-dir", index, "data"];
        json(&dilatory(&[&words, args].concat()))
    };
    let found = search(&[]);
    assert!(found["total"].as_u64().expect("a number") > 3);
    assert_valid(&found, &schema);
    let grouped = search(&["--group", "exchange", "--facets", "tactic,party"]);
    assert!(grouped["groups"].is_array() && grouped["facets"].is_object(), "{grouped}");
    assert_valid(&grouped, &schema);
    let mut wrong = found;
    wrong["hits"][0]["marks"] = json!([[1]]);
    assert!(!faults(&wrong, &schema, &schema, "").is_empty());
}

/// Finds the schema of a property, through references, lists and what may be null.
fn resolve<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    if let Some(name) = schema["$ref"].as_str() {
        return resolve(root.pointer(&name[1..]).expect("a definition"), root);
    }
    if let Some(some) = schema["anyOf"].as_array() {
        return resolve(some.iter().find(|s| s["type"] != "null").expect("a schema"), root);
    }
    if schema["items"].is_object() { resolve(&schema["items"], root) } else { schema }
}

#[test]
#[allow(clippy::too_many_lines, reason = "it lists what was promised")]
fn all_that_was_promised_is_there_and_required() {
    let promised: &[(&str, &str, &[&str])] = &[
        ("audit", "", &["schema", "tool", "as_of", "exchanges", "skipped"]),
        ("audit", "tool", &["version", "rules_sha256"]),
        ("audit", "skipped", &["path", "why"]),
        (
            "audit",
            "exchanges",
            &[
                "id",
                "subject",
                "controller",
                "regime",
                "member_state",
                "language",
                "state",
                "messages",
                "letters",
                "clock",
                "ledger",
                "measures",
                "findings",
                "undecided",
            ],
        ),
        ("audit", "exchanges/subject", &["addresses"]),
        ("audit", "exchanges/controller", &["name", "domains"]),
        (
            "audit",
            "exchanges/messages",
            &[
                "annex", "id", "sha256", "date", "from", "to", "subject", "party", "acts",
                "language", "path", "offset", "length",
            ],
        ),
        ("audit", "exchanges/letters", &["annex", "date", "from", "kind", "note", "file"]),
        ("audit", "exchanges/letters/file", &["path", "size", "sha256"]),
        (
            "audit",
            "exchanges/clock",
            &["start", "due_strict", "due", "extended_due", "answered", "days_late", "steps"],
        ),
        ("audit", "exchanges/ledger", &["item", "demanded", "supplied"]),
        (
            "audit",
            "exchanges/measures",
            &[
                "emails",
                "days",
                "controller_days",
                "subject_days",
                "identity_demands",
                "escalations",
            ],
        ),
        (
            "audit",
            "exchanges/findings",
            &[
                "id",
                "tactic",
                "grade",
                "message",
                "quote",
                "span",
                "related",
                "law",
                "why",
                "best_answer",
                "explanation",
            ],
        ),
        ("audit", "exchanges/undecided", &["tactic", "gap"]),
        ("threads", "", &["schema", "threads"]),
        ("threads", "threads", &["id", "path", "sha256"]),
        (
            "inspect",
            "",
            &[
                "path",
                "sha256",
                "message_id",
                "date",
                "from",
                "to",
                "cc",
                "subject",
                "kind",
                "text",
                "own_words",
                "quoted",
                "signature",
                "attachments",
                "bounce",
                "defects",
            ],
        ),
        ("inspect", "from", &["name", "address"]),
        ("inspect", "attachments", &["name", "type", "size", "text"]),
        ("inspect", "bounce", &["recipient", "status", "permanent"]),
        ("search", "", &["schema", "total", "hits"]),
        (
            "search",
            "hits",
            &["id", "date", "from", "subject", "score", "snippet", "path", "exchange"],
        ),
    ];
    for (command, place, fields) in promised {
        let root = schema(command);
        let at = place
            .split('/')
            .filter(|name| !name.is_empty())
            .fold(&root, |schema, name| resolve(&schema["properties"][name], &root));
        let required = at["required"].as_array().expect("what is required");
        for field in *fields {
            let described = at["properties"][field]["description"].is_string();
            assert!(required.contains(&json!(field)) && described, "{command} {place}: {field}");
        }
    }
}

#[test]
fn schemas_name_their_version_and_their_states() {
    for of in ["audit", "threads", "search", "inspect"] {
        let schema = schema(of);
        assert_eq!(schema["title"], format!("dilatory.{of}/1"));
        assert_eq!(schema["$id"], format!("urn:dilatory:{of}:1"));
        let draft = "https://json-schema.org/draft/2020-12/schema";
        assert_eq!(schema["$schema"], draft);
    }
    let audit = schema("audit");
    let states = ["unanswered", "partly-answered", "answered", "refused", "running"];
    assert_eq!(audit["$defs"]["Outcome"]["enum"], json!(states));
    assert_eq!(dilatory(&["schema", "report"]).status.code(), Some(2));
}
