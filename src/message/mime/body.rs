//! Chooses, among the parts of a message, those that are its text and those that come with it.

use super::choice::{Candidate, best, is_source};
use super::crypto::{self, Sealed};
use super::decode::Transfer;
use super::enclosed::{Enclosed, MAX_ENCLOSED};
use super::structure::{Census, Leaf, Multipart, Node, tree};
use super::told::{MAX_TOLD, Told};
use super::unpacked::Unpacked;
use super::{fields, flowed, tnef};
use crate::message::document::DocumentText;
use crate::message::{Attachment, Defect, html};
use std::ops::Range;

/// A longer text of a message is cut.
const MAX_TEXT: usize = 2 << 20;
/// A longer part is cut before it becomes text: HTML may hold pictures in its tags.
const MAX_SOURCE: usize = 8 << 20;
/// Signed content in signed content is not looked into more often than this.
const MAX_SEALS: usize = 3;

/// What the files that are read lie in.
#[derive(Clone, Debug, Default)]
enum Within {
    /// In parts of their own.
    #[default]
    Message,
    /// In a part that holds them in a form of its own, wherever that lies.
    Container(Option<Range<usize>>),
}

/// Gathers what the parts of one message say.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) attachments: Vec<Attachment>,
    pub(super) enclosed: Vec<Enclosed>,
    pub(super) told: Vec<Told>,
    pub(super) defects: Vec<Defect>,
    /// Text that is the message's if nothing else is.
    spare: Option<String>,
    /// Whether the parts belong to a report on another message (RFC 6522).
    in_report: bool,
    seals: usize,
    /// The place in the list of the attachment whose bytes are asked for, and its bytes.
    wanted: Option<usize>,
    pub(super) caught: Option<Vec<u8>>,
    /// All that is attached, with its bytes, if they are asked for.
    pub(super) unpacked: Option<Vec<Unpacked>>,
    within: Within,
    /// How deep in other messages this one lies.
    depth: u8,
}

impl Reader {
    pub(super) fn new(depth: u8) -> Self {
        Self { depth, ..Self::default() }
    }

    /// Keeps the bytes of one attachment.
    pub(super) fn wanting(place: usize) -> Self {
        Self { wanted: Some(place), ..Self::default() }
    }

    /// Keeps the bytes of all attachments.
    pub(super) fn unpacking() -> Self {
        Self { unpacked: Some(Vec::new()), ..Self::default() }
    }

    /// Reads all parts and gives the text of the message.
    pub(super) fn read(&mut self, node: &Node<'_>) -> String {
        let found = self.node(node).map(|c| c.text).filter(|text| !text.trim().is_empty());
        let text = found.or_else(|| self.spare.take()).unwrap_or_default();
        let (text, is_encrypted) = crypto::without_armor(&text);
        if is_encrypted {
            self.note(Defect::Encrypted);
        }
        let text = tidy(&text);
        self.bounded(text, MAX_TEXT)
    }

    fn note(&mut self, defect: Defect) {
        if !self.defects.contains(&defect) {
            self.defects.push(defect);
        }
    }

    fn bounded(&mut self, mut text: String, most: usize) -> String {
        if text.len() > most {
            text.truncate(text.floor_char_boundary(most));
            self.note(Defect::Bounded);
        }
        text
    }

