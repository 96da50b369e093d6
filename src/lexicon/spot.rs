//! Spots all phrases of a language in one pass over the words of a sentence.
//!
//! What a word can be in a phrase is looked up once and remembered; a phrase is tried only where the
//! rarest word that it needs stands, and if the next rarest is in view.

use super::atom::AtomId;
use super::fold::{Kind, Tokens, each_word, fold_into};
use super::phrases::{Known, NOTHING, Need, PhraseId, View};
use super::program::{LONGEST, Places, WINDOW};
use super::topic::Weight;
use super::{ConceptIx, ConceptSet, Lexicon};
use rustc_hash::FxHashMap;

/// Bound on what is remembered; beyond it the spotter forgets and starts anew.
const MAX_WORDS: usize = 500_000;

/// A concept seen in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which concept.
    pub concept: ConceptIx,
    /// The first word of the phrase, as an index into the words of the sentence.
    pub first: usize,
    /// The last word of the phrase.
    pub last: usize,
}

/// What a sentence holds, without the places.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scan {
    /// Its concepts.
    pub concepts: ConceptSet,
    /// How many words it has.
    pub words: usize,
    /// Whether there is a digit in one of them.
    pub digits: bool,
    /// The logarithm of the odds, by its words alone, that it speaks of other business than a request
    /// for one's own data.
    pub elsewhere: f32,
}

/// What a word is to phrases.
#[derive(Debug)]
struct Role {
    /// The patterns that it matches.
    atoms: Box<[AtomId]>,
    /// The phrases that are looked for where it stands, each with what else must be there.
    finds: Box<[(Need, PhraseId)]>,
    /// The needs that it fulfils.
    fulfils: Box<[Need]>,
}

/// What several words of a language have in common, by its number.
type Meaning = u32;

/// Reads sentences with one lexicon, and remembers what it learned about words.
#[derive(Debug)]
pub struct Spotter<'a> {
    lexicon: &'a Lexicon,
    /// Only these are looked for.
    only: Option<Only>,
    /// Words as they stand in texts, with their case and accents.
    words: FxHashMap<Box<str>, (Meaning, Weight)>,
    meanings: Vec<Role>,
    meaning_ids: FxHashMap<Box<[AtomId]>, Meaning>,
    /// The words of the sentence.
    sentence: Vec<Meaning>,
    /// Where each pattern stands among the words that are in view.
    places: Vec<Places>,
    /// Whether the words in view fulfil each need.
    fulfilled: Vec<bool>,
    known: Known,
    folded: String,
}

/// Some concepts, with the word patterns of their phrases.
#[derive(Debug)]
struct Only {
    concepts: ConceptSet,
    patterns: Vec<bool>,
}

impl Only {
    fn of(lexicon: &Lexicon, concepts: ConceptSet) -> Self {
        let mut patterns = vec![false; lexicon.atoms.count];
        let phrases = (0..lexicon.phrases.len() as PhraseId)
            .filter(|phrase| concepts.contains(lexicon.phrases.concept(*phrase)));
        for phrase in phrases {
            lexicon.phrases.patterns(phrase).for_each(|pattern| patterns[pattern as usize] = true);
        }
        Self { concepts, patterns }
    }
}

