//! Decides which messages of a mailbox make an exchange, and why each of them does.

use super::link::{Conversations, Link, Reason, conversations};
use super::outline::Outline;
use super::parties::{Parties, side};
use super::{Case, Party};
use crate::id::{Name, Names};
use crate::message::Kind;
use chrono::TimeDelta;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map::Entry;

/// A new request this long after the last mail of an exchange begins another one.
const REST_DAYS: i64 = 60;

/// A message of an exchange, before it is read again.
#[derive(Clone, Debug)]
pub struct Member {
    /// The message, as an index into the outlines.
    pub outline: usize,
    /// Its conversation; all of one belong to the exchange if one of them does.
    pub(super) conversation: usize,
    /// Why it belongs to the exchange; `None` for the message that begins it.
    pub link: Option<Link>,
}

/// An exchange of which only the outline is known.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) parties: Parties,
    /// The messages in the order of time.
    pub members: Vec<Member>,
    /// The request, as an index into the outlines.
    pub(super) request: Option<usize>,
    /// Whether the case names the parties.
    pub(super) named: bool,
    /// The conversation of the request.
    pub(super) home: Option<usize>,
}

impl Plan {
    /// Gives the two sides, to be compared with those of another run.
    pub fn sides(&self) -> impl std::fmt::Debug + '_ {
        (&self.parties, self.named)
    }
}

/// What becomes of a mailbox.
#[derive(Debug, Default)]
pub struct Plans {
    /// The exchanges, the oldest request first.
    pub plans: Vec<Plan>,
    /// The messages that belong to none, as indices into the outlines.
    pub unrelated: Vec<usize>,
    /// Messages that are another one again, in other bytes: from another folder, by another way, or
    /// forwarded; each with the one that counts.
    pub copies: Vec<(usize, usize)>,
}

struct Planner<'a> {
    outlines: &'a [Outline],
    names: &'a Names,
    case: &'a Case,
    conversations: Conversations,
    /// The conversation of each message.
    conversation: Vec<usize>,
    /// The messages that each side of a mail took part in, in the order of time.
    by_side: FxHashMap<String, Vec<usize>>,
    by_id: FxHashMap<Name, usize>,
    taken: Vec<bool>,
}

/// Puts a mailbox in order.  With a case that names a party there is one exchange; without, every
/// first request to an organisation begins one.
pub fn plan(outlines: &[Outline], names: &mut Names, case: &Case) -> Plans {
    let conversations = conversations(outlines, names);
    let mut conversation = vec![0; outlines.len()];
    for (n, group) in conversations.groups.iter().enumerate() {
        group.iter().for_each(|i| conversation[*i] = n);
    }
    let copies = copies(outlines, &conversations.order);
    let mut taken = vec![false; outlines.len()];
    copies.iter().for_each(|(copy, _)| taken[*copy] = true);
    let mut planner = Planner {
        by_side: FxHashMap::default(),
        by_id: conversations
            .order
            .iter()
            .copied()
            .filter(|i| !taken[*i])
            .map(|i| (outlines[i].ties.id, i))
            .collect(),
        taken,
        names,
        outlines,
        case,
        conversations,
        conversation,
    };
    planner.index_sides();
    let plans = if case.names_a_party() { planner.of_case() } else { planner.of_requests() };
    let rest = planner.conversations.order.iter().copied().filter(|i| !planner.taken[*i]);
    Plans { unrelated: rest.collect(), plans, copies }
}

/// Finds the messages that have subject, date, `Message-ID` and the words of another one; without a date
/// nothing tells that two mails are one.
fn copies(outlines: &[Outline], order: &[usize]) -> Vec<(usize, usize)> {
    let mut first: FxHashMap<_, usize> = FxHashMap::default();
    let mut copies = Vec::new();
    for enclosed in [false, true] {
        for i in order.iter().copied().filter(|i| outlines[*i].is_enclosed == enclosed) {
            let ties = &outlines[i].ties;
            let Some(date) = ties.date else { continue };
            match first.entry((ties.id, ties.origin.subject, date, &outlines[i].own)) {
                Entry::Occupied(known) => copies.push((i, *known.get())),
                Entry::Vacant(free) => drop(free.insert(i)),
            }
        }
    }
    copies
}

