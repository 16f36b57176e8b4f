//! The arguments resolved: below here nothing is optional by accident, nothing is a flag, and
//! every date, source and query has been understood.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anstream::ColorChoice;
use jiff::civil;

use super::args::{Color, ExtractArgs, IndexArgs, InputArgs, QueryArgs, ShowArgs, StatsArgs};
use super::{Failure, output};
use crate::date::{self, DateRange, Precision};
use crate::index::Start;
use crate::query::{self, Field, Leaf, Note, Test};
use crate::read::Undated;
use crate::render::{Links, Look, Paths};
use crate::results::{Excerpt, Request};
use crate::{read, text};

/// The form of what goes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    JsonLines,
}

/// What to do about inputs that were skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// Say so.
    Lenient,
    /// Say so and exit with 2.
    Strict,
}

/// What to read, and what to do about that which cannot be read.
#[derive(Debug)]
pub(super) struct Input {
    pub paths: Vec<PathBuf>,
    /// Where to list what was skipped.
    pub errors: Option<PathBuf>,
    pub strictness: Strictness,
    pub undated: Undated,
}

/// For `index`.
#[derive(Debug)]
pub(super) struct Index {
    pub dir: PathBuf,
    pub input: Input,
    pub start: Start,
    pub threads: NonZeroUsize,
}

/// For `query`.
#[derive(Debug)]
pub(super) struct Query {
    pub dir: PathBuf,
    pub request: Request,
    pub notes: Vec<Note>,
    pub form: Form,
    pub look: Look,
}

/// For `show`.
#[derive(Debug)]
pub(super) struct Show {
    pub dir: PathBuf,
    pub id: String,
    pub form: Form,
    pub look: Look,
}

/// For `stats`.
#[derive(Debug)]
pub(super) struct Stats {
    pub dir: PathBuf,
    pub form: Form,
    pub look: Look,
}

/// For `extract`.
#[derive(Debug)]
pub(super) struct Extract {
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

impl Index {
    pub(super) fn resolve(args: IndexArgs, dir: PathBuf) -> Self {
        let threads = args.threads.and_then(|threads| NonZeroUsize::new(usize::from(threads)));
        Self {
            dir,
            input: Input::resolve(args.input),
            start: if args.rebuild { Start::Rebuild } else { Start::Update },
            threads: threads.unwrap_or(read::Settings::default().threads),
        }
    }
}

impl Query {
    pub(super) fn resolve(args: &QueryArgs, dir: PathBuf) -> Result<Self, Failure> {
        let text = args.text.join(" ");
        // Only what names a field can be a date.
        let asked = args.since.is_some() || args.until.is_some() || text.contains([':', '：']);
        let today = today(args.as_of.as_deref(), if asked { Need::Asked } else { Need::Idle })?;
        let parsed = query::parse(&text, today);
        let mut parts = vec![parsed.query];
        if !args.source.is_empty() {
            let sources: Result<Vec<_>, _> = args.source.iter().map(|name| source(name)).collect();
            parts.push(query::Query::any_of(sources?));
        }
        let dates = DateRange {
            from: bound("--since", args.since.as_deref(), today, |range| range.from)?,
            to: bound("--until", args.until.as_deref(), today, |range| range.to)?,
        };
        if dates != DateRange::default() {
            let leaf = Leaf { field: Field::Date, test: Test::Dates(dates) };
            parts.push(query::Query::Leaf(leaf));
        }
        let request = Request {
            query: query::Query::all_of(parts),
            limit: args.limit,
            offset: args.offset,
            sort: args.sort,
            excerpt: Excerpt { passages: args.passages, width: args.width, context: args.context },
            explain: args.explain,
        };
        let look = Look {
            width: output::terminal_width(),
            links: if args.hyperlinks { Links::On } else { Links::Off },
            paths: if args.paths { Paths::Shown } else { Paths::Hidden },
        };
        let form = match (args.json, args.jsonl) {
            (true, _) => Form::Json,
            (_, true) => Form::JsonLines,
            _ => Form::Text,
        };
        Ok(Self { dir, request, notes: parsed.notes, form, look })
    }
}

impl Show {
    pub(super) fn resolve(args: ShowArgs, dir: PathBuf) -> Self {
        let form = if args.json { Form::Json } else { Form::Text };
        Self { dir, id: args.id, form, look: plain_look() }
    }
}

impl Stats {
    pub(super) fn resolve(args: &StatsArgs, dir: PathBuf) -> Self {
        let form = if args.json { Form::Json } else { Form::Text };
        Self { dir, form, look: plain_look() }
    }
}

impl Extract {
    pub(super) fn resolve(args: ExtractArgs) -> Self {
        let form = if args.jsonl { Form::JsonLines } else { Form::Text };
        Self { input: Input::resolve(args.input), form, look: plain_look() }
    }
}

/// Whether colour is wanted; `auto` asks each stream and the environment.
pub(super) fn color(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    }
}

