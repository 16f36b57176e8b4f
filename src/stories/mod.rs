//! Stories: one event told by different hands, or in a row of articles.
//!
//! Articles come day by day. Those of a day are linked at once, with each other and with the stories
//! still open, so it does not matter in which order they come; what an earlier day has joined is
//! never parted. A story is open as long as it has articles of the last [`WINDOW`] days, and only
//! those are compared: a story that runs for months may drift, and memory is bounded by the window.
//!
//! Two groups of articles become one story if they resemble each other, on average over all pairs
//! (average link), nearly as much as the articles within each. A fixed threshold serves worse:
//! what two hands make of a football match has much in common, and so have two matches.

mod group;
mod link;
mod news;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use group::{Group, Node};
use link::Links;
pub use news::Seen;
pub use telling::{Telling, telling};

/// So many days after its last article a story is closed: a long weekend is bridged, and an article
/// five days behind the last would need more than twice as much in common as one of the same day.
pub const WINDOW: i64 = 4;

/// The articles of a day beyond this many are linked apart, which bounds time and memory.
const BATCH: usize = 10_000;

/// So many articles without a date are held at most, since no day closes them: those that came first
/// go first.
const UNDATED: usize = 100_000;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// One event told by different hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Story<K> {
    /// Its articles by date, those without one last; one at least.
    pub articles: Vec<Told<K>>,
}

/// An article of a story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told<K> {
    /// What the caller calls the article.
    pub key: K,
    /// The day it begins, counted from 1970; `None` if it has no date, or only a vague one.
    pub day: Option<i64>,
    /// How much it has in common with all the others that were open with it.
    pub central: f32,
}

impl<K: Copy + Ord> Story<K> {
    /// The article to name the story by: of those that serve (that have a headline), the one with
    /// most in common with the others, and of several the first.
    pub fn central(&self, serves: impl Fn(K) -> bool) -> Option<K> {
        let better =
            |best: Told<K>, told: Told<K>| if told.central > best.central { told } else { best };
        self.articles
            .iter()
            .copied()
            .filter(|told| serves(told.key))
            .reduce(better)
            .map(|told| told.key)
    }
}

/// Finds the stories among articles that come in the order of their dates. `K` is what the caller
/// calls an article; where all else is equal, the smaller key comes first.
#[derive(Debug)]
pub struct Stories<K> {
    /// The articles of the day being read.
    pending: Vec<Pending<K>>,
    /// The day of the last dated article.
    today: Option<i64>,
    nodes: Vec<Option<Node<K>>>,
    /// The group of each node, apart from the rest of it: this is what the search for candidates reads.
    homes: Vec<usize>,
    groups: Vec<Option<Group<K>>>,
    free_nodes: Vec<usize>,
    free_groups: Vec<usize>,
    /// The open articles that have a term among their leading ones, with its weight.
    postings: BTreeMap<u32, Vec<(usize, f32)>>,
    /// The articles by the day behind whose window they go.
    leaving: BTreeMap<i64, Vec<usize>>,
    /// The articles without a date, in stories without one.
    undated: BTreeMap<u64, usize>,
    added: u64,
    closed: Vec<Story<K>>,
}

#[derive(Debug)]
struct Pending<K> {
    key: K,
    telling: Telling,
    days: Option<(i64, i64)>,
}

impl<K> Default for Stories<K> {
    fn default() -> Self {
        Self {
            pending: Vec::new(),
            today: None,
            nodes: Vec::new(),
            homes: Vec::new(),
            groups: Vec::new(),
            free_nodes: Vec::new(),
            free_groups: Vec::new(),
            postings: BTreeMap::new(),
            leaving: BTreeMap::new(),
            undated: BTreeMap::new(),
            added: 0,
            closed: Vec::new(),
        }
    }
}

/// Whether a date tells well enough when an article was published: one without such a date joins a
/// story by its text alone. `span` are the first and the last second the date may mean.
pub fn has_day(span: Option<(i64, i64)>) -> bool {
    days(span).is_some()
}

fn days(span: Option<(i64, i64)>) -> Option<(i64, i64)> {
    let (first, last) = span?;
    let (first, last) = (first.div_euclid(DAY), last.div_euclid(DAY).max(first.div_euclid(DAY)));
    (last - first <= WINDOW).then_some((first, last))
}

impl<K: Copy + Ord> Stories<K> {
    /// Adds an article; `span` are the first and the last second its date may mean. An article
    /// without a date, or whose date is vaguer than the window, joins by its text alone; all of
    /// these should come before the others or all behind them.
    pub fn add(&mut self, key: K, telling: Telling, span: Option<(i64, i64)>) {
        let days = days(span);
        let day = days.map(|(first, _)| first);
        let other = self.pending.first().is_some_and(|one| one.days.map(|(first, _)| first) != day);
        if other || self.pending.len() >= BATCH {
            self.link();
        }
        self.pending.push(Pending { key, telling, days });
    }

