//! Reads weights from a file of tensors.

use super::fault::NotLearned;
use ndarray::{Array1, Array2};
use safetensors::{SafeTensors, tensor::TensorView};
use std::collections::HashMap;

/// The tensors of a file, by name.
pub(super) struct Tensors<'a> {
    file: SafeTensors<'a>,
    /// What is said about them.
    pub(super) about: HashMap<String, String>,
}

impl<'a> Tensors<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, NotLearned> {
        let (_, head) = SafeTensors::read_metadata(bytes)?;
        let about = head.metadata().clone().unwrap_or_default();
        Ok(Self { file: SafeTensors::deserialize(bytes)?, about })
    }

    fn part(&self, name: &str) -> Result<TensorView<'a>, NotLearned> {
        self.file.tensor(name).map_err(|_| NotLearned::Part(name.to_owned()))
    }

    /// Gives the bytes of a tensor.
    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], NotLearned> {
        Ok(self.part(name)?.data())
    }

    /// Gives a row of numbers of 32 bits.
    pub(super) fn row(&self, name: &str) -> Result<Array1<f32>, NotLearned> {
        let (numbers, []) = self.bytes(name)?.as_chunks() else {
            return Err(NotLearned::Part(name.to_owned()));
        };
        Ok(numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// Gives a matrix, stored as numbers of 8 bits with a scale for each column.
    pub(super) fn matrix(&self, name: &str) -> Result<Array2<f32>, NotLearned> {
        let fault = || NotLearned::Part(name.to_owned());
        let part = self.part(name)?;
        let scale = self.row(&format!("{name}.scale"))?;
        let &[rows, columns] = part.shape() else { return Err(fault()) };
        if scale.len() != columns || part.data().len() != rows * columns {
            return Err(fault());
        }
        let numbers = part.data().iter().map(|byte| f32::from(byte.cast_signed())).collect();
        let matrix = Array2::from_shape_vec((rows, columns), numbers).map_err(|_| fault())?;
        Ok(matrix * scale)
    }
}

/// Packs a matrix as numbers of 8 bits with a scale for each column.
pub(super) fn packed(matrix: &Array2<f32>) -> (Vec<u8>, Vec<u8>) {
    let most =
        |column: ndarray::ArrayView1<'_, f32>| column.iter().fold(0.0_f32, |m, n| m.max(n.abs()));
    let scale: Array1<f32> =
        matrix.columns().into_iter().map(|c| (most(c) / 127.0).max(f32::MIN_POSITIVE)).collect();
    let numbers = (matrix / &scale).iter().map(|n| (n.round() as i8).cast_unsigned()).collect();
    (numbers, bytes(&scale))
}

/// Gives the bytes of a row.
pub(super) fn bytes(row: &Array1<f32>) -> Vec<u8> {
    row.iter().flat_map(|n| n.to_le_bytes()).collect()
}
