//! Looks through all messages one by one, and asks the words of the index only how a text is split.

use super::super::field::{ANYWHERE, NameOf, Takes};
use super::super::words::{Words, marked, variants};
use super::super::*;
use super::made::{Mail, World};
use crate::exchange::Party;
use crate::message::{Mailbox, Region};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// The terms of one text with their places.
type Text = BTreeSet<(usize, String)>;

fn split(text: &str, language: Option<&str>) -> Text {
    let (mut words, marked) = (Words::default(), marked(text, language));
    let mut stream = words.token_stream(&marked);
    let mut terms = Text::new();
    while stream.advance() {
        terms.insert((stream.token().position, stream.token().text.clone()));
    }
    terms
}

/// Finds the places at which these words stand, each as far behind the first as in the query.
fn places(text: &Text, words: &Text) -> Vec<usize> {
    let Some((first, head)) = words.first() else { return Vec::new() };
    let heads = text.iter().filter(|(_, term)| term == head).map(|(place, _)| *place);
    let stands = |place: &usize| {
        words.iter().all(|(at, term)| text.contains(&(place + at - first, term.clone())))
    };
    heads.filter(stands).collect()
}

/// How many places the words of a query take, without the first.
fn length(words: &Text) -> usize {
    words.last().map_or(0, |(place, _)| *place) - words.first().map_or(0, |(place, _)| *place)
}

fn near(text: &Text, left: &Text, right: &Text, distance: usize) -> bool {
    let behind = |first: &Text, second: &Text| {
        let ends: Vec<usize> = places(text, first).iter().map(|at| at + length(first)).collect();
        places(text, second)
            .iter()
            .any(|at| ends.iter().any(|end| *at > *end && at - end <= distance))
    };
    behind(left, right) || behind(right, left)
}

fn begins(text: &Text, words: &Text) -> bool {
    let Some((last, prefix)) = words.last() else { return false };
    let others: Text = words.iter().filter(|(at, _)| at != last).cloned().collect();
    let Some((first, _)) = others.first() else {
        return text.iter().any(|(_, term)| term.starts_with(prefix));
    };
    let ends: Vec<usize> = places(text, &others).iter().map(|at| at + last - first).collect();
    text.iter().any(|(at, term)| ends.contains(at) && term.starts_with(prefix))
}

/// All messages, split into words.
pub(super) struct Scan<'a> {
    world: &'a World,
    texts: BTreeMap<u32, Vec<(Part, Text)>>,
    languages: Vec<String>,
}

/// Gives the texts of a message, part by part.
fn texts(mail: &Mail) -> Vec<(Part, Text)> {
    let Mail { message, enclosed, .. } = mail;
    let mut list: Vec<(Part, String)> = vec![(Part::Own, message.words(Region::Own))];
    let others =
        message.regions.iter().filter(|(_, r)| ![Region::Own, Region::Attached].contains(r));
    let others: String = others.map(|(range, _)| &message.text[range.clone()]).collect();
    list.extend([(Part::Quoted, others), (Part::Subject, message.subject.clone())]);
    for inner in std::iter::once(message).chain(enclosed) {
        for attachment in &inner.attachments {
            list.push((Part::FileNames, attachment.name.clone()));
            list.extend(attachment.text.iter().map(|text| (Part::Attached, text.text.clone())));
        }
    }
    let person = |mailbox: &Mailbox| format!("{} {}", mailbox.name, mailbox.address);
    for inner in enclosed {
        list.extend(
            [inner.subject.clone(), inner.text.clone(), person(&inner.from)]
                .map(|t| (Part::Attached, t)),
        );
    }
    let code = message.language.as_ref().map(crate::id::Language::as_str);
    let mut texts: Vec<(Part, Text)> =
        list.into_iter().map(|(part, text)| (part, split(&text, code))).collect();
    let mut names = |part: Part, text: &str| texts.push((part, split(text, None)));
    names(Part::From, &person(&message.from));
    message.coauthors.iter().for_each(|author| names(Part::From, &person(author)));
    message.to.iter().for_each(|to| names(Part::To, &person(to)));
    message.cc.iter().for_each(|cc| names(Part::Cc, &person(cc)));
    names(Part::Ids, message.id.as_str());
    message.references.iter().for_each(|id| names(Part::Ids, id.as_str()));
    names(Part::Ids, &message.key.to_string()[..16]);
    names(Part::Folder, mail.folder);
    texts
}

impl<'a> Scan<'a> {
    pub(super) fn of(world: &'a World) -> Self {
        let texts = world.mails.values().map(|mail| (mail.number, texts(mail))).collect();
        let all = world.mails.values().map(|mail| &mail.message).chain(&world.gone);
        let languages: BTreeSet<String> =
            all.filter_map(|message| message.language.as_ref()).map(ToString::to_string).collect();
        Self { world, texts, languages: languages.into_iter().collect() }
    }

