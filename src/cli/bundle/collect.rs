//! Reads the bytes of messages again, by the places where an audit found them.

use crate::cli::failure::Failure;
use crate::cli::guard::guarded;
use crate::cli::pipeline::Rules;
use crate::id::MessageKey;
use crate::message::{Enclosed, open};
use crate::source::{self, Item, Location, RawMessage, Source};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// More messages in one message than this are not looked at.
const MAX_ENCLOSED: usize = 200;

/// Gives the bytes of messages by their hash: they are those that the audit read, or it is said that they are not.
pub(super) fn collect(
    wanted: &BTreeMap<MessageKey, Location>,
    paths: &[PathBuf],
    sources: &[Box<dyn Source>],
    rules: &Rules,
) -> Result<BTreeMap<MessageKey, Vec<u8>>, Failure> {
    let mut places: Vec<Location> = wanted.values().cloned().collect();
    places.sort_unstable();
    places.dedup();
    let is_piped = |path: &Path| path == Path::new("-");
    let (piped, filed): (Vec<_>, Vec<_>) =
        places.into_iter().partition(|place| is_piped(place.store()));
    let mut found = BTreeMap::new();
    let mut take = |item: Item| -> Result<(), Failure> {
        let raw = item.map_err(|skipped| {
            let (path, why) = (skipped.path.display(), skipped.reason());
            Failure::Wrong(format!(
                "{path}: {why}; let no other program change the mail, and try again"
            ))
        })?;
        keep(raw, wanted, rules, &mut found);
        Ok(())
    };
    source::places(filed).messages().try_for_each(&mut take)?;
    if !piped.is_empty() {
        for (_, source) in paths.iter().zip(sources).filter(|(path, _)| is_piped(path)) {
            source.reread(&piped).try_for_each(&mut take)?;
        }
    }
    match wanted.iter().find(|(key, _)| !found.contains_key(*key)) {
        None => Ok(found),
        Some((key, place)) => Err(Failure::Wrong(format!(
            "{}: no message with the SHA-256 {key} lies there any more; let no other program change the mail, and try again",
            place.path.display()
        ))),
    }
}

/// Keeps a message if it is wanted, and those that it encloses.
fn keep(
    raw: RawMessage,
    wanted: &BTreeMap<MessageKey, Location>,
    rules: &Rules,
    found: &mut BTreeMap<MessageKey, Vec<u8>>,
) {
    let here = |key: &MessageKey| wanted.get(key).is_some_and(|place| *place == raw.location);
    let digest = |bytes: &[u8]| MessageKey::new(Sha256::digest(bytes).into());
    if wanted.iter().any(|(key, place)| *place == raw.location && *key != digest(&raw.bytes)) {
        let opened = |enclosed: &Enclosed| {
            let opened = || enclosed.open(raw.location.clone(), &rules.cues).enclosed().to_vec();
            guarded(opened).unwrap_or_default()
        };
        let outer =
            guarded(|| open(&raw.bytes, raw.location.clone(), &rules.cues).enclosed().to_vec());
        let mut inner = outer.unwrap_or_default();
        let mut looked = 0;
        while let Some(enclosed) = inner.pop().filter(|_| looked < MAX_ENCLOSED) {
            looked += 1;
            inner.extend(opened(&enclosed));
            let key = digest(&enclosed.bytes);
            if here(&key) {
                found.insert(key, enclosed.bytes);
            }
        }
    }
    let key = digest(&raw.bytes);
    if here(&key) {
        found.insert(key, raw.bytes);
    }
}
