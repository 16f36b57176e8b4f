//! All groups of versions among many articles.
//!
//! Groups have hubs. Articles are taken fullest first; one that is a version of a hub joins the hub
//! it shares most with, any other becomes a hub itself. So members never pull in members of their
//! own, and cuts of one article that do not overlap meet in the article they were cut from.

use std::cmp::Reverse;
use std::iter;

use super::prints::{at_level, level};
use super::relation::Side;
use super::table::Table;
use super::{Articles, Boilerplate, Copy, Relation};

/// Candidates are found by their smallest prints: those of one run in 2⁵ = 32,
const SPARSE_LEVEL: u32 = 5;
/// or this many of a short text. With half of that some cut copies find their hub no more.
const SPARSE: usize = 32;

/// So many articles at most are remembered at a time, which bounds memory to some 100 MB; those
/// that follow are read again for every so many.
const CHUNK: usize = 500_000;

/// Every group of two or more versions, the fullest article first. The groups do not depend on the
/// order in which the articles stand.
///
/// Reads every article some five times, in no order, and no text. What many articles hold that are no
/// versions of one another costs no more than what few hold.
pub fn groups(articles: &impl Articles) -> Vec<Vec<u32>> {
    let boilerplate = Boilerplate::among(articles);
    let mut library = Library { articles, boilerplate: &boilerplate };
    let order = library.fullest_first();
    let hubs = library.hubs(&order);
    let mut members: Vec<(u32, u32)> =
        (0..).zip(&hubs).filter_map(|(rank, best)| Some((best.as_ref()?.hub, rank))).collect();
    members.sort_unstable();
    let article = |rank: u32| order[rank as usize];
    members
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            iter::once(article(group[0].0))
                .chain(group.iter().map(|&(_, rank)| article(rank)))
                .collect()
        })
        .collect()
}

/// What a member shares with its hub.
#[derive(Clone, Copy)]
struct Best {
    /// The place of the hub in the order.
    hub: u32,
    /// How many runs of words are shared.
    runs: u32,
}

struct Library<'a, A> {
    articles: &'a A,
    boilerplate: &'a Boilerplate,
}

impl<A: Articles> Library<'_, A> {
    /// The articles, fullest first, of those the earliest. Equal articles may stand in any order.
    fn fullest_first(&mut self) -> Vec<u32> {
        let mut keys = Vec::with_capacity(self.articles.count() as usize);
        let mut entry = Entry::default();
        for article in 0..self.articles.count() {
            self.read_prints(article, &mut entry);
            let runs =
                u32::try_from(entry.prints.len()).unwrap_or(u32::MAX >> entry.level) << entry.level;
            let first = self.articles.dates(article).map_or(i64::MAX, |dates| dates.0);
            let text = entry.prints.iter().fold(0, |all: u32, &print| all.rotate_left(5) ^ print);
            keys.push((Reverse(runs), first, text, article));
        }
        keys.sort_unstable();
        keys.into_iter().map(|key| key.3).collect()
    }

    /// For each place in the order, the hub that the article joins; `None` for hubs.
    fn hubs(&mut self, order: &[u32]) -> Vec<Option<Best>> {
        let mut hubs = vec![None; order.len()];
        let (mut this, mut other) = (Entry::default(), Entry::default());
        let mut candidates = Vec::new();
        for start in (0..order.len()).step_by(CHUNK) {
            let end = order.len().min(start + CHUNK);
            let mut table = Table::for_places(order.len());
            for &article in &order[start..end] {
                self.read_prints(article, &mut this);
                table.expect(this.marks());
            }
            table.allocate();
            for (rank, &article) in (0..).zip(order).skip(start) {
                self.read(article, &mut this);
                let best: &mut Option<Best> = &mut hubs[rank as usize];
                table.candidates(this.marks(), &mut candidates);
                for &hub in &candidates {
                    self.read(order[hub as usize], &mut other);
                    if let Some((Relation::Version, runs)) = this.side().relation(&other.side())
                        && best.is_none_or(|best| {
                            (Reverse(runs), hub) < (Reverse(best.runs), best.hub)
                        })
                    {
                        *best = Some(Best { hub, runs });
                    }
                }
                if best.is_none() && (rank as usize) < end {
                    table.insert(rank);
                }
            }
        }
        hubs
    }

    fn read_prints(&self, article: u32, entry: &mut Entry) {
        entry.prints.clear();
        self.articles.prints(article, &mut entry.prints);
        entry.level = level(&entry.prints);
        entry.source = self.articles.source(article);
        self.boilerplate.strip(entry.source, &mut entry.prints);
    }

    fn read(&self, article: u32, entry: &mut Entry) {
        self.read_prints(article, entry);
        entry.numbers.clear();
        entry.names.clear();
        self.articles.numbers(article, &mut entry.numbers);
        self.articles.names(article, &mut entry.names);
        entry.dates = self.articles.dates(article);
    }
}

/// What the columns have of one article, less the boilerplate.
#[derive(Default)]
struct Entry {
    prints: Vec<u32>,
    numbers: Vec<u32>,
    names: Vec<u32>,
    dates: Option<(i64, i64)>,
    source: Option<u32>,
    level: u32,
}

impl Entry {
    fn side(&self) -> Side<'_> {
        let copy = Copy {
            prints: &self.prints,
            numbers: &self.numbers,
            names: &self.names,
            first: self.dates.map(|dates| dates.0),
            last: self.dates.map(|dates| dates.1),
            source: self.source,
        };
        Side { copy, level: self.level }
    }

    /// The prints by which candidates are found.
    fn marks(&self) -> &[u32] {
        let sparse = at_level(&self.prints, SPARSE_LEVEL).len();
        &self.prints[..sparse.max(SPARSE.min(self.prints.len()))]
    }
}
