//! Writes and reads the archive of a bundle.

use crate::cli::failure::Failure;
use crate::report::sha256;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// More files make no bundle.
const MOST_FILES: usize = 8_192;
/// More bytes make no bundle: it is held in memory.
const MOST_BYTES: u64 = 1 << 30;
/// A longer name makes no bundle.
const LONGEST_NAME: usize = 1_024;
/// The file with the hashes of all others.
pub(in crate::cli) const MANIFEST: &str = "manifest.sha256";

/// The files of a bundle, by name.
pub(in crate::cli) type Files = BTreeMap<String, Vec<u8>>;

/// Lists the hashes of the files as `sha256sum` does.
pub(super) fn manifest(files: &Files) -> String {
    files.iter().fold(String::new(), |mut text, (name, bytes)| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}  {name}", sha256(bytes));
        text
    })
}

/// In what the files of a bundle are not those that its manifest lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(in crate::cli) struct Manifest {
    /// Listed, and not there.
    pub(in crate::cli) missing: Vec<String>,
    /// There, and not listed.
    pub(in crate::cli) extra: Vec<String>,
    /// There in other bytes.
    pub(in crate::cli) changed: Vec<String>,
}

impl Manifest {
    /// Compares; none when there is no manifest.
    pub(in crate::cli) fn compare(files: &Files) -> Option<Self> {
        let text = std::str::from_utf8(files.get(MANIFEST)?).ok()?;
        let mut listed = BTreeMap::new();
        for line in text.lines() {
            let (hash, name) = line.split_once("  ")?;
            let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
            if !is_hash || listed.insert(name, hash).is_some() {
                return None;
            }
        }
        let mut found = Self::default();
        for (name, bytes) in files.iter().filter(|(name, _)| *name != MANIFEST) {
            match listed.remove(name.as_str()) {
                None => found.extra.push(name.clone()),
                Some(hash) if hash != sha256(bytes) => found.changed.push(name.clone()),
                Some(_) => {}
            }
        }
        found.missing.extend(listed.into_keys().map(str::to_owned));
        Some(found)
    }

    pub(in crate::cli) fn is_kept(&self) -> bool {
        self == &Self::default()
    }
}

/// Writes the files in the order of their names, without times, so that the same files make the same archive.
pub(super) fn pack(files: &Files, to: impl Write + Seek) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(zip::System::Unix);
    let mut writer = ZipWriter::new(to);
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    writer.finish()?;
    Ok(())
}

/// Tells whether files are few and small enough for a bundle that can be verified.
pub(super) fn check_size(files: &Files) -> Result<(), Failure> {
    let bytes: u64 = files.values().map(|bytes| bytes.len() as u64).sum();
    if files.len() < MOST_FILES && bytes < MOST_BYTES {
        return Ok(());
    }
    Err(Failure::Wrong(format!(
        "{} files of {bytes} bytes are too much for one bundle ({MOST_FILES} files, {MOST_BYTES} bytes); make one for each exchange with --exchange",
        files.len()
    )))
}

/// Reads a bundle into memory; what its directory says of sizes is not believed.
pub(in crate::cli) fn unpacked(path: &Path) -> Result<Files, Failure> {
    let hint = "give a bundle that `dilatory bundle` made";
    let no_bundle =
        |why: &str| Failure::Wrong(format!("{}: not a bundle: {why}; {hint}", path.display()));
    let file = File::open(path).map_err(|e| Failure::file(path, &e, hint))?;
    let is_file = file.metadata().is_ok_and(|meta| meta.is_file());
    if !is_file {
        return Err(no_bundle("no file"));
    }
    let damaged = |error: ZipError| no_bundle(&error.to_string());
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > MOST_FILES {
        return Err(no_bundle("too many files in it"));
    }
    if archive.has_duplicate_names() {
        return Err(no_bundle("files of the same name in it"));
    }
    let bomb = || no_bundle("it unpacks to far more than a bundle would (a zip bomb?)");
    if archive.decompressed_size().is_some_and(|size| size > u128::from(MOST_BYTES)) {
        return Err(bomb());
    }
    let (mut files, mut left) = (Files::new(), MOST_BYTES);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        let name = std::str::from_utf8(entry.name_raw()).unwrap_or_default().to_owned();
        if !is_plain(&name) || !entry.is_file() {
            return Err(no_bundle("a file in it has a name that no bundle has"));
        }
        let mut bytes = Vec::new();
        let read = entry.take(left + 1).read_to_end(&mut bytes);
        read.map_err(|error| no_bundle(&format!("{name}: {error}")))?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(bomb)?;
        files.insert(name, bytes);
    }
    Ok(files)
}

/// Tells whether a name is a relative one, of plain parts, on every system.
pub(super) fn is_plain(name: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    let is_odd =
        |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    name.len() <= LONGEST_NAME && name.split('/').all(is_part) && !name.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for name in ["case.toml", "annexes/001.eml", "rules/tactics/my own.toml"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["", "/x", "../x", "a/../x", "a//b", "a\\b", "C:x", "x/", "a\nb", "./x"] {
            assert!(!is_plain(name), "{name:?}");
        }
    }

    #[test]
    fn a_manifest_names_what_is_not_as_listed() {
        let mut files =
            Files::from([("a".into(), vec![1]), ("b".into(), vec![2]), ("c".into(), vec![])]);
        let text = manifest(&files);
        files.insert(MANIFEST.into(), text.into_bytes());
        assert!(Manifest::compare(&files).expect("a manifest").is_kept());
        files.remove("a");
        files.insert("b".into(), vec![3]);
        files.insert("d".into(), vec![3]);
        let found = Manifest::compare(&files).expect("a manifest");
        let list = |name: &str| vec![name.to_owned()];
        let expected = Manifest { missing: list("a"), extra: list("d"), changed: list("b") };
        assert_eq!(found, expected);
        files.insert(MANIFEST.into(), b"nonsense".to_vec());
        assert_eq!(Manifest::compare(&files), None);
    }
}
