//! The names of a text: what tells the notice of one company from that of another.

use xxhash_rust::xxh3::xxh3_64;

use super::prints::low;
use crate::text::{is_stop_word, words};

/// No more names are kept of one text; the smallest hashes of two texts are a fair sample of both.
pub(super) const MOST: usize = 32;

/// Hashes of the distinct words of a text that have a capital, sorted: names, first words of sentences,
/// in German all nouns; stop words are none. Of more than 32 those with the smallest hashes stand
/// for all. Scripts without capitals have no names.
pub fn names(body: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut lower = String::new();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut plain = true;
        while let Some(byte) =
            bytes.get(at).filter(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric())
        {
            plain &= byte.is_ascii();
            at += 1;
        }
        let word = &body[start..at];
        if !plain {
            let mut reader = words(word);
            while let Some(name) = reader.next() {
                if word[name.start..].starts_with(char::is_uppercase) {
                    push(name.text, &mut found);
                }
            }
        } else if word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            lower.clear();
            lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            push(&lower, &mut found);
        }
        at += 1;
    }
    keep_smallest(&mut found);
    found
}

fn push(name: &str, found: &mut Vec<u32>) {
    if name.len() > 1 && !is_stop_word(name) {
        found.push(low(xxh3_64(name.as_bytes())));
        if found.len() == 8 * MOST {
            keep_smallest(found);
        }
    }
}

fn keep_smallest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(MOST);
}
