//! Ties the rooms together: rules in, mail in, audit out.

use crate::clock::{Calendar, Regime, Regimes, facts, reckon};
use crate::exchange::{Acts, Assembled, Case, Exchange, Measures, assemble};
use crate::id::{MemberState, MessageKey, RegimeId};
use crate::lexicon::Lexica;
use crate::message::{Message, Opened, QuoteCues, Spotters, open};
use crate::report::{Audit, Audited};
use crate::rule::{Context, RuleBook, judge};
use crate::rulefile::{Fault, RuleFiles};
use crate::source::{Item, RawMessage, Skipped, Why};
use chrono::NaiveDate;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The law when nothing names one.
const ASSUMED: &str = "eu-gdpr";

/// All rules, loaded.
#[derive(Debug)]
pub struct Rules {
    /// The files.
    pub files: RuleFiles,
    /// The languages.
    pub lexica: Lexica,
    /// How quoted mail is marked.
    pub cues: QuoteCues,
    /// The acts and items.
    pub acts: Acts,
    /// The laws and the holidays.
    pub regimes: Regimes,
    /// The tactics.
    pub book: RuleBook,
}

impl Rules {
    /// Loads the rules.
    ///
    /// # Errors
    /// A [`Fault`] in one of the files.
    pub fn load(files: RuleFiles) -> Result<Self, Fault> {
        let lexica = Lexica::load(&files)?;
        let acts = Acts::load(&files, &lexica.concepts)?;
        let cues = QuoteCues::load(&files)?;
        let regimes = Regimes::load(&files)?;
        let book = RuleBook::load(&files, &acts)?;
        Ok(Self { files, lexica, cues, acts, regimes, book })
    }
}

/// What the user asks of an audit beside the mail.
#[derive(Clone, Debug)]
pub struct Order {
    /// The case.
    pub case: Case,
    /// The day of the audit: later messages do not count.
    pub as_of: NaiveDate,
    /// The law, over what the case says.
    pub regime: Option<RegimeId>,
    /// The state, over what the case says.
    pub member_state: Option<MemberState>,
}

/// Audits the messages of a source.
///
/// # Errors
/// A [`Fault`] in a language file; a bad message is listed and stops nothing.
pub fn audit(
    rules: &Rules,
    order: &Order,
    items: &mut dyn Iterator<Item = Item>,
    progress: &dyn Fn(u64),
) -> Result<Audit, Fault> {
    let mut audit = Audit {
        as_of: order.as_of,
        rules_sha256: rules.files.sha256(),
        exchanges: Vec::new(),
        skipped: Vec::new(),
        duplicates: Vec::new(),
        unrelated: Vec::new(),
        later: Vec::new(),
        read: 0,
    };
    let mut seen: HashSet<MessageKey> = HashSet::new();
    let mut opened: Vec<Opened> = Vec::new();
    for item in items {
        progress(1);
        match item.and_then(|raw| sound(raw, rules)) {
            Ok(mail) if seen.insert(mail.key().clone()) => opened.push(mail),
            Ok(mail) => audit.duplicates.push(mail.location().clone()),
            Err(skipped) => audit.skipped.push(skipped),
        }
    }
    rules.lexica.prepare(opened.iter().filter_map(Opened::language));
    let mut spotters = Spotters::new(&rules.lexica);
    let mut messages = Vec::with_capacity(opened.len());
    for mail in opened {
        messages.push(mail.read(&rules.cues, &mut spotters)?);
    }
    audit.read = messages.len();
    let later = |m: &Message| m.date.is_some_and(|date| date.date_naive() > order.as_of);
    audit.later = messages.iter().filter(|m| later(m)).map(|m| m.location.clone()).collect();
    messages.retain(|message| !later(message));
    let mut case = order.case.clone();
    case.letters.retain(|letter| letter.date <= order.as_of);
    let Assembled { exchanges, unrelated } = assemble(messages, &case, &rules.acts, &mut spotters)?;
    audit.unrelated = unrelated.into_iter().map(|m| m.location).collect();
    audit.exchanges = exchanges.into_iter().map(|e| judged(e, rules, order)).collect();
    Ok(audit)
}

/// Opens a mail; one that the parser cannot bear is skipped, not fatal.
fn sound(raw: RawMessage, rules: &Rules) -> Result<Opened, Skipped> {
    let location = raw.location.clone();
    let work = AssertUnwindSafe(|| open(&raw.bytes, raw.location, &rules.cues));
    catch_unwind(work).map_err(|_| Skipped::at(&location, Why::Panicked))
}

fn judged(exchange: Exchange, rules: &Rules, order: &Order) -> Audited {
    let (regime, assumed) = regime(&exchange, rules, order);
    let own = regime.and_then(|r| r.state.clone()).map(MemberState::new);
    let state = order.member_state.clone().or(exchange.member_state.clone()).or(own);
    let calendar = Calendar::of(&exchange, &rules.regimes.holidays, state.as_ref());
    let found = facts(&exchange, &calendar);
    let nothing = Regime::unknown();
    let regime = regime.unwrap_or(&nothing);
    let mut clock = reckon(&found, regime, &rules.regimes, state.as_ref(), order.as_of);
    clock.assumed = assumed;
    let days: Vec<Option<NaiveDate>> = exchange.entries.iter().map(|e| calendar.day(e)).collect();
    let context = Context { exchange: &exchange, clock: &clock, acts: &rules.acts, days: &days };
    let judgement = judge(&rules.book, &context);
    let end = clock.answered.unwrap_or(order.as_of);
    let measures = Measures::of(&exchange, clock.start, end, &|i| days[i]);
    Audited {
        regime_name: regime.name.clone(),
        sources: regime.sources.clone(),
        exchange,
        clock,
        measures,
        days,
        judgement,
    }
}

/// Finds the law: the user's word, the case's, what the request cites, else the assumed one.
fn regime<'a>(exchange: &Exchange, rules: &'a Rules, order: &Order) -> (Option<&'a Regime>, bool) {
    let named = order.regime.as_ref().or(exchange.regime.as_ref());
    if let Some(regime) = named.and_then(|id| rules.regimes.get(id)) {
        return (Some(regime), false);
    }
    let request = exchange.request.map(|i| &exchange.entries[i]);
    let cited = |regime: &&Regime| {
        let concept = regime.cited_as.as_ref();
        concept.is_some_and(|c| request.is_some_and(|r| r.does(c.as_str())))
    };
    // The request that names both the European and the British regulation means the British one.
    let mut cited: Vec<&Regime> = rules.regimes.listed().filter(cited).collect();
    cited.sort_by_key(|regime| regime.id.as_str() == ASSUMED);
    match cited.first() {
        Some(regime) => (Some(regime), false),
        None => (rules.regimes.get(&RegimeId::new(ASSUMED)), true),
    }
}
