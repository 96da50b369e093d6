//! `dilatory completions`.

use super::{Outcome, failure::Failure};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print the completions of a shell.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "dilatory", &mut script);
    super::rules::print(&String::from_utf8_lossy(&script))
}
