//! `dilatory inspect`.

use super::extract::sandbox;
use super::failure::Failure;
use super::pipeline::Rules;
use super::progress::{GIVE_MAIL, tell};
use super::{Outcome, rules::files};
use crate::message::{Opened, Spotters, bare, open};
use crate::report::to_inspection;
use crate::source::{self, Location, Why};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

/// Show what the parser made of messages, as one JSON object a line.
///
/// Exit status: 0 done; 2 nothing could be read; 3 some files could not be read.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mail files
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// The files are bare message bodies, without headers
    #[arg(long, conflicts_with = "html")]
    text: bool,
    /// The files are bare HTML bodies, without headers
    #[arg(long)]
    html: bool,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&args.rules)?)?;
    let mut spotters = Spotters::new(&rules.lexica);
    let sandbox = sandbox()?;
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::default();
    let mut read = 0;
    for path in &args.paths {
        let mut show = |opened: Opened, mail: &[u8]| -> Result<(), Failure> {
            let mut message = opened.read(&rules.cues, &mut spotters)?;
            message.read_documents(mail, &sandbox, &rules.cues, &mut spotters)?;
            let line = to_inspection(&message).map_err(|e| Failure::Wrong(e.to_string()))?;
            read += 1;
            Ok(writeln!(out, "{line}")?)
        };
        if args.text || args.html {
            match fs::read(path) {
                Ok(bytes) => {
                    let location = Location::file(path, bytes.len() as u64);
                    show(bare(&bytes, args.html, location, &rules.cues), &[])?;
                }
                Err(error) => {
                    complain(&Failure::file(path, &error, "give a file of text"));
                    outcome.incomplete = true;
                }
            }
            continue;
        }
        let source = match source::open(path) {
            Ok(source) => source,
            Err(error) => {
                complain(&Failure::file(path, &error, GIVE_MAIL));
                outcome.incomplete = true;
                continue;
            }
        };
        for item in source.messages() {
            match item {
                Ok(raw) => show(open(&raw.bytes, raw.location, &rules.cues), &raw.bytes)?,
                // Whoever names a file wants to see what can be made of it.
                Err(skipped) if skipped.why == Why::NotMail && *skipped.path == **path => {
                    let bytes = fs::read(path).unwrap_or_default();
                    let location = Location::file(path, bytes.len() as u64);
                    show(open(&bytes, location, &rules.cues), &bytes)?;
                }
                Err(skipped) => {
                    tell(&skipped);
                    outcome.incomplete = true;
                }
            }
        }
    }
    if read == 0 {
        return Err(Failure::Wrong("nothing could be read".to_owned()));
    }
    Ok(outcome)
}

fn complain(failure: &Failure) {
    anstream::eprintln!("dilatory: {}", crate::report::visible(&failure.to_string()));
}
