//! `extract`: files in, articles out.

use crate::support::{Folder, Run};

const RECORDS: &str = r#"{"id": "a1", "title": "Harbour reopens", "text": "The harbour reopened on Friday.", "source": "Harbour Gazette", "date": "2024-06-17", "author": "Anna Berg", "lang": "en"}
not json
{"title": "No text"}
"#;

const FOR_PEOPLE: &str = r#"in/news.jsonl:1  jsonl
  Harbour reopens  ← key "title"
  source    Harbour Gazette  ← key "source"
  date      17 June 2024     ← key "date"
  by        Anna Berg        ← key "author"
  language  en               ← key "lang"
  key       a1
  text      31 characters    ← key "text"

  The harbour reopened on Friday.

in/news.jsonl:3  jsonl
  No text  ← key "title"
  source    unknown
  date      unknown
  by        unknown
  language  unknown
  text      none

"#;

const FOR_SCRIPTS: &str = r#"{"id":"29edff1898b3a33b","headline":"Harbour reopens","source":{"name":"Harbour Gazette","domain":null,"found_in":"key \"source\""},"date":{"value":"2024-06-17","precision":"day","found_in":"key \"date\""},"modified":null,"crawled":null,"byline":["Anna Berg"],"agency":null,"language":"en","url":null,"format":"jsonl","path":"in/news.jsonl","member":null,"record":1,"key":"a1","found_in":{"headline":"key \"title\"","byline":"key \"author\"","agency":null,"language":"key \"lang\"","url":null,"body":"key \"text\""},"notes":[],"body":"The harbour reopened on Friday."}
{"id":"0a6aed7803b726ca","headline":"No text","source":null,"date":null,"modified":null,"crawled":null,"byline":[],"agency":null,"language":null,"url":null,"format":"jsonl","path":"in/news.jsonl","member":null,"record":3,"key":null,"found_in":{"headline":"key \"title\"","byline":null,"agency":null,"language":null,"url":null,"body":null},"notes":[],"body":""}
"#;

const SKIPPED: &str = "skipped: in/news.jsonl:2: not JSON: expected ident at column 2\n";

#[test]
fn records_for_people() {
    let folder = Folder::with(&[("in/news.jsonl", RECORDS)]);
    assert_eq!(folder.run(&["extract", "in/"]), Run::of(FOR_PEOPLE, SKIPPED, 0));
}

#[test]
fn records_for_scripts_under_strict() {
    let folder = Folder::with(&[("in/news.jsonl", RECORDS)]);
    let args = ["extract", "--jsonl", "--strict", "--errors", "skipped.jsonl", "in/news.jsonl"];
    assert_eq!(folder.run(&args), Run::of(FOR_SCRIPTS, SKIPPED, 2));
    assert_eq!(
        folder.read("skipped.jsonl"),
        "{\"path\":\"in/news.jsonl\",\"member\":null,\"record\":2,\"reason\":\"not JSON: expected ident at column 2\",\"what\":\"skipped\"}\n"
    );
}

#[test]
fn the_time_of_a_file_dates_one_article_and_only_if_asked() {
    let folder = Folder::with(&[
        ("in/undated.txt", "A heron stood on the weir\n\nIt would not fish, the miller said.\n"),
        ("in/several.jsonl", "{\"title\": \"Undated\", \"text\": \"A record.\"}\n"),
    ]);
    for name in ["in/undated.txt", "in/several.jsonl"] {
        let file = std::fs::File::options().append(true).open(folder.path().join(name)).unwrap();
        // Just after a midnight in Greenwich, so that a local day is another one in half the world.
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_718_582_461);
        file.set_modified(time).unwrap();
    }
    let dates = |args: &[&str]| {
        let out = folder.run(args).stdout;
        let date = |line: &str| {
            line.split("\"date\":").nth(1)?.split(",\"modified\"").next().map(str::to_owned)
        };
        out.lines().filter_map(date).collect::<Vec<_>>()
    };
    assert_eq!(dates(&["extract", "--jsonl", "in"]), ["null", "null"]);
    let asked = r#"{"value":"2024-06-17","precision":"day","found_in":"file time"}"#;
    assert_eq!(dates(&["extract", "--jsonl", "--date-from-file", "in"]), ["null", asked]);
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
            .map(|line| format!("skipped: in.jsonl:{line}: a list where an object is needed\n"))
            .collect();
        format!("{}note: 5 more like these; {note}\n", lines.concat())
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
                "{{\"path\":\"in.jsonl\",\"member\":null,\"record\":{line},\"reason\":\"a list where an object is needed\",\"what\":\"skipped\"}}\n"
            )
        })
        .collect();
    assert_eq!(folder.read("list"), listed.concat());
}
