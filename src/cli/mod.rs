//! The commands: one verb, one file.  The only room that knows the terminal, the file system's
//! folders and today's date.

mod account;
mod audit;
mod bundle;
mod completions;
mod config;
pub mod extract;
mod failure;
mod fetch;
mod gather;
mod given;
mod guard;
mod hits;
mod index;
mod inspect;
mod key;
mod labels;
mod learn;
mod letters;
mod look;
mod man;
mod marking;
mod pdf;
pub mod pipeline;
mod progress;
mod rules;
mod schema;
mod search;
mod sentences;
mod show;
mod stats;
mod survey;
mod tally;
mod threads;
mod verify;
mod watch;
mod wire;

use clap::{Parser, Subcommand};
pub use failure::Failure;
use std::process::ExitCode;

/// Audits the mail a person exchanged with an organisation about their own data.
///
/// Works out who asked whom for what and when, reckons the legal deadlines, and shows conduct that
/// delays or deters with the exact words.  Everything stays on this machine.
#[derive(Debug, Parser)]
#[command(name = "dilatory", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Audit(audit::Args),
    Stats(stats::Args),
    Bundle(bundle::Args),
    Verify(verify::Args),
    Fetch(fetch::Args),
    Account(account::Args),
    Index(index::Args),
    Search(search::Args),
    Show(show::Args),
    Inspect(inspect::Args),
    Threads(threads::Args),
    Rules(rules::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    ExtractText(extract::Args),
}

/// What a command came to; the exit status follows from it, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcome {
    /// Something was found that the user wants to be told by the exit status.
    alarm: bool,
    /// Something could not be read.
    incomplete: bool,
    /// What was given is not what it claims to be.
    broken: bool,
}

impl Outcome {
    /// 0 done, 1 findings at or above the threshold, 2 not what it claims to be, 3 done but incomplete.
    fn status(self) -> u8 {
        match self {
            Self { broken: true, .. } => 2,
            Self { incomplete: true, .. } => 3,
            Self { alarm: true, .. } => 1,
            _ => 0,
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let wrong = error.use_stderr();
            // Nothing can be done about a terminal that is gone.
            let _ = error.print();
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    let result = match &args.verb {
        Verb::Audit(args) => audit::run(args),
        Verb::Stats(args) => stats::run(args),
        Verb::Bundle(args) => bundle::run(args),
        Verb::Verify(args) => verify::run(args),
        Verb::Fetch(args) => fetch::run(args),
        Verb::Account(args) => account::run(args),
        Verb::Index(args) => index::run(args),
        Verb::Search(args) => search::run(args),
        Verb::Show(args) => show::run(args),
        Verb::Inspect(args) => inspect::run(args),
        Verb::Threads(args) => threads::run(args),
        Verb::Rules(args) => rules::run(args),
        Verb::Schema(args) => schema::run(args),
        Verb::Completions(args) => completions::run(args),
        Verb::Man(args) => man::run(args),
        Verb::ExtractText(args) => extract::run(args),
    };
    match result {
        Ok(outcome) => ExitCode::from(outcome.status()),
        Err(Failure::Pipe) => ExitCode::SUCCESS,
        Err(failure) => {
            anstream::eprintln!("dilatory: {}", crate::report::visible(&failure.to_string()));
            ExitCode::from(2)
        }
    }
}
