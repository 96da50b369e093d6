//! Reads messages again, by the places where they lie.

use super::archive::Archive;
use super::item::{Item, LARGEST, Location, RawMessage, Skipped, Why, checksum};
use super::kind::Kind;
use super::mbox::unescaped;
use super::stream::{Budget, Forward, Store, Stream, gunzip, why};
use std::io::{self, Cursor, Read, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::vec::IntoIter;

/// The messages at some places, in the order in which they lie in the source.
pub(super) struct Rereading<'a> {
    wanted: IntoIter<&'a Location>,
    store: Box<dyn Fn(&Path) -> Store + Send + 'a>,
    /// The archive in which the last place was.
    archive: Option<(&'a Path, Archive)>,
    /// The file that was opened for the last place.
    opened: Option<(&'a Location, Opened)>,
}

impl<'a> Rereading<'a> {
    pub(super) fn new(
        wanted: &'a [Location],
        store: Box<dyn Fn(&Path) -> Store + Send + 'a>,
    ) -> Self {
        let mut wanted: Vec<&Location> = wanted.iter().collect();
        wanted.sort_by_key(|it| (it.store(), it.within.as_ref().map(|w| w.index), it.offset));
        Self { wanted: wanted.into_iter(), store, archive: None, opened: None }
    }

    fn open(&mut self, wanted: &'a Location) -> Result<Opened, Why> {
        let path = wanted.store();
        let store = (self.store)(path);
        if let Some(within) = &wanted.within {
            if self.archive.as_ref().is_none_or(|(last, _)| *last != path) {
                self.archive = Some((path, Archive::open(&store)?));
            }
            let Some((_, archive)) = &self.archive else { return Err(Why::Changed) };
            let (reader, budget) = archive.entry(within.index)?;
            return Opened::packed(reader, &budget);
        }
        let mut file = store.open().map_err(|error| why(&error))?;
        let magic = magic(&mut file)?;
        file.seek(SeekFrom::Start(0)).map_err(|error| why(&error))?;
        if Kind::of(&magic) != Kind::Gzip {
            return Ok(Opened::Plain(file));
        }
        let size = store.size().map_err(|error| why(&error))?;
        Opened::packed(Box::new(file), &Budget::new(size))
    }

    fn read(&mut self, wanted: &'a Location) -> Result<Vec<u8>, Why> {
        let same = |(last, opened): &(&Location, Opened)| {
            last.path == wanted.path && last.within == wanted.within && opened.can_reach(wanted)
        };
        if !self.opened.as_ref().is_some_and(same) {
            self.opened = None;
            self.opened = Some((wanted, self.open(wanted)?));
        }
        let Some((_, opened)) = &mut self.opened else { return Err(Why::Changed) };
        let stored = opened.stored(wanted)?;
        let bytes = if wanted.escaped { unescaped(&stored) } else { stored };
        if checksum(&bytes) == wanted.checksum { Ok(bytes) } else { Err(Why::Changed) }
    }
}

impl Iterator for Rereading<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let wanted = self.wanted.next()?;
        Some(match self.read(wanted) {
            Ok(bytes) => Ok(RawMessage::new(wanted.clone(), bytes)),
            Err(why) => Err(Skipped::at(wanted, why)),
        })
    }
}

/// A file that messages are read from.
enum Opened {
    /// Any place can be gone to.
    Plain(Box<dyn Stream>),
    /// What lies before `at` is gone.
    Unpacked { reader: Forward, at: u64 },
}

impl Opened {
    fn packed(mut reader: Forward, budget: &Arc<Budget>) -> Result<Self, Why> {
        let magic = magic(&mut reader)?;
        let gzip = Kind::of(&magic) == Kind::Gzip;
        let packed: Forward = Box::new(Cursor::new(magic).chain(reader));
        Ok(Self::Unpacked { reader: if gzip { gunzip(packed, budget) } else { packed }, at: 0 })
    }

    fn can_reach(&self, wanted: &Location) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Unpacked { at, .. } => *at <= wanted.offset,
        }
    }

    fn stored(&mut self, wanted: &Location) -> Result<Vec<u8>, Why> {
        if wanted.length > LARGEST {
            return Err(Why::TooLarge(wanted.length));
        }
        let reader: &mut dyn Read = match self {
            Self::Plain(file) => {
                file.seek(SeekFrom::Start(wanted.offset)).map_err(|error| why(&error))?;
                file
            }
            Self::Unpacked { reader, at } => {
                let mut before = reader.take(wanted.offset.saturating_sub(*at));
                io::copy(&mut before, &mut io::sink()).map_err(|error| why(&error))?;
                *at = wanted.offset.saturating_add(wanted.length);
                reader
            }
        };
        let mut stored = Vec::with_capacity(wanted.length as usize);
        reader.take(wanted.length).read_to_end(&mut stored).map_err(|error| why(&error))?;
        if stored.len() as u64 == wanted.length { Ok(stored) } else { Err(Why::Changed) }
    }
}

/// Reads enough to tell whether the bytes are compressed.
fn magic(reader: &mut impl Read) -> Result<Vec<u8>, Why> {
    let mut magic = Vec::new();
    reader.take(4).read_to_end(&mut magic).map_err(|error| why(&error))?;
    Ok(magic)
}
