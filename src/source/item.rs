//! What a source gives: messages, and what it could not read.

use crate::id::MessageKey;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest message that is read, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// Where a message lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The file; for an entry of an archive, the name of the entry below the archive, which is
    /// there to be shown and opens nothing.
    #[serde(with = "super::path")]
    pub path: Arc<Path>,
    /// The first byte of the message in the file; if that is compressed, in what it holds.
    pub offset: u64,
    /// How many bytes the message takes there.  The message itself may be shorter: the escapes of
    /// an mbox do not belong to it.
    pub length: u64,
    /// The archive, if it lies in one.
    #[serde(with = "super::path::within")]
    pub(super) within: Option<Arc<Within>>,
    /// Whether escapes of the mbox were undone.
    pub(super) escaped: bool,
    /// What tells whether the bytes are still the same.
    pub(super) checksum: u64,
}

/// The entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Within {
    /// The archive.
    #[serde(with = "super::path")]
    pub(super) file: Arc<Path>,
    /// The number of the entry in its directory.
    pub(super) index: usize,
}

impl Location {
    /// Describes a file that is one message.
    pub fn file(path: &Path, length: u64) -> Self {
        Self { path: path.into(), length, ..Self::default() }
    }

    /// Gives the file that must be opened to read the message: the archive, if it lies in one.
    pub fn store(&self) -> &Path {
        self.within.as_ref().map_or(&self.path, |within| &within.file)
    }
}

impl Default for Location {
    fn default() -> Self {
        let path = Path::new("").into();
        Self { path, offset: 0, length: 0, within: None, escaped: false, checksum: 0 }
    }
}

/// Sums up bytes, so that a later change shows.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The bytes of one message.
#[derive(Clone, Debug)]
pub struct RawMessage {
    /// Where it lies.
    pub location: Location,
    /// The bytes, as they were received: what a mailbox format adds is taken off.
    pub bytes: Vec<u8>,
    /// The identity of the message that these bytes are a copy of, if something was left out of the copy.
    pub copy_of: Option<MessageKey>,
}

impl RawMessage {
    /// Gives a message as it lies there.
    pub fn new(location: Location, bytes: Vec<u8>) -> Self {
        Self { location, bytes, copy_of: None }
    }
}

/// Something that was found but not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Which file or folder.
    pub path: PathBuf,
    /// Where in the file, if only a part of it was not read.
    pub offset: Option<u64>,
    /// Why it was not read.
    pub why: Why,
}

impl Skipped {
    /// Says that a file as a whole was not read.
    pub fn whole(path: &Path, why: Why) -> Self {
        Self { path: path.to_path_buf(), offset: None, why }
    }

    /// Says that the message at this place was not read.
    pub fn at(location: &Location, why: Why) -> Self {
        let offset = (location.offset > 0).then_some(location.offset);
        Self { path: location.path.to_path_buf(), offset, why }
    }

    /// Says why, and where in the file.
    pub fn reason(&self) -> String {
        match self.offset {
            Some(offset) => format!("at byte {offset}: {}", self.why),
            None => self.why.to_string(),
        }
    }
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
    /// An mbox has a separator here and nothing behind it.
    NoMessage,
    /// It has at least so many bytes, which is more than [`LARGEST`].
    TooLarge(u64),
    /// It holds mail in a form that is not read.
    Unsupported(&'static str),
    /// It is compressed, and what it holds is broken.
    Damaged(String),
    /// The entry of an archive needs a password.
    Encrypted,
    /// An archive in an archive.
    Nested,
    /// It unpacks to more than any mailbox would.
    Bomb,
    /// The archive has more entries than are read.
    TooManyEntries(usize),
    /// Entries of the archive have the same name; of those only the last is read.
    SameName,
    /// It is no longer what was read before.
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
            Self::NoMessage => f.write_str("a separator without a message behind it"),
            Self::TooLarge(size) => {
                write!(f, "{size} bytes or more: larger than {LARGEST} bytes")
            }
            Self::Unsupported(what) => write!(f, "{what}; it cannot be read"),
            Self::Damaged(what) => write!(f, "damaged: {what}"),
            Self::Encrypted => f.write_str("encrypted: unpack it with its password first"),
            Self::Nested => f.write_str("an archive in an archive: unpack it first"),
            Self::Bomb => f.write_str("it unpacks to far more than a mailbox would (a zip bomb?)"),
            Self::TooManyEntries(count) => write!(f, "an archive of {count} entries: too many"),
            Self::SameName => {
                f.write_str("entries of the same name in it: only the last of them is read")
            }
            Self::Changed => f.write_str("it changed while it was being read"),
            Self::Panicked => f.write_str("could not be parsed (please report this as a fault)"),
        }
    }
}

/// One step of reading a source.
pub type Item = Result<RawMessage, Skipped>;
