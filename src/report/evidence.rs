//! The record of a bundle of evidence, as JSON: `dilatory.evidence/1`.  Fields may be added, never changed.

use super::Audit;
use super::document::{Block, Document, Emphasis};
use super::enclosure::sha256;
use super::words::{Words, safe_json, shown};
use crate::id::MessageId;
use crate::message::Authentication;
use crate::source::Location;
use chrono::NaiveDate;
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What a bundle holds, where it comes from, and what was done to make it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// [`Evidence::SCHEMA`].
    pub schema: String,
    /// What made it.
    pub tool: ToolRecord,
    /// The day of the audit.
    pub as_of: NaiveDate,
    /// What was asked for.
    pub options: OptionsRecord,
    /// The case file.
    pub case: Option<FileRecord>,
    /// The files that the case file names, in its order.
    pub case_files: Vec<CaseFileRecord>,
    /// The mail that was looked at.
    pub mailbox: MailboxRecord,
    /// The messages and letters.
    pub annexes: Vec<AnnexRecord>,
    /// What was done, in order.  The times are left out, so that the same evidence makes the same bundle.
    pub log: Vec<Event>,
}

/// The program and its rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolRecord {
    /// The version of the program.
    pub version: String,
    /// The hash of the rules.
    pub rules_sha256: String,
    /// The hash of the holidays among them.
    pub holidays_sha256: String,
}

impl ToolRecord {
    /// Describes what made an audit.
    pub fn of(audit: &Audit) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules_sha256: audit.rules_sha256.clone(),
            holidays_sha256: audit.holidays_sha256.clone(),
        }
    }
}

/// What was asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OptionsRecord {
    /// The law, over what the case says.
    pub regime: Option<String>,
    /// The state, over what the case says.
    pub member_state: Option<String>,
    /// The language of the report.
    pub lang: String,
    /// The exchange, if not all.
    pub exchange: Option<String>,
    /// The rule files that are not those of the program; they are in the bundle, below `rules/`.
    pub own_rules: Vec<String>,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name in the bundle.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

impl FileRecord {
    /// Describes a file.
    pub fn of(file: impl Into<String>, bytes: &[u8]) -> Self {
        Self { file: file.into(), sha256: sha256(bytes), size: bytes.len() as u64 }
    }
}

/// A file that the case file names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaseFileRecord {
    /// What the case file calls it.
    pub named: String,
    /// Its name in the bundle, if it belongs to what the bundle is about.
    pub file: Option<String>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

/// How much mail was looked at.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct MailboxRecord {
    /// Messages that were found.
    pub seen: usize,
    /// Messages that were read, each once.
    pub read: usize,
    /// Further places of messages that were read once.
    pub duplicates: usize,
    /// Messages that could not be read.
    pub unreadable: usize,
    /// Messages in other bytes than the one that counts.
    pub copies: usize,
    /// Messages that belong to no exchange; none of them is in the bundle.
    pub unrelated: usize,
    /// Messages later than the day of the audit; none of them is in the bundle.
    pub later: usize,
}

/// A message or letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnnexRecord {
    /// Its number in the report.
    pub annex: usize,
    /// The exchange it belongs to.
    pub exchange: String,
    /// The file, if there is one: letters may have none.
    #[serde(flatten)]
    pub file: Option<FileRecord>,
    /// What is known of it as a message; nothing for a letter.
    #[serde(flatten)]
    pub message: Option<MessageRecord>,
}

/// A message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageRecord {
    /// Its `Message-ID`, or one made of its hash.
    pub message_id: String,
    /// When it was sent.
    pub date: Option<String>,
    /// Where it lay, below the folder or file that was given.
    pub source: SourceRecord,
    /// The message that enclosed it, when it did not come by itself; that one is no annex for this.
    pub forwarded_in: Option<String>,
    /// Whether attachments were left out of it.
    pub redacted: bool,
    /// The message before that.
    pub original: Option<OriginalRecord>,
    /// What the original bears about where it came from.
    pub authentication: Authentication,
    /// Its attachments.
    pub attachments: Vec<AttachmentRecord>,
}

/// Where a message lay.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SourceRecord {
    /// Which of the paths given, from 1.
    pub given: usize,
    /// The file below it.
    pub path: String,
    /// Its first byte in the file.
    pub offset: u64,
    /// Its bytes there.
    pub length: u64,
}

/// A message before something was left out of its copy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OriginalRecord {
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRecord {
    /// Its place among those of the message, from 1.
    pub number: usize,
    /// Its name in the bundle; none if it was left out.
    pub file: Option<String>,
    /// The name the sender gave it.
    pub name: String,
    /// The media type the sender gave it.
    pub media_type: String,
    /// The SHA-256 of its bytes, decoded.
    pub sha256: String,
    /// Its bytes, decoded.
    pub size: u64,
    /// Whether it was left out.
    pub redacted: bool,
}

