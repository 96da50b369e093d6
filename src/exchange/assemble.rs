//! Finds the exchanges in a heap of messages.

use super::act::{Act, Acts, Side, Spotted};
use super::parties::Parties;
use super::{Case, Controller, Entry, Exchange, Ledger, Party, answer};
use crate::id::{ExchangeId, Language, MessageId};
use crate::lexicon::{ConceptSet, Scan, detect, sentences};
use crate::message::{Message, Region, Spotters};
use crate::rulefile::Fault;
use crate::thread::threads;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences shorter than this are read in the language of the message.
const TELLING: usize = 40;
/// Sentences with fewer words (a greeting, a heading) say nothing by themselves.
const TELLING_WORDS: usize = 4;

/// What became of the messages.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The exchanges, the oldest request first.
    pub exchanges: Vec<Exchange>,
    /// The messages that belong to none.
    pub unrelated: Vec<Message>,
}

/// A message with what was spotted in it, before its side is known.
struct Prepared {
    message: Message,
    spotted: Vec<Spotted>,
    /// What the names of the attachments speak of.
    files: ConceptSet,
    unread: bool,
    requests: bool,
}

/// Puts messages together into exchanges.  With a case there is one, between its parties; without,
/// every first request to an organisation begins one.
///
/// # Errors
/// A [`Fault`] in a language file.
pub fn assemble(
    mut messages: Vec<Message>,
    case: &Case,
    acts: &Acts,
    spotters: &mut Spotters<'_>,
) -> Result<Assembled, Fault> {
    messages.sort_by(|a, b| (a.date, &a.key).cmp(&(b.date, &b.key)));
    footers(&mut messages);
    let common = common_language(&messages);
    let mut pool = Vec::with_capacity(messages.len());
    for message in messages {
        pool.push(prepare(message, common.as_ref(), acts, spotters)?);
    }
    let mut assembled = Assembled::default();
    let named = !case.subject.addresses.is_empty() || !case.controller.domains.is_empty();
    let tied = thread_ids(&pool);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for i in 0..pool.len() {
        if taken.contains(&i) || !pool[i].requests {
            continue;
        }
        let mut parties = if named { Parties::of_case(case) } else { Parties::default() };
        complete(&mut parties, &pool[i].message);
        if parties.party(&pool[i].message) != Party::Subject {
            continue;
        }
        let members = members(&pool, &tied, &taken, &mut parties, !named);
        taken.extend(members.iter().copied());
        let request = members.iter().position(|m| *m == i);
        assembled.exchanges.push(exchange(&pool, &members, request, &parties, case, acts));
        if named {
            break;
        }
    }
    if named && assembled.exchanges.is_empty() {
        let found = between_named_parties(&pool, &tied, case, acts);
        if let Some((members, exchange)) = found {
            taken.extend(members);
            assembled.exchanges.push(exchange);
        }
    }
    let rest = pool.into_iter().enumerate().filter(|(i, _)| !taken.contains(i));
    assembled.unrelated = rest.map(|(_, p)| p.message).collect();
    Ok(assembled)
}

/// Builds the exchange of a case in which no request was recognised (it may be in a language without
/// a file): whoever first writes to the other side makes it, unless a letter came before.
fn between_named_parties(
    pool: &[Prepared],
    tied: &[usize],
    case: &Case,
    acts: &Acts,
) -> Option<(Vec<usize>, Exchange)> {
    let mut parties = Parties::of_case(case);
    let outsider = |p: &&Prepared| {
        !p.message.kind.is_automatic()
            && !parties.is_controller(&p.message.from.address)
            && p.message.to.iter().any(|m| parties.is_controller(&m.address))
    };
    if parties.subject.is_empty() {
        let first = pool.iter().find(outsider).map(|p| p.message.from.address.clone());
        parties.subject.extend(first);
    } else if parties.domains.is_empty() {
        let first = pool.iter().find(|p| parties.is_subject(&p.message.from.address));
        first.into_iter().for_each(|p| complete(&mut parties, &p.message));
    }
    let members = members(pool, tied, &BTreeSet::new(), &mut parties, false);
    let letter = case.letters.iter().filter(|l| l.is_request()).map(|l| l.date).min();
    if letter.is_none() && members.is_empty() {
        return None;
    }
    let from_subject = |m: &usize| parties.party(&pool[*m].message) == Party::Subject;
    let sent = |i: &usize| pool[members[*i]].message.date.map(|date| date.date_naive());
    let first = members.iter().position(from_subject);
    let request = first.filter(|i| letter.is_none() || sent(i) <= letter);
    let exchange = exchange(pool, &members, request, &parties, case, acts);
    Some((members, exchange))
}

