//! Writes queries of every form.

use super::made::{Dice, WORDS, World};

/// Writes a query of some depth.
pub(super) fn query(dice: &mut Dice, world: &World, depth: usize) -> String {
    if depth == 0 || dice.once_in(4) {
        let not = dice.pick(&["", "", "", "", "", "-", "not "]);
        return format!("{not}{}", term(dice, world));
    }
    let join = dice.pick(&[" ", " and ", " or ", " or ", " or ", " -", " not "]);
    let (left, right) = (query(dice, world, depth - 1), query(dice, world, depth - 1));
    match dice.below(3) {
        0 => format!("{left}{join}({right})"),
        1 => format!("({left}){join}({right})"),
        // Two signs of exclusion in a row are read, too.
        _ => format!("{left}{join}{right}"),
    }
}

fn term(dice: &mut Dice, world: &World) -> String {
    const NAMES: [&str; 11] = [
        "from",
        "to",
        "cc",
        "with",
        "subject",
        "body",
        "own",
        "quoted",
        "attachment",
        "id",
        "folder",
    ];
    let name = dice.pick(&NAMES);
    match dice.below(9) {
        0..=2 => sought(dice, world),
        3 => format!("{name}:({} or {})", sought(dice, world), sought(dice, world)),
        4 => format!("{name}:({})", sought(dice, world)),
        5 => format!(
            "{name}:{}",
            dice.pick(&["shop", "Müll*", "\"jumbo example\"", "elodie", "2020", "PDF"])
        ),
        6 => days(dice),
        7 => dice
            .pick(&[
                "has:attachment",
                "has:finding",
                "has:exchange",
                "is:controller",
                "is:subject",
                "is:authority",
                "is:third",
                "is:auto",
                "is:human",
                "is:list",
                "is:reply",
                "kind:human",
                "kind:auto-reply",
                "kind:ticket-ack",
                "kind:bounce",
                "kind:receipt",
                "kind:bulk",
                "grade:signal",
                "grade:presumptive",
                "grade:bright-line",
                "GRADE:Signal",
            ])
            .to_owned(),
        _ => named(dice, world),
    }
}

fn days(dice: &mut Dice) -> String {
    let day = dice.pick(&[
        "2019",
        "2020",
        "2019-12-31",
        "2020-01-01",
        "2020-01",
        "2020-03-04",
        "2020-03-05",
        "3m",
        "200d",
    ]);
    match dice.below(4) {
        0 => format!("before:{day}"),
        1 => format!("after:{day}"),
        2 => dice
            .pick(&["date:2020-01..2020-03", "date:2020-03-04..", "date:..2019", "date:1y..3m"])
            .to_owned(),
        _ => format!("date:{day}"),
    }
}

fn named(dice: &mut Dice, world: &World) -> String {
    let mail = world.mails.values().nth(dice.below(world.mails.len())).expect("a message");
    match dice.below(6) {
        0 => format!("lang:{}", dice.pick(&["en", "DE", "fr", "pl", "tr"])),
        1 => format!("thread:{}", mail.message.id),
        2 => format!("thread:{}", &mail.message.key.to_string()[..10]),
        3 => format!(
            "exchange:{}",
            dice.pick(&["jumbo-2020", "SHOP-2020-03-05", "post", "*", "other"])
        ),
        4 => format!(
            "tactic:{}",
            dice.pick(&["ack-only", "Already-Have-It", "bare-refusal", "*", "blanket-secrecy"])
        ),
        _ => format!("id:{}", mail.message.id),
    }
}

/// Something to look for in words; what stands in a message as often as not.
fn sought(dice: &mut Dice, world: &World) -> String {
    let mail = world.mails.values().nth(dice.below(world.mails.len())).expect("a message");
    let there: Vec<&str> =
        mail.message.text.split_whitespace().filter(|word| *word != "-").collect();
    let at = dice.below(there.len());
    let run = |end: usize| there[at..there.len().min(at + end)].join(" ");
    let word = dice.pick(WORDS);
    match dice.below(10) {
        0..=2 => word.to_owned(),
        3 => format!("\\{word}"),
        4 => format!("\"{word} {}\"", dice.pick(WORDS)),
        5 => format!("“{}”", run(1 + dice.below(3))),
        6 => {
            let letters = 1 + dice.below(word.chars().count());
            format!(
                "{}*",
                word.chars()
                    .take(letters)
                    .collect::<String>()
                    .trim_end_matches(['-', '/', '@', '.', '’'])
            )
        }
        7 => format!("{word} NEAR/{} {}", dice.pick(&[1, 2, 3, 4, 9, 50]), dice.pick(WORDS)),
        8 => format!("\"{}\" NEAR/{} {word}", run(2), dice.pick(&[1, 2, 5, 12])),
        _ => format!("{},", there[at].trim_end_matches(',')),
    }
}
