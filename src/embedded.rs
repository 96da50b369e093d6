//! Holds what the build script made of `rules/`: the files, and the languages compiled; and what was learned.

/// Every rule file in the order of the names: its path below `rules/`, its text, and the SHA-256 of that.
pub(crate) const FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// Every language: its code, and its lexicon in the form of `postcard`.
pub(crate) const LEXICA: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/lexica.rs"));

/// What was learned, in the order of the names: its path below `rules/`, its bytes, and the SHA-256 of those.
pub(crate) const WEIGHTS: &[(&str, &[u8], &str)] =
    include!(concat!(env!("OUT_DIR"), "/weights.rs"));
