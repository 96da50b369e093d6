//! `dilatory rules`.

use super::labels::Labelled;
use super::learn::learn;
use super::letters;
use super::pipeline::Rules;
use super::sentences;
use super::{Outcome, failure::Failure};
use crate::exchange::explain;
use crate::finding::Law;
use crate::id::{Language, RegimeId, TacticId};
use crate::report::Words;
use crate::rule::{Coverage, Mark, RuleBook, Tactic, coverage, lint, test, test_language};
use crate::rulefile::RuleFiles;
use clap::{Args as ClapArgs, Subcommand};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// List, explain, check and test the rules.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
    /// Folder of rules that add to the built-in ones or override them
    #[arg(long, value_name = "DIR", global = true)]
    rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the tactics and the laws
    List {
        /// Language of the titles
        #[arg(long, value_name = "XX", default_value = "en")]
        lang: String,
    },
    /// Explain a tactic, or what is seen in a sentence
    Explain {
        /// The tactic
        #[arg(required_unless_present = "text")]
        id: Option<String>,
        /// Language of the explanation, or of the sentence (two letters)
        #[arg(long, default_value = "en")]
        lang: String,
        /// Words whose concepts and acts are to be shown
        #[arg(long)]
        text: Option<String>,
    },
    /// Check the rule files and show how many phrases each language has for each concept
    Lint,
    /// Run the examples of the rule files, or score the rules on labelled exchanges and sentences
    ///
    /// A folder is searched for exchanges: folders with messages and an `expected.json`.  A TOML file
    /// holds sentences by act, `yes` and `no`, a text file letters as for `learn`; its name begins with the language.
    Test {
        /// Labelled folders, and files of sentences or letters
        #[arg(value_name = "PATH")]
        labelled: Vec<PathBuf>,
    },
    /// Learn from labelled letters which words speak of other business, and print a file `topics/XX.toml`
    ///
    /// A letter is lines of one sentence each: `D` (about the data), `O` (other business) or `N` (neither),
    /// a tab, the sentence; an empty line between paragraphs, a line that begins with `===` before each letter.
    /// A TOML file holds sentences by act, as for `test`; those that do one are about the data.
    Learn {
        /// Files of letters in one language
        #[arg(value_name = "FILE", required = true)]
        letters: Vec<PathBuf>,
    },
    /// Learn what sentences that do something are like, and write `meaning/acts.safetensors`
    ///
    /// From files of sentences by act, as for `test`; from letters (`.txt`) whose lines are the acts of a sentence with
    /// commas between them, or a hyphen, a tab, and the sentence; and from folders of labelled exchanges: of their letters
    /// that is learned which the phrases show.  The weights are built in when the
    /// program is next built.
    LearnActs {
        /// Files and folders, of any languages
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        /// The file to write
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
}

/// Gathers the built-in rules, the user's own and those of the folders given.
pub(super) fn files(folders: &[PathBuf]) -> Result<RuleFiles, Failure> {
    let mut files = RuleFiles::embedded();
    let own = etcetera::base_strategy::choose_base_strategy().ok();
    let own = own.map(|s| etcetera::BaseStrategy::config_dir(&s).join("dilatory/rules"));
    for folder in own.iter().filter(|folder| folder.is_dir()).chain(folders) {
        add(&mut files, folder)?;
    }
    Ok(files)
}

fn add(files: &mut RuleFiles, folder: &Path) -> Result<(), Failure> {
    let hint = "give a folder with tactics/, languages/ or regimes/ in it";
    let failed = |path: &Path, e: &io::Error| Failure::file(path, e, hint);
    std::fs::read_dir(folder).map_err(|e| failed(folder, &e))?;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_path_buf();
            failed(&path, &e.into())
        })?;
        let path = entry.path();
        if !path.is_file() || !path.extension().is_some_and(|e| e == "toml" || e == "ftl") {
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|e| failed(path, &e))?;
        let name = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        files.put(&parts.join("/"), path.display().to_string(), text);
    }
    Ok(())
}

/// Loads the texts of a language of reports.
pub(super) fn words(files: &RuleFiles, language: &str) -> Result<Words, Failure> {
    let known = Words::languages(files);
    if !known.contains(&language) {
        let known = known.join(", ");
        return Err(Failure::Wrong(format!(
            "--lang {language}: no report is written in it; known are {known}"
        )));
    }
    Ok(Words::load(files, language)?)
}

/// Prints a text.
pub(super) fn print(text: &str) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::default())
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut rules = Rules::load(files(&args.rules)?)?;
    rules.book = RuleBook::with_examples(&rules.files, &rules.acts)?;
    match &args.what {
        What::List { lang } => print(&list(&rules, &words(&rules.files, lang)?)),
        What::Explain { text: Some(text), lang, .. } => sentence(&rules, text, lang),
        What::Explain { id: Some(id), lang, .. } => {
            let Some(tactic) = rules.book.get(&TacticId::new(id)) else {
                let hint = "`dilatory rules list` shows all";
                return Err(Failure::Wrong(format!("{id}: no such tactic; {hint}")));
            };
            print(&card(tactic, &words(&rules.files, lang)?))
        }
        What::Explain { .. } => {
            Err(Failure::Wrong("give a tactic, or a sentence with --text".into()))
        }
        What::Lint => lint_all(&rules),
        What::Test { labelled } if labelled.is_empty() => test_all(&rules),
        What::Test { labelled } => score_all(&rules, labelled),
        What::Learn { letters: files } => print(&letters::learned(files)?),
        What::LearnActs { paths, output } => {
            learn(rules, paths, output)?;
            Ok(Outcome::default())
        }
    }
}

