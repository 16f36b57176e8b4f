//! Stories: one event told by different hands.

use serde::{Deserialize, Serialize};

use super::{Count, Version, Versions};
use crate::article::{Dated, Head, Source};
use crate::query::{Note, Query};

/// Stories to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoriesRequest {
    /// The articles to look among: those that have every word.
    pub query: Query,
    /// How many stories to return at most.
    pub limit: usize,
    /// Their order.
    pub order: StoryOrder,
}

/// The order of stories; of equals the one with the latest report comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum StoryOrder {
    /// Most articles first.
    #[default]
    Size,
    /// The latest report, newest first; undated stories last.
    Newest,
    /// The first report, oldest first; undated stories last.
    Oldest,
}

/// The articles that match, as stories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stories {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// The query as understood, in the query language.
    pub query: String,
    /// What was taken literally or left out to understand it.
    pub notes: Vec<Note>,
    /// How many articles match, with every word.
    pub articles: u64,
    /// The same, the versions of one counted once.
    pub groups: u64,
    /// How many of these groups were not looked at, since there are so many: those that match least.
    pub left_out: u64,
    /// How many stories there are.
    pub total: u64,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// The stories asked for, in order.
    pub stories: Vec<Story>,
}

/// One event told by different hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The identifier of the article that it is named by: the one that has most in common with the
    /// others.
    pub id: String,
    /// The headline of that article.
    pub headline: Option<String>,
    /// Its first words, where it has no headline; null for others.
    pub lead: Option<String>,
    /// The publications by how many of the articles they have, most first; null counts those of
    /// which it is unknown, and stands last.
    pub sources: Vec<Count>,
    /// How many articles there are, the versions of one counted once.
    pub groups: u64,
    /// Every article in order of time; those without a date last.
    pub articles: Vec<StoryArticle>,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryArticle {
    /// Its identifier.
    pub id: String,
    /// The record's own identifier.
    pub key: Option<String>,
    /// The headline as published.
    pub headline: Option<String>,
    /// The publication.
    pub source: Option<Source>,
    /// When it was published.
    pub date: Option<Dated>,
}

/// One story, told from its beginning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoryTold {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// The identifier of the article that was asked about.
    pub asked: String,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// The story.
    #[serde(flatten)]
    pub story: Story,
    /// What was told, in order of time; what has no date last.
    pub chapters: Vec<Chapter>,
}

/// An article of a story, its versions with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// What is known about it.
    #[serde(flatten)]
    pub head: Head,
    /// Its first words, where it has no headline; null for others.
    pub lead: Option<String>,
    /// Its other versions.
    pub versions: Versions,
    /// Sentences that say what none before it said, in the order of its text.
    pub new: Vec<String>,
}

impl From<Head> for StoryArticle {
    fn from(head: Head) -> Self {
        let Head { id, key, headline, source, date, .. } = head;
        Self { id, key, headline, source, date }
    }
}

impl From<Head> for Version {
    fn from(head: Head) -> Self {
        let Head { id, source, date, .. } = head;
        Self { id, source, date }
    }
}
