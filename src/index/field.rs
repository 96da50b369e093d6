//! The one table of what can be asked for: the parser of queries, the schema and the help read it.

/// A field that a query can name.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// As it stands before the colon.
    pub name: &'static str,
    /// What can stand behind the colon.
    pub takes: Takes,
    /// What it finds.
    pub help: &'static str,
    /// How it is used.
    pub example: &'static str,
}

/// What can stand behind the colon of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words that stand in these parts of a message.
    Words(&'static [Part]),
    /// Days: one, or a range.
    Days(DaySense),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A name that is compared as a whole, whatever its case.
    Name(NameOf),
}

/// A part of a message whose words are indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the sender wrote.
    Own,
    /// What others wrote before, signatures and frames.
    Quoted,
    /// The subject.
    Subject,
    /// The words of attachments, and of messages that are attached.
    Attached,
    /// The names of attachments.
    FileNames,
    /// Name and address of the sender.
    From,
    /// Names and addresses of those it went to.
    To,
    /// Names and addresses of those who got a copy.
    Cc,
    /// `Message-ID`, and what the message answers.
    Ids,
    /// The folders and files that it lies in.
    Folder,
}

/// How a day limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DaySense {
    /// On that day, or within that month, year or range.
    On,
    /// Before its first day.
    Before,
    /// On its first day or later.
    After,
}

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOf {
    /// A message: the thread that it stands in.
    Thread,
    /// An exchange.
    Exchange,
    /// A tactic, or `*` for any.
    Tactic,
    /// A language.
    Language,
}

/// What `is:` takes: the side on which a message stands, or what it is.
pub(super) const IS: &[&str] =
    &["controller", "subject", "authority", "third", "auto", "human", "list", "reply"];
pub(super) const HAS: &[&str] = &["attachment", "finding", "exchange"];
const GRADES: &[&str] = &["signal", "presumptive", "bright-line"];
pub(super) const KINDS: &[&str] =
    &["human", "auto-reply", "ticket-ack", "bounce", "receipt", "bulk"];

/// What a query looks through that names no field.
pub(super) const ANYWHERE: &[Part] = &[
    Part::Own,
    Part::Quoted,
    Part::Subject,
    Part::Attached,
    Part::FileNames,
    Part::From,
    Part::To,
    Part::Cc,
];

/// All fields, in the order of the help.
pub const FIELDS: &[Field] = &[
    words(
        "from",
        &[Part::From],
        "name or address of the sender, or a part of it",
        "from:clearview",
    ),
    words("to", &[Part::To], "names or addresses it went to", "to:privacy@shop.example"),
    words("cc", &[Part::Cc], "names or addresses that got a copy", "cc:dpo"),
    words("with", &[Part::From, Part::To, Part::Cc], "sender or recipient", "with:jumbo"),
    words("subject", &[Part::Subject], "the subject", "subject:\"access request\""),
    words(
        "body",
        &[Part::Own, Part::Quoted],
        "the text, own words and quoted ones",
        "body:passport",
    ),
    words("own", &[Part::Own], "only what the sender wrote in that message", "own:passport"),
    words(
        "quoted",
        &[Part::Quoted],
        "only what others wrote before, signatures and frames",
        "quoted:passport",
    ),
    words(
        "attachment",
        &[Part::FileNames, Part::Attached],
        "names and words of attachments",
        "attachment:invoice.pdf",
    ),
    words(
        "id",
        &[Part::Ids],
        "Message-ID, whole or in part, of the message or what it answers, or SHA-256*",
        "id:CA123@mail.example",
    ),
    words("folder", &[Part::Folder], "folder or file that it lies in", "folder:INBOX"),
    Field {
        name: "date",
        takes: Takes::Days(DaySense::On),
        help: "day, month, year or range of the Date field",
        example: "date:2020-01..2020-05",
    },
    Field {
        name: "before",
        takes: Takes::Days(DaySense::Before),
        help: "earlier than the first day of it",
        example: "before:2020-03",
    },
    Field {
        name: "after",
        takes: Takes::Days(DaySense::After),
        help: "on its first day or later",
        example: "after:6m",
    },
    Field {
        name: "has",
        takes: Takes::Choice(HAS),
        help: "what it has",
        example: "has:attachment",
    },
    Field {
        name: "is",
        takes: Takes::Choice(IS),
        help: "whose it is in an exchange, or what it is",
        example: "is:controller",
    },
    Field {
        name: "kind",
        takes: Takes::Choice(KINDS),
        help: "who or what wrote it",
        example: "kind:auto-reply",
    },
    Field {
        name: "lang",
        takes: Takes::Name(NameOf::Language),
        help: "language of its own words",
        example: "lang:fr",
    },
    Field {
        name: "thread",
        takes: Takes::Name(NameOf::Thread),
        help: "all messages tied to this one",
        example: "thread:0a1b2c3d",
    },
    Field {
        name: "exchange",
        takes: Takes::Name(NameOf::Exchange),
        help: "messages of an exchange",
        example: "exchange:b6d966ce87c9",
    },
    Field {
        name: "tactic",
        takes: Takes::Name(NameOf::Tactic),
        help: "messages that show a tactic (see `dilatory rules list`), * for any",
        example: "tactic:id-document-by-default",
    },
    Field {
        name: "grade",
        takes: Takes::Choice(GRADES),
        help: "messages with a finding of this grade",
        example: "grade:bright-line",
    },
];

const fn words(
    name: &'static str,
    parts: &'static [Part],
    help: &'static str,
    example: &'static str,
) -> Field {
    Field { name, takes: Takes::Words(parts), help, example }
}

impl Field {
    /// Finds a field by its name, whatever its case.
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }
}
