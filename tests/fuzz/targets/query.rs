//! Anything typed as a query: it must be understood, print itself back and be answered.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use news_search::search::Backend;

#[path = "../checks/excerpt.rs"]
mod excerpt;
#[path = "../checks/query.rs"]
mod query;

static INDEX: LazyLock<Backend> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("news-search-fuzz-{}", std::process::id()));
    let backend = query::index(&folder);
    // The files stay as long as they are open.
    std::fs::remove_dir_all(folder).expect("what was written can be removed");
    backend
});

fuzz_target!(|bytes: &[u8]| query::check(bytes, &INDEX));
