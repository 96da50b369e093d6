//! Reads the text of a PDF (ISO 32000-1), page by page.
//!
//! `pdf-extract` decodes the characters; what it trips over is mended or left out before, and where
//! the characters stand on the page tells the lines and paragraphs.

mod content;
mod fonts;
mod furniture;
mod layout;
mod xref;

use super::{DocumentText, Extraction, MAX_TEXT};
use layout::Page;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pages after these are not read.
const MAX_PAGES: usize = 5_000;
/// A page that shows a picture and fewer letters than this is a scan with a stamp on it.
const FEW: usize = 25;
/// A picture of a whole page with fewer letters is a scan with a line of the fax or archive on it.
const SOME: usize = 250;
/// So many strokes and fills may be letters drawn as outlines.
const DRAWN: usize = 100;

pub(super) fn read(bytes: &[u8]) -> Result<DocumentText, Extraction> {
    guarded(|| read_pages(&mut load(bytes)?))?
}

fn read_pages(document: &mut Document) -> Result<DocumentText, Extraction> {
    if asks_password(document) {
        return Err(Extraction::Encrypted);
    }
    fonts::mend(document);
    let pages: Vec<ObjectId> = document.page_iter().take(MAX_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Extraction::Malformed("no pages in it".to_owned()));
    }
    let desk = Desk::new(document)?;
    content::clean_forms(document);
    let mut read = DocumentText { cut: pages.len() > MAX_PAGES, ..DocumentText::default() };
    // The pages that say nothing are scans, unless something is wrong with one.
    let mut fault = Extraction::NoText;
    let mut texts = Vec::new();
    let mut length = 0;
    for (n, page) in pages.iter().take(MAX_PAGES).enumerate() {
        let (text, doubtful) = match guarded(|| desk.read(document, *page)) {
            Ok(Ok(page)) => {
                let enough = if page.is_picture { SOME } else { FEW };
                let letters = page.text.chars().filter(|c| c.is_alphanumeric());
                let few = letters.take(enough).count() < enough;
                let seen = page.pictures > 0 || page.strokes > DRAWN;
                if page.partly {
                    fault = Extraction::Malformed("its text cannot be decoded".to_owned());
                }
                (page.text, (few && seen) || page.partly)
            }
            Ok(Err(error)) => {
                fault = Extraction::Malformed(error.to_string());
                (String::new(), true)
            }
            Err(panic) => {
                fault = panic;
                (String::new(), true)
            }
        };
        length += text.len();
        texts.push(text);
        if doubtful {
            read.unread.push(n + 1);
        }
        if length > MAX_TEXT {
            read.cut = true;
            break;
        }
    }
    furniture::cleared(&mut texts);
    texts.iter().for_each(|text| append(&mut read, text));
    let all = read.unread.len() == read.pages.len();
    let letters = read.text.chars().filter(|c| c.is_alphanumeric()).count();
    if all && letters < FEW * read.pages.len() {
        return Err(fault);
    }
    Ok(read)
}

/// Adds a page.  A sentence that goes on over the page is not cut.
fn append(read: &mut DocumentText, page: &str) {
    let ends = |text: &str| text.trim_end().ends_with(['.', '!', '?', ':', ';']);
    if !read.text.is_empty() && !page.is_empty() {
        let goes_on = !ends(&read.text) && page.starts_with(char::is_lowercase);
        read.text.push_str(if goes_on { "\n" } else { "\n\n" });
    }
    read.pages.push(read.text.len());
    read.text.push_str(page);
}

/// Loads a file as it is, or else mended.
fn load(bytes: &[u8]) -> Result<Document, Extraction> {
    let attempt = |bytes: &[u8]| {
        let loaded = guarded(|| Document::load_mem(bytes))?;
        loaded.map_err(|e| Extraction::Malformed(e.to_string()))
    };
    let first = attempt(bytes);
    if first.as_ref().is_ok_and(is_sound) {
        return first;
    }
    for mend in [xref::with_line_feeds, xref::rebuilt] {
        let mended = mend(bytes).and_then(|bytes| attempt(&bytes).ok()).map(xref::with_catalog);
        if let Some(document) = mended.filter(is_sound) {
            return Ok(document);
        }
    }
    first
}

