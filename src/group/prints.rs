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
const MOST: usize = 128;

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
        let start = at;
        let (mut hash, mut plain) = (SEED, true);
        while let Some(kind) = bytes.get(at).map(|&byte| KIND[usize::from(byte)])
            && kind != 0
        {
            hash = pushed(hash, kind);
            plain &= kind < 0x80;
            at += 1;
        }
        if !plain {
            other(&body[start..at], &mut run, &mut sample);
        } else if at - start > 1 || bytes.get(start).is_some_and(u8::is_ascii_digit) {
            sample.extend(run.push(hash));
        }
        at += 1;
    }
    sample.settle(MOST);
    sample.hashes
}

/// Takes a piece of text that is not all ASCII and in which no ASCII character parts words.
#[cold]
fn other(piece: &str, run: &mut Run, sample: &mut Sample) {
    let mut reader = words(piece);
    while let Some(word) = reader.next() {
        for part in word.text.split('\'') {
            if part.len() > 1 || part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty()
            {
                sample.extend(run.push(part.bytes().fold(SEED, pushed)));
            }
        }
    }
}

/// What a byte is to a word: nothing (0), its lower case, or part of a character that is not ASCII.
const KIND: [u8; 256] = {
    let mut kind = [0; 256];
    let mut byte = 0_u8;
    loop {
        if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            kind[byte as usize] = byte.to_ascii_lowercase();
        }
        if byte == u8::MAX {
            break kind;
        }
        byte += 1;
    }
};

/// Start and factor of the FNV-1a hash. Prints are kept in the index, so how they are made is fixed.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x0000_0100_0000_01b3;

fn pushed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FACTOR)
}

/// Spreads a hash over all bits (the last steps of MurmurHash3).
pub(super) fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The last words read.
#[derive(Default)]
struct Run {
    last: [u64; RUN],
    words: usize,
}

impl Run {
    /// Takes a word; the hash of the run it ends, once there are words enough.
    fn push(&mut self, word: u64) -> Option<u32> {
        self.last.rotate_left(1);
        self.last[RUN - 1] = word;
        self.words += 1;
        (self.words >= RUN).then(|| {
            let whole = self.last.iter().fold(0, |all: u64, &word| {
                (all.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            });
            (mixed(whole) >> 32) as u32
        })
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
            self.settle(MOST);
            self.full = 2 * self.hashes.len().max(MOST);
        }
    }

    /// Sorts, and halves the sample until it is small or as sparse as may be. What is left depends
    /// on the distinct runs alone, not on when this is called.
    fn settle(&mut self, most: usize) {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        while self.hashes.len() > most && self.level < SPARSEST {
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
