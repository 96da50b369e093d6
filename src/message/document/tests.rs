use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("content");
    }
    zip.finish().expect("an archive").into_inner()
}

fn word(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn text(extraction: Extraction) -> DocumentText {
    match extraction {
        Extraction::Text(text) => text,
        other => panic!("no text: {other:?}"),
    }
}

fn docx(body: &str) -> DocumentText {
    let bytes = package(&[("word/document.xml", &word(body))]);
    assert_eq!(DocumentKind::of("", "", &bytes), Some(DocumentKind::Docx));
    text(extract_here(DocumentKind::Docx, &bytes))
}

#[test]
fn paragraphs_and_entities_of_a_docx() {
    let read = docx(
        "<w:p><w:r><w:t>R&amp;D &lt;a&gt; caf&#xe9;</w:t></w:r><w:r><w:t xml:space=\"preserve\"> on</w:t></w:r></w:p>\
         <w:p/><w:p><w:r><w:t>line</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>x</w:t></w:r></w:p>",
    );
    assert_eq!(read.text, "R&D <a> café on\n\nline\ntwo\tx");
    assert_eq!(read.page_of(0), None);
}

#[test]
fn deleted_moved_and_hidden_words_are_left_out() {
    let read = docx(
        "<w:p><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins><w:r><w:t>we </w:t></w:r></w:ins>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>can</w:t></w:r>\
         <w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>",
    );
    assert_eq!(read.text, "we can");
}

#[test]
fn lists_by_numbering_and_by_style() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Liste\"><w:pPr><w:numPr/></w:pPr></w:style>\
        <w:style w:styleId=\"Plain\"/></w:styles>";
    let body = word(
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Liste\"/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Liste\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>no item</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Plain\"/></w:pPr><w:r><w:t>three</w:t></w:r></w:p>",
    );
    let bytes = package(&[("word/styles.xml", styles), ("word/document.xml", &body)]);
    let read = text(extract_here(DocumentKind::Docx, &bytes));
    assert_eq!(read.text, "- one\n\n- two\n\nno item\n\nthree");
}

#[test]
fn tables_are_rows_below_each_other() {
    let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = format!(
        "<w:p><w:r><w:t>Your data:</w:t></w:r></w:p><w:tbl>{}{}{}</w:tbl><w:p><w:r><w:t>End</w:t></w:r></w:p>",
        row("Name", "Doe"),
        row("", "alone"),
        row("IP", "192.0.2.1")
    );
    assert_eq!(docx(&body).text, "Your data:\n\nName | Doe\nalone\nIP | 192.0.2.1\n\nEnd");
}

#[test]
fn page_breaks_count_once() {
    let read = docx(
        "<w:p><w:r><w:t>one</w:t></w:r><w:r><w:br w:type=\"page\"/></w:r></w:p>\
         <w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>\
         <w:p><w:r><w:t>still</w:t><w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>",
    );
    assert_eq!(read.pages.len(), 3);
    for (word, page) in [("one", 1), ("two", 2), ("still", 2), ("three", 3)] {
        assert_eq!(read.page_of(read.text.find(word).expect(word)), Some(page), "{word}");
    }
}

#[test]
fn headers_come_first_and_footnotes_last() {
    let bytes = package(&[
        (
            "word/document.xml",
            &word(
                "<w:p><w:r><w:t>body</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/><w:t>next</w:t></w:r></w:p>",
            ),
        ),
        ("word/header1.xml", &word("<w:p><w:r><w:t>Foo Ltd</w:t></w:r></w:p>")),
        ("word/header2.xml", &word("<w:p><w:r><w:t>Foo Ltd</w:t></w:r></w:p>")),
        ("word/footnotes.xml", &word("<w:p><w:r><w:t>a note</w:t></w:r></w:p>")),
    ]);
    let read = text(extract_here(DocumentKind::Docx, &bytes));
    assert_eq!(read.text, "Foo Ltd\n\nbody\n\nnext\n\na note");
    assert_eq!(read.page_of(read.text.find("next").expect("next")), Some(2));
}

#[test]
fn a_document_that_breaks_off_is_cut() {
    let bytes = package(&[("word/document.xml", "<w:p><w:t>begun</w:t></w:p><w:p <<")]);
    let read = text(extract_here(DocumentKind::Docx, &bytes));
    assert_eq!((read.text.as_str(), read.cut), ("begun", true));
    let bytes = package(&[("word/document.xml", "<w:p <<")]);
    assert!(matches!(extract_here(DocumentKind::Docx, &bytes), Extraction::Malformed(_)));
    assert!(matches!(extract_here(DocumentKind::Docx, &bytes[..50]), Extraction::Malformed(_)));
}

#[test]
fn a_bomb_is_too_large() {
    let bytes = package(&[("word/document.xml", &" ".repeat(65 << 20))]);
    assert_eq!(extract_here(DocumentKind::Docx, &bytes), Extraction::TooLarge);
}

#[test]
fn deep_nesting_ends() {
    let bytes = package(&[("word/document.xml", &"<w:tr><w:p>".repeat(300_000))]);
    assert_eq!(extract_here(DocumentKind::Docx, &bytes), Extraction::NoText);
}

