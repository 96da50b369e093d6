//! `dilatory fetch --watch` and `dilatory account`.

use crate::dovecot::{PASSWORD, dovecot};
use crate::person::Person;
use crate::run::{complaint, said};
use crate::scripted::{Say, Scripted};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

fn nine(n: usize) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/clearview-nine");
    fs::read(folder.join(format!("{n:02}.eml"))).expect("one of the nine")
}

/// A server answers at once; this is for a machine that is busy.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn new_mail_is_told_with_what_it_does_to_the_clock() {
    let Some(server) = dovecot() else { return };
    for n in 1..=8 {
        server.put("INBOX", &nine(n), Some("S"));
    }
    let person = Person::at(&server);
    let mut command = person.command(&["--with", "clearview.ai", "--watch"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("it runs");
    let output = BufReader::new(child.stdout.take().expect("a pipe"));
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        output.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    let next = |what: &str| loop {
        let line = lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no `{what}`"));
        if line.contains(what) {
            break line;
        }
    };
    next("The mail is in");
    server.put("INBOX", &nine(9), None);
    next("Clearview AI");
    assert!(next("29 May 2020").contains("answered"));
    next("95 days after the last day");
    child.kill().expect("stopped");
    child.wait().expect("ended");
}

/// Watches a server that says this to IDLE, and stops it by hand once these words are told, or without them
/// once the server has said it.
fn watch(says: &'static str, line: Option<&str>) {
    let server = Scripted::start(2, move |asked, usual| {
        if asked.is("CAPABILITY") {
            Say::text(&usual.replace("IMAP4rev1", "IMAP4rev1 IDLE"))
        } else if asked.is("IDLE") && says.contains("TAG") {
            Say::text(&says.replace("TAG", asked.tag))
        } else if asked.is("IDLE") {
            Say::AndCut(says.as_bytes().to_vec())
        } else {
            Say::text(&usual)
        }
    });
    let person = Person::in_clear(server.port, "");
    let mut command = person.command(&["--all", "--allow-plain", "--watch"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut told = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    if let Some(line) = line {
        let found = told.by_ref().map_while(Result::ok).find(|told| told.contains(line));
        assert!(found.is_some(), "`{line}` was not told");
    } else {
        while !server.commands().iter().any(|command| command == "IDLE") {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(interrupted(&mut child), Some(0), "{says}");
    assert_eq!(person.mail().len(), 2);
}

/// Ends a run by Ctrl-C, which takes far less time than the server is given to speak.
fn interrupted(child: &mut Child) -> Option<i32> {
    let begin = Instant::now();
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("it runs").success());
    let status = child.wait().expect("ended");
    assert!(begin.elapsed() < Duration::from_secs(20), "it ends soon");
    status.code()
}

#[test]
fn a_server_that_does_not_keep_its_word_to_push_is_tried_again() {
    watch("", Some("trying again in 10 seconds"));
    watch("+ idling\r\n", Some("trying again in 10 seconds"));
    watch("+ idling\r\n* 3 WHAT {\r\n", Some("trying again in 10 seconds"));
}

#[test]
fn a_server_that_refuses_to_push_is_asked_again_and_again() {
    watch("TAG BAD unknown command\r\n", None);
    watch("TAG NO not now\r\n", None);
}

#[test]
fn a_watch_is_stopped_by_hand() {
    let Some(server) = dovecot() else { return };
    server.put("INBOX", &nine(1), Some("S"));
    let person = Person::at(&server);
    let mut command = person.command(&["--all", "--watch"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    assert!(lines.by_ref().map_while(Result::ok).any(|line| line.contains("The mail is in")));
    // Time to begin to wait; before that, it ends all the same.
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(interrupted(&mut child), Some(0));
}

#[test]
fn an_account_is_tried_out_before_it_is_written() {
    let Some(server) = dovecot() else { return };
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("new/config.toml");
    let account = |args: &[&str], password: &str| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dilatory"));
        command.arg("account").args(args).arg("--config").arg(&config);
        command.env("HOME", home.path()).env("MAIL_PASSWORD", password).stdin(Stdio::null());
        command.output().expect("it runs")
    };
    let port = server.tls_port.to_string();
    let authority = server.authority(true).display().to_string();
    let add = [
        "add",
        "home",
        "--user",
        "alice",
        "--host",
        "localhost",
        "--port",
        &port,
        "--security",
        "tls",
        "--password-env",
        "MAIL_PASSWORD",
        "--ca-file",
        &authority,
    ];
    let refused = account(&add, "wrong");
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("refused the login"), "{}", complaint(&refused));
    assert!(!config.exists(), "nothing is written before the login works");
    let added = account(&add, PASSWORD);
    assert_eq!(added.status.code(), Some(0), "{}", complaint(&added));
    assert!(said(&added).contains("INBOX") && said(&added).contains("dilatory fetch home"));
    let text = fs::read_to_string(&config).expect("written");
    assert!(text.contains("[accounts.home]") && !text.contains(PASSWORD), "{text}");
    assert!(said(&account(&["test"], PASSWORD)).contains("INBOX"));
    assert_eq!(said(&account(&["list"], "")), "home: alice at localhost\n");
    let again = account(&add, PASSWORD);
    assert_eq!(again.status.code(), Some(2));
    assert!(complaint(&again).contains("there is an account `home`"));
}
