//! Names the identifiers of every room, so that no bare `String` id crosses one.

use serde::{Deserialize, Serialize};
use std::fmt;

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
    /// The identity of a message: the SHA-256 of its bytes, in lower-case hexadecimal.
    MessageKey,
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