/// Fills the side that the case leaves open from the request.
fn complete(parties: &mut Parties, request: &Message) {
    if parties.subject.is_empty() {
        parties.subject.push(request.from.address.clone());
    }
    if parties.domains.is_empty() && parties.is_subject(&request.from.address) {
        request.to.iter().for_each(|m| parties.add_controller(&m.address));
    }
}

/// Gives each message the number of its thread.
fn thread_ids(pool: &[Prepared]) -> Vec<usize> {
    let messages: Vec<&Message> = pool.iter().map(|p| &p.message).collect();
    let mut ids = vec![0; pool.len()];
    for (n, thread) in threads(&messages).into_iter().enumerate() {
        thread.into_iter().for_each(|i| ids[i] = n);
    }
    ids
}

/// Finds the messages between the parties.  Whoever answers the subject in a thread of theirs speaks
/// for the controller, if the parties may grow.
fn members(
    pool: &[Prepared],
    tied: &[usize],
    taken: &BTreeSet<usize>,
    parties: &mut Parties,
    grow: bool,
) -> Vec<usize> {
    loop {
        let free = (0..pool.len()).filter(|i| !taken.contains(i));
        let between = |i: &usize| {
            let message = &pool[*i].message;
            let party = parties.party(message);
            let reaches = message.participants().any(|m| parties.is_subject(&m.address));
            party != Party::Third
                && (party == Party::Subject || reaches)
                && !is_foreign_bounce(message, pool, parties)
        };
        let members: Vec<usize> = free.filter(between).collect();
        let threads: BTreeSet<usize> = members.iter().map(|i| tied[*i]).collect();
        let known = parties.clone();
        if grow {
            for (i, prepared) in pool.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
                let from = &prepared.message.from.address;
                let to_subject = prepared.message.to.iter().any(|m| parties.is_subject(&m.address));
                if threads.contains(&tied[i]) && to_subject && from.contains('@') {
                    parties.add_controller(from);
                }
            }
        }
        if *parties == known {
            return members;
        }
    }
}

/// A bounce belongs to the exchange only if what it returns does.
fn is_foreign_bounce(message: &Message, pool: &[Prepared], parties: &Parties) -> bool {
    let Some(bounce) = &message.bounce else { return false };
    let of_ours = |id: &MessageId| {
        pool.iter().any(|p| p.message.id == *id && parties.is_subject(&p.message.from.address))
    };
    !bounce.original.iter().chain(&message.references).any(of_ours)
}

fn common_language(messages: &[Message]) -> Option<Language> {
    let mut votes: BTreeMap<&Language, usize> = BTreeMap::new();
    for language in messages.iter().filter_map(|m| m.language.as_ref()) {
        *votes.entry(language).or_default() += 1;
    }
    votes.into_iter().max_by_key(|(_, n)| *n).map(|(language, _)| language.clone())
}

/// Takes the same last paragraph of several messages of one sender for a footer.
fn footers(messages: &mut [Message]) {
    let tail = |message: &Message| {
        let (range, region) = message.regions.iter().rfind(|(_, r)| *r != Region::Quoted)?;
        let text = message.text[range.clone()].trim_end();
        let start = text.rfind("\n\n").map_or(0, |at| at + 2);
        let long = text[start..].split_whitespace().count() >= 5;
        let place = range.start + start..range.end;
        (*region == Region::Own && start > 0 && long).then_some((place, text[start..].to_owned()))
    };
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for message in messages.iter() {
        if let Some((_, text)) = tail(message) {
            *seen.entry((message.from.domain().to_owned(), text)).or_default() += 1;
        }
    }
    for message in messages.iter_mut() {
        let Some((place, text)) = tail(message) else { continue };
        let repeated = seen.get(&(message.from.domain().to_owned(), text)).is_some_and(|n| *n > 1);
        let at = message.regions.iter().rposition(|(r, _)| r.end == place.end);
        if let (true, Some(at)) = (repeated, at) {
            message.regions[at].0.end = place.start;
            message.regions.insert(at + 1, (place, Region::Signature));
        }
    }
}

