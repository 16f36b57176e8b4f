//! What the dictionaries of the index know of words: completing them, and how telling they are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use tantivy::{Searcher, Term};

use super::bm25::idf;
use super::expand::each_with_prefix;
use super::lower::Lowering;
use super::{Error, Index};
use crate::query::{Expansion, Field, Leaf, Test};
use crate::results::Count;

impl Index {
    /// The words of headlines and bodies that begin so, with the articles that have them: the
    /// `limit` most frequent, most first, and how many others there are.
    pub fn words_with_prefix(
        &self,
        prefix: &str,
        limit: usize,
    ) -> Result<(Vec<Count>, u64), Error> {
        self.ask(|| {
            let words = words(&self.searcher, [self.fields.headline, self.fields.body], prefix)?;
            let mut words: Vec<(u64, String)> =
                words.into_iter().map(|(word, frequency)| (frequency, word)).collect();
            words.sort_unstable_by(|a, b| (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1)));
            let more = words.len().saturating_sub(limit) as u64;
            words.truncate(limit);
            let mut counts = Vec::with_capacity(words.len());
            for (_, word) in words {
                let articles = self.articles_with(&word)?;
                counts.push(Count { value: Some(word), articles });
            }
            counts.retain(|count| count.articles > 0);
            counts.sort_by(|a, b| (b.articles, &a.value).cmp(&(a.articles, &b.value)));
            Ok((counts, more))
        })
    }

    /// The words of an article that tell most about it, most telling first: those that are frequent
    /// in it and rare in the index, among those that so many articles have. `frequencies` says how
    /// often each stands in the article.
    pub fn telling(
        &self,
        frequencies: &BTreeMap<String, u32>,
        having: RangeInclusive<u64>,
        limit: usize,
    ) -> Result<Vec<String>, Error> {
        let all = self.searcher.num_docs();
        let mut weighed = Vec::new();
        for (word, &frequency) in frequencies {
            let articles = self.frequency(word)?;
            if having.contains(&articles) {
                let idf = f64::from(idf(articles, all));
                weighed.push((idf * (1.0 + f64::from(frequency).ln()), word));
            }
        }
        weighed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        Ok(weighed.into_iter().take(limit).map(|(_, word)| word.clone()).collect())
    }

    /// How many articles have a word in the body, or in the headline if that is more.
    pub fn frequency(&self, word: &str) -> Result<u64, Error> {
        let of = |field| {
            let term = Term::from_field_text(field, word);
            self.ask(|| self.searcher.doc_freq(&term))
        };
        Ok(of(self.fields.body)?.max(of(self.fields.headline)?))
    }

    /// How many articles there are.
    pub fn count_all(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// How many articles have a word in headline or body.
    fn articles_with(&self, word: &str) -> tantivy::Result<u64> {
        let test = Test::Words { words: vec![word.to_owned()], exact: true };
        let leaf = Leaf { field: Field::Text, test };
        let words = vec![BTreeSet::from([word.to_owned()])];
        let expansions =
            [Expansion { leaf: leaf.clone(), words, positive: true, left_out: Vec::new() }];
        self.count_engine(&*Lowering::new(&self.fields, &expansions).leaf(&leaf))
    }
}

/// The words that begin so, with how often their articles were counted: once for each of the
/// fields, and deleted ones as well, so this ranks but does not tell.
fn words(
    searcher: &Searcher,
    fields: [tantivy::schema::Field; 2],
    prefix: &str,
) -> tantivy::Result<HashMap<String, u64>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for reader in searcher.segment_readers() {
        for field in fields {
            let index = reader.inverted_index(field)?;
            each_with_prefix(index.terms(), prefix, |word, articles| {
                *found.entry(word.to_owned()).or_default() += u64::from(articles);
            })?;
        }
    }
    Ok(found)
}
