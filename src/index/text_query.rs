//! The one text query of this engine: a test on the words of an article, across the columns it may
//! be found in.
//!
//! A word with its inflections, a prefix, a fuzzy word or a pattern is a group of indexed words, and
//! is scored as one word: the frequencies of its forms are added up, and its document frequency is
//! that of their union. Several groups side by side are a phrase; words and phrases close to one
//! another are found by the same [`Plan`] that passages use.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    DocId, DocSet, InvertedIndexReader, Score, Searcher, SegmentReader, TERMINATED, TantivyError,
    Term,
};

use super::analysis::{PARAGRAPH, SENTENCE};
use super::bm25::{Bm25, idf};
use super::cursor::{Cursor, PhraseCursor};
use super::span_cursor::SpanCursor;
use crate::query::{Expansion, Plan};

/// Up to so many postings a union is counted exactly for its document frequency; beyond, it is
/// estimated. At a microsecond or so a thousand this keeps the exact count below a tenth of a
/// millisecond, and an error in the frequency of a word as common as that hardly moves its idf.
const COUNTED: u64 = 20_000;

/// A test on the words of an article.
#[derive(Debug, Clone)]
pub(super) struct TextQuery {
    columns: Vec<ColumnQuery>,
    /// How often it must hold in all columns together.
    times: u64,
}

/// The test in one column.
#[derive(Debug, Clone)]
pub(super) struct ColumnQuery {
    field: Field,
    /// For each atom of the plan, for each of its places, the words that may stand there.
    atoms: Vec<Vec<Vec<Term>>>,
    plan: Plan,
    /// Only what ends before this many words.
    until: Option<u32>,
}

impl TextQuery {
    /// `times` is how often the test must hold.
    pub(super) fn new(columns: Vec<ColumnQuery>, times: u32) -> Self {
        Self { columns, times: u64::from(times.max(1)) }
    }
}

impl ColumnQuery {
    /// A plan in a column; `atoms` says what each of its atoms stands for, in order.
    pub(super) fn new(
        field: Field,
        plan: &Plan,
        atoms: &[Option<&Expansion>],
        until: Option<u32>,
    ) -> Self {
        let terms = |words: &std::collections::BTreeSet<String>| {
            words.iter().map(|word| Term::from_field_text(field, word)).collect()
        };
        let groups = |expansion: Option<&Expansion>| {
            expansion.map(|found| found.words.iter().map(terms).collect()).unwrap_or_default()
        };
        let atoms = atoms.iter().map(|&expansion| groups(expansion)).collect();
        Self { field, atoms, plan: plan.clone(), until }
    }

    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<ColumnWeight> {
        let bm25 = match scoring {
            EnableScoring::Disabled { .. } => None,
            EnableScoring::Enabled { searcher, .. } => Some(self.bm25(searcher)?),
        };
        Ok(ColumnWeight { query: self.clone(), bm25 })
    }

