//! A set of small numbers, a bit for each.

/// Numbers that begin at zero and have few gaps, such as those of a segment's documents or of the groups of
/// versions: every query asks of thousands whether it has met them.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Puts a number in.
    pub(super) fn insert(&mut self, number: u32) {
        let (word, bit) = place(number);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    /// Whether a number is in.
    pub(super) fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Puts in whatever is in another.
    pub(super) fn extend(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits |= others;
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.0.iter().map(|bits| u64::from(bits.count_ones())).sum()
    }

    /// The numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).step_by(64).zip(&self.0).flat_map(|(first, &word)| ones(first, word))
    }
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::default();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}

/// The numbers of the bits that are set in a word; that of its lowest bit is `first`.
pub(super) fn ones(first: u32, mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros())?;
        word &= word - 1;
        Some(first + bit)
    })
}

/// The word of a number, and its bit there.
fn place(number: u32) -> (usize, u64) {
    (number as usize / 64, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn a_set_has_what_was_put_in_in_order() {
        let numbers = [0, 1, 63, 64, 1000];
        let set: Bits = numbers.into_iter().rev().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), numbers);
        assert!(set.contains(64) && !set.contains(65) && !set.contains(100_000));
        let mut all: Bits = [2, 63].into_iter().collect();
        all.extend(&set);
        assert_eq!((set.len(), all.len()), (5, 6));
    }
}
