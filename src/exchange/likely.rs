//! Weighs what phrases show against what sentences are like: a sentence that is quite unlike those that do
//! something does not do it for the sake of a phrase, and one that is very like them does it without one.

use super::act::{Act, Acts, Known, Side, Spotted};
use crate::id::{ActId, ItemId};
use crate::meaning::Likeness;
use serde::Deserialize;
use std::sync::OnceLock;

/// What stands before the name of what the person does, among what is learned.
const OF_SUBJECT: &str = "subject/";
/// Less likely than this is not worth telling.
const SHOWN: f32 = -3.0;
/// Of a longer letter only so many sentences are likened: the time it takes is bounded.
const MOST: usize = 1000;
/// Of a longer sentence only so many bytes are likened: a hostile one may be as long as its mail, and govern a list.
const LONGEST: usize = 2000;

/// How much likeness counts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trust {
    /// For what the organisation can be blamed for.
    accuses: Bounds,
    /// For all else it does: most of it speaks for the organisation.
    others: Bounds,
    /// From here on a sentence taken for other business is not: it is so like those that do something.
    returns: f32,
    /// Below this a sentence that is like those about one item is not about another: a photo of a card is the card.
    beside: f32,
    /// Sentences with fewer words are left to their phrases.
    words: usize,
}

/// Logarithms of odds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// From here on a sentence does it without a phrase.
    adds: f32,
    /// Below this it does not, in spite of a phrase.
    refuses: f32,
}

/// What is learned of the organisation, each with its place among the odds.
type Columns = Vec<(usize, ActId, Option<ItemId>)>;

fn columns() -> &'static Columns {
    static COLUMNS: OnceLock<Columns> = OnceLock::new();
    COLUMNS.get_or_init(|| {
        let keys = Likeness::built_in().keys().iter().enumerate();
        keys.filter(|(_, key)| !key.starts_with(OF_SUBJECT))
            .map(|(at, key)| {
                let (act, item) =
                    key.split_once(':').map_or((key.as_str(), None), |(a, i)| (a, Some(i)));
                (at, ActId::new(act), item.map(ItemId::new))
            })
            .collect()
    })
}

impl Acts {
    /// Leaves everything to the phrases.
    #[must_use]
    pub fn by_phrases_alone(self) -> Self {
        Self { trust: None, ..self }
    }

    /// Tells of the sentences of a letter of the organisation what they are like, but of those about other
    /// business; of what was taken for such, some turns out to be none.
    pub fn liken(&self, text: &str, sentences: &mut [Spotted]) {
        let Some(trust) = self.trust else { return };
        let telling = sentences.iter().enumerate().filter(|(_, s)| s.words >= trust.words);
        let telling: Vec<usize> = telling.map(|(i, _)| i).take(MOST).collect();
        let alone: Vec<&str> = telling.iter().map(|i| words(text, &sentences[*i])).collect();
        let governed = |n: usize| {
            let governor = sentences[telling[n]].sentence.governor?;
            Some((n, format!("{} {}", words(text, &sentences[governor]), alone[n])))
        };
        // An item may say it all, or only with what governs its list.
        let items: Vec<(usize, String)> = (0..telling.len()).filter_map(governed).collect();
        let texts: Vec<&str> = items.iter().map(|(_, text)| text.as_str()).collect();
        let (mut odds, of_items) = Likeness::built_in().of(&alone, &texts);
        for ((n, _), other) in items.iter().zip(of_items.rows()) {
            odds.row_mut(*n).zip_mut_with(&other, |odds, other| *odds = odds.max(*other));
        }
        for (i, odds) in telling.into_iter().zip(odds.rows()) {
            self.weigh(&mut sentences[i], odds.to_vec(), trust);
        }
    }

