//! Finds reply codes (RFC 5321, 4.2) and status codes (RFC 3463) in running text.

/// Finds the first status code of a failure, `5.1.1`.
pub(super) fn enhanced(text: &str) -> Option<String> {
    let mut best = None;
    for (start, word) in numbers(text) {
        let parts: Vec<&str> = word.split('.').collect();
        let [class, subject, detail] = parts[..] else { continue };
        let is_status = matches!(class, "2" | "4" | "5")
            && subject.len() == 1
            && subject <= "7"
            && (1..=3).contains(&detail.len());
        if !is_status {
            continue;
        }
        let before = text[..start].trim_end_matches([' ', '-', '(', '[', '#', ':']);
        let after_reply =
            before.get(before.len().saturating_sub(3)..).is_some_and(|end| reply(end).is_some());
        let marked = text[..start].ends_with(['#', '(', '[']);
        if after_reply || marked {
            return Some(word.to_owned());
        }
        best = best.or_else(|| Some(word.to_owned()));
    }
    best
}

/// Finds the first reply code of a failure that begins a line or follows a mark.
pub(super) fn reply(text: &str) -> Option<u16> {
    numbers(text).find_map(|(start, word)| {
        let code: u16 = word.parse().ok().filter(|_| word.len() == 3)?;
        let before = text[..start].trim_end();
        let opens = before.is_empty()
            || before.ends_with([':', '>', '(', '"', '\'', ';', '<', '[', '-', '=', '.', ','])
            || [
                "error", "code", "said", "response", "status", "reply", "erreur", "fehler", "smtp",
                "was",
            ]
            .iter()
            .any(|word| ends_with_word(before, word));
        let ends = text[start + 3..].starts_with([' ', '-', ')', '\n', ']', '"', ';', '.', ','])
            || text.len() == start + 3;
        let is_failure = (400..600).contains(&code) && code / 10 % 10 <= 7;
        (opens && ends && is_failure).then_some(code)
    })
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let at = text.len().checked_sub(word.len());
    at.and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Lists the runs of digits and points that stand alone, with their places.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
            let rest = &text[start..];
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            from = start + end;
            let glued =
                text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_');
            let word = rest[..end].trim_end_matches('.');
            if !glued && !word.is_empty() {
                return Some((start, word));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_code_is_no_address_and_no_version() {
        assert_eq!(enhanced("host 5.1.1.7 said: 550-5.2.1 disabled").as_deref(), Some("5.2.1"));
        assert_eq!(enhanced("Mailer v4.3.2 said (#5.1.1)").as_deref(), Some("5.1.1"));
        assert_eq!(enhanced("5.9.1 and 3.1.1 and 5.1"), None);
    }

    #[test]
    fn a_reply_code_begins_what_a_server_said() {
        assert_eq!(reply("<<< 550 no such user"), Some(550));
        assert_eq!(reply("host said: 452-full"), Some(452));
        assert_eq!(reply("SMTP error 554"), Some(554));
        assert_eq!(reply("we paid 550 euro to 450 people"), None);
    }
}
