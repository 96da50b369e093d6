//! Turns paths into a stream of raw messages, each with where it lies.  Nothing is ever altered.

mod eml;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The largest message that is read, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// Where a message lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: PathBuf,
    /// The first byte of the message in the file.
    pub offset: u64,
    /// The length of the message in bytes.
    pub length: u64,
}

/// The bytes of one message.
#[derive(Clone, Debug)]
pub struct RawMessage {
    /// Where it lies.
    pub location: Location,
    /// The bytes, as they are stored.
    pub bytes: Vec<u8>,
}

/// Something that was found but not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Which file or folder.
    pub path: PathBuf,
    /// Why it was not read.
    pub why: Why,
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The system refused.
    Io(String),
    /// It is not a mail: it does not begin with header fields (RFC 5322, 2.1).
    NotMail,
    /// The file is empty.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge(u64),
    /// It is not what it was when it was first read.
    Changed,
    /// Parsing it failed in a way that should not happen.
    Panicked,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => f.write_str(error),
            Self::NotMail => f.write_str("not a mail: it does not begin with mail headers"),
            Self::Empty => f.write_str("empty file"),
            Self::TooLarge(size) => write!(f, "{size} bytes: larger than {LARGEST} bytes"),
            Self::Changed => f.write_str("changed while it was read; run the audit again"),
            Self::Panicked => f.write_str("could not be parsed (please report this as a fault)"),
        }
    }
}

/// One step of reading a source.
pub type Item = Result<RawMessage, Skipped>;

/// A place that holds mail.
pub trait Source: Send + Sync {
    /// Reads the messages one after the other, in an order that does not change between runs.
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_>;
    /// Reads again the messages at these places.
    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a>;
}

/// Opens a path by what it holds.
///
/// # Errors
/// When the path does not exist or may not be read.
pub fn open(path: &Path) -> io::Result<Box<dyn Source>> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        std::fs::read_dir(path)?;
    } else {
        std::fs::File::open(path)?;
    }
    Ok(Box::new(eml::Files::new(path)))
}
