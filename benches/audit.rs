//! Speed of the parts and of the whole: `cargo bench`.  Start-up as a process is measured from outside,
//! as the README says.

#![allow(clippy::disallowed_methods, reason = "a bench reads its data")]

use dilatory::cli::pipeline::{Order, Rules, audit};
use dilatory::exchange::Case;
use dilatory::id::{Language, MessageKey, Name, Names};
use dilatory::lexicon::{Lexica, sentences};
use dilatory::meaning::Encoder;
use dilatory::message::document::extract_here;
use dilatory::message::{self, MailCues};
use dilatory::report::{Shown, Words, compose, to_html, to_terminal};
use dilatory::rulefile::RuleFiles;
use dilatory::source::{Location, open};
use dilatory::thread::{Origin, Ties, threads};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

fn nine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/clearview-nine")
}

fn rules() -> Rules {
    Rules::load(RuleFiles::embedded()).expect("no fault in the rules")
}

const LANGUAGES: [&str; 6] = ["de", "en", "es", "fr", "it", "nl"];

/// Letters in a language, some megabytes of them: sentences that do something, five to a paragraph.
fn text(language: &str) -> String {
    let path = format!("testdata/sentences/{language}-tune.toml");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("letters");
    let lines: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix('"')).collect();
    let letters = lines.chunks(5).map(|lines| lines.join(" ").replace("\",", "") + "\n\n");
    letters.collect::<String>().repeat(20)
}

/// What organisations write about other business, in the same form.
fn other_business(language: &str) -> String {
    let path = format!("testdata/topics/{language}-a.txt");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("letters");
    let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("O\t")).collect();
    lines.chunks(5).map(|lines| lines.join(" ") + "\n\n").collect::<String>().repeat(50)
}

/// Letters of forty sentences, as vectors.
#[divan::bench(args = LANGUAGES)]
fn encode_letters(bencher: Bencher<'_, '_>, language: &str) {
    let text = text(language);
    let letter: Vec<&str> = text.split_inclusive(". ").take(40).collect();
    let bytes: usize = letter.iter().map(|sentence| sentence.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| black_box(Encoder::built_in().encode(&letter)));
}

#[divan::bench]
fn load_rules_without_languages(bencher: Bencher<'_, '_>) {
    bencher.bench(|| black_box(rules()));
}

#[divan::bench(args = LANGUAGES)]
fn load_language(bencher: Bencher<'_, '_>, language: &str) {
    let language = Language::new(language);
    bencher
        .with_inputs(|| Lexica::load(&RuleFiles::embedded()).expect("no fault"))
        .bench_values(|lexica| lexica.get(&language).expect("no fault").is_some());
}

#[divan::bench(args = LANGUAGES)]
fn cut_and_spot(bencher: Bencher<'_, '_>, language: &str) {
    cut_and_spot_in(bencher, language, &text(language));
}

#[divan::bench(args = LANGUAGES)]
fn cut_and_spot_other_business(bencher: Bencher<'_, '_>, language: &str) {
    cut_and_spot_in(bencher, language, &other_business(language));
}

fn cut_and_spot_in(bencher: Bencher<'_, '_>, language: &str, text: &str) {
    let lexica = Lexica::load(&RuleFiles::embedded()).expect("no fault");
    let lexicon = lexica.get(&Language::new(language)).expect("no fault").expect("a language");
    let mut spotter = lexicon.spotter();
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        let whole = [0..text.len()];
        let mut hits = 0;
        for sentence in sentences(text, &whole, &|word| lexicon.is_abbreviation(word)) {
            hits += spotter.scan(&text[sentence.range]).words;
        }
        hits
    });
}

/// Composes and writes the report of the nine messages.
#[divan::bench(args = ["text", "html"])]
fn report_of_nine_messages(bencher: Bencher<'_, '_>, format: &str) {
    let rules = rules();
    let words = Words::load(&rules.files, "en").expect("the texts");
    let as_of = "2020-07-15".parse().expect("a date");
    let case = Case::default();
    let order = Order { case, as_of, regime: None, member_state: None, experimental: false };
    let sources = [open(&nine()).expect("the nine")];
    let audit = audit(&rules, &order, &sources, &extract_here, &|_, _| ()).expect("no fault");
    let parts = Shown { links: false, copies: format == "html" };
    bencher.bench_local(|| {
        let document = compose(&audit, &words, parts);
        match format {
            "html" => to_html(&document, &words).expect("a page").len(),
            _ => to_terminal(&document, false).len(),
        }
    });
}

#[divan::bench]
fn audit_nine_messages(bencher: Bencher<'_, '_>) {
    let rules = rules();
    let as_of = "2020-07-15".parse().expect("a date");
    let case = Case::default();
    let order = Order { case, as_of, regime: None, member_state: None, experimental: false };
    let sources = [open(&nine()).expect("the nine")];
    bencher.bench(|| {
        audit(&rules, &order, &sources, &extract_here, &|_, _| ())
            .expect("no fault")
            .exchanges
            .len()
    });
}

/// A million messages in conversations of ten, each of which names the ones before it.
#[divan::bench(sample_count = 3)]
fn thread_a_million(bencher: Bencher<'_, '_>) {
    let mut names = Names::default();
    let mut ids: Vec<Name> = Vec::new();
    let messages: Vec<Ties> = (0..1_000_000u64)
        .map(|n| {
            if n % 10 == 0 {
                ids.clear();
            }
            let id =
                names.name(&format!("{n:08}.{:016x}@mail.example", n.wrapping_mul(0x9e37_79b9)));
            let references = ids.clone().into();
            ids.push(id);
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_be_bytes());
            let origin = Origin { sender: n, subject: n, sent: None };
            let mentions = Box::default();
            Ties { key: MessageKey::new(key), id, references, mentions, origin, date: None }
        })
        .collect();
    let messages: Vec<&Ties> = messages.iter().collect();
    bencher.bench_local(|| threads(&messages).len());
}

/// Mail that is built to be slow: multiparts without an end, messages in messages, lines without number.
#[divan::bench(args = ["unclosed", "nested", "lines"], sample_count = 10)]
fn open_hostile_mail(bencher: Bencher<'_, '_>, kind: &str) {
    let cues = MailCues::load(&RuleFiles::embedded()).expect("no fault");
    let mail = match kind {
        "unclosed" => "Content-Type: multipart/mixed; boundary=nope\n\n--nope\n".repeat(20_000),
        "nested" => "Content-Type: message/rfc822\n\n".repeat(100_000),
        _ => format!("From: a@x.example\n\n{}", "On 3 May 2020, Zoe wrote:\n> q\n".repeat(30_000)),
    };
    bencher.counter(BytesCount::of_str(&mail)).bench(|| {
        let opened = message::open(mail.as_bytes(), Location::default(), &cues);
        opened.enclosed().len()
    });
}
