//! The automaton finds exactly what the grammar says.

use super::*;
use crate::rulefile::RuleFiles;

fn spotted(phrases: &[&str], text: &str) -> Vec<(usize, usize)> {
    let mut files = RuleFiles::embedded();
    let list: Vec<String> = phrases.iter().map(|p| format!("{p:?}")).collect();
    let language = format!(
        "language = \"xx\"\n[words]\nsend = \"(send|give us)\"\n[concepts]\nphoto = [{}]\n",
        list.join(", ")
    );
    files.put("languages/xx.toml", "xx.toml".into(), language);
    let lexica = Lexica::load(&files).expect("concepts");
    let lexicon = lexica.get(&Language::new("xx")).expect("no fault").expect("a language");
    let tokens = Tokens::of(text, 0);
    let mut spotter = lexicon.spotter();
    let hits = spotter.spot(text, &tokens, 0);
    let places: ConceptSet = hits.iter().map(|h| h.concept).collect();
    assert_eq!(spotter.scan(text).concepts, places, "the quick way finds the same");
    hits.into_iter().map(|h| (h.first, h.last)).collect()
}

#[test]
fn words_prefixes_suffixes_and_infixes() {
    assert_eq!(spotted(&["photo"], "A photo, not photographs"), [(1, 1)]);
    assert_eq!(spotted(&["photo*"], "Photographs of x"), [(0, 0)]);
    assert_eq!(spotted(&["*kopie"], "die Ausweiskopie"), [(1, 1)]);
    assert_eq!(spotted(&["*ausweis*"], "Personalausweisnummer"), [(0, 0)]);
}

#[test]
fn parts_that_stand_anywhere() {
    let phrase = ["link* & (minute*|hour*) & !refund*"];
    assert_eq!(spotted(&phrase, "for two hours only works the link here"), [(2, 6)]);
    assert!(spotted(&phrase, "the link works").is_empty());
    assert!(spotted(&phrase, "the link for refunds works two hours").is_empty());
    let long = format!("link {} hours", "word ".repeat(50));
    assert!(spotted(&phrase, &long).is_empty());
    assert_eq!(spotted(&["a & b", "b & c", "d"], "c d b"), [(1, 1), (0, 2)]);
}

#[test]
fn gaps_options_alternatives_and_macros() {
    assert_eq!(spotted(&["{send} ~2 photo"], "please give us a clear photo"), [(1, 5)]);
    assert!(spotted(&["{send} ~2 photo"], "send me a very clear photo").is_empty());
    assert_eq!(spotted(&["(clear|recent)? photo of you"], "a recent photo of you"), [(1, 4)]);
    assert_eq!(spotted(&["a (b c|d) e"], "a b c e a d e a b e"), [(0, 3), (4, 6)]);
}

#[test]
fn placeholders_take_numbers_money_and_addresses() {
    assert_eq!(spotted(&["pay <money>"], "pay €25 or pay 25 EUR"), [(0, 2), (4, 6)]);
    assert_eq!(spotted(&["see <url>"], "see https://x.example/a?b."), [(0, 1)]);
    assert_eq!(spotted(&["within <num> days"], "within 30 days"), [(0, 2)]);
}

#[test]
fn accents_case_and_apostrophes_do_not_matter() {
    assert_eq!(spotted(&["pièce d'identité"], "PIECE D’IDENTITÉ"), [(0, 2)]);
}

#[test]
fn overlapping_phrases_are_all_found() {
    assert_eq!(spotted(&["a b", "b c", "a b c"], "a b c").len(), 3);
}

#[test]
fn the_built_in_lexica_are_what_their_files_say() {
    let files = RuleFiles::embedded();
    let lexica = Lexica::load(&files).expect("concepts");
    for (code, file) in files.folder("languages") {
        let topic = files.get(&format!("topics/{code}.toml"));
        let compiled = Lexicon::compile(file, topic, &lexica.concepts).expect("no fault");
        let built_in = lexica.get(&Language::new(code)).expect("no fault");
        assert!(built_in == Some(&compiled), "{code}");
    }
}

#[test]
fn a_fault_in_a_phrase_points_at_it() {
    let mut files = RuleFiles::embedded();
    let text = "language = \"xx\"\n[concepts]\nphoto = [\"ok\", \"(a\"]\n";
    files.put("languages/xx.toml", "xx.toml".into(), text.into());
    let lexica = Lexica::load(&files).expect("concepts");
    let fault = lexica.get(&Language::new("xx")).expect_err("a fault").to_string();
    assert!(fault.starts_with("xx.toml:3:16: a `(` without its `)`"), "{fault}");
    let text = "language = \"xx\"\n[concepts]\nfoto = [\"ok\"]\n";
    files.put("languages/xx.toml", "xx.toml".into(), text.into());
    let lexica = Lexica::load(&files).expect("concepts");
    let fault = lexica.get(&Language::new("xx")).expect_err("a fault").to_string();
    assert!(fault.starts_with("xx.toml:3:1: no such concept"), "{fault}");
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static LEXICA: LazyLock<Lexica> =
        LazyLock::new(|| Lexica::load(&RuleFiles::embedded()).expect("concepts"));

    proptest! {
        #[test]
        fn sentences_lie_in_order_inside_the_text(text in "[ \\n.:;!?a-zA-Zéà«»()0-9-]{0,300}") {
            let whole = [0..text.len()];
            let mut at = 0;
            for (n, sentence) in sentences(&text, &whole, &|_| false).into_iter().enumerate() {
                prop_assert!(sentence.range.start >= at && sentence.range.end <= text.len());
                prop_assert!(text.get(sentence.range.clone()).is_some());
                prop_assert!(sentence.governor.is_none_or(|g| g < n));
                at = sentence.range.end;
            }
        }

        #[test]
        fn scanning_and_spotting_agree(text in "(please|send|us|your|a|copy|of|passport|no|need|to|we|,|\\.| ){0,60}") {
            let lexicon = LEXICA.get(&Language::new("en")).expect("no fault").expect("English");
            let mut spotter = lexicon.spotter();
            let tokens = Tokens::of(&text, 0);
            let hits = spotter.spot(&text, &tokens, 0);
            let places: ConceptSet = hits.iter().map(|h| h.concept).collect();
            prop_assert_eq!(spotter.scan(&text).concepts, places);
            prop_assert!(hits.iter().all(|h| h.first <= h.last && h.last < tokens.tokens.len()));
        }

        #[test]
        fn no_phrase_makes_the_parser_panic(phrase in "[a-z(|)?{}<>~*0-9 ]{0,40}") {
            let mut files = RuleFiles::embedded();
            let text = format!("language = \"xx\"\n[concepts]\nphoto = [{phrase:?}]\n");
            files.put("languages/xx.toml", "xx.toml".into(), text);
            let lexica = Lexica::load(&files).expect("concepts");
            let _ = lexica.get(&Language::new("xx"));
        }
    }
}
