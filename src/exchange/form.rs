//! What the form of a sentence tells beside its phrases: names, records, and lines that a label begins.

use crate::id::ConceptId;
use crate::lexicon::{ConceptIx, ConceptSet, Concepts, Spotter};

/// The concept that a name written with two capitals stands for.
const NAME: &str = "proper-name";

/// The concept of a line of data: a label and a value, and nothing said.
const RECORD: &str = "record";
/// A label has no more words than this, and a value no more than that.
const LABEL_WORDS: usize = 3;
const VALUE_WORDS: usize = 6;

/// Tells whether a line gives a value of the person's data: `Email: zoe@example.org`.
fn is_record(line: &str) -> bool {
    let Some((label, value)) = line.split_once(": ") else { return false };
    let words = |text: &str| text.split_whitespace().count();
    let full =
        matches!(words(value), 1..=VALUE_WORDS) && !value.trim_end().ends_with(['.', '!', '?']);
    matches!(words(label), 1..=LABEL_WORDS) && full
}

/// Words that letters write with a capital without naming an organisation.
const POLITE: [&str; 28] = [
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Herr", "Herrn", "Frau", "Monsieur", "Madame", "Mme",
    "Mevrouw", "Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "Lei", "Suo",
    "Sua", "Suoi", "Sue", "Usted", "Ustedes", "Uw",
];

/// Tells whether two words with capitals follow one another, after the first word of a sentence.
fn has_name(sentence: &str) -> bool {
    let is_name = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        capital && chars.next().is_some_and(char::is_lowercase) && !POLITE.contains(&word)
    };
    let mut words = sentence.split_whitespace().skip(1);
    let mut before = false;
    words.any(|word| {
        let name = is_name(word);
        let found = name && before;
        before = name && word.ends_with(char::is_alphanumeric);
        found
    })
}

/// The concepts of labels, each with what the words behind it tell, and whether they do nothing else: an answer is
/// often a list of such lines, but behind "Your rights:" there may be what one must send to use them.
const LABELS: [(&str, &str, bool); 9] = [
    ("label-purposes", "item-purposes", true),
    ("label-categories", "item-categories", true),
    ("label-recipients", "item-recipients", true),
    ("label-retention", "item-retention", true),
    ("label-rights", "item-rights", false),
    ("label-complaint", "item-complaint", false),
    ("label-source", "item-source", true),
    ("label-automated", "item-automated", true),
    ("label-transfer", "item-transfer", true),
];
/// A label that names the request is no label of an answer ("Purpose of your request:").
const REQUEST: [&str; 2] = ["access-request", "request-form"];
/// The concept of a line that such a label begins.
const ITEM_LINE: &str = "item-line";
/// A label of an item, or a heading, has no more words than this.
const HEADING_WORDS: usize = 7;
/// So few words are a heading with a full stop, too.
const DOTTED_WORDS: usize = 2;
/// What stands between a label and its words.
const SEPARATORS: [&str; 4] = [":", " – ", " — ", "\t"];

/// Gives the label of a line, and what stands behind it.
fn label(line: &str) -> Option<(&str, &str)> {
    let at = |separator: &&str| line.find(*separator).map(|at| (at, separator.len()));
    let (at, length) = SEPARATORS.iter().filter_map(at).min()?;
    let (label, rest) = (&line[..at], line[at + length..].trim());
    (label.split_whitespace().count() <= HEADING_WORDS).then_some((label, rest))
}

/// The concept of a privacy notice, and that of the words by which the address of a page names one.
const POLICY: &str = "policy";
const POLICY_PAGE: &str = "label-policy";

/// Gives the words of the address of a page, without its host.
fn page(word: &str) -> Option<String> {
    let bare = word.trim_start_matches("https://").trim_start_matches("http://");
    let (host, path) = bare.split_once('/')?;
    let words = || path.replace(|c: char| !c.is_alphanumeric(), " ");
    (host.contains('.') && !host.contains('@')).then(words)
}

/// The items that the last heading named, and its paragraph.
#[derive(Debug, Default)]
pub(super) struct Heading {
    items: ConceptSet,
    paragraph: usize,
}

/// The concepts that the form of a sentence stands for.
#[derive(Debug)]
pub(super) struct Forms {
    name: ConceptSet,
    record: ConceptSet,
    policy: ConceptSet,
    policy_page: ConceptSet,
    item_line: ConceptSet,
    request: ConceptSet,
    labels: Vec<(ConceptIx, ConceptIx, bool)>,
}

