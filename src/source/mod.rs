//! Turns paths into a stream of raw messages, each with where it lies.  Nothing is ever altered.
//!
//! What a file is, its first bytes say (`kind`); its name only says whether to complain when it is
//! no mail.  A kind that holds many messages is read in blocks: memory does not grow with its size.

mod archive;
mod envelope;
mod file;
mod folder;
mod held;
mod item;
mod kind;
mod mbox;
mod path;
mod reread;
mod screen;
mod stream;

pub use held::held;
pub use item::{Item, LARGEST, Location, RawMessage, Skipped, Why};
pub use screen::{Screen, Stamp};

use file::File;
use folder::Folder;
use std::fs;
use std::io;
use std::path::Path;
use stream::Store;

/// A place that holds mail.
pub trait Source: Send + Sync {
    /// Reads the messages one after the other, in an order that does not change between runs.
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_>;

    /// Reads as [`messages`](Self::messages) does, but only the files that the screen wants; what lies in
    /// no file is always read.
    fn wanted<'a>(&'a self, _screen: &'a dyn Screen) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        self.messages()
    }

    /// Reads again the messages at these places, which [`messages`](Self::messages) gave before:
    /// one item for each, in the order in which they lie in the source.  The bytes are those given
    /// before; where that is no longer so, the place is [`Skipped`].
    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a>;

    /// Tells how many bytes there are to read, if that can be known beforehand: the lengths of the messages
    /// come to nearly this sum, unless much lies there that is no mail.
    fn size(&self) -> Option<u64>;
}

/// Opens a path by what it holds: a folder, or a file of any kind that holds mail; `-` is the
/// standard input.
///
/// # Errors
/// When the path does not exist or may not be read.
pub fn open(path: &Path) -> io::Result<Box<dyn Source>> {
    if path == Path::new("-") {
        return stdin();
    }
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        fs::read_dir(path)?;
        return Ok(Box::new(Folder::new(path)));
    }
    let file = fs::File::open(path)?;
    let store =
        if meta.is_file() { Store::File(path.to_path_buf()) } else { Store::spooled(file)? };
    Ok(Box::new(File::new(store, path)))
}

/// Opens the standard input.  It is copied to a temporary file without a name, for what it is shows
/// only while it is read, and it is read twice.
///
/// # Errors
/// When it cannot be read or copied.
pub fn stdin() -> io::Result<Box<dyn Source>> {
    let store = Store::spooled(io::stdin().lock())?;
    Ok(Box::new(File::new(store, Path::new("-"))))
}

/// Gives a source of single messages, by the places where they lie.
pub fn places(places: Vec<Location>) -> Box<dyn Source> {
    Box::new(Places(places))
}

struct Places(Vec<Location>);

impl Source for Places {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        self.reread(&self.0)
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        let file = |path: &Path| Store::File(path.to_path_buf());
        Box::new(reread::Rereading::new(wanted, Box::new(file)))
    }

    fn size(&self) -> Option<u64> {
        Some(self.0.iter().map(|place| place.length).sum())
    }
}

#[cfg(test)]
mod tests;
