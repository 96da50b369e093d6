//! Keeps of a message what is needed to put a mailbox of millions in order.

use super::REQUEST;
use super::act::{Acts, Side};
use super::parties::are_kin;
use super::read::{Reading, TELLING, read};
use crate::id::{Language, MessageId, MessageKey, Name, Names};
use crate::lexicon::{self, detect, each_word};
use crate::message::{Kind, Mailbox, Message, Region, Spotters};
use crate::rulefile::Fault;
use crate::source::Location;
use crate::thread::{Origin, Subjects, Ties};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};

/// So many words make one print: rarely do two people write the same seven words by chance.
const PRINT_WORDS: usize = 7;
/// One print in so many is kept, the same ones wherever the words stand.
const PRINT_SHARE: u64 = 4;
/// More prints of one text are not kept.
const MAX_PRINTS: usize = 64;
/// So many bytes of a paragraph show its language.
const SAMPLE: usize = 160;
/// Ticket numbers of the body are looked for in this many bytes of it.
const TICKET_TEXT: usize = 4_000;

/// A message of which only the text's prints are kept.
#[allow(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outline {
    /// What ties it to others.
    pub ties: Ties,
    /// Which of the sources it came from.
    pub source: u32,
    /// Where it lies.
    pub location: Location,
    /// Whether it is enclosed in the message at that place, and is not that one itself.
    pub is_enclosed: bool,
    /// Who sent it.
    pub from: Name,
    /// To whom it went.
    pub to: Box<[Name]>,
    /// Who got a copy.
    pub cc: Box<[Name]>,
    /// Its subject, decoded.
    pub subject: Box<str>,
    /// Its subject without what replies put before it, folded.
    pub base: Name,
    /// Whether its subject is that of a reply.
    pub is_reply: bool,
    /// The numbers of tickets in subject and own words.
    pub tickets: Box<[Name]>,
    /// Prints of what the sender wrote.
    pub own: Box<[u64]>,
    /// Prints of what is quoted, kept if no header says what is answered.
    pub quoted: Box<[u64]>,
    /// Who or what wrote it.
    pub kind: Kind,
    /// Whether it came through a mailing list.
    pub mailing_list: bool,
    /// The message that it reports undelivered.
    pub returned: Option<Name>,
    /// The address that failed, if it is a bounce.
    pub failed: Option<Name>,
    /// Addresses that it names under another domain of the sender's own name: where it sends people.
    pub desks: Box<[Name]>,
    /// Whether it asks an organisation for the sender's data.
    pub requests: bool,
}

/// What a message says, before its texts are given their numbers.
#[derive(Debug)]
pub struct Draft {
    message: Message,
    tickets: Vec<String>,
    own: Box<[u64]>,
    quoted: Box<[u64]>,
    desks: Vec<String>,
    requests: bool,
}

impl Draft {
    /// Looks at a message once, with everything that can be done beside other messages.
    ///
    /// # Errors
    /// A [`Fault`] in a language file.
    pub fn of(
        mut message: Message,
        subjects: &Subjects,
        acts: &Acts,
        spotters: &mut Spotters<'_>,
    ) -> Result<Self, Fault> {
        let requests = !message.kind.is_automatic() && !message.mailing_list && {
            let reading = if may_request(&message, acts, spotters)? {
                read(&message, None, spotters)?
            } else {
                Reading::default()
            };
            acts.of(&reading.sentences, Side::Subject).iter().any(|act| act.act.as_str() == REQUEST)
        };
        // What a machine returns is full of numbers, and of other people's tickets.
        let report = matches!(message.kind, Kind::Bounce | Kind::Receipt);
        let mut tickets = if report { Vec::new() } else { subjects.tickets(&message.subject) };
        let mut own = Vec::new();
        let mut quoted = Vec::new();
        let mut desks = Vec::new();
        if message.kind != Kind::Bulk {
            let words = message.own_words();
            let mut end = words.len().min(TICKET_TEXT);
            while !words.is_char_boundary(end) {
                end -= 1;
            }
            let told = if report { Vec::new() } else { subjects.tickets(&words[..end]) };
            for ticket in told {
                if !tickets.contains(&ticket) {
                    tickets.push(ticket);
                }
            }
            prints(&words, &mut own);
            desks = kin_addresses(&words, &message.from.address);
            if message.references.is_empty() {
                prints(&message.words(Region::Quoted), &mut quoted);
            }
        }
        message.text = String::new();
        message.regions = Vec::new();
        message.attachments = Vec::new();
        Ok(Self { message, tickets, own: own.into(), quoted: quoted.into(), desks, requests })
    }

    /// Gives the identity of the message.
    pub fn key(&self) -> MessageKey {
        self.message.key
    }

    /// Tells whether the message lies in another one.
    pub fn is_enclosed(&self) -> bool {
        self.message.forwarded_in.is_some()
    }

    /// Gives where the message lies.
    pub fn location(&self) -> &Location {
        &self.message.location
    }

