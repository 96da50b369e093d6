//! What keeps sentences from doing what their words would: other business, and guards.

use super::act::{Acts, Elsewhere, Known, Pattern, Side, Spotted, beside};
use super::topic::elsewhere;
use crate::id::{ActId, ItemId};
use crate::lexicon::{ConceptIx, ConceptSet};

impl Acts {
    /// Marks the sentences of a letter of the organisation that speak of other business, and gives for
    /// each the probability that it does.
    pub fn mark_elsewhere(&self, sentences: &mut [Spotted]) -> Vec<f64> {
        let Elsewhere { topics, habits, .. } = &self.elsewhere;
        let probabilities = elsewhere(sentences, habits);
        for (spotted, probability) in sentences.iter_mut().zip(&probabilities) {
            let named = spotted.own.intersects(topics);
            if *probability >= if named { habits.named } else { habits.from } {
                self.mark(spotted);
            }
        }
        probabilities
    }

    /// Marks a sentence as one that speaks of other business.
    pub(super) fn mark(&self, spotted: &mut Spotted) {
        spotted.own.extend(&self.elsewhere.mark);
        spotted.all.extend(&self.elsewhere.mark);
    }

    /// Takes back that a sentence speaks of other business.
    pub(super) fn unmark(&self, spotted: &mut Spotted) {
        let mark = &self.elsewhere.mark;
        spotted.own = spotted.own.without(mark);
        spotted.all = spotted.all.without(mark);
    }

    /// Tells whether a sentence was found to speak of other business.
    pub fn is_elsewhere(&self, spotted: &Spotted) -> bool {
        spotted.own.intersects(&self.elsewhere.mark)
    }

    /// Tells whether nothing about a sentence of the organisation keeps it from doing something.
    pub(super) fn can_do(
        &self,
        known: &Known,
        item: Option<&ItemId>,
        sentences: &[Spotted],
        i: usize,
    ) -> bool {
        let (spotted, beside) = (&sentences[i], beside(sentences, i));
        let of_items = known.patterns.iter().any(|p| p.item.is_some() || p.wants_item());
        let asked = spotted.question && known.patterns.iter().all(|p| p.statement);
        let away = self.is_elsewhere(spotted) && !known.anywhere;
        let in_line = spotted.all.intersects(&self.lines)
            && known.patterns.iter().all(|p| p.none.intersects(&self.lines));
        let of_item = |pattern: &Pattern| {
            let kind = item.and_then(|id| self.item(id));
            !pattern.wants_item() || kind.is_some_and(|kind| spotted.own.contains(kind.concept))
        };
        let kept_off = known.patterns.iter().any(|pattern| {
            let off = pattern.none.intersects(&spotted.all) && of_item(pattern);
            off && pattern.open().holds(spotted, &beside, pattern.wants_item())
        });
        let may = known.by == Side::Controller && of_items == item.is_some();
        may && !asked && !away && !in_line && !kept_off
    }

    /// Lists the acts that a sentence would do but for a guard, with the concepts that keep them off.
    pub fn guarded(&self, sentences: &[Spotted], i: usize) -> Vec<(&ActId, Vec<ConceptIx>)> {
        let (spotted, beside) = (&sentences[i], beside(sentences, i));
        let mut kept = Vec::new();
        let elsewhere = self.is_elsewhere(spotted);
        for Known { id, by, anywhere, patterns, .. } in &self.known {
            for pattern in patterns {
                let open = pattern.open();
                let with_item = pattern.wants_item();
                let item = !with_item || self.items.iter().any(|k| spotted.own.contains(k.concept));
                let away = if elsewhere && *by == Side::Controller && !anywhere {
                    self.elsewhere.mark
                } else {
                    ConceptSet::default()
                };
                let none = pattern.none.with(&away);
                let off = none.intersects(&spotted.all);
                if off && item && open.holds(spotted, &beside, with_item) {
                    kept.push((id, none.both(&spotted.all).collect()));
                }
            }
        }
        kept
    }
}
