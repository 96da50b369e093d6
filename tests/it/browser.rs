//! The HTML report in a browser: headless Chromium, where it is installed.

use crate::run::{dilatory, nine};
use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;
use tempfile::TempDir;

/// What a page with the report in a narrow frame tells about it, as JSON in its title.
const WITNESS: &str = include_str!("witness.html");

struct Browser {
    folder: TempDir,
}

impl Browser {
    /// Writes the report of some mail; `None`, said on standard error, where there is no Chromium.
    fn open(mail: &Path, extra: &[&str]) -> Option<Self> {
        let there = Command::new("chromium").arg("--version").output();
        if !there.is_ok_and(|output| output.status.success()) {
            assert!(std::env::var_os("DILATORY_REQUIRE_CHROMIUM").is_none(), "needs chromium");
            eprintln!("skipped: needs an installed chromium");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("report.html");
        let paths = [mail, &report].map(|path| path.to_str().expect("a path"));
        let mut args = vec!["audit", paths[0], "--format", "html", "--output", paths[1]];
        args.extend(extra);
        let output = dilatory(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::write(folder.path().join("witness.html"), WITNESS).expect("a page");
        Some(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[String], page: &str) -> Output {
        let profile = format!("--user-data-dir={}", self.path("profile").display());
        let mut command = Command::new("chromium");
        command.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-dev-shm-usage",
        ]);
        command.args(["--disable-background-networking", "--disable-component-update"]);
        command.args(["--allow-file-access-from-files", "--enable-logging=stderr", "--v=0"]);
        command.args(["--virtual-time-budget=20000", profile.as_str()]).args(args);
        command.arg(format!("file://{}", self.path(page).display()));
        command.timeout(Duration::from_mins(2)).output().expect("chromium runs")
    }

    /// Tells what the page is like in a frame of 360 pixels.
    fn witness(&self) -> Value {
        let output = self.run(&["--dump-dom".to_owned()], "witness.html");
        let dom = String::from_utf8_lossy(&output.stdout).into_owned();
        let log = String::from_utf8_lossy(&output.stderr);
        let console: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert_eq!(console, Vec::<&str>::new(), "nothing is told on the console");
        let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        let title = title.unwrap_or_else(|| panic!("no title in {dom:.500}")).replace("&amp;", "&");
        serde_json::from_str(&title).unwrap_or_else(|e| panic!("{e}: {title}"))
    }
}

fn is_sound(told: &Value) {
    assert_eq!(told["fetched"], serde_json::json!([]), "no request leaves");
    for (what, expected) in
        [("wide", 0), ("scripts", 0), ("active", 0), ("twice", 0), ("unscoped", 0), ("headings", 1)]
    {
        assert_eq!(told[what], expected, "{what}: {told}");
    }
    assert_eq!(told["dangling"], serde_json::json!([]), "every reference has its place");
    assert_eq!((&told["pwned"], &told["bidi"]), (&false.into(), &false.into()));
    assert_eq!(told["main"], 2);
    assert_ne!(told["styled"], "none", "the style sheet is allowed by the policy");
}

#[test]
fn the_report_of_the_founding_case() {
    let case = nine().join("case.toml");
    for lang in ["en", "fr"] {
        let args =
            ["--case", case.to_str().expect("a path"), "--as-of", "2020-07-15", "--lang", lang];
        let Some(browser) = Browser::open(&nine(), &args) else { return };
        let told = browser.witness();
        is_sound(&told);
        assert_eq!(told["lang"], lang);
    }
}

#[test]
fn many_exchanges_in_one_report() {
    let mail = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/labelled");
    let Some(browser) = Browser::open(&mail, &["--as-of", "2026-11-01"]) else { return };
    is_sound(&browser.witness());
}

#[test]
fn it_prints() {
    let Some(browser) = Browser::open(&nine(), &["--as-of", "2020-07-15"]) else { return };
    let pdf = browser.path("report.pdf");
    browser.run(&[format!("--print-to-pdf={}", pdf.display())], "report.html");
    let printed = std::fs::read(&pdf).expect("a PDF");
    let pages = printed.windows(11).filter(|w| w == b"/Type /Page").count();
    assert!(printed.starts_with(b"%PDF") && pages > 5, "{pages} pages, {} bytes", printed.len());
}

#[test]
fn hostile_mail_stays_inert() {
    let attack = "</style></title><script>top.pwned=1;window.pwned=1</script><img src=x onerror=pwned=1>\
        <base href=//evil.example><svg onload=pwned=1>{{7*7}}\u{202e}txt.exe";
    let long = "A".repeat(1 << 20);
    let body = "Madam, Sir,\n\nunder Article 15 GDPR I request access to all personal data that you hold about me.\n\n";
    let request = format!(
        "From: \"{attack}\" <jo@person.example>\nTo: privacy@firm.example\nDate: Mon, 6 Jan 2025 10:00:00 +0100\n\
        Message-ID: <{attack}@person.example>\nSubject: {attack}{long}\n\
        Content-Type: text/plain; charset=utf-8\n\n{body}{attack}\n"
    );
    let answer = format!(
        "From: {attack} <privacy@firm.example>\nTo: jo@person.example\nDate: Fri, 10 Jan 2025 10:00:00 +0100\n\
        Message-ID: <2@firm.example>\nIn-Reply-To: <{attack}@person.example>\nSubject: Re: {attack}\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n\
        <p>We require a copy of your passport. {attack}</p>\n--b\nContent-Type: text/plain\n\
        Content-Disposition: attachment; filename=\"{attack}.txt\"\n\nx\n--b--\n"
    );
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.eml"), request).expect("a mail");
    std::fs::write(folder.path().join("2.eml"), answer).expect("a mail");
    let Some(browser) = Browser::open(folder.path(), &["--as-of", "2025-06-01"]) else { return };
    let report = std::fs::read_to_string(browser.path("report.html")).expect("the report");
    assert!(report.contains("&#60;script&#62;") && report.len() < 200_000, "{}", report.len());
    is_sound(&browser.witness());
}
