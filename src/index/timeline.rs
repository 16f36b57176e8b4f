//! Counting the articles that match by their days, in one pass over the columns of dates.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::lower::Lowering;
use super::schema::{column, numbers};
use super::{Asked, Error, Index};
use crate::results::Split;
use crate::timeline::Days;

/// What is counted apart.
#[derive(Debug, Clone, Copy)]
pub struct Apart<'v> {
    /// By what.
    pub split: Split,
    /// Which values; all others are counted together.
    pub values: &'v [String],
}

impl Apart<'_> {
    /// Where the articles with other values are counted.
    pub fn others(&self) -> usize {
        self.values.len()
    }

    /// Where the articles are counted whose value is unknown.
    pub fn unknown(&self) -> usize {
        self.values.len() + 1
    }
}

impl Index {
    /// The days of the articles that match: of all, or of those with each value and behind them of
    /// the others and of the unknown.
    pub fn days(&self, asked: Asked<'_>, apart: Option<Apart<'_>>) -> Result<Vec<Days>, Error> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, asked.matching);
        self.searcher.search(&*query, &Counting { apart }).map_err(|error| self.error(error))
    }
}

/// Counts by days.
struct Counting<'v> {
    apart: Option<Apart<'v>>,
}

impl Counting<'_> {
    /// How many tallies there are.
    fn tallies(&self) -> usize {
        self.apart.map_or(1, |apart| apart.unknown() + 1)
    }
}

impl Collector for Counting<'_> {
    type Fruit = Vec<Days>;
    type Child = SegmentCounting;

    fn for_segment(
        &self,
        _segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounting> {
        let first = numbers(reader, column::FIRST)?;
        let last = numbers(reader, column::LAST)?;
        let window = Days::between(first.min_value(), last.max_value());
        Ok(SegmentCounting {
            parts: self.apart.map(|apart| Parts::open(apart, reader)).transpose()?,
            tallies: vec![window; self.tallies()],
            first,
            last,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Days>>) -> tantivy::Result<Vec<Days>> {
        let mut all = vec![Days::default(); self.tallies()];
        for segment in segments {
            for (all, days) in all.iter_mut().zip(segment) {
                all.merge(days);
            }
        }
        Ok(all)
    }
}

struct SegmentCounting {
    parts: Option<Parts>,
    tallies: Vec<Days>,
    first: Column<i64>,
    last: Column<i64>,
}

impl SegmentCollector for SegmentCounting {
    type Fruit = Vec<Days>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let part = self.parts.as_ref().map_or(0, |parts| parts.of(doc));
        let Some(days) = self.tallies.get_mut(part) else { return };
        match self.first.first(doc).zip(self.last.first(doc)) {
            Some((first, last)) => days.add(first, last),
            None => days.add_undated(),
        }
    }

    fn harvest(self) -> Vec<Days> {
        self.tallies
    }
}

/// In which tally the articles of a segment are counted.
struct Parts {
    /// `None` where no article of the segment has a value.
    values: Option<StrColumn>,
    /// The tally of each value, by its ordinal.
    tallies: Vec<usize>,
    unknown: usize,
}

impl Parts {
    fn open(apart: Apart<'_>, reader: &SegmentReader) -> tantivy::Result<Self> {
        let name = match apart.split {
            Split::Source => column::SOURCE_LABEL,
            Split::Lang => column::LANGUAGE,
            Split::Agency => column::AGENCY,
        };
        let values = reader.fast_fields().str(name)?;
        let mut tallies = Vec::new();
        if let Some(values) = &values {
            tallies.resize(values.num_terms(), apart.others());
            for (tally, value) in apart.values.iter().enumerate() {
                let ord = values.dictionary().term_ord(value)?;
                let ord = ord.and_then(|ord| usize::try_from(ord).ok());
                if let Some(place) = ord.and_then(|ord| tallies.get_mut(ord)) {
                    *place = tally;
                }
            }
        }
        Ok(Self { values, tallies, unknown: apart.unknown() })
    }

    fn of(&self, doc: DocId) -> usize {
        let ord = self.values.as_ref().and_then(|values| values.term_ords(doc).next());
        let ord = ord.and_then(|ord| usize::try_from(ord).ok());
        ord.and_then(|ord| self.tallies.get(ord)).copied().unwrap_or(self.unknown)
    }
}
