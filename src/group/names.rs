//! The names of a text: what tells the notice of one company from that of another.

use std::sync::LazyLock;

use super::prints::{low, mixed};
use crate::text::{stop_words, words};

/// No more names are kept of one text; the smallest hashes of two texts are a fair sample of both.
pub(super) const MOST: usize = 32;

/// Only of texts of so many bytes at most, some 350 words; longer ones have more in common, or less,
/// than the form of a notice.
const LONGEST: usize = 2_000;

/// Hashes of the distinct words of a short text that have a capital, sorted: names, first words of sentences,
/// in German all nouns; stop words are none. Of more than 32 those with the smallest hashes stand
/// for all. Scripts without capitals have no names.
pub fn names(body: &str) -> Vec<u32> {
    let mut found = Vec::new();
    if body.len() > LONGEST {
        return found;
    }
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let length = bytes[start..].iter().take_while(|&&byte| is_of_word(byte)).count();
        at += length + 1;
        let first = bytes[start];
        if length < 2 || first.is_ascii() && !first.is_ascii_uppercase() {
            continue;
        }
        let piece = &body[start..start + length];
        if piece.is_ascii() {
            let lower = piece.bytes().map(|byte| byte.to_ascii_lowercase());
            found.push(finished(lower.fold(SEED, pushed)));
        } else {
            let mut reader = words(piece);
            while let Some(word) = reader.next() {
                if word.text.len() > 1 && piece[word.start..].starts_with(char::is_uppercase) {
                    found.push(finished(word.text.bytes().fold(SEED, pushed)));
                }
            }
        }
    }
    keep_smallest(&mut found);
    found
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// The hashes of words that are no names, whatever their first letter; sorted.
static NONE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let hashes = stop_words().map(|word| finished(word.bytes().fold(SEED, pushed)));
    let mut hashes: Vec<u32> = hashes.collect();
    hashes.sort_unstable();
    hashes
});

fn keep_smallest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.retain(|hash| NONE.binary_search(hash).is_err());
    hashes.truncate(MOST);
}

/// Start and factor of the FNV-1a hash. Names are kept in the index, so how they are made is fixed.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x0000_0100_0000_01b3;

fn pushed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(FACTOR)
}

fn finished(hash: u64) -> u32 {
    low(mixed(hash) >> 32)
}
