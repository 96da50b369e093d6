//! Reads the text of Rich Text Format (RTF 1.9.1), as in `.rtf` files, `winmail.dat` and `.msg`.

use encoding_rs::{Encoding, WINDOWS_1252};
use rustc_hash::FxHashMap;

/// Groups that hold no text of the document.
const SILENT: [&str; 30] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "revtbl",
    "filetbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "mmathPr",
    "objdata",
    "fldinst",
    "datafield",
    "bkmkstart",
    "bkmkend",
    "atnid",
    "atnauthor",
    "sn",
    "sv",
    "nonshppict",
    "htmltag",
    "mhtmltag",
    "template",
];
/// Deeper groups share the state of this one: no writer nests so deep.
const MAX_DEPTH: usize = 1_000;

/// Gives the text, with one line break at the end of each paragraph.
pub(in crate::message) fn to_text(bytes: &[u8]) -> String {
    Reader::new(bytes, "\n").read()
}

/// Gives the text, with a blank line between paragraphs.
pub(super) fn paragraphs(bytes: &[u8]) -> String {
    Reader::new(bytes, "\n\n").read()
}

/// What a group inherits and gives back at its end.
#[derive(Clone)]
struct State {
    silent: bool,
    hidden: bool,
    /// Inside what only an RTF reader is to see of encapsulated HTML (MS-OXRTFEX, 2.1.3.1.2).
    rtf_only: bool,
    font: i32,
    /// How many characters after `\u` are its stand-in.
    stand_in: usize,
}

