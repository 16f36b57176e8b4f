//! What was skipped: told to the user as it happens, the first few one by one, and listed whole in
//! a file where that was asked.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use super::output::Output;
use super::settings::{Input, Strictness};
use super::{Failure, Status};
use crate::read::Skipped;
use crate::render;

/// How many are told one by one; a folder of pictures should not fill the screen.
const TOLD: u64 = 20;

/// A line of the file of skipped inputs.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    record: Option<u64>,
    reason: String,
}

/// Counts, tells and lists what is skipped during one run.
pub(super) struct Skips {
    count: u64,
    list: Option<(PathBuf, BufWriter<File>)>,
    strictness: Strictness,
}

impl Skips {
    /// Opens the list, where there is to be one.
    pub(super) fn new(input: &Input) -> Result<Self, Failure> {
        let list = match &input.errors {
            Some(path) => {
                let file = File::create(path).with_context(|| unwritable(path))?;
                Some((path.clone(), BufWriter::new(file)))
            }
            None => None,
        };
        Ok(Self { count: 0, list, strictness: input.strictness })
    }

    /// How many there were so far.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// Takes note of one, whose path is shown as `path`. Gives the line to tell the user, if this
    /// is among the first.
    pub(super) fn add(
        &mut self,
        path: &Path,
        skipped: &Skipped,
    ) -> Result<Option<String>, Failure> {
        self.count += 1;
        let path = path.to_string_lossy();
        let reason = skipped.reason.to_string();
        if let Some((list, file)) = &mut self.list {
            let line = Line { path: &path, record: skipped.record, reason: reason.clone() };
            let line = render::json_line(&line)?;
            file.write_all(line.as_bytes()).with_context(|| unwritable(list))?;
        }
        if self.count > TOLD {
            return Ok(None);
        }
        let place = match skipped.record {
            Some(record) => format!("{path}:{record}"),
            None => path.into_owned(),
        };
        Ok(Some(format!("skipped: {}\n", render::line(&format!("{place}: {reason}")))))
    }

    /// Says how many were not told, and closes the list.
    pub(super) fn finish(&mut self, output: &mut Output) -> Result<(), Failure> {
        if let Some((path, file)) = &mut self.list {
            file.flush().with_context(|| unwritable(path))?;
        }
        let untold = self.count.saturating_sub(TOLD);
        if untold > 0 {
            let where_to = match &self.list {
                Some((path, _)) => format!("all are listed in `{}`", path.display()),
                None => "list them with `--errors FILE`".to_owned(),
            };
            output.note(&format!("{} more skipped; {where_to}", render::count(untold)));
        }
        Ok(())
    }

    /// How the run ended, given how it would have ended without skips.
    pub(super) fn status(&self, otherwise: Status) -> Status {
        match self.strictness {
            Strictness::Strict if self.count > 0 => Status::Incomplete,
            _ => otherwise,
        }
    }
}

fn unwritable(path: &Path) -> String {
    format!("cannot write `{}`", path.display())
}
