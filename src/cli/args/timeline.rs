//! The arguments of `timeline`.

use clap::{Args, ValueEnum};

use super::{ScopeArgs, TableFormArgs};
use crate::results::{Split, Step, Unit};

#[derive(Debug, Args)]
pub(in crate::cli) struct TimelineArgs {
    #[command(flatten)]
    pub scope: ScopeArgs,
    /// How long each bucket is: a day, a week from Monday on, a month, a year
    #[arg(long, value_enum, value_name = "STEP", default_value = "auto")]
    pub by: By,
    /// Draw, and find peaks by, the share of all articles of the time instead of their number
    #[arg(long)]
    pub ratio: bool,
    /// Count the articles of each publication, language or agency apart (`--source` is a filter)
    #[arg(long, value_enum, value_name = "WHAT")]
    pub split: Option<Split>,
    /// How many of these to count apart; the others are counted together
    #[arg(short = 'n', long = "limit", value_name = "N", default_value_t = 5, requires = "split")]
    pub limit: usize,
    /// What to count
    #[arg(long, value_enum, value_name = "WHAT", default_value = "articles")]
    pub count: Unit,
    #[command(flatten)]
    pub form: TableFormArgs,
}

/// How long each bucket is, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum By {
    /// The shortest that can be taken in
    Auto,
    Day,
    Week,
    Month,
    Year,
}

impl By {
    /// The length, where one was asked for.
    pub(in crate::cli) fn step(self) -> Option<Step> {
        match self {
            Self::Auto => None,
            Self::Day => Some(Step::Day),
            Self::Week => Some(Step::Week),
            Self::Month => Some(Step::Month),
            Self::Year => Some(Step::Year),
        }
    }
}
