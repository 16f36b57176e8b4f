//! BM25, the score of a word or phrase in one field of one document.
//!
//! Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), with
//! the idf that cannot go below zero, `ln(1 + (N - n + 0.5) / (n + 0.5))`, as Lucene has it.

use tantivy::Score;
use tantivy::fieldnorm::FieldNormReader;

/// How soon repetition stops to add.
const K1: Score = 1.2;
/// How much length counts against a document.
const B: Score = 0.75;

/// The scorer of one word or phrase in one field.
#[derive(Clone)]
pub(super) struct Bm25 {
    weight: Score,
    /// The part of the denominator that depends on length, for each of the 256 encoded lengths.
    lengths: Box<[Score; 256]>,
}

impl Bm25 {
    /// `idf` is that of the word, or the sum of those of the words of a phrase; `average_length`
    /// is in words.
    pub(super) fn new(idf: Score, average_length: Score) -> Self {
        let lengths = std::array::from_fn(|code| {
            let code = u8::try_from(code).unwrap_or(u8::MAX);
            #[expect(clippy::cast_precision_loss, reason = "a field length is approximate anyway")]
            let length = FieldNormReader::id_to_fieldnorm(code) as Score;
            K1 * (1.0 - B + B * length / average_length.max(1.0))
        });
        Self { weight: idf * (1.0 + K1), lengths: Box::new(lengths) }
    }

    /// The score of so many occurrences in a field of this encoded length.
    pub(super) fn score(&self, length: u8, frequency: u32) -> Score {
        #[expect(clippy::cast_precision_loss, reason = "frequencies are far below 2^24")]
        let frequency = frequency as Score;
        self.weight * frequency / (frequency + self.lengths[usize::from(length)])
    }

    /// The same, times a factor.
    pub(super) fn boosted(mut self, factor: Score) -> Self {
        self.weight *= factor;
        self
    }
}

/// How telling a word is that stands in `having` of `all` documents.
#[expect(clippy::cast_precision_loss, reason = "a logarithm of counts")]
pub(super) fn idf(having: u64, all: u64) -> Score {
    let (having, all) = (having.min(all) as f64, all as f64);
    #[expect(clippy::cast_possible_truncation, reason = "scores are f32 throughout the engine")]
    let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln() as Score;
    idf
}

#[cfg(test)]
mod tests {
    use super::{Bm25, idf};

    #[test]
    fn rarer_shorter_and_more_often_score_higher() {
        let bm25 = Bm25::new(idf(10, 1000), 100.0);
        assert!(idf(1, 1000) > idf(10, 1000));
        assert!(idf(1000, 1000) > 0.0);
        assert!(bm25.score(20, 2) > bm25.score(20, 1));
        assert!(bm25.score(20, 1) > bm25.score(60, 1));
    }

    #[test]
    fn a_score_is_that_of_the_formula() {
        // One occurrence in a field of average length: idf * (k1 + 1) * 1 / (1 + k1) = idf.
        let bm25 = Bm25::new(3.0, 20.0);
        let length = tantivy::fieldnorm::FieldNormReader::fieldnorm_to_id(20);
        assert!((bm25.score(length, 1) - 3.0).abs() < 1e-6);
    }
}
