//! Splits the head of a message or part into its fields (RFC 5322, 2.2).

use super::charset;
use memchr::memchr;
use std::borrow::Cow;

/// More fields than this, and only those that are known are kept.
const MAX_FIELDS: usize = 2_000;
/// More known fields than this are not kept.
const MAX_KNOWN: usize = 10_000;
/// A longer value is cut.
const MAX_VALUE: usize = 256 << 10;
/// A longer value is cut for mail-parser, whose time can grow with the square of the length.
const MAX_BLOCK: usize = 16 << 10;
/// So many bytes below a line that is no field are searched for a field.
const LOOK_AHEAD: usize = 2_048;

/// Fields that say what a message is; where one follows, the head has not ended.
const KNOWN: [&str; 24] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sender",
    "reply-to",
    "message-id",
    "references",
    "in-reply-to",
    "received",
    "return-path",
    "delivered-to",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "content-id",
    "auto-submitted",
    "precedence",
    "list-id",
    "list-unsubscribe",
    "x-failed-recipients",
];

/// A header field as it stands in the message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a [u8],
    /// The value with its folds, without the line end.
    pub(super) value: &'a [u8],
}

/// The fields of a message or part.
#[derive(Clone, Debug, Default)]
pub(super) struct Head<'a> {
    pub(super) fields: Vec<Field<'a>>,
    /// Whether fields or parts of values were left out.
    pub(super) is_bounded: bool,
    /// The charset the part declares, for fields with raw bytes.
    hint: Option<String>,
}

impl<'a> Head<'a> {
    /// Gives the values of all fields of a name, as text.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = Cow<'a, str>> + 's {
        let found = self.fields.iter().filter(|f| f.name.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|f| charset::of_field(f.value, self.hint.as_deref()))
    }

    /// Gives the value of the first field of a name, as text.
    pub(super) fn first(&self, name: &str) -> Option<Cow<'a, str>> {
        self.all(name).next()
    }

    /// Tells the charset in which fields with raw bytes may be.
    pub(super) fn set_hint(&mut self, charset: Option<&str>) {
        self.hint = charset.map(str::to_owned);
    }

    /// Writes the fields anew, in UTF-8 and not too long, as mail-parser can read them.
    pub(super) fn block(&self) -> Vec<u8> {
        let mut block = Vec::new();
        for field in &self.fields {
            block.extend_from_slice(field.name);
            block.extend_from_slice(b":");
            if field.value.is_ascii() {
                block.extend_from_slice(cut(field.value, MAX_BLOCK));
            } else {
                let value = charset::of_field(field.value, self.hint.as_deref());
                block.extend_from_slice(cut(value.as_bytes(), MAX_BLOCK));
            }
            block.extend_from_slice(b"\r\n");
        }
        block.extend_from_slice(b"\r\n");
        block
    }
}

fn cut(value: &[u8], most: usize) -> &[u8] {
    &value[..value.len().min(most)]
}

/// Splits the bytes into the fields of the head and the body.
///
/// Lines that are no field are passed over where fields go on below them; else the body begins
/// there, without the empty line that should come first.
pub(super) fn split(bytes: &[u8]) -> (Head<'_>, &[u8]) {
    let mut head = Head::default();
    let mut known = 0;
    let mut at = 0;
    let mut open: Option<(&[u8], usize, usize)> = None;
    let mut body = bytes.len();
    while at < bytes.len() {
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        let line = trimmed(&bytes[at..end]);
        if line.is_empty() {
            body = end;
            break;
        }
        let is_fold = matches!(line[0], b' ' | b'\t');
        if is_fold && let Some((_, _, value_end)) = &mut open {
            *value_end = at + line.len();
        } else if let Some((name, value)) = field(line) {
            keep(&mut head, &mut known, bytes, open.take());
            open = Some((name, at + value, at + line.len()));
        } else if !goes_on(&bytes[end..]) {
            body = at;
            break;
        }
        at = end;
    }
    keep(&mut head, &mut known, bytes, open);
    (head, &bytes[body..])
}

fn keep<'a>(
    head: &mut Head<'a>,
    known: &mut usize,
    bytes: &'a [u8],
    open: Option<(&'a [u8], usize, usize)>,
) {
    let Some((name, start, end)) = open else { return };
    let is_known = is_known(name);
    *known += usize::from(is_known);
    if head.fields.len() >= MAX_FIELDS && (!is_known || *known > MAX_KNOWN) {
        head.is_bounded = true;
        return;
    }
    head.is_bounded |= end - start > MAX_VALUE;
    head.fields.push(Field { name, value: cut(&bytes[start..end], MAX_VALUE) });
}

fn trimmed(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let cr = line.iter().rev().take_while(|b| **b == b'\r').count();
    &line[..line.len() - cr]
}

/// Gives the name of a field line and where its value begins.
fn field(line: &[u8]) -> Option<(&[u8], usize)> {
    let colon = memchr(b':', cut(line, 200))?;
    let name = line[..colon].trim_ascii();
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    let is_address = line[colon + 1..].starts_with(b"//");
    (is_name && !is_address).then_some((name, colon + 1))
}

fn is_known(name: &[u8]) -> bool {
    KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Tells whether a known field follows before the next empty line.
fn goes_on(bytes: &[u8]) -> bool {
    let lines = cut(bytes, LOOK_AHEAD).split(|b| *b == b'\n').map(trimmed);
    let mut lines = lines.take_while(|line| !line.is_empty()).take(20);
    lines.any(|line| field(line).is_some_and(|(name, _)| is_known(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(head: &Head<'_>) -> Vec<String> {
        head.fields.iter().map(|f| String::from_utf8_lossy(f.name).into_owned()).collect()
    }

    #[test]
    fn lines_that_are_no_field_end_the_head_or_are_passed_over() {
        let (head, body) = split(b"From: a\n>From x Mon\nSubject: b\n c\n\nbody");
        assert_eq!((names(&head), body), (vec!["From".into(), "Subject".into()], &b"body"[..]));
        assert_eq!(head.first("subject").as_deref(), Some("b c"));
        let (head, body) = split(b"From: a\r\nDear all,\r\nthis is it: all\r\n");
        assert_eq!((names(&head).len(), body), (1, &b"Dear all,\r\nthis is it: all\r\n"[..]));
        assert_eq!(split(b"http://x.example/ is\nour page").1, b"http://x.example/ is\nour page");
    }

    #[test]
    fn a_flood_of_fields_leaves_the_known_ones() {
        let mut mail = b"X-A: b\n".repeat(1_000_000);
        mail.extend_from_slice(b"From: a@x.example\n\nhi");
        let (head, body) = split(&mail);
        assert!(head.is_bounded && head.fields.len() <= MAX_FIELDS + 1);
        assert_eq!((head.first("from").as_deref(), body), (Some("a@x.example"), &b"hi"[..]));
    }
}
