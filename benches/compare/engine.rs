//! The programs that are compared, and how each is called.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use crate::floor;
use crate::measure::Run;
use crate::place::{KEYS, Place};
use crate::questions::Question;

/// Articles shown, by every program that can be told.
const HITS: usize = 10;

/// A program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    NewsSearch,
    /// The engine alone; see [`floor`].
    Floor,
    Sqlite,
    TantivyCli,
    Ripgrep,
}

impl Engine {
    pub(crate) const ALL: [Self; 5] =
        [Self::NewsSearch, Self::Floor, Self::Sqlite, Self::TantivyCli, Self::Ripgrep];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NewsSearch => "news-search",
            Self::Floor => "bare tantivy",
            Self::Sqlite => "SQLite FTS5",
            Self::TantivyCli => "tantivy-cli",
            Self::Ripgrep => "ripgrep",
        }
    }

    /// What must be installed for it.
    fn needs(self) -> Option<&'static str> {
        match self {
            Self::NewsSearch | Self::Floor => None,
            Self::Sqlite => Some("sqlite3"),
            Self::TantivyCli => Some("tantivy"),
            Self::Ripgrep => Some("rg"),
        }
    }

    /// The program that is missing for it, if one is.
    pub(crate) fn missing(self) -> Option<&'static str> {
        let program = self.needs()?;
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let mut folders = std::env::split_paths(&folders);
        let found = folders.any(|folder| folder.join(program).is_file());
        (!found).then_some(program)
    }

    /// Where its index lies; `None` where it has none.
    pub(crate) fn folder(self, place: &Place) -> Option<PathBuf> {
        let name = match self {
            Self::NewsSearch => "news-search",
            Self::Floor => "floor",
            Self::Sqlite => "sqlite",
            Self::TantivyCli => "tantivy-cli",
            Self::Ripgrep => return None,
        };
        Some(place.path(name))
    }

    /// How it is told to index the articles; `None` where there is nothing to do.
    pub(crate) fn index(self, place: &Place) -> Result<Option<Run>> {
        let Some(folder) = self.folder(place) else { return Ok(None) };
        let run = match self {
            Self::NewsSearch => news_search_index(&place.lines(), &folder),
            Self::Floor => Run::this(floor::FLAG)?.arg("index").arg(place.lines()).arg(folder),
            Self::Sqlite => {
                fs::create_dir_all(&folder)?;
                let columns = KEYS.map(|key| match key {
                    "headline" | "body" => key.to_owned(),
                    _ => format!("{key} UNINDEXED"),
                });
                Run::new("sqlite3")
                    .arg(folder.join("news.db"))
                    // Without a journal, as for an index that can be made anew.
                    .arg("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                    .arg(format!("CREATE VIRTUAL TABLE news USING fts5({});", columns.join(", ")))
                    .arg(".mode ascii")
                    .arg(format!(".import \"{}\" news", place.rows().display()))
            }
            Self::TantivyCli => {
                fs::create_dir_all(&folder)?;
                fs::write(folder.join("meta.json"), tantivy_schema())?;
                let run = Run::new("tantivy").arg("index").arg("-i").arg(folder);
                run.arg("-f").arg(place.lines()).arg("-t").arg("2")
            }
            Self::Ripgrep => return Ok(None),
        };
        Ok(Some(run))
    }

    /// How it is asked a question.
    pub(crate) fn query(self, place: &Place, question: &Question) -> Result<Run> {
        let folder = self.folder(place).unwrap_or_else(|| place.files());
        let text = question.text();
        Ok(match self {
            Self::NewsSearch => news_search("query", &folder).arg(text),
            Self::Floor => Run::this(floor::FLAG)?.arg("query").arg(folder).arg(text),
            Self::Sqlite => {
                let any = if question.phrase { text } else { question.words.join(" OR ") };
                let body = KEYS.len() - 1;
                Run::new("sqlite3").arg(folder.join("news.db")).arg(format!(
                    "SELECT headline, snippet(news, {body}, '[', ']', '…', 48) FROM news
                     WHERE news MATCH '{any}' ORDER BY rank LIMIT {HITS};"
                ))
            }
            Self::TantivyCli => {
                Run::new("tantivy").arg("search").arg("-i").arg(folder).arg("-q").arg(text)
            }
            Self::Ripgrep => {
                let joined = [question.words.join(" ")];
                let patterns = if question.phrase { &joined[..] } else { &question.words };
                let run =
                    Run::new("rg").arg("--ignore-case").arg("--word-regexp").arg("--fixed-strings");
                patterns.iter().fold(run, |run, pattern| run.arg("-e").arg(pattern)).arg(folder)
            }
        })
    }
}

/// This program, as Cargo built it for the benchmark, with a command and its index.
fn news_search(command: &str, folder: &Path) -> Run {
    let program = env!("CARGO_BIN_EXE_news-search");
    Run::new(program).arg(command).arg("--no-config").arg("--index").arg(folder)
}

/// How this program is told to index a file or folder.
pub(crate) fn news_search_index(what: &Path, folder: &Path) -> Run {
    news_search("index", folder).arg(what)
}

/// How this program is told to answer the queries of a file.
pub(crate) fn news_search_batch(queries: &Path, folder: &Path) -> Run {
    news_search("query", folder).arg("--json").arg("--batch").arg(queries)
}

/// An empty index for tantivy-cli, whose own way to make one is a dialogue.
fn tantivy_schema() -> String {
    let field = |key: &str| {
        let indexing = matches!(key, "headline" | "body")
            .then(|| json!({"record": "position", "fieldnorms": true, "tokenizer": "default"}));
        json!({
            "name": key,
            "type": "text",
            "options": {"indexing": indexing, "stored": true, "fast": false},
        })
    };
    json!({"segments": [], "schema": KEYS.map(field), "opstamp": 0}).to_string()
}
