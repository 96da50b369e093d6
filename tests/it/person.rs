//! A person who runs `dilatory fetch`, with a home, a configuration and a store of their own.

use crate::dovecot::{Dovecot, PASSWORD};
use crate::run::{complaint, json, said};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) struct Person {
    home: TempDir,
    /// Where the mail goes.
    pub(crate) store: PathBuf,
}

impl Person {
    /// An account of the configuration, as these lines of TOML say.
    pub(crate) fn new(lines: &str) -> Self {
        // In memory where that is possible: other programs must not make a flush to the disk slow.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let home = tempfile::tempdir_in(place).expect("a folder");
        let secret =
            if lines.contains("-command") { "" } else { "password-env = \"MAIL_PASSWORD\"\n" };
        let text = format!("[accounts.a]\nuser = \"alice\"\n{secret}{lines}\n");
        fs::write(home.path().join("config.toml"), text).expect("written");
        let store = home.path().join("mail");
        Self { home, store }
    }

    /// An account on a Dovecot, over TLS.
    pub(crate) fn at(server: &Dovecot) -> Self {
        Self::new(&format!(
            "host = \"localhost\"\nport = {}\nca-file = '{}'",
            server.tls_port,
            server.authority(true).display()
        ))
    }

    /// An account on a server that speaks in clear.
    pub(crate) fn in_clear(port: u16, more: &str) -> Self {
        Self::new(&format!("host = \"127.0.0.1\"\nport = {port}\nsecurity = \"plain\"\n{more}"))
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dilatory"));
        command.args(["fetch", "--config"]).arg(self.home.path().join("config.toml"));
        command.arg("--store").arg(&self.store).args(args).stdin(Stdio::null());
        command.env("HOME", self.home.path()).env_remove("XDG_CONFIG_HOME");
        command.env_remove("XDG_DATA_HOME").env("MAIL_PASSWORD", PASSWORD);
        command
    }

    /// Runs the command; whatever it says, the password is not in it.
    pub(crate) fn fetch(&self, args: &[&str]) -> Output {
        let output = self.command(args).output().expect("it runs");
        for text in [said(&output), complaint(&output)] {
            assert!(!text.contains(PASSWORD), "{text}");
        }
        output
    }

    /// Fetches what the arguments say, and checks that the ledger adds up.
    pub(crate) fn ledger(&self, args: &[&str]) -> Ledger {
        let output = self.fetch(&[args, &["--format", "json"]].concat());
        let status = output.status.code();
        let ledger = Ledger { json: json(&output), status };
        for folder in ledger.folders() {
            let parts = ["stored", "already_there", "filtered", "gone", "unnamed"]
                .map(|name| count(folder, name));
            let failed = folder["failed"].as_array().map_or(0, Vec::len) as u64;
            let sum = parts.iter().sum::<u64>() + failed;
            assert_eq!(count(folder, "on_server"), sum, "{folder}");
        }
        ledger
    }

    /// Why a run failed, in one line that names the cause and tells what to do.
    pub(crate) fn refusal(&self, args: &[&str]) -> String {
        let output = self.fetch(args);
        let err = complaint(&output);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""), "{err}");
        err
    }

    /// The messages of the store; none is there twice, and nothing half-written.
    pub(crate) fn mail(&self) -> BTreeSet<Vec<u8>> {
        let mut mail = BTreeSet::new();
        for path in files(&self.store) {
            let part = path.parent().and_then(Path::file_name).unwrap_or_default();
            let noted = path.components().any(|c| c.as_os_str() == ".dilatory");
            assert!(part == "cur" || noted, "{}", path.display());
            if !noted {
                let bytes = fs::read(&path).expect("read");
                let print: String = Sha256::digest(&bytes)
                    .iter()
                    .fold(String::new(), |text, b| format!("{text}{b:02x}"));
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                assert!(name.contains(&print), "{name} is named after its bytes");
                assert!(mail.insert(bytes), "{name} is there twice");
            }
        }
        mail
    }
}

/// The files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn count(folder: &Value, name: &str) -> u64 {
    folder[name].as_u64().expect("a count")
}

/// What became of every message.
pub(crate) struct Ledger {
    pub(crate) json: Value,
    pub(crate) status: Option<i32>,
}

impl Ledger {
    fn folders(&self) -> impl Iterator<Item = &Value> {
        self.json["folders"].as_array().expect("folders").iter()
    }

    pub(crate) fn folder(&self, name: &str) -> &Value {
        let found = self.folders().find(|folder| folder["folder"] == name);
        found.unwrap_or_else(|| panic!("no {name} in {}", self.json))
    }

    /// How many messages were so in all folders.
    pub(crate) fn sum(&self, name: &str) -> u64 {
        self.folders().map(|folder| count(folder, name)).sum()
    }

    /// The UIDs that could not be fetched, each with the reason.
    pub(crate) fn failed(&self, folder: &str) -> Vec<(u64, String)> {
        let failed = self.folder(folder)["failed"].as_array().expect("a list");
        let one = |f: &Value| {
            (f["uid"].as_u64().expect("a UID"), f["why"].as_str().expect("why").to_owned())
        };
        failed.iter().map(one).collect()
    }
}
