//! Any text as the body of a mail, plain and as HTML.
#![no_main]

mod check;

use check::RULES;
use dilatory::message::{Spotters, bare};
use dilatory::source::Location;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (lexica, cues) = &*RULES;
    let spotters = &mut Spotters::new(lexica);
    for is_html in [false, true] {
        let open = || bare(text.as_bytes(), is_html, Location::default(), cues);
        check::read(open(), open(), spotters);
    }
});
