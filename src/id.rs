//! Names the identifiers of every room, so that no bare `String` id crosses one.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Declares a newtype around a `String` with the traits every identifier needs.
macro_rules! identifier {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text of an identifier.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Gives the identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifier! {
    /// The content of a `Message-ID` header without its angle brackets (RFC 5322, 3.6.4).
    MessageId,
    /// One exchange between a subject and a controller.
    ExchangeId,
    /// A tactic of the rule book, named as its file in `rules/tactics/`.
    TacticId,
    /// A finding; stable across runs, so that a person can waive it.
    FindingId,
    /// Something a language has phrases for (`rules/concepts.toml`).
    ConceptId,
    /// What a sentence does (`rules/acts.toml`).
    ActId,
    /// An identifying item of the ledger (`rules/acts.toml`).
    ItemId,
    /// A body of law, named as its file in `rules/regimes/`.
    RegimeId,
    /// A language by its ISO 639-1 code.
    Language,
    /// A state by its ISO 3166-1 code, whose public holidays move a deadline.
    MemberState,
}

/// The identity of a message: the SHA-256 of its bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageKey([u8; 32]);

impl MessageKey {
    /// Wraps a digest.
    pub fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Reads a digest in hexadecimal.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| !pair.starts_with('+'))?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        (digits.len() == 64).then_some(Self(digest))
    }
}

/// Writes the digest in lower-case hexadecimal.
impl fmt::Display for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that occurs often (a `Message-ID`, an address) by its number in [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name(u32);

impl Name {
    /// Gives the number, counted from 0 in the order in which the names were first seen.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Keeps each text once and gives it a number.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Names {
    numbers: FxHashMap<Arc<str>, Name>,
    texts: Vec<Arc<str>>,
}

/// Writes the texts in the order of their numbers.
impl Serialize for Names {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.texts.iter().map(|text| &**text))
    }
}

impl From<Vec<String>> for Names {
    fn from(list: Vec<String>) -> Self {
        let mut names = Self::default();
        for text in &list {
            names.name(text);
        }
        names
    }
}

impl Names {
    /// Gives the number of a text.
    pub fn name(&mut self, text: &str) -> Name {
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let name =
            Name(u32::try_from(self.texts.len()).expect("fewer than 2^32 names fit in memory"));
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.numbers.insert(text, name);
        name
    }

    /// Gives the text of a number.
    pub fn text(&self, name: Name) -> &str {
        &self.texts[name.index()]
    }
}