    /// Takes the stories that were closed since this was asked last, in the order of closing.
    pub fn closed(&mut self) -> Vec<Story<K>> {
        std::mem::take(&mut self.closed)
    }

    /// Closes all stories that are still open and takes them.
    pub fn finish(mut self) -> Vec<Story<K>> {
        self.link();
        for node in 0..self.nodes.len() {
            self.tell(node);
        }
        let open = std::mem::take(&mut self.groups).into_iter().flatten();
        let mut open: Vec<Story<K>> = open.map(Group::into_story).collect();
        open.sort_by_key(|story| {
            story.articles.first().map(|told| (told.day.is_none(), told.day, told.key))
        });
        self.closed.extend(open);
        self.closed
    }

    /// Links the articles of the day being read.
    fn link(&mut self) {
        let mut batch = std::mem::take(&mut self.pending);
        batch.sort_by_key(|pending| pending.key);
        if let Some(day) = batch.iter().find_map(|pending| pending.days).map(|(first, _)| first) {
            let today = self.today.map_or(day, |today| today.max(day));
            self.today = Some(today);
            self.expire(today);
        }
        let new: Vec<usize> = batch.into_iter().map(|pending| self.open(pending)).collect();
        let mut links = Links::default();
        for &node in &new {
            self.find(node, &mut links);
        }
        self.join(links);
        self.date(&new);
    }

    /// Makes an article a story of its own, for the time being.
    fn open(&mut self, pending: Pending<K>) -> usize {
        let Pending { key, telling, days } = pending;
        let at = self.free_nodes.pop().unwrap_or_else(|| {
            self.nodes.push(None);
            self.homes.push(0);
            self.nodes.len() - 1
        });
        let group = self.free_groups.pop().unwrap_or_else(|| {
            self.groups.push(None);
            self.groups.len() - 1
        });
        for &(term, weight) in &telling.leading {
            self.postings.entry(term).or_default().push((at, weight));
        }
        self.groups[group] = Some(Group::new(at, &telling, days));
        self.added += 1;
        if let Some((_, last)) = days {
            self.leaving.entry(last).or_default().push(at);
        } else {
            self.undated.insert(self.added, at);
        }
        self.homes[at] = group;
        self.nodes[at] = Some(Node { key, telling, days, order: self.added });
        at
    }

    /// Lets those go whose window has passed.
    fn expire(&mut self, today: i64) {
        let mut gone = Vec::new();
        while let Some(entry) = self.leaving.first_entry() {
            if entry.key().saturating_add(WINDOW) >= today {
                break;
            }
            gone.extend(entry.remove());
        }
        while self.undated.len() > UNDATED {
            gone.extend(self.undated.pop_first().map(|(_, node)| node));
        }
        self.remove(&gone);
    }

    fn remove(&mut self, gone: &[usize]) {
        if gone.is_empty() {
            return;
        }
        let mut groups: Vec<usize> = gone.iter().filter_map(|&node| self.tell(node)).collect();
        groups.sort_unstable();
        groups.dedup();
        for &node in gone {
            self.nodes[node] = None;
        }
        let nodes = &self.nodes;
        self.postings.retain(|_, list| {
            list.retain(|(node, _)| nodes[*node].is_some());
            !list.is_empty()
        });
        self.free_nodes.extend(gone);
        for at in groups {
            let Some(group) = &mut self.groups[at] else { continue };
            group.keep(nodes);
            if group.is_empty() {
                self.closed.extend(self.groups[at].take().map(Group::into_story));
                self.free_groups.push(at);
            }
        }
    }

    /// Writes an article into its story for good; gives the story.
    fn tell(&mut self, node: usize) -> Option<usize> {
        let home = self.homes[node];
        self.groups[home].as_mut()?.tell(self.nodes[node].as_ref()?);
        Some(home)
    }

    /// Gives those without a date that have joined a dated story the time of that story.
    fn date(&mut self, new: &[usize]) {
        let mut groups: Vec<usize> = new.iter().map(|&node| self.homes[node]).collect();
        groups.sort_unstable();
        groups.dedup();
        for group in groups.into_iter().filter_map(|group| self.groups[group].as_ref()) {
            let Some((_, last)) = group.days() else { continue };
            for &at in group.nodes() {
                let Some(node) = &self.nodes[at] else { continue };
                if node.days.is_none() && self.undated.remove(&node.order).is_some() {
                    self.leaving.entry(last).or_default().push(at);
                }
            }
        }
    }
}
