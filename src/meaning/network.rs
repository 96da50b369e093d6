//! The network of the encoder.

use super::WIDTH;
use super::fault::NotLearned;
use super::tensors::Tensors;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, Axis, Slice};
use std::ops::Range;

/// How wide what is seen of a word and its neighbours is.
const SEEN: usize = 256;
/// The windows: how many pieces each looks at, and how many of them stand before its own.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// So many empty rows between two sentences keep their windows apart.
const GAP: usize = 2;
/// Keeps a division from being one by zero.
const LEAST: f32 = 1e-12;

/// The table of pieces, four bits a number.
#[derive(Debug)]
struct Table {
    codes: &'static [u8],
    low: Array1<f32>,
    step: Array1<f32>,
}

#[derive(Debug)]
struct Norm {
    gain: Array1<f32>,
    shift: Array1<f32>,
}

/// Weights, a row for each number that comes in, and what is added.
type Layer = (Array2<f32>, Array1<f32>);

/// Two layers that look at a piece and its neighbours.
#[derive(Debug)]
struct Window {
    size: usize,
    before: usize,
    layers: [Layer; 2],
}

#[derive(Debug)]
pub(super) struct Network {
    table: Table,
    project: Layer,
    projected: Norm,
    windows: Vec<Window>,
    all: Norm,
    gather: Layer,
    deep: [Array2<f32>; 6],
}

impl Network {
    pub(super) fn load(file: &Tensors<'static>) -> Result<Self, NotLearned> {
        let sized = |name: &str, rows: usize, columns: usize| {
            let matrix = file.matrix(name)?;
            let fits = matrix.dim() == (rows, columns);
            if fits { Ok(matrix) } else { Err(NotLearned::Part(name.to_owned())) }
        };
        let row = |name: &str, length: usize| {
            let row = file.row(name)?;
            if row.len() == length { Ok(row) } else { Err(NotLearned::Part(name.to_owned())) }
        };
        let mut windows = Vec::with_capacity(WINDOWS.len());
        for (size, before) in WINDOWS {
            let layer = |n: usize| -> Result<Layer, NotLearned> {
                let weights = sized(&format!("w{n}_{size}"), size * SEEN, SEEN)?;
                Ok((weights, row(&format!("b{n}_{size}"), SEEN)?))
            };
            windows.push(Window { size, before, layers: [layer(1)?, layer(2)?] });
        }
        let each = |name: &str| -> Result<Array1<f32>, NotLearned> {
            let parts = WINDOWS.map(|(size, _)| row(&format!("{name}{size}"), SEEN));
            Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        };
        let mut project = Array2::zeros((WIDTH, WINDOWS.len() * SEEN));
        for (n, (size, _)) in WINDOWS.iter().enumerate() {
            let part = sized(&format!("proj{size}"), WIDTH, SEEN)?;
            project.slice_axis_mut(Axis(1), span(n * SEEN..(n + 1) * SEEN)).assign(&part);
        }
        let seen = WIDTH + WINDOWS.len() * SEEN;
        let low = file.row("table.low")?;
        let codes = file.bytes("table")?;
        if codes.len() != low.len() * WIDTH / 2 {
            return Err(NotLearned::Part("table".to_owned()));
        }
        let narrow = 320;
        Ok(Self {
            table: Table { codes, step: row("table.step", low.len())?, low },
            project: (project, each("proj_b")?),
            projected: Norm { gain: each("ln_g")?, shift: each("ln_b")? },
            windows,
            all: Norm { gain: row("ln_g", seen)?, shift: row("ln_b", seen)? },
            gather: (sized("cnn_W", seen, WIDTH)?, row("cnn_b", WIDTH)?),
            deep: [
                sized("d0", WIDTH, narrow)?,
                sized("p1", WIDTH, narrow)?,
                sized("d1", narrow, narrow)?,
                sized("d2", narrow, WIDTH)?,
                sized("p3", narrow, WIDTH)?,
                sized("d3", WIDTH, WIDTH)?,
            ],
        })
    }

