//! Says what went wrong with an index, and what to do: the mail is never at risk.

use std::io;
use std::path::{Path, PathBuf};

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none.
    #[error("{}: there is no index yet", .0.display())]
    NotThere(PathBuf),
    /// The folder holds something else.
    #[error("{}: this folder is not empty, and no index of this program", .0.display())]
    Foreign(PathBuf),
    /// It was made by another version.
    #[error("{}: the index was made by another version of this program", .0.display())]
    Stale(PathBuf),
    /// Another run writes it.
    #[error("{}: another run is updating this index", .0.display())]
    Busy(PathBuf),
    /// It cannot be read.
    #[error("{}: the index is damaged ({why})", .dir.display())]
    Damaged {
        /// Where it lies.
        dir: PathBuf,
        /// What was found.
        why: String,
    },
    /// The system refused.
    #[error("{}: {source}", .path.display())]
    Disk {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl IndexError {
    /// Says what to do.
    pub fn advice(&self) -> String {
        match self {
            Self::NotThere(_) => "make one with `dilatory index PATH…`".to_owned(),
            Self::Foreign(_) => "choose another folder with --index-dir".to_owned(),
            Self::Stale(_) => "run `dilatory index` to make it anew".to_owned(),
            Self::Busy(_) => "wait until it has ended".to_owned(),
            Self::Damaged { .. } => {
                "run `dilatory index --rebuild` to make it anew; the mail is not touched".to_owned()
            }
            Self::Disk { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "choose a folder that can be written with --index-dir".to_owned()
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "make room, then run `dilatory index` again: it goes on where it stopped"
                        .to_owned()
                }
                _ => "if it stays so, run `dilatory index --rebuild`; the mail is not touched"
                    .to_owned(),
            },
        }
    }

    pub(super) fn damaged(dir: &Path, why: impl std::fmt::Display) -> Self {
        Self::Damaged { dir: dir.to_owned(), why: format!("{why}") }
    }

    /// Tells what the library met: the disk, or a damage.
    pub(super) fn of(dir: &Path, error: &tantivy::TantivyError) -> Self {
        use tantivy::TantivyError;
        use tantivy::directory::error::{OpenReadError, OpenWriteError};
        let source = match error {
            TantivyError::IoError(e) => Some(e),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
                Some(io_error)
            }
            _ => None,
        };
        let told = |e: &&std::sync::Arc<io::Error>| {
            !matches!(e.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData)
        };
        match source.filter(told) {
            Some(e) => {
                let source = e.raw_os_error().map_or_else(
                    || io::Error::new(e.kind(), e.to_string()),
                    io::Error::from_raw_os_error,
                );
                Self::Disk { path: dir.to_owned(), source }
            }
            None => Self::damaged(dir, error),
        }
    }
}

/// Names the file of an error of the system.
pub(super) fn disk(path: &Path) -> impl FnOnce(io::Error) -> IndexError + '_ {
    move |source| IndexError::Disk { path: path.to_owned(), source }
}
