//! What a user sees while mail is read, and what could not be read.

use crate::source::Skipped;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A shorter run shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// What to do about a path that cannot be opened.
pub(super) const GIVE_MAIL: &str = "give a mail file (.eml) or a folder of them";

/// Tells of something that was not read.
pub(super) fn tell(skipped: &Skipped) {
    let line = format!("dilatory: not read: {}: {}", skipped.path.display(), skipped.why);
    anstream::eprintln!("{}", crate::report::visible(&line));
}

/// Shows how many messages were read once it takes a while; nothing in a pipe.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {pos} messages, {per_sec}, {elapsed}")
        {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now() }
    }

    /// Counts messages that are done.
    pub(super) fn count(&self, messages: u64) {
        let late = self.since.elapsed() > PATIENCE;
        if late && self.bar.is_hidden() && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(messages);
    }

    /// Clears the line.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
