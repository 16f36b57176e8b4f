//! What the user typed, as a plain tree that prints itself back.
//!
//! Nothing typed is an error: what is not understood is taken literally, with a [`Note`] that says
//! so. The tree knows nothing of the index; `index` lowers it, and [`Expansion`] carries back which
//! words of the index each leaf came to stand for, so that passages mark exactly what matched.

mod build;
mod leaf;
mod lexer;
mod parse;
mod pasted;
mod print;
mod spans;
mod token;

pub use parse::{Note, Parsed, parse};
pub use spans::{Breaks, Plan, Span};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::DateRange;
use crate::text;

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
    /// The same articles; what the part adds to their standing counts so many times.
    Boost(Box<Query>, Factor),
}

/// How much a part of a query counts, in hundredths, from 1 to 10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Factor(u16);

impl Factor {
    /// The nearest factor there is; `None` for what is no positive number.
    pub fn new(factor: f32) -> Option<Self> {
        let hundredths = (factor * 100.0).round().clamp(1.0, 10_000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 10,000")]
        (factor > 0.0).then_some(Self(hundredths as u16))
    }

    /// As a number.
    pub fn get(self) -> f32 {
        f32::from(self.0) / 100.0
    }
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
    /// A stop word beside others, such as `the`: it is not looked for, but helps to order what they
    /// find.
    Aside,
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
    /// `wom?n`, `*gate`: words of this form; `?` is one character, `*` any number of them.
    Wildcard(String),
    /// `word~`: words at most so many edits away (1 or 2; a transposition counts as one).
    Fuzzy {
        /// The word as typed, folded.
        word: String,
        /// 1 or 2.
        edits: u8,
    },
    /// `/gr[ae]y/`: words that this regular expression matches as a whole; as typed.
    Regex(String),
    /// Any of these, inside [`Test::Near`] and [`Test::AtLeast`]; two at least.
    Choice(Vec<Test>),
    /// `"a b"~5`: these very words in any order, with at most so many others between them.
    Together {
        /// Two at least; a word that is there twice must be found twice.
        words: Vec<String>,
        /// How many other words may stand between the first and the last of them.
        between: u32,
    },
    /// `a NEAR/5 b`: the one close to the other, not overlapping.
    Near {
        /// What is on one side.
        left: Box<Test>,
        /// What is on the other.
        right: Box<Test>,
        /// How close.
        within: Within,
        /// `a BEFORE/5 b`: `left` comes first.
        ordered: bool,
    },
    /// `atleast:3:oil`: so often at least.
    AtLeast {
        /// 2 at least.
        times: u32,
        /// What is counted.
        test: Box<Test>,
    },
    /// Dates that lie wholly inside a range; only with [`Field::Date`] and [`Field::Modified`].
    Dates(DateRange),
    /// `source:*`: the field is known, whatever it says. `source:none` is the opposite.
    Present,
}

/// How close two things must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// With at most so many words between them.
    Words(u32),
    /// `NEAR/s`
    Sentence,
    /// `NEAR/p`
    Paragraph,
}

/// The fields a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// No field named: headline and body.
    Text,
    /// `headline:`
    Headline,
    /// `lead:` the first [`LEAD`] words of the body.
    Lead,
    /// `body:`
    Body,
    /// `source:` a publication's name or domain.
    Source,
    /// `domain:` a publication's domain.
    Domain,
    /// `agency:`
    Agency,
    /// `by:`
    By,
    /// `lang:` a language code.
    Lang,
    /// `date:`
    Date,
    /// `modified:` when it was last changed.
    Modified,
    /// `url:`
    Url,
    /// `path:`
    Path,
    /// `key:` the record's own identifier, whole.
    Key,
    /// `id:` the article's identifier, or its first digits.
    Id,
    /// `format:` the form of the file or record.
    Format,
}

/// A quotation of so many words or more is pasted text rather than a name or a term.
pub const LONG_QUOTATION: usize = 5;

/// How many words of a body are its lead: what the archives that analysts know call so.
pub const LEAD: u32 = 50;

