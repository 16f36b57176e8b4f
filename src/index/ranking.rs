//! Collecting the best articles of a search, and counting all of them, in one pass.
//!
//! The order is total (score or date, then date, then record, then identifier), so the same search gives the
//! same page whatever the segments of the index.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::{column, numbers};
use crate::results::{Position, Recency, Sort};

/// What an article's place depends on; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The score or the date, as a number that orders alike.
    first: i64,
    /// The last second of the date; an unknown one is the least.
    date: i64,
    /// Of two articles alike so far the one that comes first in its file.
    record: Reverse<u64>,
    /// Of two articles alike in all else the lesser identifier comes first.
    id: Reverse<u64>,
}

/// A score as a number that orders alike. Scores are never negative, so their bits do; the last six
/// are left out, since the same sum taken in another order differs there, and that is no reason to
/// put one article before another.
fn rounded(score: Score) -> i64 {
    const LEFT_OUT: u32 = 6;
    (i64::from(score.to_bits()) + (1 << (LEFT_OUT - 1))) >> LEFT_OUT
}

impl From<Position> for Key {
    fn from(Position { first, date, record, id }: Position) -> Self {
        Self { first, date, record: Reverse(record), id: Reverse(id) }
    }
}

/// One article of a page.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    key: Key,
    /// The score; 0 where the order is not by relevance.
    pub(super) score: Score,
    /// Where the article is.
    pub(super) address: DocAddress,
}

impl Ranked {
    /// Adds to the score of an article that is ordered by it.
    pub(super) fn raise(&mut self, by: Score) {
        self.score += by;
        self.key.first = rounded(self.score);
    }

    /// Its place in the order.
    pub fn position(&self) -> Position {
        let Key { first, date, record: Reverse(record), id: Reverse(id) } = self.key;
        Position { first, date, record, id }
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

/// Collects the best `limit` articles in an order, best first, and counts all.
pub(super) struct Ranking {
    pub(super) sort: Sort,
    pub(super) recency: Option<Recency>,
    pub(super) limit: usize,
    /// Only what comes behind this is collected.
    pub(super) after: Option<Position>,
}

/// What was counted, and the best articles.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// How many articles match.
    pub(super) count: u64,
    /// How many of them come before those to be collected.
    pub(super) passed: u64,
    /// The best of the others, in order.
    pub(super) best: Vec<Ranked>,
}

/// The articles of one segment.
pub(super) struct SegmentRanking {
    sort: Sort,
    recency: Option<Recency>,
    limit: usize,
    after: Option<Key>,
    segment: SegmentOrdinal,
    first: Column<i64>,
    last: Column<i64>,
    records: Column<u64>,
    ids: Column<u64>,
    best: BinaryHeap<Reverse<Ranked>>,
    count: u64,
    passed: u64,
}

impl Collector for Ranking {
    type Fruit = Ranks;
    type Child = SegmentRanking;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentRanking> {
        Ok(SegmentRanking {
            sort: self.sort,
            recency: self.recency,
            limit: self.limit,
            after: self.after.map(Key::from),
            segment,
            first: numbers(reader, column::FIRST)?,
            last: numbers(reader, column::LAST)?,
            records: numbers(reader, column::RECORD)?,
            ids: numbers(reader, column::ID)?,
            best: BinaryHeap::new(),
            count: 0,
            passed: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<Ranks>) -> tantivy::Result<Ranks> {
        let mut all = Ranks::default();
        for segment in segments {
            all.count += segment.count;
            all.passed += segment.passed;
            all.best.extend(segment.best);
        }
        all.best.sort_unstable_by_key(|&ranked| Reverse(ranked));
        all.best.truncate(self.limit);
        Ok(all)
    }
}

impl SegmentRanking {
    fn key(&self, doc: DocId, score: Score) -> Key {
        let date = self.last.first(doc).unwrap_or(i64::MIN);
        let first = match self.sort {
            Sort::Relevance => rounded(score),
            Sort::Newest => date,
            Sort::Oldest => self.first.first(doc).map_or(i64::MIN, |date| -date),
        };
        let record = Reverse(self.records.first(doc).unwrap_or_default());
        Key { first, date, record, id: Reverse(self.ids.first(doc).unwrap_or_default()) }
    }
}

impl SegmentCollector for SegmentRanking {
    type Fruit = Ranks;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        let score = match (self.recency, self.last.first(doc)) {
            (Some(recency), Some(last)) => score * recency.factor(last),
            _ => score,
        };
        let full = self.best.len() >= self.limit;
        if full && self.sort == Sort::Relevance {
            // Most articles end here, without a look at their columns.
            match self.best.peek() {
                Some(Reverse(least)) if rounded(score) < least.key.first => return,
                None => return,
                Some(_) => {}
            }
        }
        let key = self.key(doc, score);
        if self.after.is_some_and(|after| key >= after) {
            self.passed += 1;
            return;
        }
        let address = DocAddress::new(self.segment, doc);
        let ranked = Ranked { key, score, address };
        if !full {
            self.best.push(Reverse(ranked));
        } else if let Some(mut least) = self.best.peek_mut()
            && ranked > least.0
        {
            *least = Reverse(ranked);
        }
    }

    fn harvest(self) -> Ranks {
        let best = self.best.into_iter().map(|Reverse(ranked)| ranked).collect();
        Ranks { count: self.count, passed: self.passed, best }
    }
}
