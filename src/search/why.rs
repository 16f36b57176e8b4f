//! Why nothing was found: asked only then, by asking the index again with one part of the query
//! left out at a time.

use std::collections::BTreeSet;

use crate::index::{Error, Index};
use crate::query::{Clause, Expansion, Field, Leaf, Need, Query, Test};
use crate::results::Reason;

/// Of a query with more parts than this, only the first are tried without, and near spellings are looked
/// for of as many words.
const PARTS: usize = 16;

/// A query whose patterns stand for more words than these is not asked again: each time would take as
/// long as the search did.
const WORDS: usize = 20_000;

/// How many near spellings are offered for a word.
const NEAR: usize = 3;

/// What kept a query from finding anything, what is most likely first. `expansions` are its own.
pub(super) fn why(
    index: &Index,
    query: &Query,
    expansions: &[Expansion],
) -> Result<Vec<Reason>, Error> {
    let mut reasons = Vec::new();
    for expansion in expansions.iter().filter(|expansion| expansion.positive) {
        let near = if reasons.len() < PARTS { NEAR } else { 0 };
        reasons.extend(unknown(index, expansion, near)?);
    }
    let words = expansions.iter().flat_map(|expansion| &expansion.words);
    if words.map(BTreeSet::len).sum::<usize>() > WORDS {
        return Ok(reasons);
    }
    for (leaf, positive) in query.leaves() {
        if positive && reasons.len() < PARTS {
            reasons.extend(apart(index, leaf, expansions)?);
        }
    }
    let parts = parts(query);
    for at in 0..parts.len().min(PARTS) {
        reasons.extend(without(index, &parts, at, expansions)?);
    }
    Ok(reasons)
}

/// A word that the index has not, and at most so many that are spelled nearly so.
fn unknown(index: &Index, expansion: &Expansion, most: usize) -> Result<Option<Reason>, Error> {
    let Leaf { field, test } = &expansion.leaf;
    let typed = match test {
        Test::Words { words, .. } => words.clone(),
        Test::Fuzzy { word, .. } => vec![word.clone()],
        _ => Vec::new(),
    };
    let is_unknown = |&at: &usize| expansion.words[at].is_empty();
    let Some(at) = (0..expansion.words.len()).find(is_unknown) else { return Ok(None) };
    let mut near = Vec::new();
    if let (true, Some(word)) = (expansion.words.len() == typed.len(), typed.get(at)) {
        if most > 0 {
            near = index.near(word, *field, most)?;
        }
        let leaf =
            Leaf { field: *field, test: Test::Words { words: vec![word.clone()], exact: false } };
        return Ok(Some(Reason::Unknown { part: leaf.to_string(), near }));
    }
    Ok(Some(Reason::Unknown { part: expansion.leaf.to_string(), near }))
}

/// Words that the index has, but nowhere as they are asked for.
fn apart(index: &Index, leaf: &Leaf, expansions: &[Expansion]) -> Result<Option<Reason>, Error> {
    let single = |word: &String, exact| Test::Words { words: vec![word.clone()], exact };
    let words: Vec<Test> = match &leaf.test {
        Test::Words { words, exact } if words.len() > 1 => {
            words.iter().map(|word| single(word, *exact)).collect()
        }
        Test::Together { .. } | Test::Near { .. } | Test::AtLeast { .. } => leaf.test.atoms(),
        _ => return Ok(None),
    };
    if leaf.field == Field::Key
        || leaf.field == Field::Lang
        || index.count_expanded(&Query::Leaf(leaf.clone()), expansions)? > 0
    {
        return Ok(None);
    }
    let leaves = words.into_iter().map(|test| Query::Leaf(Leaf { field: leaf.field, test }));
    let articles = index.count(&Query::all_of(leaves))?;
    Ok((articles > 0).then(|| Reason::Apart { part: leaf.to_string(), articles }))
}

/// The parts that all must hold, each with whether it is an exclusion.
fn parts(query: &Query) -> Vec<Query> {
    match query {
        Query::And(parts) => parts.iter().flat_map(parts_of).collect(),
        other => parts_of(other),
    }
}

fn parts_of(query: &Query) -> Vec<Query> {
    let Query::Clauses(clauses) = query else { return vec![query.clone()] };
    let wanted = clauses.iter().filter(|clause| clause.need == Need::Wanted);
    let wanted: Vec<Query> = wanted.map(|clause| clause.query.clone()).collect();
    let demands = |need| matches!(need, Need::Required | Need::Excluded);
    let demanded = clauses.iter().filter(|clause| demands(clause.need));
    let mut parts: Vec<Query> = demanded.map(demand).collect();
    if !wanted.is_empty() {
        parts.insert(0, Query::any_of(wanted));
    }
    parts
}

fn demand(clause: &Clause) -> Query {
    match clause.need {
        Need::Excluded => clause.query.clone().negated(),
        Need::Wanted | Need::Aside | Need::Required => clause.query.clone(),
    }
}

/// What would be found without one of the parts.
fn without(
    index: &Index,
    parts: &[Query],
    at: usize,
    expansions: &[Expansion],
) -> Result<Option<Reason>, Error> {
    let others = parts.iter().enumerate().filter(|(nth, _)| *nth != at);
    let others = Query::all_of(others.map(|(_, part)| part.clone()));
    let is_filter = parts[at].leaves().iter().all(|(leaf, _)| !leaf.is_text());
    if others == Query::Everything && !is_filter {
        return Ok(None);
    }
    let articles = index.count_expanded(&others, expansions)?;
    if articles == 0 {
        return Ok(None);
    }
    let date = parts[at].leaves().into_iter().find(|(leaf, _)| matches!(leaf.test, Test::Dates(_)));
    let undated = match date {
        None => None,
        Some((leaf, _)) => {
            let dated = Query::Leaf(Leaf { field: leaf.field, test: Test::Present });
            Some(index.count_expanded(&Query::all_of([others, dated.negated()]), expansions)?)
        }
    };
    Ok(Some(Reason::Without { part: parts[at].to_string(), articles, undated }))
}
