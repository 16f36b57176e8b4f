//! What is resolved for the commands that search.

use std::path::PathBuf;

use jiff::civil;

use super::super::args::{
    FacetsArgs, QueryArgs, RelatedArgs, ScopeArgs, StoriesArgs, SuggestArgs, TableFormArgs,
    TableFormat,
};
use super::super::{Failure, output};
use super::form;
use crate::date::{self, DateRange, Precision};
use crate::query::{self, Field, Leaf, Note, Test};
use crate::render::{Form, Links, Look, Paths, Sign};
use crate::results::{
    Background, Context, Excerpt, Explain, Facet, Fold, Recency, Request, Sort, StoriesRequest,
    SuggestField, When,
};
use crate::search::cursor;
use crate::text;

/// For `query`.
#[derive(Debug)]
pub(in crate::cli) struct Query {
    pub dir: PathBuf,
    pub asked: Asked,
    pub plan: Plan,
    pub reach: Reach,
    pub form: Form,
    pub look: Look,
}

/// What is asked.
#[derive(Debug)]
pub(in crate::cli) enum Asked {
    /// One query.
    Text(String),
    /// Those of a file.
    Batch(PathBuf),
}

/// How much of what was found is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Reach {
    /// A page of it.
    Page,
    /// All.
    Every,
    /// How much it is.
    Count,
}

/// How every query of a run is made into a request.
#[derive(Debug)]
pub(in crate::cli) struct Plan {
    scope: Scope,
    after: Option<String>,
    syntax: Syntax,
    /// All but the query.
    template: Request,
}

/// What becomes of a query that is not wholly understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    /// It is searched for as it can be, and notes say how.
    Forgiving,
    /// It is an error.
    Strict,
}

/// For `facets`.
#[derive(Debug)]
pub(in crate::cli) struct Facets {
    pub dir: PathBuf,
    pub query: query::Query,
    pub notes: Vec<Note>,
    pub by: Vec<Facet>,
    pub limit: usize,
    pub form: TableForm,
    pub look: Look,
}

/// For `stories`.
#[derive(Debug)]
pub(in crate::cli) struct Stories {
    pub dir: PathBuf,
    pub request: StoriesRequest,
    pub notes: Vec<Note>,
    pub reach: Reach,
    pub form: super::Form,
    pub look: Look,
}

/// For `related`.
#[derive(Debug)]
pub(in crate::cli) struct Related {
    pub dir: PathBuf,
    /// As typed: an identifier, or where to read an article.
    pub article: String,
    pub ask: Background,
    pub form: Form,
    pub look: Look,
}

/// For `suggest`.
#[derive(Debug)]
pub(in crate::cli) struct Suggest {
    pub dir: PathBuf,
    pub prefix: String,
    pub field: SuggestField,
    pub limit: usize,
    pub form: TableForm,
    pub look: Look,
}

/// The form of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum TableForm {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// Rows.
    Table(Sign),
}

/// What restricts a query from outside, and the day it counts from.
#[derive(Debug)]
pub(in crate::cli) struct Scope {
    today: civil::Date,
    filters: Vec<query::Query>,
}

impl Query {
    pub(in crate::cli) fn resolve(args: &QueryArgs, dir: PathBuf) -> Result<Self, Failure> {
        let reach = match (args.all, args.count) {
            (true, _) => Reach::Every,
            (_, true) => Reach::Count,
            _ => Reach::Page,
        };
        let form = form::resolve(&args.form)?;
        form::check(&form, reach)?;
        let text = args.scope.text.join(" ");
        let need = if args.batch.is_some() { Need::Asked } else { need(&args.scope, &text) };
        let template = Request {
            query: query::Query::Everything,
            limit: if reach == Reach::Page { args.limit } else { 0 },
            offset: args.offset,
            // Who only counts need not score.
            sort: if reach == Reach::Count { Sort::Newest } else { args.sort },
            recency: recency(args.recency.as_deref(), &args.scope)?,
            matching: args.matching,
            fold: fold(args, &form),
            after: None,
            excerpt: Excerpt {
                passages: if form.shows_passages() { args.passages } else { 0 },
                width: args.width,
                context: args.context,
            },
            explain: match args.explain.as_deref() {
                None => Explain::Nothing,
                Some("") => Explain::Words,
                Some(id) => Explain::Score(id.to_owned()),
            },
        };
        let plan = Plan {
            scope: Scope::resolve(&args.scope, need)?,
            after: args.after.clone(),
            syntax: if args.strict_syntax { Syntax::Strict } else { Syntax::Forgiving },
            template,
        };
        let look = Look {
            width: output::terminal_width(),
            links: if args.hyperlinks { Links::On } else { Links::Off },
            paths: if args.paths { Paths::Shown } else { Paths::Hidden },
        };
        let asked = args.batch.clone().map_or(Asked::Text(text), Asked::Batch);
        Ok(Self { dir, asked, plan, reach, form, look })
    }
}

