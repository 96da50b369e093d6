//! A throwaway Dovecot on loopback: its own configuration, certificates, users and mail, below one folder that
//! goes when it is stopped.

use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Mail processes of a Dovecot that root starts run as this user and group.
const NOBODY: u32 = 65_534;
/// The password of alice.
pub(crate) const PASSWORD: &str = "wonderland";
/// A folder whose name is not ASCII: as the person reads it, and on the wire and on the server's disk.
pub(crate) const BESCHEIDE: (&str, &str) = ("Anträge & Bescheide", "Antr&AOQ-ge &- Bescheide");

/// What the server's certificate is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certificate {
    /// For localhost and 127.0.0.1.
    Good,
    /// Over since 2021.
    Expired,
}

pub(crate) struct Dovecot {
    folder: TempDir,
    pub(crate) port: u16,
    pub(crate) tls_port: u16,
    put: AtomicUsize,
}

/// Starts a server, or tells why the test is skipped; where `DILATORY_REQUIRE_DOVECOT` is set it must start.
pub(crate) fn dovecot() -> Option<Dovecot> {
    dovecot_with(Certificate::Good)
}

pub(crate) fn dovecot_with(certificate: Certificate) -> Option<Dovecot> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
    let there = Command::new("dovecot").arg("--version").output().is_ok_and(|o| o.status.success());
    if root && there {
        return Some(Dovecot::start(certificate));
    }
    assert!(std::env::var_os("DILATORY_REQUIRE_DOVECOT").is_none(), "needs root and dovecot");
    eprintln!("skipped: needs root and an installed dovecot");
    None
}

fn run(program: &str, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    let output = command.args(args).stdin(Stdio::null()).output().expect("it runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {err}");
    output
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("bound").port()
}

impl Dovecot {
    fn start(certificate: Certificate) -> Self {
        // Unix sockets want a short path, and the user nobody must get in.
        let folder = tempfile::Builder::new().prefix("dl").tempdir_in("/tmp").expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("opened");
        let mut server = Self { folder, port: 0, tls_port: 0, put: AtomicUsize::new(0) };
        for part in ["tls", "run", "state", "mail", "mail/alice", "mail/bob"] {
            fs::create_dir(server.path(part)).expect("a folder");
        }
        for mail in ["mail", "mail/alice", "mail/bob"] {
            chown(server.path(mail), Some(NOBODY), Some(NOBODY)).expect("given away");
        }
        server.certificates(certificate);
        fs::write(
            server.path("users"),
            format!("alice:{{PLAIN}}{PASSWORD}\nbob:{{PLAIN}}builder\n"),
        )
        .expect("written");
        // Another test may take a port between the choice and the start.
        for _ in 0..5 {
            (server.port, server.tls_port) = (free_port(), free_port());
            fs::write(server.path("dovecot.conf"), server.configuration()).expect("written");
            let conf = server.path("dovecot.conf");
            let mut command = Command::new("dovecot");
            let run = command.arg("-c").arg(conf).stdin(Stdio::null()).stdout(Stdio::null());
            if run.stderr(Stdio::null()).status().expect("it runs").success() && server.answers() {
                return server;
            }
            server.stop();
        }
        let log = fs::read_to_string(server.path("log")).unwrap_or_default();
        panic!("dovecot does not start: {log}");
    }

