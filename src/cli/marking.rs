//! Tells the index which messages belong together, and what an audit finds in them.

use super::failure::Failure;
use super::pipeline::{Order, Rules, judged};
use super::survey::{Survey, Workers};
use crate::exchange::{Outline, Plan, Plans, build, plan};
use crate::id::MessageKey;
use crate::index::{MarkedExchange, Marks, Member, Outlines, Writer};
use crate::message::Spotters;
use crate::message::document::Extractor;
use crate::source::{Location, places};
use crate::thread::threads;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Gives for each number that of the first message of its thread.
pub(super) fn threads_of(outlines: &Outlines) -> Vec<u32> {
    let pairs = outlines.outlines.iter().zip(outlines.numbers.iter().copied());
    threads_among(&pairs.collect::<Vec<_>>(), outlines.next)
}

fn threads_among(pairs: &[(&Outline, u32)], next: u32) -> Vec<u32> {
    let mut first: Vec<u32> = (0..next).collect();
    let here: Vec<&(&Outline, u32)> =
        pairs.iter().filter(|(outline, _)| !outline.is_enclosed).collect();
    let ties: Vec<_> = here.iter().map(|(outline, _)| &outline.ties).collect();
    for group in threads(&ties) {
        let root = here[group[0]].1;
        group.iter().for_each(|i| first[here[*i].1 as usize] = root);
    }
    first
}

/// Audits the mail of the index, as far as it has changed, and marks the messages with what is found; gives for
/// each number that of the first message of its thread.
pub(super) fn mark(
    rules: &Rules,
    order: &Order,
    outlines: &mut Outlines,
    writer: &mut Writer,
    extractor: &dyn Extractor,
) -> Result<Vec<u32>, Failure> {
    let mut first: FxHashMap<u32, &Location> = FxHashMap::default();
    for message in writer.files.files.values().flat_map(|file| &file.messages) {
        first.entry(message.number).or_insert(&message.location);
    }
    let mut survey = Survey::default();
    let mut numbers = Vec::new();
    let mut later = Vec::new();
    let all = std::mem::take(&mut outlines.outlines).into_iter();
    for (mut outline, number) in all.zip(std::mem::take(&mut outlines.numbers)) {
        if let Some(place) = first.get(&number)
            && outline.location != **place
        {
            outline.location = (*place).clone();
        }
        let is_later = outline.ties.date.is_some_and(|date| date.date_naive() > order.as_of);
        if is_later {
            later.push((outline, number));
        } else {
            survey.outlines.push(outline);
            numbers.push(number);
        }
    }
    survey.names = std::mem::take(&mut outlines.names);
    let next = outlines.next;
    let mut pairs: Vec<(&Outline, u32)> =
        survey.outlines.iter().zip(numbers.iter().copied()).collect();
    pairs.extend(later.iter().map(|(outline, number)| (outline, *number)));
    let mut names = std::mem::take(&mut survey.names);
    let (threads, plans) = std::thread::scope(|scope| {
        let threads = scope.spawn(|| threads_among(&pairs, next));
        let plans = plan(&survey.outlines, &mut names, &order.case);
        (threads.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), plans)
    });
    survey.names = names;
    let marked = exchanges(rules, order, &mut survey, plans, &numbers, &writer.marks, extractor);
    outlines.names = survey.names;
    (outlines.outlines, outlines.numbers) = (survey.outlines, numbers);
    for (outline, number) in later {
        outlines.outlines.push(outline);
        outlines.numbers.push(number);
    }
    writer.marks.exchanges = marked?;
    writer.files.as_of = Some(order.as_of);
    Ok(threads)
}

fn exchanges(
    rules: &Rules,
    order: &Order,
    survey: &mut Survey,
    Plans { plans, .. }: Plans,
    numbers: &[u32],
    before: &Marks,
    extractor: &dyn Extractor,
) -> Result<Vec<MarkedExchange>, Failure> {
    let known: FxHashMap<u64, &MarkedExchange> =
        before.exchanges.iter().map(|exchange| (exchange.print, exchange)).collect();
    let prints: Vec<u64> =
        plans.iter().map(|plan| print(plan, &survey.outlines, numbers, order)).collect();
    let changed = plans.iter().zip(&prints).filter(|(_, print)| !known.contains_key(print));
    let wanted: FxHashSet<usize> =
        changed.flat_map(|(plan, _)| plan.members.iter().map(|member| member.outline)).collect();
    let mut messages = if wanted.is_empty() {
        FxHashMap::default()
    } else {
        survey.reread(
            &Workers::new(rules, None)?,
            &wanted,
            &[places(Vec::new())],
            rules,
            extractor,
        )?
    };
    let by_key: FxHashMap<MessageKey, u32> =
        wanted.iter().map(|i| (survey.outlines[*i].ties.key, numbers[*i])).collect();
    let mut spotters = Spotters::new(&rules.lexica);
    let mut marked = Vec::new();
    for (plan, print) in plans.iter().zip(prints) {
        if let Some(exchange) = known.get(&print) {
            marked.push((*exchange).clone());
            continue;
        }
        let members = plan.members.iter().enumerate();
        let read = members.filter_map(|(n, m)| Some((n, messages.remove(&m.outline)?))).collect();
        let built = build(plan, read, &order.case, &rules.acts, &mut spotters)?;
        let audited = judged(built.exchange, rules, order);
        let exchange = &audited.exchange;
        let request = exchange.request.unwrap_or(0);
        let mut members: Vec<Member> = exchange
            .entries
            .iter()
            .filter_map(|entry| {
                let number = *by_key.get(&entry.message.key)?;
                Some(Member { number, party: entry.party, findings: Vec::new() })
            })
            .collect();
        for finding in audited.judgement.findings.iter().filter(|f| f.waived.is_none()) {
            // What no message shows by itself is found at the request.
            if let Some(member) = members.get_mut(finding.entry.unwrap_or(request)) {
                let shown = (finding.tactic.to_string(), finding.grade);
                if !member.findings.contains(&shown) {
                    member.findings.push(shown);
                }
            }
        }
        marked.push(MarkedExchange {
            id: exchange.id.to_string(),
            controller: exchange.controller.name.clone(),
            print,
            members,
        });
    }
    Ok(marked)
}

/// Stands for all that the audit of an exchange depends on beside the rules.
fn print(plan: &Plan, outlines: &[Outline], numbers: &[u32], order: &Order) -> u64 {
    let mut hasher = FxHasher::default();
    for member in &plan.members {
        (outlines[member.outline].ties.key, numbers[member.outline]).hash(&mut hasher);
    }
    order.as_of.hash(&mut hasher);
    format!("{:?} {:?}", plan.sides(), order.case).hash(&mut hasher);
    hasher.finish()
}
