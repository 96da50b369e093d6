//! What each mail program writes above the mail it quotes.

use super::*;

/// Attributions as programs write them: those of the first list stand above marked lines, those of
/// the second are sure enough to stand above unmarked ones as well.
const ATTRIBUTIONS: [&str; 22] = [
    "On 03/02/2020 10:00, Zoe wrote:",
    "On Tue, Feb 4, Zoe Keller\nwrote:",
    "Zoe Keller wrote:",
    "At 10:00 3/2/2020, you wrote:",
    "Le 3 février 2020, Zoé Keller a écrit :",
    "Zoé a écrit :",
    "Am 03.02.20 schrieb Zoe:",
    "Zoe Keller schrieb:",
    "El lunes, 3 de febrero de 2020, Zoe escribió:",
    "Il 3 febbraio 2020, Zoe ha scritto:",
    "Op 3 februari 2020 heeft Zoe het\nvolgende geschreven:",
    "Em 3 de fevereiro de 2020, Zoe escreveu:",
    "Dnia 3 lutego 2020 Zoe napisała:",
    "Zoe napisał(a):",
    "Den 3 februari 2020 skrev Zoe:",
    "Den 3. feb. 2020, skrev Zoe:",
    "Zoe kirjoitti 3.2.2020:",
    "Dne 3. 2. 2020 Zoe napsala:",
    "3 февраля 2020 г. пользователь Zoe написал:",
    "2020年2月3日(月) 10:00 Zoe <z@y.example>:",
    "---- Zoe Keller wrote ----",
    "2020/2/3 Zoe <z@y.example>",
];

const SURE: [&str; 39] = [
    "Am 03.02.2020 um 10:00 schrieb zoe@y.example:",
    "Op 3 februari 2020 10:00 schreef \\\"z@y.example\\\" <z@y.example>:",
    "tir. 3. feb. 2020 kl. 10:00 skrev Zoe Keller <z@y.example\n>:",
    "On Mon, Feb 3, 2020 at 10:00 AM Zoe Keller <z@y.example> wrote:",
    "On Mon, Feb 3, 2020 at 10:00 AM Zoe Keller from the Library of the Town\n<z@y.example> wrote:",
    "On Feb 3, 2020, at 10:00, Zoe Keller <\nz@y.example>\nwrote:",
    "On Monday, 3 February 2020 at 10:00, Zoe wrote:",
    "On 2020-02-03 10:00, Zoe <z@y.example> wrote:",
    "On Mon, 03 Feb 2020 10:00:00 +0100 Zoe Keller <z@y.example> wrote",
    "---- On Mon, 03 Feb 2020 10:00:00 +0100 Zoe Keller <z@y.example> wrote ----",
    "Zoe Keller <z@y.example> wrote:",
    "Le lun. 3 févr. 2020 à 10:00, Zoé <z@y.example> a écrit :",
    "Le 3 févr. 2020 à 10:00, Zoé <z@y.example<mailto:z@y.example>> a écrit :",
    "Le 03/02/2020 à 10:00, Zoé Keller a écrit :",
    "Am Mo., 3. Feb. 2020 um 10:00 Uhr schrieb Zoe <z@y.example>:",
    "Am 03.02.2020 um 10:00 schrieb Zoe Keller:",
    "Zoe Keller <z@y.example> schrieb am Mo., 3. Feb. 2020\num 10:00 Uhr:",
    "El lun, 3 feb 2020 a las 10:00, Zoe (<z@y.example>) escribió:",
    "El 3/2/2020 a las 10:00, Zoe Keller escribió:",
    "Il giorno lun 3 feb 2020 alle ore 10:00 Zoe <z@y.example> ha scritto:",
    "Il 03/02/2020 10:00, Zoe Keller ha scritto:",
    "Op ma 3 feb. 2020 om 10:00 schreef Zoe <z@y.example>:",
    "Op 03-02-2020 om 10:00 schreef Zoe Keller:",
    "Em seg., 3 de fev. de 2020 às 10:00, Zoe <z@y.example> escreveu:",
    "pon., 3 lut 2020 o 10:00 Zoe <z@y.example> napisał(a):",
    "W dniu 2020-02-03 10:00:00 użytkownik Zoe <z@y.example> napisał:",
    "W dniu 03.02.2020 o 10:00, Zoe Keller pisze:",
    "man. 3. feb. 2020 kl. 10.00 skrev Zoe <z@y.example>:",
    "Den man. 3. feb. 2020 kl. 10.00 skrev Zoe <z@y.example>:",
    "Den mån 3 feb. 2020 kl 10:00 skrev Zoe <z@y.example>:",
    "ma 3. helmik. 2020 klo 10.00 Zoe (z@y.example) kirjoitti:",
    "po 3. 2. 2020 v 10:00 odesílatel Zoe <z@y.example> napsal:",
    "пн, 3 февр. 2020 г. в 10:00, Zoe <z@y.example>:",
    "пн, 3 лют. 2020 р. о 10:00 Zoe <z@y.example> пише:",
    "Zoe <z@y.example> 于2020年2月3日周一 10:00写道：",
    "2020. 2. 3. 오전 10:00 Zoe <z@y.example> 작성:",
    "El dl., 3 de febr. 2020, 10:00, Zoe <z@y.example> va escriure:",
    "Vào Th 2, 3 thg 2, 2020 lúc 10:00 Zoe <z@y.example> đã viết:",
    "03.02.2020, 10:00, \"Zoe Keller\" <z@y.example>:",
];

