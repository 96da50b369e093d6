//! Chooses the attachments that are left out of a bundle: those asked for, and identity documents.

use crate::cli::failure::Failure;
use crate::id::MessageKey;
use crate::message::{Unpacked, unpack};
use crate::report::LeftOutWhy;
use crate::rulefile::{Fault, RuleFiles};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Messages nested deeper than this are not looked into.
const MAX_DEPTH: u8 = 8;
/// A shorter word is not looked for within others.
const SHORTEST_PART: usize = 5;

/// How identity documents and mandates are named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    #[serde(rename = "names")]
    identity: Vec<String>,
    beside_id: Vec<String>,
    mandates: Vec<String>,
}

impl Names {
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Fault> {
        let name = "identity-documents.toml";
        files.get(name).ok_or_else(|| Fault::missing(&format!("rules/{name}")))?.parse()
    }

    /// Tells whether a file bears the name of an identity document.
    fn is_identity(&self, name: &str) -> bool {
        let words = words(name);
        let is_known = |word: &String| {
            word == "id" || word.is_empty() || self.beside_id.iter().any(|known| known == word)
        };
        let stem = words.split_last().map_or(&words[..], |(_, stem)| stem);
        let is_id = stem.iter().any(|word| word == "id") && stem.iter().all(is_known);
        is_id || self.identity.iter().any(|cue| has(&words, cue))
    }

    fn is_mandate(&self, name: &str) -> bool {
        let words = words(name);
        self.mandates.iter().any(|cue| has(&words, cue))
    }
}

/// Splits a name into words in lower case, without accents and without numbers at their ends.
fn words(name: &str) -> Vec<String> {
    let folded: String =
        name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let split = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(|word| word.trim_matches(|c: char| c.is_ascii_digit()).to_owned()).collect()
}

/// Tells whether the words of a cue follow each other.
fn has(words: &[String], cue: &str) -> bool {
    let cue: Vec<&str> = cue.split(' ').collect();
    if let [cue] = cue[..]
        && cue.len() >= SHORTEST_PART
    {
        return words.iter().any(|word| word.contains(cue));
    }
    words.windows(cue.len()).any(|window| window == cue)
}

/// A message with its number and its bytes.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) annex: usize,
    /// Whether it says that it brings an identity document.
    pub(super) gives_identity: bool,
    pub(super) bytes: &'a [u8],
}

/// An attachment that is to be left out, wherever it lies.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) annex: usize,
    /// Its place among those of the message, from 1.
    pub(super) attachment: usize,
    pub(super) why: LeftOutWhy,
    pub(super) key: MessageKey,
}

/// Chooses attachments: `asked` by name or as `annex/attachment`, and identity documents by their names.
pub(super) fn choose(
    messages: &[Numbered<'_>],
    asked: &[String],
    names: Option<&Names>,
) -> Result<Vec<Choice>, Failure> {
    let mut choices = Vec::new();
    let (mut met, mut known) = (vec![false; asked.len()], Vec::new());
    for message in messages {
        let is_supplied = names.is_some() && message.gives_identity;
        for (n, file) in unpack(message.bytes).iter().enumerate() {
            let attachment = n + 1;
            let place = format!("{}/{attachment}", message.annex);
            known.push(format!("{place} {}", file.name));
            each(file, 0, &mut |inner, depth| {
                let mut is_asked = false;
                for (asked, met) in asked.iter().zip(&mut met) {
                    let same = asked.to_lowercase() == inner.name.to_lowercase();
                    if same || (depth == 0 && *asked == place) {
                        (is_asked, *met) = (true, true);
                    }
                }
                let why = match names {
                    _ if is_asked => LeftOutWhy::Asked,
                    Some(names) if !inner.is_message && names.is_identity(&inner.name) => {
                        LeftOutWhy::Name
                    }
                    Some(names) if is_supplied && depth == 0 && is_picture(inner) => {
                        if names.is_mandate(&inner.name) {
                            return;
                        }
                        LeftOutWhy::Supplied
                    }
                    _ => return,
                };
                let key = MessageKey::new(Sha256::digest(&inner.bytes).into());
                choices.push(Choice { annex: message.annex, attachment, why, key });
            });
        }
    }
    match asked.iter().zip(met).find(|(_, met)| !met) {
        None => Ok(choices),
        Some((asked, _)) => Err(Failure::Wrong(format!(
            "--redact {asked}: no such attachment; {}",
            match known.len() {
                0 => "no message has any".to_owned(),
                _ => format!("there are {}", known[..known.len().min(20)].join(", ")),
            }
        ))),
    }
}

/// Looks at a file, and at those that come with it if it is a message.
fn each(file: &Unpacked, depth: u8, look: &mut dyn FnMut(&Unpacked, u8)) {
    look(file, depth);
    if file.is_message && depth < MAX_DEPTH {
        unpack(&file.bytes).iter().for_each(|inner| each(inner, depth + 1, look));
    }
}

/// Tells whether a file may be a scan or a photograph.
fn is_picture(file: &Unpacked) -> bool {
    let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_named =
        ["pdf", "jpg", "jpeg", "png", "heic", "tif", "tiff", "webp"].contains(&ending.as_str());
    is_named || file.media_type.starts_with("image/") || file.media_type.ends_with("/pdf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        let names = Names::load(&RuleFiles::embedded()).expect("the names");
        for name in [
            "Passport.jpg",
            "my_passport_2020.pdf",
            "passeport Zoé.png",
            "Personalausweis.pdf",
            "DNI.pdf",
            "dni2.jpg",
            "carta_d'identità.pdf",
            "Führerschein-vorne.jpg",
            "rijbewijs.png",
            "CNI recto.jpg",
            "id-card.png",
            "ID.pdf",
            "id_front.jpg",
            "ID (2).pdf",
            "scan id 1.pdf",
            "driving-licence.pdf",
            "paspoortkopie.pdf",
            "selfie.jpg",
        ] {
            assert!(names.is_identity(name), "{name}");
        }
        for name in [
            "invoice.pdf",
            "order-id-123.pdf",
            "video.mp4",
            "idea.pdf",
            "person.pdf",
            "",
            "data.id",
            "company.pdf",
            "hidden.txt",
            "Identifiants.pdf",
            "personal data.csv",
            "image001.png",
        ] {
            assert!(!names.is_identity(name), "{name}");
        }
        assert!(names.is_mandate("Mandat signé.pdf") && names.is_mandate("power-of-attorney.pdf"));
        assert!(!names.is_mandate("passport.pdf"));
    }
}
