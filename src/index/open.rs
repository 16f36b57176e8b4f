//! Opening an index, and making one.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use tantivy::directory::MmapDirectory;
use tantivy::{Index as Engine, ReloadPolicy};

use super::analysis::Analyzer;
use super::groups::TABLE;
use super::schema::{self, LAYOUT, SENTENCES, WORDS};
use super::state::State;
use super::writer::Start;
use super::{Error, Index};

/// The file by which the engine knows an index.
const META: &str = "meta.json";
/// The engine's list of its files, for cleaning up behind it.
const MANAGED: &str = ".managed.json";
/// The file by which the engine keeps writers apart.
const LOCK: &str = ".tantivy-writer.lock";

/// Opens the index in a folder for searching.
pub(super) fn open(dir: &Path) -> Result<Index, Error> {
    if !has_index(dir)? {
        return Err(Error::Missing(dir.to_owned()));
    }
    let index = wrap(dir, engine(dir)?)?;
    index.state()?;
    Ok(index)
}

/// Opens the index in a folder for writing, and makes it where there is none.
pub(super) fn open_or_create(dir: &Path, start: Start) -> Result<Index, Error> {
    if has_index(dir)? {
        match open(dir) {
            // Whatever is wrong with the present index does not matter to one made anew.
            Err(_) if start == Start::Rebuild => clear(dir)?,
            opened => return opened,
        }
    } else if start == Start::Rebuild && is_there(&dir.join(MANAGED))? {
        clear(dir)?;
    }
    fs::create_dir_all(dir).map_err(|error| io_error("cannot make the folder", dir, error))?;
    if !is_free(dir)? {
        return Err(Error::NotAnIndex(dir.to_owned()));
    }
    let (schema, _) = schema::schema();
    let made = Engine::builder().schema(schema).settings(schema::settings()).create_in_dir(dir);
    let index = wrap(dir, made.map_err(|error| Error::from_engine(dir, &error))?)?;
    stamp(&index)?;
    Ok(index)
}

fn engine(dir: &Path) -> Result<Engine, Error> {
    let directory =
        MmapDirectory::open(dir).map_err(|error| Error::from_engine(dir, &error.into()))?;
    Engine::open(directory).map_err(|error| Error::from_engine(dir, &error))
}

fn wrap(dir: &Path, engine: Engine) -> Result<Index, Error> {
    engine.tokenizers().register(WORDS, Analyzer::Words);
    engine.tokenizers().register(SENTENCES, Analyzer::Sentences);
    let reader = engine
        .reader_builder()
        // A command answers from the state it found; no thread watches for a later one.
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
        .map_err(|error| Error::from_engine(dir, &error))?;
    let (_, fields) = schema::schema();
    let (searcher, groups) = (reader.searcher(), OnceLock::new());
    Ok(Index { dir: dir.to_owned(), searcher, engine, fields, groups })
}

impl Index {
    /// What the last commit says of itself. An index is of this version's layout if that says so and
    /// its fields are these.
    pub(super) fn state(&self) -> Result<State, Error> {
        let metas = self.engine.load_metas().map_err(|error| self.error(error))?;
        let payload = metas.payload.unwrap_or_else(|| "of an unknown kind".to_owned());
        let state = State::parse(&payload);
        let found = match &state {
            Some(state) if state.layout != LAYOUT => state.layout.to_string(),
            _ => payload,
        };
        let ours = |state: &State| state.layout == LAYOUT && metas.schema == schema::schema().0;
        let incompatible = Error::Incompatible { dir: self.dir.clone(), found, expected: LAYOUT };
        state.filter(ours).ok_or(incompatible)
    }
}

/// Writes the layout into an index that has no commit yet.
fn stamp(index: &Index) -> Result<(), Error> {
    let least = 15_000_000;
    let wrap = |error| index.error(error);
    let mut writer: tantivy::IndexWriter =
        index.engine.writer_with_num_threads(1, least).map_err(wrap)?;
    let mut commit = writer.prepare_commit().map_err(wrap)?;
    commit.set_payload(&State::new([].into()).print());
    commit.commit().map_err(wrap)?;
    writer.wait_merging_threads().map_err(wrap)
}

fn has_index(dir: &Path) -> Result<bool, Error> {
    is_there(&dir.join(META))
}

/// Whether a folder holds an index.
pub fn is_in(folder: &Path) -> bool {
    [META, MANAGED].iter().all(|name| is_there(&folder.join(name)).unwrap_or(false))
}

fn is_there(file: &Path) -> Result<bool, Error> {
    file.try_exists().map_err(|error| io_error("cannot read", file, error))
}

/// Lets everybody read the index who may read the files beside it: the engine makes its lists, and
/// what else it writes at one stroke, readable for their maker alone.
pub(super) fn share(dir: &Path) -> Result<(), Error> {
    let lock = dir.join(LOCK);
    let like = fs::metadata(&lock).map_err(|error| io_error("cannot read", &lock, error))?;
    for name in [META, MANAGED, TABLE] {
        let list = dir.join(name);
        match fs::set_permissions(&list, like.permissions()) {
            // The table comes with the last commit of a run.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io_error("cannot share", &list, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A folder is free for an index if it holds nothing but hidden files and a README.
fn is_free(dir: &Path) -> Result<bool, Error> {
    let entries = fs::read_dir(dir).map_err(|error| io_error("cannot read", dir, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| io_error("cannot read", dir, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.starts_with("README") {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes away the files of an index, known by their names, and no others.
fn clear(dir: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(dir).map_err(|error| io_error("cannot read", dir, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| io_error("cannot read", dir, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !is_segment_file(&name) && ![META, MANAGED, TABLE].contains(&name.as_ref()) {
            continue;
        }
        let path = entry.path();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io_error("cannot remove", &path, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The engine names its files by 32 hexadecimal digits, for a deletion with a number behind, and
/// what they hold.
fn is_segment_file(name: &str) -> bool {
    let Some((digits, kind)) = name.split_once('.') else { return false };
    digits.len() == 32
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

fn io_error(doing: &str, path: &Path, source: io::Error) -> Error {
    Error::Io { context: format!("{doing} `{}`", path.display()), source }
}
