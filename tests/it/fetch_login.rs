//! The way to the server: certificates, encryption, logins; each failure names its cause and what to do, and
//! never the password (`Person::fetch` looks at all that is said).

use crate::dovecot::{Certificate, Dovecot, PASSWORD, dovecot, dovecot_with};
use crate::person::Person;
use crate::scripted::{Say, Scripted};
use std::io::Write;
use std::net::TcpListener;

fn account(server: &Dovecot, host: &str, more: &str) -> Person {
    Person::new(&format!(
        "host = \"{host}\"\n{more}\nca-file = '{}'",
        server.authority(true).display()
    ))
}

#[test]
fn only_the_right_certificate_is_trusted() {
    let Some(server) = dovecot() else { return };
    server.put("INBOX", b"Subject: x\r\n\r\nx\r\n", Some("S"));
    let port = format!("port = {}", server.tls_port);
    for host in ["localhost", "127.0.0.1"] {
        assert_eq!(account(&server, host, &port).ledger(&["--all"]).sum("stored"), 1, "{host}");
    }
    let other =
        format!("host = \"localhost\"\n{port}\nca-file = '{}'", server.authority(false).display());
    let system = format!("host = \"localhost\"\n{port}");
    for untrusted in [other, system] {
        let err = Person::new(&untrusted).refusal(&["--all"]);
        assert!(err.contains("not signed by an authority") && err.contains("`ca-file`"), "{err}");
    }
    let err = account(&server, "127.0.0.2", &port).refusal(&["--all"]);
    assert!(err.contains("is for another name") && err.contains("`host`"), "{err}");
    for (file, why) in [("none.pem", "No such file"), ("users", "certificate")] {
        let more =
            format!("host = \"localhost\"\n{port}\nca-file = '{}'", server.path(file).display());
        let err = Person::new(&more).refusal(&["--all"]);
        assert!(err.contains(file) && err.contains(why) && err.contains("PEM"), "{err}");
    }
}

#[test]
fn an_old_certificate_is_called_old() {
    let Some(server) = dovecot_with(Certificate::Expired) else { return };
    let port = format!("port = {}", server.tls_port);
    let err = account(&server, "localhost", &port).refusal(&["--all"]);
    assert!(err.contains("expired") && err.contains("date"), "{err}");
}

#[test]
fn starttls_protects_as_well() {
    let Some(server) = dovecot() else { return };
    server.put("INBOX", b"Subject: x\r\n\r\nx\r\n", Some("S"));
    let more = format!("port = {}\nsecurity = \"starttls\"", server.port);
    assert_eq!(account(&server, "localhost", &more).ledger(&["--all"]).sum("stored"), 1);
    let err = account(&server, "127.0.0.2", &more).refusal(&["--all"]);
    assert!(err.contains("is for another name"), "{err}");
    // TLS where the server waits for a command in clear.
    let more = format!("port = {}\ntimeout-seconds = 3", server.port);
    let err = account(&server, "localhost", &more).refusal(&["--all"]);
    assert!(err.contains("no safe connection") && err.contains("`security`"), "{err}");
}

#[test]
fn without_starttls_nothing_is_sent_in_clear() {
    for answer in ["NO not here", "BAD what", "OK go on\r\n* CAPABILITY IMAP4rev1 INJECTED"] {
        let server = Scripted::start(1, move |asked, usual| {
            if asked.is("STARTTLS") {
                Say::text(&format!("{} {answer}\r\n", asked.tag))
            } else {
                Say::text(&usual)
            }
        });
        let more = format!("host = \"localhost\"\nport = {}\nsecurity = \"starttls\"", server.port);
        let err = Person::new(&more).refusal(&["--all"]);
        assert!(err.contains("STARTTLS") && err.contains("993"), "{err}");
        assert_eq!(server.commands(), ["STARTTLS"]);
    }
}

