//! Writes a report as PDF, with typst as a library.
//!
//! The report goes in as JSON and never becomes part of the template's text, so that words from mail
//! cannot be mark-up.  typst opens no file: the template and the fonts are part of the program.

mod content;
mod plot;
mod world;

use super::document::Document;
use super::words::Words;
use crate::id::MessageKey;
use chrono::{Datelike, NaiveDate};
use content::Labels;
use sha2::{Digest, Sha256};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
pub use world::MoreFonts;
use world::World;

/// The time that a report may take; hundreds of pages take a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);
/// The stack of the thread that lays a report out, in bytes.
const STACK: usize = 64 << 20;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The report could not be turned into JSON.
    #[error("the report cannot be handed over for its layout: {0}")]
    Handover(#[from] serde_json::Error),
    /// typst does not set it.
    #[error("the pages cannot be set: {0}")]
    Refused(String),
    /// It took too long.
    #[error("the pages were not set after {} seconds", PATIENCE.as_secs())]
    TookTooLong,
    /// typst panicked, or its thread could not be started.
    #[error("setting the pages failed")]
    Failed,
}

/// Writes the report as a tagged PDF that bears the day of the audit.  `more` gives further fonts; it is
/// asked only if the report has characters that the fonts of the program do not have.
///
/// The same report gives the same bytes, as long as no further fonts are needed.
///
/// # Errors
/// A [`PdfError`] when the pages cannot be set, or not in time.
pub fn to_pdf(
    document: &Document,
    words: &Words,
    as_of: NaiveDate,
    more: MoreFonts,
) -> Result<Vec<u8>, PdfError> {
    let labels = Labels::of(words);
    let fonts = content::fonts_for(document, more);
    let data = content::to_json(document, &labels, &fonts)?;
    let (sender, receiver) = mpsc::channel();
    // The layout calls itself for each level of nesting.
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
    let set = move || {
        // Nobody waits any more if the time is over.
        let _ = sender.send(set(data, fonts, as_of));
    };
    thread.spawn(set).map_err(|_| PdfError::Failed)?;
    receiver.recv_timeout(PATIENCE).map_err(|error| match error {
        RecvTimeoutError::Timeout => PdfError::TookTooLong,
        // The thread panicked.
        RecvTimeoutError::Disconnected => PdfError::Failed,
    })?
}

/// Standards that the PDF keeps if it can: one for archives and one for accessibility, then the latter
/// alone, then none.  They want a form of each character, which a font of the system may lack.
const STANDARDS: [&[PdfStandard]; 3] =
    [&[PdfStandard::A_2a, PdfStandard::Ua_1], &[PdfStandard::Ua_1], &[]];

/// Sets the pages and writes them.
fn set(data: Vec<u8>, fonts: FontStore, as_of: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let ident = MessageKey::new(Sha256::digest(&data).into()).to_string();
    let world = World::new(data, fonts);
    let pages = typst::compile::<PagedDocument>(&world).output.map_err(refused)?;
    let mut failed = PdfError::Failed;
    for standards in STANDARDS {
        let Ok(standards) = PdfStandards::new(standards) else { continue };
        let options = PdfOptions {
            ident: Smart::Custom(ident.clone()),
            creator: Smart::Custom(Some(format!("dilatory {}", env!("CARGO_PKG_VERSION")))),
            timestamp: stamp(as_of),
            standards,
            ..PdfOptions::default()
        };
        match typst_pdf::pdf(&pages, &options) {
            Ok(bytes) => return Ok(bytes),
            Err(errors) => failed = refused(errors),
        }
    }
    Err(failed)
}

/// Gives the day as the time at which the PDF was made: no clock is asked.
fn stamp(day: NaiveDate) -> Option<Timestamp> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    let midnight = Datetime::from_ymd_hms(day.year(), month, of_month, 0, 0, 0)?;
    Some(Timestamp::new_utc(midnight))
}

fn refused(errors: impl IntoIterator<Item = SourceDiagnostic>) -> PdfError {
    let first = errors.into_iter().next();
    PdfError::Refused(first.map_or_else(String::new, |error| error.message.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Emphasis;
    use crate::report::document::{
        Anchor, Bar, Block, Figure, Heading, Line, Moment, Piece, Row, Table,
    };
    use crate::rulefile::RuleFiles;

    fn set(blocks: Vec<Block>) -> Vec<u8> {
        let words = Words::load(&RuleFiles::embedded(), "en").expect("English");
        let document = Document { language: "en".to_owned(), blocks };
        let day = NaiveDate::from_ymd_opt(2020, 7, 15).expect("a date");
        to_pdf(&document, &words, day, Vec::new).expect("a PDF")
    }

    #[test]
    fn every_block_has_a_form_in_any_order() {
        let anchor = Some(Anchor::Annex(1));
        let heading = |level| {
            let text = "T".to_owned();
            Block::Heading(Heading {
                level,
                text,
                emphasis: Emphasis::Alarm,
                anchor: anchor.clone(),
            })
        };
        let to = |number| Piece::Link(Anchor::Annex(number), "annex".to_owned());
        let line = Line(vec![Piece::Marked("m".to_owned()), to(1), to(99)]);
        let row = Row { anchor: anchor.clone(), cells: vec![line.clone()] };
        let figure = Figure { value: "1".into(), label: "x".into(), emphasis: Emphasis::None };
        let bar = Bar {
            label: "a".into(),
            share: 7.0,
            range: Some((0.2, f64::NAN)),
            value: "b".into(),
            emphasis: Emphasis::Faint,
        };
        let blocks = vec![
            Block::Steps(vec![line.clone(), Line::default()]),
            heading(4),
            heading(2),
            heading(4),
            Block::Paragraph(line.clone(), Emphasis::Strong),
            Block::Facts(vec![("a".into(), line.clone()), (String::new(), Line::default())]),
            Block::Figures(vec![figure]),
            Block::Figures(Vec::new()),
            Block::Bars(vec![bar]),
            Block::Timeline(vec![Moment { links: line.clone(), ..Moment::default() }]),
            Block::Lines(vec![line.clone(), Line::default(), line.clone()], Emphasis::Faint),
            Block::Lines(Vec::new(), Emphasis::None),
            Block::Quote(line),
            Block::Table(Table { columns: vec!["a".into(), "b".into()], rows: vec![row] }),
            Block::Table(Table::default()),
        ];
        assert!(set(blocks).starts_with(b"%PDF-1.7"));
        assert!(set(Vec::new()).starts_with(b"%PDF-1.7"));
    }

    #[test]
    fn a_pdf_keeps_the_standards_if_it_can() {
        let bytes = set(vec![Block::paragraph("Hello", Emphasis::None)]);
        let metadata = String::from_utf8_lossy(&bytes);
        assert!(metadata.contains("<pdfaid:part>2<") && metadata.contains("<pdfuaid:part>1<"));
    }
}
