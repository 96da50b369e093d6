//! Writes an audit as JSON: fills the form of [`super::wire`].

use super::reckoning::steps;
use super::sections::{cited, gap};
use super::wire::{
    AuditWire, ChecklistWire, ClockWire, ControllerWire, DuplicateWire, ExchangeWire, FileWire,
    FindingWire, ItemWire, LedgerWire, LetterPlaceWire, LetterWire, LinkWire, MailWire,
    MeasuresWire, MessageWire, PlaceWire, SkippedWire, SubjectWire, ToolWire, UndecidedWire,
};
use super::words::{Words, safe_json};
use super::{Audit, Audited, Outcome};
use crate::exchange::{LetterFrom, Reason, Tie};
use crate::rule::{Checked, Naming};
use crate::source::Location;

/// Writes the audit; texts are in the language of the words.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn to_json(audit: &Audit, words: &Words) -> Result<String, serde_json::Error> {
    let wire = AuditWire {
        schema: "dilatory.audit/1",
        tool: ToolWire { version: env!("CARGO_PKG_VERSION"), rules_sha256: &audit.rules_sha256 },
        as_of: audit.as_of,
        exchanges: audit.exchanges.iter().map(|e| exchange(e, words)).collect(),
        mail: MailWire {
            seen: audit.seen,
            read: audit.read,
            duplicates: audit.duplicates.len(),
            unreadable: audit.seen - audit.read - audit.duplicates.len(),
        },
        skipped: audit
            .skipped
            .iter()
            .map(|s| SkippedWire { path: &s.path, offset: s.offset, why: s.why.to_string() })
            .collect(),
        duplicates: again(&audit.duplicates),
        copies: again(&audit.copies),
        unrelated: audit.unrelated.iter().map(place).collect(),
        later: audit.later.iter().map(place).collect(),
    };
    serde_json::to_string_pretty(&wire).map(safe_json)
}

fn again(list: &[(Location, Location)]) -> Vec<DuplicateWire<'_>> {
    list.iter()
        .map(|(again, first)| DuplicateWire { again: place(again), first: place(first) })
        .collect()
}

fn place(location: &Location) -> PlaceWire<'_> {
    PlaceWire { path: &location.path, offset: location.offset, length: location.length }
}

fn exchange<'a>(audited: &'a Audited, words: &'a Words) -> ExchangeWire<'a> {
    let exchange = &audited.exchange;
    let id = |i: &usize| exchange.entries[*i].message.id.as_str();
    let ids = |list: &[usize]| list.iter().map(id).collect();
    let clock = &audited.clock;
    let sums = audited.measures;
    ExchangeWire {
        id: exchange.id.as_str(),
        subject: SubjectWire { addresses: &exchange.subject },
        controller: ControllerWire {
            name: &exchange.controller.name,
            domains: &exchange.controller.domains,
        },
        regime: clock.regime.as_str(),
        regime_assumed: clock.assumed,
        member_state: clock.state_of.as_ref().map(crate::id::MemberState::as_str),
        language: exchange.language.as_ref().map(crate::id::Language::as_str),
        state: match audited.outcome() {
            Outcome::Unanswered => "unanswered",
            Outcome::PartlyAnswered => "partly-answered",
            Outcome::Answered => "answered",
            Outcome::Refused => "refused",
            Outcome::Running => "running",
        },
        doubtful: audited.is_doubtful(),
        messages: exchange.entries.iter().map(message).collect(),
        letters: exchange
            .letters
            .iter()
            .map(|letter| LetterWire {
                date: letter.date,
                from: match letter.from {
                    LetterFrom::Subject => "subject",
                    LetterFrom::Controller => "controller",
                    LetterFrom::Authority => "authority",
                },
                kind: letter.kind.to_string(),
                note: &letter.note,
            })
            .collect(),
        clock: ClockWire {
            start: clock.start,
            due_strict: clock.due_strict,
            due: clock.due,
            extended_due: clock.extended_due,
            answered: clock.answered,
            days_late: clock.days_late,
            steps: steps(audited, words),
        },
        ledger: ledger(audited, &ids),
        measures: MeasuresWire {
            emails: sums.emails,
            days: sums.days,
            controller_days: sums.controller_days,
            subject_days: sums.subject_days,
            identity_demands: sums.identity_demands,
            escalations: sums.escalations,
        },
        findings: audited
            .judgement
            .findings
            .iter()
            .map(|finding| FindingWire {
                id: finding.id.as_str(),
                tactic: finding.tactic.as_str(),
                grade: finding.grade.as_str(),
                message: finding.message.as_ref().map(crate::id::MessageId::as_str),
                quote: &finding.quote,
                span: finding.span,
                attachment: finding
                    .attachment
                    .as_ref()
                    .map(|(name, page)| LetterPlaceWire { name, page: *page }),
                related: finding.related.iter().map(crate::id::MessageId::as_str).collect(),
                law: finding.law.iter().map(|law| cited(law, finding, words)).collect(),
                why: words.fill(&finding.card.why, &finding.facts),
                best_answer: words.pick(&finding.card.best_answer),
                explanation: words.pick(&finding.card.explanation),
                next_step: words.pick(&finding.card.next_step),
                waived: finding.waived.as_deref(),
            })
            .collect(),
        undecided: audited
            .judgement
            .undecided
            .iter()
            .map(|open| UndecidedWire {
                tactic: open.tactic.as_str(),
                gap: gap(&open.gap, open.tactic.as_str(), words),
            })
            .collect(),
        completeness: audited
            .checklists
            .iter()
            .map(|list| ChecklistWire {
                message: id(&list.entry),
                items: list.items.iter().map(|c| item(c, &id)).collect(),
            })
            .collect(),
    }
}

