//! Queries mean what is written, and faults point at their place.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Result<Query, Fault> {
    parse(text, NaiveDate::from_ymd_opt(2020, 3, 31).expect("a day"))
}

/// Writes what was read with all its parentheses.
fn sketch(query: &Query) -> String {
    let list = |parts: &[Query], sign: &str| {
        format!("({})", parts.iter().map(sketch).collect::<Vec<_>>().join(sign))
    };
    match query {
        Query::Everything => "everything".to_owned(),
        Query::All(parts) => list(parts, " & "),
        Query::Any(parts) => list(parts, " | "),
        Query::Not(part) => format!("!{}", sketch(part)),
        Query::Term(Term { field, value, .. }) => {
            let name = field.map(|field| format!("{}:", field.name)).unwrap_or_default();
            let day = |day: &Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
            name + &match value {
                Value::Words(text) => text.clone(),
                Value::Prefix(text) => format!("{text}*"),
                Value::Phrase(text) => format!("\"{text}\""),
                Value::Near { left, right, distance } => format!("[{left}]{distance}[{right}]"),
                Value::Days { from, before } => format!("{}..{}", day(from), day(before)),
                Value::Choice(choice) => format!("={choice}"),
                Value::Name(name) => format!("<{name}>"),
            }
        }
    }
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    let read = read(text).map_err(|fault| fault.shown(text));
    assert_eq!(read.as_ref().map(sketch), Ok(expected.to_owned()), "{text}");
}

/// The piece of the query that is wrong, and a part of what is said about it.
#[track_caller]
fn fails(text: &str, piece: &str, said: &str) {
    let fault = read(text).expect_err(text);
    assert_eq!(&text[fault.at.clone()], piece, "{text}: {fault}");
    assert!(fault.to_string().contains(said), "{text}: {fault}");
}

#[test]
fn joins_words() {
    reads("", "everything");
    reads(" \t", "everything");
    reads(" * ", "everything");
    reads("passport", "passport");
    reads("a b and c", "(a & b & c)");
    reads("a b OR c Not d", "((a & b) | (c & !d))");
    reads("a and (b or c)", "(a & (b | c))");
    reads("a or not b and -c", "(a | (!b & !c))");
    reads("not not a --b", "(a & b)");
    reads("-(a b) -\"c d\" -is:list", "(!(a & b) & !\"c d\" & !is:=list)");
    reads("((a))(b)", "(a & b)");
    reads("REF-2020/12 a@b.example 10:30", "(REF-2020/12 & a@b.example & 10:30)");
    reads(
        "https://x.example/?a=b mailto:a@b.example Re: x",
        "(https://x.example/?a=b & mailto:a@b.example & Re: & x)",
    );
}

#[test]
fn takes_quoted_and_escaped_words_as_they_are() {
    reads("\"not\" \\AND or \\-x", "((\"not\" & AND) | -x)");
    reads("\\from:x \"from:x\" \\a*b", "(from:x & \"from:x\" & a*b)");
    reads("“a b” „c d“ « e f »", "(\"a b\" & \"c d\" & \"e f\")");
    reads("»g« ”h”", "(\"g\" & \"h\")");
    reads("a\"b (c\"d", "(a & \"b (c\" & d)");
    reads("subject:not subject:\\-x near NEARBY", "(subject:not & subject:-x & near & NEARBY)");
}

#[test]
fn reads_fields() {
    reads(
        "From:clearview subject:\"access request\"",
        "(from:clearview & subject:\"access request\")",
    );
    reads("subject:(a or b c -\"d\")", "(subject:a | (subject:b & subject:c & !subject:\"d\"))");
    reads("subject:re:x body:pass* id:\"<a@b>\"", "(subject:re:x & body:pass* & id:\"<a@b>\")");
    reads("kind:Auto-Reply is:(list or \"human\")", "(kind:=auto-reply & (is:=list | is:=human))");
    reads("tactic:* lang:fr exchange:a-2020", "(tactic:<*> & lang:<fr> & exchange:<a-2020>)");
    reads("date:2020-01..2020-05", "date:2020-01-01..2020-06-01");
    reads("date:\"2019 .. 6m\"", "date:2019-01-01..2019-10-01");
    reads("before:2020-02 after:(6m)", "(before:..2020-02-01 & after:2019-09-30..)");
}

