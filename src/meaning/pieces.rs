//! Cuts sentences into the pieces of words that the encoder knows: the likeliest cut by a unigram model
//! (Kudo 2018, "Subword Regularization"; Viterbi).

use super::fault::NotLearned;
use super::tensors::Tensors;
use unicode_normalization::UnicodeNormalization;

/// What stands for a piece that is not known, for the beginning and for the end of a sentence.
const UNKNOWN: usize = 0;
const BEGIN: usize = 1;
const END: usize = 2;
/// The pieces of words begin after these.
const FIRST: usize = 3;
/// Stands for a space in a piece.
const SPACE: char = '▁';

/// The pieces, in the order of their bytes, each with the logarithm of its probability.
#[derive(Debug)]
pub(super) struct Pieces {
    list: Vec<&'static [u8]>,
    scores: Vec<f32>,
    unknown: f32,
}

impl Pieces {
    pub(super) fn load(file: &Tensors<'static>) -> Result<Self, NotLearned> {
        let list: Vec<&[u8]> = file.bytes("pieces")?.split(|byte| *byte == b'\n').collect();
        let scores = file.row("scores")?.to_vec();
        let unknown = file.row("unknown")?;
        if list.len() != scores.len() || !list[FIRST.min(list.len())..].is_sorted() {
            return Err(NotLearned::Part("pieces".to_owned()));
        }
        let unknown = unknown.first().copied().ok_or(NotLearned::Part("unknown".to_owned()))?;
        Ok(Self { list, scores, unknown })
    }

    /// Cuts a sentence: the numbers of its pieces, between those of the beginning and the end.
    pub(super) fn cut(&self, sentence: &str) -> Vec<usize> {
        let text = normal(sentence);
        // The best way to each place: its score, where its last piece begins, and which that is.
        let mut best = vec![(f32::NEG_INFINITY, 0, UNKNOWN); text.len() + 1];
        best[0].0 = 0.0;
        for (at, character) in text.char_indices() {
            let (score, ..) = best[at];
            let mut reach = |to: usize, score: f32, piece: usize| {
                if score > best[to].0 {
                    best[to] = (score, at, piece);
                }
            };
            let next = at + character.len_utf8();
            let mut single = false;
            self.each_from(&text.as_bytes()[at..], |length, piece| {
                single |= at + length == next;
                reach(at + length, score + self.scores[piece], piece);
            });
            if !single {
                reach(next, score + self.unknown, UNKNOWN);
            }
        }
        let mut cut = vec![END];
        let mut at = text.len();
        while at > 0 {
            let (_, from, piece) = best[at];
            cut.push(piece);
            at = from;
        }
        cut.push(BEGIN);
        cut.reverse();
        cut
    }

    /// Calls back with the length and the number of each piece that the text begins with.
    fn each_from(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut range = FIRST..self.list.len();
        for (depth, byte) in text.iter().enumerate() {
            let within = &self.list[range.clone()];
            let low = within.partition_point(|piece| piece.get(depth) < Some(byte));
            let high = within.partition_point(|piece| piece.get(depth) <= Some(byte));
            range = range.start + low..range.start + high;
            if range.is_empty() {
                return;
            }
            if self.list[range.start].len() == depth + 1 {
                found(depth + 1, range.start);
            }
        }
    }
}

/// Gives a text in the form of the pieces: compatible characters as one, a mark before each word.
fn normal(text: &str) -> String {
    let plain: String = text.nfkc().collect();
    let words = plain.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).fold(String::new(), |mut text, word| {
        text.push(SPACE);
        text.push_str(word);
        text
    })
}