fn item<'a>(checked: &'a Checked, id: &dyn Fn(&usize) -> &'a str) -> ItemWire<'a> {
    ItemWire {
        item: checked.item.as_str(),
        law: checked.item.place(),
        state: checked.state.as_str(),
        recipients: checked.naming.map(|naming| match naming {
            Naming::Named => "named",
            Naming::CategoriesOnly => "categories-only",
        }),
        message: checked.entry.as_ref().map(id),
        quote: &checked.quote,
    }
}

/// Joins the lines of items that bear the same name in the ledger.
fn ledger<'a>(audited: &'a Audited, ids: &dyn Fn(&[usize]) -> Vec<&'a str>) -> Vec<LedgerWire<'a>> {
    let lines = &audited.exchange.ledger.lines;
    lines
        .iter()
        .filter(|(_, line)| !line.demanded.is_empty())
        .map(|(item, line)| LedgerWire {
            item: audited.exchange.ledger.shown(item),
            demanded: ids(&line.demanded),
            supplied: ids(&line.supplied),
        })
        .collect()
}

fn message(entry: &crate::exchange::Entry) -> MessageWire<'_> {
    let message = &entry.message;
    let mut acts: Vec<String> = entry
        .acts
        .iter()
        .map(|act| {
            act.item.as_ref().map_or(act.act.to_string(), |item| format!("{}:{item}", act.act))
        })
        .collect();
    acts.sort();
    acts.dedup();
    MessageWire {
        id: message.id.as_str(),
        sha256: message.key.to_string(),
        date: message.date.map(|date| date.to_rfc3339()),
        from: &message.from.address,
        to: message.to.iter().map(|m| m.address.as_str()).collect(),
        subject: &message.subject,
        party: entry.party.as_str(),
        acts,
        language: message.language.as_ref().map(crate::id::Language::as_str),
        path: &message.location.path,
        offset: message.location.offset,
        length: message.location.length,
        link: entry.tie.as_ref().map(link),
        attachments: message
            .attachments
            .iter()
            .map(|file| FileWire {
                name: &file.name,
                media_type: &file.media_type,
                size: file.size,
                unread: file.unread_part(),
            })
            .collect(),
        forwarded_in: message.forwarded_in.as_ref().map(crate::id::MessageId::as_str),
        defects: message.defects.iter().map(ToString::to_string).collect(),
    }
}

fn link(tie: &Tie) -> LinkWire<'_> {
    let ticket = match &tie.reason {
        Reason::Ticket(number) => Some(number.as_str()),
        _ => None,
    };
    LinkWire {
        to: tie.to.as_ref().map(crate::id::MessageId::as_str),
        reason: tie.reason.as_str(),
        ticket,
    }
}
