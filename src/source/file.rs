//! Reads one file, whatever kind it is.

use super::Source;
use super::archive;
use super::item::{Item, LARGEST, Location, RawMessage, Skipped, Why, Within, checksum};
use super::kind::{Claim, HEAD, Kind};
use super::mbox::Mbox;
use super::reread::Rereading;
use super::screen::{Screen, Stamp};
use super::stream::{Budget, Forward, Store, gunzip, why};
use std::io::Read;
use std::iter;
use std::path::Path;
use std::sync::Arc;

/// One item after the other.
pub(super) type Items = Box<dyn Iterator<Item = Item> + Send>;

/// A file that the user named.
pub(super) struct File {
    store: Store,
    place: Place,
}

impl File {
    pub(super) fn new(store: Store, shown: &Path) -> Self {
        Self { store, place: Place { path: shown.into(), within: None, claim: Claim::Mail } }
    }
}

impl Source for File {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        items(&self.store, self.place.clone())
    }

    fn wanted<'a>(&'a self, screen: &'a dyn Screen) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        match &self.store {
            Store::File(path) => match std::fs::metadata(path) {
                Ok(meta) if !screen.wants(path, Stamp::of(&meta)) => Box::new(iter::empty()),
                _ => self.messages(),
            },
            Store::Spool(_) => self.messages(),
        }
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        let store = self.store.clone();
        Box::new(Rereading::new(wanted, Box::new(move |_| store.clone())))
    }

    fn size(&self) -> Option<u64> {
        let mut magic = Vec::new();
        self.store.open().ok()?.take(HEAD as u64).read_to_end(&mut magic).ok()?;
        let plain = !matches!(Kind::of(&magic), Kind::Gzip | Kind::Zip);
        plain.then(|| self.store.size().ok()).flatten()
    }
}

/// Where bytes come from, and what is expected of them.
#[derive(Clone)]
pub(super) struct Place {
    /// As it is shown.
    pub(super) path: Arc<Path>,
    pub(super) within: Option<Arc<Within>>,
    pub(super) claim: Claim,
}

impl Place {
    fn found(&self, offset: u64, length: u64, escaped: bool, bytes: Vec<u8>) -> RawMessage {
        let location = Location {
            path: Arc::clone(&self.path),
            offset,
            length,
            within: self.within.clone(),
            escaped,
            checksum: checksum(&bytes),
        };
        RawMessage::new(location, bytes)
    }

    pub(super) fn skipped(&self, why: Why) -> Skipped {
        Skipped::whole(&self.path, why)
    }

    pub(super) fn skip(&self, why: Why) -> Items {
        Box::new(iter::once(Err(self.skipped(why))))
    }

    /// Lists what is no mail although it claims to be, and else passes it over.
    fn disappoint(&self, why: Why) -> Items {
        if self.claim == Claim::Mail { self.skip(why) } else { Box::new(iter::empty()) }
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Reads a file of any kind.
pub(super) fn items(store: &Store, place: Place) -> Items {
    let (size, reader) = match store.size().and_then(|size| Ok((size, store.open()?))) {
        Ok(opened) => opened,
        Err(error) => return place.skip(why(&error)),
    };
    let mut reader: Forward = Box::new(reader);
    let head = match beginning(&mut reader) {
        Ok(head) => head,
        Err(why) => return place.skip(why),
    };
    match Kind::of(&head) {
        Kind::Zip if place.claim != Claim::Nothing => archive::items(store, place),
        Kind::Gzip => {
            let packed: Forward = Box::new(std::io::Cursor::new(head).chain(reader));
            unpacked(place, packed, &Budget::new(size))
        }
        kind => plain(place, kind, head, reader, Some(size)),
    }
}

/// Reads what an archive or a compressed file holds.
pub(super) fn contents(place: Place, mut reader: Forward, budget: &Arc<Budget>) -> Items {
    let head = match beginning(&mut reader) {
        Ok(head) => head,
        Err(why) => return place.skip(why),
    };
    match Kind::of(&head) {
        Kind::Gzip => unpacked(place, Box::new(std::io::Cursor::new(head).chain(reader)), budget),
        kind => plain(place, kind, head, reader, None),
    }
}

fn unpacked(mut place: Place, packed: Forward, budget: &Arc<Budget>) -> Items {
    let mut reader = gunzip(packed, budget);
    let head = match beginning(&mut reader) {
        Ok(head) => head,
        Err(_) if place.claim == Claim::Nothing => return Box::new(iter::empty()),
        Err(why) => return place.skip(why),
    };
    place.claim = place.claim.inside(&place.name());
    plain(place, Kind::of(&head), head, reader, None)
}

fn beginning(reader: &mut Forward) -> Result<Vec<u8>, Why> {
    let mut head = Vec::new();
    reader.take(HEAD as u64).read_to_end(&mut head).map_err(|error| why(&error))?;
    Ok(head)
}

/// Reads mail of a kind that no other kind encloses.
fn plain(place: Place, kind: Kind, head: Vec<u8>, reader: Forward, size: Option<u64>) -> Items {
    let claimed = place.claim == Claim::Mail;
    let (start, length) = match kind {
        Kind::Mbox { start } => return Box::new(mbox(place, Mbox::new(head, start, reader))),
        Kind::Emlx { start, length } => (start, Some(length)),
        Kind::Mail { sure } if sure || claimed => (0, None),
        Kind::Compound if claimed => (0, None),
        Kind::Foreign { what, certain } if certain || claimed => {
            return place.skip(Why::Unsupported(what));
        }
        Kind::Zip | Kind::Gzip if place.claim != Claim::Nothing => return place.skip(Why::Nested),
        Kind::Empty => return place.disappoint(Why::Empty),
        _ => return place.disappoint(Why::NotMail),
    };
    Box::new(iter::once(single(&place, head, reader, size, start, length)))
}

fn single(
    place: &Place,
    mut bytes: Vec<u8>,
    reader: Forward,
    size: Option<u64>,
    start: usize,
    length: Option<u64>,
) -> Item {
    let too_large = |size: &u64| *size > LARGEST;
    if let Some(size) = size.filter(too_large) {
        return Err(place.skipped(Why::TooLarge(size)));
    }
    let rest = (LARGEST + 1).saturating_sub(bytes.len() as u64);
    if let Err(error) = reader.take(rest).read_to_end(&mut bytes) {
        return Err(place.skipped(why(&error)));
    }
    if let Some(size) = Some(bytes.len() as u64).filter(too_large) {
        return Err(place.skipped(Why::TooLarge(size)));
    }
    bytes.drain(..start);
    bytes.truncate(length.map_or(usize::MAX, |length| length as usize));
    Ok(place.found(start as u64, bytes.len() as u64, false, bytes))
}

fn mbox<R: Read + Send>(place: Place, messages: Mbox<R>) -> impl Iterator<Item = Item> + Send {
    messages.map(move |message| match message {
        Ok(it) => Ok(place.found(it.offset, it.length, it.escaped, it.bytes)),
        Err(gap) => {
            let path = place.path.to_path_buf();
            Err(Skipped { path, offset: Some(gap.offset), why: gap.why })
        }
    })
}
