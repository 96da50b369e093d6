//! Tells a bounce by its sender, subject and words, and reads which address failed and why.

use super::cues::Topic;
use super::delivery_status::{Action, DeliveryStatus};
use super::letter::Letter;
use super::traits::returned_id;
use super::{Bounce, address, code, head};

/// So much of a notice is read; what follows is the message that is returned.
const NOTICE: usize = 16 << 10;
/// More lines of a notice are not looked at.
const LINES: usize = 400;
/// An address stands at most so many lines below the words that it failed.
const NEAR: usize = 8;

/// An address of this rank is said to have failed.
const SAID: u8 = 3;

/// Tells whether all recipients got the message.
pub(super) fn is_success(delivery: &[DeliveryStatus]) -> bool {
    !delivery.is_empty() && delivery.iter().all(DeliveryStatus::is_done)
}

/// Tells whether a mail without a machine-readable report is a bounce.
pub(super) fn is_bounce(letter: &Letter<'_>) -> bool {
    let traits = letter.traits;
    let subject = letter.subject.has(Topic::Undelivered) || letter.subject.has(Topic::Delayed);
    let daemon = letter.sender.has(Topic::Daemon) || !traits.failed.is_empty();
    let silent = letter.sender.has(Topic::Silent);
    if !(daemon || silent || traits.null_path || subject) {
        return false;
    }
    if letter.subject.leads_with(Topic::Away) && !subject {
        return false;
    }
    let returned_nothing = !(traits.null_path || traits.returns || traits.auto_submitted.is_some());
    if letter.is_reply && traits.answers && letter.quotes && returned_nothing {
        return false;
    }
    // Anybody may write of lost mail; a program says it first, and shows what failed.
    if !(daemon || traits.null_path) {
        let leads = letter.subject.leads_with(Topic::Undelivered) || silent;
        let says = || letter.cues.in_text(&letter.own).has(Topic::Undelivered);
        return leads && !letter.is_reply && says() && shows(letter, notice(letter));
    }
    if daemon && (subject || !traits.failed.is_empty() || is_mailer_daemon(&traits.sender)) {
        return true;
    }
    let notice = notice(letter);
    let text = letter.cues.in_text(head(notice, NOTICE / 4));
    let failed = text.has(Topic::Undelivered) || text.has(Topic::Delayed);
    if daemon {
        return failed && (traits.null_path || shows(letter, notice));
    }
    subject || failed && !text.has(Topic::Away) && shows(letter, notice)
}

/// Tells whether a notice shows a code, an address that failed, or the message itself.
fn shows(letter: &Letter<'_>, notice: &str) -> bool {
    letter.traits.returns
        || code::enhanced(notice).is_some()
        || notice.lines().take(LINES).any(|line| code::reply(line).is_some())
        || named(letter, notice).0 >= SAID
}

fn is_mailer_daemon(sender: &str) -> bool {
    let sender = sender.to_ascii_lowercase();
    sender.contains("mailer daemon") || sender.contains("mailerdaemon")
}

/// Reads what a bounce says.
pub(super) fn read(letter: &Letter<'_>) -> Bounce {
    let traits = letter.traits;
    let notice = notice(letter);
    let failed: Vec<&DeliveryStatus> =
        traits.delivery.iter().filter(|one| !one.is_done()).collect();
    let mut recipients: Vec<String> =
        failed.iter().filter_map(|one| one.recipient.clone()).collect();
    if recipients.is_empty() {
        recipients = address::in_line(&traits.failed);
    }
    if recipients.is_empty() {
        recipients = named(letter, notice).1;
    }
    if recipients.is_empty() && traits.returned_to.len() == 1 {
        recipients.clone_from(&traits.returned_to);
    }
    let mut seen = std::collections::HashSet::new();
    recipients.retain(|address| seen.insert(address.clone()));
    let permanent = !is_delayed(letter, &failed, notice);
    let status = status(letter, &failed, notice).map(|status| as_class(status, permanent));
    Bounce {
        recipient: recipients.first().cloned(),
        recipients,
        hard: permanent && is_of_the_address(letter, status.as_deref(), &failed, notice),
        status,
        permanent,
        original: traits.original.clone().or_else(|| returned_id(&letter.parsed.text)),
    }
}

/// Tells whether delivery is tried again.
fn is_delayed(letter: &Letter<'_>, failed: &[&DeliveryStatus], notice: &str) -> bool {
    let mut actions = failed.iter().filter_map(|one| one.action).peekable();
    if actions.peek().is_some() {
        return actions.all(|action| action == Action::Delayed);
    }
    let text = letter.cues.in_text(head(notice, NOTICE / 4));
    let says = text.has(Topic::Delayed) || letter.subject.has(Topic::Delayed);
    says && !text.has(Topic::GivenUp)
}

/// Finds the status, from the most exact source to the least.
fn status(letter: &Letter<'_>, failed: &[&DeliveryStatus], notice: &str) -> Option<String> {
    let given = failed.iter().find_map(|one| one.status.as_deref().map(|status| (status, *one)));
    if let Some((status, one)) = given {
        let exact = code::enhanced(&one.diagnostic).filter(|s| is_vague(status) && !is_vague(s));
        let exact = exact.or_else(|| meant(letter, &one.diagnostic).filter(|_| is_vague(status)));
        return Some(exact.unwrap_or_else(|| status.to_owned()));
    }
    let said: Vec<&str> = failed.iter().map(|one| one.diagnostic.as_str()).collect();
    let text = if said.concat().trim().is_empty() { notice.to_owned() } else { said.join("\n") };
    let exact = code::enhanced(&text);
    if let Some(exact) = exact.clone().filter(|status| !is_vague(status)) {
        return Some(exact);
    }
    meant(letter, &text).or(exact).or_else(|| {
        let reply = text.lines().take(LINES).find_map(code::reply)?;
        Some(format!("{}.0.0", reply / 100))
    })
}

