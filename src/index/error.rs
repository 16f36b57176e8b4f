//! What can go wrong with an index, and what to do about it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

/// Why an index could not be opened, written or searched. The text is what a person reads after
/// `error: `; [`Error::hint`] is what they can do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no index in the folder.
    #[error("no index at `{}`", .0.display())]
    Missing(PathBuf),
    /// The folder holds files, but no index of this program.
    #[error("`{}` is not empty and holds no index", .0.display())]
    NotAnIndex(PathBuf),
    /// The index was made by a version that lays it out otherwise.
    #[error("the index at `{}` has layout {found}, this version reads layout {expected}", dir.display())]
    Incompatible {
        /// The folder.
        dir: PathBuf,
        /// The layout it has.
        found: String,
        /// The layout this version reads.
        expected: u32,
    },
    /// Another process is writing to the index.
    #[error("the index at `{}` is being written by another process", .0.display())]
    Locked(PathBuf),
    /// A file of the index is damaged or unreadable.
    #[error("the index at `{}` cannot be read: {reason}", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What the engine said.
        reason: String,
    },
    /// Reading or writing failed.
    #[error("{context}: {source}")]
    Io {
        /// What was being done, with the path.
        context: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The engine failed in a way that names no file.
    #[error("the index engine failed: {0}")]
    Engine(String),
}

impl Error {
    /// What a person can do about it, one sentence without a full stop.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Missing(_) => "build one with `news-search index corpus/`".to_owned(),
            Self::NotAnIndex(_) => "name an empty or new folder with `--index DIR`".to_owned(),
            Self::Incompatible { .. } => {
                "make it anew with `news-search index --rebuild` and the same folders".to_owned()
            }
            Self::Locked(_) => "wait for it to end, then run the command again".to_owned(),
            Self::Damaged { .. } => "make it anew with `news-search index --rebuild`".to_owned(),
            Self::Io { .. } | Self::Engine(_) => return None,
        })
    }

    fn io(path: &Path, source: &std::io::Error) -> Self {
        let context = format!("cannot use the index at `{}`", path.display());
        Self::Io { context, source: std::io::Error::new(source.kind(), source.to_string()) }
    }

    /// What the engine said of the index in a folder.
    pub(super) fn from_engine(dir: &Path, error: &TantivyError) -> Self {
        let dir = dir.to_owned();
        match error {
            TantivyError::LockFailure(..) => Self::Locked(dir),
            TantivyError::DataCorruption(_)
            | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_))
            | TantivyError::DeserializeError(_) => Self::Damaged { dir, reason: error.to_string() },
            TantivyError::IncompatibleIndex(found)
            | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(found)) => {
                Self::Incompatible {
                    dir,
                    found: format!("{found:?}"),
                    expected: super::schema::LAYOUT,
                }
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                match io_error.kind() {
                    // What the engine says of a file that is too short or makes no sense.
                    ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
                        let reason = format!("`{}`: {io_error}", filepath.display());
                        Self::Damaged { dir, reason }
                    }
                    _ => Self::io(&dir.join(filepath), io_error),
                }
            }
            TantivyError::IoError(source) => Self::io(&dir, source),
            other => Self::Engine(other.to_string()),
        }
    }
}
