//! The line that begins a message in an mbox: `From `, a sender, a date (RFC 4155, appendix A).

/// Longer lines begin no message.
pub(super) const LONGEST: usize = 1024;

/// Tells whether a line, without its end, begins a message.
///
/// A sentence may begin with "From " too; the date tells them apart.  It is that of `asctime`
/// (`Mon Jan  6 10:00:00 2020`), with a zone before or behind the year as many programs write it,
/// or that of a `Date` field.
pub(super) fn is_envelope(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|_| line.len() <= LONGEST) else {
        return false;
    };
    let text = String::from_utf8_lossy(rest);
    let words: Vec<&str> = text.split_ascii_whitespace().take(24).collect();
    (0..words.len())
        .any(|i| is_weekday(words[i]) && is_sender(&words[..i]) && is_date(&words[i + 1..]))
}

/// One word whatever it is (an address, a local name, `-`, a commit's id), none, an address that an
/// archive made harmless (`me at example.org`), or one with a quoted part.
fn is_sender(words: &[&str]) -> bool {
    match words {
        [] | [_] => true,
        [_, at, _] if at.eq_ignore_ascii_case("at") => true,
        [first, ..] => first.starts_with('"') && words.iter().any(|word| word.contains('@')),
    }
}

fn is_date(words: &[&str]) -> bool {
    match words {
        [month, day, time, rest @ ..] if is_month(month) => {
            let zones = rest.iter().take(2).take_while(|word| is_zone(word)).count();
            let Some((year, rest)) = rest[zones..].split_first() else { return false };
            is_day(day) && is_time(time) && is_year(year) && is_tail(rest)
        }
        [day, month, year, time, rest @ ..] => {
            is_day(day) && is_month(month) && is_year(year) && is_time(time) && is_tail(rest)
        }
        _ => false,
    }
}

fn is_tail(words: &[&str]) -> bool {
    matches!(words, ["remote", "from", _]) || words.len() <= 2 && words.iter().all(|w| is_zone(w))
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let word = word.strip_suffix(',').unwrap_or(word);
    DAYS.iter().any(|day| word.eq_ignore_ascii_case(day))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let number = |part: &&str| part.len() <= 2 && part.parse().is_ok_and(|n: u8| n <= 60);
    (2..=3).contains(&parts.len()) && parts.iter().all(number)
}

fn is_zone(word: &str) -> bool {
    let word = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).unwrap_or(word);
    match word.strip_prefix(['+', '-']) {
        Some(digits) => {
            (4..=5).contains(&digits.len()) && digits.starts_with(|c: char| c.is_ascii_digit())
        }
        None => (1..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_envelope;

    #[test]
    fn separators_of_many_programs() {
        for line in [
            "From me@example.org Mon Jan  6 10:00:00 2020",
            "From - Mon Jan 06 10:00:00 2020",
            "From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
            "From 1659@xxx Mon Jan 06 10:00:00 +0000 2020",
            "From  Mon Jan  6 10:00:00 2020",
            "From root Mon Jan  6 10:00 2020",
            "From me@example.org  Mon Jan  6 10:00:00 CET 2020",
            "From me@example.org Mon Jan  6 10:00:00 2020 +0100",
            "From me at example.org  Mon Jan  6 10:00:00 2020",
            "From \"a b\"@example.org Mon Jan  6 10:00:00 2020",
            "From ???@??? Mon Jan 06 10:00:00 2020",
            "From 5c2f14df01d29a0c4f3a0e2d1b1f3c4d5e6f7a8b Mon Sep 17 00:00:00 2001",
            "From host!me Mon Jan  6 10:00:00 2020 remote from host",
            "From me@example.org Mon, 6 Jan 2020 10:00:00 +0100 (CET)",
        ] {
            assert!(is_envelope(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_with_from() {
        for line in [
            "From Monday 6 January 2020 at 10:00 we are closed",
            "From me",
            "From what you wrote on Mon Jan  6 10:00:00 2020",
            "From Mon Jan  6 10:00:00 2020 on we are closed",
            "From me@example.org Mon Jan  6 10:00:00 20",
            "From me@example.org Mon Jan 46 10:00:00 2020",
            "From me@example.org Mon Jan  6 10.00 2020",
            "From: me@example.org Mon Jan  6 10:00:00 2020",
            ">From me@example.org Mon Jan  6 10:00:00 2020",
        ] {
            assert!(!is_envelope(line.as_bytes()), "{line}");
        }
    }
}
