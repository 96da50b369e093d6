//! Turns rule files into text with a name, and a fault in one into an excerpt with line and column.
//!
//! Rules are data: embedded at build time, overridden or extended file by file from a folder.

mod fault;

pub use fault::Fault;

use crate::embedded::{FILES, WEIGHTS};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One rule file: where it came from and what it says.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// The path shown to a person when the file has a fault.
    pub shown: String,
    /// The text of the file.
    pub text: Cow<'static, str>,
}

impl RuleFile {
    /// Tells whether the file is one of those built into the program.
    pub fn is_embedded(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// Gives the file without the tables of one name at its end: only tests read examples, and they would
    /// cost an audit a part of its start-up.
    pub fn without_tail(&self, heading: &str) -> Self {
        let begins = |line: &str| line.trim_end() == heading;
        let mut at = 0;
        let mut cut = None;
        for line in self.text.split_inclusive('\n') {
            match cut {
                None if begins(line) => cut = Some(at),
                Some(_) if line.starts_with('[') && !begins(line) => cut = None,
                _ => {}
            }
            at += line.len();
        }
        let end = cut.unwrap_or(self.text.len());
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
            Cow::Owned(text) => Cow::Owned(text[..end].to_owned()),
        };
        Self { shown: self.shown.clone(), text }
    }

    /// Parses the file as TOML.
    ///
    /// # Errors
    /// A [`Fault`] that shows the place in the file.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        toml::from_str(&self.text).map_err(|e| Fault::new(self, e.span(), e.message()))
    }
}

/// Every rule file by its path below `rules/` (`tactics/ack-only.toml`).
#[derive(Clone, Debug)]
pub struct RuleFiles {
    files: BTreeMap<String, RuleFile>,
}

impl RuleFiles {
    /// Gives the rules that are built into the program.
    pub fn embedded() -> Self {
        let files = FILES
            .iter()
            .map(|(name, text, _)| {
                let file = RuleFile { shown: format!("rules/{name}"), text: Cow::Borrowed(*text) };
                ((*name).to_owned(), file)
            })
            .collect();
        Self { files }
    }

    /// Adds a file, or puts it in the place of the one with the same name.
    pub fn put(&mut self, name: &str, shown: String, text: String) {
        self.files.insert(name.to_owned(), RuleFile { shown, text: Cow::Owned(text) });
    }

    /// Gives the file of that name, if there is one.
    pub fn get(&self, name: &str) -> Option<&RuleFile> {
        self.files.get(name)
    }

    /// Gives the files that are not those built into the program, by name.
    pub fn added(&self) -> impl Iterator<Item = (&str, &RuleFile)> {
        let added = self.files.iter().filter(|(_, file)| !file.is_embedded());
        added.map(|(name, file)| (name.as_str(), file))
    }

    /// Gives the files of a folder with the stem of each name, in the order of the names.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a RuleFile)> {
        self.named(folder, "toml")
    }

    /// Gives the files of a folder that have this extension with the stem of each name, in the order of the names.
    pub fn named<'a>(
        &'a self,
        folder: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a RuleFile)> {
        self.files.iter().filter_map(move |(name, file)| {
            let below = name.strip_prefix(folder)?.strip_prefix('/')?;
            let stem = below.strip_suffix(extension)?.strip_suffix('.')?;
            (!stem.contains('/')).then_some((stem, file))
        })
    }

    /// Gives the SHA-256 over the names and the SHA-256 of all files and of the weights that were learned, so
    /// that a report names the rules it was made with.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        let files = self.files.keys().map(|name| (name.as_str(), self.sha256_of(name)));
        let weights = WEIGHTS.iter().map(|(name, _, sha256)| (*name, Cow::Borrowed(*sha256)));
        for (name, sha256) in files.chain(weights) {
            for part in [name.as_bytes(), sha256.as_bytes()] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        hex(&hash.finalize())
    }

    /// Gives the SHA-256 of one file; that of nothing if there is no such file.  Those built in are known: they
    /// have some megabytes.
    pub fn sha256_of(&self, name: &str) -> Cow<'static, str> {
        let file = self.get(name);
        let known = || FILES.binary_search_by_key(&name, |(name, ..)| name).ok();
        match file.filter(|file| file.is_embedded()).and_then(|_| known()) {
            Some(at) => Cow::Borrowed(FILES[at].2),
            None => Cow::Owned(digest(file.map_or("", |file| &file.text).as_bytes())),
        }
    }
}

/// Gives the SHA-256 of some bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_same_hash_wherever_it_comes_from() {
        let embedded = RuleFiles::embedded();
        let mut read = RuleFiles { files: BTreeMap::new() };
        for (name, file) in &embedded.files {
            read.put(name, file.shown.clone(), file.text.to_string());
            assert_eq!(read.sha256_of(name), embedded.sha256_of(name), "{name}");
        }
        assert_eq!(read.sha256(), embedded.sha256());
        read.put("acts.toml", String::new(), "# other".to_owned());
        assert_ne!(read.sha256(), embedded.sha256());
        assert!(read.sha256_of("acts.toml") != embedded.sha256_of("acts.toml"));
    }
}