fn prepare(
    message: Message,
    common: Option<&Language>,
    acts: &Acts,
    spotters: &mut Spotters<'_>,
) -> Result<Prepared, Fault> {
    let english = Language::new("en");
    let language = message.language.as_ref().or(common).unwrap_or(&english).clone();
    let readable = spotters.of(&language)?.is_some();
    let lexicon = spotters.lexica.get(&language)?;
    let abbreviation = |word: &str| lexicon.is_some_and(|l| l.is_abbreviation(word));
    let cut = sentences(&message.text, &message.own_ranges(), &abbreviation);
    let mut spotted: Vec<Spotted> = Vec::with_capacity(cut.len());
    for sentence in cut {
        let text = &message.text[sentence.range.clone()];
        let mut readers = vec![language.clone()];
        let own = if text.len() >= TELLING { detect(text) } else { None };
        readers.extend(own.filter(|l| *l != language));
        let mut found = Scan::default();
        for reader in readers {
            if let Some(spotter) = spotters.of(&reader)? {
                let scan = spotter.scan(text);
                found = Scan { concepts: found.concepts.with(&scan.concepts), ..scan };
            }
        }
        let set = found.concepts;
        let mut all = set;
        if let Some(governor) = sentence.governor {
            all.extend(&spotted[governor].own);
        }
        spotted.push(Spotted { sentence, own: set, all, digits: found.digits, words: found.words });
    }
    let requests = !message.kind.is_automatic()
        && acts.of(&spotted, Side::Subject).iter().any(|a| a.act.as_str() == "requests-access");
    let mut files = ConceptSet::default();
    for attachment in &message.attachments {
        if let Some(spotter) = spotters.of(&language)? {
            files.extend(&spotter.scan(&attachment.name).concepts);
        }
    }
    Ok(Prepared { message, spotted, files, unread: !readable, requests })
}

fn exchange(
    pool: &[Prepared],
    members: &[usize],
    request: Option<usize>,
    parties: &Parties,
    case: &Case,
    acts: &Acts,
) -> Exchange {
    let mut entries: Vec<Entry> = Vec::with_capacity(members.len());
    for prepared in members.iter().map(|i| &pool[*i]) {
        let party = parties.party(&prepared.message);
        let found: Vec<Act> = match party {
            Party::Subject => acts.of(&prepared.spotted, Side::Subject),
            Party::Controller | Party::Auto => acts.of(&prepared.spotted, Side::Controller),
            Party::Authority | Party::Third => Vec::new(),
        };
        let explained = |n: usize| found.iter().any(|act| act.sentence == n);
        let telling = prepared.spotted.iter().enumerate().filter(|(_, s)| s.words >= TELLING_WORDS);
        let unexplained = telling.filter(|(n, _)| !explained(*n)).count();
        entries.push(Entry {
            message: prepared.message.clone(),
            party,
            acts: found,
            unread: prepared.unread,
            answers: false,
            unclear: false,
            unexplained,
        });
    }
    let request = request.map(|r| arrived(&entries, r));
    answer::mark(&mut entries, request.unwrap_or(0));
    let seen: Vec<(&[Spotted], ConceptSet)> =
        members.iter().map(|i| (pool[*i].spotted.as_slice(), pool[*i].files)).collect();
    let ledger = Ledger::of(&entries, &seen, acts);
    let first = request.map(|r| &entries[r].message);
    let seed = first.or(entries.first().map(|e| &e.message)).map_or("", |m| m.key.as_str());
    let name = case.controller.name.clone().unwrap_or_else(|| controller_name(&entries, parties));
    let mut letters = case.letters.clone();
    letters.sort_by_key(|letter| letter.date);
    let language = first.and_then(|m| m.language.clone());
    Exchange {
        id: ExchangeId::new(seed.get(..12).unwrap_or(seed)),
        subject: parties.subject.clone(),
        controller: Controller {
            name,
            domains: parties.domains.clone(),
            high_risk: case.controller.high_risk,
        },
        regime: case.regime.clone(),
        member_state: case.member_state.clone(),
        language,
        entries,
        letters,
        request,
        ledger,
    }
}

/// Gives the first request that arrived: a bounce proves that one did not (LAW: a bounce is no receipt).
fn arrived(entries: &[Entry], request: usize) -> usize {
    let bounced = |id: &MessageId| {
        entries.iter().any(|e| {
            let failed = e.message.bounce.as_ref().filter(|b| b.permanent);
            failed.is_some_and(|b| b.original.iter().chain(&e.message.references).any(|o| o == id))
        })
    };
    let recognised = entries[request].does("requests-access");
    let mine = |i: &usize| {
        let entry = &entries[*i];
        entry.party == Party::Subject && (!recognised || entry.does("requests-access"))
    };
    let mut later = (request..entries.len()).filter(mine);
    later.find(|i| !bounced(&entries[*i].message.id)).unwrap_or(request)
}

/// Names the controller as its own mail does, else by its domain.
fn controller_name(entries: &[Entry], parties: &Parties) -> String {
    let own = entries.iter().find(|e| e.party == Party::Controller).map(|e| &e.message.from);
    let to = entries.iter().flat_map(|e| &e.message.to).find(|m| parties.is_controller(&m.address));
    let named = own.or(to).map(|m| m.name.clone()).filter(|name| !name.is_empty());
    named.or_else(|| parties.domains.first().cloned()).unwrap_or_default()
}
