//! Writes a report as one HTML file: no script, nothing from elsewhere, escaped by the templates.

use super::document::{Anchor, Block, Chart, Document, Line, Piece};
use super::svg::Drawing;
use super::words::Words;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("html/style.css");

/// Writes the report.
///
/// # Errors
/// Never in practice: the templates write to memory.
pub fn to_html(document: &Document, words: &Words) -> Result<String, askama::Error> {
    let mut frame = Frame { words, count: 0 };
    let mut blocks = document.blocks.as_slice();
    let mut title = String::new();
    if let [Block::Heading(heading), rest @ ..] = blocks {
        title.clone_from(&heading.text);
        blocks = rest;
    }
    let (intro, blocks) = blocks.split_at(next_heading(blocks));
    let sections = frame.sections(blocks)?;
    let mut contents = Vec::new();
    list(&sections, &mut contents, &blocks_of_contents(&sections));
    let intro: Result<Vec<String>, _> = intro.iter().map(|block| frame.block(block)).collect();
    let sections: Result<Vec<String>, _> = sections.iter().map(Template::render).collect();
    Page {
        language: &document.language,
        policy: policy(),
        version: env!("CARGO_PKG_VERSION"),
        title,
        style: STYLE,
        intro: intro?,
        contents_label: words.say("contents"),
        contents,
        sections: sections?,
    }
    .render()
}

/// Allows this style sheet and nothing else (CSP level 3).
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn next_heading(blocks: &[Block]) -> usize {
    let heading = |block: &Block| matches!(block, Block::Heading(_));
    blocks.iter().position(heading).unwrap_or(blocks.len())
}

/// Of one exchange all parts are listed, of many only the exchanges.
fn blocks_of_contents(sections: &[Section]) -> impl Fn(u8) -> bool + use<> {
    let many = sections.len() > 8;
    move |level| level == 2 || (level == 3 && !many)
}

fn list(sections: &[Section], contents: &mut Vec<Entry>, wanted: &impl Fn(u8) -> bool) {
    for section in sections.iter().filter(|section| wanted(section.level)) {
        let Section { id, level, text, .. } = section;
        contents.push(Entry { id: id.clone(), level: *level, text: text.clone() });
        list(&section.inner, contents, wanted);
    }
}

#[derive(Template)]
#[template(path = "report.html", config = "src/report/html/askama.toml")]
struct Page<'a> {
    language: &'a str,
    policy: String,
    version: &'a str,
    title: String,
    style: &'a str,
    intro: Vec<String>,
    contents_label: String,
    contents: Vec<Entry>,
    sections: Vec<String>,
}

struct Entry {
    id: String,
    level: u8,
    text: String,
}

#[derive(Template)]
#[template(path = "section.html", config = "src/report/html/askama.toml")]
struct Section {
    id: String,
    level: u8,
    emphasis: &'static str,
    text: String,
    blocks: Vec<String>,
    sections: Vec<String>,
    inner: Vec<Section>,
}

#[derive(Template)]
#[template(path = "block.html", config = "src/report/html/askama.toml")]
struct BlockHtml<'a> {
    block: &'a Block,
    columns: &'a [String],
}

#[derive(Template)]
#[template(path = "line.html", config = "src/report/html/askama.toml")]
struct LineHtml<'a> {
    pieces: &'a [Piece],
}

#[allow(
    unreachable_pub,
    clippy::inline_always,
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    reason = "the form that the macro makes and asks for"
)]
mod filters {
    use super::{Chart, Drawing, Line, LineHtml};
    use askama::{Result, Template, Values};

    #[askama::filter_fn]
    pub(super) fn line(line: &Line, _: &dyn Values) -> Result<String> {
        LineHtml { pieces: &line.0 }.render()
    }

    #[askama::filter_fn]
    pub(super) fn drawing(chart: &Chart, _: &dyn Values) -> Result<String> {
        Drawing::of(chart).render()
    }

    #[askama::filter_fn]
    pub(super) fn percent(share: &f64, _: &dyn Values) -> Result<String> {
        Ok(format!("{:.2}", share.clamp(0.0, 1.0) * 100.0))
    }
}

struct Frame<'a> {
    words: &'a Words,
    count: usize,
}

impl Frame<'_> {
    /// Makes a section of each heading and what stands below it.
    fn sections(&mut self, mut blocks: &[Block]) -> askama::Result<Vec<Section>> {
        let mut sections = Vec::new();
        while let [Block::Heading(heading), rest @ ..] = blocks {
            let below =
                |block: &Block| matches!(block, Block::Heading(h) if h.level <= heading.level);
            let end = rest.iter().position(below).unwrap_or(rest.len());
            let (within, after) = rest.split_at(end);
            let (own, inner) = within.split_at(next_heading(within));
            self.count += 1;
            let id = heading.anchor.as_ref().map(Anchor::to_string);
            let id = id.unwrap_or_else(|| format!("part-{}", self.count));
            let inner = self.sections(inner)?;
            let sections_of: askama::Result<_> = inner.iter().map(Template::render).collect();
            let own: askama::Result<_> = own.iter().map(|block| self.block(block)).collect();
            sections.push(Section {
                id,
                level: heading.level,
                emphasis: heading.emphasis.as_str(),
                text: heading.text.clone(),
                blocks: own?,
                sections: sections_of?,
                inner,
            });
            blocks = after;
        }
        Ok(sections)
    }

    fn block(&self, block: &Block) -> askama::Result<String> {
        let columns = ["number", "when", "way", "deed", "clock", "annex"];
        let columns = match block {
            Block::Timeline(_) => columns.map(|c| self.words.say(&format!("column-{c}"))).to_vec(),
            _ => Vec::new(),
        };
        BlockHtml { block, columns: &columns }.render()
    }
}
