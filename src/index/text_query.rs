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
use super::bm25::{Bm25, Occurrences, idf};
use super::cursor::{Cursor, PhraseCursor, reach};
use super::span_cursor::SpanCursor;
use crate::query::{Expansion, Plan};

/// Up to so many postings a union is counted exactly for its document frequency; beyond, it is
/// estimated: an error in the frequency of a word as common as that hardly moves its idf.
const COUNTED: u64 = 2_000;

/// A test on the words of an article.
#[derive(Debug, Clone)]
pub(super) struct TextQuery {
    pub(super) columns: Vec<ColumnQuery>,
    /// How often it must hold in all columns together.
    times: u64,
}

/// The test in one column.
#[derive(Debug, Clone)]
pub(super) struct ColumnQuery {
    pub(super) field: Field,
    /// For each atom of the plan, for each of its places, the words that may stand there.
    pub(super) atoms: Vec<Vec<Vec<Term>>>,
    plan: Plan,
    /// Only what ends before this many words.
    until: Option<u32>,
}

impl TextQuery {
    /// `times` is how often the test must hold.
    pub(super) fn new(columns: Vec<ColumnQuery>, times: u32) -> Self {
        Self { columns, times: u64::from(times.max(1)) }
    }

    /// For each column the words of which any is enough, where the test is no more than that.
    pub(super) fn plain_words(&self) -> Option<Vec<(Field, &[Term])>> {
        if self.times > 1 {
            return None;
        }
        self.columns.iter().map(|column| Some((column.field, column.plain_words()?))).collect()
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
}

impl TextQuery {
    /// The query with what scoring needs.
    pub(super) fn prepare(&self, searcher: &Searcher) -> tantivy::Result<TextWeight> {
        self.clone().weighed(1.0, searcher)
    }

    /// The same, where each score is multiplied with a factor.
    pub(super) fn weighed(self, factor: Score, searcher: &Searcher) -> tantivy::Result<TextWeight> {
        let bm25 = self.bm25(searcher, COUNTED)?.boosted(factor);
        Ok(TextWeight { query: self, bm25: Some(bm25) })
    }

    /// The query without what scoring needs.
    pub(super) fn unscored(self) -> TextWeight {
        TextWeight { query: self, bm25: None }
    }

    /// The same, with document frequencies that are estimated.
    pub(super) fn prepare_roughly(&self, searcher: &Searcher) -> tantivy::Result<TextWeight> {
        Ok(TextWeight { query: self.clone(), bm25: Some(self.bm25(searcher, 0)?) })
    }

    /// `counted` is up to how many postings frequencies are counted.
    fn bm25(&self, searcher: &Searcher, counted: u64) -> tantivy::Result<Bm25> {
        let mut documents = 0;
        let mut lengths = vec![0; self.columns.len()];
        for reader in searcher.segment_readers() {
            documents += u64::from(reader.max_doc());
            for (length, column) in lengths.iter_mut().zip(&self.columns) {
                *length += reader.inverted_index(column.field)?.total_num_tokens();
            }
        }
        let atoms = self.columns.first().map_or(0, |column| column.atoms.len());
        let mut idfs = Vec::with_capacity(atoms);
        for atom in 0..atoms {
            let places = self.columns.first().map_or(0, |column| column.atoms[atom].len());
            let mut sum = 0.0;
            for place in 0..places {
                let union = Union { place: (atom, place), documents, counted };
                sum += idf(self.document_frequency(union, searcher)?, documents);
            }
            idfs.push(sum);
        }
        let idf = self.columns.first().map_or(0.0, |column| plan_idf(&column.plan, &idfs));
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        #[expect(clippy::cast_possible_truncation, reason = "scores are f32 throughout")]
        let average = |length: u64| (length as f64 / documents.max(1) as f64) as Score;
        let headline = lengths.first().copied().unwrap_or(0);
        Ok(Bm25::new(idf, average(lengths.iter().sum()), average(headline)))
    }