fn plain_look() -> Look {
    Look { width: output::terminal_width(), ..Look::default() }
}

/// Whether the present day matters to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Asked,
    Idle,
}

/// The present day, or the one to count from instead. To know the day means to look for the
/// system's time zone, which takes as long as a quarter of a whole search, so nobody asks idly.
fn today(as_of: Option<&str>, need: Need) -> Result<civil::Date, Failure> {
    let Some(typed) = as_of else {
        return Ok(match need {
            Need::Asked => jiff::Zoned::now().date(),
            Need::Idle => civil::Date::ZERO,
        });
    };
    match date::parse(typed.trim()) {
        Some(date) if date.precision() >= Precision::Day => Ok(date.first_day()),
        _ => Err(Failure::Usage {
            what: format!("`{typed}` is not a day"),
            hint: "write it as in `--as-of 2024-06-17`",
        }),
    }
}

/// One end of a range of dates.
fn bound(
    option: &str,
    typed: Option<&str>,
    today: civil::Date,
    end: fn(DateRange) -> Option<civil::Date>,
) -> Result<Option<civil::Date>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    match date::range(typed.trim(), today).and_then(end) {
        Some(day) => Ok(Some(day)),
        None => Err(Failure::Usage {
            what: format!("`{option} {typed}` is not a date"),
            hint: "write 2024, 2024-06, 2024-06-17, yesterday or 7d",
        }),
    }
}

/// The articles of a publication.
fn source(name: &str) -> Result<query::Query, Failure> {
    let words = text::words(name).to_vec();
    if words.is_empty() {
        return Err(Failure::Usage {
            what: format!("`--source {name}` names no publication"),
            hint: "see the sources there are with `news-search stats`",
        });
    }
    let test = Test::Words { words, exact: true };
    Ok(query::Query::Leaf(Leaf { field: Field::Source, test }))
}

/// Lets `news-search query oil -russia` exclude a word without `--` before it: a space put before
/// the hyphen, which means nothing to a query, keeps clap from taking it for an option. Options
/// keep their meaning, since none of `query` but `-n` and `-h` has one hyphen.
pub(super) fn shield_exclusions(mut args: Vec<OsString>) -> Vec<OsString> {
    let Some(query) = command_at(&args).filter(|&at| args[at] == "query") else { return args };
    for arg in args.iter_mut().skip(query + 1).take_while(|arg| *arg != "--") {
        let Some(typed) = arg.to_str() else { continue };
        let Some(rest) = typed.strip_prefix('-') else { continue };
        let is_limit = rest.strip_prefix('n').is_some_and(|number| {
            let number = number.strip_prefix('=').unwrap_or(number);
            number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if !(rest.is_empty() || rest == "h" || rest.starts_with('-') || is_limit) {
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

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::Parser;

    use super::super::args::{Arguments, Command};
    use super::{Query, shield_exclusions};

    /// The query as understood, or the error.
    fn understood(typed: &str) -> String {
        let args = typed.split('_').map(OsString::from).collect();
        let args = match Arguments::try_parse_from(shield_exclusions(args)) {
            Ok(args) => args,
            Err(error) => return error.kind().to_string(),
        };
        let Command::Query(args) = args.command else { return "another command".to_owned() };
        match Query::resolve(&args, "index".into()) {
            Ok(query) => {
                let request = query.request;
                format!("{} | {} from {}", request.query, request.limit, request.offset)
            }
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn what_is_typed_is_what_is_asked() {
        for (typed, want) in [
            ("x_query", "* | 10 from 0"),
            ("x_query_oil_minister", "oil minister | 10 from 0"),
            ("x_query_oil_-russia_-n_5", "oil -russia | 5 from 0"),
            ("x_query_oil_-nato_-n5_--offset_20", "oil -nato | 5 from 20"),
            ("x_--index_query_query_-russia", "NOT russia | 10 from 0"),
            ("x_query_oil_--_-foo_-n_5", "oil -foo -n 5 | 10 from 0"),
            ("x_query_oil_--jsn", "unexpected argument found"),
            (
                "x_query_oil_--json_--jsonl",
                "an argument cannot be used with one or more of the other specified arguments",
            ),
            (
                "x_query_oil_--source_Reuters_--source_AP",
                "oil AND source:(\"reuters\" OR \"ap\") | 10 from 0",
            ),
            ("x_query_oil_--source_…", "`--source …` names no publication"),
            (
                "x_query_oil_--since_2024-06_--until_2024-07",
                "oil AND date:2024-06-01..2024-07-31 | 10 from 0",
            ),
            ("x_query_--since_7d_--as-of_2024-06-17", "date:2024-06-11.. | 10 from 0"),
            ("x_query_--since_soon", "`--since soon` is not a date"),
            ("x_query_--as-of_2024", "`2024` is not a day"),
        ] {
            assert_eq!(understood(typed), want, "{typed}");
        }
    }
}
