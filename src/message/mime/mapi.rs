//! What Outlook keeps of a message in MAPI properties (MS-OXPROPS), in `winmail.dat` and `.msg`.

use super::{charset, fields};
use crate::message::{document::rtf, html};
use chrono::DateTime;
use std::collections::BTreeMap;

/// Property identifiers (MS-OXPROPS); the names are those of the specification.
pub(super) mod id {
    pub(in crate::message::mime) const SUBJECT: u16 = 0x0037;
    pub(in crate::message::mime) const CLIENT_SUBMIT_TIME: u16 = 0x0039;
    pub(in crate::message::mime) const SENT_REPRESENTING_NAME: u16 = 0x0042;
    pub(in crate::message::mime) const SENT_REPRESENTING_EMAIL: u16 = 0x0065;
    pub(in crate::message::mime) const TRANSPORT_HEADERS: u16 = 0x007d;
    pub(in crate::message::mime) const RECIPIENT_TYPE: u16 = 0x0c15;
    pub(in crate::message::mime) const SENDER_NAME: u16 = 0x0c1a;
    pub(in crate::message::mime) const SENDER_EMAIL: u16 = 0x0c1f;
    pub(in crate::message::mime) const DELIVERY_TIME: u16 = 0x0e06;
    pub(in crate::message::mime) const BODY: u16 = 0x1000;
    pub(in crate::message::mime) const RTF_COMPRESSED: u16 = 0x1009;
    pub(in crate::message::mime) const HTML: u16 = 0x1013;
    pub(in crate::message::mime) const INTERNET_MESSAGE_ID: u16 = 0x1035;
    pub(in crate::message::mime) const INTERNET_REFERENCES: u16 = 0x1039;
    pub(in crate::message::mime) const IN_REPLY_TO_ID: u16 = 0x1042;
    pub(in crate::message::mime) const DISPLAY_NAME: u16 = 0x3001;
    pub(in crate::message::mime) const EMAIL_ADDRESS: u16 = 0x3003;
    pub(in crate::message::mime) const ATTACH_DATA: u16 = 0x3701;
    pub(in crate::message::mime) const ATTACH_FILENAME: u16 = 0x3704;
    pub(in crate::message::mime) const ATTACH_LONG_FILENAME: u16 = 0x3707;
    pub(in crate::message::mime) const ATTACH_MIME_TAG: u16 = 0x370e;
    pub(in crate::message::mime) const SMTP_ADDRESS: u16 = 0x39fe;
    pub(in crate::message::mime) const INTERNET_CODE_PAGE: u16 = 0x3fde;
    pub(in crate::message::mime) const MESSAGE_CODE_PAGE: u16 = 0x3ffd;
    pub(in crate::message::mime) const SENDER_SMTP: u16 = 0x5d01;
    pub(in crate::message::mime) const SENT_REPRESENTING_SMTP: u16 = 0x5d02;
}

/// A value of a property.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Numbers, times and truth values, as they lie in eight bytes.
    Number(u64),
    /// Text in UTF-16 (little-endian).
    Wide(Vec<u8>),
    /// Text in the code page of the message, or octets.
    Octets(Vec<u8>),
}

/// The properties of a message, recipient or attachment.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties(BTreeMap<u16, Value>);

impl Properties {
    pub(super) fn set(&mut self, id: u16, value: Value) {
        self.0.insert(id, value);
    }

