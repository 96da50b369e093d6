//! Much of what the message in question says was not understood.

use super::{Context, Verdict};
use crate::finding::{Evidence, Gap};
use serde::Deserialize;

/// More sentences than this do nothing that is known: what the message seems to lack may be in them,
/// so the condition is undecided, never met.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unclear {
    more_than: usize,
}

impl Unclear {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let entry = &context.exchange.entries[i];
        if entry.unexplained > self.more_than {
            return Verdict::Undecided(Gap::Unclear(entry.message.id.clone()));
        }
        Verdict::NoMatch
    }
}
