//! Tells what happened: the numbered chronology, and the timeline that is drawn of it.

use super::annex::{self, Exhibit};
use super::deeds::{deeds, shown_words};
use super::document::{Chart, Emphasis, Lane, Line, Mark, Moment, Piece, Stretch, StretchKind};
use super::telling::{Telling, party, to_finding};
use super::words::{Words, shortened, shown};
use crate::exchange::{Entry, Letter, LetterFrom, LetterKind, Party};
use crate::message::Message;
use chrono::NaiveDate;

/// The words that show what a message does are cut at this many characters.
const QUOTE: usize = 160;

pub(super) fn timeline(telling: Telling<'_>) -> Vec<Moment> {
    let listed = telling.annexes.into_iter().flat_map(annex::Annexes::listed);
    listed
        .map(|(number, exhibit)| match exhibit {
            Exhibit::Message(i, entry) => moment(telling, i, entry),
            Exhibit::Letter(_, letter) => of_letter(telling, number, letter),
        })
        .collect()
}

/// Tells of some messages only.
pub(super) fn timeline_of(telling: Telling<'_>, wanted: &dyn Fn(&Message) -> bool) -> Vec<Moment> {
    let entries = telling.audited.exchange.entries.iter().enumerate();
    let wanted = entries.filter(|(_, entry)| wanted(&entry.message));
    wanted.map(|(i, entry)| moment(telling, i, entry)).collect()
}

fn of_letter(telling: Telling<'_>, number: usize, letter: &Letter) -> Moment {
    let words = telling.words;
    let (from, to) = match letter.from {
        LetterFrom::Subject => (Party::Subject, "party-controller"),
        LetterFrom::Controller => (Party::Controller, "party-subject"),
        LetterFrom::Authority => (Party::Authority, "party-subject"),
    };
    let way = [("from", party(from, words).into()), ("to", words.say(to).into())];
    Moment {
        date: words.short_date(letter.date),
        time: String::new(),
        who: words.say_with("way", &way),
        channel: words.say("channel-letter"),
        what: letter_kind(&letter.kind, words),
        quote: shown(&letter.note),
        clock: clock_state(telling, Some(letter.date)),
        links: Line(vec![annex::link(number, words)]),
        emphasis: Emphasis::None,
    }
}

fn moment(telling: Telling<'_>, i: usize, entry: &Entry) -> Moment {
    let words = telling.words;
    let day = telling.audited.days[i];
    let mut links = Line(telling.annex(i).into_iter().collect());
    for finding in telling.findings_at(i) {
        links = links.then("; ", to_finding(finding, words));
    }
    let accused = telling.findings_at(i).next().is_some();
    let emphasis = match entry.party {
        Party::Auto | Party::Third => Emphasis::Faint,
        _ if accused => Emphasis::Alarm,
        _ => Emphasis::None,
    };
    let way = [("from", party(entry.party, words).into()), ("to", receiver(telling, entry).into())];
    let offset = entry.message.date.map(|date| date.format("%H:%M %:z").to_string());
    Moment {
        date: day.map_or_else(|| words.say("no-date"), |day| words.short_date(day)),
        time: offset.unwrap_or_default(),
        who: words.say_with("way", &way),
        channel: words.say("channel-mail"),
        what: deeds(telling.audited, i, entry, words),
        quote: shortened(shown_words(entry, telling.audited.exchange.request == Some(i)), QUOTE),
        clock: clock_state(telling, day),
        links,
        emphasis,
    }
}

