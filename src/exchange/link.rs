//! Ties what headers leave apart: answers from ticket systems, under new subjects, from new
//! addresses.  Each tie has its reason, and is made only between mail of the same two sides.

use super::outline::Outline;
use super::parties::side;
use crate::id::{Name, Names};
use crate::message::Kind;
use crate::thread::{Bearers, Groups, Ties, tie_by_headers};
use chrono::TimeDelta;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// An answer under the same subject comes within so many days.
const SUBJECT_DAYS: i64 = 60;
/// An acknowledgement comes within so many days of what it acknowledges.
const ACKNOWLEDGED_DAYS: i64 = 5;
/// What a machine sends from the address that was written to answers it within so many minutes.
const ANSWERED_MINUTES: i64 = 60;
/// Delivery is tried for so many days before a mail comes back (RFC 5321, 4.5.4.1).
const TRIED_DAYS: i64 = 5;
/// The same ticket number after more days than this is another ticket.
const TICKET_DAYS: i64 = 800;
/// So many common prints make a quotation; a shorter text must be quoted as a whole.
const PRINTS: usize = 2;
/// So many mails of one subject or one day are looked at, the last ones.
const LOOKED_AT: usize = 64;
/// Mail to more people than this is a circular and is tied by its headers alone.
const CIRCULAR: usize = 12;

/// Why a message belongs to another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// `References` or `In-Reply-To` name it, or the same third message (RFC 5322, 3.6.4).
    Header,
    /// It reports that the other was not delivered (RFC 3464).
    Bounce,
    /// Both bear the number of one ticket.
    Ticket(String),
    /// It quotes the other.
    Quotation,
    /// It has the subject of a reply to the other, between the same two sides.
    Subject,
    /// It acknowledges mail that was sent to the same organisation shortly before.
    Acknowledgement,
    /// It is mail between the same two sides that speaks of the request.
    Parties,
    /// The case file says so.
    Case,
}

impl Reason {
    /// Gives the name used in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Bounce => "bounce",
            Self::Ticket(_) => "ticket",
            Self::Quotation => "quotation",
            Self::Subject => "subject",
            Self::Acknowledgement => "acknowledgement",
            Self::Parties => "parties",
            Self::Case => "case",
        }
    }
}

/// A message tied to an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The message, as an index into the outlines.
    pub from: usize,
    /// What it is tied to.
    pub to: usize,
    /// Why.
    pub reason: Reason,
}

/// Messages put together into conversations.
#[derive(Debug)]
pub struct Conversations {
    /// The conversations, the oldest first, each in the order of time.
    pub groups: Vec<Vec<usize>>,
    /// What ties them beyond the headers.
    pub links: Vec<Link>,
    /// All messages in the order of time.
    pub(super) order: Vec<usize>,
    /// The side that each address belongs to: its organisation's domain, or itself.
    pub(super) sides: FxHashMap<Name, Name>,
}

/// Two sides of a mail, the one that sorts first before the other.
type Pair = (Name, Name);

struct Linker<'a> {
    outlines: &'a [Outline],
    names: &'a Names,
    /// The pairs of sides between which each message went.
    pairs: Vec<Vec<Pair>>,
    groups: Groups,
    links: Vec<Link>,
    tied: Vec<bool>,
}

/// The mails of each key that came last.
struct Recent<K>(FxHashMap<K, VecDeque<usize>>);

impl<K: std::hash::Hash + Eq + Copy> Recent<K> {
    fn add(&mut self, key: K, message: usize) {
        let list = self.0.entry(key).or_default();
        if list.len() == LOOKED_AT {
            list.pop_front();
        }
        list.push_back(message);
    }

    fn of(&self, key: K) -> impl Iterator<Item = usize> + '_ {
        self.0.get(&key).into_iter().flatten().copied()
    }
}

/// Puts messages together into conversations.  The result does not depend on their order.
pub fn conversations(outlines: &[Outline], names: &mut Names) -> Conversations {
    let ties: Vec<&Ties> = outlines.iter().map(|o| &o.ties).collect();
    let bearers = Bearers::of(&ties);
    let groups = tie_by_headers(&ties, &bearers);
    let addresses: FxHashSet<Name> =
        outlines.iter().flat_map(|o| o.participants().chain(o.failed)).collect();
    let sides = addresses.into_iter().map(|address| {
        let side = side(names.text(address)).to_owned();
        (address, names.name(&side))
    });
    let sides: FxHashMap<Name, Name> = sides.collect();
    let pairs = outlines.iter().map(|outline| pairs(outline, &sides)).collect();
    let tied = vec![false; outlines.len()];
    let mut linker = Linker { outlines, names, pairs, groups, links: Vec::new(), tied };
    let mut order: Vec<usize> = (0..outlines.len()).collect();
    order.sort_by_cached_key(|i| (outlines[*i].ties.date, outlines[*i].ties.key));
    // A mail that names what it answers, and what it names is known, needs no other tie.
    let loose = |i: &usize| !outlines[*i].ties.references.iter().any(|id| bearers.is_unique(*id));
    let loose: Vec<usize> = order.iter().copied().filter(loose).collect();
    linker.bounces(&loose, &order, &bearers);
    linker.tickets(&order);
    linker.quotations(&order, &loose);
    let mut is_loose = vec![false; outlines.len()];
    loose.iter().for_each(|i| is_loose[*i] = true);
    linker.subjects(&order, &is_loose);
    linker.acknowledgements(&order, &is_loose);
    let links = linker.links;
    Conversations { groups: linker.groups.in_order(&ties), links, order, sides }
}

