//! Values for the tests of the renderers.

use std::borrow::Cow;

use crate::article::{Article, Dated, FoundIn, Head, Source};
use crate::date::Date;
use crate::results::{
    Cut, Hit, Match, Passage, PassageField, Results, SCHEMA, Total, Version, Versions,
};

/// The text with styles as `<b>` and the like, so that a test shows what a reader sees.
pub(super) fn tagged(text: &str) -> String {
    let mut out = text.to_owned();
    for (code, tag) in [
        ("\x1b[1m\x1b[31m", "<m>"),
        ("\x1b[1m", "<b>"),
        ("\x1b[2m", "<f>"),
        ("\x1b[3m", "<i>"),
        ("\x1b[36m", "<s>"),
        ("\x1b[32m", "<+>"),
        ("\x1b[31m", "<->"),
        ("\x1b[0m", "</>"),
    ] {
        out = out.replace(code, tag);
    }
    out
}

/// The text without its styles, as a pipe gets it.
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// An article of which everything is known.
pub(super) fn known() -> Article {
    let found = |evidence: &'static str| Some(Cow::Borrowed(evidence));
    Article {
        head: Head {
            id: "3f9a0c12b4d5e6f7".to_owned(),
            headline: Some(
                "Offshore venture names a new director after a year without one".to_owned(),
            ),
            source: Some(Source {
                name: Some("Harbour Gazette".to_owned()),
                domain: Some("harbourgazette.example".to_owned()),
                found_in: Cow::Borrowed("json-ld"),
            }),
            date: Some(Dated {
                date: Date::day(2024, 6, 17).unwrap(),
                found_in: Cow::Borrowed("meta article:published_time"),
            }),
            byline: vec!["Anna Berg".to_owned(), "Tom O'Neil".to_owned()],
            agency: Some("Reuters".to_owned()),
            language: Some("en".to_owned()),
            url: Some("https://harbourgazette.example/2024/06/17/director".to_owned()),
            path: "gazette/director.html".to_owned(),
            found_in: FoundIn {
                headline: found("json-ld"),
                byline: found("byline line"),
                agency: found("credit line"),
                language: found("html lang"),
                url: found("link canonical"),
                body: found("page"),
            },
            notes: vec!["date 2042-06-17 refused: after the day of reading".to_owned()],
            ..Head::default()
        },
        body: "The joint venture Vietsovpetro said on Monday that it had a new director.\n\n\
               He takes over at once, the company said, and will move to Vung Tau in July."
            .to_owned(),
    }
}

/// An article of which next to nothing is known.
pub(super) fn unknown() -> Article {
    Article {
        head: Head {
            id: "00ff00ff00ff00ff".to_owned(),
            path: "loose\u{1b}[2J/note.txt".to_owned(),
            record: Some(12),
            ..Head::default()
        },
        body: "Oil \u{202e}workers waited.".to_owned(),
    }
}

/// A piece of a body.
pub(super) fn passage(start: usize, text: &str, marks: &[(usize, usize)]) -> Passage {
    Passage {
        field: PassageField::Body,
        start,
        end: start + text.chars().count(),
        text: text.to_owned(),
        marks: marks.to_vec(),
        cut: if start == 0 { Cut::None } else { Cut::Both },
    }
}

/// Three versions, of which two are told of.
fn versions() -> Versions {
    let Head { id, source, date, .. } = known().head;
    let known = Version { id, source, date };
    let unknown = Version { id: "0123456789abcdef".to_owned(), source: None, date: None };
    let ids = ["aa", "bb", "cc"].map(str::to_owned).to_vec();
    Versions { count: 3, ids, first: vec![known, unknown] }
}

/// Two hits, one of each kind.
pub(super) fn results() -> Results {
    let headline = "Offshore venture names a new director after a year without one";
    Results {
        schema: SCHEMA.to_owned(),
        id: None,
        query: "vietsovpetro director".to_owned(),
        matching: Match::Best,
        notes: Vec::new(),
        total: Total { articles: 12, all_words: 1, groups: Some(12) },
        took_ms: 3.4,
        expansions: None,
        scored: None,
        why: Vec::new(),
        next: None,
        hits: vec![
            Hit {
                rank: 9,
                score: 12.5,
                head: known().head,
                lead: None,
                passages: vec![
                    Passage {
                        field: PassageField::Headline,
                        start: 0,
                        end: headline.len(),
                        text: headline.to_owned(),
                        marks: vec![(29, 37)],
                        cut: Cut::None,
                    },
                    passage(
                        0,
                        "The joint venture Vietsovpetro said on Monday that it had a new director.",
                        &[(18, 30), (64, 72)],
                    ),
                    passage(900, "directors before him had stayed for three years or", &[(0, 9)]),
                ],
                missing: Vec::new(),
                versions: Some(versions()),
            },
            Hit {
                rank: 10,
                score: 2.0,
                head: unknown().head,
                lead: Some("Oil \u{202e}workers waited".to_owned()),
                passages: vec![passage(0, "Oil \u{202e}workers waited.", &[])],
                missing: vec!["director".to_owned()],
                versions: None,
            },
        ],
    }
}
