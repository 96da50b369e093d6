//! What the message in question brings along was not read.

use super::{Context, Verdict};
use crate::finding::{Evidence, Gap};
use crate::message::Attachment;
use serde::Deserialize;

/// A state of the attachments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wanted {
    /// At least one document was not read.
    Unread,
}

/// What the message in question brings along was not read: what it lacks may be there, so the
/// condition is undecided, never met.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachments {
    state: Wanted,
}

impl Attachments {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let message = &context.exchange.entries[i].message;
        let Wanted::Unread = self.state;
        if message.attachments.iter().any(Attachment::hides_words) {
            return Verdict::Undecided(Gap::UnreadAttachment(message.id.clone()));
        }
        Verdict::NoMatch
    }
}
