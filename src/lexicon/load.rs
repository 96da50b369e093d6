//! Loads `rules/concepts.toml` and the language files.

use super::atom::Patterns;
use super::fold::Tokens;
use super::phrase::Parser;
use super::phrases::Builder;
use super::topic::Topic;
use super::{ConceptIx, ConceptSet, Lexicon, cue};
use crate::embedded::LEXICA;
use crate::id::{ConceptId, Language};
use crate::rulefile::{Fault, RuleFile, RuleFiles};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;
use toml::Spanned;

/// Lists in a language file that the message room uses, as concepts of their own.
const CUES: [&str; 4] = ["sign-off", "banner", "footer", "automatic"];

/// The concepts that no phrase makes: what a sentence is about shows in its words and its neighbours, a
/// line of a record, or of an answer, in its form.
const COMPUTED: [&str; 3] = ["other-business", "record", "item-line"];

/// A thing or turn of phrase that every language has phrases for.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its id.
    pub id: ConceptId,
    /// What belongs to it and what does not.
    pub gloss: String,
}

/// The table of concepts.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    concepts: Vec<Concept>,
    index: HashMap<ConceptId, ConceptIx>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptsFile {
    concepts: BTreeMap<String, String>,
}

impl Concepts {
    /// Loads the table.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/concepts.toml`.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let mut table = Self::default();
        if let Some(file) = files.get("concepts.toml") {
            for (id, gloss) in file.parse::<ConceptsFile>()?.concepts {
                table.push(ConceptId::new(id), gloss);
            }
            for name in CUES {
                table.push(cue(name), String::new());
            }
            for name in COMPUTED {
                table.push(ConceptId::new(name), String::new());
            }
            if table.concepts.len() > ConceptSet::CAPACITY {
                return Err(Fault::new(file, None, "too many concepts"));
            }
        }
        Ok(table)
    }

    fn push(&mut self, id: ConceptId, gloss: String) {
        let index = ConceptIx(u16::try_from(self.concepts.len()).unwrap_or(u16::MAX));
        self.index.insert(id.clone(), index);
        self.concepts.push(Concept { id, gloss });
    }

    /// Finds a concept by its id.
    pub fn find(&self, id: &ConceptId) -> Option<ConceptIx> {
        self.index.get(id).copied()
    }

    /// Gives a concept by its place.
    pub fn get(&self, index: ConceptIx) -> &Concept {
        &self.concepts[usize::from(index.0)]
    }

    /// Lists the concepts that language files name, without the cues of the message room.
    pub fn listed(&self) -> impl Iterator<Item = (ConceptIx, &Concept)> {
        let all = self.concepts.iter().enumerate();
        all.map(|(i, c)| (ConceptIx(i as u16), c)).filter(|(_, c)| !c.gloss.is_empty())
    }
}

/// A sentence of a language file with the concepts it must and must not have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceExample {
    /// The sentence.
    pub text: String,
    /// Concepts it must have.
    #[serde(default)]
    pub has: Vec<ConceptId>,
    /// Concepts it must not have.
    #[serde(default)]
    pub lacks: Vec<ConceptId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LanguageFile {
    language: Language,
    #[serde(default)]
    reply_prefixes: Vec<String>,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    sign_offs: Vec<Spanned<String>>,
    #[serde(default)]
    banners: Vec<Spanned<String>>,
    #[serde(default)]
    footers: Vec<Spanned<String>>,
    #[serde(default)]
    automatic: Vec<Spanned<String>>,
    #[serde(default)]
    words: HashMap<String, String>,
    concepts: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    examples: Vec<SentenceExample>,
}

impl Lexicon {
    /// Compiles a language file.
    ///
    /// # Errors
    /// A [`Fault`] that shows the phrase or the concept at fault.
    pub fn compile(
        file: &RuleFile,
        topic: Option<&RuleFile>,
        concepts: &Concepts,
    ) -> Result<Self, Fault> {
        let source: LanguageFile = file.without_tail("[[examples]]").parse()?;
        let mut patterns = Patterns::default();
        let mut parser =
            Parser { atoms: &mut patterns, macros: &source.words, parsed: HashMap::new() };
        let mut builder = Builder::default();
        let mut coverage = vec![0; concepts.concepts.len()];
        let cues = [&source.sign_offs, &source.banners, &source.footers, &source.automatic];
        let cues = CUES.iter().zip(cues).map(|(name, list)| (cue(name), list));
        let named = source.concepts.iter().map(|(id, list)| (ConceptId::new(id.as_str()), list));
        for (id, phrases) in named.chain(cues) {
            let Some(concept) = concepts.find(&id) else {
                return Err(Fault::at(file, id.as_str(), "no such concept in rules/concepts.toml"));
            };
            for phrase in phrases {
                coverage[usize::from(concept.0)] += 1;
                let added = builder.add(concept, phrase.get_ref(), |part| parser.parse(part));
                added.map_err(|e| Fault::new(file, Some(phrase.span()), &e))?;
            }
        }
        let (phrases, atoms) = builder.finish(patterns);
        let fold = |word: &String| {
            let tokens = Tokens::of(word, 0);
            tokens.tokens.iter().map(|t| tokens.word(t)).collect::<Vec<_>>().join(".")
        };
        Ok(Self {
            language: source.language,
            reply_prefixes: source.reply_prefixes,
            coverage,
            abbreviations: source.abbreviations.iter().map(fold).collect(),
            atoms,
            phrases,
            topic: topic.map_or_else(|| Ok(Topic::default()), Topic::parse)?,
        })
    }
}

