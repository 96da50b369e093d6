//! Counts over many exchanges.

use crate::run::{audit, complaint, dilatory, json, nine, said};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// The labelled exchanges, one folder each.
fn labelled() -> Vec<PathBuf> {
    let below = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/labelled");
    let entries = fs::read_dir(below).expect("the exchanges");
    let mut folders: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn stats(paths: &[PathBuf], extra: &[&str]) -> Output {
    let mut args = vec!["stats"];
    args.extend(paths.iter().map(|path| text(path)));
    args.extend(["--as-of", "2026-11-01"]);
    args.extend(extra);
    dilatory(&args)
}

fn count(value: &Value) -> u64 {
    value.as_u64().expect("a count")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn each_folder_is_audited_by_its_own_case_and_the_sums_add_up() {
    let folders = labelled();
    let stats = json(&stats(&folders, &["--format", "json"]));
    assert_eq!(stats["schema"], "dilatory.stats/1");
    let overall = &stats["overall"];
    let exchanges = list(&stats["exchanges"]);
    assert_eq!(count(&overall["exchanges"]) as usize, exchanges.len());
    let states = overall["states"].as_object().expect("states");
    assert_eq!(states.values().map(count).sum::<u64>() as usize, exchanges.len());
    let replies = overall["replies"].as_object().expect("replies");
    let known: u64 = replies.values().map(|reply| count(&reply["exchanges"])).sum();
    assert_eq!((known + count(&overall["apart"])) as usize, exchanges.len());
    let controllers = list(&stats["controllers"]).iter();
    let by_controller: u64 = controllers.map(|controller| count(&controller["exchanges"])).sum();
    assert_eq!(by_controller as usize, exchanges.len());
    // What each folder alone comes to is what stands here of it.
    for folder in folders.iter().step_by(9) {
        let case = folder.join("case.toml");
        let mut args = vec!["--as-of", "2026-11-01"];
        if case.exists() {
            args.extend(["--case", text(&case)]);
        }
        for exchange in list(&json(&audit(folder, &args))["exchanges"]) {
            let here = exchanges.iter().find(|e| e["id"] == exchange["id"]).expect("the exchange");
            let clock = &exchange["clock"];
            assert_eq!(here["answered"], clock["answered"], "{}", folder.display());
            match (exchange["doubtful"].as_bool(), here["state"].as_str()) {
                (Some(true), state) => assert_eq!(state, Some("doubtful")),
                (_, Some("in-time" | "running" | "no-deadline")) => {
                    assert_eq!(clock["days_late"], 0);
                }
                _ => assert_eq!(here["days_late"], clock["days_late"], "{}", folder.display()),
            }
        }
    }
}

#[test]
fn nobody_in_doubt_is_overdue() {
    let stats = json(&stats(&labelled(), &["--format", "json"]));
    let overdue: BTreeSet<&str> =
        list(&stats["overdue"]).iter().map(|id| id.as_str().expect("an id")).collect();
    assert!(!overdue.is_empty());
    for exchange in list(&stats["exchanges"]) {
        let is_overdue = overdue.contains(exchange["id"].as_str().expect("an id"));
        assert_eq!(is_overdue, exchange["state"] == "unanswered");
        if exchange["state"] == "doubtful" {
            assert_eq!((&exchange["reply"], &exchange["days_late"]), (&Value::Null, &0.into()));
        }
    }
}

/// Cuts a part of a report: from the line with the heading to the next empty line.
fn part(report: &str, heading: &str) -> String {
    let from = report.find(heading).unwrap_or_else(|| panic!("{heading} is not in:\n{report}"));
    report[from..].split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn the_report_in_english_and_french() {
    let folders: Vec<PathBuf> = labelled().into_iter().take(12).collect();
    let report = said(&stats(&folders, &[]));
    insta::assert_snapshot!(report.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"));
    insta::assert_snapshot!(part(&report, "When they answered"));
    let french = said(&stats(&folders, &["--lang", "fr"]));
    insta::assert_snapshot!(part(&french, "Ce que les personnes ont obtenu"));
    for report in [report, french] {
        assert!(!report.contains('\u{1b}'));
        assert_eq!(report.lines().find(|line| line.chars().count() > 80), None);
    }
}

#[test]
fn what_a_person_set_aside_is_not_overdue() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().join("request");
    fs::create_dir(&here).expect("a folder");
    let case = fs::read_to_string(nine().join("case.toml")).expect("a case");
    fs::copy(nine().join("01.eml"), here.join("01.eml")).expect("copied");
    fs::write(here.join("case.toml"), &case).expect("written");
    let paths = [here.clone()];
    let before = json(&stats(&paths, &["--format", "json"]));
    assert_eq!(list(&before["overdue"]).len(), 1);
    let file = here.join("case.toml");
    let args = ["--case", text(&file), "--as-of", "2026-11-01"];
    let report = json(&audit(&here, &args));
    let findings = list(&report["exchanges"][0]["findings"]);
    let late = findings.iter().find(|f| f["tactic"] == "no-timely-answer").expect("lateness");
    let waiver = format!("[[waive]]\nfinding = {}\nreason = \"by telephone\"\n", late["id"]);
    fs::write(&file, case + &waiver).expect("written");
    let after = json(&stats(&paths, &["--format", "json"]));
    assert_eq!(after["exchanges"][0]["state"], "doubtful");
    assert!(list(&after["overdue"]).is_empty());
    let tactics = list(&after["tactics"]).iter();
    assert!(tactics.clone().all(|t| t["tactic"] != "no-timely-answer"));
}

#[test]
fn the_same_exchange_from_two_paths_counts_once() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["one", "two"] {
        let to = folder.path().join(name);
        fs::create_dir(&to).expect("a folder");
        for file in ["01.eml", "02.eml", "case.toml"] {
            fs::copy(nine().join(file), to.join(file)).expect("copied");
        }
    }
    let paths = [folder.path().join("one"), folder.path().join("two")];
    let stats = json(&stats(&paths, &["--format", "json"]));
    assert_eq!((&stats["overall"]["exchanges"], &stats["repeated"]), (&1.into(), &1.into()));
}

#[test]
fn bad_input_is_told_as_an_audit_tells_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let junk = folder.path().join("junk.eml");
    fs::write(&junk, b"%PDF-1.4 not a mail").expect("written");
    let mixed = folder.path().join("mixed");
    fs::create_dir(&mixed).expect("a folder");
    fs::copy(nine().join("01.eml"), mixed.join("01.eml")).expect("copied");
    fs::write(mixed.join("zz.eml"), b"\x00\x01junk").expect("written");
    let missing = folder.path().join("missing");
    for (path, extra, status) in [
        (&missing, &[][..], 2),
        (&empty, &[], 2),
        (&junk, &[], 2),
        (&mixed, &[], 3),
        (&mixed, &["--regime", "gdpr"], 2),
        (&mixed, &["--as-of", "2020-02-30"], 2),
        (&mixed, &["--member-state", "ZZ"], 2),
        (&mixed, &["--case", "/nowhere/case.toml"], 2),
        (&mixed, &["--rules", "/nowhere"], 2),
        (&mixed, &["--output", "/nowhere/report.txt"], 2),
    ] {
        let run = |verb| {
            let mut args = vec![verb, text(path)];
            args.extend(extra);
            let output = dilatory(&args);
            (output.status.code(), complaint(&output))
        };
        let (code, told) = run("stats");
        assert_eq!((code, &told), (Some(status), &run("audit").1), "{}", path.display());
        assert!(told.starts_with("dilatory: "), "{told}");
    }
    let broken = folder.path().join("broken");
    fs::create_dir(&broken).expect("a folder");
    fs::copy(nine().join("01.eml"), broken.join("01.eml")).expect("copied");
    fs::write(broken.join("case.toml"), "regime = \"eu-gpdr\"\n").expect("written");
    let output = stats(&[broken], &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = complaint(&output);
    assert!(told.contains("broken/case.toml") && told.contains("no such law"), "{told}");
}

/// Everything in the mail of the exchanges that names somebody: addresses, domains, names, message numbers.
fn names(folders: &[PathBuf]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in folders {
        let audit = json(&audit(folder, &["--as-of", "2026-11-01"]));
        for exchange in list(&audit["exchanges"]) {
            names.insert(exchange["id"].to_string());
            names.insert(exchange["controller"]["name"].to_string());
            names.extend(list(&exchange["controller"]["domains"]).iter().map(Value::to_string));
            names.extend(list(&exchange["subject"]["addresses"]).iter().map(Value::to_string));
            for message in list(&exchange["messages"]) {
                names.extend([message["id"].to_string(), message["from"].to_string()]);
                let domain = message["from"].as_str().and_then(|from| from.split_once('@'));
                names.extend(domain.map(|(_, domain)| domain.to_owned()));
            }
        }
        names.insert(folder.file_name().expect("a name").to_string_lossy().into_owned());
    }
    names.into_iter().map(|name| name.trim_matches('"').to_lowercase()).collect()
}

#[test]
fn pseudonyms_stay_the_same_under_a_key_and_nothing_leaks() {
    let folders: Vec<PathBuf> = labelled().into_iter().step_by(5).collect();
    let names = names(&folders);
    assert!(names.len() > 40);
    let folder = tempfile::tempdir().expect("a folder");
    let spoiled = folder.path().join("zoe.nowak@private.example");
    fs::create_dir(&spoiled).expect("a folder");
    fs::write(spoiled.join("junk.eml"), b"\x00\x01junk").expect("written");
    fs::write(
        spoiled.join("lunch.eml"),
        "From: a@b.example\nDate: Mon, 3 Feb 2020 10:00:00 +0100\n\nhi\n",
    )
    .expect("written");
    fs::write(spoiled.join("case.toml"), "").expect("written");
    let mut paths = folders.clone();
    paths.push(spoiled);
    let key = folder.path().join("key");
    let run = |format, key: &Path| {
        stats(&paths, &["--pseudonymise", "--key-file", text(key), "--format", format])
    };
    for format in ["text", "markdown", "csv", "json"] {
        let output = run(format, &key);
        assert_eq!(output.status.code(), Some(3), "{}", complaint(&output));
        let told = (said(&output) + &complaint(&output)).to_lowercase();
        // A table breaks what is long.
        let joined: String = told.split_whitespace().collect();
        for name in names.iter().map(String::as_str).chain(["nowak", "private.example"]) {
            assert!(!told.contains(name) && !joined.contains(name), "{format}: {name} in {told}");
        }
        assert!(told.contains("path-") && told.contains("controller-"));
    }
    assert_eq!(fs::read(&key).expect("the key").len(), 32);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&key).expect("the key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let first = said(&run("csv", &key));
    assert_eq!(first, said(&run("csv", &key)));
    assert_ne!(first, said(&run("csv", &folder.path().join("other"))));
    fs::write(&key, b"short").expect("written");
    let output = run("csv", &key);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("not a key"), "{}", complaint(&output));
    assert_eq!(fs::read(&key).expect("the key"), b"short");
}

#[test]
fn persons_alone_can_be_hidden_and_a_key_can_be_thrown_away() {
    let nine = [nine()];
    let output = stats(&nine, &["--pseudonymise=persons", "--format", "json"]);
    assert!(complaint(&output).contains("thrown away"), "{}", complaint(&output));
    let shown = said(&output);
    assert!(shown.contains("Clearview AI, Inc.") && shown.contains("clearview.ai"));
    assert!(shown.contains("\"exchange-") && shown.contains("\"pseudonymised\": \"persons\""));
    assert!(!shown.contains("jumboprivacy") && !shown.contains("solene"));
    let again = stats(&nine, &["--pseudonymise=persons", "--format", "json"]);
    assert_ne!(shown, said(&again));
    let alone = stats(&nine, &["--key-file", "/nowhere/key"]);
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn a_line_of_csv_an_exchange_and_no_formula_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = "From: Zoe <zoe@home.example>\nTo: \"=cmd|'/c calc'!A1\" <privacy@acme.example>\n\
        Date: Mon, 3 Feb 2020 10:00:00 +0100\nMessage-ID: <1@home.example>\nSubject: data\n\n\
        Under Article 15 GDPR please send me a copy of all my personal data.\n";
    fs::write(folder.path().join("1.eml"), mail).expect("written");
    let table = said(&stats(&[folder.path().to_path_buf()], &["--format", "csv"]));
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[0].starts_with("id,controller,regime,request,last_day,answered,state,"));
    assert!(lines[1].contains(",'=cmd|"), "{table}");
    assert!(lines[1].contains(",2020-02-03,2020-03-03,,unanswered,unanswered,"), "{table}");
    assert!(!table.contains(",="), "{table}");
}
