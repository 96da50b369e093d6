//! Absence notices, acknowledgements, newsletters, and people who look like them.

use super::*;

const DESK: &str = "From: Desk <desk@c.example>\nTo: zoe@y.example";
/// What a person answers, in the words of no template.
const REAL: &str = "Dear Ms Winter,\n\nthank you for your letter of 3 February. We process the following data about you: your name, \
    your address and two orders of 2019. The full list is attached. The address came from the form that you \
    filled in on 5 May 2019; nobody else has received it. We keep the orders for ten years, as the tax law \
    demands, and delete the rest on your request. You may complain to the supervisory authority if you think \
    that we are wrong.\n\nKind regards\nPaul Sommer\n\nOn Mon, 3 Feb 2020, Zoe <zoe@y.example> wrote:\n> Which data do you hold?\n";

#[test]
fn absence_notices_are_known_by_their_subject() {
    let subjects = [
        "Out of Office: my request",
        "Automatic reply: my request",
        "AUTO: Paul is out of the office (returning 3 May)",
        "Abwesenheitsnotiz: Auskunft",
        "Automatische Antwort: Auskunft",
        "Réponse automatique : demande",
        "Absence du bureau : demande",
        "Respuesta automática: solicitud",
        "Fuera de la oficina: solicitud",
        "Risposta automatica: richiesta",
        "Fuori ufficio: richiesta",
        "Automatisch antwoord: verzoek",
        "Afwezig: verzoek",
        "Resposta automática: pedido",
        "Autoodpowiedź: wniosek",
        "Odpowiedź automatyczna: wniosek",
        "Automatisk svar: anmodning",
        "Autosvar: begäran",
        "Automaattinen vastaus: pyyntö",
        "Automatická odpověď: žádost",
        "Автоответ: запрос",
        "自動応答: 依頼",
    ];
    for subject in subjects {
        let mail =
            mail(&format!("{DESK}\nSubject: {subject}"), "I am out of the office until 3 May.");
        assert_eq!(kind(&mail), Kind::AutoReply, "{subject}");
    }
}

#[test]
fn absence_notices_are_known_by_a_header_and_their_words() {
    let texts = [
        "I am out of the office until 3 May.",
        "Ich bin bis zum 3. Mai nicht im Büro.",
        "Je suis absent du bureau jusqu'au 3 mai.",
        "Estoy de vacaciones hasta el 3 de mayo.",
        "Sono in ferie fino al 3 maggio.",
        "Ik ben met vakantie tot 3 mei.",
        "Estou de férias até 3 de maio.",
        "Jestem na urlopie do 3 maja.",
        "Jeg er på ferie til 3. maj.",
        "Jag har semester till den 3 maj.",
        "Olen lomalla 3. toukokuuta asti.",
    ];
    for text in texts {
        for header in ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply"]
        {
            let mail = mail(&format!("{DESK}\n{header}\nSubject: Re: request"), text);
            assert_eq!(kind(&mail), Kind::AutoReply, "{header} {text}");
        }
    }
}

#[test]
fn a_header_that_is_set_wrongly_hides_no_answer() {
    for header in [
        "X-Autoreply: yes",
        "X-Autoreply:",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All",
        "Auto-Submitted: no",
        "Precedence: bulk",
        "List-Unsubscribe: <https://c.example/u>",
        "X-Zendesk-From-Account-Id: 12\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All",
        "X-RT-Ticket: c.example #12\nX-Managed-By: RT",
        "X-OTRS-Queue: Privacy\nPrecedence: bulk",
        "Return-Path: <>",
    ] {
        let mail = mail(
            &format!(
                "{DESK}\n{header}\nIn-Reply-To: <m1@y.example>\nSubject: Re: my request [#4711]"
            ),
            REAL,
        );
        assert_eq!(kind(&mail), Kind::Human, "{header}");
    }
}

