//! What a user is told when nothing could be done: what happened, where, and what to do next.

use crate::index::IndexError;
use crate::rulefile::Fault;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A fault in a rule file.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// A file that could not be used.
    #[error("{path}: {why}; {hint}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        why: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// Wrong use, or nothing could be done.
    #[error("{0}")]
    Wrong(String),
    /// Standard output could not be written.
    #[error("standard output: {0}")]
    Output(io::Error),
    /// The reader of our output went away: that is no fault.
    #[error("")]
    Pipe,
}

impl Failure {
    /// Tells of a file that could not be used.
    pub(super) fn file(path: &Path, error: &io::Error, hint: &'static str) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "no right to read it".to_owned(),
            _ => error.to_string(),
        };
        Self::File { path: path.to_path_buf(), why, hint }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        Self::Wrong(format!("{error}; {}", error.advice()))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Output(error) }
    }
}
