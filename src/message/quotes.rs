//! Knows how mail programs mark what somebody else wrote (`rules/quotes.toml`).

use super::words::{Word, Words};
use crate::rulefile::{Fault, RuleFiles};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What a phrase of `rules/quotes.toml` is a mark of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Cue {
    Separator,
    Announcement,
    Verb,
    Opener,
    Pronoun,
    Marker,
    SignOff,
    WeakSignOff,
    Device,
    Notice,
    Footer,
    Small,
    Banner,
    Bracketed,
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u16);

impl Cues {
    pub(super) fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u16) != 0
    }

    pub(super) fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u16;
    }
}

/// What a field of a pasted header block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    From,
    Sent,
    To,
    Subject,
    Other,
}

/// The marks of quoted mail, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct QuoteCues {
    fields: FxHashMap<Vec<u64>, Field>,
    unspaced: Vec<String>,
    /// By their first words.
    phrases: FxHashMap<u64, Vec<(Vec<u64>, Cue)>>,
    /// A bit for each first word of a phrase, by its hash: most words of a text are none.
    likely: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotesFile {
    headers: Headers,
    separators: Separators,
    attributions: Attributions,
    markers: Phrases,
    #[serde(rename = "sign-offs")]
    sign_offs: SignOffs,
    devices: Phrases,
    notices: Notices,
    banners: Banners,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Headers {
    from: Vec<String>,
    sent: Vec<String>,
    to: Vec<String>,
    subject: Vec<String>,
    other: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Separators {
    phrases: Vec<String>,
    announced: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attributions {
    verbs: Vec<String>,
    unspaced: Vec<String>,
    openers: Vec<String>,
    pronouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignOffs {
    phrases: Vec<String>,
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notices {
    phrases: Vec<String>,
    footers: Vec<String>,
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Banners {
    phrases: Vec<String>,
    bracketed: Vec<String>,
}

/// How many 64-bit words [`QuoteCues::likely`] has.
const LIKELY: usize = 256;

impl QuoteCues {
    /// Loads the marks.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/quotes.toml`.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let Some(file) = files.get("quotes.toml") else { return Ok(Self::default()) };
        let source: QuotesFile = file.parse()?;
        let mut cues = Self { likely: vec![0; LIKELY], ..Self::default() };
        for (field, names) in [
            (Field::Other, &source.headers.other),
            (Field::Subject, &source.headers.subject),
            (Field::To, &source.headers.to),
            (Field::Sent, &source.headers.sent),
            (Field::From, &source.headers.from),
        ] {
            cues.fields.extend(names.iter().map(|name| (folded(name), field)));
        }
        for (cue, phrases) in [
            (Cue::Separator, &source.separators.phrases),
            (Cue::Announcement, &source.separators.announced),
            (Cue::Verb, &source.attributions.verbs),
            (Cue::Opener, &source.attributions.openers),
            (Cue::Pronoun, &source.attributions.pronouns),
            (Cue::Marker, &source.markers.phrases),
            (Cue::SignOff, &source.sign_offs.phrases),
            (Cue::WeakSignOff, &source.sign_offs.weak),
            (Cue::Device, &source.devices.phrases),
            (Cue::Notice, &source.notices.phrases),
            (Cue::Footer, &source.notices.footers),
            (Cue::Small, &source.notices.small),
            (Cue::Banner, &source.banners.phrases),
            (Cue::Bracketed, &source.banners.bracketed),
        ] {
            phrases.iter().for_each(|phrase| cues.add(phrase, cue));
        }
        cues.unspaced = source.attributions.unspaced;
        Ok(cues)
    }

    fn add(&mut self, phrase: &str, cue: Cue) {
        let words = folded(phrase);
        let Some((first, rest)) = words.split_first() else { return };
        let bit = bit_of(*first);
        self.likely[bit / 64] |= 1 << (bit % 64);
        self.phrases.entry(*first).or_default().push((rest.to_vec(), cue));
    }

    /// Tells the phrases that begin with the first of some words, each with its length in words.
    pub(super) fn each_at(&self, words: &[Word], mut visit: impl FnMut(Cue, usize)) {
        let Some((first, rest)) = words.split_first() else { return };
        let bit = bit_of(first.fold);
        if self.likely.get(bit / 64).is_none_or(|bits| bits & (1 << (bit % 64)) == 0) {
            return;
        }
        for (phrase, cue) in self.phrases.get(&first.fold).into_iter().flatten() {
            let same = |(fold, word): (&u64, &Word)| *fold == word.fold;
            if rest.len() >= phrase.len() && phrase.iter().zip(rest).all(same) {
                visit(*cue, phrase.len() + 1);
            }
        }
    }

    /// Gives the field that a line of a header block begins with.
    pub(super) fn field(&self, line: &str) -> Option<Field> {
        let line = line.trim_start_matches(['*', ' ', '\t', '\u{200e}', '\u{200f}']);
        let colon = line.find([':', '：'])?;
        if colon == 0 || colon > 32 {
            return None;
        }
        self.fields.get(&folded(&line[..colon])).copied()
    }

    /// Tells whether a line ends with the verb of an attribution in a script without spaces.
    pub(super) fn ends_unspaced(&self, line: &str) -> bool {
        !line.is_ascii() && {
            let line = line.trim_end_matches([':', '：', ' ', '"']);
            self.unspaced.iter().any(|verb| line.ends_with(verb.as_str()))
        }
    }
}

fn bit_of(fold: u64) -> usize {
    // Multiplication mixes the top bits best (Fibonacci hashing).
    (fold.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50) as usize % (LIKELY * 64)
}

fn folded(text: &str) -> Vec<u64> {
    let mut words = Words::default();
    words.refill(text, 0);
    words.list.iter().map(|word| word.fold).collect()
}
