//! `extract`: files in, articles out.

use crate::support::{Folder, Run};

const RECORDS: &str = r#"{"id": "a1", "title": "Harbour reopens", "text": "The harbour reopened on Friday.", "source": "Harbour Gazette", "date": "2024-06-17", "author": "Anna Berg", "lang": "en"}
not json
{"title": "No text"}
"#;

#[test]
fn records_for_people() {
    let folder = Folder::with(&[("in/news.jsonl", RECORDS)]);
    assert_eq!(folder.run(&["extract", "in/"]), Run::of("", "", 0));
}

#[test]
fn records_for_scripts_under_strict() {
    let folder = Folder::with(&[("in/news.jsonl", RECORDS)]);
    let args = ["extract", "--jsonl", "--strict", "--errors", "skipped.jsonl", "in/news.jsonl"];
    assert_eq!(folder.run(&args), Run::of("", "", 2));
    assert_eq!(folder.read("skipped.jsonl"), "");
}

#[test]
fn nothing_to_extract() {
    let folder = Folder::with(&[("in/.hidden", "text")]);
    assert_eq!(folder.run(&["extract", "in"]), Run::of("", "", 1));
}
