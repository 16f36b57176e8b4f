//! Which sentences of a found article to show, and what to mark in them.
//!
//! Matches come from the words of the index that each leaf of the query stands for, so what is
//! marked is exactly what was searched: a phrase as a whole and only where it stands, nothing that
//! was excluded, nothing for filters. The sentences shown are those that together tell the most of
//! the query; none at all match where an article was found by its headline or a filter, and then
//! its beginning is shown.

mod choose;
mod find;
mod trim;

use std::ops::Range;

use crate::query::{Expansion, Field, Query};
use crate::results::{Context, Cut, Excerpt, Passage, PassageField};
use crate::text;

use choose::Unit;
use find::Found;

/// Finds the passages of one query; made once, asked for each article.
#[derive(Debug)]
pub struct Finder<'e> {
    patterns: find::Patterns<'e>,
}

impl<'e> Finder<'e> {
    /// Prepares to look for what the leaves of a query stand for.
    pub fn new(query: &Query, expansions: &'e [Expansion]) -> Self {
        Self { patterns: find::Patterns::new(query, expansions) }
    }

    /// The headline, if it has a match, and the passages of the body asked for, in reading order;
    /// nothing at all where none are asked for.
    pub fn passages(&self, headline: Option<&str>, body: &str, asked: &Excerpt) -> Vec<Passage> {
        if asked.passages == 0 {
            return Vec::new();
        }
        let mut passages: Vec<Passage> =
            headline.and_then(|text| self.headline(text)).into_iter().collect();
        let sentences = text::sentences(body);
        let found = self.patterns.find(body, Field::Body, &sentences);
        let ranges = match asked.context {
            Context::Sentence => sentences,
            Context::Paragraph => choose::paragraphs(body, sentences),
        };
        let units = choose::units(body, ranges, &found);
        let weights = choose::weights(&units, &found, self.patterns.lengths());
        let width = match asked.context {
            Context::Sentence => asked.width.max(1),
            Context::Paragraph => usize::MAX,
        };
        let chosen = if found.matches.is_empty() {
            choose::beginning(body, units, asked)
        } else {
            let best = choose::best(&units, &found, &weights, asked.passages);
            choose::joined(body, best, asked)
        };
        let mut chars = Chars::new(body);
        for unit in chosen {
            let range = trim::trimmed(body, &unit, &found, &weights, width);
            passages.push(passage(PassageField::Body, &unit, range, &found, &mut chars));
        }
        passages
    }

    fn headline(&self, text: &str) -> Option<Passage> {
        let found = self.patterns.find(text, Field::Headline, &[]);
        let unit = Unit { range: 0..text.len(), matches: 0..found.matches.len() };
        let range = unit.range.clone();
        (!found.matches.is_empty())
            .then(|| passage(PassageField::Headline, &unit, range, &found, &mut Chars::new(text)))
    }
}

/// A part of a unit as a passage; the counter must not be past its beginning.
fn passage(
    field: PassageField,
    unit: &Unit,
    range: Range<usize>,
    found: &Found,
    chars: &mut Chars<'_>,
) -> Passage {
    let cut = match (range.start > unit.range.start, range.end < unit.range.end) {
        (false, false) => Cut::None,
        (true, false) => Cut::Start,
        (false, true) => Cut::End,
        (true, true) => Cut::Both,
    };
    let text = &chars.text[range.clone()];
    let start = chars.count_to(range.start);
    let marks = marks(text, range.start, &found.matches[unit.matches.clone()], found);
    let end = chars.count_to(range.end);
    Passage { field, start, end, text: text.to_owned(), marks, cut }
}

/// What matched in a text that begins at byte `from` of its field, in characters; matches are in
/// the order of their first words.
fn marks(text: &str, from: usize, matches: &[find::Match], found: &Found) -> Vec<(usize, usize)> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for one in matches {
        let bytes = found.bytes(one);
        let start = bytes.start.clamp(from, from + text.len()) - from;
        let end = bytes.end.clamp(from, from + text.len()) - from;
        match ranges.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ if start < end => ranges.push(start..end),
            _ => {}
        }
    }
    let mut chars = Chars::new(text);
    let in_chars = |range: Range<usize>| (chars.count_to(range.start), chars.count_to(range.end));
    ranges.into_iter().map(in_chars).collect()
}

/// Counts the characters before rising byte offsets.
struct Chars<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> Chars<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    fn count_to(&mut self, byte: usize) -> usize {
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }
}

#[cfg(test)]
mod tests;
