//! Prints: a sample of the runs of words of a text.
//!
//! The sample is nested: a text of many runs keeps the hashes below a half, a quarter or an eighth
//! of the range, so the small hashes of a dense sample are what a sparse one would have kept, and
//! two sorted samples are compared by their beginnings.

use crate::text::words;

/// Words of a run. Shorter runs are phrases of the language; longer ones are broken by every
/// corrected word.
const RUN: usize = 5;

/// A text with more prints than this keeps half of them, and so on: about 100 for 600 words.
const MOST: usize = 64;

/// The sparsest sample keeps one run in 2³ = 8, so that a passage of 60 words is still seen in a long text.
const SPARSEST: u32 = 3;

/// Hashes of runs of five words of a text, sorted and distinct, few of them where there are many.
///
/// Words are runs of letters and digits, folded as [`words`] folds them, so case, accents, quotation
/// marks, dashes and line breaks make no difference. Words of one letter are passed over: what stands
/// behind an apostrophe is a word in one text and none in another.
pub fn prints(body: &str) -> Vec<u32> {
    let mut sample = Sample { hashes: Vec::with_capacity(2 * MOST), level: 0, full: 2 * MOST };
    let mut run = Run::default();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(word) = bytes[at..].first_chunk().and_then(|chunk| Short::read(*chunk)) {
            if word.length > 1 || word.has_digit {
                sample.extend(run.push(word.hash));
            }
            at += word.length + 1;
            continue;
        }
        let (start, mut kinds) = (at, 0);
        while let Some(kind) = bytes.get(at).map(|&byte| KIND[usize::from(byte)])
            && kind != PARTS
        {
            kinds |= kind;
            at += 1;
        }
        if kinds & OTHER != 0 {
            other(&body[start..at], &mut run, &mut sample);
        } else if at - start > 1 || kinds & DIGIT != 0 {
            sample.extend(run.push(plain(bytes, start, at)));
        }
        at += 1;
    }
    sample.settle();
    sample.hashes
}

/// Takes a piece of text that is not all ASCII and in which no ASCII character parts words.
fn other(piece: &str, run: &mut Run, sample: &mut Sample) {
    let mut reader = words(piece);
    while let Some(word) = reader.next() {
        for part in word.text.split('\'') {
            if part.len() > 1 || part.bytes().any(|byte| byte.is_ascii_digit()) {
                sample.extend(run.push(hash(part.as_bytes())));
            }
        }
    }
}

/// What a byte is to a word: nothing,
const PARTS: u8 = 0;
/// a letter,
const LETTER: u8 = 1;
/// a digit
const DIGIT: u8 = 2;
/// or part of a character that is not ASCII.
const OTHER: u8 = 4;

const KIND: [u8; 256] = {
    let mut kinds = [PARTS; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte {
            0x30..=0x39 => DIGIT,
            0x41..=0x5a | 0x61..=0x7a => LETTER,
            0x80.. => OTHER,
            _ => PARTS,
        };
        byte += 1;
    }
    kinds
};

/// A word of less than eight bytes, all ASCII, as most are; or none, where none begins.
struct Short {
    length: usize,
    has_digit: bool,
    /// What [`plain`] makes of it.
    hash: u64,
}

impl Short {
    /// The word that begins with these bytes and ends among them; `None` for any other.
    ///
    /// It is read at one stroke: a byte below 128 to which so much is added that the first letter
    /// becomes 128 has its highest bit set if it is a letter or comes behind them, and so on.
    fn read(bytes: [u8; 8]) -> Option<Self> {
        const HIGHEST: u64 = each(0x80);
        let all = u64::from_le_bytes(bytes);
        let low = all & !HIGHEST;
        let small = low | SMALL;
        let letters = (small + each(0x80 - b'a')) & !(small + each(0x7f - b'z'));
        let digits = (low + each(0x80 - b'0')) & !(low + each(0x7f - b'9'));
        let behind = !(letters | digits) & HIGHEST | all & HIGHEST;
        let length = behind.trailing_zeros() as usize / 8;
        let ends = bytes.get(length).is_some_and(u8::is_ascii);
        let within = (1 << (8 * length % 64)) - 1;
        ends.then(|| Self {
            length,
            has_digit: digits & HIGHEST & within != 0,
            hash: joined(0, (all | SMALL) & within),
        })
    }
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// This bit makes ASCII letters small and leaves digits as they are.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The hash of an ASCII word, small whatever its case; what [`hash`] makes of the small word.
fn plain(text: &[u8], mut at: usize, end: usize) -> u64 {
    let mut all = 0;
    while at < end {
        let length = (end - at).min(8);
        let eight = match text[at..].first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => eight(&text[at..end]),
        };
        all = joined(all, (eight | SMALL) & (u64::MAX >> (64 - 8 * length)));
        at += length;
    }
    all
}

