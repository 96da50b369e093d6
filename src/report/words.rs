//! Says things in the language of the report (`rules/reports/*.ftl`).

use crate::finding::{Finding, Text};
use crate::id::TacticId;
use crate::rulefile::{Fault, RuleFiles};
use chrono::{Datelike, NaiveDate};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const FALLBACK: &str = "en";

fn resource(files: &RuleFiles, language: &str) -> Result<FluentResource, Fault> {
    let name = format!("reports/{language}.ftl");
    let Some(file) = files.get(&name) else {
        return Err(Fault::missing(&format!("rules/{name}")));
    };
    FluentResource::try_new(file.text.to_string()).map_err(|(_, errors)| {
        let what = errors.first().map_or_else(String::new, ToString::to_string);
        Fault::new(file, errors.first().map(|e| e.pos.clone()), &what)
    })
}

/// The texts of one language.
pub struct Words {
    /// The language code.
    pub language: String,
    bundle: FluentBundle<FluentResource>,
    /// How parts of citations are written in this language.
    citations: BTreeMap<String, String>,
}

impl Words {
    /// Lists the languages that reports can be written in: those with a file `reports/XX.ftl`.
    pub fn languages(files: &RuleFiles) -> Vec<&str> {
        files.named("reports", "ftl").map(|(language, _)| language).collect()
    }

    /// Loads the texts of a language.
    ///
    /// # Errors
    /// A [`Fault`] when the language has no texts or they cannot be parsed.
    pub fn load(files: &RuleFiles, language: &str) -> Result<Self, Fault> {
        let tag = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        // What a language does not say is said in English.
        if language != FALLBACK {
            bundle.add_resource_overriding(resource(files, FALLBACK)?);
        }
        bundle.add_resource_overriding(resource(files, language)?);
        let citations = match files.get("reports/citations.toml") {
            Some(file) => file.parse::<BTreeMap<String, BTreeMap<String, String>>>()?,
            None => BTreeMap::new(),
        };
        let citations = citations.get(language).cloned().unwrap_or_default();
        Ok(Self { language: language.to_owned(), bundle, citations })
    }

    /// Says a message without arguments.
    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// Says a message.
    pub fn say_with(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else { return id.to_owned() };
        let mut named = FluentArgs::new();
        for (name, value) in args {
            named.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned()
    }

    /// Says the label of a value, with its colon.
    pub fn label(&self, id: &str) -> String {
        self.say_with("labelled", &[("label", self.say(id).into())])
    }

    /// Tells whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// Writes a citation of law as the language does.
    pub fn citation(&self, cite: &str) -> String {
        let mut parts: Vec<_> = self.citations.iter().collect();
        parts.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        parts.iter().fold(cite.to_owned(), |cite, (from, to)| cite.replace(*from, to))
    }

    /// Writes a date out.
    pub fn date(&self, day: NaiveDate) -> String {
        let month = self.say(&format!("month-{}", day.month()));
        let year = day.year().to_string();
        self.say_with(
            "date",
            &[
                ("day", FluentValue::from(day.day())),
                ("month", FluentValue::from(month)),
                ("year", FluentValue::from(year)),
            ],
        )
    }

    /// Writes a date with the month cut short.
    pub fn short_date(&self, day: NaiveDate) -> String {
        let month = self.say(&format!("month-short-{}", day.month()));
        let year = day.year().to_string();
        let parts =
            [("day", FluentValue::from(day.day())), ("month", month.into()), ("year", year.into())];
        self.say_with("date", &parts)
    }

    /// Writes a whole number, its thousands set apart as the language does.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push_str(&self.say("thousands"));
            }
            grouped.push(digit);
        }
        if number < 0 { format!("−{grouped}") } else { grouped }
    }

    /// Picks the text of the language, else the English one.
    pub fn pick<'a>(&self, text: &'a Text) -> &'a str {
        text.get(&self.language).or_else(|| text.get(FALLBACK)).map_or("", String::as_str)
    }

    /// Says what a tactic says of itself: as the language's own file has it (`tactic-ID-PART`), else as the file
    /// of the tactic does.
    pub fn of_tactic<'a>(&self, tactic: &TacticId, part: &str, text: &'a Text) -> Cow<'a, str> {
        let id = format!("tactic-{tactic}-{part}");
        if self.has(&id) { Cow::Owned(self.say(&id)) } else { Cow::Borrowed(self.pick(text)) }
    }

    /// Says why an exchange shows a tactic.  Facts stand in the place of `{name}` in the file of the tactic and
    /// of `{ $name }` in that of the language; dates are written out.
    pub fn why(&self, finding: &Finding) -> String {
        let facts = finding.facts.iter().map(|(name, value)| {
            let told = match value.parse::<NaiveDate>() {
                Ok(day) => self.date(day),
                Err(_) if name == "item" => self.say(&format!("item-{value}")),
                Err(_) => value.clone(),
            };
            (name.as_str(), told)
        });
        let id = format!("tactic-{}-why", finding.tactic);
        if self.has(&id) {
            let facts: Vec<_> = facts.map(|(name, told)| (name, told.into())).collect();
            return self.say_with(&id, &facts);
        }
        facts.fold(self.pick(&finding.card.why).to_owned(), |text, (name, told)| {
            text.replace(&format!("{{{name}}}"), &told)
        })
    }
}

