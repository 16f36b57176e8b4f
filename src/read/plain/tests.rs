//! Articles in many layouts, each beside what a careful reader takes from it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::*;

/// What a careful reader accepts for each field of an article, and finds in its body or not.
#[derive(serde::Deserialize)]
struct Truth {
    headline: Vec<Value>,
    source: Vec<Value>,
    agency: Vec<Value>,
    byline: Vec<Value>,
    date: Vec<Value>,
    in_body: Vec<String>,
    not_in_body: Vec<String>,
}

fn context() -> Context {
    Context { today: jiff::civil::date(2026, 1, 1) }
}

/// The checks that an article does not hold, one a line.
fn failures(name: &str, text: &str, truth: &Truth) -> Vec<String> {
    let article = read(text, context()).unwrap();
    let head = &article.head;
    let have = [
        ("headline", &truth.headline, json!(head.headline)),
        (
            "source",
            &truth.source,
            json!(head.source.as_ref().and_then(|source| source.name.clone())),
        ),
        ("agency", &truth.agency, json!(head.agency)),
        ("byline", &truth.byline, json!(head.byline)),
        ("date", &truth.date, json!(head.date.as_ref().map(|dated| dated.date))),
    ];
    let mut failed: Vec<String> = have
        .into_iter()
        .filter(|(_, wanted, value)| !wanted.contains(value))
        .map(|(field, wanted, value)| format!("{name}: {field}: wanted {wanted:?}, have {value}"))
        .collect();
    let body = &article.body;
    let lacks = truth.in_body.iter().filter(|part| !body.contains(*part));
    failed.extend(lacks.map(|part| format!("{name}: body lacks {part:?}")));
    let has = truth.not_in_body.iter().filter(|part| body.contains(*part));
    failed.extend(has.map(|part| format!("{name}: body has {part:?}")));
    failed
}

#[test]
fn articles_are_read_as_a_careful_reader_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/plain");
    let truth = std::fs::read_to_string(folder.join("truth.json")).unwrap();
    let truth: BTreeMap<String, Truth> = serde_json::from_str(&truth).unwrap();
    let failed: Vec<String> = truth
        .iter()
        .flat_map(|(name, truth)| {
            failures(name, &std::fs::read_to_string(folder.join(name)).unwrap(), truth)
        })
        .collect();
    assert_eq!(failed.join("\n"), "");
}

#[test]
fn evidence_stands_exactly_where_a_value_is_known() {
    let text = "Rain at last\n\nBy Anna Berg\n\nOSLO (Reuters) - It rained on Monday, for the first time since spring.\n";
    let article = read(text, context()).unwrap();
    let found = &article.head.found_in;
    assert_eq!(
        (
            found.headline.as_deref(),
            found.byline.as_deref(),
            found.agency.as_deref(),
            found.url.as_deref()
        ),
        (Some("headline line"), Some("byline line"), Some("dateline"), None)
    );
    let bare = read("It rained on Monday.", context()).unwrap();
    assert_eq!((bare.head, bare.body.as_str()), (Head::default(), "It rained on Monday."));
}

#[test]
fn nothing_is_no_article_and_furniture_alone_is_text() {
    assert_eq!(read(" \n\u{feff}\r\n", context()), Err(Reason::Empty));
    assert_eq!(read("Share this\nFacebook", context()).unwrap().body, "Share this\n\nFacebook");
}

#[test]
fn hostile_text_is_read_in_one_go() {
    for text in [
        "(",
        "((((",
        "By",
        "©",
        "(Reporting by",
        "The post  appeared first on ",
        "\u{0}",
        "İ (",
        "电",
        "^<",
        "_",
    ] {
        let _ = read(text, context());
        let _ = read(&text.repeat(3_000), context());
        let _ = read(&format!("{text}\n").repeat(3_000), context());
    }
}
