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
    pub(super) fn party(&self, message: &Message) -> Party {
        let from = &message.from;
        if self.is_subject(&from.address) {
            let others = message.to.iter().chain(&message.cc);
            let to_controller = others.clone().any(|m| self.is_controller(&m.address));
            let answers_nobody = others.count() == 0;
            return if to_controller || answers_nobody { Party::Subject } else { Party::Third };
        }
        if AUTHORITIES.iter().any(|known| within(from.domain(), known)) {
            return Party::Authority;
        }
        let daemon = message.kind == Kind::Bounce;
        if self.is_controller(&from.address) || daemon {
            return if message.kind.is_automatic() { Party::Auto } else { Party::Controller };
        }
        Party::Third
    }
}

fn within(domain: &str, known: &str) -> bool {
    domain.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
