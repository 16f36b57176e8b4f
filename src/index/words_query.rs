//! The one text query of this engine: groups of words side by side in a field.
//!
//! A single group is a word with its inflections, a prefix or a fuzzy word, and is scored as one
//! word: the frequencies of its forms are added up, and its document frequency is that of their
//! union. Several groups are a phrase.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use super::bm25::{Bm25, idf};
use super::cursor::{Cursor, PhraseCursor};

/// Up to so many postings a union is counted exactly for its document frequency; beyond, it is
/// estimated. At a microsecond or so a thousand this keeps the exact count below a tenth of a
/// millisecond, and an error in the frequency of a word as common as that hardly moves its idf.
const COUNTED: u64 = 20_000;

/// Groups of words side by side in one field.
#[derive(Debug, Clone)]
pub(super) struct WordsQuery {
    field: Field,
    /// For each place, the words that may stand there; never empty.
    groups: Vec<Vec<Term>>,
}

impl WordsQuery {
    /// `groups` holds for each place the folded words that may stand there.
    pub(super) fn new<'w, G>(field: Field, groups: impl IntoIterator<Item = G>) -> Self
    where
        G: IntoIterator<Item = &'w String>,
    {
        let terms =
            |group: G| group.into_iter().map(|word| Term::from_field_text(field, word)).collect();
        Self { field, groups: groups.into_iter().map(terms).collect() }
    }

    fn option(&self, scoring: bool) -> IndexRecordOption {
        match (self.groups.len(), scoring) {
            (0 | 1, false) => IndexRecordOption::Basic,
            (0 | 1, true) => IndexRecordOption::WithFreqs,
            _ => IndexRecordOption::WithFreqsAndPositions,
        }
    }
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Disabled { .. } => None,
            EnableScoring::Enabled { searcher, .. } => Some(self.bm25(searcher)?),
        };
        Ok(Box::new(WordsWeight { query: self.clone(), bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for term in self.groups.iter().flatten() {
            visitor(term, self.groups.len() > 1);
        }
    }
}

impl WordsQuery {
    fn bm25(&self, searcher: &Searcher) -> tantivy::Result<Bm25> {
        let (mut documents, mut length) = (0_u64, 0_u64);
        for reader in searcher.segment_readers() {
            documents += u64::from(reader.max_doc());
            length += reader.inverted_index(self.field)?.total_num_tokens();
        }
        let mut weight = 0.0;
        for group in &self.groups {
            weight += idf(self.document_frequency(group, documents, searcher)?, documents);
        }
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let average = length as f64 / documents.max(1) as f64;
        #[expect(clippy::cast_possible_truncation, reason = "scores are f32 throughout")]
        Ok(Bm25::new(weight, average as Score))
    }

    /// In how many documents any word of a group stands.
    fn document_frequency(
        &self,
        group: &[Term],
        documents: u64,
        searcher: &Searcher,
    ) -> tantivy::Result<u64> {
        let mut frequencies = Vec::with_capacity(group.len());
        for term in group {
            frequencies.push(searcher.doc_freq(term)?);
        }
        let sum = frequencies.iter().sum::<u64>();
        if frequencies.iter().filter(|&&frequency| frequency > 0).count() <= 1 {
            return Ok(sum);
        }
        if sum > COUNTED {
            return Ok(union_estimate(&frequencies, documents));
        }
        let mut union = 0;
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(self.field)?;
            let cursor = Cursor::open(group, &index, reader.max_doc(), IndexRecordOption::Basic)?;
            union += cursor.map_or(0, |mut cursor| u64::from(cursor.count_including_deleted()));
        }
        Ok(union)
    }
}

/// The size of a union of sets of these sizes that are independent of one another.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate between 0 and `documents`"
)]
fn union_estimate(frequencies: &[u64], documents: u64) -> u64 {
    let all = documents as f64;
    let none = frequencies.iter().fold(1.0, |none, &some| none * (1.0 - some as f64 / all));
    (all * (1.0 - none)) as u64
}

struct WordsWeight {
    query: WordsQuery,
    bm25: Option<Bm25>,
}

impl WordsWeight {
    fn matches(&self, reader: &SegmentReader) -> tantivy::Result<Option<Matches>> {
        let index = reader.inverted_index(self.query.field)?;
        let option = self.query.option(self.bm25.is_some());
        let mut cursors = Vec::with_capacity(self.query.groups.len());
        for group in &self.query.groups {
            match Cursor::open(group, &index, reader.max_doc(), option)? {
                Some(cursor) => cursors.push(cursor),
                None => return Ok(None),
            }
        }
        Ok(match cursors.pop() {
            None => None,
            Some(only) if cursors.is_empty() => Some(Matches::Words(only)),
            Some(last) => {
                cursors.push(last);
                Some(Matches::Phrase(PhraseCursor::new(cursors)))
            }
        })
    }
}

impl Weight for WordsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(matches) = self.matches(reader)? else { return Ok(Box::new(EmptyScorer)) };
        let norms = reader.fieldnorms_readers().get_field(self.query.field)?;
        let norms = norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
        let bm25 = self.bm25.clone().map(|bm25| bm25.boosted(boost));
        Ok(Box::new(WordsScorer { matches, norms, bm25 }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("BM25 of a group of words", scorer.score()))
    }
}

#[expect(clippy::large_enum_variant, reason = "a query has few, and each is asked often")]
enum Matches {
    Words(Cursor),
    Phrase(PhraseCursor),
}

struct WordsScorer {
    matches: Matches,
    norms: FieldNormReader,
    bm25: Option<Bm25>,
}

impl DocSet for WordsScorer {
    fn advance(&mut self) -> DocId {
        match &mut self.matches {
            Matches::Words(cursor) => cursor.advance(),
            Matches::Phrase(cursor) => cursor.advance(),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match &mut self.matches {
            Matches::Words(cursor) => cursor.seek(target),
            Matches::Phrase(cursor) => cursor.seek(target),
        }
    }

    fn doc(&self) -> DocId {
        match &self.matches {
            Matches::Words(cursor) => cursor.doc(),
            Matches::Phrase(cursor) => cursor.doc(),
        }
    }

    fn size_hint(&self) -> u32 {
        match &self.matches {
            Matches::Words(cursor) => cursor.size_hint(),
            Matches::Phrase(cursor) => cursor.size_hint(),
        }
    }
}

impl Scorer for WordsScorer {
    fn score(&mut self) -> Score {
        let Some(bm25) = &self.bm25 else { return 1.0 };
        let (doc, frequency) = match &self.matches {
            Matches::Words(cursor) => (cursor.doc(), cursor.frequency()),
            Matches::Phrase(cursor) => (cursor.doc(), cursor.frequency()),
        };
        debug_assert!(doc < TERMINATED, "scored behind the last document");
        bm25.score(self.norms.fieldnorm_id(doc), frequency)
    }
}
