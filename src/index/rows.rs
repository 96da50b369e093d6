//! Gathers the messages that a query finds.

use super::search::Row;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Gathers all hits.
pub(super) struct Rows {
    /// Whether it is told how well each fits.
    pub(super) by_score: bool,
}

pub(super) struct RowsOfPiece {
    piece: SegmentOrdinal,
    numbers: Column<u64>,
    times: Column<i64>,
    rows: Vec<Row>,
}

impl Collector for Rows {
    type Fruit = Vec<Row>;
    type Child = RowsOfPiece;

    fn for_segment(
        &self,
        piece: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<RowsOfPiece> {
        let fast = reader.fast_fields();
        let (numbers, times) = (fast.u64("number")?, fast.i64("time")?);
        Ok(RowsOfPiece { piece, numbers, times, rows: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.by_score
    }

    fn merge_fruits(&self, pieces: Vec<Vec<Row>>) -> tantivy::Result<Vec<Row>> {
        Ok(pieces.concat())
    }
}

impl SegmentCollector for RowsOfPiece {
    type Fruit = Vec<Row>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.rows.push(Row {
            number: self.numbers.first(doc).unwrap_or_default() as u32,
            score,
            time: self.times.first(doc),
            at: DocAddress::new(self.piece, doc),
        });
    }

    fn harvest(self) -> Vec<Row> {
        self.rows
    }
}
