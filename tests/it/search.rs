//! `dilatory index` and `dilatory search`, as a person uses them.

#[cfg(target_os = "linux")]
use crate::disk::SmallDisk;
use crate::run::{complaint, json, nine, said};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A person with mail and an index of their own.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn index_dir(&self) -> PathBuf {
        self.path(".local/share/dilatory/index")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dilatory"));
        command.args(args).env("HOME", self.home.path()).stdin(Stdio::null());
        command.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it runs")
    }

    /// Brings the index up to date and tells what that came to.
    fn index(&self, args: &[&str]) -> Value {
        json(&self.run(&[&["index", "--format", "json"], args].concat()))
    }

    fn search(&self, query: &str) -> Value {
        json(&self.run(&["search", "--format", "json", "--limit", "0", query]))
    }

    /// Lists the messages that a query finds, by their names.
    fn ids(&self, query: &str) -> Vec<String> {
        let mut ids: Vec<String> =
            said(&self.run(&["search", "--format", "ids", "--limit", "0", query]))
                .lines()
                .map(str::to_owned)
                .collect();
        ids.sort();
        ids
    }

    /// Says why a command failed.
    fn refusal(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let err = complaint(&output);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""), "{err}");
        assert!(!err.contains("panicked"), "{err}");
        err
    }

    /// Puts a mail into a Maildir.
    fn put(&self, folder: &str, name: &str, mail: &str) -> PathBuf {
        let maildir = self.path(folder);
        for part in ["cur", "new", "tmp"] {
            fs::create_dir_all(maildir.join(part)).expect("a folder");
        }
        let path = maildir.join("cur").join(format!("{name}:2,"));
        fs::write(&path, mail).expect("written");
        path
    }
}

