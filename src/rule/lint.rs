//! Asks more of rule files than the loader does, so that a person's own rules run before they are polished.

use super::book::{Mark, RuleBook};
use super::example::Expect;
use crate::finding::Text;
use crate::id::{ConceptId, Language};
use crate::lexicon::Lexica;
use crate::rulefile::Fault;

/// Languages in which every rule explains itself.
const REPORT_LANGUAGES: [&str; 2] = ["en", "fr"];

/// How many phrases each language has for each concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The languages, in the order of the columns.
    pub languages: Vec<Language>,
    /// A concept with its number of phrases by language.
    pub rows: Vec<(ConceptId, Vec<usize>)>,
}

/// Counts the phrases of each concept in each language.
///
/// # Errors
/// A [`Fault`] in a language file.
pub fn coverage(lexica: &Lexica) -> Result<Coverage, Fault> {
    let languages: Vec<Language> = lexica.languages().cloned().collect();
    let mut rows: Vec<(ConceptId, Vec<usize>)> =
        lexica.concepts.listed().map(|(_, c)| (c.id.clone(), Vec::new())).collect();
    for language in &languages {
        let counts = lexica.get(language)?.map(|l| l.coverage.clone()).unwrap_or_default();
        for (row, count) in rows.iter_mut().zip(counts) {
            row.1.push(count);
        }
    }
    Ok(Coverage { languages, rows })
}

/// Lists what is to be mended, one line each.
///
/// # Errors
/// A [`Fault`] in a language file.
pub fn lint(book: &RuleBook, lexica: &Lexica) -> Result<Vec<String>, Fault> {
    let mut faults = Vec::new();
    for tactic in &book.tactics {
        let mut say = |what: String| faults.push(format!("tactics/{}.toml: {what}", tactic.id));
        let card = &tactic.card;
        for (name, text) in [
            ("title", &card.title),
            ("explanation", &card.explanation),
            ("why", &card.why),
            ("best-answer", &card.best_answer),
            ("next-step", &card.next_step),
        ] {
            missing(text).into_iter().for_each(|l| say(format!("`{name}` has no text in `{l}`")));
        }
        for guard in &tactic.unless {
            missing(&guard.text)
                .into_iter()
                .for_each(|l| say(format!("a guard has no text in `{l}`")));
        }
        for (expect, name) in [(Expect::Match, "match"), (Expect::NearMiss, "near-miss")] {
            if !tactic.examples.iter().any(|e| e.expect == expect) {
                say(format!("no example with expect = \"{name}\""));
            }
        }
        // A law known from memory alone may be applied, but is never cited.
        if tactic.law.values().all(Vec::is_empty) {
            say("no verified law".to_owned());
        }
        if !tactic.sources.iter().any(|source| source.mark != Mark::M) {
            say("no verified source".to_owned());
        }
        if !["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"].contains(&tactic.group.as_str()) {
            say(format!("`{}` is no group of the taxonomy", tactic.group));
        }
    }
    for language in lexica.languages() {
        if lexica.get(language)?.is_some_and(|lexicon| !lexicon.knows_topics()) {
            let what = "no weights, so that other business would be judged; see `rules learn`";
            faults.push(format!("topics/{language}.toml: {what}"));
        }
    }
    let coverage = coverage(lexica)?;
    for (concept, counts) in coverage.rows {
        for (language, count) in coverage.languages.iter().zip(counts) {
            if count == 0 {
                faults.push(format!("languages/{language}.toml: no phrase for `{concept}`"));
            }
        }
    }
    Ok(faults)
}

fn missing(text: &Text) -> Vec<&'static str> {
    let empty = |l: &&str| text.get(*l).is_none_or(|t| t.trim().is_empty());
    REPORT_LANGUAGES.into_iter().filter(empty).collect()
}
