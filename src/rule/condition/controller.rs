//! What the case says of the controller.

use super::{Context, Verdict};
use serde::Deserialize;

/// The case says this of the controller.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ControllerIs {
    /// It holds special-category or otherwise delicate data (Art. 9 GDPR).
    high_risk: bool,
}

impl ControllerIs {
    pub(super) fn ask(&self, context: &Context<'_>) -> Verdict {
        Verdict::holds(context.exchange.controller.high_risk == self.high_risk)
    }
}
