//! Writing: which files are new, changed or gone, and one commit at the end.
//!
//! Nothing is seen by a reader before [`Writer::commit`]; a writer that is dropped before leaves
//! the index as it was.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use tantivy::{IndexWriter, TantivyDocument, Term};

use super::expand::key_term;
use super::manifest::{self, FileStamp, Known};
use super::schema::{Fields, LAYOUT};
use super::{Error, Index, open};
use crate::article::{Article, identify};
use crate::group::{names, numbers, prints};
use crate::query::Field;

/// The memory that articles may take while a segment is being made, for each of the threads.
const MEMORY_PER_THREAD: usize = 64 * 1024 * 1024;

/// Threads that index; reading has its own.
const MOST_THREADS: usize = 4;

/// What the index already has of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Nothing.
    New,
    /// Its articles, and the file has not changed since.
    Unchanged {
        /// How many.
        articles: u64,
    },
    /// Articles of an earlier state of it.
    Changed {
        /// How many.
        articles: u64,
    },
}

/// The one writer of an index.
pub struct Writer {
    engine: IndexWriter,
    fields: Fields,
    known: BTreeMap<String, Known>,
    /// The roots that articles come from, those of the index and those of this run.
    roots: HashSet<String>,
    /// The identifiers given in this run; kept only where there are several roots.
    added: HashSet<u64>,
    seen: HashSet<String>,
    index: Index,
}

/// Whether a writer starts from what the index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// From what it holds; it is made where there is none.
    Update,
    /// From nothing. What it held stays searchable until the commit, unless its layout is another.
    Rebuild,
}

impl Writer {
    /// Opens the index in a folder for writing, and makes it where there is none. `roots` are the
    /// absolute paths that this run will read.
    pub fn open(dir: &Path, start: Start, roots: &[String]) -> Result<Self, Error> {
        let index = open::open_or_create(dir, start)?;
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS));
        let engine = index
            .engine
            .writer_with_num_threads(threads, threads * MEMORY_PER_THREAD)
            .map_err(|error| index.error(error))?;
        engine.garbage_collect_files().wait().map_err(|error| index.error(error))?;
        let mut known = BTreeMap::new();
        match start {
            Start::Update => {
                known = manifest::read(&index.searcher).map_err(|error| index.error(error))?;
            }
            Start::Rebuild => {
                engine.delete_all_documents().map_err(|error| index.error(error))?;
            }
        }
        let known_roots = known.values().map(|known| &known.stamp.root);
        let roots = known_roots.chain(roots).cloned().collect();
        let fields = index.fields.clone();
        Ok(Self {
            engine,
            fields,
            known,
            roots,
            added: HashSet::new(),
            seen: HashSet::new(),
            index,
        })
    }

    /// What the index has of a file. The file then counts as seen: [`Self::remove_unseen`] keeps it.
    pub fn see(&mut self, file: &FileStamp) -> FileState {
        let first = self.seen.insert(file.path.clone());
        match self.known.get(&file.path) {
            None if first => FileState::New,
            // Found twice, under two roots of one run: the first reading stands.
            None => FileState::Unchanged { articles: 0 },
            Some(known) => {
                let same = (known.stamp.bytes, known.stamp.modified) == (file.bytes, file.modified);
                if same || !first {
                    FileState::Unchanged { articles: if first { known.articles } else { 0 } }
                } else {
                    FileState::Changed { articles: known.articles }
                }
            }
        }
    }

    /// Keeps what the index has of a file that cannot be looked at now, and of the files below it
    /// if it is a folder; answers how many articles that are.
    pub fn keep(&mut self, path: &str) -> u64 {
        let mut articles = 0;
        let from_here = self.known.range(path.to_owned()..).map(|(_, known)| known);
        let here = from_here.take_while(|known| known.stamp.path.starts_with(path));
        for known in here.filter(|known| is_under(&known.stamp.path, path)) {
            self.seen.insert(known.stamp.path.clone());
            articles += known.articles;
        }
        articles
    }

    /// Takes the articles of a file out of the index, before those of its new state are added.
    pub fn remove(&mut self, path: &str) {
        self.engine.delete_term(Term::from_field_text(self.fields.file, path));
    }

    /// Takes out every article whose file lies under a root and was not seen; answers how many.
    pub fn remove_unseen(&mut self, root: &str) -> u64 {
        let gone = |known: &&Known| {
            let path = known.stamp.path.as_str();
            is_under(path, root) && !self.seen.contains(path)
        };
        let (mut articles, mut paths) = (0, Vec::new());
        for known in self.known.values().filter(gone) {
            articles += known.articles;
            paths.push(known.stamp.path.clone());
        }
        for path in paths {
            self.remove(&path);
            self.known.remove(&path);
        }
        articles
    }

    /// Adds an article of a file.
    pub fn add(&mut self, mut article: Article, file: &FileStamp) -> Result<(), Error> {
        self.keep_apart(&mut article, file)?;
        let document = document(&article, file, &self.fields)?;
        self.engine.add_document(document).map_err(|error| self.index.error(error))?;
        Ok(())
    }

    /// The same path under two roots would give the same identifier: the one that comes second is
    /// told apart by its root.
    fn keep_apart(&mut self, article: &mut Article, file: &FileStamp) -> Result<(), Error> {
        if self.roots.len() < 2 {
            return Ok(());
        }
        let id = id_number(&article.head.id);
        let holders = self.index.files_of(id).map_err(|error| self.index.error(error))?;
        let held = holders.iter().any(|path| *path != file.path && self.known.contains_key(path));
        if held || !self.added.insert(id) {
            let place = format!("{}\0{}", file.root, article.head.place());
            article.head.id = identify(&place, article.head.record);
        }
        Ok(())
    }

    /// Makes everything since the last commit visible, at once and for good.
    pub fn commit(mut self) -> Result<(), Error> {
        let wrap = |error| self.index.error(error);
        let mut commit = self.engine.prepare_commit().map_err(wrap)?;
        commit.set_payload(&LAYOUT.to_string());
        commit.commit().map_err(wrap)?;
        self.engine.wait_merging_threads().map_err(wrap)?;
        open::open(&self.index.dir)?.keep_groups()?;
        open::share(&self.index.dir)
    }

    /// Leaves the index as it was, at once. Dropping a writer does so too, but waits for its threads
    /// to finish segments that nobody will read; this leaves them to end with the process. What they
    /// have written so far is cleared away when the index is next opened for writing.
    pub fn abandon(self) {
        std::mem::forget(self);
    }
}

