//! What a mail bears about where it came from: results of checks by servers (RFC 8601, RFC 8617, RFC 7208) as
//! they stand in it, and signatures of its sender's domain (RFC 6376), whose hash of the body is reckoned again.
//!
//! Nothing is asked of any server, so no signature is said to be valid: the key for it is in the DNS.

mod body;
#[cfg(test)]
mod tests;

use super::mime::{from_base64, raw};
use body::{Bodies, Form};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// More fields of one name than this are not kept.
const MOST: usize = 20;
/// A longer value is cut.
const LONGEST: usize = 4_000;

const DKIM: &str = "DKIM-Signature";
const SEAL: &str = "ARC-Seal";
const RESULTS: [&str; 3] = ["Authentication-Results", "ARC-Authentication-Results", "Received-SPF"];

/// What a mail bears about where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// What servers say they checked, as it stands there.  Anybody can write such a field: only those of the
    /// receiver's own server count.
    pub results: Vec<AuthenticationResult>,
    /// The seals of servers that passed it on (RFC 8617, 4.1.3).
    pub arc: Vec<ArcSeal>,
    /// The signatures of domains.
    pub dkim: Vec<DkimSignature>,
    /// Whether its lines end without the carriage return with which they travelled, which was put back to
    /// reckon hashes.
    pub line_ends_restored: bool,
}

/// A field in which a server tells what it checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticationResult {
    /// The name of the field.
    pub field: String,
    /// What it says.
    pub value: String,
}

/// A seal of a server that passed the mail on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArcSeal {
    /// Which one of the chain, from 1 (`i=`).
    pub instance: Option<u32>,
    /// How it found the chain before it (`cv=`): `none`, `pass`, `fail`.
    pub chain: String,
    /// The domain that sealed (`d=`).
    pub domain: String,
}

/// The signature of a domain (RFC 6376, 3.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DkimSignature {
    /// The domain that signed (`d=`).
    pub domain: String,
    /// The name of its key (`s=`).
    pub selector: String,
    /// How it was signed (`a=`).
    pub algorithm: String,
    /// How head and body were brought to a common form (`c=`).
    pub canonicalization: String,
    /// The hash of the body, in base64 (`bh=`).
    pub body_hash: String,
    /// How many bytes of the body were signed, if not all (`l=`).
    pub body_length: Option<u64>,
    /// When it was signed, in seconds since 1970 (`t=`).
    pub signed_at: Option<u64>,
    /// Until when it counts, in seconds since 1970 (`x=`).
    pub expires_at: Option<u64>,
    /// Whether the body is the one that was signed, if the signature is valid.
    pub body: BodyCheck,
    /// How many bytes of the body, in the common form, were not signed.
    pub unsigned_bytes: u64,
}

/// What comparing a body with the hash in a signature came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyCheck {
    /// The body is the one that was signed, if the signature is valid.
    Matches,
    /// The body is not the one that was signed: it was changed on its way, or stored otherwise.
    Differs,
    /// Signed with SHA-1, which proves nothing any more (RFC 8301).
    Obsolete,
    /// The signature is not written as it must be, or in a way that is not known.
    NotCheckable,
}

impl Authentication {
    /// Reads the fields of a mail and reckons the hashes of its body.
    pub fn of(mail: &[u8]) -> Self {
        let names = [RESULTS[0], RESULTS[1], RESULTS[2], SEAL, DKIM];
        let Some(raw) = raw(mail, &names, MOST) else { return Self::default() };
        let mut found = Self::default();
        let mut bodies = Bodies::new(&raw.body);
        for (name, value) in raw.fields {
            match name.as_str() {
                DKIM => found.dkim.push(DkimSignature::of(&value, &mut bodies)),
                SEAL => found.arc.push(ArcSeal::of(&value)),
                _ => found.results.push(AuthenticationResult { field: name, value: cut(&value) }),
            }
        }
        found.line_ends_restored = !found.dkim.is_empty() && bodies.is_restored;
        found
    }
}

impl ArcSeal {
    fn of(value: &str) -> Self {
        let tags = Tags::of(value);
        let instance = tags.number("i").and_then(|i| i.try_into().ok());
        Self { instance, chain: cut(tags.get("cv")), domain: cut(tags.get("d")) }
    }
}

impl DkimSignature {
    fn of(value: &str, bodies: &mut Bodies) -> Self {
        let tags = Tags::of(value);
        let (body, unsigned_bytes) = tags.check(bodies);
        let text = |name| cut(tags.get(name));
        let canonicalization = match tags.get("c") {
            "" => "simple/simple".to_owned(),
            given => cut(given),
        };
        Self {
            domain: text("d"),
            selector: text("s"),
            algorithm: text("a"),
            canonicalization,
            body_hash: text("bh").chars().filter(|c| !c.is_ascii_whitespace()).collect(),
            body_length: tags.number("l"),
            signed_at: tags.number("t"),
            expires_at: tags.number("x"),
            body,
            unsigned_bytes,
        }
    }
}

/// A list of tags with values (RFC 6376, 3.2).
struct Tags<'a> {
    tags: BTreeMap<&'a str, &'a str>,
    /// Whether a tag occurs twice or something is no tag: such a list does not count.
    is_broken: bool,
}

impl<'a> Tags<'a> {
    fn of(value: &'a str) -> Self {
        let mut found = Self { tags: BTreeMap::new(), is_broken: false };
        for tag in value.split(';').map(str::trim).filter(|tag| !tag.is_empty()) {
            let twice = match tag.split_once('=') {
                Some((name, value)) => found.tags.insert(name.trim_end(), value.trim()).is_some(),
                None => true,
            };
            found.is_broken |= twice;
        }
        found
    }

    fn get(&self, name: &str) -> &'a str {
        self.tags.get(name).copied().unwrap_or_default()
    }

    /// Gives a number in decimal digits.
    fn number(&self, name: &str) -> Option<u64> {
        let text = self.get(name);
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    }

    /// Compares the body with the hash, and counts the bytes that the signature does not cover.
    fn check(&self, bodies: &mut Bodies) -> (BodyCheck, u64) {
        let form = match self.get("c").split_once('/').map_or("simple", |(_, body)| body) {
            _ if self.is_broken => return (BodyCheck::NotCheckable, 0),
            "simple" => Form::Simple,
            "relaxed" => Form::Relaxed,
            _ => return (BodyCheck::NotCheckable, 0),
        };
        match self.get("a") {
            "rsa-sha256" | "ed25519-sha256" => {}
            "rsa-sha1" => return (BodyCheck::Obsolete, 0),
            _ => return (BodyCheck::NotCheckable, 0),
        }
        let hash = from_base64(self.get("bh")).filter(|hash| hash.len() == 32);
        let (Some(hash), true) = (hash, !self.tags.contains_key("l") || self.number("l").is_some())
        else {
            return (BodyCheck::NotCheckable, 0);
        };
        let (found, length) = bodies.hash(form, self.number("l"));
        let unsigned = self.number("l").map_or(0, |signed| length.saturating_sub(signed));
        // More bytes than there are cannot have been signed (RFC 6376, 3.5, `l=`).
        let is_cut = self.number("l").is_some_and(|signed| signed > length);
        let same = !is_cut && found[..] == hash[..];
        (if same { BodyCheck::Matches } else { BodyCheck::Differs }, unsigned)
    }
}

fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}
