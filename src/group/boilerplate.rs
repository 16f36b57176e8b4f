//! What one outlet prints under everything.

use std::collections::HashMap;

use super::prints::{level, mixed, top};
use super::relation::Side;
use super::{Articles, Copy, Relation};

/// A run of words is suspected from so many articles of one source on.
const HOLDERS: u8 = 8;
/// It is boilerplate if so many of them are otherwise unlike, counted in a map of 64 bits.
const UNLIKE: u32 = 6;
/// An article whose own words are a smaller part than this tells nothing: it is a copy of others.
const OWN: usize = 5;

/// What stands for the source of articles of which it is unknown: those that share a footer are mostly
/// of one.
const UNKNOWN: u32 = u32::MAX;

/// Runs of words that do not count as shared: many articles of one source hold them which are
/// otherwise unlike.
#[derive(Debug, Default)]
pub struct Boilerplate {
    keys: Keys<u64>,
    /// A bit for each hash of a key, cut to [`FILTER`] bits: nearly all prints are passed by one look.
    filter: Vec<u64>,
}

/// Bits of the hash that tell the place in the filter: 128 KB, which a processor has at hand.
const FILTER: u32 = 20;

/// Keys are hashes already.
type Keys<V> = HashMap<u64, V, std::hash::BuildHasherDefault<Ready>>;

/// A hasher for what is a hash.
#[derive(Debug, Default)]
pub(super) struct Ready(u64);

impl std::hash::Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

impl Boilerplate {
    /// Reads all articles twice: to see which runs many of a source hold, and whether these
    /// articles are otherwise unlike.
    pub fn among(articles: &impl Articles) -> Boilerplate {
        let tally = Tally::of(articles);
        let mut seen: Keys<u64> = Keys::default();
        let mut prints = Vec::new();
        for article in 0..articles.count() {
            let source = articles.source(article).unwrap_or(UNKNOWN);
            prints.clear();
            articles.prints(article, &mut prints);
            let own = |&&print: &&u32| !tally.many(key(source, print));
            let mut owned = prints.iter().filter(own);
            // Copies of one article agree in the smallest of their own prints, others do not.
            let Some(&smallest) = owned.next() else { continue };
            if (owned.count() + 1) * OWN < prints.len() {
                continue;
            }
            let bit = 1 << (mixed(u64::from(smallest)) & 63);
            for &print in &prints {
                let key = key(source, print);
                if tally.many(key) {
                    *seen.entry(key).or_default() |= bit;
                }
            }
        }
        seen.retain(|_, bits| bits.count_ones() >= UNLIKE);
        seen.shrink_to_fit();
        let mut filter = vec![0; 1 << (FILTER - 6)];
        #[expect(clippy::iter_over_hash_type, reason = "bits are set in any order")]
        for key in seen.keys() {
            set(&mut filter, top(*key, FILTER));
        }
        Boilerplate { keys: seen, filter }
    }

    /// What two articles are to each other, boilerplate left out.
    pub fn relation(&self, a: &Copy<'_>, b: &Copy<'_>) -> Option<Relation> {
        let own = |copy: &Copy<'_>| {
            let mut prints = copy.prints.to_vec();
            self.strip(copy.source, &mut prints);
            prints
        };
        let (prints_a, prints_b) = (own(a), own(b));
        let a = Side { copy: Copy { prints: &prints_a, ..*a }, level: level(a.prints) };
        let b = Side { copy: Copy { prints: &prints_b, ..*b }, level: level(b.prints) };
        a.relation(&b).map(|(relation, _)| relation)
    }

    /// Takes the boilerplate of a source out of the prints of an article of it.
    pub(super) fn strip(&self, source: Option<u32>, prints: &mut Vec<u32>) {
        let source = source.unwrap_or(UNKNOWN);
        if !self.keys.is_empty() {
            prints.retain(|&print| {
                let key = key(source, print);
                !has(&self.filter, top(key, FILTER)) || !self.keys.contains_key(&key)
            });
        }
    }
}

fn set(bits: &mut [u64], at: usize) {
    bits[at >> 6] |= 1 << (at & 63);
}

fn has(bits: &[u64], at: usize) -> bool {
    bits[at >> 6] >> (at & 63) & 1 == 1
}

fn key(source: u32, print: u32) -> u64 {
    mixed(u64::from(source) << 32 | u64::from(print))
}

/// Which runs many articles of a source hold, with some that only share their count with others.
struct Tally {
    many: Vec<u64>,
    /// Bits of a key that tell its count.
    bits: u32,
}

impl Tally {
    fn of(articles: &impl Articles) -> Tally {
        // A count serves one print and a half on average, so that chance makes them many once in ten
        // thousand times; every such run is then looked at in vain. With six to a count it was one
        // in six, and they took most of a gigabyte among a million articles.
        let bits = (u64::from(articles.count()) * 64).next_power_of_two().trailing_zeros().max(10);
        let mut counts = vec![0_u8; 1 << bits];
        let mut prints = Vec::new();
        for article in 0..articles.count() {
            let source = articles.source(article).unwrap_or(UNKNOWN);
            prints.clear();
            articles.prints(article, &mut prints);
            for &print in &prints {
                let count = &mut counts[top(key(source, print), bits)];
                *count = count.saturating_add(1);
            }
        }
        let mut many = vec![0; 1 << (bits - 6)];
        for (at, _) in (0..).zip(&counts).filter(|&(_, &count)| count >= HOLDERS) {
            set(&mut many, at);
        }
        Tally { many, bits }
    }

    fn many(&self, key: u64) -> bool {
        has(&self.many, top(key, self.bits))
    }
}
