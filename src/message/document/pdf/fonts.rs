//! Mends fonts that `pdf-extract` would panic on or misread.

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::fmt::Write as _;

/// The encodings `pdf-extract` knows; it panics on others.
const ENCODINGS: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];
/// Character identifiers are 16 bits wide.
const MAX_CID: i64 = 65_535;

/// Mends all fonts of a document.
pub(super) fn mend(document: &mut Document) {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        let Ok(dictionary) = document.get_dictionary(id) else { continue };
        let subtype = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let is_font = dictionary.has_type(b"Font");
        let mut font = match subtype {
            b"CIDFontType0" | b"CIDFontType2" => descendant(document, dictionary),
            b"Type0" => composite(document, dictionary),
            b"Type1" | b"MMType1" | b"TrueType" | b"Type3" if is_font => {
                simple(document, dictionary)
            }
            _ if is_font => simple(document, dictionary),
            _ => continue,
        };
        if let Some(map) = names_map(document, &font) {
            let stream = Stream::new(Dictionary::new(), map.into_bytes());
            let map = document.add_object(stream);
            font.set("ToUnicode", Object::Reference(map));
        }
        document.objects.insert(id, Object::Dictionary(font));
    }
}

fn resolved<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    dictionary.get_deref(key, document).ok()
}

fn number(document: &Document, object: &Object) -> f32 {
    let found = document.dereference(object).ok().and_then(|(_, o)| o.as_float().ok());
    found.filter(|n| n.is_finite()).unwrap_or_default()
}

fn name(name: &[u8]) -> Object {
    Object::Name(name.to_vec())
}

/// Drops a `ToUnicode` that is no map; tells whether there is one.
fn to_unicode(document: &Document, font: &mut Dictionary) -> bool {
    let is_map = resolved(document, font, b"ToUnicode").is_some_and(|m| m.as_stream().is_ok());
    if !is_map {
        font.remove(b"ToUnicode");
    }
    is_map
}

/// Mends a composite font (9.7).
fn composite(document: &Document, font: &Dictionary) -> Dictionary {
    let mut mended = font.clone();
    to_unicode(document, &mut mended);
    if !font.has(b"BaseFont") {
        mended.set("BaseFont", name(b"Unknown"));
    }
    let known = match resolved(document, font, b"Encoding") {
        Some(Object::Name(name)) => name == b"Identity-H" || name == b"Identity-V",
        Some(Object::Stream(_)) => true,
        _ => false,
    };
    if !known {
        // All predefined maps in use take two bytes or so, and ToUnicode says what they mean.
        mended.set("Encoding", name(b"Identity-H"));
    }
    mended
}

/// Mends the font a composite font is made of.
fn descendant(document: &Document, font: &Dictionary) -> Dictionary {
    let mut mended = font.clone();
    let descriptor = resolved(document, font, b"FontDescriptor").map(Object::as_dict);
    if !matches!(descriptor, Some(Ok(_))) {
        mended.set("FontDescriptor", Dictionary::new());
    }
    let default = font.get(b"DW").map_or(1_000.0, |w| number(document, w));
    mended.set("DW", default.round() as i64);
    if let Some(Object::Array(widths)) = resolved(document, font, b"W") {
        mended.set("W", spelled_out(document, widths));
    }
    mended
}

/// Spells out ranges of equal widths (9.7.4.3), which `pdf-extract` misreads.
fn spelled_out(document: &Document, widths: &[Object]) -> Vec<Object> {
    let mut spelled = Vec::new();
    let mut rest = widths;
    while let [first, second, after @ ..] = rest {
        let first = number(document, first) as i64;
        if let Ok((_, Object::Array(list))) = document.dereference(second) {
            spelled.push(Object::Integer(first));
            let numbers = list.iter().map(|w| Object::Real(number(document, w)));
            spelled.push(Object::Array(numbers.collect()));
            rest = after;
        } else if let [width, after @ ..] = after {
            let last = (number(document, second) as i64).min(MAX_CID);
            let width = number(document, width);
            let count = usize::try_from(last - first + 1).unwrap_or_default();
            spelled.push(Object::Integer(first));
            spelled.push(Object::Array(vec![Object::Real(width); count.min(MAX_CID as usize)]));
            rest = after;
        } else {
            break;
        }
        // Hostile ranges overlap; honest ones name each character once.
        if spelled.len() > MAX_CID as usize {
            break;
        }
    }
    spelled
}