/// Names who got a message: the side it went to, else the first address.
fn receiver(telling: Telling<'_>, entry: &Entry) -> String {
    let exchange = &telling.audited.exchange;
    let mut all = entry.message.to.iter().chain(&entry.message.cc);
    let domains = &exchange.controller.domains;
    let within = |domain: &str, of: &String| {
        domain.strip_suffix(of.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let organisation = |m: &crate::message::Mailbox| domains.iter().any(|d| within(m.domain(), d));
    let person = |m: &crate::message::Mailbox| exchange.subject.contains(&m.address);
    let side = match entry.party {
        Party::Subject => all.clone().any(organisation).then_some(Party::Controller),
        _ if all.clone().any(person) => Some(Party::Subject),
        _ => all.clone().any(organisation).then_some(Party::Controller),
    };
    let other = || all.next().map_or_else(|| telling.words.say("nobody"), |m| shown(&m.address));
    side.map_or_else(other, |side| party(side, telling.words))
}

/// Names the kind of a letter; one that the case file made up is shown as it stands there.
pub(super) fn letter_kind(kind: &LetterKind, words: &Words) -> String {
    let id = format!("kind-{kind}");
    if words.has(&id) { words.say(&id) } else { shown(&kind.to_string()) }
}

fn clock_state(telling: Telling<'_>, day: Option<NaiveDate>) -> String {
    let (clock, words) = (&telling.audited.clock, telling.words);
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

/// Draws the exchange: messages and letters, the clock, and who had to act.
pub(super) fn chart(telling: Telling<'_>) -> Option<Chart> {
    let (audited, words) = (telling.audited, telling.words);
    let marks = marks(telling);
    let clock = &audited.clock;
    let until = telling.until();
    let days = marks.iter().map(|mark| mark.day);
    let ends = [clock.start, clock.last_day(), clock.start.map(|_| until)];
    let days = days.chain(ends.into_iter().flatten());
    let days = (days.clone().min()?, days.max()?);
    let mut stretches = Vec::new();
    let mut stretch = |kind, from, to, label: &str| {
        if to > from {
            stretches.push(Stretch { kind, from, to, label: words.say(label) });
        }
    };
    if let (Some(start), Some(due), Some(last)) = (clock.start, clock.due, clock.last_day()) {
        stretch(StretchKind::Period, start, due, "chart-period");
        stretch(StretchKind::Extension, due, last, "chart-extension");
        if !audited.is_doubtful() {
            stretch(StretchKind::Late, last, until, "chart-late");
        }
        for turn in audited.exchange.turns(start, until, &|i| audited.days[i]) {
            match turn.of {
                Party::Controller => {
                    stretch(StretchKind::Controller, turn.from, turn.to, "chart-controller");
                }
                _ => stretch(StretchKind::Subject, turn.from, turn.to, "chart-subject"),
            }
        }
    }
    let due = clock
        .last_day()
        .map(|day| (day, words.say_with("chart-due", &[("date", words.short_date(day).into())])));
    let told = [
        ("messages", super::compose::number(marks.len())),
        ("from", words.date(days.0).into()),
        ("to", words.date(days.1).into()),
    ];
    Some(Chart {
        description: words.say_with("chart-description", &told),
        lanes: ["party-subject", "party-controller", "party-third", "chart-clock", "chart-turn"]
            .map(|id| words.say(id)),
        months: (1..=12).map(|month| words.say(&format!("month-short-{month}"))).collect(),
        days,
        marks,
        stretches,
        due,
    })
}

fn marks(telling: Telling<'_>) -> Vec<Mark> {
    let words = telling.words;
    let listed = telling.annexes.into_iter().flat_map(annex::Annexes::listed);
    let mark = |(annex, exhibit): (usize, Exhibit<'_>)| match exhibit {
        Exhibit::Message(i, entry) => {
            let lane = match entry.party {
                Party::Subject => Lane::Subject,
                Party::Controller => Lane::Controller,
                _ => Lane::Other,
            };
            let label = deeds(telling.audited, i, entry, words);
            let findings = telling.findings_at(i).count();
            let day = telling.audited.days[i]?;
            Some(Mark { day, lane, letter: false, annex, label, findings })
        }
        Exhibit::Letter(_, letter) => {
            let lane = match letter.from {
                LetterFrom::Subject => Lane::Subject,
                LetterFrom::Controller => Lane::Controller,
                LetterFrom::Authority => Lane::Other,
            };
            let label = letter_kind(&letter.kind, words);
            Some(Mark { day: letter.date, lane, letter: true, annex, label, findings: 0 })
        }
    };
    listed.filter_map(mark).collect()
}

/// Marks the given words within a text.
pub(super) fn marked(before: &str, words: &str, after: &str) -> Line {
    let mut pieces = Vec::new();
    for (text, piece) in [
        (before, Piece::Plain as fn(String) -> Piece),
        (words, Piece::Marked),
        (after, Piece::Plain),
    ] {
        if !text.is_empty() {
            pieces.push(piece(unwrapped(text)));
        }
    }
    Line(pieces)
}

/// Joins lines that a mail program broke; the items of a list keep theirs.
fn unwrapped(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        let mut start = line.trim_start().chars();
        let item = match start.next() {
            Some('-' | '*' | '•' | '–' | '·') => start.next().is_some_and(char::is_whitespace),
            Some(c) if c.is_ascii_digit() => {
                matches!(start.find(|c| !c.is_ascii_digit()), Some('.' | ')'))
            }
            _ => false,
        };
        if i > 0 {
            joined.push(if item { '\n' } else { ' ' });
        }
        joined.push_str(&shown(line));
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_lists_are_not() {
        let text = "send us:\n- a photograph, not older\n  than a year\n2) the form";
        let joined = "send us:\n- a photograph, not older   than a year\n2) the form";
        assert_eq!(unwrapped(text), joined);
        assert_eq!(unwrapped("the year\n2020 was"), "the year 2020 was");
    }
}
