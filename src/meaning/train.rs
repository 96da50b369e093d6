//! Learns two layers by gradient descent with weights that decay (Loshchilov and Hutter 2019) and drop-out.

use super::WIDTH;
use super::likeness::{Example, Likeness};
use ndarray::{Array, Array1, Array2, Axis, Dimension, Slice, Zip, concatenate, stack};
use rayon::prelude::*;

/// How wide the layer between is.
const HIDDEN: usize = 512;
/// How often the sentences are gone through.
const ROUNDS: usize = 20;
/// How many sentences a step looks at.
const BATCH: usize = 256;
/// The first step; the steps shrink to nothing along a cosine.
const STEP: f32 = 1e-3;
/// How much large weights cost.
const SHRINK: f32 = 1e-3;
/// How the means of the slope and of its square fade.
const FADE: (f32, f32) = (0.9, 0.999);
/// So many of the numbers of a vector, and of the layer between, are left out at each step.
const DROP: (f32, f32) = (0.1, 0.3);
/// So many letters are left out: a sentence alone must be told, too.
const ALONE: f32 = 0.2;
/// What the letter counts for at first, beside the sentence.
const LIGHT: f32 = 0.3;
/// What a sentence is known to do or not to do counts so much, what it is only thought not to do so much.
const KNOWN: f32 = 2.0;
const THOUGHT: f32 = 0.3;
/// What a sentence of a letter does counts so much: letters are what is judged in the end.
const LETTER: f32 = 4.0;
/// So many networks are learned, each from another beginning; their mean errs less than each.
const MEMBERS: u64 = 4;
/// At first nothing is thought to be done: the logarithm of odds.
const FIRST: f32 = -3.0;
const LEAST: f32 = 1e-8;

/// What each sentence (row) should be found to do (column), and how much that counts.
pub(super) struct Goals {
    does: Array2<f32>,
    counts: Array2<f32>,
}

impl Goals {
    pub(super) fn of(examples: &[&Example], keys: &[String]) -> Self {
        let stem = |key: &str| key.split(':').next().unwrap_or_default().to_owned();
        let stems: Vec<String> = keys.iter().map(|key| stem(key)).collect();
        let mut does = Array2::zeros((examples.len(), keys.len()));
        let mut counts = Array2::zeros(does.dim());
        for (n, example) in examples.iter().enumerate() {
            let (mut does, mut counts) = (does.row_mut(n), counts.row_mut(n));
            let at = |key: &String| keys.binary_search(key).ok();
            match example {
                Example::Does(key) => {
                    // What asks for a photo may ask for a card, too.
                    let own = stem(key);
                    for (count, stem) in counts.iter_mut().zip(&stems) {
                        *count = if *stem == own { 0.0 } else { THOUGHT };
                    }
                    if let Some(at) = at(key) {
                        (does[at], counts[at]) = (1.0, KNOWN);
                    }
                }
                Example::Lacks(key) => {
                    if let Some(at) = at(key) {
                        counts[at] = KNOWN;
                    }
                }
                Example::Just(list) => {
                    counts.fill(LETTER);
                    // Who names the card that is asked for may leave it at that.
                    let bare = list.iter().map(|key| stem(key));
                    bare.filter_map(|key| at(&key)).for_each(|at| counts[at] = 0.0);
                    for at in list.iter().filter_map(at) {
                        (does[at], counts[at]) = (1.0, LETTER);
                    }
                }
            }
        }
        Self { does, counts }
    }
}

/// The vectors of sentences, with the letters they stand in.
pub(super) struct Seen {
    sentences: Array2<f32>,
    letters: Array2<f32>,
    /// The letter of each sentence; the first is none.
    letter: Vec<usize>,
}

