//! Makes up mail and an index of it.

use super::super::*;
use crate::exchange::Party;
use crate::finding::Grade;
use crate::id::{Language, MessageId};
use crate::message::document::DocumentText;
use crate::message::{Attachment, Kind, Mailbox, Message, Region};
use chrono::{Days, FixedOffset, NaiveDate, TimeZone};
use std::collections::BTreeMap;
use tempfile::TempDir;

/// Few words, so that they meet: forms of the same word, accents, names, and what is split.
pub(super) const WORDS: &[&str] = &[
    "request",
    "Requests",
    "requested",
    "erase",
    "erasing",
    "passport",
    "PASSPORTS",
    "identity",
    "card",
    "cards",
    "access",
    "letter",
    "letters",
    "Löschung",
    "Loeschung",
    "Löschungen",
    "Auskünfte",
    "Auskunft",
    "Straße",
    "STRASSE",
    "über",
    "ueber",
    "accès",
    "l’accès",
    "données",
    "donnée",
    "demande",
    "demandes",
    "reçue",
    "cœur",
    "REF-2020/12",
    "REF-2020/13",
    "anna@shop.example",
    "Shop",
    "Jumbo",
    "Anna",
    "⑴",
    "1",
    "個人データ",
    "2020",
];
const PEOPLE: &[(&str, &str)] = &[
    ("Anna Müller", "anna@shop.example"),
    ("Data Protection Shop", "privacy@shop.example"),
    ("", "bot@jumbo.example"),
    ("Jürgen Groß", "juergen.gross@mail.example"),
    ("Élodie Request", "elodie@jumbo.example"),
];
const KINDS: [Kind; 6] =
    [Kind::Human, Kind::AutoReply, Kind::TicketAck, Kind::Bounce, Kind::Receipt, Kind::Bulk];
/// The languages of the messages; Polish has no stems here.
const LANGUAGES: [Option<&str>; 5] = [Some("en"), Some("de"), Some("fr"), Some("pl"), None];
const FOLDERS: [&str; 3] = ["INBOX", "Archiv/Löschung 2020", "mail.mbox"];
const PARTIES: [Party; 5] =
    [Party::Subject, Party::Controller, Party::Authority, Party::Auto, Party::Third];
const TACTICS: [(&str, Grade); 3] = [
    ("ack-only", Grade::Signal),
    ("already-have-it", Grade::Presumptive),
    ("bare-refusal", Grade::BrightLine),
];
const EXCHANGES: [(&str, &str); 4] = [
    ("jumbo-2020-01-24", "Jumbo"),
    ("jumbo-2020-02-01", "Jumbo"),
    ("shop-2020-03-05", "Shop"),
    ("Post-2019-12-30", "Post"),
];

/// A word that is longer than what is indexed.
pub(super) fn long_word() -> String {
    "x".repeat(70)
}

/// Numbers that look random and are the same in each run (xorshift).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Comes true once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

pub(super) fn words(dice: &mut Dice, count: usize) -> Vec<String> {
    (0..count).map(|_| dice.pick(WORDS).to_owned()).collect()
}

fn text(dice: &mut Dice, longest: usize) -> String {
    let count = 1 + dice.below(longest);
    let mut text = String::new();
    for word in words(dice, count) {
        text.push_str(&if dice.once_in(60) { long_word() } else { word });
        text.push_str(dice.pick(&[" ", " ", " ", ", ", "\n", " - "]));
    }
    text
}

fn person(dice: &mut Dice) -> Mailbox {
    let (name, address) = dice.pick(PEOPLE);
    Mailbox { name: name.to_owned(), address: address.to_owned() }
}

fn people(dice: &mut Dice, most: usize) -> Vec<Mailbox> {
    (0..dice.below(most + 1)).map(|_| person(dice)).collect()
}

fn id(dice: &mut Dice, number: usize) -> MessageId {
    let head = if dice.once_in(8) { long_word() } else { "CA.7".to_owned() };
    MessageId::new(format!("{head}{number}@mail.example"))
}

/// Makes up a message; few dates, so that they tie.
fn message(dice: &mut Dice, id: MessageId) -> Message {
    let hours = i32::try_from(dice.below(22)).expect("a small number") - 9;
    let offset = FixedOffset::east_opt(hours * 3600).expect("an offset");
    let first = NaiveDate::from_ymd_opt(2019, 12, 20).expect("a day");
    let day = first + Days::new(dice.pick(&[0, 7, 11, 12, 40, 74, 75, 130, 380]));
    let time = day.and_hms_opt(dice.pick(&[0, 12, 23]), 30, 0).expect("a time");
    let mut message = Message::made_up(id, offset.from_local_datetime(&time).unwrap());
    if dice.once_in(9) {
        message.date = None;
    }
    for _ in 0..=dice.below(4) {
        let start = message.text.len();
        message.text.push_str(&text(dice, 12));
        message.text.push('\n');
        let region = dice.pick(&[
            Region::Own,
            Region::Own,
            Region::Own,
            Region::Quoted,
            Region::Quoted,
            Region::Signature,
            Region::Frame,
            Region::Attached,
        ]);
        message.regions.push((start..message.text.len(), region));
    }
    message.subject = if dice.once_in(6) { String::new() } else { text(dice, 4) };
    (message.from, message.to, message.cc) = (person(dice), people(dice, 3), people(dice, 2));
    message.coauthors = if dice.once_in(10) { people(dice, 1) } else { Vec::new() };
    message.language = dice.pick(&LANGUAGES).map(Language::new);
    message.kind = if dice.once_in(2) { Kind::Human } else { dice.pick(&KINDS) };
    (message.mailing_list, message.mass_mail) = (dice.once_in(9), dice.once_in(9));
    for _ in 0..dice.pick(&[0, 0, 1, 2]) {
        let read = DocumentText { text: text(dice, 9), ..DocumentText::default() };
        message.attachments.push(Attachment {
            name: format!("{}.pdf", dice.pick(WORDS)),
            text: (!dice.once_in(4)).then_some(read),
            ..Attachment::default()
        });
    }
    message
}

