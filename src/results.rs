//! Request and results: plain data that every caller fills and every renderer reads.

mod versions;

pub use versions::{
    Change, ChangeKind, Part, PartKind, Sharing, Told, Version, VersionGroup, VersionList, Versions,
};

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::article::Head;
use crate::date::DateRange;
use crate::query::{Expansion, Note, Query};

/// The version of the JSON contract; grows only by addition.
pub const SCHEMA: &str = "news-search/1";

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

/// The order of hits. Ties are broken by date, newest first, then by the number of the record in its
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
    /// [`SCHEMA`].
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

/// What an index holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// [`SCHEMA`].
    pub schema: String,
    /// How many articles.
    pub articles: u64,
    /// How many files they came from.
    pub files: u64,
    /// The size of the index on disk.
    pub bytes: u64,
    /// Articles by publication, most first.
    pub sources: Vec<Count>,
    /// Articles by year, in order of time.
    pub years: Vec<Count>,
    /// Articles by language, most first.
    pub languages: Vec<Count>,
    /// Articles by format, most first.
    pub formats: Vec<Count>,
    /// Articles by the evidence for their date, most first.
    pub date_evidence: Vec<Count>,
    /// Articles by the evidence for their publication, most first.
    pub source_evidence: Vec<Count>,
}

/// How many articles share a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value; null counts the articles for which it is unknown, and stands last.
    pub value: Option<String>,
    /// How many articles.
    pub articles: u64,
}

/// What articles can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// The publication: its name, or else its domain.
    Source,
    /// The publication's domain.
    Domain,
    /// The code of the language.
    Lang,
    /// The year of the date.
    Year,
    /// The month of the date; unknown for a bare year.
    Month,
    /// The form the article came in.
    Format,
    /// The news agency.
    Agency,
    /// Each person who wrote it.
    By,
}

/// How many of the articles that match share what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// [`SCHEMA`].
    pub schema: String,
    /// The query as understood, in the query language.
    pub query: String,
    /// What was taken literally or left out to understand it.
    pub notes: Vec<Note>,
    /// How many articles match, with every word.
    pub articles: u64,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// The counts, in the order asked for.
    pub facets: Vec<FacetCounts>,
}

/// The values of one facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Those that most articles have: most first, but years and months in order of time.
    pub values: Vec<Count>,
    /// How many values more there are.
    pub more: u64,
}

/// What the beginning of a word or a name may be completed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// [`SCHEMA`].
    pub schema: String,
    /// What was typed.
    pub prefix: String,
    /// What was looked for.
    pub field: SuggestField,
    /// What most articles have, most first.
    pub values: Vec<Count>,
    /// How many values more there are.
    pub more: u64,
}

/// What can be completed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum SuggestField {
    /// A word of headline or body.
    #[default]
    Word,
    /// The name of a publication.
    Source,
    /// The name of a person who wrote articles.
    By,
    /// The name of a news agency.
    Agency,
}

/// Background to find for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Background {
    /// How many articles at most.
    pub limit: usize,
    /// When they were published.
    pub when: When,
    /// As in a [`Request`].
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
    /// [`SCHEMA`].
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
