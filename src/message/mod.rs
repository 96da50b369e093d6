//! Turns the bytes of one mail into a [`Message`] and its defects.
//!
//! A fault in a mail is data, never an error: what could be read is kept, and the rest is told.

mod attached;
mod authentication;
mod automatic;
pub mod document;
mod html;
mod mime;
mod own_words;
mod quotes;
mod redaction;
#[cfg(test)]
mod tests;
mod words;

pub use attached::{AttachedLetter, Unread};
pub use authentication::{Authentication, BodyCheck, DkimSignature};
use automatic::AutomaticCues;
pub use automatic::{Bounce, Kind};
pub use mime::{Enclosed, Unpacked, attachment, days_named, unpack};
use quotes::QuoteCues;
pub use redaction::{Inseparable, Redacted, Removal, holds, redact};

use document::DocumentText;

use crate::id::{ConceptId, Language, MessageId, MessageKey};
use crate::lexicon::{ConceptSet, Lexica, Spotter, detect};
use crate::rulefile::{Fault, RuleFiles};
use crate::source::Location;
use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// A name and address of a `From`, `To` or `Cc` field (RFC 5322, 3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, empty when there is none.
    pub name: String,
    /// The address in lower case.
    pub address: String,
}

impl Mailbox {
    /// Gives the part of the address after the `@`.
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// What a part of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// What the sender wrote in this message.
    Own,
    /// What somebody wrote before, with the lines that introduce it.
    Quoted,
    /// Name, address and what a phone or program adds.
    Signature,
    /// What the sender wrote in a letter that came as a document.
    Attached,
    /// What others put around the words: the warning of a gateway, a line of a ticket system, a legal
    /// notice, the footer of a list.
    Frame,
}

/// A file that came with the message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The name the sender gave it; never used as a path.
    pub name: String,
    /// The media type (RFC 2045), `type/subtype`.
    pub media_type: String,
    /// Its size in bytes, decoded.
    pub size: usize,
    /// Its text, when it was read.
    pub text: Option<DocumentText>,
    /// Why its text is not known, if reading it was tried.
    pub unread: Option<Unread>,
}

/// Something that was wrong with a mail, or could not be read in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// No `Date` that can be understood; the time is that of the first `Received`, or unknown.
    NoDate,
    /// No `Message-ID`; the message is named by its hash.
    NoMessageId,
    /// No `From` with an address.
    NoSender,
    /// A header that may occur once occurs several times; the first one counts.
    Repeated(&'static str),
    /// A body part could not be decoded as its headers say.
    Encoding,
    /// The message is encrypted and was not read.
    Encrypted,
    /// The message is too large or too deeply nested, and was read in part.
    Bounded,
    /// The end of a multipart is missing: the message may have been cut off.
    Unclosed,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDate => f.write_str("no usable Date header"),
            Self::NoMessageId => f.write_str("no Message-ID header"),
            Self::NoSender => f.write_str("no sender address"),
            Self::Repeated(name) => write!(f, "several {name} headers; the first one counts"),
            Self::Encoding => f.write_str("a body part is not encoded as its headers say"),
            Self::Encrypted => f.write_str("encrypted, not read"),
            Self::Bounded => f.write_str("too large or too deeply nested: read in part"),
            Self::Unclosed => f.write_str("a multipart has no end: the message may be cut off"),
        }
    }
}

/// One mail, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Message {
    /// The SHA-256 of its bytes.
    pub key: MessageKey,
    /// Where it lies.
    pub location: Location,
    /// Its `Message-ID`, or one made of its hash.
    pub id: MessageId,
    /// The messages it answers, the nearest last (`References` and `In-Reply-To`).
    pub references: Vec<MessageId>,
    /// What stands in these fields among words, and may be an address or nothing.
    pub mentions: Vec<MessageId>,
    /// When it was sent, with the sender's offset from UTC.
    pub date: Option<DateTime<FixedOffset>>,
    /// Who sent it.
    pub from: Mailbox,
    /// Who else its `From` names.
    pub coauthors: Vec<Mailbox>,
    /// To whom it went.
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    pub cc: Vec<Mailbox>,
    /// Its subject, decoded.
    pub subject: String,
    /// Whether a person or a machine wrote it.
    pub kind: Kind,
    /// Whether it came through a mailing list (RFC 2919).
    pub mailing_list: bool,
    /// Whether its headers say that it went to many (RFC 2369, or those of a mailing program).
    pub mass_mail: bool,
    /// What it could not deliver, when it is a bounce.
    pub bounce: Option<Bounce>,
    /// Its whole text.
    pub text: String,
    /// The parts of the text, in order, without gaps.
    pub regions: Vec<(Range<usize>, Region)>,
    /// The language of its own words; `None` when they are too short to say.
    pub language: Option<Language>,
    /// The files that came with it.
    pub attachments: Vec<Attachment>,
    /// The letters among them whose words were added to the text.
    pub letters: Vec<AttachedLetter>,
    /// The message that encloses it, when it did not come by itself: evidence that somebody forwards.
    pub forwarded_in: Option<MessageId>,
    /// What was wrong with it.
    pub defects: Vec<Defect>,
}

