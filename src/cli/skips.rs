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
use crate::article::{self, Head};
use crate::read::{self, Skipped};
use crate::render;

/// How many are told one by one; a folder of pictures should not fill the screen.
const TOLD: u64 = 20;

/// A line of the file of skipped inputs.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    member: Option<&'a str>,
    record: Option<u64>,
    reason: &'a str,
    /// `skipped`, or `note` for something in an article that was read all the same.
    what: &'static str,
}

/// Counts, tells and lists what is skipped during one run.
pub(super) struct Skips {
    count: u64,
    /// How many there were of whatever kind.
    told: u64,
    list: Option<(PathBuf, BufWriter<File>)>,
    strictness: Strictness,
}

impl Skips {
    /// Opens the list, where there is to be one.
    pub(super) fn new(input: &Input) -> Result<Self, Failure> {
        let list = match &input.errors {
            Some(path) => {
                let file = File::create(path).map_err(|error| Failure::Usage {
                    what: format!("{}: {error}", unwritable(path)),
                    hint: "name a file that can be written",
                })?;
                Some((path.clone(), BufWriter::new(file)))
            }
            None => None,
        };
        Ok(Self { count: 0, told: 0, list, strictness: input.strictness })
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
        let place = (skipped.member.as_deref(), skipped.record);
        self.tell("skipped", path, place, &skipped.reason.to_string())
    }

    /// Takes note of something in an article that was read all the same; it counts for nothing.
    pub(super) fn remark(
        &mut self,
        path: &Path,
        head: &Head,
        remark: &str,
    ) -> Result<Option<String>, Failure> {
        self.tell("note", path, (head.member.as_deref(), head.record), remark)
    }

    fn tell(
        &mut self,
        what: &'static str,
        path: &Path,
        (member, record): (Option<&str>, Option<u64>),
        reason: &str,
    ) -> Result<Option<String>, Failure> {
        self.told += 1;
        let path = read::printable(path.as_os_str());
        if let Some((list, file)) = &mut self.list {
            let line = render::json_line(&Line { path: &path, member, record, reason, what })?;
            file.write_all(line.as_bytes()).with_context(|| unwritable(list))?;
        }
        if self.told > TOLD {
            return Ok(None);
        }
        let place = article::place(&path, member);
        let place = match record {
            Some(record) => format!("{place}:{record}"),
            None => place.into_owned(),
        };
        Ok(Some(format!("{what}: {}\n", render::line(&format!("{place}: {reason}")))))
    }

    /// Says how many were not told, and closes the list.
    pub(super) fn finish(&mut self, output: &mut Output) -> Result<(), Failure> {
        if let Some((path, file)) = &mut self.list {
            file.flush().with_context(|| unwritable(path))?;
        }
        let untold = self.told.saturating_sub(TOLD);
        if untold > 0 {
            let where_to = match &self.list {
                Some((path, _)) => format!("all are listed in `{}`", path.display()),
                None => "list them with `--errors FILE`".to_owned(),
            };
            output.note(&format!("{} more like these; {where_to}", render::count(untold)));
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