const BLOCKS: [&str; 23] = [
    "Zoe Keller <z@y.example>\n03/02/2020 10:00\nPlease respond to\nZoe Keller <z@y.example>\n\n\nTo\ndesk@x.example\ncc\n\nSubject\nx",
    "From: Zoe <z@y.example>\nSent: Monday, 3 February 2020 10:00\nTo: Desk\nSubject: x",
    "*From:* Zoe [mailto:z@y.example]\n*Sent:* Monday, 3 February 2020 10:00\n*To:* Desk\n*Subject:* x",
    "________________________________\nFrom: Zoe\nSent: Monday\nTo: Desk\nSubject: x",
    "-----Original Message-----\nFrom: Zoe",
    "----- Forwarded by Zoe Keller/Town on 03/02/2020 10:00 -----\n\nFrom: Zoe\nTo: Desk\nDate: 03/02/2020 10:00\nSubject: x",
    "De : Zoé <z@y.example>\nEnvoyé : lundi 3 février 2020 10:00\nÀ : Desk\nObjet : x",
    "De: Zoé\nDate: lundi 3 février 2020 à 10:00\nÀ: Desk\nObjet: x",
    "====\n\nMessage du : 03/02/2020 10:00\nDe : Zoé <z@y.example>\nA : desk@x.example\nCopie à :\nSujet : x",
    "Von: Zoe <z@y.example>\nGesendet: Montag, 3. Februar 2020 10:00\nAn: Desk\nBetreff: x",
    "-----Ursprüngliche Nachricht-----\nVon: Zoe\nGesendet: Montag",
    "De: Zoe <z@y.example>\nEnviado el: lunes, 3 de febrero de 2020 10:00\nPara: Desk\nAsunto: x",
    "Da: Zoe <z@y.example>\nInviato: lunedì 3 febbraio 2020 10:00\nA: Desk\nOggetto: x",
    "Van: Zoe <z@y.example>\nVerzonden: maandag 3 februari 2020 10:00\nAan: Desk\nOnderwerp: x",
    "De: Zoe <z@y.example>\nEnviada em: segunda-feira, 3 de fevereiro de 2020 10:00\nPara: Desk\nAssunto: x",
    "Od: Zoe <z@y.example>\nWysłano: poniedziałek, 3 lutego 2020 10:00\nDo: Desk\nTemat: x",
    "Fra: Zoe <z@y.example>\nSendt: 3. februar 2020 10:00\nTil: Desk\nEmne: x",
    "Från: Zoe <z@y.example>\nSkickat: den 3 februari 2020 10:00\nTill: Desk\nÄmne: x",
    "Lähettäjä: Zoe <z@y.example>\nLähetetty: maanantai 3. helmikuuta 2020 10.00\nVastaanottaja: Desk\nAihe: x",
    "От: Zoe\nОтправлено: понедельник, 3 февраля 2020 г. 10:00\nКому: Desk\nТема: x",
    "发件人: Zoe <z@y.example>\n发送时间: 2020年2月3日 10:00\n收件人: Desk\n主题: x",
    "---------- Weitergeleitete Nachricht ---------\nVon: Zoe <z@y.example>",
    "Début du message réexpédié :\n\nDe: \"Zoé\" <z@y.example>\nObjet: x",
];

#[test]
fn an_attribution_and_what_it_stands_above_are_quoted() {
    for attribution in ATTRIBUTIONS.iter().chain(&SURE) {
        let body = format!("{ANSWER}\n\n{attribution}\n\n> Send me my data.\n>\n> Zoe\n");
        assert_eq!(own(&body), ANSWER, "{attribution}");
        let close = format!("{ANSWER}\n{attribution}\n> Send me my data.\n");
        assert_eq!(own(&close), ANSWER, "{attribution}");
        let below = format!("{attribution}\n> Send me my data.\n\n{ANSWER}\n");
        assert_eq!(own(&below), ANSWER, "{attribution}");
    }
}

