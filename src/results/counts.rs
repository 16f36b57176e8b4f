//! Counts of articles, and completions.

use serde::{Deserialize, Serialize};

use crate::query::Note;

/// What an index holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// [`super::SCHEMA`].
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
    /// [`super::SCHEMA`].
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
    /// [`super::SCHEMA`].
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
