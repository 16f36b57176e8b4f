//! Counting the articles that match by their days, in one pass over the columns of dates.

use std::collections::{HashMap, HashSet};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::groups::{Group, Groups, Labels};
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
    /// the others and of the unknown. With `once` versions are folded: those of one article count
    /// once, when that says.
    pub fn days(
        &self,
        asked: Asked<'_>,
        apart: Option<Apart<'_>>,
        once: Option<&GroupDates>,
    ) -> Result<Vec<Days>, Error> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, asked.matching);
        self.ask(|| {
            let groups = once.map(|_| self.groups()).transpose()?;
            self.searcher.search(&*query, &Counting { apart, groups, once })
        })
    }

    /// When each group of versions was first told, of those articles that match.
    pub fn group_dates(&self, asked: Asked<'_>) -> Result<GroupDates, Error> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, asked.matching);
        self.ask(|| self.searcher.search(&*query, &Earliest { groups: self.groups()? }))
    }
}

/// First and last second of the earliest date of each group of versions of which any has a date.
#[derive(Debug, Default)]
pub struct GroupDates(HashMap<Group, (i64, i64)>);

impl GroupDates {
    /// Keeps the earlier of two dates, by when it was at the latest: a bare year says less than its
    /// days.
    fn add(&mut self, group: Group, (first, last): (i64, i64)) {
        let known = self.0.entry(group).or_insert((first, last));
        if (last, first) < (known.1, known.0) {
            *known = (first, last);
        }
    }
}

/// Finds the earliest dates.
struct Earliest<'g> {
    groups: &'g Groups,
}

struct SegmentEarliest {
    labels: Labels,
    first: Column<i64>,
    last: Column<i64>,
    dates: GroupDates,
}

impl Collector for Earliest<'_> {
    type Fruit = GroupDates;
    type Child = SegmentEarliest;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentEarliest> {
        Ok(SegmentEarliest {
            labels: self.groups.of_segment(segment),
            first: numbers(reader, column::FIRST)?,
            last: numbers(reader, column::LAST)?,
            dates: GroupDates::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<GroupDates>) -> tantivy::Result<GroupDates> {
        let mut all = GroupDates::default();
        for (group, span) in segments.into_iter().flat_map(|dates| dates.0) {
            all.add(group, span);
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentEarliest {
    type Fruit = GroupDates;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let Some(group) = self.labels.group(doc) else { return };
        if let Some(span) = self.first.first(doc).zip(self.last.first(doc)) {
            self.dates.add(group, span);
        }
    }

    fn harvest(self) -> GroupDates {
        self.dates
    }
}

/// The articles with one value.
#[derive(Debug, Clone, Default)]
struct Tally {
    days: Days,
    groups: HashSet<Group>,
}

impl Tally {
    fn merge(&mut self, other: Self) {
        self.days.merge(other.days);
        self.groups.extend(other.groups);
    }

    /// The days, each group put where it belongs.
    fn days(self, once: Option<&GroupDates>) -> Days {
        let mut days = self.days;
        #[expect(clippy::iter_over_hash_type, reason = "counts are added in any order")]
        for group in self.groups {
            match once.and_then(|once| once.0.get(&group)) {
                Some(&(first, last)) => days.add(first, last),
                None => days.add_undated(),
            }
        }
        days
    }
}

/// Counts by days.
struct Counting<'v> {
    apart: Option<Apart<'v>>,
    groups: Option<&'v Groups>,
    once: Option<&'v GroupDates>,
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
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounting> {
        let first = numbers(reader, column::FIRST)?;
        let last = numbers(reader, column::LAST)?;
        let window = Days::between(first.min_value(), last.max_value());
        Ok(SegmentCounting {
            parts: self.apart.map(|apart| Parts::open(apart, reader)).transpose()?,
            labels: self.groups.map(|groups| groups.of_segment(segment)),
            tallies: vec![Tally { days: window, groups: HashSet::new() }; self.tallies()],
            first,
            last,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<Tally>>) -> tantivy::Result<Vec<Days>> {
        let mut all = vec![Tally::default(); self.tallies()];
        for segment in segments {
            for (all, tally) in all.iter_mut().zip(segment) {
                all.merge(tally);
            }
        }
        Ok(all.into_iter().map(|tally| tally.days(self.once)).collect())
    }
}

struct SegmentCounting {
    parts: Option<Parts>,
    labels: Option<Labels>,
    tallies: Vec<Tally>,
    first: Column<i64>,
    last: Column<i64>,
}

impl SegmentCollector for SegmentCounting {
    type Fruit = Vec<Tally>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let part = self.parts.as_ref().map_or(0, |parts| parts.of(doc));
        let Some(tally) = self.tallies.get_mut(part) else { return };
        if let Some(group) = self.labels.as_ref().and_then(|labels| labels.group(doc)) {
            tally.groups.insert(group);
            return;
        }
        match self.first.first(doc).zip(self.last.first(doc)) {
            Some((first, last)) => tally.days.add(first, last),
            None => tally.days.add_undated(),
        }
    }

    fn harvest(self) -> Vec<Tally> {
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
