//! Counting the articles that match by what they have in common, in one pass over the columns.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::lower::Lowering;
use super::schema::{column, numbers};
use super::{Asked, Error, Index, manifest};
use crate::results::{Count, Facet, FacetCounts};

/// How many articles have each value; `None` counts those of which it is unknown.
type Tally = BTreeMap<Option<String>, u64>;

impl Index {
    /// How many articles match, and how many of them share which values: for each facet the
    /// `limit` most frequent, and those of which it is unknown.
    pub fn facets(
        &self,
        asked: Asked<'_>,
        facets: &[Facet],
        limit: usize,
    ) -> Result<(u64, Vec<FacetCounts>), Error> {
        let lowering = Lowering::new(&self.fields, asked.expansions);
        let query = lowering.lower(asked.query, asked.matching);
        let counting = Counting { facets: facets.to_vec() };
        let found = self.ask(|| self.searcher.search(&*query, &counting))?;
        let counts = facets.iter().zip(found.tallies);
        let counts = counts.map(|(&facet, tally)| most_frequent(facet, tally, limit));
        Ok((found.articles, counts.collect()))
    }
}

/// The values that most articles have, most first or in order of time, and the unknown last.
fn most_frequent(facet: Facet, mut tally: Tally, limit: usize) -> FacetCounts {
    let unknown = tally.remove(&None).map(|articles| Count { value: None, articles });
    let counts = tally.into_iter().map(|(value, articles)| Count { value, articles });
    let mut values: Vec<Count> = counts.collect();
    // They come in order of their values, which stays the order of those that are equal.
    values.sort_by_key(|count| std::cmp::Reverse(count.articles));
    let more = values.len().saturating_sub(limit) as u64;
    values.truncate(limit);
    if matches!(facet, Facet::Year | Facet::Month) {
        values.sort_by(|a, b| a.value.cmp(&b.value));
    }
    values.extend(unknown);
    FacetCounts { facet, values, more }
}

/// Counts by these facets.
struct Counting {
    facets: Vec<Facet>,
}

/// What was counted.
#[derive(Default)]
struct Counted {
    articles: u64,
    /// One for each facet.
    tallies: Vec<Tally>,
}

impl Collector for Counting {
    type Fruit = Counted;
    type Child = SegmentCounting;

