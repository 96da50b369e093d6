//! `dilatory man`.

use super::{Outcome, failure::Failure};
use clap::CommandFactory;

/// Print the manual page (roff).
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<Outcome, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(super::Args::command()).render(&mut page)?;
    super::rules::print(&String::from_utf8_lossy(&page))
}