    pub(super) fn number(&self, id: u16) -> Option<u64> {
        match self.0.get(&id)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn octets(&self, id: u16) -> Option<&[u8]> {
        match self.0.get(&id)? {
            Value::Octets(octets) | Value::Wide(octets) => Some(octets),
            Value::Number(_) => None,
        }
    }

    /// Gives a text; none when it is empty.
    pub(super) fn text(&self, id: u16) -> Option<String> {
        let text = match self.0.get(&id)? {
            Value::Wide(bytes) => charset::decode(bytes, Some("utf-16le")).0,
            Value::Octets(bytes) => {
                let page = self.number(id::MESSAGE_CODE_PAGE);
                charset::decode(bytes, code_page(page).as_deref()).0
            }
            Value::Number(_) => return None,
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    fn date(&self, id: u16) -> Option<String> {
        // Steps of 100 ns since 1601 (MS-DTYP, 2.3.3).
        let seconds = i64::try_from(self.number(id)? / 10_000_000).ok()? - 11_644_473_600;
        let date = DateTime::from_timestamp(seconds, 0).filter(|_| seconds > 0)?;
        Some(date.to_rfc2822())
    }

    /// Gives a name and the first of the addresses that is one of the Internet.
    fn mailbox(&self, name: u16, addresses: &[u16]) -> Option<String> {
        let name = self.text(name);
        let found = addresses.iter().filter_map(|id| self.text(*id)).chain(name.clone());
        let address = found.into_iter().find(|address| address.contains('@'));
        if name.is_none() && address.is_none() {
            return None;
        }
        let name = name.unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
        Some(format!("\"{name}\" <{}>", address.unwrap_or_default()))
    }
}

/// Gives the charset of a Windows code page.
fn code_page(number: Option<u64>) -> Option<String> {
    Some(match number? {
        65_001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 | 54_936 => "gb18030".to_owned(),
        949 | 51_949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        20_127 => "us-ascii".to_owned(),
        20_866 => "koi8-r".to_owned(),
        21_866 => "koi8-u".to_owned(),
        50_220..=50_222 => "iso-2022-jp".to_owned(),
        51_932 => "euc-jp".to_owned(),
        page @ 28_591..=28_606 => format!("iso-8859-{}", page - 28_590),
        page @ (874 | 1250..=1258) => format!("windows-{page}"),
        page => format!("ibm{page}"),
    })
}

/// A file that comes with a message.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) name: String,
    /// The media type it was given, or nothing.
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// Makes a file of the properties of an attachment.
    pub(super) fn of(properties: &Properties) -> Self {
        let names = [id::ATTACH_LONG_FILENAME, id::ATTACH_FILENAME, id::DISPLAY_NAME];
        Self {
            name: names.iter().find_map(|id| properties.text(*id)).unwrap_or_default(),
            kind: properties.text(id::ATTACH_MIME_TAG).unwrap_or_default(),
            bytes: properties.octets(id::ATTACH_DATA).unwrap_or_default().to_vec(),
        }
    }

    pub(super) fn media_type(&self) -> &str {
        // A multipart would be taken apart, which the bytes of a file are not meant for.
        let is_type = self.kind.contains('/') && !self.kind.starts_with("multipart");
        if is_type { &self.kind } else { "application/octet-stream" }
    }
}

/// What a message consists of.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) properties: Properties,
    pub(super) recipients: Vec<Properties>,
    pub(super) files: Vec<File>,
}

impl Content {
    /// Gives the text in the best form there is.
    pub(super) fn text(&self) -> Option<String> {
        let plain = self.properties.text(id::BODY);
        plain.or_else(|| self.html().map(|text| html::to_text(&text))).or_else(|| self.rich())
    }

