//! Single reply letters with right answers: 240 invented ones in English and French.  The `tune` half was
//! open to the authors of the phrases, the `held` half was not.

use chrono::{Days, NaiveDate, NaiveTime};
use dilatory::cli::pipeline::{Order, Rules, audit};
use dilatory::exchange::Case;
use dilatory::id::RegimeId;
use dilatory::message::document::extract_here;
use dilatory::rulefile::RuleFiles;
use dilatory::source::{Item, Location, RawMessage, Source};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The tactics that the letters are labelled for.
const LABELLED: [&str; 18] = [
    "portal-redirect",
    "id-document-by-default",
    "policy-link-as-answer",
    "missing-15-1-items",
    "partial-or-unusable-copy",
    "photo-demand",
    "id-certified",
    "period-or-frequency-cap",
    "proxy-refused",
    "bare-refusal",
    "unlawful-fee",
    "gdpr-denied",
    "clarification-gate",
    "wrong-inbox-bounce",
    "recipient-categories-only",
    "no-use-denial",
    "boilerplate-extension",
    "invalid-extension",
];

const REQUEST_EN: &str = "Hello,\n\nUnder Article 15 GDPR, please send me a copy of all my personal data \
    and the information listed in Article 15(1).\n\nZoe Keller\n";
const REQUEST_FR: &str = "Bonjour,\n\nAu titre de l'article 15 du RGPD, je vous demande une copie de toutes \
    mes données personnelles et les informations de l'article 15, paragraphe 1.\n\nZoé Keller\n";

#[derive(Deserialize)]
struct Letters {
    letter: Vec<Letter>,
}

#[derive(Deserialize)]
struct Letter {
    id: String,
    request: Option<String>,
    day: Option<u64>,
    text: String,
    #[serde(default)]
    tactics: BTreeSet<String>,
    #[serde(default)]
    may: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Score {
    hits: usize,
    wrong: usize,
    missed: usize,
    accused: usize,
    lines: Vec<String>,
    by_tactic: BTreeMap<String, [usize; 3]>,
}

impl Score {
    fn precision(&self) -> f64 {
        self.hits as f64 / (self.hits + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.hits as f64 / (self.hits + self.missed).max(1) as f64
    }
}

fn mail(id: &str, from: &str, to: &str, day: NaiveDate, reply: bool, text: &str) -> RawMessage {
    let date = day.and_time(NaiveTime::MIN + chrono::TimeDelta::hours(10)).and_utc().to_rfc2822();
    let thread = if reply { "In-Reply-To: <1@zoe.example>\r\n" } else { "" };
    let text = text.replace('\n', "\r\n");
    let bytes = format!(
        "From: {from}\r\nTo: {to}\r\nDate: {date}\r\nMessage-ID: <{id}>\r\nSubject: request\r\n{thread}\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    );
    let location = Location::file(std::path::Path::new(id), bytes.len() as u64);
    RawMessage::new(location, bytes.into_bytes())
}

struct Mails(Vec<RawMessage>);

impl Source for Mails {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        Box::new(self.0.iter().cloned().map(Ok))
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        let mails = self.0.iter().filter(|mail| wanted.contains(&mail.location));
        Box::new(mails.cloned().map(Ok))
    }

    fn size(&self) -> Option<u64> {
        None
    }
}

fn found(letter: &Letter, rules: &Rules, french: bool) -> BTreeSet<String> {
    let start: NaiveDate = "2026-03-03".parse().expect("a date");
    let reply = start + Days::new(letter.day.unwrap_or(5));
    let request = letter.request.as_deref().unwrap_or(if french { REQUEST_FR } else { REQUEST_EN });
    let (zoe, desk) = ("Zoe Keller <zoe@zoe.example>", "Data desk <desk@controller.example>");
    let mails = [
        mail("1@zoe.example", zoe, desk, start, false, request),
        mail("2@controller.example", desk, zoe, reply, true, &letter.text),
    ];
    let case = Case { regime: Some(RegimeId::new("eu-gdpr")), ..Case::default() };
    let as_of = reply + Days::new(1);
    let order = Order { case, as_of, regime: None, member_state: None, experimental: false };
    let sources: [Box<dyn Source>; 1] = [Box::new(Mails(mails.to_vec()))];
    let report =
        audit(rules, &order, &sources, &extract_here, &|_, _| ()).expect("no fault in the rules");
    let findings = report.exchanges.iter().flat_map(|e| &e.judgement.findings);
    let told = findings.filter(|f| f.message.is_some()).map(|f| f.tactic.to_string());
    told.filter(|tactic| LABELLED.contains(&tactic.as_str())).collect()
}

fn score(file: &str, rules: &Rules) -> Score {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/letters").join(file);
    let text = fs::read_to_string(&path).expect("a file of letters");
    let letters: Letters = toml::from_str(&text).expect("letters");
    assert_eq!(letters.letter.len(), 60, "{file}");
    let mut score = Score::default();
    for letter in &letters.letter {
        let found = found(letter, rules, file.starts_with("fr"));
        let wrong: Vec<&String> = found
            .iter()
            .filter(|t| !letter.tactics.contains(*t) && !letter.may.contains(*t))
            .collect();
        let missed: Vec<&String> = letter.tactics.difference(&found).collect();
        let mut note = |kind: usize, tactic: &String| {
            score.by_tactic.entry(tactic.clone()).or_default()[kind] += 1;
        };
        letter.tactics.intersection(&found).for_each(|t| note(0, t));
        wrong.iter().for_each(|t| note(1, t));
        missed.iter().for_each(|t| note(2, t));
        score.accused += usize::from(letter.tactics.is_empty() && !wrong.is_empty());
        score.hits += letter.tactics.intersection(&found).count();
        score.wrong += wrong.len();
        score.missed += missed.len();
        if !wrong.is_empty() || !missed.is_empty() {
            score.lines.push(format!("{}: wrong {wrong:?} missed {missed:?}", letter.id));
        }
    }
    println!(
        "{file}: precision {:.3} recall {:.3} (hits {}, wrong {}, missed {}), clean letters accused {}",
        score.precision(),
        score.recall(),
        score.hits,
        score.wrong,
        score.missed,
        score.accused
    );
    if std::env::var_os("DILATORY_SHOW").is_some() {
        println!("{}\n{:?}", score.lines.join("\n"), score.by_tactic);
    }
    score
}

fn rules() -> Rules {
    let mut files = RuleFiles::embedded();
    // For authors of phrases: the rules as they are on disk now.
    if let Some(folder) = std::env::var_os("DILATORY_RULES") {
        for language in ["en", "fr"] {
            let path = Path::new(&folder).join(format!("languages/{language}.toml"));
            let text = fs::read_to_string(&path).expect("a language file");
            files.put(&format!("languages/{language}.toml"), path.display().to_string(), text);
        }
    }
    Rules::load(files).expect("no fault in the rules")
}

#[test]
fn letters_are_judged_as_labelled() {
    let rules = rules();
    let scores =
        LEAST.map(|(file, precision, recall)| (file, precision, recall, score(file, &rules)));
    for (file, precision, recall, score) in scores {
        assert!(score.precision() >= precision, "{file}: {score:#?}");
        assert!(score.recall() >= recall, "{file}: {score:#?}");
    }
}

/// What each half must reach: precision and recall.  Raise it when the rules get better.
const LEAST: [(&str, f64, f64); 4] = [
    ("en-tune.toml", 0.95, 0.88),
    ("en-held.toml", 0.92, 0.74),
    ("fr-tune.toml", 1.0, 0.98),
    ("fr-held.toml", 0.90, 0.52),
];
