//! Putting a tree together so that one meaning has one form: no group of one, no group directly
//! inside another of its kind, no double negation.

use std::collections::BTreeSet;

use super::{Clause, Field, Leaf, Need, Query, Test};

impl Query {
    /// The articles for which every part holds. Parts that ask nothing are left out; no parts at
    /// all ask nothing.
    pub fn all_of(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Self::Everything => {}
                Self::And(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        match all.len() {
            0 => Self::Everything,
            1 => all.swap_remove(0),
            _ => Self::And(all),
        }
    }

    /// The articles for which at least one part holds. No parts at all ask nothing, and neither
    /// does a choice that offers everything.
    pub fn any_of(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Self::Everything => return Self::Everything,
                Self::Or(inner) => any.extend(inner),
                other => any.push(other),
            }
        }
        match any.len() {
            0 => Self::Everything,
            1 => any.swap_remove(0),
            _ => Self::Or(any),
        }
    }

    /// The articles for which this does not hold.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// What a clause asks that bears no sign. `text` is the field that plain words around it look
    /// in: a leaf that names another one, or one that is no running text, is a filter.
    pub(super) fn unsigned_need(&self, text: Field) -> Need {
        let filters = |(leaf, _): (&Leaf, bool)| leaf.field != text || !leaf.field.is_text();
        match self {
            Self::Not(_) => Need::Excluded,
            Self::And(_) => Need::Required,
            _ if self.leaves().into_iter().any(filters) => Need::Required,
            _ => Need::Wanted,
        }
    }

    /// The field of a filter on one field that is no running text, such as `source:bbc` or
    /// `source:(bbc OR cnn)`. An open range of dates is none: two of them make a closed one.
    pub(super) fn filtered_field(&self) -> Option<Field> {
        match self {
            Self::Leaf(leaf) => match &leaf.test {
                Test::Dates(range) if range.from.is_none() || range.to.is_none() => None,
                _ => (!leaf.field.is_text()).then_some(leaf.field),
            },
            Self::Or(parts) => {
                let field = parts.first()?.filtered_field()?;
                let alike = |part: &Self| {
                    matches!(part, Self::Leaf(_)) && part.filtered_field() == Some(field)
                };
                parts.iter().all(alike).then_some(field)
            }
            _ => None,
        }
    }
}

/// The sign before a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Plus,
    Minus,
}

/// A clause as it was typed.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) sign: Sign,
    pub(super) query: Query,
}

/// Joins what stands side by side; `None` for nothing. `text` is as in [`Query::unsigned_need`].
pub(super) fn side_by_side(typed: Vec<Signed>, text: Field) -> Option<Query> {
    let signed_fields: BTreeSet<Field> = typed
        .iter()
        .filter(|clause| clause.sign == Sign::Plus)
        .filter_map(|clause| clause.query.filtered_field())
        .collect();
    let mut clauses: Vec<Clause> = Vec::new();
    // Where the filters on a field are gathered: two of them joined by AND would find nothing.
    let mut gathered: Vec<(Field, usize)> = Vec::new();
    for Signed { sign, query } in typed {
        let clause = to_clause(sign, query, text);
        match clause.query {
            // `a (-b -c)` is `a -b -c`.
            Query::Clauses(inner) if sign != Sign::Minus && only_excludes(&inner) => {
                clauses.extend(inner);
                continue;
            }
            query => clauses.push(Clause { need: clause.need, query }),
        }
        let Some(last) = clauses.last() else { continue };
        if last.need != Need::Required {
            continue;
        }
        let Some(field) = last.query.filtered_field().filter(|f| !signed_fields.contains(f)) else {
            continue;
        };
        match gathered.iter().find(|(gathered, _)| *gathered == field) {
            None => gathered.push((field, clauses.len() - 1)),
            Some(&(_, at)) => {
                if let Some(more) = clauses.pop() {
                    gather(&mut clauses[at].query, more.query);
                }
            }
        }
    }
    match clauses.len() {
        0 => None,
        1 => clauses.pop().map(|clause| match clause.need {
            Need::Wanted | Need::Required => clause.query,
            Need::Excluded => clause.query.negated(),
        }),
        _ => Some(Query::Clauses(clauses)),
    }
}

fn to_clause(sign: Sign, query: Query, text: Field) -> Clause {
    match (sign, query) {
        (Sign::Minus, Query::Not(inner)) => Clause { need: Need::Required, query: *inner },
        (Sign::Minus, query) => Clause { need: Need::Excluded, query },
        (_, Query::Not(inner)) => Clause { need: Need::Excluded, query: *inner },
        (Sign::Plus, query) => Clause { need: Need::Required, query },
        (Sign::None, query) => Clause { need: query.unsigned_need(text), query },
    }
}

fn only_excludes(clauses: &[Clause]) -> bool {
    clauses.iter().all(|clause| clause.need == Need::Excluded)
}

/// Adds one more choice in place, so that ten thousand filters side by side cost no more than
/// reading them.
fn gather(choices: &mut Query, more: Query) {
    if !matches!(choices, Query::Or(_)) {
        let first = std::mem::replace(choices, Query::Everything);
        *choices = Query::Or(vec![first]);
    }
    if let Query::Or(parts) = choices {
        match more {
            Query::Or(inner) => parts.extend(inner),
            other => parts.push(other),
        }
    }
}
