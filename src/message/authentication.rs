//! What a mail bears about where it came from: results of checks by servers (RFC 8601, RFC 8617, RFC 7208) as
//! they stand in it, and signatures of its sender's domain (RFC 6376), whose hash of the body is reckoned again.
//!
//! Nothing is asked of any server, so no signature is said to be valid: the key for it is in the DNS.

use super::mime::{from_base64, raw};
use memchr::memchr;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

    /// Tells whether nothing of the kind stands in the mail.
    pub fn is_empty(&self) -> bool {
        self.results.is_empty() && self.arc.is_empty() && self.dkim.is_empty()
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

/// How a body is brought to a common form (RFC 6376, 3.4.3 and 3.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Simple,
    Relaxed,
}

/// The body in its common forms, and the hashes that were reckoned.
struct Bodies {
    body: Vec<u8>,
    is_restored: bool,
    forms: BTreeMap<Form, Vec<u8>>,
    hashes: BTreeMap<(Form, Option<u64>), [u8; 32]>,
}

impl Bodies {
    fn new(body: &[u8]) -> Self {
        let (body, is_restored) = with_crlf(body);
        Self { body, is_restored, forms: BTreeMap::new(), hashes: BTreeMap::new() }
    }

    /// Gives the hash of so many bytes of the body, and how many there are.
    fn hash(&mut self, form: Form, length: Option<u64>) -> ([u8; 32], u64) {
        let body = &self.body;
        let text = self.forms.entry(form).or_insert_with(|| form.of(body));
        let end = length.map_or(text.len(), |length| text.len().min(length as usize));
        let hash = || Sha256::digest(&text[..end]).into();
        (*self.hashes.entry((form, length)).or_insert_with(hash), text.len() as u64)
    }
}

impl Form {
    fn of(self, body: &[u8]) -> Vec<u8> {
        let mut text = Vec::with_capacity(body.len() + 2);
        match self {
            Self::Simple => text.extend_from_slice(body),
            Self::Relaxed => relax(body, &mut text),
        }
        while text.ends_with(b"\r\n\r\n") || text == b"\r\n" {
            text.truncate(text.len() - 2);
        }
        let is_nothing = text.is_empty() && self == Self::Relaxed;
        if !is_nothing && !text.ends_with(b"\r\n") {
            text.extend_from_slice(b"\r\n");
        }
        text
    }
}

/// Takes blanks off the ends of lines, and makes one space of those within.
fn relax(body: &[u8], text: &mut Vec<u8>) {
    for line in body.split_inclusive(|b| *b == b'\n') {
        let (line, end) = match line.strip_suffix(b"\r\n") {
            Some(line) => (line, &b"\r\n"[..]),
            None => (line, &b""[..]),
        };
        let mut is_gap = false;
        for &byte in line {
            if matches!(byte, b' ' | b'\t') {
                is_gap = true;
                continue;
            }
            if std::mem::take(&mut is_gap) {
                text.push(b' ');
            }
            text.push(byte);
        }
        text.extend_from_slice(end);
    }
}

