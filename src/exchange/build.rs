//! Builds an exchange of the messages that were read for it.

use super::act::{Act, Acts, Side, Spotted};
use super::link::Reason;
use super::parties::{Parties, side};
use super::plan::Plan;
use super::read::{Reading, read};
use super::{Case, Controller, Entry, Exchange, Ledger, Party, Tie, answer, returned};
use crate::id::{ExchangeId, Language, MessageId};
use crate::lexicon::ConceptSet;
use crate::message::{Message, Region, Spotters};
use crate::rulefile::Fault;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences with fewer words (a greeting, a heading) say nothing by themselves.
const TELLING_WORDS: usize = 4;

/// Fewer words are no footer, and no letter above one.
const FOOTER_WORDS: usize = 5;

/// Takes the same last paragraph of several messages of one sender for a footer.
fn footers(messages: &mut [(usize, Message)]) {
    let tail = |message: &Message| {
        let at = message.regions.iter().rposition(|(_, r)| *r != Region::Quoted)?;
        let (range, region) = &message.regions[at];
        let words = |text: &str| text.split_whitespace().count();
        // A greeting above the quotation is no letter: what stands below is the answer.
        let told = |(range, region): &(Range<usize>, Region)| {
            *region == Region::Own && words(&message.text[range.clone()]) >= FOOTER_WORDS
        };
        let text = message.text[range.clone()].trim_end();
        let start = text.rfind("\n\n").map_or(0, |at| at + 2);
        let long = words(&text[start..]) >= FOOTER_WORDS;
        let place = range.start + start..range.end;
        let below = start > 0 || message.regions[..at].iter().any(told);
        (*region == Region::Own && below && long).then_some((place, text[start..].to_owned()))
    };
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (_, message) in messages.iter() {
        if let Some((_, text)) = tail(message) {
            *seen.entry((message.from.domain().to_owned(), text)).or_default() += 1;
        }
    }
    for (_, message) in messages.iter_mut() {
        let Some((place, text)) = tail(message) else { continue };
        let repeated = seen.get(&(message.from.domain().to_owned(), text)).is_some_and(|n| *n > 1);
        let at = message.regions.iter().rposition(|(r, _)| r.end == place.end);
        if let (true, Some(at)) = (repeated, at) {
            message.regions[at].0.end = place.start;
            message.regions.insert(at + 1, (place, Region::Signature));
        }
    }
}

/// Words by which mail between the two sides shows that it is about the request, or about the law
/// of such requests.
const CONCERNS: [&str; 18] = [
    "access-request",
    "asks-information",
    "asks-names",
    "data-copy",
    "nothing-held",
    "erased",
    "not-found-request",
    "article-11",
    "gdpr-denied",
    "cites-eu-gdpr",
    "cites-uk-gdpr",
    "cites-ca-ccpa",
    "cites-br-lgpd",
    "cites-ch-fadp",
    "cites-ca-pipeda",
    "cites-ca-qc",
    "item-complaint",
    "item-rights",
];
/// The same for mail of the person alone: a bill gives notice, too.
const CONCERNS_OF_SUBJECT: [&str; 3] = ["chaser", "formal-notice", "complaint-filed"];
/// Words by which mail between the two sides that a case names is about the request, too; an invoice is not.
const MAY_CONCERN: [&str; 10] = [
    "identity-generic",
    "new-request",
    "in-progress",
    "extension",
    "clock-begins",
    "motive",
    "excessive",
    "deal-directly",
    "mandate-doubt",
    "specify",
];
/// The same for mail to or from who took part in the request's own conversation: a loan or a payout takes
/// a passport, too, and another desk sees to it.
const MAY_CONCERN_THERE: [&str; 1] = ["id-document"];
/// Words by which mail to many is yet about the request.
const NAMES_REQUEST: [&str; 7] = [
    "access-request",
    "cites-eu-gdpr",
    "cites-uk-gdpr",
    "cites-ca-ccpa",
    "not-found-request",
    "nothing-held",
    "data-copy",
];
/// Words by which mail that nothing ties to the request may yet be its answer.
const MAY_ANSWER: [&str; 3] = ["answer-intro", "attached", "done-complete"];

