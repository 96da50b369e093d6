//! Finds mail addresses in running text.

/// A longer address is none (RFC 5321, 4.5.3.1).
const LONGEST: usize = 320;
/// More addresses than this on one line are not read.
const MOST: usize = 50;

/// Lists the addresses of a line in lower case.
pub(super) fn in_line(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in line.match_indices('@').take(MOST) {
        let before = &line[..at];
        let local_start = before
            .char_indices()
            .rev()
            .take(LONGEST)
            .take_while(|(_, c)| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(*c))
            .last()
            .map_or(at, |(i, _)| i);
        let local = bare_local(&before[local_start..]);
        let after = &line[at + 1..];
        let host_end = after
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.'))
            .unwrap_or(after.len());
        let host = after[..host_end].trim_end_matches(['.', '-']);
        let quoted = before.ends_with('"');
        if (local.is_empty() && !quoted)
            || host.is_empty()
            || host.starts_with('.')
            || host.len() > LONGEST
        {
            continue;
        }
        let local = if quoted { quoted_local(before) } else { Some(local) };
        if let Some(local) = local {
            let address = format!("{local}@{host}").to_lowercase();
            if !all.contains(&address) {
                all.push(address);
            }
        }
    }
    all
}

/// Takes off what names the kind of an address (`mailto:` ends before; X.400 writes `SMTP=`).
fn bare_local(local: &str) -> &str {
    let lower = local.to_ascii_lowercase();
    let skip = lower.rfind("smtp=").map_or(0, |i| i + "smtp=".len());
    local[skip..]
        .trim_start_matches(['\'', '=', '*', '.', '-', '`', '|', '/'])
        .trim_end_matches('.')
}

/// Gives the quoted local part that ends the text (RFC 5321, 4.1.2).
fn quoted_local(before: &str) -> Option<&str> {
    let inner = before.strip_suffix('"')?;
    let start = inner.rfind('"')?;
    (inner.len() - start <= LONGEST).then(|| &before[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_out_of_their_marks() {
        assert_eq!(in_line("<Box@C.example>: unknown"), ["box@c.example"]);
        assert_eq!(
            in_line("'a@b.example', mailto:c+d=e@f.example."),
            ["a@b.example", "c+d=e@f.example"]
        );
        assert_eq!(in_line("c=DE;a= ;dda:SMTP=x@y.example; on Monday"), ["x@y.example"]);
        assert_eq!(in_line("\"odd one\"@y.example"), ["\"odd one\"@y.example"]);
    }

    #[test]
    fn an_at_sign_alone_is_no_address() {
        assert!(in_line("we met @ noon, a @b, @@, x@").is_empty());
    }
}
