//! `dilatory search`.

use super::Outcome;
use super::audit::{is_coloured, today};
use super::config::Config;
use super::failure::Failure;
use super::guard::guarded;
use super::hits::{Group, Shown, as_json, as_lines, as_text};
use super::index::default_dir;
use crate::index::{FIELDS, Facet, Query, Row, SearchError, Searcher, Sort, parse};
use crate::report::visible;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Of a group, so many messages are shown.
const OF_A_GROUP: usize = 5;

/// Search the index: words, "phrases", prefix*, a NEAR/5 b, and or not (), field:value.
///
/// Words are found in any form, without regard to case and accents; a phrase is exact.  `@name` stands for a
/// saved search of the configuration (`[searches]`, `name = "query"`).
#[derive(Debug, clap::Args)]
#[command(after_long_help = fields_help())]
pub(super) struct Args {
    /// What to look for; all messages if empty
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Show at most so many messages, or groups; 0 for all
    #[arg(long, value_name = "N", default_value = "20")]
    limit: usize,
    /// Order [default: relevance if words are asked for, else date]
    #[arg(long, value_enum)]
    sort: Option<SortArg>,
    /// Put messages together that belong together
    #[arg(long, value_enum)]
    group: Option<GroupArg>,
    /// Count what the messages have in common
    #[arg(long, value_enum, value_delimiter = ',', value_name = "NAMES")]
    facets: Vec<FacetArg>,
    /// Only count the messages
    #[arg(long)]
    count: bool,
    /// Show how the query is understood, and do not search
    #[arg(long)]
    explain_query: bool,
    /// Folder of the index [default: index in the data folder]
    #[arg(long, value_name = "DIR")]
    index_dir: Option<PathBuf>,
    /// Configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Do not show the answer page by page
    #[arg(long)]
    no_pager: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    /// One JSON object a line
    Ndjson,
    /// One Message-ID a line
    Ids,
    /// One path a line, of every place
    Paths,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum SortArg {
    Relevance,
    Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum GroupArg {
    Thread,
    Exchange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FacetArg {
    Controller,
    Exchange,
    Tactic,
    Grade,
    Party,
    Year,
    Lang,
    Kind,
}

impl FacetArg {
    fn facet(self) -> (&'static str, Facet) {
        match self {
            Self::Controller => ("controller", Facet::Controller),
            Self::Exchange => ("exchange", Facet::Exchange),
            Self::Tactic => ("tactic", Facet::Tactic),
            Self::Grade => ("grade", Facet::Grade),
            Self::Party => ("party", Facet::Party),
            Self::Year => ("year", Facet::Year),
            Self::Lang => ("lang", Facet::Language),
            Self::Kind => ("kind", Facet::Kind),
        }
    }
}

/// Lists the fields for the help.
fn fields_help() -> String {
    let mut text = "Fields:\n".to_owned();
    for field in FIELDS {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {:<11} {}: {}", field.name, field.help, field.example);
    }
    text.push_str(
        "\nDays: 2020, 2020-01, 2020-01-05, 2020-01..2020-05, 6m.. (since six months ago), today.",
    );
    text
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    // A damaged index must not end in a crash.
    guarded(|| search(args)).unwrap_or_else(|| {
        Err(Failure::Wrong(
            "the index is damaged; run `dilatory index --rebuild` to make it anew; the mail is not touched"
                .to_owned(),
        ))
    })
}

fn search(args: &Args) -> Result<Outcome, Failure> {
    let text = with_saved(&args.query.join(" "), args)?;
    let query = parse(&text, today()).map_err(|fault| {
        Failure::Wrong(format!("the query cannot be understood\n{}", fault.shown(&text)))
    })?;
    let dir = args.index_dir.clone().map_or_else(default_dir, Ok)?;
    let searcher = Searcher::open(&dir)?;
    let failed = |error| match error {
        SearchError::Index(error) => error.into(),
        SearchError::Query(fault) => {
            Failure::Wrong(format!("the query cannot be understood\n{}", fault.shown(&text)))
        }
    };
    let mut out = io::stdout().lock();
    if args.explain_query {
        writeln!(out, "{}", visible(&searcher.explain(&query).map_err(failed)?))?;
        return Ok(Outcome::default());
    }
    if args.count {
        writeln!(out, "{}", searcher.count(&query).map_err(failed)?)?;
        return Ok(Outcome::default());
    }
    let sort = match args.sort {
        Some(SortArg::Relevance) => Sort::Relevance,
        None if asks_words(&query) => Sort::Relevance,
        Some(SortArg::Date) | None => Sort::Date,
    };
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let all = args.group.is_some() || !args.facets.is_empty();
    let ordered = if all { usize::MAX } else { limit };
    let found = searcher.find(&query, sort, ordered).map_err(failed)?;
    let mut facets = Vec::new();
    for (name, by) in args.facets.iter().map(|facet| facet.facet()) {
        facets.push((name, searcher.facet(&found, by)?));
    }
    let groups = if let Some(by) = args.group {
        grouped(&searcher, &found.rows, by, limit)?
    } else {
        let rows = found.rows[..limit.min(found.rows.len())].to_vec();
        vec![Group { name: None, total: found.total, rows }]
    };
    let snippets = matches!(args.format, Format::Text | Format::Json | Format::Ndjson);
    let grouped = args.group.is_some();
    let shown = Shown { searcher: &searcher, found: &found, groups, grouped, facets, snippets };
    let answer = match args.format {
        Format::Text => as_text(&shown, is_coloured())?,
        Format::Json => as_json(&shown)?,
        Format::Ndjson => as_lines(&shown)?,
        Format::Ids => shown.each(|hit| vec![hit.card.id.clone()])?,
        Format::Paths => {
            shown.each(|hit| hit.places.iter().map(|p| p.path.display().to_string()).collect())?
        }
    };
    drop(out);
    deliver(&answer, args.format == Format::Text && !args.no_pager)?;
    Ok(Outcome::default())
}

/// Tells whether a query looks for words, so that some messages fit better than others.
fn asks_words(query: &Query) -> bool {
    use crate::index::Value;
    match query {
        Query::Everything | Query::Not(_) => false,
        Query::All(list) | Query::Any(list) => list.iter().any(asks_words),
        Query::Term(term) => {
            !matches!(term.value, Value::Days { .. } | Value::Choice(_) | Value::Name(_))
        }
    }
}

/// Puts saved searches in the place of their names.
fn with_saved(text: &str, args: &Args) -> Result<String, Failure> {
    if !text.split_whitespace().any(|word| word.starts_with('@')) {
        return Ok(text.to_owned());
    }
    let (config, path) = Config::load(args.config.as_deref())?;
    let mut whole = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let name = word.trim_end().strip_prefix('@');
        match name.map(|name| config.searches.get(name)) {
            Some(Some(saved)) => {
                let _ = write!(whole, "({saved}) ");
            }
            Some(None) => {
                let known: Vec<&str> = config.searches.keys().map(String::as_str).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                return Err(Failure::Wrong(format!(
                    "{}: no search is saved in {} (saved: {known}); write it under [searches] as name = \"query\", or put the word in quotes",
                    word.trim_end(),
                    path.display()
                )));
            }
            None => whole.push_str(word),
        }
    }
    Ok(whole)
}

/// Puts rows together, the group of the first row first.
fn grouped(
    searcher: &Searcher,
    rows: &[Row],
    by: GroupArg,
    limit: usize,
) -> Result<Vec<Group>, Failure> {
    let names: Vec<Vec<String>> = match by {
        GroupArg::Thread => {
            searcher.threads(rows)?.iter().map(|thread| vec![thread.to_string()]).collect()
        }
        GroupArg::Exchange => {
            let of = |row: &Row| {
                let ids =
                    searcher.exchanges_of(row.number).map(|(exchange, _)| exchange.id.clone());
                let ids: Vec<String> = ids.collect();
                if ids.is_empty() { vec![String::new()] } else { ids }
            };
            rows.iter().map(of).collect()
        }
    };
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for (row, names) in rows.iter().zip(&names) {
        for name in names {
            let at = *places.entry(name).or_insert_with(|| {
                let name = (by == GroupArg::Exchange).then(|| name.clone());
                groups.push(Group { name, total: 0, rows: Vec::new() });
                groups.len() - 1
            });
            groups[at].total += 1;
            if groups[at].rows.len() < OF_A_GROUP {
                groups[at].rows.push(*row);
            }
        }
    }
    groups.truncate(limit);
    Ok(groups)
}

/// Writes the answer, on a terminal page by page.
fn deliver(answer: &str, may_page: bool) -> Result<(), Failure> {
    let mut out = io::stdout();
    if may_page && out.is_terminal() {
        let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
        let mut words = pager.split_whitespace();
        let program = words.next().unwrap_or("less");
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        if let Ok(mut child) = command.spawn() {
            if let Some(mut input) = child.stdin.take() {
                // Who leaves the pager before the end wants no more.
                let _ = input.write_all(answer.as_bytes());
            }
            let _ = child.wait();
            return Ok(());
        }
    }
    out.write_all(answer.as_bytes())?;
    Ok(out.flush()?)
}
