//! Which articles of the index are versions of one another.
//!
//! It follows from columns that are written with the articles: their fingerprints, numbers, dates
//! and publications. Nothing is kept up when articles are added, removed or merged: after a commit
//! the groups are worked out again, and laid beside the index as a table that names the segments it
//! is about. A table about other segments, or a damaged one, is as good as none: whoever opens the
//! index then works the groups out for himself, and finds the same.

mod evidence;
mod table;

pub(super) use table::{Group, Groups, Labels, TABLE};

use super::{Error, Index};

impl Index {
    /// The groups of versions of this state of the index.
    pub(super) fn groups(&self) -> tantivy::Result<&Groups> {
        if let Some(groups) = self.groups.get() {
            return Ok(groups);
        }
        let groups = match Groups::load(&self.dir, &self.searcher) {
            Some(groups) => groups,
            None => evidence::groups(self)?,
        };
        Ok(self.groups.get_or_init(|| groups))
    }

    /// Whether the table beside the index is about its present state.
    pub(super) fn has_table(&self) -> bool {
        Groups::load(&self.dir, &self.searcher).is_some()
    }

    /// Works out the groups of versions, unless the table beside the index is about its present
    /// state, and lays it there. Answers whether it had to.
    pub(super) fn keep_groups(&self) -> Result<bool, Error> {
        if self.has_table() {
            return Ok(false);
        }
        let groups = self.ask(|| evidence::groups(self))?;
        groups.save(&self.dir, &self.searcher)?;
        Ok(true)
    }
}
