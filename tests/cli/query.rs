//! `query`: the forms of its results, pages, and how much of them is printed.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, Run};

/// Articles whose scores, dates and keys differ; the last two are alike but for their keys.
pub(crate) const NEWS: &str = r#"{"id": "a 1", "title": "Oil, \"again\"", "text": "Oil workers wait for oil.\n\nThe minister is late.", "source": "Harbour Gazette", "date": "2024-06-17", "author": ["Anna Berg", "Tom Lee"]}
{"id": "b", "title": "Minister resigns", "text": "The minister of oil resigned.", "source": "Tidewater Courier", "date": "2024-06"}
{"id": "c", "title": "Whale found", "text": "A whale was found. No oil was.", "source": "Harbour Gazette", "date": "2023"}
{"id": "d", "title": "Weather", "text": "Oil and rain."}
{"id": "e", "title": "Weather", "text": "Oil and rain."}
"#;

fn folder() -> Folder {
    Folder::indexed(NEWS)
}

/// What is said on standard error, without the time it took and without cursors.
fn said(run: &Run) -> String {
    let mut said = run.stderr.clone();
    if let Some((before, rest)) = said.split_once(" · ") {
        said = match rest.split_once("--after ") {
            Some(_) => format!("{before} · --after …\n"),
            None => format!("{before}\n"),
        };
    }
    said
}

#[test]
fn every_form_has_its_shape() {
    let folder = folder();
    let cases: [(&[&str], &str, &str); 8] = [
        (
            &[
                "query",
                "minister",
                "--format",
                "csv",
                "--fields",
                "rank,headline,date.value,byline",
            ],
            "rank,headline,date.value,byline\r\n1,Minister resigns,2024-06,\r\n\
             2,\"Oil, \"\"again\"\"\",2024-06-17,Anna Berg; Tom Lee\r\n",
            "2 articles\n",
        ),
        (
            &["query", "minister", "--format", "tsv", "--fields", "key,passages", "-n", "2"],
            "key\tpassages\nb\tMinister resigns; The minister of oil resigned.\n\
             a 1\tThe minister is late.\n",
            "2 articles\n",
        ),
        (
            &["query", "whale", "--format", "jsonl", "--fields", "source.name,key,date.value"],
            "{\"date\":{\"value\":\"2023\"},\"key\":\"c\",\"source\":{\"name\":\"Harbour Gazette\"}}\n",
            "1 article\n",
        ),
        (
            &["query", "oil", "-n", "3", "--sort", "newest", "--format", "trec"],
            "1 Q0 b 1 -1 news-search\n1 Q0 a_1 2 -2 news-search\n1 Q0 c 3 -3 news-search\n",
            "1–3 of 5 articles · --after …\n",
        ),
        (&["query", "whale", "--format", "ids"], "0a6aed7803b726ca\n", "1 article\n"),
        (&["query", "whale", "-l"], "news.jsonl\n", "1 article\n"),
        (&["query", "whale", "-l0"], "news.jsonl\0", "1 article\n"),
        (&["query", "whale", "--format", "csv", "--fields", "key"], "key\r\nc\r\n", "1 article\n"),
    ];
    for (args, stdout, stderr) in cases {
        let run = folder.run(args);
        let said = said(&run);
        assert_eq!(Run { stderr: said, ..run }, Run::of(stdout, stderr, 0), "{args:?}");
    }
}

#[test]
fn counts_stand_alone() {
    let folder = folder();
    let cases: [(&[&str], &str, i32); 6] = [
        (&["query", "-c", "oil", "minister"], "5\t2\t5\n", 0),
        (&["query", "-c", "oil", "minister", "--match", "all"], "2\t2\t2\n", 0),
        (&["query", "-c", "oil", "minister", "--match", "any"], "5\t2\t5\n", 0),
        (
            &["query", "--count", "oil", "--format", "csv"],
            "articles,all_words,groups\r\n5,5,5\r\n",
            0,
        ),
        (&["query", "-c", "zzzz"], "0\t0\t0\n", 1),
        (&["query", "-c", "oil", "--no-group"], "5\t5\t\n", 0),
    ];
    for (args, stdout, status) in cases {
        assert_eq!(folder.run(args), Run::of(stdout, "", status), "{args:?}");
    }
}