/// Gives the status that the words mean, in the class of the reply code beside them.
fn meant(letter: &Letter<'_>, text: &str) -> Option<String> {
    let found = letter.cues.in_text(head(text, NOTICE));
    let status = letter.cues.status(&found)?;
    let temporary = text.lines().take(LINES).find_map(code::reply).is_some_and(|code| code < 500);
    Some(if temporary { format!("4{}", &status[1..]) } else { status.to_owned() })
}

/// A status that tells no more than its class (RFC 3463, 3.1).
fn is_vague(status: &str) -> bool {
    status.ends_with(".0.0")
}

/// A message that waits has no final status.
fn as_class(status: String, permanent: bool) -> String {
    if permanent || !status.starts_with('5') { status } else { format!("4{}", &status[1..]) }
}

/// Tells whether a final failure is about the address (RFC 3463, 3.2), by its status or its words.
fn is_of_the_address(
    letter: &Letter<'_>,
    status: Option<&str>,
    failed: &[&DeliveryStatus],
    notice: &str,
) -> bool {
    let addressed =
        ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.1.351", "5.4.4"];
    match status {
        Some(status) if addressed.contains(&status) => true,
        // Many servers give a wrong status beside the right words.
        Some("5.0.0" | "5.2.1" | "5.4.1" | "5.5.0" | "5.7.1") => {
            let said =
                failed.iter().map(|one| one.diagnostic.as_str()).find(|said| !said.is_empty());
            let meant = meant(letter, said.unwrap_or(notice));
            meant.is_some_and(|meant| addressed.contains(&meant.as_str()))
        }
        _ => false,
    }
}

/// Gives the words of the program, without the message that it returns.
fn notice<'a>(letter: &Letter<'a>) -> &'a str {
    let text = head(&letter.parsed.text, NOTICE);
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').take(LINES).enumerate() {
        if n > 0
            && is_return(letter, line.trim().trim_start_matches(['>', ' ']))
            && has_words(&text[..at])
        {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

fn has_words(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_alphabetic).count() > 20 || !text.trim().is_ascii()
}

/// Tells whether a line begins the message that is returned.
fn is_return(letter: &Letter<'_>, line: &str) -> bool {
    let header = ["received:", "return-path:", "dkim-signature:", "mime-version:", "x-mailer:"];
    let begins = |name: &&str| line.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
    header.iter().any(begins)
        || line.len() < 120 && letter.cues.in_text(line).leads_with(Topic::Returned)
}

/// Lists the addresses that the words of a notice say failed, and how surely they say it.
fn named(letter: &Letter<'_>, notice: &str) -> (u8, Vec<String>) {
    let mut ranked: Vec<(u8, String)> = Vec::new();
    let mut since = NEAR + 1;
    for line in notice.lines().take(LINES) {
        let line = head(line.trim(), 1_000);
        if line.is_empty() {
            continue;
        }
        let found = letter.cues.in_text(line);
        let fails = found.has(Topic::Undelivered)
            || found.has(Topic::Failure)
            || found.has(Topic::Delayed)
            || code::reply(line).is_some()
            || line.to_ascii_lowercase().contains("rcpt to");
        since = if fails { 0 } else { since + 1 };
        for address in address::in_line(line) {
            let rank = rank(line, &address, fails, since <= NEAR);
            ranked.push((rank, address));
        }
    }
    let own: Vec<&str> = letter.parsed.to.iter().map(|m| m.address.as_str()).collect();
    let helper = |address: &str| {
        let local = address.split('@').next().unwrap_or_default();
        ["postmaster", "mailer-daemon", "abuse", "support", "helpdesk", "hostmaster"]
            .contains(&local)
            || own.contains(&address)
            || address == letter.parsed.from.address
    };
    for (rank, address) in &mut ranked {
        if helper(address) {
            *rank = (*rank).min(1);
        }
    }
    let best = ranked.iter().map(|(rank, _)| *rank).max().unwrap_or(0);
    let ranked = ranked.into_iter().filter(|(rank, _)| *rank == best && best > 0);
    (best, ranked.map(|(_, address)| address).take(100).collect())
}

/// Says how surely an address on a line is one that failed.
fn rank(line: &str, address: &str, fails: bool, near: bool) -> u8 {
    let lower = line.to_ascii_lowercase();
    let field = lower.split_once(':').map_or("", |(name, _)| name.trim());
    let other = [
        "from",
        "sender",
        "reply-to",
        "return-path",
        "message-id",
        "subject",
        "date",
        "cc",
        "x-sender",
        "references",
        "in-reply-to",
        "mail from",
    ];
    if other.contains(&field) || lower.contains("mail from:") || lower.contains("message-id:") {
        return 0;
    }
    if field == "to"
        || ["expanded from", "generated from", "reply to"].iter().any(|w| lower.contains(w))
    {
        return 1;
    }
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens =
        bare.starts_with(address) || bare.starts_with("smtp:") || bare.starts_with("rfc822;");
    match (opens, fails, near) {
        (true, _, true) => 4,
        (_, true, _) => SAID,
        (true, ..) | (_, _, true) => 2,
        _ => 1,
    }
}