/// Tells whether a character steers a terminal or turns the direction of writing, so that a reader
/// would see something else than what is there.
fn is_deceptive(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Makes text from mail safe to show: control characters and marks that turn the direction of
/// writing become visible.
pub fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            c if is_deceptive(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Makes text from mail safe to show, on one line, and cuts it after so many characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = line.chars().take(most).collect();
    if cut.len() < line.len() {
        cut.truncate(cut.rfind(' ').unwrap_or(cut.len()));
        cut.push_str(" …");
    }
    shown(&cut)
}

/// Makes JSON safe to show: what JSON leaves as it is, but a terminal obeys, is escaped; the values stay
/// the same.
pub fn safe_json(json: String) -> String {
    let deceptive = |c: char| c != '\n' && is_deceptive(c);
    if !json.contains(deceptive) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if deceptive(c) {
            // Writing to a String cannot fail.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Makes a message of several lines safe to show.
pub fn visible(text: &str) -> String {
    text.lines().map(shown).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_languages_say_the_same_messages() {
        let files = RuleFiles::embedded();
        let ids = |language: &str| -> Vec<String> {
            let text = files.get(&format!("reports/{language}.ftl")).expect("a file").text.clone();
            let named = text.lines().filter_map(|l| l.split_once(" ="));
            let own = named.map(|(id, _)| id.to_owned());
            let said = |id: &String| id.starts_with(|c: char| c.is_ascii_lowercase());
            own.filter(|id| said(id) && !id.starts_with("tactic-")).collect()
        };
        for language in Words::languages(&files) {
            assert_eq!(ids("en"), ids(language), "{language}");
        }
        assert!(ids("en").len() > 100);
    }

    #[test]
    fn dates_and_numbers_are_written_as_the_language_does() {
        let files = RuleFiles::embedded();
        let day = NaiveDate::from_ymd_opt(2020, 3, 1).expect("a date");
        let french = Words::load(&files, "fr").expect("French");
        assert_eq!(french.date(day), "1er mars 2020");
        let german = Words::load(&files, "de").expect("German");
        assert_eq!(german.date(day), "1. März 2020");
        assert_eq!(german.number(1234), "1.234");
        let english = Words::load(&files, "en").expect("English");
        assert_eq!(english.date(day), "1 March 2020");
        let late = |n: i64| english.say_with("step-late", &[("days", FluentValue::from(n))]);
        assert_eq!(late(1), "That is one day after the last day.");
        assert_eq!(late(95), "That is 95 days after the last day.");
    }

    #[test]
    fn law_is_cited_as_in_german() {
        let german = Words::load(&RuleFiles::embedded(), "de").expect("German");
        for (cite, told) in [
            (
                "Art. 12(3) GDPR; Regulation (EEC, Euratom) 1182/71, art. 3(4)",
                "Art. 12 Abs. 3 DSGVO; Verordnung (EWG, Euratom) Nr. 1182/71, Art. 3 Abs. 4",
            ),
            ("EDPB Guidelines 01/2022, ex. 14", "EDSA-Leitlinien 01/2022, Beispiel 14"),
            (
                "CJEU, C-307/22, 26 October 2023, para. 38",
                "EuGH, C-307/22, 26. Oktober 2023, Rn. 38",
            ),
            ("UK GDPR, Art. 15(1)(g)", "UK-DSGVO, Art. 15 Abs. 1 lit. g"),
            ("11 CCR 7021(b)", "11 CCR 7021(b)"),
        ] {
            assert_eq!(german.citation(cite), told);
        }
    }

    #[test]
    fn german_tells_all_tactics_with_their_facts() {
        let files = RuleFiles::embedded();
        let german = Words::load(&files, "de").expect("German");
        let text = &files.get("reports/de.ftl").expect("a file").text;
        let mut tactics = 0;
        for (tactic, file) in files.named("tactics", "toml") {
            let parts = ["title", "explanation", "why", "best-answer", "next-step"];
            for part in parts.map(|part| format!("tactic-{tactic}-{part}")) {
                assert!(german.has(&part), "{part}");
            }
            let start = format!("tactic-{tactic}-why = ");
            let why = text.lines().find_map(|line| line.strip_prefix(&start)).expect("why");
            let card: toml::Table = file.text.parse().expect("TOML");
            let english = card["why"]["en"].as_str().expect("a text");
            for fact in ["due", "days", "days_late", "count", "item", "language", "own"] {
                let told = why.contains(&format!("{{ ${fact} }}"));
                assert_eq!(told, english.contains(&format!("{{{fact}}}")), "{tactic}: {fact}");
            }
            tactics += 1;
        }
        assert!(tactics >= 50);
    }

    #[test]
    fn a_language_is_one_file() {
        let mut files = RuleFiles::embedded();
        let text = "tactic-ack-only-title = Kvitance\n\
                    tactic-ack-only-why = Lasta tago: { $due }.\n\
                    date = { $day }-{ $month }-{ $year }\nmonth-2 = feb\n";
        files.put("reports/eo.ftl", "eo.ftl".to_owned(), text.to_owned());
        assert!(Words::languages(&files).contains(&"eo"));
        let words = Words::load(&files, "eo").expect("Esperanto");
        let english = |text: &str| Text::from([("en".to_owned(), text.to_owned())]);
        let tactic = TacticId::new("ack-only");
        assert_eq!(words.of_tactic(&tactic, "title", &english("Receipt")), "Kvitance");
        assert_eq!(words.of_tactic(&tactic, "explanation", &english("Told")), "Told");
        let finding = |tactic: &str| Finding {
            id: crate::id::FindingId::new("x"),
            tactic: TacticId::new(tactic),
            grade: crate::finding::Grade::Signal,
            entry: None,
            message: None,
            quote: String::new(),
            span: None,
            attachment: None,
            related: Vec::new(),
            law: Vec::new(),
            on: None,
            facts: BTreeMap::from([("due".to_owned(), "2020-02-24".to_owned())]),
            card: crate::finding::Card { why: english("Due {due}."), ..Default::default() }.into(),
            waived: None,
        };
        assert_eq!(words.why(&finding("ack-only")), "Lasta tago: 24-feb-2020.");
        assert_eq!(words.why(&finding("portal-redirect")), "Due 24-feb-2020.");
        assert_eq!(words.say("party-subject"), "person", "what is not said is said in English");
    }

    #[test]
    fn json_keeps_its_values_and_steers_no_terminal() {
        let value = serde_json::json!({ "a": "x\u{9b}31m\u{202e}y\u{7f}é\u{1b}" });
        let safe = safe_json(serde_json::to_string_pretty(&value).expect("JSON"));
        assert!(safe.contains("\\u009b31m\\u202ey\\u007fé"), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).expect("JSON"), value);
    }

    #[test]
    fn control_characters_do_not_reach_the_reader() {
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c\nd"), "a\u{fffd}[31mb\u{fffd}c d");
    }
}
