//! Tells how the clock was reckoned, step by step.

use super::Audited;
use super::document::{Line, Piece};
use super::telling::{Telling, with};
use super::words::Words;
use crate::clock::{QueryKind, Step, VoidReason, period::DayOff};
use chrono::NaiveDate;
use fluent_bundle::FluentValue;

/// Tells all steps.
pub(super) fn steps(audited: &Audited, words: &Words) -> Vec<String> {
    audited.clock.steps.iter().flat_map(|step| told(step, audited, words)).collect()
}

/// Tells the steps that lead to the last day, and not what became of it.
pub(super) fn reckoned(audited: &Audited, words: &Words) -> Vec<String> {
    let leads = |step: &&Step| match step {
        Step::Answered { .. }
        | Step::Unanswered { .. }
        | Step::Late { .. }
        | Step::InTime
        | Step::Running { .. } => false,
        Step::Bounced { .. }
        | Step::Received { .. }
        | Step::Proven { .. }
        | Step::Ends { .. }
        | Step::Paused { .. }
        | Step::Restarted { .. }
        | Step::Open { .. }
        | Step::Rolled { .. }
        | Step::Doubtful { .. }
        | Step::Extended { .. }
        | Step::Void { .. } => true,
    };
    audited.clock.steps.iter().filter(leads).flat_map(|step| told(step, audited, words)).collect()
}

/// Tells the steps, each with the message or letter that it rests on.
pub(super) fn linked_steps(telling: Telling<'_>) -> Vec<Line> {
    let each = telling.audited.clock.steps.iter().flat_map(|step| {
        let link = annex(step, telling);
        let sentences = told(step, telling.audited, telling.words).into_iter();
        sentences.map(move |text| with(text.into(), link.clone()))
    });
    each.collect()
}

/// Refers to the message or letter on which a step rests.
fn annex(step: &Step, telling: Telling<'_>) -> Option<Piece> {
    match step {
        Step::Received { .. } => telling.request(),
        Step::Proven { on } => telling.message_of(*on, &["acknowledges"]),
        Step::Paused { asked, .. } | Step::Restarted { asked, .. } | Step::Open { asked, .. } => {
            let asks = ["demands-item", "offers-choice-of-item", "states-large-volume"];
            telling.message_of(*asked, &asks)
        }
        Step::Extended { notice, .. } | Step::Void { notice, .. } => {
            telling.message_of(*notice, &["extends"])
        }
        Step::Answered { .. } => telling.answer(),
        Step::Bounced { .. }
        | Step::Ends { .. }
        | Step::Rolled { .. }
        | Step::Doubtful { .. }
        | Step::Unanswered { .. }
        | Step::Late { .. }
        | Step::InTime
        | Step::Running { .. } => None,
    }
}

fn told(step: &Step, audited: &Audited, words: &Words) -> Vec<String> {
    let with_source = |(text, name): (String, &str)| match audited.sources.get(name) {
        Some(source) if !source.is_empty() => {
            let source = words.citation(source).into();
            words.say_with("step-source", &[("text", text.into()), ("source", source)])
        }
        _ => text,
    };
    sentences(step, words).into_iter().map(with_source).collect()
}

/// Tells a step in words, each sentence with the name under which the regime gives its source.
fn sentences(step: &Step, words: &Words) -> Vec<(String, &'static str)> {
    let date = |day: &NaiveDate| FluentValue::from(words.date(*day));
    let say = |id: &str, args: &[(&str, FluentValue<'_>)]| words.say_with(id, args);
    let one = |text: String, source| vec![(text, source)];
    match step {
        Step::Bounced { on } => one(say("step-bounced", &[("on", date(on))]), "bounced"),
        Step::Received { on, by_letter } => {
            let id = if *by_letter { "step-received-letter" } else { "step-received" };
            one(say(id, &[("on", date(on))]), "received")
        }
        Step::Proven { on } => one(say("step-proven", &[("on", date(on))]), "received"),
        Step::Ends { on, clamped: false } => one(say("step-ends", &[("on", date(on))]), "ends"),
        Step::Ends { on, clamped: true } => {
            one(say("step-ends-clamped", &[("on", date(on))]), "clamped")
        }
        Step::Paused { kind, asked, met, days, strict, lenient } => {
            let id = match kind {
                QueryKind::Identity => "step-paused-identity",
                QueryKind::Clarification => "step-paused-clarification",
            };
            let args = [
                ("asked", date(asked)),
                ("met", date(met)),
                ("days", FluentValue::from(*days)),
                ("strict", date(strict)),
                ("lenient", date(lenient)),
            ];
            one(say(id, &args), "paused")
        }
        Step::Restarted { asked, met, ends, .. } => {
            let args = [("asked", date(asked)), ("met", date(met)), ("ends", date(ends))];
            one(say("step-restarted", &args), "paused")
        }
        Step::Open { asked, .. } => one(say("step-open", &[("asked", date(asked))]), "paused"),
        Step::Rolled { passed, to } => {
            let told = passed.iter().map(|(from, off)| {
                let next = [("from", date(from)), ("to", date(to))];
                let text = match off {
                    DayOff::Weekend(day) => {
                        let name = words.say(&format!("weekday-{}", day.number_from_monday()));
                        let [from, to] = next;
                        say("step-rolled-weekend", &[from, to, ("weekday", name.into())])
                    }
                    DayOff::Holiday(name) => {
                        let [from, to] = next;
                        say("step-rolled-holiday", &[from, to, ("name", name.as_str().into())])
                    }
                };
                (text, "rolled")
            });
            told.collect()
        }
        Step::Doubtful { name, to, state_known } => {
            let id = if *state_known { "step-regional" } else { "step-anywhere" };
            one(say(id, &[("name", name.as_str().into()), ("to", date(to))]), "doubtful")
        }
        Step::Extended { notice, ends, to } => {
            let args = [("notice", date(notice)), ("ends", date(ends)), ("to", date(to))];
            one(say("step-extended", &args), "extended")
        }
        Step::Void { notice, why } => {
            let id = match why {
                VoidReason::Late => "step-void-late",
                VoidReason::NoReason => "step-void-no-reason",
                VoidReason::TooLong => "step-void-too-long",
                VoidReason::Unknown => "step-void-unknown",
                VoidReason::NoDay => "step-void-no-day",
            };
            one(say(id, &[("notice", date(notice))]), "void")
        }
        Step::Answered { on } => one(say("step-answered", &[("on", date(on))]), ""),
        Step::Unanswered { as_of } => one(say("step-unanswered", &[("as_of", date(as_of))]), ""),
        Step::Late { days } => one(say("step-late", &[("days", FluentValue::from(*days))]), ""),
        Step::InTime => one(words.say("step-in-time"), ""),
        Step::Running { until } => one(say("step-running", &[("until", date(until))]), ""),
    }
}
