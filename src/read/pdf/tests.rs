use std::fmt::Write as _;
use std::io::Write as _;

use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions, SaveOptions};
use proptest::prelude::*;

use super::super::{Reason, careful};
use super::writer::{Writer, column};
use crate::article::Article;

/// The samples were printed by Chromium, `LibreOffice` and groff from texts written for this
/// project; their names say by which.
#[test]
fn articles_read_as_a_careful_reader_reads_them() {
    let read = |bytes: &[u8]| super::read(bytes, careful::context());
    assert_eq!(careful::failures_of_bytes("pdf", read), "");
}

fn read(bytes: &[u8]) -> Result<Article, Reason> {
    super::read(bytes, careful::context())
}

/// What was read, or why nothing was, in a line each.
fn told(bytes: &[u8]) -> String {
    let Article { head, body } = match read(bytes) {
        Ok(article) => article,
        Err(reason) => return format!("! {reason}"),
    };
    let headline = head.headline.map(|headline| {
        format!("{headline} ({})\n", head.found_in.headline.as_deref().unwrap_or("?"))
    });
    let date = head.date.map(|dated| format!("{} ({})\n", dated.date, dated.found_in));
    let byline = head.byline.join(", ");
    let notes = head.notes.iter().map(|note| format!("\n# {note}"));
    let notes = notes.collect::<Vec<_>>().concat();
    let body = body.replace("\n\n", " ¶ ");
    [headline.unwrap_or_default(), date.unwrap_or_default(), byline, "\n".to_owned(), body, notes]
        .concat()
}

const LEFT: &[&str] = &[
    "The only ferry between Halvex and the",
    "island stopped running on Monday, af-",
    "ter thick fog closed the strait for the",
    "third day in a row.",
    "   More than four hundred passengers",
    "were stranded on the island, among",
];
const RIGHT: &[&str] = &[
    "them two school classes from the town.",
    "   The weather service expects the fog",
    "to lift on Wednesday, the office said",
    "in a well-known phrase of the harbour.",
    "Until then the pier stays closed.",
];

/// A page of two columns under a headline; the second column is drawn first.
fn newspaper(number: usize) -> String {
    [
        column(250, 820, 9, &["The Gull Gazette · 17 June 2024"]),
        column(60, 760, 24, &["Ferry halted as fog", "closes the strait"]),
        column(60, 700, 10, &["By Ida Morrow"]),
        column(310, 670, 10, RIGHT),
        column(60, 670, 10, LEFT),
        column(290, 30, 9, &[&format!("– {number} –")]),
    ]
    .concat()
}

const STORY: &str = "The only ferry between Halvex and the island stopped running on Monday, \
    after thick fog closed the strait for the third day in a row. ¶ More than four hundred \
    passengers were stranded on the island, among them two school classes from the town. ¶ The \
    weather service expects the fog to lift on Wednesday, the office said in a well-known phrase \
    of the harbour. Until then the pier stays closed.";

fn ferry() -> String {
    format!(
        "Ferry halted as fog closes the strait (largest line)\n2024-06-17 (date line)\nIda Morrow\n{STORY}"
    )
}

#[test]
fn columns_are_read_one_after_the_other() {
    assert_eq!(told(&Writer::of_pages(&[newspaper(1)]).bytes()), ferry());
}

#[test]
fn running_heads_and_page_numbers_are_no_text() {
    const TEXTS: [&str; 3] =
        ["It is about ferries.", "Fog is its next part.", "It ends with the pier."];
    let page = |number: usize| {
        let text = TEXTS[number - 1];
        let head = column(60, 820, 9, &["The Gull Gazette · 17 June 2024"]);
        head + &column(60, 700, 10, &[text]) + &column(290, 30, 9, &[&number.to_string()])
    };
    let pages: Vec<String> = (1..=3).map(page).collect();
    let expected = "2024-06-17 (date line)\n\n\
        It is about ferries. ¶ Fog is its next part. ¶ It ends with the pier.";
    assert_eq!(told(&Writer::of_pages(&pages).bytes()), expected);
}

#[test]
fn a_document_says_what_it_is() {
    let text = column(
        60,
        700,
        10,
        &["Ferry halted as fog closes in", "", "Ida Morrow", "", "The ferry stopped on Monday."],
    );
    let mut writer = Writer::of_pages(&[text]);
    writer.trailer = "/Info<</Title(Ferry halted as fog closes in | Gazette)/Author(Ida Morrow)\
        /CreationDate(D:20240617103000Z)>>"
        .to_owned();
    let expected =
        "Ferry halted as fog closes in (document title)\nIda Morrow\nThe ferry stopped on Monday.";
    assert_eq!(told(&writer.bytes()), expected);
    let mut writer = Writer::of_pages(&[column(
        60,
        700,
        10,
        &["The ferry stopped on Monday, and nobody knew why."],
    )]);
    let metadata = writer.stream(
        "/Type/Metadata/Subtype/XML",
        b"<rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li>Ferry halted</rdf:li></rdf:Alt></dc:title>\
          <prism:publicationName>The Gull Gazette</prism:publicationName>\
          <prism:publicationDate>2024-06-17</prism:publicationDate></rdf:Description></rdf:RDF>",
    );
    let mut bytes = writer.bytes();
    let root = format!("<</Type/Catalog/Metadata {metadata} 0 R/Pages 2 0 R>>");
    bytes = replaced(&bytes, b"<</Type/Catalog/Pages 2 0 R>>", root.as_bytes());
    let article = read(&bytes).unwrap();
    assert_eq!(article.head.headline.as_deref(), Some("Ferry halted"));
    let source = article.head.source.unwrap();
    assert_eq!(
        (source.label(), &*source.found_in),
        (Some("The Gull Gazette"), "document metadata")
    );
    assert_eq!(article.head.date.unwrap().date.to_string(), "2024-06-17");
}

