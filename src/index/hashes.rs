//! Lists of hashes in columns of numbers.
//!
//! A sorted list is kept as the gaps between its hashes in Rice's code (R. F. Rice and J. R. Plaunt,
//! *Adaptive Variable-Length Coding*, 1971): so many zeros and a one for how often 2ᵏ goes into the gap,
//! then the k bits that are left of it. The code runs on from number to number, the lowest bits first.
//! Hashes lie at random, for which little better can be had: of the hundred below 2²⁹ that a longer article
//! has, each takes 24 bits instead of 32. The engine's work goes by the count of numbers, too.

use tantivy::DocId;
use tantivy::columnar::Column;

/// How many numbers are read without asking for memory: as many as most articles have.
const MANY: usize = 64;

/// How many bits before the first gap tell k.
const WIDTH: u32 = 5;

/// The numbers to put into a column for hashes that are sorted and distinct.
pub(super) fn packed(hashes: &[u32]) -> Vec<u64> {
    let Some(largest) = hashes.last() else { return Vec::new() };
    // The gaps have at the most the mean of this, and then zeros are two a hash at the most.
    let low = (u64::from(*largest) / hashes.len() as u64).max(1).ilog2();
    let mut bits = Writing::default();
    bits.push(low.into(), WIDTH);
    let mut before = 0;
    for hash in hashes {
        let gap = hash - before;
        before = *hash;
        bits.skip(gap >> low);
        bits.push(1 | u64::from(gap & mask(low)) << 1, 1 + low);
    }
    bits.numbers
}

/// Appends the hashes of an article, sorted as they were put into its column.
pub(super) fn read(column: &Column<u64>, doc: DocId, into: &mut Vec<u32>) {
    let rows = column.index.value_row_ids(doc);
    let (mut few, mut many);
    let numbers = if rows.len() <= MANY {
        few = [0; MANY];
        &mut few[..rows.len()]
    } else {
        many = vec![0; rows.len()];
        &mut many[..]
    };
    column.values.get_range(rows.start.into(), numbers);
    unpack(numbers, into);
}

/// Appends the hashes that were packed into these numbers; of other numbers it makes any.
fn unpack(numbers: &[u64], into: &mut Vec<u32>) {
    let mut bits = Reading { numbers, at: 0 };
    let Some(low) = bits.take(WIDTH) else { return };
    let mut hash: u32 = 0;
    while let Some(high) = bits.zeros() {
        let Some(rest) = bits.take(low) else { return };
        hash = hash.wrapping_add((high << low) | rest);
        into.push(hash);
    }
}

fn mask(bits: u32) -> u32 {
    (1 << bits) - 1
}

/// Numbers that are filled bit by bit.
#[derive(Default)]
struct Writing {
    numbers: Vec<u64>,
    /// How many bits are filled.
    at: usize,
}

impl Writing {
    fn skip(&mut self, zeros: u32) {
        self.at += zeros as usize;
    }

    /// Appends a value of so many bits, at least one.
    fn push(&mut self, value: u64, bits: u32) {
        let (number, filled) = (self.at / 64, self.at % 64);
        self.at += bits as usize;
        self.numbers.resize(self.at.div_ceil(64), 0);
        self.numbers[number] |= value << filled;
        if let Some(next) = self.numbers.get_mut(number + 1) {
            *next = value >> (64 - filled);
        }
    }
}

/// Numbers that are read bit by bit.
struct Reading<'a> {
    numbers: &'a [u64],
    /// How many bits are read.
    at: usize,
}

impl Reading<'_> {
    /// The next 64 bits, with zeros behind the end; `None` at the end.
    fn peek(&self) -> Option<u64> {
        let (number, read) = (self.at / 64, self.at % 64);
        let this = self.numbers.get(number)? >> read;
        // Shifted in two steps: by 64 bits at once is not defined.
        let next = self.numbers.get(number + 1).map_or(0, |next| next << 1 << (63 - read));
        Some(this | next)
    }

    /// How many zeros come before the next one, behind which reading goes on; `None` where there is no one.
    fn zeros(&mut self) -> Option<u32> {
        let mut before = 0;
        loop {
            let zeros = self.peek()?.trailing_zeros();
            before += zeros;
            self.at += zeros as usize;
            if zeros < 64 {
                self.at += 1;
                return Some(before);
            }
        }
    }

    /// The number of the next bits, 31 at the most; `None` at the end.
    #[expect(clippy::cast_possible_truncation, reason = "it is cut to these bits")]
    fn take(&mut self, bits: u32) -> Option<u32> {
        if bits == 0 {
            return Some(0);
        }
        let next = self.peek()? as u32 & mask(bits);
        self.at += bits as usize;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn again(hashes: &[u32]) -> Vec<u32> {
        let mut again = Vec::new();
        unpack(&packed(hashes), &mut again);
        again
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let mut one_far_away: Vec<u32> = (0..5000).collect();
        one_far_away.push(u32::MAX);
        for hashes in [&[][..], &[0], &[0, 1], &[7, u32::MAX - 1, u32::MAX], &one_far_away] {
            assert_eq!(again(hashes), hashes);
        }
    }

    #[test]
    fn a_hash_of_a_longer_article_takes_little_more_than_three_bytes() {
        let step = (1 << 29) / 100;
        let hashes: Vec<u32> = (0..100).map(|place| place * step + place * 7919 % step).collect();
        let bits = 64 * packed(&hashes).len();
        assert!(bits <= 25 * hashes.len(), "{bits} bits");
    }

    proptest! {
        #[test]
        fn any_hashes_are_packed_and_unpacked(mut hashes: Vec<u32>, scale in 0_u32..32) {
            for hash in &mut hashes {
                *hash >>= scale;
            }
            hashes.sort_unstable();
            hashes.dedup();
            prop_assert_eq!(again(&hashes), hashes);
        }

        #[test]
        fn any_numbers_are_read_to_their_end(numbers: Vec<u64>) {
            let mut hashes = Vec::new();
            unpack(&numbers, &mut hashes);
            prop_assert!(hashes.len() <= 64 * numbers.len());
        }
    }
}