/// The hash of a word, by eights of bytes. Prints are kept in the index, so how they are made is fixed.
fn hash(word: &[u8]) -> u64 {
    word.chunks(8).fold(0, |all, chunk| joined(all, eight(chunk)))
}

fn eight(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte))
}

/// The fraction of the golden ratio, the usual factor of hashes by multiplication.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn joined(all: u64, next: u64) -> u64 {
    let product = (all ^ next).wrapping_mul(FACTOR);
    product ^ (product >> 32)
}

/// Spreads a hash over all bits (the last steps of `MurmurHash3`).
pub(super) fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The first bits of a hash, at most 32, as a place in an array.
pub(super) fn top(hash: u64, bits: u32) -> usize {
    low(hash >> (64 - bits)) as usize
}

/// The last 32 bits of a hash.
#[expect(clippy::cast_possible_truncation, reason = "a hash is cut to the bits that are wanted")]
pub(super) fn low(hash: u64) -> u32 {
    hash as u32
}

/// The last words read, as a polynomial that rolls along.
#[derive(Default)]
struct Run {
    last: [u64; RUN],
    words: usize,
    whole: u64,
}

/// [`FACTOR`] to the power of [`RUN`]: what the word that leaves has been multiplied by.
const LEAVES: u64 = {
    let mut power = 1_u64;
    let mut words = 0;
    while words < RUN {
        power = power.wrapping_mul(FACTOR);
        words += 1;
    }
    power
};

impl Run {
    /// Takes a word; the hash of the run it ends, once there are words enough.
    fn push(&mut self, word: u64) -> Option<u32> {
        let leaves = std::mem::replace(&mut self.last[self.words % RUN], word);
        self.words += 1;
        self.whole = self.whole.wrapping_mul(FACTOR).wrapping_add(word);
        self.whole = self.whole.wrapping_sub(leaves.wrapping_mul(LEAVES));
        (self.words >= RUN).then(|| low(mixed(self.whole) >> 32))
    }
}

/// The hashes kept so far.
struct Sample {
    hashes: Vec<u32>,
    level: u32,
    /// At how many hashes it is time to see which can go.
    full: usize,
}

impl Sample {
    fn extend(&mut self, hash: Option<u32>) {
        let Some(hash) = hash.filter(|hash| hash.leading_zeros() >= self.level) else { return };
        self.hashes.push(hash);
        if self.hashes.len() >= self.full {
            self.settle();
            self.full = 2 * self.hashes.len().max(MOST);
        }
    }

    /// Sorts, and halves the sample until it is small or as sparse as may be. What is left depends
    /// on the distinct runs alone, not on when this is called.
    fn settle(&mut self) {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        while self.hashes.len() > MOST && self.level < SPARSEST {
            self.level += 1;
            let level = self.level;
            self.hashes.truncate(self.hashes.partition_point(|hash| hash.leading_zeros() >= level));
        }
    }
}

/// How often a sample was halved, seen from the sample.
pub(super) fn level(prints: &[u32]) -> u32 {
    // A text that kept all has few prints only where it is short, and one that was halved has half
    // of 128 or more, give or take its luck: between 30 and that, the largest tells.
    match prints.last() {
        Some(largest) if prints.len() > MOST / 4 => largest.leading_zeros().min(SPARSEST),
        _ => 0,
    }
}

/// The part of a sample that one of this level would have kept.
pub(super) fn at_level(prints: &[u32], level: u32) -> &[u32] {
    &prints[..prints.partition_point(|hash| hash.leading_zeros() >= level)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_short_word_is_read_as_byte_by_byte(text in "[a-cxzAZ@\\[`{/:059\u{e9} .'-]{8,12}") {
            let bytes = text.as_bytes();
            let length = bytes.iter().take_while(|&&byte| KIND[usize::from(byte)] != PARTS).count();
            let short = Short::read(*bytes.first_chunk().unwrap());
            if length < 8 && text.as_bytes()[..length].is_ascii() {
                let short = short.unwrap();
                let digits = bytes[..length].iter().any(u8::is_ascii_digit);
                prop_assert_eq!((short.length, short.has_digit), (length, digits));
                prop_assert!(length == 0 || short.hash == plain(bytes, 0, length));
            } else {
                prop_assert!(short.is_none());
            }
        }
    }
}
