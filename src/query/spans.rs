//! Where in a text a test holds, from where its words and phrases stand.
//!
//! The index asks this of the positions in its postings, passages of the words they read; both get
//! the same answer. A [`Plan`] is a [`Test`] whose words and phrases are numbered: it knows nothing
//! of how they are found.

use super::{Test, Within};

/// Up to so many pairs in a document are followed one by one where NEAR stands inside NEAR.
const ALL_PAIRS: usize = 256;

/// A stretch of words by their ordinals: from `start` up to, but not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The ordinal of the first word.
    pub start: u32,
    /// The ordinal behind the last word.
    pub end: u32,
}

/// Where sentences and paragraphs begin, by the ordinals of their first words, in order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Breaks<'b> {
    /// Every sentence, those that begin a paragraph too.
    pub sentences: &'b [u32],
    /// Every paragraph.
    pub paragraphs: &'b [u32],
}

/// How a test is put together of atoms: words, phrases and patterns, by their ordinals in
/// [`Test::atoms`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Where an atom stands.
    Atom(usize),
    /// Where any of these holds.
    Any(Vec<Plan>),
    /// All of these single words in any order, with at most so many others between them.
    Together {
        /// The atoms, each once, and how often each must be there.
        words: Vec<(usize, u32)>,
        /// How many words the stretch may have.
        longest: u32,
    },
    /// The one close to the other.
    Near {
        /// What is on one side.
        left: Box<Plan>,
        /// What is on the other.
        right: Box<Plan>,
        /// How close.
        within: Within,
        /// Whether `left` comes first.
        ordered: bool,
    },
}

impl Plan {
    /// The plan of a test, with how often it must hold; `None` for what is no test on text.
    pub fn of(test: &Test) -> Option<(Self, u32)> {
        let mut next = 0;
        let plan = |test: &Test, next: &mut usize| Self::numbered(test, next);
        match test {
            Test::AtLeast { times, test } => Some((plan(test, &mut next)?, *times)),
            other => Some((plan(other, &mut next)?, 1)),
        }
    }

    fn numbered(test: &Test, next: &mut usize) -> Option<Self> {
        let mut take = |count: usize| {
            *next += count;
            *next - count
        };
        match test {
            Test::Words { .. }
            | Test::Prefix(_)
            | Test::Wildcard(_)
            | Test::Fuzzy { .. }
            | Test::Regex(_) => Some(Self::Atom(take(1))),
            Test::Together { words, between } => {
                let first = take(words.len());
                let mut needed: Vec<(usize, u32)> = Vec::new();
                for (nth, word) in words.iter().enumerate() {
                    match needed.iter_mut().find(|(atom, _)| words[atom - first] == *word) {
                        Some((_, times)) => *times += 1,
                        None => needed.push((first + nth, 1)),
                    }
                }
                let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
                Some(Self::Together { words: needed, longest: length.saturating_add(*between) })
            }
            Test::Choice(tests) => tests
                .iter()
                .map(|test| Self::numbered(test, next))
                .collect::<Option<_>>()
                .map(Self::Any),
            Test::Near { left, right, within, ordered } => Some(Self::Near {
                left: Box::new(Self::numbered(left, next)?),
                right: Box::new(Self::numbered(right, next)?),
                within: *within,
                ordered: *ordered,
            }),
            Test::AtLeast { .. } | Test::Dates(_) | Test::Present => None,
        }
    }

    /// Whether it asks where sentences or paragraphs begin.
    pub fn needs_breaks(&self) -> bool {
        match self {
            Self::Atom(_) | Self::Together { .. } => false,
            Self::Any(plans) => plans.iter().any(Self::needs_breaks),
            Self::Near { left, right, within, .. } => {
                !matches!(within, Within::Words(_)) || left.needs_breaks() || right.needs_breaks()
            }
        }
    }

    /// Where it holds, in order and each place once; of the stretches that NEAR spans from one
    /// left side, the shortest. `atoms` has the places of each atom, in order.
    pub fn spans(&self, atoms: &[Vec<Span>], breaks: Breaks<'_>) -> Vec<Span> {
        match self {
            Self::Near { left, right, within, ordered } => {
                let (left, right) = (left.all(atoms, breaks), right.all(atoms, breaks));
                let pairs = Pairs::new(&right, *within, *ordered, breaks);
                sorted(left.iter().filter_map(|&left| pairs.nearest(left)).collect())
            }
            Self::Any(plans) => {
                sorted(plans.iter().flat_map(|plan| plan.spans(atoms, breaks)).collect())
            }
            Self::Atom(_) | Self::Together { .. } => self.all(atoms, breaks),
        }
    }

