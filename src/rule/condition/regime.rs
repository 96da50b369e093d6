//! The law that is applied is one of these.

use super::{Context, Verdict};
use crate::id::RegimeId;
use serde::Deserialize;

/// The exchange is judged by one of these laws: for rules that hold in several, but not alike.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegimeIs {
    one_of: Vec<RegimeId>,
}

impl RegimeIs {
    pub(super) fn ask(&self, context: &Context<'_>) -> Verdict {
        Verdict::holds(self.one_of.contains(&context.clock.regime))
    }
}