impl Seen {
    /// Takes the vectors of the sentences of letters of such lengths.
    pub(super) fn of(vectors: Array2<f32>, lengths: &[usize]) -> Self {
        let mut letters = vec![Array1::zeros(WIDTH)];
        let mut letter = Vec::with_capacity(vectors.nrows());
        for length in lengths {
            let place = Slice::from(letter.len()..letter.len() + length);
            let place = vectors.slice_axis(Axis(0), place).to_owned();
            let known = context(&place).map(|context| letters.push(context));
            letter.resize(letter.len() + length, known.map_or(0, |()| letters.len() - 1));
        }
        let rows: Vec<_> = letters.iter().map(|letter| letter.view()).collect();
        let letters = stack(Axis(0), &rows).expect("the vectors are of one size");
        Self { sentences: scaled(vectors), letters: scaled(letters), letter }
    }

    /// Gives some sentences, a row each, beside their letters; of these, some are left out.
    fn batch(&self, sentences: &[usize], chance: &mut Chance) -> Array2<f32> {
        let mut alone = || chance.share() < ALONE;
        let letters: Vec<usize> =
            sentences.iter().map(|i| if alone() { 0 } else { self.letter[*i] }).collect();
        let (sentences, letters) =
            (self.sentences.select(Axis(0), sentences), self.letters.select(Axis(0), &letters));
        let mut both = concatenate(Axis(1), &[sentences.view(), letters.view()])
            .expect("a letter for each sentence");
        both *= &chance.kept(both.dim(), DROP.0);
        both
    }
}

/// Gives what a letter is about: the mean of its sentences; a sentence alone is no letter.
pub(super) fn context(sentences: &Array2<f32>) -> Option<Array1<f32>> {
    sentences.mean_axis(Axis(0)).filter(|_| sentences.nrows() > 1)
}

/// Gives the logarithms of the odds.
pub(super) fn run(
    likeness: &Likeness,
    vectors: &Array2<f32>,
    context: Option<&Array1<f32>>,
) -> Array2<f32> {
    let (own, around) = likeness.hidden.0.view().split_at(Axis(0), WIDTH);
    let mut bias = likeness.hidden.1.clone();
    // Row by row: the product of a vector and a matrix goes down its columns and takes ten times as long.
    if let Some(context) = context.map(|context| scaled(context.clone())) {
        context.iter().zip(around.rows()).for_each(|(n, row)| bias.scaled_add(*n, &row));
    }
    let between = scaled(vectors.clone()).dot(&own) + &bias;
    between.mapv_into(|n| n.max(0.0)).dot(&likeness.out.0) + &likeness.out.1
}

/// Brings the numbers of vectors of length one to about one.
fn scaled<D: Dimension>(vectors: Array<f32, D>) -> Array<f32, D> {
    vectors * (WIDTH as f32).sqrt()
}

/// How often a progress is told.
pub(super) const STEPS: u64 = MEMBERS * ROUNDS as u64;

type Layer = (Array2<f32>, Array1<f32>);

/// Learns a layer between and a layer out: of several networks, side by side.
pub(super) fn fit(seen: &Seen, goals: &Goals, progress: &(dyn Fn() + Sync)) -> (Layer, Layer) {
    let members: Vec<(Layer, Layer)> =
        (1..=MEMBERS).into_par_iter().map(|seed| member(seen, goals, seed, progress)).collect();
    let parts = |of: fn(&(Layer, Layer)) -> &Layer| members.iter().map(of).collect::<Vec<_>>();
    let (hidden, out) = (parts(|m| &m.0), parts(|m| &m.1));
    let beside = |axis: usize, layers: &[&Layer]| {
        let weights: Vec<_> = layers.iter().map(|layer| layer.0.view()).collect();
        concatenate(Axis(axis), &weights).expect("the networks are of one size")
    };
    let bias = hidden.iter().flat_map(|layer| layer.1.iter().copied()).collect();
    let mean = out.iter().fold(Array1::zeros(out[0].1.len()), |sum, layer| sum + &layer.1);
    let share = 1.0 / MEMBERS as f32;
    ((beside(1, &hidden), bias), (beside(0, &out) * share, mean * share))
}

