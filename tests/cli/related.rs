//! `related`: background to an article.

use crate::support::{Folder, Run};

/// A story, the same as another paper has it, what came before and after it, and something else.
const STORY: &str = r#"{"id": "story", "title": "Ferry Moira runs aground", "text": "The ferry Moira ran aground on the Skerry rocks on Friday with ninety people on board, the coastguard said. Nobody was hurt, and the lifeboat took them all to Wexcombe.", "date": "2024-06-14"}
{"id": "same", "title": "Ninety saved from ferry", "text": "WEXCOMBE - The ferry Moira ran aground on the Skerry rocks on Friday with ninety people on board, the coastguard said.", "date": "2024-06-15"}
{"id": "before", "title": "Moira back in service", "text": "The ferry Moira is back on the Wexcombe crossing after repairs.", "date": "2024-03-02"}
{"id": "after", "title": "Captain of the Moira blamed", "text": "The captain did not see the Skerry rocks, the coastguard found.", "date": "2024-09"}
{"id": "year", "title": "Lifeboat year", "text": "The Wexcombe lifeboat put out ten times.", "date": "2024"}
{"id": "else", "title": "Bank raises rates", "text": "It was the third time this year.", "date": "2024-06-14"}
"#;

fn keys(folder: &Folder, args: &[&str]) -> (Vec<String>, Option<i32>) {
    let table = ["--format", "tsv", "--fields", "key"];
    let run = folder.run(&[&["related"], args, &table].concat());
    (run.stdout.lines().skip(1).map(str::to_owned).collect(), run.status)
}

#[test]
fn background_shares_words_but_not_the_text() {
    let folder = Folder::indexed(STORY);
    let id = folder.run(&["query", "key:story", "--format", "ids"]).stdout;
    let id = &id[..8];
    let owned = |keys: &[&str]| (keys.iter().map(ToString::to_string).collect(), Some(0));
    assert_eq!(keys(&folder, &[id, "-n", "3"]), owned(&["after", "year", "before"]));
    assert_eq!(keys(&folder, &[id, "--before"]), owned(&["before"]));
    assert_eq!(keys(&folder, &[id, "--after", "-n", "1"]), owned(&["after"]));
    folder.write(
        "draft.txt",
        "Moira aground\n\nThe Moira is on the Skerry again, say those who saw it.\n",
    );
    assert_eq!(keys(&folder, &["draft.txt", "-n", "1"]), owned(&["story"]));
}

#[test]
fn what_was_found_by_and_left_out_is_said() {
    let folder = Folder::indexed(STORY);
    let id = folder.run(&["query", "key:story", "--format", "ids"]).stdout;
    let run = folder.run(&["related", id.trim(), "--json", "--fields", "key", "-n", "1"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["hits"], serde_json::json!([{"key": "after"}]));
    assert_eq!(value["left_out"].as_array().map(Vec::len), Some(1));
    let run = folder.run(&["related", id.trim(), "-n", "1", "--passages", "0"]);
    assert_eq!(
        run.stdout,
        "1  Captain of the Moira blamed\n   no source · September 2024 · f242c537\n\n"
    );
    let words = run.stderr.strip_prefix("by ").unwrap();
    let (words, rest) = words.split_once(" · ").unwrap();
    assert!(words.split(", ").any(|word| word == "skerry"), "{words}");
    assert!(rest.starts_with("1 article of the same text left out · "), "{rest}");
}

#[test]
fn what_is_no_article_is_told() {
    let folder = Folder::indexed(STORY);
    folder.write("noise.bin", "\0\u{1}\0");
    folder.write("undated.txt", "Moira aground\n\nThe Moira is on the Skerry again.\n");
    folder.write("nothing.txt", "Xylem phloem\n\nQuux.\n");
    for (args, first, status) in [
        (&["news.jsonl"][..], "error: `news.jsonl` holds more than one article", 2),
        (&["undated.txt", "--before"], "error: the date of `undated.txt` is not known", 2),
        (&["ffffffff"], "no article `ffffffff`, and no such file", 1),
        (&["nowhere.txt"], "no article `nowhere.txt`, and no such file", 1),
    ] {
        let run = folder.run(&[&["related"], args].concat());
        let said = run.stderr.lines().next().unwrap().to_owned();
        assert_eq!(Run { stderr: said, ..run }, Run::of("", first, status), "{args:?}");
    }
    let run = folder.run(&["related", "noise.bin"]);
    assert!(
        run.stderr.starts_with("error: cannot read `noise.bin` as an article: "),
        "{}",
        run.stderr
    );
    let run = folder.run(&["related", "nothing.txt"]);
    assert!(run.stderr.starts_with("by no words: none of them is in the index"), "{}", run.stderr);
    assert_eq!(run.status, Some(1));
}