/// Bytes with a part of them replaced.
fn replaced(bytes: &[u8], part: &[u8], by: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(bytes, part).unwrap();
    [&bytes[..at], by, &bytes[at + part.len()..]].concat()
}

#[test]
fn a_browser_prints_the_address_of_the_page() {
    let page = [
        column(60, 820, 8, &["18/06/2024, 10:30"]),
        column(60, 760, 24, &["Ferry halted as fog closes in"]),
        column(60, 700, 10, &["The ferry stopped on Monday, and nobody knew why it did."]),
        column(60, 20, 8, &["https://gazette.example/ferry                      1/1"]),
    ];
    let article = read(&Writer::of_pages(&[page.concat()]).bytes()).unwrap();
    assert_eq!(article.head.url.as_deref(), Some("https://gazette.example/ferry"));
    assert_eq!(article.head.date, None);
    assert_eq!(article.body, "The ferry stopped on Monday, and nobody knew why it did.");
}

/// A page in a font of many glyphs, with these entries and objects behind it.
fn in_font(shown: &str, font: &str, below: &str) -> Writer {
    let page = format!("BT /F2 12 Tf 60 700 Td {shown} Tj ET");
    let mut writer = Writer::of_pages(&[page]);
    writer.add(&format!("<</Type/Font/Subtype/Type0/BaseFont/A{font}/DescendantFonts[7 0 R]>>"));
    writer.add(&format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/A{below}>>"));
    writer
}

#[test]
fn fonts_say_which_letters_they_draw() {
    let mut mapped =
        in_font("<000100020003>", "/Encoding/Identity-H/ToUnicode 8 0 R", "/W[1 2 500]");
    mapped.stream("", b"2 beginbfrange <0001> <0002> <041D> <0003> <0003> [<FB01>] endbfrange");
    assert_eq!(told(&mapped.bytes()), "\nНОfi");
    let cases = [
        ("<5927 96FE>", "/Encoding/UniGB-UCS2-H", "\n大雾"),
        ("<B4F3 CEED>", "/Encoding/GBK-EUC-H", "\n大雾"),
        ("<91E5 96B6>", "/Encoding/90ms-RKSJ-H", "\n大霧"),
        (
            "<0001>",
            "/Encoding/Identity-H",
            "! no text in it: its fonts do not say which letters they draw",
        ),
    ];
    for (shown, font, expected) in cases {
        assert_eq!(told(&in_font(shown, font, "").bytes()), expected, "{font}");
    }
    // The numbers of glyphs of a font that is gone are no letters; those of bytes may be.
    for (shown, expected) in [("<0032004700030048>", cases[3].2), ("(Fog)", "\nFog")] {
        let page = format!("BT /F9 12 Tf 60 700 Td {shown} Tj ET");
        assert_eq!(told(&Writer::of_pages(&[page]).bytes()), expected);
    }
    let mut named = Writer::of_pages(&["BT /F2 12 Tf 60 700 Td (abcd) Tj ET".to_owned()]);
    named
        .add("<</Type/Font/Subtype/Type1/Encoding<</Differences[97/uni0416/g7/a.sc/adieresis]>>>>");
    assert_eq!(
        told(&named.bytes()),
        "\nЖ aä\n# 1 of 4 characters lost: their font does not say what they are"
    );
}

#[test]
fn what_has_no_text_says_why() {
    let mut scanned = Writer::of_pages(&["q 595 0 0 842 0 0 cm /X Do Q".to_owned()]);
    scanned.stream("/Type/XObject/Subtype/Image/Width 1/Height 1", b"x");
    let cases = [
        (scanned.bytes(), "! no text in it: only pictures"),
        (Writer::of_pages(&[String::new()]).bytes(), "! no text in it"),
        (b"%PDF-1.4\nnothing".to_vec(), "! damaged: failed parsing cross reference table"),
        (b"%PDF-".to_vec(), "! damaged: couldn't parse input"),
    ];
    for (bytes, expected) in cases {
        assert!(told(&bytes).starts_with(expected), "{expected}: {}", told(&bytes));
    }
}

/// A document as a program saves it.
fn saved(change: impl FnOnce(&mut Document), options: SaveOptions) -> Vec<u8> {
    let mut writer = Writer::of_pages(&[newspaper(1)]);
    writer.trailer = "/ID[<01020304><01020304>]".to_owned();
    let mut doc = Document::load_mem(&writer.bytes()).unwrap();
    change(&mut doc);
    let mut bytes = Vec::new();
    doc.save_with_options(&mut bytes, options).unwrap();
    bytes
}

#[test]
fn packed_and_encrypted_documents_open() {
    let packed = saved(
        Document::compress,
        SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build(),
    );
    assert_eq!(told(&packed), ferry());
    let encrypt = |password: &'static str| {
        move |doc: &mut Document| {
            let version = EncryptionVersion::V2 {
                document: doc,
                owner_password: "owner",
                user_password: password,
                key_length: 128,
                permissions: Permissions::empty(),
            };
            let state = EncryptionState::try_from(version).unwrap();
            doc.encrypt(&state).unwrap();
        }
    };
    assert_eq!(told(&saved(encrypt(""), SaveOptions::default())), ferry());
    assert_eq!(told(&saved(encrypt("secret"), SaveOptions::default())), "! encrypted");
}

