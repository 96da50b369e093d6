//! Reads the text of an `.odt` (ODF 1.3, part 3).

use super::office::{Flow, Handler, Package, attribute, walk};
use super::{DocumentText, Extraction};
use quick_xml::events::BytesStart;

pub(super) fn read(bytes: &[u8]) -> Result<DocumentText, Extraction> {
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Extraction::Encrypted);
    }
    let mut body = Body::default();
    let whole = walk(&package.part("content.xml")?, &mut body);
    if !whole && body.flow.is_empty() {
        return Err(Extraction::Malformed("its content is not XML".to_owned()));
    }
    let mut around = Body::default();
    if let Ok(styles) = package.part("styles.xml") {
        walk(&styles, &mut around);
    }
    let notes = body.notes.into_text();
    let (above, footer) = (around.flow.into_text(), around.notes.into_text());
    let below: Vec<String> = [notes, footer].into_iter().filter(|t| !t.is_empty()).collect();
    Ok(body.flow.finish(&above, &below.join("\n\n"), !whole))
}

/// Takes the text of `content.xml`, or of the headers and footers of `styles.xml`.
#[derive(Default)]
struct Body {
    flow: Flow,
    /// Footnotes, and footers.
    notes: Flow,
    in_note: bool,
    paragraphs: usize,
    space: bool,
    cells: Vec<usize>,
}

impl Body {
    fn flow(&mut self) -> &mut Flow {
        if self.in_note { &mut self.notes } else { &mut self.flow }
    }
}

impl Handler for Body {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> bool {
        match name {
            "annotation" | "tracked-changes" | "note-citation" | "hidden-text" | "forms" => {
                return false;
            }
            "p" | "h" => {
                self.paragraphs += 1;
                self.space = false;
            }
            "list-item" => self.flow().item(true),
            "note-body" => self.in_note = true,
            _ if name.starts_with("footer") => self.in_note = true,
            "line-break" => self.flow().line(),
            "tab" => self.flow().words("\t"),
            "s" => {
                let count = attribute(element, "c").and_then(|c| c.parse::<usize>().ok());
                self.flow().words(&" ".repeat(count.unwrap_or(1).min(100)));
            }
            "soft-page-break" => self.flow.turn_once(),
            "table" => self.flow().table(),
            "table-row" => {
                self.flow().row();
                self.cells.push(0);
            }
            "table-cell" => {
                if let Some(cells) = self.cells.last_mut() {
                    *cells += 1;
                    if *cells > 1 {
                        self.flow().cell();
                    }
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.flow().end_paragraph();
            }
            "list-item" => self.flow().item(false),
            "note-body" => self.in_note = false,
            _ if name.starts_with("footer") => self.in_note = false,
            "table-row" => {
                self.cells.pop();
                self.flow().end_row();
            }
            "table" => self.flow().end_paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs == 0 {
            return;
        }
        // White space is one space, however it is written.
        for (i, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            self.space |= i > 0;
            if !word.is_empty() {
                if std::mem::take(&mut self.space) {
                    self.flow().words(" ");
                }
                self.flow().words(word);
            }
        }
    }

    fn is_full(&self) -> bool {
        self.flow.is_full() || self.notes.is_full()
    }
}