    /// Keeps what a sentence is like, but if it is about other business and like nothing.
    fn weigh(&self, spotted: &mut Spotted, odds: Vec<f32>, trust: Trust) {
        if columns().iter().any(|(at, ..)| odds[*at] >= trust.returns) {
            self.unmark(spotted);
        }
        if !self.is_elsewhere(spotted) {
            spotted.like = odds;
        }
    }

    /// Lists what the sentences do, in their order: what their phrases show, weighed by what they are like.
    pub fn of(&self, sentences: &[Spotted], side: Side) -> Vec<Act> {
        let mut found = self.shown(sentences, side);
        let Some(trust) = self.trust.filter(|_| side == Side::Controller) else { return found };
        let bounds = |known: &Known| if known.accuses { trust.accuses } else { trust.others };
        let of_act = |id: &ActId| self.known.iter().find(|known| known.id == *id);
        let odds = |act: &Act| {
            let column = columns().iter().find(|(_, id, item)| *id == act.act && *item == act.item);
            column.and_then(|(at, ..)| sentences[act.sentence].like.get(*at).copied())
        };
        let sure = |act: &&Act| act.item.is_some() && odds(act).is_some_and(|odds| odds >= 0.0);
        let surer: Vec<Act> = found.iter().filter(sure).cloned().collect();
        found.retain(|act| {
            let Some((odds, known)) = odds(act).zip(of_act(&act.act)) else { return true };
            let beside = |other: &Act| (&other.act, other.sentence) == (&act.act, act.sentence);
            let is_beside = act.item.is_some() && surer.iter().any(beside);
            let bounds = bounds(known);
            odds >= if is_beside { trust.beside.max(bounds.refuses) } else { bounds.refuses }
        });
        for (at, id, item) in columns() {
            let Some(known) = of_act(id) else { continue };
            for (i, spotted) in sentences.iter().enumerate() {
                let like = spotted.like.get(*at).is_some_and(|odds| *odds >= bounds(known).adds);
                let span = || spotted.sentence.range.clone();
                let act = || Act { act: id.clone(), item: item.clone(), sentence: i, span: span() };
                if like
                    && self.can_do(known, item.as_ref(), sentences, i)
                    && !found.contains(&act())
                {
                    found.push(act());
                }
            }
        }
        found.sort_by_key(|act| act.sentence);
        found
    }
}

/// Lists what a sentence is likest to, the likest first, each with the logarithm of the odds.
pub(super) fn likest(spotted: &Spotted) -> Vec<(&'static str, f32)> {
    if spotted.like.is_empty() {
        return Vec::new();
    }
    let keys = Likeness::built_in().keys().iter().map(String::as_str);
    let all = keys.zip(spotted.like.iter().copied());
    let mut told: Vec<(&str, f32)> = all.filter(|(_, odds)| *odds > SHOWN).collect();
    told.sort_by(|a, b| b.1.total_cmp(&a.1));
    told
}

