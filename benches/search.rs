//! Speed of the search from the start of the process to its last byte, over made mail: `cargo bench --bench search`.

#![allow(clippy::disallowed_methods, reason = "a bench writes and reads its data")]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// So many messages are made.
const MESSAGES: usize = 5_000;
/// So many of them are looked for by a rare word.
const APART: usize = 500;

fn main() {
    divan::main();
}

/// A folder with the mail, and an index of it.
struct World {
    dir: TempDir,
}

impl World {
    /// Makes the mail of sentences that people wrote, in an order that is the same each time.
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/sentences");
        let read = |name: &str| fs::read_to_string(testdata.join(name)).expect("sentences");
        let texts = ["de", "en", "es", "fr", "it", "nl"].map(|of| read(&format!("{of}-tune.toml")));
        let sentences = texts.each_ref().map(|text| {
            let lines = text.lines().filter_map(|line| line.trim().strip_prefix('"'));
            lines.map(|line| line.trim_end_matches(['"', ','])).collect::<Vec<_>>()
        });
        let mail = dir.path().join("mail/cur");
        fs::create_dir_all(&mail).expect("a folder");
        for n in 0..MESSAGES {
            let of = &sentences[n % sentences.len()];
            let said = (0..40).map(|k| of[(n * 7 + k * 131) % of.len()]);
            let rare = if n % APART == 0 { " quixotrope" } else { "" };
            let body = said.collect::<Vec<_>>().join(" ");
            let (month, day) = (n % 12 + 1, n % 28 + 1);
            let head = format!(
                "From: Desk {0} <desk{0}@firm{0}.example>\nTo: me@home.example\nSubject: Message {n}\n\
                 Message-ID: <{n}@home.example>\nDate: {day} {1} 2020 10:00:00 +0000\n\
                 Content-Type: text/plain; charset=utf-8\n\n",
                n % 97,
                MONTHS[month - 1],
            );
            fs::write(mail.join(format!("{n}.eml:2,S")), format!("{head}{body}{rare}.\n"))
                .expect("a message");
        }
        let world = Self { dir };
        world.run(&["index", "mail"]);
        world
    }

    /// Runs the program and gives what it writes.
    fn run(&self, args: &[&str]) -> usize {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dilatory"));
        command.current_dir(self.dir.path()).env("HOME", self.dir.path()).args(args);
        let output = command.args(["--index-dir", "index"]).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout.len()
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[divan::bench(sample_count = 5)]
fn index_anew(bencher: Bencher<'_, '_>) {
    let world = World::new();
    bencher
        .counter(ItemsCount::new(MESSAGES))
        .bench_local(|| world.run(&["index", "--rebuild", "mail"]));
}

#[divan::bench(sample_count = 20)]
fn index_without_change(bencher: Bencher<'_, '_>) {
    let world = World::new();
    bencher.counter(ItemsCount::new(MESSAGES)).bench_local(|| world.run(&["index"]));
}

const QUERIES: [&str; 5] = [
    "quixotrope",
    "identity",
    "\"copy of my data\"",
    "from:firm7 2020-03..2020-06",
    "copie and données not identité",
];

#[divan::bench(args = QUERIES, sample_count = 50)]
fn count(bencher: Bencher<'_, '_>, query: &str) {
    let world = World::new();
    bencher.bench_local(|| black_box(world.run(&["search", "--count", query])));
}

#[divan::bench(args = QUERIES, sample_count = 50)]
fn list_twenty(bencher: Bencher<'_, '_>, query: &str) {
    let world = World::new();
    bencher.bench_local(|| black_box(world.run(&["search", query])));
}
