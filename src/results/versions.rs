//! Versions of one article: what a hit stands for, and how they differ.

use serde::{Deserialize, Serialize};

use crate::article::{Dated, Head, Source};

/// The versions of an article that its hit stands for, itself not among them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Versions {
    /// How many.
    pub count: usize,
    /// Their identifiers, in order of time; those without a date last.
    pub ids: Vec<String>,
    /// What is known of the first of them.
    pub first: Vec<Version>,
}

/// What tells a version from the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Its identifier.
    pub id: String,
    /// Where it was published.
    pub source: Option<Source>,
    /// When.
    pub date: Option<Dated>,
}

/// The versions of an article, and what else shares its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionList {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// The identifier of the article that was asked about.
    pub id: String,
    /// Milliseconds from the request to here.
    pub took_ms: f64,
    /// Its versions in order of time, itself among them; those without a date last.
    pub versions: Vec<Told>,
    /// Articles of their own that carry passages over, those that share most first.
    pub passages: Vec<Sharing>,
    /// Reports of the same kind about other days or figures, in order of time.
    pub recurring: Vec<Told>,
}

/// An article held against the one that was asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// What is known about it.
    #[serde(flatten)]
    pub head: Head,
    /// How many words it has.
    pub words: usize,
    /// The part of its runs of five words that the other has too, 0 to 1.
    pub shared: f32,
    /// What it adds and drops, in the order of its text; empty where it says the same in the same
    /// words.
    pub changes: Vec<Change>,
}

/// An article that has passages of the one that was asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sharing {
    /// What is known about it.
    #[serde(flatten)]
    pub head: Head,
    /// How many words it has.
    pub words: usize,
    /// The part of its runs of five words that the other has too, 0 to 1.
    pub shared: f32,
    /// The passages, as the article that was asked about has them.
    pub passages: Vec<String>,
}

/// A place where two texts differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// How.
    pub kind: ChangeKind,
    /// The words there, of both texts; a change within a sentence has some unchanged words around.
    pub parts: Vec<Piece>,
}

/// How two texts differ in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Something is added.
    Added,
    /// Something is dropped.
    Dropped,
    /// Something stands in place of something else, or inside of something unchanged.
    Changed,
    /// A paragraph stands elsewhere.
    Moved,
}

/// Some words of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Whose they are.
    pub kind: PieceKind,
    /// As they are written.
    pub text: String,
}

/// Which of two texts some words belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    /// Both.
    Same,
    /// The version alone.
    Added,
    /// The article that was asked about alone.
    Dropped,
}

/// All versions of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionGroup {
    /// What is known about each, in order of time; those without a date last.
    pub articles: Vec<Head>,
}
