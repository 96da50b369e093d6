//! The controller said nothing beyond certain acts.

use super::{Context, Name, Verdict};
use crate::exchange::Party;
use crate::finding::{Evidence, Gap};
use serde::Deserialize;

/// Whatever came from the controller, its machines included, does nothing beyond these acts; and
/// something came.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    beyond: String,
}

impl Silence {
    pub(super) fn names(&self, names: &mut Vec<Name>) {
        names.push(Name::Acts(self.beyond.clone()));
    }

    pub(super) fn ask(&self, context: &Context<'_>) -> Verdict {
        if let Some(gap) = context.unread(None) {
            return Verdict::Undecided(gap);
        }
        let mut related = Vec::new();
        for (i, entry) in context.exchange.entries.iter().enumerate() {
            let idle = match entry.party {
                Party::Auto => entry.message.bounce.is_none(),
                Party::Controller => {
                    let known = |act: &str| self.beyond.split('|').any(|name| name == act);
                    // A message of which nothing is understood is no acknowledgement.
                    let idle = entry.acts.iter().any(|a| known(a.act.as_str()));
                    if entry.unclear {
                        return Verdict::Undecided(Gap::Unclear(entry.message.id.clone()));
                    }
                    if entry.answers || !idle || !entry.acts.iter().all(|a| known(a.act.as_str())) {
                        return Verdict::NoMatch;
                    }
                    true
                }
                _ => false,
            };
            if idle {
                related.push(i);
            }
        }
        if context.exchange.letters.iter().any(crate::exchange::Letter::is_answer)
            || related.is_empty()
        {
            return Verdict::NoMatch;
        }
        Verdict::Match(vec![Evidence { related, ..Evidence::default() }])
    }
}
