//! `dilatory rules learn-acts`.

use super::failure::Failure;
use super::labels::{self, Labelled};
use super::pipeline::Rules;
use super::{letters, sentences};
use crate::meaning::{Example, Lesson, Likeness};
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
    let mut lessons: Vec<Lesson> = Vec::new();
    for path in paths {
        if path.is_dir() {
            for folder in Labelled::folders(path) {
                lessons.extend(labels::lessons(&rules, &folder)?);
            }
        } else if path.extension().is_some_and(|e| e == letters::EXTENSION) {
            lessons.extend(of_letters(&rules, path)?);
        } else {
            lessons.extend(sentences::examples(path)?.into_iter().map(|example| vec![example]));
        }
    }
    let bar = ProgressBar::new(Likeness::STEPS);
    let learned = Likeness::learn(&lessons, &|| bar.inc(1)).and_then(|learned| learned.to_file());
    bar.finish_and_clear();
    let file = learned.map_err(|e| Failure::Wrong(format!("{e}; {HINT}")))?;
    let hint = "give a file that can be written";
    std::fs::write(output, file).map_err(|e| Failure::file(output, &e, hint))
}

/// Reads letters whose lines are the acts of a sentence, a tab, and the sentence.
fn of_letters(rules: &Rules, path: &Path) -> Result<Vec<Lesson>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e, HINT))?;
    let mut letters: Vec<Lesson> = vec![Lesson::new()];
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{}:{}", path.display(), at + 1);
        if line.starts_with(HEAD) {
            letters.push(Lesson::new());
            continue;
        }
        let Some((acts, sentence)) = line.split_once('\t') else {
            let form = "a line of a letter begins with acts, or a hyphen, and a tab";
            return Err(Failure::Wrong(format!("{}: {form}", place())));
        };
        let acts = acts.split(',').map(str::trim).filter(|act| *act != NONE);
        let acts: Vec<String> = acts.map(str::to_owned).collect();
        let known = |act: &str| rules.acts.listed().any(|(id, _)| id.as_str() == act);
        if let Some(act) = acts.iter().find(|act| !known(act.split(':').next().unwrap_or_default()))
        {
            return Err(Failure::Wrong(format!("{}: no act named `{act}`", place())));
        }
        let letter = letters.last_mut().expect("it begins with one");
        letter.push((sentence.to_owned(), Example::Just(acts)));
    }
    Ok(letters)
}
