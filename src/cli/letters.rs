//! Reads letters whose sentences are labelled by what they are about; learns from them, and scores what
//! was learned.

use super::failure::Failure;
use super::pipeline::Rules;
use super::sentences;
use crate::exchange::away;
use crate::id::Language;
use crate::lexicon::learn;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Files with this extension hold labelled letters.
pub(super) const EXTENSION: &str = "txt";

/// The first line of a file of weights.
const HEADING: &str = "# Which words speak of other business (above zero) than a request for one's own data, in hundredths; \
                       made by `dilatory rules learn`.";

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
    let other = sentences.iter().filter(|(_, other)| *other).count();
    if other == 0 || other == sentences.len() {
        let hint = "give letters with sentences about the data (D) and about other business (O)";
        return Err(Failure::Wrong(format!("nothing can be told apart in these files; {hint}")));
    }
    Ok(format!("{HEADING}\n{}", learn(&sentences)))
}

/// A letter, with the places of its sentences and what each is about.
#[derive(Default)]
struct Letter {
    text: String,
    sentences: Vec<(Range<usize>, Label)>,
}

fn letters(text: &str, path: &Path) -> Result<Vec<Letter>, Failure> {
    let mut letters: Vec<Letter> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if line.starts_with("===") || letters.is_empty() {
            letters.push(Letter::default());
        }
        let Some(letter) = letters.last_mut() else { continue };
        match labelled(line, path, at + 1)? {
            None => letter.text.push_str("\n\n"),
            Some((label, sentence)) => {
                let from = letter.text.len();
                letter.text.push_str(sentence);
                letter.sentences.push((from..letter.text.len(), label));
                letter.text.push(' ');
            }
        }
    }
    Ok(letters)
}

/// Scores a file: how much that is about the data is taken for other business, and how much other business
/// is known for it.
pub(super) fn score(rules: &Rules, path: &Path) -> Result<String, Failure> {
    let hint = "give a file of letters whose name begins with a language, as `de-held.txt`";
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e, hint))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let language = Language::new(name.split(['-', '.']).next().unwrap_or_default());
    let Some(lexicon) = rules.lexica.get(&language)? else {
        return Err(Failure::Wrong(format!("{}: no such language; {hint}", path.display())));
    };
    let mut spotter = lexicon.spotter();
    let (mut data, mut lost, mut other, mut known) = (0, 0, 0, 0);
    for letter in letters(&text, path)? {
        let away = away(&letter.text, &mut spotter, (&rules.lexica.concepts, &rules.acts));
        for (range, label) in letter.sentences {
            let taken = away.iter().any(|at| at.start < range.end && range.start < at.end);
            data += usize::from(label == Label::Data);
            lost += usize::from(label == Label::Data && taken);
            other += usize::from(label == Label::Other);
            known += usize::from(label == Label::Other && taken);
        }
    }
    Ok(format!(
        "{name}\nabout the data       {data:>6}, taken for other business {lost:>6}\n\
         other business       {other:>6}, known for it             {known:>6}\n"
    ))
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
