//! Long quotations that no article has: beside other words, their words are searched instead.

use crate::index::{Error, Index};
use crate::query::{Clause, LONG_QUOTATION, Leaf, Need, Note, Query, Test};
use crate::results::Match;
use crate::text;

/// The query with every such quotation as words, and a note on each.
pub(super) fn taken_apart(
    index: &Index,
    query: &Query,
    matching: Match,
) -> Result<(Query, Vec<Note>), Error> {
    let mut notes = Vec::new();
    let query = match query {
        _ if matching == Match::All => query.clone(),
        Query::And(parts) => {
            let mut all = Vec::with_capacity(parts.len());
            for part in parts {
                all.push(clauses_of(index, part, &mut notes)?);
            }
            Query::And(all)
        }
        other => clauses_of(index, other, &mut notes)?,
    };
    Ok((query, notes))
}

fn clauses_of(index: &Index, query: &Query, notes: &mut Vec<Note>) -> Result<Query, Error> {
    let Query::Clauses(clauses) = query else { return Ok(query.clone()) };
    let wanted = clauses.iter().filter(|clause| clause.need == Need::Wanted).count();
    let mut all: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let quotation = long_quotation(clause).filter(|_| wanted > 1);
        let Some((leaf, words)) = quotation else {
            all.push(clause.clone());
            continue;
        };
        if index.count(&clause.query)? > 0 {
            all.push(clause.clone());
            continue;
        }
        let told = format!("no article has {leaf}: its words are searched");
        notes.push(Note { at: 0..0, text: told });
        all.extend(words.iter().map(|word| {
            let need = if text::is_stop_word(word) { Need::Aside } else { Need::Wanted };
            let test = Test::Words { words: vec![word.clone()], exact: false };
            Clause { need, query: Query::Leaf(Leaf { field: leaf.field, test }) }
        }));
    }
    Ok(Query::Clauses(all))
}

fn long_quotation(clause: &Clause) -> Option<(&Leaf, &[String])> {
    match &clause.query {
        Query::Leaf(leaf) if clause.need == Need::Wanted && leaf.is_text() => match &leaf.test {
            Test::Words { words, exact: true } if words.len() >= LONG_QUOTATION => {
                Some((leaf, words))
            }
            _ => None,
        },
        _ => None,
    }
}
