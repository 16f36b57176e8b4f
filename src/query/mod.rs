//! What the user typed, as a plain tree that prints itself back.
//!
//! Nothing typed is an error: what is not understood is taken literally, with a [`Note`] that says
//! so. The tree knows nothing of the index; `index` lowers it, and [`Expansion`] carries back which
//! words of the index each leaf came to stand for, so that passages mark exactly what matched.

mod build;
mod leaf;
mod lexer;
mod parse;
mod print;

pub use parse::{Note, Parsed, parse};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::DateRange;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Every article (the empty query).
    Everything,
    /// One test on one field.
    Leaf(Leaf),
    /// Every part must hold.
    And(Vec<Query>),
    /// At least one part must hold.
    Or(Vec<Query>),
    /// The part must not hold.
    Not(Box<Query>),
    /// Words side by side, the usual thing typed: ranked by how many of the wanted clauses hold,
    /// restricted by the required and excluded ones. With exclusions alone: everything but these.
    Clauses(Vec<Clause>),
}

/// One of several clauses side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    /// What the clause asks.
    pub need: Need,
    /// The clause itself.
    pub query: Query,
}

/// What a clause asks of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A plain word: the more of these hold, the better. At least one must, unless there are
    /// required clauses.
    Wanted,
    /// `+word`, and every clause that names a field or joins its parts by AND.
    Required,
    /// `-word`
    Excluded,
}

/// A test on one field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Leaf {
    /// Where to look.
    pub field: Field,
    /// What must be there.
    pub test: Test,
}

/// What must be in a field. Words are as [`crate::text::words`] gives them: folded, never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// These words side by side, in this order.
    Words {
        /// At least one.
        words: Vec<String>,
        /// Quoted: these very words. Otherwise every inflection of each.
        exact: bool,
    },
    /// `gre*`: words that begin so.
    Prefix(String),
    /// `word~`: words at most so many edits away (1 or 2; a transposition counts as one).
    Fuzzy {
        /// The word as typed, folded.
        word: String,
        /// 1 or 2.
        edits: u8,
    },
    /// Dates that lie wholly inside a range; only with [`Field::Date`].
    Dates(DateRange),
}

/// The fields a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// No field named: headline and body.
    Text,
    /// `headline:`
    Headline,
    /// `body:`
    Body,
    /// `source:` a publication's name or domain.
    Source,
    /// `agency:`
    Agency,
    /// `by:`
    By,
    /// `lang:` a language code.
    Lang,
    /// `date:`
    Date,
    /// `url:`
    Url,
    /// `path:`
    Path,
    /// `key:` the record's own identifier, whole.
    Key,
}

impl Field {
    /// Every field that can be named, in the order the documentation lists them.
    pub const NAMED: [Self; 10] = [
        Self::Headline,
        Self::Body,
        Self::Source,
        Self::Agency,
        Self::By,
        Self::Lang,
        Self::Date,
        Self::Url,
        Self::Path,
        Self::Key,
    ];

    /// The field that a name before a colon means, whatever its case; a few other names in common
    /// use are understood too.
    pub fn named(name: &str) -> Option<Self> {
        Self::names().find_map(|(known, field)| known.eq_ignore_ascii_case(name).then_some(field))
    }

    /// Every name that [`Field::named`] knows.
    fn names() -> impl Iterator<Item = (&'static str, Self)> {
        let others = [
            ("title", Self::Headline),
            ("text", Self::Body),
            ("author", Self::By),
            ("byline", Self::By),
            ("language", Self::Lang),
            ("site", Self::Source),
            ("publisher", Self::Source),
            ("outlet", Self::Source),
        ];
        Self::NAMED.into_iter().map(|field| (field.name(), field)).chain(others)
    }

    /// The name before the colon; empty for [`Field::Text`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Source => "source",
            Self::Agency => "agency",
            Self::By => "by",
            Self::Lang => "lang",
            Self::Date => "date",
            Self::Url => "url",
            Self::Path => "path",
            Self::Key => "key",
        }
    }

    /// Whether the field is running text, whose matches can be shown and marked.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Headline | Self::Body)
    }
}

impl Query {
    /// Every leaf from left to right, and whether a match adds to an article's standing: false
    /// under an odd number of exclusions.
    pub fn leaves(&self) -> Vec<(&Leaf, bool)> {
        let mut leaves = Vec::new();
        self.collect_leaves(true, &mut leaves);
        leaves
    }

    fn collect_leaves<'q>(&'q self, positive: bool, leaves: &mut Vec<(&'q Leaf, bool)>) {
        match self {
            Self::Everything => {}
            Self::Leaf(leaf) => leaves.push((leaf, positive)),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.collect_leaves(positive, leaves);
                }
            }
            Self::Not(part) => part.collect_leaves(!positive, leaves),
            Self::Clauses(clauses) => {
                for clause in clauses {
                    let excluded = clause.need == Need::Excluded;
                    clause.query.collect_leaves(positive != excluded, leaves);
                }
            }
        }
    }
}

/// Which words of one index a text leaf came to stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// The leaf.
    pub leaf: Leaf,
    /// For each word of the leaf (one for a prefix or fuzzy word), the words of the index that
    /// match there; empty where the index has none.
    pub words: Vec<BTreeSet<String>>,
    /// Whether a match adds to an article's standing: false under an exclusion.
    pub positive: bool,
}
