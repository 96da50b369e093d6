//! Tests of the mbox reader.
