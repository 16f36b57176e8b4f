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

#[test]
fn many_skips_are_told_in_part_and_listed_whole() {
    let folder = Folder::with(&[("in.jsonl", &"[1]\n".repeat(25))]);
    let told = |note: &str| {
        let lines: Vec<String> = (1..=20)
            .map(|line| format!("skipped: in.jsonl:{line}: an array where an object is needed\n"))
            .collect();
        format!("{}note: 5 more skipped; {note}\n", lines.concat())
    };
    assert_eq!(
        folder.run(&["extract", "in.jsonl"]),
        Run::of("", &told("list them with `--errors FILE`"), 1)
    );
    assert_eq!(
        folder.run(&["extract", "in.jsonl", "--errors", "list"]),
        Run::of("", &told("all are listed in `list`"), 1)
    );
    let listed: Vec<String> = (1..=25)
        .map(|line| {
            format!(
                "{{\"path\":\"in.jsonl\",\"record\":{line},\"reason\":\"an array where an object is needed\"}}\n"
            )
        })
        .collect();
    assert_eq!(folder.read("list"), listed.concat());
}
