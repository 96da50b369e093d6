//! Looks at one place of mail for the index: what lies there is known, or is taken apart.

use super::guard::guarded;
use super::pipeline::Rules;
use super::survey::{Parsed, Scope, parse};
use crate::exchange::Draft;
use crate::id::MessageKey;
use crate::index::Indexed;
use crate::message::Spotters;
use crate::message::document::Extractor;
use crate::rulefile::Fault;
use crate::source::{Item, Location, RawMessage, Skipped, Why};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// A message that the index did not hold when the update began.
pub(super) struct New {
    pub(super) key: MessageKey,
    pub(super) drafts: Vec<Draft>,
    pub(super) indexed: Indexed,
}

/// What one place came to.
pub(super) enum Looked {
    Known(Location, u32),
    New(Location, Box<New>),
    Skipped(Skipped),
}

/// Looks at what lies at one place.
pub(super) fn look(
    item: Item,
    before: &FxHashMap<MessageKey, u32>,
    rules: &Rules,
    extractor: &dyn Extractor,
    spotters: &mut Spotters<'_>,
) -> Result<Looked, Fault> {
    let raw = match item {
        Ok(raw) => raw,
        Err(skipped) => return Ok(Looked::Skipped(skipped)),
    };
    if !before.is_empty() {
        let key = MessageKey::new(Sha256::digest(&raw.bytes).into());
        if let Some(number) = before.get(&key) {
            return Ok(Looked::Known(raw.location, *number));
        }
    }
    let new = guarded(|| new(&raw, rules, extractor, spotters)).transpose()?;
    Ok(match new {
        Some(new) => Looked::New(raw.location, Box::new(new)),
        None => Looked::Skipped(Skipped::at(&raw.location, Why::Panicked)),
    })
}

fn new(
    raw: &RawMessage,
    rules: &Rules,
    extractor: &dyn Extractor,
    spotters: &mut Spotters<'_>,
) -> Result<New, Fault> {
    let mut messages = Vec::new();
    for Parsed { mut message, enclosed } in parse(raw, rules, Scope::Enclosed, spotters)? {
        let bytes = enclosed.as_deref().unwrap_or(&raw.bytes);
        message.read_attachments(bytes, extractor);
        messages.push(message);
    }
    let is_reply = rules.subjects.base(&messages[0].subject).is_reply;
    let indexed = Indexed::of(&messages[0], &messages[1..], is_reply);
    let key = messages[0].key;
    let mut drafts = Vec::new();
    for message in messages {
        drafts.push(Draft::of(message, &rules.subjects, &rules.acts, spotters)?);
    }
    Ok(New { key, drafts, indexed })
}

/// Gives the folder of a place, as people search for it: the path without the parts of a Maildir.
pub(super) fn folder_of(location: &Location) -> String {
    let path = location.path.as_ref();
    let parent = path.parent().unwrap_or(path);
    let in_maildir =
        ["cur", "new"].map(Some).contains(&parent.file_name().and_then(|n| n.to_str()));
    let folder = if in_maildir { parent.parent().unwrap_or(parent) } else { path };
    folder.to_string_lossy().into_owned()
}
