//! Collecting the best hits of a search, and counting all of them, in one pass.
//!
//! A hit is an article, or the best of several that are versions of one another. The order is total
//! (score or date, then date, then record, then identifier), so the same search gives the same page
//! whatever the segments of the index.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::bits::Bits;
use super::groups::{Group, Groups, Labels};
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
pub(super) fn rounded(score: Score) -> i64 {
    const LEFT_OUT: u32 = 6;
    (i64::from(score.to_bits()) + (1 << (LEFT_OUT - 1))) >> LEFT_OUT
}

impl From<Position> for Key {
    fn from(Position { first, date, record, id }: Position) -> Self {
        Self { first, date, record: Reverse(record), id: Reverse(id) }
    }
}

/// One hit of a page.
#[derive(Debug, Clone, Copy)]
pub struct Ranked {
    key: Key,
    /// The score; 0 where the order is not by relevance.
    pub(super) score: Score,
    /// Where the article is.
    pub(super) address: DocAddress,
    /// The group of versions that it stands for, where they are folded and there are others.
    pub(super) group: Option<Group>,
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

/// Collects the best `limit` hits in an order, best first, and counts all.
pub(super) struct Ranking<'g> {
    pub(super) sort: Sort,
    pub(super) recency: Option<Recency>,
    pub(super) limit: usize,
    /// Only what comes behind this is collected.
    pub(super) after: Option<Position>,
    /// The groups of versions that are one hit each.
    pub(super) groups: Option<&'g Groups>,
    /// Of each segment of the index.
    pub(super) columns: &'g [Columns],
}

/// What is looked up of a segment's articles to put them in order.
#[derive(Clone)]
pub(super) struct Columns {
    last: Column<i64>,
    records: Column<u64>,
    ids: Column<u64>,
    /// The lengths of the bodies, which say what of several copies is the fullest.
    lengths: FieldNormReader,
}

impl Columns {
    /// Those of a segment, whose bodies are in this field.
    pub(super) fn open(reader: &SegmentReader, body: Field) -> tantivy::Result<Self> {
        Ok(Self {
            last: numbers(reader, column::LAST)?,
            records: numbers(reader, column::RECORD)?,
            ids: numbers(reader, column::ID)?,
            lengths: reader.get_fieldnorms_reader(body)?,
        })
    }

    /// The last second of the date.
    fn last(&self, doc: DocId) -> Option<i64> {
        self.last.first(doc)
    }
}

/// What was counted, and the best hits.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// How many articles match.
    pub(super) articles: u64,
    /// How many of them have all of the words side by side, where that was counted.
    pub(super) whole: Option<u64>,
    /// How many hits they are.
    pub(super) hits: u64,
    /// How many of these come before those to be collected.
    pub(super) passed: u64,
    /// The best of the others, in order.
    pub(super) best: Vec<Ranked>,
    /// The articles that match and are of the groups among the best, each with its group.
    pub(super) members: Vec<(Group, DocAddress)>,
}

/// The article that stands for its group, and what is compared to choose it: the best match, of
/// equals the earliest, of these the fullest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Best {
    first: i64,
    /// The last second of the date, so that a bare year is not the earliest; an unknown one comes
    /// last of all.
    earliest: Reverse<i64>,
    /// The length of the body, as roughly as it is kept for scoring.
    length: u8,
    ranked: Ranked,
}

/// The hits of one segment.
pub(super) struct SegmentRanking {
    sort: Sort,
    recency: Option<Recency>,
    limit: usize,
    after: Option<Key>,
    segment: SegmentOrdinal,
    columns: Columns,
    labels: Option<Labels>,
    single: BinaryHeap<Reverse<Ranked>>,
    singles: u64,
    passed: u64,
    /// The groups that have an article among the matches.
    met: Bits,
    /// Those of them that may be on the page.
    groups: HashMap<Group, Best>,
    /// The articles among them that have versions.
    versions: Bits,
    grouped: u64,
}

/// What a segment gives to the whole.
pub(super) struct SegmentRanks {
    segment: SegmentOrdinal,
    single: Vec<Ranked>,
    singles: u64,
    passed: u64,
    met: Bits,
    groups: HashMap<Group, Best>,
    versions: Bits,
    grouped: u64,
}

