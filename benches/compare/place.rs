//! The folder that everything lies in while it is measured: the articles, in the forms that the
//! programs read, and their indexes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

use crate::news::Corpus;
use crate::questions::Sample;

/// The keys of an article's line; `SQLite` gets a column of each. The body comes last.
pub(crate) const KEYS: [&str; 7] = ["id", "headline", "source", "byline", "date", "url", "body"];

/// Articles that are written as text files too, at most: more of them say nothing new, and a
/// million files take long to write and to delete.
const MOST_FILES: u64 = 50_000;

/// What parts values and rows for `SQLite`: the characters that ASCII has for it, and no text.
const UNIT_SEPARATOR: &str = "\x1F";
const RECORD_SEPARATOR: &str = "\x1E";

/// The folder. A temporary one goes with it.
#[derive(Debug)]
pub(crate) struct Place {
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) sample: Sample,
    /// Bytes of the lines.
    pub(crate) bytes: u64,
    /// How many text files.
    pub(crate) files: u64,
}

impl Place {
    pub(crate) fn new(keep: Option<PathBuf>) -> Result<Self> {
        let Some(folder) = keep else {
            let temporary = tempfile::tempdir()?;
            return Ok(Self { folder: temporary.path().to_owned(), _temporary: Some(temporary) });
        };
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        if fs::read_dir(&folder)?.next().is_some() {
            bail!("{} is not empty", folder.display());
        }
        Ok(Self { folder: folder.canonicalize()?, _temporary: None })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The articles, one a line.
    pub(crate) fn lines(&self) -> PathBuf {
        self.path("news.jsonl")
    }

    /// The same as rows.
    pub(crate) fn rows(&self) -> PathBuf {
        self.path("news.ascii")
    }

    /// The folder of text files.
    pub(crate) fn files(&self) -> PathBuf {
        self.path("files")
    }

    /// Writes the articles.
    pub(crate) fn fill(&self, articles: u64) -> Result<Written> {
        let mut lines = BufWriter::new(File::create(self.lines())?);
        let mut rows = BufWriter::new(File::create(self.rows())?);
        let (mut sample, mut bytes, mut files) = (Sample::default(), 0, 0);
        for article in Corpus::new(articles) {
            let line = article.json();
            bytes += line.len() as u64 + 1;
            writeln!(lines, "{line}")?;
            write_row(&mut rows, &line)?;
            if files < MOST_FILES {
                write_below(&self.files(), &article.file())?;
                files += 1;
            }
            sample.add(|| article.body());
        }
        lines.flush()?;
        rows.flush()?;
        Ok(Written { sample, bytes, files })
    }
}

fn write_row(rows: &mut impl io::Write, line: &str) -> Result<()> {
    let record: serde_json::Value = serde_json::from_str(line)?;
    let values = KEYS.map(|key| record[key].as_str().unwrap_or_default());
    write!(rows, "{}{RECORD_SEPARATOR}", values.join(UNIT_SEPARATOR))?;
    Ok(())
}

fn write_below(folder: &Path, (path, text): &(String, String)) -> io::Result<()> {
    let path = folder.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Bytes of all files below a folder.
pub(crate) fn bytes_below(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        bytes += if entry.file_type().is_file() { entry.metadata()?.len() } else { 0 };
    }
    Ok(bytes)
}
