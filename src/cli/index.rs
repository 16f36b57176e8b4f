//! `index`: reads files and makes them searchable.
//!
//! First every file is compared with what the index remembers of it, then the new and changed ones
//! are read and added, and a commit makes all of it visible; a long run commits as it goes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;

use super::defaults::BESIDE;
use super::inputs::Inputs;
use super::interrupt::Interrupt;
use super::output::Output;
use super::progress::Progress;
use super::settings;
use super::skips::Skips;
use super::{Failure, Status};
use crate::article::{Article, REFUSED};
use crate::index::{FileStamp, FileState, Start, Writer};
use crate::read::{self, File, FileArticles, Reason, STDIN, Skipped};
use crate::render::{self, Summary};

pub(super) fn run(settings: &settings::Index, output: &mut Output) -> Result<Status, Failure> {
    let started = Instant::now();
    let interrupt = Interrupt::listen();
    let mut inputs = Inputs::open(&settings.input.paths)?;
    let skips = Skips::new(&settings.input)?;
    let mut writer = Writer::open(&settings.dir, settings.start, settings.effort, &inputs.roots())?;

    let found = inputs.files(settings.input.errors.as_deref());
    let mut run = Run { inputs, skips, output, summary: Summary::default(), committed: 0 };
    let plan = run.survey(found, &mut writer, &settings.dir, &interrupt)?;
    let mut progress = Progress::start(Some(plan.bytes));

    let reading = read::Settings {
        threads: settings.effort.threads,
        undated: settings.input.undated,
        ..read::Settings::default()
    };
    let mut articles = read::articles(plan.files, reading).context("cannot start reading")?;
    while let Some(file) = articles.next_file() {
        let before = plan.known.get(&file.file.path).copied();
        run.add(file, before, &mut writer, &mut progress, &interrupt)?;
        if interrupt.asked() {
            break;
        }
    }
    if interrupt.asked() {
        progress.finish();
        writer.abandon();
        run.output.note(&match run.committed {
            0 => "interrupted: the index is as it was before".to_owned(),
            kept => interrupted_at(kept),
        });
        return Ok(Status::Interrupted);
    }
    for root in run.inputs.roots() {
        run.summary.removed += writer.remove_unseen(&root);
    }
    if run.changed() || settings.start == Start::Rebuild {
        writer.commit()?;
    } else {
        writer.end()?;
    }
    progress.finish();
    run.summary.took = started.elapsed();
    run.finish()
}

/// What there is to read.
struct Plan {
    files: Vec<File>,
    /// How many articles the index has of the changed ones among them.
    known: HashMap<PathBuf, u64>,
    /// Their size together.
    bytes: u64,
}

/// What a run carries along.
struct Run<'o> {
    inputs: Inputs,
    skips: Skips,
    output: &'o mut Output,
    summary: Summary,
    /// How many articles of this run the index has for good.
    committed: u64,
}

