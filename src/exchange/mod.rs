//! Puts threads and the case together into exchanges: parties, timeline, acts and ledger.

mod act;
mod answer;
mod build;
mod case;
mod explain;
mod form;
mod kept;
mod ledger;
mod likely;
mod link;
mod measures;
mod outline;
mod parties;
mod plan;
mod read;
mod topic;

pub use act::{Act, Acts, ItemKind, Side, Spotted};
pub use build::{Built, build};
pub use case::{Case, CaseFile, Letter, LetterFrom, LetterKind, Waiver};
pub use explain::{away, deeds, does, done, explain};
pub use ledger::{Ledger, LedgerLine};
pub use link::{Conversations, Link, Reason, conversations};
pub use measures::{Measures, Turn};
pub use outline::{Draft, Outline};
pub use plan::{Member, Plan, Plans, plan};

use crate::id::{ActId, ExchangeId, ItemId, Language, MemberState, MessageId, RegimeId};
use crate::lexicon::ConceptSet;
use crate::message::Message;
use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// On which side of an exchange a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The person, or whoever holds their mandate.
    Subject,
    /// The organisation, or who speaks for it.
    Controller,
    /// A supervisory authority.
    Authority,
    /// A machine of the organisation or of the mail system.
    Auto,
    /// Somebody else.
    Third,
}

impl Party {
    /// Gives the name used in JSON and in searches.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Controller => "controller",
            Self::Authority => "authority",
            Self::Auto => "auto",
            Self::Third => "third",
        }
    }
}

/// The act that begins an exchange.
const REQUEST: &str = "requests-access";

/// Lists the concepts that a message needs for beginning an exchange.
pub fn concepts_of_requests(acts: &Acts) -> ConceptSet {
    acts.concepts_of(REQUEST)
}

/// Why a message stands in an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The message it is tied to; `None` where the case file puts it in.
    pub to: Option<MessageId>,
    /// Why.
    pub reason: Reason,
}

/// A message in its place in an exchange.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The message.
    pub message: Message,
    /// Who speaks.
    pub party: Party,
    /// What the message does.
    pub acts: Vec<Act>,
    /// Whether no language file could read it, so that nothing can be said of what it lacks.
    pub unread: bool,
    /// Whether it answers the request, in whole or in part, or refuses it.
    pub answers: bool,
    /// Whether it may do so in words that no language file knows.
    pub unclear: bool,
    /// How many of its sentences do nothing that is known.
    pub unexplained: usize,
    /// How much it says, in characters of sentences that do not speak of other business.
    pub said: usize,
    /// How much of it, in bytes of sentences that are long enough to tell, is in which language.
    pub languages: BTreeMap<Language, usize>,
    /// Why it stands here; `None` for the message that begins the exchange.
    pub tie: Option<Tie>,
}

impl Entry {
    /// Tells whether the message does this.
    pub fn does(&self, act: &str) -> bool {
        self.acts.iter().any(|a| a.act.as_str() == act)
    }

    /// Lists where the message does this.
    pub fn acts_named<'a>(&'a self, act: &'a ActId) -> impl Iterator<Item = &'a Act> {
        self.acts.iter().filter(move |a| a.act == *act)
    }

    /// Gives the time of the message; one without a date counts as the earliest.
    pub fn time(&self) -> DateTime<FixedOffset> {
        self.message.date.unwrap_or_default()
    }
}

/// Gives the mail that a bounce returns for good: the one that it names, or is tied to.
pub fn returned<'a>(entries: &'a [Entry], notice: &Entry) -> Option<&'a Entry> {
    let bounce = notice.message.bounce.as_ref().filter(|bounce| bounce.permanent)?;
    let tied = notice.tie.as_ref().filter(|tie| tie.reason == Reason::Bounce);
    let tied = tied.and_then(|tie| tie.to.as_ref());
    let mut named = bounce.original.iter().chain(&notice.message.references).chain(tied);
    named.find_map(|id| entries.iter().find(|e| e.message.id == *id))
}

/// Who the controller is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Controller {
    /// Its name, as the case or its mail gives it.
    pub name: String,
    /// The domains that speak for it.
    pub domains: Vec<String>,
    /// Whether the case says that its data are delicate (Art. 9 GDPR).
    pub high_risk: bool,
}

/// All that a subject and a controller said to each other about a request.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Stable across runs: made of the request's hash.
    pub id: ExchangeId,
    /// The addresses of the person and of whoever holds their mandate.
    pub subject: Vec<String>,
    /// The organisation.
    pub controller: Controller,
    /// The law that the case names.
    pub regime: Option<RegimeId>,
    /// The state that the case names.
    pub member_state: Option<MemberState>,
    /// The language of the request.
    pub language: Option<Language>,
    /// The messages in the order of time.
    pub entries: Vec<Entry>,
    /// The letters in the order of time.
    pub letters: Vec<Letter>,
    /// The request, as an index into the messages; `None` when a letter or nothing is the request.
    pub request: Option<usize>,
    /// Which identifying items were asked for and given.
    pub ledger: Ledger,
}

impl Exchange {
    /// Lists the messages of one side with their place.
    pub fn of(&self, party: Party) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(move |(_, entry)| entry.party == party)
    }

    /// Tells whether a message of the person, by its place, brings an item.
    pub fn gives(&self, entry: usize, item: &str) -> bool {
        let is_listed = self.ledger.lines.get(&ItemId::new(item));
        let says = |act: &Act| {
            let named = act.item.as_ref().is_some_and(|named| named.as_str() == item);
            act.act.as_str() == "supplies-item" && named
        };
        let by_ledger = is_listed.is_some_and(|line| line.supplied.contains(&entry));
        let message = &self.entries[entry];
        message.party == Party::Subject && (by_ledger || message.acts.iter().any(says))
    }

    /// Gives the first message that answers, from the request on.
    pub fn first_answer(&self) -> Option<usize> {
        let from = self.request.unwrap_or(0);
        self.of(Party::Controller).find(|(i, entry)| *i >= from && entry.answers).map(|(i, _)| i)
    }
}

impl Entry {
    /// Makes an entry without a text, to test rules by what is done.
    pub fn made_up(
        id: MessageId,
        date: DateTime<FixedOffset>,
        party: Party,
        acts: Vec<Act>,
        answers: bool,
    ) -> Self {
        let message = Message::made_up(id, date);
        Self {
            message,
            party,
            acts,
            unread: false,
            answers,
            unclear: false,
            unexplained: 0,
            said: 0,
            languages: BTreeMap::new(),
            tie: None,
        }
    }
}

impl Exchange {
    /// Makes an exchange of made-up entries; the first of the subject is the request.
    pub fn made_up(entries: Vec<Entry>) -> Self {
        let request = entries.iter().position(|e| e.party == Party::Subject);
        let ledger = Ledger::of_acts(&entries);
        Self {
            id: ExchangeId::new("example"),
            subject: Vec::new(),
            controller: Controller::default(),
            regime: None,
            member_state: None,
            language: None,
            entries,
            letters: Vec::new(),
            request,
            ledger,
        }
    }
}
