//! Composes the report of the counts.

use super::{Hiding, Reply, Share, Spread, Stats, Sums, Timing};
use crate::finding::Grade;
use crate::report::Words;
use crate::report::document::{Bar, Block, Document, Emphasis, Figure, Line, Table};
use chrono::NaiveDate;

/// Shares of fewer exchanges are not shown beside an organisation's name.
const LEAST_SHARED: usize = 2;

/// Composes the report.
pub fn compose_stats(stats: &Stats, words: &Words) -> Document {
    let overall = stats.overall();
    let mut blocks = vec![Block::heading(1, words.say("stats-title"), Emphasis::Strong)];
    let as_of = words.say_with("as-of", &[("date", words.date(stats.as_of).into())]);
    blocks.push(Block::paragraph(as_of, Emphasis::Faint));
    let heading = |id: &str| Block::heading(2, words.say(id), Emphasis::Strong);
    if overall.exchanges == 0 {
        let count = ("count", stats.mail.read.into());
        blocks.push(Block::paragraph(words.say_with("no-exchange", &[count]), Emphasis::None));
    } else {
        blocks.push(Block::Figures(figures(&overall, words)));
        blocks.push(heading("stats-heading-replies"));
        replies(&overall, words, &mut blocks);
        blocks.push(heading("stats-heading-overdue"));
        blocks.push(overdue(stats, words));
        organisations(stats, words, &mut blocks);
        blocks.push(heading("stats-heading-tactics"));
        tactics(stats, overall.exchanges, words, &mut blocks);
    }
    method(stats, words, &mut blocks);
    Document { language: words.language.clone(), blocks }
}

fn figures(sums: &Sums, words: &Words) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut figure = |value: String, label: &str, alarm: bool| {
        let emphasis = if alarm { Emphasis::Alarm } else { Emphasis::None };
        figures.push(Figure { value, label: words.say(label), emphasis });
    };
    figure(count(sums.exchanges, words), "stats-figure-exchanges", false);
    for timing in Timing::ALL {
        let (here, alarm) = (sums.timing(timing), timing == Timing::Unanswered);
        // What is rare is not shown where there is none of it.
        let rare = [Timing::Doubtful, Timing::NoDeadline].contains(&timing);
        if here > 0 || !rare {
            let label = format!("stats-figure-{}", timing.as_str());
            figure(count(here, words), &label, alarm && here > 0);
        }
    }
    figure(median(sums.to_answer, words), "stats-figure-days", false);
    figure(median(sums.late, words), "stats-figure-late-median", false);
    figure(most(sums.late, words), "stats-figure-late-most", false);
    figure(words.number(sums.late.sum), "stats-figure-late-sum", false);
    figure(count(sums.document_demands, words), "stats-figure-documents", false);
    figures
}

/// Shows what the persons got, in three ways, with the range of each share.
fn replies(sums: &Sums, words: &Words, blocks: &mut Vec<Block>) {
    let bar = |reply: Reply| {
        let share = sums.share(reply)?;
        let parts = [
            ("count", count(sums.reply(reply), words).into()),
            ("share", percent(share.share, words).into()),
            ("range", range(share, words).into()),
        ];
        Some(Bar {
            label: words.say(&format!("stats-reply-{}", reply.as_str())),
            share: share.share,
            range: Some((share.low, share.high)),
            value: words.say_with("stats-share-line", &parts),
            emphasis: Emphasis::None,
        })
    };
    let bars: Vec<Bar> = Reply::ALL.into_iter().filter_map(bar).collect();
    if bars.is_empty() {
        blocks.push(Block::paragraph(words.say("stats-no-reply-known"), Emphasis::None));
    } else {
        blocks.push(Block::Bars(bars));
    }
    let apart = sums.exchanges - sums.known();
    if apart > 0 {
        let text = words.say_with("stats-apart", &[("count", apart.into())]);
        blocks.push(Block::paragraph(text, Emphasis::None));
    }
}

