//! The first thing that went wrong with the files of an index.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::error::OpenReadError;

/// What went wrong with a file, named as the engine names it.
#[derive(Debug, Clone)]
pub(in crate::index) enum Fault {
    /// It is not what was written.
    Damaged {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// It is not there.
    Missing {
        /// Which file.
        file: PathBuf,
    },
    /// The system refused to read or write it.
    Io {
        /// What was being done, before the name of the file.
        doing: &'static str,
        /// Which file.
        file: PathBuf,
        /// Why it failed.
        error: Arc<io::Error>,
    },
}

/// Remembers the first of all faults: those that follow come of it.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Faults(Arc<OnceLock<Fault>>);

impl Faults {
    /// The first one.
    pub(in crate::index) fn first(&self) -> Option<&Fault> {
        self.0.get()
    }

    /// A file that is not what was written, as the error to hand to the engine.
    pub(in crate::index) fn damage(&self, file: &Path, what: &str) -> io::Error {
        let error = io::Error::new(ErrorKind::InvalidData, format!("`{}`: {what}", file.display()));
        let _ = self.0.set(Fault::Damaged { file: file.to_owned(), what: what.to_owned() });
        error
    }

    /// A file that could not be opened for reading. The engine does without some.
    pub(in crate::index) fn reading(&self, file: &Path, error: &OpenReadError) {
        match error {
            OpenReadError::FileDoesNotExist(_) => {
                let _ = self.0.set(Fault::Missing { file: file.to_owned() });
            }
            OpenReadError::IoError { io_error, .. } => self.io("cannot read", file, io_error),
            OpenReadError::IncompatibleIndex(_) => {}
        }
    }

    /// A file that could not be written.
    pub(in crate::index) fn writing(&self, file: &Path, error: &io::Error) {
        // Whoever writes tries again.
        if error.kind() != ErrorKind::Interrupted {
            self.io("cannot write", file, error);
        }
    }

    fn io(&self, doing: &'static str, file: &Path, error: &io::Error) {
        let error = Arc::new(copy(error));
        let _ = self.0.set(Fault::Io { doing, file: file.to_owned(), error });
    }
}

/// The same error once more.
pub(in crate::index) fn copy(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(
        || io::Error::new(error.kind(), error.to_string()),
        io::Error::from_raw_os_error,
    )
}
