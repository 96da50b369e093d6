//! What verifying a bundle of evidence came to, for readers and as JSON (`dilatory.verification/1`).

use super::comparison::Difference;
use super::document::{Block, Document, Emphasis};
use super::evidence::ToolRecord;
use super::words::{Words, safe_json, shown};
use serde::Serialize;

/// More lines of one kind than this are counted.
const LISTED: usize = 50;

/// What it came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The files are those that were put in, and the report follows from them.
    Follows,
    /// The files are those that were put in, and the report does not follow from them any more.
    NoLongerFollows,
    /// The files are not those that were put in.
    Tampered,
}

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// The name of this form.
    pub schema: &'static str,
    /// What it came to.
    pub verdict: Verdict,
    /// How many files there are.
    pub files: usize,
    /// Files of the manifest that are not there.
    pub missing: Vec<String>,
    /// Files that are not in the manifest.
    pub extra: Vec<String>,
    /// Files that are not as the manifest says.
    pub changed: Vec<String>,
    /// Files that are not as the record says.
    pub contradicted: Vec<String>,
    /// What made the bundle.
    pub made_with: Option<ToolRecord>,
    /// What audited it again.
    pub checked_with: Option<ToolRecord>,
    /// Files whose originals cannot be checked, for something was left out of them.
    pub redacted: Vec<String>,
    /// In what the audit that was run again differs from the report.
    pub differences: Vec<Difference>,
    /// Reports that read otherwise than those made anew.
    pub reports_differ: Vec<String>,
    /// Reports whose hash alone was checked, for this build cannot make them anew.
    pub reports_not_made: Vec<String>,
}

impl Verification {
    /// Begins with files that are as their manifest says.
    pub fn of(files: usize) -> Self {
        Self {
            schema: "dilatory.verification/1",
            verdict: Verdict::Follows,
            files,
            missing: Vec::new(),
            extra: Vec::new(),
            changed: Vec::new(),
            contradicted: Vec::new(),
            made_with: None,
            checked_with: None,
            redacted: Vec::new(),
            differences: Vec::new(),
            reports_differ: Vec::new(),
            reports_not_made: Vec::new(),
        }
    }

    /// Tells whether the same program with the same rules made the bundle.
    pub fn is_same_tool(&self) -> bool {
        self.made_with == self.checked_with
    }

    /// Draws the conclusion.  Words may differ where other rules put them; what they say may not.
    pub fn conclude(mut self) -> Self {
        let lists = [&self.missing, &self.extra, &self.changed, &self.contradicted];
        let excused = |difference: &Difference| !self.is_same_tool() && difference.is_wording();
        self.verdict = if lists.iter().any(|list| !list.is_empty()) {
            Verdict::Tampered
        } else if self.differences.iter().all(excused) && self.reports_differ.is_empty() {
            Verdict::Follows
        } else {
            Verdict::NoLongerFollows
        };
        self
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// Never in practice: every value has a form in JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|json| safe_json(json) + "\n")
    }

    /// Says it in the language of the words.
    pub fn compose(&self, words: &Words) -> Document {
        let (verdict, emphasis) = match self.verdict {
            Verdict::Follows => ("verify-follows", Emphasis::Strong),
            Verdict::NoLongerFollows => ("verify-no-longer-follows", Emphasis::Alarm),
            Verdict::Tampered => ("verify-tampered", Emphasis::Alarm),
        };
        let say = |id: &str| Block::paragraph(words.say(id), Emphasis::None);
        let mut blocks = vec![Block::heading(1, words.say(verdict), emphasis)];
        if self.verdict == Verdict::Tampered {
            let mut lines = Vec::new();
            for (id, list) in [
                ("verify-missing", &self.missing),
                ("verify-extra", &self.extra),
                ("verify-changed", &self.changed),
                ("verify-contradicted", &self.contradicted),
            ] {
                lines.extend(
                    list.iter().map(|file| words.say_with(id, &[("file", shown(file).into())])),
                );
            }
            blocks.push(Block::steps(bounded(lines, words)));
            return Document { language: words.language.clone(), blocks };
        }
        let intact = words.say_with("verify-intact", &[("count", self.files.into())]);
        blocks.push(Block::paragraph(intact, Emphasis::None));
        if let (Some(made), Some(checked), false) =
            (&self.made_with, &self.checked_with, self.is_same_tool())
        {
            let facts = [
                ("made", shown(&made.version).into()),
                ("checked", checked.version.clone().into()),
                (
                    "rules",
                    if made.rules_sha256 == checked.rules_sha256 { "same" } else { "other" }.into(),
                ),
            ];
            blocks.push(Block::paragraph(
                words.say_with("verify-other-tool", &facts),
                Emphasis::None,
            ));
        }
        if !self.redacted.is_empty() {
            blocks.push(say("verify-redacted"));
            blocks.push(Block::steps(bounded(
                self.redacted.iter().map(|f| shown(f)).collect(),
                words,
            )));
        }
        for file in &self.reports_not_made {
            let line = words.say_with("verify-not-made", &[("file", shown(file).into())]);
            blocks.push(Block::paragraph(line, Emphasis::None));
        }
        let differences = self.differences.iter().map(|d| difference(d, words));
        let reports = self
            .reports_differ
            .iter()
            .map(|file| words.say_with("verify-report-differs", &[("file", shown(file).into())]));
        let lines: Vec<String> = differences.chain(reports).collect();
        if !lines.is_empty() {
            blocks.push(say("verify-differences"));
            blocks.push(Block::steps(bounded(lines, words)));
        }
        blocks.push(Block::paragraph(words.say("verify-limits"), Emphasis::Faint));
        Document { language: words.language.clone(), blocks }
    }
}

fn bounded(mut lines: Vec<String>, words: &Words) -> Vec<String> {
    let more = lines.len().saturating_sub(LISTED);
    if more > 0 {
        lines.truncate(LISTED);
        lines.push(words.say_with("verify-more", &[("count", more.into())]));
    }
    lines
}

fn difference(difference: &Difference, words: &Words) -> String {
    let (id, facts): (&str, Vec<(&str, &String)>) = match difference {
        Difference::ExchangeGone { exchange } => {
            ("differs-exchange-gone", vec![("what", exchange)])
        }
        Difference::ExchangeNew { exchange } => ("differs-exchange-new", vec![("what", exchange)]),
        Difference::MessageGone { sha256 } => ("differs-message-gone", vec![("what", sha256)]),
        Difference::MessageNew { sha256 } => ("differs-message-new", vec![("what", sha256)]),
        Difference::FindingGone { tactic, finding, .. } => {
            ("differs-finding-gone", vec![("what", tactic), ("id", finding)])
        }
        Difference::FindingNew { tactic, finding, .. } => {
            ("differs-finding-new", vec![("what", tactic), ("id", finding)])
        }
        Difference::Clock { field, was, is } => {
            ("differs-clock", vec![("what", field), ("was", was), ("is", is)])
        }
        Difference::Wording { place } => ("differs-wording", vec![("what", place)]),
        Difference::Other { place, was, is } => {
            ("differs-other", vec![("what", place), ("was", was), ("is", is)])
        }
    };
    let facts: Vec<_> =
        facts.into_iter().map(|(name, value)| (name, shown(value).into())).collect();
    words.say_with(id, &facts)
}
