//! BM25, the score of a word or phrase in an article.
//!
//! Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with
//! the idf that cannot go below zero, `ln(1 + (N - n + 0.5) / (n + 0.5))`, as Lucene has it.
//!
//! Headline and body are one text: their frequencies and lengths are added up, and a word's idf is
//! that of the articles that have it in either. Scored apart, a word that is rare in headlines counts
//! far too much there, and articles without a headline sink. A word in the headline adds a part of a
//! BM25 over headlines alone, with the same idf. `docs/benchmarks.md` has what was tried.

use tantivy::Score;

/// How soon repetition stops to add.
const K1: Score = 1.2;
/// How much length counts against an article.
const B: Score = 0.75;
/// How much length counts against a headline: a longer one is hardly less about each of its words.
const HEADLINE_B: Score = 0.3;
/// How much a word counts once more for standing in the headline.
const HEADLINE: Score = 0.25;

/// The scorer of one word or phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bm25 {
    weight: Score,
    text: Saturation,
    headline: Saturation,
}

/// What is in an article, of one word or phrase.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Occurrences {
    /// How often it stands in the columns asked, together.
    pub(super) times: Score,
    /// How many words these have.
    pub(super) length: Score,
    /// How often it stands in the headline, where both headline and body are asked.
    pub(super) in_headline: Score,
    /// How many words that has.
    pub(super) headline: Score,
}

/// How repetition and length count in a text.
#[derive(Debug, Clone, Copy)]
struct Saturation {
    /// What stands in the denominator whatever the length.
    base: Score,
    /// What stands there for each word.
    per_word: Score,
}

impl Saturation {
    fn new(b: Score, average_length: Score) -> Self {
        Self { base: K1 * (1.0 - b), per_word: K1 * b / average_length.max(1.0) }
    }

    fn of(self, times: Score, length: Score) -> Score {
        times / (times + self.base + self.per_word * length)
    }
}

impl Bm25 {
    /// `idf` is that of the word, or the sum of those of the words of a phrase; the average lengths,
    /// of the columns asked together and of the headline, are in words.
    pub(super) fn new(idf: Score, average_length: Score, average_headline: Score) -> Self {
        Self {
            weight: idf * (1.0 + K1),
            text: Saturation::new(B, average_length),
            headline: Saturation::new(HEADLINE_B, average_headline),
        }
    }

    /// The score of what is in an article.
    pub(super) fn score(&self, found: Occurrences) -> Score {
        let mut score = self.text.of(found.times, found.length);
        if found.in_headline > 0.0 {
            score += HEADLINE * self.headline.of(found.in_headline, found.headline);
        }
        self.weight * score
    }

    /// The score of so many occurrences, whatever the length of the text.
    pub(super) fn score_of_times(&self, times: Score) -> Score {
        self.weight * times / (times + K1)
    }

    /// What no score of the word exceeds.
    pub(super) fn most(&self) -> Score {
        self.weight * (1.0 + HEADLINE)
    }

    /// The same, times a factor.
    pub(super) fn boosted(mut self, factor: Score) -> Self {
        self.weight *= factor;
        self
    }
}

/// How telling a word is that stands in `having` of `all` articles.
#[expect(clippy::cast_precision_loss, reason = "a logarithm of counts")]
pub(super) fn idf(having: u64, all: u64) -> Score {
    let (having, all) = (having.min(all) as f64, all as f64);
    #[expect(clippy::cast_possible_truncation, reason = "scores are f32 throughout the engine")]
    let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln() as Score;
    idf
}

#[cfg(test)]
mod tests {
    use super::{Bm25, Occurrences, idf};

    fn found(times: f32, length: f32) -> Occurrences {
        Occurrences { times, length, ..Occurrences::default() }
    }

    #[test]
    fn rarer_shorter_and_more_often_score_higher() {
        let bm25 = Bm25::new(idf(10, 1000), 100.0, 10.0);
        assert!(idf(1, 1000) > idf(10, 1000));
        assert!(idf(1000, 1000) > 0.0);
        assert!(bm25.score(found(2.0, 20.0)) > bm25.score(found(1.0, 20.0)));
        assert!(bm25.score(found(1.0, 20.0)) > bm25.score(found(1.0, 60.0)));
        let headline = Occurrences { in_headline: 1.0, headline: 8.0, ..found(1.0, 20.0) };
        assert!(bm25.score(headline) > bm25.score(found(1.0, 20.0)));
    }

    #[test]
    fn a_score_is_that_of_the_formula() {
        // One occurrence in a text of average length: idf * (k1 + 1) * 1 / (1 + k1) = idf; in a
        // headline of average length a quarter more.
        let bm25 = Bm25::new(3.0, 20.0, 8.0);
        assert!((bm25.score(found(1.0, 20.0)) - 3.0).abs() < 1e-6);
        let headline = Occurrences { in_headline: 1.0, headline: 8.0, ..found(1.0, 20.0) };
        assert!((bm25.score(headline) - 3.75).abs() < 1e-6);
        assert!((bm25.score_of_times(1.0) - 3.0).abs() < 1e-6);
        let often = found(1e6, 1.0);
        let everywhere = Occurrences { in_headline: 1e6, headline: 1.0, ..often };
        assert!(
            bm25.score(everywhere) <= bm25.most() && bm25.score(everywhere) > bm25.most() * 0.99
        );
    }
}
