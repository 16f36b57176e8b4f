//! All groups of versions among many articles.
//!
//! Groups have hubs. Articles are taken fullest first; one that is a version of a hub joins the hub
//! it shares most with, any other becomes a hub itself. So members never pull in members of their
//! own, and cuts of one article that do not overlap meet in the article they were cut from.

use super::prints::{at_level, level, mixed};
use super::relation::Side;
use super::{Articles, Boilerplate, Copy, Relation};

/// Candidates are found by the smallest prints: those among the first in 32 of all runs, or this many.
const SPARSE: usize = 16;
/// One run in 2⁵ = 32.
const SPARSE_LEVEL: u32 = 5;
/// So many hubs at most are remembered for one run of words: the fullest. What more hold is
/// no one's mark.
const HOLDERS: usize = 8;
/// A candidate shares so many of the runs by which candidates are found.
const VOTES: usize = 2;
/// So many candidates at most are compared, those with most votes.
const CANDIDATES: usize = 8;

/// Every group of two or more versions, the fullest article first. The groups do not depend on the
/// order in which the articles stand.
pub fn groups(articles: &impl Articles) -> Vec<Vec<u32>> {
    let boilerplate = Boilerplate::among(articles);
    let mut read =
        Reader { articles, boilerplate: &boilerplate, a: Entry::default(), b: Entry::default() };
    let (order, mut table) = survey(articles, &boilerplate);
    let mut hub_of: Vec<u32> = (0..articles.count()).collect();
    let mut votes = Vec::new();
    for &article in &order {
        read.load_a(article);
        table.candidates(read.a.marks(), &mut votes);
        let hub = best(&mut read, &votes);
        match hub {
            Some(hub) => hub_of[article as usize] = hub,
            None => table.insert(read.a.marks(), article),
        }
    }
    let mut members: Vec<(u32, u32)> = Vec::new();
    for (rank, &article) in (0..).zip(&order) {
        let hub = hub_of[article as usize];
        if hub != article {
            members.push((hub, rank));
        }
    }
    members.sort_unstable();
    members
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            std::iter::once(group[0].0)
                .chain(group.iter().map(|&(_, rank)| order[rank as usize]))
                .collect()
        })
        .collect()
}

/// The hub that the article at hand is a version of and shares most with.
fn best<A: Articles>(read: &mut Reader<'_, A>, votes: &[u32]) -> Option<u32> {
    let mut best: Option<(u32, u32)> = None;
    for &hub in votes {
        read.load_b(hub);
        if let Some((Relation::Version, runs)) = read.a.side().relation(&read.b.side())
            && best.is_none_or(|(most, _)| runs > most)
        {
            best = Some((runs, hub));
        }
    }
    best.map(|(_, hub)| hub)
}

/// What the columns have of one article.
#[derive(Default)]
struct Entry {
    prints: Vec<u32>,
    numbers: Vec<u32>,
    dates: Option<(i64, i64)>,
    source: Option<u32>,
    level: u32,
}

impl Entry {
    fn side(&self) -> Side<'_> {
        let copy = Copy {
            prints: &self.prints,
            numbers: &self.numbers,
            first: self.dates.map(|dates| dates.0),
            last: self.dates.map(|dates| dates.1),
            source: self.source,
        };
        Side { copy, level: self.level }
    }

    fn marks(&self) -> &[u32] {
        marks(&self.prints)
    }
}

/// The prints by which candidates are found.
fn marks(prints: &[u32]) -> &[u32] {
    &prints[..at_level(prints, SPARSE_LEVEL).len().max(SPARSE.min(prints.len()))]
}

struct Reader<'a, A> {
    articles: &'a A,
    boilerplate: &'a Boilerplate,
    a: Entry,
    b: Entry,
}

impl<A: Articles> Reader<'_, A> {
    fn load_a(&mut self, article: u32) {
        load(self.articles, self.boilerplate, article, &mut self.a);
    }
    fn load_b(&mut self, article: u32) {
        load(self.articles, self.boilerplate, article, &mut self.b);
    }
}

