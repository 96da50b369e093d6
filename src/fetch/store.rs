//! Where fetched mail lies: a Maildir for each folder, and beside them what was fetched when.
//!
//! A file is named after the SHA-256 of its bytes, so that fetching it again changes nothing.  A message
//! counts as fetched only once it is on the disk under its name: written to `tmp`, flushed, renamed, flushed,
//! then noted.  Whatever is cut off before is fetched again.

use super::error::FetchError;
use super::folder::Folder;
use super::session::{Listed, Opened};
use super::uids::UidSet;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, UNIX_EPOCH};

/// The folder of a store that holds no mail.
const NOTES: &str = ".dilatory";
/// What marks the files of this program.
const OURS: &str = "dilatory";

/// SHA-256 of a message.
pub(super) type Print = [u8; 32];

/// A folder of the machine that holds the mail of an account.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    /// The messages that are there, or are being written.
    known: Mutex<HashSet<Print>>,
    /// Held until the run ends.
    _lock: File,
}

/// A message on its way to the disk.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) folder: usize,
    pub(super) uid: u32,
    pub(super) print: Print,
    /// Where it lies and where it belongs; nothing if the store has it already.
    pub(super) moves: Option<(PathBuf, PathBuf)>,
    pub(super) size: u64,
}

/// What is noted of a folder that was fetched to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Finished {
    /// What was asked for.
    pub(super) order: String,
    pub(super) uid_validity: u32,
    pub(super) uid_next: u32,
    pub(super) exists: u32,
    /// How many of them were wanted.
    pub(super) wanted: usize,
}

impl Finished {
    /// Tells whether nothing has changed on the server since.
    pub(super) fn still_holds(&self, order: &str, opened: &Opened) -> bool {
        let same = (self.uid_validity, self.uid_next, self.exists)
            == (opened.uid_validity, opened.uid_next, opened.exists);
        // Without UIDNEXT one message may have come and another gone.
        same && opened.uid_next > 0 && self.order == order
    }
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> FetchError + '_ {
    move |source| FetchError::Disk { path: path.to_path_buf(), source }
}

impl Store {
    /// Opens a store, for one run at a time, and makes it if it is not there.
    ///
    /// # Errors
    /// Another run, or the disk.
    pub fn open(root: &Path) -> Result<Self, FetchError> {
        let notes = root.join(NOTES);
        fs::create_dir_all(&notes).map_err(disk(&notes))?;
        let path = notes.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(disk(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(FetchError::Busy { store: root.to_owned() });
            }
            Err(TryLockError::Error(e)) => return Err(disk(&path)(e)),
        }
        let known = Mutex::new(scan(root)?);
        Ok(Self { root: root.to_owned(), known, _lock: lock })
    }

    /// Makes the Maildir of a folder.
    pub(super) fn maildir(&self, folder: &Folder) -> Result<PathBuf, FetchError> {
        let path = folder.path().iter().fold(self.root.clone(), |path, part| path.join(part));
        for part in ["cur", "new", "tmp"] {
            let made = path.join(part);
            fs::create_dir_all(&made).map_err(disk(&made))?;
        }
        Ok(path)
    }

    fn notes_of(&self, folder: &Folder, ending: &str) -> PathBuf {
        let mut name = folder.path().join("%2F");
        // File systems take names of up to 255 bytes.
        if name.len() > 200 {
            name = hex(&Sha256::digest(&name).into());
        }
        self.root.join(NOTES).join(format!("{name}.{ending}"))
    }

