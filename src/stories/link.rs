//! Which articles of a day belong together, and to which of the open stories.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::group::Group;
use super::{Stories, WINDOW};

/// Two groups are one story if they are so alike as this part of what they are within: the middle of
/// 0.44 to 0.60, between which the yardstick gives a `BCubed` F of 0.93 to 0.94; from 0.62 on stories fall
/// apart.
const RATIO: f32 = 0.54;

/// How much more two articles must have in common than two large groups: chance is more of a single
/// pair than of the mean over many.
const CHANCE: f32 = 1.0;

/// How much more dated articles must have in common for each day from the one to the other, the first
/// counted: among news of a day much is alike in form and matter, and what is told on another day is
/// more often another event. It goes down with the root of the size of the larger group: with its
/// whole size, reports of one form gathered by hundreds; if it stayed, stories of many hands fell apart.
/// A pair needs twice as much: of 43 pairs of weekly or quarterly reports 11 were one story without
/// that, and 3 with it.
const DAYS: f32 = 0.8;

/// What has less in common, on average over pairs, is not looked at: the loosest stories seen are
/// joined at little more.
const FLOOR: f32 = 0.05;

/// With so many stories at most an article is compared as a whole, those whose leading terms agree
/// best; a day of news seldom has ten that could be meant.
const CANDIDATES: usize = 25;

/// So many places of its leading terms are looked at for an article, those of the rarest terms first,
/// however many articles are open.
const WALK: usize = 3_000;

/// What groups have in common, by group and group: both ways, the sum over all pairs of articles.
#[derive(Debug, Default)]
pub(super) struct Links {
    of: BTreeMap<usize, BTreeMap<usize, f32>>,
    /// Leading terms in common, by group, of the article that is being looked at.
    seen: HashMap<usize, f32>,
}

/// Two groups that may be one story; the greatest are joined first.
struct Pair {
    score: f32,
    one: usize,
    other: usize,
    /// How often the two had changed when this was found.
    ages: (u32, u32),
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |pair: &Self| (pair.one, pair.other);
        self.score.total_cmp(&other.score).then_with(|| place(other).cmp(&place(self)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Pair {}

impl Links {
    fn set(&mut self, one: usize, other: usize, common: f32) {
        self.of.entry(one).or_default().insert(other, common);
        self.of.entry(other).or_default().insert(one, common);
    }
}

/// How much more two articles must have in common for the days between the groups.
#[expect(clippy::cast_precision_loss, reason = "a few days")]
fn days<K: Copy + Ord>(one: &Group<K>, other: &Group<K>) -> f32 {
    match one.days().and(other.days()) {
        Some(_) => DAYS * (one.apart(other) + 1) as f32,
        None => 0.0,
    }
}

impl<K: Copy + Ord> Stories<K> {
    /// Links an article to the groups that it may belong to.
    pub(super) fn find(&self, at: usize, links: &mut Links) {
        let Some(node) = &self.nodes[at] else { return };
        let home = self.homes[at];
        let Some(own) = &self.groups[home] else { return };
        links.seen.clear();
        let mut lists: Vec<(&Vec<(usize, f32)>, f32)> = Vec::new();
        for (term, weight) in &node.telling.leading {
            lists.extend(self.postings.get(term).map(|list| (list, *weight)));
        }
        lists.sort_by_key(|(list, _)| list.len());
        let places =
            lists.iter().flat_map(|(list, weight)| list.iter().zip(std::iter::repeat(weight)));
        for ((other, its), weight) in places.take(WALK) {
            *links.seen.entry(self.homes[*other]).or_default() += weight * its;
        }
        links.seen.remove(&home);
        let mut best: Vec<(f32, usize)> = links
            .seen
            .drain()
            .filter_map(|(group, common)| {
                let other = self.groups[group].as_ref()?;
                (own.apart(other) <= WINDOW).then_some((common / other.size(), group))
            })
            .collect();
        best.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for &(_, group) in best.iter().take(CANDIDATES) {
            let Some(other) = &self.groups[group] else { continue };
            let common = own.common(other);
            if common / other.size() >= FLOOR {
                links.set(home, group, common);
            }
        }
    }

    /// Joins what is linked closely enough, the closest first.
    pub(super) fn join(&mut self, mut links: Links) {
        let mut ages: HashMap<usize, u32> = HashMap::new();
        let age = |ages: &HashMap<usize, u32>, group| ages.get(&group).copied().unwrap_or(0);
        let mut pairs: BinaryHeap<Pair> = BinaryHeap::new();
        for (&one, others) in &links.of {
            let behind = others.range(one + 1..);
            pairs.extend(
                behind.filter_map(|(&other, &common)| self.pair(one, other, common, (0, 0))),
            );
        }
        while let Some(Pair { one, other, ages: then, .. }) = pairs.pop() {
            if then != (age(&ages, one), age(&ages, other)) {
                continue;
            }
            let (kept, gone) = self.merge(one, other);
            *ages.entry(gone).or_default() += 1;
            let now = ages.entry(kept).or_default();
            *now += 1;
            let now = *now;
            for (next, common) in self.relink(&mut links, kept, gone) {
                pairs.extend(self.pair(kept, next, common, (now, age(&ages, next))));
            }
        }
    }

    /// Two groups as a pair, if they are close enough to be one story.
    fn pair(&self, one: usize, other: usize, common: f32, ages: (u32, u32)) -> Option<Pair> {
        let (a, b) = (self.groups[one].as_ref()?, self.groups[other].as_ref()?);
        let mean = common / (a.size() * b.size());
        let within = (a.within() * b.within()).sqrt();
        let size = a.size().max(b.size());
        let chance = 1.0 + CHANCE / size + days(a, b) / size.sqrt() * (1.0 + 1.0 / size);
        let score = mean / within / chance;
        (score >= RATIO).then_some(Pair { score, one, other, ages })
    }

    /// Makes one group of two; gives the one that is kept and the one that is gone.
    fn merge(&mut self, one: usize, other: usize) -> (usize, usize) {
        let size = |at: usize| self.groups[at].as_ref().map_or(0, |group| group.nodes().len());
        let (kept, gone) = if size(one) >= size(other) { (one, other) } else { (other, one) };
        if let (Some(lost), Some(group)) = (self.groups[gone].take(), self.groups[kept].as_mut()) {
            for &node in lost.nodes() {
                self.homes[node] = kept;
            }
            group.absorb(lost);
            self.free_groups.push(gone);
        }
        (kept, gone)
    }

    /// Gives the links of the group that is gone to the one that is kept; gives those it has now.
    fn relink(&self, links: &mut Links, kept: usize, gone: usize) -> Vec<(usize, f32)> {
        let mine = links.of.remove(&kept).unwrap_or_default();
        let others = links.of.remove(&gone).unwrap_or_default();
        let Some(group) = &self.groups[kept] else { return Vec::new() };
        let mut now = Vec::new();
        for &next in mine.keys().chain(others.keys().filter(|next| !mine.contains_key(next))) {
            if let Some(back) = links.of.get_mut(&next) {
                back.remove(&gone);
                back.remove(&kept);
            }
            let Some(other) = self.groups[next].as_ref().filter(|_| next != kept && next != gone)
            else {
                continue;
            };
            let common = match (mine.get(&next), others.get(&next)) {
                (Some(one), Some(other)) => one + other,
                _ => group.common(other),
            };
            if common / (group.size() * other.size()) >= FLOOR {
                now.push((next, common));
            }
        }
        for &(next, common) in &now {
            links.set(kept, next, common);
        }
        now
    }
}