struct Reader<'a> {
    rest: &'a [u8],
    paragraph: &'static str,
    text: String,
    pending: Vec<u8>,
    surrogate: Option<u16>,
    state: State,
    outer: Vec<State>,
    too_deep: usize,
    skip: usize,
    starred: bool,
    in_fonts: bool,
    encoding: &'static Encoding,
    fonts: FxHashMap<i32, &'static Encoding>,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], paragraph: &'static str) -> Self {
        Self {
            rest: bytes,
            paragraph,
            text: String::new(),
            pending: Vec::new(),
            surrogate: None,
            state: State { silent: false, hidden: false, rtf_only: false, font: -1, stand_in: 1 },
            outer: Vec::new(),
            too_deep: 0,
            skip: 0,
            starred: false,
            in_fonts: false,
            encoding: WINDOWS_1252,
            fonts: FxHashMap::default(),
        }
    }

    fn read(mut self) -> String {
        while let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            match first {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(*first),
            }
        }
        self.flush();
        tidy(&self.text)
    }

    fn open(&mut self) {
        self.flush();
        self.skip = 0;
        if self.outer.len() < MAX_DEPTH {
            self.outer.push(self.state.clone());
        } else {
            self.too_deep += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        self.starred = false;
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(state) = self.outer.pop() {
            self.state = state;
            self.in_fonts &= self.state.silent;
        }
    }

    /// Takes one character of the document's code page.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.pending.push(byte);
        }
    }

    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if first.is_ascii_alphabetic() {
            return self.word();
        }
        self.rest = rest;
        match first {
            b'\'' => {
                let digits = self.rest.get(..2).and_then(|d| std::str::from_utf8(d).ok());
                if let Some(byte) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                    self.rest = &self.rest[2..];
                    self.byte(byte);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(*first),
            b'~' => self.byte(b' '),
            b'_' => self.byte(b'-'),
            b'*' => self.starred = true,
            b'\r' | b'\n' => self.write(self.paragraph),
            _ => {}
        }
    }

    fn word(&mut self) {
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (name, rest) = self.rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|b| b.is_ascii_digit()).count();
        let number = if digits > 0 { &rest[..sign + digits] } else { &rest[..0] };
        self.rest = &rest[number.len()..];
        if self.rest.first() == Some(&b' ') {
            self.rest = &self.rest[1..];
        }
        let number = std::str::from_utf8(number).ok().and_then(|n| n.parse::<i32>().ok());
        let name = std::str::from_utf8(name).unwrap_or_default();
        let starred = std::mem::take(&mut self.starred);
        if name == "u" {
            return self.unicode(number.unwrap_or_default());
        }
        self.flush();
        self.skip = 0;
        let on = number != Some(0);
        match name {
            "fonttbl" => (self.in_fonts, self.state.silent) = (true, true),
            "bin" => {
                let count = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
                self.rest = self.rest.get(count..).unwrap_or_default();
            }
            // A text box is an unknown group to old readers and text to us.
            "shpinst" => {}
            _ if SILENT.contains(&name) || starred => self.state.silent = true,
            "ansicpg" => self.encoding = code_page(number.unwrap_or_default()),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "uc" => self.state.stand_in = number.and_then(|n| n.try_into().ok()).unwrap_or(1),
            "f" => self.state.font = number.unwrap_or_default(),
            "fcharset" if self.in_fonts => {
                if let Some(encoding) = character_set(number.unwrap_or_default()) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "plain" => self.state.hidden = false,
            "v" | "deleted" => self.state.hidden = on,
            "htmlrtf" => self.state.rtf_only = on,
            "par" | "sect" | "page" => self.write(self.paragraph),
            "line" | "row" | "nestrow" | "softline" => self.write("\n"),
            "cell" | "nestcell" => self.write(" | "),
            "tab" => self.write("\t"),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "bullet" => self.write("•"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "emspace" | "enspace" | "qmspace" => self.write(" "),
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        // Numbers above 32,767 are written as negative ones.
        let unit = (number & 0xffff) as u16;
        self.decode();
        self.skip = self.state.stand_in;
        let before = self.surrogate.take();
        match (before, unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                let joined: String =
                    char::decode_utf16([high, unit]).filter_map(Result::ok).collect();
                self.write(&joined);
            }
            (_, 0xd800..=0xdbff) => self.surrogate = Some(unit),
            // Old Word writes the characters of symbol fonts in the private area.
            (_, 0xf0a7 | 0xf0b7 | 0xf0d8 | 0xf0fc) => self.write("•"),
            _ => {
                let shown = char::from_u32(unit.into()).unwrap_or('\u{fffd}');
                self.write(shown.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn flush(&mut self) {
        self.decode();
        self.surrogate = None;
    }

    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.encoding);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        let State { silent, hidden, rtf_only, .. } = self.state;
        if !silent && !hidden && !rtf_only {
            self.text.push_str(text);
        }
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        437 | 850 | 1252 => "windows-1252",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10_000 => "macintosh",
        65_001 => "utf-8",
        other => &format!("windows-{other}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// Gives the encoding of a font's `\fcharset`; `None` when it says nothing of the encoding.
fn character_set(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(code_page(page))
}

/// Takes away what ends a row or line without being seen, and keeps at most one blank line.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines() {
        let line = line.trim_end().trim_end_matches('|').trim_end();
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_tables_of_fonts_are_not() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}}{\colortbl;\red0;}
{\*\generator Riched20;}{\info{\author Foo}}\pard\f0\fs20 Sehr geehrte Frau M\'fcller,\par
wir ben\u246?tigen {\b eine Kopie} Ihres Ausweises\~(\u8364 ?).\line Ende\par}";
        assert_eq!(
            to_text(rtf),
            "Sehr geehrte Frau Müller,\nwir benötigen eine Kopie Ihres Ausweises (€).\nEnde"
        );
        assert!(paragraphs(rtf).contains("Müller,\n\nwir"));
    }

    #[test]
    fn fonts_tell_the_encoding() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial CYR;}}
\f1\'cf\'f0\'e8\f0\'e9}";
        assert_eq!(to_text(rtf), "Приé");
    }

    #[test]
    fn surrogates_make_one_character_and_stand_ins_are_skipped() {
        assert_eq!(to_text(br"{\rtf1\uc1\u-10179?\u-8703?x}"), "😁x");
        assert_eq!(to_text(br"{\rtf1\uc2\u233\'c3\'a9t\'e9}"), "été");
    }

    #[test]
    fn hidden_and_deleted_text_and_encapsulated_html_are_left_out() {
        let rtf = br"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 seen{\v hidden}{\deleted gone}\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>} too}";
        assert_eq!(to_text(rtf), "seen too");
    }

    #[test]
    fn rows_are_lines_and_cells_are_told_apart() {
        let rtf = br"{\rtf1\trowd Name\cell Value\cell\row IP\cell 1\cell\row}";
        assert_eq!(to_text(rtf), "Name | Value\nIP | 1");
    }

    #[test]
    fn broken_rtf_ends() {
        let deep = "{".repeat(100_000);
        for rtf in [r"{\rtf1 \'", r"{\rtf1 \'zz\bin999999 x", r"}}}\u", "\\", &deep, r"\u55357"] {
            to_text(rtf.as_bytes());
        }
    }
}
