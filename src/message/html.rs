//! Turns HTML into text that keeps paragraphs, list items, table rows and quotations.

use dom_query::{Document, NodeRef};

/// Deeper or larger HTML is not made into a tree: the HTML parser's time grows with the square of
/// the depth.
const MAX_OPEN: usize = 2_000;
const MAX_SIZE: usize = 2 << 20;

/// Gives the text of an HTML body.  Quotations begin with `> `, list items with `- `; what is not
/// shown to a reader is left out.
pub(super) fn to_text(html: &str) -> String {
    if html.len() > MAX_SIZE || depth(html) > MAX_OPEN {
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

/// Counts the most elements that are open at once, as a tokenizer would see them.
fn depth(html: &str) -> usize {
    let (mut open, mut most) = (0usize, 0usize);
    let bytes = html.as_bytes();
    for (i, _) in html.match_indices('<') {
        match bytes.get(i + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() => {
                let name = &html[i + 1..];
                let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
                let void = ["br", "img", "hr", "meta", "input", "link", "p", "li", "td", "tr"];
                if !void.iter().any(|v| name[..end].eq_ignore_ascii_case(v)) {
                    open += 1;
                    most = most.max(open);
                }
            }
            _ => {}
        }
    }
    most
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push('\n');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[derive(Default)]
struct Writer {
    text: String,
    quotes: usize,
    /// How deep the line before is quoted.
    quotes_before: usize,
    /// Line breaks that wait for the next word: 0, 1 or 2.
    breaks: usize,
    space: bool,
    item: bool,
    verbatim: usize,
}

impl Writer {
    /// Writes what a node begins with; tells whether its children are shown.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.words(&node.text());
            return false;
        }
        if !node.is_element() {
            return node.is_document() || node.is_fragment();
        }
        let name = node.node_name().unwrap_or_default();
        match name.as_ref() {
            "script" | "style" | "head" | "title" | "template" | "noscript" | "select" => {
                return false;
            }
            "br" => self.breaks = (self.breaks + 1).min(2),
            "blockquote" => {
                self.block(2);
                self.quotes += 1;
            }
            "li" => {
                self.block(1);
                self.item = true;
            }
            "pre" => {
                self.block(1);
                self.verbatim += 1;
            }
            "td" | "th" => self.space = true,
            other => self.block(height(other)),
        }
        !is_hidden(node)
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let name = node.node_name().unwrap_or_default();
        match name.as_ref() {
            "blockquote" => {
                self.block(2);
                self.quotes = self.quotes.saturating_sub(1);
            }
            "pre" => {
                self.block(1);
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            "li" => {
                self.block(1);
                self.item = false;
            }
            "td" | "th" => self.space = true,
            "br" => {}
            other => self.block(height(other)),
        }
    }

    fn block(&mut self, height: usize) {
        self.breaks = self.breaks.max(height);
    }

    fn words(&mut self, text: &str) {
        if self.verbatim > 0 {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.breaks = 1;
                }
                self.word(line.trim_end());
            }
            return;
        }
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.word(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace) || (self.space && text.trim().is_empty());
    }

    fn word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.text.is_empty() || self.breaks > 0 {
            let between = "> ".repeat(self.quotes.min(self.quotes_before));
            for i in 0..self.breaks {
                if !self.text.is_empty() {
                    self.text.push('\n');
                    if i + 1 < self.breaks {
                        self.text.push_str(between.trim_end());
                    }
                }
            }
            self.text.push_str(&"> ".repeat(self.quotes));
            self.quotes_before = self.quotes;
            if self.item {
                self.text.push_str("- ");
                self.item = false;
            }
        } else if self.space {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.breaks = 0;
        self.space = false;
    }

    fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

/// How many line breaks stand before and after an element.
fn height(name: &str) -> usize {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table" | "hr" => 2,
        "div" | "tr" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "address"
        | "center" | "form" | "fieldset" | "body" => 1,
        _ => 0,
    }
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let style = style.to_ascii_lowercase();
        ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|h| style.contains(h))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_rows_items_and_quotes_keep_their_lines() {
        let html = "<div>One</div><div>Two <b>bold</b>.</div><ul><li>a</li><li>b</li></ul>\
            <table><tr><td>Deadline</td><td>30 days</td></tr><tr><td>Fee</td></tr></table>\
            <p>Par</p><blockquote>old<br>mail</blockquote>x";
        assert_eq!(
            to_text(html),
            "One\nTwo bold.\n\n- a\n- b\n\nDeadline 30 days\nFee\n\nPar\n\n> old\n> mail\n\nx\n"
        );
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let html = "<head><title>t</title></head><style>p{}</style><script>x()</script>\
            <p style='display: none'>secret</p><p hidden>gone</p><p>a &lt; b&nbsp;&amp; c</p>";
        assert_eq!(to_text(html), "a < b & c\n");
    }

    #[test]
    fn unclosed_and_deep_html_is_read() {
        assert_eq!(to_text("<head>x <p>Hello <b>you"), "x\n\nHello you\n");
        let deep = format!("{}end", "<div>".repeat(100_000));
        assert_eq!(to_text(&deep).trim(), "end");
    }
}
