//! Writes threads as JSON (`dilatory.threads/1`) and as text.

use super::words::shown;
use crate::message::Message;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

#[derive(Serialize)]
struct ThreadsWire<'a> {
    schema: &'static str,
    threads: Vec<Vec<MemberWire<'a>>>,
}

#[derive(Serialize)]
struct MemberWire<'a> {
    id: &'a str,
    #[serde(serialize_with = "super::json::lossy")]
    path: &'a Path,
    sha256: &'a str,
}

/// Gives threads, as groups of indices into the messages, as JSON.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn threads_to_json(
    messages: &[&Message],
    threads: &[Vec<usize>],
) -> Result<String, serde_json::Error> {
    let member = |i: &usize| MemberWire {
        id: messages[*i].id.as_str(),
        path: &messages[*i].location.path,
        sha256: messages[*i].key.as_str(),
    };
    let threads = threads.iter().map(|thread| thread.iter().map(member).collect()).collect();
    serde_json::to_string(&ThreadsWire { schema: "dilatory.threads/1", threads })
}

/// Gives threads as text: a line a message, an empty line between two threads.
pub fn threads_to_text(messages: &[&Message], threads: &[Vec<usize>]) -> String {
    let mut text = String::new();
    for thread in threads {
        for message in thread.iter().map(|i| messages[*i]) {
            let date =
                message.date.map_or("-".to_owned(), |d| d.format("%Y-%m-%d %H:%M").to_string());
            let from = shown(&message.from.address);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{date:16}  {from:30}  {}", shown(&message.subject));
        }
        text.push('\n');
    }
    text
}
