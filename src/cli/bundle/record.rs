//! Gathers what a bundle holds, and writes the record of it.

use super::identity::{self, Choice, Names, Numbered};
use super::pack::{Files, is_plain};
use super::{Args, collect::collect};
use crate::cli::audit::load_case;
use crate::cli::failure::Failure;
use crate::cli::pipeline::Rules;
use crate::exchange::Case;
use crate::id::MessageKey;
use crate::message::{Authentication, Message, Redacted, Removal, holds, redact};
use crate::report::{
    AnnexRecord, Annexes, Audit, Audited, CaseFileRecord, Event, Evidence, Exhibit, FileRecord,
    LeftOutWhy, MailboxRecord, MessageRecord, OptionsRecord, OriginalRecord, SourceRecord,
    ToolRecord, Words, attachments_of, safe_ending, sha256, shown,
};
use crate::source::{Location, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Outlook's files begin so (MS-CFB, 2.2).
const OUTLOOK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The case file as it was read, with the bytes of what it names.
#[derive(Default)]
pub(super) struct CaseBytes {
    pub(super) case: Case,
    text: Option<Vec<u8>>,
    files: Vec<Vec<u8>>,
}

impl CaseBytes {
    pub(super) fn read(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::default()) };
        let mut case = load_case(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let read = |path: &Path| {
            let changed = "let no other program change it, and try again";
            fs::read(path).map_err(|e| Failure::file(path, &e, changed))
        };
        let text = Some(read(path)?);
        let files: Result<_, _> =
            case.files_mut().map(|named| read(&folder.join(&named.path))).collect();
        Ok(Self { case, text, files: files? })
    }
}

/// Keeps the exchange that is asked for, if one is.
pub(super) fn select(
    audit: &mut Audit,
    wanted: Option<&str>,
    words: &Words,
) -> Result<(), Failure> {
    if audit.exchanges.is_empty() {
        let line = words.say_with("no-exchange", &[("count", audit.read.into())]);
        return Err(Failure::Wrong(format!("{line} {}", words.say("no-exchange-hint"))));
    }
    let Some(wanted) = wanted else { return Ok(()) };
    let known: Vec<String> =
        audit.exchanges.iter().map(|audited| audited.exchange.id.to_string()).collect();
    audit.exchanges.retain(|audited| audited.exchange.id.as_str() == wanted);
    if audit.exchanges.is_empty() {
        let known = known[..known.len().min(20)].join(", ");
        return Err(Failure::Wrong(format!(
            "--exchange {wanted}: no such exchange; there are {known}"
        )));
    }
    Ok(())
}

