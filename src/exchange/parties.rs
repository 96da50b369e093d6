//! Works out who is the subject and who the controller, from the case or from the mail itself.

use super::{Case, Party};
use crate::message::{Kind, Message};

/// Providers whose domain says nothing about an organisation.
const PUBLIC_DOMAINS: [&str; 18] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.fr",
    "live.com",
    "yahoo.com",
    "yahoo.fr",
    "icloud.com",
    "me.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "orange.fr",
    "free.fr",
    "protonmail.com",
    "proton.me",
    "aol.com",
];

/// Supervisory authorities by domain.
const AUTHORITIES: [&str; 20] = [
    "cnil.fr",
    "ico.org.uk",
    "dataprotection.ie",
    "bfdi.bund.de",
    "dsb.gv.at",
    "garanteprivacy.it",
    "gpdp.it",
    "aepd.es",
    "autoriteitpersoonsgegevens.nl",
    "apd-gba.be",
    "cnpd.lu",
    "cnpd.pt",
    "imy.se",
    "datatilsynet.dk",
    "datatilsynet.no",
    "tietosuoja.fi",
    "uodo.gov.pl",
    "uoou.cz",
    "edps.europa.eu",
    "cppa.ca.gov",
];

/// The two sides of an exchange.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parties {
    pub(super) subject: Vec<String>,
    pub(super) domains: Vec<String>,
}

impl Parties {
    /// Takes the parties that the case names.
    pub(super) fn of_case(case: &Case) -> Self {
        Self { subject: case.subject.addresses.clone(), domains: case.controller.domains.clone() }
    }

    pub(super) fn is_subject(&self, address: &str) -> bool {
        self.subject.iter().any(|known| known == address)
    }

    pub(super) fn is_controller(&self, address: &str) -> bool {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        self.domains.iter().any(|known| within(domain, known) || known == address)
    }

    /// Takes the organisation that an address belongs to.
    pub(super) fn add_controller(&mut self, address: &str) {
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
        if domain.is_empty() || self.is_controller(address) || self.is_subject(address) {
            return;
        }
        let public = PUBLIC_DOMAINS.contains(&domain);
        self.domains.push(if public { address } else { domain }.to_owned());
    }

    /// Tells on which side a message stands; `Third` when neither side takes part in it.
    pub(super) fn party_of<'a>(
        &self,
        from: &str,
        to: impl Iterator<Item = &'a str>,
        kind: Kind,
    ) -> Party {
        if self.is_subject(from) {
            let mut others = to.peekable();
            let answers_nobody = others.peek().is_none();
            let to_controller = others.any(|address| self.is_controller(address));
            return if to_controller || answers_nobody { Party::Subject } else { Party::Third };
        }
        let domain = from.rsplit_once('@').map_or("", |(_, domain)| domain);
        if AUTHORITIES.iter().any(|known| within(domain, known)) {
            return Party::Authority;
        }
        if self.is_controller(from) || kind == Kind::Bounce {
            return if kind.is_automatic() { Party::Auto } else { Party::Controller };
        }
        Party::Third
    }

    /// Tells on which side a message stands.
    pub(super) fn party(&self, message: &Message) -> Party {
        let to = message.to.iter().chain(&message.cc).map(|m| m.address.as_str());
        self.party_of(&message.from.address, to, message.kind)
    }
}

/// Tells whether two addresses are of two domains, one of which bears the name of the other with something
/// to it: `acme-holding.example` beside `acme.example`.
pub(super) fn are_kin(one: &str, other: &str) -> bool {
    let (one, other) = (side(one), side(other));
    let name = |domain: &'_ str| domain.split('.').next().unwrap_or_default().to_owned();
    let (mut short, mut long) = (name(one), name(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let begins = long.strip_prefix(&short).is_some_and(|rest| rest.starts_with('-'));
    let ends = long.strip_suffix(&short).is_some_and(|rest| rest.ends_with('-'));
    !one.contains('@') && !other.contains('@') && short.len() >= 4 && (begins || ends)
}

/// Second-level names under which organisations have theirs (`police.uk`, `gov.uk`, `co.uk`).
const REGISTRIES: [&str; 18] = [
    "ac", "co", "com", "edu", "gc", "go", "gob", "gouv", "gov", "govt", "gv", "ne", "net", "nhs",
    "or", "org", "plc", "police",
];

/// Gives the side that an address stands for: the domain of its organisation without host names, or
/// itself where the domain is that of a mail provider.  A bare domain stands for its organisation, too.
pub(super) fn side(address: &str) -> &str {
    let domain = address.rsplit_once('@').map_or(address, |(_, domain)| domain);
    if PUBLIC_DOMAINS.contains(&domain) {
        return address;
    }
    let labels = domain.split('.').count();
    let second = domain.rsplit('.').nth(1).unwrap_or_default();
    let keep = if REGISTRIES.contains(&second) { 3 } else { 2 };
    let cut = domain.split('.').take(labels.saturating_sub(keep)).map(|l| l.len() + 1).sum();
    &domain[cut..]
}

fn within(domain: &str, known: &str) -> bool {
    domain.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_of_one_name_are_kin() {
        assert!(are_kin("a@acme.example", "privacy@acme-holding.example"));
        assert!(are_kin("a@mail.my-acme.example", "x@acme.example"));
        for other in
            ["b@acme.example", "b@acmeholding.example", "b@gmail.com", "b@north-acm.example"]
        {
            assert!(!are_kin("a@acme.example", other), "{other}");
        }
    }
}
