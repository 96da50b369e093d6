//! The lines of the protocol.  The library logs in and waits; every other answer is read here, because it
//! gives up the connection at the first answer that it does not know, and all that came with it.  Here an
//! answer of which nothing can be made is passed over: it costs what it says, and no more.

use super::error::{FetchError, lost};
use imap::Connection;
use imap::extensions::idle::SetReadTimeout;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// No answer is longer, in bytes: messages of more than a few megabytes are fetched in parts.
const LONGEST: usize = 256 << 20;

/// A connection that the library and this file use by turns.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Connection>>);

impl Shared {
    pub(super) fn new(connection: Connection) -> Self {
        Self(Arc::new(Mutex::new(connection)))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.connection().read(buffer)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.connection().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.connection().flush()
    }
}

impl SetReadTimeout for Shared {
    fn set_read_timeout(&mut self, timeout: Option<Duration>) -> imap::Result<()> {
        self.connection().set_read_timeout(timeout)
    }
}

/// Sends commands and reads what is answered.
pub(super) struct Wire {
    lines: BufReader<Shared>,
    tag: u32,
    /// How long the server may be silent.
    quiet: Duration,
}

impl Wire {
    pub(super) fn new(shared: Shared, quiet: Duration) -> Self {
        Self { lines: BufReader::with_capacity(1 << 16, shared), tag: 0, quiet }
    }

    /// Runs a command and hands over each answer to it: a line, with the texts that belong to it.
    ///
    /// # Errors
    /// What the server said, if it refused; that the connection broke.
    pub(super) fn run(
        &mut self,
        command: &str,
        mut each: impl FnMut(&[u8]),
    ) -> Result<(), FetchError> {
        if command.chars().any(char::is_control) {
            let why = "a command with characters that cannot be sent";
            return Err(FetchError::Server(why.to_owned()));
        }
        self.tag += 1;
        // The library has tags of its own, which begin with another letter.
        let tag = format!("d{}", self.tag);
        let quiet = self.quiet;
        let lost = |e: io::Error| FetchError::Broken(lost(&e, quiet));
        let out = self.lines.get_mut();
        out.write_all(format!("{tag} {command}\r\n").as_bytes()).map_err(lost)?;
        out.flush().map_err(lost)?;
        let (mut answer, mut bye) = (Vec::new(), None);
        loop {
            if !self.answer(&mut answer).map_err(lost)? {
                let why = bye.unwrap_or_else(|| "the server hung up".to_owned());
                return Err(FetchError::Broken(why));
            }
            let said = || String::from_utf8_lossy(&answer);
            if let Some(done) = answer.strip_prefix(tag.as_bytes())
                && let Some(done) = done.strip_prefix(b" ")
            {
                let said = said();
                let (status, text) = said[tag.len()..].trim().split_once(' ').unwrap_or_default();
                let is_ok = done.get(..2).is_some_and(|b| b.eq_ignore_ascii_case(b"OK"));
                let text = if status.is_empty() { said.as_ref() } else { text };
                return if is_ok { Ok(()) } else { Err(FetchError::Server(plain(text))) };
            }
            if answer.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"* BYE ")) {
                bye = Some(format!("the server said: {}", plain(&said()[6..])));
            }
            each(&answer);
        }
    }

    /// Tells whether something came that no command asked for.
    pub(super) fn has_more(&self) -> bool {
        !self.lines.buffer().is_empty()
    }

    /// Reads a line, and each text that it announces with what follows; tells whether there was one.
    fn answer(&mut self, answer: &mut Vec<u8>) -> io::Result<bool> {
        answer.clear();
        loop {
            let start = answer.len();
            let mut rest = (&mut self.lines).take((LONGEST - start) as u64);
            rest.read_until(b'\n', answer)?;
            if answer.len() == start {
                return Ok(false);
            }
            if answer.last() != Some(&b'\n') {
                return Err(too_long_or_cut(answer.len()));
            }
            let Some(length) = announced(&answer[start..]) else { return Ok(true) };
            if length >= LONGEST - answer.len() {
                return Err(too_long_or_cut(LONGEST));
            }
            let from = answer.len();
            (&mut self.lines).take(length as u64).read_to_end(answer)?;
            if answer.len() - from < length {
                return Err(too_long_or_cut(0));
            }
        }
    }
}

fn too_long_or_cut(length: usize) -> io::Error {
    io::Error::other(if length < LONGEST {
        "the server hung up within an answer"
    } else {
        "the server announced an answer that is too long"
    })
}

/// How long a text is that a line announces at its end (RFC 3501, `literal`).
fn announced(line: &[u8]) -> Option<usize> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let line = line.strip_suffix(b"+").unwrap_or(line);
    let digits = line.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (before, number) = line.split_at(line.len() - digits);
    let length = std::str::from_utf8(number).ok()?.parse();
    // A number that does not fit is too long in any case.
    (digits > 0 && before.ends_with(b"{")).then(|| length.unwrap_or(usize::MAX))
}

/// Parts an answer into what stands outside of announced texts, and the first such text.
pub(super) fn parts(answer: &[u8]) -> (Vec<u8>, Option<&[u8]>) {
    let (mut words, mut first, mut rest) = (Vec::new(), None, answer);
    while let Some(end) = rest.iter().position(|b| *b == b'\n') {
        let (line, after) = rest.split_at(end + 1);
        words.extend(line.trim_ascii_end());
        rest = after;
        if let Some(length) = announced(line)
            && let Some((text, after)) = rest.split_at_checked(length)
        {
            first.get_or_insert(text);
            rest = after;
        }
    }
    (words, first)
}

/// Makes what a server said fit for a terminal.
pub(super) fn plain(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_told_from_what_is_around_them() {
        let answer = b"* 1 FETCH (BODY[] {7}\r\nUID 9\r\n FLAGS {3+}\r\na\nb UID 4)\r\n";
        let (words, text) = parts(answer);
        assert_eq!(words, b"* 1 FETCH (BODY[] {7} FLAGS {3+} UID 4)");
        assert_eq!(text, Some(&b"UID 9\r\n"[..]));
        assert_eq!(announced(b"x {99999999999999999999999}\r\n"), Some(usize::MAX));
        assert_eq!(announced(b"x {}\r\n"), None);
    }

    proptest! {
        #[test]
        fn no_answer_panics(answer in prop::collection::vec(prop::sample::select(b"{}0123+ \"\\\r\na".to_vec()), 0..60)) {
            parts(&answer);
        }
    }
}