impl Defect {
    /// Tells whether the words of the message, or many of them, were not read.
    pub fn hides_words(&self) -> bool {
        matches!(self, Self::Encrypted | Self::Bounded)
    }
}

impl Message {
    /// Makes a message without a text, to test rules by what is done.
    pub fn made_up(id: MessageId, date: DateTime<FixedOffset>) -> Self {
        Self {
            key: MessageKey::new(Sha256::digest(id.as_str()).into()),
            location: Location::default(),
            id,
            references: Vec::new(),
            mentions: Vec::new(),
            date: Some(date),
            from: Mailbox::default(),
            coauthors: Vec::new(),
            to: Vec::new(),
            cc: Vec::new(),
            subject: String::new(),
            kind: Kind::Human,
            mailing_list: false,
            mass_mail: false,
            bounce: None,
            text: String::new(),
            regions: Vec::new(),
            language: None,
            attachments: Vec::new(),
            letters: Vec::new(),
            forwarded_in: None,
            defects: Vec::new(),
        }
    }

    /// Lists the places of the sender's own words in the text, those in attached letters last.
    pub fn own_ranges(&self) -> Vec<Range<usize>> {
        let mut ranges = self.ranges(Region::Own);
        ranges.extend(self.ranges(Region::Attached));
        ranges
    }

    fn ranges(&self, wanted: Region) -> Vec<Range<usize>> {
        let found = self.regions.iter().filter(|(_, region)| *region == wanted);
        found.map(|(range, _)| range.clone()).collect()
    }

    /// Gives the sender's own words as one text.
    pub fn own_words(&self) -> String {
        self.words(Region::Own)
    }

    /// Gives the parts of one kind as one text.
    pub fn words(&self, region: Region) -> String {
        let ranges = self.ranges(region);
        ranges.into_iter().map(|range| &self.text[range]).collect::<Vec<_>>().join("\n")
    }

    /// Tells whether this is its `Message-ID`, or the beginning of its SHA-256 (8 digits or more).
    pub fn is_named(&self, name: &str) -> bool {
        self.id.as_str() == name || (name.len() >= 8 && self.key.to_string().starts_with(name))
    }

    /// Tells whether it bears no `Message-ID` of its own.
    pub fn is_nameless(&self) -> bool {
        self.defects.contains(&Defect::NoMessageId)
    }

    /// Lists all addresses of the message, the sender's first.
    pub fn participants(&self) -> impl Iterator<Item = &Mailbox> {
        std::iter::once(&self.from).chain(&self.to).chain(&self.cc)
    }
}

/// The spotters of all languages, each made when a text first asks for it.
#[derive(Debug)]
pub struct Spotters<'a> {
    /// The languages.
    pub lexica: &'a Lexica,
    only: Option<ConceptSet>,
    by_language: BTreeMap<Language, Spotter<'a>>,
}

impl<'a> Spotters<'a> {
    /// Begins without any language.
    pub fn new(lexica: &'a Lexica) -> Self {
        Self { lexica, only: None, by_language: BTreeMap::new() }
    }

    /// Begins without any language; the spotters will look for some concepts only, beside those
    /// that tell own words from others.
    pub fn limited(lexica: &'a Lexica, concepts: &ConceptSet) -> Self {
        let only = Some(concepts.with(&own_words::concepts(&lexica.concepts)));
        Self { lexica, only, by_language: BTreeMap::new() }
    }

    /// Finds concepts by their names.
    pub fn concepts_of(&self, names: &[&str]) -> ConceptSet {
        let ids = names.iter().map(|name| ConceptId::new(*name));
        ids.filter_map(|id| self.lexica.concepts.find(&id)).collect()
    }

    /// Gives the spotter of a language, if the language has a file.
    ///
    /// # Errors
    /// A [`Fault`] in the language file.
    pub fn of(&mut self, language: &Language) -> Result<Option<&mut Spotter<'a>>, Fault> {
        if !self.by_language.contains_key(language) {
            let Some(lexicon) = self.lexica.get(language)? else { return Ok(None) };
            let spotter = match &self.only {
                Some(only) => lexicon.spotter_of(only),
                None => lexicon.spotter(),
            };
            self.by_language.insert(language.clone(), spotter);
        }
        Ok(self.by_language.get_mut(language))
    }
}