impl<'a> Spotter<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, only: Option<&ConceptSet>) -> Self {
        let mut spotter = Self {
            lexicon,
            only: only.map(|set| Only::of(lexicon, *set)),
            words: FxHashMap::default(),
            meanings: Vec::new(),
            meaning_ids: FxHashMap::default(),
            sentence: Vec::new(),
            places: vec![0; lexicon.atoms.count],
            fulfilled: vec![false; lexicon.phrases.count_needs()],
            known: Known::new(lexicon.phrases.count_parts()),
            folded: String::new(),
        };
        spotter.meaning(Vec::new());
        spotter
    }

    /// Gives the language that it reads.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Finds the concepts of a sentence in one pass over its words.
    pub fn scan(&mut self, text: &str) -> Scan {
        self.begin();
        let mut found = Scan::default();
        let mut weight = Weight::default();
        each_word(text, &mut |start, end, kind| {
            let word = &text[start..end];
            found.words += 1;
            found.digits |= kind == Kind::Number || word.bytes().any(|b| b.is_ascii_digit());
            let (meaning, of_word) = self.meaning_of(word, kind);
            weight.add(of_word);
            self.sentence.push(meaning);
        });
        found.elsewhere = self.lexicon.topic.odds(weight);
        let (phrases, words) = (&self.lexicon.phrases, self.sentence.len());
        self.each_view(|view, _, phrase| {
            let concept = phrases.concept(phrase);
            if !found.concepts.contains(concept) && phrases.matches(phrase, view, words) {
                found.concepts.insert(concept);
            }
        });
        found
    }

    /// Lists the concepts of a sentence with their places, in the order in which their phrases end.
    pub fn spot(&mut self, text: &str, tokens: &Tokens, base: usize) -> Vec<Hit> {
        self.begin();
        for token in &tokens.tokens {
            let word = &text[token.start - base..token.end - base];
            let (meaning, _) = self.meaning_of(word, token.kind);
            self.sentence.push(meaning);
        }
        let mut hits = Vec::new();
        let (phrases, words) = (&self.lexicon.phrases, self.sentence.len());
        self.each_view(|view, from, phrase| {
            if !phrases.matches(phrase, view, words) {
                return;
            }
            let concept = phrases.concept(phrase);
            let places = phrases.places(phrase, view).into_iter();
            // What ends further in front was in the view before.
            let new = places.filter(|(_, last)| from == 0 || *last >= LONGEST);
            hits.extend(new.map(|(first, last)| (from + last, concept, from + first)));
        });
        hits.sort_unstable();
        hits.dedup();
        hits.into_iter().map(|(last, concept, first)| Hit { concept, first, last }).collect()
    }

    fn begin(&mut self) {
        self.sentence.clear();
        if self.words.len() > MAX_WORDS {
            self.words.clear();
        }
    }

    /// Shows the sentence in overlapping views that are twice as long as any phrase: each with the place
    /// of its first word, once for every phrase that may be there.
    fn each_view(&mut self, mut look: impl FnMut(&View<'_>, usize, PhraseId)) {
        let sentence = self.sentence.len();
        let mut from = 0;
        loop {
            let shown = &self.sentence[from..sentence.min(from + WINDOW)];
            let role_of = |meaning: &Meaning| &self.meanings[*meaning as usize];
            self.fulfilled.fill(false);
            self.fulfilled[NOTHING as usize] = true;
            for (i, role) in shown.iter().map(role_of).enumerate() {
                for atom in &role.atoms {
                    self.places[*atom as usize] |= 1 << i;
                }
                for need in &role.fulfils {
                    self.fulfilled[*need as usize] = true;
                }
            }
            self.known.forget();
            let view = self.lexicon.phrases.view(&self.places, &self.known, shown.len());
            for (i, meaning) in shown.iter().enumerate() {
                let finds = &role_of(meaning).finds;
                if finds.is_empty() || shown[..i].contains(meaning) {
                    continue;
                }
                for (need, phrase) in finds {
                    if self.fulfilled[*need as usize] {
                        look(&view, from, *phrase);
                    }
                }
            }
            for atom in shown.iter().flat_map(|meaning| &role_of(meaning).atoms) {
                self.places[*atom as usize] = 0;
            }
            if from + WINDOW >= sentence {
                return;
            }
            from += WINDOW - LONGEST;
        }
    }

    fn meaning_of(&mut self, word: &str, kind: Kind) -> (Meaning, Weight) {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        self.folded.clear();
        fold_into(word, &mut self.folded);
        let atoms = &self.lexicon.atoms;
        // The first look at all mail is for what is spelt right; it costs too much there.
        let matching = match &self.only {
            Some(_) => atoms.matching(&self.folded, kind),
            None => atoms.matching_freely(&self.folded, kind),
        };
        // Who looks for some concepts only does not ask what a sentence is about.
        let weight = match &self.only {
            Some(_) => Weight::default(),
            None => self.lexicon.topic.of_word(&self.folded, kind),
        };
        let meaning = self.meaning(matching);
        self.words.insert(word.into(), (meaning, weight));
        (meaning, weight)
    }

    fn meaning(&mut self, mut atoms: Vec<AtomId>) -> Meaning {
        if let Some(only) = &self.only {
            atoms.retain(|atom| only.patterns[*atom as usize]);
        }
        let atoms = atoms.into_boxed_slice();
        if let Some(id) = self.meaning_ids.get(&atoms) {
            return *id;
        }
        let id = self.meanings.len() as Meaning;
        let phrases = &self.lexicon.phrases;
        let wanted = |phrase: &PhraseId| {
            self.only.as_ref().is_none_or(|only| only.concepts.contains(phrases.concept(*phrase)))
        };
        let finds = atoms.iter().flat_map(|atom| phrases.found_by(*atom)).copied().filter(wanted);
        let mut finds: Vec<(Need, PhraseId)> =
            finds.map(|phrase| (phrases.also(phrase), phrase)).collect();
        // A run of phrases with the same need gets the same answer, which the processor foresees.
        finds.sort_unstable();
        finds.dedup();
        let fulfils = atoms.iter().flat_map(|atom| phrases.fulfils(*atom)).copied().collect();
        self.meanings.push(Role { atoms: atoms.clone(), finds: finds.into(), fulfils });
        self.meaning_ids.insert(atoms, id);
        id
    }
}
