//! A [`Query`] as the engine's queries.
//!
//! Tests on headline and body are scored; every other field only restricts. Wanted clauses side by
//! side are alternatives ([`Match::Any`]) or all of them must hold ([`Match::All`], for counting).

use std::collections::{BTreeSet, HashMap, HashSet};

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query as EngineQuery,
};

use super::id_range;
use super::range_filter::RangeFilter;
use super::schema::{Fields, column, known_bit};
use super::text_query::{ColumnQuery, TextQuery};
use crate::date::DateRange;
use crate::query::{Clause, Expansion, Field, LEAD, LONG_QUOTATION, Leaf, Need, Plan, Query, Test};
use crate::results::Match;
use crate::text;

/// Makes engine queries out of queries and what their words stand for.
pub(super) struct Lowering<'q> {
    fields: &'q Fields,
    expansions: HashMap<&'q Leaf, &'q Expansion>,
}

type Boxed = Box<dyn EngineQuery>;

/// A query of words and phrases of which an article must have at least one.
pub(super) struct Alternatives {
    /// The words and phrases, with how much each counts; never empty.
    pub(super) parts: Vec<(TextQuery, f32)>,
    /// What must hold besides, and adds nothing to the score.
    pub(super) conditions: Vec<Boxed>,
    /// Whether they are words side by side, of which an article may have all.
    pub(super) are_side_by_side: bool,
}

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
            // Whatever has one of the words is left out, however many are asked for elsewhere.
            Query::Not(part) => except(vec![self.lower(part, Match::Any)]),
            Query::Clauses(clauses) => self.clauses(clauses, matching),
            Query::Boost(part, factor) => {
                Box::new(BoostQuery::new(self.lower(part, matching), factor.get()))
            }
        }
    }

    fn clauses(&self, clauses: &[Clause], matching: Match) -> Boxed {
        let (mut required, mut excluded) = (Vec::new(), Vec::new());
        let mut optional = false;
        for Clause { need, query } in clauses {
            match need {
                Need::Wanted | Need::Aside => {}
                Need::Required => {
                    optional |= !is_filter(query);
                    required.push(self.lower(query, matching));
                }
                Need::Excluded => excluded.push(self.lower(query, Match::Any)),
            }
        }
        let wanted = self.wanted(clauses, matching);
        let mut parts: Vec<(Occur, Boxed)> =
            required.into_iter().map(|part| (Occur::Must, part)).collect();
        match matching {
            Match::All => parts.extend(wanted.into_iter().map(|part| (Occur::Must, part))),
            Match::Any | Match::Best if wanted.is_empty() => {}
            Match::Any | Match::Best if optional => parts.push((Occur::Should, any(wanted))),
            Match::Any | Match::Best => parts.push((Occur::Must, any(wanted))),
        }
        if matching != Match::All {
            let quoted = self.quoted_words(clauses).into_iter();
            parts.extend(quoted.map(|(_, words)| (Occur::Should, Box::new(words) as Boxed)));
        }
        if parts.is_empty() {
            return except(excluded);
        }
        parts.extend(excluded.into_iter().map(|part| (Occur::MustNot, part)));
        bool_query(parts)
    }

    /// The clauses that articles are found by; what is repeated counts more.
    fn wanted(&self, clauses: &[Clause], matching: Match) -> Vec<Boxed> {
        let lower = |(query, times): (&Query, u32)| -> Boxed {
            let lowered = self.lower(query, matching);
            if times > 1 { Box::new(BoostQuery::new(lowered, repeated(times))) } else { lowered }
        };
        wanted_once(clauses).into_iter().map(lower).collect()
    }

    /// The query as alternatives, where it is no more than that.
    pub(super) fn alternatives(&self, query: &Query) -> Option<Alternatives> {
        let text = |query: &Query| match query {
            Query::Leaf(leaf) if leaf.is_text() => self.text_query(leaf.field, &leaf.test),
            _ => None,
        };
        let choice = |queries: &[Query]| -> Option<Alternatives> {
            let parts = queries.iter().map(|query| Some((text(query)?, 1.0)));
            let parts = parts.collect::<Option<_>>()?;
            Some(Alternatives { parts, conditions: Vec::new(), are_side_by_side: false })
        };
        match query {
            Query::Leaf(_) => choice(std::slice::from_ref(query)),
            Query::Or(queries) => choice(queries),
            Query::And(joined) => {
                let (conditions, scored): (Vec<_>, Vec<_>) =
                    joined.iter().partition(|part| is_condition(part));
                let [scored] = scored[..] else { return None };
                let mut found = self.alternatives(scored)?;
                found.conditions.extend(self.lower_each(conditions));
                Some(found)
            }
            Query::Clauses(clauses) => {
                let of = |need| {
                    let clauses = clauses.iter().filter(move |clause| clause.need == need);
                    clauses.map(|clause| &clause.query)
                };
                let is_plain = |query| is_filter(query) && is_condition(query);
                if !of(Need::Required).all(is_plain) || !self.quoted_words(clauses).is_empty() {
                    return None;
                }
                let parts = wanted_once(clauses).into_iter();
                let parts = parts.map(|(query, times)| Some((text(query)?, repeated(times))));
                let parts = parts.collect::<Option<Vec<_>>>().filter(|parts| !parts.is_empty())?;
                let mut conditions = self.lower_each(of(Need::Required));
                let excluded = self.lower_each(of(Need::Excluded)).into_iter();
                conditions.extend(excluded.map(|excluded| except(vec![excluded])));
                Some(Alternatives { parts, conditions, are_side_by_side: true })
            }
            Query::Everything | Query::Not(_) | Query::Boost(..) => None,
        }
    }

    fn lower_each<'p>(&self, parts: impl IntoIterator<Item = &'p Query>) -> Vec<Boxed> {
        parts.into_iter().map(|part| self.lower(part, Match::Any)).collect()
    }

    /// The words of long quotations and of compounds (`oil-rich`) beside other words. Such a quotation is
    /// hardly ever found to the letter, and a compound is often written otherwise: their words rank
    /// what the others find, so that they are not lost on articles that put it otherwise.
    pub(super) fn quoted_words<'c>(&self, clauses: &'c [Clause]) -> Vec<(&'c str, TextQuery)> {
        let mut parts = Vec::new();
        let mut once = HashSet::new();
        let wanted = clauses.iter().filter(|clause| clause.need == Need::Wanted);
        if wanted.clone().count() < 2 {
            return parts;
        }
        for clause in wanted {
            let Query::Leaf(leaf) = &clause.query else { continue };
            let Test::Words { words, exact } = &leaf.test else { continue };
            let is_long = words.len() >= LONG_QUOTATION;
            // A compound of words, not a time, a figure or a run of Chinese.
            let is_word = |word: &String| word.len() > 2 && word.chars().all(char::is_alphabetic);
            let is_compound = words.len() > 1 && !exact && words.iter().all(is_word);
            let expansion = self.expansions.get(leaf).filter(|_| *exact && is_long || is_compound);
            let groups = expansion.map(|found| &found.words[..]).unwrap_or_default();
            for (word, group) in words.iter().zip(groups) {
                if !group.is_empty() && !text::is_stop_word(word) && once.insert(word) {
                    parts.push((word.as_str(), self.words_query(leaf.field, vec![group.clone()])));
                }
            }
        }
        parts
    }

    /// A test on one field.
    pub(super) fn leaf(&self, leaf: &Leaf) -> Boxed {
        match (&leaf.test, leaf.field) {
            (Test::Dates(range), field) => dates(*range, field),
            (Test::Present, field) => {
                filter(Box::new(RangeFilter::Known { bit: known_bit(field) }))
            }
            (Test::Words { words, .. }, Field::Id) => Self::id(words),
            (test, field) if field.is_text() => self.text(field, test),
            (test, field) => filter(self.text(field, test)),
        }
    }

    fn text(&self, field: Field, test: &Test) -> Boxed {
        match self.text_query(field, test) {
            Some(query) => Box::new(query),
            None => Box::new(EmptyQuery),
        }
    }

    /// A test on words as a query of its own; `None` for other tests.
    pub(super) fn text_query(&self, field: Field, test: &Test) -> Option<TextQuery> {
        let (plan, times) = Plan::of(test)?;
        let atoms: Vec<Option<&Expansion>> = test
            .atoms()
            .into_iter()
            .map(|test| self.expansions.get(&Leaf { field, test }).copied())
            .collect();
        let until = (field == Field::Lead).then_some(LEAD);
        let columns = self.fields.columns(field).into_iter();
        let columns = columns.map(|column| ColumnQuery::new(column, &plan, &atoms, until));
        Some(TextQuery::new(columns.collect(), times))
    }

    /// Two words of the query, in any inflection, right behind one another; `None` where the index
    /// has not both.
    pub(super) fn pair_query(&self, field: Field, words: [&str; 2]) -> Option<TextQuery> {
        let group = |word: &str| {
            let test = Test::Words { words: vec![word.to_owned()], exact: false };
            let words = &self.expansions.get(&Leaf { field, test })?.words;
            words.first().filter(|words| !words.is_empty()).cloned()
        };
        Some(self.words_query(field, vec![group(words[0])?, group(words[1])?]))
    }

    /// Words side by side: for each place, those that may stand there.
    fn words_query(&self, field: Field, words: Vec<BTreeSet<String>>) -> TextQuery {
        let test = Test::Words { words: Vec::new(), exact: true };
        let leaf = Leaf { field, test };
        let stands_for = Expansion { leaf, words, positive: true, left_out: Vec::new() };
        let columns = self.fields.columns(field).into_iter();
        let column = |column| ColumnQuery::new(column, &Plan::Atom(0), &[Some(&stands_for)], None);
        TextQuery::new(columns.map(column).collect(), 1)
    }

    /// The articles whose identifier is this or begins so.
    fn id(digits: &[String]) -> Boxed {
        match id_range(&digits.concat()) {
            Some((least, most)) => filter(Box::new(RangeFilter::Ids { least, most })),
            None => Box::new(EmptyQuery),
        }
    }
}

