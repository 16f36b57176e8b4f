//! What can go wrong with an index, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

use super::checked::{Fault, Faults, copy};

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
    /// A file of the index is not what was written.
    #[error("the index at `{}` is damaged: {reason}", dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// Which file, and what is wrong with it.
        reason: String,
    },
    /// The system refused to read or write.
    #[error("{context}: {source}")]
    Io {
        /// What was being done, with the path.
        context: String,
        /// Why it failed.
        source: io::Error,
    },
    /// The engine failed in a way that names no file.
    #[error("the index engine failed: {0}")]
    Engine(String),
    /// The engine met something it cannot be right about.
    #[error("the index at `{}` is damaged, or the program has a defect: {reason}", dir.display())]
    Panicked {
        /// The folder.
        dir: PathBuf,
        /// What the panic said.
        reason: String,
    },
}

impl Error {
    /// What a person can do about it, one sentence without a full stop.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing(_) => "build one with `news-search index corpus/`",
            Self::NotAnIndex(_) => "name an empty or new folder with `--index DIR`",
            Self::Incompatible { .. } => {
                "make it anew with `news-search index --rebuild` and the same folders"
            }
            Self::Locked(_) => "wait for it to end, then run the command again",
            Self::Damaged { .. } => {
                "`news-search check` says what is damaged; make the index anew with \
                 `news-search index --rebuild` and the same folders"
            }
            Self::Io { source, .. } => io_hint(source.kind()),
            Self::Engine(_) | Self::Panicked { .. } => {
                "see whether `news-search check` finds damage; if it finds none, report this as a \
                 defect"
            }
        }
        .to_owned()
    }

    /// Whether it is about what the index holds, so that one made anew would be free of it.
    pub(super) fn is_of_the_index(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. }
                | Self::Incompatible { .. }
                | Self::Engine(_)
                | Self::Panicked { .. }
        )
    }

    /// What the engine said of the index in a folder, and what is known of its files.
    pub(super) fn from_engine(dir: &Path, error: &TantivyError, faults: &Faults) -> Self {
        match (error, faults.first()) {
            (TantivyError::LockFailure(LockError::LockBusy, _), _) => Self::Locked(dir.to_owned()),
            (_, Some(fault)) => Self::from_fault(dir, fault),
            (_, None) => Self::from_engine_alone(dir, error),
        }
    }

    /// What went wrong with a file of the index in a folder.
    pub(super) fn from_fault(dir: &Path, fault: &Fault) -> Self {
        match fault {
            Fault::Damaged { file, what } => Self::damaged(dir, file, what),
            Fault::Missing { .. } if is_gone(dir) => Self::Missing(dir.to_owned()),
            Fault::Missing { file } => Self::damaged(dir, file, "the file is missing"),
            Fault::Io { doing, file, error } => Self::io(doing, &dir.join(file), error),
        }
    }

    fn damaged(dir: &Path, file: &Path, what: &str) -> Self {
        // The engine names some files with their folders.
        let name = file.file_name().map_or(file, Path::new);
        let reason = format!("`{}`: {what}", name.display());
        Self::Damaged { dir: dir.to_owned(), reason }
    }

    pub(super) fn io(doing: &str, path: &Path, source: &io::Error) -> Self {
        Self::Io { context: format!("{doing} `{}`", path.display()), source: copy(source) }
    }

    fn from_engine_alone(dir: &Path, error: &TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::IoError(source), _)
                if source.kind() != ErrorKind::NotFound =>
            {
                Self::io("cannot lock the index at", dir, source)
            }
            // The index was taken away meanwhile.
            TantivyError::LockFailure(..)
            | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_))
            | TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => {
                Self::Missing(dir.to_owned())
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::NotADirectory(_)) => {
                Self::io("cannot use the index at", dir, &ErrorKind::NotADirectory.into())
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => {
                Self::io("cannot use the index at", dir, io_error)
            }
            TantivyError::DataCorruption(_) | TantivyError::DeserializeError(_) => {
                Self::Damaged { dir: dir.to_owned(), reason: error.to_string() }
            }
            TantivyError::IncompatibleIndex(found)
            | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(found)) => {
                let (found, expected) = (format!("{found:?}"), super::schema::LAYOUT);
                Self::Incompatible { dir: dir.to_owned(), found, expected }
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                match io_error.kind() {
                    // What the engine says of a file that is too short or makes no sense.
                    ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
                        Self::damaged(dir, filepath, &io_error.to_string())
                    }
                    _ => Self::io("cannot read", &dir.join(filepath), io_error),
                }
            }
            TantivyError::IoError(source) => Self::io("cannot use the index at", dir, source),
            other => Self::Engine(format!("`{}`: {other}", dir.display())),
        }
    }
}

fn is_gone(dir: &Path) -> bool {
    !super::open::has_index(dir).unwrap_or(true)
}

/// What to do where the system refuses.
fn io_hint(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room and run the command again; what could be searched before still can be"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "see to it that you may read and write there, or name another folder with `--index DIR`"
        }
        ErrorKind::IsADirectory => "take that folder away, then run the command again",
        ErrorKind::NotADirectory => "name a folder with `--index DIR`",
        _ => "see whether the disk is there and in order, then run the command again",
    }
}
