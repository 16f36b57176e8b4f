//! Chance for tests: numbers and texts that look random and are the same on every run.

/// A generator of numbers (Knuth's linear congruential one, of which the high bits are used).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }

    /// A word of a vocabulary of a thousand.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 10] =
            ["ba", "der", "fo", "gan", "hil", "ko", "lum", "ne", "rit", "sa"];
        (0..3).map(|_| SYLLABLES[self.roll(SYLLABLES.len())]).collect()
    }

    /// Twelve words and a full stop.
    pub(crate) fn sentence(&mut self) -> String {
        let words: Vec<String> = (0..12).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }

    /// So many sentences, each a paragraph.
    pub(crate) fn text(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join("\n\n")
    }
}
