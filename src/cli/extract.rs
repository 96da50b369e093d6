//! Gets the text out of documents in a process of its own, and `dilatory extract-text`, which is
//! that process.
//!
//! The process gets the document on its standard input, gives the [`Extraction`] as JSON on its
//! standard output, and can open nothing else: no file, no socket, no other process.

use super::Outcome;
use super::failure::Failure;
use crate::message::document::{DocumentKind, Extraction, Extractor, MAX_DOCUMENT, extract_here};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// The memory a document may take, in bytes: address space, of which half is never touched.
const MEMORY: u64 = 1 << 30;
/// The time of the processor a document may take, in seconds.
const PROCESSOR: u64 = 10;
/// The time a document may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// JSON of the longest text, every byte of it escaped.
const MAX_ANSWER: u64 = 64 << 20;

/// Print the text of a document on standard input, as JSON.
///
/// This is how attachments are read: the process gives up all rights but to answer.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// pdf, docx, odt, rtf, html, ics, csv or txt
    kind: DocumentKind,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    give_up_rights();
    // The parent learns of a panic by the answer; nobody reads its words.
    std::panic::set_hook(Box::new(|_| {}));
    let mut document = Vec::new();
    io::stdin().take(MAX_DOCUMENT as u64 + 1).read_to_end(&mut document)?;
    let extraction = extract_here(args.kind, &document);
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &extraction).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::default())
}

/// Limits what this process can take and do.  Where a system knows a limit not, the others hold.
#[cfg(unix)]
fn give_up_rights() {
    use rlimit::Resource;
    let limits = [
        (Resource::AS, MEMORY, MEMORY),
        // The signal of the lower limit says what happened; that of the upper one does not.
        (Resource::CPU, PROCESSOR, PROCESSOR + 1),
        (Resource::CORE, 0, 0),
        // Standard input, output and error are open; nothing more can be.
        (Resource::NOFILE, 3, 3),
        #[cfg(any(target_os = "linux", target_os = "macos"))]
        (Resource::NPROC, 0, 0),
    ];
    for (resource, soft, hard) in limits {
        let _ = resource.set(soft, hard);
    }
}

#[cfg(not(unix))]
fn give_up_rights() {}

/// Reads risky documents by running a program as `PROGRAM extract-text KIND`, and the others here.
#[derive(Clone, Debug)]
pub struct Sandbox {
    program: PathBuf,
}

impl Sandbox {
    /// Names the program, which must be this one.
    pub fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// Takes the program of this process.
    ///
    /// # Errors
    /// The system does not tell where the program lies.
    pub fn of_this_program() -> io::Result<Self> {
        std::env::current_exe().map(Self::new)
    }

    fn start(&self, kind: DocumentKind) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.arg("extract-text").arg(kind.to_string()).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }
}

/// Gives the sandbox of this program.
pub(super) fn sandbox() -> Result<Sandbox, Failure> {
    let here = |e: io::Error| Failure::Wrong(format!("cannot tell where this program lies: {e}"));
    Sandbox::of_this_program().map_err(here)
}

impl Extractor for Sandbox {
    fn extract(&self, kind: DocumentKind, bytes: &[u8]) -> Extraction {
        if !kind.is_risky() || bytes.len() > MAX_DOCUMENT {
            return extract_here(kind, bytes);
        }
        // A process is dear: what has no end as its kind has one is not worth it.
        if !kind.may_be(bytes) {
            return Extraction::Malformed("cut off, or something else".to_owned());
        }
        match self.start(kind) {
            Ok(child) => converse(child, bytes),
            Err(error) => Extraction::Failed(error.to_string()),
        }
    }
}

/// Gives a process a document and takes its answer, for as long as patience lasts.
fn converse(mut child: Child, document: &[u8]) -> Extraction {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (finished, waiting) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        let late = waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout);
        // After its answer, nothing is expected of the process but to end.
        let _ = child.kill();
        (late, child.wait())
    });
    if let Some(mut input) = input {
        // A process that ends before it has read everything says why by its answer or status.
        let _ = input.write_all(document);
    }
    let mut answer = Vec::new();
    if let Some(output) = output {
        let _ = output.take(MAX_ANSWER).read_to_end(&mut answer);
    }
    drop(finished);
    let (late, status) = watch.join().unwrap_or((false, Err(io::ErrorKind::Other.into())));
    match (serde_json::from_slice(&answer), status) {
        (Ok(extraction), _) => extraction,
        (Err(_), _) if late => Extraction::TookTooLong,
        (Err(_), Ok(status)) => judged(status),
        (Err(_), Err(error)) => Extraction::Failed(error.to_string()),
    }
}

/// Tells what became of a process that gave no answer.
fn judged(status: ExitStatus) -> Extraction {
    if is_out_of_time(status) {
        return Extraction::TookTooLong;
    }
    Extraction::Malformed(format!("it makes its reader fail ({status})"))
}

#[cfg(unix)]
fn is_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

#[cfg(not(unix))]
fn is_out_of_time(_: ExitStatus) -> bool {
    false
}