/// The wanted clauses, each once, and how often it is there.
pub(super) fn wanted_once(clauses: &[Clause]) -> Vec<(&Query, u32)> {
    let mut places: HashMap<&Query, usize> = HashMap::new();
    let mut once: Vec<(&Query, u32)> = Vec::new();
    for Clause { query, .. } in clauses.iter().filter(|clause| clause.need == Need::Wanted) {
        let place = *places.entry(query).or_insert(once.len());
        match once.get_mut(place) {
            Some((_, times)) => *times += 1,
            None => once.push((query, 1)),
        }
    }
    once
}

/// How much a word counts that stands so often in the query: once for the first time, less and less
/// for each other, as BM25 has it for long queries with its `k3` (8, after Robertson and Walker).
#[expect(clippy::cast_precision_loss, reason = "a factor")]
pub(super) fn repeated(times: u32) -> f32 {
    const K3: f32 = 8.0;
    let times = times as f32;
    (K3 + 1.0) * times / (K3 + times)
}

fn dates(range: DateRange, field: Field) -> Boxed {
    let columns = match field {
        Field::Modified => (column::MODIFIED_FIRST, column::MODIFIED_LAST),
        _ => (column::FIRST, column::LAST),
    };
    filter(Box::new(RangeFilter::Dates { columns, range }))
}

fn everything() -> Boxed {
    filter(Box::new(AllQuery))
}

/// Whether a query asks nothing of the text: then plain words beside it are no mere preference.
fn is_filter(query: &Query) -> bool {
    query.leaves().into_iter().all(|(leaf, _)| !leaf.is_text())
}

/// Whether a query restricts without adding to the score.
fn is_condition(query: &Query) -> bool {
    match query {
        Query::Everything | Query::Not(_) => true,
        Query::Leaf(leaf) => !leaf.is_text(),
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_condition),
        Query::Boost(part, _) => is_condition(part),
        Query::Clauses(_) => false,
    }
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
