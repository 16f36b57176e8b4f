//! A set of groups.

use super::Group;

/// Groups, a bit for each: their numbers are small and without gaps, and every query asks of
/// thousands whether it has met them.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct GroupSet(Vec<u64>);

impl GroupSet {
    /// Puts a group in.
    pub(in crate::index) fn insert(&mut self, group: Group) {
        let (word, bit) = place(group);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    /// Whether a group is in.
    pub(in crate::index) fn contains(&self, group: Group) -> bool {
        let (word, bit) = place(group);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Puts in whatever is in another.
    pub(in crate::index) fn extend(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits |= others;
        }
    }

    /// How many there are.
    pub(in crate::index) fn len(&self) -> u64 {
        self.0.iter().map(|bits| u64::from(bits.count_ones())).sum()
    }
}

impl FromIterator<Group> for GroupSet {
    fn from_iter<I: IntoIterator<Item = Group>>(groups: I) -> Self {
        let mut set = Self::default();
        groups.into_iter().for_each(|group| set.insert(group));
        set
    }
}

/// The word of a group, and its bit there.
fn place(group: Group) -> (usize, u64) {
    let number = group.number() as usize;
    (number / 64, 1 << (number % 64))
}
