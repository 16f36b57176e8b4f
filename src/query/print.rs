//! A [`Query`] printed back in the query language, so that reading it again gives the same tree.
//!
//! This holds for every tree that [`super::parse()`] makes of brackets no more than half as deep as
//! it follows them (printing may add a pair a level to show what binds tighter), as long as its
//! words are ones that [`crate::text::words`] leaves whole: a few that folding spells out, such as
//! `⑴`, are not.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter, Write};

use super::{Clause, Field, Leaf, Need, Query, Test, Within};
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
    if matches!(query, Query::Everything | Query::Leaf(_) | Query::Not(_) | Query::Boost(..)) {
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
        Query::Boost(part, factor) => {
            match &**part {
                // What NEAR joins would keep the weight to itself.
                Query::Leaf(Leaf { field, test: Test::Near { .. } }) if *field == around.field => {
                    f.write_char('(')?;
                    bare(part, around, f)?;
                    f.write_char(')')?;
                }
                Query::Boost(..) => {
                    f.write_char('(')?;
                    bare(part, around, f)?;
                    f.write_char(')')?;
                }
                other => self::part(other, around, f)?,
            }
            write!(f, "^{}", factor.get())
        }
        Query::And(parts) => joined(parts, " AND ", around, f),
        Query::Or(parts) => joined(parts, " OR ", around, f),
        Query::Clauses(clauses) => {
            let crowded = crowded_fields(clauses);
            let has_names = can_have_names(clauses);
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
                } else if has_names
                    && clause.need == Need::Wanted
                    && clause.query.is_stop_word()
                    && let Query::Leaf(Leaf { test: Test::Words { words, .. }, .. }) = &clause.query
                {
                    let name = words.concat().to_uppercase();
                    f.write_str(&name)?;
                    // A full stop takes its meaning from what would be an operator.
                    if matches!(&*name, "NEAR" | "BEFORE") {
                        f.write_char('.')?;
                    }
                } else {
                    part(&clause.query, around, f)?;
                }
            }
            Ok(())
        }
    }
}

/// Whether stop words among these clauses that are looked for are so because capitals say it: there
/// are others beside which they would be set aside.
fn can_have_names(clauses: &[Clause]) -> bool {
    let says_so = |other: &Clause| match other.need {
        Need::Wanted => !other.query.is_stop_word(),
        Need::Aside => true,
        Need::Required | Need::Excluded => false,
    };
    clauses.iter().any(says_so)
}

/// Whether a part would be printed with a figure first, before which a sign is none.
fn begins_with_figure(query: &Query, field: Field) -> bool {
    match query {
        Query::Leaf(leaf) if leaf.field == field => {
            first_word(&leaf.test).is_some_and(|word| word.starts_with(char::is_numeric))
        }
        Query::Boost(part, _) => begins_with_figure(part, field),
        _ => false,
    }
}

/// The word a test is printed with first, where nothing stands before it.
fn first_word(test: &Test) -> Option<&str> {
    match test {
        Test::Words { words, exact: false } => words.first().map(String::as_str),
        Test::Prefix(word) | Test::Wildcard(word) | Test::Fuzzy { word, .. } => Some(word),
        Test::Near { left, .. } => first_word(left),
        _ => None,
    }
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
        Need::Wanted | Need::Aside | Need::Required => "",
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
        Query::Everything | Query::Leaf(_) | Query::Not(_) | Query::Boost(..) => None,
        Query::Clauses(clauses) => {
            let asks = |need| matches!(need, Need::Wanted | Need::Aside);
            let wanted = clauses.iter().find(|clause| asks(clause.need))?;
            fields(&wanted.query).first().copied()
        }
        // Behind the name of a field, `*` is not everything.
        Query::And(parts) | Query::Or(parts) if parts.iter().any(names_everything) => None,
        Query::And(_) | Query::Or(_) => {
            let fields = fields(query);
            let first = *fields.first()?;
            (first != Field::Text && fields.iter().all(|&field| field == first)).then_some(first)
        }
    }
}

fn names_everything(query: &Query) -> bool {
    match query {
        Query::Everything => true,
        Query::Leaf(_) => false,
        Query::And(parts) | Query::Or(parts) => parts.iter().any(names_everything),
        Query::Not(part) | Query::Boost(part, _) => names_everything(part),
        Query::Clauses(clauses) => clauses.iter().any(|clause| names_everything(&clause.query)),
    }
}

fn leaf(leaf: &Leaf, around: Field, f: &mut Formatter<'_>) -> fmt::Result {
    let Leaf { field, test } = leaf;
    let counted = match test {
        Test::AtLeast { times, test } => {
            write!(f, "atleast:{times}:")?;
            Some(test)
        }
        _ => None,
    };
    if *field != around {
        write!(f, "{}:", field.name())?;
    }
    match counted {
        Some(counted) => side(counted, f),
        None if *field != around => side(test, f),
        None => written(test, f),
    }
}

/// A test as something that an operator or a field's name stands beside.
fn side(test: &Test, f: &mut Formatter<'_>) -> fmt::Result {
    if matches!(test, Test::Near { .. } | Test::Choice(_)) {
        f.write_char('(')?;
        written(test, f)?;
        return f.write_char(')');
    }
    written(test, f)
}

fn written(test: &Test, f: &mut Formatter<'_>) -> fmt::Result {
    match test {
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
        Test::Wildcard(pattern) => f.write_str(pattern),
        Test::Fuzzy { word, edits } => write!(f, "{word}~{edits}"),
        Test::Regex(pattern) => write!(f, "/{pattern}/"),
        Test::Choice(tests) => {
            for (nth, test) in tests.iter().enumerate() {
                f.write_str(if nth > 0 { " OR " } else { "" })?;
                side(test, f)?;
            }
            Ok(())
        }
        Test::Together { words, between } => write!(f, "\"{}\"~{between}", words.join(" ")),
        Test::Near { left, right, within, ordered } => {
            side(left, f)?;
            f.write_str(if *ordered { " BEFORE/" } else { " NEAR/" })?;
            match within {
                Within::Words(most) => write!(f, "{most} "),
                Within::Sentence => f.write_str("s "),
                Within::Paragraph => f.write_str("p "),
            }?;
            side(right, f)
        }
        Test::AtLeast { times, test } => {
            write!(f, "atleast:{times}:")?;
            side(test, f)
        }
        Test::Dates(range) => write!(f, "{range}"),
        Test::Present => f.write_char('*'),
    }
}
