//! Finding every word and phrase of a query in one walk over a text.
//!
//! Phrases are followed by the bit-parallel "shift-and" method: bit `i` of a phrase's state says
//! that its first `i + 1` words stand right here. A single word is a phrase of one. Longer phrases
//! take several blocks of 64 words, each handing its last bit on to the next.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::query::{Expansion, Field};
use crate::text;

const BLOCK: usize = 64;

/// The words to look for and the phrases they belong to.
#[derive(Debug)]
pub(super) struct Patterns<'e> {
    leaves: Vec<Pattern>,
    blocks: Vec<Block>,
    /// Where the chain of each word's slots begins.
    first_slot: HashMap<&'e str, usize>,
    slots: Vec<Slot>,
    /// Which bytes any of the words begins with: most words of a text need no closer look.
    begins: Vec<bool>,
}

#[derive(Debug)]
struct Pattern {
    field: Field,
    length: usize,
}

#[derive(Debug)]
struct Block {
    leaf: usize,
    is_first: bool,
    /// The bit of the phrase's last word, if that lies in this block.
    last: u64,
}

/// The places of a word in one block.
#[derive(Debug)]
struct Slot {
    block: usize,
    mask: u64,
    next: Option<usize>,
}

/// A match of a leaf of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// The ordinals of its first and last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Which of the different leaves.
    pub(super) leaf: usize,
}

/// The words of a text and what matches among them.
#[derive(Debug)]
pub(super) struct Found {
    /// The bytes of every word.
    pub(super) words: Vec<Range<usize>>,
    /// Sorted by their first word.
    pub(super) matches: Vec<Match>,
}

impl Found {
    pub(super) fn bytes(&self, one: &Match) -> Range<usize> {
        self.words[one.first].start..self.words[one.last].end
    }

    /// The ordinals of the words that lie in a range of bytes.
    pub(super) fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.start < bytes.start);
        let to = self.words.partition_point(|word| word.start < bytes.end);
        from..to.max(from)
    }
}

impl<'e> Patterns<'e> {
    pub(super) fn new(expansions: &'e [Expansion]) -> Self {
        // A prefix can stand for thousands of words.
        let words =
            expansions.iter().flat_map(|expansion| &expansion.words).map(BTreeSet::len).sum();
        let mut patterns = Self {
            leaves: Vec::new(),
            blocks: Vec::new(),
            first_slot: HashMap::with_capacity(words),
            slots: Vec::with_capacity(words),
            begins: vec![false; 256],
        };
        let mut seen = HashSet::new();
        for expansion in expansions {
            let can_match = expansion.positive
                && expansion.leaf.field.is_text()
                && !expansion.words.is_empty()
                && expansion.words.iter().all(|words| !words.is_empty());
            if can_match && seen.insert(&expansion.leaf) {
                patterns.add(expansion);
            }
        }
        patterns
    }

    fn add(&mut self, expansion: &'e Expansion) {
        let leaf = self.leaves.len();
        let length = expansion.words.len();
        self.leaves.push(Pattern { field: expansion.leaf.field, length });
        for (nth, words) in expansion.words.iter().enumerate() {
            let bit = 1 << (nth % BLOCK);
            if nth % BLOCK == 0 {
                self.blocks.push(Block { leaf, is_first: nth == 0, last: 0 });
            }
            let block = self.blocks.len() - 1;
            if nth + 1 == length {
                self.blocks[block].last = bit;
            }
            for word in words {
                self.add_word(word, block, bit);
            }
        }
    }

    fn add_word(&mut self, word: &'e str, block: usize, bit: u64) {
        if let Some(&first) = word.as_bytes().first() {
            self.begins[usize::from(first)] = true;
        }
        let next = self.first_slot.get(word).copied();
        match next {
            Some(slot) if self.slots[slot].block == block => self.slots[slot].mask |= bit,
            _ => {
                self.first_slot.insert(word, self.slots.len());
                self.slots.push(Slot { block, mask: bit, next });
            }
        }
    }

    /// How many words each leaf has.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.leaves.iter().map(|leaf| leaf.length)
    }

    /// Finds everything in the text of a field.
    pub(super) fn find(&self, text: &str, field: Field) -> Found {
        let mut found = Found { words: Vec::new(), matches: Vec::new() };
        // The state of each block and the count of words it was true at.
        let mut states = vec![(0_usize, 0_u64); self.blocks.len()];
        let mut words = text::words(text);
        while let Some(word) = words.next() {
            found.words.push(word.start..word.end);
            if !word.text.bytes().next().is_some_and(|first| self.begins[usize::from(first)]) {
                continue;
            }
            let count = found.words.len();
            let mut next = self.first_slot.get(word.text).copied();
            // A chain leads from later blocks to earlier ones, so the block before is still as the
            // previous word left it.
            while let Some(slot) = next.map(|at| &self.slots[at]) {
                next = slot.next;
                let block = &self.blocks[slot.block];
                let leaf = &self.leaves[block.leaf];
                if leaf.field != Field::Text && leaf.field != field {
                    continue;
                }
                let before = |(at, bits): (usize, u64)| if at + 1 == count { bits } else { 0 };
                let carried =
                    if block.is_first { 1 } else { before(states[slot.block - 1]) >> (BLOCK - 1) };
                let bits = (before(states[slot.block]) << 1 | carried) & slot.mask;
                states[slot.block] = (count, bits);
                if bits & block.last != 0 {
                    let first = count - leaf.length;
                    found.matches.push(Match { first, last: count - 1, leaf: block.leaf });
                }
            }
        }
        found.matches.sort_unstable();
        found
    }
}
