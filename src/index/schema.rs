//! How a message lies in the text index.

use super::field::Part;
use super::words::{Words, marked};
use crate::id::MessageKey;
use crate::message::{Mailbox, Message, Region};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

/// So many digits of a SHA-256 tell a message from all others.
const PRINT: usize = 16;
/// The name of the splitter of words.
const WORDS: &str = "words";
/// More of a text is not indexed, in bytes.
const MAX_TEXT: usize = 8 << 20;

/// All parts, in the order of their fields.
const PARTS: [(Part, &str); 10] = [
    (Part::Own, "own"),
    (Part::Quoted, "quoted"),
    (Part::Subject, "subject"),
    (Part::Attached, "attached"),
    (Part::FileNames, "names"),
    (Part::From, "from"),
    (Part::To, "to"),
    (Part::Cc, "cc"),
    (Part::Ids, "ids"),
    (Part::Folder, "folder"),
];

/// The fields of the text index.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) schema: Schema,
    /// The number of the message in the catalogue.
    pub(super) number: Field,
    /// The day of its `Date`, as the sender counts, in days since 1 January of the year 1.
    pub(super) day: Field,
    /// Its `Date` in seconds since 1970.
    pub(super) time: Field,
    /// What it is, as `kind:human` or `lang:fr`.
    pub(super) traits: Field,
    /// What is shown of it.
    pub(super) card: Field,
    parts: [Field; PARTS.len()],
}

/// The layout, which is the same for every index.
pub(super) static LAYOUT: LazyLock<Layout> = LazyLock::new(Layout::new);

impl Layout {
    fn new() -> Self {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(words);
        let raw = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let raw = TextOptions::default().set_indexing_options(raw);
        Self {
            number: schema.add_u64_field("number", INDEXED | FAST),
            day: schema.add_i64_field("day", FAST),
            time: schema.add_i64_field("time", FAST),
            traits: schema.add_text_field("traits", raw),
            card: schema.add_bytes_field("card", STORED),
            parts: PARTS.map(|(_, name)| schema.add_text_field(name, words.clone())),
            schema: schema.build(),
        }
    }

    /// Gives the field of a part.
    pub(super) fn part(&self, part: Part) -> Field {
        let at = PARTS.iter().position(|(known, _)| *known == part);
        self.parts[at.unwrap_or_else(|| unreachable!("every part is in the list"))]
    }
}

/// Gives the splitters of words.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::builder(Words::default()).build());
    manager
}

/// Counts days as the index does.
pub(super) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// What is shown of a message that was found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Card {
    /// The SHA-256 of its bytes.
    pub key: MessageKey,
    /// Its `Message-ID`.
    pub id: String,
    /// When it was sent.
    pub date: Option<DateTime<FixedOffset>>,
    /// The sender's name, which may be empty.
    pub sender: String,
    /// The sender's address.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// The language of its own words.
    pub language: Option<String>,
}

/// A message on its way into the index.
#[derive(Debug)]
pub struct Indexed {
    document: TantivyDocument,
    language: Option<String>,
}

impl Indexed {
    /// Takes what is indexed of a message, and of those that it encloses.
    pub fn of(message: &Message, enclosed: &[Message], is_reply: bool) -> Self {
        let layout = &*LAYOUT;
        let mut document = TantivyDocument::default();
        let language = message.language.as_ref().map(|l| l.as_str().to_owned());
        let code = language.as_deref();
        let mut add = |part: Part, text: &str| {
            let text = &text[..text.floor_char_boundary(MAX_TEXT)];
            if !text.trim().is_empty() {
                document.add_text(layout.part(part), marked(text, code));
            }
        };
        let (mut own, mut quoted) = (String::new(), String::new());
        for (range, region) in &message.regions {
            let text = &message.text[range.clone()];
            match region {
                Region::Own => own.push_str(text),
                // The words of attached letters come with the attachments.
                Region::Attached => {}
                _ => quoted.push_str(text),
            }
        }
        add(Part::Own, &own);
        add(Part::Quoted, &quoted);
        add(Part::Subject, &message.subject);
        for attachment in &message.attachments {
            add(Part::FileNames, &attachment.name);
            add(Part::Attached, attachment.text.as_ref().map_or("", |text| &text.text));
        }
        for inner in enclosed {
            add(Part::Attached, &inner.subject);
            add(Part::Attached, &inner.text);
            add(Part::Attached, &person(&inner.from));
            for attachment in &inner.attachments {
                add(Part::FileNames, &attachment.name);
                add(Part::Attached, attachment.text.as_ref().map_or("", |text| &text.text));
            }
        }
        let mut names = |part: Part, text: &str| {
            if !text.is_empty() {
                document.add_text(layout.part(part), marked(text, None));
            }
        };
        names(Part::From, &person(&message.from));
        message.coauthors.iter().for_each(|author| names(Part::From, &person(author)));
        message.to.iter().for_each(|to| names(Part::To, &person(to)));
        message.cc.iter().for_each(|cc| names(Part::Cc, &person(cc)));
        let ids = std::iter::once(&message.id).chain(&message.references);
        ids.for_each(|id| names(Part::Ids, id.as_str()));
        names(Part::Ids, &print_of(&message.key.to_string()));
        let mut traits = vec![format!("kind:{}", message.kind.as_str())];
        traits.extend(code.map(|code| format!("lang:{code}")));
        let listed = message.mailing_list || message.mass_mail;
        let held = [
            (!message.attachments.is_empty() || !enclosed.is_empty(), "has:attachment"),
            (listed, "is:list"),
            (is_reply, "is:reply"),
            (message.kind.is_automatic(), "is:auto"),
            (!message.kind.is_automatic(), "is:human"),
        ];
        traits.extend(held.iter().filter(|(held, _)| *held).map(|(_, name)| (*name).to_owned()));
        traits.iter().for_each(|name| document.add_text(layout.traits, name));
        if let Some(date) = message.date {
            document.add_i64(layout.day, day_number(date.date_naive()));
            document.add_i64(layout.time, date.timestamp());
        }
        let card = Card {
            key: message.key,
            id: message.id.as_str().to_owned(),
            date: message.date,
            sender: message.from.name.clone(),
            from: message.from.address.clone(),
            subject: message.subject.clone(),
            language: language.clone(),
        };
        // A list of texts and numbers can always be written.
        document.add_bytes(layout.card, &postcard::to_allocvec(&card).unwrap_or_default());
        Self { document, language }
    }

    /// Gives the language of the message.
    pub(super) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Completes it with its number and the folders that it lies in.
    pub(super) fn into_document(self, number: u32, folders: &[String]) -> TantivyDocument {
        let mut document = self.document;
        document.add_u64(LAYOUT.number, u64::from(number));
        folders.iter().for_each(|name| document.add_text(LAYOUT.part(Part::Folder), name));
        document
    }
}

/// Gives the part of a SHA-256, in hexadecimal, by which a message is looked up.
pub(super) fn print_of(hash: &str) -> String {
    hash.chars().take(PRINT).collect()
}

fn person(mailbox: &Mailbox) -> String {
    format!("{} {}", mailbox.name, mailbox.address).trim().to_owned()
}
