//! A search to make.

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::date::DateRange;
use crate::query::Query;

/// A search to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to search.
    pub query: Query,
    /// How many hits to return at most.
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// The order of the hits.
    pub sort: Sort,
    /// How much the age of an article counts in an order by score; nothing unless asked.
    pub recency: Option<Recency>,
    /// How many of the plain words an article must have.
    pub matching: Match,
    /// Whether versions of one article are one hit.
    pub fold: Fold,
    /// Where the page before this one ended: only what comes behind it is returned.
    pub after: Option<Position>,
    /// What to show of each hit.
    pub excerpt: Excerpt,
    /// What the results explain beside the hits.
    pub explain: Explain,
}

/// What to show of the text of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excerpt {
    /// How many passages of the body, at most; 0 for nothing, not even a headline that matches.
    pub passages: usize,
    /// How long a passage may be, in characters; a longer sentence is trimmed at words.
    pub width: usize,
    /// How much is shown around a match.
    pub context: Context,
}

/// How much is shown around a match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Its sentence, trimmed to the width.
    #[default]
    Sentence,
    /// Its paragraph, however long.
    Paragraph,
}

/// The order of hits. A date counts by the last day it may mean, so a bare year stands behind the days
/// of that year. Ties are broken by date, newest first, then by the number of the record in its
/// file, then by identifier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// By score, best first.
    #[default]
    Relevance,
    /// By date, newest first; undated articles last.
    Newest,
    /// By date, oldest first; undated articles last.
    Oldest,
}

/// How the age of articles counts: the score of one of `today` is doubled, that of one
/// `half_life` days older raised by half, and so on; one of unknown date keeps its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recency {
    /// The day from which age is counted; an article of a later day counts as one of this day.
    pub today: civil::Date,
    /// In days, 1 at least.
    pub half_life: u32,
}

impl Recency {
    /// What [`Recency::factor`] is at the most.
    pub const MOST: f32 = 2.0;

    /// What a score is multiplied with: 1 to 2. `last` is the last second that the date may mean, as
    /// [`crate::date::Date::seconds`] has it.
    pub fn factor(self, last: i64) -> f32 {
        let (_, today) = DateRange { from: None, to: Some(self.today) }.seconds();
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let age = today.saturating_sub(last).max(0) as f32 / 86_400.0;
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let half_life = self.half_life.max(1) as f32;
        1.0 + (-age / half_life).exp2()
    }
}

/// How many of the plain words side by side an article must have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// One at least.
    Any,
    /// One at least; what an article lacks is told, and how many articles lack nothing.
    #[default]
    Best,
    /// Every one.
    All,
}

/// What is folded into one hit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fold {
    /// The versions of one article. The best match stands for all; of those that match alike the
    /// earliest, and of these the fullest.
    #[default]
    Versions,
    /// Nothing.
    Nothing,
}

/// The place of an article in an order, to go on behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// What is sorted by, as a number that orders alike: greater comes first.
    pub first: i64,
    /// The last second of the date.
    pub date: i64,
    /// The number of the record inside its file; 0 for a file that is one article.
    pub record: u64,
    /// The identifier.
    pub id: u64,
}

/// What results explain beside the hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Explain {
    /// Nothing.
    #[default]
    Nothing,
    /// What each word of the query came to stand for.
    Words,
    /// That, and what the score is made of of the article with this identifier.
    Score(String),
}
