//! What one outlet prints under everything.

use std::collections::HashMap;

use super::Articles;
use super::prints::mixed;

/// A run of words is suspected from so many articles of one source on.
const HOLDERS: u8 = 16;
/// It is boilerplate if so many of them are otherwise unlike, counted in a map of 64 bits.
const UNLIKE: u32 = 12;
/// An article whose own words are a smaller part than this tells nothing: it is a copy of others.
const OWN: usize = 5;

/// Runs of words that do not count as shared: many articles of one source hold them which are
/// otherwise unlike.
#[derive(Debug, Default)]
pub struct Boilerplate {
    keys: Keys<u64>,
}

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
            let Some(source) = articles.source(article) else { continue };
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
        Boilerplate { keys: seen }
    }

    /// Takes the boilerplate of a source out of the prints of an article of it.
    pub fn strip(&self, source: Option<u32>, prints: &mut Vec<u32>) {
        if let Some(source) = source.filter(|_| !self.keys.is_empty()) {
            prints.retain(|&print| !self.keys.contains_key(&key(source, print)));
        }
    }
}

fn key(source: u32, print: u32) -> u64 {
    mixed(u64::from(source) << 32 | u64::from(print))
}

/// How many articles of a source hold each run, roughly: several runs may share a count.
struct Tally {
    counts: Vec<u8>,
    shift: u32,
}

impl Tally {
    fn of(articles: &impl Articles) -> Tally {
        // A count for every print or two.
        let bits = (u64::from(articles.count()) * 64).next_power_of_two().trailing_zeros().max(10);
        let mut tally = Tally { counts: vec![0; 1 << bits], shift: 64 - bits };
        let mut prints = Vec::new();
        for article in 0..articles.count() {
            let Some(source) = articles.source(article) else { continue };
            prints.clear();
            articles.prints(article, &mut prints);
            for &print in &prints {
                let count = &mut tally.counts[(key(source, print) >> tally.shift) as usize];
                *count = count.saturating_add(1);
            }
        }
        tally
    }

    fn many(&self, key: u64) -> bool {
        self.counts[(key >> self.shift) as usize] >= HOLDERS
    }
}
