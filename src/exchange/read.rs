//! Reads the sentences of messages: their concepts, in the language of each.

use super::act::Spotted;
use crate::id::Language;
use crate::lexicon::{ConceptSet, Scan, detect, sentences};
use crate::message::{Message, Spotters};
use crate::rulefile::Fault;
use std::collections::BTreeMap;

/// Sentences shorter than this are read in the language of the message.
pub(super) const TELLING: usize = 40;

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
    let cut = sentences(&message.text, &message.own_ranges(), &abbreviation);
    let mut languages = BTreeMap::new();
    let mut spotted: Vec<Spotted> = Vec::with_capacity(cut.len());
    for sentence in cut {
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
        let set = found.concepts;
        let mut all = set;
        if let Some(governor) = sentence.governor {
            all.extend(&spotted[governor].own);
        }
        spotted.push(Spotted { sentence, own: set, all, digits: found.digits, words: found.words });
    }
    let mut files = ConceptSet::default();
    for attachment in &message.attachments {
        if let Some(spotter) = spotters.of(&language)? {
            files.extend(&spotter.scan(&attachment.name).concepts);
        }
    }
    Ok(Reading { sentences: spotted, unread: !readable, languages, files })
}
