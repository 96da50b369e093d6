//! Finds the question that stands above an answer between quoted lines.

use crate::message::{Message, Region};
use std::ops::Range;

impl Message {
    /// Lists the quoted lines that own words follow directly, each with the place of those words:
    /// what was asked, and what is answered below it.
    pub fn answers(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let filled =
            |(range, _): &&(Range<usize>, Region)| !self.text[range.clone()].trim().is_empty();
        let regions: Vec<_> = self.regions.iter().filter(filled).collect();
        let mut answers = Vec::new();
        for pair in regions.windows(2) {
            let [(quoted, Region::Quoted), (own, Region::Own)] = pair else { continue };
            // The line that tells who wrote what is quoted bears no mark.
            let text = &self.text[quoted.clone()];
            let mut at = quoted.start;
            for line in text.split_inclusive('\n') {
                if line.trim_start().starts_with('>') {
                    answers.push((at..quoted.end, own.clone()));
                    break;
                }
                at += line.len();
            }
        }
        answers
    }
}
