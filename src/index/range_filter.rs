//! Filters on columns of numbers: dates in a range, identifiers that begin alike, what is known.
//!
//! A document is looked up when it is asked for, so that beside other conditions few are; the
//! engine's own range queries read ahead, and their way of skipping does not keep to its contract
//! when they are excluded (seen on 0.27: an overflow where targets do not rise).

use tantivy::columnar::Column;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::schema::{column, numbers};
use crate::date::DateRange;

/// What must hold for the numbers of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum RangeFilter {
    /// A date lies wholly inside a range: a bare year is not in one of its months.
    Dates {
        /// The columns of the first and the last second it may mean.
        columns: (&'static str, &'static str),
        range: DateRange,
    },
    /// The identifier is one of these, both included.
    Ids { least: u64, most: u64 },
    /// The field that this bit stands for is known.
    Known { bit: u64 },
}

impl Query for RangeFilter {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(*self))
    }
}

impl Weight for RangeFilter {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = match *self {
            Self::Dates { columns: (first, last), range } => {
                let (from, to) = range.seconds();
                let (first, last) = (numbers(reader, first)?, numbers(reader, last)?);
                Columns::Dates { first, last, from, to }
            }
            Self::Ids { least, most } => {
                Columns::Ids { ids: numbers(reader, column::ID)?, least, most }
            }
            Self::Known { bit } => Columns::Known { known: numbers(reader, column::KNOWN)?, bit },
        };
        if reader.max_doc() == 0 {
            return Ok(Box::new(EmptyScorer));
        }
        let mut filtered = Filtered { columns, doc: 0, end: reader.max_doc() };
        filtered.find(0);
        Ok(Box::new(ConstScorer::new(filtered, 0.0)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("in the range", 0.0))
    }
}

enum Columns {
    Dates { first: Column<i64>, last: Column<i64>, from: i64, to: i64 },
    Ids { ids: Column<u64>, least: u64, most: u64 },
    Known { known: Column<u64>, bit: u64 },
}

impl Columns {
    fn hold(&self, doc: DocId) -> bool {
        match self {
            Self::Dates { first, last, from, to } => {
                first.first(doc).is_some_and(|first| first >= *from)
                    && last.first(doc).is_some_and(|last| last <= *to)
            }
            Self::Ids { ids, least, most } => {
                ids.first(doc).is_some_and(|id| (*least..=*most).contains(&id))
            }
            Self::Known { known, bit } => known.first(doc).is_some_and(|known| known & bit != 0),
        }
    }
}

struct Filtered {
    columns: Columns,
    doc: DocId,
    /// How many documents the segment has.
    end: DocId,
}

impl Filtered {
    fn find(&mut self, from: DocId) {
        let next = (from..self.end).find(|&doc| self.columns.hold(doc));
        self.doc = next.unwrap_or(TERMINATED);
    }
}

impl DocSet for Filtered {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.find(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.find(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.end / 2
    }
}
