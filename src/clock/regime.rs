//! Loads `rules/regimes/`: the periods of each body of law, and what moves them.

use super::period;
use crate::id::{ConceptId, RegimeId};
use crate::rulefile::{Fault, RuleFiles};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

pub use super::period::Period;

/// What a justified question does to the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pausing {
    /// The days until the answer do not count.
    Pauses,
    /// The period begins anew with the answer.
    Restarts,
    /// Nothing.
    Nothing,
}

/// A body of law.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regime {
    /// Its id: the name of its file.
    #[serde(skip, default = "unnamed")]
    pub id: RegimeId,
    /// Its name, by language.
    pub name: BTreeMap<String, String>,
    /// The first day on which it applied.
    #[serde(deserialize_with = "day")]
    pub since: NaiveDate,
    /// How long the controller has, from receipt.
    pub period: Period,
    /// How long from receipt after a valid extension; none where the law knows no extension.
    pub extended: Option<Period>,
    /// Whether a notice extends the period until the day that it names, and needs no reason.
    #[serde(default)]
    pub names_day: bool,
    /// Whether a last day that is no working day moves to the next one.
    pub rolls: bool,
    /// What a justified identity query does.
    pub identity: Pausing,
    /// What a justified question about the scope does.
    pub clarification: Pausing,
    /// Whether an answer has to hold what Art. 15(1) to (3) GDPR list.
    #[serde(default)]
    pub checklist: bool,
    /// The state whose holidays count when the case names none.
    pub state: Option<String>,
    /// The concept by which a request names this law.
    pub cited_as: Option<ConceptId>,
    /// Where each step is written, by name of the step.
    sources: BTreeMap<String, Cite>,
}

/// Where a step is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Cite {
    /// Always there.
    Always(String),
    /// There from a day on; the latest that was in force counts.
    Since(Vec<Version>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Version {
    #[serde(deserialize_with = "day")]
    since: NaiveDate,
    cite: String,
}

fn unnamed() -> RegimeId {
    RegimeId::new("")
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| serde::de::Error::custom(format!("`{text}` is no date YYYY-MM-DD")))
}

impl Regime {
    /// Gives where each step was written on a day, by name of the step.
    pub fn sources_on(&self, on: NaiveDate) -> BTreeMap<String, String> {
        let cite = |cite: &Cite| match cite {
            Cite::Always(cite) => Some(cite.clone()),
            Cite::Since(versions) => {
                let in_force = versions.iter().filter(|v| v.since <= on);
                in_force.max_by_key(|v| v.since).map(|v| v.cite.clone())
            }
        };
        self.sources.iter().filter_map(|(step, c)| Some((step.clone(), cite(c)?))).collect()
    }

    /// Gives a law that says nothing, for rules from which the assumed one was taken out.
    pub fn unknown() -> Self {
        Self {
            id: unnamed(),
            name: BTreeMap::new(),
            since: NaiveDate::MIN,
            period: Period::Months(1),
            extended: None,
            names_day: false,
            rolls: false,
            identity: Pausing::Nothing,
            clarification: Pausing::Nothing,
            checklist: false,
            state: None,
            cited_as: None,
            sources: BTreeMap::new(),
        }
    }
}

/// All bodies of law, and the public holidays.
#[derive(Clone, Debug)]
pub struct Regimes {
    regimes: BTreeMap<RegimeId, Regime>,
    /// The public holidays of every state.
    pub holidays: super::holiday::HolidayTable,
}

impl Regimes {
    /// Loads the regimes and the holidays.
    ///
    /// # Errors
    /// A [`Fault`] in one of the files.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let mut regimes = BTreeMap::new();
        for (stem, file) in files.folder("regimes") {
            let mut regime: Regime = file.parse()?;
            regime.id = RegimeId::new(stem);
            regimes.insert(regime.id.clone(), regime);
        }
        let holidays = match files.get("holidays.toml") {
            Some(file) => file.parse()?,
            None => return Err(Fault::missing("rules/holidays.toml")),
        };
        Ok(Self { regimes, holidays })
    }

    /// Finds a regime.
    pub fn get(&self, id: &RegimeId) -> Option<&Regime> {
        self.regimes.get(id)
    }

    /// Lists the regimes.
    pub fn listed(&self) -> impl Iterator<Item = &Regime> {
        self.regimes.values()
    }

    /// Gives the days off that count for certain, and those that may.
    pub(super) fn closed<'a>(
        &'a self,
        state: Option<&str>,
    ) -> (period::Closed<'a>, period::Closed<'a>) {
        match state.and_then(|code| self.holidays.state(code)) {
            Some(state) => (period::Closed::National(Some(state)), period::Closed::Regional(state)),
            None => (period::Closed::National(None), period::Closed::Anywhere(&self.holidays)),
        }
    }
}
