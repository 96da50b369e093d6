//! Scores the phrases of a language against sentences that do an act (`yes`) or nearly do (`no`).
//!
//! The file's name begins with the language (`de-held.toml`); a key is an act, with its item behind a
//! colon, and `subject/` before it where the person speaks.  What stands under `ordinary` does nothing that
//! an organisation could be blamed for.

use super::failure::Failure;
use super::pipeline::Rules;
use super::tally::Tally;
use crate::exchange::{Side, does, done};
use crate::id::Language;
use crate::meaning::Example;
use crate::rulefile::RuleFile;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The key of sentences that do nothing.
const ORDINARY: &str = "ordinary";
/// What the key of an act of the person begins with.
const OF_SUBJECT: &str = "subject/";
const HINT: &str = "give a file of sentences whose name begins with a language, as `de-held.toml`";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// Reads a file of sentences.
fn read(path: &Path) -> Result<BTreeMap<String, Sentences>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e, HINT))?;
    let file = RuleFile { shown: path.display().to_string(), text: text.into() };
    Ok(file.parse()?)
}

/// Lists the sentences of a file by which an organisation does something.
pub(super) fn of_organisations(path: &Path) -> Result<Vec<String>, Failure> {
    let acts = read(path)?.into_iter().filter(|(key, _)| !key.starts_with(OF_SUBJECT));
    Ok(acts.flat_map(|(_, sentences)| sentences.yes).collect())
}

/// Lists the sentences of a file, each with what it does or nearly does.
pub(super) fn examples(path: &Path) -> Result<Vec<(String, Example)>, Failure> {
    let mut examples = Vec::new();
    for (key, Sentences { yes, no }) in read(path)? {
        let nothing = key == ORDINARY;
        let does = || Example::Does(key.clone());
        let lacks =
            || if nothing { Example::Just(Vec::new()) } else { Example::Lacks(key.clone()) };
        examples.extend(yes.into_iter().map(|text| (text, does())));
        examples.extend(no.into_iter().map(|text| (text, lacks())));
    }
    Ok(examples)
}

/// Scores a file and shows the figures by act, with each sentence that came out wrong.
pub(super) fn score(rules: &Rules, path: &Path) -> Result<String, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let language = Language::new(name.split(['-', '.']).next().unwrap_or_default());
    let Some(lexicon) = rules.lexica.get(&language)? else {
        return Err(Failure::Wrong(format!("{}: no such language; {HINT}", path.display())));
    };
    let sentences = read(path)?;
    let mut spotter = lexicon.spotter();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut notes = String::new();
    for (key, Sentences { yes, no }) in &sentences {
        if key == ORDINARY {
            for text in no {
                let known = (&rules.lexica.concepts, &rules.acts);
                let acts = done(text, Side::Controller, &mut spotter, known);
                let blamed = acts.iter().filter(|a| rules.acts.accusing().any(|id| *id == a.act));
                let names: BTreeSet<&str> = blamed.map(|a| a.act.as_str()).collect();
                for name in &names {
                    tallies.entry(format!("{ORDINARY} {name}")).or_default().wrong += 1;
                }
                if !names.is_empty() {
                    let names = names.into_iter().collect::<Vec<_>>().join(" ");
                    let _ = writeln!(notes, "WRONG  {names}: {}", crate::report::visible(text));
                }
            }
            continue;
        }
        let (side, act) = match key.strip_prefix(OF_SUBJECT) {
            Some(act) => (Side::Subject, act),
            None => (Side::Controller, key.as_str()),
        };
        let known = act.split(':').next().unwrap_or_default();
        if !rules.acts.listed().any(|(id, _)| id.as_str() == known) {
            return Err(Failure::Wrong(format!("{}: no act named `{known}`", path.display())));
        }
        let tally = tallies.entry(key.clone()).or_default();
        for (text, wanted) in yes.iter().map(|t| (t, true)).chain(no.iter().map(|t| (t, false))) {
            let found = does(text, act, side, &mut spotter, (&rules.lexica.concepts, &rules.acts));
            let note = match (wanted, found) {
                (true, false) => "MISSED",
                (false, true) => "WRONG ",
                _ => "",
            };
            tally.hits += usize::from(wanted && found);
            tally.missed += usize::from(wanted && !found);
            tally.wrong += usize::from(!wanted && found);
            if !note.is_empty() {
                // Writing to a String cannot fail.
                let _ = writeln!(notes, "{note} {key}: {}", crate::report::visible(text));
            }
        }
    }
    Ok(Tally::table(&name, &tallies) + &notes)
}
