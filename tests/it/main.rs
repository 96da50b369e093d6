//! The one integration test binary.

#![allow(clippy::disallowed_methods, reason = "tests read and write files")]
#![allow(clippy::cast_precision_loss, reason = "counts of test letters are small")]

mod attachments;
mod bad_input;
mod browser;
mod bundle;
mod clearview;
mod decisions;
#[cfg(target_os = "linux")]
mod disk;
mod documents;
#[cfg(target_os = "linux")]
mod dovecot;
#[cfg(target_os = "linux")]
mod fetch;
#[cfg(target_os = "linux")]
mod fetch_answers;
#[cfg(target_os = "linux")]
mod fetch_faults;
#[cfg(target_os = "linux")]
mod fetch_login;
#[cfg(target_os = "linux")]
mod fetch_watch;
mod house;
mod labelled;
mod letters;
mod mailbox;
mod parties;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(target_os = "linux")]
mod person;
mod report;
mod rules;
mod run;
#[cfg(target_os = "linux")]
mod scripted;
mod schema;
mod search;
mod sources;
mod tables;
mod stats;
