//! The articles that make up one story, as far as they are open.

use std::cmp::Ordering;

use super::{Story, Telling, Told};

/// How alike the articles of a story are supposed to be before any two of them are seen. It is what
/// decides over the first pair, together with `RATIO` and `CHANCE` of the linking.
const WITHIN: f32 = 0.1;

/// How many pairs this supposition weighs as much as.
const PAIRS: f32 = 5.0;

/// An open article.
#[derive(Debug)]
pub(super) struct Node<K> {
    pub(super) key: K,
    pub(super) telling: Telling,
    pub(super) days: Option<(i64, i64)>,
    /// The how many-eth it came.
    pub(super) order: u64,
}

/// A story, or an article that may become one.
#[derive(Debug)]
pub(super) struct Group<K> {
    /// The open articles.
    nodes: Vec<usize>,
    /// Their first and last day, if any has one.
    days: Option<(i64, i64)>,
    /// The sum of their vectors, sorted by term.
    sum: Vec<(u32, f32)>,
    /// The square of its length.
    square: f32,
    /// The articles whose time has passed.
    told: Vec<Told<K>>,
}

impl<K: Copy + Ord> Group<K> {
    pub(super) fn new(node: usize, telling: &Telling, days: Option<(i64, i64)>) -> Self {
        let sum = telling.terms.clone();
        Self { nodes: vec![node], days, square: square(&sum), sum, told: Vec::new() }
    }

    pub(super) fn nodes(&self) -> &[usize] {
        &self.nodes
    }

    pub(super) fn days(&self) -> Option<(i64, i64)> {
        self.days
    }

    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of open articles")]
    pub(super) fn size(&self) -> f32 {
        self.nodes.len() as f32
    }

    /// The sum over all pairs of their articles of what the two have in common.
    pub(super) fn common(&self, other: &Self) -> f32 {
        dot(&self.sum, &other.sum)
    }

    /// How alike its articles are on average.
    pub(super) fn within(&self) -> f32 {
        let size = self.size();
        // Of the square, each article has 1 in common with itself.
        let pairs = size * (size - 1.0);
        ((self.square - size).max(0.0) + WITHIN * PAIRS) / (pairs + PAIRS)
    }

    /// How many days lie between the two.
    pub(super) fn apart(&self, other: &Self) -> i64 {
        let (Some(one), Some(other)) = (self.days, other.days) else { return 0 };
        (one.0.saturating_sub(other.1)).max(other.0.saturating_sub(one.1)).max(0)
    }

    /// Takes all of another story.
    pub(super) fn absorb(&mut self, other: Self) {
        self.nodes.extend(other.nodes);
        self.told.extend(other.told);
        self.days = either(self.days, other.days);
        self.sum = add(&self.sum, &other.sum);
        self.square = square(&self.sum);
    }

    /// Writes down an article whose time has passed.
    pub(super) fn tell(&mut self, node: &Node<K>) {
        let central = (dot(&node.telling.terms, &self.sum) - square(&node.telling.terms)).max(0.0);
        self.told.push(Told { key: node.key, day: node.days.map(|(first, _)| first), central });
    }

    /// Keeps the articles that are still open.
    pub(super) fn keep(&mut self, nodes: &[Option<Node<K>>]) {
        self.nodes.retain(|&node| nodes[node].is_some());
        self.days = None;
        self.sum.clear();
        for node in self.nodes.iter().filter_map(|&node| nodes[node].as_ref()) {
            self.days = either(self.days, node.days);
            self.sum.extend(&node.telling.terms);
        }
        // Sorted at once: adding one to the other would take the square of the time.
        self.sum.sort_by_key(|(term, _)| *term);
        self.sum.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        self.square = square(&self.sum);
    }

    pub(super) fn into_story(mut self) -> Story<K> {
        self.told.sort_by_key(|told| (told.day.is_none(), told.day, told.key));
        Story { articles: self.told }
    }
}

fn either(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

fn square(vector: &[(u32, f32)]) -> f32 {
    vector.iter().map(|(_, weight)| weight * weight).sum()
}

fn add(one: &[(u32, f32)], other: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut sum = Vec::with_capacity(one.len() + other.len());
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        sum.push(match a.0.cmp(&b.0) {
            Ordering::Less => *a,
            Ordering::Greater => *b,
            Ordering::Equal => (a.0, a.1 + b.1),
        });
        i += usize::from(a.0 <= b.0);
        j += usize::from(b.0 <= a.0);
    }
    sum.extend(&one[i..]);
    sum.extend(&other[j..]);
    sum
}

fn dot(one: &[(u32, f32)], other: &[(u32, f32)]) -> f32 {
    let (short, mut long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut sum = 0.0;
    if long.len() / 8 > short.len() {
        // Looked up rather than walked.
        for (term, weight) in short {
            let at = long.partition_point(|other| other.0 < *term);
            long = &long[at..];
            sum +=
                long.first().filter(|other| other.0 == *term).map_or(0.0, |other| other.1 * weight);
        }
        return sum;
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (short.get(i), long.get(j)) {
        if a.0 == b.0 {
            sum += a.1 * b.1;
        }
        i += usize::from(a.0 <= b.0);
        j += usize::from(b.0 <= a.0);
    }
    sum
}
