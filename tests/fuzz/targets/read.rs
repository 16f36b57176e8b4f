//! Any bytes as a file: `read` must answer with articles or with reasons.
//!
//! The whole way is gone, through a file on the disk, as the program goes it. The last byte chooses
//! the ending of the file's name, which has a say for tables and the like, so that any file can be a
//! seed. A panic that the readers catch for the sake of a run is a finding here.

#![no_main]

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use news_search::read::{self, Reason, Settings, Skipped};

/// Endings that have a say in what a file is; those that end in a line break get none.
const ENDINGS: [&str; 8] = ["txt", "csv", "", "html", "md", "json", "eml", "xml"];

/// A folder for this process, in memory where the system has one there.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let parent = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let folder = parent.join(format!("news-search-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the inputs");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let Some(last) = bytes.last() else { return };
    let path = FOLDER.join("input").with_extension(ENDINGS[usize::from(*last) % ENDINGS.len()]);
    std::fs::write(&path, bytes).expect("the input is written");
    let settings =
        Settings { threads: NonZeroUsize::MIN, longest: 1_000_000, ..Settings::default() };
    let files: Vec<_> = read::walk(&path).expect("the input is there").flatten().collect();
    let mut articles = read::articles(files, settings).expect("two threads");
    while let Some(mut file) = articles.next_file() {
        let is_panic = |skipped: &Skipped| skipped.reason == Reason::Panicked;
        let panicked = file.any(|article| article.as_ref().is_err_and(is_panic));
        assert!(!panicked, "a reader panicked");
    }
});