impl Collector for Ranking<'_> {
    type Fruit = Ranks;
    type Child = SegmentRanking;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<SegmentRanking> {
        let columns = self.columns.get(segment as usize).cloned();
        let unknown = || TantivyError::InternalError(format!("no segment {segment}"));
        Ok(SegmentRanking {
            sort: self.sort,
            recency: self.recency,
            limit: self.limit,
            after: self.after.map(Key::from),
            segment,
            columns: columns.ok_or_else(unknown)?,
            labels: self.groups.map(|groups| groups.of_segment(segment)),
            single: BinaryHeap::new(),
            singles: 0,
            passed: 0,
            met: Bits::default(),
            groups: HashMap::new(),
            versions: Bits::default(),
            grouped: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<SegmentRanks>) -> tantivy::Result<Ranks> {
        let mut all = Ranks::default();
        let mut met = Bits::default();
        let mut groups: HashMap<Group, Best> = HashMap::new();
        let mut versions = Vec::new();
        for segment in segments {
            met.extend(&segment.met);
            all.articles += segment.singles + segment.grouped;
            all.hits += segment.singles;
            all.passed += segment.passed;
            all.best.extend(segment.single);
            versions.push((segment.segment, segment.versions));
            #[expect(clippy::iter_over_hash_type, reason = "the best is so in any order")]
            for (group, best) in segment.groups {
                let known = groups.entry(group).or_insert(best);
                *known = best.max(*known);
            }
        }
        all.hits += met.len();
        // Where a group stands is known only now: its best may be in any segment.
        let after = self.after.map(Key::from);
        for best in groups.into_values() {
            match after {
                Some(after) if best.ranked.key >= after => all.passed += 1,
                _ => all.best.push(best.ranked),
            }
        }
        all.best.sort_unstable_by_key(|&ranked| Reverse(ranked));
        all.best.truncate(self.limit);
        let wanted = all.best.iter().filter_map(|best| best.group);
        let wanted: Bits = wanted.map(Group::number).collect();
        for (segment, versions) in versions {
            let labels = self.groups.map(|groups| groups.of_segment(segment));
            let group = |doc| labels.as_ref()?.group(doc).filter(|it| wanted.contains(it.number()));
            let members = versions.iter().filter_map(|doc| Some((group(doc)?, doc)));
            all.members.extend(members.map(|(group, doc)| (group, DocAddress::new(segment, doc))));
        }
        Ok(all)
    }
}

impl SegmentRanking {
    /// What comes first in the order: less is behind.
    fn first(&self, doc: DocId, score: Score) -> i64 {
        let date = || self.columns.last(doc);
        match self.sort {
            Sort::Relevance => rounded(score),
            Sort::Newest => date().unwrap_or(i64::MIN),
            Sort::Oldest => date().map_or(i64::MIN, |date| -date),
        }
    }

    fn key(&self, first: i64, doc: DocId) -> Key {
        let date = self.columns.last(doc).unwrap_or(i64::MIN);
        let record = Reverse(self.columns.records.first(doc).unwrap_or_default());
        Key { first, date, record, id: Reverse(self.columns.ids.first(doc).unwrap_or_default()) }
    }

    /// What an article's place must begin with at the least for it to be on the page, as far as is known; the
    /// greatest number where nothing is on it. Most articles end here, without a look at more of their
    /// columns.
    pub(super) fn least(&self) -> i64 {
        let is_full = self.single.len() >= self.limit;
        let least = || self.single.peek().map_or(i64::MAX, |Reverse(least)| least.key.first);
        if is_full { least() } else { i64::MIN }
    }

    /// Collects an article that has no other versions.
    fn collect_single(&mut self, doc: DocId, score: Score) {
        self.singles += 1;
        let first = self.first(doc, score);
        if first < self.least() {
            return;
        }
        let key = self.key(first, doc);
        if self.after.is_some_and(|after| key >= after) {
            self.passed += 1;
            return;
        }
        let address = DocAddress::new(self.segment, doc);
        let ranked = Ranked { key, score, address, group: None };
        if self.single.len() < self.limit {
            self.single.push(Reverse(ranked));
        } else if let Some(mut least) = self.single.peek_mut()
            && ranked > least.0
        {
            *least = Reverse(ranked);
        }
    }

    /// Collects one of several versions.
    fn collect_version(&mut self, group: Group, doc: DocId, score: Score) {
        self.grouped += 1;
        self.met.insert(group.number());
        let address = DocAddress::new(self.segment, doc);
        if self.limit > 0 {
            self.versions.insert(doc);
        }
        let first = self.first(doc, score);
        if first < self.least() {
            return;
        }
        let key = self.key(first, doc);
        let best = Best {
            first,
            earliest: Reverse(self.columns.last(doc).unwrap_or(i64::MAX)),
            length: self.columns.lengths.fieldnorm_id(doc),
            ranked: Ranked { key, score, address, group: Some(group) },
        };
        let known = self.groups.entry(group).or_insert(best);
        *known = best.max(*known);
    }
}

impl SegmentCollector for SegmentRanking {
    type Fruit = SegmentRanks;

    fn collect(&mut self, doc: DocId, score: Score) {
        let factor = |recency: Recency| Some(recency.factor(self.columns.last(doc)?));
        let score = score * self.recency.and_then(factor).unwrap_or(1.0);
        match self.labels.as_ref().and_then(|labels| labels.group(doc)) {
            None => self.collect_single(doc, score),
            Some(group) => self.collect_version(group, doc, score),
        }
    }

    fn harvest(self) -> SegmentRanks {
        let Self { segment, single, singles, passed, met, groups, versions, grouped, .. } = self;
        let single = single.into_iter().map(|Reverse(ranked)| ranked).collect();
        SegmentRanks { segment, single, singles, passed, met, groups, versions, grouped }
    }
}
