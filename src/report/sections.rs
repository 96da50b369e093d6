//! Composes the parts of an exchange's report: timeline, clock, ledger, findings, what is open.

use super::Audited;
use super::deeds::deeds;
use super::document::{Block, Emphasis, Moment};
use super::words::{Words, shown};
use crate::clock::{QueryKind, Step, VoidReason, period::DayOff};
use crate::exchange::{Entry, LetterFrom, LetterKind, Party};
use crate::finding::{Finding, Gap, Grade, Law};
use crate::message::Message;
use crate::rule::{Checklist, Naming};
use chrono::NaiveDate;
use fluent_bundle::FluentValue;

/// The words in a table are cut at this many characters.
const SHORT_QUOTE: usize = 90;

pub(super) fn timeline(audited: &Audited, words: &Words) -> Vec<Moment> {
    let exchange = &audited.exchange;
    let mut moments: Vec<(Option<NaiveDate>, Moment)> = Vec::new();
    for (i, entry) in exchange.entries.iter().enumerate() {
        moments.push((audited.days[i], moment(audited, i, entry, words)));
    }
    for letter in &exchange.letters {
        let who = match letter.from {
            LetterFrom::Subject => Party::Subject,
            LetterFrom::Controller => Party::Controller,
            LetterFrom::Authority => Party::Authority,
        };
        let kind = letter_kind(&letter.kind, words);
        moments.push((
            Some(letter.date),
            Moment {
                date: letter.date.to_string(),
                who: party(who, words),
                what: words.say_with("letter", &[("kind", kind.into())]),
                clock: clock_state(audited, Some(letter.date), words),
                emphasis: Emphasis::None,
            },
        ));
    }
    moments.sort_by_key(|(day, _)| *day);
    moments.into_iter().map(|(_, moment)| moment).collect()
}

/// Tells of some messages only.
pub(super) fn timeline_of(
    audited: &Audited,
    words: &Words,
    wanted: &dyn Fn(&Message) -> bool,
) -> Vec<Moment> {
    let entries = audited.exchange.entries.iter().enumerate();
    let wanted = entries.filter(|(_, entry)| wanted(&entry.message));
    wanted.map(|(i, entry)| moment(audited, i, entry, words)).collect()
}

fn moment(audited: &Audited, i: usize, entry: &Entry, words: &Words) -> Moment {
    let day = audited.days[i];
    let findings = &audited.judgement.findings;
    let accused = findings.iter().any(|f| f.entry == Some(i) && f.waived.is_none());
    let emphasis = match entry.party {
        Party::Auto | Party::Third => Emphasis::Faint,
        _ if accused => Emphasis::Alarm,
        _ => Emphasis::None,
    };
    Moment {
        date: day.map_or_else(String::new, |d| d.to_string()),
        who: party(entry.party, words),
        what: deeds(audited, i, entry, words),
        clock: clock_state(audited, day, words),
        emphasis,
    }
}

/// Names the kind of a letter; one that the case file made up is shown as it stands there.
fn letter_kind(kind: &LetterKind, words: &Words) -> String {
    let id = format!("kind-{kind}");
    if words.has(&id) { words.say(&id) } else { shown(&kind.to_string()) }
}

fn party(party: Party, words: &Words) -> String {
    words.say(match party {
        Party::Subject => "party-subject",
        Party::Controller => "party-controller",
        Party::Authority => "party-authority",
        Party::Auto => "party-auto",
        Party::Third => "party-third",
    })
}

fn clock_state(audited: &Audited, day: Option<NaiveDate>, words: &Words) -> String {
    let clock = &audited.clock;
    let (Some(day), Some(start), Some(last)) = (day, clock.start, clock.last_day()) else {
        return String::new();
    };
    if clock.answered == Some(day) {
        return words.say("clock-answered");
    }
    let late = (day - last).num_days();
    match late {
        0 => words.say("clock-last"),
        1.. => words.say_with("clock-late", &[("days", late.into())]),
        _ => words.say_with("clock-day", &[("day", (day - start).num_days().into())]),
    }
}

