//! Replaces what names somebody by pseudonyms: the same one for the same value under the same key.

use super::{Organisation, Stats};
use crate::id::ExchangeId;
use crate::source::{Skipped, Why};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The length of a key.
pub const KEY_BYTES: usize = 32;
/// Digits of a pseudonym: among a million values, two alike are not to be expected.
const DIGITS: usize = 10;
/// SHA-256 works on blocks of so many bytes (FIPS 180-4).
const BLOCK: usize = 64;

/// Who is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hiding {
    /// Persons and organisations.
    All,
    /// Persons; organisations keep the names that they have by their domain or the case file.
    Persons,
}

impl Hiding {
    /// Gives the name used in JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Persons => "persons",
        }
    }
}

/// Makes pseudonyms with a key; without the key nobody can tell whether a name belongs to one.
pub struct Pseudonyms {
    key: [u8; KEY_BYTES],
}

impl Pseudonyms {
    /// Takes the key.
    pub fn new(key: [u8; KEY_BYTES]) -> Self {
        Self { key }
    }

    /// Gives the pseudonym of a value of this kind.
    fn of(&self, kind: &str, value: &str) -> String {
        let digest = hmac(&self.key, &[b"dilatory/1\0", kind.as_bytes(), b"\0", value.as_bytes()]);
        let bytes = digest.iter().take(DIGITS / 2);
        let number = bytes.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{kind}-{number:0DIGITS$x}")
    }

    /// Gives the pseudonym of a path.
    pub fn path(&self, path: &str) -> String {
        self.of("path", path)
    }

    /// Gives the pseudonym of a finding.
    pub fn finding(&self, id: &str) -> String {
        self.of("finding", id)
    }

    /// Hides a place, and the words of the system or of the file that may name it.
    fn place(&self, skipped: &mut Skipped) {
        skipped.path = self.path(&skipped.path.display().to_string()).into();
        match &mut skipped.why {
            Why::Io(words) => "the system refused to read it".clone_into(words),
            Why::Damaged(words) => "it cannot be unpacked".clone_into(words),
            _ => {}
        }
    }

    fn organisation(&self, organisation: &Organisation, hiding: Hiding) -> Organisation {
        let is_known = organisation.by_case || !organisation.domains.is_empty();
        // A mail provider's address is that of a person, and so may be a name with an address in it.
        let is_person = organisation.domains.iter().any(|domain| domain.contains('@'))
            || (organisation.by_case && organisation.name.contains('@'));
        if hiding == Hiding::Persons && is_known && !is_person {
            // A display name may be that of an employee.
            let name = if organisation.by_case { organisation.name.clone() } else { String::new() };
            return Organisation { name, ..organisation.clone() };
        }
        let normal: String = organisation.key.nfc().collect();
        let name = self.of("controller", normal.trim());
        Organisation { key: name.clone(), name, domains: Vec::new(), by_case: false }
    }
}

impl Stats {
    /// Replaces what names somebody; dates stay.
    pub fn hide(&mut self, hiding: Hiding, pseudonyms: &Pseudonyms) {
        for standing in &mut self.standings {
            standing.organisation = pseudonyms.organisation(&standing.organisation, hiding);
            if !standing.id.as_str().is_empty() {
                standing.id = ExchangeId::new(pseudonyms.of("exchange", standing.id.as_str()));
            }
        }
        self.skipped.iter_mut().for_each(|skipped| pseudonyms.place(skipped));
        self.hiding = Some(hiding);
        // The order of the names is not to give them away.
        self.sort();
    }
}

/// Reckons the keyed hash of parts (RFC 2104, with SHA-256); the key is no longer than a block.
fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let pad = |with: u8| {
        let mut block = [with; BLOCK];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        Sha256::new().chain_update(block)
    };
    let inner = parts.iter().fold(pad(0x36), Digest::chain_update).finalize();
    pad(0x5c).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MessageKey;

    /// RFC 4231, sections 4.2 and 4.3.
    #[test]
    fn the_keyed_hash_is_the_standard_one() {
        let hex = |bytes: [u8; 32]| MessageKey::new(bytes).to_string();
        assert_eq!(
            hex(hmac(&[0x0b; 20], &[b"Hi There"])),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        assert_eq!(
            hex(hmac(b"Jefe", &[b"what do ya want ", b"for nothing?"])),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn the_key_and_the_kind_matter() {
        let (one, other) = (Pseudonyms::new([1; 32]), Pseudonyms::new([2; 32]));
        assert_eq!(one.path("a"), one.path("a"));
        assert_ne!(one.path("a"), other.path("a"));
        assert_ne!(one.path("a")[5..], one.finding("a")[8..]);
        assert_eq!(one.path("a").len(), "path-".len() + DIGITS);
    }
}
