//! Judges a mail by its headers, its shape and its words together.

use super::cues::{AutomaticCues, Found, Topic};
use super::traits::{AutoSubmitted, Report, Traits};
use super::{Bounce, Kind, LOOK, bounce, tail, token};
use crate::message::Attachment;
use crate::message::mime::Parsed;

/// Who writes more than this without a header that says so is a person.
const LONG: usize = 1_500;

/// A mail as the judges see it.
pub(super) struct Letter<'a> {
    pub(super) parsed: &'a Parsed,
    pub(super) traits: &'a Traits,
    pub(super) cues: &'a AutomaticCues,
    pub(super) sender: Found,
    pub(super) subject: Found,
    pub(super) is_reply: bool,
    pub(super) own: String,
    pub(super) own_length: usize,
    pub(super) quotes: bool,
}

impl Letter<'_> {
    /// Judges by the reports that the parts hold.
    pub(super) fn report(&self) -> Option<(Kind, Option<Bounce>)> {
        let bounced = || (Kind::Bounce, Some(bounce::read(self)));
        match self.traits.report {
            Some(Report::Delivery) if bounce::is_success(&self.traits.delivery) => {
                Some((Kind::Receipt, None))
            }
            Some(Report::Delivery) => Some(bounced()),
            // A filter that rejects answers with a disposition, too (RFC 5429, 2.2).
            Some(Report::Disposition) => {
                let text = self.cues.in_text(&self.own);
                let rejects = self.subject.has(Topic::Undelivered) || text.has(Topic::Undelivered);
                Some(if rejects && !text.has(Topic::Read) {
                    bounced()
                } else {
                    (Kind::Receipt, None)
                })
            }
            Some(Report::Feedback) => Some((Kind::Receipt, None)),
            None if self.subject.has(Topic::Complaint) && !self.is_reply => {
                let machine = self.traits.returns || self.traits.answers_nobody(&self.sender);
                let packed = self.parsed.attachments.iter().any(|a| is_packed(&a.media_type));
                (machine || packed).then_some((Kind::Receipt, None))
            }
            None => None,
        }
    }

    /// Judges what is no report and no bounce.
    pub(super) fn answer(&self) -> Kind {
        let text = self.cues.in_text(&self.own);
        let traits = self.traits;
        if self.subject.leads_with(Topic::Read) && text.has(Topic::Read) && self.is_short() {
            return Kind::Receipt;
        }
        let told = self.is_told(&text);
        if self.is_away(&text) && (told || !self.is_reply) {
            let ticket = self.is_ticket_mail() && !text.has(Topic::Away);
            return if ticket { Kind::TicketAck } else { Kind::AutoReply };
        }
        if told {
            let acknowledges = self.is_ticket_mail() || text.has(Topic::Acknowledged);
            let ticket = acknowledges && !text.has(Topic::Away);
            return if ticket { Kind::TicketAck } else { Kind::AutoReply };
        }
        if self.is_ack(&text, self.evidence(&text)) {
            return Kind::TicketAck;
        }
        if text.has(Topic::Challenge) && traits.answers_nobody(&self.sender) && !self.quotes {
            return Kind::AutoReply;
        }
        if self.is_bulk(&text) { Kind::Bulk } else { Kind::Human }
    }

    /// Tells whether a header says that a machine answered, and the words and the shape agree.
    fn is_told(&self, text: &Found) -> bool {
        let traits = self.traits;
        let machine = text.has(Topic::Machine) || text.has(Topic::Away);
        match traits.auto_submitted {
            Some(AutoSubmitted::Replied) => machine || !self.is_an_answer(text),
            _ if self.has_documents() && text.has(Topic::Substance) => false,
            // Ticket systems say so of what an agent writes, too.
            Some(AutoSubmitted::Generated) if traits.ticket_system => {
                let plain = machine && self.is_short() && !text.has(Topic::Substance);
                plain || self.is_ack(text, 3)
            }
            Some(AutoSubmitted::Generated) => {
                let talk = self.traits.answers || token::is_in(&self.parsed.subject);
                let more = text.count(Topic::Substance) > u8::from(machine);
                !(talk && more) && (machine || !self.is_an_answer(text))
            }
            None if traits.autoreply => {
                let shape = self.is_short() && !self.quotes;
                !self.is_an_answer(text) && (machine || shape || self.is_ack(text, 3))
            }
            None => false,
        }
    }

    /// Tells whether it is an absence notice by its subject, or by its words and a header.
    fn is_away(&self, text: &Found) -> bool {
        let traits = self.traits;
        let header = traits.auto_submitted.is_some() || traits.autoreply || traits.null_path;
        let heads =
            [Topic::Away, Topic::Absence].iter().any(|topic| self.subject.leads_with(*topic));
        let leads = heads && !self.is_reply;
        let speaks =
            text.has(Topic::Away) && (self.subject.has(Topic::Away) && !self.is_reply || header);
        leads && (text.has(Topic::Away) || self.own_length <= LONG || header) || speaks
    }

    /// Counts what speaks for a machine beside its words of acknowledgement.
    fn evidence(&self, text: &Found) -> usize {
        let traits = self.traits;
        let machine: usize = [
            (traits.auto_submitted.is_some(), 3),
            (traits.autoreply, 2),
            (traits.null_path, 2),
            (text.has(Topic::Machine), 2),
            (traits.suppresses, 1),
            (traits.ticket_system, 1),
            (traits.bulk, 1),
            (self.sender.has(Topic::Silent), 1),
        ]
        .iter()
        .map(|(holds, weight)| if *holds { *weight } else { 0 })
        .sum();
        // A first letter may name a customer number and ask for an acknowledgement.
        if machine == 0 && !traits.answers {
            return 0;
        }
        let acknowledges = self.subject.has(Topic::Acknowledged) && !self.is_reply;
        machine + usize::from(acknowledges) + usize::from(token::is_in(&self.parsed.subject))
    }

    /// Tells whether the words acknowledge, and say no more.
    fn is_ack(&self, text: &Found, evidence: usize) -> bool {
        let enough = match text.count(Topic::Acknowledged) {
            0 => false,
            1 => evidence >= 3,
            2 => evidence >= 2,
            _ => evidence >= 2 || evidence == 1 && !self.is_reply,
        };
        let says_more = usize::from(text.count(Topic::Substance)) + 2 > evidence.max(2);
        let substance = text.has(Topic::Substance) && says_more;
        let more = substance || text.has(Topic::Comment) || self.has_documents();
        enough && self.own_length <= LONG && !more
    }

    /// Tells whether it looks like what a person answers: papers, or a text of some length to a quotation.
    fn is_an_answer(&self, text: &Found) -> bool {
        let machine = text.has(Topic::Machine) || text.has(Topic::Away);
        let long = self.own_length > LONG || self.quotes && self.own_length > LONG / 3;
        !machine && (self.has_documents() || long && text.has(Topic::Substance))
    }

    fn is_short(&self) -> bool {
        self.own_length <= LONG / 2 && !self.has_documents()
    }

    fn is_ticket_mail(&self) -> bool {
        self.traits.ticket_system || token::is_in(&self.parsed.subject)
    }

    fn has_documents(&self) -> bool {
        self.parsed.attachments.iter().any(is_document)
    }

    /// Tells whether it went to a list of readers, and not from one reader to the others.
    fn is_bulk(&self, text: &Found) -> bool {
        let traits = self.traits;
        let tagged = self.parsed.subject.trim_start().starts_with('[');
        let person = traits.answers
            || traits.discussion
            || self.is_reply
            || self.quotes
            || token::is_in(&self.parsed.subject);
        let sent = usize::from(traits.unsubscribe)
            + usize::from(traits.one_click)
            + usize::from(traits.campaign)
            + usize::from(traits.bulk)
            + usize::from(self.sender.has(Topic::Silent));
        if person || sent == 0 || text.has(Topic::Substance) || self.has_documents() {
            return false;
        }
        let leave = || {
            let end = tail(&self.parsed.text, LOOK);
            text.has(Topic::Newsletter) || self.cues.in_text(end).has(Topic::Newsletter)
        };
        sent >= 3 || traits.campaign && sent >= 2 || (sent >= 2 || !tagged) && leave()
    }
}

impl Traits {
    /// Tells whether nobody reads what is answered to it.
    fn answers_nobody(&self, sender: &Found) -> bool {
        self.null_path || self.auto_submitted.is_some() || sender.has(Topic::Silent)
    }
}

/// Tells whether an attachment carries words of its own, and is no picture or card of a signature.
fn is_document(attachment: &Attachment) -> bool {
    let kind = attachment.media_type.as_str();
    let decoration =
        ["image/", "text/", "message/", "multipart/"].iter().any(|k| kind.starts_with(k))
            || kind.contains("signature")
            || kind.contains("pgp")
            || kind.contains("ms-tnef")
            || kind.is_empty();
    !decoration
}

fn is_packed(kind: &str) -> bool {
    kind.contains("zip") || kind.contains("xml")
}