    /// In how many documents any word of a group stands, in any column.
    fn document_frequency(&self, union: Union, searcher: &Searcher) -> tantivy::Result<u64> {
        let Union { place: (atom, place), documents, counted } = union;
        let groups = || self.columns.iter().map(|column| (column, &column.atoms[atom][place]));
        let (mut lists, mut sum, mut most) = (0, 0, 0);
        for (_, group) in groups() {
            let mut frequencies = Vec::with_capacity(group.len());
            for term in group {
                frequencies.push(searcher.doc_freq(term)?);
            }
            lists += frequencies.iter().filter(|&&frequency| frequency > 0).count();
            sum += frequencies.iter().sum::<u64>();
            // What stands in a headline stands in the body too, as a rule.
            most = most.max(union_estimate(&frequencies, documents));
        }
        if lists <= 1 {
            return Ok(sum);
        }
        if sum > counted {
            return Ok(most);
        }
        let mut union = 0;
        for reader in searcher.segment_readers() {
            let mut documents = Vec::new();
            for (column, group) in groups() {
                let index = reader.inverted_index(column.field)?;
                let option = IndexRecordOption::Basic;
                let Some(mut cursor) = Cursor::open(group, &index, reader.max_doc(), option)?
                else {
                    continue;
                };
                while cursor.doc() != TERMINATED {
                    documents.push(cursor.doc());
                    cursor.advance();
                }
            }
            #[expect(clippy::stable_sort_primitive, reason = "a few runs in order: it sees them")]
            documents.sort();
            documents.dedup();
            union += documents.len() as u64;
        }
        Ok(union)
    }
}

/// A union whose size is to be known.
#[derive(Clone, Copy)]
struct Union {
    /// The atom, and the place in it.
    place: (usize, usize),
    /// How many documents there are.
    documents: u64,
    /// Up to how many postings it is counted; beyond, it is estimated.
    counted: u64,
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
        Ok(Box::new(match scoring {
            EnableScoring::Enabled { searcher, .. } => self.prepare(searcher)?,
            EnableScoring::Disabled { .. } => self.clone().unscored(),
        }))
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

/// A [`TextQuery`], with what scoring needs where there is to be any.
pub(super) struct TextWeight {
    pub(super) query: TextQuery,
    pub(super) bm25: Option<Bm25>,
}

impl TextWeight {
    /// What no score of it exceeds; 0 where there is no scoring.
    pub(super) fn most(&self) -> Score {
        self.bm25.map_or(0.0, |bm25| bm25.most())
    }

    /// Opens the postings of a segment.
    pub(super) fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<TextScorer> {
        let counts = self.bm25.is_some() || self.query.times > 1;
        let (mut columns, mut norms) = (Vec::new(), Vec::new());
        for column in &self.query.columns {
            let index = reader.inverted_index(column.field)?;
            let matches = column.matches(reader, &index, counts)?;
            columns.push(matches.unwrap_or(Matches::Nowhere));
            if self.bm25.is_some() {
                norms.push(lengths(reader, column.field)?);
            }
        }
        let doc = columns.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        let bm25 = self.bm25.map(|bm25| bm25.boosted(boost));
        let mut scorer = TextScorer { columns, norms, bm25, times: self.query.times, doc };
        scorer.skip_rare();
        Ok(scorer)
    }
}

/// The lengths of a column of a segment's articles, in words.
pub(super) fn lengths(reader: &SegmentReader, field: Field) -> tantivy::Result<FieldNormReader> {
    let lengths = reader.fieldnorms_readers().get_field(field)?;
    Ok(lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)))
}

impl ColumnQuery {
    /// The words of which any is enough, where the test is no more than that.
    fn plain_words(&self) -> Option<&[Term]> {
        match (&self.plan, &self.atoms[..], self.until) {
            (Plan::Atom(_), [places], None) => match &places[..] {
                [words] => Some(words),
                _ => None,
            },
            _ => None,
        }
    }

    /// Where the test holds in a segment; `None` where the segment has not all of its words. `counts`
    /// asks how often.
    fn matches(
        &self,
        reader: &SegmentReader,
        index: &InvertedIndexReader,
        counts: bool,
    ) -> tantivy::Result<Option<Matches>> {
        let open = |group: &[Term], option| Cursor::open(group, index, reader.max_doc(), option);
        if let Some(words) = self.plain_words() {
            let option =
                if counts { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            return Ok(open(words, option)?.map(Matches::Words));
        }
        let is_atom = matches!(self.plan, Plan::Atom(_)) && self.until.is_none();
        let mut phrases = Vec::with_capacity(self.atoms.len());
        for words in &self.atoms {
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
            let term = Term::from_field_text(self.field, mark);
            index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
        };
        let breaks = if self.plan.needs_breaks() {
            Some([places(SENTENCE)?, places(PARAGRAPH)?])
        } else {
            None
        };
        let cursor = SpanCursor::new(self.plan.clone(), phrases, breaks, self.until);
        Ok((cursor.doc() != TERMINATED).then(|| Matches::Spans(Box::new(cursor))))
    }
}

impl Weight for TextWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.open(reader, boost)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("BM25 over the columns of a text", scorer.score()))
    }
}

