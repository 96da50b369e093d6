//! Knows the numbers that ticket systems put into subjects.

/// Tells whether a subject bears the number of a ticket (`[#4711]`, `[desk-4711]`, `Case 0123`).
pub(super) fn is_in(subject: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let after_sign = subject.match_indices('#').any(|(at, _)| {
        let number = subject[at + 1..].trim_start_matches([' ', ':']);
        digits(number) >= 3
    });
    let in_brackets = subject
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split(']').next())
        .any(|tag| tag.len() <= 60 && tag.bytes().filter(u8::is_ascii_digit).count() >= 3);
    let words: Vec<&str> = subject.split_whitespace().collect();
    let named = words.windows(2).any(|pair| {
        let name = pair[0].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NUMBERED.contains(&name.as_str())
            && digits(pair[1].trim_start_matches(['#', '(', ':'])) >= 3
    });
    after_sign || in_brackets || named
}

/// What is numbered in a subject, in the languages of the word lists.
const NUMBERED: &[&str] = &[
    "ticket",
    "case",
    "request",
    "incident",
    "ref",
    "reference",
    "vorgang",
    "anfrage",
    "fall",
    "aktenzeichen",
    "nr",
    "no",
    "dossier",
    "demande",
    "caso",
    "solicitud",
    "pratica",
    "richiesta",
    "zaak",
    "melding",
    "chamado",
    "protocolo",
    "zgłoszenie",
    "sprawa",
    "sag",
    "sak",
    "ärende",
    "заявка",
    "обращение",
];
