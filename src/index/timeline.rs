//! Counting the articles that match by their days, in one pass over the columns of dates.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::groups::{Group, Groups, Labels};
use super::lower::Lowering;
use super::schema::{column, numbers};
use super::{Asked, Error, Index};
use crate::results::{Fold, Split};
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
    /// the others and of the unknown. Where versions are folded, those that match count once, on the
    /// earliest day of any.
    pub fn days(
        &self,
        asked: Asked<'_>,
        apart: Option<Apart<'_>>,
        fold: Fold,
    ) -> Result<Vec<Days>, Error> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, asked.matching);
        let count = || {
            let groups = match fold {
                Fold::Versions => Some(self.groups()?),
                Fold::Nothing => None,
            };
            self.searcher.search(&*query, &Counting { apart, groups })
        };
        count().map_err(|error| self.error(error))
    }
}

/// First and last second that the earliest date of a group of versions may mean; `None` while no
/// version with a date was seen.
type Earliest = HashMap<Group, Option<(i64, i64)>>;

/// The articles with one value.
#[derive(Debug, Clone, Default)]
struct Tally {
    days: Days,
    groups: Earliest,
}

impl Tally {
    fn add(&mut self, group: Option<Group>, span: Option<(i64, i64)>) {
        match (group, span) {
            (Some(group), span) => earlier(&mut self.groups, group, span),
            (None, Some((first, last))) => self.days.add(first, last),
            (None, None) => self.days.add_undated(),
        }
    }

    fn merge(&mut self, other: Self) {
        self.days.merge(other.days);
        #[expect(clippy::iter_over_hash_type, reason = "the earliest is so in any order")]
        for (group, span) in other.groups {
            earlier(&mut self.groups, group, span);
        }
    }

    /// The days, each group put where it belongs.
    fn days(self) -> Days {
        let mut days = self.days;
        for span in self.groups.into_values() {
            match span {
                Some((first, last)) => days.add(first, last),
                None => days.add_undated(),
            }
        }
        days
    }
}

/// Keeps the earlier of two dates, by when it was at the latest: a bare year says less than its days.
fn earlier(groups: &mut Earliest, group: Group, span: Option<(i64, i64)>) {
    let known = groups.entry(group).or_insert(span);
    let by_last = |span: Option<(i64, i64)>| span.map(|(first, last)| (last, first));
    if span.is_some() && (known.is_none() || by_last(span) < by_last(*known)) {
        *known = span;
    }
}

/// Counts by days.
struct Counting<'v> {
    apart: Option<Apart<'v>>,
    groups: Option<&'v Groups>,
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
            tallies: vec![Tally { days: window, groups: Earliest::new() }; self.tallies()],
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
        Ok(all.into_iter().map(Tally::days).collect())
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
        let group = self.labels.as_ref().and_then(|labels| labels.group(doc));
        tally.add(group, self.first.first(doc).zip(self.last.first(doc)));
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
