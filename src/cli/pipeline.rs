//! Ties the rooms together: rules in, mail in, audit out.

use super::failure::Failure;
use super::guard::guarded;
use super::survey::{Scope, Workers, parse, survey_by};
use crate::clock::{Calendar, Regime, Regimes, facts, reckon};
use crate::exchange::{Acts, Case, Exchange, Measures, Outline, Plans, build, plan};
use crate::id::{MemberState, RegimeId};
use crate::lexicon::Lexica;
use crate::message::document::Extractor;
use crate::message::{MailCues, Message, Spotters};
use crate::report::{Audit, Audited};
use crate::rule::{Context, RuleBook, completeness, judge};
use crate::rulefile::{Fault, RuleFiles};
use crate::source::Source;
use crate::thread::Subjects;
use chrono::NaiveDate;

/// The law when nothing names one.
const ASSUMED: &str = "eu-gdpr";

/// All rules, loaded.
#[derive(Debug)]
pub struct Rules {
    /// The files.
    pub files: RuleFiles,
    /// Their hash.
    pub sha256: String,
    /// The hash of the holidays among them.
    pub holidays_sha256: String,
    /// The languages.
    pub lexica: Lexica,
    /// How quoted mail is marked.
    pub cues: MailCues,
    /// What stands before and in subjects.
    pub subjects: Subjects,
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
        let (mail, law) = std::thread::scope(|scope| {
            let mail = scope.spawn(|| (MailCues::load(&files), Subjects::load(&files)));
            let law = (Regimes::load(&files), acts_and_book(&files));
            (mail.join(), law)
        });
        let (cues, subjects) = mail.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let (cues, subjects, regimes) = (cues?, subjects?, law.0?);
        let (lexica, acts, book) = law.1?;
        let sha256 = files.sha256();
        let holidays_sha256 = files.sha256_of("holidays.toml").into_owned();
        Ok(Self { files, sha256, holidays_sha256, lexica, cues, subjects, acts, regimes, book })
    }
}

fn acts_and_book(files: &RuleFiles) -> Result<(Lexica, Acts, RuleBook), Fault> {
    let lexica = Lexica::load(files)?;
    let acts = Acts::load(files, &lexica.concepts)?;
    let book = RuleBook::load(files, &acts)?;
    Ok((lexica, acts, book))
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
    /// Whether rules under trial count: never in a report.
    pub experimental: bool,
}

/// Audits the mail of the sources.
///
/// # Errors
/// A fault in a language file; a bad message is listed and stops nothing.
pub fn audit(
    rules: &Rules,
    order: &Order,
    sources: &[Box<dyn Source>],
    extractor: &dyn Extractor,
    progress: &dyn Fn(usize, u64),
) -> Result<Audit, Failure> {
    audit_by(&Crew::new(rules)?, order, sources, extractor, progress)
}

/// Those who do the work of audits; what they learn of words in one they know in the next.
pub(super) struct Crew<'a> {
    rules: &'a Rules,
    surveyors: Workers<'a>,
    readers: Workers<'a>,
}

impl<'a> Crew<'a> {
    /// Calls them together.
    pub(super) fn new(rules: &'a Rules) -> Result<Self, Failure> {
        let (surveyors, readers) = (Workers::for_survey(rules)?, Workers::new(rules, None)?);
        Ok(Self { rules, surveyors, readers })
    }
}

