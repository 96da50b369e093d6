//! Delivers a report as PDF, if this build can make one.

use super::failure::Failure;
use crate::report::{Document, Words};
use chrono::NaiveDate;

/// Tells before any work whether a PDF can be made, and whether it has somewhere to go.
#[cfg(feature = "pdf")]
pub(super) fn can_be_delivered(into_file: bool) -> Result<(), Failure> {
    use std::io::{IsTerminal, stdout};
    if into_file || !stdout().is_terminal() {
        return Ok(());
    }
    let told = "a PDF cannot be shown on a terminal; name a file for it with --output FILE";
    Err(Failure::Wrong(told.to_owned()))
}

/// Tells before any work that this build makes no PDF.
#[cfg(not(feature = "pdf"))]
pub(super) fn can_be_delivered(_: bool) -> Result<(), Failure> {
    Err(no_pdf())
}

/// Writes a report as PDF; where the fonts of the program do not do, those of the system help.
#[cfg(feature = "pdf")]
pub(super) fn written(
    document: &Document,
    words: &Words,
    as_of: NaiveDate,
) -> Result<Vec<u8>, Failure> {
    let fonts = || typst_kit::fonts::system().collect();
    crate::report::pdf::to_pdf(document, words, as_of, fonts).map_err(|e| failed(&e))
}

/// Writes a report as PDF with the fonts of the program alone, if this build can make one.
#[cfg(feature = "pdf")]
pub(super) fn written_alone(
    document: &Document,
    words: &Words,
    as_of: NaiveDate,
) -> Result<Option<Vec<u8>>, Failure> {
    crate::report::pdf::to_pdf(document, words, as_of, Vec::new).map(Some).map_err(|e| failed(&e))
}

#[cfg(feature = "pdf")]
fn failed(error: &crate::report::pdf::PdfError) -> Failure {
    Failure::Wrong(format!("{error}; use --format html instead and print that"))
}

#[cfg(not(feature = "pdf"))]
pub(super) fn written(_: &Document, _: &Words, _: NaiveDate) -> Result<Vec<u8>, Failure> {
    Err(no_pdf())
}

/// Makes nothing: this build makes no PDF.
#[cfg(not(feature = "pdf"))]
#[allow(clippy::unnecessary_wraps, reason = "the build that makes one can fail")]
pub(super) fn written_alone(
    _: &Document,
    _: &Words,
    _: NaiveDate,
) -> Result<Option<Vec<u8>>, Failure> {
    Ok(None)
}

#[cfg(not(feature = "pdf"))]
fn no_pdf() -> Failure {
    let told = "--format pdf: this build makes no PDF; build one that does with `cargo install \
                --path . --features pdf`, or use --format html and print that";
    Failure::Wrong(told.to_owned())
}
