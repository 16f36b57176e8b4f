//! Looking a word or phrase up in single documents, instead of walking all that have it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader};

use super::bm25::{Bm25, Occurrences};
use super::cursor::{Cursor, PhraseCursor};
use super::text_query::{TextWeight, as_score, lengths};

impl TextWeight {
    /// Looks a word or phrase up in single documents of a segment.
    pub(super) fn probe(&self, reader: &SegmentReader) -> tantivy::Result<Probe> {
        let (mut columns, mut norms) = (Vec::new(), Vec::new());
        for column in &self.query.columns {
            let index = reader.inverted_index(column.field)?;
            let words = column.atoms.first().map(Vec::as_slice).unwrap_or_default();
            let option = match words.len() {
                0 | 1 => IndexRecordOption::WithFreqs,
                _ => IndexRecordOption::WithFreqsAndPositions,
            };
            let mut cursors = Vec::with_capacity(words.len());
            for group in words {
                cursors.extend(Cursor::open(group, &index, reader.max_doc(), option)?);
            }
            let is_whole = !words.is_empty() && cursors.len() == words.len();
            columns.push(is_whole.then(|| PhraseCursor::at_rest(cursors)));
            norms.push(lengths(reader, column.field)?);
        }
        Ok(Probe { columns, norms, bm25: self.bm25 })
    }
}

/// A word or phrase, to be looked up in single documents.
pub(super) struct Probe {
    columns: Vec<Option<PhraseCursor>>,
    norms: Vec<FieldNormReader>,
    bm25: Option<Bm25>,
}

/// What a [`Probe`] found in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Probed {
    /// How often it is in all columns together; 1 at least.
    pub(super) times: u32,
    /// How often in the headline, where both headline and body are asked.
    pub(super) in_headline: u32,
    /// BM25.
    pub(super) score: Score,
    /// BM25, whatever the length of the document.
    pub(super) score_of_times: Score,
}

impl Probe {
    /// What is in a document, if anything is; to be asked of rising documents.
    pub(super) fn look(&mut self, doc: DocId) -> Option<Probed> {
        let mut found = Occurrences::default();
        let (mut times, mut in_headline) = (0_u32, 0);
        let several = self.columns.len() > 1;
        for (nth, (column, norms)) in self.columns.iter_mut().zip(&self.norms).enumerate() {
            let here = column.as_mut().map_or(0, |column| column.frequency_in(doc));
            times = times.saturating_add(here);
            let length = as_score(norms.fieldnorm(doc));
            found.length += length;
            if nth == 0 && several {
                in_headline = here;
                (found.in_headline, found.headline) = (as_score(here), length);
            }
        }
        found.times = as_score(times);
        let bm25 = self.bm25.filter(|_| times > 0)?;
        let (score, score_of_times) = (bm25.score(found), bm25.score_of_times(found.times));
        Some(Probed { times, in_headline, score, score_of_times })
    }
}
