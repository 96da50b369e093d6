//! Tells files that have changed from those that have not, before they are read.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What of a file changes when what it holds changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970; `None` if the system does not say.
    pub modified: Option<u64>,
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        let since = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Self { size: meta.len(), modified }
    }
}

/// Is asked of each file, once, before it is read.
pub trait Screen: Sync {
    /// Tells whether the file is to be read.
    fn wants(&self, file: &Path, stamp: Stamp) -> bool;
}

/// Wants every file.
pub(super) struct Everything;

impl Screen for Everything {
    fn wants(&self, _file: &Path, _stamp: Stamp) -> bool {
        true
    }
}
