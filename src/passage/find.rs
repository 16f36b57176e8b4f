//! Finding every word and phrase of a query in one walk over a text.
//!
//! Phrases are followed by the bit-parallel "shift-and" method: bit `i` of a phrase's state says
//! that its first `i + 1` words stand right here. A single word is a phrase of one. Longer phrases
//! take several blocks of 64 words, each handing its last bit on to the next.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::query::{Breaks, Expansion, Field, LEAD, Leaf, Plan, Query, Span};
use crate::text;

const BLOCK: usize = 64;

/// What is close by more words than this is not shown in one piece: no passage has room for it.
const LONGEST_STRETCH: usize = 80;

/// The words to look for, the phrases they belong to, and what these are put together to.
#[derive(Debug)]
pub(super) struct Patterns<'e> {
    /// The different leaves of the query that can be marked.
    rules: Vec<Rule>,
    atoms: Vec<Pattern>,
    blocks: Vec<Block>,
    /// Where the chain of each word's slots begins.
    first_slot: HashMap<&'e str, usize>,
    slots: Vec<Slot>,
    /// Which bytes any of the words begins with: most words of a text need no closer look.
    begins: Vec<bool>,
}

/// How a leaf is put together of atoms.
#[derive(Debug)]
struct Rule {
    field: Field,
    plan: Plan,
    /// For each atom of the plan, which of [`Patterns::atoms`] it is, if the index has its words.
    atoms: Vec<Option<usize>>,
    /// How many words it has at least.
    length: usize,
}

/// A word or phrase.
#[derive(Debug)]
struct Pattern {
    field: Field,
    length: usize,
}

#[derive(Debug)]
struct Block {
    atom: usize,
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
    /// Stretches of words that are a match only together, in order.
    pub(super) stretches: Vec<Span>,
}

impl Found {
    pub(super) fn bytes(&self, one: &Match) -> Range<usize> {
        self.words[one.first].start..self.words[one.last].end
    }

    /// The bytes of a stretch of words, if it can be shown as a whole; else those of its first word.
    pub(super) fn stretch_bytes(&self, stretch: Span) -> Range<usize> {
        let (first, behind) = (stretch.start as usize, stretch.end as usize);
        let last = if behind - first > LONGEST_STRETCH { first } else { behind - 1 };
        self.words[first].start..self.words[last].end
    }

    /// The ordinals of the words that lie in a range of bytes.
    pub(super) fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let from = self.words.partition_point(|word| word.start < bytes.start);
        let to = self.words.partition_point(|word| word.start < bytes.end);
        from..to.max(from)
    }
}

impl<'e> Patterns<'e> {
    pub(super) fn new(query: &Query, expansions: &'e [Expansion]) -> Self {
        // A prefix can stand for thousands of words.
        let words =
            expansions.iter().flat_map(|expansion| &expansion.words).map(BTreeSet::len).sum();
        let mut patterns = Self {
            rules: Vec::new(),
            atoms: Vec::new(),
            blocks: Vec::new(),
            first_slot: HashMap::with_capacity(words),
            slots: Vec::with_capacity(words),
            begins: vec![false; 256],
        };
        let by_leaf: HashMap<&Leaf, &'e Expansion> =
            expansions.iter().map(|expansion| (&expansion.leaf, expansion)).collect();
        let mut places: HashMap<Leaf, Option<usize>> = HashMap::new();
        let mut seen = HashSet::new();
        for (leaf, positive) in query.leaves() {
            if !positive || !leaf.is_text() || !seen.insert(leaf) {
                continue;
            }
            let Some((plan, _)) = Plan::of(&leaf.test) else { continue };
            let field = leaf.field;
            let atoms = leaf.test.atoms().into_iter().map(|test| {
                let atom = Leaf { field, test };
                let expansion = by_leaf.get(&atom).copied();
                *places.entry(atom).or_insert_with(|| patterns.add(field, expansion?))
            });
            let atoms: Vec<Option<usize>> = atoms.collect();
            if atoms.iter().any(Option::is_some) {
                let length = |atom: usize| patterns.atoms[atom].length;
                let length = atoms.iter().flatten().map(|&atom| length(atom)).sum();
                patterns.rules.push(Rule { field, plan, atoms, length });
            }
        }
        patterns
    }

    /// Takes in a word or phrase; `None` for one that can stand nowhere.
    fn add(&mut self, field: Field, expansion: &'e Expansion) -> Option<usize> {
        let length = expansion.words.len();
        if length == 0 || expansion.words.iter().any(BTreeSet::is_empty) {
            return None;
        }
        let atom = self.atoms.len();
        self.atoms.push(Pattern { field, length });
        for (nth, words) in expansion.words.iter().enumerate() {
            let bit = 1 << (nth % BLOCK);
            if nth % BLOCK == 0 {
                self.blocks.push(Block { atom, is_first: nth == 0, last: 0 });
            }
            let block = self.blocks.len() - 1;
            if nth + 1 == length {
                self.blocks[block].last = bit;
            }
            for word in words {
                self.add_word(word, block, bit);
            }
        }
        Some(atom)
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
        self.rules.iter().map(|rule| rule.length)
    }

