//! Finding where the leaves of a query match in a text.

use std::collections::HashMap;
use std::ops::Range;

use crate::query::{Expansion, Field};
use crate::results::PassageField;
use crate::text::words;

/// A place where a leaf of the query matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Which leaf, counted over the leaves that look into this field.
    pub(super) leaf: usize,
    /// How many words it spans.
    pub(super) words: usize,
    /// The bytes of the text it spans, from its first word to its last.
    pub(super) range: Range<usize>,
}

/// Finds the matches of a query in the texts of one field.
pub(super) struct Finder<'e> {
    /// For each word, the leaves it may stand in and the place in them, last places first: a phrase
    /// that repeats a word must be continued before it is begun anew.
    places: HashMap<&'e str, Vec<(usize, usize)>>,
    /// How many words each leaf has.
    lengths: Vec<usize>,
}

impl<'e> Finder<'e> {
    /// Leaves that only exclude, and those that look elsewhere, are left out.
    pub(super) fn new(expansions: &'e [Expansion], field: PassageField) -> Self {
        let mut finder = Self { places: HashMap::new(), lengths: Vec::new() };
        for expansion in expansions {
            let looks_here = match expansion.leaf.field {
                Field::Text => true,
                Field::Headline => field == PassageField::Headline,
                Field::Body => field == PassageField::Body,
                _ => false,
            };
            if !looks_here || !expansion.positive {
                continue;
            }
            let leaf = finder.lengths.len();
            finder.lengths.push(expansion.words.len());
            for (place, group) in expansion.words.iter().enumerate().rev() {
                for word in group {
                    finder.places.entry(word).or_default().push((leaf, place));
                }
            }
        }
        finder
    }

    /// The matches in a text, in order of their starts.
    pub(super) fn find(&self, text: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.places.is_empty() {
            return matches;
        }
        // For each leaf and place, the ordinal of the last word that brought a phrase so far, and
        // where that phrase began.
        let mut reached: Vec<Vec<Option<(usize, usize)>>> =
            self.lengths.iter().map(|&length| vec![None; length]).collect();
        let mut reader = words(text);
        let mut ordinal = 0;
        while let Some(word) = reader.next() {
            for &(leaf, place) in self.places.get(word.text).into_iter().flatten() {
                let began = match place.checked_sub(1) {
                    None => Some(word.start),
                    Some(before) => reached[leaf][before]
                        .filter(|&(last, _)| last + 1 == ordinal)
                        .map(|(_, began)| began),
                };
                let Some(began) = began else { continue };
                reached[leaf][place] = Some((ordinal, began));
                if place + 1 == self.lengths[leaf] {
                    let range = began..word.end;
                    matches.push(Match { leaf, words: place + 1, range });
                }
            }
            ordinal += 1;
        }
        matches.sort_by_key(|found| (found.range.start, found.range.end, found.leaf));
        matches
    }
}
