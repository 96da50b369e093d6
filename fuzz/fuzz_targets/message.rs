//! Any bytes as a mail, with all that it encloses and all files that came with it.
#![no_main]

mod check;

use check::RULES;
use dilatory::message::document::{DocumentKind, extract_here};
use dilatory::message::{Message, Spotters, attachment, open};
use dilatory::source::Location;
use libfuzzer_sys::fuzz_target;

/// Each file is found by reading its message again: more than this only costs time.
const FILES: usize = 12;
/// And more messages than this in one.
const MESSAGES: usize = 40;

fuzz_target!(|bytes: &[u8]| {
    let (lexica, cues) = &*RULES;
    let spotters = &mut Spotters::new(lexica);
    let open = || open(bytes, Location::default(), cues);
    let mut waiting = vec![(bytes.to_vec(), open(), open())];
    let mut seen = 0;
    while let Some((bytes, first, second)) = waiting.pop() {
        seen += 1;
        if seen > MESSAGES {
            break;
        }
        waiting.extend(first.enclosed().iter().map(|inner| {
            let open = || inner.open(Location::default(), cues);
            (inner.bytes.clone(), open(), open())
        }));
        files(&bytes, &check::read(first, second, spotters));
    }
});

/// Checks that the files of a message are those it lists.
fn files(bytes: &[u8], message: &Message) {
    for (place, file) in message.attachments.iter().enumerate().take(FILES) {
        let found = attachment(bytes, place).expect("a listed file");
        assert_eq!(found.len(), file.size, "size of {:?}", file.media_type);
        let kind = DocumentKind::of(&file.media_type, &file.name, &found);
        if let Some(kind) = kind.filter(|kind| !kind.is_risky()) {
            extract_here(kind, &found);
        }
    }
    assert_eq!(attachment(bytes, message.attachments.len()), None);
}