#[test]
fn an_encrypted_docx_says_so() {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(DocumentKind::of("application/msword", "a.doc", &bytes), None);
    bytes.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    assert_eq!(DocumentKind::of("", "a.docx", &bytes), Some(DocumentKind::Docx));
    assert_eq!(extract_here(DocumentKind::Docx, &bytes), Extraction::Encrypted);
}

#[test]
fn an_odt_has_paragraphs_lists_tables_and_notes() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"tb\"><office:text>\
        <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\n<text:h>Title</text:h>\
        <text:p>Some  <text:span>text</text:span>\n here<text:s text:c=\"2\"/>x<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>a note</text:p></text:note-body></text:note>.<text:line-break/>line</text:p>\
        <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
        <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><text:soft-page-break/>second</text:p></office:text></office:document-content>";
    let bytes = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        (
            "styles.xml",
            "<s xmlns:style=\"s\" xmlns:text=\"t\"><style:header><text:p>Foo</text:p></style:header><style:footer><text:p>bar</text:p></style:footer></s>",
        ),
    ]);
    let read = text(extract_here(DocumentKind::Odt, &bytes));
    assert_eq!(
        read.text,
        "Foo\n\nTitle\n\nSome text here  x.\nline\n\n- item\n\na | b\n\nsecond\n\na note\n\nbar"
    );
    assert_eq!(read.page_of(read.text.find("second").expect("second")), Some(2));
    let manifest = ("META-INF/manifest.xml", "<manifest:encryption-data/>");
    let bytes = package(&[manifest, ("content.xml", content)]);
    assert_eq!(extract_here(DocumentKind::Odt, &bytes), Extraction::Encrypted);
}

#[test]
fn kinds_are_told_by_content_before_type_and_name() {
    use DocumentKind::{Calendar, Html, Pdf, Rtf, Table, Text};
    let cases: [(&str, &str, &[u8], Option<DocumentKind>); 15] = [
        ("application/octet-stream", "x.bin", b"\n%PDF-1.4", Some(Pdf)),
        ("application/msword", "letter.doc", b"{\\rtf1 x}", Some(Rtf)),
        ("text/plain", "", b"BEGIN:VCALENDAR\r\n", Some(Calendar)),
        ("application/octet-stream", "x", b"<!doctype HTML><p>", Some(Html)),
        ("application/octet-stream", "data.CSV", b"a,b", Some(Table)),
        ("application/octet-stream", "data", b"a,b", None),
        ("text/x-log", "a.gz", b"a", Some(Text)),
        ("application/ld+json", "", b"{}", Some(Text)),
        ("image/svg+xml", "a.txt", b"<svg/>", None),
        ("image/png", "a.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
        ("application/octet-stream", "a.txt", b"\0\x01\x02\x03\x04", None),
        ("text/plain", "", b"\xff\xfeh\0i\0", Some(Text)),
        ("application/zip", "a.docx", b"PK\x03\x04", None),
        ("", "a.json", b"{}", Some(Text)),
        ("application/pdf", "a.pdf", b"not one", Some(Pdf)),
    ];
    for (media_type, name, bytes, kind) in cases {
        assert_eq!(DocumentKind::of(media_type, name, bytes), kind, "{media_type} {name}");
    }
}

#[test]
fn text_of_any_charset() {
    let cases: [(&[u8], Option<&str>, &str); 10] = [
        (b"caf\xc3\xa9", Some("latin1"), "café"),
        (b"caf\xe9 \x80", None, "café €"),
        (b"\xcf\xf0\xe8", Some("windows-1251"), "При"),
        (b"\xef\xbb\xbfx", Some("utf-16"), "x"),
        (b"\xff\xfeh\0\xe9\0", None, "hé"),
        (b"h\0e\0l\0l\0o\0", None, "hello"),
        (b"\0h\0e\0l\0l\0o", None, "hello"),
        (b"<meta charset='iso-8859-2'>\xb3", None, "<meta charset='iso-8859-2'>ł"),
        (
            b"<?xml version='1.0' encoding=\"koi8-r\"?>\xf0",
            None,
            "<?xml version='1.0' encoding=\"koi8-r\"?>П",
        ),
        (b"\x1b$B$3\x1b(B", None, "こ"),
    ];
    for (bytes, declared, expected) in cases {
        assert_eq!(decode(bytes, declared), expected);
    }
}

#[test]
fn long_text_is_cut_at_a_character() {
    let long = "é".repeat(MAX_TEXT / 2 + 1);
    let read = text(extract_here(DocumentKind::Text, format!("x{long}").as_bytes()));
    assert!(read.cut && read.text.len() == MAX_TEXT - 1);
    assert_eq!(extract_here(DocumentKind::Text, b" \r\n"), Extraction::NoText);
}

#[test]
fn names_of_kinds_are_read_back() {
    for kind in ["pdf", "docx", "odt", "rtf", "html", "ics", "csv", "txt"] {
        assert_eq!(kind.parse::<DocumentKind>().expect("a kind").to_string(), kind);
    }
    assert!("exe".parse::<DocumentKind>().is_err());
}
