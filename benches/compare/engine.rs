//! The programs that are compared, and how each is called.

use std::fs;
use std::path::PathBuf;

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
        let lines = place.lines();
        Ok(Some(match self {
            Self::NewsSearch => news_search_index(&lines, &folder),
            Self::Floor => Run::this(&[
                floor::FLAG.as_ref(),
                "index".as_ref(),
                lines.as_os_str(),
                folder.as_os_str(),
            ])?,
            Self::Sqlite => {
                fs::create_dir_all(&folder)?;
                let columns = KEYS.map(|key| match key {
                    "headline" | "body" => key.to_owned(),
                    _ => format!("{key} UNINDEXED"),
                });
                Run::new([
                    "sqlite3".as_ref(),
                    folder.join("news.db").as_os_str(),
                    // Without a journal, as for an index that can be made anew.
                    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;".as_ref(),
                    format!("CREATE VIRTUAL TABLE news USING fts5({});", columns.join(", "))
                        .as_ref(),
                    ".mode ascii".as_ref(),
                    format!(".import \"{}\" news", place.rows().display()).as_ref(),
                ])
            }
            Self::TantivyCli => {
                fs::create_dir_all(&folder)?;
                fs::write(folder.join("meta.json"), tantivy_schema())?;
                Run::new([
                    "tantivy".as_ref(),
                    "index".as_ref(),
                    "-t".as_ref(),
                    "2".as_ref(),
                    "-i".as_ref(),
                    folder.as_os_str(),
                    "-f".as_ref(),
                    lines.as_os_str(),
                ])
            }
            Self::Ripgrep => return Ok(None),
        }))
    }

    /// How it is asked a question.
    pub(crate) fn query(self, place: &Place, question: &Question) -> Result<Run> {
        let folder = self.folder(place).unwrap_or_else(|| place.files());
        let text = question.text();
        Ok(match self {
            Self::NewsSearch => {
                let index = folder.as_os_str();
                Run::new([
                    NEWS_SEARCH.as_ref(),
                    "query".as_ref(),
                    "--no-config".as_ref(),
                    "--index".as_ref(),
                    index,
                    text.as_ref(),
                ])
            }
            Self::Floor => Run::this(&[
                floor::FLAG.as_ref(),
                "query".as_ref(),
                folder.as_os_str(),
                text.as_ref(),
            ])?,
            Self::Sqlite => {
                let any = if question.phrase { text } else { question.words.join(" OR ") };
                let body = KEYS.len() - 1;
                let select = format!(
                    "SELECT headline, snippet(news, {body}, '[', ']', '…', 48) FROM news
                     WHERE news MATCH '{any}' ORDER BY rank LIMIT {HITS};"
                );
                Run::new(["sqlite3".as_ref(), folder.join("news.db").as_os_str(), select.as_ref()])
            }
            Self::TantivyCli => Run::new([
                "tantivy".as_ref(),
                "search".as_ref(),
                "-i".as_ref(),
                folder.as_os_str(),
                "-q".as_ref(),
                text.as_ref(),
            ]),
            Self::Ripgrep => {
                let joined = [question.words.join(" ")];
                let patterns = if question.phrase { &joined[..] } else { &question.words };
                let mut parts = vec!["rg".to_owned(), "-iwF".to_owned()];
                parts.extend(patterns.iter().flat_map(|word| ["-e".to_owned(), word.clone()]));
                parts.push(folder.display().to_string());
                Run::new(parts)
            }
        })
    }
}

/// This program, as Cargo built it for the benchmark.
const NEWS_SEARCH: &str = env!("CARGO_BIN_EXE_news-search");

/// How this program is told to index a file or folder.
pub(crate) fn news_search_index(what: &std::path::Path, folder: &std::path::Path) -> Run {
    let (what, folder) = (what.as_os_str(), folder.as_os_str());
    let options = ["index", "--no-config", "--index"].map(AsRef::as_ref);
    Run::new([NEWS_SEARCH.as_ref(), options[0], options[1], options[2], folder, what])
}

/// How this program is told to answer the queries of a file.
pub(crate) fn news_search_batch(queries: &std::path::Path, folder: &std::path::Path) -> Run {
    let options = ["query", "--no-config", "--json", "--index"].map(AsRef::as_ref);
    let [query, no_config, json, index] = options;
    Run::new([
        NEWS_SEARCH.as_ref(),
        query,
        no_config,
        json,
        index,
        folder.as_os_str(),
        "--batch".as_ref(),
        queries.as_os_str(),
    ])
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