    fn html(&self) -> Option<String> {
        let page = code_page(self.properties.number(id::INTERNET_CODE_PAGE));
        let text = match self.properties.0.get(&id::HTML)? {
            Value::Octets(bytes) => charset::decode(bytes, page.as_deref()).0.into_owned(),
            _ => self.properties.text(id::HTML)?,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn rich(&self) -> Option<String> {
        let text = rtf::to_text(&decompressed(self.properties.octets(id::RTF_COMPRESSED)?)?);
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// Writes the message as mail, so that one reader reads both.
    pub(super) fn to_mail(&self) -> Vec<u8> {
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        let html = self.html();
        let plain = self.properties.text(id::BODY);
        let plain = plain.or_else(|| if html.is_none() { self.rich() } else { None });
        let mut texts: Vec<(String, Vec<u8>)> = Vec::new();
        for (kind, text) in [("plain", plain), ("html", html)] {
            texts.extend(text.map(|text| {
                (format!("Content-Type: text/{kind}; charset=utf-8\r\n"), text.into_bytes())
            }));
        }
        if !texts.is_empty() {
            parts.push(multipart("alternative", &texts));
        }
        for file in &self.files {
            let name = file.name.replace(['\r', '\n', '\0', '"', '\\'], "");
            let head = format!(
                "Content-Type: {}\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n",
                file.media_type().replace(['\r', '\n'], "")
            );
            parts.push((head, file.bytes.clone()));
        }
        let (kind, body) = multipart("mixed", &parts);
        let mut mail = self.head();
        mail.push_str(&kind);
        mail.push_str("\r\n");
        [mail.into_bytes(), body].concat()
    }

    /// Writes the fields of the message: those it came with, and the properties for the others.
    fn head(&self) -> String {
        let own = &self.properties;
        let received = own.text(id::TRANSPORT_HEADERS).unwrap_or_default();
        let (sent, _) = fields::split(received.as_bytes());
        let mut head = String::new();
        for field in &sent.fields {
            let name = String::from_utf8_lossy(field.name).to_ascii_lowercase();
            if !name.starts_with("content-") && name != "mime-version" {
                let value = charset::of_field(field.value, None);
                head.push_str(&line(&String::from_utf8_lossy(field.name), &value));
            }
        }
        let sender = own
            .mailbox(
                id::SENT_REPRESENTING_NAME,
                &[id::SENT_REPRESENTING_SMTP, id::SENT_REPRESENTING_EMAIL],
            )
            .or_else(|| own.mailbox(id::SENDER_NAME, &[id::SENDER_SMTP, id::SENDER_EMAIL]));
        let to = |kind: u64| {
            let of_kind = |r: &&Properties| r.number(id::RECIPIENT_TYPE).unwrap_or(1) == kind;
            let found = self.recipients.iter().filter(of_kind).filter_map(|recipient| {
                recipient.mailbox(id::DISPLAY_NAME, &[id::SMTP_ADDRESS, id::EMAIL_ADDRESS])
            });
            Some(found.collect::<Vec<_>>().join(", ")).filter(|list| !list.is_empty())
        };
        for (name, value) in [
            ("From", sender),
            ("To", to(1)),
            ("Cc", to(2)),
            ("Subject", own.text(id::SUBJECT)),
            ("Date", own.date(id::CLIENT_SUBMIT_TIME).or_else(|| own.date(id::DELIVERY_TIME))),
            ("Message-ID", own.text(id::INTERNET_MESSAGE_ID)),
            ("In-Reply-To", own.text(id::IN_REPLY_TO_ID)),
            ("References", own.text(id::INTERNET_REFERENCES)),
        ] {
            let is_there = sent.first(name).is_some();
            if let Some(value) = value.filter(|_| !is_there) {
                head.push_str(&line(name, &value));
            }
        }
        head
    }
}

fn line(name: &str, value: &str) -> String {
    format!("{name}: {}\r\n", value.replace(['\r', '\n'], " "))
}

/// Writes parts as a multipart; gives the fields and the body.
fn multipart(kind: &str, parts: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let is_free = |boundary: &String| {
        let holds = |body: &[u8]| memchr::memmem::find(body, boundary.as_bytes()).is_some();
        !parts.iter().any(|(head, body)| holds(head.as_bytes()) || holds(body))
    };
    let mut names = (0..).map(|n| format!("=_{kind}_{n}_="));
    let boundary = names.find(is_free).unwrap_or_default();
    let mut body = Vec::new();
    for (head, content) in parts {
        body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n"), body)
}

/// A larger RTF text is cut.
const MAX_RTF: usize = 8 << 20;
const WINDOW: usize = 4096;
/// What the window holds at first (MS-OXRTFCP, 2.1.2.1).
const PRELOADED: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \
    \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier\
    {\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Decompresses RTF (MS-OXRTFCP, 2.2).
pub(super) fn decompressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = bytes.split_at_checked(16)?;
    match &head[8..12] {
        b"MELA" => return Some(rest.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; WINDOW];
    window[..PRELOADED.len()].copy_from_slice(PRELOADED);
    let mut at = PRELOADED.len();
    let mut out = Vec::new();
    while let Some((flags, tokens)) = rest.split_first() {
        rest = tokens;
        for bit in 0..8 {
            if out.len() > MAX_RTF {
                return Some(out);
            }
            if flags >> bit & 1 == 0 {
                let Some((literal, after)) = rest.split_first() else { return Some(out) };
                rest = after;
                window[at] = *literal;
                at = (at + 1) % WINDOW;
                out.push(*literal);
                continue;
            }
            let [high, low, after @ ..] = rest else { return Some(out) };
            rest = after;
            let offset = usize::from(*high) << 4 | usize::from(*low) >> 4;
            if offset == at {
                return Some(out);
            }
            for n in 0..usize::from(*low & 15) + 2 {
                let byte = window[(offset + n) % WINDOW];
                window[at] = byte;
                at = (at + 1) % WINDOW;
                out.push(byte);
            }
        }
    }
    Some(out)
}
