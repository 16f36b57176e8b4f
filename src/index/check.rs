//! Whether an index is what was written: every file of it, and every article in it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory, META_LOCK};
use tantivy::index::SegmentComponent;
use tantivy::{SegmentMeta, TantivyDocument};

use super::checked::{CheckedDirectory, LIST, Unchanged};
use super::compression::{DICTIONARY, Dictionary, OTHER_DICTIONARY};
use super::groups::TABLE;
use super::guard::guarded;
use super::open::{self, LOCKS, MANAGED, META};
use super::{Error, Index, manifest};
use crate::results::{FileCondition, FileHealth, Health, SCHEMA};

/// The files of a segment, but for the list of its deleted articles.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Store,
    SegmentComponent::Terms,
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
];

/// What is said of the table of versions.
const STALE: &str = "searches work the versions out anew, until the next `news-search index` \
                     makes the table anew";

/// Checks the index in a folder. That it is damaged is an answer and no error.
pub fn check(dir: &Path) -> Result<Health, Error> {
    let there = folder(dir)?;
    if !there.keys().any(|name| name == META || open::is_segment_file(name)) {
        return Err(Error::Missing(dir.to_owned()));
    }
    if let Some(other) = open::other_layout(dir) {
        return Err(other);
    }
    let mut files = vec![list(dir, META), list(dir, MANAGED)];
    files.extend(segment_files(dir, &there)?);
    files.extend(dictionary(dir, &there));
    let mut health = Health {
        schema: SCHEMA.to_owned(),
        index: dir.to_string_lossy().into_owned(),
        sound: !files.iter().any(|file| file.state.is_fatal()),
        articles: None,
        unreadable: 0,
        bytes: 0,
        files,
        roots: Vec::new(),
    };
    if let Ok(index) = open::open(dir) {
        health.roots = index.ask(|| roots(&index)).unwrap_or_default();
        if health.sound {
            let (articles, unreadable) = index.ask(|| read_through(&index))?;
            (health.articles, health.unreadable) = (Some(articles), unreadable);
            health.sound = unreadable == 0;
        }
        health.files.push(table(&index, &there));
        health.files.push(compared(dir));
        if health.sound {
            // Who may not write has found out all the same.
            let _ = index.list_compared();
        }
    } else if there.contains_key(TABLE) {
        let problem = "what it is about cannot be read".to_owned();
        health.files.push(file(TABLE, FileCondition::Stale, Some(problem)));
        health.files.push(compared(dir));
    }
    let known: BTreeSet<String> = health.files.iter().map(|file| file.name.clone()).collect();
    let managed = managed(dir);
    let others = there.keys().filter(|name| !known.contains(*name));
    health.files.extend(others.filter_map(|name| other(name, &managed)));
    for file in &mut health.files {
        file.bytes = there.get(&file.name).copied();
    }
    health.files.sort_by(|a, b| a.name.cmp(&b.name));
    let of_index = health.files.iter().filter(|file| file.state != FileCondition::Foreign);
    health.bytes = of_index.filter_map(|file| file.bytes).sum();
    Ok(health)
}

/// What is in a folder, with its size.
fn folder(dir: &Path) -> Result<BTreeMap<String, u64>, Error> {
    let error = |error| match open::has_index(dir) {
        Ok(false) if !dir.try_exists().unwrap_or(true) => Error::Missing(dir.to_owned()),
        _ => Error::io("cannot read", dir, &error),
    };
    let mut there = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(error)? {
        let entry = entry.map_err(error)?;
        // What is gone by now was no part of the index.
        let Ok(metadata) = entry.metadata() else { continue };
        there.insert(entry.file_name().to_string_lossy().into_owned(), metadata.len());
    }
    Ok(there)
}

fn file(name: &str, state: FileCondition, problem: Option<String>) -> FileHealth {
    FileHealth { name: name.to_owned(), state, bytes: None, problem }
}

/// A file of which something may be wrong.
fn judged(name: &str, problem: Option<String>) -> FileHealth {
    let state = if problem.is_some() { FileCondition::Damaged } else { FileCondition::Sound };
    file(name, state, problem)
}

fn missing(name: &str) -> FileHealth {
    file(name, FileCondition::Missing, Some("the index needs it".to_owned()))
}

