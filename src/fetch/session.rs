//! A session that can only read: it has no method, and the program no other place, that could change a
//! mailbox.  Folders are opened with EXAMINE and bodies read with BODY.PEEK.

use super::answer::{
    BODY, EXISTS, FOUND, LIST, NEXT, SHORT, THREAD, UID, VALIDITY, folder, listed, parse, unescaped,
};
use super::error::FetchError;
use super::folder::Folder;
use super::uids::UidSet;
use super::wire::{Shared, Wire, parts, plain};
use imap::{Connection, Error};
use regex::bytes::Regex;
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a server says of a folder when it is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// What makes its UIDs valid (RFC 3501, section 2.3.1.1).
    pub uid_validity: u32,
    /// The UID that the next message will get; 0 if the server does not say.
    pub uid_next: u32,
    /// How many messages there are.
    pub exists: u32,
}

/// What is known of a message before it is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its UID.
    pub uid: u32,
    /// Its size in bytes, as the server counts.
    pub size: u64,
    /// When the server got it, in seconds since 1970.
    pub received: Option<i64>,
    /// Its Maildir flags.
    pub flags: String,
}

impl Listed {
    /// A message of which the server said nothing.
    pub(super) fn unknown(uid: u32) -> Self {
        Self { uid, size: 0, received: None, flags: String::new() }
    }
}

/// A session on a server, which reads only.
pub struct Session {
    inner: imap::Session<Connection>,
    wire: Wire,
    /// The socket below, to limit how long the server may be silent.
    socket: TcpStream,
    /// The folder that is open, by the name that the server gives it.
    open: Option<(String, Opened)>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session")
    }
}

/// How soon a person who stops a run sees it end.
pub(super) const STOP_WITHIN: Duration = Duration::from_millis(200);

impl Session {
    pub(super) fn new(
        inner: imap::Session<Connection>,
        shared: Shared,
        socket: TcpStream,
        quiet: Duration,
    ) -> Self {
        Self { inner, wire: Wire::new(shared, quiet), socket, open: None }
    }

    /// Runs a command and gives all answers to it.
    fn run(&mut self, command: &str) -> Result<Vec<u8>, FetchError> {
        let mut answers = Vec::new();
        self.wire.run(command, |answer| answers.extend_from_slice(answer))?;
        Ok(answers)
    }

