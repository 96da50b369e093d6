//! Describes the forms of the JSON that is written (JSON Schema, draft 2020-12).

use super::inspect::InspectWire;
use super::stats::StatsWire;
use super::threads::ThreadsWire;
use super::wire::AuditWire;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// Describes what `dilatory audit --format json` writes.
pub fn audit_schema() -> Schema {
    schema_of::<AuditWire<'_>>("audit")
}

/// Describes what `dilatory threads --format json` writes.
pub fn threads_schema() -> Schema {
    schema_of::<ThreadsWire<'_>>("threads")
}

/// Describes what `dilatory stats --format json` writes.
pub fn stats_schema() -> Schema {
    schema_of::<StatsWire<'_>>("stats")
}

/// Describes a line of what `dilatory inspect` writes.
pub fn inspect_schema() -> Schema {
    schema_of::<InspectWire<'_>>("inspect")
}

/// Describes the form that a type has in JSON, as version 1 of what a command writes.
pub fn schema_of<T: JsonSchema>(command: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(Names);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), json!(format!("urn:dilatory:{command}:1")));
    schema.insert("title".to_owned(), json!(format!("dilatory.{command}/1")));
    schema
}

/// Lists the names that a value can have as an `enum`, and what they mean in the description: many readers of a
/// schema understand no list of constants.
#[derive(Clone)]
struct Names;

impl Transform for Names {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(Value::Array(variants)) = schema.get("oneOf") else { return };
        let named = variants.iter().map(|of| Some((of.get("const")?, of.get("description")?)));
        let Some(named) = named.collect::<Option<Vec<_>>>() else { return };
        let names: Value = named.iter().map(|(name, _)| (*name).clone()).collect();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut lines: Vec<String> = schema.get("description").map(text).into_iter().collect();
        lines.extend(named.iter().map(|(name, means)| format!("{}: {}", text(name), text(means))));
        schema.remove("oneOf");
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), names);
        schema.insert("description".to_owned(), json!(lines.join("\n")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Party;
    use crate::finding::Grade;
    use crate::rule::Item;

    #[test]
    fn names_are_those_of_the_reports() {
        let schema = audit_schema();
        let names = |of: &str| schema.pointer(&format!("/$defs/{of}/enum")).cloned();
        let parties =
            [Party::Subject, Party::Controller, Party::Authority, Party::Auto, Party::Third];
        assert_eq!(names("Party"), Some(json!(parties.map(Party::as_str))));
        let grades = [Grade::Signal, Grade::Presumptive, Grade::BrightLine];
        assert_eq!(names("Grade"), Some(json!(grades.map(Grade::as_str))));
        assert_eq!(names("Item"), Some(json!(Item::ALL.map(Item::as_str))));
    }

    #[test]
    fn everything_is_described() {
        for schema in [audit_schema(), threads_schema(), inspect_schema(), stats_schema()] {
            let kinds = schema.get("$defs").and_then(Value::as_object).expect("kinds");
            for (name, kind) in kinds.iter().chain([(&String::new(), schema.as_value())]) {
                for (field, about) in kind["properties"].as_object().into_iter().flatten() {
                    assert!(about["description"].is_string(), "{name}.{field}: {about}");
                }
            }
        }
    }
}
