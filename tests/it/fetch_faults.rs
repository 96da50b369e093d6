//! Runs that are cut off, disturbed or short of room: nothing is lost, nothing comes twice.

use crate::disk::SmallDisk;
use crate::dovecot::{Dovecot, dovecot};
use crate::person::{Person, files};
use crate::run::complaint;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

type Errand = Box<dyn FnOnce() + Send>;

/// Stands between the program and a server, and runs an errand before the first command for whole messages.
fn relay(to: u16, errand: impl FnOnce() + Send + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let errand: Arc<Mutex<Option<Errand>>> = Arc::new(Mutex::new(Some(Box::new(errand))));
    // The threads end with the process.
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut server = TcpStream::connect(("127.0.0.1", to)).expect("the server");
            let (mut back, mut from) =
                (client.try_clone().expect("a socket"), server.try_clone().expect("a socket"));
            std::thread::spawn(move || std::io::copy(&mut from, &mut back));
            let errand = errand.clone();
            std::thread::spawn(move || {
                let mut bytes = vec![0; 65_536];
                while let Ok(length) = client.read(&mut bytes) {
                    let asked = String::from_utf8_lossy(&bytes[..length]).contains("BODY.PEEK[]");
                    if asked && let Some(errand) = errand.lock().expect("no panic").take() {
                        errand();
                    }
                    if length == 0 || server.write_all(&bytes[..length]).is_err() {
                        break;
                    }
                }
            });
        }
    });
    port
}

fn fill(server: &Dovecot, count: usize) -> BTreeSet<Vec<u8>> {
    let mails = (0..count).map(|n| {
        let text = format!("line {n}\r\n").repeat(100 + n % 300);
        let mail =
            format!("Subject: {n}\r\nMessage-ID: <{n}@x.example>\r\n\r\n{text}").into_bytes();
        server.put(if n % 3 == 0 { "Sent" } else { "INBOX" }, &mail, Some("S"));
        mail
    });
    mails.collect()
}

#[test]
fn what_is_deleted_meanwhile_is_counted_as_gone() {
    let Some(server) = dovecot() else { return };
    let mails = fill(&server, 60);
    let server = Arc::new(server);
    let other = server.clone();
    let port = relay(server.port, move || {
        other.doveadm(&["expunge"], &["mailbox", "INBOX", "uid", "5:9"]);
    });
    let person = Person::in_clear(port, "connections = 1");
    let ledger = person.ledger(&["--all", "--allow-plain"]);
    let (stored, gone) = (ledger.sum("stored"), ledger.sum("gone"));
    assert_eq!((ledger.status, stored + gone), (Some(0), 60), "{}", ledger.json);
    // Dovecot may still give what it has open; what it gives is kept.
    assert!(stored >= 55 && person.mail().is_subset(&mails), "{}", ledger.json);
    let ledger = person.ledger(&["--all", "--allow-plain"]);
    assert_eq!((ledger.sum("on_server"), ledger.sum("already_there")), (55, 55), "{}", ledger.json);
}

#[test]
fn two_runs_do_not_meet() {
    let Some(server) = dovecot() else { return };
    let mails = fill(&server, 30);
    let (reached, go_on) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (set, wait) = (reached.clone(), go_on.clone());
    let port = relay(server.port, move || {
        set.store(true, Ordering::SeqCst);
        await_that(|| wait.load(Ordering::SeqCst));
    });
    let person = Person::in_clear(port, "");
    let mut first =
        person.command(&["--all", "--allow-plain"]).stdout(Stdio::null()).spawn().expect("it runs");
    await_that(|| reached.load(Ordering::SeqCst));
    let err = person.refusal(&["--all", "--allow-plain"]);
    assert!(err.contains("another run") && err.contains("wait for it"), "{err}");
    go_on.store(true, Ordering::SeqCst);
    assert!(first.wait().expect("it ends").success());
    assert_eq!(person.mail(), mails);
}

fn await_that(holds: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < end, "it does not come");
        sleep(Duration::from_millis(5));
    }
}

/// When a run is cut off.
enum Cut {
    /// So long after its start.
    After(Duration),
    /// So long after a message got its name: while the others are renamed and noted.
    AfterFirst(Duration),
}

/// Cuts a run off; tells whether it had ended before.
fn cut_off(person: &Person, at: &Cut, interrupt: bool) -> bool {
    let named = || ["INBOX", "Sent"].map(|f| count(&person.store.join(f).join("cur")));
    let before = named();
    let mut command = person.command(&["--all"]);
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    match at {
        Cut::After(time) => sleep(*time),
        Cut::AfterFirst(time) => {
            while named() == before && run.try_wait().expect("watched").is_none() {
                std::thread::yield_now();
            }
            sleep(*time);
        }
    }
    let ended = run.try_wait().expect("watched").is_some();
    if interrupt {
        let id = run.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).stderr(Stdio::null()).status();
    } else {
        run.kill().expect("it is ours");
    }
    run.wait().expect("it ends");
    ended
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn runs_that_are_killed_lose_nothing() {
    let Some(server) = dovecot() else { return };
    let mails = fill(&server, 600);
    let person = Person::at(&server);
    let begun = Instant::now();
    assert_eq!(person.ledger(&["--all"]).sum("stored"), 600);
    let whole = begun.elapsed();
    std::fs::remove_dir_all(&person.store).expect("removed");
    // A simple generator of numbers: each part of a run is hit, and a failure can be repeated.
    let mut number: u32 = 20_260_302;
    for n in 0..50 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let part = f64::from(number >> 8) / f64::from(1 << 24);
        let cut = if n % 2 == 0 {
            Cut::After(whole.mul_f64(part))
        } else {
            Cut::AfterFirst(Duration::from_millis(4).mul_f64(part))
        };
        let ended = cut_off(&person, &cut, n % 5 == 4);
        let noted = files(&person.store).iter().any(|p| p.extension().is_some_and(|e| e == "done"));
        if ended || noted {
            // All is there: the next cut is into a new store again.
            assert_eq!(person.fetch(&["--all"]).status.code(), Some(0));
            assert!(person.mail() == mails);
            std::fs::remove_dir_all(&person.store).expect("removed");
        }
    }
    let ledger = person.ledger(&["--all"]);
    assert_eq!(ledger.sum("stored") + ledger.sum("already_there"), 600, "{}", ledger.json);
    assert!(person.mail() == mails, "each message once, and nothing half-written");
}

#[test]
fn a_full_disk_loses_nothing() {
    let Some(server) = dovecot() else { return };
    let mails = fill(&server, 300);
    let mut person = Person::at(&server);
    let Some(disk) = SmallDisk::of("400k") else { return };
    person.store = disk.path().join("mail");
    let output = person.fetch(&["--all"]);
    let err = complaint(&output);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("No space left") && err.contains("make room"), "{err}");
    disk.remount("size=64m");
    let ledger = person.ledger(&["--all"]);
    assert_eq!(ledger.sum("stored") + ledger.sum("already_there"), 300, "{}", ledger.json);
    assert!(person.mail() == mails);
}