fn load(articles: &impl Articles, boilerplate: &Boilerplate, article: u32, entry: &mut Entry) {
    entry.prints.clear();
    entry.numbers.clear();
    articles.prints(article, &mut entry.prints);
    articles.numbers(article, &mut entry.numbers);
    entry.level = level(&entry.prints);
    entry.source = articles.source(article);
    entry.dates = articles.dates(article);
    boilerplate.strip(entry.source, &mut entry.prints);
}

/// The articles, fullest first and of those the earliest, and an empty table with room for them.
fn survey(articles: &impl Articles, boilerplate: &Boilerplate) -> (Vec<u32>, Table) {
    let mut keys = Vec::with_capacity(articles.count() as usize);
    let mut prints = Vec::new();
    let mut table = Table::with_buckets(articles.count());
    for article in 0..articles.count() {
        prints.clear();
        articles.prints(article, &mut prints);
        let level = level(&prints);
        boilerplate.strip(articles.source(article), &mut prints);
        let runs = (prints.len() as u64) << level;
        let first = articles.dates(article).map_or(i64::MAX, |dates| dates.0);
        let text = prints.iter().fold(0, |all, &print| mixed(all ^ u64::from(print)));
        keys.push((std::cmp::Reverse(runs as u32), first, text as u32, article));
        table.expect(marks(&prints));
    }
    table.allocate();
    keys.sort_unstable();
    (keys.into_iter().map(|key| key.3).collect(), table)
}

/// Which hubs hold a print: slots in one allocation, parted into buckets of the size counted before.
struct Table {
    /// Where each bucket ends; before `allocate`, how many slots it needs.
    ends: Vec<u32>,
    /// A hub and, in the bits it leaves free, as much of the print as they hold.
    slots: Vec<u32>,
    bits: u32,
    shift: u32,
}

const FREE: u32 = u32::MAX;

impl Table {
    fn with_buckets(count: u32) -> Table {
        let shift = (u64::from(count) * 4).next_power_of_two().trailing_zeros().max(4);
        let bits = (32 - count.leading_zeros()).max(1);
        Table { ends: vec![0; (1 << shift) + 1], slots: Vec::new(), bits, shift }
    }

    fn bucket(&self, print: u32) -> (usize, u32) {
        let hash = mixed(u64::from(print));
        let tag = (hash as u32).checked_shl(self.bits).unwrap_or(0);
        ((hash >> (64 - self.shift)) as usize, tag)
    }

    fn expect(&mut self, marks: &[u32]) {
        for &print in marks {
            let (bucket, _) = self.bucket(print);
            self.ends[bucket + 1] += 1;
        }
    }

    fn allocate(&mut self) {
        let mut total = 0;
        for end in &mut self.ends {
            total += *end;
            *end = total;
        }
        self.slots = vec![FREE; total as usize];
    }

    fn slots(&self, bucket: usize) -> std::ops::Range<usize> {
        self.ends[bucket] as usize..self.ends[bucket + 1] as usize
    }

    fn holders(&self, print: u32) -> impl Iterator<Item = u32> {
        let (bucket, tag) = self.bucket(print);
        let mask = u32::MAX >> (32 - self.bits);
        self.slots[self.slots(bucket)]
            .iter()
            .take_while(|&&slot| slot != FREE)
            .filter(move |&&slot| slot & !mask == tag)
            .map(move |&slot| slot & mask)
            .take(HOLDERS)
    }

    fn insert(&mut self, marks: &[u32], hub: u32) {
        for &print in marks {
            if self.holders(print).count() < HOLDERS {
                let (bucket, tag) = self.bucket(print);
                let range = self.slots(bucket);
                if let Some(slot) = self.slots[range].iter_mut().find(|slot| **slot == FREE) {
                    *slot = tag | hub;
                }
            }
        }
    }

    fn candidates(&self, marks: &[u32], best: &mut Vec<u32>) {
        let mut found: Vec<u32> = marks.iter().flat_map(|&print| self.holders(print)).collect();
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> = found
            .chunk_by(|a, b| a == b)
            .filter(|votes| votes.len() >= VOTES)
            .map(|votes| (votes.len(), votes[0]))
            .collect();
        counted.sort_unstable_by(|a, b| b.cmp(a));
        best.clear();
        best.extend(counted.iter().take(CANDIDATES).map(|&(_, hub)| hub));
    }
}