    fn for_segment(
        &self,
        _segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentCounting> {
        let counters = self.facets.iter().map(|&facet| Counter::open(facet, reader));
        Ok(SegmentCounting { articles: 0, counters: counters.collect::<tantivy::Result<_>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counted>>) -> tantivy::Result<Counted> {
        let mut all = Counted { articles: 0, tallies: vec![Tally::new(); self.facets.len()] };
        for segment in segments {
            let segment = segment?;
            all.articles += segment.articles;
            for (tally, some) in all.tallies.iter_mut().zip(segment.tallies) {
                for (value, articles) in some {
                    *tally.entry(value).or_insert(0) += articles;
                }
            }
        }
        Ok(all)
    }
}

struct SegmentCounting {
    articles: u64,
    counters: Vec<Counter>,
}

impl SegmentCollector for SegmentCounting {
    type Fruit = tantivy::Result<Counted>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.articles += 1;
        for counter in &mut self.counters {
            counter.count(doc);
        }
    }

    fn harvest(self) -> Self::Fruit {
        let tallies = self.counters.into_iter().map(Counter::tally);
        Ok(Counted { articles: self.articles, tallies: tallies.collect::<tantivy::Result<_>>()? })
    }
}

/// Counts by one facet in one segment.
struct Counter {
    by: By,
    unknown: u64,
}

/// What the values are read from.
enum By {
    /// Strings, counted by their ordinals; `None` where no article has one.
    Strings(Option<(StrColumn, Vec<u64>)>),
    /// The year, or the month too, of dates.
    Dates { unit: Unit, first: Column<i64>, last: Column<i64>, counted: BTreeMap<(i16, i8), u64> },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
}

impl Counter {
    fn open(facet: Facet, reader: &SegmentReader) -> tantivy::Result<Self> {
        let strings = |name| -> tantivy::Result<By> {
            let values = reader.fast_fields().str(name)?;
            Ok(By::Strings(values.map(|values| {
                let counted = vec![0; values.num_terms()];
                (values, counted)
            })))
        };
        let dates = |unit| -> tantivy::Result<By> {
            let first = numbers(reader, column::FIRST)?;
            let last = numbers(reader, column::LAST)?;
            Ok(By::Dates { unit, first, last, counted: BTreeMap::new() })
        };
        let by = match facet {
            Facet::Source => strings(column::SOURCE_LABEL)?,
            Facet::Domain => strings(column::DOMAIN)?,
            Facet::Lang => strings(column::LANGUAGE)?,
            Facet::Format => strings(column::FORMAT)?,
            Facet::Agency => strings(column::AGENCY)?,
            Facet::By => strings(column::BY)?,
            Facet::Year => dates(Unit::Year)?,
            Facet::Month => dates(Unit::Month)?,
        };
        Ok(Self { by, unknown: 0 })
    }

    fn count(&mut self, doc: DocId) {
        let known = match &mut self.by {
            By::Strings(None) => false,
            By::Strings(Some((values, counted))) => {
                let mut any = false;
                for ord in values.term_ords(doc) {
                    let place = usize::try_from(ord).ok().and_then(|ord| counted.get_mut(ord));
                    if let Some(place) = place {
                        *place += 1;
                        any = true;
                    }
                }
                any
            }
            By::Dates { unit, first, last, counted } => {
                let days = first.first(doc).zip(last.first(doc));
                let period = days.and_then(|(first, last)| period(*unit, first, last));
                if let Some(period) = period {
                    *counted.entry(period).or_insert(0) += 1;
                }
                period.is_some()
            }
        };
        self.unknown += u64::from(!known);
    }

    fn tally(self) -> tantivy::Result<Tally> {
        let mut tally = Tally::new();
        match self.by {
            By::Strings(None) => {}
            By::Strings(Some((values, counted))) => {
                for (ord, articles) in (0..).zip(counted).filter(|&(_, articles)| articles > 0) {
                    tally.insert(Some(manifest::string(&values, ord)?), articles);
                }
            }
            By::Dates { unit, counted, .. } => {
                for ((year, month), articles) in counted {
                    let value = match unit {
                        Unit::Year => format!("{year:04}"),
                        Unit::Month => format!("{year:04}-{month:02}"),
                    };
                    tally.insert(Some(value), articles);
                }
            }
        }
        if self.unknown > 0 {
            tally.insert(None, self.unknown);
        }
        Ok(tally)
    }
}

/// The year, or the month, that a date lies in: none where it may lie in another as well.
fn period(unit: Unit, first: i64, last: i64) -> Option<(i16, i8)> {
    let [first, last] = [first, last].map(|second| {
        let day = jiff::Timestamp::from_second(second).ok()?.to_zoned(TimeZone::UTC).date();
        Some(match unit {
            Unit::Year => (day.year(), 1),
            Unit::Month => (day.year(), day.month()),
        })
    });
    first.filter(|_| first == last)
}

#[cfg(test)]
mod tests {
    use super::{Tally, Unit, most_frequent, period};
    use crate::date::Date;
    use crate::results::Facet;

    #[test]
    fn a_bare_year_is_in_none_of_its_months() {
        for (date, year, month) in [
            (Date::year(2024), Some((2024, 1)), None),
            (Date::month(2024, 2), Some((2024, 1)), Some((2024, 2))),
            (Date::day(2023, 12, 31), Some((2023, 1)), Some((2023, 12))),
        ] {
            let (first, last) = date.unwrap().seconds();
            assert_eq!(period(Unit::Year, first, last), year);
            assert_eq!(period(Unit::Month, first, last), month);
        }
    }

    #[test]
    fn the_most_frequent_are_kept_and_the_others_counted() {
        let counts = |facet| {
            let tally = [(None, 9), (Some("a"), 1), (Some("b"), 2), (Some("c"), 3), (Some("d"), 2)];
            let tally: Tally =
                tally.map(|(value, articles)| (value.map(str::to_owned), articles)).into();
            let counts = most_frequent(facet, tally, 3);
            let values = counts.values.into_iter();
            let values: Vec<_> =
                values.map(|count| (count.value.unwrap_or_default(), count.articles)).collect();
            (values, counts.more)
        };
        let owned = |values: [(&str, u64); 4]| values.map(|(v, n)| (v.to_owned(), n)).to_vec();
        assert_eq!(counts(Facet::By), (owned([("c", 3), ("b", 2), ("d", 2), ("", 9)]), 1));
        assert_eq!(counts(Facet::Month), (owned([("b", 2), ("c", 3), ("d", 2), ("", 9)]), 1));
    }
}
