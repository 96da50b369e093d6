//! What a user sees while mail is read, and what could not be read.

use crate::source::{Skipped, Source};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A shorter run shows no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// What to do about a path that cannot be opened.
pub(super) const GIVE_MAIL: &str = "give mail: a file (.eml, .msg, mbox, .zip, .gz), a folder (Maildir or files), or - for standard input";

/// Tells of something that was not read.
pub(super) fn tell(skipped: &Skipped) {
    let line = format!("dilatory: not read: {}: {}", skipped.path.display(), skipped.reason());
    anstream::eprintln!("{}", crate::report::visible(&line));
}

/// Shows how far the reading is once it takes a while; nothing in a pipe.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
}

impl Progress {
    /// Begins; where the sources know their sizes, the time that is left can be told.
    pub(super) fn new(sources: &[Box<dyn Source>]) -> Self {
        // To add up the sizes of many files takes a while, and nobody sees the bar in a pipe.
        let is_seen = io::stderr().is_terminal();
        let total = sources.iter().map(|source| if is_seen { source.size() } else { None });
        let total = total.sum::<Option<u64>>();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let shape = match total {
            Some(_) => "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left {msg}",
            None => "{spinner} {bytes}, {bytes_per_sec}, {elapsed} {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(shape) {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now() }
    }

    /// Counts what was read since the last time.
    pub(super) fn count(&self, messages: usize, bytes: u64) {
        let late = self.since.elapsed() > PATIENCE;
        if late && self.bar.is_hidden() && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(bytes);
        self.bar.set_message(format!("({messages} messages)"));
    }

    /// Clears the line.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
