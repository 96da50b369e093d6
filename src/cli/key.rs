//! The key of pseudonyms: kept in a file, or used once and thrown away.

use super::failure::Failure;
use crate::report::KEY_BYTES;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

const HINT: &str = "name a file for the key with --key-file";

/// Reads the key of a file; `None` where there is no such file yet.
///
/// # Errors
/// The file cannot be read, or holds something else.
pub(super) fn read_key(path: &Path) -> Result<Option<[u8; KEY_BYTES]>, Failure> {
    let failed = |e: io::Error| Failure::file(path, &e, HINT);
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(failed)?,
    };
    warn_if_open(path, &file);
    let mut bytes = Vec::new();
    file.take(KEY_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    let key = <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map_err(|_| {
        let path = path.display();
        Failure::Wrong(format!(
            "{path}: not a key, which has {KEY_BYTES} bytes; name another file with --key-file, and a new key is made there"
        ))
    })?;
    Ok(Some(key))
}

/// Makes a key and, if it is to be kept, its file, which only its owner can read.
///
/// # Errors
/// The system gives no random bytes, or the file cannot be written.
pub(super) fn new_key(path: Option<&Path>) -> Result<[u8; KEY_BYTES], Failure> {
    let mut key = [0; KEY_BYTES];
    getrandom::fill(&mut key)
        .map_err(|e| Failure::Wrong(format!("no random bytes for a key: {e}")))?;
    let Some(path) = path else { return Ok(key) };
    let failed = |e: io::Error| Failure::file(path, &e, HINT);
    let mut options = OpenOptions::new();
    // A key that somebody else made meanwhile is not to be lost.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(&key).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(key)
}

/// Whoever has the key can find out who is meant.
#[cfg(unix)]
fn warn_if_open(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt;
    if file.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0) {
        let line = format!("dilatory: {}: others can read this key; chmod 600 it", path.display());
        anstream::eprintln!("{}", crate::report::visible(&line));
    }
}

#[cfg(not(unix))]
fn warn_if_open(_: &Path, _: &File) {}