/// What became of the messages that were read for a plan.
#[derive(Debug)]
pub struct Built {
    /// The exchange.
    pub exchange: Exchange,
    /// Messages that turned out to be about something else.
    pub unrelated: Vec<Message>,
}

struct Prepared {
    message: Message,
    reading: Reading,
    party: Party,
    tie: Option<(usize, Reason)>,
    outline: usize,
    conversation: usize,
    /// Whether nothing but its parties ties it to the request, and it may still be an answer.
    adrift: bool,
    /// Whether it went to many and neither replies nor names the request: a newsletter charges nobody.
    to_many: bool,
}

/// Builds an exchange of its messages, each with its place among the members of the plan.
///
/// # Errors
/// A [`Fault`] in a language file.
pub fn build(
    plan: &Plan,
    mut read_messages: Vec<(usize, Message)>,
    case: &Case,
    acts: &Acts,
    spotters: &mut Spotters<'_>,
) -> Result<Built, Fault> {
    read_messages.sort_by_key(|(member, _)| *member);
    footers(&mut read_messages);
    let common = common_language(read_messages.iter().map(|(_, message)| message));
    let concerns = spotters.concepts_of(&CONCERNS);
    let concerns_of_subject = spotters.concepts_of(&CONCERNS_OF_SUBJECT).with(&concerns);
    let may_answer = spotters.concepts_of(&MAY_ANSWER);
    let may_concern = spotters.concepts_of(&MAY_CONCERN);
    let may_concern_there = spotters.concepts_of(&MAY_CONCERN_THERE);
    let desks = desks(plan, &read_messages);
    let elsewhere = spotters.concepts_of(&["other-business"]);
    let names_request = spotters.concepts_of(&NAMES_REQUEST);
    let mut prepared: Vec<Prepared> = Vec::with_capacity(read_messages.len());
    let mut about: FxHashSet<usize> = plan.home.into_iter().collect();
    for (member, message) in read_messages {
        let member = &plan.members[member];
        let mut reading = read(&message, common.as_ref(), spotters)?;
        let party = plan.parties.party(&message);
        if party == Party::Controller {
            acts.mark_elsewhere(&mut reading.sentences);
        }
        let tie = member.link.as_ref().map(|link| (link.to, link.reason.clone()));
        let telling = if party == Party::Subject { &concerns_of_subject } else { &concerns };
        let says = reading.sentences.iter().any(|s| s.own.intersects(telling));
        let authority = party == Party::Authority && names_controller(&message, &plan.parties);
        let there = std::iter::once(&message.from).chain(&message.to);
        let there = there.into_iter().any(|mailbox| desks.contains(&mailbox.address));
        let hints = |s: &Spotted| {
            let may =
                s.own.intersects(&may_concern) || (there && s.own.intersects(&may_concern_there));
            may && !s.own.intersects(&elsewhere)
        };
        let may = || reading.sentences.iter().any(hints);
        let by_case = member.link.as_ref().is_some_and(|link| link.reason == Reason::Case);
        if says || authority || by_case || (plan.named && may()) {
            about.insert(member.conversation);
        }
        let (outline, conversation) = (member.outline, member.conversation);
        let replies = !message.references.is_empty();
        let named = reading.sentences.iter().any(|s| s.own.intersects(&names_request));
        let to_many = message.mass_mail && !replies && !named;
        prepared.push(Prepared {
            message,
            reading,
            party,
            tie,
            outline,
            conversation,
            adrift: false,
            to_many,
        });
    }
    let mut kept: Vec<Prepared> = Vec::with_capacity(prepared.len());
    let mut unrelated = Vec::new();
    for mut one in prepared {
        one.adrift = !about.contains(&one.conversation);
        let says = one.reading.sentences.iter().any(|s| s.own.intersects(&may_answer));
        let document = one.message.attachments.iter().any(|a| !a.media_type.starts_with("image/"));
        let human = one.party == Party::Controller && !one.message.kind.is_automatic();
        if one.adrift && !(human && (document || says || one.reading.unread)) {
            unrelated.push(one.message);
        } else {
            kept.push(one);
        }
    }
    Ok(Built { exchange: exchange(plan, kept, case, acts), unrelated })
}

