//! Writes the nodes of an HTML tree as text, in the order of the document.

use super::MAX_QUOTES;
use super::marks::{self, Mark, Sight};
use dom_query::{NodeId, NodeRef};

/// So many elements are looked into to tell what they mark; more would not be linear.
const MAX_LOOKS: usize = 30;
/// A signature is no longer than this; a program may have put the letter itself into its place.
const SIGNATURE_LENGTH: usize = 1_500;
/// What stands for a line drawn across.
const RULE: &str = "________________________________";

/// The text so far, and what waits for the next word.
#[allow(clippy::struct_excessive_bools, reason = "each waits for the next word")]
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// The elements that are open and quoted.
    quoting: Vec<NodeId>,
    /// Whether all that follows is quoted.
    history: bool,
    /// How deep the line before is quoted.
    quotes_before: usize,
    /// Line breaks that wait for the next word: 0, 1 or 2.
    breaks: usize,
    space: bool,
    item: bool,
    verbatim: usize,
    /// Whether letters have a size in the open elements that say so.
    letters: Vec<(NodeId, bool)>,
    looks: usize,
    lines: usize,
    rule: bool,
    cell: Cell,
    signature: Signature,
}

/// Where in a table row the writer is.
#[derive(Default)]
struct Cell {
    /// The line on which the last cell began, if it wrote anything.
    line: Option<usize>,
    /// Whether the last cell is the heading of this one.
    heading: bool,
    /// Whether the next word begins a cell beside another.
    beside: bool,
}

/// The place of the signature, if one is marked.
#[derive(Default)]
struct Signature {
    open: Option<NodeId>,
    /// Whether its delimiter is still to be written.
    awaited: bool,
    start: Option<usize>,
    end: Option<usize>,
}

