//! Keeps the house: which room may name which, how long a file may be, that no test is forgotten.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order the data flows; a room names only earlier ones.
const ROOMS: [&str; 16] = [
    "id", "embedded", "rulefile", "lexicon", "meaning", "source", "fetch", "message", "thread",
    "exchange", "clock", "finding", "rule", "report", "index", "cli",
];
/// Files a little longer than this are still one idea; longer ones are two.
const LONGEST: usize = 420;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Names the room of a file: its folder, or its stem at the top.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(source()).expect("below src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn no_room_names_a_later_one() {
    let mut seen = 0;
    for path in files(&source()) {
        let room = room(&path);
        if ["main", "lib", "build"].contains(&room.as_str()) {
            continue;
        }
        let own = ROOMS.iter().position(|r| *r == room);
        let own = own.unwrap_or_else(|| panic!("{}: no such room in the house", path.display()));
        let text = fs::read_to_string(&path).expect("a source file");
        for (n, line) in text.lines().enumerate() {
            for named in line.split("crate::").skip(1) {
                let name: String =
                    named.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = ROOMS.iter().position(|r| *r == name) else { continue };
                assert!(other <= own, "{}:{}: {room} names {name}", path.display(), n + 1);
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "the test reads the imports no more");
}

#[test]
fn every_room_is_there() {
    let text = fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|l| l.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, ROOMS, "lib.rs lists the rooms in the order of the house");
}

#[test]
fn no_file_is_too_long() {
    for path in files(&source()) {
        let lines = fs::read_to_string(&path).expect("a source file").lines().count();
        assert!(lines <= LONGEST, "{}: {lines} lines", path.display());
    }
}

#[test]
fn tactics_hold_no_phrase_and_languages_no_law() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let read = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(rules.join(folder)).expect("a folder of rules");
        entries.map(|e| fs::read_to_string(e.expect("an entry").path()).expect("a rule")).collect()
    };
    let tactics = read("tactics");
    assert!(tactics.len() >= 26);
    assert!(tactics.iter().all(|text| !text.contains("[concepts]") && !text.contains("[words]")));
    assert!(
        read("languages").iter().all(|text| !text.contains("[law") && !text.contains("cite ="))
    );
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = fs::read_to_string(folder.join("main.rs")).expect("main.rs");
    for path in files(&folder) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let named = name == "main" || main.contains(&format!("mod {name};"));
        assert!(named, "{name} is not in tests/it/main.rs");
    }
}

/// Commands by which a client changes a mailbox (RFC 3501, sections 6.3 and 6.4; RFC 6851; RFC 4314).
const CHANGING: [&str; 13] = [
    "STORE",
    "EXPUNGE",
    "APPEND",
    "COPY",
    "MOVE",
    "DELETE",
    "CREATE",
    "RENAME",
    "SELECT",
    "SUBSCRIBE",
    "CLOSE",
    "SETACL",
    "SETMETADATA",
];

#[test]
fn fetch_knows_no_command_that_changes_a_mailbox() {
    for path in files(&source().join("fetch")) {
        let text = fs::read_to_string(&path).expect("a source file");
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let changing: Vec<&str> = words.filter(|word| CHANGING.contains(word)).collect();
        assert!(changing.is_empty(), "{}: {changing:?}", path.display());
        let library =
            ["inner.store(", "inner.uid_store(", "inner.append(", "inner.select(", "inner.uid_mv("];
        assert!(!library.iter().any(|call| text.contains(call)), "{}", path.display());
    }
}
