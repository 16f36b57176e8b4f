use super::super::samples::{known, plain, unknown};
use super::*;

const LOOK: Look = Look { width: Some(72), ..LOOK_PIPE };
const LOOK_PIPE: Look = Look { width: None, links: Links::Off, paths: super::super::Paths::Hidden };

#[test]
fn an_article_to_read() {
    let mut known = known();
    let date = crate::date::parse("2024-06-18").unwrap();
    known.head.crawled = Some(Dated { date, found_in: "WARC-Date".into() });
    let shown = plain(&article(&known, LOOK));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "Offshore venture names a new director after a year without one",
            "← json-ld",
            "",
            "source    Harbour Gazette (harbourgazette.example)  ← json-ld",
            "date      17 June 2024           ← meta article:published_time",
            "by        Anna Berg, Tom O'Neil  ← byline line",
            "language  en                     ← html lang",
            "crawled   18 June 2024           ← WARC-Date",
            "agency    Reuters                ← credit line",
            "url       https://harbourgazette.example/2024/06/17/director",
            "          ← link canonical",
            "format    text",
            "file      gazette/director.html",
            "id        3f9a0c12b4d5e6f7",
            "text      150 characters         ← page",
            "note      date 2042-06-17 refused: after the day of reading",
            "",
            "The joint venture Vietsovpetro said on Monday that it had a new",
            "director.",
            "",
            "He takes over at once, the company said, and will move to Vung Tau in",
            "July."
        ]
    );
}

#[test]
fn unknown_facts_are_said_to_be_unknown() {
    let shown = plain(&article(&unknown(), LOOK_PIPE));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "no headline",
            "",
            "source    unknown",
            "date      unknown",
            "by        unknown",
            "language  unknown",
            "format    text",
            "file      loose[2J/note.txt:12",
            "id        00ff00ff00ff00ff",
            "text      20 characters",
            "",
            "Oil workers waited."
        ]
    );
}

#[test]
fn an_extracted_article_is_shortened() {
    let mut long = known();
    long.body = "Some words of no meaning. ".repeat(40);
    let shown = plain(&extracted(&long, LOOK));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "gazette/director.html  text",
            "  Offshore venture names a new director after a year without one",
            "  ← json-ld",
            "  source    Harbour Gazette (harbourgazette.example)  ← json-ld",
            "  date      17 June 2024           ← meta article:published_time",
            "  by        Anna Berg, Tom O'Neil  ← byline line",
            "  language  en                     ← html lang",
            "  agency    Reuters                ← credit line",
            "  url       https://harbourgazette.example/2024/06/17/director",
            "            ← link canonical",
            "  text      1,040 characters       ← page",
            "  note      date 2042-06-17 refused: after the day of reading",
            "",
            "  Some words of no meaning. Some words of no meaning. Some words of no",
            "  meaning. Some words of no meaning. Some words of no meaning. Some",
            "  words of no meaning. Some words of no meaning. Some words of no",
            "  meaning. Some words of no meaning. Some …",
            ""
        ]
    );
}

#[test]
fn candidates_are_told_apart() {
    let shown = plain(&candidates(&[known(), unknown()]));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "  3f9a0c12b4d5e6f7  Offshore venture names a new director after a year without one",
            "  00ff00ff00ff00ff  loose[2J/note.txt"
        ]
    );
}
