//! Any article and any query: what is shown of the one for the other.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil;
use news_search::passage::Finder;
use news_search::query::{Expansion, Leaf, Query, Test, parse};
use news_search::results::{Context, Excerpt, PassageField};
use news_search::text;

use super::excerpt;

/// Takes the bytes for an article and a query, and panics where a promise is not held. Two
/// characters say how much is shown, then come a line with the query, one with the headline, and
/// the body.
pub(crate) fn check(bytes: &[u8]) {
    let &[passages, width, ref rest @ ..] = bytes else { return };
    let rest = String::from_utf8_lossy(rest);
    let mut lines = rest.splitn(3, '\n');
    let typed = lines.next().unwrap_or_default();
    let headline = lines.next().filter(|line| !line.is_empty());
    let body = lines.next().unwrap_or_default();
    let context = if passages & 8 == 0 { Context::Sentence } else { Context::Paragraph };
    let asked = Excerpt { passages: usize::from(passages & 7), width: usize::from(width), context };

    are_pieces(body, &text::sentences(body));
    let query = parse(typed, civil::date(2024, 6, 19)).query;
    let expansions = expansions(&query, &[headline.unwrap_or_default(), body]);
    let found = Finder::new(&query, &expansions).passages(headline, body, &asked);
    excerpt::check(&found, headline, body, &asked);
    if let Some(word) = one_word(&query)
        && asked.passages > 0
        && text::words(body).to_vec().contains(word)
    {
        let mut in_body = found.iter().filter(|one| one.field == PassageField::Body);
        assert!(in_body.all(|one| !one.marks.is_empty()), "a passage without what was found");
    }
}

/// Panics unless these are pieces of a text that hold something, one behind another.
fn are_pieces(text: &str, pieces: &[Range<usize>]) {
    let mut last = 0;
    for piece in pieces {
        assert!(last <= piece.start && piece.start < piece.end, "out of order or empty");
        assert!(text.get(piece.clone()).is_some(), "outside, or inside a character");
        last = piece.end;
    }
}

/// The word, where the query is nothing but this very word.
fn one_word(query: &Query) -> Option<&String> {
    match query {
        Query::Leaf(leaf) if leaf.field.is_text() && leaf.field.name().is_empty() => {
            match &leaf.test {
                Test::Words { words, exact: true } if words.len() == 1 => words.first(),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What an index would answer that holds just these texts and knows no inflections but a final s.
fn expansions(query: &Query, texts: &[&str]) -> Vec<Expansion> {
    let vocabulary: BTreeSet<String> =
        texts.iter().flat_map(|text| text::words(text).to_vec()).collect();
    let leaves = query.leaves().into_iter();
    let atoms = leaves.flat_map(|(leaf, positive)| {
        let field = leaf.field;
        leaf.test.atoms().into_iter().map(move |test| (Leaf { field, test }, positive))
    });
    let expanded = |(leaf, positive): (Leaf, bool)| {
        let words = expanded(&leaf.test, &vocabulary);
        Expansion { words, leaf, positive, left_out: Vec::new() }
    };
    atoms.map(expanded).collect()
}

fn expanded(test: &Test, vocabulary: &BTreeSet<String>) -> Vec<BTreeSet<String>> {
    let all = |holds: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
        vocabulary.iter().filter(|word| holds(word)).cloned().collect()
    };
    let singular = |word: &str| word.trim_end_matches('s').to_owned();
    let pattern = |pattern: Option<text::Pattern>| {
        pattern.map(|pattern| all(&|word| pattern.matches(word))).unwrap_or_default()
    };
    match test {
        Test::Words { words, exact: true } => {
            words.iter().map(|asked| all(&|word| word == asked)).collect()
        }
        Test::Words { words, exact: false } => {
            words.iter().map(|asked| all(&|word| singular(word) == singular(asked))).collect()
        }
        Test::Prefix(prefix) => vec![all(&|word| word.starts_with(prefix))],
        Test::Wildcard(typed) => vec![pattern(text::Pattern::wildcard(typed))],
        Test::Regex(typed) => vec![pattern(text::Pattern::regex(typed))],
        Test::Fuzzy { word: asked, .. } => vec![all(&|word| word.len() == asked.len())],
        _ => Vec::new(),
    }
}
