//! Reads the sentences of messages: their concepts, in the language of each.

use super::act::Spotted;
use super::form::{Forms, Heading};
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
    let forms = Forms::of(&spotters.lexica.concepts);
    let mut asked = Asked { paragraph: None, topics: ConceptSet::default() };
    let mut heading = Heading::default();
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
        if let Some(spotter) = spotters.of(own.as_ref().unwrap_or(&language))? {
            set.extend(&forms.told(text, sentence.paragraph, &mut heading, spotter));
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
            like: Vec::new(),
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
