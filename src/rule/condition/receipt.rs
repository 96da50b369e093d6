//! The organisation had shown that the request arrived.

use super::{Context, Verdict};
use crate::exchange::Party;
use crate::finding::Evidence;
use serde::Deserialize;

/// What is known of the arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wanted {
    /// Somebody or a machine of the organisation wrote back after the request.
    Confirmed,
}

/// Before the message in question, the organisation or its machine wrote back to the request; returned
/// mail shows the contrary.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    state: Wanted,
}

impl Receipt {
    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let Some(i) = anchor.and_then(|a| a.message) else { return Verdict::NoMatch };
        let Some(request) = context.exchange.request else { return Verdict::NoMatch };
        let Wanted::Confirmed = self.state;
        let since = request..i.max(request);
        let entries = context.exchange.entries[since].iter().enumerate();
        let related = entries.map(|(n, entry)| (request + n, entry)).find(|(_, entry)| {
            matches!(entry.party, Party::Controller | Party::Auto) && entry.message.bounce.is_none()
        });
        let evidence = related.map(|(n, _)| Evidence { related: vec![n], ..Evidence::default() });
        Verdict::of(evidence.into_iter().collect())
    }
}