/// Lists the addresses of the organisation that the request's own conversation went to and came from.
fn desks(plan: &Plan, messages: &[(usize, Message)]) -> FxHashSet<String> {
    let home = messages.iter().filter(|(n, _)| Some(plan.members[*n].conversation) == plan.home);
    let addresses = home.flat_map(|(_, m)| std::iter::once(&m.from).chain(&m.to));
    let addresses = addresses.map(|mailbox| &mailbox.address);
    addresses.filter(|address| plan.parties.is_controller(address)).cloned().collect()
}

/// Tells whether a message names the organisation, by its name or by that of its domain.
fn names_controller(message: &Message, parties: &Parties) -> bool {
    let text = message.text.to_lowercase();
    parties.domains.iter().any(|domain| {
        let name = domain.rsplit_once('@').map_or(domain.as_str(), |(_, d)| d);
        let label = side(name).split('.').next().unwrap_or_default();
        text.contains(name) || (label.len() >= 4 && text.contains(label))
    })
}

fn common_language<'a>(messages: impl Iterator<Item = &'a Message>) -> Option<Language> {
    let mut votes: BTreeMap<&Language, usize> = BTreeMap::new();
    for language in messages.filter_map(|m| m.language.as_ref()) {
        *votes.entry(language).or_default() += 1;
    }
    votes.into_iter().max_by_key(|(_, n)| *n).map(|(language, _)| language.clone())
}