/// A message with what only the index knows of it.
pub(super) struct Mail {
    pub(super) number: u32,
    pub(super) message: Message,
    pub(super) enclosed: Vec<Message>,
    pub(super) is_reply: bool,
    pub(super) folder: &'static str,
    /// The number of the first message of its thread.
    pub(super) root: u32,
}

/// An index, and the messages that it holds.
pub(super) struct World {
    pub(super) mails: BTreeMap<u32, Mail>,
    pub(super) exchanges: Vec<MarkedExchange>,
    /// Messages that were removed again.
    pub(super) gone: Vec<Message>,
    /// Messages with the same words as others.
    pub(super) twins: Vec<(u32, u32)>,
    pub(super) searcher: Searcher,
    _dir: TempDir,
}

fn marked(dice: &mut Dice, count: u32) -> Vec<MarkedExchange> {
    let exchange = |(id, controller): (&str, &str)| {
        let mut members = Vec::new();
        for number in (0..count).filter(|_| dice.once_in(4)).collect::<Vec<_>>() {
            let findings = TACTICS.iter().filter(|_| dice.once_in(4));
            let findings = findings.map(|(tactic, grade)| ((*tactic).to_owned(), *grade)).collect();
            members.push(Member { number, party: dice.pick(&PARTIES), findings });
        }
        MarkedExchange { id: id.to_owned(), controller: controller.to_owned(), print: 0, members }
    };
    EXCHANGES.map(exchange).into()
}

impl World {
    /// Indexes messages in two commits; the second also removes some and puts others in the place of some.
    pub(super) fn new(count: u32) -> Self {
        let dice = &mut Dice(20_200_124);
        let dir = tempfile::tempdir().expect("a folder");
        let (mut writer, opening) = Writer::open(dir.path(), "rules", false).expect("a new index");
        assert_eq!(opening, Opening::New);
        let mut mails: BTreeMap<u32, Mail> = BTreeMap::new();
        let (mut gone, mut twins, mut threads) = (Vec::new(), Vec::new(), Vec::new());
        let exchanges = marked(dice, count);
        writer.marks.exchanges.clone_from(&exchanges);
        for number in 0..count {
            let mut mail = mail(dice, number, &mails);
            if number % 8 == 7
                && let Some(twin) = mails.get(&(number - 7))
            {
                let Message { key, id, references, date, .. } = mail.message;
                mail.message = Message { key, id, references, date, ..twin.message.clone() };
                (mail.enclosed, mail.folder) = (twin.enclosed.clone(), twin.folder);
                twins.push((number, twin.number));
            }
            threads.push(mail.root);
            add(&mut writer, &mail);
            mails.insert(number, mail);
            if number == count / 2 {
                let outlines = Outlines { next: number + 1, ..Outlines::default() };
                writer.commit(&outlines, &threads).expect("the first commit");
                assert_eq!(writer.len(), mails.len());
            }
        }
        for number in (3..count).step_by(7) {
            writer.remove(number);
            let Mail { message: old, root, .. } = mails.remove(&number).expect("it is there");
            twins.retain(|(a, b)| ![*a, *b].contains(&number));
            gone.push(old);
            if number % 2 == 0 {
                let id = id(dice, number as usize + 1_000);
                let (message, enclosed) = (message(dice, id), Vec::new());
                let new =
                    Mail { number, message, enclosed, is_reply: true, folder: FOLDERS[0], root };
                add(&mut writer, &new);
                mails.insert(number, new);
            }
        }
        let outlines = Outlines { next: count, ..Outlines::default() };
        writer.commit(&outlines, &threads).expect("the second commit");
        assert_eq!(writer.len(), mails.len());
        let searcher = Searcher::open(dir.path()).expect("an index");
        Self { mails, exchanges, gone, twins, searcher, _dir: dir }
    }
}

fn mail(dice: &mut Dice, number: u32, before: &BTreeMap<u32, Mail>) -> Mail {
    let id = id(dice, number as usize);
    let mut message = message(dice, id);
    let earlier = (number > 0 && dice.once_in(2)).then(|| dice.below(number as usize) as u32);
    let earlier = earlier.and_then(|number| before.get(&number));
    message.references.extend(earlier.map(|earlier| earlier.message.id.clone()));
    let enclosed = (0..dice.pick(&[0, 0, 0, 0, 1])).map(|n| id_of_enclosed(number, n));
    let enclosed: Vec<MessageId> = enclosed.collect();
    Mail {
        number,
        enclosed: enclosed.into_iter().map(|id| self::message(dice, id)).collect(),
        is_reply: earlier.is_some(),
        folder: dice.pick(&FOLDERS),
        root: earlier.map_or(number, |earlier| earlier.root),
        message,
    }
}

fn id_of_enclosed(number: u32, n: u32) -> MessageId {
    MessageId::new(format!("within-{number}-{n}@mail.example"))
}

fn add(writer: &mut Writer, mail: &Mail) {
    let indexed = Indexed::of(&mail.message, &mail.enclosed, mail.is_reply);
    writer.add(indexed, mail.number, &[mail.folder.to_owned()]).expect("room on the disk");
}
