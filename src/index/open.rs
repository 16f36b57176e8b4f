//! Opening an index, and making one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tantivy::directory::{
    Directory, DirectoryLock, INDEX_WRITER_LOCK, ManagedDirectory, RamDirectory,
};
use tantivy::{Index as Engine, IndexMeta, ReloadPolicy};

use super::analysis::Analyzer;
use super::checked::{CheckedDirectory, Faults, LIST};
use super::compression::{DICTIONARY, Dictionary};
use super::groups::TABLE;
use super::guard::guarded;
use super::schema::{self, LAYOUT, SENTENCES, WORDS};
use super::state::State;
use super::writer::Start;
use super::{Error, Index};

/// The file by which the engine knows an index.
pub(super) const META: &str = "meta.json";
/// The engine's list of its files, for cleaning up behind it.
pub(super) const MANAGED: &str = ".managed.json";
/// The file by which the engine keeps writers apart.
const LOCK: &str = ".tantivy-writer.lock";
/// The files by which the engine locks anything.
pub(super) const LOCKS: [&str; 2] = [LOCK, ".tantivy-meta.lock"];

/// Opens the index in a folder for searching.
pub(super) fn open(dir: &Path) -> Result<Index, Error> {
    if !has_index(dir)? {
        return Err(if has_remains(dir)? { headless(dir) } else { Error::Missing(dir.to_owned()) });
    }
    let (engine, directory, state) = engine(dir)?;
    wrap(dir, engine, &directory, &state)
}

/// The engine's lists of an index in a folder, which must be of this layout.
pub(super) fn engine(dir: &Path) -> Result<(Engine, CheckedDirectory, State), Error> {
    let directory = directory(dir)?;
    let faults = directory.faults();
    let engine = guarded(dir, &faults, || Engine::open(directory.clone()))
        .map_err(|error| other_layout(dir).unwrap_or(error))?;
    let state = state(dir, &guarded(dir, &faults, || engine.load_metas())?)?;
    Ok((engine, directory, state))
}

/// Opens the index in a folder for writing, and makes it where there is none.
pub(super) fn open_or_create(dir: &Path, start: Start) -> Result<Index, Error> {
    let is_ours = if has_index(dir)? {
        match open(dir) {
            // Whatever is wrong with the present index does not matter to one made anew.
            Err(error) if start == Start::Rebuild && error.is_of_the_index() => true,
            opened => return opened,
        }
    } else if has_remains(dir)? {
        if start == Start::Update {
            return Err(headless(dir));
        }
        true
    } else {
        false
    };
    if is_ours {
        clear(dir)?;
    } else {
        fs::create_dir_all(dir)
            .map_err(|error| Error::io("cannot make the folder", dir, &error))?;
        if !is_free(dir)? {
            // Another writer may have been quicker.
            let is_made = has_index(dir)?;
            return if is_made { open(dir) } else { Err(Error::NotAnIndex(dir.to_owned())) };
        }
    }
    create(dir)
}

/// Makes an index without articles, unless another writer was quicker.
fn create(dir: &Path) -> Result<Index, Error> {
    let directory = directory(dir)?;
    let faults = directory.faults();
    let lock = lock(dir, &directory)?;
    if has_index(dir)? {
        drop(lock);
        return open(dir);
    }
    let state = State::new(None, [].into());
    let engine = guarded(dir, &faults, || {
        let (schema, _) = schema::schema();
        // Nobody may see a list that does not tell its layout, so it is made elsewhere.
        let made = Engine::create(RamDirectory::create(), schema, schema::settings())?;
        let mut metas = made.load_metas()?;
        metas.payload = Some(state.print());
        let managed = ManagedDirectory::wrap(Box::new(directory.clone()))?;
        managed.atomic_write(Path::new(META), &serde_json::to_vec(&metas)?)?;
        managed.sync_directory()?;
        Engine::open(directory.clone())
    })?;
    wrap(dir, engine, &directory, &state)
}

/// Keeps other writers out.
fn lock(dir: &Path, directory: &CheckedDirectory) -> Result<DirectoryLock, Error> {
    let locked = || Ok(directory.acquire_lock(&INDEX_WRITER_LOCK)?);
    guarded(dir, &directory.faults(), locked)
}

/// The folder as the engine sees it.
pub(super) fn directory(dir: &Path) -> Result<CheckedDirectory, Error> {
    CheckedDirectory::open(dir).map_err(|error| Error::from_engine(dir, &error, &Faults::default()))
}

fn wrap(
    dir: &Path,
    engine: Engine,
    directory: &CheckedDirectory,
    state: &State,
) -> Result<Index, Error> {
    let faults = directory.faults();
    engine.tokenizers().register(WORDS, Analyzer::Words);
    engine.tokenizers().register(SENTENCES, Analyzer::Sentences);
    let reader = guarded(dir, &faults, || {
        // A command answers from the state it found; no thread watches for a later one.
        engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
    })?;
    let searcher = reader.searcher();
    // Behind the searcher, which may be of a later commit than the state: a dictionary comes before the
    // articles that need it.
    let dictionary = guarded(dir, &faults, || Dictionary::load(directory, state.dictionary))?;
    let (_, fields) = schema::schema();
    let (groups, columns) = (OnceLock::new(), OnceLock::new());
    let dir = dir.to_owned();
    Ok(Index { dir, engine, faults, searcher, fields, dictionary, groups, columns })
}