fn exchange(plan: &Plan, prepared: Vec<Prepared>, case: &Case, acts: &Acts) -> Exchange {
    let parties = &plan.parties;
    let ids: FxHashMap<usize, MessageId> =
        prepared.iter().map(|p| (p.outline, p.message.id.clone())).collect();
    let request = plan.request.and_then(|r| prepared.iter().position(|p| p.outline == r));
    let mut entries: Vec<Entry> = Vec::with_capacity(prepared.len());
    let mut seen: Vec<(Vec<Spotted>, ConceptSet)> = Vec::with_capacity(prepared.len());
    let mut adrift = Vec::new();
    for one in prepared {
        let Reading { mut sentences, unread, languages, files } = one.reading;
        let found: Vec<Act> = match one.party {
            _ if one.adrift || one.to_many => Vec::new(),
            Party::Subject => acts.of(&sentences, Side::Subject),
            Party::Controller | Party::Auto => {
                acts.liken(&one.message.text, &mut sentences);
                acts.of(&sentences, Side::Controller)
            }
            Party::Authority | Party::Third => Vec::new(),
        };
        let explained = |n: usize| found.iter().any(|act| act.sentence == n);
        let here = || sentences.iter().enumerate().filter(|(_, s)| !acts.is_elsewhere(s));
        let telling = here().filter(|(_, s)| s.words >= TELLING_WORDS);
        let unexplained = telling.filter(|(n, _)| !explained(*n)).count();
        let length = |s: &Spotted| one.message.text[s.sentence.range.clone()].chars().count();
        let said = here().map(|(_, s)| length(s)).sum();
        let tie = one.tie.and_then(|(to, reason)| {
            let to = ids.get(&to).filter(|_| to != one.outline).cloned();
            (to.is_some() || reason == Reason::Case).then_some(Tie { to, reason })
        });
        adrift.push(one.adrift);
        entries.push(Entry {
            message: one.message,
            party: one.party,
            acts: found,
            unread,
            answers: false,
            unclear: false,
            unexplained,
            said,
            languages,
            tie,
        });
        seen.push((sentences, files));
    }
    let request = request.map(|r| arrived(&entries, r));
    answer::mark(&mut entries, request.unwrap_or(0));
    for (entry, _) in entries.iter_mut().zip(adrift).filter(|(_, adrift)| *adrift) {
        // It brings something, and nothing says what for: it may be the answer.
        entry.unclear = true;
    }
    let seen: Vec<(&[Spotted], ConceptSet)> =
        seen.iter().map(|(sentences, files)| (sentences.as_slice(), *files)).collect();
    let ledger = Ledger::of(&entries, &seen, acts);
    let first = request.map(|r| &entries[r].message);
    let seed = first.or(entries.first().map(|e| &e.message));
    let mut id = seed.map_or(String::new(), |m| m.key.to_string());
    id.truncate(12);
    let name = case.controller.name.clone().unwrap_or_else(|| controller_name(&entries, parties));
    let mut letters = case.letters.clone();
    letters.sort_by_key(|letter| letter.date);
    let language = first.and_then(|m| m.language.clone());
    Exchange {
        id: ExchangeId::new(id),
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
    let returned: Vec<&MessageId> =
        entries.iter().filter_map(|e| returned(entries, e)).map(|e| &e.message.id).collect();
    let bounced = |id: &MessageId| returned.contains(&id);
    // Whoever answers it has it, even if a copy to somebody else came back.
    let answered = |id: &MessageId| {
        entries.iter().any(|e| {
            let speaks = matches!(e.party, Party::Controller | Party::Auto);
            speaks && e.message.bounce.is_none() && e.message.references.last() == Some(id)
        })
    };
    let recognised = entries[request].does("requests-access");
    let mine = |i: &usize| {
        let entry = &entries[*i];
        entry.party == Party::Subject && (!recognised || entry.does("requests-access"))
    };
    let mut later = (request..entries.len()).filter(mine);
    let here = |id: &MessageId| answered(id) || !bounced(id);
    later.find(|i| here(&entries[*i].message.id)).unwrap_or(request)
}

/// Names the controller as its own mail does, else by its domain.
fn controller_name(entries: &[Entry], parties: &Parties) -> String {
    let own = entries.iter().find(|e| e.party == Party::Controller).map(|e| &e.message.from);
    let to = entries.iter().flat_map(|e| &e.message.to).find(|m| parties.is_controller(&m.address));
    let named = own.or(to).map(|m| m.name.clone()).filter(|name| !name.is_empty());
    named.or_else(|| parties.domains.first().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message of these parts, from the desk of an organisation.
    fn mail(n: usize, parts: &[(&str, Region)]) -> (usize, Message) {
        let date = "2024-03-01T10:00:00+01:00".parse().expect("a date");
        let mut message = Message::made_up(MessageId::new(format!("{n}@firm.example")), date);
        message.from.address = "desk@firm.example".to_owned();
        for (text, region) in parts {
            let start = message.text.len();
            message.text.push_str(text);
            message.regions.push((start..message.text.len(), *region));
        }
        (n, message)
    }

    #[test]
    fn what_stands_below_every_quotation_is_a_footer() {
        let footer =
            "\n\nFirm Ltd, 9 Warehouse Road, Leeds. Unsubscribe from all of our letters.\n";
        let answer = "We deleted nothing that you had asked for.\n";
        let quoted = "> Where is my copy?\n";
        let of = |below: &str| {
            let mut both = [0, 1].map(|n| {
                let own = format!("Letter {n}, about your request.\n\n");
                mail(n, &[(&own, Region::Own), (quoted, Region::Quoted), (below, Region::Own)])
            });
            footers(&mut both);
            both.map(|(_, message)| message.own_words())
        };
        assert!(
            of(footer).iter().all(|own| !own.contains("Unsubscribe") && own.contains("Letter"))
        );
        let mut once = [
            mail(0, &[("Letter.\n", Region::Own), (quoted, Region::Quoted), (answer, Region::Own)]),
            mail(1, &[("Another.\n", Region::Own)]),
        ];
        footers(&mut once);
        assert!(once[0].1.own_words().contains(answer.trim()), "what is said once is said");
        let greeted = |n| {
            let parts =
                [("Dear Zoe,\n", Region::Own), (quoted, Region::Quoted), (answer, Region::Own)];
            mail(n, &parts)
        };
        let mut greeted = [0, 1].map(greeted);
        footers(&mut greeted);
        assert!(greeted[0].1.own_words().contains(answer.trim()), "a greeting is no letter");
        let mut whole = [0, 1].map(|n| mail(n, &[(quoted, Region::Quoted), (answer, Region::Own)]));
        footers(&mut whole);
        assert!(whole[0].1.own_words().contains(answer.trim()), "the only words are no footer");
    }
}
