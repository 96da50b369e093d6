//! Who is who when nobody says so.

use crate::run::{audit, json};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn mail(folder: &Path, n: usize, from: &str, to: &str, date: &str, refs: &str, text: &str) {
    let mail = format!(
        "From: {from}\nTo: {to}\nDate: {date}\nMessage-ID: <{n}@mail.example>\nSubject: data\n{refs}\
         Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    );
    fs::write(folder.join(format!("{n}.eml")), mail).expect("written");
}

const REQUEST: &str =
    "Hello,\n\nUnder Article 15 GDPR please send me a copy of all my personal data.\n\nZoe";

fn parties(report: &Value) -> Vec<String> {
    let messages = report["exchanges"][0]["messages"].as_array().expect("messages");
    messages.iter().map(|m| m["party"].as_str().expect("a party").to_owned()).collect()
}

#[test]
fn a_ticket_system_that_answers_speaks_for_the_controller() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    mail(
        path,
        1,
        "zoe@home.example",
        "dpo@shop.example",
        "Mon, 2 Mar 2026 10:00:00 +0100",
        "",
        REQUEST,
    );
    let answer = "Thank you for your message, your request has been logged.";
    mail(
        path,
        2,
        "help@shop.desk.example",
        "zoe@home.example",
        "Tue, 3 Mar 2026 10:00:00 +0100",
        "In-Reply-To: <1@mail.example>\n",
        answer,
    );
    mail(
        path,
        3,
        "news@other.example",
        "zoe@home.example",
        "Wed, 4 Mar 2026 10:00:00 +0100",
        "",
        "Bring your passport when you collect the parcel.",
    );
    let report = json(&audit(path, &["--as-of", "2026-03-10"]));
    assert_eq!(report["exchanges"].as_array().map(Vec::len), Some(1));
    assert_eq!(parties(&report), ["subject", "controller"]);
    let domains = &report["exchanges"][0]["controller"]["domains"];
    assert_eq!(domains, &serde_json::json!(["shop.example", "shop.desk.example"]));
    assert_eq!(
        report["unrelated"].as_array().map(Vec::len),
        Some(1),
        "the parcel is not dropped silently"
    );
    assert_eq!(report["exchanges"][0]["findings"], serde_json::json!([]));
}

#[test]
fn two_controllers_are_two_exchanges() {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, to) in [(1, "dpo@shop.example"), (2, "privacy@bank.example")] {
        mail(
            folder.path(),
            n,
            "zoe@home.example",
            to,
            "Mon, 2 Mar 2026 10:00:00 +0100",
            "",
            REQUEST,
        );
    }
    let report = json(&audit(folder.path(), &["--as-of", "2026-03-10"]));
    assert_eq!(report["exchanges"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["exchanges"][0]["state"], "running");
}

#[test]
fn an_answer_in_an_unread_language_is_never_called_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    mail(
        path,
        1,
        "zoe@home.example",
        "dpo@shop.example",
        "Mon, 2 Mar 2026 10:00:00 +0100",
        "",
        REQUEST,
    );
    let polish = "Szanowna Pani, w odpowiedzi na Pani wniosek przesyłamy w załączeniu kopię wszystkich danych \
        osobowych, które przetwarzamy, wraz z informacjami wymaganymi przez rozporządzenie.";
    mail(
        path,
        2,
        "dpo@shop.example",
        "zoe@home.example",
        "Tue, 3 Mar 2026 10:00:00 +0100",
        "In-Reply-To: <1@mail.example>\n",
        polish,
    );
    let report = json(&audit(path, &["--as-of", "2026-07-10", "--member-state", "PL"]));
    let exchange = &report["exchanges"][0];
    assert_eq!(exchange["findings"], serde_json::json!([]));
    let undecided = exchange["undecided"].as_array().expect("a list");
    assert!(undecided.iter().any(|u| u["tactic"] == "no-timely-answer"), "{undecided:?}");
    assert_eq!(exchange["doubtful"], true);
}

#[test]
fn a_late_answer_is_late_though_a_part_of_it_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let (me, they) = ("zoe@home.example", "dpo@shop.example");
    mail(path, 1, me, they, "Mon, 2 Mar 2026 10:00:00 +0100", "", REQUEST);
    let refs = "In-Reply-To: <1@mail.example>\n";
    let answer = "Please find attached a copy of all your personal data.";
    mail(path, 2, they, me, "Fri, 5 Jun 2026 10:00:00 +0200", refs, answer);
    let polish = "W uzupełnieniu przesyłamy w załączeniu kopię pozostałych danych osobowych, które przetwarzamy, \
        wraz z informacjami wymaganymi przez rozporządzenie.";
    let silent = |report: &Value| {
        let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
        findings.iter().any(|f| f["tactic"] == "no-timely-answer")
    };
    let audited = || json(&audit(path, &["--as-of", "2026-07-10", "--member-state", "IE"]));
    mail(path, 3, they, me, "Tue, 9 Jun 2026 10:00:00 +0200", refs, polish);
    assert!(silent(&audited()), "what came after the answer changes nothing");
    mail(path, 3, they, me, "Tue, 28 Apr 2026 10:00:00 +0200", refs, polish);
    assert!(!silent(&audited()), "what came before it may be the answer");
}