fn is_under(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || root.ends_with('/'))
}

/// An article as the engine's document.
fn document(
    article: &Article,
    file: &FileStamp,
    fields: &Fields,
) -> Result<TantivyDocument, Error> {
    let head = &article.head;
    let mut document = TantivyDocument::new();
    let stored =
        serde_json::to_string(article).map_err(|error| Error::Engine(error.to_string()))?;
    document.add_text(fields.article, stored);
    document.add_u64(fields.id, id_number(&head.id));
    if let Some(headline) = &head.headline {
        document.add_text(fields.headline, headline);
    }
    document.add_text(fields.body, &article.body);
    if let Some(source) = &head.source {
        for name in [&source.name, &source.domain].into_iter().flatten() {
            document.add_text(fields.source, name);
        }
        if let Some(domain) = &source.domain {
            document.add_text(fields.domain, domain);
        }
        if let Some(label) = source.label() {
            document.add_text(fields.source_label, label);
            document.add_text(fields.source_evidence, &source.found_in);
        }
    }
    if let Some(agency) = &head.agency {
        document.add_text(fields.agency, agency);
    }
    for name in &head.byline {
        document.add_text(fields.by, name);
    }
    if let Some(language) = &head.language {
        document.add_text(fields.language, language);
    }
    if let Some(url) = &head.url {
        document.add_text(fields.url, url);
    }
    document.add_text(fields.path, &head.path);
    if let Some(key) = &head.key {
        document.add_text(fields.key, key_term(key));
    }
    if let Some(record) = head.record {
        document.add_u64(fields.record, record);
    }
    if let Some(dated) = &head.date {
        let (first, last) = dated.date.seconds();
        document.add_i64(fields.first, first);
        document.add_i64(fields.last, last);
        document.add_text(fields.date_evidence, &dated.found_in);
    }
    if let Some(dated) = &head.modified {
        let (first, last) = dated.date.seconds();
        document.add_i64(fields.modified_first, first);
        document.add_i64(fields.modified_last, last);
    }
    for field in known(article) {
        document.add_text(fields.known, field.name());
    }
    for print in prints(&article.body) {
        document.add_u64(fields.prints, u64::from(print));
    }
    for number in numbers(&article.body) {
        document.add_u64(fields.numbers, u64::from(number));
    }
    for name in names(&article.body) {
        document.add_u64(fields.names, u64::from(name));
    }
    document.add_text(fields.format, head.format.as_str());
    document.add_text(fields.file, &file.path);
    document.add_text(fields.root, &file.root);
    document.add_u64(fields.bytes, file.bytes);
    document.add_i64(fields.modified, file.modified);
    Ok(document)
}

/// The fields that are known of an article.
fn known(article: &Article) -> impl Iterator<Item = Field> {
    let head = &article.head;
    let domain = head.source.as_ref().and_then(|source| source.domain.as_ref());
    let fields = [
        (Field::Headline, head.headline.is_some()),
        (Field::Lead, !article.body.is_empty()),
        (Field::Body, !article.body.is_empty()),
        (Field::Source, head.source.is_some()),
        (Field::Domain, domain.is_some()),
        (Field::Agency, head.agency.is_some()),
        (Field::By, !head.byline.is_empty()),
        (Field::Lang, head.language.is_some()),
        (Field::Date, head.date.is_some()),
        (Field::Modified, head.modified.is_some()),
        (Field::Url, head.url.is_some()),
        (Field::Path, true),
        (Field::Key, head.key.is_some()),
        (Field::Id, true),
        (Field::Format, true),
    ];
    fields.into_iter().filter_map(|(field, known)| known.then_some(field))
}

/// An identifier as the number it is written from; 0 for anything else.
pub fn id_number(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_default()
}
