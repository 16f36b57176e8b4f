//! Request and results: plain data that every caller fills and every renderer reads.

mod counts;
mod found;
mod health;
mod related;
mod request;
mod stories;
mod timeline;
mod versions;

pub use counts::{Count, Facet, FacetCounts, Facets, Stats, SuggestField, Suggestions};
pub use found::{
    Cut, Hit, Passage, PassageField, Reason, Results, ScoreKind, ScorePart, Scored, Total,
};
pub use health::{FileCondition, FileHealth, Health};
pub use related::{Background, Related, When};
pub use request::{Context, Excerpt, Explain, Fold, Match, Position, Recency, Request, Sort};
pub use stories::{Chapter, Stories, StoriesRequest, Story, StoryArticle, StoryOrder, StoryTold};
pub use timeline::{
    Bucket, Headed, Measure, Part, Peak, Series, Split, Step, Timeline, TimelineRequest, Unit,
};
pub use versions::{
    Change, ChangeKind, Piece, PieceKind, Sharing, Told, Version, VersionGroup, VersionList,
    Versions,
};

/// The version of the JSON contract; grows only by addition.
pub const SCHEMA: &str = "news-search/1";
