//! Reads the documents that come with a mail: the answer often is in one of them.

use super::document::{DocumentKind, DocumentText, Extraction, Extractor};
use super::{Attachment, MailCues, Message, Region, Spotters, own_words};
use crate::lexicon::detect;
use crate::rulefile::Fault;
use std::fmt;
use std::ops::Range;

/// A letter is no longer than this, in bytes; what is longer are data, or a policy.
const LONGEST_LETTER: usize = 24_000;

/// Why the text of an attachment is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is of a kind that is not read: a picture, an archive, a program.
    Kind,
    /// There is no text in it: a scan.
    NoText,
    /// It asks for a password.
    Encrypted,
    /// It is damaged; the words say how.
    Malformed(String),
    /// It is larger than what is read.
    TooLarge,
    /// Reading it took too long.
    TookTooLong,
    /// This machine could not run the reader.
    Failed(String),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => f.write_str("of a kind that is not read"),
            Self::NoText => f.write_str("no text in it (a scan?)"),
            Self::Encrypted => f.write_str("encrypted, not read"),
            Self::Malformed(how) => write!(f, "damaged: {how}"),
            Self::TooLarge => f.write_str("too large, not read"),
            Self::TookTooLong => f.write_str("reading it took too long"),
            Self::Failed(why) => write!(f, "its reader could not be run: {why}"),
        }
    }
}

/// A letter that came as a document: its words stand behind those of the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedLetter {
    /// Which attachment.
    pub attachment: usize,
    /// Where its words stand in the text of the message.
    pub range: Range<usize>,
}

impl Attachment {
    /// Tells whether words may stand in it that were not read.
    pub fn hides_words(&self) -> bool {
        let partly = |text: &DocumentText| text.cut || !text.unread.is_empty();
        !self.media_type.starts_with("image/") && self.text.as_ref().is_none_or(partly)
    }

    /// Says what was not read of it.
    pub fn unread_part(&self) -> Option<String> {
        if let (Some(why), true) = (&self.unread, self.hides_words()) {
            return Some(why.to_string());
        }
        let text = self.text.as_ref()?;
        let pages: Vec<String> = text.unread.iter().map(ToString::to_string).collect();
        if !pages.is_empty() {
            return Some(format!("no text on page {} (a scan?)", pages.join(", ")));
        }
        text.cut.then(|| "damaged or too long: read in part".to_owned())
    }
}

impl Message {
    /// Reads the documents of the message, whose bytes are given; letters among them are added to its
    /// text, for their words are the sender's own.
    ///
    /// # Errors
    /// A [`Fault`] in a language file.
    pub fn read_documents(
        &mut self,
        mail: &[u8],
        extractor: &dyn Extractor,
        cues: &MailCues,
        spotters: &mut Spotters<'_>,
    ) -> Result<(), Fault> {
        for n in 0..self.attachments.len() {
            let kind = self.read_attachment(n, mail, extractor);
            if kind.is_some_and(may_be_letter) {
                self.add_letter(n, cues, spotters)?;
            }
        }
        Ok(())
    }

    /// Reads those documents of the message, whose bytes are given, that are no plain text, and leaves its own
    /// text as it is.
    pub fn read_attachments(&mut self, mail: &[u8], extractor: &dyn Extractor) {
        for n in 0..self.attachments.len() {
            if self.attachments[n].text.is_none() {
                self.read_attachment(n, mail, extractor);
            }
        }
    }

    /// Reads an attachment, and tells of what kind it is if it is a document.
    fn read_attachment(
        &mut self,
        n: usize,
        mail: &[u8],
        extractor: &dyn Extractor,
    ) -> Option<DocumentKind> {
        if self.attachments[n].media_type.starts_with("image/") {
            return None;
        }
        let bytes = super::attachment(mail, n)?;
        let attachment = &mut self.attachments[n];
        let kind = DocumentKind::of(&attachment.media_type, &attachment.name, &bytes);
        let decoded = matches!(kind, None | Some(DocumentKind::Text | DocumentKind::Table));
        if attachment.text.is_none() || !decoded {
            attachment.take(kind.map(|kind| extractor.extract(kind, &bytes)));
        }
        kind
    }

    /// Adds a document to the text if it ends as a letter does.
    fn add_letter(
        &mut self,
        attachment: usize,
        cues: &MailCues,
        spotters: &mut Spotters<'_>,
    ) -> Result<(), Fault> {
        let Some(document) = &self.attachments[attachment].text else { return Ok(()) };
        let text = document.text.trim_end();
        if text.len() > LONGEST_LETTER {
            return Ok(());
        }
        let language = detect(text);
        let regions =
            own_words::split(text, &cues.quotes, &self.from, language.as_ref(), spotters)?;
        let signed = regions.iter().any(|(_, region)| *region == Region::Signature);
        if !signed {
            return Ok(());
        }
        let gap = self.text.len();
        self.text.push_str("\n\n");
        let start = self.text.len();
        self.text.push_str(text);
        self.regions.push((gap..start, Region::Frame));
        for (range, region) in regions {
            let region = if region == Region::Own { Region::Attached } else { region };
            self.regions.push((start + range.start..start + range.end, region));
        }
        self.letters.push(AttachedLetter { attachment, range: start..self.text.len() });
        if self.language.is_none() {
            self.language = language;
        }
        Ok(())
    }

    /// Gives the text of the mail itself, without the letters that came as documents.
    pub fn body(&self) -> &str {
        let end = self.letters.first().map_or(self.text.len(), |letter| letter.range.start - 2);
        &self.text[..end]
    }

    /// Tells in which letter a place of the text lies: the attachment, where its text begins in that of
    /// the message, and the page, counted from 1, if it has pages.
    pub fn letter_at(&self, at: usize) -> Option<(&Attachment, usize, Option<usize>)> {
        let letter = self.letters.iter().find(|letter| letter.range.contains(&at))?;
        let attachment = &self.attachments[letter.attachment];
        let page = attachment.text.as_ref().and_then(|t| t.page_of(at - letter.range.start));
        Some((attachment, letter.range.start, page))
    }
}

impl Attachment {
    fn take(&mut self, extraction: Option<Extraction>) {
        let unread = match extraction {
            Some(Extraction::Text(text)) => {
                self.text = Some(text);
                self.unread = None;
                return;
            }
            None => Unread::Kind,
            Some(Extraction::NoText) => Unread::NoText,
            Some(Extraction::Encrypted) => Unread::Encrypted,
            Some(Extraction::Malformed(how)) => Unread::Malformed(how),
            Some(Extraction::TooLarge) => Unread::TooLarge,
            Some(Extraction::TookTooLong) => Unread::TookTooLong,
            Some(Extraction::Failed(why)) => Unread::Failed(why),
        };
        self.text = None;
        self.unread = Some(unread);
    }
}

fn may_be_letter(kind: DocumentKind) -> bool {
    !matches!(kind, DocumentKind::Calendar | DocumentKind::Table)
}