#[test]
fn acknowledgements_are_known_in_many_languages() {
    let cases = [
        (
            "We have received your request [#4711]",
            "Thank you for contacting us. Your ticket number is 4711. We will get back to you as soon as possible.",
        ),
        (
            "Eingangsbestätigung [#4711]",
            "Vielen Dank für Ihre Nachricht. Wir haben Ihre Anfrage erhalten und melden uns bei Ihnen.",
        ),
        (
            "Accusé de réception [#4711]",
            "Nous avons bien reçu votre demande. Elle sera traitée dans les meilleurs délais.",
        ),
        (
            "Hemos recibido su solicitud [#4711]",
            "Gracias por contactar con nosotros. Su ticket ha sido creado. Le responderemos lo antes posible.",
        ),
        (
            "Abbiamo ricevuto la tua richiesta [#4711]",
            "Abbiamo ricevuto la tua richiesta. Ti risponderemo al più presto.",
        ),
        (
            "Ontvangstbevestiging [#4711]",
            "Bedankt voor uw bericht. Wij hebben uw verzoek ontvangen en nemen zo snel mogelijk contact met u op.",
        ),
        (
            "Confirmação de recebimento [#4711]",
            "Recebemos a sua mensagem. Entraremos em contato o mais breve possível.",
        ),
        (
            "Potwierdzenie otrzymania [#4711]",
            "Dziękujemy za wiadomość. Państwa zgłoszenie zostało zarejestrowane.",
        ),
        (
            "Vi har modtaget din henvendelse [#4711]",
            "Tak for din henvendelse. Vi vender tilbage til dig hurtigst muligt.",
        ),
        (
            "Vi har mottatt din henvendelse [#4711]",
            "Takk for henvendelsen. Vi svarer så snart som mulig.",
        ),
        (
            "Vi har tagit emot ditt ärende [#4711]",
            "Tack för ditt meddelande. Ditt ärende är registrerat och vi återkommer så snart vi kan.",
        ),
        (
            "Palvelupyyntö vastaanotettu [#4711]",
            "Olemme vastaanottaneet viestisi. Kiitos yhteydenotostasi, vastaamme sinulle pian.",
        ),
        ("Заявка принята [#4711]", "Спасибо за обращение. Ваше обращение зарегистрировано."),
        ("已收到您的请求 [#4711]", "您的工单已创建，我们会尽快回复。"),
    ];
    for (subject, text) in cases {
        let mail =
            mail(&format!("From: noreply@c.example\nTo: zoe@y.example\nSubject: {subject}"), text);
        assert_eq!(kind(&mail), Kind::TicketAck, "{subject}");
    }
}

#[test]
fn a_ticket_that_is_closed_is_told_by_a_machine() {
    let headers = "From: Desk <desk@c.example>\nX-OTRS-Loop: yes\nAuto-Submitted: auto-generated\nSubject: [Ticket#2020020310000483] closed";
    assert_eq!(kind(&mail(headers, "Your ticket has been closed.")), Kind::TicketAck);
    let reply = "From: Desk via RT <desk@c.example>\nX-RT-Ticket: c.example #12\nAuto-Submitted: auto-replied\nSubject: [c.example #12] AutoReply: request";
    assert_eq!(
        kind(&mail(reply, "There is no need to reply to this message right now.")),
        Kind::TicketAck
    );
}

#[test]
fn an_acknowledgement_that_says_more_is_left_to_be_read() {
    let headers = format!("{DESK}\nSubject: Re: my request [#4711]");
    let texts = [
        "Thank you for your message. We have received your request. Please send us a copy of your passport to verify your identity.",
        "Thank you for contacting us. We have received your request; the answer is attached.",
        "Vielen Dank für Ihre Anfrage. Ihre Anfrage ist bei uns eingegangen. Leider speichern wir keine Daten zu Ihnen.",
        "Nous avons bien reçu votre demande. Merci de nous fournir une pièce d'identité.",
    ];
    for text in texts {
        assert_eq!(kind(&mail(&headers, text)), Kind::Human, "{text}");
    }
}