fn list(rules: &Rules, words: &Words) -> String {
    let mut text = String::new();
    for tactic in &rules.book.tactics {
        let (grade, title) =
            (tactic.grade.as_str(), words.of_tactic(&tactic.id, "title", &tactic.card.title));
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "{}  {:32} {grade:12} {title}", tactic.group, tactic.id.as_str());
        let laws: Vec<&str> = tactic.law.keys().map(RegimeId::as_str).collect();
        let known = laws.len() < rules.regimes.listed().count();
        if known {
            let _ = writeln!(text, "   {:32} {}", "", laws.join(" "));
        }
    }
    text.push('\n');
    for regime in rules.regimes.listed() {
        let _ = writeln!(text, "{:11} {}", regime.id.as_str(), words.pick(&regime.name));
    }
    text
}

fn card(tactic: &Tactic, words: &Words) -> String {
    let card = &tactic.card;
    let says = |part: &str, text| words.of_tactic(&tactic.id, part, text);
    let title = says("title", &card.title);
    let mut text = format!("{title} ({}, {})\n", tactic.id, tactic.grade.as_str());
    let mut part = |label: &str, body: &str| {
        let options = textwrap::Options::new(80).initial_indent("  ").subsequent_indent("  ");
        let _ = write!(text, "\n{}\n{}\n", words.say(label), textwrap::fill(body, options));
    };
    part("label-explanation", &says("explanation", &card.explanation));
    for guard in &tactic.unless {
        part("label-unless", words.pick(&guard.text));
    }
    part("label-best-answer", &says("best-answer", &card.best_answer));
    part("label-next-step", &says("next-step", &card.next_step));
    for (regime, laws) in &tactic.law {
        let cites: Vec<String> = laws.iter().map(cited).collect();
        part("label-law", &format!("{regime}: {}", cites.join("; ")));
    }
    for source in tactic.sources.iter().filter(|s| s.mark != Mark::M) {
        part("label-source", &format!("{} [{:?}]", source.text, source.mark));
    }
    text
}

/// Cites a rule of law with its day, and its state where it is the law of one only.
fn cited(law: &Law) -> String {
    let state = law.state.as_ref().map_or(String::new(), |state| format!(", {state}"));
    format!("{} ({}{state})", law.cite, law.since)
}

fn sentence(rules: &Rules, text: &str, lang: &str) -> Result<Outcome, Failure> {
    let Some(lexicon) = rules.lexica.get(&Language::new(lang))? else {
        let known: Vec<&str> = rules.lexica.languages().map(Language::as_str).collect();
        return Err(Failure::Wrong(format!(
            "--lang {lang}: no such language; known are {}",
            known.join(", ")
        )));
    };
    let mut out = String::new();
    for line in explain(text, lexicon, &rules.lexica.concepts, &rules.acts) {
        let _ = writeln!(out, "{}", crate::report::visible(&line));
    }
    print(&out)
}

fn lint_all(rules: &Rules) -> Result<Outcome, Failure> {
    let Coverage { languages, rows } = coverage(&rules.lexica)?;
    let mut text = format!("{:24}", "concept");
    for language in &languages {
        let _ = write!(text, " {:>4}", language.as_str());
    }
    text.push('\n');
    for (concept, counts) in rows {
        let _ = write!(text, "{:24}", concept.as_str());
        for count in counts {
            let _ = write!(text, " {count:>4}");
        }
        text.push('\n');
    }
    let faults = lint(&rules.book, &rules.lexica)?;
    for fault in &faults {
        let _ = writeln!(text, "{fault}");
    }
    let _ = writeln!(
        text,
        "{} tactics, {} languages: {} faults",
        rules.book.tactics.len(),
        languages.len(),
        faults.len()
    );
    print(&text)?;
    Ok(Outcome { alarm: !faults.is_empty(), ..Outcome::default() })
}

fn score_all(rules: &Rules, paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let (mut found, mut text) = (Labelled::default(), String::new());
    for path in paths {
        if path.is_file() {
            let letters = path.extension().is_some_and(|e| e == letters::EXTENSION);
            let score = if letters { letters::score } else { sentences::score };
            text.push_str(&score(rules, path)?);
            continue;
        }
        let hint = "give a folder of labelled exchanges, or a file of sentences or letters";
        std::fs::read_dir(path).map_err(|e| Failure::file(path, &e, hint))?;
        let folders = Labelled::folders(path);
        if folders.is_empty() {
            return Err(Failure::Wrong(format!(
                "{}: no expected.json in it; {hint}",
                path.display()
            )));
        }
        for folder in folders {
            found.add(rules, &folder)?;
        }
    }
    if !found.is_empty() {
        text.push_str(&found.table());
    }
    print(&text)?;
    Ok(Outcome { alarm: found.alarm(), ..Outcome::default() })
}

fn test_all(rules: &Rules) -> Result<Outcome, Failure> {
    let mut text = String::new();
    let (count, failures) = test(&rules.book, &rules.acts, &rules.regimes);
    for failure in &failures {
        let _ = writeln!(
            text,
            "tactics/{}.toml: example {}: {}",
            failure.tactic, failure.example, failure.message
        );
    }
    let mut failed = failures.len();
    let _ = writeln!(text, "tactics: {count} examples, {} failed", failures.len());
    for language in rules.lexica.languages() {
        let (count, failures) = test_language(&rules.lexica, language)?;
        for failure in &failures {
            let _ = writeln!(text, "{failure}");
        }
        let _ = writeln!(text, "{language}: {count} sentences, {} failed", failures.len());
        failed += failures.len();
    }
    print(&text)?;
    Ok(Outcome { alarm: failed > 0, ..Outcome::default() })
}
