//! What a search found.

use serde::{Deserialize, Serialize};

use super::{Match, Versions};
use crate::article::Head;
use crate::query::{Expansion, Note};

/// What the score of an article is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// The identifier of the article.
    pub id: String,
    /// Its score; null where the query does not find it.
    pub score: Option<f32>,
    /// What age does to the sum of the parts: 1 to 2, and 1 where it was not asked to count.
    pub recency: f32,
    /// What adds up to the score.
    pub parts: Vec<ScorePart>,
}

/// A part of the score of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// The part of the query, in the query language; of a pair, its words in quotation marks.
    pub part: String,
    /// Why it counts.
    pub kind: ScoreKind,
    /// How often it is in headline and body together; null for what is put together of others.
    pub times: Option<u32>,
    /// How often it is in the headline, if that and the body were asked.
    pub in_headline: Option<u32>,
    /// What it adds.
    pub score: f32,
}

/// Why a part of a query counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScoreKind {
    /// It was looked for.
    Wanted,
    /// A stop word that was set aside.
    Aside,
    /// Two words side by side, as they are in the query.
    Pair,
    /// A word of a long quotation beside other words.
    Quoted,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results<H = Hit> {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// What the query is called among several; only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The query as understood, in the query language.
    pub query: String,
    /// How many of its plain words an article had to have.
    #[serde(rename = "match")]
    pub matching: Match,
    /// What was taken literally or left out to understand it.
    pub notes: Vec<Note>,
    /// How many articles match.
    pub total: Total,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// What each word of the query came to stand for; only where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expansions: Option<Vec<Expansion>>,
    /// What the score of one article is made of; only where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scored: Option<Scored>,
    /// Why nothing was found; empty where something was.
    pub why: Vec<Reason>,
    /// The hits asked for, in order.
    pub hits: Vec<H>,
    /// What to ask for to have the next page; null where there is none.
    pub next: Option<String>,
}

impl<H> Results<H> {
    /// The same with other hits.
    pub fn with_hits<T>(self, hits: Vec<T>) -> Results<T> {
        let Self { schema, id, query, matching, notes, total, .. } = self;
        let Self { took_ms, expansions, scored, why, next, .. } = self;
        Results {
            schema,
            id,
            query,
            matching,
            notes,
            total,
            took_ms,
            expansions,
            scored,
            why,
            hits,
            next,
        }
    }
}

/// Something that kept a query from finding anything; parts are in the query language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No article has this word.
    Unknown {
        /// The word, with its field.
        part: String,
        /// Words of the index that are spelled nearly so, the commonest first.
        near: Vec<String>,
    },
    /// Articles have all of these words, but none as they are asked for.
    Apart {
        /// The phrase or the distance.
        part: String,
        /// How many articles have its words.
        articles: u64,
    },
    /// Without this part articles would be found.
    Without {
        /// The part.
        part: String,
        /// How many.
        articles: u64,
        /// How many of these have no such date at all, where the part asks for a date.
        undated: Option<u64>,
    },
}

/// How many articles match a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Articles with at least one of the words.
    pub articles: u64,
    /// Articles with every word.
    pub all_words: u64,
    /// The same articles as in `articles`, the versions of one counted once; null where they were
    /// not folded.
    pub groups: Option<u64>,
}

/// One article found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// From 1, counted over the whole ranking (`offset` included).
    pub rank: usize,
    /// BM25; 0 where the order is not by relevance or nothing was scored.
    pub score: f32,
    /// What is known about the article.
    #[serde(flatten)]
    pub head: Head,
    /// The first words of the body, for an article without a headline.
    pub lead: Option<String>,
    /// What to show of it, in reading order; a headline with a match comes first.
    pub passages: Vec<Passage>,
    /// The words of the query that it lacks, as typed.
    pub missing: Vec<String>,
    /// The other versions of the article that match; null where versions were not folded.
    pub versions: Option<Versions>,
}

/// A piece of an article's text, and what matched in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands.
    pub field: PassageField,
    /// Offset of its first character in the field, in Unicode scalar values.
    pub start: usize,
    /// Offset behind its last character.
    pub end: usize,
    /// The field's characters from `start` to `end`, unchanged.
    pub text: String,
    /// What matched: ranges of characters in `text`, in order, not overlapping.
    pub marks: Vec<(usize, usize)>,
    /// Where a sentence was cut to keep to the width asked for.
    #[serde(default)]
    pub cut: Cut,
}

/// At which ends a passage begins or stops in the middle of a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// Whole sentences.
    #[default]
    None,
    /// Its sentence begins before it.
    Start,
    /// Its sentence goes on behind it.
    End,
    /// Both.
    Both,
}

/// The field a passage was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageField {
    /// The headline, whole.
    Headline,
    /// The body.
    Body,
}