    /// Tells whether the server is Gmail, or works like it.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn is_gmail(&mut self) -> Result<bool, FetchError> {
        let answer = self.run("CAPABILITY")?.to_ascii_uppercase();
        Ok(answer.split(u8::is_ascii_whitespace).any(|word| word == b"X-GM-EXT-1"))
    }

    /// Tells whether the server can push (RFC 2177).
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn can_idle(&mut self) -> Result<bool, FetchError> {
        let answer = self.run("CAPABILITY")?.to_ascii_uppercase();
        Ok(answer.split(u8::is_ascii_whitespace).any(|word| word == b"IDLE"))
    }

    /// Lists the folders that can hold messages.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn folders(&mut self) -> Result<Vec<Folder>, FetchError> {
        let answer = self.run("LIST \"\" \"*\"")?;
        let mut folders: Vec<Folder> = LIST
            .captures_iter(&answer)
            .filter_map(|line| folder(&line, &answer))
            .filter(|folder| folder.holds_mail)
            .collect();
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        folders.dedup_by(|a, b| a.wire == b.wire);
        Ok(folders)
    }

    /// Opens a folder to read.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn examine(&mut self, folder: &Folder) -> Result<Opened, FetchError> {
        // A folder that cannot be opened closes the one before it (RFC 3501, section 6.3.1).
        self.open = None;
        let answer = self.run(&format!("EXAMINE {}", mailbox(&folder.wire)?))?;
        let number = |re: &Regex| {
            re.captures(&answer)
                .and_then(|found| parse::<u32>(found.get(1)?.as_bytes()))
                .unwrap_or(0)
        };
        let (uid_validity, uid_next, exists) = (number(&VALIDITY), number(&NEXT), number(&EXISTS));
        let opened = Opened { uid_validity, uid_next, exists };
        self.open = Some((folder.wire.clone(), opened));
        Ok(opened)
    }

    /// Turns to a folder, which is opened unless it is open.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn turn_to(&mut self, folder: &Folder) -> Result<Opened, FetchError> {
        match &self.open {
            Some((wire, opened)) if *wire == folder.wire => Ok(*opened),
            _ => self.examine(folder),
        }
    }

    /// Searches the open folder.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn search(&mut self, criteria: &str) -> Result<UidSet, FetchError> {
        let answer = self.run(&format!("UID SEARCH {criteria}"))?;
        let mut found = Vec::new();
        for set in FOUND.captures_iter(&answer).filter_map(|line| line.get(1).or(line.get(2))) {
            let set = std::str::from_utf8(set.as_bytes()).ok().and_then(UidSet::read);
            let odd = || FetchError::Broken("a search found what cannot be read".to_owned());
            found.extend(set.ok_or_else(odd)?.iter());
        }
        Ok(found.into_iter().collect())
    }

    /// Lists size, flags and day of messages of the open folder.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn survey(&mut self, uids: &UidSet) -> Result<Vec<Listed>, FetchError> {
        let command = format!("UID FETCH {uids} (UID RFC822.SIZE INTERNALDATE FLAGS)");
        let mut found = Vec::new();
        self.wire.run(&command, |answer| found.extend(listed(&parts(answer).0)))?;
        found.retain(|one| uids.contains(one.uid));
        Ok(found)
    }

    /// Lists the UIDs of all messages of the open folder, for a server whose searches pass some over.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn uids(&mut self) -> Result<UidSet, FetchError> {
        let number = |line: &[u8]| parse::<u32>(UID.captures(line)?.get(1)?.as_bytes());
        let mut found = Vec::new();
        self.wire.run("UID FETCH 1:* (UID)", |answer| found.extend(number(answer)))?;
        Ok(found.into_iter().collect())
    }

    /// Lists the Gmail conversations of messages of the open folder.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn conversations(&mut self, uids: &UidSet) -> Result<Vec<u64>, FetchError> {
        let number = |line: &[u8]| parse::<u64>(THREAD.captures(line)?.get(1)?.as_bytes());
        let mut found = Vec::new();
        self.wire.run(&format!("UID FETCH {uids} (UID X-GM-THRID)"), |answer| {
            found.extend(number(answer));
        })?;
        Ok(found)
    }

    /// Fetches some header fields of messages of the open folder, one text a message.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn fields(&mut self, uids: &UidSet, names: &str) -> Result<Vec<Vec<u8>>, FetchError> {
        let query = format!("(UID BODY.PEEK[HEADER.FIELDS ({names})])");
        let mut found = Vec::new();
        self.fetch(&uids.to_string(), &query, |_, text| found.push(text.to_vec()))?;
        Ok(found)
    }

    /// Fetches messages of the open folder, and hands over each with its UID.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn bodies(
        &mut self,
        uids: &UidSet,
        mut each: impl FnMut(u32, &[u8]),
    ) -> Result<(), FetchError> {
        self.fetch(&uids.to_string(), "(UID BODY.PEEK[])", |uid, body| {
            if uids.contains(uid) {
                each(uid, body);
            }
        })
    }

    /// Fetches some bytes of a message of the open folder.
    ///
    /// # Errors
    /// What the server or the connection said.
    pub fn part(
        &mut self,
        uid: u32,
        from: u64,
        length: usize,
    ) -> Result<Option<Vec<u8>>, FetchError> {
        let query = format!("(UID BODY.PEEK[]<{from}.{length}>)");
        let mut found = None;
        self.fetch(&uid.to_string(), &query, |of, bytes| {
            if of == uid {
                found = Some(bytes.to_vec());
            }
        })?;
        Ok(found)
    }

    fn fetch(
        &mut self,
        uids: &str,
        query: &str,
        mut each: impl FnMut(u32, &[u8]),
    ) -> Result<(), FetchError> {
        self.wire.run(&format!("UID FETCH {uids} {query}"), |answer| {
            let (words, text) = parts(answer);
            let uid = UID.captures(&words).and_then(|found| parse(found.get(1)?.as_bytes()));
            let short = || Some(unescaped(SHORT.captures(&words)?.get(1)?.as_bytes()));
            match (uid, text) {
                (Some(uid), Some(text)) if BODY.is_match(&words) => each(uid, text),
                (Some(uid), _) => short().into_iter().for_each(|text| each(uid, &text)),
                _ => {}
            }
        })
    }

    /// Waits until something changes in the open folder, at most so long; it may have changed before.
    ///
    /// # Errors
    /// What the server or the connection said; that the person stopped it.
    pub fn wait(
        &mut self,
        longest: Duration,
        quiet: Duration,
        stop: &AtomicBool,
    ) -> Result<bool, FetchError> {
        if self.wire.has_more() {
            return Ok(true);
        }
        let (inner, socket) = (&mut self.inner, &self.socket);
        let over = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            // The library sleeps until the server speaks: only the end of the connection wakes it.
            let guard = scope.spawn(|| {
                while !over.load(Ordering::Relaxed) && !stop.load(Ordering::Relaxed) {
                    std::thread::park_timeout(STOP_WITHIN);
                }
                if !over.load(Ordering::Relaxed) {
                    let _ = socket.shutdown(Shutdown::Both);
                }
            });
            let outcome = catch_unwind(AssertUnwindSafe(|| {
                let mut idle = inner.idle();
                idle.timeout(longest).keepalive(false);
                idle.wait_while(imap::extensions::idle::stop_on_any)
            }));
            over.store(true, Ordering::Relaxed);
            guard.thread().unpark();
            outcome
        });
        if stop.load(Ordering::Relaxed) {
            return Err(FetchError::Stopped);
        }
        let outcome = match outcome {
            Ok(outcome) => outcome.map_err(told)?,
            Err(_) => return Err(FetchError::Broken("IDLE was refused".to_owned())),
        };
        // The library takes the time limit away.
        self.socket.set_read_timeout(Some(quiet)).map_err(|e| FetchError::Broken(e.to_string()))?;
        Ok(outcome == imap::extensions::idle::WaitOutcome::MailboxChanged)
    }

    /// Says good-bye; nothing depends on the answer.
    pub fn log_out(mut self) {
        let _ = self.wire.run("LOGOUT", |_| {});
    }
}

