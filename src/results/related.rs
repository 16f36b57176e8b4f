//! Background to an article.

use serde::{Deserialize, Serialize};

use super::{Excerpt, Hit};

/// Background to find for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Background {
    /// How many articles at most.
    pub limit: usize,
    /// When they were published.
    pub when: When,
    /// As in a [`super::Request`].
    pub excerpt: Excerpt,
}

/// When an article was published, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whenever.
    Ever,
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Articles that share the telling words of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Related<H = Hit> {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// The words it was found by, the most telling first.
    pub words: Vec<String>,
    /// The identifiers of articles that say the same as the article in the same words, and of their
    /// versions.
    pub left_out: Vec<String>,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// The articles, those that share most first.
    pub hits: Vec<H>,
}

impl<H> Related<H> {
    /// The same with other hits.
    pub fn with_hits<T>(self, hits: Vec<T>) -> Related<T> {
        let Self { schema, words, left_out, took_ms, .. } = self;
        Related { schema, words, left_out, took_ms, hits }
    }
}
