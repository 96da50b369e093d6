//! Hands the fields, and the parts that may report on another message, to who tells machines from
//! people, in the form of mail-parser.

use super::fields;
use super::structure::{Census, Leaf, Node, tree};
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, PartType};
use std::borrow::Cow;
use std::sync::LazyLock;

/// More parts than this are not handed on.
pub(super) const MAX_TOLD: usize = 200;

/// Reads only what somebody asks for.
static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    let parser = MessageParser::new().with_mime_headers().with_message_ids();
    parser.header_address(HeaderName::To).default_header_ignore()
});

/// A part with words.
#[derive(Debug)]
pub(super) struct Told {
    /// Its fields, in UTF-8.
    head: Vec<u8>,
    words: Words,
}

#[derive(Debug)]
enum Words {
    Text(String),
    Octets(Vec<u8>),
    /// A message: its fields, and its own parts.
    Message(Vec<u8>, Vec<Told>),
}

impl Told {
    /// Takes the text of a part.
    pub(super) fn text(leaf: &Leaf<'_>, text: String) -> Self {
        Self { head: leaf.head.block(), words: Words::Text(text) }
    }

    /// Takes a part about a message, or a message; none of other parts.
    pub(super) fn about(leaf: &Leaf<'_>) -> Option<Self> {
        Self::at(leaf, 0)
    }

    fn at(leaf: &Leaf<'_>, depth: usize) -> Option<Self> {
        let kind = leaf.kind.value.as_str();
        let words = match kind {
            "message/rfc822" | "message/global" => {
                let bytes = leaf.bytes().0;
                let (head, body) = fields::split(&bytes);
                let block = head.block();
                let parts = if depth == 0 { within(head, body) } else { Vec::new() };
                Words::Message(block, parts)
            }
            _ if kind.starts_with("message/") => Words::Octets(leaf.bytes().0.into_owned()),
            _ if kind.starts_with("text/") => Words::Text(leaf.text().0),
            _ => return None,
        };
        Some(Self { head: leaf.head.block(), words })
    }
}

/// Takes the parts of a message in a message.
fn within(head: fields::Head<'_>, body: &[u8]) -> Vec<Told> {
    let root = tree(head, body, &mut Census::default());
    let mut found = Vec::new();
    let mut open = vec![&root];
    while let Some(node) = open.pop().filter(|_| found.len() < MAX_TOLD) {
        match node {
            Node::Leaf(leaf) => found.extend(Told::at(leaf, 1)),
            Node::Multipart(multipart) => open.extend(multipart.children.iter().rev()),
        }
    }
    found
}

/// Makes a message of mail-parser of fields and parts; the text of a message without parts is the
/// root's, as mail-parser has it.
pub(super) fn message<'x>(
    block: &'x [u8],
    parts: &'x [Told],
    is_single: bool,
) -> Option<Message<'x>> {
    let mut message = PARSER.parse_headers(block)?;
    for told in parts {
        let body = match &told.words {
            Words::Text(text) => PartType::Text(text.as_str().into()),
            Words::Octets(octets) => PartType::Binary(octets.as_slice().into()),
            Words::Message(head, parts) => {
                let Some(inner) = self::message(head, parts, false) else { continue };
                PartType::Message(inner)
            }
        };
        if is_single && let Some(root) = message.parts.first_mut() {
            root.body = body;
            continue;
        }
        let head = PARSER.parse_headers(&told.head).and_then(|mut head| head.parts.pop());
        let headers = head.map(|head| head.headers).unwrap_or_default();
        message.parts.push(MessagePart { headers, body, ..MessagePart::default() });
    }
    message.raw_message = Cow::Borrowed(block);
    Some(message)
}
