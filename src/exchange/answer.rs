//! Tells which messages of the controller answer the request.
//!
//! An acknowledgement, a condition, a demand for identity or an automatic mail answers nothing; a
//! partial answer, a refusal that disposes of the request and "nothing is held" do (Art. 12(3), (4) GDPR).

use super::{Entry, Party};

/// Acts that keep a message from being a final word.
const CONDITIONS: [&str; 8] = [
    "demands-item",
    "demands-attendance",
    "paper-only",
    "refuses-representative",
    "redirects-to-portal",
    "sets-condition",
    "demands-fee",
    "demands-clarification",
];
/// The items of Art. 15(1): so many in one message are an answer, whatever introduces them.
const ITEMS: [&str; 8] = [
    "tells-purposes",
    "tells-categories",
    "tells-recipients",
    "tells-retention",
    "tells-rights",
    "tells-source",
    "tells-automated",
    "tells-transfers",
];
const ITEMS_OF_AN_ANSWER: usize = 4;
/// With a document, fewer may be a part of one.
const ITEMS_OF_A_PART: usize = 2;

pub(super) fn mark(entries: &mut [Entry], request: usize) {
    let asked_recipients =
        entries.iter().any(|e| e.party == Party::Subject && e.does("asks-recipients"));
    for entry in entries.iter_mut().skip(request) {
        if entry.party == Party::Controller {
            if !brings_data(entry) {
                entry.acts.retain(|act| act.act.as_str() != "provides-data");
            }
            entry.answers = answers(entry, asked_recipients);
            entry.unclear = !entry.answers && is_unclear(entry);
        }
    }
}

/// Acts by which a message that does no other is known for what it is.
const IDLE: [&str; 4] =
    ["acknowledges", "updates-emptily", "promises-answer", "forwards-internally"];
/// A message with so many characters of its own says something, and one with so many says more than
/// that it was received.
const TELLING: usize = 350;
const MORE_THAN_IDLE: usize = 700;

/// Tells whether a message says something substantial of which nothing was understood.
fn is_unclear(entry: &Entry) -> bool {
    let brings = brings_document(entry);
    if brings && told(entry) >= ITEMS_OF_A_PART {
        return true;
    }
    let understood = CONDITIONS.iter().chain(&[
        "redirects-to-desk",
        "extends",
        "recasts-request",
        "restarts-clock",
        "misstates-period",
        "demands-form",
        "starts-clock-late",
        "caps-access",
        "sets-chilling-terms",
        "asks-motive",
        "cannot-find-request",
    ]);
    if understood.into_iter().any(|act| entry.does(act)) {
        return false;
    }
    if brings {
        return true;
    }
    let idle = entry.acts.iter().any(|act| IDLE.contains(&act.act.as_str()));
    let least = if idle { MORE_THAN_IDLE } else { TELLING };
    entry.said >= least
}

/// Tells whether a message that speaks of data enclosed can have them: where it asks for something first
/// and has neither a document that it calls the data nor items of Art. 15(1), it speaks of what will be sent
/// or encloses something else; where it refuses or takes more time, what is enclosed is a foretaste at best.
fn brings_data(entry: &Entry) -> bool {
    let part = told(entry) >= ITEMS_OF_A_PART;
    if entry.does("extends") {
        return part;
    }
    if entry.does("refuses") {
        return part || entry.does("gives-partial-copy") || entry.does("explains-redaction");
    }
    let first = CONDITIONS.iter().chain(&["asks-motive"]);
    let asks_first = first.into_iter().any(|act| entry.does(act));
    part || !asks_first || brings_document(entry) && entry.does("encloses-data")
}

/// Tells whether a message encloses a document that can hold data: where it wants a form filled in, one of
/// them is the form.
fn brings_document(entry: &Entry) -> bool {
    let documents = entry.message.attachments.iter();
    let documents = documents.filter(|a| !a.media_type.starts_with("image/")).count();
    documents > usize::from(entry.does("demands-form"))
}

/// Counts the items of Art. 15(1) that a message tells.
fn told(entry: &Entry) -> usize {
    ITEMS.iter().filter(|item| entry.does(item)).count()
}

fn answers(entry: &Entry, asked_recipients: bool) -> bool {
    if entry.does("provides-data") || told(entry) >= ITEMS_OF_AN_ANSWER {
        return true;
    }
    let any = |acts: &[&str]| acts.iter().any(|act| entry.does(act));
    // Who refuses what was asked has not only turned the representative away.
    let on_merits =
        entry.does("refuses") && any(&["calls-excessive", "pleads-effort", "pleads-secrecy"]);
    let mut conditions =
        CONDITIONS.iter().filter(|act| !(on_merits && **act == "refuses-representative"));
    if conditions.any(|act| entry.does(act)) || entry.does("extends") {
        return false;
    }
    // Whoever only points to another desk has not answered; who says more on the way has.
    let wholly = entry.does("withholds-wholly") && entry.does("pleads-secrecy");
    // Whoever took the request for a wish to leave a list refuses nothing.
    let here = wholly || entry.does("refuses") && !entry.does("changes-list-only");
    let introduced = entry.does("introduces-answer") && !entry.does("promises-answer");
    if (here || introduced) && !entry.does("redirects-to-desk") {
        return true;
    }
    // Who does not know yet who asks, or what, has found nothing about them.
    let asks_back = any(&["states-doubt", "offers-choice-of-item"]);
    let open = asks_back || any(&["promises-answer", "cannot-find-request", "restarts-clock"]);
    if any(&["holds-nothing", "erased-data"]) && !open {
        return true;
    }
    let about_recipients = any(&["denies-use", "gives-recipient-categories", "denies-disclosure"]);
    any(&["invokes-article-11", "denies-gdpr", "links-policy"])
        || (asked_recipients && about_recipients && !asks_back)
}
