//! Knows what mail programs write into HTML around quoted mail and signatures, and what they hide.

use dom_query::NodeRef;

/// What an element is a mark of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// All in it was written by somebody before.
    Quote,
    /// All from here on was written by somebody before.
    History,
    /// A quotation if nothing in it is marked as one: answers may stand between the quotations.
    Container,
    /// The head of a message below it, if it begins like a field.
    Head,
    /// A signature.
    Signature,
}

/// Ends of class names: programs put letters of their own before them (`x_`, `ydp1a2b`).
const CLASSES: [(&str, Mark); 17] = [
    ("gmail_quote", Mark::Container),
    ("gmail_quote_container", Mark::Container),
    ("gmail_attr", Mark::Quote),
    ("yahoo_quoted", Mark::Quote),
    ("yahooquoteddiv", Mark::Quote),
    ("moz-cite-prefix", Mark::Quote),
    ("moz-forward-container", Mark::Quote),
    ("moz-email-headers-table", Mark::Quote),
    ("zmail_extra", Mark::Quote),
    ("protonmail_quote", Mark::Container),
    ("tutanota_quote", Mark::Quote),
    ("outlookmessageheader", Mark::History),
    ("gmail_signature", Mark::Signature),
    ("moz-signature", Mark::Signature),
    ("applemailsignature", Mark::Signature),
    ("apple-signature", Mark::Signature),
    ("protonmail_signature_block", Mark::Signature),
];

const IDS: [(&str, Mark); 17] = [
    ("divrplyfwdmsg", Mark::History),
    ("appendonsend", Mark::History),
    ("divrpf", Mark::History),
    ("zwchr", Mark::History),
    ("mail-editor-reference-message-container", Mark::Quote),
    ("ms-outlook-mobile-reference-message", Mark::Quote),
    ("olk_src_body_section", Mark::Quote),
    ("yahoo_quoted", Mark::Quote),
    ("isreplycontent", Mark::Quote),
    ("isforwardcontent", Mark::Quote),
    ("reply-intro", Mark::Quote),
    ("tutanota_quote", Mark::Quote),
    ("ms-outlook-mobile-signature", Mark::Signature),
    ("applemailsignature", Mark::Signature),
    ("apple-mail-signature", Mark::Signature),
    ("signature", Mark::Signature),
    ("mail-signature", Mark::Signature),
];

/// Gives what an element marks.
pub(super) fn mark(node: &NodeRef<'_>, name: &str) -> Option<Mark> {
    let id = node.attr("id").map(|id| id.to_ascii_lowercase());
    let class = node.attr("class").map(|class| class.to_ascii_lowercase());
    if name == "blockquote" {
        return (!is_indentation(node, class.as_deref())).then_some(Mark::Quote);
    }
    if let Some(id) = id {
        let id = id.trim_start_matches("x_");
        // Programs number the identifiers that may stand in one text twice.
        let found = IDS.iter().find(|(known, _)| {
            id.strip_prefix(known)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || *known == "divrpf")
        });
        if let Some((_, mark)) = found {
            return Some(*mark);
        }
    }
    for class in class.iter().flat_map(|class| class.split_ascii_whitespace()) {
        if let Some((_, mark)) = CLASSES.iter().find(|(known, _)| class.ends_with(known)) {
            return Some(*mark);
        }
    }
    if node.attr("data-marker").is_some_and(|marker| &*marker == "__HEADERS__") {
        return Some(Mark::History);
    }
    if node.has_attr("data-signatureblock") {
        return Some(Mark::Signature);
    }
    if name != "div" {
        return None;
    }
    let style = plain_style(node)?;
    let top = style.contains("border-top:solid")
        || style.contains("border-top-style:solid")
        || style.contains("border-top:1");
    let only_top = style.contains("border:none") || style.contains("border-top-style");
    (top && only_top).then_some(Mark::Head)
}

/// A blockquote that only moves its text to the right: the button of Gmail and Apple Mail.
fn is_indentation(node: &NodeRef<'_>, class: Option<&str>) -> bool {
    if class.is_some_and(|class| class.contains("indent-blockquote")) {
        return true;
    }
    let cited =
        node.has_attr("cite") || node.has_attr("type") || class.is_some_and(|c| !c.is_empty());
    !cited
        && plain_style(node).is_some_and(|style| {
            let moved = style.contains("margin:0040px") || style.contains("margin:00040px");
            moved && style.contains("border:none")
        })
}

/// Tells whether text begins like the field of a header block: "From: ".
pub(super) fn begins_with_field(text: &str) -> bool {
    let text = text.trim_start();
    text.char_indices().take(28).any(|(i, c)| i > 0 && matches!(c, ':' | '：'))
}

/// Gives the style of an element in lower case and without white space.
fn plain_style(node: &NodeRef<'_>) -> Option<String> {
    node.attr("style").map(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().replace("0px0px0px", "000").replace("0px00", "000")
    })
}

/// What the style of an element tells of its being seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    /// Nothing in it is shown.
    pub(super) hidden: bool,
    /// Whether the letters in it have a size, when the style says so.
    pub(super) letters: Option<bool>,
}

/// Reads what hides an element.
pub(super) fn sight(node: &NodeRef<'_>) -> Sight {
    if node.has_attr("hidden") {
        return Sight { hidden: true, letters: None };
    }
    let Some(style) = plain_style(node) else { return Sight::default() };
    let flat = style.contains("max-height:0") && !style.contains("max-height:0.");
    let hidden =
        ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|h| style.contains(h))
            || is_zero(&style, "opacity:")
            || flat && style.contains("overflow:hidden");
    let letters = style.contains("font-size:").then(|| !is_zero(&style, "font-size:"));
    Sight { hidden, letters }
}

fn is_zero(style: &str, property: &str) -> bool {
    style.rfind(property).is_some_and(|at| {
        let value = &style[at + property.len()..];
        let number = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
        value[..number].parse::<f32>().is_ok_and(|n| n == 0.0)
    })
}
