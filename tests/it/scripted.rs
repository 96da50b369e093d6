//! An IMAP server of our own on loopback, in clear, which answers as a good server would, or as a script says.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server says to a command.
pub(crate) enum Say {
    /// This.
    This(Vec<u8>),
    /// This, and hangs up.
    AndCut(Vec<u8>),
    /// Nothing.
    Nothing,
}

impl Say {
    pub(crate) fn text(text: &str) -> Self {
        Self::This(text.as_bytes().to_vec())
    }
}

/// A command as the server reads it.
pub(crate) struct Asked<'a> {
    pub(crate) tag: &'a str,
    pub(crate) command: &'a str,
    /// How many commands that begin alike came before, over all connections.
    pub(crate) before: usize,
}

impl Asked<'_> {
    pub(crate) fn is(&self, start: &str) -> bool {
        self.command.to_uppercase().starts_with(start)
    }

    /// Whether it asks for whole messages, this one among them.
    pub(crate) fn wants(&self, uid: u32) -> bool {
        self.command.contains("BODY.PEEK[]") && uids(self.command).contains(&uid)
    }

    pub(crate) fn done(&self) -> String {
        format!("{} OK done\r\n", self.tag)
    }
}

/// A server; its mailbox INBOX has messages 1 to so many.
pub(crate) struct Scripted {
    pub(crate) port: u16,
    commands: Arc<Mutex<Vec<String>>>,
}

/// Changes what the server would say.
type Script = dyn Fn(&Asked<'_>, String) -> Say + Send + Sync;

impl Scripted {
    pub(crate) fn start(
        mails: u32,
        script: impl Fn(&Asked<'_>, String) -> Say + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let commands = Arc::new(Mutex::new(Vec::new()));
        let (log, script): (_, Arc<Script>) = (commands.clone(), Arc::new(script));
        // The threads end with the process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, script) = (log.clone(), script.clone());
                std::thread::spawn(move || serve(stream, mails, &log, &*script));
            }
        });
        Self { port, commands }
    }

    /// The commands that came, without their tags.
    pub(crate) fn commands(&self) -> Vec<String> {
        self.commands.lock().expect("no panic").clone()
    }
}

/// The bytes of a message.
pub(crate) fn body(uid: u32) -> String {
    format!("From: desk@shop.example\r\nMessage-ID: <{uid}@shop.example>\r\n\r\nmessage {uid}\r\n")
}

/// The line that gives a message.
pub(crate) fn fetched(uid: u32) -> String {
    let body = body(uid);
    format!("* {uid} FETCH (UID {uid} BODY[] {{{}}}\r\n{body})\r\n", body.len())
}

/// The line that tells of a message.
pub(crate) fn surveyed(uid: u32) -> String {
    format!(
        "* {uid} FETCH (UID {uid} RFC822.SIZE {} INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" FLAGS (\\Seen))\r\n",
        body(uid).len()
    )
}

/// The UIDs that a command names.
fn uids(command: &str) -> BTreeSet<u32> {
    let set = command.split(' ').nth(2).unwrap_or_default();
    let number = |text: &str| if text == "*" { Some(1_000) } else { text.parse::<u32>().ok() };
    let range = |part: &str| {
        let (first, last) = part.split_once(':').unwrap_or((part, part));
        number(first).zip(number(last))
    };
    set.split(',').filter_map(range).flat_map(|(first, last)| first..=last).collect()
}

fn usual(tag: &str, command: &str, mails: u32) -> String {
    let upper = command.to_uppercase();
    let verb = upper.split(' ').next().unwrap_or_default();
    let named = || uids(command).into_iter().filter(|uid| *uid <= mails);
    let said = match verb {
        "CAPABILITY" => "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=OAUTHBEARER\r\n".to_owned(),
        "LIST" => "* LIST (\\HasNoChildren) \"/\" INBOX\r\n".to_owned(),
        "EXAMINE" => format!(
            "* FLAGS (\\Seen)\r\n* {mails} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] ok\r\n\
             * OK [UIDNEXT {}] ok\r\n",
            mails + 1
        ),
        "UID" if upper.starts_with("UID SEARCH") => {
            let all: Vec<String> = (1..=mails).map(|uid| uid.to_string()).collect();
            format!("* SEARCH {}\r\n", all.join(" "))
        }
        "UID" if upper.contains("BODY.PEEK[]") => named().map(fetched).collect(),
        "UID" if upper.contains("HEADER.FIELDS") => String::new(),
        "UID" => named().map(surveyed).collect(),
        "LOGOUT" => "* BYE\r\n".to_owned(),
        _ => String::new(),
    };
    format!("{said}{tag} OK done\r\n")
}

fn serve(stream: TcpStream, mails: u32, log: &Mutex<Vec<String>>, script: &Script) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream);
    out.write_all(b"* OK ready\r\n").ok()?;
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let (tag, command) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        let verb = |command: &str| command.split(' ').take(2).next().map(str::to_owned);
        let before = {
            let mut log = log.lock().ok()?;
            let before = log.iter().filter(|c| verb(c) == verb(command)).count();
            log.push(command.to_owned());
            before
        };
        match script(&Asked { tag, command, before }, usual(tag, command, mails)) {
            Say::This(bytes) => out.write_all(&bytes).ok()?,
            Say::AndCut(bytes) => {
                out.write_all(&bytes).ok()?;
                return None;
            }
            Say::Nothing => std::thread::sleep(Duration::from_mins(1)),
        }
    }
}
