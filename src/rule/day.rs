//! Finds the days that a text names.

use crate::lexicon::{Kind, Tokens};
use chrono::{Datelike, NaiveDate};

/// How the names of the months begin, without accents, in the languages of the rule files.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fev"],
    &["mar", "maa", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// Lists the days that a text names, in its order.  A month or a year stands for its last day; a day
/// without a year is the latest such day up to `spoken`; of two readings of digits the earlier counts.
pub(super) fn days_named(text: &str, spoken: NaiveDate) -> Vec<NaiveDate> {
    let tokens = Tokens::of(text, 0);
    let words: Vec<Part> = tokens.tokens.iter().map(|t| part(tokens.word(t), t.kind)).collect();
    let close = |i: usize| {
        let (Some(one), Some(two)) = (tokens.tokens.get(i), tokens.tokens.get(i + 1)) else {
            return false;
        };
        matches!(text.get(one.end..two.start), Some("/" | "-"))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let tied = close(at) && close(at + 1);
        let (day, used) = read(&words[at..], tied, spoken);
        found.extend(day);
        at += used;
    }
    found
}

/// What a word can be of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Month(u32),
    Number(u32),
    Whole(NaiveDate),
    Other,
}

fn part(word: &str, kind: Kind) -> Part {
    if kind == Kind::Number {
        let fields: Vec<u32> = word.split('.').filter_map(|f| f.parse().ok()).collect();
        return match (fields.as_slice(), word.contains(',')) {
            ([n], false) => Part::Number(*n),
            ([d, m, y], false) => dated(*y, *m, *d).map_or(Part::Other, Part::Whole),
            _ => Part::Other,
        };
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let ordinal = matches!(&word[digits..], "st" | "nd" | "rd" | "th" | "er" | "ter" | "e");
        let number = word[..digits].parse().ok().filter(|_| ordinal);
        return number.map_or(Part::Other, Part::Number);
    }
    let month = MONTHS.iter().position(|stems| stems.iter().any(|s| word.starts_with(s)));
    // Longer words than `september` are other words: `maintenance`, `marketing`.
    match month {
        Some(at) if word.len() <= 10 && !LOOKALIKES.contains(&word) => Part::Month(at as u32 + 1),
        _ => Part::Other,
    }
}

/// Words that begin like a month and often stand between numbers.
const LOOKALIKES: [&str; 4] = ["maintenant", "general", "mais", "mark"];

fn dated(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|y| is_year(*y))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn is_year(year: i32) -> bool {
    (1970..2100).contains(&year)
}

fn end_of_month(year: u32, month: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| dated(year, month, day))
}

/// Reads a date at the start of the words and tells how many of them it takes.
fn read(words: &[Part], tied: bool, spoken: NaiveDate) -> (Option<NaiveDate>, usize) {
    use Part::{Month, Number, Whole};
    let shortened = |month, day| {
        let year = spoken.year().unsigned_abs();
        let this = dated(year, month, day).filter(|day| *day <= spoken);
        this.or_else(|| dated(year.saturating_sub(1), month, day))
    };
    let whole = match words {
        [Whole(day), ..] => (Some(*day), 1),
        [Number(a), Number(b), Number(c), ..] if tied => {
            let readings = [dated(*a, *b, *c), dated(*c, *b, *a), dated(*c, *a, *b)];
            (readings.into_iter().flatten().min(), 3)
        }
        [Number(d), Month(m), Number(y), ..] | [Month(m), Number(d), Number(y), ..]
            if dated(*y, *m, *d).is_some() =>
        {
            (dated(*y, *m, *d), 3)
        }
        // `12 de marzo de 2024`
        [Number(d), Part::Other, Month(m), Part::Other, Number(y), ..] => (dated(*y, *m, *d), 5),
        [Month(m), Number(y), ..] if end_of_month(*y, *m).is_some() => (end_of_month(*y, *m), 2),
        [Number(d), Month(m), ..] | [Month(m), Number(d), ..] => (shortened(*m, *d), 2),
        [Number(y), ..] => (end_of_month(*y, 12), 1),
        _ => (None, 1),
    };
    match whole {
        (None, used) if used > 1 => (None, 1),
        found => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<String> {
        let spoken = NaiveDate::from_ymd_opt(2026, 3, 10).expect("a day");
        days_named(text, spoken).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn days_in_words_and_digits() {
        assert_eq!(days("deleted on 12 March 2025, not 2025-04-01"), ["2025-03-12", "2025-04-01"]);
        assert_eq!(days("supprimé le 1er août 2024"), ["2024-08-01"]);
        assert_eq!(days("am 03.02.2023 gelöscht; Marzo 2024"), ["2023-02-03", "2024-03-31"]);
        assert_eq!(days("el 12 de marzo de 2024"), ["2024-03-12"]);
        assert_eq!(days("back in 2019"), ["2019-12-31"]);
    }

    #[test]
    fn a_day_without_a_year_is_the_latest() {
        assert_eq!(days("the last on 6 October"), ["2025-10-06"]);
        assert_eq!(days("on 2 March"), ["2026-03-02"]);
    }

    #[test]
    fn what_is_no_day() {
        assert_eq!(
            days("after 30 days, 12 files, Article 15, maintenance 2"),
            Vec::<String>::new()
        );
        assert_eq!(days("on 45 Marches and 99/99/9999"), Vec::<String>::new());
    }
}