#[test]
fn a_login_in_clear_must_be_allowed_and_stays_on_this_machine() {
    let server = Scripted::start(1, |_, usual| Say::text(&usual));
    let person = Person::in_clear(server.port, "");
    let err = person.refusal(&["--all"]);
    assert!(err.contains("unencrypted") && err.contains("--allow-plain"), "{err}");
    assert_eq!(server.commands(), [""; 0]);
    assert_eq!(person.ledger(&["--all", "--allow-plain"]).sum("stored"), 1);
    // 192.0.2.1 is for documentation: no one is there, and no one is asked.
    for host in ["192.0.2.1", "mail.example.com", "127.0.0.1.example.com"] {
        let person = Person::new(&format!("host = \"{host}\"\nsecurity = \"plain\""));
        let err = person.refusal(&["--all", "--allow-plain"]);
        assert!(err.contains("unencrypted") && err.contains("this machine only"), "{err}");
    }
}

#[test]
fn who_cannot_log_in_is_told_why() {
    let Some(server) = dovecot() else { return };
    let port = format!("port = {}", server.tls_port);
    let refused =
        account(&server, "localhost", &format!("{port}\npassword-command = \"echo wrong\""));
    let err = refused.refusal(&["--all"]);
    assert!(
        err.contains("refused the login of `alice`") && err.contains("check user and password"),
        "{err}"
    );
    assert!(!err.contains("wrong"), "{err}");

    // The first line that a command prints is the password.
    let good = format!("{port}\npassword-command = \"printf '{PASSWORD}\\\\nuser: alice\\\\n'\"");
    assert_eq!(account(&server, "localhost", &good).fetch(&["--all"]).status.code(), Some(0));
    for (command, why) in [
        (format!("echo {PASSWORD}; exit 3"), "exit status: 3"),
        ("true".to_owned(), "printed nothing"),
        ("no-such-program".to_owned(), "exit status: 127"),
    ] {
        let person =
            account(&server, "localhost", &format!("{port}\npassword-command = {command:?}"));
        let err = person.refusal(&["--all"]);
        assert!(err.contains(why) && err.contains("`password-command`"), "{err}");
    }
    let unset = account(&server, "localhost", &port);
    let output = unset.command(&["--all"]).env_remove("MAIL_PASSWORD").output().expect("it runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && err.contains("$MAIL_PASSWORD is not set"), "{err}");
}

#[test]
fn a_server_that_repeats_the_password_does_not_make_us_say_it() {
    let server = Scripted::start(1, |asked, usual| {
        let no = format!("{} NO cannot {}\r\n", asked.tag, asked.command);
        Say::text(if asked.is("LOGIN") { &no } else { &usual })
    });
    let err = Person::in_clear(server.port, "").refusal(&["--all", "--allow-plain"]);
    assert!(err.contains("refused the login"), "{err}");
}

#[test]
fn passwords_may_have_any_sign() {
    let server = Scripted::start(1, |_, usual| Say::text(&usual));
    let command = r#"password-command = 'printf "%s\r\n" "a\"b\\c { ü €"'"#;
    let person = Person::in_clear(server.port, command);
    assert_eq!(person.ledger(&["--all", "--allow-plain"]).sum("stored"), 1);
    assert_eq!(server.commands()[0], r#"LOGIN "alice" "a\"b\\c { ü €""#);
}

#[test]
fn no_time_at_all_is_a_second() {
    let server = Scripted::start(1, |_, usual| Say::text(&usual));
    let person = Person::in_clear(server.port, "timeout-seconds = 0\nconnections = 0");
    assert_eq!(person.ledger(&["--all", "--allow-plain"]).sum("stored"), 1);
}

#[test]
fn some_providers_want_a_password_for_programs() {
    let server = Scripted::start(1, |asked, usual| {
        let no =
            "[ALERT] Application-specific password required: https://support.example (Failure)";
        Say::text(&if asked.is("LOGIN") { format!("{} NO {no}\r\n", asked.tag) } else { usual })
    });
    let err = Person::in_clear(server.port, "").refusal(&["--all", "--allow-plain"]);
    assert!(err.contains("Application-specific") && err.contains("make one"), "{err}");
}

#[test]
fn a_server_that_takes_no_more_says_so() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = listener.local_addr().expect("bound").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            stream.write_all(b"* BYE Too busy, come back later\r\n").expect("written");
        }
    });
    for security in ["plain", "starttls"] {
        let lines = format!("host = \"localhost\"\nport = {port}\nsecurity = \"{security}\"");
        let err = Person::new(&lines).refusal(&["--all", "--allow-plain"]);
        assert!(err.contains("Too busy, come back later"), "{err}");
    }
}

