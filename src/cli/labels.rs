//! Scores the rules against labelled exchanges: folders with messages, an `expected.json` and perhaps a
//! `case.toml`.

use super::audit::load_case;
use super::extract::sandbox;
use super::failure::Failure;
use super::pipeline::{Order, Rules, audit};
use super::survey::open_all;
use super::tally::Tally;
use crate::exchange::{Act, Case, Party, deeds};
use crate::meaning::{Example, Lesson};
use crate::message::Spotters;
use crate::report::Audit;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A sentence of fewer words tells nothing.
const TELLING: usize = 3;

/// A finding by its tactic and message; `None` for the exchange as a whole.
type Key = (String, Option<String>);

#[derive(Deserialize)]
struct Label {
    tactic: String,
    #[serde(default)]
    message: Option<String>,
}

impl Label {
    fn key(&self) -> Key {
        (self.tactic.clone(), self.message.clone())
    }
}

#[derive(Deserialize)]
struct Expected {
    as_of: NaiveDate,
    #[serde(default)]
    findings: Vec<Label>,
    #[serde(default)]
    may: Vec<Label>,
    #[serde(default)]
    must_not: Vec<Label>,
    #[serde(default)]
    clock: Option<ExpectedClock>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ExpectedClock {
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
    extended_due: Option<NaiveDate>,
    answered: Option<NaiveDate>,
    days_late: i64,
}

/// Reads the labels of an exchange, and audits it.
fn audited(rules: &Rules, folder: &Path) -> Result<(Expected, Audit), Failure> {
    let path = folder.join("expected.json");
    let hint = "a labelled folder holds messages and an expected.json";
    let text = std::fs::read_to_string(&path).map_err(|e| Failure::file(&path, &e, hint))?;
    let expected: Expected = serde_json::from_str(&text)
        .map_err(|e| Failure::Wrong(format!("{}: {e}; {hint}", path.display())))?;
    let case = Some(folder.join("case.toml")).filter(|path| path.is_file());
    let case = case.map_or_else(|| Ok(Case::default()), |path| load_case(&path))?;
    let order =
        Order { case, as_of: expected.as_of, regime: None, member_state: None, experimental: true };
    let sources = open_all(&[folder.to_path_buf()])?;
    let found = audit(rules, &order, &sources, &sandbox()?, &|_, _| ())?;
    Ok((expected, found))
}

/// Lists the sentences of the organisation in a labelled exchange, each with what its phrases show it to do.
pub(super) fn lessons(rules: &Rules, folder: &Path) -> Result<Vec<Lesson>, Failure> {
    let (_, audit) = audited(rules, folder)?;
    let mut spotters = Spotters::new(&rules.lexica);
    let mut lessons = Vec::new();
    for entry in audit.exchanges.iter().flat_map(|audited| &audited.exchange.entries) {
        let message = &entry.message;
        let Some(language) = message.language.as_ref() else { continue };
        let Some(spotter) = spotters.of(language)? else { continue };
        if !matches!(entry.party, Party::Controller | Party::Auto) {
            continue;
        }
        let known = (&rules.lexica.concepts, &rules.acts);
        let mut letter = Lesson::new();
        for (sentence, acts) in deeds(&message.own_words(), spotter, known) {
            if sentence.split_whitespace().count() >= TELLING {
                let acts = acts.iter().map(Act::name).collect();
                letter.push((sentence.to_owned(), Example::Just(acts)));
            }
        }
        lessons.push(letter);
    }
    Ok(lessons)
}

/// What the rules made of labelled exchanges.
#[derive(Debug, Default)]
pub(super) struct Labelled {
    by_tactic: BTreeMap<String, Tally>,
    notes: Vec<String>,
    exchanges: usize,
    clocks: (usize, usize),
    forbidden: usize,
    accused: usize,
}

impl Labelled {
    /// Lists the folders below a folder that hold an `expected.json`.
    pub(super) fn folders(below: &Path) -> Vec<PathBuf> {
        let files = walkdir::WalkDir::new(below).sort_by_file_name().into_iter().flatten();
        let labelled = files.filter(|entry| entry.file_name() == "expected.json");
        labelled.filter_map(|entry| entry.path().parent().map(Path::to_path_buf)).collect()
    }

    /// Audits an exchange and compares.
    pub(super) fn add(&mut self, rules: &Rules, folder: &Path) -> Result<(), Failure> {
        let (expected, found) = audited(rules, folder)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.compare(&name, &expected, &found);
        Ok(())
    }

    fn compare(&mut self, name: &str, expected: &Expected, audit: &Audit) {
        self.exchanges += 1;
        let findings = audit.exchanges.iter().flat_map(|e| &e.judgement.findings);
        let found: BTreeMap<Key, &str> = findings
            .map(|f| {
                let message = f.message.as_ref().map(ToString::to_string);
                ((f.tactic.to_string(), message), f.quote.as_str())
            })
            .collect();
        let wanted: BTreeSet<Key> = expected.findings.iter().map(Label::key).collect();
        let may: BTreeSet<Key> = expected.may.iter().map(Label::key).collect();
        let at = |key: &Key| key.1.as_deref().unwrap_or("the exchange").to_owned();
        let mut accused = false;
        for (key, quote) in &found {
            let tally = self.by_tactic.entry(key.0.clone()).or_default();
            if wanted.contains(key) {
                tally.hits += 1;
            } else if !may.contains(key) {
                tally.wrong += 1;
                accused = true;
                self.notes.push(format!("WRONG   {name}: {} at {}: «{quote}»", key.0, at(key)));
            }
        }
        for key in wanted.iter().filter(|key| !found.contains_key(*key)) {
            self.by_tactic.entry(key.0.clone()).or_default().missed += 1;
            self.notes.push(format!("MISSED  {name}: {} at {}", key.0, at(key)));
        }
        self.accused += usize::from(wanted.is_empty() && accused);
        for label in &expected.must_not {
            let hit =
                |k: &&Key| k.0 == label.tactic && (label.message.is_none() || label.message == k.1);
            for key in found.keys().filter(hit) {
                self.forbidden += 1;
                self.notes.push(format!("FORBIDDEN {name}: {} at {}", key.0, at(key)));
            }
        }
        let Some(wanted) = &expected.clock else { return };
        self.clocks.1 += 1;
        let shown = match audit.exchanges.as_slice() {
            [one] => ExpectedClock {
                start: one.clock.start,
                due: one.clock.due,
                extended_due: one.clock.extended_due,
                answered: one.clock.answered,
                days_late: one.clock.days_late,
            },
            _ => ExpectedClock {
                start: None,
                due: None,
                extended_due: None,
                answered: None,
                days_late: 0,
            },
        };
        if shown == *wanted {
            self.clocks.0 += 1;
        } else {
            self.notes.push(format!("CLOCK   {name}: {shown:?}, should be {wanted:?}"));
        }
    }

    /// Tells whether there was nothing to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.exchanges == 0
    }

    /// Tells whether something was found that the labels forbid.
    pub(super) fn alarm(&self) -> bool {
        self.forbidden + self.accused > 0
    }

    /// Shows the figures by tactic, the sums, and each difference.
    pub(super) fn table(&self) -> String {
        let mut text = Tally::table("tactic", &self.by_tactic);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{} exchanges; clocks right {} of {}; forbidden {}; clean accused {}",
            self.exchanges, self.clocks.0, self.clocks.1, self.forbidden, self.accused
        );
        self.notes.iter().for_each(|note| {
            let _ = writeln!(text, "{}", crate::report::visible(note));
        });
        text
    }
}
