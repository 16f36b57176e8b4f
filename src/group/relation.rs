//! What two articles are to each other.

use super::prints::{at_level, level};
use super::{names, numbers};

/// What is known of an article, borrowed from columns.
#[derive(Debug, Clone, Copy)]
pub struct Copy<'a> {
    /// What [`super::prints()`] made of its body.
    pub prints: &'a [u32],
    /// What [`super::numbers()`] made of its body.
    pub numbers: &'a [u32],
    /// What [`super::names()`] made of its body.
    pub names: &'a [u32],
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

/// Versions share this part of the runs of the shorter: with .45 some cut and corrected copies are
/// lost, with .35 next to none are won.
const SAME: f32 = 0.4;

/// Versions without dates share this part, unless they are [`LONG`].
const SAME_UNDATED: f32 = 0.5;

/// Passages are shared from so many runs on: two sentences, more than phrases of the trade.
const PASSAGE: u32 = 20;

/// A text of fewer runs
const NOTE: u32 = 32;
/// that stands in one so many times as long may be an item of a round-up: a passage, not a version.
const ITEM: usize = 6;

/// Versions share this part of the numbers of the one that has fewer; reports of a series do not.
const SAME_NUMBERS: f32 = 0.6;

/// Short texts of fewer numbers than this
const FEW_NUMBERS: u32 = 2;
/// must share this part of the names of the one that has fewer: the notice of a meeting reads the same
/// whatever company calls it. From .6 to .8 nothing else changes.
const SAME_NAMES: f32 = 0.7;

/// Texts that share so many runs, a hundred words, and half of the shorter are one text though
/// numbers were corrected: what reports of a series have in common is shorter.
const LONG: u32 = 80;
const HALF: f32 = 0.5;
/// This part of the numbers they must share still,
const CORRECTED: f32 = 0.2;
/// or this without dates.
const CORRECTED_UNDATED: f32 = 0.55;

/// Versions are at most so many seconds apart: three days,
const APART: i64 = 3 * 86_400;
/// one day those that share little text, since such are most reports of a series,
const APART_SHORT: i64 = 86_400;
/// unless they share this part of words and numbers; for more than three days both texts, and they
/// are [`LONG`]: a copy with another date.
const ALL: f32 = 0.9;

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
        let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
        if shared == 0 {
            return None;
        }
        let alike =
            Alike { runs: shared << level, part: part(shared, least), whole: part(shared, most) };
        let item = count(least) << level < NOTE && most > ITEM * least;
        let relation = if alike.part < SAME || item || alike.runs < PASSAGE && alike.part < ALL {
            if alike.runs < PASSAGE {
                return None;
            }
            Relation::Passages
        } else if self.is_recurring(other, &alike) {
            Relation::Recurring
        } else {
            Relation::Version
        };
        Some((relation, alike.runs))
    }

    /// Whether articles that are alike in words are other in dates and numbers.
    fn is_recurring(&self, other: &Side<'_>, alike: &Alike) -> bool {
        let numbers = self.numbers(other);
        let long = alike.runs >= LONG;
        if !long && numbers.least < FEW_NUMBERS && self.names(other).part() < SAME_NAMES {
            return true;
        }
        let apart = self.apart(other);
        if apart.is_some_and(|apart| apart > APART) {
            return !long || alike.whole < ALL || numbers.part() < ALL;
        }
        if !long && apart.is_some_and(|apart| apart > APART_SHORT) {
            return alike.part < ALL || numbers.part() < ALL;
        }
        match (long && alike.part >= HALF, apart) {
            (true, Some(_)) => numbers.part_but_one() < CORRECTED,
            (true, None) => numbers.part_but_one() < CORRECTED_UNDATED,
            (false, Some(_)) => numbers.part() < SAME_NUMBERS,
            (false, None) => numbers.part() < SAME_NUMBERS || alike.part < SAME_UNDATED,
        }
    }

    /// Seconds between the dates.
    fn apart(&self, other: &Side<'_>) -> Option<i64> {
        let (a, b) = (&self.copy, &other.copy);
        Some((a.first?.saturating_sub(b.last?)).max(b.first?.saturating_sub(a.last?)).max(0))
    }

    /// How many numbers of the one that has fewer stand in the other.
    fn numbers(&self, other: &Side<'_>) -> Numbers {
        common(self.copy.numbers, other.copy.numbers, numbers::MOST)
    }

    /// How many names of the one that has fewer stand in the other.
    fn names(&self, other: &Side<'_>) -> Numbers {
        common(self.copy.names, other.copy.names, names::MOST)
    }
}

/// How many hashes of the list that has fewer stand in the other; a list of `most` is a sample.
fn common(a: &[u32], b: &[u32], most: usize) -> Numbers {
    // Where one is a sample, the other is seen through the same.
    let end = |hashes: &[u32]| match hashes.last() {
        Some(&last) if hashes.len() >= most => last,
        _ => u32::MAX,
    };
    let end = end(a).min(end(b));
    let (a, b) = (up_to(a, end), up_to(b, end));
    Numbers { shared: shared(a, b), least: count(a.len().min(b.len())) }
}

/// How far two articles are alike in words.
struct Alike {
    /// How many runs of words they share, from the sample.
    runs: u32,
    /// Which part of the shorter that is,
    part: f32,
    /// and which of the longer.
    whole: f32,
}

struct Numbers {
    shared: u32,
    least: u32,
}

impl Numbers {
    fn part(&self) -> f32 {
        if self.least == 0 { 1.0 } else { part(self.shared, self.least as usize) }
    }

    /// The same, but one number more is held to be shared: of one or two, a correction may change all.
    fn part_but_one(&self) -> f32 {
        part(self.shared + 1, self.least as usize + 1)
    }
}

#[expect(clippy::cast_precision_loss, reason = "both are small")]
fn part(shared: u32, of: usize) -> f32 {
    shared as f32 / of as f32
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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
