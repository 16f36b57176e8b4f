//! What a check of an index found.

use serde::{Deserialize, Serialize};

/// What a check of an index found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// [`super::SCHEMA`].
    pub schema: String,
    /// The folder of the index.
    pub index: String,
    /// Whether everything that searching needs is as it was written.
    pub sound: bool,
    /// How many articles were read through; null where files are damaged: then none were.
    pub articles: Option<u64>,
    /// How many of them make no sense although no file is damaged.
    pub unreadable: u64,
    /// The size of the files of the index together.
    pub bytes: u64,
    /// Every file of the folder, and those that are missing, by name.
    pub files: Vec<FileHealth>,
    /// The absolute paths the index was made from, as far as that can still be read.
    pub roots: Vec<String>,
}

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHealth {
    /// Its name in the folder of the index.
    pub name: String,
    /// How it is.
    pub state: FileCondition,
    /// Its size; null where it is missing.
    pub bytes: Option<u64>,
    /// What is wrong with it; null where nothing is.
    pub problem: Option<String>,
}

/// How a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileCondition {
    /// As it was written.
    Sound,
    /// Not as it was written, or it cannot be read.
    Damaged,
    /// Not there, though the index needs it.
    Missing,
    /// The table of versions, where it is missing, damaged or of another state: searches do without.
    Stale,
    /// Written by the engine and no part of the index: a run that was broken off left it, or one
    /// that is going on is writing it.
    Leftover,
    /// Nothing the index knows of.
    Foreign,
}

impl FileCondition {
    /// As JSON has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Damaged => "damaged",
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Leftover => "leftover",
            Self::Foreign => "foreign",
        }
    }

    /// Whether an index with such a file may answer wrongly, or not at all.
    pub fn is_fatal(self) -> bool {
        matches!(self, Self::Damaged | Self::Missing)
    }
}
