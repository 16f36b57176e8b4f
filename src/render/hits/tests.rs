use super::super::samples::{plain, results, tagged};
use super::super::{Links, Look, Paths};
use super::*;
use crate::render::{Batch, Form, Printer};
use crate::results::{Results, Total};

fn hits(results: &Results, look: Look) -> String {
    Printer::new(&Form::Text, look, Batch::Single, 10).page(results).unwrap()
}

#[test]
fn hits_on_a_terminal() {
    let look = Look { width: Some(60), ..Look::default() };
    let shown = tagged(&hits(&results(), look));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "<f> 9</>  <b>Offshore venture names a new </><m>director</><b> after a year</>",
            "    <b>without one</>",
            "    <s>Harbour Gazette</><f> · </>17 June 2024<f> · </>Reuters<f> · </>Anna Berg,",
            "    Tom O'Neil<f> </><f>· 3f9a0c12</>",
            "    <f>›</> The joint venture <m>Vietsovpetro</> said on Monday that it",
            "      had a new <m>director</>.",
            "    <f>›</> <f>… </><m>directors</> before him had stayed for three years or<f> …</>",
            "    +3 versions<f>: </><s>Harbour Gazette</><f>, </><s>01234567</><f> and others</>",
            "",
            "<f>10</>  <i>“Oil workers waited …”</>",
            "    <f>no source</><f> · </><f>no date</><f> </><f>· 00ff00ff</>",
            "    <f>›</> Oil workers waited.",
            "    <f>lacks: director</>",
            ""
        ]
    );
}

#[test]
fn hits_in_a_pipe_are_not_wrapped() {
    let look = Look { width: None, links: Links::On, paths: Paths::Shown };
    let shown = plain(&hits(&results(), look));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            " 9  Offshore venture names a new director after a year without one",
            "    Harbour Gazette · 17 June 2024 · Reuters · Anna Berg, Tom O'Neil · 3f9a0c12",
            "    › The joint venture Vietsovpetro said on Monday that it had a new director.",
            "    › … directors before him had stayed for three years or …",
            "    +3 versions: Harbour Gazette, 01234567 and others",
            "    gazette/director.html",
            "",
            "10  “Oil workers waited …”",
            "    no source · no date · 00ff00ff",
            "    › Oil workers waited.",
            "    lacks: director",
            "    loose[2J/note.txt:12",
            ""
        ]
    );
}

#[test]
fn every_reason_is_a_line() {
    let part = || "oil\u{1b}".to_owned();
    let near = vec!["soil".to_owned(), "oils".to_owned()];
    let without = |undated| Reason::Without { part: part(), articles: 3, undated };
    let why = vec![
        Reason::Unknown { part: part(), near },
        Reason::Unknown { part: part(), near: Vec::new() },
        Reason::Apart { part: part(), articles: 1 },
        without(None),
        without(Some(1)),
        without(Some(3)),
    ];
    let results = Results { why, ..results() };
    assert_eq!(
        plain(&reasons(&results, Look::default())).lines().collect::<Vec<_>>(),
        [
            "  no article has `oil`; spelled nearly so: soil, oils",
            "  no article has `oil`",
            "  1 article has the words of `oil`, but not as it asks",
            "  without `oil`: 3 articles",
            "  without `oil`: 3 articles, 1 of them without a date",
            "  without `oil`: 3 articles, without a date",
        ]
    );
}

#[test]
fn the_closing_line_counts_honestly() {
    let mut results = results();
    let both = results.hits.clone();
    for (articles, all_words, groups, hits, next, want) in [
        (12, 1, 12, 2, true, "9–10 of 12 articles, 1 with every word · 3 ms · more: --offset 10\n"),
        (10, 10, 10, 2, false, "9–10 of 10 articles · 3 ms\n"),
        (
            2_000,
            0,
            2_000,
            1,
            true,
            "9 of 2,000 articles, none with every word · 3 ms · more: --offset 9\n",
        ),
        (1, 1, 1, 0, false, "1 article · 3 ms\n"),
        (
            9,
            1,
            4,
            2,
            false,
            "9–10 of 4 hits · 9 articles with versions, 1 with every word · 3 ms\n",
        ),
        (3, 3, 2, 2, false, "2 hits · 3 articles with versions · 3 ms\n"),
    ] {
        results.total = Total { articles, all_words, groups: Some(groups) };
        results.hits = both[..hits].to_vec();
        results.next = next.then(|| "1.2.3".to_owned());
        assert_eq!(closing(&results, Paging::Offset), want);
    }
    results.next = Some("1.2.3".to_owned());
    results.total = Total { articles: 1, all_words: 1, groups: None };
    assert_eq!(closing(&results, Paging::Cursor), "1 article · 3 ms · more: --after 1.2.3\n");
}

#[test]
fn a_query_among_several_says_what_was_found() {
    let mut results = results();
    results.id = Some("q 7".to_owned());
    let heading = |results: &Results| tagged(&heading(results, Look::default()));
    assert_eq!(
        heading(&results),
        "<b>q 7</>  <b>vietsovpetro director</><f> · </>12 articles, 1 with every word\n\n"
    );
    results.matching = Match::Any;
    assert!(heading(&results).ends_with("</>12 articles\n\n"));
    results.total = Total::default();
    assert!(heading(&results).ends_with("<f>nothing found</>\n\n"));
}

#[test]
fn an_explanation_lists_what_each_word_stands_for() {
    let leaf = |test| crate::query::Leaf { field: crate::query::Field::Text, test };
    let set = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let many: Vec<String> = (10..40).map(|number| format!("gre{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let words = |words: &[&str], exact| crate::query::Test::Words {
        words: words.iter().map(|&word| word.to_owned()).collect(),
        exact,
    };
    let mut results = results();
    results.query = "minister \"joint venture\" gre* xyzzy".to_owned();
    results.expansions = Some(vec![
        Expansion {
            leaf: leaf(words(&["minister"], false)),
            words: vec![set(&["minister", "ministers"])],
            positive: true,
            left_out: Vec::new(),
        },
        Expansion {
            leaf: leaf(words(&["joint", "venture"], true)),
            words: vec![set(&["joint"]), set(&["venture"])],
            positive: true,
            left_out: Vec::new(),
        },
        Expansion {
            leaf: leaf(crate::query::Test::Prefix("gre".to_owned())),
            words: vec![set(&many)],
            positive: true,
            left_out: Vec::new(),
        },
        Expansion {
            leaf: leaf(words(&["xyzzy"], false)),
            words: vec![set(&[])],
            positive: true,
            left_out: Vec::new(),
        },
    ]);
    let look = Look { width: Some(60), ..Look::default() };
    let shown = plain(&explanation(&results, look));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "query: minister \"joint venture\" gre* xyzzy",
            "  minister         minister, ministers",
            "  \"joint venture\"  joint + venture",
            "  gre*             gre10, gre11, gre12, gre13, gre14, gre15,",
            "                   gre16, gre17, gre18, gre19, gre20, gre21",
            "                   and 18 more",
            "  xyzzy            not in the index"
        ]
    );
}