impl Facets {
    pub(in crate::cli) fn resolve(args: &FacetsArgs, dir: PathBuf) -> Result<Self, Failure> {
        let text = args.scope.text.join(" ");
        let scope = Scope::resolve(&args.scope, need(&args.scope, &text))?;
        let (query, notes) = scope.query_or_all(&text);
        let mut by = Vec::new();
        for &facet in &args.facet {
            if !by.contains(&facet) {
                by.push(facet);
            }
        }
        let form = TableForm::resolve(&args.form);
        Ok(Self { dir, query, notes, by, limit: args.limit, form, look: super::plain_look() })
    }
}

impl Stories {
    pub(in crate::cli) fn resolve(args: &StoriesArgs, dir: PathBuf) -> Result<Self, Failure> {
        let text = args.scope.text.join(" ");
        let scope = Scope::resolve(&args.scope, need(&args.scope, &text))?;
        let (query, notes) = scope.query_or_all(&text);
        let request = StoriesRequest { query, limit: args.limit, order: args.sort };
        let reach = if args.all { Reach::Every } else { Reach::Page };
        let form = match (args.json, args.jsonl) {
            (true, _) => super::Form::Json,
            (_, true) => super::Form::JsonLines,
            _ => super::Form::Text,
        };
        Ok(Self { dir, request, notes, reach, form, look: super::plain_look() })
    }
}

impl Related {
    pub(in crate::cli) fn resolve(args: RelatedArgs, dir: PathBuf) -> Result<Self, Failure> {
        let form = form::resolve(&args.form)?;
        let when = match (args.before, args.after) {
            (true, _) => When::Before,
            (_, true) => When::After,
            _ => When::Ever,
        };
        let passages = if form.shows_passages() { args.passages } else { 0 };
        let excerpt = Excerpt { passages, width: args.width, context: Context::Sentence };
        let ask = Background { limit: args.limit, when, excerpt };
        Ok(Self { dir, article: args.article, ask, form, look: super::plain_look() })
    }
}

impl Suggest {
    pub(in crate::cli) fn resolve(args: SuggestArgs, dir: PathBuf) -> Result<Self, Failure> {
        let words = text::words(&args.prefix).to_vec().len();
        let what = match (words, args.field) {
            (0, _) => format!("`{}` begins no word", args.prefix),
            (2.., SuggestField::Word) => format!("`{}` is more than one word", args.prefix),
            _ => {
                let form = TableForm::resolve(&args.form);
                let SuggestArgs { prefix, field, limit, .. } = args;
                return Ok(Self { dir, prefix, field, limit, form, look: super::plain_look() });
            }
        };
        Err(Failure::Usage {
            what,
            hint: "give the beginning of one word, or complete names with `--field source`, `by` or `agency`",
        })
    }
}

impl TableForm {
    pub(super) fn resolve(args: &TableFormArgs) -> Self {
        match args.format {
            _ if args.json => Self::Json,
            TableFormat::Text => Self::Text,
            TableFormat::Json => Self::Json,
            TableFormat::Csv => Self::Table(Sign::Comma),
            TableFormat::Tsv => Self::Table(Sign::Tab),
        }
    }
}

impl Plan {
    /// The request that a query makes, and what was noted in reading it.
    pub(in crate::cli) fn request(&self, text: &str) -> Result<(Request, Vec<Note>), Failure> {
        let (query, notes) = self.scope.query(text);
        if let (Syntax::Strict, Some(note)) = (self.syntax, notes.first()) {
            return Err(Failure::Syntax {
                what: note.text.clone(),
                query: text.to_owned(),
                at: note.at.clone(),
            });
        }
        let mut request = Request { query, ..self.template.clone() };
        if let Some(typed) = &self.after {
            let position = cursor::read(typed, &request).ok_or_else(|| Failure::Usage {
                what: format!("`--after {typed}` is no place in the results of this query"),
                hint: "give it as it was printed, with the same query, `--sort`, `--match`, `--recency` and grouping",
            })?;
            request.after = Some(position);
        }
        Ok((request, notes))
    }
}

