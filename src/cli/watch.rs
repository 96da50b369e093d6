//! The waiting part of `dilatory fetch --watch`: tells of new mail and of what it does to the clock.

use super::Outcome;
use super::audit::{is_coloured, today};
use super::extract::sandbox;
use super::failure::Failure;
use super::index::index_too;
use super::pipeline::{Order, Rules, audit};
use super::rules::words;
use super::survey::open_all;
use crate::exchange::Case;
use crate::fetch::Ledger;
use crate::report::{Words, compose_news, to_terminal, visible};
use crate::rulefile::RuleFiles;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Reads new mail as it comes.
pub(super) struct Reader {
    rules: Rules,
    words: Words,
    store: PathBuf,
    indexes: bool,
}

impl Reader {
    pub(super) fn new(store: &Path, lang: &str, indexes: bool) -> Result<Self, Failure> {
        let rules = Rules::load(RuleFiles::embedded())?;
        let words = words(&rules.files, lang)?;
        Ok(Self { rules, words, store: store.to_path_buf(), indexes })
    }

    /// Brings the search index up to date, if that is wanted.
    pub(super) fn index(&self, stop: &AtomicBool) -> Result<Outcome, Failure> {
        if !self.indexes {
            return Ok(Outcome::default());
        }
        index_too(&self.rules, std::slice::from_ref(&self.store), None, stop)
    }

    /// Tells of the messages that a run has stored.
    pub(super) fn tell(&self, ledger: &Ledger) -> Result<(), Failure> {
        if ledger.stored.is_empty() {
            return Ok(());
        }
        let order = Order {
            case: Case::default(),
            as_of: today(),
            regime: None,
            member_state: None,
            experimental: false,
        };
        let sources = open_all(std::slice::from_ref(&self.store))?;
        let report = audit(&self.rules, &order, &sources, &sandbox()?, &|_, _| ())?;
        let news = compose_news(&report, &|key| ledger.stored.contains(key), &self.words);
        let mut out = io::stdout().lock();
        if news.blocks.is_empty() {
            let count = ("count", ledger.stored.len().into());
            writeln!(out, "{}", visible(&self.words.say_with("news-elsewhere", &[count])))?;
        } else {
            write!(out, "{}", to_terminal(&news, is_coloured()))?;
        }
        out.flush()?;
        Ok(())
    }
}
