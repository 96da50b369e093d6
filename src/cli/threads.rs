//! `dilatory threads`.

use super::failure::Failure;
use super::pipeline::Rules;
use super::{Outcome, rules::files};
use crate::message::{Message, Spotters, open};
use crate::report::{threads_to_json, threads_to_text};
use crate::source;
use crate::thread::threads;
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::PathBuf;

/// Group messages into threads by Message-ID, References and In-Reply-To.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Mail: a file, or a folder of mail
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let rules = Rules::load(files(&[])?)?;
    let mut spotters = Spotters::new(&rules.lexica);
    let mut messages: Vec<Message> = Vec::new();
    for path in &args.paths {
        let source = source::open(path).map_err(|e| Failure::file(path, &e, "give mail"))?;
        for item in source.messages() {
            let Ok(raw) = item else { continue };
            messages.push(
                open(&raw.bytes, raw.location, &rules.cues).read(&rules.cues, &mut spotters)?,
            );
        }
    }
    let borrowed: Vec<&Message> = messages.iter().collect();
    let found = threads(&borrowed);
    let text = match args.format {
        Format::Json => {
            threads_to_json(&borrowed, &found).map_err(|e| Failure::Wrong(e.to_string()))? + "\n"
        }
        Format::Text => threads_to_text(&borrowed, &found),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::default())
}
