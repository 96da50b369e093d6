//! Why a file of learned weights cannot be used.

use thiserror::Error;

/// A file of learned weights that cannot be used.
#[derive(Debug, Error)]
pub enum NotLearned {
    /// It is no file of tensors.
    #[error("no file of weights: {0}")]
    Format(#[from] safetensors::SafeTensorError),
    /// A part is missing, or of another size.
    #[error("the weights `{0}` are missing or of another size")]
    Part(String),
    /// Nothing to learn from.
    #[error("there is no act with enough sentences to learn from")]
    Nothing,
}
