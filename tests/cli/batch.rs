//! `query --batch`: many queries in one run.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use crate::query::NEWS;
use crate::support::{Folder, Run};

fn folder() -> Folder {
    Folder::indexed(NEWS)
}

#[test]
fn every_query_is_answered_in_order() {
    let folder = folder();
    folder.write("queries.tsv", "q 1\tminister -whale\nq2\tzzzz\nno tab\nq3\tsorce:x whale\n");
    let run = folder.run(&["query", "--batch", "queries.tsv", "-n", "1", "--passages", "0"]);
    let stdout = "q 1  minister -whale · 2 articles\n\n\
                  1  Minister resigns\n   Tidewater Courier · June 2024 · 8fbd508d\n\n\
                  q2  zzzz · nothing found\n\n\
                  q3  sorce x whale · 1 article, none with every word\n\n\
                  1  Whale found\n   Harbour Gazette · 2023 · 0a6aed78\n   lacks: sorce, x\n\n";
    let stderr = "error: queries.tsv:3: no tab between identifier and query\n\
                  note: queries.tsv:4: no field \"sorce\": searched as words; did you mean \"source\"?\n";
    assert_eq!(run, Run::of(stdout, stderr, 2));
}

#[test]
fn the_options_hold_for_each_and_the_forms_name_the_query() {
    let folder = folder();
    folder.write("queries", "oil\n\nminister\nzzzz\n");
    let batch = |args: &[&str]| folder.run(&[&["query", "--batch", "queries"], args].concat());
    assert_eq!(
        batch(&["-c", "--source", "Gazette"]),
        Run::of("1\t2\t2\t2\n3\t1\t1\t1\n4\t0\t0\t0\n", "", 0)
    );
    assert_eq!(
        batch(&["--format", "trec", "--sort", "oldest", "-n", "2", "--since", "2024"]),
        Run::of(
            "1 Q0 a_1 1 -1 news-search\n1 Q0 b 2 -2 news-search\n\
             3 Q0 a_1 1 -1 news-search\n3 Q0 b 2 -2 news-search\n",
            "",
            0
        )
    );
    assert_eq!(
        batch(&["--format", "csv", "--fields", "rank,key", "-n", "1", "--match", "all"]),
        Run::of("query_id,rank,key\r\n1,1,a 1\r\n3,1,b\r\n", "", 0)
    );
    assert_eq!(
        batch(&["--jsonl", "--fields", "key", "-n", "1"]),
        Run::of(
            "{\"query_id\":\"1\",\"key\":\"a 1\"}\n{\"query_id\":\"3\",\"key\":\"b\"}\n",
            "",
            0
        )
    );
    let documents = batch(&["--json", "-n", "1"]);
    let found: Vec<(String, u64)> = documents
        .stdout
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            (value["id"].as_str().unwrap().to_owned(), value["total"]["articles"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(found, [("1".to_owned(), 5), ("3".to_owned(), 2), ("4".to_owned(), 0)]);
}

#[test]
fn each_answer_is_that_of_a_single_query() {
    let folder = folder();
    let queries =
        ["oil minister", "\"oil workers\"", "source:gazette", "whale~ -rain", "date:2023"];
    folder.write("queries", &queries.join("\n"));
    let timeless = |line: &str| {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["took_ms"] = 0.into();
        value.as_object_mut().unwrap().remove("id");
        value
    };
    let batch = folder.run(&["query", "--batch", "queries", "--json", "--explain"]).stdout;
    assert_eq!(batch.lines().count(), queries.len());
    for (query, answer) in queries.iter().zip(batch.lines()) {
        let single = folder.run(&["query", query, "--json", "--explain"]).stdout;
        assert_eq!(timeless(answer), timeless(&single), "{query}");
    }
}

#[test]
fn standard_input_is_a_file_too_and_nothing_found_is_1() {
    let folder = folder();
    for (input, stdout, stderr, status) in [
        ("{\"_id\": \"x\", \"text\": \"oil\"}\n", "x\t5\t5\t5\n", "", 0),
        ("zzzz\n", "1\t0\t0\t0\n", "", 1),
        ("", "", "", 1),
        (
            "{\"_id\": \"x\"}\n",
            "",
            "error: standard input:1: no query under `query` or `text`\n",
            2,
        ),
    ] {
        let mut child = folder
            .command(&["query", "--batch", "-", "-c"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let run = Run {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code(),
        };
        assert_eq!(run, Run::of(stdout, stderr, status), "{input}");
    }
}

#[test]
fn many_queries_keep_their_order() {
    let folder = folder();
    let (mut queries, mut want) = (String::new(), String::new());
    for at in 0..2_000 {
        let (word, articles) = [("oil", 5), ("minister", 2), ("whale", 1), ("zzzz", 0)][at % 4];
        writeln!(queries, "{word}").unwrap();
        writeln!(want, "{}\t{articles}\t{articles}\t{articles}", at + 1).unwrap();
    }
    folder.write("queries", &queries);
    assert_eq!(folder.run(&["query", "--batch", "queries", "-c"]), Run::of(&want, "", 0));
    let missing = folder.run(&["query", "--batch", "nowhere"]);
    let want = "error: cannot read `nowhere`: No such file or directory (os error 2)\n";
    assert_eq!(missing, Run::of("", want, 2));
}