#[test]
fn who_is_not_there_is_named() {
    let err = Person::new("host = \"mail.nowhere.invalid\"").refusal(&["--all"]);
    assert!(
        err.contains("no server is named `mail.nowhere.invalid`") && err.contains("`host`"),
        "{err}"
    );
    let closed =
        TcpListener::bind(("127.0.0.1", 0)).expect("a port").local_addr().expect("bound").port();
    let err = Person::new(&format!("host = \"localhost\"\nport = {closed}")).refusal(&["--all"]);
    assert!(err.contains(&format!("port {closed}")) && err.contains("`port`"), "{err}");
    // One that takes the connection and says nothing.
    let silent = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = silent.local_addr().expect("bound").port();
    for more in ["security = \"tls\"", "security = \"starttls\"", "security = \"plain\""] {
        let lines = format!("host = \"localhost\"\nport = {port}\ntimeout-seconds = 1\n{more}");
        let err = Person::new(&lines).refusal(&["--all", "--allow-plain"]);
        assert!(err.contains("does not answer") && err.contains("`port`"), "{more}: {err}");
        assert!(err.contains("said nothing for 1 second"), "{more}: {err}");
    }
}

/// Takes a token, or refuses it with the challenge that tells why (RFC 7628, section 3.2.3).
fn token_server(good: &'static [&'static str]) -> Scripted {
    Scripted::start(2, move |asked, usual| {
        if asked.is("AUTHENTICATE") {
            return Say::text("+ \r\n");
        }
        // What follows AUTHENTICATE has no tag: the whole line is the answer.
        match (asked.tag, asked.command) {
            (text, "") if good.contains(&text) => Say::text("a1 OK in\r\n"),
            ("", "") => Say::text("a1 NO [AUTHENTICATIONFAILED] the token is over\r\n"),
            (_, "") => Say::text("+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"),
            _ => Say::text(&usual),
        }
    })
}

#[test]
fn tokens_are_taken_or_refused() {
    // In base64: `user=alice^Aauth=Bearer t0k3n^A^A`.
    let server = token_server(&["dXNlcj1hbGljZQFhdXRoPUJlYXJlciB0MGszbgEB"]);
    let login = |name: &str, token: &str| {
        let more = format!("login = \"{name}\"\ntoken-command = \"echo {token}\"");
        Person::in_clear(server.port, &more)
    };
    assert_eq!(login("xoauth2", "t0k3n").ledger(&["--all", "--allow-plain"]).sum("stored"), 2);
    assert!(server.commands().iter().any(|c| c == "AUTHENTICATE XOAUTH2"));
    for (name, shown) in [("xoauth2", "XOAUTH2"), ("oauthbearer", "OAUTHBEARER")] {
        let err = login(name, "expired").refusal(&["--all", "--allow-plain"]);
        assert!(err.contains("the token is over") && !err.contains("expired"), "{err}");
        assert!(err.contains("token-command"), "{err}");
        assert!(server.commands().iter().any(|c| c == &format!("AUTHENTICATE {shown}")));
    }
}

#[test]
fn a_bearer_token_names_host_and_port() {
    let seen = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let kept = seen.clone();
    let server = Scripted::start(1, move |asked, usual| {
        if asked.is("AUTHENTICATE") {
            return Say::text("+ \r\n");
        }
        if asked.command.is_empty() {
            asked.tag.clone_into(&mut kept.lock().expect("no panic"));
            return Say::text("a1 OK in\r\n");
        }
        Say::text(&usual)
    });
    let more = "login = \"oauthbearer\"\ntoken-command = \"echo t0k3n\"\nconnections = 1";
    assert_eq!(
        Person::in_clear(server.port, more).ledger(&["--all", "--allow-plain"]).sum("stored"),
        1
    );
    let decode = std::process::Command::new("sh")
        .args(["-c", "printf %s \"$0\" | base64 -d", &seen.lock().expect("no panic")])
        .output();
    let said = String::from_utf8(decode.expect("it runs").stdout).expect("text");
    let port = server.port;
    assert_eq!(
        said,
        format!("n,a=alice,\u{1}host=127.0.0.1\u{1}port={port}\u{1}auth=Bearer t0k3n\u{1}\u{1}")
    );
}
