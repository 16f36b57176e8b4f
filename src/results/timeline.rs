//! Counts of articles over time.

use serde::{Deserialize, Serialize};

use super::Facet;
use crate::query::{Note, Query};

/// A timeline to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRequest {
    /// What to look for, each for itself.
    pub queries: Vec<Query>,
    /// What is counted of them.
    pub count: Unit,
    /// By what a bucket stands out.
    pub measure: Measure,
    /// How long each bucket is; chosen by what is found where it is not given.
    pub by: Option<Step>,
    /// What to count apart.
    pub split: Option<Split>,
    /// How many values are counted apart at most; the others are counted together.
    pub limit: usize,
}

/// How long each bucket of a timeline is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// A day.
    Day,
    /// A week of ISO 8601, from Monday to Sunday, called by its Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Every article.
    Articles,
    /// The versions of one article once, on the day of the earliest.
    Groups,
    /// Every story once, on the day it begins.
    Stories,
}

/// By what a bucket stands out among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// The number of articles that match.
    Articles,
    /// Their share of all articles of the time.
    Ratio,
}

/// By what the articles of a timeline are counted apart; an article has one of each at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// The publication: its name, or else its domain.
    Source,
    /// The code of the language.
    Lang,
    /// The news agency.
    Agency,
}

impl Split {
    /// The same to count by.
    pub fn facet(self) -> Facet {
        match self {
            Self::Source => Facet::Source,
            Self::Lang => Facet::Lang,
            Self::Agency => Facet::Agency,
        }
    }
}

/// How many articles match in each bucket of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// What is counted.
    pub count: Unit,
    /// By what a bucket stands out.
    pub measure: Measure,
    /// How long each bucket is; null where it was not asked and nothing has a date.
    pub by: Option<Step>,
    /// By what the articles are counted apart, if by anything.
    pub split: Option<Split>,
    /// How many values more there are than are counted apart.
    pub more: u64,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// The counts: one for each query, or for each value of one query.
    pub series: Vec<Series>,
}

/// The counts of one query, or of one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The query as understood, in the query language.
    pub query: String,
    /// What was taken literally or left out to understand it.
    pub notes: Vec<Note>,
    /// Which of its articles are counted.
    pub part: Part,
    /// The value that they share; null for every other part.
    pub value: Option<String>,
    /// How many there are, with every word: those in the buckets, the undated and the imprecise.
    pub articles: u64,
    /// How many of them have no date.
    pub undated: u64,
    /// How many have a date that may lie in more than one bucket.
    pub imprecise: u64,
    /// From the first bucket in which any of the series has an article to the last, without gaps:
    /// the same for all series.
    pub buckets: Vec<Bucket>,
    /// The buckets that stand out most, in order of time.
    pub peaks: Vec<Peak>,
}

/// Which articles of a query are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// All.
    Whole,
    /// Those with one value.
    Value,
    /// Those with any of the values that are not counted apart.
    Others,
    /// Those of which the value is unknown.
    Unknown,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// The day, the Monday of the week, the month or the year.
    pub bucket: String,
    /// How many articles match.
    pub articles: u64,
    /// How many there are with the same filters, whatever their words.
    pub total: u64,
    /// The share of those that match; null where there is nothing to have a share of.
    pub ratio: Option<f64>,
}

/// A bucket that stands out, and what it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    /// As in [`Bucket`].
    pub bucket: String,
    /// How many articles match.
    pub articles: u64,
    /// By how many deviations it is above the buckets around it.
    pub height: f64,
    /// The best of its articles.
    pub article: Option<Headed>,
}

/// An article by its headline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headed {
    /// Its identifier.
    pub id: String,
    /// Its headline.
    pub headline: Option<String>,
    /// The first words of its body, for one without a headline.
    pub lead: Option<String>,
    /// The publication: its name, or else its domain.
    pub source: Option<String>,
}
