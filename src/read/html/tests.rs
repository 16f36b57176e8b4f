//! Saved pages beside what a careful reader takes from them, and pages made to do harm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::*;

/// What a careful reader accepts for each field of an article, and finds in its body or not.
#[derive(serde::Deserialize)]
struct Truth {
    headline: Vec<Value>,
    source: Vec<Value>,
    domain: Value,
    agency: Vec<Value>,
    byline: Vec<Value>,
    date: Vec<Value>,
    language: Vec<Value>,
    in_body: Vec<String>,
    not_in_body: Vec<String>,
}

fn context() -> Context {
    Context { today: jiff::civil::date(2026, 1, 1) }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/html")
}

/// The checks that a page's article does not hold.
fn failures(name: &str, html: &str, truth: &Truth) -> Vec<String> {
    let article = read(html, context()).unwrap();
    let head = &article.head;
    let source = head.source.as_ref();
    let have = [
        ("headline", &truth.headline, json!(head.headline)),
        ("source", &truth.source, json!(source.and_then(|source| source.name.clone()))),
        (
            "domain",
            &vec![truth.domain.clone()],
            json!(source.and_then(|source| source.domain.clone())),
        ),
        ("agency", &truth.agency, json!(head.agency)),
        ("byline", &truth.byline, json!(head.byline)),
        ("date", &truth.date, json!(head.date.as_ref().map(|dated| dated.date))),
        ("language", &truth.language, json!(head.language)),
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
fn pages_are_read_as_a_careful_reader_would() {
    let truth = std::fs::read_to_string(folder().join("truth.json")).unwrap();
    let truth: BTreeMap<String, Truth> = serde_json::from_str(&truth).unwrap();
    let failed: Vec<String> = truth
        .iter()
        .flat_map(|(name, truth)| {
            failures(name, &std::fs::read_to_string(folder().join(name)).unwrap(), truth)
        })
        .collect();
    assert_eq!(failed.join("\n"), "");
}

#[test]
fn a_page_of_links_is_no_article() {
    let html = std::fs::read_to_string(folder().join("front-page.html")).unwrap();
    assert_eq!(read(&html, context()), Err(Reason::Empty));
}

#[test]
fn fragments_become_readable_text() {
    let cases = [
        ("", ""),
        ("plain", "plain"),
        ("<p>One &amp; two</p><p>three</p>", "One & two\n\nthree"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>x<li>y</ul>", "x\n\ny"),
        ("<p>be<b>fo</b>re<script>alert('<p>no</p>')</script> after", "before after"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("<p>cut <a href='x", "cut"),
        ("&#0;&bogus; &#x110000; &eacute", "\u{fffd}&bogus; \u{fffd} é"),
        ("a\u{0}b", "a b"),
        ("<!-- <p>hidden</p> -->seen<!-- open", "seen"),
    ];
    for (html, wanted) in cases {
        assert_eq!(text(html), wanted, "{html}");
    }
}

#[test]
fn hostile_pages_get_an_answer() {
    let story = "<p>A sentence that is long enough to be taken for running text.</p>";
    let colours =
        (0..20_000).fold(String::new(), |tags, n| tags + "<font color=" + &n.to_string() + ">");
    let cases = [
        "<div>".repeat(100_000) + story,
        "<b>".repeat(20_000) + &"<p>".repeat(20_000) + story,
        colours + story,
        format!("<p {}>", "a ".repeat(1_000_000)) + story,
        "<table><tr><td>".repeat(30_000) + story,
        "</div>".repeat(100_000) + story,
        "\u{0}\u{1}\u{b}".to_owned() + story + "\u{0}",
        format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000)) + story,
    ];
    let wanted = "A sentence that is long enough to be taken for running text.";
    for html in cases {
        let start: String = html.chars().take(40).collect();
        let body = read(&html, context()).map(|article| article.body);
        assert_eq!(body.as_deref(), Ok(wanted), "{start}");
    }
}

#[test]
fn endless_constructs_end() {
    let cases = [
        "<!--",
        "<p title='",
        "<",
        "</",
        "<script>",
        "<title>",
        "<svg><style><g>",
        "&",
        "<a href",
        "<![CDATA[",
    ];
    for case in cases {
        let html = case.repeat(50_000);
        let _ = read(&html, context()).map(|article| article.body.len());
        let _ = text(&html).len();
    }
}
