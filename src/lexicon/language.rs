//! Tells the language of a text.

use crate::id::Language;
use whichlang::Lang;

/// The shortest text, in bytes, whose language is worth guessing.
const SHORTEST: usize = 24;

/// So many bytes show a language as well as more do.
const SAMPLE: usize = 1_500;

/// Guesses the language of a text; `None` when it is too short to say.
pub fn detect(text: &str) -> Option<Language> {
    if text.len() < SHORTEST {
        return None;
    }
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let code = match whichlang::detect_language(sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    };
    Some(Language::new(code))
}
