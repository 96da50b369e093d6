//! Reads `case.toml`: what the person auditing knows and the mail does not say.

use super::Party;
use crate::id::{FindingId, MemberState, RegimeId};
use crate::rulefile::{Fault, RuleFile};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// What a person says about an exchange.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The law that applies.
    pub regime: Option<RegimeId>,
    /// The state whose public holidays and time zone count.
    pub member_state: Option<MemberState>,
    /// The person.
    #[serde(default)]
    pub subject: SubjectCase,
    /// Who acts for the person.
    pub representative: Option<Representative>,
    /// The organisation.
    #[serde(default)]
    pub controller: ControllerCase,
    /// The supervisory authority that the report is for.
    #[serde(default)]
    pub authority: AuthorityCase,
    /// What else the person asks the authority for, each in a sentence.
    #[serde(default, rename = "remedy")]
    pub remedies: Vec<String>,
    /// Messages that belong to the exchange, by `Message-ID` or SHA-256 (its beginning is enough),
    /// whatever the program thinks.
    #[serde(default)]
    pub link: Vec<String>,
    /// Messages that do not belong to it.
    #[serde(default)]
    pub unlink: Vec<String>,
    /// Findings that a person set aside, each with the reason.
    #[serde(default)]
    pub waive: Vec<Waiver>,
    /// What did not travel by e-mail.
    #[serde(default, rename = "letter")]
    pub letters: Vec<Letter>,
}

/// Who the subject is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectCase {
    /// The name of the person.
    pub name: Option<String>,
    /// Where the person lives, for the authority.
    pub postal_address: Option<String>,
    /// The addresses of the person and of whoever holds their mandate.
    #[serde(default)]
    pub addresses: Vec<String>,
}

/// Who the controller is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControllerCase {
    /// Its name.
    pub name: Option<String>,
    /// Where its letters go.
    pub postal_address: Option<String>,
    /// Its number in a register (SIREN, company number).
    pub registration: Option<String>,
    /// The domains of the controller and of whoever speaks for it.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Whether it holds special-category or otherwise delicate data (Art. 9 GDPR).
    #[serde(default)]
    pub high_risk: bool,
}

/// Who acts for the person (Art. 80(1) GDPR, or a lawyer).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// The name.
    pub name: String,
    /// The signed mandate, below the folder of the case file.
    pub mandate: Option<CaseFile>,
}

/// The authority that the report is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityCase {
    /// Its name.
    pub name: Option<String>,
    /// Its number of the complaint.
    pub reference: Option<String>,
}

/// A file that the case file names: a scanned letter, a mandate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "PathBuf")]
pub struct CaseFile {
    /// Where it lies, as the case file says: below the folder of that file.
    pub path: PathBuf,
    /// Its bytes, once it was read.
    pub size: u64,
    /// The SHA-256 of its bytes, once it was read.
    pub sha256: String,
}

impl From<PathBuf> for CaseFile {
    fn from(path: PathBuf) -> Self {
        Self { path, ..Self::default() }
    }
}

/// A finding that a person set aside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The id of the finding, as reports give it.
    pub finding: FindingId,
    /// Why; the report says so.
    pub reason: String,
}

/// A paper letter, a call, a visit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The day of its delivery.
    #[serde(deserialize_with = "day")]
    pub date: NaiveDate,
    /// Who sent it.
    pub from: LetterFrom,
    /// What it is.
    pub kind: LetterKind,
    /// What else is to be known, such as the number of the postal slip.
    #[serde(default)]
    pub note: String,
    /// The scanned letter.
    pub file: Option<CaseFile>,
}

/// Who sent a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LetterFrom {
    /// The person or their representative.
    Subject,
    /// The organisation.
    Controller,
    /// A supervisory authority.
    Authority,
}

impl LetterFrom {
    /// Gives the side of the exchange on which it stands.
    pub fn party(self) -> Party {
        match self {
            Self::Subject => Party::Subject,
            Self::Controller => Party::Controller,
            Self::Authority => Party::Authority,
        }
    }
}

/// What a letter is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum LetterKind {
    /// An access request.
    Request,
    /// A reminder.
    Reminder,
    /// A formal notice.
    FormalNotice,
    /// A complaint to an authority.
    Complaint,
    /// A substantive answer.
    Answer,
    /// A refusal.
    Refusal,
    /// Proof of identity.
    Identity,
    /// Anything else, in the words of the case file.
    Other(String),
}

impl From<String> for LetterKind {
    fn from(text: String) -> Self {
        match text.as_str() {
            "request" => Self::Request,
            "reminder" => Self::Reminder,
            "formal-notice" => Self::FormalNotice,
            "complaint" => Self::Complaint,
            "answer" => Self::Answer,
            "refusal" => Self::Refusal,
            "identity" => Self::Identity,
            _ => Self::Other(text),
        }
    }
}

impl fmt::Display for LetterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Reminder => "reminder",
            Self::FormalNotice => "formal-notice",
            Self::Complaint => "complaint",
            Self::Answer => "answer",
            Self::Refusal => "refusal",
            Self::Identity => "identity",
            Self::Other(text) => text,
        })
    }
}

/// Dates are strings, so that a wrong one is shown at its place.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| {
        serde::de::Error::custom(format!("`{text}` is no date of the form YYYY-MM-DD"))
    })
}

impl Case {
    /// Lists the files that the case names.
    pub fn files_mut(&mut self) -> impl Iterator<Item = &mut CaseFile> {
        let mandate = self.representative.iter_mut().filter_map(|r| r.mandate.as_mut());
        mandate.chain(self.letters.iter_mut().filter_map(|letter| letter.file.as_mut()))
    }

    /// Tells whether the case names at least one of the two sides.
    pub fn names_a_party(&self) -> bool {
        !self.subject.addresses.is_empty() || !self.controller.domains.is_empty()
    }

    /// Parses a case file.
    ///
    /// # Errors
    /// A [`Fault`] that shows the place.
    pub fn parse(file: &RuleFile) -> Result<Self, Fault> {
        let mut case: Self = file.parse()?;
        if let Some(waiver) = case.waive.iter().find(|waiver| waiver.reason.trim().is_empty()) {
            let what = "a finding is set aside with a reason: the report shows it";
            return Err(Fault::at(file, waiver.finding.as_str(), what));
        }
        let lower = |list: &mut Vec<String>| list.iter_mut().for_each(|t| *t = t.to_lowercase());
        for named in case.link.iter_mut().chain(&mut case.unlink) {
            *named = named.trim().trim_matches(['<', '>']).to_owned();
        }
        lower(&mut case.subject.addresses);
        lower(&mut case.controller.domains);
        Ok(case)
    }
}
