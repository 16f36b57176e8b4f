//! Articles in many layouts, each beside what a careful reader takes from it.

use super::super::careful;
use super::*;

fn context() -> Context<'static> {
    careful::context()
}

#[test]
fn articles_are_read_as_a_careful_reader_would() {
    assert_eq!(careful::failures("plain", read), "");
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