fn overdue(stats: &Stats, words: &Words) -> Block {
    let overdue = stats.overdue();
    if overdue.is_empty() {
        return Block::paragraph(words.say("stats-none-overdue"), Emphasis::None);
    }
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| words.short_date(day));
    let rows = overdue.iter().map(|standing| {
        vec![
            standing.organisation.label(),
            day(standing.request),
            day(standing.last_day),
            words.number(standing.days_late),
            crate::report::shown(standing.id.as_str()),
        ]
    });
    let columns =
        ["label-controller", "label-request", "label-due", "stats-over", "label-exchange"];
    Block::Table(Table::of(columns.map(|id| words.say(id)).to_vec(), rows))
}

/// Shows the organisations in two tables: how they answer, and how long they take.
fn organisations(stats: &Stats, words: &Words, blocks: &mut Vec<Block>) {
    let organisations = stats.organisations();
    blocks.push(Block::heading(2, words.say("stats-heading-organisations"), Emphasis::Strong));
    blocks.push(Block::paragraph(words.say("stats-organisations-order"), Emphasis::Faint));
    let answers = organisations.iter().map(|(organisation, sums)| {
        let cell = |timing| count(sums.timing(timing), words);
        let open = [Timing::Running, Timing::Doubtful, Timing::NoDeadline];
        let open: usize = open.into_iter().map(|timing| sums.timing(timing)).sum();
        vec![
            organisation.label(),
            count(sums.exchanges, words),
            cell(Timing::InTime),
            cell(Timing::Late),
            cell(Timing::Refused),
            cell(Timing::Unanswered),
            count(open, words),
        ]
    });
    let columns = [
        "label-controller",
        "stats-column-exchanges",
        "stats-column-in-time",
        "stats-column-late",
        "stats-column-refused",
        "stats-column-unanswered",
        "stats-column-open",
    ];
    let table = Table::of(columns.map(|id| words.say(id)).to_vec(), answers);
    blocks.push(Block::heading(3, words.say("stats-heading-answers"), Emphasis::Strong));
    blocks.push(Block::Table(table));
    let contents = organisations.iter().map(|(organisation, sums)| {
        let share = sums.share(Reply::Satisfactory).filter(|_| sums.known() >= LEAST_SHARED);
        let share = share.map(|share| {
            let range = ("range", range(share, words).into());
            words.say_with("stats-share", &[("share", percent(share.share, words).into()), range])
        });
        vec![
            organisation.label(),
            count(sums.reply(Reply::Satisfactory), words),
            count(sums.reply(Reply::Incomplete), words),
            count(sums.reply(Reply::Unanswered), words),
            share.unwrap_or_else(|| words.say("stats-nothing")),
        ]
    });
    let columns = [
        "label-controller",
        "stats-reply-satisfactory",
        "stats-reply-incomplete",
        "stats-reply-unanswered",
        "stats-column-share",
    ];
    let table = Table::of(columns.map(|id| words.say(id)).to_vec(), contents);
    blocks.push(Block::heading(3, words.say("stats-heading-contents"), Emphasis::Strong));
    blocks.push(Block::Table(table));
    let days = organisations.iter().map(|(organisation, sums)| {
        vec![
            organisation.label(),
            median(sums.to_answer, words),
            median(sums.late, words),
            most(sums.late, words),
            words.number(sums.late.sum),
            count(sums.identity_demands, words),
            count(sums.document_demands, words),
        ]
    });
    let columns = [
        "label-controller",
        "stats-column-days",
        "stats-column-late-median",
        "stats-column-late-most",
        "stats-column-late-sum",
        "stats-column-demands",
        "stats-column-documents",
    ];
    let table = Table::of(columns.map(|id| words.say(id)).to_vec(), days);
    blocks.push(Block::heading(3, words.say("stats-heading-days"), Emphasis::Strong));
    blocks.push(Block::Table(table));
}