/// Audits the mail of the sources with those who did so before.
///
/// # Errors
/// A fault in a language file; a bad message is listed and stops nothing.
pub(super) fn audit_by(
    crew: &Crew<'_>,
    order: &Order,
    sources: &[Box<dyn Source>],
    extractor: &dyn Extractor,
    progress: &dyn Fn(usize, u64),
) -> Result<Audit, Failure> {
    let rules = crew.rules;
    let mut survey = survey_by(&crew.surveyors, rules, sources, Scope::Enclosed, progress)?;
    let mut audit = Audit {
        as_of: order.as_of,
        case: order.case.clone(),
        rules_sha256: rules.sha256.clone(),
        holidays_sha256: rules.holidays_sha256.clone(),
        exchanges: Vec::new(),
        skipped: Vec::new(),
        duplicates: Vec::new(),
        copies: Vec::new(),
        idle_waivers: Vec::new(),
        unrelated: Vec::new(),
        later: Vec::new(),
        read: survey.read,
        seen: survey.seen,
    };
    let first = |i: usize| survey.outlines[i].location.clone();
    let duplicates = survey.duplicates.iter();
    audit.duplicates = duplicates.map(|(again, i)| (again.clone(), first(*i))).collect();
    let later = |o: &Outline| o.ties.date.is_some_and(|date| date.date_naive() > order.as_of);
    let (late, outlines): (Vec<Outline>, Vec<Outline>) =
        std::mem::take(&mut survey.outlines).into_iter().partition(later);
    audit.later = late.into_iter().map(|o| o.location).collect();
    survey.outlines = outlines;
    let mut case = order.case.clone();
    case.letters.retain(|letter| letter.date <= order.as_of);
    let Plans { plans, unrelated, copies } = plan(&survey.outlines, &mut survey.names, &case);
    audit.unrelated = unrelated.iter().map(|i| survey.outlines[*i].location.clone()).collect();
    let place = |i: usize| survey.outlines[i].location.clone();
    audit.copies = copies.iter().map(|(again, i)| (place(*again), place(*i))).collect();
    let wanted = plans.iter().flat_map(|plan| plan.members.iter().map(|m| m.outline)).collect();
    let mut messages = survey.reread(&crew.readers, &wanted, sources, rules, extractor)?;
    let work = plans.iter().map(|plan| {
        let members = plan.members.iter().enumerate();
        let read = members.filter_map(|(n, m)| Some((n, messages.remove(&m.outline)?))).collect();
        (plan, read)
    });
    let done: Vec<Result<_, Failure>> =
        crew.readers.each(work.collect(), |(plan, read), spotters| {
            let built = build(plan, read, &case, &rules.acts, spotters)?;
            Ok((built.unrelated, judged(built.exchange, rules, order)))
        });
    for done in done {
        let (unrelated, audited) = done?;
        audit.unrelated.extend(unrelated.into_iter().map(|m| m.location));
        audit.exchanges.push(audited);
    }
    audit.waive(&case.waive);
    audit.skipped = survey.skipped;
    Ok(audit)
}

/// Looks for one message by its `Message-ID` or the beginning of its SHA-256.
///
/// # Errors
/// A fault in a language file.
pub fn find_message(
    rules: &Rules,
    sources: &[Box<dyn Source>],
    name: &str,
) -> Result<Option<Message>, Failure> {
    let mut spotters = Spotters::new(&rules.lexica);
    for raw in sources.iter().flat_map(|source| source.messages()).flatten() {
        let parsed = guarded(|| parse(&raw, rules, Scope::Enclosed, &mut spotters)).transpose()?;
        let messages = parsed.into_iter().flatten().map(|parsed| parsed.message);
        if let Some(message) = messages.into_iter().find(|m| m.is_named(name)) {
            return Ok(Some(message));
        }
    }
    Ok(None)
}

pub(super) fn judged(exchange: Exchange, rules: &Rules, order: &Order) -> Audited {
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
    let context = Context {
        exchange: &exchange,
        clock: &clock,
        acts: &rules.acts,
        days: &days,
        experimental: order.experimental,
    };
    let judgement = judge(&rules.book, &context);
    let checklists = if regime.checklist { completeness(&exchange) } else { Vec::new() };
    let end = clock.answered.unwrap_or(order.as_of);
    let measures = Measures::of(&exchange, clock.start, end, &|i| days[i]);
    Audited {
        regime_name: regime.name.clone(),
        sources: regime.sources_on(clock.start.unwrap_or(order.as_of)),
        exchange,
        clock,
        measures,
        days,
        judgement,
        checklists,
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
