use super::super::samples::{plain, results, tagged};
use super::super::{Links, Look, Paths};
use super::*;
use crate::results::Total;

#[test]
fn hits_on_a_terminal() {
    let look = Look { width: Some(60), ..Look::default() };
    assert_eq!(
        tagged(&hits(&results(), look)),
        ""
    );
}

#[test]
fn hits_in_a_pipe_are_not_wrapped() {
    let look = Look { width: None, links: Links::On, paths: Paths::Shown };
    assert_eq!(
        plain(&hits(&results(), look)),
        ""
    );
}

#[test]
fn the_closing_line_counts_honestly() {
    let mut results = results();
    let both = results.hits.clone();
    for (articles, all_words, hits, want) in [
        (12, 1, 2, "9–10 of 12 articles, 1 with every word · 3 ms · more: --offset 10\n"),
        (10, 10, 2, "9–10 of 10 articles · 3 ms\n"),
        (2_000, 0, 1, "9 of 2,000 articles, none with every word · 3 ms · more: --offset 9\n"),
        (1, 1, 0, "1 article · 3 ms\n"),
    ] {
        results.total = Total { articles, all_words };
        results.hits = both[..hits].to_vec();
        assert_eq!(closing(&results), want);
    }
}
