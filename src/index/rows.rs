//! Gathers the messages that a query finds.

use super::search::Row;
use std::cmp::Ordering;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Gathers the first hits, and counts all.
pub(super) struct Rows {
    /// Whether the best come first; else the newest do.
    pub(super) by_score: bool,
    /// How many are wanted.
    pub(super) first: usize,
}

/// The hits in a piece of the index, and what they are sorted by.
pub(super) struct RowsOfPiece {
    piece: SegmentOrdinal,
    numbers: Column<u64>,
    times: Column<i64>,
    hits: Vec<(Score, DocId)>,
}

impl RowsOfPiece {
    fn row(&self, (score, doc): (Score, DocId)) -> Row {
        Row {
            number: self.numbers.first(doc).unwrap_or_default() as u32,
            score,
            time: self.times.first(doc),
            at: DocAddress::new(self.piece, doc),
        }
    }
}

impl Rows {
    fn order(&self, a: &Row, b: &Row) -> Ordering {
        let score = if self.by_score { b.score.total_cmp(&a.score) } else { Ordering::Equal };
        score.then(b.time.cmp(&a.time)).then(a.number.cmp(&b.number))
    }
}

impl Collector for Rows {
    /// The first rows in order, and how many there are.
    type Fruit = (Vec<Row>, usize);
    type Child = RowsOfPiece;

    fn for_segment(
        &self,
        piece: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<RowsOfPiece> {
        let fast = reader.fast_fields();
        let (numbers, times) = (fast.u64("number")?, fast.i64("time")?);
        Ok(RowsOfPiece { piece, numbers, times, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.by_score
    }

    fn merge_fruits(&self, pieces: Vec<RowsOfPiece>) -> tantivy::Result<(Vec<Row>, usize)> {
        let total = pieces.iter().map(|piece| piece.hits.len()).sum();
        if self.first == 0 {
            return Ok((Vec::new(), total));
        }
        // What the worst of the first scores: only of those that score as much is more looked up.
        let least = if self.by_score && self.first < total {
            let scores = pieces.iter().flat_map(|piece| &piece.hits).map(|(score, _)| *score);
            let mut scores: Vec<Score> = scores.collect();
            *scores.select_nth_unstable_by(self.first - 1, |a, b| b.total_cmp(a)).1
        } else {
            Score::NEG_INFINITY
        };
        let good = |piece: &RowsOfPiece| -> Vec<Row> {
            let hits = piece.hits.iter().filter(|(score, _)| *score >= least);
            hits.map(|hit| piece.row(*hit)).collect()
        };
        let mut rows: Vec<Row> = pieces.iter().flat_map(good).collect();
        if self.first < rows.len() {
            rows.select_nth_unstable_by(self.first - 1, |a, b| self.order(a, b));
            rows.truncate(self.first);
        }
        rows.sort_unstable_by(|a, b| self.order(a, b));
        Ok((rows, total))
    }
}

impl SegmentCollector for RowsOfPiece {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.hits.push((score, doc));
    }

    fn harvest(self) -> Self {
        self
    }
}
