//! Which hubs hold a run of words.

use super::prints::{low, mixed, top};

/// So many hubs at most are remembered for one run of words, the fullest: what more hold is no one's
/// mark, and costs no more.
const HOLDERS: usize = 8;
/// A candidate shares so many of the runs by which candidates are found: with one, chance and
/// phrases of the language made ten times as many.
const VOTES: usize = 2;
/// So many candidates at most are compared, those with most votes.
const CANDIDATES: usize = 8;

/// No hub: a slot that is free.
const FREE: u32 = u32::MAX;

/// Slots in one allocation, parted into buckets of the size counted before, so that a print takes
/// four bytes.
pub(super) struct Table {
    /// Where each bucket begins and the one before ends; before `allocate`, how many slots it needs.
    starts: Vec<u32>,
    /// A hub and, in the bits it leaves free, as much of the print's hash as they hold.
    slots: Vec<u32>,
    /// Bits of a hub.
    bits: u32,
    /// Bits of a hash that tell its bucket.
    buckets: u32,
    /// Where the marks last asked for stand.
    asked: Vec<Asked>,
    found: Vec<u32>,
}

struct Asked {
    start: usize,
    end: usize,
    tag: u32,
    /// What the first slot holds, if there is one.
    first: u32,
}

impl Table {
    /// A table for articles that have places below this.
    pub(super) fn for_places(places: usize) -> Table {
        let bits = (usize::BITS - places.leading_zeros()).clamp(4, 30);
        let buckets = bits + 2;
        Table {
            starts: vec![0; (1 << buckets) + 1],
            slots: Vec::new(),
            bits,
            buckets,
            asked: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Makes room for the marks of an article.
    pub(super) fn expect(&mut self, marks: &[u32]) {
        for &print in marks {
            self.starts[top(mixed(u64::from(print)), self.buckets) + 1] += 1;
        }
    }

    /// To be called between the last `expect` and the first question.
    pub(super) fn allocate(&mut self) {
        let mut total = 0;
        for start in &mut self.starts {
            total += *start;
            *start = total;
        }
        self.slots = vec![FREE; total as usize];
    }

    /// The hubs that share most marks, best first, by their places.
    pub(super) fn candidates(&mut self, marks: &[u32], candidates: &mut Vec<u32>) {
        // Plain loops rather than one: what they read is far apart in memory, and so it is read at once.
        self.asked.clear();
        for &print in marks {
            let hash = mixed(u64::from(print));
            let bucket = top(hash, self.buckets);
            let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
            self.asked.push(Asked { start, end, tag: low(hash) << self.bits, first: FREE });
        }
        for asked in &mut self.asked {
            asked.first = self.slots.get(asked.start).copied().unwrap_or(FREE);
        }
        self.found.clear();
        for asked in self.asked.iter().filter(|asked| asked.first != FREE) {
            self.found.extend(holders(&self.slots, asked, self.bits));
        }
        self.found.sort_unstable();
        let mut counted: Vec<(std::cmp::Reverse<usize>, u32)> = self
            .found
            .chunk_by(|a, b| a == b)
            .filter(|votes| votes.len() >= VOTES)
            .map(|votes| (std::cmp::Reverse(votes.len()), votes[0]))
            .collect();
        counted.sort_unstable();
        candidates.clear();
        candidates.extend(counted.iter().take(CANDIDATES).map(|&(_, hub)| hub));
    }

    /// Remembers the marks last asked for as those of a hub.
    pub(super) fn insert(&mut self, hub: u32) {
        for asked in &self.asked {
            if holders(&self.slots, asked, self.bits).count() < HOLDERS
                && let Some(slot) =
                    self.slots[asked.start..asked.end].iter_mut().find(|slot| **slot == FREE)
            {
                *slot = asked.tag | hub;
            }
        }
    }
}

fn holders(slots: &[u32], asked: &Asked, bits: u32) -> impl Iterator<Item = u32> {
    let (mask, tag) = ((1 << bits) - 1, asked.tag);
    slots[asked.start..asked.end]
        .iter()
        .take_while(|&&slot| slot != FREE)
        .filter(move |&&slot| slot & !mask == tag)
        .map(move |&slot| slot & mask)
        .take(HOLDERS)
}
