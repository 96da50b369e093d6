//! What the commands that audit mail are given: the mail, the case, the day and the law.

use super::audit::{load_case, today};
use super::failure::Failure;
use super::pipeline::{Order, Rules};
use crate::exchange::Case;
use crate::id::{MemberState, RegimeId};
use chrono::NaiveDate;
use std::path::PathBuf;

/// The mail, and what is known of it.
#[derive(Debug, clap::Args)]
pub(super) struct Given {
    /// Mail: a file (.eml, .msg, mbox, .zip, .gz), a folder (Maildir or files), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What is known and the mail does not say: parties, law, letters (TOML)
    #[arg(long, value_name = "FILE")]
    pub(super) case: Option<PathBuf>,
    /// Day of the audit, YYYY-MM-DD; later messages do not count [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Law that applies, over what the case says (see `dilatory rules list`)
    #[arg(long, value_name = "ID")]
    pub(super) regime: Option<String>,
    /// State whose holidays and time zone count, over what the case says (two letters)
    #[arg(long, value_name = "XX")]
    pub(super) member_state: Option<String>,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
}

impl Given {
    /// Gives the order for the case that is named, if one is.
    pub(super) fn order(&self, rules: &Rules) -> Result<Order, Failure> {
        let case = match &self.case {
            Some(path) => load_case(path)?,
            None => Case::default(),
        };
        self.order_for(case, self.day()?, rules)
    }

    /// Gives the day of the audit.
    pub(super) fn day(&self) -> Result<NaiveDate, Failure> {
        let Some(text) = &self.as_of else { return Ok(today()) };
        text.parse().map_err(|_| {
            Failure::Wrong(format!("--as-of {text}: no such date; write it as YYYY-MM-DD"))
        })
    }

    /// Gives the order for a case and a day.
    pub(super) fn order_for(
        &self,
        case: Case,
        as_of: NaiveDate,
        rules: &Rules,
    ) -> Result<Order, Failure> {
        ordered(case, as_of, (self.regime.as_deref(), self.member_state.as_deref()), rules)
    }
}

/// Checks the law and the state that the user or the case names.
pub(super) fn ordered(
    case: Case,
    as_of: NaiveDate,
    (regime, member_state): (Option<&str>, Option<&str>),
    rules: &Rules,
) -> Result<Order, Failure> {
    let regime = regime.map(RegimeId::new);
    for (id, place) in [(regime.as_ref(), "--regime"), (case.regime.as_ref(), "case file: regime")]
    {
        let Some(id) = id.filter(|id| rules.regimes.get(id).is_none()) else { continue };
        let known: Vec<&str> = rules.regimes.listed().map(|r| r.id.as_str()).collect();
        return Err(Failure::Wrong(format!(
            "{place} {id}: no such law; known are {}",
            known.join(", ")
        )));
    }
    let member_state = member_state.map(|s| MemberState::new(s.to_uppercase()));
    let chosen = regime.as_ref().or(case.regime.as_ref()).and_then(|id| rules.regimes.get(id));
    let rolls = chosen.is_none_or(|regime| regime.rolls);
    for (state, place) in [
        (member_state.as_ref(), "--member-state"),
        (case.member_state.as_ref(), "case file: member_state"),
    ] {
        let unknown =
            |s: &&MemberState| rolls && rules.regimes.holidays.state(s.as_str()).is_none();
        let Some(state) = state.filter(unknown) else { continue };
        let known: Vec<&str> = rules.regimes.holidays.codes().collect();
        let known = known.join(" ");
        return Err(Failure::Wrong(format!(
            "{place} {state}: its holidays are not known; known are {known}"
        )));
    }
    Ok(Order { case, as_of, regime, member_state, experimental: false })
}
