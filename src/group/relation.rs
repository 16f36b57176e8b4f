//! What two articles are to each other.

use super::numbers;
use super::prints::{at_level, level};

/// What is known of an article, borrowed from columns.
#[derive(Debug, Clone, Copy)]
pub struct Copy<'a> {
    /// What [`super::prints()`] made of its body.
    pub prints: &'a [u32],
    /// What [`super::numbers()`] made of its body.
    pub numbers: &'a [u32],
    /// The first second that its date may mean; `None` where it has no date.
    pub first: Option<i64>,
    /// The last.
    pub last: Option<i64>,
    /// The publisher, as any number.
    pub source: Option<u32>,
}

/// How two articles belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// One article told again: cut, retitled, corrected, with an update.
    Version,
    /// Different articles that share passages: quotes, background.
    Passages,
    /// Alike in words, other in dates and numbers: one report of a series and the next.
    Recurring,
}

/// Versions share this part of the runs of the shorter.
const SAME: f32 = 0.4;
/// Passages are shared from so many runs on.
const PASSAGE: u32 = 20;
/// Versions share this part of the numbers of the one that has fewer.
const SAME_NUMBERS: f32 = 0.6;
/// Versions are at most so many seconds apart.
const APART: i64 = 3 * 86_400;

/// What two articles are to each other, if anything.
pub fn relation(a: &Copy<'_>, b: &Copy<'_>) -> Option<Relation> {
    Side::of(*a).relation(&Side::of(*b)).map(|(relation, _)| relation)
}

/// An article in comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) copy: Copy<'a>,
    /// How often the sample of its prints was halved; it cannot be seen once boilerplate is gone.
    pub(super) level: u32,
}

impl<'a> Side<'a> {
    pub(super) fn of(copy: Copy<'a>) -> Side<'a> {
        Side { copy, level: level(copy.prints) }
    }

    /// What the articles are to each other, and how many runs of words they share.
    pub(super) fn relation(&self, other: &Side<'_>) -> Option<(Relation, u32)> {
        let level = self.level.max(other.level);
        let (a, b) = (at_level(self.copy.prints, level), at_level(other.copy.prints, level));
        let shared = shared(a, b);
        let least = a.len().min(b.len());
        let runs = shared << level;
        if least == 0 || shared == 0 {
            return None;
        }
        let part = shared as f32 / least as f32;
        if part < SAME {
            return (runs >= PASSAGE).then_some((Relation::Passages, runs));
        }
        let relation =
            if self.is_recurring(other, part) { Relation::Recurring } else { Relation::Version };
        Some((relation, runs))
    }

    fn is_recurring(&self, other: &Side<'_>, _part: f32) -> bool {
        self.apart(other).is_some_and(|apart| apart > APART)
            || self.same_numbers(other) < SAME_NUMBERS
    }

    /// Seconds between the dates.
    fn apart(&self, other: &Side<'_>) -> Option<i64> {
        let (a, b) = (&self.copy, &other.copy);
        Some((a.first?.saturating_sub(b.last?)).max(b.first?.saturating_sub(a.last?)).max(0))
    }

    /// Which part of the numbers of the one that has fewer stands in the other.
    fn same_numbers(&self, other: &Side<'_>) -> f32 {
        let (a, b) = (self.copy.numbers, other.copy.numbers);
        // Where one is a sample, the other is seen through the same.
        let end = |numbers: &[u32]| match numbers.last() {
            Some(&last) if numbers.len() >= numbers::MOST => last,
            _ => u32::MAX,
        };
        let end = end(a).min(end(b));
        let (a, b) = (up_to(a, end), up_to(b, end));
        match a.len().min(b.len()) {
            0 => 1.0,
            least => shared(a, b) as f32 / least as f32,
        }
    }
}

fn up_to(sorted: &[u32], end: u32) -> &[u32] {
    &sorted[..sorted.partition_point(|&hash| hash <= end)]
}

/// How many numbers two sorted lists share.
fn shared(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both
}
