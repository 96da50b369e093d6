//! Leaves attachments out of a copy of a mail: their body parts are cut from its bytes and short texts put in
//! their place; every other byte stays.

use super::mime::{Unpacked, unpack};
use crate::id::MessageKey;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::ops::Range;

/// Messages nested deeper than this are not looked into.
const MAX_DEPTH: u8 = 8;
/// A longer name is cut.
const LONGEST_NAME: usize = 60;

/// An attachment that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The name the sender gave it; never used as a path.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// Its size in bytes, decoded.
    pub size: usize,
    /// The SHA-256 of its bytes, decoded.
    pub sha256: MessageKey,
}

/// A copy out of which attachments were left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The bytes of the copy.
    pub bytes: Vec<u8>,
    /// What was left out.
    pub removed: Vec<Removal>,
}

/// An attachment that cannot be left out alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inseparable {
    /// The name the sender gave it.
    pub name: String,
}

impl fmt::Display for Inseparable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        write!(f, "the attachment \"{name}\" is no part of the mail that can be left out alone")
    }
}

/// Leaves out the attachments of these hashes, wherever they lie in the mail, with all that lies in the same
/// part; `note` writes what stands in the place of some.  `None` when the mail holds none of them.
///
/// # Errors
/// When one lies in no part of its own, as in a file of Outlook.
pub fn redact(
    mail: &[u8],
    unwanted: &BTreeSet<MessageKey>,
    note: &dyn Fn(&[Removal]) -> String,
) -> Result<Option<Redacted>, Inseparable> {
    let mut cuts = Vec::new();
    find(mail, 0, 0, unwanted, &mut cuts)?;
    if cuts.is_empty() {
        return Ok(None);
    }
    cuts.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut bytes, mut removed, mut at) = (Vec::with_capacity(mail.len()), Vec::new(), 0);
    for (range, removals) in cuts {
        if range.start < at {
            continue;
        }
        bytes.extend_from_slice(&mail[at..range.start]);
        let part = &mail[range.clone()];
        let end = if memchr::memmem::find(part, b"\r\n").is_some() { "\r\n" } else { "\n" };
        bytes.extend_from_slice(placeholder(&note(&removals), &removals[0].name, end).as_bytes());
        removed.extend(removals);
        at = range.end;
    }
    bytes.extend_from_slice(&mail[at..]);
    Ok(Some(Redacted { bytes, removed }))
}

/// A file of its own, so that its words are not taken for the sender's; it keeps the name, for that tells what
/// the message brought.
fn placeholder(note: &str, name: &str, end: &str) -> String {
    let mut head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\
        Content-Disposition: attachment"
        .to_owned();
    if !name.is_empty() {
        let name: String = name.chars().take(LONGEST_NAME).collect();
        head += ";\n filename*=utf-8''";
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() {
                head.push(byte.into());
            } else {
                // Writing to a String cannot fail.
                let _ = write!(head, "%{byte:02X}");
            }
        }
        head += ".txt";
    }
    // A line that begins with a hyphen might be taken for the end of a part.
    let lines: Vec<String> =
        note.lines().map(|line| format!(" {line}").trim_end().to_owned()).collect();
    format!("{head}\n\n{}", lines.join("\n")).replace('\n', end)
}

fn digest(bytes: &[u8]) -> MessageKey {
    MessageKey::new(Sha256::digest(bytes).into())
}

/// Tells whether a mail holds an attachment of these hashes, at any depth.
pub fn holds(mail: &[u8], unwanted: &BTreeSet<MessageKey>) -> bool {
    holds_at(mail, unwanted, 0)
}

fn holds_at(mail: &[u8], unwanted: &BTreeSet<MessageKey>, depth: u8) -> bool {
    unpack(mail).iter().any(|file| {
        let is_deep = !file.is_message || depth >= MAX_DEPTH;
        unwanted.contains(&digest(&file.bytes))
            || (!is_deep && holds_at(&file.bytes, unwanted, depth + 1))
    })
}

fn find(
    mail: &[u8],
    base: usize,
    depth: u8,
    unwanted: &BTreeSet<MessageKey>,
    cuts: &mut Vec<(Range<usize>, Vec<Removal>)>,
) -> Result<(), Inseparable> {
    let files = unpack(mail);
    for file in &files {
        let is_unwanted = unwanted.contains(&digest(&file.bytes));
        let may_hold = !is_unwanted && file.is_message && depth < MAX_DEPTH;
        let is_around = may_hold && holds_at(&file.bytes, unwanted, depth + 1);
        if !is_unwanted && !is_around {
            continue;
        }
        match (&file.verbatim, &file.part) {
            (Some(inner), _) if is_around => {
                find(&mail[inner.clone()], base + inner.start, depth + 1, unwanted, cuts)?;
            }
            (_, Some(part)) => {
                let here = part.start + base..part.end + base;
                if cuts.iter().all(|(known, _)| *known != here) {
                    let same = files.iter().filter(|other| other.part.as_ref() == Some(part));
                    cuts.push((here, same.map(removal).collect()));
                }
            }
            (_, None) => return Err(Inseparable { name: file.name.clone() }),
        }
    }
    Ok(())
}

