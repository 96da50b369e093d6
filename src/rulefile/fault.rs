//! Shows a fault in a rule file or case file as an excerpt with line and column.

use super::RuleFile;
use std::fmt;
use std::ops::Range;

/// What is wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    file: String,
    message: String,
    place: Option<Place>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
    /// The column in the excerpt, which is a part of a long line.
    shown_at: usize,
    width: usize,
    excerpt: String,
}

impl Fault {
    /// Describes a fault at a byte range of the file, or of the file as a whole.
    pub fn new(file: &RuleFile, span: Option<Range<usize>>, message: &str) -> Self {
        let place = span.and_then(|span| Place::of(&file.text, &span));
        Self { file: file.shown.clone(), message: message.trim_end().to_owned(), place }
    }

    /// Tells that a file which must be there is not.
    pub fn missing(name: &str) -> Self {
        Self { file: name.to_owned(), message: "the file is missing".to_owned(), place: None }
    }

    /// Describes a fault at the first place where the file says `token`.
    pub fn at(file: &RuleFile, token: &str, message: &str) -> Self {
        let span = file.text.find(token).map(|start| start..start + token.len());
        Self::new(file, span, message)
    }
}

/// No more than this much of a line is shown, in characters.
const EXCERPT: usize = 96;
/// So much of the line is kept before the place, in characters.
const BEFORE: usize = 24;

impl Place {
    fn of(text: &str, span: &Range<usize>) -> Option<Self> {
        let before = text.get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let column = text[line_start..span.start].chars().count() + 1;
        let marked = text.get(span.start..span.end.min(line_start + line.len()));
        let cut =
            if line.chars().count() > EXCERPT { (column - 1).saturating_sub(BEFORE) } else { 0 };
        let excerpt: String = line.chars().skip(cut).take(EXCERPT).collect();
        let place = column - cut;
        let room = excerpt.chars().count().saturating_sub(place - 1);
        Some(Self {
            line: before.matches('\n').count() + 1,
            column,
            shown_at: place,
            width: marked.map_or(1, |m| m.chars().count().min(room).max(1)),
            excerpt,
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(place) = &self.place else {
            return write!(f, "{}: {}", self.file, self.message);
        };
        let Place { line, column, shown_at, width, excerpt } = place;
        let gutter = line.to_string().len();
        writeln!(f, "{}:{line}:{column}: {}", self.file, self.message)?;
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(f, "{line} | {excerpt}")?;
        write!(f, "{:gutter$} | {:>shown_at$}{}", "", "^", "^".repeat(width - 1))
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> RuleFile {
        RuleFile { shown: "rules/x.toml".into(), text: text.to_owned().into() }
    }

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code)]
        grade: u8,
    }

    #[test]
    fn points_at_the_token() {
        let fault = file("grade = 1\ncolour = 2\n").parse::<Sample>().expect_err("unknown key");
        let shown = fault.to_string();
        assert!(shown.starts_with("rules/x.toml:2:1: unknown field `colour`"), "{shown}");
        assert!(shown.ends_with("2 | colour = 2\n  | ^^^^^^"), "{shown}");
    }

    #[test]
    fn counts_columns_in_characters() {
        let fault = Fault::at(&file("é = \"à\" x"), "x", "stray");
        assert!(fault.to_string().starts_with("rules/x.toml:1:9: stray"), "{fault}");
    }

    #[test]
    fn a_fault_without_place_names_the_file() {
        assert_eq!(Fault::new(&file(""), None, "empty").to_string(), "rules/x.toml: empty");
    }
}
