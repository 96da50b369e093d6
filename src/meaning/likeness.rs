//! How like the sentences that do something a sentence is.

use super::fault::NotLearned;
use super::tensors::{Tensors, bytes, packed};
use super::{Encoder, WIDTH, train, weights};
use ndarray::{Array1, Array2};
use rustc_hash::FxHashMap;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// What is done by fewer sentences is not learned.
const SEEN: usize = 20;
/// The vectors of so many sentences are kept: some ten megabytes.
const KEPT: usize = 5_000;
/// Parts the names of what can be done, in the file.
const COMMA: char = ',';

/// What a sentence that is learned from does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Example {
    /// It does this, and may do more.
    Does(String),
    /// It nearly does this, and does not.
    Lacks(String),
    /// It does these, and nothing else.
    Just(Vec<String>),
}

/// A letter to learn from, sentence by sentence; a sentence without a letter is one of its own.
pub type Lesson = Vec<(String, Example)>;

/// Two layers over the vectors of the [`Encoder`] of a sentence and of its letter, learned from labelled sentences.
#[derive(Debug)]
pub struct Likeness {
    keys: Vec<String>,
    pub(super) hidden: (Array2<f32>, Array1<f32>),
    pub(super) out: (Array2<f32>, Array1<f32>),
    known: Mutex<FxHashMap<String, Array1<f32>>>,
}

impl Likeness {
    /// How often [`Self::learn`] tells of its progress.
    pub const STEPS: u64 = train::STEPS;

    /// Gives the built-in weights; they are unpacked when they are first asked for.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Likeness> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let loaded = Self::read(weights("meaning/acts.safetensors"));
            loaded.expect("the built-in weights are whole: a test reads them")
        })
    }

    /// Reads the weights from a file.
    ///
    /// # Errors
    /// [`NotLearned`] if it is not such a file.
    pub fn read(file: &[u8]) -> Result<Self, NotLearned> {
        let file = Tensors::read(file)?;
        let keys = file.about.get("keys").ok_or(NotLearned::Part("keys".to_owned()))?;
        let keys: Vec<String> = keys.split(COMMA).map(str::to_owned).collect();
        let likeness = Self {
            hidden: (file.matrix("hidden")?, file.row("hidden.bias")?),
            out: (file.matrix("out")?, file.row("out.bias")?),
            keys,
            known: Mutex::default(),
        };
        let (wide, acts) = (likeness.hidden.1.len(), likeness.keys.len());
        let fits = likeness.hidden.0.dim() == (2 * WIDTH, wide)
            && likeness.out.0.dim() == (wide, acts)
            && likeness.out.1.len() == acts;
        if fits { Ok(likeness) } else { Err(NotLearned::Part("hidden".to_owned())) }
    }

    /// Gives the weights as a file.
    ///
    /// # Errors
    /// [`NotLearned`] if they cannot be written in its form.
    pub fn to_file(&self) -> Result<Vec<u8>, NotLearned> {
        let mut parts: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)> = BTreeMap::new();
        for (name, (weights, bias)) in [("hidden", &self.hidden), ("out", &self.out)] {
            let (numbers, scale) = packed(weights);
            let (rows, columns) = weights.dim();
            parts.insert(name.to_owned(), (Dtype::I8, vec![rows, columns], numbers));
            parts.insert(format!("{name}.scale"), (Dtype::F32, vec![columns], scale));
            parts.insert(format!("{name}.bias"), (Dtype::F32, vec![columns], bytes(bias)));
        }
        let about = HashMap::from([("keys".to_owned(), self.keys.join(&COMMA.to_string()))]);
        let mut views = Vec::with_capacity(parts.len());
        for (name, (kind, shape, data)) in &parts {
            views.push((name, TensorView::new(*kind, shape.clone(), data)?));
        }
        Ok(serialize(views, Some(about))?)
    }

    /// Lists what can be told, in the order of the columns of [`Self::of`].
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Gives for each sentence of a letter (row) the logarithm of the odds that it does each thing (column), and the
    /// same for other texts as if they stood in the letter.
    pub fn of(&self, letter: &[&str], others: &[&str]) -> (Array2<f32>, Array2<f32>) {
        let vectors = self.vectors(letter);
        let context = train::context(&vectors);
        let of = |vectors: &Array2<f32>| train::run(self, vectors, context.as_ref());
        (of(&vectors), of(&self.vectors(others)))
    }

    /// Gives the vectors of sentences, which are kept for a while: organisations write the same again and again.
    fn vectors(&self, sentences: &[&str]) -> Array2<f32> {
        let mut vectors = Array2::zeros((sentences.len(), WIDTH));
        let mut new = Vec::new();
        for (i, mut row) in vectors.rows_mut().into_iter().enumerate() {
            match self.known().get(sentences[i]) {
                Some(vector) => row.assign(vector),
                None => new.push(i),
            }
        }
        let texts: Vec<&str> = new.iter().map(|i| sentences[*i]).collect();
        let found = Encoder::built_in().encode(&texts);
        let mut known = self.known();
        if known.len() > KEPT {
            known.clear();
        }
        for (i, vector) in new.into_iter().zip(found.rows()) {
            vectors.row_mut(i).assign(&vector);
            known.insert(sentences[i].to_owned(), vector.to_owned());
        }
        vectors
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<String, Array1<f32>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Learns from letters and sentences; the same ones give the same weights.
    ///
    /// # Errors
    /// [`NotLearned::Nothing`] if too few sentences do the same thing.
    pub fn learn(lessons: &[Lesson], progress: &(dyn Fn() + Sync)) -> Result<Self, NotLearned> {
        let sentences: Vec<&(String, Example)> = lessons.iter().flatten().collect();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, example) in &sentences {
            if let Example::Does(key) = example {
                *seen.entry(key).or_default() += 1;
            }
        }
        let enough = seen.into_iter().filter(|(_, times)| *times >= SEEN);
        let keys: Vec<String> = enough.map(|(key, _)| key.to_owned()).collect();
        if keys.is_empty() {
            return Err(NotLearned::Nothing);
        }
        let texts: Vec<&str> = sentences.iter().map(|(text, _)| text.as_str()).collect();
        let vectors = Encoder::built_in().encode(&texts);
        let lengths: Vec<usize> = lessons.iter().map(Vec::len).collect();
        let examples: Vec<&Example> = sentences.iter().map(|(_, example)| example).collect();
        let goals = train::Goals::of(&examples, &keys);
        let (hidden, out) = train::fit(&train::Seen::of(vectors, &lengths), &goals, progress);
        Ok(Self { keys, hidden, out, known: Mutex::default() })
    }
}