impl Index {
    /// What the last commit says of itself.
    pub(super) fn state(&self) -> Result<State, Error> {
        state(&self.dir, &self.ask(|| self.engine.load_metas())?)
    }
}

/// What a commit says of itself. An index is of this version's layout if that says so and its fields
/// are these.
fn state(dir: &Path, metas: &IndexMeta) -> Result<State, Error> {
    let payload = metas.payload.as_deref().unwrap_or("of an unknown kind");
    State::parse(payload)
        .filter(|state| state.layout == LAYOUT && metas.schema == schema::schema().0)
        .ok_or_else(|| incompatible(dir, payload))
}

/// What an index of a layout without checksums is: not damaged, but of another layout.
pub(super) fn other_layout(dir: &Path) -> Option<Error> {
    let meta: serde_json::Value = serde_json::from_slice(&fs::read(dir.join(META)).ok()?).ok()?;
    let payload = meta.get("payload")?.as_str()?;
    let is_ours = State::parse(payload).is_some_and(|state| state.layout == LAYOUT);
    (!is_ours).then(|| incompatible(dir, payload))
}

fn incompatible(dir: &Path, payload: &str) -> Error {
    let found = match State::parse(payload) {
        Some(state) if state.layout != LAYOUT => state.layout.to_string(),
        _ => payload.to_owned(),
    };
    Error::Incompatible { dir: dir.to_owned(), found, expected: LAYOUT }
}

/// Whether a folder holds segments and the list of their files, and not the list of segments. That is
/// looked for last: another writer may just be making an index there.
fn has_remains(dir: &Path) -> Result<bool, Error> {
    let has_files = is_there(&dir.join(MANAGED))? && !segment_files(dir)?.is_empty();
    Ok(has_files && !has_index(dir)?)
}

/// What is to be said of such a folder.
fn headless(dir: &Path) -> Error {
    Error::Damaged { dir: dir.to_owned(), reason: format!("`{META}`: the file is missing") }
}

/// Whether a folder holds what the engine takes for an index.
pub(super) fn has_index(dir: &Path) -> Result<bool, Error> {
    is_there(&dir.join(META))
}

/// Whether a folder holds an index.
pub fn is_in(folder: &Path) -> bool {
    [META, MANAGED].iter().all(|name| is_there(&folder.join(name)).unwrap_or(false))
}

fn is_there(file: &Path) -> Result<bool, Error> {
    file.try_exists().map_err(|error| Error::io("cannot read", file, &error))
}

/// Lets everybody read the index who may read the files beside it: the engine makes its lists, and
/// what else it writes at one stroke, readable for their maker alone.
pub(super) fn share(dir: &Path) -> Result<(), Error> {
    let lock = dir.join(LOCK);
    let like = fs::metadata(&lock).map_err(|error| Error::io("cannot read", &lock, &error))?;
    for name in [META, MANAGED, DICTIONARY, TABLE, LIST] {
        let list = dir.join(name);
        match fs::set_permissions(&list, like.permissions()) {
            // The table comes with the last commit of a run, the dictionary with the first articles.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("cannot share", &list, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A folder is free for an index if it holds nothing but hidden files and a README.
fn is_free(dir: &Path) -> Result<bool, Error> {
    let entries = fs::read_dir(dir).map_err(|error| Error::io("cannot read", dir, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("cannot read", dir, &error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.starts_with("README") {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes away the files of an index, known by their names, and no others. What can be made anew goes
/// first, that by which an index is known last: whatever ends this half-way, the next run sees what
/// there is to clear.
fn clear(dir: &Path) -> Result<(), Error> {
    let _lock = lock(dir, &directory(dir)?)?;
    let mut files = vec![dir.join(TABLE), dir.join(LIST), dir.join(DICTIONARY)];
    files.extend(segment_files(dir)?);
    files.extend([META, MANAGED].map(|name| dir.join(name)));
    for file in files {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("cannot remove", &file, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What looks like files of segments.
fn segment_files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).map_err(|error| Error::io("cannot read", dir, &error))? {
        let entry = entry.map_err(|error| Error::io("cannot read", dir, &error))?;
        if is_segment_file(&entry.file_name().to_string_lossy()) {
            files.push(entry.path());
        }
    }
    Ok(files)
}

/// The engine names its files by 32 hexadecimal digits, for a deletion with a number behind, and
/// what they hold.
pub(super) fn is_segment_file(name: &str) -> bool {
    let Some((digits, kind)) = name.split_once('.') else { return false };
    digits.len() == 32
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}
