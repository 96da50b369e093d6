//! Shows what a search has found.

use super::failure::Failure;
use super::guard::guarded;
use super::wire::{CountWire, GroupWire, HitWire, MarkWire, PlaceWire, SEARCH, SearchWire};
use crate::exchange::Party;
use crate::finding::Grade;
use crate::index::{Found, Hit, Row, Searcher, Snippet, snippet};
use crate::message::texts;
use crate::report::{safe_json, visible};
use crate::source::{self, Location};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Larger messages are not read to show a piece of them, in bytes.
const LARGEST: u64 = 4 << 20;

/// Messages that are shown together.
pub(super) struct Group {
    /// The exchange, if they are grouped by it.
    pub(super) name: Option<String>,
    /// How many there are.
    pub(super) total: usize,
    /// The first of them.
    pub(super) rows: Vec<Row>,
}

/// What is to be shown.
pub(super) struct Shown<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) found: &'a Found,
    pub(super) groups: Vec<Group>,
    /// Whether they are groups, and not just one list.
    pub(super) grouped: bool,
    pub(super) facets: Vec<(&'static str, Vec<(String, usize)>)>,
    /// Whether a piece of each message is shown.
    pub(super) snippets: bool,
}

impl Shown<'_> {
    /// Reads what is shown of each message.
    fn read(&self, group: &Group) -> Result<Vec<(Hit, Snippet)>, Failure> {
        let hits = self.searcher.hits(&group.rows)?;
        if !self.snippets {
            return Ok(hits.into_iter().map(|hit| (hit, Snippet::default())).collect());
        }
        // Two read at once: the answer is waited for.
        let half = hits.len().div_ceil(2).max(1);
        let pieces: Vec<Snippet> = std::thread::scope(|scope| {
            let halves: Vec<_> =
                hits.chunks(half).map(|hits| scope.spawn(|| self.pieces(hits))).collect();
            let join = |half: std::thread::ScopedJoinHandle<'_, Vec<Snippet>>| {
                half.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            halves.into_iter().flat_map(join).collect()
        });
        Ok(hits.into_iter().zip(pieces).collect())
    }

    /// Reads a piece of each message.
    fn pieces(&self, hits: &[Hit]) -> Vec<Snippet> {
        let mut pieces: Vec<Snippet> = hits.iter().map(|_| Snippet::default()).collect();
        let small = |place: &&Location| place.length <= LARGEST;
        let places: Vec<Location> =
            hits.iter().filter_map(|hit| hit.places.first().filter(small).cloned()).collect();
        for raw in source::places(places).messages().flatten() {
            let at = |place: &Location| (place.path.clone(), place.offset);
            let same = |hit: &Hit| hit.places.first().is_some_and(|p| at(p) == at(&raw.location));
            let Some(i) = hits.iter().position(same) else { continue };
            let language = hits[i].card.language.as_deref();
            let mut best = Snippet::default();
            for text in guarded(|| texts(&raw.bytes)).unwrap_or_default() {
                let piece = snippet(&text, &self.found.sought, language);
                if best.text.is_empty() || piece.marks.len() > best.marks.len() {
                    best = piece;
                }
            }
            pieces[i] = best;
        }
        pieces
    }

    /// Gives lines for each message.
    pub(super) fn each(&self, lines: impl Fn(&Hit) -> Vec<String>) -> Result<String, Failure> {
        let mut text = String::new();
        for group in &self.groups {
            for hit in self.searcher.hits(&group.rows)? {
                for line in lines(&hit) {
                    text.push_str(&visible(&line));
                    text.push('\n');
                }
            }
        }
        Ok(text)
    }

    fn findings(&self, hit: &Hit) -> Vec<(&str, Grade)> {
        let of = |(e, m): &(usize, usize)| &self.searcher.marks.exchanges[*e].members[*m].findings;
        hit.within.iter().flat_map(of).map(|(tactic, grade)| (tactic.as_str(), *grade)).collect()
    }

    fn party(&self, hit: &Hit) -> Option<Party> {
        let (e, m) = hit.within.first()?;
        Some(self.searcher.marks.exchanges[*e].members[*m].party)
    }

    fn exchanges<'a>(&'a self, hit: &'a Hit) -> impl Iterator<Item = &'a str> {
        hit.within.iter().map(|(e, _)| self.searcher.marks.exchanges[*e].id.as_str())
    }
}

/// Gives the first place of a message; a name that is no text is shown as far as it is.
fn shown_path(hit: &Hit) -> String {
    hit.places.first().map(|place| place.path.display().to_string()).unwrap_or_default()
}

fn value<'a>(shown: &'a Shown<'_>, hit: &'a Hit, piece: &'a Snippet) -> HitWire<'a> {
    let card = &hit.card;
    let characters = |to: usize| piece.text[..to].chars().count();
    let findings = shown.findings(hit).into_iter();
    HitWire {
        date: card.date.map(|date| date.to_rfc3339()),
        exchange: shown.exchanges(hit).next(),
        findings: findings.map(|(tactic, grade)| MarkWire { grade, tactic }).collect(),
        from: &card.from,
        id: &card.id,
        language: card.language.as_deref(),
        marks: piece.marks.iter().map(|m| [characters(m.start), characters(m.end)]).collect(),
        offset: hit.places.first().map(|place| place.offset),
        party: shown.party(hit),
        path: shown_path(hit),
        places: hit
            .places
            .iter()
            .map(|place| PlaceWire {
                length: place.length,
                offset: place.offset,
                path: place.path.to_string_lossy(),
            })
            .collect(),
        score: hit.score.into(),
        sender: &card.sender,
        sha256: card.key.to_string(),
        snippet: &piece.text,
        subject: &card.subject,
        thread: hit.thread,
    }
}

