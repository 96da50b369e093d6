//! Gets text out of documents, the risky ones by the real child process.

use dilatory::cli::extract::Sandbox;
use dilatory::message::document::{DocumentKind, DocumentText, Extraction, Extractor};
use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use pdf_extract::{Document, EncryptionState, EncryptionVersion, Permissions};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

fn sandbox() -> Sandbox {
    Sandbox::new(PathBuf::from(env!("CARGO_BIN_EXE_dilatory")))
}

fn read(bytes: &[u8]) -> Extraction {
    assert_eq!(DocumentKind::of("", "", bytes), Some(DocumentKind::Pdf));
    sandbox().extract(DocumentKind::Pdf, bytes)
}

fn text(extraction: Extraction) -> DocumentText {
    match extraction {
        Extraction::Text(text) => text,
        other => panic!("no text: {other:?}"),
    }
}

/// Writes a PDF of the given objects, the first of which is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend(format!("{} 0 obj\n", n + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (size, start) = (objects.len() + 1, file.len());
    file.extend(table.bytes());
    let trailer = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    file.extend(
        format!("trailer\n<</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    file
}

pub(crate) fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dictionary} /Length {}>>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("a stream");
    encoder.finish().expect("a stream")
}

/// Writes a PDF of pages with the given content streams; object 3 is a font, 4 a picture, 5 a form.
pub(crate) fn pages(contents: &[Vec<u8>], form: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|n| format!("{} 0 R", 6 + 2 * n)).collect();
    let kids = kids.join(" ");
    let resources = "/Resources <</Font <</F 3 0 R>> /XObject <</Im 4 0 R /Fm 5 0 R>>>>";
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!(
            "<</Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 595 842] {resources}>>",
            contents.len()
        )
        .into_bytes(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_vec(),
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            b"(x) Tj",
        ),
        stream(
            &format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources}"),
            form.as_bytes(),
        ),
    ];
    for (n, content) in contents.iter().enumerate() {
        let at = 7 + 2 * n;
        objects.push(format!("<</Type /Page /Parent 2 0 R /Contents {at} 0 R>>").into_bytes());
        objects.push(content.clone());
    }
    pdf(&objects)
}

/// Sets lines of text, each this many points below the one before.
pub(crate) fn set(lines: &[(f32, &str)]) -> Vec<u8> {
    let mut content = b"BT /F 12 Tf 70 770 Td\n".to_vec();
    for (down, line) in lines {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(line);
        let _ = write!(content, "0 -{down} Td (");
        content.extend(bytes.iter());
        content.extend(b") Tj\n");
    }
    content.extend(b"ET");
    content
}

const LETTER: [(f32, &str); 7] = [
    (0.0, "Sehr geehrte Frau Müller,"),
    (28.0, "wir können Ihren Antrag nicht bearbeiten, weil wir Ihre Identi-"),
    (14.0, "tät nicht kennen. Senden Sie uns bitte per Post oder per E-"),
    (14.0, "Mail eine Kopie der Vorder- und Rückseite Ihres amtlichen"),
    (14.0, "Ausweises."),
    (28.0, "Mit freundlichen Grüßen"),
    (14.0, "Foo GmbH"),
];
const PARAGRAPHS: &str = "Sehr geehrte Frau Müller,\n\nwir können Ihren Antrag nicht bearbeiten, weil wir Ihre \
    Identität nicht kennen. Senden Sie uns bitte per Post oder per E-Mail eine Kopie der Vorder- und Rückseite Ihres \
    amtlichen Ausweises.\n\nMit freundlichen Grüßen\nFoo GmbH";

#[test]
fn a_letter_has_its_paragraphs_back() {
    let plain = stream("", &set(&LETTER));
    let flate = stream("/Filter /FlateDecode", &packed(&set(&LETTER)));
    for content in [plain, flate] {
        let read = text(read(&pages(&[content], "")));
        assert_eq!(read.text, PARAGRAPHS);
        assert_eq!((read.pages, read.unread, read.cut), (vec![0], vec![], false));
    }
}