/// How mail programs mark what others wrote, and machines what they write themselves.
#[derive(Clone, Debug, Default)]
pub struct MailCues {
    quotes: QuoteCues,
    automatic: AutomaticCues,
}

impl MailCues {
    /// Loads the marks.
    ///
    /// # Errors
    /// A [`Fault`] in `rules/quotes.toml` or `rules/automatic.toml`.
    pub fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let (quotes, automatic) = (QuoteCues::load(files)?, AutomaticCues::load(files)?);
        Ok(Self { quotes, automatic })
    }
}

/// A mail whose parts are known and whose words are not yet told apart.
#[derive(Debug)]
pub struct Opened {
    key: MessageKey,
    location: Location,
    parsed: mime::Parsed,
    language: Option<Language>,
}

/// Opens one mail: a fault in it is a defect, never an error.
pub fn open(bytes: &[u8], location: Location, cues: &MailCues) -> Opened {
    open_at(bytes, 0, location, cues)
}

/// Opens a mail that lies in so many others.
fn open_at(bytes: &[u8], depth: u8, location: Location, cues: &MailCues) -> Opened {
    let key = MessageKey::new(Sha256::digest(bytes).into());
    let parsed = mime::parse(bytes, depth);
    let language = detect(own_words::newest(&parsed.text, &cues.quotes));
    Opened { key, location, parsed, language }
}

/// Gives the texts of a mail, its own first, then those of its attachments, as far as they are plain.
pub fn texts(bytes: &[u8]) -> Vec<String> {
    let parsed = mime::parse(bytes, 0);
    let attached = parsed.attachments.into_iter().filter_map(|a| a.text.map(|text| text.text));
    let inner =
        parsed.enclosed.iter().filter(|e| !e.is_returned).map(|e| mime::parse(&e.bytes, 1).text);
    std::iter::once(parsed.text).chain(attached).chain(inner).collect()
}

/// Opens the bare body of a mail, without its headers.
pub fn bare(bytes: &[u8], is_html: bool, location: Location, cues: &MailCues) -> Opened {
    let text = String::from_utf8_lossy(bytes);
    let text = if is_html { html::to_text(&text) } else { text.replace("\r\n", "\n") };
    let parsed = mime::Parsed { text, ..mime::Parsed::default() };
    let language = detect(own_words::newest(&parsed.text, &cues.quotes));
    Opened { key: MessageKey::new(Sha256::digest(bytes).into()), location, parsed, language }
}

impl Opened {
    /// Says which message it is, where its bytes are a copy out of which something was left.
    pub fn copy_of(mut self, key: MessageKey) -> Self {
        self.key = key;
        self
    }

    /// Gives the language of its newest words.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// Gives its identity.
    pub fn key(&self) -> &MessageKey {
        &self.key
    }

    /// Gives where it lies.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Lists the messages that it holds as parts, each to be opened as a message of its own.
    pub fn enclosed(&self) -> &[Enclosed] {
        &self.parsed.enclosed
    }

    /// Tells the sender's own words from the others.
    ///
    /// # Errors
    /// A [`Fault`] in a language file.
    pub fn read(self, cues: &MailCues, spotters: &mut Spotters<'_>) -> Result<Message, Fault> {
        let Self { key, location, parsed, language } = self;
        let regions = own_words::split(
            &parsed.text,
            &cues.quotes,
            &parsed.from,
            language.as_ref(),
            spotters,
        )?;
        let (kind, bounce) = automatic::classify(&parsed, &regions, &cues.automatic);
        let mut defects = parsed.defects;
        let id = parsed.message_id.unwrap_or_else(|| {
            defects.push(Defect::NoMessageId);
            MessageId::new(format!("sha256:{key}"))
        });
        Ok(Message {
            key,
            location,
            id,
            references: parsed.references,
            mentions: parsed.mentions,
            date: parsed.date,
            from: parsed.from,
            coauthors: parsed.coauthors,
            to: parsed.to,
            cc: parsed.cc,
            subject: parsed.subject,
            kind,
            mailing_list: parsed.traits.is_list_mail(),
            mass_mail: parsed.traits.is_mass_mail(),
            bounce,
            text: parsed.text,
            regions,
            language,
            attachments: parsed.attachments,
            letters: Vec::new(),
            forwarded_in: None,
            defects,
        })
    }
}
