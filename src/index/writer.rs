//! Writing: which files are new, changed or gone, and commits.
//!
//! Nothing is seen by a reader before a commit; a writer that is dropped leaves the index as the
//! last one made it. A long run commits as it goes, also amid a file: what it then holds of the file
//! is told with the commit ([`State`]), so that the next run goes on from there.

use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::{IndexWriter, Term};

use super::compression::Compression;
use super::document::{Entry, Places};
use super::manifest::{self, FileStamp, Known};
use super::schema::Fields;
use super::state::State;
use super::{Error, Index, open};
use crate::article::{Article, identify};

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
    /// The articles of its first records, and the file has not changed since.
    Unfinished {
        /// How many.
        articles: u64,
        /// Of how many records, the skipped ones among them.
        records: u64,
    },
}

/// What a writer may use, and when it commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many threads index.
    pub threads: NonZeroUsize,
    /// How many bytes of memory indexing takes at most, about; what reading takes is apart.
    pub memory: usize,
    /// After how long a run commits what it has; `None` for once at the end.
    pub commit_every: Option<Duration>,
}

impl Default for Effort {
    /// A thread for each processor, 300 MB, one commit at the end.
    fn default() -> Self {
        let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { threads, memory: 300_000_000, commit_every: None }
    }
}

/// What a run commits after this many bytes of articles, however fast it was.
const COMMIT_BYTES: usize = 1024 * 1024 * 1024;

/// So many operations go to the engine at a time: to hand one over may wake a thread that waits.
const AT_ONCE: usize = 32;

/// The engine makes segments on no more threads.
const MOST_THREADS: usize = 8;
/// It needs so many bytes for each.
const LEAST_MEMORY: usize = 16 * 1024 * 1024;

