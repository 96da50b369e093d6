//! `dilatory rules learn-acts`.

use super::failure::Failure;
use super::labels::{self, Labelled};
use super::pipeline::Rules;
use super::sentences;
use crate::meaning::{Example, Likeness};
use indicatif::ProgressBar;
use std::path::{Path, PathBuf};

const HINT: &str = "give files of sentences and folders of labelled exchanges";

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
