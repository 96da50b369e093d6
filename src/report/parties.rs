//! Composes who the parties are, the summary, the figures that sum up, and the deadlines on each reading.

use super::compose::number;
use super::document::{Block, Emphasis, Figure, Line, Row, Table};
use super::telling::{Telling, with};
use super::words::shown;
use super::{Audit, Outcome};
use crate::exchange::Case;
use crate::finding::Grade;
use chrono::NaiveDate;

/// Tells who the parties are, with the mandate, and which law applies.
pub(super) fn parties(telling: Telling<'_>, case: &Case) -> Vec<(String, Line)> {
    let (audited, words) = (telling.audited, telling.words);
    let exchange = &audited.exchange;
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: Line| {
        if !value.is_empty() {
            facts.push((words.label(label), value));
        }
    };
    let told = |value: &Option<String>| Line::from(shown(value.as_deref().unwrap_or_default()));
    let named = |name: &Option<String>, rest: &str| {
        let rest = shown(rest);
        name.as_ref().map_or(rest.clone(), |name| format!("{} ({rest})", shown(name)))
    };
    fact("label-subject", named(&case.subject.name, &exchange.subject.join(", ")).into());
    fact("label-residence", told(&case.subject.postal_address));
    let for_another =
        exchange.request.is_some_and(|i| exchange.entries[i].does("acts-for-another"));
    if let Some(representative) = &case.representative {
        fact("label-representative", shown(&representative.name).into());
        let mandate = representative.mandate.as_ref().map(|file| {
            let path = shown(&file.path.display().to_string()).into();
            words.say_with(
                "case-file",
                &[
                    ("path", path),
                    ("size", file.size.into()),
                    ("sha256", file.sha256.clone().into()),
                ],
            )
        });
        fact("label-mandate", mandate.unwrap_or_else(|| words.say("mandate-missing")).into());
    } else if for_another {
        fact("label-mandate", words.say("mandate-by-mail").into());
    }
    let controller = Some(exchange.controller.name.clone()).filter(|name| !name.is_empty());
    fact("label-controller", named(&controller, &exchange.controller.domains.join(", ")).into());
    fact("label-seat", told(&case.controller.postal_address));
    fact("label-registration", told(&case.controller.registration));
    fact("label-authority", told(&case.authority.name));
    fact("label-reference", told(&case.authority.reference));
    let name = words.pick(&audited.regime_name).to_owned();
    let assumed = audited.clock.assumed;
    let assume = || words.say_with("regime-assumed", &[("name", name.clone().into())]);
    fact("label-regime", if assumed { assume() } else { name.clone() }.into());
    let state = audited.clock.state_of.as_ref();
    fact("label-state-law", state.map_or_else(Line::default, |s| s.to_string().into()));
    facts
}

/// Sums the exchange up in a few sentences, with the request and the answer they rest on.
pub(super) fn summary(telling: Telling<'_>) -> Line {
    let (audited, words) = (telling.audited, telling.words);
    let (clock, sums) = (&audited.clock, &audited.measures);
    let controller = shown(&audited.exchange.controller.name);
    let mut told: Vec<Line> = Vec::new();
    match clock.start {
        Some(start) => {
            let about = [("date", words.date(start).into()), ("controller", controller.into())];
            let line = words.say_with("summary-request", &about);
            told.push(with(line.into(), telling.request()));
        }
        None => told.push(words.say("summary-no-request").into()),
    }
    if let (Some(due), Some(last)) = (clock.due, clock.last_day()) {
        let days = [("date", words.date(last).into()), ("before", words.date(due).into())];
        let id = if clock.extended_due.is_some() { "summary-extended" } else { "summary-due" };
        told.push(words.say_with(id, &days).into());
        let until = ("date", words.date(clock.answered.unwrap_or(clock.as_of)).into());
        let late = ("days", clock.days_late.into());
        let id = match audited.outcome() {
            _ if audited.is_doubtful() && clock.answered.is_some() => "summary-perhaps-late",
            _ if audited.is_doubtful() => "summary-doubtful",
            Outcome::Unanswered => "summary-unanswered",
            Outcome::Running => "summary-running",
            Outcome::Refused if clock.days_late > 0 => "summary-refused-late",
            Outcome::Refused => "summary-refused",
            _ if clock.days_late > 0 => "summary-late",
            _ => "summary-in-time",
        };
        told.push(with(words.say_with(id, &[until, late]).into(), telling.answer()));
        if audited.outcome() == Outcome::PartlyAnswered {
            told.push(words.say("summary-partly").into());
        }
    }
    if sums.identity_demands > 0 {
        let count = [("count", number(sums.identity_demands))];
        told.push(words.say_with("summary-identity", &count).into());
    }
    let valid = || audited.judgement.findings.iter().filter(|f| f.waived.is_none());
    let count = |grade| number(valid().filter(|f| f.grade == grade).count());
    if valid().next().is_some() {
        let counts = [
            ("count", number(valid().count())),
            ("bright", count(Grade::BrightLine)),
            ("presumptive", count(Grade::Presumptive)),
            ("signal", count(Grade::Signal)),
        ];
        told.push(words.say_with("summary-findings", &counts).into());
    }
    told.into_iter().reduce(|all, line| all.joined(" ", line)).unwrap_or_default()
}

