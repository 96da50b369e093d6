//! Reckons the deadlines that a regime sets for an exchange, each step shown with its source.
//!
//! Two dates are kept: the strict one and the lenient one, which gives the controller the benefit of
//! every reading that authorities have accepted.  Only the lenient one can be missed.

mod facts;
pub mod holiday;
pub mod period;
mod reckon;
mod regime;
#[cfg(test)]
mod tests;

pub use facts::{Calendar, day_set, facts};
pub use reckon::{
    Clock, ExtensionNotice, Facts, Query, QueryKind, State, Step, VoidReason, reckon,
};
pub use regime::{Pausing, Period, Regime, Regimes};
