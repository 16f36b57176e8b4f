//! The arguments as typed: what clap reads and the help it prints. [`super::settings`] resolves
//! them; nothing else looks at these types.

mod query;
mod timeline;

pub(in crate::cli) use query::{
    FacetsArgs, FormArgs, Format, QueryArgs, RelatedArgs, ScopeArgs, SuggestArgs, TableFormArgs,
    TableFormat,
};
pub(in crate::cli) use timeline::TimelineArgs;

use std::path::PathBuf;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::examples;
use crate::results::StoryOrder;

/// Help in the colours of the rest of the program.
const STYLES: Styles = Styles::plain()
    .header(anstyle::Style::new().bold())
    .usage(anstyle::Style::new().bold())
    .literal(AnsiColor::Cyan.on_default())
    .error(AnsiColor::Red.on_default().bold())
    .invalid(AnsiColor::Red.on_default())
    .valid(AnsiColor::Cyan.on_default());

/// Search a folder of news articles
///
/// Reads saved pages, plain text, Markdown, JSON and JSONL as news articles (headline, source,
/// date, byline, text), keeps them in an index, and finds them again with the passages that match.
#[derive(Debug, Parser)]
#[command(
    name = "news-search",
    version,
    styles = STYLES,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = examples::PROGRAM,
    after_long_help = examples::PROGRAM_LONG
)]
pub(in crate::cli) struct Arguments {
    /// The folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "NEWS_SEARCH_INDEX",
        hide_env_values = true,
        default_value = "index",
        value_hint = ValueHint::DirPath,
        display_order = 900
    )]
    pub index: PathBuf,
    /// When to use colour
    ///
    /// `auto` uses it on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 901)]
    pub color: Color,
    /// Pass over the files with options
    #[arg(long, global = true, display_order = 902)]
    pub no_config: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Read files and make them searchable
    ///
    /// Reads every file under the given paths, whatever its format, and brings the index up to
    /// date with them: new and changed files are read, deleted ones are removed, the others are
    /// left alone. Paths indexed earlier stay in the index.
    #[command(after_help = examples::INDEX, after_long_help = examples::INDEX)]
    Index(IndexArgs),
    /// Find articles
    ///
    /// Plain words find every inflection and rank the articles that have most of them first.
    /// "Quoted words" find exactly that. Nothing typed is an error: what is not understood is
    /// searched for as it stands, and a note says so.
    #[command(after_help = examples::QUERY, after_long_help = examples::QUERY_LONG)]
    Query(QueryArgs),
    /// Count the articles that match by publication, language, time and so on
    ///
    /// Counts articles that have every word: a ranked list forgives near misses, a count must not.
    #[command(after_help = examples::FACETS, after_long_help = examples::FACETS)]
    Facets(FacetsArgs),
    /// Count the articles that match by day, week, month or year
    ///
    /// Counts articles that have every word, beside all there are with the same filters, and names
    /// the times that stand out. Each argument is a query of its own: "climate change" needs
    /// quotation marks, and '"climate change"' is the phrase. An article without a date, or with one
    /// that is not precise enough, is in no bucket but told.
    #[command(
        after_help = examples::TIMELINE,
        after_long_help = examples::TIMELINE,
        mut_arg("text", |text| {
            text.value_name("QUERY")
                .help("What to count, each argument a query of its own; without any, every article")
        })
    )]
    Timeline(TimelineArgs),
    /// Find background to an article: others that share its telling words
    ///
    /// The words that tell most about it are looked for; articles with the same text, as a story
    /// that several papers took from one agency, are left out.
    #[command(after_help = examples::RELATED, after_long_help = examples::RELATED)]
    Related(RelatedArgs),
    /// Find articles, put together as stories: one event told by different hands
    ///
    /// Looks among the articles that have every word; without any, among all. Articles make a story
    /// if they share telling words, names and figures within some days; those without a date join by
    /// their words alone.
    #[command(after_help = examples::STORIES, after_long_help = examples::STORIES)]
    Stories(StoriesArgs),
    /// Show the story an article belongs to, from its beginning, and what each article adds
    #[command(after_help = examples::STORY, after_long_help = examples::STORY)]
    Story(StoryArgs),
    /// Show the versions of an article, and what each adds and drops
    ///
    /// Versions are one article told again: cut, retitled, corrected, updated. Articles of their
    /// own that carry passages over stand under a head of their own, and so do reports of the same
    /// kind about other days.
    #[command(after_help = examples::VERSIONS, after_long_help = examples::VERSIONS)]
    Versions(VersionsArgs),
    /// Complete the beginning of a word or a name from what the index holds
    #[command(after_help = examples::SUGGEST, after_long_help = examples::SUGGEST)]
    Suggest(SuggestArgs),
    /// Show one article and how each fact about it was found
    #[command(after_help = examples::SHOW, after_long_help = examples::SHOW)]
    Show(ShowArgs),
    /// Show what the index holds
    #[command(after_help = examples::STATS, after_long_help = examples::STATS)]
    Stats(StatsArgs),
    /// Check that the index is what was written
    ///
    /// Compares every file of the index with its checksums and reads every article. Tells damaged,
    /// missing and foreign files apart, and how to make a damaged index anew. The files the index was
    /// made from are not looked at.
    #[command(after_help = examples::CHECK, after_long_help = examples::CHECK)]
    Check(CheckArgs),
    /// Read files and print what was understood, without an index
    #[command(after_help = examples::EXTRACT, after_long_help = examples::EXTRACT)]
    Extract(ExtractArgs),
    /// Show which options are in force, and whence
    ///
    /// Options that you always give can stand in `~/.config/news-search/config.toml` or, for one
    /// folder, in a file `news-search.toml` there, which wins. A flag beats the environment, that
    /// beats the files.
    #[command(after_help = examples::CONFIG, after_long_help = examples::CONFIG)]
    Config(ConfigArgs),
    /// Print completions for a shell
    #[command(after_help = examples::COMPLETIONS, after_long_help = examples::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_help = examples::MAN, after_long_help = examples::MAN)]
    Man(ManArgs),
}