impl Field {
    /// Every field that can be named, in the order the documentation lists them.
    pub const NAMED: [Self; 15] = [
        Self::Headline,
        Self::Lead,
        Self::Body,
        Self::Source,
        Self::Domain,
        Self::Agency,
        Self::By,
        Self::Lang,
        Self::Date,
        Self::Modified,
        Self::Url,
        Self::Path,
        Self::Key,
        Self::Id,
        Self::Format,
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
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Source => "source",
            Self::Domain => "domain",
            Self::Agency => "agency",
            Self::By => "by",
            Self::Lang => "lang",
            Self::Date => "date",
            Self::Modified => "modified",
            Self::Url => "url",
            Self::Path => "path",
            Self::Key => "key",
            Self::Id => "id",
            Self::Format => "format",
        }
    }

    /// Whether the field is running text, whose matches can be shown and marked.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Headline | Self::Lead | Self::Body)
    }

    /// Whether the values are words one behind the other, so that phrases and distances have a
    /// meaning.
    pub(super) fn has_words(self) -> bool {
        let is_one_value = matches!(self, Self::Lang | Self::Key | Self::Id | Self::Format);
        !is_one_value && !self.is_date()
    }

    /// Whether the values are dates.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Modified)
    }

    /// Whether an article can lack it, so that `none` means just that.
    pub(super) fn can_be_unknown(self) -> bool {
        !self.is_text() && !matches!(self, Self::Path | Self::Id | Self::Format)
    }
}

impl Query {
    /// Whether it is a pattern that any word may begin like.
    fn is_open_pattern(&self) -> bool {
        let Self::Leaf(leaf) = self else { return false };
        match &leaf.test {
            Test::Wildcard(pattern) => pattern.starts_with(['*', '?']),
            Test::Regex(pattern) => {
                text::Pattern::regex(pattern).is_none_or(|pattern| pattern.prefix().is_empty())
            }
            _ => false,
        }
    }

    /// Whether it is one plain stop word.
    fn is_stop_word(&self) -> bool {
        matches!(self, Self::Leaf(leaf) if leaf.test.is_stop_word())
    }
}

impl Leaf {
    /// Whether a match is a place in running text, which can be ranked, shown and marked.
    pub fn is_text(&self) -> bool {
        self.field.is_text() && self.test != Test::Present
    }
}

impl Test {
    /// The tests that words of the index stand for, from left to right: itself, or those it is put
    /// together of.
    pub fn atoms(&self) -> Vec<Self> {
        let mut atoms = Vec::new();
        self.collect_atoms(&mut atoms);
        atoms
    }

    fn collect_atoms(&self, atoms: &mut Vec<Self>) {
        match self {
            Self::Words { .. }
            | Self::Prefix(_)
            | Self::Wildcard(_)
            | Self::Fuzzy { .. }
            | Self::Regex(_) => atoms.push(self.clone()),
            Self::Choice(tests) => tests.iter().for_each(|test| test.collect_atoms(atoms)),
            Self::Together { words, .. } => atoms.extend(words.iter().map(|word| Self::very(word))),
            Self::Near { left, right, .. } => {
                left.collect_atoms(atoms);
                right.collect_atoms(atoms);
            }
            Self::AtLeast { test, .. } => test.collect_atoms(atoms),
            Self::Dates(_) | Self::Present => {}
        }
    }

    /// Whether it asks where in a text its atoms stand.
    pub fn asks_places(&self) -> bool {
        match self {
            Self::Near { .. } | Self::Together { .. } => true,
            Self::AtLeast { test, .. } => test.asks_places(),
            Self::Choice(tests) => tests.iter().any(Self::asks_places),
            _ => false,
        }
    }

    /// Whether it is one stop word in any inflection.
    fn is_stop_word(&self) -> bool {
        matches!(self, Self::Words { words, exact: false }
            if matches!(&words[..], [word] if text::is_stop_word(word)))
    }

    /// This very word.
    fn very(word: &str) -> Self {
        Self::Words { words: vec![word.to_owned()], exact: true }
    }
}

impl Query {
    /// Every leaf from left to right, and whether a match is one to show: false under an odd number
    /// of exclusions, and for words set aside.
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
            Self::Boost(part, _) => part.collect_leaves(positive, leaves),
            Self::Clauses(clauses) => {
                for clause in clauses {
                    if clause.need == Need::Aside {
                        let aside = clause.query.leaves().into_iter();
                        leaves.extend(aside.map(|(leaf, _)| (leaf, false)));
                        continue;
                    }
                    let excluded = clause.need == Need::Excluded;
                    clause.query.collect_leaves(positive != excluded, leaves);
                }
            }
        }
    }
}

/// Which words of one index a leaf came to stand for that is no more than a word, a phrase or a
/// pattern; a leaf that is put together of several has an expansion for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// The leaf.
    pub leaf: Leaf,
    /// For each word of the leaf (one for a prefix or fuzzy word), the words of the index that
    /// match there; empty where the index has none.
    pub words: Vec<BTreeSet<String>>,
    /// Whether a match is one to show: false under an exclusion, and for words set aside.
    pub positive: bool,
    /// Words that are not looked for because they are so common that their places are too many: only
    /// for patterns that must be close to something.
    #[serde(default)]
    pub left_out: Vec<String>,
}

#[cfg(test)]
mod tests;