#[test]
fn a_place_has_its_page_and_a_sentence_goes_on_over_it() {
    let first = [
        (0.0, "The data that we hold about you cannot be given, because we do"),
        (300.0, "Page 1"),
    ];
    let second = [(0.0, "not know who you are. Please send a passport."), (300.0, "Page 2")];
    let contents = [stream("", &set(&first)), stream("", &set(&second))];
    let read = text(read(&pages(&contents, "")));
    assert!(read.text.contains("because we do\nnot know who you are."), "{}", read.text);
    let page = |words: &str| read.page_of(read.text.find(words).expect(words));
    assert_eq!((page("The data"), page("not know")), (Some(1), Some(2)));
}

#[test]
fn columns_are_read_one_after_the_other_and_addresses_line_by_line() {
    let column = |x: u32, lines: [&str; 3]| {
        let lines = lines.map(|line| format!("({line}) Tj T*\n")).concat();
        format!("BT /F 12 Tf 14 TL {x} 600 Td {lines} ET\n")
    };
    let content = column(
        70,
        [
            "We hold no data about you and we",
            "never did; the reference that you",
            "give is not ours.",
        ],
    ) + &column(
        320,
        ["Please tell us where you found it", "so that we can look into it and", "answer you."],
    ) + &column(70, ["Foo Ltd", "1 Bar Way", "Baz"]).replace("600", "300");
    let read = text(read(&pages(&[stream("", content.as_bytes())], "")));
    assert_eq!(
        read.text,
        "We hold no data about you and we never did; the reference that you give is not ours.\n\n\
         Please tell us where you found it so that we can look into it and answer you.\n\n\
         Foo Ltd\n1 Bar Way\nBaz"
    );
}

#[test]
fn quotes_fonts_forms_and_wrong_operands_are_read_or_passed_over() {
    let content = b"BT /F 12 Tf 14 TL 70 770 Td (first) Tj (second) ' 0 0 (third) \" /None 9 Tf (lost) Tj ET \
        1 0 cm /Missing gs /Im Do /Fm Do /Nothing Do 1 (x) Tc";
    let form = "BT /F 12 Tf 70 300 Td (in a form that says enough) Tj ET";
    let read = text(read(&pages(&[stream("", content)], form)));
    assert_eq!(read.unread, [1], "some words have no font");
    assert_eq!(read.text, "first\nsecond\nthird\n\nin a form that says enough");
}

#[test]
fn a_scan_has_no_text() {
    let picture = stream("", b"q 595 0 0 842 0 0 cm /Im Do Q");
    assert_eq!(read(&pages(std::slice::from_ref(&picture), "")), Extraction::NoText);
    let mixed = text(read(&pages(&[stream("", &set(&LETTER)), picture], "")));
    assert_eq!((mixed.text.as_str(), mixed.unread), (PARAGRAPHS, vec![2]));
    assert_eq!(read(&pages(&[stream("", b"")], "")), Extraction::NoText);
    let mut stamped = b"q 1 0 0 842 0 0 cm 595 0 0 1 0 0 cm /Im Do Q ".to_vec();
    stamped.extend(set(&[(0.0, "Fax from +33 1 23 45 67 89, 3 February 2020, page 1 of 2")]));
    let stamped = text(read(&pages(&[stream("", &stamped)], "")));
    assert_eq!(stamped.unread, [1]);
    // What cannot be unpacked is no scan.
    let broken = stream("/Filter /FlateDecode", b"no zlib stream at all");
    assert!(matches!(read(&pages(&[broken], "")), Extraction::Malformed(_)));
}

#[test]
fn only_a_password_that_is_asked_for_hides_the_text() {
    for (password, hidden) in [("", false), ("secret", true)] {
        let mut document =
            Document::load_mem(&pages(&[stream("", &set(&LETTER))], "")).expect("a sound PDF");
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).expect("a key");
        document.encrypt(&state).expect("encryption");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("a PDF");
        match read(&bytes) {
            Extraction::Encrypted => assert!(hidden),
            other => assert_eq!((text(other).text.as_str(), hidden), (PARAGRAPHS, false)),
        }
    }
}

