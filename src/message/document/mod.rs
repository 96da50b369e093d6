//! Gets the text out of documents that come with a mail.
//!
//! Bytes go in, text comes out, and a fault in a document is an [`Extraction`], never an error.
//! The libraries that read PDF and office files panic, and even abort, on hostile input: a program
//! hands those to an [`Extractor`] that runs [`extract_here`] in a process of its own.

mod calendar;
mod docx;
mod kind;
mod odt;
mod office;
mod pdf;
mod plain;
pub(in crate::message) mod rtf;
#[cfg(test)]
mod tests;

pub use kind::DocumentKind;
pub use plain::decode;

use serde::{Deserialize, Serialize};

/// Larger documents are not read, in bytes.
pub const MAX_DOCUMENT: usize = 64 << 20;
/// Longer text is cut, in bytes.
pub const MAX_TEXT: usize = 8 << 20;

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentText {
    /// The words, with a blank line between paragraphs where the document shows them.
    pub text: String,
    /// Where each page begins in the text; empty when the document knows no pages.
    pub pages: Vec<usize>,
    /// The pages, counted from 1, that show something but gave no text: pictures of text, mostly.
    pub unread: Vec<usize>,
    /// The document goes on, but was damaged there or too long.
    pub cut: bool,
}

impl DocumentText {
    fn unpaged(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Gives the page of a place in the text, counted from 1.
    pub fn page_of(&self, offset: usize) -> Option<usize> {
        let page = self.pages.partition_point(|start| *start <= offset);
        (page > 0).then_some(page)
    }

    /// Cuts the text to the longest that is kept.
    fn bounded(mut self) -> Self {
        if self.text.len() > MAX_TEXT {
            let end = self.text.floor_char_boundary(MAX_TEXT);
            self.text.truncate(end);
            self.pages.retain(|start| *start < end);
            self.cut = true;
        }
        self
    }
}

/// What came out of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extraction {
    /// It has text.
    Text(DocumentText),
    /// There is no text in it: a scan, or nothing at all.
    NoText,
    /// It asks for a password.
    Encrypted,
    /// It is not what it claims to be, or damaged beyond reading; the words say how.
    Malformed(String),
    /// It is larger than [`MAX_DOCUMENT`], or unpacks to more.
    TooLarge,
    /// Reading it took longer than a document may take.
    TookTooLong,
    /// This machine could not run the reader; the document may be sound.
    Failed(String),
}

/// Gets the text out of documents.
pub trait Extractor: Send + Sync {
    /// Reads a document of a known kind.
    fn extract(&self, kind: DocumentKind, bytes: &[u8]) -> Extraction;
}

impl<F: Fn(DocumentKind, &[u8]) -> Extraction + Send + Sync> Extractor for F {
    fn extract(&self, kind: DocumentKind, bytes: &[u8]) -> Extraction {
        self(kind, bytes)
    }
}

/// Reads a document in this process, whatever it does to it: PDF and office files can abort the
/// process or take all its memory (see [`DocumentKind::is_risky`]).
pub fn extract_here(kind: DocumentKind, bytes: &[u8]) -> Extraction {
    if bytes.len() > MAX_DOCUMENT {
        return Extraction::TooLarge;
    }
    let text = match kind {
        DocumentKind::Pdf => return finished(pdf::read(bytes)),
        DocumentKind::Docx => return finished(docx::read(bytes)),
        DocumentKind::Odt => return finished(odt::read(bytes)),
        DocumentKind::Rtf => rtf::paragraphs(bytes),
        DocumentKind::Html => super::html::to_text(&decode(bytes, None)),
        DocumentKind::Calendar => calendar::to_text(&decode(bytes, None)),
        DocumentKind::Table | DocumentKind::Text => lines(&decode(bytes, None)),
    };
    finished(Ok(DocumentText::unpaged(text)))
}

fn finished(read: Result<DocumentText, Extraction>) -> Extraction {
    match read {
        Ok(text) if text.text.trim().is_empty() => Extraction::NoText,
        Ok(text) => Extraction::Text(text.bounded()),
        Err(fault) => fault,
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ")
}