/// Gathers the messages and letters of the exchanges, and all that is needed to audit them again.
pub(super) fn gather(
    audit: &Audit,
    case: &CaseBytes,
    args: &Args,
    (sources, rules, words): (&[Box<dyn Source>], &Rules, &Words),
) -> Result<(Evidence, Files), Failure> {
    let entries = audit.exchanges.iter().flat_map(|audited| &audited.exchange.entries);
    let wanted: BTreeMap<MessageKey, Location> =
        entries.map(|e| (e.message.key, e.message.location.clone())).collect();
    let raw = collect(&wanted, &args.given.paths, sources, rules)?;
    let numbered = numbered(audit, &raw);
    let names = args.redact_identity.then(|| Names::load(&rules.files)).transpose()?;
    let choices = identity::choose(&numbered, &args.redact, names.as_ref())?;
    let unwanted: BTreeSet<MessageKey> = choices.iter().map(|choice| choice.key).collect();
    let mut evidence = Evidence {
        schema: Evidence::SCHEMA.to_owned(),
        tool: ToolRecord::of(audit),
        as_of: audit.as_of,
        options: OptionsRecord {
            regime: args.given.regime.clone(),
            member_state: args.given.member_state.clone(),
            lang: args.lang.clone(),
            exchange: args.exchange.clone(),
            own_rules: Vec::new(),
        },
        case: case.text.as_ref().map(|bytes| FileRecord::of("case.toml", bytes)),
        case_files: Vec::new(),
        mailbox: mailbox(audit),
        annexes: Vec::new(),
        log: Vec::new(),
    };
    let mut files = Files::new();
    files.extend(case.text.clone().map(|bytes| ("case.toml".to_owned(), bytes)));
    for (name, file) in rules.files.added() {
        let place = format!("rules/{name}");
        if !is_plain(&place) {
            let why = "a rule file whose name cannot stand in a bundle; give it a plainer one";
            return Err(Failure::Wrong(format!("{name}: {why}")));
        }
        evidence.options.own_rules.push(name.to_owned());
        files.insert(place, file.text.as_bytes().to_vec());
    }
    let mut letters = BTreeMap::new();
    for (audited, annexes) in audit.exchanges.iter().zip(Annexes::of(audit)) {
        for (number, exhibit) in annexes.listed() {
            let (file, message) = match exhibit {
                Exhibit::Message(_, entry) => {
                    let bytes = &raw[&entry.message.key];
                    let copy = copy_without(bytes, number, &unwanted, words)?;
                    let (file, record) =
                        message(number, &entry.message, bytes, copy, &args.given.paths, &mut files);
                    (Some(file), Some(record))
                }
                Exhibit::Letter(_, letter) => {
                    let found = letter.file.as_ref().and_then(|named| {
                        let bytes =
                            case.files.iter().find(|bytes| sha256(bytes) == named.sha256)?;
                        let name =
                            format!("annexes/{number:03}-letter.{}", safe_ending(&named.path));
                        letters.entry(named.sha256.clone()).or_insert(name.clone());
                        Some((name, bytes))
                    });
                    (found.map(|(name, bytes)| keep(&mut files, name, bytes.clone())), None)
                }
            };
            let exchange = audited.exchange.id.to_string();
            evidence.annexes.push(AnnexRecord { annex: number, exchange, file, message });
        }
    }
    enclose_mandate(case, &mut letters, &mut files);
    evidence.case_files = case_files(case, &letters);
    evidence.log = log(audit, case, args, &evidence, &choices);
    nothing_unwanted(&files, &unwanted)?;
    Ok((evidence, files))
}

fn keep(files: &mut Files, name: String, bytes: Vec<u8>) -> FileRecord {
    let record = FileRecord::of(name.clone(), &bytes);
    files.insert(name, bytes);
    record
}

/// Lists the messages with their numbers and bytes.
fn numbered<'a>(audit: &'a Audit, raw: &'a BTreeMap<MessageKey, Vec<u8>>) -> Vec<Numbered<'a>> {
    let of = |(audited, annexes): (&'a Audited, Annexes<'a>)| {
        let listed: Vec<_> = annexes.listed().collect();
        listed.into_iter().filter_map(move |(annex, exhibit)| {
            let Exhibit::Message(i, entry) = exhibit else { return None };
            let gives_identity = audited.exchange.gives(i, "id-document");
            Some(Numbered { annex, gives_identity, bytes: &raw[&entry.message.key] })
        })
    };
    audit.exchanges.iter().zip(Annexes::of(audit)).flat_map(of).collect()
}