fn tactics(stats: &Stats, exchanges: usize, words: &Words, blocks: &mut Vec<Block>) {
    let tactics = stats.tactics();
    if tactics.is_empty() {
        blocks.push(Block::paragraph(words.say("none-found"), Emphasis::None));
        return;
    }
    let rows = tactics.iter().map(|tactic| {
        let grade = |grade| count(tactic.grades.get(&grade).copied().unwrap_or(0), words);
        let share = Share::of(tactic.exchanges, exchanges);
        vec![
            format!(
                "{} ({})",
                words.of_tactic(&tactic.tactic, "title", &tactic.title),
                tactic.tactic
            ),
            count(tactic.exchanges, words),
            share.map_or_else(String::new, |share| percent(share.share, words)),
            grade(Grade::BrightLine),
            grade(Grade::Presumptive),
            grade(Grade::Signal),
        ]
    });
    let columns = [
        "label-finding",
        "stats-column-exchanges",
        "stats-column-of-all",
        "stats-column-bright",
        "stats-column-presumptive",
        "stats-column-signal",
    ];
    blocks.push(Block::Table(Table::of(columns.map(|id| words.say(id)).to_vec(), rows)));
}

/// Says how the counts are to be read, what was hidden, and what they rest on.
fn method(stats: &Stats, words: &Words, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(2, words.say("heading-limits"), Emphasis::None));
    let paragraphs = [
        "stats-limits-replies",
        "stats-limits-apart",
        "stats-limits-range",
        "stats-limits-days",
        "stats-limits-organisations",
        "stats-limits-findings",
    ];
    blocks.push(Block::steps(paragraphs.map(|id| words.say(id))));
    let hidden = stats.hiding.map(|hiding| match hiding {
        Hiding::All => "stats-hidden-all",
        Hiding::Persons => "stats-hidden-persons",
    });
    for id in hidden.into_iter().chain(hidden.map(|_| "stats-hidden-dates")) {
        blocks.push(Block::paragraph(words.say(id), Emphasis::None));
    }
    let mail = stats.mail;
    let account = [
        ("seen", mail.seen.into()),
        ("read", mail.read.into()),
        ("duplicates", mail.duplicates.into()),
        ("skipped", mail.seen.saturating_sub(mail.read + mail.duplicates).into()),
    ];
    blocks.push(Block::paragraph(words.say_with("mail-account", &account), Emphasis::Faint));
    if stats.repeated > 0 {
        let text = words.say_with("stats-repeated", &[("count", stats.repeated.into())]);
        blocks.push(Block::paragraph(text, Emphasis::Faint));
    }
    let tool = format!("dilatory {}", env!("CARGO_PKG_VERSION"));
    let facts: [(&str, Line); 2] =
        [("label-tool", tool.into()), ("label-rules", stats.rules_sha256.as_str().into())];
    blocks.push(Block::Facts(facts.map(|(label, value)| (words.label(label), value)).to_vec()));
}

fn count(count: usize, words: &Words) -> String {
    words.number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Writes a median, which may lie halfway between two days.
fn median(spread: Spread, words: &Words) -> String {
    if spread.count == 0 {
        return words.say("stats-nothing");
    }
    let whole = words.number(spread.twice_median / 2);
    if spread.twice_median % 2 == 0 { whole } else { format!("{whole}{}5", words.say("decimal")) }
}

fn most(spread: Spread, words: &Words) -> String {
    if spread.count == 0 { words.say("stats-nothing") } else { words.number(spread.most) }
}

/// Writes a share in whole hundredths.
fn percent(share: f64, words: &Words) -> String {
    words.say_with("percent", &[("value", hundredths(share).into())])
}

fn range(share: Share, words: &Words) -> String {
    let ends = [("low", hundredths(share.low).into()), ("high", hundredths(share.high).into())];
    words.say_with("stats-range", &ends)
}

fn hundredths(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}
