//! A [`Query`] as the engine's queries.
//!
//! Tests on headline and body are scored; every other field only restricts. Wanted clauses side by
//! side are alternatives ([`Match::Any`]) or all of them must hold ([`Match::All`], for counting).

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query as EngineQuery, RangeQuery,
};

use super::schema::Fields;
use super::words_query::WordsQuery;
use crate::date::DateRange;
use crate::query::{Clause, Expansion, Leaf, Need, Query, Test};
use crate::results::Match;

/// Makes engine queries out of queries and what their words stand for.
pub(super) struct Lowering<'q> {
    fields: &'q Fields,
    expansions: HashMap<&'q Leaf, &'q Expansion>,
}

type Boxed = Box<dyn EngineQuery>;

impl<'q> Lowering<'q> {
    /// `expansions` are those of the queries to come.
    pub(super) fn new(fields: &'q Fields, expansions: &'q [Expansion]) -> Self {
        let by_leaf = expansions.iter().map(|expansion| (&expansion.leaf, expansion));
        Self { fields, expansions: by_leaf.collect() }
    }

    /// The engine's form of a query.
    pub(super) fn lower(&self, query: &Query, matching: Match) -> Boxed {
        match query {
            Query::Everything => everything(),
            Query::Leaf(leaf) => self.leaf(leaf),
            Query::And(parts) => all(parts.iter().map(|part| self.lower(part, matching)).collect()),
            Query::Or(parts) => any(parts.iter().map(|part| self.lower(part, matching)).collect()),
            Query::Not(part) => except(vec![self.lower(part, matching)]),
            Query::Clauses(clauses) => self.clauses(clauses, matching),
        }
    }

    fn clauses(&self, clauses: &[Clause], matching: Match) -> Boxed {
        let (mut wanted, mut required, mut excluded) = (Vec::new(), Vec::new(), Vec::new());
        let mut optional = false;
        for Clause { need, query } in clauses {
            let lowered = self.lower(query, matching);
            match need {
                Need::Wanted => wanted.push(lowered),
                Need::Required => {
                    // A filter alone does not make plain words a mere preference.
                    optional |= query.leaves().into_iter().any(|(leaf, _)| leaf.field.is_text());
                    required.push(lowered);
                }
                Need::Excluded => excluded.push(lowered),
            }
        }
        let mut parts: Vec<(Occur, Boxed)> =
            required.into_iter().map(|part| (Occur::Must, part)).collect();
        match matching {
            Match::All => parts.extend(wanted.into_iter().map(|part| (Occur::Must, part))),
            Match::Any | Match::Best if wanted.is_empty() => {}
            Match::Any | Match::Best if optional => parts.push((Occur::Should, any(wanted))),
            Match::Any | Match::Best => parts.push((Occur::Must, any(wanted))),
        }
        if parts.is_empty() {
            return except(excluded);
        }
        parts.extend(excluded.into_iter().map(|part| (Occur::MustNot, part)));
        bool_query(parts)
    }

    /// A test on one field.
    pub(super) fn leaf(&self, leaf: &Leaf) -> Boxed {
        if let Test::Dates(range) = leaf.test {
            return self.dates(range);
        }
        let expansion = self.expansions.get(leaf);
        let Some(expansion) = expansion.filter(|found| found.words.iter().all(|w| !w.is_empty()))
        else {
            return Box::new(EmptyQuery);
        };
        let columns = self.fields.columns(leaf.field);
        let in_column = |&column| -> Boxed { Box::new(WordsQuery::new(column, &expansion.words)) };
        let query = any(columns.iter().map(in_column).collect());
        if leaf.field.is_text() { query } else { filter(query) }
    }

    /// Dates that lie wholly inside the range: a bare year is not in one of its months.
    fn dates(&self, range: DateRange) -> Boxed {
        let (from, to) = range.seconds();
        let first = Term::from_field_i64(self.fields.first, from);
        let last = Term::from_field_i64(self.fields.last, to);
        filter(all(vec![
            Box::new(RangeQuery::new(Bound::Included(first), Bound::Unbounded)),
            Box::new(RangeQuery::new(Bound::Unbounded, Bound::Included(last))),
        ]))
    }
}

fn everything() -> Boxed {
    filter(Box::new(AllQuery))
}

/// Restricts without adding to the score.
fn filter(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn all(parts: Vec<Boxed>) -> Boxed {
    single(parts, Occur::Must).unwrap_or_else(bool_query)
}

fn any(parts: Vec<Boxed>) -> Boxed {
    single(parts, Occur::Should).unwrap_or_else(bool_query)
}

/// The only part there is, or all of them with their occurrence.
fn single(mut parts: Vec<Boxed>, occur: Occur) -> Result<Boxed, Vec<(Occur, Boxed)>> {
    match parts.pop() {
        Some(part) if parts.is_empty() => Ok(part),
        Some(last) => {
            parts.push(last);
            Err(parts.into_iter().map(|part| (occur, part)).collect())
        }
        None => Err(Vec::new()),
    }
}

fn except(excluded: Vec<Boxed>) -> Boxed {
    let mut parts = vec![(Occur::Must, everything())];
    parts.extend(excluded.into_iter().map(|part| (Occur::MustNot, part)));
    bool_query(parts)
}

fn bool_query(parts: Vec<(Occur, Boxed)>) -> Boxed {
    Box::new(BooleanQuery::new(parts))
}
