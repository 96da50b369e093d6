//! Bytes that can be read again: of a file, of the standard input, of what is compressed.

use super::item::Why;
use flate2::Crc;
use flate2::read::MultiGzDecoder;
use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// So many bytes may be unpacked whatever the archive's size.
const FREE: u64 = 64 << 20;
/// Beyond them, so many for each byte of the archive: mail seldom shrinks to less than a twentieth.
const RATIO: u64 = 200;
/// No archive may unpack to more bytes.
const MOST: u64 = 1 << 37;

/// Bytes that are read from anywhere.
pub(super) trait Stream: Read + Seek + Send {}
impl<T: Read + Seek + Send> Stream for T {}

/// Bytes that are read from the beginning on.
pub(super) type Forward = Box<dyn Read + Send>;

/// Where the bytes of a file are kept.
#[derive(Clone)]
pub(super) enum Store {
    /// In a file.
    File(PathBuf),
    /// In a temporary file without a name.
    Spool(Arc<Mutex<File>>),
}

impl Store {
    /// Copies what can be read only once.
    pub(super) fn spooled(mut reader: impl Read) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut reader, &mut file)?;
        Ok(Self::Spool(Arc::new(Mutex::new(file))))
    }

    pub(super) fn open(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Spool(file) => Box::new(Spooled { file: Arc::clone(file), position: 0 }),
        })
    }

    pub(super) fn size(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Spool(file) => {
                let file = file.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(file.metadata()?.len())
            }
        }
    }
}

/// A reader of a shared file, with a position of its own.
struct Spooled {
    file: Arc<Mutex<File>>,
    position: u64,
}

impl Read for Spooled {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.position))?;
        let read = file.read(buffer)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Spooled {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let SeekFrom::Current(_) = to {
            file.seek(SeekFrom::Start(self.position))?;
        }
        self.position = file.seek(to)?;
        Ok(self.position)
    }
}

/// How much an archive may unpack to, in all; its own words about that are not believed.
pub(super) struct Budget {
    most: u64,
    used: AtomicU64,
}

impl Budget {
    /// Reckons for an archive of so many bytes.
    pub(super) fn new(size: u64) -> Arc<Self> {
        let most = size.saturating_mul(RATIO).clamp(FREE, MOST);
        Arc::new(Self { most, used: AtomicU64::new(0) })
    }

    pub(super) fn is_spent(&self) -> bool {
        self.used.load(Ordering::Relaxed) > self.most
    }
}

/// Unpacks, within the budget.
pub(super) fn gunzip(packed: Forward, budget: &Arc<Budget>) -> Forward {
    metered(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, packed)), budget)
}

/// Counts what is unpacked, and fails when it is too much.
pub(super) fn metered(unpacked: impl Read + Send + 'static, budget: &Arc<Budget>) -> Forward {
    Box::new(Metered { unpacked, budget: Arc::clone(budget) })
}

struct Metered<R> {
    unpacked: R,
    budget: Arc<Budget>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        self.budget.used.fetch_add(read as u64, Ordering::Relaxed);
        if self.budget.is_spent() { Err(io::Error::other(OverBudget)) } else { Ok(read) }
    }
}

#[derive(Debug)]
struct OverBudget;

impl Error for OverBudget {}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Why::Bomb.fmt(f)
    }
}

/// Compares what was unpacked with the checksum that the archive gives, at the end.
pub(super) struct Checked<R> {
    unpacked: R,
    sum: Crc,
    expected: u32,
}

impl<R> Checked<R> {
    pub(super) fn new(unpacked: R, expected: u32) -> Self {
        Self { unpacked, sum: Crc::new(), expected }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && self.sum.sum() != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum is wrong"));
        }
        Ok(read)
    }
}

/// Says why bytes could not be read.
pub(super) fn why(error: &io::Error) -> Why {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let over_budget =
        error.get_ref().and_then(|inner| inner.downcast_ref::<OverBudget>()).is_some();
    match error.kind() {
        _ if over_budget => Why::Bomb,
        UnexpectedEof => Why::Damaged("it ends too early".to_owned()),
        InvalidData | InvalidInput => Why::Damaged(error.to_string()),
        _ => Why::Io(error.to_string()),
    }
}