/// What to read, and what to do about that which cannot be read.
#[derive(Debug, Args)]
pub(in crate::cli) struct InputArgs {
    /// Files and folders to read; `-` is standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Write every skipped input to this file, one JSON object a line
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub errors: Option<PathBuf>,
    /// Exit with status 2 if any input was skipped
    #[arg(long)]
    pub strict: bool,
    /// Take the day a file was last changed (UTC) for the date of an article that tells none
    ///
    /// Only where the file is one article: the time of an archive, or of a file of many records,
    /// says nothing of what is in it. Such a date says that it was found in `file time`. Files
    /// that are in the index already keep what is known of them unless it is made anew.
    #[arg(long)]
    pub date_from_file: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct IndexArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Forget the present index and make it anew from the given paths
    #[arg(long)]
    pub rebuild: bool,
    /// How many threads read and index; as many as there are processors unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// About how much memory to use at most, such as `2G`; `300M` unless given
    ///
    /// More memory makes larger segments, so that less is merged; the result is the same.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub memory: Option<usize>,
    /// After how many seconds to keep what has been read so far; 60 unless given, 0 for once at the end
    ///
    /// A run that ends before its time, however it does, is gone on with by running the same command
    /// again. An index that is made anew is kept when it is complete: until then the old one answers.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub commit_every: Option<f64>,
}

/// A size in bytes: a number with `K`, `M` or `G` behind it, decimal, or without.
fn size(text: &str) -> Result<usize, String> {
    const LEAST: usize = 50_000_000;
    let text = text.trim_end_matches(['b', 'B']);
    let (digits, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let factor = match unit {
        "" => 1,
        "k" | "K" => 1_000,
        "m" | "M" => 1_000_000,
        "g" | "G" => 1_000_000_000,
        _ => return Err("not a size; write it as `300M` or `2G`".to_owned()),
    };
    let size = digits.parse().ok().and_then(|number: usize| number.checked_mul(factor));
    match size {
        Some(size) if size >= LEAST => Ok(size),
        Some(_) => Err("no less than 50M is enough".to_owned()),
        None => Err("not a size; write it as `300M` or `2G`".to_owned()),
    }
}

/// A number of seconds, fractions allowed.
fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=1e9).contains(&seconds) => Ok(seconds),
        _ => Err("not a number of seconds".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// The article's identifier, or its first digits
    pub id: String,
    /// Print the article as one JSON document, on one line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StoriesArgs {
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// How many stories to show
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// The order of the stories: by how many articles they have, by their latest or their first
    #[arg(long, value_enum, value_name = "ORDER", default_value = "size")]
    pub sort: StoryOrder,
    /// Print every story as it ends, however many; as JSON with `--jsonl`
    #[arg(long, conflicts_with_all = ["limit", "sort", "json"])]
    pub all: bool,
    /// Print the stories as one JSON document, on one line
    #[arg(long, conflicts_with = "jsonl")]
    pub json: bool,
    /// Print each story as JSON, one a line
    #[arg(long)]
    pub jsonl: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StoryArgs {
    /// The identifier of an article of it, or its first digits
    pub id: String,
    /// Print the story as one JSON document, on one line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct VersionsArgs {
    /// The article's identifier, or its first digits
    #[arg(required_unless_present = "all")]
    pub id: Option<String>,
    /// Show every group of versions in the index instead; as JSON with `--jsonl`
    #[arg(long, conflicts_with = "id")]
    pub all: bool,
    /// Print the versions as one JSON document, on one line
    #[arg(long, conflicts_with = "all")]
    pub json: bool,
    /// Print every group as JSON, one a line
    #[arg(long, requires = "all")]
    pub jsonl: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArgs {
    /// Print the counts as one JSON document, on one line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Print what was found as one JSON document, on one line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigArgs {
    /// Print them as one JSON document, on one line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Print each article as JSON, one a line
    #[arg(long)]
    pub jsonl: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// The command whose page to print, instead of the program's
    pub command: Option<String>,
}
