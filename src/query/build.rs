//! Putting a tree together so that one meaning has one form: no group of one, no group directly
//! inside another of its kind, no double negation.

use std::collections::BTreeSet;

use super::{Clause, Factor, Field, Leaf, Need, Query, Test, Within};

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

    /// What it asks of the facts about an article (source, date, language and so on) and not of its
    /// text, as far as that must hold whatever the text says. Every article that has all words of
    /// the query meets it.
    #[must_use]
    pub fn filters(&self) -> Self {
        if self.leaves().into_iter().all(|(leaf, _)| !leaf.is_text()) {
            return self.clone();
        }
        match self {
            Self::And(parts) => Self::all_of(parts.iter().map(Self::filters)),
            Self::Boost(part, _) => part.filters(),
            Self::Clauses(clauses) => {
                Self::all_of(clauses.iter().map(|clause| match clause.need {
                    Need::Wanted | Need::Required => clause.query.filters(),
                    Need::Excluded => clause.query.clone().negated().filters(),
                    Need::Aside => Self::Everything,
                }))
            }
            Self::Everything | Self::Leaf(_) | Self::Or(_) | Self::Not(_) => Self::Everything,
        }
    }

    /// The same, its standing counted so many times; nothing changes where it gives none.
    #[must_use]
    pub(super) fn boosted(self, factor: Factor) -> Self {
        let ranks = |(leaf, positive): (&Leaf, bool)| positive && leaf.is_text();
        if self.leaves().into_iter().any(ranks) {
            Self::Boost(Box::new(self), factor)
        } else {
            self
        }
    }

    /// As one side of NEAR, or what `atleast` counts: the field and the test; `None` where it is no
    /// word, phrase or pattern, nor a choice of them.
    pub(super) fn places(&self) -> Option<(Field, Test)> {
        match self {
            Self::Leaf(Leaf { field, test }) if field.has_words() && test.is_place() => {
                Some((*field, test.clone()))
            }
            Self::Boost(part, _) => part.places(),
            Self::Or(parts) => choice(parts.iter()),
            Self::Clauses(clauses) if clauses.iter().all(|clause| clause.need == Need::Wanted) => {
                choice(clauses.iter().map(|clause| &clause.query))
            }
            _ => None,
        }
    }

    /// What a clause asks that bears no sign. `text` is the field that plain words around it look
    /// in: a leaf that names another one, or one that is no running text, is a filter.
    pub(super) fn unsigned_need(&self, text: Field) -> Need {
        let filters = |(leaf, _): (&Leaf, bool)| leaf.field != text || !leaf.is_text();
        match self {
            Self::Not(_) => Need::Excluded,
            Self::And(_) => Need::Required,
            Self::Boost(part, _) => part.unsigned_need(text),
            Self::Leaf(Leaf { test: Test::Near { .. } | Test::AtLeast { .. }, .. }) => {
                Need::Required
            }
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
                Test::Present => None,
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

/// How deep NEAR may nest: nobody means more, and the tree must not exhaust the stack.
const DEEPEST: usize = 16;

impl Test {
    /// Whether it has places in a text.
    fn is_place(&self) -> bool {
        !matches!(self, Self::AtLeast { .. } | Self::Dates(_) | Self::Present)
    }

    /// How many levels of NEAR and choices there are.
    fn depth(&self) -> usize {
        match self {
            Self::Near { left, right, .. } => 1 + left.depth().max(right.depth()),
            Self::Choice(tests) => 1 + tests.iter().map(Self::depth).max().unwrap_or(0),
            _ => 0,
        }
    }
}

/// Several things as a choice of places in one field.
fn choice<'q>(parts: impl Iterator<Item = &'q Query>) -> Option<(Field, Test)> {
    let places: Vec<(Field, Test)> = parts.map(Query::places).collect::<Option<_>>()?;
    let (field, _) = *places.first()?;
    if places.iter().any(|(other, test)| *other != field || test.depth() >= DEEPEST) {
        return None;
    }
    let tests = places.into_iter().flat_map(|(_, test)| match test {
        Test::Choice(tests) => tests,
        other => vec![other],
    });
    Some((field, Test::Choice(tests.collect())))
}

/// The one close to the other; `None` where closeness has no meaning for them. `ambient` is the
/// field of what names none: beside it, the one that is named holds for both sides.
pub(super) fn near(
    (left, right): (&Query, &Query),
    (within, ordered): (Within, bool),
    ambient: Field,
) -> Option<Query> {
    let ((one, left), (other, right)) = (left.places()?, right.places()?);
    let is_named = (one == ambient || other == ambient) && one.is_text() && other.is_text();
    let is_one_field = one == other || is_named;
    if !is_one_field || left.depth().max(right.depth()) >= DEEPEST {
        return None;
    }
    let field = if one == ambient { other } else { one };
    let (left, right) = (Box::new(left), Box::new(right));
    Some(Query::Leaf(Leaf { field, test: Test::Near { left, right, within, ordered } }))
}

/// The test that must hold so often; `None` for what cannot be counted.
pub(super) fn at_least(times: u32, query: &Query) -> Option<Query> {
    let (field, test) = query.places()?;
    if times < 2 {
        return Some(query.clone());
    }
    Some(Query::Leaf(Leaf { field, test: Test::AtLeast { times, test: Box::new(test) } }))
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
    /// Whether it is in capitals as a name is, so that a stop word counts like any other.
    pub(super) is_name: bool,
}

/// Joins what stands side by side; `None` for nothing. `text` is as in [`Query::unsigned_need`].
pub(super) fn side_by_side(typed: Vec<Signed>, text: Field) -> Option<Query> {
    let signed_fields: BTreeSet<Field> = typed
        .iter()
        .filter(|clause| clause.sign == Sign::Plus)
        .filter_map(|clause| clause.query.filtered_field())
        .collect();
    let mut clauses: Vec<Clause> = Vec::new();
    let mut everything = None;
    // Where the filters on a field are gathered: two of them joined by AND would find nothing.
    let mut gathered: Vec<(Field, usize)> = Vec::new();
    for Signed { sign, query, is_name } in typed {
        let mut clause = to_clause(sign, query, text);
        if clause.need == Need::Wanted && clause.query.is_stop_word() && !is_name {
            clause.need = Need::Aside;
        }
        match clause.query {
            // `*` asks nothing of an article.
            Query::Everything if clause.need != Need::Excluded => {
                everything = Some(Query::Everything);
                continue;
            }
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
    if !clauses.iter().any(|clause| clause.need == Need::Wanted) {
        let aside = clauses.iter_mut().filter(|clause| clause.need == Need::Aside);
        aside.for_each(|clause| clause.need = Need::Wanted);
    }
    match clauses.len() {
        0 => everything,
        1 => clauses.pop().map(|clause| match clause.need {
            Need::Wanted | Need::Aside | Need::Required => clause.query,
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
