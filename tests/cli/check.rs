//! `check` tells what of an index is damaged, and what to do.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{Folder, Run};

const NEWS: &str = "{\"title\": \"Oil\", \"text\": \"They waited.\"}\n";

fn only_segment_file(folder: &Folder, kind: &str) -> PathBuf {
    let files = fs::read_dir(folder.path().join("index")).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    files.find(|file| file.extension().is_some_and(|extension| extension == kind)).unwrap()
}

fn health(folder: &Folder) -> Value {
    serde_json::from_str(&folder.run(&["check", "--json"]).stdout).unwrap()
}

/// The files that are not sound, with their states.
fn told(health: &Value) -> Vec<(&str, &str)> {
    let files = health["files"].as_array().unwrap().iter();
    files
        .map(|file| (file["name"].as_str().unwrap(), file["state"].as_str().unwrap()))
        .filter(|(_, state)| *state != "sound")
        .collect()
}

#[test]
fn a_sound_index_is_said_to_be_sound() {
    let folder = Folder::indexed(NEWS);
    folder.write("index/README.md", "mine");
    let run = folder.run(&["check"]);
    let (whole, articles) = run.stdout.split_once('\n').unwrap();
    assert!(whole.starts_with("sound: 10 of 10 files as they were written, "), "{run:?}");
    assert_eq!(
        (articles, run.stderr.as_str(), run.status),
        ("1 article read through\n", "", Some(0))
    );
    let health = health(&folder);
    assert_eq!(told(&health), []);
    let root = folder.path().canonicalize().unwrap().join("news.jsonl");
    assert_eq!(health["roots"], json!([root]));
    let files = health["files"].as_array().unwrap().iter();
    let bytes: u64 = files.map(|file| file["bytes"].as_u64().unwrap()).sum();
    assert_eq!(health["bytes"], json!(bytes));
}

#[test]
fn what_does_no_harm_is_told_apart_from_what_does() {
    let folder = Folder::indexed(NEWS);
    folder.write("index/notes.txt", "mine");
    folder.write("index/versions.table", "spoilt");
    // A run that ends for want of room leaves files behind.
    folder.write("more.jsonl", &NEWS.repeat(2_000));
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" index more.jsonl";
    let mut broken = std::process::Command::new("sh");
    broken.args(["-c", script, env!("CARGO_BIN_EXE_news-search")]).current_dir(folder.path());
    assert_eq!(broken.output().unwrap().status.code(), Some(2));
    let run = folder.run(&["check"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let told_of = [
        "foreign notes.txt: nothing the index knows of: it is left alone",
        "stale versions.table: it is damaged, or of another state of the index: searches work the \
         versions out anew, until the next `news-search index` makes the table anew",
        "",
    ];
    let leftover = lines.iter().position(|line| line.starts_with("leftover of a run")).unwrap();
    assert!(lines[leftover].ends_with("; the next `news-search index` clears up"), "{run:?}");
    assert_eq!([&lines[..leftover], &lines[leftover + 1..4]].concat(), told_of);
    assert!(lines[4].starts_with("sound: 9 of 9 files"), "{run:?}");
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    let before = health(&folder);
    let (leftovers, others): (Vec<_>, Vec<_>) =
        told(&before).into_iter().partition(|(_, state)| *state == "leftover");
    assert!(leftovers.iter().any(|(name, _)| name.contains(".store")), "{leftovers:?}");
    assert_eq!(others, [("notes.txt", "foreign"), ("versions.table", "stale")]);
    // What can be worked out anew is, though no article has changed.
    assert_eq!(folder.run(&["index", "news.jsonl"]).status, Some(0));
    assert_eq!(told(&health(&folder)), [("notes.txt", "foreign")]);
}

#[test]
fn damage_is_told_with_the_command_that_mends_it() {
    let folder = Folder::with(&[("my news/in.jsonl", NEWS)]);
    assert_eq!(folder.run(&["index", "my news"]).status, Some(0));
    let root = folder.path().canonicalize().unwrap().join("my news");
    let positions = only_segment_file(&folder, "pos");
    let mut bytes = fs::read(&positions).unwrap();
    bytes[0] ^= 1;
    fs::write(&positions, bytes).unwrap();
    let name = positions.file_name().unwrap().to_str().unwrap();

    let run = folder.run(&["check"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let first = format!("damaged {name}: the block at byte 0 and its checksum disagree");
    assert_eq!(lines[..3], [&first, "stale versions.table: what it is about cannot be read", ""]);
    assert!(lines[3].starts_with("damaged: 8 of 9 files as they were written, "), "{run:?}");
    assert_eq!(lines[4], "articles were not read through, because files are damaged");
    let error = "error: the index at `index` is damaged\n\nhint: make it anew with ";
    let hint = "`news-search index --rebuild --index index` and the folders it was made from\n";
    assert_eq!((run.stderr.as_str(), run.status), (&*format!("{error}{hint}"), Some(2)));

    // Where only the list of deleted articles or the like is lost, it is known what to read again.
    let damaged = folder.run(&["check", "--json"]);
    assert_eq!(damaged.status, Some(2));
    let health: Value = serde_json::from_str(&damaged.stdout).unwrap();
    assert_eq!((told(&health)[0], &health["articles"]), ((name, "damaged"), &json!(null)));
    folder.write("index/notes.txt", "mine");
    assert_eq!(folder.run(&["index", "--rebuild", root.to_str().unwrap()]).status, Some(0));
    assert_eq!(folder.run(&["check"]).status, Some(0));
    assert_eq!(folder.read("index/notes.txt"), "mine");

    fs::remove_file(folder.path().join("index/.managed.json")).unwrap();
    let run = folder.run(&["check"]);
    let command = format!("news-search index --rebuild --index index '{}'", root.display());
    assert_eq!(run.stderr, format!("{error}`{command}`\n"));
    assert!(run.stdout.starts_with("missing .managed.json: the index needs it\n"), "{run:?}");
}

#[test]
fn an_index_of_another_layout_is_no_damaged_one() {
    let folder = Folder::indexed(NEWS);
    // Before there were checksums.
    let meta = folder.read("index/meta.json");
    let (meta, _) = meta.rsplit_once("xxh3 ").unwrap();
    folder.write("index/meta.json", &meta.replace("\"5\"", "\"3\""));
    let told = Run::of(
        "",
        "error: the index at `index` has layout 3, this version reads layout 5\n\n\
         hint: make it anew with `news-search index --rebuild` and the same folders\n",
        2,
    );
    for command in ["check", "stats"] {
        assert_eq!(folder.run(&[command]), told);
    }
    assert_eq!(folder.run(&["index", "news.jsonl", "--rebuild"]).status, Some(0));
    assert_eq!(folder.run(&["check"]).status, Some(0));
}
