//! Speed of the parts and of the whole: `cargo bench`.  Start-up as a process is measured from outside,
//! as the README says.

#![allow(clippy::disallowed_methods, reason = "a bench reads its data")]

use dilatory::cli::pipeline::{Order, Rules, audit};
use dilatory::exchange::Case;
use dilatory::id::Language;
use dilatory::lexicon::{Lexica, sentences};
use dilatory::rulefile::RuleFiles;
use dilatory::source::{Location, RawMessage};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

fn nine() -> Vec<RawMessage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/clearview-nine");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the nine")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).expect("a mail");
        let location = Location::file(path, bytes.len() as u64);
        RawMessage { location, bytes }
    };
    paths.iter().map(read).collect()
}

fn rules() -> Rules {
    Rules::load(RuleFiles::embedded()).expect("no fault in the rules")
}

/// Letters of both languages, some megabytes of them.
fn text(language: &str) -> String {
    let path = format!("testdata/letters/{language}-tune.toml");
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("letters");
    text.repeat(60)
}

#[divan::bench]
fn load_rules_without_languages(bencher: Bencher<'_, '_>) {
    bencher.bench(|| black_box(rules()));
}

#[divan::bench(args = ["en", "fr"])]
fn load_language(bencher: Bencher<'_, '_>, language: &str) {
    let language = Language::new(language);
    bencher
        .with_inputs(|| Lexica::load(&RuleFiles::embedded()).expect("no fault"))
        .bench_values(|lexica| lexica.get(&language).expect("no fault").is_some());
}

#[divan::bench(args = ["en", "fr"])]
fn cut_and_spot(bencher: Bencher<'_, '_>, language: &str) {
    let lexica = Lexica::load(&RuleFiles::embedded()).expect("no fault");
    let lexicon = lexica.get(&Language::new(language)).expect("no fault").expect("a language");
    let text = text(language);
    let mut spotter = lexicon.spotter();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let whole = [0..text.len()];
        let mut hits = 0;
        for sentence in sentences(&text, &whole, &|word| lexicon.is_abbreviation(word)) {
            hits += spotter.scan(&text[sentence.range]).words;
        }
        hits
    });
}

#[divan::bench]
fn audit_nine_messages(bencher: Bencher<'_, '_>) {
    let rules = rules();
    let as_of = "2020-07-15".parse().expect("a date");
    let order = Order { case: Case::default(), as_of, regime: None, member_state: None };
    bencher.with_inputs(nine).bench_values(|messages| {
        let mut items = messages.into_iter().map(Ok);
        audit(&rules, &order, &mut items, &|_| ()).expect("no fault").exchanges.len()
    });
}