impl Forms {
    pub(super) fn of(concepts: &Concepts) -> Self {
        let find = |name: &str| concepts.find(&ConceptId::new(name));
        let labels = LABELS.iter();
        let labels =
            labels.filter_map(|(label, item, only)| Some((find(label)?, find(item)?, *only)));
        Self {
            name: find(NAME).into_iter().collect(),
            record: find(RECORD).into_iter().collect(),
            policy: find(POLICY).into_iter().collect(),
            policy_page: find(POLICY_PAGE).into_iter().collect(),
            item_line: find(ITEM_LINE).into_iter().collect(),
            request: REQUEST.iter().filter_map(|name| find(name)).collect(),
            labels: labels.collect(),
        }
    }

    /// Gives what the form of a sentence tells.  A label tells what its line is about, a heading what the rest of
    /// its paragraph is about, or the next paragraph.
    pub(super) fn told(
        &self,
        text: &str,
        paragraph: usize,
        heading: &mut Heading,
        spotter: &mut Spotter<'_>,
    ) -> ConceptSet {
        let mut told = ConceptSet::default();
        if has_name(text) {
            told.extend(&self.name);
        }
        if is_record(text) {
            told.extend(&self.record);
        }
        let mut pages = text.split_whitespace().filter_map(page);
        if pages.any(|page| spotter.scan(&page).concepts.intersects(&self.policy_page)) {
            told.extend(&self.policy);
        }
        let line = text.trim();
        let words = line.split_whitespace().count();
        let heads = words <= HEADING_WORDS
            && !line.ends_with(['!', ',', ';'])
            && (words <= DOTTED_WORDS || !line.ends_with('.'));
        let (label, rest) = label(line).unwrap_or((if heads { line } else { "" }, ""));
        let seen =
            if label.is_empty() { ConceptSet::default() } else { spotter.scan(label).concepts };
        let labels = || self.labels.iter().filter(|(label, ..)| seen.contains(*label));
        let items: ConceptSet = labels().map(|(_, item, _)| *item).collect();
        let named = items != ConceptSet::default() && !seen.intersects(&self.request);
        if named && !rest.is_empty() {
            told.extend(&items);
            if labels().all(|(.., only)| *only) {
                told.extend(&self.item_line);
            }
        } else if named {
            *heading = Heading { items, paragraph };
        } else if (heading.paragraph..=heading.paragraph + 1).contains(&paragraph) {
            told.extend(&heading.items);
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_label_and_a_value() {
        for line in ["Email: zoe@example.org", "Date de naissance : 4 mai 1980"] {
            assert!(is_record(line), "{line}");
        }
        for line in
            ["Please note: send us your passport.", "Write to: privacy@example.org.", "Hello"]
        {
            assert!(!is_record(line), "{line}");
        }
    }

    #[test]
    fn a_label_stands_before_its_words() {
        assert_eq!(
            label("Zwecke: Einziehung der Forderung"),
            Some(("Zwecke", "Einziehung der Forderung"))
        );
        assert_eq!(label("How long – two years"), Some(("How long", "two years")));
        assert_eq!(label("Waarvoor:"), Some(("Waarvoor", "")));
        assert_eq!(label("We have looked for everything that you asked us for: here it is."), None);
    }

    #[test]
    fn the_address_of_a_page_has_words() {
        let words = |word| page(word).map(|words| words.trim().to_owned());
        assert_eq!(
            words("https://www.firm.example/data-protection."),
            Some("data protection".to_owned())
        );
        assert_eq!(words("vv.example/privacy"), Some("privacy".to_owned()));
        for word in ["privacy@firm.example/", "https://privacy.example", "and/or"] {
            assert_eq!(words(word), None, "{word}");
        }
    }

    #[test]
    fn names_are_two_capitals_in_a_row() {
        for text in ["We gave it to our courier, Swiftgate Parcels.", "an die Deutsche Post"] {
            assert!(has_name(text), "{text}");
        }
        for text in
            ["Our Partners got it.", "Wir geben Ihre Daten an Dritte.", "in March, Paul", "US EU"]
        {
            assert!(!has_name(text), "{text}");
        }
    }
}
