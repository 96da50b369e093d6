//! Runs the program.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;

/// The nine messages of the founding case.
pub(crate) fn nine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/clearview-nine")
}

/// Runs the program in an empty home.
pub(crate) fn dilatory(args: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::cargo_bin("dilatory").expect("the program");
    command.args(args).env("HOME", home.path()).env_remove("XDG_CONFIG_HOME");
    command.output().expect("it runs")
}

/// Audits a path as JSON.
pub(crate) fn audit(path: &Path, args: &[&str]) -> Output {
    let mut all = vec!["audit", path.to_str().expect("a path"), "--format", "json"];
    all.extend(args);
    dilatory(&all)
}

/// Takes the JSON of a run that went well.
pub(crate) fn json(output: &Output) -> Value {
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{err}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {err}"))
}

/// What a run said on standard error.
pub(crate) fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a run said on standard output.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
