//! What the zipped XML formats of office programs have in common.

use super::{DocumentText, Extraction, MAX_TEXT, plain};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// All parts together may unpack to this many bytes, whatever the archive says of their size.
const MAX_UNPACKED: u64 = 64 << 20;

/// A zip archive whose parts are read as XML.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Extraction> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(&e))?;
        Ok(Self { archive, left: MAX_UNPACKED })
    }

    /// Lists the names of the parts that begin and end so, in order.
    pub(super) fn names(&self, begin: &str, end: &str) -> Vec<String> {
        let all = self.archive.file_names().filter_map(Result::ok);
        let wanted = all.filter(|name| name.starts_with(begin) && name.ends_with(end));
        let mut names: Vec<String> = wanted.map(std::borrow::Cow::into_owned).collect();
        names.sort();
        names
    }

    pub(super) fn part(&mut self, name: &str) -> Result<String, Extraction> {
        let part = self.archive.by_name(name).map_err(|e| fault(&e))?;
        let mut bytes = Vec::new();
        // A part with a wrong checksum is damaged at its end; what came before is worth reading.
        let _ = part.take(self.left + 1).read_to_end(&mut bytes);
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(Extraction::TooLarge)?;
        Ok(plain::decode(&bytes, None))
    }
}

fn fault(error: &ZipError) -> Extraction {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Extraction::Encrypted,
        other => Extraction::Malformed(other.to_string()),
    }
}

/// Takes what an XML text is made of.  Names are local names: prefixes are free to choose.
pub(super) trait Handler {
    /// An element begins; `false` leaves it out with all that is in it.
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> bool;
    /// An element that was not left out ends.
    fn close(&mut self, name: &str);
    fn text(&mut self, text: &str);
    /// Tells whether enough was read.
    fn is_full(&self) -> bool;
}

/// Reads an XML text; tells whether it was read to its end.
pub(super) fn walk(xml: &str, handler: &mut impl Handler) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut left_out = 0_usize;
    loop {
        match reader.read_event() {
            Err(_) => return false,
            Ok(Event::Eof) => return true,
            Ok(_) if handler.is_full() => return false,
            Ok(Event::Start(_)) if left_out > 0 => left_out += 1,
            Ok(Event::Start(element)) => {
                let name = element.local_name();
                left_out = usize::from(!handler.open(name.as_ref(), &element));
            }
            Ok(Event::End(_)) if left_out > 0 => left_out -= 1,
            Ok(Event::End(element)) => handler.close(element.local_name().as_ref()),
            Ok(_) if left_out > 0 => {}
            Ok(Event::Empty(element)) => {
                let name = element.local_name();
                if handler.open(name.as_ref(), &element) {
                    handler.close(name.as_ref());
                }
            }
            Ok(Event::Text(text)) => handler.text(&text.xml10_content()),
            Ok(Event::CData(text)) => handler.text(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let mut buffer = [0; 4];
                let shown = match &*entity.xml10_content() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => match entity.resolve_char_ref() {
                        Ok(Some(c)) => c.encode_utf8(&mut buffer),
                        _ => "",
                    },
                };
                handler.text(shown);
            }
            Ok(_) => {}
        }
    }
}

/// Gives an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// What the next words begin.
#[derive(Clone, Copy, Default, PartialEq)]
enum Begins {
    #[default]
    Nothing,
    Table,
    Row,
    /// A cell behind another one.
    Cell,
}

/// Writes paragraphs, list items, table rows and pages as text.
#[derive(Default)]
pub(super) struct Flow {
    text: String,
    pages: Vec<usize>,
    /// Line breaks that wait for the next word: 0, 1 or 2.
    breaks: usize,
    item: bool,
    begins: Begins,
    /// Page breaks that wait for the next word.
    turned: usize,
}

impl Flow {
    pub(super) fn words(&mut self, words: &str) {
        let in_cell = self.begins == Begins::Cell;
        let begins = self.text.is_empty() || self.breaks > 0 || in_cell;
        let words = if begins { words.trim_start() } else { words };
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            if in_cell {
                self.text.push_str(" | ");
            } else {
                self.text.push_str(&"\n\n"[..self.breaks]);
            }
        }
        if self.turned > 0 && self.pages.is_empty() {
            self.pages.push(0);
        }
        for _ in 0..std::mem::take(&mut self.turned) {
            self.pages.push(self.text.len());
        }
        if std::mem::take(&mut self.item) {
            self.text.push_str("- ");
        }
        self.text.push_str(words);
        (self.breaks, self.begins) = (0, Begins::Nothing);
    }

    /// Ends a paragraph; an empty one does not move the row it stands in.
    pub(super) fn end_paragraph(&mut self) {
        if self.begins != Begins::Row {
            self.breaks = 2;
        }
    }

    /// Ends a row of a table.
    pub(super) fn end_row(&mut self) {
        self.begins = Begins::Nothing;
        self.breaks = self.breaks.max(1);
    }

    /// Breaks a line inside a paragraph; two breaks are a blank line.
    pub(super) fn line(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }

    /// Begins a list item with the next word, or takes that back.
    pub(super) fn item(&mut self, is_one: bool) {
        self.item = is_one;
    }

    /// Begins a row of a table: but for the first, it stands right below the one before.
    pub(super) fn row(&mut self) {
        let between = if self.begins == Begins::Table { 2 } else { 1 };
        (self.breaks, self.begins) = (self.breaks.min(between), Begins::Row);
    }

    /// Begins a table.
    pub(super) fn table(&mut self) {
        self.begins = Begins::Table;
    }

    /// Begins a cell behind another one.
    pub(super) fn cell(&mut self) {
        if self.begins != Begins::Row {
            self.begins = Begins::Cell;
        }
    }

    /// Turns the page.
    pub(super) fn turn(&mut self) {
        self.turned += 1;
    }

    /// Turns the page unless that was done since the last word.
    pub(super) fn turn_once(&mut self) {
        self.turned = self.turned.max(1);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.text.len() > MAX_TEXT
    }

    /// Gives the text with what stands above and below all of it.
    pub(super) fn finish(mut self, above: &str, below: &str, cut: bool) -> DocumentText {
        self.text.truncate(self.text.trim_end().len());
        let above = if above.is_empty() { String::new() } else { format!("{above}\n\n") };
        for page in self.pages.iter_mut().skip(1) {
            *page += above.len();
        }
        let gap = if below.is_empty() { "" } else { "\n\n" };
        let text = format!("{above}{}{gap}{below}", self.text);
        DocumentText { text, pages: self.pages, unread: Vec::new(), cut }
    }

    pub(super) fn into_text(self) -> String {
        self.text.trim().to_owned()
    }
}
