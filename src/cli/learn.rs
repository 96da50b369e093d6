//! `dilatory rules learn-acts`.

use super::failure::Failure;
use super::labels::{self, Labelled};
use super::pipeline::Rules;
use super::{letters, sentences};
use crate::meaning::{Example, Likeness};
use indicatif::ProgressBar;
use std::path::{Path, PathBuf};

const HINT: &str = "give files of sentences or letters, and folders of labelled exchanges";
/// Stands for no act.
const NONE: &str = "-";
/// Begins a line that is no sentence.
const HEAD: &str = "===";

/// Learns of files and folders what sentences that do something are like, and writes the weights.
pub(super) fn learn(rules: Rules, paths: &[PathBuf], output: &Path) -> Result<(), Failure> {
    // What phrases show in letters is learned, not what was learned before.
    let rules = Rules { acts: rules.acts.by_phrases_alone(), ..rules };
    let mut examples: Vec<(String, Example)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            for folder in Labelled::folders(path) {
                examples.extend(labels::examples(&rules, &folder)?);
            }
        } else if path.extension().is_some_and(|e| e == letters::EXTENSION) {
            examples.extend(of_letters(&rules, path)?);
        } else {
            examples.extend(sentences::examples(path)?);
        }
    }
    let bar = ProgressBar::new(Likeness::STEPS);
    let learned = Likeness::learn(&examples, &|| bar.inc(1)).and_then(|learned| learned.to_file());
    bar.finish_and_clear();
    let file = learned.map_err(|e| Failure::Wrong(format!("{e}; {HINT}")))?;
    let hint = "give a file that can be written";
    std::fs::write(output, file).map_err(|e| Failure::file(output, &e, hint))
}

/// Reads letters whose lines are the acts of a sentence, a tab, and the sentence.
fn of_letters(rules: &Rules, path: &Path) -> Result<Vec<(String, Example)>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e, HINT))?;
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with(HEAD))
        .map(|(at, line)| {
            let place = format!("{}:{}", path.display(), at + 1);
            let Some((acts, sentence)) = line.split_once('\t') else {
                let form = "a line of a letter begins with acts, or a hyphen, and a tab";
                return Err(Failure::Wrong(format!("{place}: {form}")));
            };
            let acts = acts.split(',').map(str::trim).filter(|act| *act != NONE);
            let acts: Vec<String> = acts.map(str::to_owned).collect();
            let known = |act: &str| rules.acts.listed().any(|(id, _)| id.as_str() == act);
            match acts.iter().find(|act| !known(act.split(':').next().unwrap_or_default())) {
                Some(act) => Err(Failure::Wrong(format!("{place}: no act named `{act}`"))),
                None => Ok((sentence.to_owned(), Example::Just(acts))),
            }
        })
        .collect()
}
