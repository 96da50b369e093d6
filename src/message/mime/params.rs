//! Reads fields with parameters: `Content-Type`, `Content-Disposition` (RFC 2045, 5.1; RFC 2231).

use super::{charset, decode, words};

/// More parameters, or pieces of them, than this are not read.
const MAX_PIECES: usize = 1_000;

/// A value and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The value in lower case, as `text/plain` or `attachment`.
    pub(super) value: String,
    params: Vec<(String, String)>,
}

/// A piece of a parameter: `name*2*=value`.
struct Piece {
    name: String,
    index: Option<u32>,
    is_extended: bool,
    value: String,
}

impl Typed {
    pub(super) fn parse(text: &str) -> Self {
        let end = text.find(|c: char| c == ';' || c == '(' || c.is_whitespace());
        let (value, mut rest) = text.split_at(end.unwrap_or(text.len()));
        let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
        let mut pieces = Vec::new();
        while pieces.len() < MAX_PIECES {
            rest = rest.trim_start_matches(|c: char| c == ';' || c == ',' || c.is_whitespace());
            if rest.starts_with('(') {
                rest = rest.find(')').map_or("", |end| &rest[end + 1..]);
                continue;
            }
            let Some(mark) = rest.find(['=', ';']) else { break };
            let name = rest[..mark].trim();
            if rest[mark..].starts_with(';') {
                rest = &rest[mark..];
                continue;
            }
            let value;
            (value, rest) = taken(rest[mark + 1..].trim_start());
            // What stands before the name belongs to no parameter: `; charset utf-8 name=x`.
            pieces.extend(piece(name.rsplit(char::is_whitespace).next().unwrap_or(name), value));
        }
        Self { value, params: joined(pieces) }
    }

    /// Gives a parameter, decoded.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Gives a parameter that is one word, without what does not belong to it.
    pub(super) fn token(&self, name: &str) -> Option<&str> {
        let value = self.param(name)?.split([' ', '\t', '(', ';']).next()?;
        Some(value.trim_matches(['"', '\''])).filter(|value| !value.is_empty())
    }

    /// Gives the part of the value before the slash.
    pub(super) fn major(&self) -> &str {
        self.value.split('/').next().unwrap_or_default()
    }
}

/// Takes a value from the start of a text: a quoted string, or all up to the next semicolon.
fn taken(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        // A missing semicolon shows where another `name=` follows after a space.
        let Some(mark) = value.find('=').filter(|_| !value.contains("=?")) else {
            return (value.trim_end().to_owned(), rest);
        };
        let Some(space) = value[..mark].trim_end().rfind(char::is_whitespace) else {
            return (value.trim_end().to_owned(), rest);
        };
        return (value[..space].trim_end().to_owned(), &text[space..]);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(c),
        }
    }
    (value, "")
}

fn piece(name: &str, value: String) -> Option<Piece> {
    let (name, is_extended) = name.strip_suffix('*').map_or((name, false), |name| (name, true));
    let (name, index) = match name.split_once('*') {
        Some((name, index)) => (name, Some(index.parse().ok()?)),
        None => (name, None),
    };
    let name = name.trim().to_ascii_lowercase();
    (!name.is_empty()).then_some(Piece { name, index, is_extended, value })
}

/// Joins the pieces; what was sent in pieces or with a charset goes before the plain form.
fn joined(mut pieces: Vec<Piece>) -> Vec<(String, String)> {
    let is_plain = |piece: &Piece| piece.index.is_none() && !piece.is_extended;
    pieces.sort_by(|a, b| (&a.name, is_plain(a), a.index).cmp(&(&b.name, is_plain(b), b.index)));
    let mut params: Vec<(String, String)> = Vec::new();
    let all = pieces.chunk_by(|a, b| {
        a.name == b.name && a.index.is_some() && b.index.is_some() && a.index != b.index
    });
    for chunk in all {
        let first = &chunk[0];
        if params.iter().any(|(name, _)| *name == first.name) {
            continue;
        }
        let value = if is_plain(first) { words::decode(&first.value) } else { extended(chunk) };
        params.push((first.name.clone(), value));
    }
    params
}

/// Reads `charset'language'value` and what continues it.
fn extended(pieces: &[Piece]) -> String {
    let mut label = None;
    let mut octets = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        let mut value = piece.value.as_str();
        if n == 0 && piece.is_extended {
            let mut parts = value.splitn(3, '\'');
            if let (Some(charset), Some(_), Some(rest)) = (parts.next(), parts.next(), parts.next())
            {
                (label, value) = (Some(charset), rest);
            }
        }
        if piece.is_extended {
            unescape(value, &mut octets);
        } else {
            octets.extend_from_slice(value.as_bytes());
        }
    }
    words::decode(&charset::decode(&octets, label.filter(|label| !label.is_empty())).0)
}

fn unescape(text: &str, octets: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1).zip(bytes.get(at + 2));
        match pair.and_then(|(high, low)| decode::hex(*high).zip(decode::hex(*low))) {
            Some((high, low)) if bytes[at] == b'%' => {
                octets.push(high << 4 | low);
                at += 3;
            }
            _ => {
                octets.push(bytes[at]);
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(text: &str, name: &str) -> String {
        Typed::parse(text).param(name).unwrap_or("none").to_owned()
    }

    #[test]
    fn types_are_read_however_they_are_written() {
        for text in [
            "text/plain; charset=utf-8",
            "TEXT/PLAIN;charset=\"utf-8\"",
            "text/plain (a comment); Charset = utf-8 ; x",
            "text/plain charset=utf-8 format=flowed",
            "text/plain;; charset=\"utf-8\" format=flowed",
        ] {
            let typed = Typed::parse(text);
            assert_eq!(
                (typed.value.as_str(), typed.token("charset")),
                ("text/plain", Some("utf-8"))
            );
        }
        assert_eq!(Typed::parse("x; charset=us-ascii (Plain)").token("charset"), Some("us-ascii"));
    }

    #[test]
    fn names_are_read_in_every_encoding() {
        for (text, name) in [
            ("a; filename=\"a \\\"b\\\".pdf\"", "a \"b\".pdf"),
            ("a; filename=two words.pdf", "two words.pdf"),
            ("a; filename=\"unclosed.pdf", "unclosed.pdf"),
            ("a; filename=\"=?utf-8?Q?caf=C3=A9.pdf?=\"", "café.pdf"),
            ("a; filename==?utf-8?Q?caf=C3=A9.pdf?=", "café.pdf"),
            ("a; filename*=utf-8'en'caf%C3%A9.pdf; filename=cafe.pdf", "café.pdf"),
            ("a; filename=cafe.pdf; filename*=iso-8859-1''caf%e9.pdf", "café.pdf"),
            ("a; filename*1*=%A9.pdf; filename*0*=utf-8''caf%C3", "café.pdf"),
            ("a; filename*0=one; filename*1=\" two\"; filename*2*=%2Epdf", "one two.pdf"),
        ] {
            assert_eq!(param(text, "filename"), name, "{text}");
        }
    }

    #[test]
    fn many_continuations_take_no_time() {
        let pieces: Vec<String> = (0..300_000).map(|n| format!("; name*{n}=x")).collect();
        let text = format!("a{}", pieces.concat());
        assert_eq!(param(&text, "name").len(), MAX_PIECES);
    }
}