/// The documents of a segment in which a test holds in one column.
#[expect(clippy::large_enum_variant, reason = "a query has few, and each is asked often")]
enum Matches {
    Words(Cursor),
    Phrase(PhraseCursor),
    Spans(Box<SpanCursor>),
    /// The segment has not all of the words.
    Nowhere,
}

impl Matches {
    fn frequency(&self) -> u32 {
        match self {
            Matches::Words(cursor) => cursor.frequency(),
            Matches::Phrase(cursor) => cursor.frequency(),
            Matches::Spans(cursor) => cursor.frequency(),
            Matches::Nowhere => 0,
        }
    }
}

impl DocSet for Matches {
    fn advance(&mut self) -> DocId {
        match self {
            Matches::Words(cursor) => cursor.advance(),
            Matches::Phrase(cursor) => cursor.advance(),
            Matches::Spans(cursor) => cursor.advance(),
            Matches::Nowhere => TERMINATED,
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Matches::Words(cursor) => cursor.seek(target),
            Matches::Phrase(cursor) => cursor.seek(target),
            Matches::Spans(cursor) => cursor.seek(target),
            Matches::Nowhere => TERMINATED,
        }
    }

    fn doc(&self) -> DocId {
        match self {
            Matches::Words(cursor) => cursor.doc(),
            Matches::Phrase(cursor) => cursor.doc(),
            Matches::Spans(cursor) => cursor.doc(),
            Matches::Nowhere => TERMINATED,
        }
    }

    fn size_hint(&self) -> u32 {
        match self {
            Matches::Words(cursor) => cursor.size_hint(),
            Matches::Phrase(cursor) => cursor.size_hint(),
            Matches::Spans(cursor) => cursor.size_hint(),
            Matches::Nowhere => 0,
        }
    }
}

/// The documents in which the test holds in any column, often enough.
pub(super) struct TextScorer {
    columns: Vec<Matches>,
    /// The lengths of the columns, where there is to be any scoring.
    norms: Vec<FieldNormReader>,
    bm25: Option<Bm25>,
    times: u64,
    doc: DocId,
}

impl TextScorer {
    /// How often the test holds in the current document, in all columns together.
    pub(super) fn frequency(&self) -> u32 {
        self.here().map(Matches::frequency).fold(0, u32::saturating_add)
    }

    /// How often it holds in the headline, where both headline and body are asked.
    pub(super) fn frequency_in_headline(&self) -> u32 {
        match &self.columns[..] {
            [headline, _] if headline.doc() == self.doc => headline.frequency(),
            _ => 0,
        }
    }

    /// What of the test is in the current document. The first of two columns is the headline.
    fn occurrences(&self) -> Occurrences {
        let mut found = Occurrences::default();
        for (nth, (column, norms)) in self.columns.iter().zip(&self.norms).enumerate() {
            let times = if column.doc() == self.doc { as_score(column.frequency()) } else { 0.0 };
            let length = as_score(norms.fieldnorm(self.doc));
            found.times += times;
            found.length += length;
            if nth == 0 && self.columns.len() > 1 {
                (found.in_headline, found.headline) = (times, length);
            }
        }
        found
    }

    fn here(&self) -> impl Iterator<Item = &Matches> {
        self.columns.iter().filter(|column| column.doc() == self.doc)
    }

    /// Moves on from a document in which the test does not hold often enough.
    fn skip_rare(&mut self) {
        while self.times > 1 && self.doc != TERMINATED {
            if u64::from(self.frequency()) >= self.times {
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
                next = next.min(reach(column, target));
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
        debug_assert!(self.doc < TERMINATED, "scored behind the last document");
        self.bm25.as_ref().map_or(1.0, |bm25| bm25.score(self.occurrences()))
    }
}

#[expect(clippy::cast_precision_loss, reason = "frequencies and lengths are approximate anyway")]
pub(super) fn as_score(number: u32) -> Score {
    number as Score
}
