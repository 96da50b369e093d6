//! What holds for any text.

use super::*;
use proptest::prelude::*;

/// Lines as mail has them, in any order.
fn body() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("> quoted"),
        Just(">"),
        Just("On Mon, 3 Feb 2020, Zoe <z@y.example> wrote:"),
        Just("On Mon, 3 Feb 2020 at 10:00, Zoe"),
        Just("<z@y.example> wrote:"),
        Just("-----Original Message-----"),
        Just("From: Zoe\nSent: Monday\nTo: x\nSubject: y"),
        Just("________________________________"),
        Just("-- "),
        Just("---"),
        Just("Kind regards,"),
        Just("Jo Bloggs"),
        Just("Sent from my iPhone"),
        Just("This email and any attachments are confidential."),
        Just("##- Please type your reply above this line -##"),
        Just(""),
        Just("We hold your name and your address."),
        Just("| barred"),
    ];
    let line = prop_oneof![4 => line.prop_map(str::to_owned), 1 => "\\PC{0,90}"];
    prop::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn regions_cover_the_text_without_gap_or_overlap(body in body()) {
        let message = message(&body);
        let mut at = 0;
        for (range, _) in &message.regions {
            prop_assert_eq!(range.start, at);
            prop_assert!(range.end > at && message.text.is_char_boundary(range.end));
            at = range.end;
        }
        prop_assert_eq!(at, message.text.len());
    }

    #[test]
    fn marking_every_line_makes_all_of_it_quoted(body in body()) {
        let marked: String = body.lines().map(|line| ["> ", line, "\n"].concat()).collect();
        prop_assert_eq!(own(&marked), "");
    }

    #[test]
    fn marked_history_below_changes_no_own_word(lines in prop::collection::vec("[a-z]{3,9}( [a-z]{3,9}){3,8}[.]", 1..6)) {
        let letter = lines.join("\n");
        let before = own(&letter);
        for history in ["On 3 May 2020 at 10:00, Zoe <z@y.example> wrote:\n> a\n", "-----Original Message-----\nFrom: Zoe\n\na"] {
            prop_assert_eq!(own(&format!("{letter}\n\n{history}")), before.clone());
        }
        prop_assert_eq!(before, collapsed(&letter));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,300}", body in "[ -~\\n>|:@<\\-_]{0,300}") {
        let message = message(&text);
        prop_assert!(message.answers().is_empty() || message.text.contains('>'));
        own(&body);
    }
}

#[test]
fn many_lines_of_any_kind_are_told_apart_without_gaps() {
    for line in [
        "\n",
        "> q\n",
        "a\n> q\n",
        "On 3 May 2020 at 10:00\n",
        "From: x\n",
        "-----\n",
        "yes On 3 May 2020 Zoe wrote:\n> q\n",
        "Kind regards\n",
        "This email and any attachments\n",
        "--\n",
        "Jo Bloggs\n\n",
        "##- Please type your reply above this line -##\n",
    ] {
        let text = line.repeat(20_000 / line.matches('\n').count());
        let (lexica, cues) = &*RULES;
        let mut spotters = Spotters::new(lexica);
        let regions = split(&text, &cues.quotes, &Mailbox::default(), None, &mut spotters);
        let regions = regions.expect("no fault");
        let end = regions.iter().try_fold(0, |at, (r, _)| (r.start == at).then_some(r.end));
        assert_eq!(end, Some(text.len()), "{line}");
    }
}