#[test]
fn newsletters_are_bulk_and_lists_of_people_are_not() {
    let letter = mail(
        "From: News <news@shop.example>\nList-Unsubscribe: <https://shop.example/u>\nPrecedence: bulk\nSubject: Our winter sale",
        "Everything is cheaper.\n\nYou are receiving this because you are a customer. Unsubscribe here.",
    );
    assert_eq!(kind(&letter), Kind::Bulk);
    let wordless = mail(
        "From: News <news@shop.example>\nList-Unsubscribe: <https://shop.example/u>\n\
         List-Unsubscribe-Post: List-Unsubscribe=One-Click\nPrecedence: bulk\nSubject: Our winter sale",
        "Everything is cheaper.",
    );
    assert_eq!(kind(&wordless), Kind::Bulk);
    let list = mail(
        "From: Ann <ann@z.example>\nList-Id: Gardeners <garden.z.example>\nList-Post: <mailto:garden@z.example>\n\
         List-Unsubscribe: <mailto:garden-leave@z.example>\nPrecedence: bulk\nSubject: [garden] roses",
        "Does anybody grow roses?\n\n_____\nTo unsubscribe write to garden-leave@z.example",
    );
    assert_eq!(kind(&list), Kind::Human);
}

#[test]
fn a_sentence_about_absence_is_no_absence_notice() {
    for subject in [
        "Re: Out of office",
        "Absence of an answer to my request",
        "Vacation days in my personnel file",
    ] {
        let mail = mail(
            &format!("{DESK}\nSubject: {subject}"),
            "I was on holiday, so I ask again: which data do you hold?",
        );
        assert_eq!(kind(&mail), Kind::Human, "{subject}");
    }
}

#[test]
fn what_an_agent_adds_to_a_ticket_is_no_acknowledgement() {
    let headers = "From: Desk <desk@c.example>\nX-Zendesk-From-Account-Id: 12\nAuto-Submitted: auto-generated\n\
        X-Auto-Response-Suppress: All\nSubject: [Desk] Re: my request";
    let answer = "Your request (4711) has been updated. To add a comment, reply to this email.\n\n\
        Paul Sommer, 5 Feb 2020, 10:12\nYour name and your address came from the form of 5 May 2019.";
    assert_eq!(kind(&mail(headers, answer)), Kind::Human);
    let received =
        "Your request (4711) has been received and is being reviewed by our support staff.";
    assert_eq!(kind(&mail(headers, received)), Kind::TicketAck);
}

#[test]
fn a_machine_that_brings_the_data_is_read() {
    let headers = "From: Data <data@c.example>\nAuto-Submitted: auto-generated\nIn-Reply-To: <m1@y.example>\nSubject: Your request 4711";
    let text =
        "Your data is ready. Download your data here. This message was automatically generated.";
    assert_eq!(kind(&mail(headers, text)), Kind::Human);
}

#[test]
fn a_parcel_that_was_not_delivered_is_no_bounce() {
    let headers = "From: Parcels <noreply@parcel.example>\nTo: zoe@y.example\nSubject: Delivery failed: your parcel";
    assert_ne!(
        kind(&mail(
            headers,
            "Your parcel could not be delivered to your door. Pick it up on Monday."
        )),
        Kind::Bounce
    );
}

#[test]
fn a_request_that_names_a_number_is_a_request() {
    let headers =
        "From: Zoe <zoe@y.example>\nTo: info@c.example\nSubject: Access request, ticket #47110";
    let text = "Hello,\n\nmy reference number is 47110. My last request has been closed and nothing has been registered. Please \
        confirm receipt and tell me which data you hold; I expect that my request will be processed within one month.\n\nZoe";
    assert_eq!(kind(&mail(headers, text)), Kind::Human);
}