/// Tells whether a document has pages, and all that they show.
fn is_sound(document: &Document) -> bool {
    let shown = |page| document.get_page_contents(page);
    let there = |id| document.get_object(id).is_ok_and(|object| object.as_stream().is_ok());
    let mut pages = document.page_iter().take(MAX_PAGES).peekable();
    asks_password(document) || (pages.peek().is_some() && pages.flat_map(shown).all(there))
}

/// Tells whether a document is encrypted still: the empty password was tried when it was loaded.
fn asks_password(document: &Document) -> bool {
    document.trailer.has(b"Encrypt")
}

/// Runs what may panic; a panic is the document's fault.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Extraction> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        let words = words.unwrap_or_default();
        Extraction::Malformed(words.lines().next().unwrap_or_default().chars().take(200).collect())
    })
}

/// A page tree that bears one page at a time: finding a page in a tree of thousands takes long.
struct Desk {
    tree: ObjectId,
    sheet: ObjectId,
}

impl Desk {
    fn new(document: &mut Document) -> Result<Self, Extraction> {
        let mut tree = Dictionary::new();
        tree.set("Type", Object::Name(b"Pages".to_vec()));
        tree.set("Count", 1);
        let tree = document.add_object(tree);
        let sheet = document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let catalog = document.catalog_mut();
        let catalog = catalog.map_err(|e| Extraction::Malformed(e.to_string()))?;
        catalog.set("Pages", Object::Reference(tree));
        Ok(Self { tree, sheet })
    }

    /// Lays a page on the desk, with nothing on it but what makes text, and reads it.
    fn read(&self, document: &mut Document, id: ObjectId) -> Result<Page, pdf_extract::Error> {
        let resources = content::resources(document, id);
        let mut partly = false;
        for content in document.get_page_contents(id) {
            let stream = document.get_object(content)?.as_stream()?;
            let lost = stream.decompressed_content().is_ok_and(|content| content.is_empty());
            partly |= lost && !stream.content.is_empty();
        }
        let bytes = document.get_page_content(id)?;
        let cleaned = content::cleaned(document, &bytes, resources.as_ref())?;
        document.get_dictionary_mut(self.tree)?.set("Kids", vec![Object::Reference(id)]);
        document.get_object_mut(self.sheet)?.as_stream_mut()?.set_plain_content(cleaned.content);
        let area = area(document, id);
        let page = document.get_dictionary_mut(id)?;
        page.set("Contents", Object::Reference(self.sheet));
        // The page is not shown, so its size is of no account; a bad one would be.
        page.set("MediaBox", vec![0.into(), 0.into(), 600.into(), 800.into()]);
        page.remove(b"ArtBox");
        let mut layout = layout::Layout::default();
        let read = output_doc_page(document, &mut layout, 1);
        let mut page = layout.page();
        page.partly |= partly || read.is_err() || !cleaned.whole;
        (page.pictures, page.strokes) = (cleaned.pictures, cleaned.strokes);
        page.is_picture = cleaned.covered > 0.5 * area;
        Ok(page)
    }
}

/// Gives the area of a page that tells its size itself, else that of A4, in square points.
fn area(document: &Document, page: ObjectId) -> f32 {
    let sides =
        document.get_dictionary(page).and_then(|page| page.get_deref(b"MediaBox", document));
    let sides = sides.and_then(Object::as_array);
    let side = |n: usize| sides.as_ref().ok()?.get(n)?.as_float().ok();
    let area = || Some((side(2)? - side(0)?) * (side(3)? - side(1)?));
    area().filter(|area| *area > 0.0).unwrap_or(595.0 * 842.0)
}
