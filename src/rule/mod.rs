//! Judges exchanges by the tactics of the rule book.

mod book;
mod completeness;
mod condition;
mod day;
mod example;
mod lint;
mod run;

pub use book::{Guard, Mark, RuleBook, Scope, Source, Tactic};
pub use completeness::{Checked, Checklist, Item, Naming, State, completeness};
pub use condition::{Condition, Context};
pub use example::{Example, Expect, Failure, test, test_language};
pub use lint::{Coverage, coverage, lint};
pub use run::{Judgement, judge};
