//! Tells in a few words what a message does, for the timeline.

use super::Audited;
use super::words::Words;
use crate::exchange::{Entry, Party};

/// What a message can do, in the order in which a timeline tells it.
const DEEDS: [(&str, &str); 39] = [
    ("requests-access", "did-request"),
    ("gives-formal-notice", "did-escalates"),
    ("files-complaint", "did-escalates"),
    ("provides-data", "did-provides"),
    ("refuses", "did-refuses"),
    ("denies-gdpr", "did-denies-gdpr"),
    ("refuses-representative", "did-proxy"),
    ("holds-nothing", "did-nothing"),
    ("erased-data", "did-erased"),
    ("extends", "did-extends"),
    ("demands-item", "did-demands"),
    ("offers-choice-of-item", "did-offers"),
    ("redirects-to-portal", "did-portal"),
    ("redirects-to-desk", "did-desk"),
    ("demands-clarification", "did-clarification"),
    ("demands-fee", "did-fee"),
    ("refuses-for-motive", "did-motive-refused"),
    ("calls-excessive", "did-excessive"),
    ("pleads-effort", "did-effort"),
    ("pleads-secrecy", "did-secrecy"),
    ("invokes-article-11", "did-cannot-identify"),
    ("cannot-find-request", "did-cannot-find"),
    ("recasts-request", "did-recasts"),
    ("restarts-clock", "did-restarts"),
    ("misstates-period", "did-misstates"),
    ("starts-clock-late", "did-starts-late"),
    ("demands-form", "did-form"),
    ("demands-attendance", "did-attendance"),
    ("paper-only", "did-paper"),
    ("asks-motive", "did-motive"),
    ("says-already-has", "did-already"),
    ("gives-in-parts", "did-parts"),
    ("evades-source", "did-source"),
    ("points-to-other-controller", "did-other-controller"),
    ("sets-chilling-terms", "did-chilling"),
    ("links-policy", "did-policy"),
    ("denies-use", "did-denies-use"),
    ("declines-item", "did-declines"),
    ("updates-emptily", "did-updates"),
];

/// Gives the sentence by which a message does what a timeline tells of it first.
pub(super) fn shown_words(entry: &Entry, first_request: bool) -> &str {
    if entry.party == Party::Auto || entry.unread {
        return "";
    }
    let mut deeds = DEEDS.iter().filter(|(act, _)| first_request || *act != "requests-access");
    let told = deeds.find_map(|(act, _)| entry.acts.iter().find(|a| a.act.as_str() == *act));
    told.and_then(|act| entry.message.text.get(act.span.clone())).unwrap_or_default()
}

pub(super) fn deeds(audited: &Audited, i: usize, entry: &Entry, words: &Words) -> String {
    if entry.party == Party::Auto {
        let id = if entry.message.bounce.is_some() { "did-bounce" } else { "did-automatic" };
        return words.say(id);
    }
    if entry.unread && entry.party == Party::Controller {
        return words.say("did-unread");
    }
    let mut told: Vec<String> = Vec::new();
    let first_request = audited.exchange.request == Some(i);
    for (act, id) in DEEDS {
        let said_otherwise = match act {
            "updates-emptily" => !told.is_empty(),
            "demands-form" => entry.does("redirects-to-portal"),
            _ => false,
        };
        if !entry.does(act) || (act == "requests-access" && !first_request) || said_otherwise {
            continue;
        }
        let mut items: Vec<String> = Vec::new();
        for item in
            entry.acts.iter().filter(|a| a.act.as_str() == act).filter_map(|a| a.item.as_ref())
        {
            let name = words.say(&format!("item-{item}"));
            if !items.contains(&name) {
                items.push(name);
            }
        }
        let line = words.say_with(id, &[("items", items.join(", ").into())]);
        if !told.contains(&line) {
            told.push(line);
        }
    }
    let supplied =
        audited.exchange.ledger.lines.iter().filter(|(_, line)| line.supplied.contains(&i));
    let supplied: Vec<String> =
        supplied.map(|(item, _)| words.say(&format!("item-{item}"))).collect();
    if !supplied.is_empty() && !first_request {
        told.push(words.say_with("did-supplies", &[("items", supplied.join(", ").into())]));
    }
    if told.is_empty() {
        let fallback = match entry.party {
            Party::Subject if entry.does("chases") => "did-chases",
            Party::Controller if entry.does("acknowledges") => "did-acknowledges",
            _ => "did-writes",
        };
        told.push(words.say(fallback));
    }
    told.join(&words.say("separator"))
}
