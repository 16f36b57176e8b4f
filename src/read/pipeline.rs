//! From files to articles on all processors, in the order of the files.
//!
//! One thread walks the files and cuts them into chunks of records; workers understand chunks; the
//! caller takes the results. Order comes from one queue: the cutting thread puts into it, in order,
//! the files and for each chunk the place where a worker will lay its result. The queue is bounded,
//! so at any time only so many chunks exist, however large the files are and however slowly the
//! caller takes. When the caller lets go of [`Articles`], the queue closes and all threads end.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use super::cut::{self, Chunk, Cut, Origin, Unwanted};
use super::{Context, File, Reason, Settings, Skipped, Undated, finish};
use crate::article::{Article, Dated};
use crate::date::{self, Date};

/// Parsers of third parties recurse on nested markup; twice the usual stack lets them.
const STACK: usize = 16 * 1024 * 1024;

/// The name of the threads that understand records. A panic there is caught and becomes a
/// [`Skipped`], so whoever installs a panic hook can keep quiet about it.
pub const WORKER: &str = "understand";

type Answers = Vec<Result<Article, Skipped>>;

/// What stands in the queue, in order: a file, then the results of its chunks.
enum Entry {
    File(Arc<File>),
    Answers(Receiver<Answers>),
}

/// A chunk to understand and where to lay the result.
struct Job {
    file: Arc<File>,
    chunk: Chunk,
    answers: Sender<Answers>,
}

/// Files being read: see [`articles`].
#[derive(Debug)]
pub struct Articles {
    queue: Receiver<Entry>,
    /// The file whose entry ended the articles of the one before.
    next: Option<Arc<File>>,
    read: Arc<AtomicU64>,
}

/// The articles of one file, in order, and what of it was skipped.
#[derive(Debug)]
pub struct FileArticles<'a> {
    /// The file.
    pub file: Arc<File>,
    articles: &'a mut Articles,
    batch: std::vec::IntoIter<Result<Article, Skipped>>,
}

/// Reads files in the background. Results come in the order of the files and of the records
/// inside them, whatever the number of threads. Fails only where the system refuses threads.
pub fn articles(
    files: impl IntoIterator<Item = File, IntoIter: Send + 'static>,
    settings: Settings,
) -> io::Result<Articles> {
    let workers = settings.threads.get();
    let (to_queue, queue) = bounded(16 + 4 * workers);
    let (to_workers, jobs) = bounded::<Job>(2 * workers);
    let read = Arc::new(AtomicU64::new(0));
    let files = files.into_iter();
    let progress = Arc::clone(&read);
    spawn("read", move || cut_all(files, settings.longest, &progress, &to_queue, &to_workers))?;
    for _ in 0..workers {
        let jobs = jobs.clone();
        spawn(WORKER, move || {
            for job in jobs {
                // The caller may be gone: then nobody misses the result.
                let _ = job.answers.send(understand(&job.file, &job.chunk, settings));
            }
        })?;
    }
    Ok(Articles { queue, next: None, read })
}

/// Starts a thread. Nobody waits for it: it ends by itself when the channels close, except while
/// the system makes it wait for input.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(work).map(drop)
}

fn cut_all(
    files: impl Iterator<Item = File>,
    longest: usize,
    read: &Arc<AtomicU64>,
    queue: &Sender<Entry>,
    workers: &Sender<Job>,
) {
    for file in files {
        let file = Arc::new(file);
        if queue.send(Entry::File(Arc::clone(&file))).is_err() {
            return;
        }
        let mut passed = 0;
        let take = |mut chunk: Chunk| {
            chunk.pass_over(file.begin, &mut passed);
            if chunk.records.is_empty() {
                return Ok(());
            }
            let (answers, place) = bounded(1);
            queue.send(Entry::Answers(place)).map_err(|_| Unwanted)?;
            let job = Job { file: Arc::clone(&file), chunk, answers };
            workers.send(job).map_err(|_| Unwanted)
        };
        let cut = AssertUnwindSafe(|| cut::cut(&file, read, longest, take));
        match panic::catch_unwind(cut) {
            Ok(Ok(())) => {}
            Ok(Err(Unwanted)) => return,
            Err(_) => {
                let (answers, place) = bounded(1);
                let path = file.path.clone();
                let lost = Skipped { path, member: None, record: None, reason: Reason::Panicked };
                if answers.send(vec![Err(lost)]).is_err()
                    || queue.send(Entry::Answers(place)).is_err()
                {
                    return;
                }
            }
        }
    }
}

fn understand(file: &File, chunk: &Chunk, settings: Settings) -> Answers {
    let understand = |cut: &Cut| {
        let range = cut.place.clone()?;
        let Origin { member, format, encoding, around } = &*cut.origin;
        let crawled = around.crawled.as_ref();
        // Nothing is younger than the day it was got.
        let today =
            crawled.map_or(settings.today, |crawled| crawled.date.first_day().min(settings.today));
        let context = Context { today, around };
        let mut article = super::understand(*format, &chunk.bytes[range], *encoding, context)?;
        article.head.format = *format;
        article.head.path.clone_from(&file.relative);
        article.head.member.clone_from(member);
        article.head.record = cut.number;
        let is_whole = cut.number.is_none() && member.is_none();
        if settings.undated == Undated::FileTime && is_whole && article.head.date.is_none() {
            article.head.date = changed(file);
        }
        finish::finish(article, context)
    };
    let answer = |cut: &Cut| {
        // A record on which a parser panics is lost; the run is not.
        panic::catch_unwind(AssertUnwindSafe(|| understand(cut)))
            .unwrap_or(Err(Reason::Panicked))
            .map_err(|reason| Skipped {
                path: file.path.clone(),
                member: cut.origin.member.clone(),
                record: cut.number,
                reason,
            })
    };
    chunk.records.iter().map(answer).collect()
}

/// The day on which a file was last changed, where that is known.
fn changed(file: &File) -> Option<Dated> {
    let seconds = (file.modified != 0).then(|| file.modified.div_euclid(1_000_000_000))?;
    let day = date::from_unix(seconds)?.first_day();
    let date = Date::day(day.year(), day.month(), day.day())?;
    Some(Dated { date, found_in: "file time".into() })
}

impl Articles {
    /// The next file, when its turn has come; what was not taken of the one before is passed over.
    pub fn next_file(&mut self) -> Option<FileArticles<'_>> {
        let file = loop {
            if let Some(file) = self.next.take() {
                break file;
            }
            if let Entry::File(file) = self.queue.recv().ok()? {
                break file;
            }
        };
        Some(FileArticles { file, articles: self, batch: Vec::new().into_iter() })
    }

    /// The bytes read from the disk so far, packed as they are: they add up to [`File::bytes`].
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

impl FileArticles<'_> {
    /// See [`Articles::bytes_read`].
    pub fn bytes_read(&self) -> u64 {
        self.articles.bytes_read()
    }
}

impl Iterator for FileArticles<'_> {
    type Item = Result<Article, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(article) = self.batch.next() {
                return Some(article);
            }
            if self.articles.next.is_some() {
                return None;
            }
            match self.articles.queue.recv().ok()? {
                Entry::File(file) => self.articles.next = Some(file),
                Entry::Answers(place) => self.batch = place.recv().ok()?.into_iter(),
            }
        }
    }
}
