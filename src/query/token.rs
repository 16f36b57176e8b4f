//! What typed text is cut into.

use std::ops::Range;

use super::build::Sign;
use super::{Factor, Field, Within};
use crate::text;

/// A token and its place in characters of the typed text.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind {
    And,
    Or,
    Not,
    /// `NEAR/5` with `ordered` false, `BEFORE/5` with true.
    Near {
        within: Within,
        ordered: bool,
    },
    /// Always right before the token it belongs to.
    Sign(Sign),
    /// `atleast:3:`, always right before the token it belongs to.
    AtLeast(u32),
    /// An opening bracket, with the field named before it.
    Open(Option<Field>),
    Close,
    /// What stood between two quotation marks.
    Quoted(Option<Field>, String),
    /// A run of other characters without white space.
    Chunk(Option<Field>, String),
    /// What stood between two slashes.
    Regex(Option<Field>, String),
    /// `~5`, always right behind the quoted words it belongs to.
    Between(u32),
    /// `^2`, always right behind the token it belongs to.
    Weight(Factor),
}

impl Kind {
    /// Whether it can begin what an operator joins.
    pub(super) fn is_operand(&self) -> bool {
        match self {
            Self::AtLeast(_)
            | Self::Open(_)
            | Self::Quoted(..)
            | Self::Chunk(..)
            | Self::Regex(..) => true,
            Self::And
            | Self::Or
            | Self::Not
            | Self::Near { .. }
            | Self::Sign(_)
            | Self::Close
            | Self::Between(_)
            | Self::Weight(_) => false,
        }
    }
}

impl Kind {
    /// Whether it is a word with a capital letter.
    pub(super) fn has_capitals(&self) -> bool {
        matches!(self, Self::Chunk(_, chunk) if chunk.contains(char::is_uppercase))
    }

    /// Whether it is a stop word, or several.
    pub(super) fn is_stop_word(&self) -> bool {
        let Self::Chunk(_, chunk) = self else { return false };
        text::words(chunk).to_vec().iter().all(|word| text::is_stop_word(word))
    }

    /// Whether it is a word of two capital letters or more, and no operator with something to it.
    pub(super) fn is_in_capitals(&self) -> bool {
        let Self::Chunk(_, chunk) = self else { return false };
        let mut letters = chunk.chars().filter(|c| c.is_alphabetic());
        let is_operator = |word: &String| matches!(word.as_str(), "and" | "or" | "not");
        letters.clone().nth(1).is_some()
            && letters.all(char::is_uppercase)
            && !text::words(chunk).to_vec().iter().any(is_operator)
    }
}