impl Writer {
    /// Writes what a node begins with; tells whether its children are shown.
    pub(super) fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            if self.letters.last().is_none_or(|(_, seen)| *seen) {
                self.words(&node.text());
            }
            return false;
        }
        if !node.is_element() {
            return node.is_document() || node.is_fragment();
        }
        let name = node.node_name().unwrap_or_default();
        let unseen = ["script", "style", "head", "title", "template", "noscript", "select"];
        let Sight { hidden, letters } = marks::sight(node);
        if hidden || unseen.contains(&name.as_ref()) {
            self.block(height(&name).min(1));
            return false;
        }
        if let Some(seen) = letters {
            self.letters.push((node.id, seen));
        }
        if let Some(mark) = marks::mark(node, &name) {
            self.marked(node, mark);
        }
        match name.as_ref() {
            "br" => self.breaks = (self.breaks + 1).min(2),
            "hr" => {
                self.block(2);
                self.rule = true;
            }
            "li" => {
                self.block(1);
                self.item = true;
            }
            "pre" => {
                self.block(1);
                self.verbatim += 1;
            }
            "tr" => {
                self.block(1);
                self.cell = Cell::default();
            }
            "td" | "th" => {
                self.space = true;
                self.cell.beside = self.cell.line == Some(self.lines);
                self.cell.heading &= &*name == "td";
                self.cell.line = None;
            }
            other => self.block(height(other)),
        }
        true
    }

    fn marked(&mut self, node: &NodeRef<'_>, mark: Mark) {
        if self.depth() > 0 && mark != Mark::Quote {
            return;
        }
        let looked = matches!(mark, Mark::Container | Mark::Head | Mark::Signature);
        if looked && self.looks >= MAX_LOOKS {
            return;
        }
        self.looks += usize::from(looked);
        match mark {
            Mark::Quote => self.quote(node),
            Mark::Container if is_whole(node) => self.quote(node),
            Mark::Head if marks::begins_with_field(&node.text()) => self.below(),
            Mark::History => self.below(),
            Mark::Signature if self.signature.start.is_none() && !self.text.trim().is_empty() => {
                let text = node.text();
                let text = text.trim();
                if !text.is_empty() && text.len() <= SIGNATURE_LENGTH {
                    self.block(1);
                    self.signature.open = Some(node.id);
                    let delimited = text.starts_with("--") || ends_with_delimiter(&self.text);
                    self.signature.awaited = !delimited;
                }
            }
            _ => {}
        }
    }

    fn quote(&mut self, node: &NodeRef<'_>) {
        self.block(1);
        self.quoting.push(node.id);
    }

    fn below(&mut self) {
        self.block(1);
        self.history = true;
    }

    fn depth(&self) -> usize {
        (self.quoting.len() + usize::from(self.history)).min(MAX_QUOTES)
    }

    pub(super) fn leave(&mut self, node: &NodeRef<'_>) {
        if self.letters.last().is_some_and(|(id, _)| *id == node.id) {
            self.letters.pop();
        }
        let name = node.node_name().unwrap_or_default();
        match name.as_ref() {
            "pre" => {
                self.block(1);
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            "li" => {
                self.block(1);
                self.item = false;
            }
            "td" => self.space = true,
            "th" => {
                self.space = true;
                self.cell.heading = true;
            }
            "tr" => {
                self.block(1);
                self.cell = Cell::default();
            }
            "br" => {}
            other => self.block(height(other)),
        }
        if self.quoting.last() == Some(&node.id) {
            self.quoting.pop();
            self.block(1);
        }
        if self.signature.open == Some(node.id) {
            self.signature.open = None;
            self.signature.awaited = false;
            self.signature.end = Some(self.text.len());
            self.block(1);
        }
    }

    fn block(&mut self, height: usize) {
        self.breaks = self.breaks.max(height);
    }

    fn words(&mut self, text: &str) {
        if self.verbatim > 0 {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.breaks = (self.breaks + 1).min(2);
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
        let depth = self.depth();
        let beside = std::mem::take(&mut self.cell.beside) && depth == self.quotes_before;
        if beside {
            let ended = self.text.ends_with([':', '：', '?']);
            let heading = std::mem::take(&mut self.cell.heading);
            self.text.push_str(if heading && ended {
                " "
            } else if heading {
                ": "
            } else {
                "\t"
            });
        } else if self.text.is_empty() || self.breaks > 0 {
            self.line_break(depth);
        } else if self.space {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.cell.line.get_or_insert(self.lines);
        self.breaks = 0;
        self.space = false;
    }

    fn line_break(&mut self, depth: usize) {
        if std::mem::take(&mut self.signature.awaited) {
            self.new_line(depth);
            self.signature.start = Some(self.text.len());
            self.text.push_str("-- ");
            self.breaks = 1;
        }
        // The line above an older message belongs to it.
        if std::mem::take(&mut self.rule) && depth == self.quotes_before && !self.text.is_empty() {
            self.new_line(depth);
            self.text.push_str(RULE);
            self.breaks = 1;
        }
        self.new_line(depth);
        if std::mem::take(&mut self.item) {
            self.text.push_str("- ");
        }
    }

    fn new_line(&mut self, depth: usize) {
        let between = "> ".repeat(depth.min(self.quotes_before));
        for i in 0..self.breaks {
            if !self.text.is_empty() {
                self.text.push('\n');
                if i + 1 < self.breaks {
                    self.text.push_str(between.trim_end());
                }
            }
        }
        self.lines += 1;
        self.text.push_str(&"> ".repeat(depth));
        self.quotes_before = depth;
    }

    pub(super) fn finish(mut self) -> String {
        if let Signature { start: Some(start), end: Some(end), .. } = self.signature {
            // A delimiter would make a signature of all that follows it.
            let own = |line: &str| !line.trim().is_empty() && !line.starts_with('>');
            if self.text[end..].lines().any(own) {
                self.text.replace_range(start..start + "-- \n".len(), "");
            }
        }
        self.text.push('\n');
        self.text
    }
}

/// Tells whether nothing in a container is marked as a quotation: then it is one as a whole.
fn is_whole(node: &NodeRef<'_>) -> bool {
    !node.descendants_it().any(|child| child.node_name().is_some_and(|name| &*name == "blockquote"))
}

fn ends_with_delimiter(text: &str) -> bool {
    text.trim_end().lines().next_back().is_some_and(|line| line.trim() == "--")
}

/// How many line breaks stand before and after an element.
fn height(name: &str) -> usize {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table"
        | "blockquote" => 2,
        "div" | "tr" | "section" | "article" | "header" | "footer" | "dt" | "dd" | "address"
        | "center" | "form" | "fieldset" | "body" => 1,
        _ => 0,
    }
}