fn values<'a>(shown: &'a Shown<'_>, hits: &'a [(Hit, Snippet)]) -> Vec<HitWire<'a>> {
    hits.iter().map(|(hit, piece)| value(shown, hit, piece)).collect()
}

/// Writes one object.
pub(super) fn as_json(shown: &Shown<'_>) -> Result<String, Failure> {
    let read: Vec<_> =
        shown.groups.iter().map(|group| shown.read(group)).collect::<Result<_, _>>()?;
    let groups = shown.groups.iter().zip(&read).map(|(group, hits)| GroupWire {
        exchange: group.name.as_deref(),
        hits: values(shown, hits),
        total: group.total,
    });
    let facets = shown.facets.iter().map(|(name, counts)| {
        let counts = counts.iter().map(|(of, count)| CountWire { count: *count, name: of });
        (*name, counts.collect())
    });
    let answer = SearchWire {
        facets: (!shown.facets.is_empty()).then(|| facets.collect()),
        groups: shown.grouped.then(|| groups.collect()),
        hits: read.iter().flat_map(|hits| values(shown, hits)).collect(),
        schema: SEARCH,
        total: shown.found.total,
    };
    serde_json::to_string_pretty(&answer)
        .map(safe_json)
        .map(|text| text + "\n")
        .map_err(|e| Failure::Wrong(e.to_string()))
}

/// Writes one object a message, each on its line.
pub(super) fn as_lines(shown: &Shown<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    for group in &shown.groups {
        for (hit, piece) in shown.read(group)? {
            let line = serde_json::to_string(&value(shown, &hit, &piece));
            text.push_str(&line.map(safe_json).map_err(|e| Failure::Wrong(e.to_string()))?);
            text.push('\n');
        }
    }
    Ok(text)
}

/// Writes for people.
pub(super) fn as_text(shown: &Shown<'_>, colour: bool) -> Result<String, Failure> {
    let style = |style: Style, text: &str| {
        if colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    };
    let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
    let alarm = Style::new().fg_color(Some(AnsiColor::Red.into()));
    let mut text = String::new();
    let mut listed = 0;
    // Writing to a String cannot fail.
    for group in &shown.groups {
        if shown.grouped {
            let name = match group.name.as_deref() {
                None => "thread".to_owned(),
                Some("") => "in no exchange".to_owned(),
                Some(id) => format!("exchange {}", visible(id)),
            };
            let count = if group.total == 1 {
                "1 message".to_owned()
            } else {
                format!("{} messages", group.total)
            };
            let _ = writeln!(text, "{}", style(bold, &format!("{name}: {count}")));
        }
        for (hit, piece) in shown.read(group)? {
            listed += 1;
            let card = &hit.card;
            let date =
                card.date.map_or("no date".to_owned(), |d| d.format("%Y-%m-%d %H:%M").to_string());
            let who = if card.sender.is_empty() {
                card.from.clone()
            } else {
                format!("{} <{}>", card.sender, card.from)
            };
            let subject = if card.subject.is_empty() { "(no subject)" } else { &card.subject };
            let _ = writeln!(text, "{date}  {}", visible(&who));
            let _ = writeln!(text, "  {}", style(bold, &visible(subject)));
            if !piece.text.is_empty() {
                let _ = writeln!(text, "  {}", marked(&piece, colour));
            }
            let findings = shown.findings(&hit);
            if let Some(id) = shown.exchanges(&hit).next() {
                let party = shown.party(&hit).map_or("", Party::as_str);
                let _ = writeln!(text, "  {}", style(faint, &format!("exchange {id}, {party}")));
            }
            for (tactic, grade) in findings {
                let line = format!("{tactic} ({})", grade.as_str());
                let _ = writeln!(text, "  {}", style(alarm, &line));
            }
            let more = hit.places.len().saturating_sub(1);
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            let key = card.key.to_string();
            let path = visible(&shown_path(&hit));
            let _ =
                writeln!(text, "  {}\n", style(faint, &format!("{}  {path}{more}", &key[..12])));
        }
    }
    for (name, counts) in &shown.facets {
        let _ = writeln!(text, "{}", style(bold, name));
        for (of, count) in counts {
            let _ = writeln!(text, "  {count:>7}  {}", visible(of));
        }
        text.push('\n');
    }
    let total = shown.found.total;
    let line = match (total, listed) {
        (0, _) => "nothing found".to_owned(),
        (1, _) => "1 message".to_owned(),
        (total, listed) if listed < total => format!("{total} messages, {listed} shown"),
        (total, _) => format!("{total} messages"),
    };
    let _ = writeln!(text, "{line}");
    Ok(text)
}

/// Shows the words that were looked for: in colour, or between stars.
fn marked(piece: &Snippet, colour: bool) -> String {
    let style = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    let mut text = String::new();
    let mut from = 0;
    for mark in &piece.marks {
        text.push_str(&visible(&piece.text[from..mark.start]));
        let word = visible(&piece.text[mark.clone()]);
        // Writing to a String cannot fail.
        let _ =
            if colour { write!(text, "{style}{word}{style:#}") } else { write!(text, "*{word}*") };
        from = mark.end;
    }
    text + &visible(&piece.text[from..])
}
