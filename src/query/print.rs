//! A [`Query`] printed back in the query language, so that reading it again gives the same tree.
//!
//! This holds for every tree that [`super::parse()`] makes of brackets no more than half as deep as
//! it follows them (printing may add a pair a level to show what binds tighter), as long as its
//! words are ones that [`crate::text::words`] leaves whole: a few that folding spells out, such as
//! `⑴`, are not.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter, Write};

use super::{Clause, Field, Leaf, Need, Query, Test};
use crate::text;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match group_field(self) {
            Some(field) if field != Field::Text => part(self, Around::TOP, f),
            _ => bare(self, Around::TOP, f),
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        leaf(self, Field::Text, f)
    }
}

/// What surrounds a part of a query.
#[derive(Clone, Copy)]
struct Around {
    /// The field that a leaf need not name.
    field: Field,
    /// The same, or the next one around it that is running text.
    text: Field,
}

impl Around {
    const TOP: Self = Self { field: Field::Text, text: Field::Text };

    fn inside(self, field: Field) -> Self {
        Self { field, text: if field.is_text() { field } else { self.text } }
    }
}

/// Writes a part so that nothing beside it can be taken for its own.
fn part(query: &Query, around: Around, f: &mut Formatter<'_>) -> fmt::Result {
    if matches!(query, Query::Everything | Query::Leaf(_) | Query::Not(_)) {
        return bare(query, around, f);
    }
    let inside = around.inside(group_field(query).unwrap_or(around.field));
    if inside.field != around.field {
        write!(f, "{}:", inside.field.name())?;
    }
    f.write_char('(')?;
    bare(query, inside, f)?;
    f.write_char(')')
}

fn bare(query: &Query, around: Around, f: &mut Formatter<'_>) -> fmt::Result {
    match query {
        Query::Everything => f.write_char('*'),
        Query::Leaf(inner) => leaf(inner, around.field, f),
        Query::Not(inner) => {
            f.write_str("NOT ")?;
            part(inner, around, f)
        }
        Query::And(parts) => joined(parts, " AND ", around, f),
        Query::Or(parts) => joined(parts, " OR ", around, f),
        Query::Clauses(clauses) => {
            let crowded = crowded_fields(clauses);
            for (nth, clause) in clauses.iter().enumerate() {
                if nth > 0 {
                    f.write_char(' ')?;
                }
                let sign = sign(clause, &crowded, around.text);
                f.write_str(sign)?;
                if !sign.is_empty() && begins_with_figure(&clause.query, around.field) {
                    f.write_char('(')?;
                    bare(&clause.query, around, f)?;
                    f.write_char(')')?;
                } else {
                    part(&clause.query, around, f)?;
                }
            }
            Ok(())
        }
    }
}

/// Whether a part would be printed with a figure first, before which a sign is none.
fn begins_with_figure(query: &Query, field: Field) -> bool {
    let Query::Leaf(Leaf { field: own, test }) = query else { return false };
    let first = match test {
        Test::Words { words, exact: false } => words.first(),
        Test::Prefix(word) | Test::Fuzzy { word, .. } => Some(word),
        Test::Words { .. } | Test::Dates(_) => None,
    };
    *own == field && first.is_some_and(|word| word.starts_with(char::is_numeric))
}

fn joined(parts: &[Query], operator: &str, around: Around, f: &mut Formatter<'_>) -> fmt::Result {
    for (nth, one) in parts.iter().enumerate() {
        if nth > 0 {
            f.write_str(operator)?;
        }
        part(one, around, f)?;
    }
    Ok(())
}

fn sign(clause: &Clause, crowded: &BTreeSet<Field>, text: Field) -> &'static str {
    let in_crowd = || clause.query.filtered_field().is_some_and(|field| crowded.contains(&field));
    match clause.need {
        Need::Excluded => "-",
        Need::Required if in_crowd() || clause.query.unsigned_need(text) != Need::Required => "+",
        Need::Wanted | Need::Required => "",
    }
}

/// The fields with several required filters: without signs these would be read as a choice.
fn crowded_fields(clauses: &[Clause]) -> BTreeSet<Field> {
    let mut once = BTreeSet::new();
    let required = clauses.iter().filter(|clause| clause.need == Need::Required);
    let fields = required.filter_map(|clause| clause.query.filtered_field());
    fields.filter(|&field| !once.insert(field)).collect()
}

/// The field to name before the brackets around a group, if there is one: that of the wanted
/// clauses side by side, or that of every part.
fn group_field(query: &Query) -> Option<Field> {
    let fields = |query: &Query| -> Vec<Field> {
        query.leaves().into_iter().map(|(leaf, _)| leaf.field).collect()
    };
    match query {
        Query::Everything | Query::Leaf(_) | Query::Not(_) => None,
        Query::Clauses(clauses) => {
            let wanted = clauses.iter().find(|clause| clause.need == Need::Wanted)?;
            fields(&wanted.query).first().copied()
        }
        Query::And(_) | Query::Or(_) => {
            let fields = fields(query);
            let first = *fields.first()?;
            (first != Field::Text && fields.iter().all(|&field| field == first)).then_some(first)
        }
    }
}

fn leaf(leaf: &Leaf, around: Field, f: &mut Formatter<'_>) -> fmt::Result {
    if leaf.field != around {
        write!(f, "{}:", leaf.field.name())?;
    }
    match &leaf.test {
        Test::Words { words, exact: true } => write!(f, "\"{}\"", words.join(" ")),
        Test::Words { words, exact: false } => {
            // Chinese needs nothing between its words, the rest a sign that parts them.
            let run_on = words.concat();
            if text::words(&run_on).to_vec() == *words {
                f.write_str(&run_on)
            } else {
                f.write_str(&words.join("-"))
            }
        }
        Test::Prefix(word) => write!(f, "{word}*"),
        Test::Fuzzy { word, edits } => write!(f, "{word}~{edits}"),
        Test::Dates(range) => write!(f, "{range}"),
    }
}
