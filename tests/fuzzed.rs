//! What the fuzzer starts from and what it found, asked again without it: `tests/fuzz/checks` says
//! what must hold. The seeds of `read` are read by the tests of the reader.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its seeds has failed")]
#![expect(clippy::print_stdout, reason = "the last name printed is that of what failed")]

use std::fs;
use std::path::Path;

#[path = "fuzz/checks/excerpt.rs"]
mod excerpt;
#[path = "fuzz/checks/passage.rs"]
mod passage;
#[path = "fuzz/checks/query.rs"]
mod query;

/// The seeds of a target, each with its name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut seeds: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 20, "only {} seeds", seeds.len());
    seeds
}

#[test]
fn queries_are_understood_printed_back_and_answered() {
    let folder = tempfile::tempdir().unwrap();
    let backend = query::index(folder.path());
    for (name, bytes) in seeds("query") {
        println!("{name}");
        query::check(&bytes, &backend);
    }
}

#[test]
fn passages_are_whole_and_in_place() {
    for (name, bytes) in seeds("passage") {
        println!("{name}");
        passage::check(&bytes);
    }
}
