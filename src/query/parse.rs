//! Text to [`Query`]: total, so that anything typed is a search.

use std::ops::Range;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::Query;

/// A parsed query and what was done to understand it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What will be searched.
    pub query: Query,
    /// What was not understood and how it was taken, in the order of the text.
    pub notes: Vec<Note>,
}

/// Something in a query that was not understood as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The place, in characters (Unicode scalar values) of the typed text.
    pub at: Range<usize>,
    /// One sentence without a full stop, for people.
    pub text: String,
}

/// Reads a query; `today` is what relative dates count from.
pub fn parse(typed: &str, today: civil::Date) -> Parsed {
    let _ = (typed, today);
    todo!("query room")
}
