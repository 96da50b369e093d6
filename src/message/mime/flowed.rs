//! Joins the lines of `format=flowed` text to paragraphs (RFC 3676).

/// Joins flowed lines; with `delete_space`, the space that marks a flowed line is no part of the text.
pub(super) fn joined(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let line = line.trim_end_matches('\r');
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let words = &line[depth..];
        // A space that was put before the line so that it is no quotation and no "From ".
        let words = words.strip_prefix(' ').unwrap_or(words);
        let is_signature = words == "-- ";
        if open.is_some_and(|quoted| quoted != depth || is_signature) {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            open = None;
        }
        if open.is_none() && depth > 0 {
            out.extend(std::iter::repeat_n('>', depth));
            out.push(' ');
        }
        let is_flowed = words.ends_with(' ') && !is_signature;
        out.push_str(if is_flowed && delete_space { &words[..words.len() - 1] } else { words });
        if is_flowed {
            open = Some(depth);
        } else {
            out.push('\n');
            open = None;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn flowed_lines_are_paragraphs() {
        let text = "a copy of your identity \r\ndocument, \r\nplease.\r\n\r\nThanks\r\n";
        assert_eq!(joined(text, false), "a copy of your identity document, please.\n\nThanks\n");
        assert_eq!(joined("identi \nty\n", true), "identity\n");
    }

    #[test]
    fn quotations_signatures_and_stuffed_lines_stay_apart() {
        assert_eq!(joined("> one \n> two\n>> deep \nNew\n", false), "> one two\n>> deep\nNew\n");
        assert_eq!(joined("Bye \n-- \nJo\n", false), "Bye\n-- \nJo\n");
        assert_eq!(joined(" From here\n > no quotation\n", false), "From here\n> no quotation\n");
    }
}
