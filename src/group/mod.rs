//! Which articles are versions of one another: pure functions over numbers.
//!
//! An article is known by its [`prints()`], a sample of the hashes of its runs of five words, by its
//! [`numbers()`] and its [`names()`]. All are small enough to stand in columns of the index, and nothing here looks at
//! the texts again. [`relation()`] says what two articles are to each other; [`groups`] finds all
//! groups of versions among many articles.
//!
//! What one outlet prints under everything is known by data alone ([`Boilerplate`]).

mod boilerplate;
mod compare;
mod gather;
mod names;
mod numbers;
mod prints;
mod relation;
mod table;
#[cfg(test)]
mod tests;

pub use boilerplate::Boilerplate;
pub use compare::{Comparison, compare, containment, passages};
pub use gather::groups;
pub use names::names;
pub use numbers::numbers;
pub use prints::prints;
pub use relation::{Copy, Relation, relation};

/// Articles by ordinal, as the columns of an index hold them.
pub trait Articles {
    /// How many there are; their ordinals are those below.
    fn count(&self) -> u32;
    /// The publisher, as any number.
    fn source(&self, article: u32) -> Option<u32>;
    /// The first and last second that the date may mean.
    fn dates(&self, article: u32) -> Option<(i64, i64)>;
    /// Appends what [`prints()`] made of the article, in the same order.
    fn prints(&self, article: u32, into: &mut Vec<u32>);
    /// Appends what [`numbers()`] made of the article, in the same order.
    fn numbers(&self, article: u32, into: &mut Vec<u32>);
    /// Appends what [`names()`] made of the article, in the same order.
    fn names(&self, article: u32, into: &mut Vec<u32>);
}
