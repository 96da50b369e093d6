//! Finds what somebody wrote before: quoted lines, attributions, pasted header blocks, forwarded mail.

use super::line::{Line, has_address, has_time, is_rule, is_stroke};
use crate::message::Region;
use crate::message::quotes::{Cue, Field, QuoteCues};
use crate::message::words::Words;

/// An attribution ("On Monday, X wrote:") takes at most so many lines.
const ATTRIBUTION_LINES: usize = 5;
/// And at most so many bytes.
const ATTRIBUTION_LENGTH: usize = 500;
/// A header block is looked for in so many lines.
const BLOCK_LINES: usize = 14;
/// What follows an attribution is looked for over so many empty lines.
const GAP: usize = 12;
/// So often in a text an attribution is cut off the end of a line that begins with own words.
const SHARED_LINES: usize = 8;

/// Where something begins that somebody wrote before.
struct Opening {
    /// The line after those that announce it.
    end: usize,
    /// Whether lines that bear no mark of a quotation belong to it as well.
    unmarked: bool,
}

/// Marks the lines that are quoted.
pub(super) fn mark(lines: &mut Vec<Line<'_>>, cues: &QuoteCues) {
    let (mut at, mut above, mut shared) = (0, false, 0);
    while at < lines.len() {
        if lines[at].is_blank() || lines[at].is_quoted() {
            at += 1;
            continue;
        }
        if shared < SHARED_LINES
            && let Some(place) = shared_line(lines, at, cues)
        {
            let own = lines[at].cut(place);
            lines[at].lead.add(Cue::Opener);
            lines.insert(at, own);
            (at, above, shared) = (at + 1, true, shared + 1);
        }
        let Some(opening) = opening(lines, at, above, cues) else {
            above |= lines[at].words > 0 && !lines[at].cues.has(Cue::Banner);
            at += 1;
            continue;
        };
        let marked = next_filled(lines, opening.end).is_none_or(|next| is_marked(&lines[next]));
        let end = if marked || !opening.unmarked { opening.end } else { lines.len() };
        lines[at..end].iter_mut().for_each(|line| line.region = Region::Quoted);
        at = barred(lines, end);
    }
    between(lines);
}