    /// Reads which messages of a folder have been fetched and are still there; of those that were fetched
    /// under another UIDVALIDITY nothing is known.
    pub(super) fn fetched(&self, folder: &Folder, uid_validity: u32) -> UidSet {
        let text = fs::read_to_string(self.notes_of(folder, "uids")).unwrap_or_default();
        let known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (mut valid, mut uids) = (false, Vec::new());
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("uidvalidity", of)) => valid = of.parse() == Ok(uid_validity),
                Some((uid, print)) if valid => {
                    let there = unhex(print).is_some_and(|print| known.contains(&print));
                    uids.extend(uid.parse::<u32>().ok().filter(|_| there));
                }
                _ => {}
            }
        }
        uids.into_iter().collect()
    }

    /// Reads what is noted of a folder that was fetched to the end.
    pub(super) fn finished(&self, folder: &Folder) -> Option<Finished> {
        let text = fs::read_to_string(self.notes_of(folder, "done")).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Notes that a folder was fetched to the end.
    pub(super) fn finish(&self, folder: &Folder, finished: &Finished) -> Result<(), FetchError> {
        let path = self.notes_of(folder, "done");
        let text = serde_json::to_string(finished).unwrap_or_default();
        let write = || -> io::Result<()> {
            let mut file = tempfile::NamedTempFile::new_in(self.root.join(NOTES))?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(disk(&path))
    }

    /// Writes a message to `tmp` of a Maildir, unless the store has it.
    pub(super) fn write(
        &self,
        (folder, maildir): (usize, &Path),
        listed: &Listed,
        body: &[u8],
    ) -> Result<Written, FetchError> {
        let print: Print = Sha256::digest(body).into();
        if !self.claim(print) {
            let (uid, size) = (listed.uid, body.len() as u64);
            return Ok(Written { folder, uid, print, moves: None, size });
        }
        let mut draft = Draft::begin(maildir, listed)?;
        draft.write(body)?;
        draft.close(folder, maildir, print)
    }

    /// Ends a message that was written in parts.
    pub(super) fn end(
        &self,
        draft: Draft,
        (folder, maildir): (usize, &Path),
    ) -> Result<Written, FetchError> {
        let print: Print = draft.hash.clone().finalize().into();
        if self.claim(print) {
            return draft.close(folder, maildir, print);
        }
        let (uid, size) = (draft.listed.uid, draft.size);
        Ok(Written { folder, uid, print, moves: None, size })
    }

    /// Notes that a message is there, or soon will be; tells whether it is new.
    fn claim(&self, print: Print) -> bool {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(print)
    }

    /// Makes messages durable and only then notes them.
    pub(super) fn commit(
        &self,
        written: &[Written],
        folders: &[(Folder, Opened)],
    ) -> Result<(), FetchError> {
        let moves: Vec<&(PathBuf, PathBuf)> =
            written.iter().filter_map(|w| w.moves.as_ref()).collect();
        self.flush(moves.iter().map(|(from, _)| from.as_path()))?;
        for (from, to) in &moves {
            fs::rename(from, to).map_err(disk(to))?;
        }
        self.flush(moves.iter().filter_map(|(_, to)| to.parent()))?;
        let mut notes: BTreeMap<usize, String> = BTreeMap::new();
        for one in written {
            let (_, opened) = &folders[one.folder];
            // The line before may have been torn, on a full disk.
            let notes = notes
                .entry(one.folder)
                .or_insert_with(|| format!("\nuidvalidity {}\n", opened.uid_validity));
            // Writing to a String cannot fail.
            let _ = writeln!(notes, "{} {}", one.uid, hex(&one.print));
        }
        for (folder, text) in notes {
            let path = self.notes_of(&folders[folder].0, "uids");
            let append = || -> io::Result<()> {
                let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
                file.write_all(text.as_bytes())?;
                file.sync_data()
            };
            append().map_err(disk(&path))?;
        }
        Ok(())
    }

    /// Flushes files or folders to the disk: all of them at once where the system can.
    #[cfg(target_os = "linux")]
    fn flush<'a>(&self, mut paths: impl Iterator<Item = &'a Path>) -> Result<(), FetchError> {
        if paths.next().is_none() {
            return Ok(());
        }
        let flushed = File::open(&self.root).and_then(|root| Ok(rustix::fs::syncfs(root)?));
        flushed.map_err(disk(&self.root))
    }

    /// Flushes files or folders to the disk.
    #[cfg(not(target_os = "linux"))]
    fn flush<'a>(&self, paths: impl Iterator<Item = &'a Path>) -> Result<(), FetchError> {
        let paths: std::collections::BTreeSet<&Path> = paths.collect();
        paths.into_iter().try_for_each(|path| {
            File::open(path).and_then(|file| file.sync_all()).map_err(disk(path))
        })
    }
}

/// A message that is being written; it goes again unless it is written to the end.
#[derive(Debug)]
pub(super) struct Draft {
    path: tempfile::TempPath,
    file: File,
    hash: Sha256,
    size: u64,
    listed: Listed,
}

impl Draft {
    /// Opens a new file in `tmp` of a Maildir.
    pub(super) fn begin(maildir: &Path, listed: &Listed) -> Result<Self, FetchError> {
        let made = tempfile::Builder::new()
            .suffix(&format!(".{OURS}"))
            .permissions_of_mail()
            .tempfile_in(maildir.join("tmp"));
        let (file, path) = made.map_err(disk(maildir))?.into_parts();
        Ok(Self { path, file, hash: Sha256::new(), size: 0, listed: listed.clone() })
    }

    /// Adds bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), FetchError> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes).map_err(disk(&self.path))
    }

    /// How many bytes were written.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    fn close(self, folder: usize, maildir: &Path, print: Print) -> Result<Written, FetchError> {
        let at = self.listed.received.unwrap_or_default();
        if let Ok(seconds) = u64::try_from(at)
            && seconds > 0
        {
            // The day of receipt is a help for other programs, no more.
            let _ = self.file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds));
        }
        let name = format!("{at}.{}.{OURS}:2,{}", hex(&print), self.listed.flags);
        let target = maildir.join("cur").join(name);
        let path = self.path.keep().map_err(|e| disk(maildir)(e.error))?;
        let moves = Some((path, target));
        Ok(Written { folder, uid: self.listed.uid, print, moves, size: self.size })
    }
}

/// Mail is for its owner only.
trait OwnerOnly {
    fn permissions_of_mail(&mut self) -> &mut Self;
}

impl OwnerOnly for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_mail(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(fs::Permissions::from_mode(0o600))
    }

    #[cfg(not(unix))]
    fn permissions_of_mail(&mut self) -> &mut Self {
        self
    }
}

/// Lists the messages of a store by their names, and clears away what an earlier run left half-written.
fn scan(root: &Path) -> Result<HashSet<Print>, FetchError> {
    let mut known = HashSet::new();
    for entry in walkdir::WalkDir::new(root).follow_links(false) {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(root).to_path_buf();
            FetchError::Disk { path, source: e.into() }
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let within = entry.path().parent().and_then(Path::file_name).unwrap_or_default();
        if within == "tmp" && name.ends_with(OURS) {
            fs::remove_file(entry.path()).map_err(disk(entry.path()))?;
        } else if within == "cur" || within == "new" {
            known.extend(name.split('.').nth(1).and_then(unhex));
        }
    }
    Ok(known)
}

fn hex(print: &Print) -> String {
    print.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Print> {
    let mut print = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in print.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(print)
}
