//! Counting what an index holds, from its columns alone.

use std::collections::{BTreeMap, HashSet};

use tantivy::{Searcher, SegmentReader};

use super::schema::{column, numbers};
use super::{Error, Index, manifest};
use crate::results::{Count, SCHEMA, Stats};

impl Index {
    /// What the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        let by = |name| tally(&self.searcher, name).map(most_first);
        self.ask(|| {
            Ok(Stats {
                schema: SCHEMA.to_owned(),
                articles: self.searcher.num_docs(),
                files: files(&self.searcher)?,
                bytes: self.searcher.space_usage()?.total().get_bytes(),
                sources: by(column::SOURCE_LABEL)?,
                years: years(&self.searcher)?,
                languages: by(column::LANGUAGE)?,
                formats: by(column::FORMAT)?,
                date_evidence: by(column::DATE_EVIDENCE)?,
                source_evidence: by(column::SOURCE_EVIDENCE)?,
            })
        })
    }
}

fn files(searcher: &Searcher) -> tantivy::Result<u64> {
    let mut files = HashSet::new();
    for reader in searcher.segment_readers() {
        files.extend(strings(reader, column::FILE)?.into_keys().flatten());
    }
    Ok(files.len() as u64)
}

/// How many articles have each value of a column.
fn tally(searcher: &Searcher, name: &str) -> tantivy::Result<BTreeMap<Option<String>, u64>> {
    let mut all = BTreeMap::new();
    for reader in searcher.segment_readers() {
        for (value, articles) in strings(reader, name)? {
            *all.entry(value).or_insert(0) += articles;
        }
    }
    Ok(all)
}

fn strings(reader: &SegmentReader, name: &str) -> tantivy::Result<BTreeMap<Option<String>, u64>> {
    let mut counted = BTreeMap::new();
    let Some(values) = reader.fast_fields().str(name)? else {
        if reader.num_docs() > 0 {
            counted.insert(None, u64::from(reader.num_docs()));
        }
        return Ok(counted);
    };
    let mut by_ord = vec![0_u64; values.num_terms()];
    let mut unknown = 0;
    for doc in reader.doc_ids_alive() {
        let ord = values.term_ords(doc).next().and_then(|ord| usize::try_from(ord).ok());
        *ord.and_then(|ord| by_ord.get_mut(ord)).unwrap_or(&mut unknown) += 1;
    }
    for (ord, articles) in (0..).zip(by_ord).filter(|&(_, articles)| articles > 0) {
        counted.insert(Some(manifest::string(&values, ord)?), articles);
    }
    if unknown > 0 {
        counted.insert(None, unknown);
    }
    Ok(counted)
}

/// Articles by the year of their date, in order of time.
fn years(searcher: &Searcher) -> tantivy::Result<Vec<Count>> {
    let mut by_year: BTreeMap<i16, u64> = BTreeMap::new();
    let mut undated = 0;
    for reader in searcher.segment_readers() {
        let first = numbers::<i64>(reader, column::FIRST)?;
        for doc in reader.doc_ids_alive() {
            match first.first(doc).and_then(year) {
                Some(year) => *by_year.entry(year).or_default() += 1,
                None => undated += 1,
            }
        }
    }
    let dated = by_year.into_iter();
    let mut years: Vec<Count> = dated
        .map(|(year, articles)| Count { value: Some(format!("{year:04}")), articles })
        .collect();
    if undated > 0 {
        years.push(Count { value: None, articles: undated });
    }
    Ok(years)
}

/// The most frequent first, the unknown last.
fn most_first(tally: BTreeMap<Option<String>, u64>) -> Vec<Count> {
    let counts = tally.into_iter().map(|(value, articles)| Count { value, articles });
    let mut counts: Vec<Count> = counts.collect();
    counts.sort_by(|a, b| {
        (a.value.is_none(), b.articles, &a.value).cmp(&(b.value.is_none(), a.articles, &b.value))
    });
    counts
}

/// The year of a second counted from 1970 on the calendar of the place of publication.
fn year(second: i64) -> Option<i16> {
    let moment = jiff::Timestamp::from_second(second).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).year())
}
