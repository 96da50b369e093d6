//! `dilatory schema`.

use super::wire::SearchWire;
use super::{Outcome, failure::Failure};
use crate::report::{audit_schema, inspect_schema, schema_of, stats_schema, threads_schema};
use clap::ValueEnum;

/// Print the JSON Schema of what a command writes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The command that writes the JSON
    #[arg(value_enum, default_value = "audit")]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// `audit --format json`
    Audit,
    /// `threads --format json`
    Threads,
    /// `search --format json`
    Search,
    /// A line of `inspect`
    Inspect,
    /// `stats --format json`
    Stats,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let schema = match args.of {
        Of::Audit => audit_schema(),
        Of::Threads => threads_schema(),
        Of::Search => schema_of::<SearchWire<'_>>("search"),
        Of::Inspect => inspect_schema(),
        Of::Stats => stats_schema(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|e| Failure::Wrong(e.to_string()))?;
    super::rules::print(&(text + "\n"))
}
