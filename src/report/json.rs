//! Writes an audit as JSON: fills the form of [`super::wire`].

use super::annex::{Annexes, Exhibit};
use super::reckoning::steps;
use super::sections::{cited, gap};
use super::wire::{
    self, AuditWire, CaseFileWire, ChecklistWire, ClockWire, ControllerWire, DuplicateWire,
    ExchangeWire, FileWire, FindingWire, ItemWire, LedgerWire, LetterPlaceWire, LetterWire,
    LinkWire, MailWire, MeasuresWire, MessageWire, SkippedWire, SubjectWire, ToolWire,
    UndecidedWire, place,
};
use super::words::{Words, safe_json};
use super::{Audit, Audited};
use crate::exchange::{Entry, Letter, Reason, Tie};
use crate::rule::Checked;
use crate::source::Location;

/// Writes the audit; texts are in the language of the words.
///
/// # Errors
/// Never in practice: every value has a form in JSON.
pub fn to_json(audit: &Audit, words: &Words) -> Result<String, serde_json::Error> {
    let annexes = Annexes::of(audit);
    let wire = AuditWire {
        schema: wire::AUDIT,
        tool: ToolWire { version: env!("CARGO_PKG_VERSION"), rules_sha256: &audit.rules_sha256 },
        as_of: audit.as_of,
        exchanges: audit
            .exchanges
            .iter()
            .zip(&annexes)
            .map(|(audited, annexes)| exchange(audited, annexes, words))
            .collect(),
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

fn exchange<'a>(audited: &'a Audited, annexes: &Annexes<'a>, words: &'a Words) -> ExchangeWire<'a> {
    let exchange = &audited.exchange;
    let mut messages: Vec<_> = Vec::with_capacity(exchange.entries.len());
    let mut letters = Vec::new();
    for (annex, exhibit) in annexes.listed() {
        match exhibit {
            Exhibit::Message(i, entry) => messages.push((i, message(annex, entry))),
            Exhibit::Letter(i, sent) => letters.push((i, letter(annex, sent))),
        }
    }
    messages.sort_by_key(|(i, _)| *i);
    letters.sort_by_key(|(i, _)| *i);
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
        state: audited.outcome(),
        doubtful: audited.is_doubtful(),
        messages: messages.into_iter().map(|(_, message)| message).collect(),
        letters: letters.into_iter().map(|(_, letter)| letter).collect(),
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
                grade: finding.grade,
                message: finding.message.as_ref().map(crate::id::MessageId::as_str),
                quote: &finding.quote,
                span: finding.span,
                attachment: finding
                    .attachment
                    .as_ref()
                    .map(|(name, page)| LetterPlaceWire { name, page: *page }),
                related: finding.related.iter().map(crate::id::MessageId::as_str).collect(),
                law: finding.law.iter().map(|law| cited(law, finding, words)).collect(),
                why: words.why(finding),
                best_answer: words.of_tactic(
                    &finding.tactic,
                    "best-answer",
                    &finding.card.best_answer,
                ),
                explanation: words.of_tactic(
                    &finding.tactic,
                    "explanation",
                    &finding.card.explanation,
                ),
                next_step: words.of_tactic(&finding.tactic, "next-step", &finding.card.next_step),
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
        item: checked.item,
        law: checked.item.place(),
        state: checked.state,
        recipients: checked.naming,
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

fn letter(annex: usize, letter: &Letter) -> LetterWire<'_> {
    LetterWire {
        annex,
        date: letter.date,
        from: letter.from,
        kind: letter.kind.to_string(),
        note: &letter.note,
        file: letter.file.as_ref().map(|file| CaseFileWire {
            path: &file.path,
            size: file.size,
            sha256: &file.sha256,
        }),
    }
}

/// Lists what a message does, by the names of the acts; an item stands behind a colon.
pub(super) fn acts(entry: &Entry) -> Vec<String> {
    let named = entry.acts.iter().map(|act| {
        act.item.as_ref().map_or(act.act.to_string(), |item| format!("{}:{item}", act.act))
    });
    let mut acts: Vec<String> = named.collect();
    acts.sort();
    acts.dedup();
    acts
}

fn message(annex: usize, entry: &Entry) -> MessageWire<'_> {
    let message = &entry.message;
    MessageWire {
        annex,
        id: message.id.as_str(),
        sha256: message.key.to_string(),
        date: message.date.map(|date| date.to_rfc3339()),
        from: &message.from.address,
        to: message.to.iter().map(|m| m.address.as_str()).collect(),
        subject: &message.subject,
        party: entry.party,
        acts: acts(entry),
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
        reason: (&tie.reason).into(),
        ticket,
    }
}
