//! What can make a command fail, and what a person can do about it.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr;

use crate::index;
use crate::read::BadRoot;
use crate::search::AMBIGUOUS;

/// Why a command failed. The text is what a person reads after `error: `.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The index could not be opened or searched.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// An argument has no meaning.
    #[error("{what}")]
    Usage {
        /// What is wrong with it.
        what: String,
        /// What would be right.
        hint: &'static str,
    },
    /// A query is not wholly understood, and that was to be an error.
    #[error("{what}")]
    Syntax {
        /// What is not understood.
        what: String,
        /// The query as typed.
        query: String,
        /// The place, in characters.
        at: Range<usize>,
    },
    /// A path to read is not there.
    #[error(transparent)]
    Root(#[from] BadRoot),
    /// The index is not what was written; what is wrong has been listed.
    #[error("the index at `{}` is damaged", index.display())]
    Unsound {
        /// Its folder.
        index: PathBuf,
        /// What to do.
        remedy: String,
    },
    /// A shortened identifier fits several articles; they have been listed.
    #[error("`{id}` is the beginning of {}{count} identifiers", more(*.count))]
    Ambiguous {
        /// As typed.
        id: String,
        /// How many articles it fits.
        count: usize,
    },
    /// Standard output could not be written.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    /// The program met something it cannot be right about; the panic has said what.
    #[error("the index at `{}` is damaged, or the program has a defect", .0.display())]
    Panicked(PathBuf),
    /// Anything else, with what was being done.
    #[error("{0:#}")]
    Other(#[from] anyhow::Error),
}

impl Failure {
    /// What a person can do about it, one sentence without a full stop.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Index(error) => Some(error.hint()),
            Self::Usage { hint, .. } => Some((*hint).to_owned()),
            Self::Unsound { remedy, .. } => Some(remedy.clone()),
            Self::Root(_) => Some("check the spelling; nothing was changed".to_owned()),
            Self::Ambiguous { .. } => Some("give more of its digits".to_owned()),
            Self::Panicked(_) => {
                Some("make the index anew with `news-search index --rebuild`".to_owned())
            }
            Self::Syntax { .. } => {
                Some("without `--strict-syntax` it is searched for as it can be".to_owned())
            }
            Self::Output(_) | Self::Other(_) => None,
        }
    }

    /// The place in a query where something is wrong, as lines for people.
    pub(super) fn place(&self) -> Option<String> {
        match self {
            Self::Syntax { query, at, .. } => Some(point_out(query, at)),
            _ => None,
        }
    }

    /// Whether the reader of the output has gone, as `head` does: nothing to speak of.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// How many articles are counted, where a shortened identifier fits several.
fn more(count: usize) -> &'static str {
    if count < AMBIGUOUS { "" } else { "at least " }
}

/// How many characters of a query are shown before and behind a place in it.
const AROUND: usize = 30;

/// The part of a query around a place, and carets under that.
fn point_out(query: &str, at: &Range<usize>) -> String {
    let chars: Vec<char> = query.chars().collect();
    let from = at.start.saturating_sub(AROUND).min(chars.len());
    let to = (at.start + at.len().clamp(1, AROUND) + AROUND).min(chars.len());
    // A line end or a control character takes one column, as every sign does here.
    let shown: String =
        chars[from..to].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect();
    let before: String = chars[from..at.start.min(to)].iter().collect();
    let place: String = chars[at.start.min(to)..at.end.min(to)].iter().collect();
    let carets = "^".repeat(place.width().max(1));
    format!("  {shown}\n  {:1$}{carets}", "", before.width())
}

#[cfg(test)]
mod tests {
    use super::point_out;

    #[test]
    fn a_place_is_pointed_out() {
        assert_eq!(point_out("oil sorce:bbc", &(4..10)), "  oil sorce:bbc\n      ^^^^^^");
        assert_eq!(point_out("普京 (河内", &(3..4)), "  普京 (河内\n       ^");
        assert_eq!(point_out("", &(0..0)), "  \n  ^");
        let long = format!("{}\"{}", "x".repeat(100), "y".repeat(100));
        let shown = point_out(&long, &(100..101));
        assert!(shown.lines().all(|line| line.chars().count() < 70), "{shown}");
    }
}
