//! The numbers of a text: what tells one week's report from the next.

use super::prints::{low, mixed};

/// No more numbers are kept of one text: a table of thousands must not outgrow its article, and the
/// smallest hashes of two texts are a fair sample of both.
pub(super) const MOST: usize = 64;

/// Hashes of the distinct numbers of a text (figures, amounts, dates in figures), sorted.
///
/// `5,000` is `5000` and `3.5` is one number; `11:30` and `2024-06-17` are several. Of more than 64
/// numbers those with the smallest hashes stand for all.
pub fn numbers(body: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let text = body.as_bytes();
    let mut at = 0;
    while let Some(skipped) = text[at..].iter().position(|&byte| LEADS[usize::from(byte)]) {
        at += skipped;
        let Some((hash, length)) = number(&text[at..]) else {
            at += 1;
            continue;
        };
        at += length;
        found.push(hash);
        if found.len() == 4 * MOST {
            keep_smallest(&mut found);
        }
    }
    keep_smallest(&mut found);
    found
}

/// The bytes by which a digit may begin.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let mut byte = b'0';
    while byte <= b'9' {
        leads[byte as usize] = true;
        byte += 1;
    }
    leads[0xd9] = true;
    leads[0xdb] = true;
    leads[0xe0] = true;
    leads[0xef] = true;
    leads
};

fn keep_smallest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(MOST);
}

/// The number that begins here: its hash and length in bytes.
fn number(text: &[u8]) -> Option<(u32, usize)> {
    let (first, mut at) = digit(text)?;
    let mut hash = push(0, first);
    loop {
        if let Some((value, length)) = digit(&text[at..]) {
            hash = push(hash, value);
            at += length;
        } else if let Some((mark @ (b'.' | b','), behind)) = text[at..].split_first()
            && digit(behind).is_some()
        {
            if *mark == b'.' {
                hash = push(hash, 10);
            }
            at += 1;
        } else {
            return Some((low(mixed(hash) >> 32), at));
        }
    }
}

fn push(hash: u64, part: u8) -> u64 {
    hash.wrapping_mul(11).wrapping_add(u64::from(part) + 1)
}

/// The decimal digit that begins here, in ASCII or another script of newspapers, and its length.
fn digit(text: &[u8]) -> Option<(u8, usize)> {
    match *text {
        [d @ b'0'..=b'9', ..] => Some((d - b'0', 1)),
        [0xd9, d @ 0xa0..=0xa9, ..] => Some((d - 0xa0, 2)), // Arabic
        [0xdb, d @ 0xb0..=0xb9, ..] => Some((d - 0xb0, 2)), // Persian, Urdu
        [0xe0, 0xa5 | 0xa7, d @ 0xa6..=0xaf, ..] => Some((d - 0xa6, 3)), // Devanagari, Bengali
        [0xef, 0xbc, d @ 0x90..=0x99, ..] => Some((d - 0x90, 3)), // full width
        _ => None,
    }
}