/// The one writer of an index.
pub struct Writer {
    engine: IndexWriter<Entry>,
    places: Places,
    compression: Compression,
    /// What is to be done, in order.
    waiting: Vec<UserOperation<Entry>>,
    fields: Fields,
    known: BTreeMap<String, Known>,
    /// See [`State::unfinished`].
    unfinished: BTreeMap<String, u64>,
    /// The roots that articles come from, those of the index and those of this run.
    roots: HashSet<String>,
    /// The identifiers given in this run; kept only where there are several roots.
    added: HashSet<u64>,
    seen: HashSet<String>,
    /// See [`Effort::commit_every`].
    commit_every: Option<Duration>,
    /// When the last commit was, and the bytes of the articles added since.
    since: (Instant, usize),
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
    pub fn open(dir: &Path, start: Start, effort: Effort, roots: &[String]) -> Result<Self, Error> {
        let index = open::open_or_create(dir, start)?;
        let (engine, places) = index.ask(|| engine(&index, effort))?;
        index.ask(|| engine.garbage_collect_files().wait())?;
        let mut commit_every = effort.commit_every;
        let (mut known, mut unfinished) = (BTreeMap::new(), BTreeMap::new());
        match start {
            Start::Update => {
                known = index.ask(|| manifest::read(&index.searcher))?;
                unfinished = index.state()?.unfinished;
            }
            Start::Rebuild => {
                index.ask(|| engine.delete_all_documents())?;
                // Until all is there anew, what there was answers.
                commit_every = commit_every.filter(|_| index.searcher.num_docs() == 0);
            }
        }
        let known_roots = known.values().map(|known| &known.stamp.root);
        let roots = known_roots.chain(roots).cloned().collect();
        let fields = index.fields.clone();
        let compression = Compression::new(dir, index.dictionary.as_ref());
        Ok(Self {
            engine,
            places,
            compression,
            waiting: Vec::new(),
            fields,
            known,
            unfinished,
            roots,
            added: HashSet::new(),
            seen: HashSet::new(),
            commit_every,
            since: (Instant::now(), 0),
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
                let articles = known.articles;
                let same = (known.stamp.bytes, known.stamp.modified) == (file.bytes, file.modified);
                match self.unfinished.get(&file.path) {
                    _ if !first => FileState::Unchanged { articles: 0 },
                    _ if !same => FileState::Changed { articles },
                    Some(&records) => FileState::Unfinished { articles, records },
                    None => FileState::Unchanged { articles },
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
        self.unfinished.remove(path);
        let file = Term::from_field_text(self.fields.file, path);
        self.waiting.push(UserOperation::Delete(file));
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
        self.since.1 += article.body.len();
        let stored = self.compression.stored(&article)?;
        let mut entry = Entry::new(article, stored, file, &self.fields);
        if !self.places.try_take(&mut entry) {
            // What waits here would never free its room.
            self.hand_over()?;
            self.places.take(&mut entry);
        }
        self.waiting.push(UserOperation::Add(entry));
        if self.waiting.len() < AT_ONCE { Ok(()) } else { self.hand_over() }
    }

    /// Hands what waits to the engine.
    fn hand_over(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        self.index.ask(|| self.engine.run(waiting).map(drop))
    }

    /// The same path under two roots would give the same identifier: the one that comes second is
    /// told apart by its root.
    fn keep_apart(&mut self, article: &mut Article, file: &FileStamp) -> Result<(), Error> {
        if self.roots.len() < 2 {
            return Ok(());
        }
        let id = id_number(&article.head.id);
        let holders = self.index.ask(|| self.index.files_of(id))?;
        let held = holders.iter().any(|path| *path != file.path && self.known.contains_key(path));
        if held || !self.added.insert(id) {
            let place = format!("{}\0{}", file.root, article.head.place());
            article.head.id = identify(&place, article.head.record);
        }
        Ok(())
    }

    /// Commits if it is time to: `records` of a file are in, and it may have more. Answers whether
    /// it did.
    pub fn commit_if_due(&mut self, file: &FileStamp, records: u64) -> Result<bool, Error> {
        let (last, bytes) = self.since;
        let is_due = |every| bytes > COMMIT_BYTES || last.elapsed() >= every;
        if !self.commit_every.is_some_and(is_due) {
            return Ok(false);
        }
        self.unfinished.insert(file.path.clone(), records);
        self.write_state()?;
        open::share(&self.index.dir)?;
        self.since = (Instant::now(), 0);
        Ok(true)
    }

    /// Takes a file for read to its end.
    pub fn finish_file(&mut self, file: &FileStamp) {
        self.unfinished.remove(&file.path);
    }

    /// Makes everything since the last commit visible, at once and for good.
    pub fn commit(mut self) -> Result<(), Error> {
        self.write_state()?;
        self.index.ask(|| self.engine.wait_merging_threads())?;
        open::open(&self.index.dir)?.keep_aids()?;
        open::share(&self.index.dir)
    }

    fn write_state(&mut self) -> Result<(), Error> {
        self.hand_over()?;
        let state = State::new(self.compression.needed(), self.unfinished.clone()).print();
        self.index.ask(|| {
            let mut commit = self.engine.prepare_commit()?;
            commit.set_payload(&state);
            commit.commit().map(drop)
        })
    }

    /// Ends a run that changed nothing: only what can be worked out anew is made, if it was lost.
    pub fn end(self) -> Result<(), Error> {
        if self.index.keep_aids()? { open::share(&self.index.dir) } else { Ok(()) }
    }

    /// Leaves the index as the last commit made it, at once. Dropping a writer does so too, but waits
    /// for its threads to finish segments that nobody will read; this leaves them to end with the
    /// process. What they have written so far is cleared away when the index is next opened for writing.
    pub fn abandon(self) {
        std::mem::forget(self);
    }
}

/// The engine, and how much may wait for it: a tenth of the memory. Segments fill up to six; the rest is
/// for laying them out and merging them.
fn engine(index: &Index, effort: Effort) -> tantivy::Result<(IndexWriter<Entry>, Places)> {
    let waiting = effort.memory / 10;
    let threads = effort.threads.get().min(MOST_THREADS).min(effort.memory / LEAST_MEMORY).max(1);
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread((6 * waiting / threads).max(LEAST_MEMORY))
        .num_merge_threads(1)
        .build();
    Ok((index.engine.writer_with_options(options)?, Places::new(waiting)))
}

fn is_under(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || root.ends_with('/'))
}

/// An identifier as the number it is written from; 0 for anything else.
pub fn id_number(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_default()
}
