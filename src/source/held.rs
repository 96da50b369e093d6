//! Messages that are held in memory: those of a bundle, which is never unpacked to the disk.

use super::Source;
use super::item::{Item, Location, RawMessage, Skipped, Why};

/// Gives a source of messages that are held in memory, each at a place of its own.
pub fn held(messages: Vec<RawMessage>) -> Box<dyn Source> {
    Box::new(Held(messages))
}

struct Held(Vec<RawMessage>);

impl Source for Held {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        Box::new(self.0.iter().cloned().map(Ok))
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        let find = |location: &Location| {
            let found = self.0.iter().find(|raw| raw.location == *location);
            found.cloned().ok_or_else(|| Skipped::at(location, Why::Changed))
        };
        Box::new(wanted.iter().map(find))
    }

    fn size(&self) -> Option<u64> {
        Some(self.0.iter().map(|raw| raw.bytes.len() as u64).sum())
    }
}
