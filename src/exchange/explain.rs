//! Shows what is seen in a text: its sentences, their concepts and acts.

use super::act::{Act, Acts, Side, Spotted};
use super::form::{Forms, Heading};
use super::likely::likest;
use crate::lexicon::{ConceptSet, Concepts, Hit, Kind, Lexicon, Spotter, Tokens, sentences};
use std::ops::Range;

/// Tells whether one of the sentences of a text does something: `act` or `act:item`.
pub fn does(
    text: &str,
    act: &str,
    side: Side,
    spotter: &mut Spotter<'_>,
    (concepts, acts): (&Concepts, &Acts),
) -> bool {
    let found = done(text, side, spotter, (concepts, acts));
    let (act, item) = act.split_once(':').map_or((act, None), |(act, item)| (act, Some(item)));
    found.iter().any(|a| {
        a.act.as_str() == act
            && item.is_none_or(|i| a.item.as_ref().is_some_and(|it| it.as_str() == i))
    })
}

/// Lists what the sentences of a text do.
pub fn done(
    text: &str,
    side: Side,
    spotter: &mut Spotter<'_>,
    (concepts, acts): (&Concepts, &Acts),
) -> Vec<Act> {
    let (mut sentences, _) = spot(text, spotter, concepts);
    if side == Side::Controller {
        acts.mark_elsewhere(&mut sentences);
        acts.liken(text, &mut sentences);
    }
    acts.of(&sentences, side)
}

/// Lists the sentences of a letter of an organisation, each with what it does by its phrases.
pub fn deeds<'t>(
    text: &'t str,
    spotter: &mut Spotter<'_>,
    (concepts, acts): (&Concepts, &Acts),
) -> Vec<(&'t str, Vec<Act>)> {
    let (mut sentences, _) = spot(text, spotter, concepts);
    acts.mark_elsewhere(&mut sentences);
    let mut found: Vec<(&str, Vec<Act>)> =
        sentences.iter().map(|s| (&text[s.sentence.range.clone()], Vec::new())).collect();
    for act in acts.shown(&sentences, Side::Controller) {
        found[act.sentence].1.push(act);
    }
    found
}

/// Lists the sentences of a letter of an organisation that speak of other business than the request.
pub fn away(
    text: &str,
    spotter: &mut Spotter<'_>,
    (concepts, acts): (&Concepts, &Acts),
) -> Vec<Range<usize>> {
    let (mut sentences, _) = spot(text, spotter, concepts);
    acts.mark_elsewhere(&mut sentences);
    let away = sentences.into_iter().filter(|sentence| acts.is_elsewhere(sentence));
    away.map(|spotted| spotted.sentence.range).collect()
}

/// Reads a text sentence by sentence, with the places of the concepts.
pub(super) fn spot(
    text: &str,
    spotter: &mut Spotter<'_>,
    concepts: &Concepts,
) -> (Vec<Spotted>, Vec<Vec<(Hit, String)>>) {
    let lexicon = spotter.lexicon();
    let whole = [0..text.len()];
    let (forms, mut heading) = (Forms::of(concepts), Heading::default());
    let mut spotted: Vec<Spotted> = Vec::new();
    let mut seen = Vec::new();
    for sentence in sentences(text, &whole, &|word| lexicon.is_abbreviation(word)) {
        let tokens = Tokens::of(&text[sentence.range.clone()], sentence.range.start);
        let hits = spotter.spot(text, &tokens, 0);
        let shown = &text[sentence.range.clone()];
        let mut own: ConceptSet = hits.iter().map(|hit| hit.concept).collect();
        own.extend(&forms.told(shown, sentence.paragraph, &mut heading, spotter));
        let mut all = own;
        if let Some(governor) = sentence.governor {
            all.extend(&spotted[governor].own);
        }
        let digits = tokens.tokens.iter().any(|t| t.kind == Kind::Number);
        let question = text[sentence.range.clone()].trim_end().ends_with('?');
        let words = |hit: &Hit| {
            let words = &text[tokens.tokens[hit.first].start..tokens.tokens[hit.last].end];
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        seen.push(hits.into_iter().map(|hit| (hit, words(&hit))).collect());
        let words = tokens.tokens.len();
        let odds = spotter.scan(&text[sentence.range.clone()]).elsewhere;
        spotted.push(Spotted {
            sentence,
            own,
            all,
            digits,
            words,
            question,
            odds,
            like: Vec::new(),
        });
    }
    (spotted, seen)
}

/// Lists each sentence with its concepts, where they stand, and what either side would do with it.
pub fn explain(text: &str, lexicon: &Lexicon, concepts: &Concepts, acts: &Acts) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut spotted, seen) = spot(text, &mut lexicon.spotter(), concepts);
    let elsewhere = acts.mark_elsewhere(&mut spotted);
    acts.liken(text, &mut spotted);
    let sides = [(Side::Controller, "controller"), (Side::Subject, "subject")];
    let shown = acts.shown(&spotted, Side::Controller);
    let found = sides.map(|(side, name)| (name, acts.of(&spotted, side)));
    for (i, (sentence, told_hits)) in spotted.iter().zip(seen).enumerate() {
        let percent = 100.0 * elsewhere[i];
        lines.push(
            text[sentence.sentence.range.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        );
        lines.push(format!("  other business {percent:.0} %"));
        let mut told: Vec<String> = Vec::new();
        for (hit, words) in told_hits {
            let line = format!("  concept  {} «{words}»", concepts.get(hit.concept).id);
            if !told.contains(&line) {
                told.push(line);
            }
        }
        lines.extend(told);
        let likest = likest(&spotted[i]).into_iter();
        lines.extend(likest.map(|(act, odds)| format!("  like     {act} {odds:+.1}")));
        for (name, acts) in &found {
            for act in acts.iter().filter(|act| act.sentence == i) {
                lines.push(format!("  act      {} (by the {name})", act.name()));
            }
        }
        for act in shown.iter().filter(|act| act.sentence == i && !found[0].1.contains(act)) {
            lines.push(format!(
                "  guard    {} is kept off by what the sentence is like",
                act.name()
            ));
        }
        for (act, guards) in acts.guarded(&spotted, i) {
            let names: Vec<&str> =
                guards.into_iter().map(|g| concepts.get(g).id.as_str()).collect();
            lines.push(format!("  guard    {act} is kept off by {}", names.join(", ")));
        }
    }
    lines
}
