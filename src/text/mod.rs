//! Words, sentences, folding, stems and patterns: pure functions over strings.
//!
//! One reading of text serves the whole program: what [`words()`] yields is what the index holds,
//! what a query is cut into, and what a passage marks.

mod abbreviations;
mod breaks;
mod fold;
mod pattern;
mod sentences;
mod stem;
mod stop_words;
mod words;

pub use breaks::{Begins, BreakReader, begins_paragraph};
pub use fold::small_beginning;
pub use pattern::Pattern;
pub use sentences::sentences;
pub use stem::Stemmer;
pub use stop_words::{is_stop_word, stop_words};
pub use words::{Word, Words, words};
