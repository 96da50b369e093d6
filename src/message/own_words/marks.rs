//! Asks the language file about the lines at the end of a letter.

use crate::id::{ConceptId, Language};
use crate::lexicon::{ConceptIx, ConceptSet, Concepts, Tokens, cue};
use crate::message::{Mailbox, Spotters};
use crate::rulefile::Fault;

/// Concepts that are no part of a footer: an answer, a refusal, a remedy.
const SUBSTANCE: [&str; 14] = [
    "item-complaint",
    "court",
    "item-rights",
    "item-purposes",
    "item-recipients",
    "item-retention",
    "item-source",
    "item-automated",
    "item-transfer",
    "attached",
    "extension",
    "refuse",
    "nothing-held",
    "erased",
];

/// Those that a legal notice speaks of as well.
const NOTICED: [&str; 2] = ["attached", "item-recipients"];

/// Lists the concepts by which letter ends are told.
pub(in crate::message) fn concepts(concepts: &Concepts) -> ConceptSet {
    let cues = ["sign-off", "footer"].map(cue);
    cues.iter().chain(&SUBSTANCE.map(ConceptId::new)).filter_map(|id| concepts.find(id)).collect()
}

/// What the language file and the sender's name tell of single lines.
pub(super) struct Marks<'m, 's> {
    spotters: &'m mut Spotters<'s>,
    language: Language,
    sign_off: Option<ConceptIx>,
    footer: Option<ConceptIx>,
    substance: ConceptSet,
    heavy: ConceptSet,
    name: Tokens,
    tokens: Tokens,
}

impl<'m, 's> Marks<'m, 's> {
    /// Takes English where the language has no file.
    pub(super) fn new(
        sender: &Mailbox,
        language: Option<&Language>,
        spotters: &'m mut Spotters<'s>,
    ) -> Result<Self, Fault> {
        let concepts = &spotters.lexica.concepts;
        let find = |name| concepts.find(&cue(name));
        let (sign_off, footer) = (find("sign-off"), find("footer"));
        let all = SUBSTANCE.iter().filter_map(|id| concepts.find(&ConceptId::new(*id)));
        let substance: ConceptSet = all.clone().collect();
        let light = NOTICED.map(|id| concepts.find(&ConceptId::new(id)));
        let heavy = all.filter(|concept| !light.contains(&Some(*concept))).collect();
        let language = match language {
            Some(language) if spotters.of(language)?.is_some() => language.clone(),
            _ => Language::new("en"),
        };
        let name = Tokens::of(&sender.name, 0);
        Ok(Self {
            spotters,
            language,
            sign_off,
            footer,
            substance,
            heavy,
            name,
            tokens: Tokens::default(),
        })
    }

    fn concepts(&mut self, line: &str) -> Result<ConceptSet, Fault> {
        let spotter = self.spotters.of(&self.language)?;
        Ok(spotter.map_or_else(ConceptSet::default, |spotter| spotter.scan(line).concepts))
    }

    /// Tells whether a line begins with a sign-off.
    pub(super) fn is_sign_off(&mut self, line: &str) -> Result<bool, Fault> {
        let Some(sign_off) = self.sign_off else { return Ok(false) };
        if !self.concepts(line)?.contains(sign_off) {
            return Ok(false);
        }
        self.tokens.refill(line, 0);
        let Some(spotter) = self.spotters.of(&self.language)? else { return Ok(false) };
        let hits = spotter.spot(line, &self.tokens, 0);
        Ok(hits.iter().any(|hit| hit.concept == sign_off && hit.first == 0))
    }

    /// Tells whether a line is the beginning of a footer.
    pub(super) fn is_footer(&mut self, line: &str) -> Result<bool, Fault> {
        let Some(footer) = self.footer else { return Ok(false) };
        Ok(self.concepts(line)?.contains(footer))
    }

    /// Tells whether a line says something that belongs to an answer.  A notice speaks of
    /// attachments and recipients, too.
    pub(super) fn has_substance(&mut self, line: &str, notice: bool) -> Result<bool, Fault> {
        let concepts = self.concepts(line)?;
        Ok(concepts.intersects(if notice { &self.heavy } else { &self.substance }))
    }

    /// Tells whether a line is the sender's name as the `From` field gives it.
    pub(super) fn is_sender(&self, line: &str) -> bool {
        if self.name.tokens.is_empty() || line.len() > 80 {
            return false;
        }
        let line = Tokens::of(line, 0);
        let is_name = |word: &str| self.name.tokens.iter().any(|t| self.name.word(t) == word);
        (2..=5).contains(&line.tokens.len()) && line.tokens.iter().all(|t| is_name(line.word(t)))
    }
}