/// Makes the copy of a message out of which attachments are left, if it holds any of them.
fn copy_without(
    bytes: &[u8],
    annex: usize,
    unwanted: &BTreeSet<MessageKey>,
    words: &Words,
) -> Result<Option<Redacted>, Failure> {
    let note = |removed: &[Removal]| {
        let line = |removal: &Removal| {
            let facts = [
                ("type", shown(&removal.media_type).into()),
                ("size", removal.size.into()),
                ("sha256", removal.sha256.to_string().into()),
            ];
            words.say_with("left-out-part", &facts)
        };
        removed.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    if unwanted.is_empty() {
        return Ok(None);
    }
    redact(bytes, unwanted, &note).map_err(|fault| {
        let hint = "file this message by hand, or leave its exchange out with --exchange";
        Failure::Wrong(format!("annex {annex}: {fault}; {hint}"))
    })
}

/// Puts a message into the bundle, and describes it.
fn message(
    annex: usize,
    message: &Message,
    bytes: &[u8],
    copy: Option<Redacted>,
    paths: &[PathBuf],
    files: &mut Files,
) -> (FileRecord, MessageRecord) {
    let copy = copy.map(|copy| copy.bytes);
    let (attachments, attached) = attachments_of(annex, bytes, copy.as_deref());
    files.extend(attached);
    let ending = if bytes.starts_with(OUTLOOK) { "msg" } else { "eml" };
    let (name, stored) = match &copy {
        Some(copy) => (format!("annexes/{annex:03}-redacted.{ending}"), copy.clone()),
        None => (format!("annexes/{annex:03}.{ending}"), bytes.to_vec()),
    };
    let record = MessageRecord {
        message_id: message.id.to_string(),
        date: message.date.map(|date| date.to_rfc3339()),
        source: source(&message.location, paths),
        forwarded_in: message.forwarded_in.as_ref().map(ToString::to_string),
        redacted: copy.is_some(),
        original: copy
            .is_some()
            .then(|| OriginalRecord { sha256: sha256(bytes), size: bytes.len() as u64 }),
        authentication: Authentication::of(bytes),
        attachments,
    };
    (keep(files, name, stored), record)
}

/// Tells whether a message of a bundle is what its record says.
pub(in crate::cli) fn is_as_recorded(annex: &AnnexRecord, files: &Files) -> bool {
    let Some(file) = &annex.file else { return annex.message.is_none() };
    let Some(bytes) = files.get(&file.file) else { return false };
    let same = FileRecord::of(file.file.clone(), bytes) == *file;
    let Some(message) = &annex.message else { return same };
    if message.redacted || message.original.is_some() {
        let gone = message.attachments.iter().any(|attachment| attachment.redacted);
        return same && gone && message.original.is_some();
    }
    let listed = attachments_of(annex.annex, bytes, None).0 == message.attachments;
    same && listed && Authentication::of(bytes) == message.authentication
}

/// Says where a message lay, below the path that was given: what is above it is nobody's business.
fn source(location: &Location, paths: &[PathBuf]) -> SourceRecord {
    let below = paths.iter().enumerate().find_map(|(n, given)| {
        let base = if given.is_dir() { given.as_path() } else { given.parent()? };
        Some((n + 1, location.path.strip_prefix(base).ok()?))
    });
    let name = || (1, location.path.file_name().map_or(&*location.path, Path::new));
    let (given, path) = below.unwrap_or_else(name);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let path = parts.join("/");
    SourceRecord { given, path, offset: location.offset, length: location.length }
}

fn mailbox(audit: &Audit) -> MailboxRecord {
    MailboxRecord {
        seen: audit.seen,
        read: audit.read,
        duplicates: audit.duplicates.len(),
        unreadable: audit.seen.saturating_sub(audit.read + audit.duplicates.len()),
        copies: audit.copies.len(),
        unrelated: audit.unrelated.len(),
        later: audit.later.len(),
    }
}

fn enclose_mandate(case: &CaseBytes, known: &mut BTreeMap<String, String>, files: &mut Files) {
    let mandate = case.case.representative.as_ref().and_then(|r| r.mandate.as_ref());
    let Some(mandate) = mandate else { return };
    let bytes = case.files.iter().find(|bytes| sha256(bytes) == mandate.sha256);
    if let Some(bytes) = bytes {
        let name = format!("annexes/mandate.{}", safe_ending(&mandate.path));
        known.entry(mandate.sha256.clone()).or_insert(name.clone());
        files.insert(name, bytes.clone());
    }
}

fn case_files(case: &CaseBytes, known: &BTreeMap<String, String>) -> Vec<CaseFileRecord> {
    let mut listed = case.case.clone();
    let record = |named: &mut crate::exchange::CaseFile| CaseFileRecord {
        named: named.path.to_string_lossy().into_owned(),
        file: known.get(&named.sha256).cloned(),
        sha256: named.sha256.clone(),
        size: named.size,
    };
    listed.files_mut().map(record).collect()
}

fn log(
    audit: &Audit,
    case: &CaseBytes,
    args: &Args,
    evidence: &Evidence,
    choices: &[Choice],
) -> Vec<Event> {
    let opened = |(n, path): (usize, &PathBuf)| {
        let kind = match path {
            path if path == Path::new("-") => "standard-input",
            path if path.is_dir() => "folder",
            _ => "file",
        };
        let name = (kind == "file").then(|| path.file_name()).flatten();
        let name = name.map(|name| name.to_string_lossy().into_owned());
        Event::Opened { given: n + 1, kind: kind.to_owned(), name }
    };
    let mut log: Vec<Event> = args.given.paths.iter().enumerate().map(opened).collect();
    log.push(Event::Read(evidence.mailbox));
    if !evidence.options.own_rules.is_empty() {
        log.push(Event::Rules { files: evidence.options.own_rules.len() });
    }
    if case.text.is_some() {
        let case = &case.case;
        log.push(Event::Decided {
            link: case.link.len(),
            unlink: case.unlink.len(),
            letters: case.letters.len(),
            waived: case.waive.iter().map(|waiver| waiver.finding.to_string()).collect(),
        });
    }
    let kept: Vec<String> = audit.exchanges.iter().map(|a| a.exchange.id.to_string()).collect();
    log.push(Event::Exchanges { kept });
    let (messages, bytes) = evidence.messages().fold((0, 0), |(n, sum), (_, file, message)| {
        (n + 1, sum + message.original.as_ref().map_or(file.size, |original| original.size))
    });
    log.push(Event::Collected { messages, bytes });
    for (annex, _, message) in evidence.messages() {
        for attachment in message.attachments.iter().filter(|attachment| attachment.redacted) {
            let chosen = |c: &&Choice| c.annex == annex.annex && c.attachment == attachment.number;
            let why = choices.iter().find(chosen).map_or(LeftOutWhy::Same, |choice| choice.why);
            let sha256 = attachment.sha256.clone();
            log.push(Event::LeftOut {
                annex: annex.annex,
                attachment: attachment.number,
                why,
                sha256,
            });
        }
    }
    log
}

/// Makes sure that nothing of what is to be left out is in the bundle.
fn nothing_unwanted(files: &Files, unwanted: &BTreeSet<MessageKey>) -> Result<(), Failure> {
    let is_mail = |name: &str| {
        name.starts_with("annexes/") || Path::new(name).extension() == Some("eml".as_ref())
    };
    let has = |(name, bytes): &(&String, &Vec<u8>)| {
        let is_it = MessageKey::parse(&sha256(bytes)).is_some_and(|key| unwanted.contains(&key));
        is_it || (is_mail(name) && holds(bytes, unwanted))
    };
    match files.iter().filter(|_| !unwanted.is_empty()).find(has) {
        None => Ok(()),
        Some((name, _)) => Err(Failure::Wrong(format!(
            "{name} would still hold an attachment that is to be left out; file this message by hand, or leave its exchange out with --exchange"
        ))),
    }
}

/// Says what is in the bundle and how to check it.
pub(super) fn readme(evidence: &Evidence, words: &Words) -> String {
    let mut text = format!("{}\n\n", words.say("bundle-title"));
    let mut say = |line: &str| text.extend([textwrap::fill(line, 78).as_str(), "\n"]);
    let facts = [
        ("date", words.date(evidence.as_of).into()),
        ("version", evidence.tool.version.clone().into()),
        ("sha256", evidence.tool.rules_sha256.clone().into()),
    ];
    say(&words.say_with("bundle-made", &facts));
    say("");
    for line in ["annexes", "attachments", "reports", "record", "case", "rules", "manifest"] {
        let is_there = match line {
            "case" => evidence.case.is_some(),
            "rules" => !evidence.options.own_rules.is_empty(),
            "attachments" => evidence.messages().any(|(_, _, m)| !m.attachments.is_empty()),
            _ => true,
        };
        if is_there {
            say(&words.say(&format!("bundle-has-{line}")));
        }
    }
    say("");
    for line in ["bundle-check", "bundle-authenticity", "bundle-dkim", "bundle-order"] {
        say(&words.say(line));
        say("");
    }
    let left_out = evidence.redactions(words);
    if !left_out.is_empty() {
        say(&words.say("left-out-intro"));
        left_out.iter().for_each(|line| say(line));
    }
    text
}
