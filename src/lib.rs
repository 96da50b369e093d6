//! Audits the mail a person exchanged with an organisation about their own data.
//!
//! The modules are the rooms of the house, in the order the data flows; no room names a later one.

pub mod id;
mod embedded;
pub mod rulefile;
pub mod lexicon;
pub mod meaning;
#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod source;
#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod fetch;
pub mod message;
pub mod thread;
pub mod exchange;
pub mod clock;
pub mod finding;
pub mod rule;
pub mod report;
#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod index;
#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod cli;
