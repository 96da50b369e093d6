//! How letters end, and what is put around them.

use super::*;

#[test]
fn a_sign_off_of_any_language_begins_the_signature() {
    for sign_off in [
        "Kind regards,",
        "Yours sincerely",
        "Best regards",
        "Thanks,",
        "Thank you!",
        "Cordialement,",
        "Bien à vous,",
        "Mit freundlichen Grüßen",
        "Viele Grüße",
        "MfG",
        "Freundliche Grüsse",
        "Atentamente,",
        "Un saludo,",
        "Cordiali saluti",
        "Distinti saluti,",
        "Met vriendelijke groet,",
        "Mvg",
        "Hoogachtend,",
        "Atenciosamente,",
        "Com os melhores cumprimentos,",
        "Z poważaniem,",
        "Pozdrawiam",
        "Med venlig hilsen",
        "Mvh",
        "Med vänlig hälsning",
        "Med vennlig hilsen",
        "Ystävällisin terveisin",
        "S pozdravem",
        "С уважением,",
        "З повагою,",
    ] {
        let body = format!("{ANSWER}\n\n{sign_off}\nJo Bloggs\nDesk\n");
        assert_eq!(own(&body), ANSWER, "{sign_off}");
        assert_eq!(part(&body, Region::Signature), format!("{sign_off} Jo Bloggs Desk"));
    }
}

#[test]
fn what_phones_and_programs_add_is_no_own_word() {
    for line in [
        "Sent from my iPhone",
        "Sent from my Verizon Wireless BlackBerry",
        "Sent from Mail for Windows 10",
        "Get Outlook for iOS<https://aka.ms/o>",
        "Envoyé de mon iPhone",
        "Télécharger Outlook pour Android",
        "Von meinem iPhone gesendet",
        "Gesendet von Outlook für Android",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Verzonden vanuit Outlook voor iOS",
        "Enviado do meu iPhone",
        "Wysłane z iPhone'a",
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "--\nsent by Zoe's desk",
        "-- \nJo",
        "-Jo",
        "---\nJo Bloggs\nwww.x.example",
        "_______\nJo Bloggs\n+44 20 7946 0000",
    ] {
        assert_eq!(own(&format!("{ANSWER}\n\n{line}\n")), ANSWER, "{line}");
    }
}

#[test]
fn a_notice_of_any_language_is_a_frame() {
    for notice in [
        "This e-mail and any attachments are confidential. If you are not the intended recipient, tell us.",
        "Ce message et ses pièces jointes sont confidentiels et établis à l'intention exclusive du destinataire.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        "Este mensaje y sus archivos adjuntos van dirigidos exclusivamente a su destinatario.",
        "Questo messaggio e i suoi allegati sono destinati esclusivamente alle persone indicate.",
        "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde van de mail.",
        "Esta mensagem pode conter informação confidencial ou privilegiada para o seu destinatário.",
        "Niniejsza wiadomość jest przeznaczona wyłącznie dla jej adresata i jest poufna.",
        "Denne e-mail kan indeholde fortrolig information, som kun er til modtageren af den.",
        "Detta meddelande kan innehålla konfidentiell information som bara rör mottagaren.",
        "Denne e-posten er bare ment for den som den er sendt til og kan være fortrolig.",
        "Tämä viesti on luottamuksellinen ja tarkoitettu vain sen vastaanottajalle, ei muille.",
    ] {
        let body = format!("{ANSWER}\n\nKind regards\nJo\n\n{notice}\n");
        assert_eq!(own(&body), ANSWER, "{notice}");
        assert_eq!(part(&body, Region::Frame), collapsed(notice));
        let unsigned = format!("{ANSWER}\n\n{notice}\n");
        assert_eq!(own(&unsigned), ANSWER, "{notice}");
        let rule = "*".repeat(60);
        let fenced = format!("{ANSWER}\n\n{rule}\n{notice}\n{rule}\n\nWe hold your name too.\n");
        assert_eq!(own(&fenced), format!("{ANSWER} We hold your name too."), "{notice}");
    }
}

#[test]
fn the_warning_of_a_gateway_is_a_frame() {
    for banner in [
        "[EXTERNAL]",
        "*** EXTERNAL EMAIL ***",
        "CAUTION: This email originated from outside of the organization. Do not click links.",
        "You don't often get email from z@y.example. Learn why this is important",
        "Courriel externe : soyez prudent.",
        "ACHTUNG: Diese E-Mail stammt von einem externen Absender.",
        "LET OP: externe e-mail",
        "Uwaga: nadawca zewnętrzny",
        "[EXTERNAL]\n\nCAUTION: This message originated from outside the organisation.",
    ] {
        let body = format!("{banner}\n\n{ANSWER}\n");
        assert_eq!(own(&body), ANSWER, "{banner}");
    }
}

#[test]
fn what_belongs_to_an_answer_stays_in_it() {
    for body in [
        format!(
            "{ANSWER}\n\nService Expiry Date\n-----------------\nCloud 3 May 2026\nMail 4 May 2026\n\nThe rest is in the annex, which we send by post."
        ),
        format!("Thanks,\n\n{ANSWER}"),
        format!("{ANSWER}\n\nThank you for your patience, and please tell us your number."),
        format!(
            "{ANSWER}\n\nThe information contained in this table is all we hold.\n\nYou may lodge a complaint with the supervisory authority."
        ),
        format!(
            "{ANSWER}\n\nConfidential information about third parties was taken out of the copy."
        ),
        format!("{ANSWER}\n\nSent by post on 3 May 2026, as you asked."),
        format!("{ANSWER}\n\n-- first we looked for your name,\n-- then for your address."),
        format!("{ANSWER}\n\nThanks"),
        format!("{ANSWER}\n\nKr 500 a month\nKr 6000 a year"),
        format!("{ANSWER}\n\nBest before May 2027\nNever after"),
        format!("{ANSWER}\n\nSent from the town hall in May\n\nThe copy is on its way."),
    ] {
        assert_eq!(own(&format!("{body}\n")), collapsed(&body));
    }
}

#[test]
fn a_remedy_below_a_sign_off_stays() {
    let remedy = "You have the right to lodge a complaint with the Information Commissioner.";
    let body = format!("{ANSWER}\n\nKind regards\nJo\n\n{remedy}\n\nExample Ltd, 3 Fox Street\n");
    assert_eq!(own(&body), format!("{ANSWER} {remedy}"));
}

#[test]
fn an_answer_keeps_its_question() {
    let body = "On 3 May 2026, Zoe wrote:\n> Whom did you tell?\nNobody.\n\n> Since when?\n>\n> And why?\n\nSince May.\n";
    let message = message(body);
    let pairs: Vec<(String, String)> = message
        .answers()
        .into_iter()
        .map(|(q, a)| (collapsed(&message.text[q]), collapsed(&message.text[a])))
        .collect();
    let expected =
        [("> Whom did you tell?", "Nobody."), ("> Since when? > > And why?", "Since May.")];
    let expected = expected.map(|(q, a)| (q.to_owned(), a.to_owned()));
    assert_eq!(pairs, expected);
}
