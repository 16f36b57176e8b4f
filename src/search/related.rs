//! Background to an article: others that share its telling words, but not its text.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::time::Instant;

use xxhash_rust::xxh3::xxh3_64;

use super::{Backend, hit, milliseconds, walk};
use crate::article::Article;
use crate::date::DateRange;
use crate::index::{Asked, Error};
use crate::passage::Finder;
use crate::query::{Clause, Field, Leaf, Need, Query, Test};
use crate::results::{Background, Explain, Match, Related, Request, SCHEMA, Sort, When};
use crate::text::{is_stop_word, words};

/// By how many words an article is known: with fewer, one odd word decides; with more, common
/// words drown the telling ones.
const WORDS: usize = 25;

/// So many words in a row, shared, are the same text rather than the same subject.
const RUN: usize = 5;

/// Articles that share this part of the runs of the shorter are versions of one text.
const SAME: f64 = 0.5;

impl Backend {
    /// Finds background to an article, which may or may not be in the index.
    pub fn related(&self, article: &Article, ask: Background) -> Result<Related, Error> {
        let Self::Local(index) = self;
        let started = Instant::now();
        let frequencies = frequencies(article);
        let mut words = index.telling(&frequencies, 2..=u64::MAX, WORDS)?;
        if index.by_id(&article.head.id, 1)?.is_empty() {
            // A word that the index has once leads from an article outside to one inside, and from
            // one inside to itself.
            words.extend(index.telling(&frequencies, 1..=1, WORDS)?);
        }
        let request = request(&words, article, ask);
        let expansions = index.expand(&request.query)?;
        let asked = Asked { query: &request.query, expansions: &expansions, matching: Match::Any };
        let finder = Finder::new(&request.query, &expansions);
        let mut texts = vec![runs(&article.body)];
        let (mut hits, mut left_out) = (Vec::new(), Vec::new());
        let page = super::window(&request);
        if !words.is_empty() && ask.limit > 0 {
            walk(index, asked, page, |_, found| -> Result<_, Error> {
                if found.article.head.id == article.head.id {
                    return Ok(ControlFlow::Continue(()));
                }
                let text = runs(&found.article.body);
                if texts.iter().any(|other| are_the_same(other, &text)) {
                    left_out.push(found.article.head.id);
                } else {
                    texts.push(text);
                    hits.push(hit(hits.len() + 1, found, &finder, &request));
                }
                let full = hits.len() >= ask.limit;
                Ok(if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })?;
        }
        let took_ms = milliseconds(started.elapsed());
        Ok(Related { schema: SCHEMA.to_owned(), words, left_out, took_ms, hits })
    }
}

/// How often each word stands in an article.
fn frequencies(article: &Article) -> BTreeMap<String, u32> {
    let mut frequencies = BTreeMap::new();
    for text in article.head.headline.iter().chain([&article.body]) {
        let mut reader = words(text);
        while let Some(word) = reader.next() {
            // Figures and function words are shared by articles about anything.
            if word.text.chars().any(char::is_alphabetic) && !is_stop_word(word.text) {
                *frequencies.entry(word.text.to_owned()).or_default() += 1;
            }
        }
    }
    frequencies
}

fn request(words: &[String], article: &Article, ask: Background) -> Request {
    let clause = |word: &String| Clause {
        need: Need::Wanted,
        query: Query::Leaf(Leaf {
            field: Field::Text,
            test: Test::Words { words: vec![word.clone()], exact: true },
        }),
    };
    let mut parts = vec![Query::Clauses(words.iter().map(clause).collect())];
    if let Some(dates) = dates(article, ask.when) {
        parts.push(Query::Leaf(Leaf { field: Field::Date, test: Test::Dates(dates) }));
    }
    Request {
        query: Query::all_of(parts),
        limit: ask.limit,
        offset: 0,
        sort: Sort::Relevance,
        recency: None,
        matching: Match::Any,
        after: None,
        excerpt: ask.excerpt,
        explain: Explain::Nothing,
    }
}

/// The days before or after an article; `None` where it has no date.
fn dates(article: &Article, when: When) -> Option<DateRange> {
    let date = &article.head.date.as_ref()?.date;
    Some(match when {
        When::Ever => return None,
        When::Before => DateRange { from: None, to: Some(date.first_day().yesterday().ok()?) },
        When::After => DateRange { from: Some(date.last_day().tomorrow().ok()?), to: None },
    })
}

/// Every run of words of a text, as hashes.
fn runs(text: &str) -> HashSet<u64> {
    let mut reader = words(text);
    let mut hashes = Vec::new();
    while let Some(word) = reader.next() {
        hashes.push(xxh3_64(word.text.as_bytes()));
    }
    let run =
        |run: &[u64]| xxh3_64(&run.iter().flat_map(|hash| hash.to_le_bytes()).collect::<Vec<_>>());
    hashes.windows(RUN).map(run).collect()
}

/// Whether two texts share so many runs of words that one was made from the other.
#[expect(clippy::cast_precision_loss, reason = "a ratio")]
fn are_the_same(one: &HashSet<u64>, other: &HashSet<u64>) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let shared = short.iter().filter(|run| long.contains(run)).count();
    !short.is_empty() && shared as f64 >= SAME * short.len() as f64
}

#[cfg(test)]
mod tests {
    use super::{are_the_same, runs};

    #[test]
    fn versions_of_a_text_are_told_from_texts_about_the_same() {
        let wire = "The harbour of Wexcombe reopened on Friday after three weeks of dredging, \
                    the port authority said, and the first ferry came in at noon.";
        let cut = "WEXCOMBE (MNA) - The harbour of Wexcombe reopened on Friday after three weeks \
                   of dredging.";
        let other = "After three weeks the ferry is back: the harbour of Wexcombe was dredged, and \
                     the authority reopened it on Friday.";
        let same = |a: &str, b: &str| are_the_same(&runs(a), &runs(b));
        assert!(same(wire, cut) && same(cut, wire) && same(wire, wire));
        assert!(!same(wire, other));
        assert!(!same(wire, "Too short.") && !same("", ""));
    }
}