/// The languages there are; each is compiled when a text first asks for it.
#[derive(Debug)]
pub struct Lexica {
    /// The table of concepts that all languages share.
    pub concepts: Concepts,
    concepts_embedded: bool,
    languages: Vec<(Language, Source, Lazy)>,
}

/// What a lexicon is compiled of.
#[derive(Debug)]
struct Source {
    language: RuleFile,
    topic: Option<RuleFile>,
}

impl Source {
    fn is_embedded(&self) -> bool {
        self.language.is_embedded() && self.topic.as_ref().is_none_or(RuleFile::is_embedded)
    }
}

/// A lexicon that is compiled when it is first asked for.
type Lazy = OnceLock<Result<Lexicon, Fault>>;

impl Lexica {
    /// Finds the languages; none is compiled yet.
    ///
    /// # Errors
    /// A [`Fault`] in the table of concepts.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let concepts = Concepts::load(files)?;
        let languages = files
            .folder("languages")
            .map(|(stem, file)| {
                let topic = files.get(&format!("topics/{stem}.toml")).cloned();
                let source = Source { language: file.clone(), topic };
                (Language::new(stem), source, OnceLock::new())
            })
            .collect();
        let concepts_embedded = files.get("concepts.toml").is_some_and(RuleFile::is_embedded);
        Ok(Self { concepts, concepts_embedded, languages })
    }

    /// Gives the lexicon that was compiled with the program, if neither the language nor the table of
    /// concepts has been replaced since.
    fn precompiled(&self, language: &Language, source: &Source) -> Option<Lexicon> {
        if !(self.concepts_embedded && source.is_embedded()) {
            return None;
        }
        let (_, bytes) = LEXICA.iter().find(|(code, _)| *code == language.as_str())?;
        postcard::from_bytes(bytes).ok()
    }

    /// Lists the languages.
    pub fn languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().map(|(language, ..)| language)
    }

    /// Compiles languages that will be needed, side by side.
    pub fn prepare<'a>(&self, wanted: impl IntoIterator<Item = &'a Language>) {
        let wanted: BTreeSet<&Language> = wanted.into_iter().collect();
        let cold =
            self.languages.iter().filter(|(l, _, cell)| wanted.contains(l) && cell.get().is_none());
        let mut cold: Vec<&Language> = cold.map(|(language, ..)| language).collect();
        let mine = cold.pop();
        std::thread::scope(|scope| {
            for language in cold {
                // A fault is told when the language is asked for.
                scope.spawn(|| drop(self.get(language)));
            }
            mine.map(|language| self.get(language).is_ok());
        });
    }

    /// Reads the example sentences of a language.
    ///
    /// # Errors
    /// A [`Fault`] in the language file.
    pub fn examples(&self, language: &Language) -> Result<Vec<SentenceExample>, Fault> {
        let source =
            self.languages.iter().find(|(l, ..)| l == language).map(|(_, source, _)| source);
        source.map_or(Ok(Vec::new()), |s| Ok(s.language.parse::<LanguageFile>()?.examples))
    }

    /// Gives the lexicon of a language, compiling it at the first call.
    ///
    /// # Errors
    /// A [`Fault`] in the language file.
    pub fn get(&self, language: &Language) -> Result<Option<&Lexicon>, Fault> {
        let Some((_, source, cell)) = self.languages.iter().find(|(l, ..)| l == language) else {
            return Ok(None);
        };
        let compile = || match self.precompiled(language, source) {
            Some(lexicon) => Ok(lexicon),
            None => Lexicon::compile(&source.language, source.topic.as_ref(), &self.concepts),
        };
        match cell.get_or_init(compile) {
            Ok(lexicon) => Ok(Some(lexicon)),
            Err(fault) => Err(fault.clone()),
        }
    }
}