#[test]
fn words_are_any_best_or_all() {
    let folder = folder();
    let found = |how: &str| {
        let run = folder.run(&["query", "oil", "minister", "--match", how, "--passages", "0"]);
        let lacking = run.stdout.matches("lacks: minister").count();
        (
            run.stdout.lines().filter(|line| line.starts_with(char::is_numeric)).count(),
            lacking,
            said(&run),
        )
    };
    assert_eq!(found("best"), (5, 3, "5 articles, 2 with every word\n".to_owned()));
    assert_eq!(found("any"), (5, 0, "5 articles\n".to_owned()));
    assert_eq!(found("all"), (2, 0, "2 articles\n".to_owned()));
}

#[test]
fn pages_follow_each_other_in_every_order_and_all_is_all_of_them() {
    let folder = folder();
    for sort in ["relevance", "newest", "oldest"] {
        let whole = folder.run(&["query", "oil", "--sort", sort, "--format", "ids"]).stdout;
        assert_eq!(whole.lines().count(), 5, "{sort}");
        let all = folder.run(&["query", "oil", "--sort", sort, "--all", "--format", "ids"]);
        assert_eq!((all.stdout.as_str(), all.status), (whole.as_str(), Some(0)), "{sort}");
        let mut paged = String::new();
        let mut ranks = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut args = vec!["query", "oil", "--sort", sort, "-n", "2", "--json"];
            args.extend(cursor.as_deref().into_iter().flat_map(|cursor| ["--after", cursor]));
            let page: serde_json::Value = serde_json::from_str(&folder.run(&args).stdout).unwrap();
            for hit in page["hits"].as_array().unwrap() {
                paged.push_str(hit["id"].as_str().unwrap());
                paged.push('\n');
                ranks.push(hit["rank"].as_u64().unwrap());
            }
            match page["next"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => break,
            }
        }
        assert_eq!((paged, ranks), (whole, vec![1, 2, 3, 4, 5]), "{sort}");
        // From the middle on, all of the rest.
        let rest = folder.run(&[
            "query",
            "oil",
            "--sort",
            sort,
            "--all",
            "--format",
            "csv",
            "--fields",
            "rank",
            "--after",
            &cursor.unwrap(),
        ]);
        assert_eq!(rest.stdout, "rank\r\n5\r\n", "{sort}");
    }
}

#[test]
fn what_cannot_be_is_a_usage_error() {
    let folder = folder();
    let cases: [(&[&str], &str); 8] = [
        (&["--fields", "id,hedline", "--json"], "no field `hedline`; did you mean `headline`?"),
        (&["--fields", "id"], "`--fields` chooses what JSON and tables hold"),
        (&["-0", "--json"], "`--null` ends identifiers and paths"),
        (&["--all", "--json"], "`--all` gives more than one JSON document should hold"),
        (&["-c", "--format", "trec"], "this `--format` has no place for counts"),
        (&["--after", "1.2.3"], "`--after 1.2.3` is no place in the results of this query"),
        (
            &["--json", "--format", "csv"],
            "the argument '--json' cannot be used with '--format <FORM>'",
        ),
        (&["--all", "-n", "3"], "the argument '--all' cannot be used with '--limit <N>'"),
    ];
    for (args, want) in cases {
        let run = folder.run(&[&["query", "oil"], args].concat());
        let first = run.stderr.lines().next().unwrap();
        assert_eq!(
            (run.stdout.as_str(), first, run.status),
            ("", format!("error: {want}").as_str(), Some(2))
        );
    }
    let next = folder.run(&["query", "oil", "-n", "1", "--json"]).stdout;
    let next = next.rsplit("\"next\":\"").next().unwrap().split('"').next().unwrap().to_owned();
    let other = folder.run(&["query", "minister", "--after", &next]);
    assert_eq!((other.stdout.as_str(), other.status), ("", Some(2)));
}

