//! Tells what sentences mean, as vectors: those of sentences that say the like, in other words or in another
//! language, are near each other.
//!
//! The network and its weights are Google's *universal-sentence-encoder-multilingual* 3 (Apache-2.0; Yang et
//! al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval"): a deep averaging network over
//! words and their neighbours.  What it costs and where the file comes from stands in `rules/meaning/README.md`.

#![allow(clippy::cast_precision_loss, reason = "counts of pieces and sentences are far below 2^23")]

mod fault;
mod likeness;
mod network;
mod pieces;
mod tensors;
mod train;

pub use fault::NotLearned;
pub use likeness::{Example, Lesson, Likeness};

use crate::embedded::WEIGHTS;
use ndarray::{Array2, Axis, Slice};
use network::Network;
use pieces::Pieces;
use std::sync::OnceLock;
use tensors::Tensors;

/// How many numbers a vector has.
const WIDTH: usize = 512;
/// Of a longer sentence only so many pieces count.
const LONGEST: usize = 160;
/// So many pieces are worked on at a time: enough to use each weight often, few enough for the cache.
const BATCH: usize = 384;

/// Gives a built-in file of weights; nothing if there is none.
fn weights(name: &str) -> &'static [u8] {
    WEIGHTS.iter().find(|(known, ..)| *known == name).map_or(&[], |(_, bytes, _)| bytes)
}

/// Makes vectors of sentences.
#[derive(Debug)]
pub struct Encoder {
    pieces: Pieces,
    network: Network,
}

impl Encoder {
    /// Gives the built-in encoder; it is unpacked when it is first asked for.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Encoder> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let loaded = Tensors::read(weights("meaning/encoder.safetensors"));
            let loaded = loaded.and_then(|file| Self::load(&file));
            loaded.expect("the built-in encoder is whole: a test reads it")
        })
    }

    fn load(file: &Tensors<'static>) -> Result<Self, NotLearned> {
        Ok(Self { pieces: Pieces::load(file)?, network: Network::load(file)? })
    }

    /// Gives the vectors of sentences, a row each, of length one.
    pub fn encode(&self, sentences: &[&str]) -> Array2<f32> {
        let mut vectors = Array2::zeros((sentences.len(), WIDTH));
        let mut batch: Vec<Vec<usize>> = Vec::new();
        let mut first = 0;
        for (n, sentence) in sentences.iter().enumerate() {
            let mut cut = self.pieces.cut(sentence);
            cut.truncate(LONGEST);
            if !batch.is_empty() && batch.iter().map(Vec::len).sum::<usize>() + cut.len() > BATCH {
                let place = Slice::from(first..n);
                vectors.slice_axis_mut(Axis(0), place).assign(&self.network.run(&batch));
                batch.clear();
                first = n;
            }
            batch.push(cut);
        }
        if !batch.is_empty() {
            let place = Slice::from(first..);
            vectors.slice_axis_mut(Axis(0), place).assign(&self.network.run(&batch));
        }
        vectors
    }
}

#[cfg(test)]
mod tests;