/// Only a NO leaves the session usable.
fn told(error: Error) -> FetchError {
    match error {
        Error::No(no) => FetchError::Server(plain(&no.information)),
        Error::Bad(bad) => FetchError::Server(plain(&bad.information)),
        Error::Bye(bye) if bye.information == "no explanation given" => {
            FetchError::Broken("an answer could not be read".to_owned())
        }
        Error::Bye(bye) => FetchError::Broken(plain(&bye.information)),
        other => FetchError::Broken(plain(&other.to_string())),
    }
}

/// Writes the name of a folder as the server wrote it.  One that is not ASCII breaks the rules (RFC 3501,
/// section 5.1.3), but who writes it so reads it so.
fn mailbox(wire: &str) -> Result<String, FetchError> {
    if wire.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        return Err(FetchError::Server(format!("`{}` cannot be asked for", plain(wire))));
    }
    Ok(format!("\"{}\"", wire.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// Writes a string of the protocol (RFC 3501, section 4.3).
pub(super) fn quoted(text: &str) -> Result<String, FetchError> {
    if !text.is_ascii() {
        return Err(FetchError::NotAscii { what: plain(text) });
    }
    mailbox(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_cannot_be_smuggled_in() {
        assert!(quoted("a\r\nA1 LOGOUT").is_err());
        assert_eq!(quoted("a\"b\\c").expect("quoted"), "\"a\\\"b\\\\c\"");
    }
}