    fn node(&mut self, node: &Node<'_>) -> Option<Candidate> {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf),
            Node::Multipart(multipart) => self.multipart(multipart),
        }
    }

    fn multipart(&mut self, multipart: &Multipart<'_>) -> Option<Candidate> {
        let children = multipart.children.as_slice();
        match multipart.kind.value.as_str() {
            "multipart/alternative" => {
                let found = children.iter().filter_map(|child| self.node(child)).collect();
                best(found)
            }
            "multipart/related" => {
                let start = multipart.kind.param("start").map(|id| id.trim_matches(['<', '>']));
                let is_root = |node: &Node<'_>| match node {
                    Node::Leaf(leaf) => {
                        let id = leaf.head.first("content-id").unwrap_or_default();
                        start.is_some_and(|start| id.trim_matches(['<', '>']) == start)
                    }
                    Node::Multipart(_) => false,
                };
                let root = children.iter().position(is_root).unwrap_or(0);
                self.first_of(children, root)
            }
            "multipart/signed" => self.first_of(children, 0),
            "multipart/encrypted" => {
                self.note(Defect::Encrypted);
                self.first_of(children, usize::MAX)
            }
            "multipart/report" => {
                let outer = std::mem::replace(&mut self.in_report, true);
                let text = self.sequence(children);
                self.in_report = outer;
                text
            }
            _ => self.sequence(children),
        }
    }

    /// Reads the one part that is text; the others come with it.
    fn first_of(&mut self, children: &[Node<'_>], root: usize) -> Option<Candidate> {
        let mut text = None;
        for (n, child) in children.iter().enumerate() {
            match child {
                _ if n == root => text = self.node(child),
                Node::Leaf(leaf) if is_special(leaf) => drop(self.leaf(leaf)),
                Node::Leaf(leaf) => self.attach(leaf),
                // Text beside the root, as in a signed list mail with a footer around it.
                Node::Multipart(_) if text.is_none() && root != usize::MAX => {
                    text = self.node(child);
                }
                Node::Multipart(inner) => drop(self.first_of(&inner.children, usize::MAX)),
            }
        }
        text
    }

    /// Joins the texts of parts that follow each other.
    fn sequence(&mut self, children: &[Node<'_>]) -> Option<Candidate> {
        let mut joined: Option<Candidate> = None;
        for child in children {
            let Some(next) = self.node(child) else { continue };
            joined = Some(match joined {
                None => next,
                Some(before) => before.followed_by(&next),
            });
        }
        joined
    }

    fn leaf(&mut self, leaf: &Leaf<'_>) -> Option<Candidate> {
        let kind = leaf.kind.value.as_str();
        let is_named = !leaf.name().is_empty();
        match kind {
            "text/plain" | "text/html" | "text/enriched" | "text/richtext"
                if !leaf.is_attachment() =>
            {
                let found = self.written(leaf, !is_named);
                if !is_named {
                    return Some(found);
                }
                // A named part is a file, unless there is no other text.
                self.attach(leaf);
                self.spare.get_or_insert(found.text);
                None
            }
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
                self.attach(leaf);
                self.sealed(leaf)
            }
            "application/pgp-encrypted" => {
                self.note(Defect::Encrypted);
                self.attach(leaf);
                None
            }
            "application/ms-tnef" | "application/vnd.ms-tnef" => {
                self.attach(leaf);
                self.carried(leaf);
                None
            }
            _ => {
                self.attach(leaf);
                if is_message(leaf) {
                    self.enclose(leaf);
                } else if leaf.name().eq_ignore_ascii_case("winmail.dat") {
                    self.carried(leaf);
                }
                None
            }
        }
    }

    /// Reads a part of the text.
    fn written(&mut self, leaf: &Leaf<'_>, is_told: bool) -> Candidate {
        let (text, is_damaged) = leaf.text();
        if is_damaged {
            self.note(Defect::Encoding);
        }
        let text = self.bounded(text, MAX_SOURCE);
        let is_plain = leaf.kind.value == "text/plain";
        if is_told && is_plain && self.told.len() < MAX_TOLD {
            self.told.push(Told::text(leaf, text.clone()));
        }
        if !is_plain || is_source(&text) {
            return Candidate { text: html::to_text(&text), is_rich: true };
        }
        let is = |name, value| leaf.kind.token(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
        let is_flowed = is("format", "flowed");
        let text = if is_flowed { flowed::joined(&text, is("delsp", "yes")) } else { text };
        Candidate { text, is_rich: false }
    }

    /// Reads the content of a part that is signed as a whole (RFC 8551, 3.5.2).
    fn sealed(&mut self, leaf: &Leaf<'_>) -> Option<Candidate> {
        match crypto::open(&leaf.bytes().0) {
            Sealed::Signed(content) if self.seals < MAX_SEALS => {
                self.seals += 1;
                let (head, body) = fields::split(&content);
                let mut census = Census::default();
                let inner = tree(head, body, &mut census);
                if census.is_bounded {
                    self.note(Defect::Bounded);
                }
                let outer = self.enter(leaf);
                let found = self.node(&inner);
                self.within = outer;
                found
            }
            Sealed::Bare => None,
            _ if leaf.kind.token("smime-type") == Some("certs-only") => None,
            _ => {
                self.note(Defect::Encrypted);
                None
            }
        }
    }

    /// Reads what Outlook packed into `winmail.dat`.
    fn carried(&mut self, leaf: &Leaf<'_>) {
        let Some(content) = tnef::read(&leaf.bytes().0) else {
            self.note(Defect::Encoding);
            return;
        };
        if let Some(text) = content.text() {
            self.spare.get_or_insert(text);
        }
        let outer = self.enter(leaf);
        for file in content.files {
            let kind = file.media_type().to_owned();
            let inner = Leaf::made(&kind, &file.name, file.bytes);
            self.attach(&inner);
            if is_message(&inner) {
                self.enclose(&inner);
            }
        }
        self.within = outer;
    }

    /// Notes that what follows lies in this part; gives what was noted before.
    fn enter(&mut self, leaf: &Leaf<'_>) -> Within {
        let inner = match &self.within {
            Within::Message => Within::Container(leaf.part.clone()),
            Within::Container(part) => Within::Container(part.clone()),
        };
        std::mem::replace(&mut self.within, inner)
    }

    fn enclose(&mut self, leaf: &Leaf<'_>) {
        if self.enclosed.len() >= MAX_ENCLOSED || !Enclosed::may_lie_at(self.depth + 1) {
            self.note(Defect::Bounded);
            return;
        }
        let bytes = leaf.bytes().0.into_owned();
        let is_returned = self.in_report;
        self.enclosed.push(Enclosed { bytes, is_returned, depth: self.depth + 1 });
    }

    fn attach(&mut self, leaf: &Leaf<'_>) {
        if self.wanted == Some(self.attachments.len()) {
            self.caught = Some(leaf.bytes().0.into_owned());
        }
        if let Some(unpacked) = &mut self.unpacked {
            let (part, is_plain) = match &self.within {
                Within::Message => (leaf.part.clone(), leaf.transfer == Transfer::Identity),
                Within::Container(part) => (part.clone(), false),
            };
            let verbatim = part.as_ref().filter(|_| is_plain);
            let verbatim = verbatim.map(|part| part.end - leaf.body.len()..part.end);
            unpacked.push(Unpacked {
                name: leaf.name().to_owned(),
                media_type: leaf.kind.value.clone(),
                bytes: leaf.bytes().0.into_owned(),
                verbatim,
                part,
                is_message: is_message(leaf),
            });
        }
        let media_type = leaf.kind.value.clone();
        if self.told.len() < MAX_TOLD {
            self.told.extend(Told::about(leaf));
        }
        // AMP is a program for the text that stands beside it.
        let is_text = media_type.starts_with("text/") && media_type != "text/x-amp-html"
            || media_type == "application/json";
        let text = is_text.then(|| match media_type.as_str() {
            "text/html" | "text/enriched" | "text/richtext" => html::to_text(&leaf.text().0),
            _ => leaf.text().0,
        });
        let size = leaf.transfer.size(&leaf.body);
        let name = leaf.name().to_owned();
        let text = text.map(|mut text| {
            text.truncate(text.floor_char_boundary(MAX_SOURCE));
            text
        });
        let text = text.map(|text| DocumentText { text, ..DocumentText::default() });
        self.attachments.push(Attachment { name, media_type, size, text, unread: None });
    }
}

/// Tells whether a part may hold more than its bytes say, even beside the root of a multipart.
fn is_special(leaf: &Leaf<'_>) -> bool {
    !leaf.kind.value.starts_with("text/")
}

/// Tells whether a part is a message of its own, under whatever type it was attached.
fn is_message(leaf: &Leaf<'_>) -> bool {
    let kind = leaf.kind.value.as_str();
    let ending = leaf.name().rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_named = ["eml", "msg"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let is_mail =
        matches!(kind, "message/rfc822" | "message/global" | "application/vnd.ms-outlook");
    let is_unknown = matches!(kind, "application/octet-stream" | "application/x-msg");
    is_mail || (is_unknown && is_named)
}

/// Makes line ends and spaces uniform.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\0', '\u{a0}']) {
        out.push_str(&rest[..at]);
        let bare = rest[at..].trim_start_matches('\r');
        rest = match rest[at..].chars().next() {
            Some('\r') => {
                out.push('\n');
                bare.strip_prefix('\n').unwrap_or(bare)
            }
            Some('\0') => &rest[at + 1..],
            _ => {
                out.push(' ');
                &rest[at + '\u{a0}'.len_utf8()..]
            }
        };
    }
    out.push_str(rest);
    out
}