#[test]
fn reads_what_stands_near() {
    reads("a NEAR/5 b", "[a]5[b]");
    reads("x \"a b\" NEAR \\not or c near/1 d", "((x & [a b]10[not]) | [c]1[d])");
    reads("-a NEAR b c", "(![a]10[b] & c)");
    reads("subject:(a NEAR/3 b or c)", "(subject:[a]3[b] | subject:c)");
}

#[test]
fn knows_the_place_of_a_term() {
    let places = |text: &str| match read(text).expect(text) {
        Query::All(parts) => parts
            .iter()
            .map(|part| match part {
                Query::Term(term) => text[term.at.clone()].to_owned(),
                other => sketch(other),
            })
            .collect::<Vec<_>>(),
        other => vec![sketch(&other)],
    };
    let text = "é “b c” from:\"d\" a NEAR \"b\" \\or";
    assert_eq!(places(text), ["é", "“b c”", "from:\"d\"", "a NEAR \"b\"", "\\or"]);
    assert_eq!(places("to:(a b*)"), ["a", "b*"]);
}

#[test]
fn points_at_what_is_wrong() {
    fails("x frm:clearview", "frm", "unknown field `frm`; did you mean `from`? Fields: from, to,");
    fails("colour:(red)", "colour", "unknown field `colour`; Fields: from, to,");
    fails("kind:humam", "humam", "`kind:` is never `humam`; did you mean `human`? `kind:` takes");
    fails("is:\"x y\"", "\"x y\"", "`is:` takes controller, subject");
    fails("from: a", "from:", "write from:clearview");
    fails("(from:)", "from:", "nothing stands right behind `from:`");
    fails("subject:-a", "-", "write `-` before the field");
    fails("subject:(a or from:b)", "from:", "`from:` stands within `subject:(…)`");
    fails("a \"b", "\"", "quote is not closed");
    fails("a “b\"", "“", "quote is not closed");
    fails("a \" \"", "\" \"", "between the quotes");
    fails("(a (b)", "(", "not closed");
    fails("a) b", ")", "no parenthesis is open");
    fails("a (", "(", "not closed");
    fails("a ( )", "( )", "between the parentheses");
    fails("a and", "and", "behind `and`");
    fails("a or and b", "or", "behind `or`");
    fails("(OR a)", "OR", "before `OR`");
    fails("a not", "not", "behind `not`");
    fails("a - b", "-", "right behind `-`");
    fails("\\ a", "\\", "right behind `\\`");
    fails("a *", "*", "only at the end");
    fails("pa*rt", "*", "write pass*");
    fails("from:**", "*", "only at the end");
    fails("tactic:id-*", "id-*", "tactic:* for any");
    fails("date:2020-13", "2020-13", "no calendar has the day `2020-13`");
    fails("after:2020..2021", "2020..2021", "not a range");
}

#[test]
fn near_needs_two_sides() {
    for text in ["NEAR", "a NEAR", "NEAR b", "(a) NEAR b", "a NEAR (b)", "a* NEAR b"] {
        fails(text, "NEAR", "on each side");
    }
    for text in ["subject:a NEAR b", "a NEAR subject:b", "date:(2020 NEAR 2021)"] {
        fails(text, "NEAR", "subject:(a NEAR/5 b)");
    }
    fails("a NEAR b NEAR/2 c", "NEAR/2", "on each side");
    for number in ["NEAR/", "NEAR/x", "NEAR/0", "NEAR/1001", "NEAR/99999999999"] {
        fails(&format!("a {number} b"), number, "no number from 1 to 1000");
    }
}

