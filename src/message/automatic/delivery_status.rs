//! Reads the fields of a delivery status notification (RFC 3464).

/// What became of one recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Given up.
    Failed,
    /// Tried again later.
    Delayed,
    /// Delivered, relayed or expanded.
    Done,
}

/// The fields of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeliveryStatus {
    /// The address, in lower case.
    pub(super) recipient: Option<String>,
    pub(super) action: Option<Action>,
    /// The status code (RFC 3463).
    pub(super) status: Option<String>,
    /// What the other server said.
    pub(super) diagnostic: String,
}

/// More recipients than this are not read.
const MOST: usize = 1_000;

impl DeliveryStatus {
    /// Tells whether a text holds such fields.
    pub(super) fn is_in(text: &str) -> bool {
        let begins = |name: &str| {
            text.lines().any(|line| field(line).is_some_and(|(n, _)| n.eq_ignore_ascii_case(name)))
        };
        // Nearly no mail has it, and this is asked of every one.
        let may = memchr::memmem::find(text.as_bytes(), b"ecipient").is_some()
            || memchr::memmem::find(text.as_bytes(), b"ECIPIENT").is_some();
        text.len() < 64 << 10
            && may
            && begins("final-recipient")
            && (begins("action") || begins("status"))
    }

    /// Reads every recipient; the fields of the message itself are left out.
    pub(super) fn read(text: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut now =
            Self { recipient: None, action: None, status: None, diagnostic: String::new() };
        let mut in_diagnostic = false;
        for line in text.lines().chain([""]) {
            if in_diagnostic && line.starts_with([' ', '\t']) && !line.trim().is_empty() {
                now.diagnostic.push(' ');
                now.diagnostic.push_str(line.trim());
                continue;
            }
            in_diagnostic = false;
            let Some((name, value)) = field(line) else {
                if line.trim().is_empty() && now.is_one() {
                    all.push(now.clone());
                    now = Self {
                        recipient: None,
                        action: None,
                        status: None,
                        diagnostic: String::new(),
                    };
                }
                if all.len() >= MOST {
                    break;
                }
                continue;
            };
            let typed = || value.split_once(';').map_or(value, |(_, rest)| rest).trim();
            match name.to_ascii_lowercase().as_str() {
                // The address that the sender knows, before that behind it (RFC 3464, 2.3.1).
                "original-recipient" => now.recipient = address(typed()).or(now.recipient),
                "final-recipient" | "x-actual-recipient" if now.recipient.is_none() => {
                    now.recipient = address(typed());
                }
                "action" => now.action = action(value),
                "status" => now.status = super::code::enhanced(value),
                "diagnostic-code" => {
                    typed().clone_into(&mut now.diagnostic);
                    in_diagnostic = true;
                }
                _ => {}
            }
        }
        all
    }

    /// Tells whether the message got there.
    pub(super) fn is_done(&self) -> bool {
        let succeeded = self.status.as_deref().is_some_and(|status| status.starts_with('2'));
        self.action == Some(Action::Done) || self.action.is_none() && succeeded
    }

    fn is_one(&self) -> bool {
        self.recipient.is_some() || self.action.is_some() && self.status.is_some()
    }
}

/// Splits a line into the name of a field and its value.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_name.then(|| (name, value.trim()))
}

fn address(value: &str) -> Option<String> {
    super::address::in_line(value).into_iter().next()
}

fn action(value: &str) -> Option<Action> {
    match value.split([' ', '(', ';']).next()?.to_ascii_lowercase().as_str() {
        "failed" | "failure" => Some(Action::Failed),
        "delayed" => Some(Action::Delayed),
        "delivered" | "deliverable" | "relayed" | "expanded" => Some(Action::Done),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_recipient_is_read_with_its_folded_diagnostic() {
        let text = "Reporting-MTA: dns; mx.example\n\nOriginal-Recipient: rfc822;desk@c.example\n\
            Final-Recipient: RFC822; Box@C.example\nAction: failed\nStatus: 5.0.0 (permanent)\n\
            Diagnostic-Code: smtp; 550\n 5.1.1 no such user\n\n\
            Final-Recipient: rfc822; b@c.example\nAction: relayed\nStatus: 2.0.0\n";
        let all = DeliveryStatus::read(text);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].recipient.as_deref(), Some("desk@c.example"));
        assert_eq!(
            (all[0].action, all[0].status.as_deref()),
            (Some(Action::Failed), Some("5.0.0"))
        );
        assert_eq!(all[0].diagnostic, "550 5.1.1 no such user");
        assert_eq!(all[1].action, Some(Action::Done));
    }

    #[test]
    fn a_sentence_with_a_colon_is_no_field() {
        assert!(!DeliveryStatus::is_in("We see it so: Action: none\nfinal recipient: you"));
    }
}
