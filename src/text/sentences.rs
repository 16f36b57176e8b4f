//! Cutting text into sentences.

use std::ops::Range;

/// The sentences of a text as byte ranges, in order and not overlapping; together they hold every
/// character that is not white space. A paragraph end always ends a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let _ = text;
    todo!("text room")
}
