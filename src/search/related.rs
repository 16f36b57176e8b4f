//! Background to an article: others that share its telling words, but not its text.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Instant;

use super::{Backend, hit, milliseconds, walk};
use crate::article::Article;
use crate::date::DateRange;
use crate::group::containment;
use crate::index::{Asked, Error, Index};
use crate::passage::Finder;
use crate::query::{Clause, Field, Leaf, Need, Query, Test};
use crate::results::{Background, Explain, Fold, Match, Related, Request, SCHEMA, Sort, When};
use crate::text::{is_stop_word, words};

/// By how many words an article is known: with fewer, one odd word decides; with more, common
/// words drown the telling ones.
const WORDS: usize = 25;

/// What shares this part of the runs of words of the shorter is the same text, not background to it.
const SAME: f32 = 0.5;

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
        let (mut hits, mut left_out) = (Vec::new(), Vec::new());
        let page = super::window(&request);
        if !words.is_empty() && ask.limit > 0 {
            walk(index, asked, page, |_, found| -> Result<_, Error> {
                if found.article.head.id == article.head.id {
                    return Ok(ControlFlow::Continue(()));
                }
                if containment(&article.body, &found.article.body) >= SAME {
                    left_out.push(found.article.head.id);
                    let others = found.versions.into_iter().flat_map(|others| others.ids);
                    left_out.extend(others.filter(|id| *id != article.head.id));
                } else {
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

/// An article of the index, and the articles that share any of its telling words.
pub(super) fn surroundings(index: &Index, article: &Article) -> Result<Query, Error> {
    let words = index.telling(&frequencies(article), 1..=u64::MAX, WORDS)?;
    Ok(Query::any_of(any_word(&words).into_iter().chain([itself(article)])))
}

/// An article of the index, by its identifier.
pub(super) fn itself(article: &Article) -> Query {
    leaf(Field::Id, &article.head.id)
}

fn leaf(field: Field, word: &str) -> Query {
    let test = Test::Words { words: vec![word.to_owned()], exact: true };
    Query::Leaf(Leaf { field, test })
}

/// Any of these words; `None` where there are none.
fn any_word(words: &[String]) -> Option<Query> {
    let clause = |word: &String| Clause { need: Need::Wanted, query: leaf(Field::Text, word) };
    (!words.is_empty()).then(|| Query::Clauses(words.iter().map(clause).collect()))
}

fn request(words: &[String], article: &Article, ask: Background) -> Request {
    let mut parts: Vec<Query> = any_word(words).into_iter().collect();
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
        fold: Fold::Versions,
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
