//! Folders of a server: their names on the wire (modified UTF-7, RFC 3501 section 5.1.3), what they are for
//! (RFC 6154), and the names of the Maildirs they become.

use std::fmt::Write as _;

/// What a folder is for (RFC 6154).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Every message of the account.
    All,
    /// Spam.
    Junk,
    /// What was thrown away.
    Trash,
    /// Anything else.
    Other,
}

/// A folder of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its name as the person reads it.
    pub name: String,
    /// Its name as the server writes it.
    pub wire: String,
    /// Whether it can hold messages.
    pub holds_mail: bool,
    /// What it is for.
    pub used_for: Use,
    separator: Option<char>,
}

impl Folder {
    /// Makes a folder of what a server says of it.
    pub fn new(attributes: &str, separator: Option<char>, wire: &str) -> Self {
        let attributes = attributes.to_ascii_lowercase();
        let has = |name: &str| attributes.split_whitespace().any(|a| a == name);
        let used_for = if has("\\all") {
            Use::All
        } else if has("\\junk") {
            Use::Junk
        } else if has("\\trash") {
            Use::Trash
        } else {
            Use::Other
        };
        let holds_mail = !has("\\noselect") && !has("\\nonexistent");
        let name = decode(wire).unwrap_or_else(|| wire.to_owned());
        Self { name, wire: wire.to_owned(), holds_mail, used_for, separator }
    }

    /// Tells whether it is where new mail comes in (RFC 3501, section 5.1).
    pub fn is_inbox(&self) -> bool {
        self.wire.eq_ignore_ascii_case("INBOX")
    }

    /// Gives the names of the folders, one in the other, that the folder becomes on disk.  Names come from
    /// the server, so that nothing but letters, digits and a few signs is taken as it stands.
    pub fn path(&self) -> Vec<String> {
        let parts: Vec<&str> = match self.separator {
            Some(separator) => self.name.split(separator).collect(),
            None => vec![&self.name],
        };
        parts.into_iter().map(safe).collect()
    }
}

/// Names that mean something else in a Maildir, or to the system.
const TAKEN: [&str; 5] = ["", "cur", "new", "tmp", "."];
/// File systems take names of up to 255 bytes.
const LONGEST: usize = 180;

fn safe(part: &str) -> String {
    let mut name = String::new();
    for c in part.chars() {
        if c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '&' | ',' | '+' | '(' | ')' | '@' | '.')
        {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    let taken = TAKEN.contains(&name.to_lowercase().as_str());
    if taken || name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']) || name.len() > LONGEST {
        let mut short = name.len().min(LONGEST);
        while !name.is_char_boundary(short) {
            short -= 1;
        }
        let print = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        return format!("%{}%{print:016X}", name[..short].trim_matches(['.', ' ']));
    }
    name
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// Reads modified UTF-7; `None` for what is none.
pub(super) fn decode(wire: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = wire;
    while let Some(at) = rest.find('&') {
        name.push_str(&rest[..at]);
        let (shifted, after) = rest[at + 1..].split_once('-')?;
        rest = after;
        if shifted.is_empty() {
            name.push('&');
            continue;
        }
        let (mut bits, mut count, mut units) = (0u32, 0, Vec::new());
        for byte in shifted.bytes() {
            let digit = ALPHABET.iter().position(|a| *a == byte)?;
            bits = (bits << 6) | digit as u32;
            count += 6;
            if count >= 16 {
                count -= 16;
                units.push((bits >> count) as u16);
                bits &= (1 << count) - 1;
            }
        }
        if count >= 6 || bits != 0 {
            return None;
        }
        name.push_str(&String::from_utf16(&units).ok()?);
    }
    name.push_str(rest);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn modified_utf_7_as_in_the_rfc() {
        for (name, wire) in [
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("Anträge & Bescheide", "Antr&AOQ-ge &- Bescheide"),
        ] {
            assert_eq!(decode(wire).as_deref(), Some(name));
        }
        for wrong in ["&AP seq", "&A-", "&AOQ", "&*-"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_from_the_server_stay_inside_the_store() {
        for (wire, path) in [
            ("INBOX", vec!["INBOX"]),
            ("Projects/&ZeVnLIqe-", vec!["Projects", "日本語"]),
            ("a/../b", vec!["a", "%%CBF29CE484222325", "b"]),
        ] {
            let made = Folder::new("", Some('/'), wire).path();
            assert_eq!(made.len(), path.len());
            assert!(made.iter().all(|p| !p.starts_with('.') && !p.contains('/')), "{made:?}");
            if !wire.contains("..") {
                assert_eq!(made, path);
            }
        }
        assert_eq!(Folder::new("", None, "a/b:c\u{1b}").path(), ["a%2Fb%3Ac%1B"]);
        assert!(Folder::new("", Some('/'), "cur").path()[0].starts_with('%'));
    }

    proptest! {
        #[test]
        fn no_name_panics_or_leaves_the_store(wire in "\\PC{0,40}") {
            let folder = Folder::new("", Some('/'), &wire);
            for part in folder.path() {
                prop_assert!(!part.is_empty() && !part.contains('/') && !part.starts_with('.'));
            }
        }
    }
}
