//! Glyphs to words: those that stand side by side on a line without a gap.

use std::collections::{BTreeMap, HashSet};

use unicode_normalization::UnicodeNormalization as _;

use super::geometry::Way;
use super::page::Glyph;

/// A gap between glyphs that parts words, in parts of their size. Spaces have a quarter, in tight
/// lines a fifth; glyphs that are moved together or apart within a word a twentieth.
const GAP: f32 = 0.15;

/// Baselines that differ by less belong to one line, in parts of the size of the letters.
pub(super) const SAME_LINE: f32 = 0.3;

/// Letters that stand together, on a page turned so that its lines run to the right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// In the order of reading.
    pub text: String,
    /// From where to where it reaches along its line.
    pub from: f32,
    pub to: f32,
    /// How far down its baseline lies.
    pub down: f32,
    pub size: f32,
    pub font: usize,
    /// Whether a space is written before it.
    pub is_spaced: bool,
    pub is_right_to_left: bool,
}

/// A word that still grows.
struct Growing<'g> {
    /// Letters and where each begins.
    glyphs: Vec<(f32, &'g str)>,
    word: Word,
}

/// The words of a page. Where lines run several ways those that run the way of most are kept.
pub(super) fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut ways: BTreeMap<Way, usize> = BTreeMap::new();
    for way in glyphs.iter().filter_map(|glyph| glyph.at.way()) {
        *ways.entry(way).or_default() += 1;
    }
    let Some((&way, _)) = ways.iter().max_by_key(|(_, count)| **count) else { return Vec::new() };
    let mut words = Vec::new();
    let mut growing: Option<Growing> = None;
    let mut drawn = HashSet::new();
    let mut is_spaced = false;
    for glyph in glyphs.iter().filter(|glyph| glyph.at.way() == Some(way)) {
        let (from, down) = glyph.at.upright(way);
        let size = glyph.size.max(0.01);
        if !(from + down + size + glyph.width).is_finite() {
            continue;
        }
        // Some programs print twice to make letters bold.
        let tenths = [from, down].map(|place| (place * 10.0 / size).round().to_bits());
        let is_blank = glyph.text.trim().is_empty();
        if !is_blank && !drawn.insert((glyph.text.as_str(), tenths)) {
            continue;
        }
        let (from, to) = (from.min(from + glyph.width), from.max(from + glyph.width));
        if is_blank && !glyph.text.is_empty() {
            words.extend(growing.take().and_then(Growing::done));
            is_spaced = true;
            continue;
        }
        match &mut growing {
            Some(word) if word.is_beside(from, to, down, size) => word.add(glyph, from, to),
            _ => {
                words.extend(growing.take().and_then(Growing::done));
                let mut next = Growing::start(glyph, from, to, down, size);
                next.word.is_spaced = is_spaced;
                growing = Some(next);
            }
        }
        is_spaced = false;
    }
    words.extend(growing.take().and_then(Growing::done));
    words
}

impl<'g> Growing<'g> {
    fn start(glyph: &'g Glyph, from: f32, to: f32, down: f32, size: f32) -> Self {
        let word = Word {
            text: String::new(),
            from,
            to,
            down,
            size,
            font: glyph.font,
            is_spaced: false,
            is_right_to_left: false,
        };
        Self { glyphs: vec![(from, &glyph.text)], word }
    }

    /// Whether a glyph stands right behind the word, or right before it.
    fn is_beside(&self, from: f32, to: f32, down: f32, size: f32) -> bool {
        let word = &self.word;
        let gap = (from - word.to).max(word.from - to);
        (down - word.down).abs() < SAME_LINE * size.min(word.size)
            && gap < GAP * size.max(word.size)
            && gap > -size.max(word.size)
    }

    fn add(&mut self, glyph: &'g Glyph, from: f32, to: f32) {
        self.glyphs.push((from, &glyph.text));
        self.word.from = self.word.from.min(from);
        self.word.to = self.word.to.max(to);
    }

    fn done(mut self) -> Option<Word> {
        let right = self.glyphs.iter().flat_map(|(_, text)| text.chars()).any(is_right_to_left);
        self.word.is_right_to_left = right;
        if right {
            // Some programs write them in the order of reading, some as they stand on the page.
            let steps = self.glyphs.windows(2).filter(|pair| pair[1].0 > pair[0].0).count();
            if steps * 2 > self.glyphs.len().saturating_sub(1) {
                self.glyphs.reverse();
                let runs =
                    self.glyphs.chunk_by_mut(|one, other| is_number(one.1) && is_number(other.1));
                runs.for_each(<[_]>::reverse);
            }
        }
        let text: String = self.glyphs.iter().map(|(_, text)| *text).collect();
        self.word.text = spelled(&text);
        (!self.word.text.is_empty()).then_some(self.word)
    }
}

/// Ligatures and forms of letters as the letters they stand for.
fn spelled(text: &str) -> String {
    // Some fonts say that they draw a radical of the dictionaries where they draw the character.
    let is_form = |c: char| matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let is_plain = |c: char| !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{200B}');
    if !text.chars().any(is_form) {
        return text.chars().filter(|&c| is_plain(c)).nfc().collect();
    }
    let letters = text.chars().filter(|&c| is_plain(c));
    letters
        .flat_map(|c| {
            let form = is_form(c).then(|| c.nfkc());
            let own = form.is_none().then_some(c);
            form.into_iter().flatten().chain(own)
        })
        .nfc()
        .collect()
}

/// Whether letters run to the right in text that runs to the left.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_numeric() || c.is_ascii_alphanumeric())
}

/// Whether a letter is of a script that runs to the left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Matrix;
    use super::*;

    /// Glyphs of size 10, each at a place on one line.
    fn line(glyphs: &[(&str, f32)]) -> Vec<Glyph> {
        let glyph = |&(text, x): &(&str, f32)| Glyph {
            text: text.to_owned(),
            at: Matrix([1.0, 0.0, 0.0, 1.0, x, 0.0]),
            width: 5.0,
            size: 10.0,
            font: 0,
        };
        glyphs.iter().map(glyph).collect()
    }

    #[test]
    fn glyphs_side_by_side_are_a_word() {
        type Case = (&'static [(&'static str, f32)], &'static [&'static str]);
        let cases: [Case; 8] = [
            (&[("a", 0.0), ("b", 5.0), ("c", 12.0)], &["ab", "c"]),
            (&[("a", 0.0), (" ", 5.0), ("b", 6.0)], &["a", "b"]),
            (&[("o", 0.0), ("ﬃ", 5.0), ("ce", 10.0)], &["office"]),
            (&[("a", 0.0), ("a", 0.1), ("b", 5.0)], &["ab"]),
            (&[("u", 0.0), ("\u{308}", 1.0), ("b", 6.0)], &["üb"]),
            // In the order of reading, as they stand, and with a number.
            (&[("ש", 10.0), ("ל", 5.0), ("ם", 0.0)], &["שלם"]),
            (&[("ם", 0.0), ("ל", 5.0), ("ש", 10.0)], &["שלם"]),
            (&[("1", 0.0), ("7", 5.0), ("-", 10.0), ("ב", 15.0)], &["ב-17"]),
        ];
        for (glyphs, expected) in cases {
            let words = words(&line(glyphs));
            assert_eq!(words.iter().map(|word| &*word.text).collect::<Vec<_>>(), expected);
        }
        assert_eq!(spelled("⼤雾"), "大雾");
    }
}
