//! Own words told from what is not.

use super::*;
use crate::rulefile::RuleFiles;

fn own(from: &str, body: &str) -> String {
    let files = RuleFiles::embedded();
    let lexica = Lexica::load(&files).expect("concepts");
    let cues = MailCues::load(&files).expect("cues");
    let mut spotters = Spotters::new(&lexica);
    let mail = format!("From: {from}\nContent-Type: text/plain; charset=utf-8\n\n{body}");
    let message = open(mail.as_bytes(), Location::default(), &cues)
        .read(&cues, &mut spotters)
        .expect("no fault");
    assert_eq!(message.regions.first().map(|(r, _)| r.start), Some(0), "no gap");
    assert_eq!(message.regions.last().map(|(r, _)| r.end), Some(message.text.len()), "no gap");
    message.own_words().split_whitespace().collect::<Vec<_>>().join(" ")
}

const DESK: &str = "Desk <d@x.example>";
const LETTER: &str = "Thank you for your request, which has reached us.";

#[test]
fn quotations_of_many_programs_are_no_own_words() {
    for history in [
        "On Mon, 3 Feb 2020 at 10:00, Zoe <z@y.example>\nwrote:\n> Please send my passport\n> data",
        "Le lun. 3 févr. 2020 à 10:00, Zoé <z@y.example> a écrit :\n> old",
        "Am Mo., 3. Feb. 2020 um 10:00 Uhr schrieb Zoe <z@y.example>:\n> alt",
        "________________________________\nDe : Zoé <z@y.example>\nEnvoyé : lundi 3 février 2020\nÀ : Desk\nObjet : x\n\nold",
        "-----Original Message-----\nFrom: Zoe\nSent: Monday\nTo: Desk\nSubject: x\n\nold",
        "-----Message d'origine-----\nDe : Zoé\n\nold",
        "From: Zoe <z@y.example>\nSent: Monday, 3 February 2020 10:00\nTo: Desk\nSubject: x\n\nold",
        "----------------------------------------------\n\nZoe Keller, 05 Jan 2026, 17:22\n\nold",
        "Von: Zoe <z@y.example>\nGesendet: Montag\nAn: Desk\nBetreff: x\n\nalt",
    ] {
        assert_eq!(own(DESK, &format!("{LETTER}\n\n{history}\n")), LETTER, "{history}");
    }
}

#[test]
fn answers_below_and_between_quotations_are_own_words() {
    let below = format!("On 03/02/2020 10:00, Zoe wrote:\n> old\n> mail\n\n{LETTER}\n");
    assert_eq!(own(DESK, &below), LETTER);
    let between = "On 03/02/2020 10:00, Zoe wrote:\n> one?\nYes, we do.\n> two?\nNo, we don't.\n";
    assert_eq!(own(DESK, between), "Yes, we do. No, we don't.");
}

#[test]
fn signatures_footers_and_frames_are_no_own_words() {
    for tail in [
        "-- \nD. Holroyd\nBring your passport to every viewing.",
        "Kind regards,\n\nD. Holroyd\n\nExample Ltd. Bring your passport.",
        "Desk Team\nProspective tenants: bring photo ID.",
        "Inès Hadot, Aéroligne Ponant\n\nObjets trouvés : retrait sur présentation du passeport.",
    ] {
        assert_eq!(
            own("Desk Team <d@x.example>", &format!("{LETTER}\n\n{tail}\n")),
            LETTER,
            "{tail}"
        );
    }
    let marked = format!("##- Please type your reply above this line -##\n\n{LETTER}\n");
    assert_eq!(own(DESK, &marked), LETTER);
}

#[test]
fn a_postscript_and_a_remedy_below_a_name_stay() {
    let letter =
        format!("{LETTER}\n\nKind regards,\nJo\n\nPS: please send a copy of your passport.\n");
    assert!(own(DESK, &letter).ends_with("please send a copy of your passport."));
    let remedy =
        format!("{LETTER}\n\nYour Rights\n\nYou may complain to the Information Commissioner.\n");
    assert!(own(DESK, &remedy).ends_with("You may complain to the Information Commissioner."));
}

#[test]
fn words_like_an_attribution_are_kept() {
    let letter = "As I wrote: we need nothing more from you.\n\nFrom: here on, all is well.\n";
    assert_eq!(
        own(DESK, letter),
        "As I wrote: we need nothing more from you. From: here on, all is well."
    );
}

