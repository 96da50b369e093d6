//! The law that is applied is one of these.

use super::{Context, Verdict};
use crate::id::{MemberState, RegimeId};
use serde::Deserialize;

/// The exchange is judged by one of these laws: for rules that hold in several, but not alike.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegimeIs {
    one_of: Vec<RegimeId>,
    /// And in this state, where its own law adds to the regime.
    state: Option<MemberState>,
}

impl RegimeIs {
    pub(super) fn ask(&self, context: &Context<'_>) -> Verdict {
        let clock = context.clock;
        let here = self.state.is_none() || self.state == clock.state_of;
        Verdict::holds(here && self.one_of.contains(&clock.regime))
    }
}
