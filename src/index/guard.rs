//! The one way into the engine: what comes out of it is an answer, or an error that says what to do.
//!
//! The engine trusts the bytes it reads and may panic where they make no sense. They are compared
//! with checksums before it sees them, so a panic should be a defect; it ends one question, not
//! the program, in either case.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use super::checked::Faults;
use super::{Error, Index};

/// The names of the engine's own threads begin so. What ends one of them becomes an error of the
/// writer that started it.
const ENGINE_THREADS: [&str; 3] = ["thrd-tantivy-index", "merge_thread_", "segment_updater"];

thread_local! {
    /// Whether this thread is in the engine.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread becomes an [`Error`], so whoever installs a panic hook can keep
/// quiet about it.
pub fn is_guarded() -> bool {
    let current = thread::current();
    let is_engines = |name: &str| ENGINE_THREADS.iter().any(|prefix| name.starts_with(prefix));
    INSIDE.get() || current.name().is_some_and(is_engines)
}

/// Does something with the engine on the index in a folder. Nothing is an answer if a file was
/// found damaged on the way to it, whatever the engine made of that.
pub(super) fn guarded<T>(
    dir: &Path,
    faults: &Faults,
    work: impl FnOnce() -> tantivy::Result<T>,
) -> Result<T, Error> {
    let outside = INSIDE.replace(true);
    let answer = catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(outside);
    match (answer, faults.first()) {
        (Ok(Err(error)), _) => Err(Error::from_engine(dir, &error, faults)),
        (_, Some(fault)) => Err(Error::from_fault(dir, fault)),
        (Err(panic), None) => {
            Err(Error::Panicked { dir: dir.to_owned(), reason: said(panic.as_ref()) })
        }
        (Ok(Ok(answer)), None) => Ok(answer),
    }
}

/// What a panic said, in one line.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it panicked").lines().next().unwrap_or_default().to_owned()
}

impl Index {
    /// Asks the engine something.
    pub(super) fn ask<T>(&self, work: impl FnOnce() -> tantivy::Result<T>) -> Result<T, Error> {
        guarded(&self.dir, &self.faults, work)
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::index::checked::copy;

    #[test]
    fn a_panic_of_the_engine_is_an_error_and_no_longer_one_behind_it() {
        let dir = Path::new("there");
        let faults = Faults::default();
        let answer: Result<(), Error> = guarded(dir, &faults, || {
            assert!(is_guarded());
            panic!("no such block\nat all")
        });
        let error = answer.unwrap_err().to_string();
        let wanted = "the index at `there` is damaged, or the program has a defect: no such block";
        assert_eq!(error, wanted);
        assert!(!is_guarded());
    }

    #[test]
    fn an_answer_behind_a_fault_is_none() {
        let faults = Faults::default();
        assert!(guarded(Path::new("there"), &faults, || Ok(1)).is_ok());
        faults.writing(Path::new("0.store"), &copy(&io::ErrorKind::StorageFull.into()));
        let error = guarded(Path::new("there"), &faults, || Ok(1)).unwrap_err();
        assert!(error.to_string().starts_with("cannot write `there/0.store`: "), "{error}");
    }
}