/// Something that was done to make the bundle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A path was opened.
    Opened {
        /// Which one, from 1.
        given: usize,
        /// `folder`, `file` or `standard-input`.
        kind: String,
        /// The name of the file.
        name: Option<String>,
    },
    /// All mail was read.
    Read(MailboxRecord),
    /// Rules beside those of the program were read.
    Rules {
        /// How many files.
        files: usize,
    },
    /// The case file decided.
    Decided {
        /// Messages put into the exchange.
        link: usize,
        /// Messages taken out of it.
        unlink: usize,
        /// Letters that only it knows.
        letters: usize,
        /// Findings set aside.
        waived: Vec<String>,
    },
    /// Exchanges were found, or one was asked for.
    Exchanges {
        /// Those that are in the bundle.
        kept: Vec<String>,
    },
    /// The messages were read again, and are those of the audit by their hash.
    Collected {
        /// How many.
        messages: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// An attachment was left out.
    LeftOut {
        /// Of which annex.
        annex: usize,
        /// Which one of its attachments.
        attachment: usize,
        /// Why.
        why: LeftOutWhy,
        /// The SHA-256 of its bytes, decoded.
        sha256: String,
    },
    /// The audit was run again on what the bundle holds.
    AuditedAgain {
        /// In how many places it came to something else.
        differences: usize,
    },
}

/// Why an attachment was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutWhy {
    /// It was asked for.
    Asked,
    /// Its name is that of an identity document.
    Name,
    /// It came with a message that says it brings an identity document.
    Supplied,
    /// It holds one that was left out, or is the same one, or lies in the same part.
    Same,
}

impl Evidence {
    /// The name of this form.
    pub const SCHEMA: &str = "dilatory.evidence/1";

    /// Writes it.
    ///
    /// # Errors
    /// Never in practice: every value has a form in JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|json| safe_json(json) + "\n")
    }

    /// Tells whether something was left out of a message.
    pub fn is_redacted(&self) -> bool {
        self.messages().any(|(_, _, message)| message.redacted)
    }

    /// Lists the messages with their files.
    pub fn messages(&self) -> impl Iterator<Item = (&AnnexRecord, &FileRecord, &MessageRecord)> {
        self.annexes.iter().filter_map(|a| Some((a, a.file.as_ref()?, a.message.as_ref()?)))
    }

    /// Makes an audit the one that the bundle shows: as if the mail lay there.  What tells of other mail than that
    /// of the bundle is left out, but for the numbers.
    pub fn adjust(&self, audit: &mut Audit) {
        let mut places = BTreeMap::new();
        for (_, file, record) in self.messages() {
            let original = record.original.as_ref().map_or(&file.sha256, |o| &o.sha256);
            places.entry(original.as_str()).or_insert((file, record));
        }
        let entries = audit.exchanges.iter_mut().flat_map(|a| &mut a.exchange.entries);
        for message in entries.map(|entry| &mut entry.message) {
            let Some((file, record)) = places.get(message.key.to_string().as_str()) else {
                continue;
            };
            message.location = Location::file(Path::new(&file.file), file.size);
            message.forwarded_in = record.forwarded_in.as_ref().map(MessageId::new);
        }
        (audit.read, audit.seen) =
            (self.mailbox.read, self.mailbox.read.saturating_add(self.mailbox.unreadable));
        audit.skipped.clear();
        audit.duplicates.clear();
        audit.copies.clear();
        audit.unrelated.clear();
        audit.later.clear();
    }

    /// Says what was left out of the messages, a line for each attachment.
    pub fn redactions(&self, words: &Words) -> Vec<String> {
        let of = |(annex, _, message): (&AnnexRecord, _, &_)| left_out(annex.annex, message, words);
        self.messages().flat_map(of).collect()
    }

    /// Adds to a report what was left out of the messages that go with it.
    pub fn tell_redactions(&self, document: &mut Document, words: &Words) {
        let lines = self.redactions(words);
        if lines.is_empty() {
            return;
        }
        let heading = Block::heading(2, words.say("heading-left-out"), Emphasis::Alarm);
        let blocks = [
            heading,
            Block::paragraph(words.say("left-out-intro"), Emphasis::None),
            Block::steps(lines),
        ];
        document.blocks.extend(blocks);
    }
}

fn left_out(annex: usize, message: &MessageRecord, words: &Words) -> Vec<String> {
    let gone = message.attachments.iter().filter(|attachment| attachment.redacted);
    let say = |attachment: &AttachmentRecord| {
        let original = message.original.as_ref().map_or("", |original| original.sha256.as_str());
        let facts: [(&str, FluentValue<'_>); 6] = [
            ("annex", annex.to_string().into()),
            ("name", shown(&attachment.name).into()),
            ("type", shown(&attachment.media_type).into()),
            ("size", attachment.size.into()),
            ("sha256", attachment.sha256.clone().into()),
            ("original", original.to_owned().into()),
        ];
        words.say_with("left-out-line", &facts)
    };
    gone.map(say).collect()
}
