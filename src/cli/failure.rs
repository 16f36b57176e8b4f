//! What can make a command fail, and what a person can do about it.

use std::io;
use std::path::PathBuf;

use crate::index;
use crate::read::BadRoot;

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
    /// A path to read is not there.
    #[error(transparent)]
    Root(#[from] BadRoot),
    /// A shortened identifier fits several articles; they have been listed.
    #[error("`{id}` is the beginning of {count} identifiers")]
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
            Self::Index(error) => error.hint(),
            Self::Usage { hint, .. } => Some((*hint).to_owned()),
            Self::Root(_) => Some("check the spelling; nothing was changed".to_owned()),
            Self::Ambiguous { .. } => Some("give more of its digits".to_owned()),
            Self::Panicked(_) => {
                Some("make the index anew with `news-search index --rebuild`".to_owned())
            }
            Self::Output(_) | Self::Other(_) => None,
        }
    }

    /// Whether the reader of the output has gone, as `head` does: nothing to speak of.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
