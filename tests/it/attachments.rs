//! Letters and mails that come as attachments: their words count, and a report says where they stand.

use crate::documents::{pages, set, stream};
use crate::run::{audit, dilatory, json, said};
use serde_json::Value;
use std::fs;
use std::path::Path;

const REQUEST: &str = "From: Zoe Keller <zoe@home.example>\nTo: privacy@shop.example\n\
    Date: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <1@home.example>\nSubject: My data\n\n\
    Hello,\n\nUnder Article 15 GDPR please send me a copy of all my personal data.\n\nZoe Keller\n";

/// Writes an answer that brings a file, as it is.
fn answer(folder: &Path, media_type: &str, name: &str, file: &[u8]) {
    let mut mail = format!(
        "From: Privacy desk <privacy@shop.example>\nTo: zoe@home.example\n\
         Date: Thu, 5 Mar 2026 10:00:00 +0100\nMessage-ID: <2@shop.example>\nIn-Reply-To: <1@home.example>\n\
         Subject: Re: My data\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n\
         --cut\nContent-Type: text/plain; charset=utf-8\n\nDear Ms Keller, please see our letter.\n\
         --cut\nContent-Type: {media_type}; name=\"{name}\"\nContent-Transfer-Encoding: binary\n\
         Content-Disposition: attachment; filename=\"{name}\"\n\n"
    )
    .into_bytes();
    mail.extend(file);
    mail.extend(b"\n--cut--\n");
    fs::write(folder.join("1.eml"), REQUEST).expect("written");
    fs::write(folder.join("2.eml"), mail).expect("written");
}

fn finding<'a>(report: &'a Value, tactic: &str) -> Option<&'a Value> {
    let findings = report["exchanges"][0]["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["tactic"] == tactic)
}

#[test]
fn a_demand_on_the_second_page_of_a_letter_is_found_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = [(0.0, "Dear Ms Keller,"), (28.0, "Thank you for your access request of 2 March.")];
    let second = [
        (0.0, "Please send us a copy of your passport before we can go on."),
        (28.0, "Kind regards,"),
        (14.0, "Ann Smith"),
        (14.0, "Shop Ltd"),
    ];
    let letter = pages(&[stream("", &set(&first)), stream("", &set(&second))], "");
    answer(folder.path(), "application/pdf", "letter.pdf", &letter);
    let report = json(&audit(folder.path(), &["--as-of", "2026-03-10"]));
    let found = finding(&report, "id-document-by-default").expect("the demand");
    assert_eq!(found["attachment"], serde_json::json!({ "name": "letter.pdf", "page": 2 }));
    assert_eq!(found["quote"], second[0].1);
    let span = found["span"].as_array().expect("a span");
    let length = span[1].as_u64().expect("an end") - span[0].as_u64().expect("a start");
    assert_eq!(length, second[0].1.len() as u64);
    let path = folder.path().to_str().expect("a path");
    let shown = said(&dilatory(&["audit", path, "--as-of", "2026-03-10"]));
    assert!(shown.contains("in the attachment letter.pdf, page 2"), "{shown}");
    let inspected = said(&dilatory(&["inspect", &format!("{path}/2.eml")]));
    let inspected: Value = serde_json::from_str(&inspected).expect("JSON");
    assert!(!inspected["text"].as_str().expect("a text").contains("passport"));
    assert!(inspected["attachments"][0]["text"].as_str().expect("its text").contains("passport"));
}

#[test]
fn a_scanned_letter_is_told_and_never_called_no_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let scan = pages(&[stream("", b"q 595 0 0 842 0 0 cm /Im Do Q")], "");
    answer(folder.path(), "application/pdf", "scan.pdf", &scan);
    let report = json(&audit(folder.path(), &["--as-of", "2026-07-10"]));
    assert!(finding(&report, "no-timely-answer").is_none(), "{report}");
    assert_eq!(report["exchanges"][0]["doubtful"], true);
    let file = &report["exchanges"][0]["messages"][1]["attachments"][0];
    assert_eq!(
        (&file["name"], &file["unread"]),
        (&"scan.pdf".into(), &"no text in it (a scan?)".into())
    );
    let path = folder.path().to_str().expect("a path");
    let shown = said(&dilatory(&["audit", path, "--as-of", "2026-07-10"]));
    assert!(shown.contains("scan.pdf: no text in it"), "{shown}");
}

#[test]
fn a_broken_document_is_told_and_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    answer(folder.path(), "application/pdf", "broken.pdf", b"%PDF-1.7\n1 0 obj\n<<");
    let output = audit(folder.path(), &["--as-of", "2026-03-10"]);
    assert_eq!(output.status.code(), Some(0));
    let unread = &json(&output)["exchanges"][0]["messages"][1]["attachments"][0]["unread"];
    assert!(unread.as_str().expect("a reason").starts_with("damaged"), "{unread}");
}

#[test]
fn a_long_document_without_a_signature_is_data_and_accuses_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = "Our policy. Please send us a copy of your passport with every request.\n";
    answer(folder.path(), "text/plain", "policy.txt", policy.as_bytes());
    let report = json(&audit(folder.path(), &["--as-of", "2026-03-10"]));
    assert_eq!(report["exchanges"][0]["findings"], serde_json::json!([]));
}

#[test]
fn a_mail_that_is_forwarded_as_a_file_is_evidence_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let demand = "From: Privacy desk <privacy@shop.example>\nTo: zoe@home.example\n\
        Date: Thu, 5 Mar 2026 10:00:00 +0100\nMessage-ID: <2@shop.example>\nIn-Reply-To: <1@home.example>\n\
        Subject: Re: My data\n\nWe cannot go on before you send us a copy of your passport.\n";
    let forward = format!(
        "From: zoe@home.example\nTo: lawyer@firm.example\nDate: Fri, 6 Mar 2026 10:00:00 +0100\n\
         Message-ID: <3@home.example>\nSubject: Fwd\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\nSee this.\n\
         --cut\nContent-Type: message/rfc822\n\n{demand}\n--cut--\n"
    );
    fs::write(folder.path().join("1.eml"), REQUEST).expect("written");
    fs::write(folder.path().join("3.eml"), &forward).expect("written");
    let report = json(&audit(folder.path(), &["--as-of", "2026-03-10"]));
    let messages = report["exchanges"][0]["messages"].as_array().expect("messages");
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[1]["id"], "2@shop.example");
    assert_eq!(messages[1]["forwarded_in"], "3@home.example");
    assert!(finding(&report, "id-document-by-default").is_some());
    assert_eq!(report["mail"]["seen"], 2, "what is enclosed is no mail of the mailbox");
    let path = folder.path().to_str().expect("a path");
    let threads = said(&dilatory(&["threads", path, "--format", "json"]));
    let threads: Value = serde_json::from_str(&threads).expect("JSON");
    let members = threads["threads"]
        .as_array()
        .expect("threads")
        .iter()
        .flat_map(|t| t.as_array().expect("one"));
    assert_eq!(members.count(), 2, "and stands in no thread of it");

    // The original turns up: it counts, and the forwarded copy is listed.
    fs::write(folder.path().join("2.eml"), format!("X-Folder: Inbox\n{demand}")).expect("written");
    let report = json(&audit(folder.path(), &["--as-of", "2026-03-10"]));
    let messages = report["exchanges"][0]["messages"].as_array().expect("messages");
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[1]["forwarded_in"], Value::Null);
    assert_eq!(report["copies"].as_array().map(Vec::len), Some(1));
}
