//! The arguments resolved: below here nothing is optional by accident, nothing is a flag, and
//! every date, source and query has been understood.

mod form;
mod query;
mod timeline;

pub(in crate::cli) use query::{Asked, Facets, Query, Reach, Related, Stories, Suggest, TableForm};
pub(in crate::cli) use timeline::Timeline;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use super::args::{
    CheckArgs, Color, ConfigArgs, ExtractArgs, IndexArgs, InputArgs, ShowArgs, StatsArgs,
    StoryArgs, VersionsArgs,
};
use super::output;
use crate::index::{Effort, Start};
use crate::read::Undated;
use crate::render::Look;
use anstream::ColorChoice;

/// The form of what goes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    JsonLines,
}

/// What to do about inputs that were skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Strictness {
    /// Say so.
    Lenient,
    /// Say so and exit with 2.
    Strict,
}

/// What to read, and what to do about that which cannot be read.
#[derive(Debug)]
pub(in crate::cli) struct Input {
    pub paths: Vec<PathBuf>,
    /// Where to list what was skipped.
    pub errors: Option<PathBuf>,
    pub strictness: Strictness,
    pub undated: Undated,
}

/// For `index`.
#[derive(Debug)]
pub(in crate::cli) struct Index {
    pub dir: PathBuf,
    pub input: Input,
    pub start: Start,
    pub effort: Effort,
}

/// For `show`.
#[derive(Debug)]
pub(in crate::cli) struct Show {
    pub dir: PathBuf,
    pub id: String,
    pub form: Form,
    pub look: Look,
}

/// For `story`.
#[derive(Debug)]
pub(in crate::cli) struct Story {
    pub dir: PathBuf,
    pub id: String,
    pub form: Form,
    pub look: Look,
}

/// For `versions`.
#[derive(Debug)]
pub(in crate::cli) struct Versions {
    pub dir: PathBuf,
    /// The article asked about; `None` for every group.
    pub id: Option<String>,
    pub form: Form,
    pub look: Look,
}

/// For `stats`.
#[derive(Debug)]
pub(in crate::cli) struct Stats {
    pub dir: PathBuf,
    pub form: Form,
    pub look: Look,
}

/// For `check`.
#[derive(Debug)]
pub(in crate::cli) struct Check {
    pub dir: PathBuf,
    pub form: Form,
}

/// For `config`.
#[derive(Debug)]
pub(in crate::cli) struct Config {
    pub form: Form,
}

/// For `extract`.
#[derive(Debug)]
pub(in crate::cli) struct Extract {
    pub input: Input,
    pub form: Form,
    pub look: Look,
}

impl Input {
    fn resolve(args: InputArgs) -> Self {
        let strictness = if args.strict { Strictness::Strict } else { Strictness::Lenient };
        let undated = if args.date_from_file { Undated::FileTime } else { Undated::Unknown };
        Self { paths: args.paths, errors: args.errors, strictness, undated }
    }
}

/// No more work than that of a minute is lost, and of a run of hours a commit a minute takes little.
const COMMIT_EVERY: Duration = Duration::from_mins(1);

impl Index {
    pub(in crate::cli) fn resolve(args: IndexArgs, dir: PathBuf) -> Self {
        let threads = args.threads.and_then(|threads| NonZeroUsize::new(usize::from(threads)));
        let usual = Effort::default();
        let commit_every = args.commit_every.map_or(COMMIT_EVERY, Duration::from_secs_f64);
        let effort = Effort {
            threads: threads.unwrap_or(usual.threads),
            memory: args.memory.unwrap_or(usual.memory),
            commit_every: Some(commit_every).filter(|every| !every.is_zero()),
        };
        Self {
            dir,
            input: Input::resolve(args.input),
            start: if args.rebuild { Start::Rebuild } else { Start::Update },
            effort,
        }
    }
}

impl Show {
    pub(in crate::cli) fn resolve(args: ShowArgs, dir: PathBuf) -> Self {
        let form = if args.json { Form::Json } else { Form::Text };
        Self { dir, id: args.id, form, look: plain_look() }
    }
}

impl Story {
    pub(in crate::cli) fn resolve(args: StoryArgs, dir: PathBuf) -> Self {
        let form = if args.json { Form::Json } else { Form::Text };
        Self { dir, id: args.id, form, look: plain_look() }
    }
}

impl Versions {
    pub(in crate::cli) fn resolve(args: VersionsArgs, dir: PathBuf) -> Self {
        let form = match (args.json, args.jsonl) {
            (true, _) => Form::Json,
            (_, true) => Form::JsonLines,
            _ => Form::Text,
        };
        Self { dir, id: args.id, form, look: plain_look() }
    }
}

impl Stats {
    pub(in crate::cli) fn resolve(args: &StatsArgs, dir: PathBuf) -> Self {
        let form = if args.json { Form::Json } else { Form::Text };
        Self { dir, form, look: plain_look() }
    }
}

impl Check {
    pub(in crate::cli) fn resolve(args: &CheckArgs, dir: PathBuf) -> Self {
        Self { dir, form: if args.json { Form::Json } else { Form::Text } }
    }
}

impl Config {
    pub(in crate::cli) fn resolve(args: &ConfigArgs) -> Self {
        Self { form: if args.json { Form::Json } else { Form::Text } }
    }
}

impl Extract {
    pub(in crate::cli) fn resolve(args: ExtractArgs) -> Self {
        let form = if args.jsonl { Form::JsonLines } else { Form::Text };
        Self { input: Input::resolve(args.input), form, look: plain_look() }
    }
}

/// Whether colour is wanted; `auto` asks each stream and the environment.
pub(in crate::cli) fn color(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    }
}

fn plain_look() -> Look {
    Look { width: output::terminal_width(), ..Look::default() }
}

/// The commands that take a query.
const SEARCHING: [&str; 4] = ["query", "facets", "timeline", "stories"];

/// Their options of one letter without a value.
const LETTERS: [char; 4] = ['h', 'c', 'l', '0'];

/// Lets `news-search query oil -russia` exclude a word without `--` before it: a space put before
/// the hyphen, which means nothing to a query, keeps clap from taking it for an option. Options
/// keep their meaning: those with one hyphen are `-n` and a few of one letter.
pub(in crate::cli) fn shield_exclusions(mut args: Vec<OsString>) -> Vec<OsString> {
    let searches = |at: &usize| SEARCHING.iter().any(|name| args[*at] == *name);
    let Some(command) = command_at(&args).filter(searches) else { return args };
    for arg in args.iter_mut().skip(command + 1).take_while(|arg| *arg != "--") {
        let Some(typed) = arg.to_str() else { continue };
        let Some(rest) = typed.strip_prefix('-') else { continue };
        let is_limit = rest.strip_prefix('n').is_some_and(|number| {
            let number = number.strip_prefix('=').unwrap_or(number);
            number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let are_letters = rest.chars().all(|letter| LETTERS.contains(&letter));
        if !(are_letters || rest.starts_with('-') || is_limit) {
            *arg = format!(" {typed}").into();
        }
    }
    args
}

/// Where the name of the command stands: the first argument that is no option nor its value.
fn command_at(args: &[OsString]) -> Option<usize> {
    let mut at = 1;
    loop {
        let arg = args.get(at)?.to_string_lossy();
        if !arg.starts_with('-') {
            return Some(at);
        }
        at += if matches!(arg.as_ref(), "--index" | "--color") { 2 } else { 1 };
    }
}