    /// Gives its texts their numbers.
    pub fn outline(self, names: &mut Names, subjects: &Subjects, source: u32) -> Outline {
        let Self { message, tickets, own, quoted, desks, requests } = self;
        let subject = subjects.base(&message.subject);
        let hashed = |text: &str| {
            let mut hasher = FxHasher::default();
            text.hash(&mut hasher);
            hasher.finish()
        };
        let origin = Origin {
            sender: hashed(&message.from.address),
            subject: hashed(&subject.base),
            sent: message.date.map(|date| date.timestamp()),
        };
        let mut ids = |list: &[MessageId]| list.iter().map(|id| names.name(id.as_str())).collect();
        let references: Box<[Name]> = ids(&message.references);
        let mentions: Box<[Name]> = ids(&message.mentions);
        let bounce = message.bounce.as_ref();
        let returned = bounce.and_then(|b| b.original.as_ref()).map(|id| names.name(id.as_str()));
        let failed = bounce.and_then(|b| b.recipient.as_ref()).map(|address| names.name(address));
        let ties = Ties {
            key: message.key,
            id: names.name(message.id.as_str()),
            references,
            mentions,
            origin,
            date: message.date,
        };
        let desks = desks.iter().map(|desk| names.name(desk)).collect();
        let mut address = |m: &Mailbox| names.name(&m.address);
        Outline {
            ties,
            desks,
            source,
            from: address(&message.from),
            to: message.to.iter().map(&mut address).collect(),
            cc: message.cc.iter().map(&mut address).collect(),
            base: names.name(&subject.base),
            is_reply: subject.is_reply,
            tickets: tickets.iter().map(|t| names.name(t)).collect(),
            location: message.location,
            is_enclosed: message.forwarded_in.is_some(),
            subject: message.subject.into(),
            own,
            quoted,
            kind: message.kind,
            mailing_list: message.mailing_list,
            returned,
            failed,
            requests,
        }
    }
}

impl Outline {
    /// Lists the addresses it went to, those of copies last.
    pub fn recipients(&self) -> impl Iterator<Item = Name> + '_ {
        self.to.iter().chain(&self.cc).copied()
    }

    /// Lists all addresses of the message, the sender's first.
    pub fn participants(&self) -> impl Iterator<Item = Name> + '_ {
        std::iter::once(self.from).chain(self.recipients())
    }
}

/// Tells in one pass, before the sentences are taken apart, whether there is anything in a message that
/// a request is made of.
fn may_request(message: &Message, acts: &Acts, spotters: &mut Spotters<'_>) -> Result<bool, Fault> {
    let wanted = acts.concepts_of(REQUEST);
    let english = Language::new("en");
    let language = message.language.as_ref().unwrap_or(&english);
    for range in message.own_ranges() {
        for paragraph in message.text[range].split("\n\n") {
            let start = &paragraph[..paragraph.floor_char_boundary(SAMPLE)];
            let own = if start.len() >= TELLING { detect(start) } else { None };
            let other = own.as_ref().filter(|own| *own != language);
            for reader in std::iter::once(language).chain(other) {
                let Some(spotter) = spotters.of(reader)? else { continue };
                if spotter.scan(paragraph).concepts.intersects(&wanted) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Lists the addresses in a text that are of another domain under the sender's own name.
fn kin_addresses(words: &str, sender: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if !words.contains('@') {
        return found;
    }
    each_word(words, &mut |start, end, kind| {
        let address = words[start..end].to_lowercase();
        if kind == lexicon::Kind::Email && are_kin(sender, &address) && !found.contains(&address) {
            found.push(address);
        }
    });
    found
}

/// Adds the prints of a text: the hash of every run of words whose hash is a multiple, so that a
/// quotation gives the same prints as the original, however its lines are broken.
fn prints(text: &str, found: &mut Vec<u64>) {
    let mut last = [0u64; PRINT_WORDS];
    let mut seen = 0usize;
    each_word(text, &mut |start, end, _| {
        if found.len() >= MAX_PRINTS {
            return;
        }
        let mut word = FxHasher::default();
        text.as_bytes()[start..end].iter().for_each(|b| word.write_u8(b.to_ascii_lowercase()));
        last[seen % PRINT_WORDS] = word.finish();
        seen += 1;
        if seen >= PRINT_WORDS {
            let run = (0..PRINT_WORDS).fold(0u64, |hash, i| {
                let word = last[(seen + i) % PRINT_WORDS];
                (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            });
            let run = run ^ (run >> 29);
            if run % PRINT_SHARE == 0 && !found.contains(&run) {
                found.push(run);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<u64> {
        let mut found = Vec::new();
        prints(text, &mut found);
        found
    }

    #[test]
    fn a_quotation_has_the_prints_of_the_original() {
        let text = "I ask you under Article 15 of the regulation to confirm whether you process \
            data about me, and if so to give me a copy of all of them, with the purposes and the \
            recipients, within one month of receipt of this message by your organisation.";
        let words: Vec<&str> = text.split(' ').collect();
        let quoted: Vec<String> =
            words.chunks(6).map(|line| format!("> {}", line.join(" "))).collect();
        assert!(of(text).len() > 4);
        assert_eq!(of(&quoted.join("\n").replace("> ", " ")), of(text));
        assert!(
            of("Something else that nobody ever quotes, because it says nothing of use at all.")
                .iter()
                .all(|print| !of(text).contains(print))
        );
    }
}
