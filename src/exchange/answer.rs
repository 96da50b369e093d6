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
/// What deals with an item badly, or with what is asked beside the data.
const DODGES: [&str; 6] = [
    "gives-recipient-categories",
    "evades-source",
    "links-policy",
    "denies-use",
    "denies-disclosure",
    "withholds-names",
];
/// The grounds on which requests are refused (Art. 12(5), 15(4) GDPR); who pleads two of them refuses.
const GROUNDS: [&str; 5] =
    ["calls-excessive", "pleads-effort", "pleads-secrecy", "refuses-for-motive", "denies-gdpr"];
const GROUNDS_OF_A_REFUSAL: usize = 2;

pub(super) fn mark(entries: &mut [Entry], request: usize) {
    let asked_recipients =
        entries.iter().any(|e| e.party == Party::Subject && e.does("asks-recipients"));
    let mut denials = Vec::new();
    for (i, entry) in entries.iter_mut().enumerate().skip(request) {
        if entry.party == Party::Controller {
            if !brings_data(entry) {
                entry.acts.retain(|act| act.act.as_str() != "provides-data");
            }
            entry.answers = answers(entry, asked_recipients);
            if entry.answers && only_denies(entry) {
                denials.push(i);
            }
            entry.unclear = !entry.answers && is_unclear(entry);
        }
    }
    // Whoever sends the data after all has not had their last word with a denial.
    let gives = |entry: &Entry| {
        entry.answers && (entry.does("provides-data") || told(entry) >= ITEMS_OF_A_PART)
    };
    denials.retain(|denial| entries[denial + 1..].iter().any(gives));
    for denial in denials {
        entries[denial].answers = false;
    }
}

/// Tells whether a message answers by no more than that the law does not bind its sender.
fn only_denies(entry: &Entry) -> bool {
    entry.does("denies-gdpr")
        && !entry.does("refuses")
        && count(entry, &GROUNDS) == 1
        && !entry.does("provides-data")
        && told(entry) < ITEMS_OF_A_PART
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
    let part = told(entry) + count(entry, &DODGES) >= ITEMS_OF_A_PART;
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
    count(entry, &ITEMS)
}

fn count(entry: &Entry, acts: &[&str]) -> usize {
    acts.iter().filter(|act| entry.does(act)).count()
}

fn answers(entry: &Entry, asked_recipients: bool) -> bool {
    if entry.does("provides-data") || told(entry) >= ITEMS_OF_AN_ANSWER {
        return true;
    }
    let any = |acts: &[&str]| acts.iter().any(|act| entry.does(act));
    // Whoever gives a part and a word on the rest has answered, and so has whoever pleads more than one ground.
    let in_part = entry.does("gives-partial-copy")
        && any(&["links-policy", "gives-recipient-categories", "evades-source"]);
    let on_grounds = count(entry, &GROUNDS) >= GROUNDS_OF_A_REFUSAL;
    if (in_part || on_grounds) && !entry.does("extends") {
        return true;
    }
    // Who refuses what was asked has not only turned the representative away.
    let on_merits = entry.does("refuses") && any(&GROUNDS);
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
    // Who denies the law and will write again all the same is not done.
    let disposes = any(&["invokes-article-11", "denies-gdpr", "links-policy"]);
    disposes && !entry.does("promises-answer")
        || (asked_recipients && about_recipients && !asks_back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Act;
    use crate::id::{ActId, MessageId};

    /// Tells which of some messages of the organisation answer a request, each with what it does.
    fn answered(messages: &[&[&str]]) -> Vec<bool> {
        let date = "2024-03-01T10:00:00+01:00".parse().expect("a date");
        let act = |act: &&str| Act { act: ActId::new(*act), item: None, sentence: 0, span: 0..0 };
        let entry = |(n, acts): (usize, &&[&str])| {
            let acts = acts.iter().map(act).collect();
            Entry::made_up(MessageId::new(format!("{n}@x")), date, Party::Controller, acts, false)
        };
        let mut entries: Vec<Entry> = messages.iter().enumerate().map(entry).collect();
        mark(&mut entries, 0);
        entries.iter().map(|entry| entry.answers).collect()
    }

    #[test]
    fn a_part_and_a_word_on_the_rest_is_an_answer_whatever_is_asked_beside() {
        assert_eq!(answered(&[&["gives-partial-copy", "links-policy", "demands-fee"]]), [true]);
        assert_eq!(answered(&[&["gives-partial-copy", "demands-fee"]]), [false]);
        assert_eq!(answered(&[&["gives-partial-copy", "links-policy", "extends"]]), [false]);
        let dodged = ["provides-data", "sets-condition", "evades-source", "links-policy"];
        assert_eq!(answered(&[&dodged]), [true], "what is dodged is dealt with");
        assert_eq!(answered(&[&dodged[..2]]), [false]);
    }

    #[test]
    fn two_grounds_refuse() {
        assert_eq!(answered(&[&["pleads-effort", "calls-excessive", "sets-condition"]]), [true]);
        assert_eq!(answered(&[&["pleads-effort", "sets-condition"]]), [false]);
        assert_eq!(answered(&[&["pleads-effort", "calls-excessive", "extends"]]), [false]);
    }

    #[test]
    fn a_refusal_on_the_merits_answers_beside_a_representative_who_is_turned_away() {
        assert_eq!(answered(&[&["refuses", "refuses-representative", "pleads-effort"]]), [true]);
        assert_eq!(answered(&[&["refuses", "refuses-representative"]]), [false]);
    }

    #[test]
    fn who_does_not_know_who_asks_has_found_nothing() {
        assert_eq!(answered(&[&["holds-nothing"]]), [true]);
        assert_eq!(answered(&[&["holds-nothing", "offers-choice-of-item"]]), [false]);
    }

    #[test]
    fn a_denial_is_the_answer_unless_more_is_promised_or_comes() {
        assert_eq!(answered(&[&["denies-gdpr"], &["acknowledges"]]), [true, false]);
        assert_eq!(answered(&[&["denies-gdpr", "promises-answer"]]), [false]);
        assert_eq!(answered(&[&["denies-gdpr"], &["provides-data"]]), [false, true]);
        assert_eq!(answered(&[&["denies-gdpr", "refuses"], &["provides-data"]]), [true, true]);
    }
}