/// Gives the words of a sentence that are likened.
fn words<'t>(text: &'t str, spotted: &Spotted) -> &'t str {
    let words = &text[spotted.sentence.range.clone()];
    &words[..words.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::explain::spot;
    use crate::lexicon::Lexica;
    use crate::rulefile::RuleFiles;

    /// The odds of a sentence that is so like those that do some things, and not at all like others.
    fn odds(of: &[(&str, f32)]) -> Vec<f32> {
        let odds =
            |key: &String| of.iter().find(|(known, _)| known == key).map_or(-3.0, |(_, n)| *n);
        Likeness::built_in().keys().iter().map(odds).collect()
    }

    /// What the sentences of an English letter do when they are so like those that do some things.
    fn done(text: &str, like: &[(&str, f32)], is_elsewhere: bool) -> Vec<String> {
        let files = RuleFiles::embedded();
        let lexica = Lexica::load(&files).expect("languages");
        let acts = Acts::load(&files, &lexica.concepts).expect("acts");
        let english = lexica.get(&crate::id::Language::new("en")).expect("no fault");
        let mut spotter = english.expect("English").spotter();
        let (mut sentences, _) = spot(text, &mut spotter, &lexica.concepts);
        for sentence in &mut sentences {
            if is_elsewhere {
                acts.mark(sentence);
            }
            acts.weigh(sentence, odds(like), acts.trust.expect("the table"));
        }
        acts.of(&sentences, Side::Controller).iter().map(Act::name).collect()
    }

    /// What a sentence does when it is so like those that demand a fee.
    fn does(text: &str, odds: f32) -> Vec<String> {
        done(text, &[("demands-fee", odds)], false)
    }

    const FEE: &str = "A fee of 20 euros must be paid for the copy of your data.";
    const PLAIN: &str = "The clouds over Leeds are low this morning.";

    #[test]
    fn what_a_sentence_is_like_weighs_what_its_phrases_show() {
        let fee = "demands-fee".to_owned();
        assert!(does(FEE, -1.0).contains(&fee), "by its phrases");
        assert!(!does(FEE, -20.0).contains(&fee), "in spite of its phrases");
        assert!(!does(PLAIN, -1.0).contains(&fee), "no phrase shows it");
        assert!(does(PLAIN, 20.0).contains(&fee), "it is very like those that do");
    }

    #[test]
    fn what_is_very_like_something_is_about_no_other_business() {
        let fee = "demands-fee".to_owned();
        assert!(!done(FEE, &[], true).contains(&fee), "it is about other business");
        assert!(done(FEE, &[("demands-fee", 5.0)], true).contains(&fee), "it is too like it");
    }

    #[test]
    fn a_photo_of_a_card_is_the_card() {
        let (card, photo) = ("demands-item:id-document", "demands-item:photo");
        let text = "Send us a recent photo of you, next to your identity card.";
        let of = |of_photo: f32| done(text, &[(card, 2.0), (photo, of_photo)], false);
        assert!(of(-0.5).iter().any(|act| act == photo), "{:?}", of(-0.5));
        assert!(of(-2.0).iter().all(|act| act != photo), "{:?}", of(-2.0));
        let alone = done(text, &[(card, -2.0), (photo, -2.0)], false);
        assert!(alone.iter().any(|act| act == photo), "no item is surer: {alone:?}");
    }

    #[test]
    fn a_guard_keeps_off_what_a_sentence_is_like() {
        let text = "No fee must be paid for the copy of your data.";
        assert!(!does(text, 20.0).contains(&"demands-fee".to_owned()), "{:?}", does(text, 20.0));
    }

    #[test]
    fn a_sentence_as_long_as_a_mail_is_likened_in_part() {
        let text = "é ".repeat(100_000);
        let files = RuleFiles::embedded();
        let lexica = Lexica::load(&files).expect("languages");
        let english = lexica.get(&crate::id::Language::new("en")).expect("no fault");
        let mut spotter = english.expect("English").spotter();
        let (sentences, _) = spot(&text, &mut spotter, &lexica.concepts);
        assert!(words(&text, &sentences[0]).len() <= LONGEST);
    }

    #[test]
    fn without_the_table_phrases_alone_decide() {
        let mut files = RuleFiles::embedded();
        let acts = files.get("acts.toml").expect("the acts").text.to_string();
        let (before, after) = acts.split_once("[likeness]").expect("the table");
        let (_, after) = after.split_once("\n[lines]").expect("the next table");
        files.put("acts.toml", String::new(), format!("{before}[lines]{after}"));
        let lexica = Lexica::load(&files).expect("languages");
        let acts = Acts::load(&files, &lexica.concepts).expect("acts");
        let english = lexica.get(&crate::id::Language::new("en")).expect("no fault");
        let mut spotter = english.expect("English").spotter();
        let (mut sentences, _) = spot(FEE, &mut spotter, &lexica.concepts);
        acts.liken(FEE, &mut sentences);
        assert!(sentences.iter().all(|sentence| sentence.like.is_empty()));
    }
}