/// Lists the pairs of sides between which a message went; inside one organisation, of people.
fn pairs(outline: &Outline, sides: &FxHashMap<Name, Name>) -> Vec<Pair> {
    if outline.kind == Kind::Bulk || outline.to.len() + outline.cc.len() > CIRCULAR {
        return Vec::new();
    }
    if outline.mailing_list {
        // Whoever writes to a list writes to all of it.
        return outline.recipients().map(|list| (list, list)).collect();
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for to in outline.recipients().filter(|to| *to != outline.from) {
        let (mut a, mut b) = (sides[&outline.from], sides[&to]);
        if a == b {
            (a, b) = (outline.from, to);
        }
        let pair = (a.min(b), a.max(b));
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

impl Linker<'_> {
    fn tie(&mut self, from: usize, to: usize, reason: Reason) {
        if self.groups.root(from) != self.groups.root(to) {
            self.groups.tie(from, to);
            self.tied[from] = true;
            self.links.push(Link { from, to, reason });
        }
    }

    /// How long after another a message was sent; `None` if it is not known or was before.
    fn after(&self, later: usize, earlier: usize) -> Option<TimeDelta> {
        let gap = self.outlines[later].ties.date? - self.outlines[earlier].ties.date?;
        (gap >= TimeDelta::zero()).then_some(gap)
    }

    fn bounces(&mut self, loose: &[usize], order: &[usize], bearers: &Bearers) {
        let bounce = |o: &Outline| o.kind == Kind::Bounce;
        if !self.outlines.iter().any(bounce) {
            return;
        }
        let by_id: FxHashMap<Name, usize> =
            self.outlines.iter().enumerate().map(|(i, o)| (o.ties.id, i)).collect();
        for i in loose.iter().copied().filter(|i| bounce(&self.outlines[*i])) {
            let returned = self.outlines[i].returned.filter(|id| bearers.is_here(*id));
            let returned = returned.and_then(|id| by_id.get(&id));
            if let Some(original) = returned.copied().filter(|o| *o != i) {
                self.tie(i, original, Reason::Bounce);
            }
        }
        self.nameless_bounces(loose, order);
    }

    /// Ties a bounce that names no mail to the last one that went to the failed address alone.
    fn nameless_bounces(&mut self, loose: &[usize], order: &[usize]) {
        let nameless = |i: &&usize| {
            let outline = &self.outlines[**i];
            outline.kind == Kind::Bounce && outline.returned.is_none()
        };
        let bounces: FxHashSet<usize> = loose.iter().filter(nameless).copied().collect();
        let failed: FxHashSet<Name> =
            bounces.iter().filter_map(|i| self.outlines[*i].failed).collect();
        let mut sent: FxHashMap<(Name, Name), usize> = FxHashMap::default();
        for i in order.iter().copied() {
            let outline = &self.outlines[i];
            if let (true, Some(failed)) = (bounces.contains(&i), outline.failed) {
                let last = outline.to.iter().find_map(|from| sent.get(&(*from, failed)));
                let in_time =
                    |o: &usize| self.after(i, *o).is_some_and(|gap| gap.num_days() <= TRIED_DAYS);
                if let Some(original) = last.copied().filter(in_time) {
                    self.tie(i, original, Reason::Bounce);
                }
            } else if let ([to], []) = (&*outline.to, &*outline.cc)
                && failed.contains(to)
            {
                sent.insert((outline.from, *to), i);
            }
        }
    }

    fn tickets(&mut self, order: &[usize]) {
        let mut seen: FxHashMap<(Name, Pair), usize> = FxHashMap::default();
        for i in order.iter().copied().filter(|i| !self.outlines[*i].tickets.is_empty()) {
            for ticket in &self.outlines[i].tickets {
                for n in 0..self.pairs[i].len() {
                    let pair = self.pairs[i][n];
                    let before = seen.insert((*ticket, pair), i);
                    let Some(before) = before else { continue };
                    let near =
                        self.after(i, before).is_none_or(|gap| gap.num_days() <= TICKET_DAYS);
                    if near {
                        self.tie(i, before, Reason::Ticket(self.names.text(*ticket).to_owned()));
                    }
                }
            }
        }
    }

    /// Ties a mail without references to the mail that it quotes most of.
    fn quotations(&mut self, order: &[usize], loose: &[usize]) {
        let quoting = loose.iter().filter(|i| !self.outlines[**i].quoted.is_empty());
        let wanted: FxHashSet<u64> =
            quoting.clone().flat_map(|i| self.outlines[*i].quoted.iter().copied()).collect();
        let mut written: FxHashMap<(u64, Pair), Vec<u32>> = FxHashMap::default();
        for i in order.iter().copied() {
            let prints = self.outlines[i].own.iter().filter(|print| wanted.contains(print));
            let prints: Vec<u64> = prints.copied().collect();
            if !prints.is_empty() {
                for pair in &self.pairs[i] {
                    for print in &prints {
                        written.entry((*print, *pair)).or_default().push(i as u32);
                    }
                }
            }
        }
        for i in quoting.copied() {
            let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
            for pair in &self.pairs[i] {
                for print in &self.outlines[i].quoted {
                    for by in written.get(&(*print, *pair)).into_iter().flatten() {
                        *votes.entry(*by as usize).or_default() += 1;
                    }
                }
            }
            let earlier = |c: &usize| *c != i && self.after(i, *c).is_some();
            let enough = |c: usize, n: usize| n >= PRINTS || n == self.outlines[c].own.len();
            let best = votes
                .into_iter()
                .filter(|(c, n)| earlier(c) && enough(*c, *n))
                .max_by_key(|(c, n)| (*n, self.outlines[*c].ties.date, self.outlines[*c].ties.key));
            if let Some((quoted, _)) = best {
                self.tie(i, quoted, Reason::Quotation);
            }
        }
    }

    /// Ties a mail with the subject of a reply and no references to the last one of that subject.
    fn subjects(&mut self, order: &[usize], loose: &[bool]) {
        let mut last = Recent(FxHashMap::default());
        for i in order.iter().copied() {
            let outline = &self.outlines[i];
            let pairs = &self.pairs[i];
            if loose[i] && outline.is_reply && !self.tied[i] {
                let near =
                    |c: &usize| self.after(i, *c).is_some_and(|gap| gap.num_days() <= SUBJECT_DAYS);
                let found = pairs.iter().flat_map(|pair| last.of((outline.base, *pair)));
                let mut found: Vec<usize> = found.filter(near).collect();
                // Between the same two people it is surer than between two organisations.
                let same = |c: &usize| {
                    let other = &self.outlines[*c];
                    other.participants().any(|who| who == outline.from)
                        && outline.participants().any(|who| who == other.from)
                };
                if found.iter().any(same) {
                    found.retain(same);
                }
                self.tie_if_one(i, &found, &Reason::Subject);
            }
            for pair in &self.pairs[i] {
                last.add((self.outlines[i].base, *pair), i);
            }
        }
    }

    /// Ties what a machine says on receipt to the mail that reached it shortly before.
    fn acknowledgements(&mut self, order: &[usize], loose: &[bool]) {
        let mut sent = Recent(FxHashMap::default());
        for i in order.iter().copied() {
            let outline = &self.outlines[i];
            let pairs = &self.pairs[i];
            let acknowledges = matches!(outline.kind, Kind::TicketAck | Kind::AutoReply);
            if acknowledges && loose[i] && !self.tied[i] {
                let acknowledged = |c: &usize| {
                    let other = &self.outlines[*c];
                    let own = other.recipients().any(|to| to == outline.from);
                    let said = outline.kind == Kind::TicketAck || outline.is_reply;
                    outline.to.contains(&other.from)
                        && self.after(i, *c).is_some_and(|gap| {
                            (said && gap.num_days() <= ACKNOWLEDGED_DAYS)
                                || (own && gap.num_minutes() <= ANSWERED_MINUTES)
                        })
                };
                let found = pairs.iter().flat_map(|pair| sent.of(*pair));
                let found: Vec<usize> = found.filter(acknowledged).collect();
                self.tie_if_one(i, &found, &Reason::Acknowledgement);
            }
            if !self.outlines[i].kind.is_automatic() {
                self.pairs[i].iter().for_each(|pair| sent.add(*pair, i));
            }
        }
    }

    /// Ties a mail to the last of those found; if they are of several conversations, nothing tells
    /// which one is meant.
    fn tie_if_one(&mut self, i: usize, found: &[usize], reason: &Reason) {
        let roots: FxHashSet<usize> = found.iter().map(|c| self.groups.root(*c)).collect();
        let last = found
            .iter()
            .max_by_key(|c| (self.outlines[**c].ties.date, self.outlines[**c].ties.key));
        if let (1, Some(before)) = (roots.len(), last) {
            self.tie(i, *before, reason.clone());
        }
    }
}