#[test]
fn of_a_damaged_document_what_is_left_is_read() {
    let bytes = Writer::of_pages(&[newspaper(1)]).bytes();
    let table = memchr::memmem::find(&bytes, b"xref").unwrap();
    let note = "\n# the file is damaged: read from what is left of it";
    assert_eq!(told(&bytes[..table]), ferry() + note);
    let mut late = b"HTTP/1.1 200 OK\n\n".to_vec();
    late.extend(&bytes);
    assert_eq!(told(&late), ferry());
    let wrong = replaced(&bytes, b"startxref\n", b"startxref\n9");
    assert_eq!(told(&wrong), ferry() + note);
    let rootless = replaced(&bytes[..table], b"/Type/Catalog", b"/Type/Lost");
    assert_eq!(told(&rootless), ferry() + note);
}

#[test]
fn nesting_and_circles_are_no_danger() {
    let deep = 100_000;
    let mut writer = Writer::of_pages(&[newspaper(1)]);
    for part in ["[", "<</A ", "(", "<</A["] {
        writer.add(&part.repeat(deep));
    }
    assert!(told(&writer.bytes()).starts_with(&ferry()));
    for part in ["[", "<<", "(", "q ", "BT ", "/A BMC ", "BI "] {
        let content = part.repeat(deep) + &newspaper(1);
        let _ = told(&Writer::of_pages(&[content]).bytes());
    }
    // Forms that draw each other, a page tree and a font that hold themselves.
    let mut forms = Writer::of_pages(&["/X Do ".repeat(1_000) + &newspaper(1)]);
    forms.stream("/Type/XObject/Subtype/Form", "/X Do ".repeat(1_000).as_bytes());
    let _ = told(&forms.bytes());
    let mut tree = Writer::default();
    tree.add("<</Type/Catalog/Pages 2 0 R>>");
    tree.add("<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R 2 0 R]>>");
    tree.add("<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]>>");
    assert_eq!(told(&tree.bytes()), "! no text in it");
    let mut font = Writer::of_pages(&["BT /F2 9 Tf 9 9 Td (a) Tj ET".to_owned()]);
    font.add("<</Type/Font/Subtype/Type0/Encoding 7 0 R/ToUnicode 6 0 R/DescendantFonts[6 0 R]>>");
    font.add("7 0 R");
    let _ = told(&font.bytes());
}

#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..80 {
        packed.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let bomb = packed.finish().unwrap();
    let mut page = Writer::of_pages(&[newspaper(1)]);
    page.stream("/Type/XObject/Subtype/Form/Filter/FlateDecode", &bomb);
    assert_eq!(told(&page.bytes()), ferry());
    let mut objects = Writer::of_pages(&[newspaper(1)]);
    objects.stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &bomb);
    assert_eq!(told(&objects.bytes()), "! damaged: couldn't decompress stream");
}

#[test]
fn many_words_in_odd_places_cost_little() {
    let mut content = String::from("BT /F1 1 Tf\n");
    for at in 0..60_000_u32 {
        let (x, y) = (at.wrapping_mul(7919) % 4_000, at.wrapping_mul(104_729) % 500);
        let _ = writeln!(content, "1 0 0 1 {x} {y} Tm (ab) Tj");
    }
    let _ = told(&Writer::of_pages(&[content + "ET"]).bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_never_panics(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        sample in 0..3_usize,
    ) {
        let mut bytes = match sample {
            0 => Writer::of_pages(&[newspaper(1), newspaper(2)]).bytes(),
            1 => saved(
                |_| {},
                SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build(),
            ),
            _ => {
                let mut writer = in_font("<000100020003>", "/Encoding/Identity-H/ToUnicode 8 0 R", "/W[1 2 500]");
                writer.stream("", b"2 beginbfrange <0001> <0002> <041D> <0003> <0003> [<FB01>] endbfrange");
                writer.bytes()
            }
        };
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let length = bytes.len();
        let _ = read(&bytes);
        let _ = read(&bytes[..cut.index(length)]);
    }
}