    /// Like [`Plan::spans`], with every stretch that NEAR spans; where they are many, with those that
    /// another NEAR around them can tell apart: for each beginning the first end, for each end the
    /// last beginning.
    fn all(&self, atoms: &[Vec<Span>], breaks: Breaks<'_>) -> Vec<Span> {
        match self {
            Self::Atom(atom) => atoms.get(*atom).cloned().unwrap_or_default(),
            Self::Any(plans) => {
                sorted(plans.iter().flat_map(|plan| plan.all(atoms, breaks)).collect())
            }
            Self::Together { words, longest } => together(words, *longest, atoms),
            Self::Near { left, right, within, ordered } => {
                let (left, right) = (left.all(atoms, breaks), right.all(atoms, breaks));
                let from_left = Pairs::new(&right, *within, *ordered, breaks);
                let every = left.iter().flat_map(|&side| {
                    let others = from_left.behind(side).chain(from_left.before(side));
                    others.map(move |other| side.with(other))
                });
                let every: Vec<Span> = every.take(ALL_PAIRS + 1).collect();
                if every.len() <= ALL_PAIRS {
                    return sorted(every);
                }
                let from_right = Pairs::new(&left, *within, *ordered, breaks);
                let mut found = Vec::new();
                for &side in &left {
                    found.extend(from_left.behind(side).next().map(|other| side.with(other)));
                    found.extend(from_left.before(side).next().map(|other| side.with(other)));
                }
                for &side in &right {
                    found.extend(from_right.before_all(side).next().map(|other| side.with(other)));
                    let behind = from_right.behind(side).next().filter(|_| !ordered);
                    found.extend(behind.map(|other| side.with(other)));
                }
                sorted(found)
            }
        }
    }
}

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The stretches that hold all of the words: for each end with one of them the last beginning, and for
/// each beginning the first end.
fn together(words: &[(usize, u32)], longest: u32, atoms: &[Vec<Span>]) -> Vec<Span> {
    let places = |(nth, &(atom, _)): (usize, &(usize, u32))| {
        let spans = atoms.get(atom).map(Vec::as_slice).unwrap_or_default();
        spans.iter().map(move |span| (span.start, nth))
    };
    let mut places: Vec<(u32, usize)> = words.iter().enumerate().flat_map(places).collect();
    places.sort_unstable();
    let mut found = shortest_to_each(&places, words, longest);
    // The same, read from the end.
    let last = places.last().map_or(0, |&(at, _)| at);
    places.reverse();
    for (at, _) in &mut places {
        *at = last - *at;
    }
    let mirrored = shortest_to_each(&places, words, longest).into_iter();
    found.extend(
        mirrored.map(|span| Span { start: last + 1 - span.end, end: last + 1 - span.start }),
    );
    sorted(found)
}

/// For each place that ends a stretch with all of the words, the shortest one.
fn shortest_to_each(places: &[(u32, usize)], words: &[(usize, u32)], longest: u32) -> Vec<Span> {
    let mut times = vec![0_u32; words.len()];
    let mut lacking = words.len();
    let (mut from, mut found) = (0, Vec::new());
    for &(at, nth) in places {
        times[nth] += 1;
        lacking -= usize::from(times[nth] == words[nth].1);
        while let Some(&(first, leaving)) = places.get(from) {
            let spare = times[leaving] > words[leaving].1;
            if at - first < longest && !spare {
                break;
            }
            lacking += usize::from(times[leaving] == words[leaving].1);
            times[leaving] -= 1;
            from += 1;
        }
        if lacking == 0
            && let Some(&(first, _)) = places.get(from)
        {
            found.push(Span { start: first, end: at + 1 });
        }
    }
    found
}

/// The partners that a left side can have.
struct Pairs<'p> {
    /// In order.
    right: &'p [Span],
    /// How many words the longest of them has.
    longest: u32,
    within: Within,
    ordered: bool,
    breaks: Breaks<'p>,
}

impl<'p> Pairs<'p> {
    fn new(right: &'p [Span], within: Within, ordered: bool, breaks: Breaks<'p>) -> Self {
        let longest = right.iter().map(|span| span.end - span.start).max().unwrap_or(0);
        Self { right, longest, within, ordered, breaks }
    }

    /// The shortest of the stretches that a left side makes with a partner.
    fn nearest(&self, left: Span) -> Option<Span> {
        let nearest = [self.behind(left).next(), self.before(left).next()];
        let stretches = nearest.into_iter().flatten().map(|right| left.with(right));
        stretches.min_by_key(|span| (span.end - span.start, span.start))
    }

    /// The partners behind, the nearest first.
    fn behind(&self, left: Span) -> impl Iterator<Item = Span> {
        let room = self.room(left);
        let from = self.right.partition_point(|right| right.start < left.end);
        let right = self.right[from..].iter().copied();
        right.take_while(move |right| right.start <= room.end).filter(move |&right| {
            matches!(self.within, Within::Words(_)) || room.holds(left) && room.holds(right)
        })
    }

    /// The partners before, the nearest first; none where the order matters.
    fn before(&self, left: Span) -> impl Iterator<Item = Span> {
        self.before_all(left).filter(|_| !self.ordered)
    }

    /// The same, whether the order matters or not.
    fn before_all(&self, left: Span) -> impl Iterator<Item = Span> {
        let room = self.room(left);
        let starting = |place: u32| self.right.partition_point(|right| right.start < place);
        // A partner may begin long before the room does, if it is long.
        let from = starting(room.start.saturating_sub(self.longest));
        let to = starting(left.start).max(from);
        self.right[from..to].iter().rev().copied().filter(move |&right| {
            right.end <= left.start
                && match self.within {
                    Within::Words(_) => right.end >= room.start,
                    Within::Sentence | Within::Paragraph => room.holds(left) && room.holds(right),
                }
        })
    }

    /// The stretch that a partner must reach, or lie in.
    fn room(&self, left: Span) -> Span {
        let breaks = match self.within {
            Within::Words(most) => {
                let start = left.start.saturating_sub(most);
                return Span { start, end: left.end.saturating_add(most) };
            }
            Within::Sentence => self.breaks.sentences,
            Within::Paragraph => self.breaks.paragraphs,
        };
        let behind = breaks.partition_point(|&place| place <= left.start);
        let start = behind.checked_sub(1).map_or(0, |before| breaks[before]);
        Span { start, end: breaks.get(behind).copied().unwrap_or(u32::MAX) }
    }
}

impl Span {
    fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    fn with(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