    /// Finds everything in the text of a field, whose sentences are these.
    pub(super) fn find(&self, text: &str, field: Field, sentences: &[Range<usize>]) -> Found {
        let (words, atoms) = self.atoms_in(text, field);
        let mut found = Found { words, matches: Vec::new(), stretches: Vec::new() };
        let begins = Begins::of(text, sentences, &found.words, &self.rules);
        for (leaf, rule) in self.rules.iter().enumerate() {
            if !can_be_in(rule.field, field) {
                continue;
            }
            let until = if rule.field == Field::Lead { LEAD } else { u32::MAX };
            let spans = |atom: &Option<usize>| -> Vec<Span> {
                let spans = atom.map(|atom| &atoms[atom][..]).unwrap_or_default();
                spans.iter().filter(|span| span.end <= until).copied().collect()
            };
            let places: Vec<Vec<Span>> = rule.atoms.iter().map(spans).collect();
            if let (Plan::Atom(_), [places]) = (&rule.plan, &places[..]) {
                found.matches.extend(places.iter().map(|&span| Match::new(span, leaf)));
            } else {
                let stretches = rule.plan.spans(&places, begins.breaks());
                found.mark(leaf, &stretches, &places);
            }
        }
        found.matches.sort_unstable();
        found.matches.dedup();
        found.stretches.sort_unstable();
        found
    }

    /// The bytes of every word of a text, and where each atom stands in it, in order.
    fn atoms_in(&self, text: &str, field: Field) -> (Vec<Range<usize>>, Vec<Vec<Span>>) {
        let mut all = Vec::new();
        let mut places = vec![Vec::new(); self.atoms.len()];
        // The state of each block and the count of words it was true at.
        let mut states = vec![(0_usize, 0_u64); self.blocks.len()];
        let mut words = text::words(text);
        while let Some(word) = words.next() {
            all.push(word.start..word.end);
            if !word.text.bytes().next().is_some_and(|first| self.begins[usize::from(first)]) {
                continue;
            }
            let count = all.len();
            let mut next = self.first_slot.get(word.text).copied();
            // A chain leads from later blocks to earlier ones, so the block before is still as the
            // previous word left it.
            while let Some(slot) = next.map(|at| &self.slots[at]) {
                next = slot.next;
                let block = &self.blocks[slot.block];
                let atom = &self.atoms[block.atom];
                if !can_be_in(atom.field, field) {
                    continue;
                }
                let before = |(at, bits): (usize, u64)| if at + 1 == count { bits } else { 0 };
                let carried =
                    if block.is_first { 1 } else { before(states[slot.block - 1]) >> (BLOCK - 1) };
                let bits = (before(states[slot.block]) << 1 | carried) & slot.mask;
                states[slot.block] = (count, bits);
                if bits & block.last != 0 {
                    places[block.atom]
                        .push(Span { start: ordinal(count - atom.length), end: ordinal(count) });
                }
            }
        }
        (all, places)
    }
}

/// Whether a test on one field looks into another.
fn can_be_in(asked: Field, field: Field) -> bool {
    asked == Field::Text || asked == field || (asked, field) == (Field::Lead, Field::Body)
}

/// No text has so many words that their count is cut.
fn ordinal(words: usize) -> u32 {
    u32::try_from(words).unwrap_or(u32::MAX)
}

impl Match {
    fn new(span: Span, leaf: usize) -> Self {
        Self { first: span.start as usize, last: (span.end as usize).saturating_sub(1), leaf }
    }
}

impl Found {
    /// Marks what lies in the stretches: the words and phrases that are a match together.
    fn mark(&mut self, leaf: usize, stretches: &[Span], places: &[Vec<Span>]) {
        for stretch in stretches {
            for places in places {
                let from = places.partition_point(|span| span.start < stretch.start);
                let inside = places[from..].iter().take_while(|span| span.start < stretch.end);
                let whole = inside.filter(|span| span.end <= stretch.end);
                self.matches.extend(whole.map(|&span| Match::new(span, leaf)));
            }
        }
        self.stretches.extend(stretches);
    }
}

/// Where sentences and paragraphs begin, where any rule asks for that.
#[derive(Default)]
struct Begins {
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl Begins {
    fn of(text: &str, sentences: &[Range<usize>], words: &[Range<usize>], rules: &[Rule]) -> Self {
        let mut begins = Self::default();
        if !rules.iter().any(|rule| rule.plan.needs_breaks()) {
            return begins;
        }
        let mut reader = text::BreakReader::with(text, sentences.to_vec());
        for (nth, word) in words.iter().enumerate() {
            let Some(found) = reader.before(word.start) else { continue };
            begins.sentences.push(ordinal(nth));
            if found.paragraph {
                begins.paragraphs.push(ordinal(nth));
            }
        }
        begins
    }

    fn breaks(&self) -> Breaks<'_> {
        Breaks { sentences: &self.sentences, paragraphs: &self.paragraphs }
    }
}