/// Gives the figures that sum up.
pub(super) fn figures(telling: Telling<'_>) -> Vec<Figure> {
    let (audited, words) = (telling.audited, telling.words);
    let (clock, sums) = (&audited.clock, &audited.measures);
    let mut figures = Vec::new();
    let mut figure = |count: i64, label: &str, alarm: bool| {
        let emphasis = if alarm { Emphasis::Alarm } else { Emphasis::None };
        let label = words.say_with(label, &[("count", count.into())]);
        figures.push(Figure { value: words.number(count), label, emphasis });
    };
    if clock.last_day().is_some() {
        if !audited.is_doubtful() {
            figure(clock.days_late, "figure-late", clock.days_late > 0);
        }
        let label = if clock.answered.is_some() { "figure-answer" } else { "figure-waited" };
        figure(sums.days, label, false);
        figure(sums.controller_days, "figure-controller", false);
        figure(sums.subject_days, "figure-subject", false);
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    figure(count(sums.emails), "figure-emails", false);
    figure(count(sums.identity_demands), "figure-identity", false);
    figure(count(sums.escalations), "figure-escalations", false);
    let valid = audited.judgement.findings.iter().filter(|f| f.waived.is_none());
    figure(count(valid.clone().count()), "figure-findings", false);
    let bright = valid.filter(|f| f.grade == Grade::BrightLine).count();
    figure(count(bright), "figure-bright", bright > 0);
    figures
}

/// Tells the last day on each reading, and how late the answer is by each.
pub(super) fn deadlines(telling: Telling<'_>) -> Option<Table> {
    let (clock, words) = (&telling.audited.clock, telling.words);
    let (until, counts) = (telling.until(), clock.last_day());
    let columns = ["deadline-reading", "deadline-day", "deadline-late"];
    let mut table = Table { columns: columns.map(|id| words.say(id)).to_vec(), rows: Vec::new() };
    let mut row = |id: &str, day: Option<NaiveDate>| {
        let Some(day) = day else { return };
        let late = (until - day).num_days().max(0);
        let late = words.say_with("days-late", &[("days", late.into())]);
        let reading = words.say(id);
        let reading = if Some(day) == counts && id != "deadline-strict" {
            words.say_with("deadline-counts", &[("reading", reading.into())])
        } else {
            reading
        };
        let cells = vec![reading.into(), words.date(day).into(), late.into()];
        table.rows.push(Row { anchor: None, cells });
    };
    row("deadline-strict", clock.due_strict);
    row("deadline-lenient", clock.due);
    row("deadline-extended", clock.extended_due);
    row("deadline-doubt", clock.beyond_doubt.filter(|day| Some(*day) != clock.last_day()));
    (!table.rows.is_empty()).then_some(table)
}

/// Tells what the exchange came to, in the words of the facts at the top.
pub(super) fn result(telling: Telling<'_>) -> Vec<(String, Line)> {
    let (audited, words) = (telling.audited, telling.words);
    let clock = &audited.clock;
    let mut facts: Vec<(String, Line)> = Vec::new();
    let mut fact = |label: &str, value: String| facts.push((words.label(label), value.into()));
    if let Some(start) = clock.start {
        fact("label-request", words.date(start));
    }
    if let Some(due) = clock.due {
        let shown = match (clock.extended_due, clock.due_strict) {
            (Some(extended), _) => words.say_with(
                "due-extended",
                &[("due", words.date(extended).into()), ("before", words.date(due).into())],
            ),
            (None, Some(strict)) if strict != due => words.say_with(
                "due-both",
                &[("due", words.date(due).into()), ("strict", words.date(strict).into())],
            ),
            _ => words.date(due),
        };
        fact("label-due", shown);
        let answered = clock.answered.map_or_else(
            || words.say_with("not-answered", &[("date", words.date(clock.as_of).into())]),
            |day| words.date(day),
        );
        fact("label-answered", answered);
    }
    fact("label-result", outcome(telling));
    facts
}

fn outcome(telling: Telling<'_>) -> String {
    let (audited, words) = (telling.audited, telling.words);
    let clock = &audited.clock;
    let Some(last) = clock.last_day() else { return words.say("result-unknown") };
    let days = ("days", clock.days_late.into());
    let id = match audited.outcome() {
        _ if audited.is_doubtful() && clock.answered.is_some() => "result-perhaps-late",
        _ if audited.is_doubtful() => "result-doubtful",
        Outcome::Unanswered => "result-unanswered",
        Outcome::Running => {
            return words.say_with("result-running", &[("date", words.date(last).into())]);
        }
        Outcome::Answered if clock.days_late > 0 => "result-answered-late",
        Outcome::Answered => "result-answered",
        Outcome::PartlyAnswered if clock.days_late > 0 => "result-partly-answered-late",
        Outcome::PartlyAnswered => "result-partly-answered",
        Outcome::Refused if clock.days_late > 0 => "result-refused-late",
        Outcome::Refused => "result-refused",
    };
    words.say_with(id, &[days])
}

/// Adds the parts with which the report of an exchange begins.
pub(super) fn opening(telling: Telling<'_>, audit: &Audit, blocks: &mut Vec<Block>) {
    let words = telling.words;
    let heading = |id: &str| Block::heading(3, words.say(id), Emphasis::Strong);
    blocks.push(heading("heading-parties"));
    blocks.push(Block::Facts(parties(telling, &audit.case)));
    blocks.push(heading("heading-summary"));
    blocks.push(Block::paragraph(summary(telling), Emphasis::None));
    blocks.push(Block::Facts(result(telling)));
    blocks.push(Block::Figures(figures(telling)));
}
