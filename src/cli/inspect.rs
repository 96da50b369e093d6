//! `dilatory inspect`.

use super::failure::Failure;
use super::pipeline::Rules;
use super::{Outcome, rules::files};
use crate::message::{Spotters, bare, open};
use crate::report::to_inspection;
use crate::source::Location;
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
    let mut out = io::stdout().lock();
    let mut outcome = Outcome::default();
    let mut read = 0;
    for path in &args.paths {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let failure = Failure::file(path, &error, "give a mail file");
                anstream::eprintln!("dilatory: {}", crate::report::visible(&failure.to_string()));
                outcome.incomplete = true;
                continue;
            }
        };
        let location = Location::file(path, bytes.len() as u64);
        let opened = if args.text || args.html {
            bare(&bytes, args.html, location, &rules.cues)
        } else {
            open(&bytes, location, &rules.cues)
        };
        let message = opened.read(&rules.cues, &mut spotters)?;
        let line = to_inspection(&message).map_err(|e| Failure::Wrong(e.to_string()))?;
        writeln!(out, "{line}")?;
        read += 1;
    }
    if read == 0 {
        return Err(Failure::Wrong("nothing could be read".to_owned()));
    }
    Ok(outcome)
}
