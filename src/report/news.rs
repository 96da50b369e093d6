//! Composes what is new since the last look: the new messages of each exchange and where its clock stands.

use super::document::{Block, Document, Emphasis};
use super::telling::Telling;
use super::words::{Words, shown};
use super::{Audit, chronicle, reckoning};
use crate::id::MessageKey;

/// How many steps of the clock are told: how it ends.
const LAST_STEPS: usize = 2;

/// Composes the news; empty if no exchange has a new message.
pub fn compose_news(
    audit: &Audit,
    is_new: &dyn Fn(&MessageKey) -> bool,
    words: &Words,
) -> Document {
    let mut blocks = Vec::new();
    for audited in &audit.exchanges {
        let telling = Telling { audited, annexes: None, words };
        let moments = chronicle::timeline_of(telling, &|message| is_new(&message.key));
        if moments.is_empty() {
            continue;
        }
        let controller = shown(&audited.exchange.controller.name);
        blocks.push(Block::heading(2, controller, Emphasis::Strong));
        blocks.push(Block::Timeline(moments));
        let steps = reckoning::steps(audited, words);
        let last = steps.len().saturating_sub(LAST_STEPS);
        blocks.push(Block::steps(steps[last..].iter().cloned()));
    }
    Document { language: words.language.clone(), blocks }
}