/// A list that is replaced at one stroke.
fn list(dir: &Path, name: &str) -> FileHealth {
    match fs::read(dir.join(name)) {
        Ok(bytes) => judged(name, CheckedDirectory::problem_of_list(Path::new(name), &bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => missing(name),
        Err(error) => judged(name, Some(format!("it cannot be read: {error}"))),
    }
}

impl Index {
    /// Lays beside the index what can be worked out anew and saves searches time. Answers whether
    /// anything was missing.
    pub(super) fn keep_aids(&self) -> Result<bool, Error> {
        let made = self.keep_groups()?;
        Ok(self.list_compared()? || made)
    }

    /// Compares the files that are handed to the engine whole, and lists them as they are.
    fn list_compared(&self) -> Result<bool, Error> {
        let metas = self.ask(|| self.engine.searchable_segment_metas())?;
        let names: Vec<String> = metas.iter().flat_map(files_of).collect();
        let listed = Unchanged::keep(&self.dir, &names);
        listed.map_err(|error| Error::io("cannot write", &self.dir.join(LIST), &error))
    }
}

/// The files of all segments. Where the list of segments is lost, whatever looks like one.
fn segment_files(dir: &Path, there: &BTreeMap<String, u64>) -> Result<Vec<FileHealth>, Error> {
    let looks = || there.keys().filter(|name| open::is_segment_file(name)).cloned().collect();
    let opened = match open::engine(dir) {
        Ok((engine, directory, _)) => guarded(dir, &directory.faults(), || {
            // Held until all are open, so that none is cleared away before.
            let _lock = engine.directory().acquire_lock(&META_LOCK)?;
            let metas = engine.searchable_segment_metas()?;
            Ok(open_all(dir, metas.iter().flat_map(files_of)))
        })?,
        Err(_) => open_all(dir, Vec::into_iter(looks())),
    };
    let judge = |(name, opened): (String, std::io::Result<File>)| match opened {
        Ok(file) => judged(&name, CheckedDirectory::problem(&file, Path::new(&name))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => missing(&name),
        Err(error) => judged(&name, Some(format!("it cannot be read: {error}"))),
    };
    Ok(opened.into_iter().map(judge).collect())
}

fn open_all(
    dir: &Path,
    names: impl Iterator<Item = String>,
) -> Vec<(String, std::io::Result<File>)> {
    names.map(|name| (name.clone(), File::open(dir.join(name)))).collect()
}

/// The names of the files of a segment.
fn files_of(segment: &SegmentMeta) -> Vec<String> {
    let deleted = segment.has_deletes().then_some(SegmentComponent::Delete);
    let components = COMPONENTS.into_iter().chain(deleted);
    let paths = components.map(|component| segment.relative_path(component));
    paths.map(|path| path.to_string_lossy().into_owned()).collect()
}

/// The dictionary; `None` where there is none, and none is needed.
fn dictionary(dir: &Path, there: &BTreeMap<String, u64>) -> Option<FileHealth> {
    let opened = open::engine(dir).ok();
    let needed = opened.as_ref().and_then(|(.., state)| state.dictionary);
    if needed.is_none() && !there.contains_key(DICTIONARY) {
        return None;
    }
    let mut health = list(dir, DICTIONARY);
    if health.problem.is_none()
        && opened.is_some_and(|(_, directory, _)| Dictionary::load(&directory, needed).is_err())
    {
        health = judged(DICTIONARY, Some(OTHER_DICTIONARY.to_owned()));
    }
    Some(health)
}

/// The table of versions.
fn table(index: &Index, there: &BTreeMap<String, u64>) -> FileHealth {
    let why = match (index.has_table(), there.contains_key(TABLE)) {
        (true, _) => return judged(TABLE, None),
        (false, true) => "it is damaged, or of another state of the index",
        (false, false) => "it is missing",
    };
    file(TABLE, FileCondition::Stale, Some(format!("{why}: {STALE}")))
}

/// The list of files that were compared.
fn compared(dir: &Path) -> FileHealth {
    let judged = list(dir, LIST);
    let Some(problem) = &judged.problem else { return judged };
    let problem = format!("{problem}: searches compare more, until the next `news-search index`");
    file(LIST, FileCondition::Stale, Some(problem))
}

/// A file that is no part of the index; `None` for those that belong into its folder all the same.
fn other(name: &str, managed: &HashSet<PathBuf>) -> Option<FileHealth> {
    let (state, problem) = if LOCKS.contains(&name) || name.starts_with("README") {
        return None;
    } else if managed.contains(Path::new(name)) {
        let problem = "no part of the index: the next `news-search index` clears up";
        (FileCondition::Leftover, problem)
    } else {
        (FileCondition::Foreign, "nothing the index knows of: it is left alone")
    };
    Some(file(name, state, Some(problem.to_owned())))
}

/// What the engine has written into a folder and not cleared away.
fn managed(dir: &Path) -> HashSet<PathBuf> {
    open::engine(dir)
        .map(|(engine, ..)| engine.directory().list_managed_files())
        .unwrap_or_default()
}

/// The paths that the index was made from.
fn roots(index: &Index) -> tantivy::Result<Vec<String>> {
    let files = manifest::read(&index.searcher)?;
    let roots: BTreeSet<String> = files.into_values().map(|known| known.stamp.root).collect();
    Ok(roots.into_iter().collect())
}

/// How many articles can be read, and how many cannot.
fn read_through(index: &Index) -> tantivy::Result<(u64, u64)> {
    let (mut whole, mut broken) = (0, 0);
    for reader in index.searcher.segment_readers() {
        let store = reader.get_store_reader(1)?;
        for document in store.iter::<TantivyDocument>(reader.alive_bitset()) {
            let is_whole = document.is_ok_and(|document| index.article(&document).is_ok());
            *(if is_whole { &mut whole } else { &mut broken }) += 1;
        }
    }
    Ok((whole, broken))
}
