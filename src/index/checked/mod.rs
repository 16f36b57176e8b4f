//! The folder of an index as the engine sees it.
//!
//! Everything the engine writes gets checksums on the way, and nothing reaches the engine that was
//! not compared with them: it trusts what it reads, so one flipped bit could become a wrong answer,
//! an endless loop or a panic. A file carries the checksums of its blocks behind its content
//! ([`mod@file`], [`writing`]), the two lists that are replaced at one stroke a line at their end
//! ([`seal`]). A merge reads like any reader, so it cannot put fresh checksums on damage.
//!
//! Two kinds of files are handed over whole, though little of them is looked at. They are not compared
//! again while the system says that they have not changed since ([`unchanged`]).
//!
//! The engine may swallow an error, or tell of it without the file. So the first is remembered
//! ([`Faults`]), and no answer counts before that was looked at.

mod fault;
mod file;
mod seal;
mod unchanged;
mod writing;

pub(super) use fault::{Fault, Faults, copy};
pub(super) use unchanged::{LIST, Unchanged};

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

use file::CheckedFile;
use writing::CheckedWrite;

/// What is said of a list that is not as it was written.
const DISAGREE: &str = "its content and its checksum disagree";

/// The folder of an index.
#[derive(Debug, Clone)]
pub(super) struct CheckedDirectory {
    dir: Arc<Path>,
    files: MmapDirectory,
    faults: Faults,
    unchanged: Arc<Unchanged>,
}

impl CheckedDirectory {
    /// The folder at this path.
    pub(super) fn open(dir: &Path) -> tantivy::Result<Self> {
        let files = MmapDirectory::open(dir)?;
        let unchanged = Arc::new(Unchanged::load(dir));
        Ok(Self { dir: dir.into(), files, faults: Faults::default(), unchanged })
    }

    /// Where it is remembered what went wrong.
    pub(super) fn faults(&self) -> Faults {
        self.faults.clone()
    }

    /// What is wrong with a file, opened by its path; `None` where it is as it was written.
    pub(super) fn problem(file: &File, name: &Path) -> Option<String> {
        file::problem(file, name)
            .unwrap_or_else(|error| Some(format!("it cannot be read: {error}")))
    }

    /// What is wrong with a list that is replaced at one stroke.
    pub(super) fn problem_of_list(name: &Path, bytes: &[u8]) -> Option<String> {
        seal::content(name, bytes).is_none().then(|| DISAGREE.to_owned())
    }

    /// The lock that keeps files from being cleared away while they are opened, for a reader who
    /// may not write: the file by which the writers lock is then only read. Where there is none,
    /// there is no writer either.
    fn lock_for_reading(&self, lock: &Lock) -> io::Result<DirectoryLock> {
        match File::open(self.dir.join(&lock.filepath)) {
            Ok(file) => {
                file.lock_shared()?;
                Ok(DirectoryLock::from(Box::new(file)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound && fs::exists(&self.dir)? => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            Err(error) => Err(error),
        }
    }
}

impl Directory for CheckedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let handle = self.files.get_file_handle(path).inspect_err(|error| {
            self.faults.reading(path, error);
        })?;
        let wrap = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let whole = handle.read_bytes(0..handle.len()).map_err(wrap)?;
        let file = CheckedFile::open(&whole, path, &self.faults).map_err(wrap)?;
        let is_unchanged = unchanged::is_whole(path) && self.unchanged.holds(&self.dir, path);
        Ok(Arc::new(if is_unchanged { file.unchanged() } else { file }))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let opened = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.faults.writing(path, io_error);
            }
        })?;
        // Nothing is in the buffer of a file that was just opened.
        let opened = opened
            .into_inner()
            .map_err(|error| OpenWriteError::wrap_io_error(error.into_error(), path.to_owned()))?;
        let checked = CheckedWrite::new(opened, path, self.faults.clone());
        Ok(io::BufWriter::new(Box::new(checked)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let mut bytes = self.files.atomic_read(path)?;
        let sealed = seal::content(path, &bytes).map(<[u8]>::len);
        let content = sealed.ok_or_else(|| {
            let damage = self.faults.damage(path, DISAGREE);
            OpenReadError::wrap_io_error(damage, path.to_owned())
        })?;
        bytes.truncate(content);
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let written = self.files.atomic_write(path, &seal::sealed(path, data));
        written.inspect_err(|error| self.faults.writing(path, error))
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if lock.filepath == META_LOCK.filepath
                    && matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    ) =>
            {
                self.lock_for_reading(lock).map_err(LockError::wrap_io_error)
            }
            answer => answer,
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
