//! Audits the mail a person exchanged with an organisation about their own data.
//!
//! The modules are the rooms of the house, in the order the data flows; no room names a later one.

#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod cli;
pub mod clock;
pub mod exchange;
pub mod finding;
pub mod id;
pub mod lexicon;
pub mod message;
pub mod report;
pub mod rule;
pub mod rulefile;
#[allow(clippy::disallowed_methods, reason = "a room that does I/O")]
pub mod source;
pub mod thread;