impl Scope {
    /// The scope of a command that counts.
    pub(in crate::cli) fn resolve(args: &ScopeArgs, need: Need) -> Result<Self, Failure> {
        let today = today(args.as_of.as_deref(), need)?;
        let mut filters = Vec::new();
        if !args.source.is_empty() {
            let sources: Result<Vec<_>, _> = args.source.iter().map(|name| source(name)).collect();
            filters.push(query::Query::any_of(sources?));
        }
        let dates = DateRange {
            from: bound("--since", args.since.as_deref(), today, |range| range.from)?,
            to: bound("--until", args.until.as_deref(), today, |range| range.to)?,
        };
        if dates != DateRange::default() {
            let leaf = Leaf { field: Field::Date, test: Test::Dates(dates) };
            filters.push(query::Query::Leaf(leaf));
        }
        Ok(Self { today, filters })
    }

    /// What was typed, restricted, and what was noted in reading it.
    pub(in crate::cli) fn query(&self, text: &str) -> (query::Query, Vec<Note>) {
        let parsed = query::parse(text, self.today);
        let parts = std::iter::once(parsed.query).chain(self.filters.iter().cloned());
        (query::Query::all_of(parts.collect::<Vec<_>>()), parsed.notes)
    }

    /// The same for a command that takes everything where nothing was typed: that is nothing to
    /// remark on.
    pub(in crate::cli) fn query_or_all(&self, text: &str) -> (query::Query, Vec<Note>) {
        let (query, notes) = self.query(text);
        (query, if text.trim().is_empty() { Vec::new() } else { notes })
    }
}

/// Whether the present day matters to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Need {
    Asked,
    Idle,
}

/// Only what names a field can be a date.
pub(in crate::cli) fn need(args: &ScopeArgs, text: &str) -> Need {
    let asked = args.since.is_some() || args.until.is_some() || text.contains([':', '：']);
    if asked { Need::Asked } else { Need::Idle }
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

/// What is folded: versions, unless they would be lost in the form that is printed.
fn fold(args: &QueryArgs, form: &Form) -> Fold {
    match (args.group, args.no_group) {
        (_, true) => Fold::Nothing,
        (true, _) => Fold::Versions,
        _ if form.tells_versions() => Fold::Versions,
        _ => Fold::Nothing,
    }
}

/// How age counts; the half-life is typed like a range of dates: `7d`, `2w`, `6m`, `1y`.
fn recency(typed: Option<&str>, scope: &ScopeArgs) -> Result<Option<Recency>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let today = today(scope.as_of.as_deref(), Need::Asked)?;
    let range = date::range(typed.trim(), today);
    let days = range.and_then(|range| {
        let from = range.from.filter(|_| range.to == Some(today))?;
        u32::try_from(from.until(today).ok()?.get_days()).ok()
    });
    match days {
        Some(days) => Ok(Some(Recency { today, half_life: days + 1 })),
        None => Err(Failure::Usage {
            what: format!("`--recency {typed}` is no length of time"),
            hint: "write 7d, 2w, 6m or 1y",
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

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::Parser;

    use super::super::super::args::{Arguments, Command};
    use super::super::shield_exclusions;
    use super::{Asked, Query};

    /// The query as understood, or the error.
    fn understood(typed: &str) -> String {
        let args = typed.split('_').map(OsString::from).collect();
        let args = match Arguments::try_parse_from(shield_exclusions(args)) {
            Ok(args) => args,
            Err(error) => return error.kind().to_string(),
        };
        let Command::Query(args) = args.command else { return "another command".to_owned() };
        match Query::resolve(&args, "index".into()) {
            Ok(Query { asked: Asked::Text(text), plan, .. }) => match plan.request(&text) {
                Ok((request, _)) => {
                    format!("{} | {} from {}", request.query, request.limit, request.offset)
                }
                Err(failure) => failure.to_string(),
            },
            Ok(_) => "several queries".to_owned(),
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