#[test]
fn bounds_what_is_asked() {
    let nested = |depth: usize| "(".repeat(depth) + "a" + &")".repeat(depth);
    reads(&nested(DEEPEST), "a");
    fails(&nested(DEEPEST + 1), "(", "more than 64 deep");
    assert!(read(&"a ".repeat(MOST_TERMS)).is_ok());
    fails(&("a ".repeat(MOST_TERMS) + "b"), "b", "more than 1000 words");
    fails(&("é".repeat(LONGEST / 2) + "ü"), "ü", "too long");
    reads(&("-".repeat(LONGEST - 1) + "a"), "!a");
}

#[test]
fn shows_the_place() {
    let text = "é\nfrm:x";
    let shown = read(text).expect_err("unknown").shown(text);
    assert!(shown.starts_with("é frm:x\n  ^^^\nunknown field `frm`\ndid you"), "{shown}");
    let text = "a ".repeat(100) + "b* NEAR c" + &" d".repeat(100);
    let shown = read(&text).expect_err("no word").shown(&text);
    let lines: Vec<_> = shown.lines().collect();
    assert_eq!(lines[0].find("NEAR"), lines[1].find("^^^^").map(|i| i + '…'.len_utf8() - 1));
    assert!(lines[0].chars().count() <= 74, "{shown}");
    let end = read("a and").expect_err("no word").shown("");
    assert!(end.starts_with("\n^\n"), "{end}");
}

/// A query, what it means, and how tightly it binds: 0 or, 1 and, 2 not, 3 a word.
type Written = (String, String, u8);

fn inside((text, _, binds): &Written, least: u8) -> String {
    if *binds < least { format!("({text})") } else { text.clone() }
}

fn written() -> impl Strategy<Value = Written> {
    let word = "[b-mé][b-m0-9.]{0,5}x";
    let leaf = prop_oneof![
        word.prop_map(|w| (w.clone(), w)),
        word.prop_map(|w| (format!("{w}*"), format!("{w}*"))),
        word.prop_map(|w| (format!("« {w} or »"), format!("\"{w} or\""))),
        word.prop_map(|w| (format!("To:{w}"), format!("to:{w}"))),
        (word, word, 1..9)
            .prop_map(|(a, b, n)| (format!("{a} NEAR/{n} {b}"), format!("[{a}]{n}[{b}]"))),
    ];
    let leaf = leaf.prop_map(|(text, means)| (text, means, 3));
    leaf.prop_recursive(5, 40, 4, |part| {
        let parts = prop::collection::vec(part.clone(), 2..4);
        let sign = prop::sample::select(vec![" ", " and ", "\tAND ", " or ", " OR\n"]);
        prop_oneof![
            (part, prop::sample::select(vec!["-", "not ", "NOT "])).prop_map(|(part, sign)| {
                (format!("{sign}{}", inside(&part, 3)), format!("!{}", part.1), 2)
            }),
            (parts, sign).prop_map(|(parts, sign)| {
                let binds = u8::from(!sign.trim().eq_ignore_ascii_case("or"));
                let texts: Vec<_> = parts.iter().map(|part| inside(part, binds + 1)).collect();
                let means: Vec<_> = parts.iter().map(|part| part.1.as_str()).collect();
                let means = means.join(if binds == 0 { " | " } else { " & " });
                (texts.join(sign), format!("({means})"), binds)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_panics(
        text in r#"\PC*|([()*:\\"“« -]|NEAR|/9|and|or|not|é|from|date|is|2020){0,24}"#,
    ) {
        if let Err(fault) = read(&text) {
            prop_assert!(text.get(fault.at.clone()).is_some());
            prop_assert!(fault.shown(&text).lines().count() <= 4);
            fault.shown(&text[..text.floor_char_boundary(text.len() / 2)]);
        }
    }

    #[test]
    fn means_what_is_written((text, means, _) in written()) {
        prop_assert_eq!(read(&text).map(|query| sketch(&query)), Ok(means));
    }
}
