//! A session that can only read: it has no method, and the program no other place, that could change a
//! mailbox.  Folders are opened with EXAMINE and bodies read with BODY.PEEK.
//!
//! Answers are read leniently, by what they must contain.

use super::error::FetchError;
use super::folder::Folder;
use super::uids::UidSet;
use super::wire::{Shared, Wire, parts, plain};
use imap::{Connection, Error};
use regex::bytes::{Captures, Regex};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
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
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session")
    }
}

static UID: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bUID (\d{1,10})\b"));
static SIZE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bRFC822\.SIZE (\d{1,19})\b"));
static RECEIVED: LazyLock<Regex> = LazyLock::new(|| regex(r#"(?i)\bINTERNALDATE "([^"]{20,40})""#));
static FLAGS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bFLAGS \(([^)]*)\)"));
static THREAD: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bX-GM-THRID (\d{1,20})\b"));
static EXISTS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?im)^\* (\d+) EXISTS\b"));
static VALIDITY: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\[UIDVALIDITY (\d+)\]"));
static NEXT: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\[UIDNEXT (\d+)\]"));
static FOUND: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?im)^\* (?:SEARCH((?: +\d+)*)|ESEARCH\b[^\r\n]*? ALL ([\d,:]+))"));
static BODY: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bBODY\[[^\]]*\](?:<\d+>)? ~?\{"));
/// A text may stand in quotes if it is short, or empty.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?i)\bBODY\[[^\]]*\](?:<\d+>)? "((?-u:[^"\\]|\\.)*)""#));
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?im)^\* LIST \(([^)]*)\) (?:NIL|"(\\?[^"])") (?:\{(\d+)\+?\}\r?\n|"((?-u:[^"\\\r\n]|\\.)*)"|((?-u:[^\s"{])+))"#,
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|_| unreachable!("a pattern of this file"))
}

impl Session {
    pub(super) fn new(
        inner: imap::Session<Connection>,
        shared: Shared,
        socket: TcpStream,
        quiet: Duration,
    ) -> Self {
        Self { inner, wire: Wire::new(shared, quiet), socket }
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
        let answer = self.run(&format!("EXAMINE {}", mailbox(&folder.wire)?))?;
        let number = |re: &Regex| {
            re.captures(&answer)
                .and_then(|found| parse::<u32>(found.get(1)?.as_bytes()))
                .unwrap_or(0)
        };
        let (uid_validity, uid_next, exists) = (number(&VALIDITY), number(&NEXT), number(&EXISTS));
        Ok(Opened { uid_validity, uid_next, exists })
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
    /// What the server or the connection said.
    pub fn wait(&mut self, longest: Duration, quiet: Duration) -> Result<bool, FetchError> {
        if self.wire.has_more() {
            return Ok(true);
        }
        let wait = AssertUnwindSafe(|| {
            let mut idle = self.inner.idle();
            idle.timeout(longest).keepalive(false);
            idle.wait_while(imap::extensions::idle::stop_on_any)
        });
        let outcome = match catch_unwind(wait) {
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

fn parse<T: std::str::FromStr>(bytes: &[u8]) -> Option<T> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}

fn listed(line: &[u8]) -> Option<Listed> {
    let first = |re: &Regex| re.captures(line).and_then(|found| found.get(1)).map(|m| m.as_bytes());
    let uid = parse(first(&UID)?)?;
    let size = parse(first(&SIZE)?)?;
    let received = first(&RECEIVED).and_then(|text| {
        let text = std::str::from_utf8(text).ok()?.trim();
        let day = chrono::DateTime::parse_from_str(text, "%d-%b-%Y %H:%M:%S %z");
        day.ok().map(|day| day.timestamp())
    });
    let flags = first(&FLAGS).unwrap_or_default().to_ascii_lowercase();
    let has = |flag: &[u8]| flags.split(u8::is_ascii_whitespace).any(|f| f == flag);
    let known: [(&[u8], char); 4] =
        [(b"\\draft", 'D'), (b"\\flagged", 'F'), (b"\\answered", 'R'), (b"\\seen", 'S')];
    let flags = known.iter().filter(|(flag, _)| has(flag)).map(|(_, letter)| *letter).collect();
    Some(Listed { uid, size, received, flags })
}

fn folder(line: &Captures<'_>, answer: &[u8]) -> Option<Folder> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let name = if let Some(length) = line.get(3) {
        let from = line.get(0)?.end();
        answer.get(from..from.checked_add(parse(length.as_bytes())?)?)?
    } else {
        line.get(4).or_else(|| line.get(5))?.as_bytes()
    };
    let escaped = line.get(4).is_some();
    let name = if escaped { unescaped(name) } else { name.to_vec() };
    let separator = line.get(2).map(|m| text(m.as_bytes()).trim_start_matches('\\').to_owned());
    Some(Folder::new(
        &text(line.get(1)?.as_bytes()),
        separator.and_then(|s| s.chars().next()),
        &text(&name),
    ))
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut bytes = name.iter();
    let mut plain = Vec::with_capacity(name.len());
    while let Some(byte) = bytes.next() {
        plain.push(if *byte == b'\\' { *bytes.next().unwrap_or(byte) } else { *byte });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_every_form() {
        let answer = b"* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesendet \\\"x\\\"\"\r\n* LIST (\\Noselect) \"/\" Old\r\n\
            * LIST () NIL INBOX\r\n* LIST () \".\" {5}\r\na (b)\r\n";
        let found: Vec<Folder> =
            LIST.captures_iter(answer).filter_map(|line| folder(&line, answer)).collect();
        let names: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["Gesendet \"x\"", "Old", "INBOX", "a (b)"]);
        assert!(!found[1].holds_mail);
    }

    #[test]
    fn a_survey_line_is_read_in_any_order() {
        let line = b"* 3 FETCH (FLAGS (\\Seen [weird] \\Flagged) INTERNALDATE \" 2-Jan-2024 10:00:00 +0100\" RFC822.SIZE 12 UID 7)\r";
        let found = listed(line).expect("a message");
        assert_eq!((found.uid, found.size, found.flags.as_str()), (7, 12, "FS"));
        assert_eq!(found.received, Some(1_704_186_000));
    }

    #[test]
    fn commands_cannot_be_smuggled_in() {
        assert!(quoted("a\r\nA1 LOGOUT").is_err());
        assert_eq!(quoted("a\"b\\c").expect("quoted"), "\"a\\\"b\\\\c\"");
    }
}