#[test]
fn a_sure_attribution_needs_no_mark_below_it() {
    for attribution in SURE {
        let body = format!("{ANSWER}\n\n{attribution}\n\nSend me my data.\n\nIt is mine.\n");
        assert_eq!(own(&body), ANSWER, "{attribution}");
    }
}

#[test]
fn a_header_block_and_what_it_stands_above_are_quoted() {
    for block in BLOCKS {
        for body in [
            format!("{ANSWER}\n\n{block}\n\nSend me my data.\n\nIt is mine.\n"),
            format!("{ANSWER}\n\n\n  {}\n\nSend me my data.\n", block.replace('\n', "\n  ")),
        ] {
            assert_eq!(own(&body), ANSWER, "{body}");
        }
    }
}

#[test]
fn forwarded_mail_in_marked_lines_leaves_what_stands_below_it() {
    for announcement in [
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "---------- Forwarded message ---------",
        "-------- Messaggio inoltrato --------",
    ] {
        let body =
            format!("{announcement}\n\n> From: Zoe <z@y.example>\n>\n> Send it.\n\n{ANSWER}\n");
        assert_eq!(own(&body), ANSWER, "{announcement}");
    }
}

#[test]
fn an_attribution_may_share_the_line_of_an_answer() {
    let body = format!("{ANSWER} On Wed, Feb 5, 2020 at 3:59 PM, z@y.example wrote:\n> Hi\n");
    assert_eq!(own(&body), ANSWER);
    let body = format!("{ANSWER}--- Am 05.02.2020 um 15:59 schrieb Zoe:\n> Hi\n");
    assert_eq!(own(&body), ANSWER);
}

#[test]
fn what_only_looks_like_history_is_kept() {
    for letter in [
        "On 5 May 2020 at 10:00 we wrote:\n\nYour claim is refused.",
        "As our officer Jane Doe <jane@x.example> wrote on 5 May 2020 in her long letter to you, which you have:\n\nit is refused.",
        "Le 3 mai 2024 à 10:15, nous vous avons écrit :\n\nVotre demande est refusée.",
        "Am 3. Mai 2024 haben Sie uns geschrieben:\n\nDas lehnen wir ab.",
        "From: here on, all is well.\nTo: be clear, we refuse.",
        "Period\nFrom: 1 May 2020\nTo: 31 May 2020\n\nWe hold no calls.",
        "Date: Wednesday, 3 May\nTime: 10:00\nAddress: 3 Fox Street\n\nBring a copy.",
        "From: Privacy Team\nTo: Ms Keller\nDate: 3 May 2020\nSubject: Your request\n\nWe hold nothing.",
        "This is the answer to a message you have sent to desk@x.example.\n\nWe are away until May.",
        "We have sent a message on 5 May 2020 at 10:00 from desk@x.example:\n\nit was returned.",
        "On 5 May 2020 at 10:00 your colleague John sent us the following:\n\na request.",
        "Am 5. Mai 2020 um 10:00 schrieb uns Frau Keller:\n\nSie will alles.",
        "Something wrote:\nWe hold nothing.",
        "------ What we hold ------\n\nName, address, orders and payments.",
        "On the other hand, we hold nothing.\nOn average, it takes a week.",
        "The answer was sent from my colleague to you.",
        "| Purpose | Kept |\n| Billing | 10 years |",
        "We asked the three of them.\nOn 5 May\nthey said no.",
    ] {
        assert_eq!(own(&format!("{letter}\n")), collapsed(letter));
    }
}

#[test]
fn wrapped_quoted_lines_belong_to_the_quotation() {
    let wrapped = format!(
        "> you have to tell me to whom you gave my data and for what purposes they\nwere given (see\n\
         > the letter)\n> (see http://x.example/a_long\n_address)\n>\n\n{ANSWER}\n"
    );
    assert_eq!(own(&wrapped), ANSWER);
    let answered = "> Did you delete it?\nno\n> Will you?\nyes, in May\n";
    assert_eq!(own(answered), "no yes, in May");
}

#[test]
fn below_the_line_of_a_ticket_system_stands_history() {
    for line in [
        "##- Please type your reply above this line -##",
        "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##",
        "--- Répondre au-dessus de cette ligne ---",
        "==== Svara ovanför den här raden ====",
    ] {
        assert_eq!(own(&format!("{line}\n\n{ANSWER}\n")), ANSWER, "{line}");
        assert_eq!(own(&format!("{ANSWER}\n\n{line}\n\nSend me my data.\n")), ANSWER, "{line}");
    }
}
