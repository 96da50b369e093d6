//! Messages that lie in another message.

use crate::message::{MailCues, Opened, open_at};
use crate::source::Location;

/// Messages nested deeper than this are not looked into.
const MAX_DEPTH: u8 = 8;
/// More messages in one message than this are not taken out.
pub(super) const MAX_ENCLOSED: usize = 200;

/// A whole message that another message holds (RFC 2046, 5.2.1): forwarded, attached or returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its bytes, decoded; a `.msg` file as it is.
    pub bytes: Vec<u8>,
    /// Whether a report returns it (RFC 6522): then it is what could not be delivered, and no
    /// evidence that somebody forwards.
    pub is_returned: bool,
    /// In how many messages it lies, 1 to 8.
    pub(super) depth: u8,
}

impl Enclosed {
    /// Opens it as a message of its own, with its own hash.  Those that it encloses are given in
    /// turn, eight levels deep at most.
    pub fn open(&self, location: Location, cues: &MailCues) -> Opened {
        open_at(&self.bytes, self.depth, location, cues)
    }

    pub(super) fn may_lie_at(depth: u8) -> bool {
        depth <= MAX_DEPTH
    }
}
