//! One thing followed another within a time.

use super::{Context, Name, Verdict, shows};
use crate::exchange::{Party, Side};
use crate::finding::Evidence;
use chrono::NaiveDate;
use serde::Deserialize;

/// What one side does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    by: Side,
    act: String,
}

/// The controller's first doing of `then` came within so many days of the subject's `first`; letters count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sequence {
    first: Step,
    then: Step,
    within_days: i64,
}

impl Sequence {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.first.act.clone()));
        names.push(Name::Acts(self.then.act.clone()));
    }

    pub(super) fn ask(&self, context: &Context<'_>) -> Verdict {
        let causes = events(&self.first, context);
        let effects = events(&self.then, context);
        let Some((answered, answer)) = effects.first().copied() else { return Verdict::NoMatch };
        let cause = causes.into_iter().rfind(|(day, _)| {
            let days = (answered - *day).num_days();
            (0..=self.within_days).contains(&days)
        });
        let Some((day, message)) = cause else { return Verdict::NoMatch };
        let related = message.into_iter().chain(answer).collect();
        let facts = [("days".to_owned(), (answered - day).num_days().to_string())].into();
        Verdict::Match(vec![Evidence { related, facts, ..Evidence::default() }])
    }
}

/// Lists when a side does something, by mail or by letter, in the order of time.
fn events(step: &Step, context: &Context<'_>) -> Vec<(NaiveDate, Option<usize>)> {
    let exchange = context.exchange;
    let escalations: Vec<usize> = exchange.escalations().collect();
    let party = match step.by {
        Side::Subject => Party::Subject,
        Side::Controller => Party::Controller,
    };
    let mut found: Vec<(NaiveDate, Option<usize>)> = exchange
        .of(party)
        .filter(|(i, entry)| shows(entry, escalations.contains(i), &step.act).is_some())
        .filter_map(|(i, _)| Some((context.days[i]?, Some(i))))
        .collect();
    let letters = exchange.letters.iter().filter(|letter| match step.act.as_str() {
        "escalates" => letter.is_escalation(),
        "answers" => letter.is_answer(),
        _ => false,
    });
    found.extend(letters.map(|letter| (letter.date, None)));
    found.sort();
    found
}
