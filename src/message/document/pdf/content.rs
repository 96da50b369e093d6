//! Leaves nothing in a content stream but what makes text, in the form `pdf-extract` can take.

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// How far up the page tree resources are looked for.
const MAX_UP: usize = 50;

/// A content stream without anything but text.
#[derive(Default)]
pub(super) struct Cleaned {
    pub(super) content: Vec<u8>,
    /// How many pictures it shows.
    pub(super) pictures: usize,
    /// The area of the largest picture, in the units of the page.
    pub(super) covered: f32,
    /// How many lines and areas it draws.
    pub(super) strokes: usize,
    /// Whether all of it could be parsed, and all that it shows is there.
    pub(super) whole: bool,
}

/// Gives the resources of a page, its own or inherited.
pub(super) fn resources(document: &Document, page: ObjectId) -> Option<Dictionary> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..MAX_UP {
        if let Ok(found) = node.get_deref(b"Resources", document) {
            return found.as_dict().ok().cloned();
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// Cleans the forms (content streams that pages show as a whole) of a document.
pub(super) fn clean_forms(document: &mut Document) {
    let is_form = |object: &Object| {
        let stream = object.as_stream().ok()?;
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).ok()?;
        (subtype == b"Form").then_some(())
    };
    let all = document.objects.iter().filter(|(_, object)| is_form(object).is_some());
    let forms: Vec<ObjectId> = all.map(|(id, _)| *id).collect();
    for id in forms {
        let Ok(form) = document.get_object(id).and_then(Object::as_stream) else { continue };
        let resources = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let bytes = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
        let cleaned = cleaned(document, &bytes, resources.ok());
        let content = cleaned.map(|c| c.content).unwrap_or_default();
        if let Ok(form) = document.get_object_mut(id).and_then(Object::as_stream_mut) {
            form.set_plain_content(content);
        }
    }
}

/// Takes out all that is no text, and what has wrong operands (ISO 32000-1, annex A).
pub(super) fn cleaned(
    document: &Document,
    bytes: &[u8],
    resources: Option<&Dictionary>,
) -> Result<Cleaned, pdf_extract::Error> {
    let mut cleaned = Cleaned { whole: true, ..Cleaned::default() };
    let parsed = Content::decode_strict(bytes).or_else(|_| {
        cleaned.whole = false;
        Content::decode(bytes)
    })?;
    let resource = |kind: &[u8], name: &[u8]| {
        let all = resources?.get_deref(kind, document).ok()?.as_dict().ok()?;
        all.get_deref(name, document).ok()
    };
    let mut kept: Vec<Operation> = Vec::new();
    // Without a font, text cannot be decoded.
    let mut font = false;
    // What becomes of a unit square: a picture fills one (8.9.5).
    let mut area = 1.0;
    let mut outer = Vec::new();
    for Operation { operator, operands } in parsed.operations {
        match (operator.as_str(), operands.as_slice()) {
            ("q" | "Q" | "BT" | "ET" | "T*", _) => {
                match operator.as_str() {
                    "q" => outer.push((font, area)),
                    "Q" => (font, area) = outer.pop().unwrap_or((font, area)),
                    _ => {}
                }
                kept.push(Operation::new(&operator, Vec::new()));
            }
            ("Tf", [Object::Name(name), size]) if is_number(size) => {
                font = resource(b"Font", name).is_some_and(|font| font.as_dict().is_ok());
                if font {
                    kept.push(Operation { operator, operands });
                }
            }
            ("cm" | "Tm", [_, _, _, _, _, _])
            | ("Td" | "TD", [_, _])
            | ("Tc" | "Tw" | "Tz" | "TL" | "Ts", [_])
                if operands.iter().all(is_number) =>
            {
                if operator == "cm" {
                    area *= stretch(&operands);
                }
                kept.push(Operation { operator, operands });
            }
            ("Tj", [Object::String(..)]) | ("TJ", [Object::Array(_)]) if font => {
                kept.push(Operation { operator, operands });
            }
            ("Tj" | "TJ" | "'" | "\"", _) if !font => cleaned.whole = false,
            ("'", [text @ Object::String(..)]) if font => {
                kept.push(Operation::new("T*", Vec::new()));
                kept.push(Operation::new("Tj", vec![text.clone()]));
            }
            ("\"", [word, character, text @ Object::String(..)])
                if font && is_number(word) && is_number(character) =>
            {
                kept.push(Operation::new("Tw", vec![word.clone()]));
                kept.push(Operation::new("Tc", vec![character.clone()]));
                kept.push(Operation::new("T*", Vec::new()));
                kept.push(Operation::new("Tj", vec![text.clone()]));
            }
            ("Do", [Object::Name(name)]) => {
                let stream = resource(b"XObject", name).and_then(|o| o.as_stream().ok());
                let subtype = stream.and_then(|s| s.dict.get(b"Subtype").ok()?.as_name().ok());
                match subtype {
                    Some(b"Form") => {
                        cleaned.pictures +=
                            usize::from(stream.is_some_and(|s| bears_picture(document, &s.dict)));
                        kept.push(Operation { operator, operands });
                    }
                    Some(b"Image") => {
                        cleaned.pictures += 1;
                        cleaned.covered = cleaned.covered.max(area);
                    }
                    _ => cleaned.whole = false,
                }
            }
            ("BI", _) => cleaned.pictures += 1,
            ("f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "sh", _) => {
                cleaned.strokes += 1;
            }
            _ => {}
        }
    }
    cleaned.content = Content { operations: kept }.encode()?;
    Ok(cleaned)
}

/// Tells by how much a transformation changes areas.
fn stretch(matrix: &[Object]) -> f32 {
    let part = |n: usize| matrix.get(n).and_then(|o| o.as_float().ok()).unwrap_or_default();
    (part(0) * part(3) - part(1) * part(2)).abs()
}

/// Tells whether a form has a picture among its resources.
fn bears_picture(document: &Document, form: &Dictionary) -> bool {
    let resources = form.get_deref(b"Resources", document).and_then(Object::as_dict);
    let objects = resources.and_then(|r| r.get_deref(b"XObject", document)?.as_dict());
    objects.is_ok_and(|objects| {
        objects.iter().any(|(_, object)| {
            let stream = document.dereference(object).ok().and_then(|(_, o)| o.as_stream().ok());
            let subtype = stream.and_then(|s| s.dict.get(b"Subtype").ok()?.as_name().ok());
            subtype == Some(b"Image")
        })
    })
}

fn is_number(object: &Object) -> bool {
    match object {
        Object::Integer(_) => true,
        Object::Real(number) => number.is_finite(),
        _ => false,
    }
}
