//! Reads the sentences of messages: their concepts, in the language of each.

use super::act::Spotted;
use crate::id::Language;
use crate::lexicon::{ConceptSet, Scan, detect, sentences};
use crate::message::{Message, Region, Spotters};
use crate::rulefile::Fault;
use std::collections::BTreeMap;

/// Sentences shorter than this are read in the language of the message.
pub(super) const TELLING: usize = 40;

/// What a question can be about whose answer need not name it again.
const TOPICS: [&str; 9] = [
    "item-purposes",
    "item-categories",
    "item-recipients",
    "item-retention",
    "item-source",
    "item-automated",
    "item-transfer",
    "disclosed",
    "data-copy",
];
/// A quoted question is no longer than this, in bytes.
const LONGEST_QUESTION: usize = 600;

/// The sentences of a message.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Each sentence with what was spotted in it.
    pub(super) sentences: Vec<Spotted>,
    /// Whether no language file could read it.
    pub(super) unread: bool,
    /// How much of it, in bytes of sentences that are long enough to tell, is in which language.
    pub(super) languages: BTreeMap<Language, usize>,
    /// What the names of the attachments speak of.
    pub(super) files: ConceptSet,
}

/// The topics of the question that a paragraph answers.
struct Asked {
    paragraph: Option<usize>,
    topics: ConceptSet,
}

/// Gives the question that stands quoted right before some words: the last paragraph of the quotation.
fn quoted_before(message: &Message, start: usize) -> Option<String> {
    let (range, region) = message.regions.iter().rfind(|(range, _)| range.end <= start)?;
    let gap = message.text.get(range.end..start)?;
    if *region != Region::Quoted || !gap.trim().is_empty() {
        return None;
    }
    let quoted = &message.text[range.clone()];
    let lines =
        quoted.trim_end().lines().rev().map(|line| line.trim_start_matches(['>', ' ', '\t']));
    let mut lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    lines.reverse();
    let question = lines.join(" ");
    (question.len() <= LONGEST_QUESTION).then_some(question)
}

/// The concept that a name written with two capitals stands for.
pub(super) const NAME: &str = "proper-name";

/// The concept of a line of data: a label and a value, and nothing said.
pub(super) const RECORD: &str = "record";
/// A label has no more words than this, and a value no more than that.
const LABEL_WORDS: usize = 3;
const VALUE_WORDS: usize = 6;

/// Tells whether a line gives a value of the person's data: `Email: zoe@example.org`.
pub(super) fn is_record(line: &str) -> bool {
    let Some((label, value)) = line.split_once(": ") else { return false };
    let words = |text: &str| text.split_whitespace().count();
    let full =
        matches!(words(value), 1..=VALUE_WORDS) && !value.trim_end().ends_with(['.', '!', '?']);
    matches!(words(label), 1..=LABEL_WORDS) && full
}

/// Words that letters write with a capital without naming an organisation.
const POLITE: [&str; 28] = [
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Herr", "Herrn", "Frau", "Monsieur", "Madame", "Mme",
    "Mevrouw", "Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "Lei", "Suo",
    "Sua", "Suoi", "Sue", "Usted", "Ustedes", "Uw",
];

/// Tells whether two words with capitals follow one another, after the first word of a sentence.
pub(super) fn has_name(sentence: &str) -> bool {
    let is_name = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        capital && chars.next().is_some_and(char::is_lowercase) && !POLITE.contains(&word)
    };
    let mut words = sentence.split_whitespace().skip(1);
    let mut before = false;
    words.any(|word| {
        let name = is_name(word);
        let found = name && before;
        before = name && word.ends_with(char::is_alphanumeric);
        found
    })
}

/// Spots the concepts in the own words of a message, and in the names of its attachments.
///
/// # Errors
/// A [`Fault`] in a language file.
pub(super) fn read(
    message: &Message,
    common: Option<&Language>,
    spotters: &mut Spotters<'_>,
) -> Result<Reading, Fault> {
    let english = Language::new("en");
    let language = message.language.as_ref().or(common).unwrap_or(&english).clone();
    let readable = spotters.of(&language)?.is_some();
    let lexicon = spotters.lexica.get(&language)?;
    let abbreviation = |word: &str| lexicon.is_some_and(|l| l.is_abbreviation(word));
    let ranges = message.own_ranges();
    let cut = sentences(&message.text, &ranges, &abbreviation);
    let topics = spotters.concepts_of(&TOPICS);
    let named = spotters.concepts_of(&[NAME]);
    let record = spotters.concepts_of(&[RECORD]);
    let mut asked = Asked { paragraph: None, topics: ConceptSet::default() };
    let mut part = None;
    let mut languages = BTreeMap::new();
    let mut spotted: Vec<Spotted> = Vec::with_capacity(cut.len());
    for sentence in cut {
        let range = ranges.iter().find(|range| range.contains(&sentence.range.start));
        if range != part {
            part = range;
            let question = range.and_then(|range| quoted_before(message, range.start));
            let spotter = spotters.of(&language)?;
            let found = spotter.zip(question).map(|(spotter, asked)| spotter.scan(&asked).concepts);
            asked.topics = found.unwrap_or_default().both(&topics).collect();
            asked.paragraph = Some(sentence.paragraph);
        }
        let text = &message.text[sentence.range.clone()];
        let own = if text.len() >= TELLING { detect(text) } else { None };
        if let Some(own) = &own {
            *languages.entry(own.clone()).or_default() += text.len();
        }
        let mut found = Scan::default();
        for reader in std::iter::once(&language).chain(own.iter().filter(|l| **l != language)) {
            if let Some(spotter) = spotters.of(reader)? {
                let scan = spotter.scan(text);
                found = Scan { concepts: found.concepts.with(&scan.concepts), ..scan };
            }
        }
        let mut set = found.concepts;
        if has_name(text) {
            set.extend(&named);
        }
        if is_record(text) {
            set.extend(&record);
        }
        let mut all = set;
        if asked.paragraph == Some(sentence.paragraph) {
            all.extend(&asked.topics);
        }
        let question = text.trim_end().ends_with('?');
        if question {
            asked.topics = set.both(&topics).collect();
            asked.paragraph = Some(sentence.paragraph);
        }
        if let Some(governor) = sentence.governor {
            all.extend(&spotted[governor].own);
        }
        spotted.push(Spotted {
            sentence,
            own: set,
            all,
            digits: found.digits,
            words: found.words,
            question,
            odds: found.elsewhere,
        });
    }
    let mut files = ConceptSet::default();
    for attachment in &message.attachments {
        if let Some(spotter) = spotters.of(&language)? {
            files.extend(&spotter.scan(&attachment.name).concepts);
        }
    }
    Ok(Reading { sentences: spotted, unread: !readable, languages, files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_label_and_a_value() {
        for line in ["Email: zoe@example.org", "Date de naissance : 4 mai 1980"] {
            assert!(is_record(line), "{line}");
        }
        for line in
            ["Please note: send us your passport.", "Write to: privacy@example.org.", "Hello"]
        {
            assert!(!is_record(line), "{line}");
        }
    }

    #[test]
    fn names_are_two_capitals_in_a_row() {
        for text in ["We gave it to our courier, Swiftgate Parcels.", "an die Deutsche Post"] {
            assert!(has_name(text), "{text}");
        }
        for text in
            ["Our Partners got it.", "Wir geben Ihre Daten an Dritte.", "in March, Paul", "US EU"]
        {
            assert!(!has_name(text), "{text}");
        }
    }
}
