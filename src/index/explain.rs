//! What the score of one article is made of: each part of the query is asked again alone.

use tantivy::collector::DocSetCollector;
use tantivy::query::{EnableScoring, Query as EngineQuery};
use tantivy::{DocAddress, Score};

use super::cursor::reach;
use super::lower::{Lowering, repeated, wanted_once};
use super::range_filter::RangeFilter;
use super::refine::{BEST, Refinement, side_by_side};
use super::schema::{column, numbers};
use super::{Asked, Index, Page, id_range};
use crate::query::{Leaf, Need, Query};
use crate::results::{Match, ScoreKind, ScorePart, Scored};

/// The parts of the score that an article has for a query; `None` where there is no such article.
pub(super) fn scored(
    index: &Index,
    asked: Asked<'_>,
    page: Page,
    id: &str,
) -> tantivy::Result<Option<Scored>> {
    let Some((least, most)) = id_range(id) else { return Ok(None) };
    let found = index.searcher.search(&RangeFilter::Ids { least, most }, &DocSetCollector)?;
    let Some(&address) = found.iter().min() else { return Ok(None) };
    let reader = index.searcher.segment_reader(address.segment_ord);
    let id = numbers::<u64>(reader, column::ID)?.first(address.doc_id).unwrap_or_default();
    let dated = numbers::<i64>(reader, column::LAST)?.first(address.doc_id);
    let recency = page.recency.zip(dated).map_or(1.0, |(recency, dated)| recency.factor(dated));
    let mut scored = Scored { id: format!("{id:016x}"), score: None, recency, parts: Vec::new() };
    let lowering = Lowering::new(&index.fields, asked.expansions);
    let whole = lowering.lower(asked.query, asked.matching);
    if score(index, &*whole, address)?.is_none() {
        return Ok(Some(scored));
    }
    for (part, times) in parts(asked.query) {
        let lowered = lowering.lower(part, asked.matching);
        let Some(score) = score(index, &*lowered, address)? else { continue };
        let (found, in_headline) = occurrences(index, part, &lowering, address)?.unzip();
        scored.parts.push(ScorePart {
            part: part.to_string(),
            kind: ScoreKind::Wanted,
            times: found,
            in_headline,
            score: score * repeated(times),
        });
    }
    if asked.matching != Match::All {
        scored.parts.extend(quoted(index, asked.query, &lowering, address)?);
    }
    let sum: Score = scored.parts.iter().map(|part| part.score).sum();
    let mut score = sum * recency;
    if let Some(refinement) = Refinement::of(asked.query, &lowering, &index.searcher)? {
        let best = Page { limit: BEST, offset: 0, after: None, ..page };
        let looked_at = index.rank_engine(asked, best)?.page;
        if looked_at.iter().any(|ranked| ranked.address == address) {
            let parts = refinement.parts_of(address, &index.searcher)?;
            score += parts.iter().map(|part| part.score).sum::<Score>();
            scored.parts.extend(parts);
        }
    }
    scored.score = Some(score);
    Ok(Some(scored))
}

/// What the words of long quotations add.
fn quoted(
    index: &Index,
    query: &Query,
    lowering: &Lowering<'_>,
    address: DocAddress,
) -> tantivy::Result<Vec<ScorePart>> {
    let reader = index.searcher.segment_reader(address.segment_ord);
    let mut parts = Vec::new();
    for clauses in side_by_side(query) {
        for (word, text) in lowering.quoted_words(clauses) {
            let found = text.prepare(&index.searcher)?.probe(reader)?.look(address.doc_id);
            parts.extend(found.map(|found| ScorePart {
                part: word.to_owned(),
                kind: ScoreKind::Quoted,
                times: Some(found.times),
                in_headline: Some(found.in_headline),
                score: found.score,
            }));
        }
    }
    Ok(parts)
}

/// What adds to a score, and how often it is in the query.
fn parts(query: &Query) -> Vec<(&Query, u32)> {
    match query {
        Query::And(parts) => parts.iter().flat_map(self::parts).collect(),
        Query::Clauses(clauses) => {
            let mut all = wanted_once(clauses);
            let required = clauses.iter().filter(|clause| clause.need == Need::Required);
            all.extend(required.map(|clause| (&clause.query, 1)));
            all
        }
        other => vec![(other, 1)],
    }
}

/// The score of an article for a query; `None` where it is not found.
fn score(
    index: &Index,
    query: &dyn EngineQuery,
    address: DocAddress,
) -> tantivy::Result<Option<Score>> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(&index.searcher))?;
    let mut scorer = weight.scorer(index.searcher.segment_reader(address.segment_ord), 1.0)?;
    let is_here = reach(&mut *scorer, address.doc_id) == address.doc_id;
    Ok(is_here.then(|| scorer.score()))
}

/// How often a word or phrase is in an article, and how often in its headline.
fn occurrences(
    index: &Index,
    query: &Query,
    lowering: &Lowering<'_>,
    address: DocAddress,
) -> tantivy::Result<Option<(u32, u32)>> {
    let Query::Leaf(Leaf { field, test }) = query else { return Ok(None) };
    let Some(text) = lowering.text_query(*field, test).filter(|_| field.is_text()) else {
        return Ok(None);
    };
    let reader = index.searcher.segment_reader(address.segment_ord);
    let mut scorer = text.prepare(&index.searcher)?.open(reader, 1.0)?;
    let is_here = reach(&mut scorer, address.doc_id) == address.doc_id;
    Ok(is_here.then(|| (scorer.frequency(), scorer.frequency_in_headline())))
}
