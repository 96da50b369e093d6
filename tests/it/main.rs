//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read and write files")]
#![allow(clippy::cast_precision_loss, reason = "counts of test letters are small")]

mod attachments;
mod bad_input;
mod clearview;
mod decisions;
mod documents;
mod house;
mod labelled;
mod letters;
mod mailbox;
mod parties;
mod report;
mod rules;
mod run;
mod sources;
