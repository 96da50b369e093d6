//! Takes the messages out of a server's answers before the library sees them.
//!
//! The library reads an answer line by line and parses it anew with every line, which is slow for long
//! messages.  While diverting is on, each literal (RFC 3501, section 4.3) is put aside whole, and the library
//! gets its number in its place.

use imap::extensions::idle::SetReadTimeout;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// No literal that was asked for is longer, in bytes.
const LONGEST: u64 = 64 << 20;
/// A longer line than this, in bytes, is handed on in pieces.
const LONGEST_LINE: usize = 1 << 20;
/// Bytes read at once.
const BUFFER: usize = 64 << 10;

/// Literals that were put aside; nothing while diverting is off.
#[derive(Clone, Debug, Default)]
pub(super) struct Aside(Arc<Mutex<Option<Vec<Vec<u8>>>>>);

impl Aside {
    /// Puts aside what comes from now on.
    pub(super) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// Ends it, and gives what was put aside.
    pub(super) fn end(&self) -> Vec<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    /// Gives the place in [`Self::end`] of the literal that some text stands for.
    pub(super) fn place(text: &[u8]) -> Option<usize> {
        std::str::from_utf8(text).ok()?.strip_prefix(MARK)?.parse().ok()
    }
}

/// What stands for a literal; as a literal itself, for no other comes through.
const MARK: &str = "put aside: ";

/// A connection whose literals can be put aside.
#[derive(Debug)]
pub(super) struct Diverter<S> {
    inner: BufReader<S>,
    socket: TcpStream,
    /// How long the server may be silent.
    quiet: Option<Duration>,
    aside: Aside,
    line: Vec<u8>,
    /// What the library has not read yet, and how much of it that it has.
    ready: Vec<u8>,
    read: usize,
    /// Bytes of a literal that are handed on as they are.
    plain: u64,
}

impl<S: Read + Write> Diverter<S> {
    pub(super) fn new(stream: S, socket: TcpStream, aside: Aside) -> Self {
        let inner = BufReader::with_capacity(BUFFER, stream);
        let quiet = socket.read_timeout().ok().flatten();
        Self { inner, socket, quiet, aside, line: Vec::new(), ready: Vec::new(), read: 0, plain: 0 }
    }

    /// Prepares what is read next; nothing at the end of the stream.
    fn prepare(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.read = 0;
        loop {
            let chunk = self.inner.fill_buf()?;
            if chunk.is_empty() {
                self.ready.append(&mut self.line);
                return Ok(());
            }
            if self.plain > 0 {
                let length = chunk.len().min(usize::try_from(self.plain).unwrap_or(usize::MAX));
                self.ready.extend_from_slice(&chunk[..length]);
                self.inner.consume(length);
                self.plain -= length as u64;
                return Ok(());
            }
            let end = memchr::memchr(b'\n', chunk);
            let length = end.map_or(chunk.len(), |end| end + 1);
            self.line.extend_from_slice(&chunk[..length]);
            self.inner.consume(length);
            if end.is_some() {
                return self.end_line();
            }
            if self.line.len() > LONGEST_LINE {
                self.ready.append(&mut self.line);
                return Ok(());
            }
        }
    }

    fn end_line(&mut self) -> io::Result<()> {
        if let Some((at, length)) = literal(&self.line) {
            let mut aside = self.aside.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(list) = &mut *aside {
                if length > LONGEST {
                    let why = format!("the server announces {length} bytes at once");
                    return Err(io::Error::new(io::ErrorKind::InvalidData, why));
                }
                let mut text = Vec::new();
                (&mut self.inner).take(length).read_to_end(&mut text)?;
                if text.len() as u64 != length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                let mark = format!("{MARK}{}", list.len());
                list.push(text);
                self.line.truncate(at);
                self.line.extend_from_slice(format!("{{{}}}\r\n{mark}", mark.len()).as_bytes());
            } else {
                self.plain = length;
            }
        }
        self.ready.append(&mut self.line);
        Ok(())
    }
}

/// Finds the literal that a line announces: where its brace opens, and its length.
fn literal(line: &[u8]) -> Option<(usize, u64)> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let at = memchr::memrchr(b'{', line)?;
    let digits = std::str::from_utf8(&line[at + 1..]).ok()?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    Some((at, digits.parse().ok().filter(|_| plain)?))
}

impl<S: Read + Write> Read for Diverter<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.ready.len() {
            self.prepare()?;
        }
        let length = buffer.len().min(self.ready.len() - self.read);
        buffer[..length].copy_from_slice(&self.ready[self.read..self.read + length]);
        self.read += length;
        Ok(length)
    }
}

impl<S: Read + Write> Write for Diverter<S> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.inner.get_mut().write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.get_mut().flush()
    }
}

impl<S> SetReadTimeout for Diverter<S> {
    fn set_read_timeout(&mut self, timeout: Option<Duration>) -> imap::Result<()> {
        // The library takes every limit away after IDLE.
        self.socket.set_read_timeout(timeout.or(self.quiet)).map_err(imap::Error::Io)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn through(text: &[u8], on: bool) -> (Vec<u8>, Vec<Vec<u8>>) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let socket =
            TcpStream::connect(listener.local_addr().expect("its number")).expect("loopback");
        let aside = Aside::default();
        if on {
            aside.begin();
        }
        let mut diverter = Diverter::new(Cursor::new(text.to_vec()), socket, aside.clone());
        let mut out = Vec::new();
        diverter.read_to_end(&mut out).expect("no fault");
        (out, aside.end())
    }

    const ANSWER: &[u8] =
        b"* 1 FETCH (UID 7 BODY[] {12}\r\na {3}\r\nb\r\n\r\n)\r\n* 2 FETCH (UID 8 BODY[] {0}\r\n)\r\nA1 OK\r\n";

    #[test]
    fn literals_are_put_aside_whole() {
        let (out, aside) = through(ANSWER, true);
        let shown = String::from_utf8(out).expect("text");
        assert_eq!(
            shown,
            "* 1 FETCH (UID 7 BODY[] {12}\r\nput aside: 0)\r\n* 2 FETCH (UID 8 BODY[] {12}\r\nput aside: 1)\r\nA1 OK\r\n"
        );
        assert_eq!(aside, [b"a {3}\r\nb\r\n\r\n".to_vec(), Vec::new()]);
        assert_eq!(Aside::place(b"put aside: 1"), Some(1));
    }

    #[test]
    fn otherwise_nothing_is_changed() {
        assert_eq!(through(ANSWER, false), (ANSWER.to_vec(), Vec::new()));
    }
}