    /// Gives the vectors of sentences of pieces, a row each.
    pub(super) fn run(&self, sentences: &[Vec<usize>]) -> Array2<f32> {
        let mut rows = GAP;
        let places: Vec<Range<usize>> = sentences
            .iter()
            .map(|pieces| {
                let place = rows..rows + pieces.len();
                rows = place.end + GAP;
                place
            })
            .collect();
        let mut words = Array2::zeros((rows, WIDTH));
        for (pieces, place) in sentences.iter().zip(&places) {
            for (piece, at) in pieces.iter().zip(place.clone()) {
                self.table.unpack(*piece, words.row_mut(at).as_slice_mut().unwrap_or_default());
            }
        }
        let mut projected = words.dot(&self.project.0) + &self.project.1;
        self.projected.apply(&mut projected);
        clear_gaps(&mut projected, &places);
        let mut all = Array2::zeros((rows, self.all.gain.len()));
        all.slice_axis_mut(Axis(1), span(0..WIDTH)).assign(&words);
        for (n, window) in self.windows.iter().enumerate() {
            let own = n * SEEN..(n + 1) * SEEN;
            let mut seen = projected.slice_axis(Axis(1), span(own.clone())).to_owned();
            for layer in &window.layers {
                seen = window.look(&seen, layer);
                clear_gaps(&mut seen, &places);
            }
            let place = WIDTH + own.start..WIDTH + own.end;
            all.slice_axis_mut(Axis(1), span(place)).assign(&seen);
        }
        self.all.apply(&mut all);
        let mut sums = Array2::zeros((sentences.len(), self.all.gain.len()));
        for (mut sum, place) in sums.rows_mut().into_iter().zip(&places) {
            sum.assign(&all.slice_axis(Axis(0), span(place.clone())).sum_axis(Axis(0)));
        }
        let mut gathered = sums.dot(&self.gather.0);
        for (mut row, place) in gathered.rows_mut().into_iter().zip(&places) {
            let length = place.len() as f32;
            row.scaled_add(length, &self.gather.1);
            row /= length.sqrt();
        }
        self.deepen(&gathered)
    }

    fn deepen(&self, gathered: &Array2<f32>) -> Array2<f32> {
        let [first, skip, second, third, over, last] = &self.deep;
        let positive = |x: Array2<f32>| x.mapv_into(|n| n.max(0.0));
        let one = positive(gathered.dot(first));
        let two = positive(gathered.dot(skip) + one.dot(second));
        let three = positive(two.dot(third));
        let mut vectors = (two.dot(over) + three.dot(last)).mapv_into(f32::tanh);
        for mut row in vectors.rows_mut() {
            let length = row.dot(&row).max(LEAST).sqrt();
            row /= length;
        }
        vectors
    }
}

impl Table {
    fn unpack(&self, piece: usize, row: &mut [f32]) {
        let (low, step) = (self.low[piece], self.step[piece]);
        let codes = &self.codes[piece * WIDTH / 2..(piece + 1) * WIDTH / 2];
        for (pair, code) in row.as_chunks_mut::<2>().0.iter_mut().zip(codes) {
            *pair = [low + step * f32::from(code & 15), low + step * f32::from(code >> 4)];
        }
    }
}

impl Norm {
    /// Brings each row to mean zero and variance one, then to the learned gain and shift.
    fn apply(&self, rows: &mut Array2<f32>) {
        let width = rows.ncols() as f32;
        for mut row in rows.rows_mut() {
            let mean = row.sum() / width;
            row -= mean;
            let deviation = (row.dot(&row) / width + LEAST).sqrt();
            row /= deviation;
            row *= &self.gain;
            row += &self.shift;
        }
    }
}

impl Window {
    /// Adds to each row what its window shows.
    fn look(&self, rows: &Array2<f32>, (weights, bias): &Layer) -> Array2<f32> {
        let mut shown = Array2::zeros(rows.dim());
        shown += &bias.view().insert_axis(Axis(0));
        let inner = GAP..rows.nrows() - GAP;
        for n in 0..self.size {
            let from = inner.start + n - self.before;
            let beside = rows.slice_axis(Axis(0), span(from..from + inner.len()));
            let part = weights.slice_axis(Axis(0), span(n * SEEN..(n + 1) * SEEN));
            let mut own = shown.slice_axis_mut(Axis(0), span(inner.clone()));
            general_mat_mul(1.0, &beside, &part, 1.0, &mut own);
        }
        shown.zip_mut_with(rows, |shown, own| *shown = shown.max(0.0) + own);
        shown
    }
}

/// Empties the rows between the sentences.
fn clear_gaps(rows: &mut Array2<f32>, places: &[Range<usize>]) {
    let mut from = 0;
    for place in places {
        rows.slice_axis_mut(Axis(0), span(from..place.start)).fill(0.0);
        from = place.end;
    }
    rows.slice_axis_mut(Axis(0), Slice::from(from..)).fill(0.0);
}

fn span(range: Range<usize>) -> Slice {
    Slice::from(range)
}