    fn answers(&self) -> bool {
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end {
            if [self.port, self.tls_port]
                .iter()
                .all(|p| TcpStream::connect(("127.0.0.1", *p)).is_ok())
            {
                return true;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }

    fn stop(&self) {
        let pid = fs::read_to_string(self.path("run/master.pid")).unwrap_or_default();
        let pid = pid.trim();
        if pid.is_empty() {
            return;
        }
        // The mail is thrown away: there is no need to wait for an orderly end, which takes seconds.  The
        // server's processes are a group of their own, named after the first.
        let group = format!("-{pid}");
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let end = Instant::now() + Duration::from_secs(5);
        while Path::new("/proc").join(pid).exists() && Instant::now() < end {
            sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn path(&self, part: &str) -> PathBuf {
        self.folder.path().join(part)
    }

    /// The authority that signed the server's certificate, or one that did not.
    pub(crate) fn authority(&self, right: bool) -> PathBuf {
        self.path(if right { "tls/ca.pem" } else { "tls/other-ca.pem" })
    }

    fn certificates(&self, certificate: Certificate) {
        let tls = |name: &str| self.path("tls").join(name).display().to_string();
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        for ca in ["ca", "other-ca"] {
            let (key, pem, name) = (
                tls(&format!("{ca}.key")),
                tls(&format!("{ca}.pem")),
                format!("/CN=dilatory test {ca}"),
            );
            let of =
                ["-subj", &name, "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", &key];
            let rest = ["-days", "3650", "-out", &pem];
            run("openssl", &[&["req", "-x509"], &curve[..], &of, &rest].concat());
        }
        let (key, csr, ext) = (tls("server.key"), tls("server.csr"), tls("ext"));
        let request = ["-subj", "/CN=localhost", "-keyout", &key, "-out", &csr];
        run("openssl", &[&["req"], &curve[..], &request].concat());
        fs::write(&ext, "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
            .expect("written");
        // `openssl ca` can set both days of a certificate, which `openssl x509` of Debian 12 cannot.
        fs::write(self.path("tls/index"), "").expect("written");
        let (conf, ca, ca_key) = (tls("ca.conf"), tls("ca.pem"), tls("ca.key"));
        let text = format!(
            "[ca]\ndefault_ca = own\n[own]\ndatabase = {}\nnew_certs_dir = {}\nrand_serial = yes\n\
             default_md = sha256\npolicy = any\n[any]\ncommonName = supplied\n",
            tls("index"),
            self.path("tls").display()
        );
        fs::write(&conf, text).expect("written");
        let over =
            if certificate == Certificate::Expired { "20210101000000Z" } else { "20991231000000Z" };
        let sign = ["ca", "-batch", "-notext", "-config", &conf, "-cert", &ca, "-keyfile", &ca_key];
        let days = ["-startdate", "20200101000000Z", "-enddate", over, "-extfile", &ext];
        run("openssl", &[&sign[..], &days, &["-in", &csr, "-out", &tls("server.pem")]].concat());
    }

    fn configuration(&self) -> String {
        let dir = self.folder.path().display();
        let mut boxes = String::new();
        for (name, used_for) in
            [("Sent", "\\Sent"), ("Trash", "\\Trash"), ("Junk", "\\Junk"), (BESCHEIDE.0, "")]
        {
            let used_for = if used_for.is_empty() {
                String::new()
            } else {
                format!("special_use = {used_for}")
            };
            write!(boxes, "  mailbox \"{name}\" {{\n    auto = subscribe\n    {used_for}\n  }}\n")
                .expect("written");
        }
        format!(
            "instance_name = {dir}\nbase_dir = {dir}/run\nstate_dir = {dir}/state\nlog_path = {dir}/log\n\
             protocols = imap\nlisten = 127.0.0.1 127.0.0.2\nssl = yes\nssl_cert = <{dir}/tls/server.pem\n\
             ssl_key = <{dir}/tls/server.key\nauth_mechanisms = plain login\nauth_failure_delay = 0\n\
             disable_plaintext_auth = no\nmail_location = maildir:{dir}/mail/%u/Maildir:LAYOUT=fs\n\
             mail_fsync = never\nfirst_valid_uid = 1\nfirst_valid_gid = 1\nmail_max_userip_connections = 100\n\
             passdb {{\n  driver = passwd-file\n  args = {dir}/users\n}}\n\
             userdb {{\n  driver = static\n  args = uid=nobody gid=nogroup home={dir}/mail/%u\n}}\n\
             namespace inbox {{\n  inbox = yes\n  separator = /\n{boxes}}}\n\
             service imap-login {{\n  process_min_avail = 1\n  service_count = 0\n\
             \x20 inet_listener imap {{\n    port = {}\n  }}\n\
             \x20 inet_listener imaps {{\n    port = {}\n    ssl = yes\n  }}\n}}\n\
             service anvil {{\n  unix_listener anvil-auth-penalty {{\n    mode = 0\n  }}\n}}\n",
            self.port, self.tls_port
        )
    }

    /// The Maildir of a folder of alice, by its name on the wire.
    pub(crate) fn maildir(&self, folder: &str) -> PathBuf {
        let maildir = self.path("mail/alice/Maildir");
        if folder == "INBOX" { maildir } else { maildir.join(folder) }
    }

    /// Puts a message into a folder of alice; without flags it is one that no one has seen yet.
    pub(crate) fn put(&self, folder: &str, mail: &[u8], flags: Option<&str>) {
        let maildir = self.maildir(folder);
        let mut made = Vec::new();
        for part in ["cur", "new", "tmp"] {
            let mut path = maildir.join(part);
            fs::create_dir_all(&path).expect("a folder");
            while path != self.path("mail/alice") {
                made.push(path.clone());
                assert!(path.pop(), "below alice's folder");
            }
        }
        let n = self.put.fetch_add(1, Ordering::Relaxed);
        let file = match flags {
            Some(flags) => {
                maildir.join("cur").join(format!("{}.M{n}P1.test:2,{flags}", 1_700_000_000 + n))
            }
            None => maildir.join("new").join(format!("{}.M{n}P1.test", 1_700_000_000 + n)),
        };
        fs::write(&file, mail).expect("written");
        made.push(file);
        for path in made {
            chown(path, Some(NOBODY), Some(NOBODY)).expect("given away");
        }
    }

    /// Runs doveadm for alice and gives what it prints.
    pub(crate) fn doveadm(&self, verb: &[&str], args: &[&str]) -> String {
        let conf = self.path("dovecot.conf").display().to_string();
        let output = run("doveadm", &[&["-c", &conf][..], verb, &["-u", "alice"], args].concat());
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Every message of alice with its folder, UID and flags, as the server sees it.
    pub(crate) fn seen_by_the_server(&self) -> String {
        self.doveadm(&["fetch"], &["mailbox uid flags text", "ALL"])
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.stop();
    }
}