/// Mends a font of one-byte codes (9.6).
fn simple(document: &Document, font: &Dictionary) -> Dictionary {
    let mut mended = font.clone();
    let mapped = to_unicode(document, &mut mended);
    let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let drawn = subtype == b"Type3";
    if !drawn && !matches!(subtype, b"Type1" | b"MMType1" | b"TrueType") {
        mended.set("Subtype", name(b"Type1"));
    }
    if !font.get(b"BaseFont").is_ok_and(|n| n.as_name().is_ok()) {
        mended.set("BaseFont", name(b"Helvetica"));
    }
    match resolved(document, font, b"Encoding") {
        Some(Object::Name(name)) if ENCODINGS.contains(&name.as_slice()) => {}
        Some(Object::Dictionary(encoding)) => {
            mended.set("Encoding", self::encoding(document, encoding));
        }
        _ if mapped => mended.set("Encoding", name(b"WinAnsiEncoding")),
        _ if drawn => mended.set("Encoding", Dictionary::new()),
        _ => {
            mended.remove(b"Encoding");
        }
    }
    if mapped
        && let Some(Object::Dictionary(descriptor)) = resolved(document, font, b"FontDescriptor")
    {
        // With a map to Unicode the font program says nothing more, and it may not parse.
        let mut descriptor = descriptor.clone();
        for program in [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"] {
            descriptor.remove(program);
        }
        mended.set("FontDescriptor", descriptor);
    }
    self::widths(document, font, &mut mended, drawn);
    mended
}

/// Makes `FirstChar`, `LastChar` and `Widths` agree.
fn widths(document: &Document, font: &Dictionary, mended: &mut Dictionary, drawn: bool) {
    let Some(Object::Array(widths)) = resolved(document, font, b"Widths") else {
        for key in [b"FirstChar".as_slice(), b"LastChar", b"Widths"] {
            mended.remove(key);
        }
        if drawn {
            mended.set("FirstChar", 0);
            mended.set("LastChar", 255);
            mended.set("Widths", vec![Object::Real(0.0); 256]);
        }
        return;
    };
    let first = font.get(b"FirstChar").map_or(0.0, |n| number(document, n)) as i64;
    let first = u8::try_from(first).unwrap_or_default();
    let numbers = widths.iter().take(256).map(|w| Object::Real(number(document, w)));
    let mut numbers: Vec<Object> = numbers.collect();
    if drawn {
        let mut all = vec![Object::Real(0.0); first.into()];
        all.append(&mut numbers);
        all.resize(256.max(all.len()), Object::Real(0.0));
        numbers = all;
    }
    let first = if drawn { 0 } else { i64::from(first) };
    let count = i64::try_from(numbers.len()).unwrap_or_default();
    mended.set("FirstChar", first);
    mended.set("LastChar", first + count - 1);
    mended.set("Widths", numbers);
}

/// Mends an encoding with differences (9.6.6.1).
fn encoding(document: &Document, encoding: &Dictionary) -> Dictionary {
    let mut mended = Dictionary::new();
    let base = resolved(document, encoding, b"BaseEncoding").and_then(|b| b.as_name().ok());
    if let Some(base) = base.filter(|base| ENCODINGS.contains(base)) {
        mended.set("BaseEncoding", name(base));
    }
    if let Some(Object::Array(differences)) = resolved(document, encoding, b"Differences") {
        let mut code = 0;
        let mut kept = Vec::new();
        for item in differences {
            match document.dereference(item) {
                Ok((_, Object::Integer(i))) => {
                    code = *i;
                    if (0..256).contains(&code) {
                        kept.push(Object::Integer(code));
                    }
                }
                Ok((_, Object::Name(glyph))) => {
                    if (0..256).contains(&code) {
                        kept.push(name(glyph));
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        mended.set("Differences", kept);
    }
    mended
}

/// Makes a map to Unicode of glyph names such as `uni00E9` and `f_i`, which `pdf-extract` does not
/// know (Adobe Glyph List Specification, 2).
fn names_map(document: &Document, font: &Dictionary) -> Option<String> {
    if font.has(b"ToUnicode") {
        return None;
    }
    let encoding = resolved(document, font, b"Encoding")?.as_dict().ok()?;
    let mut entries = Vec::new();
    let mut code = 0_i64;
    for item in encoding.get(b"Differences").ok()?.as_array().ok()? {
        match item {
            Object::Integer(i) => code = *i,
            Object::Name(glyph) => {
                if let Some(text) = std::str::from_utf8(glyph).ok().and_then(meaning) {
                    entries.push((code, text));
                }
                code += 1;
            }
            _ => {}
        }
    }
    if entries.is_empty() {
        return None;
    }
    // Writing to a String cannot fail.
    let mut map = String::from("1 begincodespacerange\n<00> <ff>\nendcodespacerange\n");
    for chunk in entries.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", chunk.len());
        for (code, text) in chunk {
            let _ = write!(map, "<{code:02x}> <");
            for unit in text.encode_utf16() {
                let _ = write!(map, "{unit:04x}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    Some(map)
}

fn meaning(glyph: &str) -> Option<String> {
    let glyph = glyph.split('.').next()?;
    match glyph {
        "f_f" => return Some("ff".to_owned()),
        "f_i" => return Some("fi".to_owned()),
        "f_l" => return Some("fl".to_owned()),
        "f_f_i" => return Some("ffi".to_owned()),
        "f_f_l" => return Some("ffl".to_owned()),
        "f_t" | "t_t" | "t_i" | "f_b" | "f_h" | "f_j" | "f_k" => {
            return Some(glyph.replace('_', ""));
        }
        _ => {}
    }
    let digits = glyph.strip_prefix("uni").or_else(|| glyph.strip_prefix('u'))?;
    let hexadecimal =
        (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let code = hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())??;
    char::from_u32(code).map(String::from)
}