fn mail(name: &str, text: &str) -> String {
    format!(
        "From: Ann Bell <ann@shop.example>\r\nTo: me@home.example\r\nSubject: About {name}\r\n\
         Date: Mon, 6 Jan 2025 10:00:00 +0100\r\nMessage-ID: <{name}@shop.example>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

fn named(names: &[&str]) -> Vec<String> {
    let mut ids: Vec<String> = names.iter().map(|name| format!("{name}@shop.example")).collect();
    ids.sort();
    ids
}

#[test]
fn the_founding_case_is_found_by_word_and_by_finding() {
    let desk = Desk::new();
    let made = desk.index(&[nine().to_str().expect("a path")]);
    assert_eq!((&made["messages"], &made["exchanges"]), (&9.into(), &1.into()));
    let found =
        desk.search("tactic:id-document-by-default grade:bright-line from:clearview after:2020-02");
    assert!(found["total"].as_u64() > Some(0), "{found}");
    for hit in found["hits"].as_array().expect("a list") {
        assert_eq!(
            (&hit["party"], &hit["from"]),
            (&"controller".into(), &"privacy@clearview.ai".into())
        );
        assert!(
            hit["exchange"].is_string()
                && Path::new(hit["path"].as_str().expect("a path")).is_file()
        );
    }
    let all = desk.search("");
    assert_eq!(all["total"], 9);
    let sides = desk.search("is:controller")["total"]
        .as_u64()
        .zip(desk.search("is:subject")["total"].as_u64());
    assert_eq!(
        sides.map(|(a, b)| a + b),
        Some(9 - desk.search("is:auto")["total"].as_u64().expect("a count"))
    );
    let id = all["hits"][0]["id"].as_str().expect("a name").to_owned();
    let shown = said(&desk.run(&["show", &id]));
    assert!(shown.contains(&id), "{shown}");
    let with_findings = desk.search("has:finding")["hits"][0].clone();
    let shown = desk.run(&["show", &with_findings["sha256"].as_str().expect("a hash")[..12]]);
    let tactic = with_findings["findings"][0]["tactic"].as_str().expect("a tactic");
    assert!(said(&shown).contains(tactic), "{}", said(&shown));
}

#[test]
fn an_update_follows_the_mail() {
    let desk = Desk::new();
    for n in 0..20 {
        desk.put(
            "box",
            &format!("m{n}"),
            &mail(&format!("m{n}"), &format!("number{n} everywhere")),
        );
    }
    let root = desk.path("box");
    let root = root.to_str().expect("a path");
    assert_eq!(desk.index(&[root])["added"], 20);
    let idle = desk.index(&[]);
    assert_eq!((&idle["added"], &idle["gone"], &idle["moved"]), (&0.into(), &0.into(), &0.into()));
    // One is gone, one is new, one has been read, one has changed.
    let cur = desk.path("box/cur");
    fs::remove_file(cur.join("m3:2,")).expect("removed");
    desk.put("box", "new", &mail("new", "number20 everywhere"));
    fs::rename(cur.join("m5:2,"), cur.join("m5:2,S")).expect("renamed");
    desk.put("box", "m7", &mail("m7b", "changed everywhere"));
    let next = desk.index(&[root]);
    assert_eq!(
        (&next["added"], &next["gone"], &next["messages"]),
        (&2.into(), &2.into(), &20.into())
    );
    assert_eq!(desk.ids("everywhere").len(), 20);
    assert_eq!(desk.ids("number3 or number7"), Vec::<String>::new());
    assert_eq!(desk.ids("number20 or changed"), named(&["new", "m7b"]));
    let read = desk.search("number5");
    assert!(read["hits"][0]["path"].as_str().is_some_and(|path| path.ends_with(":2,S")), "{read}");
    desk.index(&["--forget", root]);
    assert_eq!(desk.search("")["total"], 0);
}

#[test]
fn mail_that_is_not_there_now_keeps_no_other_from_the_index() {
    let desk = Desk::new();
    for folder in ["here", "away"] {
        desk.put(folder, "a", &mail(folder, "words"));
        desk.index(&[desk.path(folder).to_str().expect("a path")]);
    }
    fs::rename(desk.path("away"), desk.path("stick")).expect("renamed");
    desk.put("here", "b", &mail("later", "words"));
    let output = desk.run(&["index"]);
    let err = complaint(&output);
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("away: not there now") && err.contains("--forget"), "{err}");
    assert_eq!(desk.ids("words"), named(&["away", "here", "later"]));
}

#[test]
fn a_growing_mbox_is_followed() {
    let desk = Desk::new();
    let path = desk.path("mail.mbox");
    let entry = |n: usize| {
        format!(
            "From x Mon Jan  6 10:00:00 2025\n{}\n",
            mail(&format!("m{n}"), &format!("word{n}"))
        )
    };
    fs::write(&path, (0..50).map(entry).collect::<String>()).expect("written");
    let root = path.to_str().expect("a path");
    assert_eq!(desk.index(&[root])["added"], 50);
    fs::write(&path, (1..60).map(entry).collect::<String>()).expect("written");
    let next = desk.index(&[]);
    assert_eq!(
        (&next["added"], &next["gone"], &next["messages"]),
        (&10.into(), &1.into(), &59.into())
    );
    assert_eq!(desk.ids("word59"), named(&["m59"]));
    assert_eq!(desk.ids("word0"), Vec::<String>::new());
    let hit = &desk.search("word30")["hits"][0];
    let (offset, bytes) =
        (hit["offset"].as_u64().expect("a place"), fs::read(&path).expect("read"));
    assert!(bytes[offset as usize..].starts_with(b"From: Ann Bell"));
    assert!(hit["snippet"].as_str().is_some_and(|text| text.contains("word30")), "{hit}");
}

#[test]
fn copies_are_one_message_with_all_its_places() {
    let desk = Desk::new();
    let text = mail("twin", "one and the same");
    desk.put("mail/INBOX", "a", &text);
    let second = desk.put("mail/Archive", "b", &text);
    let root = desk.path("mail");
    let made = desk.index(&[root.to_str().expect("a path")]);
    assert_eq!(made["messages"], 1);
    assert_eq!(desk.search("same")["hits"][0]["places"].as_array().map(Vec::len), Some(2));
    assert_eq!(desk.ids("folder:INBOX folder:Archive"), named(&["twin"]));
    fs::remove_file(second).expect("removed");
    assert_eq!(desk.index(&[])["messages"], 1);
    assert_eq!(desk.ids("folder:Archive"), Vec::<String>::new());
    assert_eq!(desk.ids("folder:INBOX"), named(&["twin"]));
}

#[test]
fn words_are_found_in_every_form_and_language() {
    let desk = Desk::new();
    let texts = [
        (
            "en",
            "We have processed several of your personal records and deleted the others last week.",
            "processing deletion",
        ),
        (
            "fr",
            "Nous avons supprimé vos données personnelles à la demande de la personne concernée hier.",
            "donnee supprimer",
        ),
        (
            "de",
            "Die Löschung Ihrer gespeicherten Daten wurde von unseren Mitarbeitern heute veranlasst.",
            "loeschung gespeicherte",
        ),
        (
            "es",
            "Hemos eliminado los datos personales que conservábamos sobre usted en nuestros sistemas.",
            "eliminar dato",
        ),
        (
            "it",
            "Abbiamo cancellato i dati personali che conservavamo su di lei nei nostri sistemi interni.",
            "cancellare personale",
        ),
        (
            "nl",
            "Wij hebben de persoonsgegevens die wij van u hadden gisteren uit onze systemen verwijderd.",
            "systeem",
        ),
    ];
    for (language, text, _) in texts {
        desk.put("box", language, &mail(language, text));
    }
    desk.index(&[desk.path("box").to_str().expect("a path")]);
    for (language, _, words) in texts {
        let first = words.split(' ').next().expect("a word");
        for word in words.split(' ') {
            assert!(
                desk.ids(word).contains(&format!("{language}@shop.example")),
                "{language}: {word}"
            );
        }
        assert_eq!(
            desk.ids(&format!("\"{first}\"")).len(),
            usize::from(first == "loeschung"),
            "a phrase is exact: {first}"
        );
        assert_eq!(desk.ids(&format!("lang:{language}")), named(&[language]));
    }
}

#[test]
fn a_query_that_cannot_be_understood_is_shown_where() {
    let desk = Desk::new();
    desk.index(&[nine().to_str().expect("a path")]);
    let unknown = desk.refusal(&["search", "frm:clearview"]);
    assert!(unknown.contains("^^^") && unknown.contains("did you mean `from`?"), "{unknown}");
    assert!(desk.refusal(&["search", "date:2020-13"]).contains("2020-01"));
    assert!(desk.refusal(&["search", "tactic:id-document"]).contains("no tactic is named"));
    let saved = desk.refusal(&["search", "@late"]);
    assert!(saved.contains("@late") && saved.contains("[searches]"), "{saved}");
    let config = desk.path(".config/dilatory");
    fs::create_dir_all(&config).expect("a folder");
    fs::write(config.join("config.toml"), "[searches]\nlate = \"has:finding or tactic:*\"\n")
        .expect("written");
    assert_eq!(desk.ids("@late from:clearview"), desk.ids("(has:finding) from:clearview"));
    let explained = said(&desk.run(&["search", "--explain-query", "from:clearview passport"]));
    assert!(explained.contains("clearview"), "{explained}");
}

#[test]
fn what_is_found_is_put_together_and_counted() {
    let desk = Desk::new();
    desk.index(&[nine().to_str().expect("a path")]);
    let run = |args: &[&str]| json(&desk.run(&[&["search", "--format", "json"], args].concat()));
    let groups = run(&["--group", "exchange", ""]);
    assert_eq!(groups["groups"].as_array().map(Vec::len), Some(1), "{groups}");
    assert_eq!(groups["groups"][0]["total"], 9);
    let facets = run(&["--facets", "controller,year,party,kind,lang", ""]);
    for (name, counts) in facets["facets"].as_object().expect("facets") {
        let counts = counts.as_array().expect("a list");
        let sum: u64 = counts.iter().filter_map(|count| count["count"].as_u64()).sum();
        assert_eq!(sum, 9, "{name}: {counts:?}");
    }
    assert_eq!(
        said(&desk.run(&["search", "--count", "is:controller"])).trim(),
        desk.search("is:controller")["total"].to_string()
    );
}

#[test]
fn hostile_mail_reaches_no_terminal_raw() {
    let desk = Desk::new();
    let text = mail("evil", "Look \u{1b}]0;owned\u{7} here \u{202e}now")
        .replace("About evil", "About \u{1b}[31mevil");
    desk.put("box", "evil", &text);
    desk.index(&[desk.path("box").to_str().expect("a path")]);
    let shown = said(&desk.run(&["search", "look"]));
    assert!(shown.contains("evil@") || shown.contains("evil"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
}

#[test]
fn an_index_that_cannot_be_used_is_named_with_what_to_do() {
    let desk = Desk::new();
    assert!(desk.refusal(&["search", "x"]).contains("dilatory index"));
    assert!(desk.refusal(&["index"]).contains("nothing to index"));
    assert!(desk.refusal(&["index", "/no/such/mail"]).contains("no such file"));
    assert!(desk.refusal(&["index", "-"]).contains("standard input"));
    let root = nine();
    let root = root.to_str().expect("a path");
    let foreign = desk.path("foreign");
    fs::create_dir_all(&foreign).expect("a folder");
    fs::write(foreign.join("letter.txt"), "mine").expect("written");
    let dir = foreign.to_str().expect("a path");
    for args in [vec!["index", root, "--index-dir", dir], vec!["search", "--index-dir", dir, "x"]] {
        assert!(desk.refusal(&args).contains("no index of this program"));
    }
    assert!(foreign.join("letter.txt").is_file());
    desk.index(&[root]);
    let lock = fs::File::create(desk.index_dir().join("lock")).expect("opened");
    lock.lock().expect("locked");
    assert!(desk.refusal(&["index"]).contains("another run"));
    assert_eq!(desk.search("")["total"], 9, "a search needs no lock");
    drop(lock);
    let other = desk.path("rules");
    fs::create_dir_all(other.join("tactics")).expect("a folder");
    fs::write(other.join("extra.toml"), "").expect("written");
    fs::write(
        desk.index_dir().join("dilatory-index.json"),
        r#"{"form":0,"version":"0.0.1","rules":"x"}"#,
    )
    .expect("written");
    assert!(desk.refusal(&["search", "x"]).contains("another version"));
    let output = desk.run(&["index", "--format", "json"]);
    assert!(complaint(&output).contains("made anew"), "{}", complaint(&output));
    assert_eq!((&json(&output)["added"], &json(&output)["rebuilt"]), (&9.into(), &true.into()));
}

#[test]
fn a_damaged_index_ends_in_no_crash_and_is_made_anew() {
    let desk = Desk::new();
    let root = nine();
    desk.index(&[root.to_str().expect("a path")]);
    let whole = desk.path("whole");
    let copy = |from: &Path, to: &Path| {
        let _ = fs::remove_dir_all(to);
        let status = Command::new("cp").arg("-a").args([from, to]).status();
        assert!(status.expect("it runs").success());
    };
    copy(&desk.index_dir(), &whole);
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [whole.clone(), whole.join("text")] {
        files.extend(
            fs::read_dir(folder)
                .expect("a folder")
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.is_file()),
        );
    }
    assert!(files.len() > 10);
    for file in files {
        let name = file.strip_prefix(&whole).expect("below");
        let bytes = fs::read(&file).expect("read");
        for left in [0, bytes.len() / 2, bytes.len().saturating_sub(1)] {
            copy(&whole, &desk.index_dir());
            fs::write(desk.index_dir().join(name), &bytes[..left]).expect("written");
            for args in [["search", "passport or photo"], ["search", "has:finding"]] {
                let output = desk.run(&args);
                let err = complaint(&output);
                let code = output.status.code();
                assert!(
                    code == Some(0) || code == Some(2) && err.contains("dilatory index"),
                    "{name:?} {left}: {code:?} {err}"
                );
                assert!(!err.contains("panicked"), "{name:?} {left}: {err}");
            }
            let output = desk.run(&["index", "--rebuild"]);
            assert_eq!(output.status.code(), Some(0), "{name:?} {left}: {}", complaint(&output));
            assert_eq!(desk.search("")["total"], 9, "{name:?} {left}");
        }
    }
}

#[test]
fn a_killed_run_leaves_an_index_that_goes_on() {
    let desk = Desk::new();
    for n in 0..600 {
        let text = format!("word{n} {}", "and many others that follow here ".repeat(40));
        desk.put("box", &format!("m{n}"), &mail(&format!("m{n}"), &text));
    }
    let root = desk.path("box");
    let root = root.to_str().expect("a path");
    let mut cut = 0;
    for n in 0..15u64 {
        let mut run = desk
            .command(&["index", root])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        // Every other run is cut off while it starts, however fast the machine is.
        let after = if n % 2 == 0 { 7 * n * n % 190 } else { n % 4 };
        std::thread::sleep(Duration::from_millis(after));
        cut += usize::from(run.try_wait().expect("watched").is_none());
        run.kill().expect("it is ours");
        run.wait().expect("ended");
        let output = desk.run(&["search", "--count", "many"]);
        let made = output.status.code() == Some(0);
        assert!(made || complaint(&output).contains("dilatory index"), "{}", complaint(&output));
        if n == 7 {
            desk.put("box", "late", &mail("late", "word600 and many others"));
        }
    }
    assert!(cut > 3, "{cut} runs were cut off");
    desk.index(&[root]);
    assert_eq!(desk.search("many")["total"], 601);
    assert_eq!(desk.ids("word77"), named(&["m77"]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_one_are_told() {
    let desk = Desk::new();
    for n in 0..200 {
        let words: Vec<String> = (0..300).map(|k| format!("w{n}x{k}")).collect();
        let text = words.join(" ");
        desk.put("box", &format!("m{n}"), &mail(&format!("m{n}"), &text));
    }
    let root = desk.path("box");
    let root = root.to_str().expect("a path");
    let Some(disk) = SmallDisk::of("300k") else { return };
    let dir = disk.path().join("index");
    let dir = dir.to_str().expect("a path");
    let full = desk.refusal(&["index", root, "--index-dir", dir]);
    assert!(full.contains("No space left") && full.contains("make room"), "{full}");
    disk.remount("size=64m");
    assert_eq!(desk.index(&[root, "--index-dir", dir])["messages"], 200);
    disk.remount("ro");
    let told = desk.refusal(&["index", root, "--index-dir", dir]);
    assert!(told.contains("Read-only") && told.contains("--index-dir"), "{told}");
    let output = desk.run(&["search", "--index-dir", dir, "--count", "w7x7"]);
    assert_eq!(said(&output).trim(), "1", "{}", complaint(&output));
}

#[test]
fn fetch_and_audit_can_update_the_index() {
    let desk = Desk::new();
    let root = nine();
    let output =
        desk.run(&["audit", root.to_str().expect("a path"), "--index", "--format", "json"]);
    assert!(complaint(&output).contains("9 messages in the index"), "{}", complaint(&output));
    assert_eq!(desk.search("clearview")["total"], 9);
}