impl Planner<'_> {
    fn index_sides(&mut self) {
        // Only mail with somebody who asked for data, or whom the case names, is looked up.
        let mut sides: FxHashSet<String> =
            self.case.controller.domains.iter().map(|d| side(d).to_owned()).collect();
        sides.extend(self.case.subject.addresses.iter().map(|a| side(a).to_owned()));
        for outline in self.outlines.iter().filter(|o| o.requests) {
            let here = outline.participants().map(|who| side(self.names.text(who)).to_owned());
            sides.extend(here);
        }
        for outline in self.outlines {
            let desks = outline.desks.iter().map(|desk| side(self.names.text(*desk)).to_owned());
            sides.extend(desks);
        }
        let mut wanted: FxHashMap<Name, &str> = FxHashMap::default();
        for (address, side) in &self.conversations.sides {
            wanted.extend(sides.get(self.names.text(*side)).map(|side| (*address, &**side)));
        }
        for i in self.conversations.order.iter().copied() {
            let outline = &self.outlines[i];
            let who = outline.participants().chain(outline.failed);
            let mut sides: Vec<&str> = who.filter_map(|who| wanted.get(&who).copied()).collect();
            sides.sort_unstable();
            sides.dedup();
            for side in sides {
                match self.by_side.get_mut(side) {
                    Some(list) => list.push(i),
                    None => drop(self.by_side.insert(side.to_owned(), vec![i])),
                }
            }
        }
    }

    fn party(&self, i: usize, parties: &Parties) -> Party {
        let outline = &self.outlines[i];
        let to = outline.recipients().map(|to| self.names.text(to));
        parties.party_of(self.names.text(outline.from), to, outline.kind)
    }

    /// Tells whether a message went between the two sides, or from a machine or an authority to the subject.
    fn is_between(&self, i: usize, parties: &Parties) -> bool {
        let party = self.party(i, parties);
        let reaches =
            self.outlines[i].participants().any(|who| parties.is_subject(self.names.text(who)));
        let known = match party {
            Party::Third => false,
            Party::Subject => true,
            _ => reaches,
        };
        known && !self.is_foreign_bounce(i, parties)
    }

    /// A bounce belongs to the exchange only if what it returns does.
    fn is_foreign_bounce(&self, i: usize, parties: &Parties) -> bool {
        let outline = &self.outlines[i];
        let of_ours = |id: &Name| {
            let original = self.by_id.get(id).map(|i| &self.outlines[*i]);
            original.is_some_and(|o| parties.is_subject(self.names.text(o.from)))
        };
        let addressed = outline.failed.is_some_and(|to| parties.is_controller(self.names.text(to)));
        outline.kind == Kind::Bounce
            && !addressed
            && !outline.returned.iter().chain(&outline.ties.references).any(of_ours)
    }

    /// Fills the side that the case leaves open from the request.
    fn complete(&self, parties: &mut Parties, request: usize) {
        let outline = &self.outlines[request];
        let from = self.names.text(outline.from);
        if parties.subject.is_empty() {
            parties.subject.push(from.to_owned());
        }
        if parties.domains.is_empty() && parties.is_subject(from) {
            outline.to.iter().for_each(|to| parties.add_controller(self.names.text(*to)));
        }
    }

    /// The exchange that the case names: between its parties, whatever the subjects of the mail.
    fn of_case(&mut self) -> Vec<Plan> {
        let mut parties = Parties::of_case(self.case);
        let mut request = None;
        for i in self.conversations.order.iter().copied().filter(|i| self.outlines[*i].requests) {
            let mut completed = parties.clone();
            self.complete(&mut completed, i);
            if self.party(i, &completed) == Party::Subject {
                (parties, request) = (completed, Some(i));
                break;
            }
        }
        if request.is_none() {
            self.guess_parties(&mut parties);
        }
        let wanted = |list: &[String], i: usize| {
            let outline = &self.outlines[i];
            let (id, key) = (self.names.text(outline.ties.id), outline.ties.key.to_string());
            list.iter().any(|named| {
                named.trim_matches(['<', '>']) == id
                    || (named.len() >= 8 && key.starts_with(named.as_str()))
            })
        };
        let members: Vec<Member> = self
            .conversations
            .order
            .iter()
            .copied()
            .filter(|i| !self.taken[*i])
            .filter_map(|i| {
                let added = wanted(&self.case.link, i);
                let member =
                    (added || self.is_between(i, &parties)) && !wanted(&self.case.unlink, i);
                let reason = if added { Reason::Case } else { Reason::Parties };
                member.then_some((i, reason))
            })
            .map(|(outline, reason)| {
                let link = Some(Link { from: outline, to: outline, reason });
                Member { outline, conversation: self.conversation[outline], link }
            })
            .collect();
        let letter = self.case.letters.iter().filter(|l| l.is_request()).map(|l| l.date).min();
        if request.is_none() && letter.is_none() && members.is_empty() {
            return Vec::new();
        }
        if request.is_none() {
            let from_subject = |m: &&Member| self.party(m.outline, &parties) == Party::Subject;
            let sent = |i: usize| self.outlines[i].ties.date.map(|date| date.date_naive());
            let first = members.iter().find(from_subject).map(|m| m.outline);
            request = first.filter(|i| letter.is_none() || sent(*i) <= letter);
        }
        vec![self.finish(parties, members, request)]
    }

    /// Finds the side that the case leaves open when no request was recognised (it may be in a language
    /// without a file): whoever first writes to the other side.
    fn guess_parties(&self, parties: &mut Parties) {
        let outsider = |i: &usize| {
            let outline = &self.outlines[*i];
            !outline.kind.is_automatic()
                && !parties.is_controller(self.names.text(outline.from))
                && outline.to.iter().any(|to| parties.is_controller(self.names.text(*to)))
        };
        if parties.subject.is_empty() {
            let first = self.conversations.order.iter().copied().find(outsider);
            let from = first.map(|i| self.names.text(self.outlines[i].from).to_owned());
            parties.subject.extend(from);
        } else if parties.domains.is_empty() {
            let ours = |i: &usize| parties.is_subject(self.names.text(self.outlines[*i].from));
            if let Some(first) = self.conversations.order.iter().copied().find(ours) {
                self.complete(parties, first);
            }
        }
    }

    fn of_requests(&mut self) -> Vec<Plan> {
        let mut plans: Vec<Plan> = Vec::new();
        let requests: Vec<usize> = self
            .conversations
            .order
            .iter()
            .copied()
            .filter(|i| self.outlines[*i].requests)
            .collect();
        for request in requests {
            if self.taken[request] || self.answers_a_subject(request, &plans) {
                continue;
            }
            let mut parties = Parties::default();
            self.complete(&mut parties, request);
            if self.party(request, &parties) != Party::Subject {
                continue;
            }
            let members = self.around(request, &mut parties);
            plans.push(self.finish(parties, members, Some(request)));
        }
        plans
    }

    /// Tells whether a message that speaks of a request replies to somebody who made one: it answers.
    fn answers_a_subject(&self, i: usize, plans: &[Plan]) -> bool {
        let outline = &self.outlines[i];
        let subject = |who: &str| plans.iter().any(|plan| plan.parties.is_subject(who));
        let ties = outline.ties.mentions.iter().chain(&outline.ties.references);
        let mut replied = ties.filter_map(|id| self.by_id.get(id)).map(|i| &self.outlines[*i]);
        replied.any(|o| outline.to.contains(&o.from) && subject(self.names.text(o.from)))
    }

    /// Finds what belongs to a request: its conversation, in which whoever answers the subject speaks
    /// for the controller, and what else went between the two sides from then on.
    fn around(&self, request: usize, parties: &mut Parties) -> Vec<Member> {
        let group = &self.conversations.groups[self.conversation[request]];
        // Whoever got a copy from the subject is a friend or a lawyer.
        let mine = |i: &&usize| parties.is_subject(self.names.text(self.outlines[**i].from));
        let copied: FxHashSet<Name> =
            group.iter().filter(mine).flat_map(|i| self.outlines[*i].cc.iter().copied()).collect();
        for i in group.iter().copied().filter(|i| !self.taken[*i]) {
            let outline = &self.outlines[i];
            let to_subject = outline.to.iter().any(|to| parties.is_subject(self.names.text(*to)));
            let friend = copied.contains(&outline.from);
            if to_subject && !friend && !matches!(outline.kind, Kind::Bulk | Kind::Bounce) {
                parties.add_controller(self.names.text(outline.from));
            }
        }
        let mut last = self.outlines[request].ties.date;
        let mut members = Vec::new();
        let mut candidates: Vec<usize> = group.clone();
        for domain in &parties.domains {
            candidates.extend(self.by_side.get(side(domain)).into_iter().flatten());
        }
        // Whom the organisation names under its own name speaks for it.
        let naming = |i: &usize| !self.outlines[*i].desks.is_empty();
        for i in candidates.iter().copied().filter(naming).collect::<Vec<_>>() {
            if self.party(i, parties) != Party::Controller || !self.is_between(i, parties) {
                continue;
            }
            for desk in self.outlines[i].desks.iter().map(|desk| self.names.text(*desk)) {
                parties.add_controller(desk);
                candidates.extend(self.by_side.get(side(desk)).into_iter().flatten());
            }
        }
        candidates.sort_by_key(|i| (self.outlines[*i].ties.date, self.outlines[*i].ties.key));
        candidates.dedup();
        let mut rested: FxHashSet<usize> = FxHashSet::default();
        for i in candidates {
            let outline = &self.outlines[i];
            let home = self.conversation[i] == self.conversation[request];
            if self.taken[i] || !self.is_between(i, parties) {
                continue;
            }
            if !home {
                let bulk = outline.kind == Kind::Bulk;
                let before = outline.ties.date < self.outlines[request].ties.date;
                if bulk || before || rested.contains(&self.conversation[i]) {
                    continue;
                }
                let gap = outline.ties.date.zip(last).map(|(date, last)| date - last);
                if outline.requests && gap.is_some_and(|gap| gap > TimeDelta::days(REST_DAYS)) {
                    rested.insert(self.conversation[i]);
                    continue;
                }
            }
            last = last.max(outline.ties.date);
            let link = (!home).then_some(Link { from: i, to: request, reason: Reason::Parties });
            members.push(Member { outline: i, conversation: self.conversation[i], link });
        }
        members
    }

    /// Gives each member the link that ties it, and takes the members out of the pool.
    fn finish(
        &mut self,
        parties: Parties,
        mut members: Vec<Member>,
        request: Option<usize>,
    ) -> Plan {
        let among: FxHashSet<usize> = members.iter().map(|m| m.outline).collect();
        let links: FxHashMap<usize, &Link> = self
            .conversations
            .links
            .iter()
            .filter(|l| among.contains(&l.from))
            .map(|l| (l.from, l))
            .collect();
        for member in &mut members {
            let ours = |id: &Name| {
                self.by_id.get(id).copied().filter(|i| among.contains(i) && *i != member.outline)
            };
            let by_case = member.link.as_ref().is_some_and(|l| l.reason == Reason::Case);
            let header = {
                let ties = &self.outlines[member.outline].ties;
                ties.mentions.iter().chain(&ties.references).rev().find_map(ours)
            };
            if by_case {
                continue;
            }
            if let Some(to) = header {
                member.link = Some(Link { from: member.outline, to, reason: Reason::Header });
            } else if let Some(link) = links.get(&member.outline).filter(|l| among.contains(&l.to))
            {
                member.link = Some((*link).clone());
            } else if Some(member.outline) == request {
                member.link = None;
            } else {
                let to = request.unwrap_or(member.outline);
                let home = request
                    .is_some_and(|r| self.conversation[r] == self.conversation[member.outline]);
                let reason = if home { Reason::Header } else { Reason::Parties };
                member.link = Some(Link { from: member.outline, to, reason });
            }
        }
        for member in &members {
            self.taken[member.outline] = true;
        }
        let named = self.case.names_a_party();
        let home = request.map(|request| self.conversation[request]);
        Plan { parties, members, request, named, home }
    }
}
