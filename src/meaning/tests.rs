use super::*;
use proptest::prelude::*;

fn near(one: &str, other: &str) -> f32 {
    let vectors = Encoder::built_in().encode(&[one, other]);
    vectors.row(0).dot(&vectors.row(1))
}

#[test]
fn sentences_that_say_the_like_are_near_each_other() {
    let card = "Please send us a copy of your identity card.";
    assert!(near(card, "Wir benötigen eine Kopie Ihres Personalausweises.") > 0.6);
    assert!(near(card, "Die Rechnung ist beigefügt.") < 0.2);
    assert!((near(card, card) - 1.0).abs() < 1e-4);
}

#[test]
fn a_sentence_is_cut_into_known_pieces_and_forms_that_look_alike_are_one() {
    let cut = |text: &str| Encoder::built_in().pieces.cut(text);
    assert_eq!(cut(""), [1, 2], "the beginning and the end");
    assert!(cut("Vielen Dank für Ihre Anfrage.").iter().skip(1).all(|piece| *piece > 1));
    assert_eq!(cut("ｆür\u{a0} Sie"), cut("fu\u{308}r Sie "));
    assert!(cut("Привет 你好").contains(&0), "not the six languages");
}

#[test]
fn a_long_sentence_takes_no_longer_than_a_bounded_one() {
    let long = "word ".repeat(100_000);
    let cut = Encoder::built_in().encode(&[&long, &long[..5 * LONGEST]]);
    assert!(cut.row(0).dot(&cut.row(1)) > 0.99);
}

/// Twenty sentences about a card, and twenty about a fee.
fn examples() -> Vec<Lesson> {
    let numbered = |text: &str, key: &str| {
        let numbered = |n: usize| (format!("{text} {n}"), Example::Does(key.to_owned()));
        (1..=20).map(numbered).collect::<Vec<_>>()
    };
    let mut all = numbered("Please send us your identity card by day", "demands-item:id-document");
    all.extend(numbered("We charge a fee for the copy, in euros", "demands-fee"));
    all.push(("The fee was waived.".to_owned(), Example::Lacks("demands-fee".to_owned())));
    all.push(("The weather is fine today.".to_owned(), Example::Just(Vec::new())));
    all.into_iter().map(|example| vec![example]).collect()
}

#[test]
fn what_is_learned_tells_acts_apart_and_survives_its_file() {
    let learned = Likeness::learn(&examples(), &|| ()).expect("enough to learn from");
    assert_eq!(learned.keys(), ["demands-fee", "demands-item:id-document"]);
    let file = learned.to_file().expect("a file");
    let again = Likeness::learn(&examples(), &|| ()).and_then(|again| again.to_file());
    assert_eq!(again.expect("a file"), file, "the same sentences give the same weights");
    let read = Likeness::read(&file).expect("what was written");
    let odds = read.of(&["Send us a scan of your passport.", "The copy costs ten euros."], &[]).0;
    assert!(odds[[0, 1]] > odds[[0, 0]] && odds[[1, 0]] > odds[[1, 1]], "{odds}");
    let fee = |likeness: &Likeness| likeness.of(&["A fee is due."], &[]).0;
    let off = (fee(&learned) - fee(&read)).mapv(f32::abs);
    assert!(off.iter().all(|n| *n < 0.1), "{off}");
}

#[test]
fn what_a_sentence_is_like_depends_on_its_letter() {
    let key = "demands-item:id-document".to_owned();
    let letter = |about: &str, does: &[String]| {
        let card = ("We need your card.".to_owned(), Example::Just(does.to_vec()));
        (0..20)
            .map(|n| vec![card.clone(), (format!("{about} {n}"), Example::Just(Vec::new()))])
            .collect::<Vec<Lesson>>()
    };
    let mut lessons = examples();
    lessons.extend(letter("Your data protection request of March", std::slice::from_ref(&key)));
    lessons.extend(letter("The hotel is looking forward to your stay in room", &[]));
    let learned = Likeness::learn(&lessons, &|| ()).expect("enough to learn from");
    let at = learned.keys().iter().position(|known| *known == key).expect("the key");
    let odds = |about: &str| learned.of(&["We need your card.", about], &[]).0[[0, at]];
    let (request, hotel) = (odds("Your data protection request"), odds("The hotel in room 5"));
    assert!(request > hotel + 1.0, "{request} and {hotel}");
}

#[test]
fn too_few_sentences_are_told() {
    let few = &examples()[..19];
    assert!(matches!(Likeness::learn(few, &|| ()), Err(NotLearned::Nothing)));
}

#[test]
fn the_built_in_weights_are_whole() {
    let keys = Likeness::built_in().keys();
    assert!(keys.is_sorted() && keys.iter().any(|key| key == "demands-item:id-document"));
    assert!(Encoder::built_in().encode(&["Hello."]).iter().all(|n| n.is_finite()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_vector_has_length_one_whatever_the_sentence_and_its_neighbours(
        list in prop::collection::vec("\\PC{0,60}|[a-zäöüß ,.]{0,200}", 1..5),
    ) {
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        let together = Encoder::built_in().encode(&list);
        for (n, one) in list.iter().enumerate() {
            let alone = Encoder::built_in().encode(&[one]);
            prop_assert!((together.row(n).dot(&alone.row(0)) - 1.0).abs() < 1e-3, "{}", one);
        }
    }

    #[test]
    fn a_spoilt_file_is_refused_or_read_and_never_panics(at in 0..4000_usize, byte: u8, cut in 0..400_000_usize) {
        let mut file = weights("meaning/acts.safetensors").to_vec();
        file[at] = byte;
        let _ = Likeness::read(&file);
        file.truncate(cut);
        let _ = Likeness::read(&file);
    }
}