#[test]
fn html_quotations_are_no_own_words() {
    let files = RuleFiles::embedded();
    let lexica = Lexica::load(&files).expect("concepts");
    let cues = MailCues::load(&files).expect("cues");
    let mut spotters = Spotters::new(&lexica);
    let mail = "From: d@x.example\nContent-Type: text/html; charset=utf-8\n\n<p>New words.</p>\
        <div class=\"gmail_quote\">On Mon, 3 Feb 2020, Zoe &lt;z@y.example&gt; wrote:<br>\
        <blockquote>old words</blockquote></div>";
    let message = open(mail.as_bytes(), Location::default(), &cues)
        .read(&cues, &mut spotters)
        .expect("no fault");
    assert_eq!(message.own_words().trim(), "New words.");
}

#[test]
fn a_bounce_names_what_failed() {
    let files = RuleFiles::embedded();
    let lexica = Lexica::load(&files).expect("concepts");
    let cues = MailCues::load(&files).expect("cues");
    let mut spotters = Spotters::new(&lexica);
    let mail = "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; \
        report-type=delivery-status; boundary=b\n\n--b\n\nCould not be delivered.\n\n--b\n\
        Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n\
        Final-Recipient: rfc822; Bad@x.example\nAction: failed\nStatus: 5.1.1\n\n--b\n\
        Content-Type: text/rfc822-headers\n\nMessage-ID: <orig@y.example>\n\n--b--\n";
    let message = open(mail.as_bytes(), Location::default(), &cues)
        .read(&cues, &mut spotters)
        .expect("no fault");
    assert_eq!(message.kind, Kind::Bounce);
    let bounce = message.bounce.expect("a bounce");
    assert_eq!(bounce.recipient.as_deref(), Some("bad@x.example"));
    assert_eq!((bounce.status.as_deref(), bounce.permanent), (Some("5.1.1"), true));
    assert_eq!(bounce.original, Some(MessageId::new("orig@y.example")));
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<(Lexica, MailCues)> = LazyLock::new(|| {
        let files = RuleFiles::embedded();
        let cues = MailCues::load(&files).expect("cues");
        (Lexica::load(&files).expect("concepts"), cues)
    });

    /// Lines as mail has them, in any order.
    fn body() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("> quoted".to_owned()),
            Just("On Mon, 3 Feb 2020, Zoe <z@y.example> wrote:".to_owned()),
            Just("-----Original Message-----".to_owned()),
            Just("From: Zoe\nSent: Monday\nTo: x\nSubject: y".to_owned()),
            Just("-- ".to_owned()),
            Just("Kind regards,".to_owned()),
            Just(String::new()),
            Just("- a copy of your passport;".to_owned()),
            "\\PC{0,90}",
        ];
        prop::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn regions_cover_the_text_without_gap_or_overlap(body in body()) {
            let (lexica, cues) = &*RULES;
            let mut spotters = Spotters::new(lexica);
            let mail = format!("From: d@x.example\nContent-Type: text/plain; charset=utf-8\n\n{body}");
            let opened = open(mail.as_bytes(), Location::default(), cues);
            let message = opened.read(cues, &mut spotters).expect("no fault");
            let mut at = 0;
            for (range, _) in &message.regions {
                prop_assert_eq!(range.start, at);
                prop_assert!(message.text.is_char_boundary(range.end));
                at = range.end;
            }
            prop_assert_eq!(at, message.text.len());
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let (lexica, cues) = &*RULES;
            let mut spotters = Spotters::new(lexica);
            let mut mail = b"From: d@x.example\n".to_vec();
            mail.extend(bytes);
            let read = open(&mail, Location::default(), cues).read(cues, &mut spotters);
            prop_assert!(read.is_ok());
        }

        #[test]
        fn html_of_any_shape_becomes_text(
            parts in prop::collection::vec(
                prop_oneof![
                    Just("<div>"), Just("</div>"), Just("<blockquote>"), Just("<li>"), Just("<td>"),
                    Just("<p>"), Just("word "), Just("&amp;"), Just("<"), Just(">"), Just("<br"),
                ],
                0..60,
            ),
        ) {
            let text = html::to_text(&parts.concat());
            prop_assert!(!text.contains("<div>"));
        }
    }
}