/// Marks the lines behind an attribution that bear a bar in place of a `>`.
fn barred(lines: &mut [Line<'_>], from: usize) -> usize {
    let Some(mut at) = next_filled(lines, from) else { return from };
    while at < lines.len() && has_bar(lines[at].text) {
        lines[at].region = Region::Quoted;
        at += 1;
    }
    at
}

fn has_bar(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && !(line.len() > 1 && line.ends_with('|'))
}

fn is_marked(line: &Line<'_>) -> bool {
    line.is_quoted() || has_bar(line.text)
}

fn next_filled(lines: &[Line<'_>], from: usize) -> Option<usize> {
    (from..lines.len().min(from + GAP)).find(|i| !lines[*i].is_blank())
}

fn opening(lines: &[Line<'_>], at: usize, above: bool, cues: &QuoteCues) -> Option<Opening> {
    let line = &lines[at];
    if line.text.len() > ATTRIBUTION_LENGTH {
        return None;
    }
    if line.lead.has(Cue::Marker) || line.cues.has(Cue::Marker) && line.words <= 30 {
        // A ticket system puts this line on top of its own mail; what it quotes stands below it.
        return above.then_some(Opening { end: at + 1, unmarked: true });
    }
    if let Some(end) = separator(lines, at, cues) {
        let block = next_filled(lines, end).and_then(|next| block(lines, next, true, true, cues));
        return Some(Opening { end: block.unwrap_or(end), unmarked: true });
    }
    if is_rule(line.text) {
        let next = next_filled(lines, at + 1)?;
        let entry = line.text.len() >= 10 && is_ticket_entry(&lines[next]);
        let end = block(lines, next, true, above, cues);
        return end.or(entry.then_some(next + 1)).map(|end| Opening { end, unmarked: true });
    }
    if let Some(end) = notes(lines, at, cues) {
        return Some(Opening { end, unmarked: true });
    }
    if let Some(end) = block(lines, at, false, above, cues) {
        return Some(Opening { end, unmarked: true });
    }
    attribution(lines, at, cues)
}

/// Finds a line like `-----Original Message-----` or "Begin forwarded message:".
fn separator(lines: &[Line<'_>], at: usize, cues: &QuoteCues) -> Option<usize> {
    let line = &lines[at];
    let text = line.text.trim();
    if line.lead.has(Cue::Separator) {
        let drawn =
            text.starts_with(is_stroke) && (text.ends_with(is_stroke) || text.starts_with("--"));
        if drawn && text.chars().filter(|c| is_stroke(*c)).count() >= 4 {
            return Some(at + 1);
        }
    }
    let alone = line.lead.has(Cue::Announcement)
        && line.words == line.lead_words
        && text.ends_with([':', '：']);
    (alone && {
        let next = next_filled(lines, at + 1);
        next.is_none_or(|next| is_marked(&lines[next]) || cues.field(lines[next].text).is_some())
    })
    .then_some(at + 1)
}

/// Finds a pasted header block: a sender and at least two other fields, one where a rule or a
/// separator announces it.  The head of a letter, on top of all, is none.
fn block(
    lines: &[Line<'_>],
    at: usize,
    announced: bool,
    above: bool,
    cues: &QuoteCues,
) -> Option<usize> {
    cues.field(lines[at].text)?;
    let mut seen: Vec<Field> = Vec::new();
    let (mut end, mut other) = (at, 0);
    let mut real = above || announced;
    for (i, line) in lines.iter().enumerate().skip(at).take(BLOCK_LINES) {
        if line.is_quoted() || other > 2 {
            break;
        }
        let Some(field) = cues.field(line.text) else {
            if line.is_blank() && seen.len() >= 4 {
                break;
            }
            other += 1;
            continue;
        };
        (end, other) = (i + 1, 0);
        real |= has_address(line.text) || has_time(line.text);
        let more = line.text.split_whitespace().skip(1).filter_map(|word| cues.field(word));
        for field in std::iter::once(field).chain(more) {
            if !seen.contains(&field) {
                seen.push(field);
            }
        }
    }
    let enough = if announced { 2 } else { 3 };
    (real && seen.contains(&Field::From) && seen.len() >= enough).then_some(end)
}

/// Finds the header of Lotus Notes: a sender, the time on a line of its own, and field names that
/// stand alone above their values.
fn notes(lines: &[Line<'_>], at: usize, cues: &QuoteCues) -> Option<usize> {
    let first = &lines[at];
    if first.words > 8 || !first.text.ends_with('>') && !has_address(first.text) {
        return None;
    }
    let near = at + 1..lines.len().min(at + 4);
    let is_time = |line: &Line<'_>| line.numbers >= 2 && line.words <= 6 && has_time(line.text);
    near.clone().find(|i| is_time(&lines[*i]))?;
    let fields = (near.start..lines.len().min(at + 2 * BLOCK_LINES)).filter_map(|i| {
        let name = lines[i].text.trim();
        let alone = lines[i].words <= 2 && !name.is_empty() && !name.contains(':');
        alone.then(|| cues.field(&format!("{name}:"))).flatten().map(|field| (i, field))
    });
    let fields: Vec<(usize, Field)> = fields.collect();
    let last = fields.iter().rfind(|(_, field)| *field == Field::Subject)?;
    fields.iter().any(|(_, field)| *field == Field::To).then_some(last.0 + 1)
}

/// What a ticket system writes above an older entry: "Name, 05 Jan 2026, 17:22".
fn is_ticket_entry(line: &Line<'_>) -> bool {
    let digits = line.text.bytes().filter(u8::is_ascii_digit).count();
    let only_time =
        line.text.split(':').next().is_some_and(|s| s.ends_with(|c: char| c.is_ascii_digit()));
    line.text.len() < 120
        && digits >= 6
        && line.text.contains(',')
        && only_time
        && has_time(line.text)
}

fn begins_with_date(line: &Line<'_>) -> bool {
    line.early_number || line.lead.has(Cue::Opener)
}

/// Finds the line or the lines that tell who wrote what follows, and when.
fn attribution(lines: &[Line<'_>], at: usize, cues: &QuoteCues) -> Option<Opening> {
    let first = &lines[at];
    let name_only = first.words <= 6
        && lines.get(at + 1).is_some_and(|next| next.text.trim_start().starts_with('<'));
    let addressed = has_address(first.text);
    if !begins_with_date(first) && !first.cues.has(Cue::Verb) && !addressed && !name_only {
        return None;
    }
    let mut seen = Seen::default();
    for (i, line) in lines.iter().enumerate().skip(at).take(ATTRIBUTION_LINES) {
        if line.is_blank() || line.is_quoted() {
            return None;
        }
        let begins_anew = line.lead.has(Cue::Opener)
            && line.numbers > 1
            && line.text.trim_start().starts_with(char::is_uppercase);
        if i > at && begins_anew {
            return None;
        }
        seen.add(line, cues);
        if seen.length > ATTRIBUTION_LENGTH {
            return None;
        }
        let next = next_filled(lines, i + 1);
        let marked = next.is_some_and(|next| is_marked(&lines[next]));
        let gap = lines.get(i + 1).is_none_or(|next| next.is_blank() || next.is_quoted());
        let text = line.text.trim_end_matches(|c| c == ' ' || is_stroke(c));
        let colon = text.ends_with([':', '：']);
        let said = line.verb_end > 0 && after_verb(line).is_empty();
        let bare = gap && (said || marked && text.ends_with(['>', ')', ']']));
        if !colon && !bare {
            continue;
        }
        let begins = begins_with_date(first) && seen.numbers > 0 || addressed || name_only;
        if i > at && !begins {
            return None;
        }
        let dated = begins_with_date(first) && seen.numbers > 0;
        let strong = if seen.verb {
            let closed = seen.last_verb || seen.numbers >= 2 && addressed;
            let placed = seen.address && (dated || closed && seen.angled && seen.words <= 20)
                || dated && seen.time && seen.numbers >= 2;
            placed && !seen.spoken && seen.named && (colon || seen.address)
        } else {
            let closed = text.trim_end_matches([':', '：', ' ']).ends_with(['>', ')', ']']);
            colon && closed && seen.address && seen.numbers >= 3 && first.early_number
        };
        let weak = if seen.verb {
            begins && (seen.numbers > 0 || seen.address) || seen.words <= 8 && first.text.len() > 5
        } else {
            dated && seen.numbers >= 3 && (seen.address || colon && seen.time && seen.words >= 4)
        };
        return (strong || weak && marked).then_some(Opening { end: i + 1, unmarked: strong });
    }
    None
}

/// What stands between a verb and the date after it, where a language puts the verb first.
const DATING: [&str; 6] = ["am", "op", "den", "le", "il", "em"];

/// Gives what a line holds after its verb of attribution, without the signs at its end.
fn after_verb<'a>(line: &Line<'a>) -> &'a str {
    let rest = line.text.get(line.verb_end..).unwrap_or_default().trim();
    rest.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// What the lines of an attribution hold.
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
#[derive(Default)]
struct Seen {
    length: usize,
    words: usize,
    numbers: usize,
    verb: bool,
    spoken: bool,
    /// Whether a verb ends the last line.
    last_verb: bool,
    /// Whether a name or nothing follows the verb.
    named: bool,
    angled: bool,
    address: bool,
    time: bool,
}

impl Seen {
    fn add(&mut self, line: &Line<'_>, cues: &QuoteCues) {
        self.length += line.text.len();
        self.words += line.words;
        self.numbers += line.numbers;
        let unspaced = cues.ends_unspaced(line.text);
        self.last_verb = unspaced;
        self.named |= unspaced;
        if line.verb_end > 0 {
            let after = after_verb(line);
            self.last_verb |= after.is_empty();
            // "X schrieb am Montag" is dated, "zoe@y.example" an address; other small letters are prose.
            let first = after.split([' ', ':']).next().unwrap_or_default();
            let prose = first.starts_with(char::is_lowercase) && !first.contains('@');
            self.named |= !prose || DATING.contains(&first);
        }
        self.angled |= line.text.contains('<');
        self.verb |= line.cues.has(Cue::Verb) || unspaced;
        self.spoken |= line.spoken;
        self.address |=
            has_address(line.text) || line.text.contains(" <") && line.text.ends_with('<');
        self.time |= has_time(line.text);
    }
}

/// Finds where an attribution begins in a line that begins with own words ("Yes. On 3 May, X wrote:").
fn shared_line(lines: &[Line<'_>], at: usize, cues: &QuoteCues) -> Option<usize> {
    let line = &lines[at];
    let whole = line.cues.has(Cue::Verb)
        && line.numbers > 0
        && !begins_with_date(line)
        && line.text.len() <= ATTRIBUTION_LENGTH
        && line.text.ends_with([':', '：'])
        && lines.get(at + 1).is_some_and(is_marked);
    if !whole {
        return None;
    }
    let mut words = Words::default();
    words.refill(line.text, 0);
    let words = words.list;
    let begins = |i: usize| {
        let mut opener = false;
        cues.each_at(&words[i..], |cue, _| opener |= cue == Cue::Opener);
        let dated = words[i + 1..].iter().take(4).any(|word| word.digit);
        opener && dated && line.text[words[i].start..].starts_with(char::is_uppercase)
    };
    let from = (1..words.len()).find(|i| begins(*i))?;
    Some(line.text[..words[from].start].trim_end_matches(|c| c == ' ' || is_stroke(c)).len())
}

/// Empty lines between quoted ones, and the rest of a quoted line that was wrapped, belong to the
/// quotation.
fn between(lines: &mut [Line<'_>]) {
    let mut quoted = None;
    for i in 0..lines.len() {
        if lines[i].is_blank() {
            continue;
        }
        let wrapped = i > 0
            && lines[i - 1].is_quoted()
            && lines.get(i + 1).is_some_and(Line::is_quoted)
            && is_rest(lines[i - 1].text, &lines[i]);
        if wrapped {
            lines[i].region = Region::Quoted;
        }
        if !lines[i].is_quoted() {
            quoted = None;
            continue;
        }
        if let Some(last) = quoted.replace(i) {
            lines[last + 1..i].iter_mut().for_each(|line| line.region = Region::Quoted);
        }
    }
}

/// Tells whether a line looks like the rest of the quoted line before it.
fn is_rest(before: &str, line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let link = text.trim_start_matches(['(', '<', ' ']).starts_with("http");
    let unfinished = !before.ends_with(['.', '?', '!', ':', ';', '>']);
    let goes_on =
        text.starts_with(|c: char| c.is_lowercase() || matches!(c, '_' | '(' | '/' | '&'));
    let open = before.rfind('(').is_some_and(|at| !before[at..].contains(')'));
    let long = before.chars().count() >= 60;
    link && line.words <= 2 || unfinished && (open || long && (goes_on || line.words <= 2))
}
