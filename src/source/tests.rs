//! Tests of the sources as a whole.