    /// Finds the numbers of the messages that a query asks for.
    pub(super) fn numbers(&self, query: &Query) -> Vec<u32> {
        let found = self.world.mails.values().filter(|mail| self.holds(query, mail));
        found.map(|mail| mail.number).collect()
    }

    fn holds(&self, query: &Query, mail: &Mail) -> bool {
        match query {
            Query::Everything => true,
            Query::All(list) => list.iter().all(|one| self.holds(one, mail)),
            Query::Any(list) => list.iter().any(|one| self.holds(one, mail)),
            Query::Not(inner) => !self.holds(inner, mail),
            Query::Term(term) => self.has(term, mail),
        }
    }

    fn has(&self, term: &Term, mail: &Mail) -> bool {
        let name = term.field.map_or("", |field| field.name);
        let parts = match term.field.map(|field| field.takes) {
            Some(Takes::Words(parts)) => parts,
            _ => ANYWHERE,
        };
        let texts = self.texts[&mail.number].iter().filter(|(part, _)| parts.contains(part));
        let any = |stands: &dyn Fn(&Text) -> bool| texts.clone().any(|(_, text)| stands(text));
        match &term.value {
            Value::Words(text) => {
                let words = split(text, None);
                if words.len() != 1 {
                    let is_nothing = !text.contains(char::is_alphanumeric);
                    return is_nothing || any(&|text| !places(text, &words).is_empty());
                }
                let beside = variants(text, &self.languages);
                texts.clone().any(|(part, text)| {
                    let is_name =
                        matches!(part, Part::From | Part::To | Part::Cc | Part::Ids | Part::Folder);
                    !places(text, &words).is_empty()
                        || !is_name && text.iter().any(|(_, term)| beside.contains(term))
                })
            }
            Value::Phrase(text) => {
                let words = split(text, None);
                any(&|text| !places(text, &words).is_empty())
            }
            Value::Prefix(text) => {
                let words = split(text, None);
                any(&|text| begins(text, &words))
            }
            Value::Near { left, right, distance } => {
                let (left, right) = (split(left, None), split(right, None));
                any(&|text| near(text, &left, &right, *distance as usize))
            }
            Value::Days { from, before } => mail.message.date.is_some_and(|date| {
                // As the sender counts the days.
                let day = date.naive_local().date();
                from.is_none_or(|from| from <= day) && before.is_none_or(|before| day < before)
            }),
            Value::Choice(choice) => self.chosen(name, choice, mail),
            Value::Name(name) => match term.field.map(|field| field.takes) {
                Some(Takes::Name(of)) => self.named(of, &name.to_lowercase(), name, mail),
                _ => false,
            },
        }
    }

    fn members(&self, mail: &Mail) -> impl Iterator<Item = (&'a MarkedExchange, &'a Member)> {
        let all = self.world.exchanges.iter().flat_map(|e| e.members.iter().map(move |m| (e, m)));
        let number = mail.number;
        all.filter(move |(_, member)| member.number == number)
    }

    fn chosen(&self, field: &str, choice: &str, mail: &Mail) -> bool {
        let Mail { message, .. } = mail;
        let is_party =
            |party: &str| self.members(mail).any(|(_, member)| member.party.as_str() == party);
        match (field, choice) {
            ("has", "attachment") => !message.attachments.is_empty() || !mail.enclosed.is_empty(),
            ("has", "finding") => self.members(mail).any(|(_, member)| !member.findings.is_empty()),
            ("has", "exchange") => self.members(mail).next().is_some(),
            ("is", "auto") => message.kind.is_automatic() || is_party(Party::Auto.as_str()),
            ("is", "human") => !message.kind.is_automatic(),
            ("is", "list") => message.mailing_list || message.mass_mail,
            ("is", "reply") => mail.is_reply,
            ("is", party) => is_party(party),
            ("kind", kind) => message.kind.as_str() == kind,
            ("grade", grade) => {
                let mut findings = self.members(mail).flat_map(|(_, member)| &member.findings);
                findings.any(|(_, of)| of.as_str() == grade)
            }
            other => panic!("{other:?} is no choice"),
        }
    }

    fn named(&self, of: NameOf, lower: &str, name: &str, mail: &Mail) -> bool {
        let is_any = name == "*";
        match of {
            NameOf::Language => {
                mail.message.language.as_ref().is_some_and(|code| is_any || code.as_str() == lower)
            }
            NameOf::Exchange => {
                self.members(mail).any(|(e, _)| is_any || e.id.to_lowercase().starts_with(lower))
            }
            NameOf::Tactic => {
                let mut findings = self.members(mail).flat_map(|(_, member)| &member.findings);
                findings.any(|(tactic, _)| is_any || tactic == lower)
            }
            NameOf::Thread => {
                let mut mails = self.world.mails.values().filter(|other| other.root == mail.root);
                is_any || mails.any(|other| other.message.is_named(name))
            }
        }
    }
}
