//! Turns HTML into text that keeps paragraphs, list items, table rows and quotations.

mod cost;
mod marks;
#[cfg(test)]
mod tests;
mod writer;

use dom_query::Document;
use writer::Writer;

/// Larger HTML is not made into a tree.
const MAX_SIZE: usize = 2 << 20;

/// Quotations within quotations are told apart so far.
const MAX_QUOTES: usize = 12;

/// Gives the text of an HTML body.  Quotations begin with `> `, list items with `- `, a signature
/// with `-- ` (RFC 3676, 4.3); the cells of a row are told apart by a tabulator, or by a colon when
/// the first is a heading; what is not shown to a reader is left out.
pub(super) fn to_text(html: &str) -> String {
    let smaller;
    let html = if html.len() > MAX_SIZE {
        smaller = without_pictures(html);
        &smaller
    } else {
        html
    };
    if html.len() > MAX_SIZE || cost::is_too_much(html) {
        return without_tags(html);
    }
    let document = Document::from(html);
    let mut writer = Writer::default();
    let mut node = document.root().first_child();
    // An explicit walk: recursion would follow the depth of hostile HTML.
    while let Some(current) = node {
        let shown = writer.enter(&current);
        node = if shown { current.first_child() } else { None };
        if node.is_none() {
            let mut leaving = Some(current);
            if !shown {
                node = current.next_sibling();
                leaving = if node.is_none() { current.parent() } else { None };
            }
            while let Some(left) = leaving {
                writer.leave(&left);
                node = left.next_sibling();
                leaving = if node.is_none() { left.parent() } else { None };
            }
        }
    }
    writer.finish()
}

/// Takes out the pictures that stand within the HTML.
fn without_pictures(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("data:image") {
        text.push_str(&rest[..at]);
        let end = rest[at..].find(['"', '\'', '>', ')', ' ']).unwrap_or(rest.len() - at);
        rest = &rest[at + end..];
    }
    text.push_str(rest);
    text
}

/// Gives the text between the tags, in one pass and without a tree.
fn without_tags(html: &str) -> String {
    const INLINE: [&str; 12] =
        ["a", "b", "i", "u", "em", "strong", "span", "font", "small", "sup", "sub", "img"];
    let mut text = String::new();
    let mut quotes = 0usize;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name == "blockquote" {
            quotes = if closing { quotes.saturating_sub(1) } else { quotes + 1 };
        }
        if !INLINE.contains(&name.as_str()) {
            text.push('\n');
            text.push_str(&"> ".repeat(quotes.min(MAX_QUOTES)));
        }
        let unseen = !closing && matches!(name.as_str(), "style" | "script" | "title");
        let from = if unseen { tag.find("</") } else { Some(0) };
        let end = from.and_then(|from| tag[from..].find('>').map(|end| from + end + 1));
        let Some(end) = end else { return text };
        rest = &tag[end..];
    }
    text.push_str(rest);
    text
}