#[test]
fn a_reader_that_goes_away_ends_everything_quietly() {
    let record =
        "{\"title\": \"Oil workers wait\", \"text\": \"They waited all night for oil.\"}\n";
    let folder = Folder::indexed(&record.repeat(3_000));
    let queries = "oil\n".repeat(2_000);
    folder.write("queries", &queries);
    for args in [
        &["query", "oil", "--all", "--no-group"][..],
        &["query", "oil", "--all", "--no-group", "--format", "jsonl"],
        &["query", "--batch", "queries"],
    ] {
        let mut child =
            folder.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 1];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((stderr.as_str(), child.wait().unwrap().code()), ("", Some(0)), "{args:?}");
    }
}

#[test]
fn a_query_that_is_not_understood_is_an_error_where_that_is_asked() {
    let folder = folder();
    let run = folder.run(&["query", "oil sorce:gazette", "--strict-syntax"]);
    assert_eq!(
        run,
        Run {
            stdout: String::new(),
            stderr: "error: no field \"sorce\": searched as words; did you mean \"source\"?\n\n  \
                     oil sorce:gazette\n      ^^^^^^\n\nhint: without `--strict-syntax` it is \
                     searched for as it can be\n"
                .to_owned(),
            status: Some(2),
        }
    );
    assert_eq!(folder.run(&["query", "oil", "--strict-syntax", "-n", "0"]).status, Some(0));
    folder.write("queries.txt", "whale\nsorce:gazette\noil\n");
    let run = folder.run(&["query", "--batch", "queries.txt", "--strict-syntax", "-c"]);
    assert_eq!(
        run,
        Run {
            stdout: "1\t1\t1\t1\n3\t5\t5\t5\n".to_owned(),
            stderr: "error: queries.txt:2: no field \"sorce\": searched as words; did you mean \
                     \"source\"?\n"
                .to_owned(),
            status: Some(2),
        }
    );
}

#[test]
fn a_score_is_taken_apart() {
    let folder = folder();
    let id = "8fbd508d";
    let run = folder.run(&["query", "the minister", &format!("--explain={id}"), "-n", "0"]);
    let shown: Vec<&str> = run.stderr.lines().collect();
    let understood = ["query: the minister", "  the       the", "  minister  minister"];
    assert_eq!(shown[..3], understood);
    assert!(shown[3].starts_with("score of 8fbd508d: "), "{shown:?}");
    assert!(shown[4].ends_with("  minister · 2 times, 1 in the headline"), "{shown:?}");
    assert!(shown[5].ends_with("  \"the minister\" (side by side) · 1 time"), "{shown:?}");
    assert!(shown[6].ends_with("  the (set aside) · 1 time"), "{shown:?}");
    let run = folder.run(&["query", "whale", &format!("--explain={id}"), "-n", "0"]);
    assert!(run.stderr.contains("the query does not find 8fbd508d\n"), "{run:?}");
}

#[test]
fn age_counts_by_a_half_life() {
    let folder = folder();
    let keys = |args: &[&str]| -> String {
        let all = [&["query", "oil", "--format", "csv", "--fields", "key"], args].concat();
        folder.run(&all).stdout.replace("\r\n", " ")
    };
    assert_eq!(keys(&["-n", "2", "--recency", "1m", "--as-of", "2024-07-01"]), "key a 1 b ");
    let run = folder.run(&["query", "oil", "--recency", "soon"]);
    assert_eq!(run.status, Some(2));
    assert_eq!(
        run.stderr,
        "error: `--recency soon` is no length of time\n\nhint: write 7d, 2w, 6m or 1y\n"
    );
}

#[test]
fn a_paragraph_is_shown_whole_where_that_is_asked() {
    let folder = folder();
    let shown = |context: &str| {
        let args = ["query", "workers", "--context", context, "--width", "10", "--jsonl"];
        folder.run(&[&args[..], &["--fields", "passages"]].concat()).stdout
    };
    assert!(shown("paragraph").contains("Oil workers wait for oil."), "{}", shown("paragraph"));
    assert!(!shown("sentence").contains("Oil workers wait for oil."), "{}", shown("sentence"));
}
