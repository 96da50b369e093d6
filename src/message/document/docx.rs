//! Reads the text of a `.docx` (ECMA-376, part 1, 17).

use super::office::{Flow, Handler, Package, attribute, walk};
use super::{DocumentText, Extraction};
use quick_xml::events::BytesStart;
use rustc_hash::FxHashSet;

/// Parts that are not the main text: more than these are left out.
const MAX_PARTS: usize = 50;

pub(super) fn read(bytes: &[u8]) -> Result<DocumentText, Extraction> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Extraction::Encrypted);
    }
    let mut package = Package::open(bytes)?;
    let Some(main) = package.names("word/document", ".xml").into_iter().next() else {
        return Err(Extraction::Malformed("no main text in it".to_owned()));
    };
    let xml = package.part(&main)?;
    let mut styles = Styles::default();
    for name in package.names("word/styles", ".xml").iter().take(1) {
        walk(&package.part(name)?, &mut styles);
    }
    let mut body = Body::new(&styles.listed);
    let whole = walk(&xml, &mut body);
    let mut around = |begin: &str| -> Result<String, Extraction> {
        let mut texts: Vec<String> = Vec::new();
        for name in package.names(begin, ".xml").iter().take(MAX_PARTS) {
            let mut part = Body::new(&styles.listed);
            walk(&package.part(name)?, &mut part);
            let text = part.flow.into_text();
            // The first page and the others mostly bear the same.
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        Ok(texts.join("\n\n"))
    };
    let above = around("word/header")?;
    let below = [around("word/footnotes")?, around("word/endnotes")?, around("word/footer")?];
    let below: Vec<String> = below.into_iter().filter(|text| !text.is_empty()).collect();
    if !whole && body.flow.is_empty() {
        return Err(Extraction::Malformed("its main text is not XML".to_owned()));
    }
    Ok(body.flow.finish(&above, &below.join("\n\n"), !whole))
}

/// The paragraph styles that make list items.
#[derive(Default)]
struct Styles {
    current: Option<String>,
    listed: FxHashSet<String>,
}

impl Handler for Styles {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> bool {
        match name {
            "style" => self.current = attribute(element, "styleId"),
            "numPr" => self.listed.extend(self.current.take()),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.current = None;
        }
    }

    fn text(&mut self, _: &str) {}

    fn is_full(&self) -> bool {
        false
    }
}

struct Body<'a> {
    flow: Flow,
    listed: &'a FxHashSet<String>,
    /// Inside the characters that are shown (`w:t`).
    shown: bool,
    in_run: bool,
    hidden: bool,
    /// How many cells each open row has had.
    cells: Vec<usize>,
}

impl<'a> Body<'a> {
    fn new(listed: &'a FxHashSet<String>) -> Self {
        Self {
            flow: Flow::default(),
            listed,
            shown: false,
            in_run: false,
            hidden: false,
            cells: Vec::new(),
        }
    }

    fn write(&mut self, text: &str) {
        if !self.hidden {
            self.flow.words(text);
        }
    }
}

fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}

impl Handler for Body<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> bool {
        match name {
            // What was taken out with changes tracked, and second versions for old readers.
            "del" | "moveFrom" | "Fallback" => return false,
            "numPr" => self.flow.item(true),
            // A paragraph whose style is a list may say that it is none.
            "numId" if attribute(element, "val").as_deref() == Some("0") => self.flow.item(false),
            "pStyle" if attribute(element, "val").is_some_and(|s| self.listed.contains(&s)) => {
                self.flow.item(true);
            }
            "pageBreakBefore" if is_on(element) => self.flow.turn_once(),
            "r" => self.in_run = true,
            "vanish" if self.in_run => self.hidden = is_on(element),
            "t" => self.shown = true,
            "tab" if self.in_run => self.write("\t"),
            "noBreakHyphen" => self.write("-"),
            "br" if attribute(element, "type").as_deref() == Some("page") => self.flow.turn(),
            "br" | "cr" => self.flow.line(),
            "lastRenderedPageBreak" => self.flow.turn_once(),
            "sym" => {
                let code =
                    attribute(element, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                let bullet = code.is_some_and(|c| matches!(c, 0xf0a7 | 0xf0b7 | 0xf0d8 | 0xf0fc));
                self.write(if bullet { "•" } else { "" });
            }
            "tbl" => self.flow.table(),
            "tr" => {
                self.flow.row();
                self.cells.push(0);
            }
            "tc" => {
                if let Some(cells) = self.cells.last_mut() {
                    *cells += 1;
                    if *cells > 1 {
                        self.flow.cell();
                    }
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.shown = false,
            "r" => (self.in_run, self.hidden) = (false, false),
            "p" => {
                self.flow.end_paragraph();
                self.flow.item(false);
            }
            "tr" => {
                self.cells.pop();
                self.flow.end_row();
            }
            "tbl" => self.flow.end_paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.shown {
            self.write(text);
        }
    }

    fn is_full(&self) -> bool {
        self.flow.is_full()
    }
}
