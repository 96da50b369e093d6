//! Bounces of many mail systems.

use super::*;
use crate::id::MessageId;

const DAEMON: &str = "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example>\n\
    To: zoe@y.example\nSubject: Undelivered Mail Returned to Sender";

/// What a bounce says: its first address, its status, whether it is final and whether it is hard.
fn says(mail: &str) -> (Option<String>, Option<String>, bool, bool) {
    let bounce = bounce(mail);
    (bounce.recipient, bounce.status, bounce.permanent, bounce.hard)
}

fn said(
    address: &str,
    status: &str,
    permanent: bool,
    hard: bool,
) -> (Option<String>, Option<String>, bool, bool) {
    (Some(address.to_owned()), Some(status.to_owned()), permanent, hard)
}

fn status_part(fields: &str) -> String {
    format!("Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}")
}

#[test]
fn a_report_names_every_address_that_failed() {
    let fields = status_part(
        "Final-Recipient: rfc822; Desk@c.example\nAction: failed\nStatus: 5.1.1\n\n\
         Final-Recipient: rfc822; ok@c.example\nAction: relayed\nStatus: 2.0.0\n\n\
         Final-Recipient: rfc822; dpo@c.example\nAction: failed\nStatus: 5.2.2\n",
    );
    let returned =
        "Content-Type: message/rfc822\n\nFrom: zoe@y.example\nMessage-ID: <m1@y.example>\n\nhello";
    let bounce = bounce(&report(DAEMON, "delivery-status", &["\nSorry.", &fields, returned]));
    assert_eq!(bounce.recipients, ["desk@c.example", "dpo@c.example"]);
    assert_eq!(bounce.status.as_deref(), Some("5.1.1"));
    assert!(bounce.permanent && bounce.hard);
    assert_eq!(bounce.original, Some(MessageId::new("m1@y.example")));
}

#[test]
fn a_vague_status_is_read_from_what_the_server_said() {
    let said_by = |status: &str, diagnostic: &str| {
        let fields = format!(
            "Final-Recipient: rfc822; a@c.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}\n"
        );
        bounce(&report(DAEMON, "delivery-status", &["\nSorry.", &status_part(&fields)])).status
    };
    assert_eq!(said_by("5.0.0", "550 5.7.1 listed as spam").as_deref(), Some("5.7.1"));
    assert_eq!(said_by("5.0.0", "552 over quota").as_deref(), Some("5.2.2"));
    assert_eq!(said_by("5.4.1", "550 User unknown").as_deref(), Some("5.4.1"));
    assert_eq!(said_by("4.0.0", "Network is down").as_deref(), Some("4.0.0"));
}

#[test]
fn a_delay_is_not_final_and_a_success_is_a_receipt() {
    let part = |action: &str, status: &str| {
        let fields =
            format!("Final-Recipient: rfc822; a@c.example\nAction: {action}\nStatus: {status}\n");
        report(DAEMON, "delivery-status", &["\nSee below.", &status_part(&fields)])
    };
    assert_eq!(says(&part("delayed", "4.4.1")), said("a@c.example", "4.4.1", false, false));
    // A queue that ran out is final, whatever the class of its last status.
    assert_eq!(says(&part("failed", "4.4.7")), said("a@c.example", "4.4.7", true, false));
    assert_eq!(kind(&part("delivered", "2.1.5")), Kind::Receipt);
}

#[test]
fn fields_sent_as_text_or_wrapped_in_another_mail_are_found() {
    let fields = "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@c.example\nAction: failed\nStatus: 5.1.2\n";
    let text = format!("Content-Type: text/plain; name=details.txt\n\n{fields}");
    let loose = report(DAEMON, "other", &["\nYour mail was not delivered.", &text]);
    assert_eq!(says(&loose), said("a@c.example", "5.1.2", true, true));
    let inner = format!(
        "Content-Type: message/rfc822\n\nFrom: postmaster@c.example\nSubject: failure notice\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=i\n\n\
         --i\nContent-Type: message/delivery-status\n\n{fields}\n--i--"
    );
    let wrapped = report(DAEMON, "other", &[&inner]);
    assert_eq!(says(&wrapped), said("a@c.example", "5.1.2", true, true));
}

