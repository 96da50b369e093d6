//! What holds for every message, whatever its bytes.

use dilatory::lexicon::Lexica;
use dilatory::message::{MailCues, Message, Opened, Region, Spotters};
use dilatory::rulefile::RuleFiles;
use std::sync::LazyLock;

/// The languages and the marks of mail programs.
pub(crate) static RULES: LazyLock<(Lexica, MailCues)> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let cues = MailCues::load(&files).expect("cues");
    (Lexica::load(&files).expect("concepts"), cues)
});

/// Reads what was opened twice from the same bytes, and checks what came of it.
pub(crate) fn read(first: Opened, second: Opened, spotters: &mut Spotters<'_>) -> Message {
    let cues = &RULES.1;
    assert_eq!(first.enclosed(), second.enclosed());
    let first = first.read(cues, spotters).expect("no fault in a language");
    let second = second.read(cues, spotters).expect("no fault in a language");
    assert_eq!(format!("{first:?}"), format!("{second:?}"), "read twice");
    check(&first);
    first
}

fn check(message: &Message) {
    let text = &message.text;
    let mut at = 0;
    for (range, _) in &message.regions {
        assert_eq!(range.start, at, "a gap or an overlap");
        assert!(range.end > at, "an empty region");
        assert!(text.is_char_boundary(range.end), "a cut letter");
        at = range.end;
    }
    assert_eq!(at, text.len(), "text without a region");
    let kinds = [Region::Own, Region::Quoted, Region::Signature, Region::Frame];
    let words: usize = kinds.into_iter().map(|region| message.words(region).len()).sum();
    assert!(words <= text.len() + message.regions.len(), "more words than text");
    assert_eq!(message.own_words(), message.words(Region::Own));
    for (asked, answered) in message.answers() {
        assert!(
            asked.start < asked.end && asked.end <= answered.start,
            "an answer before its question"
        );
        assert!(text[asked].contains('>') && !text[answered].is_empty());
    }
}
