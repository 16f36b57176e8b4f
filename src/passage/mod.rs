//! Which sentences of a found article to show, and what to mark in them.
//!
//! Matches are found by reading the stored text with the same words the index was filled with
//! ([`find`]), so a mark stands exactly where the search matched: a phrase as a whole and only
//! where it stands, an excluded word never. Whole sentences are then chosen for what they hold
//! ([`choose`]) and trimmed only where one is longer than asked ([`trim`]).

mod choose;
mod find;
mod trim;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::article::Article;
use crate::query::Expansion;
use crate::results::{Passage, PassageField};
use crate::text::sentences;
use find::{Finder, Match};

/// Makes passages for the articles of one search.
pub struct Passages<'e> {
    headline: Finder<'e>,
    body: Finder<'e>,
    /// How many sentences of the body to show at most.
    how_many: usize,
    /// How long a passage may be, in characters.
    width: usize,
}

impl<'e> Passages<'e> {
    /// `expansions` are those of the search; up to `how_many` passages of the body are made, each
    /// of at most `width` characters unless a single match is longer.
    pub fn new(expansions: &'e [Expansion], how_many: usize, width: usize) -> Self {
        Self {
            headline: Finder::new(expansions, PassageField::Headline),
            body: Finder::new(expansions, PassageField::Body),
            how_many,
            width,
        }
    }

    /// The passages of one article in reading order, not overlapping. The headline comes first,
    /// whole and beyond the number asked, where it has a match. A body without a match gives its
    /// beginning.
    pub fn of(&self, article: &Article) -> Vec<Passage> {
        let mut passages = Vec::new();
        if self.how_many == 0 {
            return passages;
        }
        if let Some(headline) = &article.head.headline {
            let matches = self.headline.find(headline);
            if !matches.is_empty() {
                let mut place = Place::new(headline, PassageField::Headline);
                passages.push(place.passage(0..headline.len(), &matches));
            }
        }
        passages.extend(self.of_body(&article.body));
        passages
    }

    fn of_body(&self, body: &str) -> Vec<Passage> {
        let matches = self.body.find(body);
        let sentences = sentences(body);
        let chosen = choose::choose(body, &sentences, &matches, self.how_many, self.width);
        let mut place = Place::new(body, PassageField::Body);
        let passage = |range: Range<usize>| {
            let inside = within(&matches, &range);
            let shown = trim::trim(body, range, inside, self.width);
            place.passage(shown.clone(), within(&matches, &shown))
        };
        chosen.into_iter().map(passage).collect()
    }
}

/// The matches that lie wholly inside a range; matches are in order of their starts.
fn within<'m>(matches: &'m [Match], range: &Range<usize>) -> &'m [Match] {
    let first = matches.partition_point(|found| found.range.start < range.start);
    let behind = matches[first..].partition_point(|found| found.range.start < range.end);
    &matches[first..first + behind]
}

/// Counts characters along a text, so that passages taken in order cost one reading of it.
struct Place<'t> {
    text: &'t str,
    field: PassageField,
    /// A byte offset and how many characters stand before it.
    bytes: usize,
    characters: usize,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, field: PassageField) -> Self {
        Self { text, field, bytes: 0, characters: 0 }
    }

    fn passage(&mut self, range: Range<usize>, matches: &[Match]) -> Passage {
        let start = self.characters_before(range.start);
        let shown = &self.text[range.clone()];
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for found in matches {
            let from = self.text[range.start..found.range.start].chars().count();
            let end = found.range.end.min(range.end);
            let to = from + self.text[found.range.start..end].chars().count();
            match marks.last_mut() {
                Some(last) if from < last.1 => last.1 = last.1.max(to),
                _ => marks.push((from, to)),
            }
        }
        let end = start + shown.chars().count();
        Passage { field: self.field, start, end, text: shown.to_owned(), marks }
    }

    fn characters_before(&mut self, bytes: usize) -> usize {
        self.characters += self.text[self.bytes..bytes].chars().count();
        self.bytes = bytes;
        self.characters
    }
}