fn member(seen: &Seen, goals: &Goals, seed: u64, progress: &(dyn Fn() + Sync)) -> (Layer, Layer) {
    let (sentences, keys) = goals.does.dim();
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut first = chance.normal((2 * WIDTH, HIDDEN), (2.0 / WIDTH as f32).sqrt());
    first.slice_axis_mut(Axis(0), Slice::from(WIDTH..)).mapv_inplace(|n| n * LIGHT);
    let mut hidden = Weights::new(first, 0.0);
    let mut out = Weights::new(chance.normal((HIDDEN, keys), 0.1 / (HIDDEN as f32).sqrt()), FIRST);
    let mut order: Vec<usize> = (0..sentences).collect();
    let steps = ROUNDS * sentences.div_ceil(BATCH);
    let mut step = 0;
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            let seen = seen.batch(batch, &mut chance);
            let mut between = seen.dot(&hidden.now.0) + &hidden.now.1;
            let mut open = chance.kept(between.dim(), DROP.1);
            Zip::from(&mut open)
                .and(&between)
                .for_each(|open, n| *open *= f32::from(u8::from(*n > 0.0)));
            between *= &open;
            let mut slope = between.dot(&out.now.0) + &out.now.1;
            Zip::from(&mut slope)
                .and(&goals.does.select(Axis(0), batch))
                .and(&goals.counts.select(Axis(0), batch))
                .for_each(|n, does, counts| *n = counts * (1.0 / (1.0 + (-*n).exp()) - does));
            slope /= batch.len() as f32;
            let back = slope.dot(&out.now.0.t()) * &open;
            step += 1;
            let part = step as f32 / steps as f32;
            let rate = STEP * 0.5 * (1.0 + (std::f32::consts::PI * part).cos());
            out.step(&between.t().dot(&slope), &slope.sum_axis(Axis(0)), rate, step);
            hidden.step(&seen.t().dot(&back), &back.sum_axis(Axis(0)), rate, step);
        }
        progress();
    }
    (hidden.now, out.now)
}

/// Weights, with the fading means of the slope and of its square.
struct Weights {
    now: Layer,
    mean: Layer,
    square: Layer,
}

impl Weights {
    fn new(weights: Array2<f32>, bias: f32) -> Self {
        let columns = weights.ncols();
        let zero = || (Array2::zeros(weights.dim()), Array1::zeros(columns));
        Self { mean: zero(), square: zero(), now: (weights, Array1::from_elem(columns, bias)) }
    }

    fn step(&mut self, weights: &Array2<f32>, bias: &Array1<f32>, rate: f32, step: i32) {
        let warm = (1.0 - FADE.0.powi(step), 1.0 - FADE.1.powi(step));
        let update = |now: &mut f32, mean: &mut f32, square: &mut f32, slope: &f32| {
            *mean = FADE.0 * *mean + (1.0 - FADE.0) * slope;
            *square = FADE.1 * *square + (1.0 - FADE.1) * slope * slope;
            *now -= rate * (*mean / warm.0 / ((*square / warm.1).sqrt() + LEAST) + SHRINK * *now);
        };
        let Self { now, mean, square } = self;
        Zip::from(&mut now.0).and(&mut mean.0).and(&mut square.0).and(weights).for_each(update);
        Zip::from(&mut now.1).and(&mut mean.1).and(&mut square.1).and(bias).for_each(update);
    }
}

/// Numbers that look like chance and are the same each time (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32
    }

    /// From zero up to one.
    fn share(&mut self) -> f32 {
        self.next() as f32 / 4_294_967_296.0
    }

    /// About normal: the sum of twelve shares has a variance of one.
    fn normal(&mut self, size: (usize, usize), deviation: f32) -> Array2<f32> {
        Array2::from_shape_simple_fn(size, || {
            ((0..12).map(|_| self.share()).sum::<f32>() - 6.0) * deviation
        })
    }

    /// Zero for what is left out; what is kept makes up for it.
    fn kept(&mut self, size: (usize, usize), dropped: f32) -> Array2<f32> {
        Array2::from_shape_simple_fn(size, || {
            if self.share() < dropped { 0.0 } else { 1.0 / (1.0 - dropped) }
        })
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.next() as usize % (i + 1));
        }
    }
}