    fn bm25(&self, searcher: &Searcher) -> tantivy::Result<Bm25> {
        let (mut documents, mut length) = (0_u64, 0_u64);
        for reader in searcher.segment_readers() {
            documents += u64::from(reader.max_doc());
            length += reader.inverted_index(self.field)?.total_num_tokens();
        }
        let mut idfs = Vec::with_capacity(self.atoms.len());
        for atom in &self.atoms {
            let mut sum = 0.0;
            for group in atom {
                sum += idf(self.document_frequency(group, documents, searcher)?, documents);
            }
            idfs.push(sum);
        }
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let average = length as f64 / documents.max(1) as f64;
        #[expect(clippy::cast_possible_truncation, reason = "scores are f32 throughout")]
        Ok(Bm25::new(plan_idf(&self.plan, &idfs), average as Score))
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

/// How telling a plan is: what must be there together adds up, of a choice the commonest counts.
fn plan_idf(plan: &Plan, atoms: &[Score]) -> Score {
    let atom = |atom: usize| atoms.get(atom).copied().unwrap_or(0.0);
    match plan {
        Plan::Atom(nth) => atom(*nth),
        Plan::Any(plans) => {
            plans.iter().map(|plan| plan_idf(plan, atoms)).reduce(Score::min).unwrap_or(0.0)
        }
        Plan::Together { words, .. } => words.iter().map(|&(nth, _)| atom(nth)).sum(),
        Plan::Near { left, right, .. } => plan_idf(left, atoms) + plan_idf(right, atoms),
    }
}

impl Query for TextQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let columns = self.columns.iter().map(|column| column.weight(scoring));
        let columns = columns.collect::<tantivy::Result<_>>()?;
        Ok(Box::new(TextWeight { columns, times: self.times }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for term in self.columns.iter().flat_map(|column| column.atoms.iter().flatten().flatten()) {
            visitor(term, false);
        }
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

struct TextWeight {
    columns: Vec<ColumnWeight>,
    times: u64,
}

struct ColumnWeight {
    query: ColumnQuery,
    bm25: Option<Bm25>,
}

impl ColumnWeight {
    fn scorer(
        &self,
        reader: &SegmentReader,
        boost: Score,
        counts: bool,
    ) -> tantivy::Result<Option<ColumnScorer>> {
        let index = reader.inverted_index(self.query.field)?;
        let Some(matches) = self.matches(reader, &index, counts)? else { return Ok(None) };
        let norms = reader.fieldnorms_readers().get_field(self.query.field)?;
        let norms = norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
        let bm25 = self.bm25.clone().map(|bm25| bm25.boosted(boost));
        Ok(Some(ColumnScorer { matches, norms, bm25 }))
    }

    fn matches(
        &self,
        reader: &SegmentReader,
        index: &InvertedIndexReader,
        counts: bool,
    ) -> tantivy::Result<Option<Matches>> {
        let query = &self.query;
        let open = |group: &Vec<Term>, option| Cursor::open(group, index, reader.max_doc(), option);
        let is_atom = matches!(query.plan, Plan::Atom(_)) && query.until.is_none();
        if let (true, [words]) = (is_atom, &query.atoms[..])
            && let [group] = &words[..]
        {
            let scoring = counts || self.bm25.is_some();
            let option =
                if scoring { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            return Ok(open(group, option)?.map(Matches::Words));
        }
        let mut phrases = Vec::with_capacity(query.atoms.len());
        for words in &query.atoms {
            let mut cursors = Vec::with_capacity(words.len());
            for group in words {
                cursors.extend(open(group, IndexRecordOption::WithFreqsAndPositions)?);
            }
            let is_whole = !words.is_empty() && cursors.len() == words.len();
            phrases.push(is_whole.then(|| PhraseCursor::new(cursors)));
        }
        if is_atom {
            return Ok(phrases.pop().flatten().map(Matches::Phrase));
        }
        let places = |mark| {
            let term = Term::from_field_text(query.field, mark);
            index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
        };
        let breaks = if query.plan.needs_breaks() {
            Some([places(SENTENCE)?, places(PARAGRAPH)?])
        } else {
            None
        };
        let cursor = SpanCursor::new(query.plan.clone(), phrases, breaks, query.until);
        Ok((cursor.doc() != TERMINATED).then(|| Matches::Spans(Box::new(cursor))))
    }
}

impl Weight for TextWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            columns.extend(column.scorer(reader, boost, self.times > 1)?);
        }
        let doc = columns.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        let mut scorer = TextScorer { columns, times: self.times, doc };
        scorer.skip_rare();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("BM25 over the columns of a text", scorer.score()))
    }
}

#[expect(clippy::large_enum_variant, reason = "a query has few, and each is asked often")]
enum Matches {
    Words(Cursor),
    Phrase(PhraseCursor),
    Spans(Box<SpanCursor>),
}

struct ColumnScorer {
    matches: Matches,
    norms: FieldNormReader,
    bm25: Option<Bm25>,
}

impl ColumnScorer {
    fn frequency(&self) -> u32 {
        match &self.matches {
            Matches::Words(cursor) => cursor.frequency(),
            Matches::Phrase(cursor) => cursor.frequency(),
            Matches::Spans(cursor) => cursor.frequency(),
        }
    }

    fn score(&self) -> Score {
        let Some(bm25) = &self.bm25 else { return 1.0 };
        bm25.score(self.norms.fieldnorm_id(self.doc()), self.frequency())
    }
}

impl DocSet for ColumnScorer {
    fn advance(&mut self) -> DocId {
        match &mut self.matches {
            Matches::Words(cursor) => cursor.advance(),
            Matches::Phrase(cursor) => cursor.advance(),
            Matches::Spans(cursor) => cursor.advance(),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match &mut self.matches {
            Matches::Words(cursor) => cursor.seek(target),
            Matches::Phrase(cursor) => cursor.seek(target),
            Matches::Spans(cursor) => cursor.seek(target),
        }
    }

    fn doc(&self) -> DocId {
        match &self.matches {
            Matches::Words(cursor) => cursor.doc(),
            Matches::Phrase(cursor) => cursor.doc(),
            Matches::Spans(cursor) => cursor.doc(),
        }
    }

    fn size_hint(&self) -> u32 {
        match &self.matches {
            Matches::Words(cursor) => cursor.size_hint(),
            Matches::Phrase(cursor) => cursor.size_hint(),
            Matches::Spans(cursor) => cursor.size_hint(),
        }
    }
}

/// The documents in which the test holds in any column, often enough.
struct TextScorer {
    columns: Vec<ColumnScorer>,
    times: u64,
    doc: DocId,
}

impl TextScorer {
    fn here(&self) -> impl Iterator<Item = &ColumnScorer> {
        self.columns.iter().filter(|column| column.doc() == self.doc)
    }

    /// Moves on from a document in which the test does not hold often enough.
    fn skip_rare(&mut self) {
        while self.times > 1 && self.doc != TERMINATED {
            let times: u64 = self.here().map(|column| u64::from(column.frequency())).sum();
            if times >= self.times {
                break;
            }
            self.step();
        }
    }

    fn step(&mut self) {
        let mut next = TERMINATED;
        for column in &mut self.columns {
            let at = if column.doc() == self.doc { column.advance() } else { column.doc() };
            next = next.min(at);
        }
        self.doc = next;
    }
}

impl DocSet for TextScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.step();
            self.skip_rare();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            let mut next = TERMINATED;
            for column in &mut self.columns {
                let at = if column.doc() < target { column.seek(target) } else { column.doc() };
                next = next.min(at);
            }
            self.doc = next;
            self.skip_rare();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.columns.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }
}

impl Scorer for TextScorer {
    fn score(&mut self) -> Score {
        self.here().map(ColumnScorer::score).sum()
    }
}