#[test]
fn a_bounce_that_names_no_mail_returns_the_last_one_to_its_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let (me, gone, here) = ("zoe@home.example", "old@shop.example", "dpo@shop.example");
    mail(path, 1, me, gone, "Mon, 2 Mar 2026 10:00:00 +0100", "", REQUEST);
    let bounce = "From: MAILER-DAEMON@home.example\nTo: zoe@home.example\n\
        Date: Mon, 2 Mar 2026 10:00:05 +0100\nMessage-ID: <b@home.example>\n\
        Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n\
        --x\nContent-Type: text/plain\n\nYour message could not be delivered.\n\
        --x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; home.example\n\n\
        Final-Recipient: rfc822; old@shop.example\nAction: failed\nStatus: 5.1.1\n\n--x--\n";
    fs::write(path.join("b.eml"), bounce).expect("written");
    mail(path, 2, me, here, "Wed, 4 Mar 2026 10:00:00 +0100", "", REQUEST);
    let report = json(&audit(path, &["--as-of", "2026-03-10", "--member-state", "IE"]));
    assert_eq!(report["exchanges"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["exchanges"][0]["clock"]["start"], "2026-03-04");
}

#[test]
fn an_answer_in_lines_is_an_answer_and_accuses_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let (me, they) = ("zoe@home.example", "dpo@shop.example");
    mail(path, 1, me, they, "Mon, 2 Mar 2026 10:00:00 +0100", "", REQUEST);
    let answer = "Hello Zoe,\n\nWhat we use it for: lending you books.\n\n\
        Who has seen it: Hostwell Ltd, Dublin.\n\nHow long: two years, unless you must send us your card.\n\n\
        Where it came from: yourself.\n\nRights.\nYou can have it corrected.\n";
    mail(path, 2, they, me, "Fri, 6 Mar 2026 10:00:00 +0100", "", answer);
    let report = json(&audit(path, &["--as-of", "2026-03-10", "--member-state", "IE"]));
    assert_eq!(report["exchanges"][0]["clock"]["answered"], "2026-03-06");
    let acts = report["exchanges"][0]["messages"][1]["acts"].to_string();
    for act in
        ["tells-purposes", "tells-recipients", "tells-retention", "tells-source", "tells-rights"]
    {
        assert!(acts.contains(act), "{act} in {acts}");
    }
    assert!(!acts.contains("demands-item"), "{acts}");
    let demand = "Exercising your rights: please send us a copy of your passport.";
    mail(path, 3, they, me, "Sat, 7 Mar 2026 10:00:00 +0100", "", demand);
    let report = json(&audit(path, &["--as-of", "2026-03-10", "--member-state", "IE"]));
    let acts = report["exchanges"][0]["messages"][2]["acts"].to_string();
    assert!(acts.contains("demands-item:id-document"), "{acts}");
}

#[test]
fn later_mail_does_not_count_before_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    mail(
        path,
        1,
        "zoe@home.example",
        "dpo@shop.example",
        "Mon, 2 Mar 2026 10:00:00 +0100",
        "",
        REQUEST,
    );
    mail(
        path,
        2,
        "dpo@shop.example",
        "zoe@home.example",
        "Fri, 5 Jun 2026 10:00:00 +0200",
        "In-Reply-To: <1@mail.example>\n",
        "Please find attached a copy of all your personal data.",
    );
    let early = json(&audit(path, &["--as-of", "2026-05-01", "--member-state", "IE"]));
    assert_eq!(early["exchanges"][0]["state"], "unanswered");
    assert_eq!(early["later"].as_array().map(Vec::len), Some(1), "what does not count is listed");
    let late = json(&audit(path, &["--as-of", "2026-06-10", "--member-state", "IE"]));
    assert_eq!(late["exchanges"][0]["clock"]["answered"], "2026-06-05");
}

#[test]
fn an_encrypted_answer_is_never_called_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    mail(
        path,
        1,
        "zoe@home.example",
        "dpo@shop.example",
        "Mon, 2 Mar 2026 10:00:00 +0100",
        "",
        REQUEST,
    );
    let answer = "From: dpo@shop.example\nTo: zoe@home.example\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n\
        Message-ID: <2@mail.example>\nIn-Reply-To: <1@mail.example>\nSubject: data\n\
        Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n";
    fs::write(path.join("2.eml"), answer).expect("written");
    let report = json(&audit(path, &["--as-of", "2026-07-10", "--member-state", "IE"]));
    assert_eq!(report["exchanges"][0]["findings"], serde_json::json!([]));
    assert_eq!(report["exchanges"][0]["doubtful"], true);
    let shown =
        crate::run::dilatory(&["audit", path.to_str().expect("a path"), "--as-of", "2026-07-10"]);
    assert!(
        crate::run::said(&shown).contains("encrypted, not read"),
        "{}",
        crate::run::said(&shown)
    );
}
