//! The arguments of the commands that search.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::results::{Context, Facet, Match, Sort, SuggestField};

/// Which articles to look at.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScopeArgs {
    /// What to look for; without it, every article
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// Only articles of this publication, by name or domain; may be given several times
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Only articles of this date or later: 2024, 2024-06, 2024-06-17, 7d
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only articles of this date or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// The day that relative dates count from, instead of today
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<String>,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag as typed")]
pub(in crate::cli) struct QueryArgs {
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// Answer every query of a file, one after the other; `-` is standard input
    ///
    /// A query a line; or, told by the first line, an identifier, a tab and the query; JSON
    /// objects with `_id`, `id` or `qid` and `query` or `text`; CSV or TSV whose first row names
    /// such columns. A query without an identifier goes by the number of its line.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["text", "after", "all"],
        value_hint = ValueHint::FilePath
    )]
    pub batch: Option<PathBuf>,
    /// How many articles to show
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How many articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Go on behind an earlier page, by what that gave as `next`
    #[arg(long, value_name = "CURSOR", conflicts_with = "offset")]
    pub after: Option<String>,
    /// Show every article found, however many
    #[arg(long, conflicts_with_all = ["limit", "count"])]
    pub all: bool,
    /// The order of the articles
    #[arg(long, value_enum, value_name = "ORDER", default_value = "relevance")]
    pub sort: Sort,
    /// How many of the plain words an article must have
    #[arg(long = "match", value_enum, value_name = "HOW", default_value = "best")]
    pub matching: Match,
    /// Show each version of an article as a hit of its own
    #[arg(long, overrides_with = "group")]
    pub no_group: bool,
    /// Fold the versions of an article into one hit, as is done unless only identifiers, paths or a
    /// run are printed
    #[arg(long, overrides_with = "no_group")]
    pub group: bool,
    /// How many passages of each article to show
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub passages: usize,
    /// How long a passage may be, in characters; longer sentences are trimmed around the match
    #[arg(long, value_name = "N", default_value_t = 320)]
    pub width: usize,
    /// How much to show around a match: its sentence, or its whole paragraph whatever the width
    #[arg(long, value_enum, value_name = "CONTEXT", default_value = "sentence")]
    pub context: Context,
    /// Let the age of articles count: newest ones up to twice, half of that less for each such time
    ///
    /// A half-life as 7d, 2w, 6m or 1y. The score of an article of today is doubled, that of one a
    /// half-life older raised by half, and so on; without a date it stays as it is.
    #[arg(long, value_name = "HALF-LIFE")]
    pub recency: Option<String>,
    /// Refuse a query that is not wholly understood, and show where
    #[arg(long)]
    pub strict_syntax: bool,
    /// Show the query as understood, and the words it came to stand for
    ///
    /// With an identifier, `--explain=3f9a0c12`, also what the score of that article is made of.
    #[arg(
        long,
        value_name = "ID",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub explain: Option<String>,
    /// Show the file of each article
    #[arg(long)]
    pub paths: bool,
    /// Make headlines lead to the article's address, and paths to the file, where the terminal can
    #[arg(long)]
    pub hyperlinks: bool,
    #[command(flatten)]
    pub form: FormArgs,
    /// Print only how many articles match, how many have every word, and how many hits they are
    #[arg(short = 'c', long)]
    pub count: bool,
}

/// How to print articles that were found.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag as typed")]
pub(in crate::cli) struct FormArgs {
    /// The form to print the results in
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    pub format: Format,
    /// Short for `--format json`
    #[arg(long, conflicts_with_all = ["format", "jsonl", "list"])]
    pub json: bool,
    /// Short for `--format jsonl`
    #[arg(long, conflicts_with_all = ["format", "list"])]
    pub jsonl: bool,
    /// Short for `--format paths`
    #[arg(short = 'l', conflicts_with = "format")]
    pub list: bool,
    /// What to print of each article as JSON or in a table: `id,date.value,headline`
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// End identifiers and paths with a NUL instead of a line end
    #[arg(short = '0', long)]
    pub null: bool,
}

/// The forms of the results of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people
    Text,
    /// One JSON document, on one line
    Json,
    /// Each article as JSON, one a line
    Jsonl,
    /// A table with commas
    Csv,
    /// A table with tabs
    Tsv,
    /// A run as `trec_eval` reads it
    Trec,
    /// The identifiers alone
    Ids,
    /// The file of each article
    Paths,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FacetsArgs {
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// What to count by; several with commas between
    #[arg(
        long,
        value_enum,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "source,lang,year"
    )]
    pub facet: Vec<Facet>,
    /// How many values of each to show
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[command(flatten)]
    pub form: TableFormArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SuggestArgs {
    /// The beginning of a word, or of any word of a name
    pub prefix: String,
    /// What to complete
    #[arg(long, value_enum, value_name = "FIELD", default_value = "word")]
    pub field: SuggestField,
    /// How many to show
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[command(flatten)]
    pub form: TableFormArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RelatedArgs {
    /// The article's identifier, or its first digits; a file with one article; `-` for standard input
    pub article: String,
    /// Only articles published before it
    #[arg(long, conflicts_with = "after")]
    pub before: bool,
    /// Only articles published after it
    #[arg(long)]
    pub after: bool,
    /// How many articles to show
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How many passages of each article to show
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub passages: usize,
    /// How long a passage may be, in characters
    #[arg(long, value_name = "N", default_value_t = 320)]
    pub width: usize,
    #[command(flatten)]
    pub form: FormArgs,
}

/// How to print counts.
#[derive(Debug, Args)]
pub(in crate::cli) struct TableFormArgs {
    /// The form to print the counts in
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    pub format: TableFormat,
    /// Short for `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// The forms of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    /// For people
    Text,
    /// One JSON document, on one line
    Json,
    /// A table with commas
    Csv,
    /// A table with tabs
    Tsv,
}
