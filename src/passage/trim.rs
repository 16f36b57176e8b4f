//! Cutting a sentence that is too long, at words and around what matched.

use std::ops::Range;

use super::choose::Unit;
use super::find::{Found, Match};

/// What a second match of the same leaf adds beside the first.
const REPEATED: f32 = 0.1;

/// The bytes of a unit to show: all of it where that is at most `width` characters, or else a part
/// that long at most.
pub(super) fn trimmed(
    text: &str,
    unit: &Unit,
    found: &Found,
    weights: &[f32],
    width: usize,
) -> Range<usize> {
    let sentence = &text[unit.range.clone()];
    if sentence.len() <= width || sentence.chars().take(width + 1).count() <= width {
        return unit.range.clone();
    }
    let ruler = Ruler::new(text, unit, found);
    let matches = &found.matches[unit.matches.clone()];
    let core = ruler.densest(matches, weights, width);
    let (from, start) = ruler.start(&core, width);
    // What matched may itself be too long to show whole.
    let least = if core.len() > width { 0 } else { core.end };
    start..ruler.end(from, start, least, from + width)
}

/// The places of a unit's words in characters, counted from its beginning.
struct Ruler<'t> {
    text: &'t str,
    bytes: Range<usize>,
    /// The ordinal of the first word.
    first: usize,
    /// The bytes of each word.
    words: &'t [Range<usize>],
    /// The characters of each word.
    chars: Vec<Range<usize>>,
    /// How many characters there are.
    length: usize,
}

impl<'t> Ruler<'t> {
    fn new(text: &'t str, unit: &Unit, found: &'t Found) -> Self {
        let ordinals = found.words_in(&unit.range);
        let words = &found.words[ordinals.clone()];
        let mut counter = super::Chars::new(&text[..unit.range.end]);
        counter.byte = unit.range.start;
        let mut measure =
            |word: &Range<usize>| counter.count_to(word.start)..counter.count_to(word.end);
        let chars = words.iter().map(&mut measure).collect();
        let length = counter.count_to(unit.range.end);
        Self { text, bytes: unit.range.clone(), first: ordinals.start, words, chars, length }
    }

    /// The stretch no longer than `width`, from one match to another, that tells the most; empty
    /// where nothing matches.
    fn densest(&self, matches: &[Match], weights: &[f32], width: usize) -> Range<usize> {
        let chars = |one: &Match| {
            self.chars[one.first - self.first].start..self.chars[one.last - self.first].end
        };
        let mut times = vec![0_u32; weights.len()];
        let mut value = |leaf: usize, step: i8| {
            let before = times[leaf];
            times[leaf] = if step > 0 { before + 1 } else { before - 1 };
            weights[leaf] * if before.min(times[leaf]) == 0 { 1.0 } else { REPEATED }
        };
        let (mut told, mut most) = (0.0, f32::MIN);
        let mut best = 0..0;
        let mut from = 0;
        for (to, last) in matches.iter().enumerate() {
            told += value(last.leaf, 1);
            while from < to && chars(last).end.saturating_sub(chars(&matches[from]).start) > width {
                told -= value(matches[from].leaf, -1);
                from += 1;
            }
            if told > most {
                most = told;
                best = chars(&matches[from]).start..chars(last).end;
            }
        }
        best
    }

    /// Where to begin so that `core` can be shown: in characters and in bytes.
    fn start(&self, core: &Range<usize>, width: usize) -> (usize, usize) {
        if core.end <= width {
            return (0, self.bytes.start);
        }
        let target = if self.length - core.start <= width {
            self.length - width
        } else {
            // A third of the room before what matched, two thirds behind it.
            core.start - (width.saturating_sub(core.len()) / 3).min(core.start)
        };
        let mut word = self.chars.partition_point(|word| word.start < target);
        while word < self.words.len() && self.chars[word].start < core.start && !self.parts(word) {
            word += 1;
        }
        let Some(begins) = self.words.get(word) else { return (0, self.bytes.start) };
        // An opening quotation mark or a currency sign belongs to its word.
        let before = word.checked_sub(1).map_or(self.bytes.start, |word| self.words[word].end);
        let lead = self.text[before..begins.start].chars().rev().take_while(|c| !c.is_whitespace());
        let room = self.chars[word].start - target;
        let lead =
            if before == begins.start { 0 } else { lead.take(room).map(char::len_utf8).sum() };
        let characters = self.text[begins.start - lead..begins.start].chars().count();
        (self.chars[word].start - characters, begins.start - lead)
    }

    /// Where to end, in bytes: not before `least`, not behind `most` characters.
    fn end(&self, from: usize, start: usize, least: usize, most: usize) -> usize {
        if self.length <= most {
            return self.bytes.end;
        }
        let behind = self.chars.partition_point(|word| word.end <= most);
        let fitting = (0..behind)
            .rev()
            .take_while(|&word| self.chars[word].end >= least && self.chars[word].start >= from);
        let whole = fitting.clone().find(|&word| self.parts(word + 1));
        let Some(word) = whole.or_else(|| fitting.clone().next()) else {
            return self.cut_anywhere(start, most - from);
        };
        // A closing quotation mark or a full stop belongs to its word.
        let ends = self.words[word].end;
        let next = self.words.get(word + 1).map_or(self.bytes.end, |word| word.start);
        let tail = self.text[ends..next].chars().take_while(|c| !c.is_whitespace());
        let tail: usize = tail.take(most - self.chars[word].end).map(char::len_utf8).sum();
        ends + tail
    }

    /// Whether a sentence may be cut before a word: behind white space, or between two words that
    /// touch, as Chinese ones do; not inside `COVID-19`.
    fn parts(&self, word: usize) -> bool {
        let Some(before) = word.checked_sub(1).and_then(|word| self.words.get(word)) else {
            return true;
        };
        let next = self.words.get(word).map_or(self.bytes.end, |word| word.start);
        let gap = &self.text[before.end..next.max(before.end)];
        gap.is_empty() || gap.contains(char::is_whitespace)
    }

    fn cut_anywhere(&self, start: usize, width: usize) -> usize {
        let rest = &self.text[start..self.bytes.end];
        rest.char_indices().nth(width).map_or(self.bytes.end, |(at, _)| start + at)
    }
}