fn removal(file: &Unpacked) -> Removal {
    Removal {
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.bytes.len(),
        sha256: digest(&file.bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SCAN: &[u8] = b"PNG: the scan of a passport";
    const ENCODED: &str = "UE5HOiB0aGUgc2NhbiBvZiBhIHBhc3Nwb3J0";

    fn scan() -> BTreeSet<MessageKey> {
        BTreeSet::from([digest(SCAN)])
    }

    fn mail(end: &str) -> String {
        format!(
            "From: zoe@home.example\nContent-Type: multipart/mixed; boundary=cut\n\npreamble\n--cut\n\n\
             Here it is.\n--cut\nContent-Type: image/png; name=\"a.png\"\nContent-Transfer-Encoding: base64\n\n\
             {ENCODED}\n--cut\nContent-Type: application/pdf\n\n%PDF\n--cut--\nepilogue\n"
        )
        .replace('\n', end)
    }

    fn left_out(mail: &[u8]) -> Redacted {
        let made = redact(mail, &scan(), &|r| format!("Left out: {}", r[0].sha256));
        made.expect("separable").expect("there")
    }

    #[test]
    fn every_other_byte_stays() {
        for end in ["\n", "\r\n"] {
            let mail = mail(end);
            let made = left_out(mail.as_bytes());
            let text = String::from_utf8(made.bytes.clone()).expect("text");
            let (before, rest) =
                mail.split_once(&format!("Content-Type: image{}", "/png")).expect("it");
            let after = &rest
                [rest.find(&format!("{end}--cut{end}Content-Type: application")).expect("next")..];
            assert!(text.starts_with(before) && text.ends_with(after), "{text}");
            assert!(!text.contains(ENCODED) && !text.contains("image/png"));
            assert!(text.contains(&digest(SCAN).to_string()));
            assert_eq!(
                (made.removed[0].name.as_str(), made.removed[0].size),
                ("a.png", SCAN.len())
            );
            let files = unpack(&made.bytes);
            let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(names, ["a.png.txt", ""], "one stands in its place");
            assert!(!holds(&made.bytes, &scan()));
        }
    }

    #[test]
    fn it_is_found_in_a_message_within() {
        for encoding in ["7bit", "base64"] {
            let inner = mail("\n");
            let inner = if encoding == "7bit" { inner } else { base64(inner.as_bytes()) };
            let outer = format!(
                "From: zoe@home.example\nContent-Type: multipart/mixed; boundary=out\n\n--out\n\nSee below.\n--out\n\
                 Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{inner}\n--out--\n"
            );
            assert!(holds(outer.as_bytes(), &scan()));
            let made = left_out(outer.as_bytes());
            assert!(!holds(&made.bytes, &scan()));
            let text = String::from_utf8(made.bytes).expect("text");
            assert!(text.contains("See below.") && text.ends_with("--out--\n"));
            assert_eq!(text.contains("%PDF"), encoding == "7bit", "the rest of it stays if it can");
        }
    }

    fn base64(bytes: &[u8]) -> String {
        const TABLE: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let group = |chunk: &[u8]| {
            let bits =
                chunk.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
            (0..4)
                .map(|i| {
                    if i > chunk.len() {
                        '='
                    } else {
                        TABLE[(bits >> (18 - 6 * i)) as usize & 63].into()
                    }
                })
                .collect::<String>()
        };
        bytes.chunks(3).map(group).collect()
    }

    #[test]
    fn what_is_the_whole_mail_cannot_be_left_out() {
        let mail = format!(
            "From: zoe@home.example\nContent-Type: image/png; name=\"a.png\"\nContent-Transfer-Encoding: base64\n\n{ENCODED}\n"
        );
        let fault = redact(mail.as_bytes(), &scan(), &|_| String::new()).expect_err("no part");
        assert_eq!(fault.name, "a.png");
    }

    #[test]
    fn nothing_unwanted_leaves_all_as_it_is() {
        let unwanted = BTreeSet::from([digest(b"other")]);
        assert_eq!(redact(mail("\n").as_bytes(), &unwanted, &|_| String::new()), Ok(None));
    }

    proptest! {
        #[test]
        fn what_is_left_out_is_gone(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("--a"), Just("--b"), Just("--a--"), Just("--b--"), Just(""), Just("text"),
                    Just("Content-Type: multipart/mixed; boundary=b"), Just("Content-Type: message/rfc822"),
                    Just("Content-Type: image/png; name=x.png"), Just("Content-Transfer-Encoding: base64"),
                    Just("QUJD"), Just("Content-Disposition: attachment"),
                ],
                0..40,
            ),
            of in 0usize..8,
        ) {
            let mail = format!("Content-Type: multipart/mixed; boundary=a\n\n--a\n{}\n", lines.join("\n"));
            let files = unpack(mail.as_bytes());
            if let Some(file) = files.get(of).filter(|file| file.bytes.len() > 8) {
                let unwanted = BTreeSet::from([digest(&file.bytes)]);
                if let Ok(Some(made)) = redact(mail.as_bytes(), &unwanted, &|_| "gone".into()) {
                    prop_assert!(!holds(&made.bytes, &unwanted));
                    let files = unpack(&made.bytes).len();
                    prop_assert!(files >= 1);
                }
            }
        }
    }
}