#[test]
fn notices_without_fields_are_read_from_their_words() {
    let cases = [
        // qmail
        (
            "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the \
          following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<dpo@c.example>:\n\
          Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n\
          Return-Path: <zoe@y.example>\nMessage-ID: <m1@y.example>\nTo: dpo@c.example\n\nhello",
            said("dpo@c.example", "5.1.1", true, true),
        ),
        // sendmail
        (
            "The original message was received at Mon, 3 Feb 2020 10:00:00 +0100\nfrom y.example [192.0.2.1]\n\n   ----- The \
          following addresses had permanent fatal errors -----\n<dpo@c.example>\n    (reason: 552 5.2.2 Mailbox full)\n\n   \
          ----- Transcript of session follows -----\n... while talking to mx.c.example.:\n>>> RCPT To:<dpo@c.example>\n\
          <<< 552 5.2.2 Mailbox full",
            said("dpo@c.example", "5.2.2", true, false),
        ),
        // Exim
        (
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be \
          delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  \
          dpo@c.example\n    host mx.c.example [192.0.2.7]\n    SMTP error from remote mail server after RCPT TO:<dpo@c.example>:\n    \
          550 no such user\n\n------ This is a copy of the message, including all the headers. ------\n\nReceived: from y",
            said("dpo@c.example", "5.1.1", true, true),
        ),
        // Exchange 5.5 to 2003
        (
            "Your message\n\n  To:      list@c.example\n  Subject: Access\n  Sent:    Mon, 3 Feb 2020\n\ndid not reach the \
          following recipient(s):\n\ndpo@c.example on Mon, 3 Feb 2020 10:00:00 +0100\n    The recipient name is not recognized",
            said("dpo@c.example", "5.1.1", true, true),
        ),
        // Gmail
        (
            "Delivery to the following recipient failed permanently:\n\n     dpo@c.example\n\nTechnical details of permanent \
          failure:\nDNS Error: Domain name not found",
            said("dpo@c.example", "5.1.2", true, true),
        ),
        // A gateway that says little
        (
            "Sent <<< RCPT TO:<dpo@c.example>\nReceived >>> 554 go away\n",
            said("dpo@c.example", "5.0.0", true, false),
        ),
        // A warning
        (
            "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient \
          has been delayed:\n\n     dpo@c.example\n\nMessage will be retried for 2 more day(s)\n451 4.4.1 no answer from host",
            said("dpo@c.example", "4.4.1", false, false),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(says(&mail(DAEMON, text)), expected, "{text}");
    }
}

#[test]
fn the_returned_message_is_found_in_plain_text() {
    let text = "Unknown user: dpo@c.example\n\nOriginal message follows.\n\nReceived: from y.example\nMessage-ID:\n <m7@y.example>\nTo: other@z.example\n";
    let bounce = bounce(&mail(DAEMON, text));
    assert_eq!(bounce.original, Some(MessageId::new("m7@y.example")));
    assert_eq!(bounce.recipients, ["dpo@c.example"]);
}

#[test]
fn notices_in_other_languages_are_bounces() {
    let cases = [
        (
            "Unzustellbar: Auskunft",
            "Ihre Nachricht konnte nicht zugestellt werden an:\n\ndpo@c.example\n\nUnbekannter Empfänger",
        ),
        (
            "Non remis : demande",
            "Votre message n'a pas pu être remis au destinataire suivant :\n\ndpo@c.example\n\nAdresse inconnue",
        ),
        (
            "No se puede entregar: solicitud",
            "No se pudo entregar el mensaje a dpo@c.example. Usuario desconocido.",
        ),
        (
            "Non recapitabile: richiesta",
            "Impossibile recapitare il messaggio a dpo@c.example: utente sconosciuto",
        ),
        (
            "Onbestelbaar: verzoek",
            "Uw bericht kon niet worden bezorgd bij dpo@c.example. Onbekende gebruiker.",
        ),
        (
            "Não entregue: pedido",
            "A mensagem não pôde ser entregue a dpo@c.example. Usuário desconhecido.",
        ),
        (
            "Niedostarczalne: wniosek",
            "Nie udało się dostarczyć wiadomości do dpo@c.example. Nieznany użytkownik.",
        ),
        (
            "Kan ikke leveres: anmodning",
            "Meddelelsen kunne ikke leveres til dpo@c.example. Ukendt modtager.",
        ),
        (
            "Går inte att leverera: begäran",
            "Meddelandet kunde inte levereras till dpo@c.example. Okänd mottagare.",
        ),
        (
            "Toimitus epäonnistui",
            "Viestiä ei voitu toimittaa: dpo@c.example. Tuntematon vastaanottaja.",
        ),
        (
            "Недоставленное сообщение",
            "Ваше письмо не может быть доставлено: dpo@c.example. Пользователь не найден.",
        ),
        ("配信不能", "次の宛先にメールを配信できません。\n<dpo@c.example>\n宛先不明"),
    ];
    for (subject, text) in cases {
        let headers = format!("From: postmaster@mx.example\nTo: zoe@y.example\nSubject: {subject}");
        assert_eq!(
            says(&mail(&headers, text)),
            said("dpo@c.example", "5.1.1", true, true),
            "{subject}"
        );
    }
}

#[test]
fn a_bounce_needs_no_daemon_when_subject_and_words_agree() {
    let headers = "From: gateway@mx.example\nTo: zoe@y.example\nSubject: failure notice";
    let text = "Your message could not be delivered to dpo@c.example: mailbox full.";
    assert_eq!(says(&mail(headers, text)), said("dpo@c.example", "5.2.2", true, false));
}

#[test]
fn people_who_write_of_bounces_are_people() {
    let complaint = mail(
        "From: Zoe <zoe@y.example>\nTo: info@c.example\nSubject: Your mailbox returns my request",
        "Hello,\n\nmy request to dpo@c.example could not be delivered: user unknown. Please pass it on.\n\nZoe",
    );
    let answer = mail(
        "From: Desk <postmaster@c.example>\nTo: zoe@y.example\nIn-Reply-To: <m1@y.example>\nSubject: Re: Undeliverable: request",
        "Dear Zoe,\n\nwe have mended the mailbox.\n\nOn Mon, 3 Feb 2020, Zoe <zoe@y.example> wrote:\n> it could not be delivered, 550 5.1.1\n",
    );
    let forward = mail(
        "From: Zoe <zoe@y.example>\nTo: info@c.example\nSubject: Fwd: Returned mail: see transcript for details",
        "See what came back.\n\nBegin forwarded message:\n\n> From: Mail Delivery Subsystem <MAILER-DAEMON>\n> 550 5.1.1 <dpo@c.example>... User unknown",
    );
    for mail in [complaint, answer, forward] {
        assert_eq!(kind(&mail), Kind::Human, "{mail}");
    }
}

#[test]
fn receipts_and_complaints_are_no_bounces() {
    let who = "From: Desk <desk@c.example>\nTo: zoe@y.example\nSubject: Read: my request";
    let fields = "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; desk@c.example\n\
        Disposition: manual-action/MDN-sent-manually; displayed";
    let read =
        report(who, "disposition-notification", &["\nYour message was read on Monday.", fields]);
    assert_eq!(kind(&read), Kind::Receipt);
    let plain = mail(
        "From: desk@c.example\nSubject: Gelesen: Auskunft",
        "Ihre Nachricht wurde am 3. Februar gelesen.",
    );
    assert_eq!(kind(&plain), Kind::Receipt);
    let abuse = report(
        "From: fbl@isp.example\nSubject: FW: hello",
        "feedback-report",
        &["\nAn abuse report.", "Content-Type: message/feedback-report\n\nFeedback-Type: abuse"],
    );
    assert_eq!(kind(&abuse), Kind::Receipt);
}

#[test]
fn a_filter_that_rejects_with_a_disposition_bounces() {
    let headers = "From: Mail Delivery Subsystem <postmaster@c.example>\nTo: zoe@y.example\nSubject: Automatically rejected mail";
    let fields = "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; dpo@c.example\nDisposition: automatic-action/MDN-sent-automatically; deleted";
    let mail = report(
        headers,
        "disposition-notification",
        &["\nYour message to <dpo@c.example> was automatically rejected:\nQuota exceeded", fields],
    );
    assert_eq!(says(&mail), said("dpo@c.example", "5.2.2", true, false));
}
