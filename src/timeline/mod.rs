//! Buckets of time: how long they are, which there are, and which of them stand out.
//!
//! Pure arithmetic over numbers of days. [`Days`] keeps how many articles are of which day, and
//! apart those whose date is less precise; [`choose`] and [`Buckets`] make a timeline of them. No
//! article is put into a bucket that its date does not wholly lie in: what is known to be of a
//! month has no place among days.

mod buckets;
mod peaks;

pub use buckets::{Buckets, choose};
pub use peaks::{Standing, peaks};

use std::collections::BTreeMap;

/// How many seconds a day has.
const DAY: i64 = 24 * 60 * 60;

/// The number of the day in which a second lies: both count from 1970-01-01.
fn day_of(second: i64) -> i64 {
    second.div_euclid(DAY)
}

/// The longest window in days. Dates that readers believe begin in 1600, so it holds all of them in
/// 1.6 MB.
const WINDOW: i64 = 200_000;

/// How many articles are of which day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day of the window.
    from: i64,
    /// How many articles are of each of its days.
    window: Vec<u64>,
    /// How many are of each longer stretch of days, or of a day outside the window.
    ranges: BTreeMap<(i64, i64), u64>,
    undated: u64,
}

impl Days {
    /// No articles, with a window for dates between two seconds.
    pub fn between(first: i64, last: i64) -> Self {
        let (from, to) = (day_of(first), day_of(last));
        let days = to.saturating_sub(from).saturating_add(1).min(WINDOW);
        let days = usize::try_from(days).unwrap_or(0);
        Self { from, window: vec![0; days], ..Self::default() }
    }

    /// Adds an article by the first and the last second that its date may mean.
    pub fn add(&mut self, first: i64, last: i64) {
        let (first, last) = (day_of(first), day_of(last));
        self.add_many((first, last), 1);
    }

    /// Adds an article without a date.
    pub fn add_undated(&mut self) {
        self.undated += 1;
    }

    /// Adds what another has.
    pub fn merge(&mut self, mut other: Self) {
        if other.window.len() > self.window.len() {
            std::mem::swap(self, &mut other);
        }
        self.undated += other.undated;
        for (days, articles) in other.iter() {
            self.add_many(days, articles);
        }
    }

    /// How many articles have no date.
    pub fn undated(&self) -> u64 {
        self.undated
    }

    /// How many have one.
    pub fn dated(&self) -> u64 {
        self.iter().map(|(_, articles)| articles).sum()
    }

    /// The stretches of days of which there are articles, and how many.
    fn iter(&self) -> impl Iterator<Item = ((i64, i64), u64)> {
        let days = (self.from..).zip(&self.window).filter(|&(_, &articles)| articles > 0);
        let days = days.map(|(day, &articles)| ((day, day), articles));
        days.chain(self.ranges.iter().map(|(&days, &articles)| (days, articles)))
    }

    fn add_many(&mut self, (first, last): (i64, i64), articles: u64) {
        let at = usize::try_from(first.saturating_sub(self.from)).ok();
        match at.and_then(|at| self.window.get_mut(at)) {
            Some(day) if first == last => *day += articles,
            _ => *self.ranges.entry((first, last)).or_insert(0) += articles,
        }
    }
}

#[cfg(test)]
mod tests;