impl Run<'_> {
    /// Compares the files found with what the index has of them.
    fn survey(
        &mut self,
        found: impl Iterator<Item = Result<File, Skipped>>,
        writer: &mut Writer,
        index: &Path,
        interrupt: &Interrupt,
    ) -> Result<Plan, Failure> {
        let index = index.canonicalize().unwrap_or_else(|_| index.to_owned());
        let mut indexes = HashMap::new();
        let mut plan = Plan { files: Vec::new(), known: HashMap::new(), bytes: 0 };
        for file in found.take_while(|_| !interrupt.asked()) {
            let mut file = match file {
                // The index may lie among the files it is made from, and so may others: no news.
                Ok(file) if file.path.starts_with(&index) => continue,
                Ok(file) if is_of_an_index(&file.path, &mut indexes) => continue,
                // Options that stand beside the news are none.
                Ok(file) if file.path.file_name().is_some_and(|name| name == BESIDE) => continue,
                Ok(file) => file,
                Err(skipped) if skipped.path.starts_with(&index) => continue,
                Err(skipped) => {
                    // What was read of it before, or of the files below it, stays, unless it is
                    // read under another name.
                    if skipped.reason != Reason::Followed {
                        let path = read::printable(skipped.path.as_os_str());
                        self.summary.unchanged += writer.keep(&path);
                    }
                    self.skip(&skipped, None)?;
                    continue;
                }
            };
            match writer.see(&stamp(&file)) {
                FileState::Unchanged { articles } => {
                    self.summary.unchanged += articles;
                    continue;
                }
                FileState::Changed { articles } => {
                    plan.known.insert(file.path.clone(), articles);
                }
                FileState::Unfinished { articles, records } => {
                    self.summary.unchanged += articles;
                    file.begin = records;
                }
                FileState::New => {}
            }
            plan.bytes += file.bytes;
            plan.files.push(file);
        }
        Ok(plan)
    }

    /// Adds the articles of one file, in place of those the index has of an earlier state of it.
    fn add(
        &mut self,
        mut articles: FileArticles<'_>,
        before: Option<u64>,
        writer: &mut Writer,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<(), Failure> {
        let stamp = stamp(&articles.file);
        let mut before = before.unwrap_or_default();
        let mut next = articles.next();
        let is_closed = |reason: &Reason| matches!(reason, Reason::Io(_) | Reason::Special(_));
        let unreadable =
            matches!(&next, Some(Err(Skipped { reason, record: None, .. })) if is_closed(reason));
        if unreadable {
            // A file that cannot be read now says nothing about what it held before.
            self.summary.unchanged += before;
            before = 0;
        } else if before > 0 {
            writer.remove(&stamp.path);
        }
        let mut after = 0;
        let mut records = articles.file.begin;
        while let Some(answer) = next {
            if interrupt.asked() {
                return Ok(());
            }
            match answer {
                Ok(article) => {
                    self.report_refusals(&article, &articles.file.path, progress)?;
                    writer.add(article, &stamp)?;
                    after += 1;
                }
                Err(skipped) => self.skip(&skipped, Some(progress))?,
            }
            let done = self.summary.added + self.summary.replaced + after;
            progress.at(done, articles.bytes_read());
            records += 1;
            if writer.commit_if_due(&stamp, records)? {
                self.committed = done;
            }
            next = articles.next();
        }
        if !unreadable {
            writer.finish_file(&stamp);
        }
        let replaced = before.min(after);
        self.summary.replaced += replaced;
        self.summary.added += after - replaced;
        self.summary.removed += before - replaced;
        Ok(())
    }

    /// Tells of dates that cannot be: the article is indexed without them.
    fn report_refusals(
        &mut self,
        article: &Article,
        path: &Path,
        progress: &Progress,
    ) -> Result<(), Failure> {
        for note in article.head.notes.iter().filter(|note| note.contains(REFUSED)) {
            let path = self.inputs.as_given(path);
            if let Some(line) = self.skips.remark(&path, &article.head, note)? {
                progress.aside(|| self.output.message(&line));
            }
        }
        Ok(())
    }

    /// Whether there is anything to commit.
    fn changed(&self) -> bool {
        let Summary { added, replaced, removed, .. } = self.summary;
        added + replaced + removed > 0
    }

    fn skip(&mut self, skipped: &Skipped, progress: Option<&Progress>) -> Result<(), Failure> {
        let path = self.inputs.as_given(&skipped.path);
        if let Some(line) = self.skips.add(&path, skipped)? {
            match progress {
                Some(progress) => progress.aside(|| self.output.message(&line)),
                None => self.output.message(&line),
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Status, Failure> {
        self.summary.skipped = self.skips.count();
        self.skips.finish(self.output)?;
        self.output.message(&render::summary(&self.summary));
        Ok(self.skips.status(Status::Done))
    }
}

/// What a run that was interrupted says after commits.
fn interrupted_at(kept: u64) -> String {
    let kept = render::counted(kept, "article");
    format!("interrupted with {kept} of this run kept; run the same command to go on from there")
}

/// Whether a file lies in the folder of an index; `known` remembers the answer for each folder.
fn is_of_an_index(file: &Path, known: &mut HashMap<PathBuf, bool>) -> bool {
    let Some(folder) = file.parent() else { return false };
    if let Some(&is_one) = known.get(folder) {
        return is_one;
    }
    let is_one = crate::index::is_in(folder);
    known.insert(folder.to_owned(), is_one);
    is_one
}

/// What the index will remember of a file.
fn stamp(file: &File) -> FileStamp {
    let root = read::printable(file.root.as_os_str());
    let path = if file.path == file.root {
        root.clone()
    } else {
        format!("{}/{}", root.trim_end_matches('/'), file.relative)
    };
    // Standard input is never the same twice.
    let modified =
        if path == STDIN { jiff::Timestamp::now().as_microsecond() } else { file.modified };
    FileStamp { path, root, bytes: file.bytes, modified }
}
