//! Somebody did something in a message.

use super::{Context, Name, Shown, Verdict, shows};
use crate::exchange::{Entry, Party, Side};
use crate::finding::Evidence;
use serde::Deserialize;

/// Where to look, seen from the message in question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum At {
    /// In this message; without one, in any.
    #[default]
    Here,
    /// In an earlier message.
    Before,
    /// In this message or an earlier one.
    SoFar,
    /// In a later message.
    After,
    /// In any message.
    Anywhere,
}

/// Which messages count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Pick {
    /// Each that does it.
    #[default]
    Each,
    /// The first that does it.
    First,
}

/// Somebody did something in a message.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    act: String,
    item: Option<String>,
    /// Only items other than this one.
    except: Option<String>,
    /// Only items that are more than a value to compare.
    #[serde(default)]
    heavy: bool,
    by: Option<Side>,
    #[serde(default)]
    at: At,
    #[serde(default)]
    pick: Pick,
}

impl Said {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.act.clone()));
        names.extend(self.item.iter().chain(&self.except).cloned().map(Name::Item));
    }

    pub(super) fn ask(&self, context: &Context<'_>, anchor: Option<&Evidence>) -> Verdict {
        let entries = &context.exchange.entries;
        let here = anchor.and_then(|a| a.message);
        let range = match (self.at, here) {
            (At::Here, Some(i)) => i..i + 1,
            (At::Before, Some(i)) => 0..i,
            (At::SoFar, Some(i)) => 0..i + 1,
            (At::After, Some(i)) => i + 1..entries.len(),
            (At::Before | At::After, None) => 0..0,
            (At::Here | At::Anywhere | At::SoFar, _) => 0..entries.len(),
        };
        let mut found = Vec::new();
        for i in range {
            if let Some(shown) = self.shown(context, i, &entries[i]) {
                let span = shown.span();
                found.push(Evidence { message: Some(i), span, ..Evidence::default() });
                if self.pick == Pick::First {
                    break;
                }
            }
        }
        if found.is_empty() && self.by_letter(context, here) {
            return Verdict::holds(true);
        }
        Verdict::of(found)
    }

    /// Tells whether an earlier letter of the controller answered, where that is what is asked.
    fn by_letter(&self, context: &Context<'_>, here: Option<usize>) -> bool {
        let asked =
            self.act == "answers" && self.at == At::Before && self.by == Some(Side::Controller);
        let day = here.and_then(|i| context.days[i]);
        let earlier = |letter: &crate::exchange::Letter| day.is_some_and(|day| letter.date <= day);
        asked && context.exchange.letters.iter().any(|l| l.is_answer() && earlier(l))
    }

    fn shown(&self, context: &Context<'_>, i: usize, entry: &Entry) -> Option<Shown> {
        let side = match entry.party {
            Party::Subject => Side::Subject,
            Party::Controller => Side::Controller,
            // A machine, an authority or a stranger is not charged with anything.
            Party::Auto | Party::Authority | Party::Third => return None,
        };
        if self.by.is_some_and(|by| by != side) {
            return None;
        }
        if self.item.is_none() && self.except.is_none() && !self.heavy {
            let escalates = context.exchange.escalations().any(|e| e == i);
            return shows(entry, escalates, &self.act);
        }
        let of_kind = entry.acts.iter().find(|act| {
            self.act.split('|').any(|name| act.act.as_str() == name)
                && act.item.as_ref().is_some_and(|item| {
                    self.item.as_deref().is_none_or(|wanted| item.as_str() == wanted)
                        && self.except.as_deref() != Some(item.as_str())
                        && (!self.heavy || context.acts.item(item).is_some_and(|kind| kind.heavy))
                })
        });
        of_kind.map(|act| Shown::At(act.span.clone()))
    }
}
