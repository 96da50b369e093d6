//! Reads letters whose sentences are labelled by what they are about, and learns from them.

use super::failure::Failure;
use super::sentences;
use crate::lexicon::learn;
use std::path::{Path, PathBuf};

/// What a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// The request for the data, or the data.
    Data,
    /// Other business.
    Other,
    /// Neither: a greeting, a footer.
    Neither,
}

/// Learns from files of letters.
pub(super) fn learned(files: &[PathBuf]) -> Result<String, Failure> {
    let mut texts = Vec::new();
    let mut acts = Vec::new();
    for path in files {
        if path.extension().is_some_and(|e| e == "toml") {
            acts.extend(sentences::of_organisations(path)?);
            continue;
        }
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|e| Failure::file(path, &e, "give files of labelled letters"))?;
        texts.push((path, text));
    }
    let mut sentences: Vec<_> = acts.iter().map(|text| (text.as_str(), false)).collect();
    for (path, text) in &texts {
        for (at, line) in text.lines().enumerate() {
            if let Some((label, sentence)) = labelled(line, path, at + 1)? {
                sentences
                    .extend((label != Label::Neither).then_some((sentence, label == Label::Other)));
            }
        }
    }
    Ok(learn(&sentences))
}

/// Reads a line; `None` where it holds no sentence.
fn labelled<'a>(
    line: &'a str,
    path: &Path,
    number: usize,
) -> Result<Option<(Label, &'a str)>, Failure> {
    if line.trim().is_empty() || line.starts_with("===") {
        return Ok(None);
    }
    let label = match line.split_once('\t') {
        Some(("D", sentence)) => (Label::Data, sentence),
        Some(("O", sentence)) => (Label::Other, sentence),
        Some(("N", sentence)) => (Label::Neither, sentence),
        _ => {
            let place = format!("{}:{number}", path.display());
            return Err(Failure::Wrong(format!(
                "{place}: a line of a letter begins with D, O or N and a tab, or with ==="
            )));
        }
    };
    Ok(Some(label))
}