pub(super) fn steps(audited: &Audited, words: &Words) -> Vec<String> {
    let mut told = Vec::new();
    for step in &audited.clock.steps {
        for (text, step) in sentences(step, words) {
            let source = audited.sources.get(step).map_or("", String::as_str);
            told.push(if source.is_empty() {
                text
            } else {
                let source = words.citation(source);
                words.say_with("step-source", &[("text", text.into()), ("source", source.into())])
            });
        }
    }
    told
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

pub(super) fn ledger(audited: &Audited, words: &Words) -> Vec<Vec<String>> {
    let mut rows = vec![vec![
        words.say("ledger-item"),
        words.say("ledger-demanded"),
        words.say("ledger-supplied"),
    ]];
    let days = |entries: &[usize]| {
        let days = entries.iter().filter_map(|i| audited.days[*i]).map(|day| day.to_string());
        let days: Vec<String> = days.collect();
        if days.is_empty() { words.say("ledger-never") } else { days.join(", ") }
    };
    let demanded = audited.exchange.ledger.lines.iter().filter(|(_, l)| !l.demanded.is_empty());
    for (item, line) in demanded {
        rows.push(vec![
            words.say(&format!("item-{item}")),
            days(&line.demanded),
            days(&line.supplied),
        ]);
    }
    rows
}

/// Tells what an answer holds of what it must (Art. 15 GDPR), with the words.
pub(super) fn checklist(list: &Checklist, words: &Words) -> Vec<Vec<String>> {
    let mut rows = vec![vec![
        words.say("checklist-item"),
        words.say("checklist-state"),
        words.say("checklist-words"),
    ]];
    let mut last = "";
    for checked in &list.items {
        let item = words.say(&format!("answer-{}", checked.item.as_str()));
        let state = match checked.naming {
            Some(Naming::CategoriesOnly) => words.say("answer-categories-only"),
            _ => words.say(&format!("answer-is-{}", checked.state.as_str())),
        };
        let mut quote: String = checked.quote.chars().take(SHORT_QUOTE).collect();
        if quote.len() < checked.quote.len() {
            quote.push('…');
        }
        if !quote.is_empty() && checked.quote == last {
            quote = words.say("checklist-same");
        }
        last = &checked.quote;
        rows.push(vec![format!("{} {item}", checked.item.place()), state, shown(&quote)]);
    }
    rows
}

pub(super) fn finding(
    finding: &Finding,
    audited: &Audited,
    words: &Words,
    blocks: &mut Vec<Block>,
) {
    let title = format!("{} ({})", words.pick(&finding.card.title), finding.tactic);
    let emphasis = match finding.grade {
        _ if finding.waived.is_some() => Emphasis::Faint,
        Grade::BrightLine => Emphasis::Alarm,
        Grade::Presumptive => Emphasis::Strong,
        Grade::Signal => Emphasis::None,
    };
    blocks.push(Block::Heading(3, title, emphasis));
    blocks.push(Block::Paragraph(
        words.say(&format!("grade-{}", finding.grade.as_str())),
        Emphasis::Faint,
    ));
    if let Some(reason) = &finding.waived {
        let waived = words.say_with("waived", &[("reason", shown(reason).into())]);
        blocks.push(Block::Paragraph(waived, Emphasis::Strong));
    }
    if let Some(i) = finding.entry {
        let who = shown(&audited.exchange.entries[i].message.from.address);
        let date = audited.days[i].map_or_else(String::new, |d| words.date(d));
        let mut at = vec![("date", date.into()), ("who", who.into())];
        let id = match &finding.attachment {
            None => "finding-at",
            Some((name, page)) => {
                at.push(("name", shown(name).into()));
                at.extend(page.map(|page| ("page", super::compose::number(page))));
                if page.is_some() { "finding-at-page" } else { "finding-at-attachment" }
            }
        };
        let source = words.say_with(id, &at);
        blocks.push(Block::Paragraph(source, Emphasis::None));
        if !finding.quote.is_empty() {
            blocks.push(Block::Quote(shown(&finding.quote)));
        }
    }
    let law: Vec<String> = finding.law.iter().map(|law| cited(law, finding, words)).collect();
    let law_line = if law.is_empty() {
        words.say("law-unverified")
    } else {
        law.join(&words.say("separator"))
    };
    let card = &finding.card;
    let mut facts = vec![
        (words.label("label-why"), words.fill(&card.why, &finding.facts)),
        (words.label("label-law"), law_line),
        (words.label("label-best-answer"), words.pick(&card.best_answer).to_owned()),
        (words.label("label-next-step"), words.pick(&card.next_step).to_owned()),
    ];
    let related = related(finding, audited);
    if !related.is_empty() {
        facts.insert(1, (words.label("label-related"), related.join(", ")));
    }
    facts.push((words.label("label-finding"), finding.id.to_string()));
    blocks.push(Block::Facts(facts));
}

/// Lists the days of the other messages that a finding rests on.
fn related(finding: &Finding, audited: &Audited) -> Vec<String> {
    let entries = audited.exchange.entries.iter().zip(&audited.days);
    let named = entries.filter(|(entry, _)| finding.related.contains(&entry.message.id));
    named.filter_map(|(_, day)| day.map(|d| d.to_string())).collect()
}

/// Cites a rule of law; one that is younger than the facts says so.
pub(super) fn cited(law: &Law, finding: &Finding, words: &Words) -> String {
    if finding.on.is_none_or(|on| law.since <= on) {
        return words.citation(&law.cite);
    }
    let since = words.date(law.since);
    words.say_with(
        "law-later",
        &[("cite", words.citation(&law.cite).into()), ("since", since.into())],
    )
}

pub(super) fn undecided(audited: &Audited, words: &Words) -> Vec<String> {
    let told =
        audited.judgement.undecided.iter().map(|open| gap(&open.gap, open.tactic.as_str(), words));
    told.collect()
}

pub(super) fn gap(gap: &Gap, tactic: &str, words: &Words) -> String {
    let tactic = ("tactic", FluentValue::from(tactic.to_owned()));
    let named = |id: &str, message: &crate::id::MessageId| {
        words.say_with(id, &[tactic.clone(), ("message", shown(message.as_str()).into())])
    };
    match gap {
        Gap::UnreadLanguage(message) => named("gap-language", message),
        Gap::UnreadAttachment(message) => named("gap-attachment", message),
        Gap::Unreadable(message) => named("gap-unreadable", message),
        Gap::Unclear(message) => named("gap-unclear", message),
        Gap::NoDate(message) => named("gap-date", message),
        Gap::DoubtfulCalendar => words.say_with("gap-calendar", &[tactic]),
        Gap::NoRequest => words.say_with("gap-request", &[tactic]),
        Gap::LawNotInForce(since) => {
            words.say_with("gap-law", &[tactic, ("since", words.date(*since).into())])
        }
    }
}