/// Makes all lines end as they do on their way; tells whether some did not.
fn with_crlf(body: &[u8]) -> (Vec<u8>, bool) {
    let mut whole = Vec::with_capacity(body.len() + body.len() / 32);
    let mut is_restored = false;
    let mut rest = body;
    while let Some(at) = memchr(b'\n', rest) {
        let line = &rest[..at];
        is_restored |= !line.ends_with(b"\r");
        whole.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        whole.extend_from_slice(b"\r\n");
        rest = &rest[at + 1..];
    }
    whole.extend_from_slice(rest);
    (whole, is_restored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EMPTY_SIMPLE: &str = "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=";
    const EMPTY_RELAXED: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /// RFC 6376, appendix A.2.
    const JOE: &str = "DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;\r\n\
        \x20     c=simple/simple; q=dns/txt; i=joe@football.example.com;\r\n\
        \x20     h=Received : From : To : Subject : Date : Message-ID;\r\n\
        \x20     bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n\
        \x20     b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB\r\n\
        \x20     4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut\r\n\
        \x20     KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV\r\n\
        \x20     4bmp/YzhwvcubU4=;\r\n\
        Received: from client1.football.example.com  [192.0.2.1]\r\n\
        \x20     by submitserver.example.com with SUBMISSION;\r\n\
        \x20     Fri, 11 Jul 2003 21:01:54 -0700 (PDT)\r\n\
        From: Joe SixPack <joe@football.example.com>\r\n\
        To: Suzie Q <suzie@shopping.example.net>\r\n\
        Subject: Is dinner ready?\r\n\
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
        Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\
        \r\n\
        Hi.\r\n\
        \r\n\
        We lost the game. Are you hungry yet?\r\n\
        \r\n\
        Joe.\r\n";

    fn checked(mail: &str) -> DkimSignature {
        Authentication::of(mail.as_bytes()).dkim.remove(0)
    }

    fn signed(tags: &str, body: &str) -> DkimSignature {
        checked(&format!("DKIM-Signature: {tags}\r\nFrom: a@x.example\r\n\r\n{body}"))
    }

    #[test]
    fn the_example_of_the_standard() {
        let found = checked(JOE);
        assert_eq!(found.body, BodyCheck::Matches);
        assert_eq!((found.domain.as_str(), found.selector.as_str()), ("example.com", "brisbane"));
        assert_eq!(found.canonicalization, "simple/simple");
        assert_eq!(found.body_hash, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
        assert_eq!(checked(&JOE.replace("lost", "won")).body, BodyCheck::Differs);
    }

    #[test]
    fn line_ends_that_a_mailbox_changed_are_put_back() {
        let stored = JOE.replace("\r\n", "\n");
        let found = Authentication::of(stored.as_bytes());
        assert_eq!(found.dkim[0].body, BodyCheck::Matches);
        assert!(found.line_ends_restored);
        assert!(!Authentication::of(JOE.as_bytes()).line_ends_restored);
    }

    /// RFC 6376, 3.4.5.
    #[test]
    fn the_common_forms_of_the_standard() {
        let body = b" C \r\nD \t E\r\n\r\n\r\n";
        assert_eq!(Form::Simple.of(body), b" C \r\nD \t E\r\n");
        assert_eq!(Form::Relaxed.of(body), b" C\r\nD E\r\n");
        for (form, body, common) in [
            (Form::Simple, "", "\r\n"),
            (Form::Simple, "\r\n\r\n", "\r\n"),
            (Form::Simple, "a", "a\r\n"),
            (Form::Relaxed, "", ""),
            (Form::Relaxed, "\r\n \r\n\t\r\n", ""),
            (Form::Relaxed, "a ", "a\r\n"),
        ] {
            assert_eq!(form.of(body.as_bytes()), common.as_bytes(), "{form:?} {body:?}");
        }
    }

    #[test]
    fn empty_bodies() {
        for (c, hash) in [("simple", EMPTY_SIMPLE), ("relaxed", EMPTY_RELAXED)] {
            for body in ["", "\r\n", "\r\n\r\n", "\n"] {
                let found = signed(&format!("a=rsa-sha256; c=relaxed/{c}; bh={hash}"), body);
                assert_eq!(found.body, BodyCheck::Matches, "{c} {body:?}");
            }
        }
        // Nothing is said of the body's form: it is the simple one.
        let found = signed(&format!("a=ed25519-sha256; c=relaxed; bh={EMPTY_SIMPLE}"), "");
        assert_eq!(found.body, BodyCheck::Matches);
    }

    #[test]
    fn what_follows_the_signed_length_is_counted() {
        let tags = |l: &str| format!("a=rsa-sha256; c=relaxed/relaxed; l={l}; bh={EMPTY_RELAXED}");
        let found = signed(&tags("0"), "added\r\n");
        assert_eq!((found.body, found.unsigned_bytes), (BodyCheck::Matches, 7));
        assert_eq!(signed(&tags("8"), "").body, BodyCheck::Differs);
        assert_eq!(signed(&tags("-1"), "").body, BodyCheck::NotCheckable);
        assert_eq!(signed(&tags("99999999999999999999999"), "").body, BodyCheck::NotCheckable);
    }

    #[test]
    fn what_cannot_be_checked_is_not_blamed() {
        let of = |tags: &str| signed(tags, "x\r\n").body;
        assert_eq!(of(&format!("a=rsa-sha1; bh={EMPTY_SIMPLE}")), BodyCheck::Obsolete);
        for tags in [
            "",
            "a=rsa-sha256",
            "a=rsa-sha256; bh=!!!",
            "a=rsa-sha256; bh=QUJD",
            &format!("a=rsa-sha256; a=rsa-sha256; bh={EMPTY_SIMPLE}"),
            &format!("a=rsa-sha512; bh={EMPTY_SIMPLE}"),
            &format!("a=rsa-sha256; c=simple/nofws; bh={EMPTY_SIMPLE}"),
            &format!("a=rsa-sha256; nonsense; bh={EMPTY_SIMPLE}"),
        ] {
            assert_eq!(of(tags), BodyCheck::NotCheckable, "{tags}");
        }
    }

    #[test]
    fn what_servers_say_is_kept_as_found() {
        let mail = "Authentication-Results: mx.home.example;\r\n\tdkim=pass header.d=shop.example;\r\n spf=pass\r\n\
            Received-SPF: pass (home.example: domain of a@shop.example)\r\n\
            ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; b=AA\r\n\
            ARC-Authentication-Results: i=1; list.example; dkim=pass\r\n\
            Authentication-Results: other.example; none\r\nFrom: a@shop.example\r\n\r\nHi\r\n";
        let found = Authentication::of(mail.as_bytes());
        let results: Vec<_> = found.results.iter().map(|r| r.value.as_str()).collect();
        assert_eq!(results[0], "mx.home.example;\tdkim=pass header.d=shop.example; spf=pass");
        assert_eq!(results.len(), 4);
        let seal =
            ArcSeal { instance: Some(1), chain: "none".into(), domain: "list.example".into() };
        assert_eq!(found.arc, [seal]);
    }

    #[test]
    fn floods_are_bounded() {
        let field = format!("DKIM-Signature: d={}; bh=\r\n", "x".repeat(1 << 20));
        let mail =
            format!("{}From: a@x.example\r\n\r\n{}", field.repeat(40), "a \t".repeat(100_000));
        let found = Authentication::of(mail.as_bytes());
        assert_eq!(found.dkim.len(), MOST);
        assert!(found.dkim.iter().all(|signature| signature.domain.len() <= LONGEST));
    }

    proptest! {
        #[test]
        fn hostile_fields_and_bodies_end(
            tags in "[-a-z0-9=;:/ \t\r\n+é]{0,200}",
            body in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut mail = format!("DKIM-Signature: {tags}\r\nARC-Seal:{tags}\r\n\r\n").into_bytes();
            mail.extend(&body);
            let _ = Authentication::of(&mail);
            let _ = Authentication::of(&body);
        }

        #[test]
        fn the_common_form_is_its_own_common_form(body in prop::collection::vec(any::<u8>(), 0..100)) {
            for form in [Form::Simple, Form::Relaxed] {
                let once = form.of(&with_crlf(&body).0);
                prop_assert_eq!(form.of(&once), once);
            }
        }
    }
}
