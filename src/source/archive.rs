//! Reads the entries of a `.zip` one after the other, without unpacking it.
//!
//! Names of entries are shown and never used as paths.  The sizes that the archive gives are not
//! believed: what comes out is counted.

use super::file::{Items, Place, contents};
use super::item::{Why, Within};
use super::kind::Claim;
use super::stream::{Budget, Checked, Forward, Store, metered, why as unread};
use flate2::bufread::DeflateDecoder;
use std::ffi::OsString;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::iter;
use std::path::Path;
use std::sync::Arc;
use zip::CompressionMethod;
use zip::ZipArchive;
use zip::result::ZipError;

/// More entries are not read.
const MOST: usize = 1_000_000;

/// Where an entry lies in the archive.
struct Entry {
    index: usize,
    name: String,
    header: u64,
    packed: u64,
    method: CompressionMethod,
    sum: u32,
    encrypted: bool,
}

/// An archive that was opened.
pub(super) struct Archive {
    store: Store,
    size: u64,
    entries: Vec<Entry>,
    /// Whether entries are hidden by others of the same name.
    doubled: bool,
}

/// Reads the messages of all entries.
pub(super) fn items(store: &Store, place: Place) -> Items {
    let Archive { store, size, entries, doubled } = match Archive::open(store) {
        Ok(archive) => archive,
        Err(why) => return place.skip(why),
    };
    let budget = Budget::new(size);
    let (archive, spent) = (place.clone(), Arc::clone(&budget));
    let entries = entries.into_iter().take_while(move |_| !spent.is_spent());
    let spent = Arc::clone(&budget);
    let messages = entries.flat_map(move |entry| messages(&store, &place, &entry, &budget));
    let unread = iter::once_with(move || {
        let reasons = [(doubled, Why::SameName), (spent.is_spent(), Why::Bomb)];
        let reasons = reasons.into_iter().filter_map(|(so, why)| so.then_some(why));
        reasons.map(|why| Err(archive.skipped(why))).collect::<Vec<_>>()
    });
    Box::new(messages.chain(unread.flatten()))
}

fn messages(store: &Store, archive: &Place, entry: &Entry, budget: &Arc<Budget>) -> Items {
    let name = entry.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let claim = Claim::of(name);
    let mut shown = OsString::from(archive.path.as_os_str());
    shown.push("/");
    shown.push(&entry.name);
    let within = Within { file: Arc::from(archive.path.as_ref()), index: entry.index };
    let within = Some(Arc::new(within));
    let place = Place { path: Path::new(&shown).into(), within, claim };
    match open(store, entry, budget) {
        _ if claim == Claim::Shadow => Box::new(iter::empty()),
        Ok(reader) => contents(place, reader, budget),
        Err(_) if claim == Claim::Nothing && name.contains('.') => Box::new(iter::empty()),
        Err(why) => place.skip(why),
    }
}

impl Archive {
    /// Reads the directory of an archive.
    pub(super) fn open(store: &Store) -> Result<Self, Why> {
        let file = store.open().map_err(|error| unread(&error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(why)?;
        if archive.len() > MOST {
            return Err(Why::TooManyEntries(archive.len()));
        }
        let mut entries = Vec::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(why)?;
            if !entry.is_file() {
                continue;
            }
            let name = match entry.name() {
                Ok(name) => name.into_owned(),
                Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
            };
            entries.push(Entry {
                index,
                name,
                header: entry.header_start(),
                packed: entry.compressed_size(),
                method: entry.compression(),
                sum: entry.crc32(),
                encrypted: entry.encrypted(),
            });
        }
        let doubled = archive.has_duplicate_names();
        let size = store.size().map_err(|error| unread(&error))?;
        Ok(Self { store: store.clone(), size, entries, doubled })
    }

    /// Opens the entry of this number.
    pub(super) fn entry(&self, index: usize) -> Result<(Forward, Arc<Budget>), Why> {
        let found = self.entries.binary_search_by_key(&index, |entry| entry.index);
        let entry = &self.entries[found.map_err(|_| Why::Changed)?];
        let budget = Budget::new(self.size);
        Ok((open(&self.store, entry, &budget)?, budget))
    }
}

fn open(store: &Store, entry: &Entry, budget: &Arc<Budget>) -> Result<Forward, Why> {
    if entry.encrypted {
        return Err(Why::Encrypted);
    }
    let mut file = store.open().map_err(|error| unread(&error))?;
    let data = data(&mut file, entry.header).map_err(|error| unread(&error))?;
    file.seek(SeekFrom::Start(data)).map_err(|error| unread(&error))?;
    let packed = BufReader::with_capacity(1 << 16, file.take(entry.packed));
    match entry.method {
        CompressionMethod::Stored => Ok(metered(Checked::new(packed, entry.sum), budget)),
        CompressionMethod::Deflated => {
            let unpacked = Checked::new(DeflateDecoder::new(packed), entry.sum);
            Ok(metered(unpacked, budget))
        }
        method => Err(Why::Damaged(format!("compressed by {method}, which is not read"))),
    }
}

/// Finds the data behind the local header (APPNOTE.TXT, 4.3.7).
fn data(file: &mut (impl Read + Seek), header: u64) -> io::Result<u64> {
    const LENGTH: u64 = 30;
    let mut bytes = [0; LENGTH as usize];
    file.seek(SeekFrom::Start(header))?;
    file.read_exact(&mut bytes)?;
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "an entry has no header"));
    }
    let name = u16::from_le_bytes([bytes[26], bytes[27]]);
    let extra = u16::from_le_bytes([bytes[28], bytes[29]]);
    Ok(header.saturating_add(LENGTH + u64::from(name) + u64::from(extra)))
}

fn why(error: ZipError) -> Why {
    match error {
        ZipError::Io(error) => unread(&error),
        other => Why::Damaged(other.to_string()),
    }
}