#[test]
fn a_file_cut_off_or_with_other_line_ends_is_mended() {
    let sound = pages(&[stream("", &set(&LETTER))], "");
    let table = sound.windows(5).position(|w| w == b"xref\n").expect("a table");
    assert_eq!(text(read(&sound[..table])).text, PARAGRAPHS);
    let line_ends: Vec<u8> = sound
        .iter()
        .flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] })
        .collect();
    assert_eq!(text(read(&line_ends)).text, PARAGRAPHS);
}

#[test]
fn garbage_is_malformed() {
    for bytes in
        [b"%PDF-".to_vec(), b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>".to_vec(), {
            let mut noise = b"%PDF-1.4\n".to_vec();
            noise.extend((0..5_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
            noise
        }]
    {
        assert!(matches!(read(&bytes), Extraction::Malformed(_)), "{:?}", read(&bytes));
    }
    assert!(matches!(
        sandbox().extract(DocumentKind::Docx, b"PK\x03\x04"),
        Extraction::Malformed(_)
    ));
}

#[test]
fn a_form_that_shows_itself_ends_only_the_child() {
    let hostile = pages(&[stream("", b"/Fm Do")], "/Fm Do");
    assert!(matches!(read(&hostile), Extraction::Malformed(_)));
}

#[test]
fn a_bomb_ends_only_the_child() {
    // Each block stands for itself, so that many make a stream of four gigabytes.
    let mut compress = Compress::new(Compression::best(), true);
    let (mut head, mut block) = (Vec::with_capacity(1 << 16), Vec::with_capacity(1 << 16));
    let zeros = vec![b' '; 1 << 22];
    compress.compress_vec(&zeros, &mut head, FlushCompress::Full).expect("a block");
    compress.compress_vec(&zeros, &mut block, FlushCompress::Full).expect("a block");
    let mut bomb = head;
    (0..1_000).for_each(|_| bomb.extend(&block));
    let answer = read(&pages(&[stream("/Filter /FlateDecode", &bomb)], ""));
    assert!(matches!(answer, Extraction::Malformed(_) | Extraction::TookTooLong), "{answer:?}");
}

#[test]
#[ignore = "takes the ten seconds that a document may take"]
fn forms_that_multiply_run_out_of_time() {
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <</X 5 0 R>>>>>>"
            .to_vec(),
        stream("", b"/X Do"),
    ];
    for next in 6..60 {
        let dictionary = format!("/Subtype /Form /Resources <</XObject <</X {next} 0 R>>>>");
        objects.push(stream(&dictionary, b"/X Do /X Do"));
    }
    objects.push(stream("/Subtype /Form", b""));
    assert_eq!(read(&pdf(&objects)), Extraction::TookTooLong);
}

#[test]
fn no_mutation_fails_the_parent() {
    let contents =
        [stream("", &set(&LETTER)), stream("/Filter /FlateDecode", &packed(&set(&LETTER)))];
    let sound = pages(&contents, "BT /F 9 Tf (form) Tj ET");
    let mut seed = 4_711_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..60 {
        let mut mutated = sound.clone();
        for _ in 0..=random(8) {
            let at = 9 + random(mutated.len() - 9);
            match random(3) {
                0 => mutated[at] = random(256) as u8,
                1 => mutated.truncate(at.max(200)),
                _ => drop(mutated.remove(at)),
            }
        }
        assert!(!matches!(read(&mutated), Extraction::Failed(_)));
    }
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let sandbox = Sandbox::new(PathBuf::from("/nonexistent/dilatory"));
    let answer = sandbox.extract(DocumentKind::Pdf, &pages(&[], ""));
    assert!(matches!(answer, Extraction::Failed(_)));
    let plain = sandbox.extract(DocumentKind::Text, b"read without a child");
    assert_eq!(text(plain).text, "read without a child");
}
