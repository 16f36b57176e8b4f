//! A run may end at any moment: the index then opens, holds what was committed and nothing else, and
//! the same command completes it to what an undisturbed run would have made.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

mod dice;

use dice::Dice;

/// A folder of news: one file of many records, of which some are broken, between many of one.
fn news() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut dice = Dice(7);
    let mut records = String::new();
    for record in 0..1_500 {
        let (title, body) = (dice.sentence(), (0..10).map(|_| dice.sentence()).collect::<Vec<_>>());
        let body = body.join(" ");
        if record % 50 == 7 {
            records.push_str("{broken\n");
        }
        writeln!(records, r#"{{"id":"r{record}","title":"{title}","text":"{body}"}}"#).unwrap();
    }
    fs::create_dir(folder.path().join("news")).unwrap();
    fs::write(folder.path().join("news/many.jsonl"), records).unwrap();
    for name in 0..100 {
        let side = if name % 2 == 0 { 'a' } else { 'z' };
        let path = folder.path().join(format!("news/{side}{name:03}.txt"));
        fs::write(path, format!("{}\n\n{}\n", dice.sentence(), dice.text(6))).unwrap();
    }
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_news-search"));
    command.args(args).current_dir(folder).env_clear().stdin(Stdio::null());
    command
}

fn start(folder: &Path, index: &str) -> Child {
    let args = ["index", "news", "--commit-every", "0.02", "--index", index];
    let mut command = command(folder, &args);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Every article as the program prints it, less what depends on the others; `None` where there is no
/// index yet.
fn articles(folder: &Path, index: &str) -> Option<Vec<Value>> {
    let args = ["query", "", "--jsonl", "--no-group", "-n", "9999", "--index", index];
    let run = command(folder, &args).output().unwrap();
    let errors = String::from_utf8(run.stderr).unwrap();
    if run.status.code() == Some(2) {
        assert!(errors.starts_with("error: no index at "), "{errors}");
        return None;
    }
    let mut articles: Vec<Value> = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for article in &mut articles {
        let article = article.as_object_mut().unwrap();
        article.retain(|key, _| !matches!(key.as_str(), "rank" | "cursor" | "versions"));
    }
    articles.sort_by_key(place);
    Some(articles)
}

/// Where an article was read: the order in which they are.
fn place(article: &Value) -> (String, Option<u64>) {
    (article["path"].as_str().unwrap().to_owned(), article["record"].as_u64())
}

/// What the index says of versions, and how many articles it has.
fn groups(folder: &Path, index: &str) -> BTreeSet<String> {
    let args = ["versions", "--all", "--jsonl", "--index", index];
    let run = command(folder, &args).output().unwrap();
    let members = |line: &str| {
        let group: Value = serde_json::from_str(line).unwrap();
        let mut ids: Vec<String> =
            group["ids"].as_array().unwrap().iter().map(ToString::to_string).collect();
        ids.sort();
        ids.join(" ")
    };
    String::from_utf8(run.stdout).unwrap().lines().map(members).collect()
}

/// Kills so many runs, some of them in succession on one index, and completes each index.
fn kill(times: usize) {
    let folder = news();
    let folder = folder.path();
    let begun = Instant::now();
    assert!(start(folder, "whole").wait().unwrap().success());
    let takes = begun.elapsed();
    let whole = articles(folder, "whole").unwrap();
    assert_eq!(whole.len(), 1_600);
    let versions = groups(folder, "whole");

    let mut dice = Dice(11);
    let (mut partial, mut killed) = (0, 0);
    while killed < times {
        let index = format!("index{killed}");
        for _ in 0..=dice.roll(4) {
            let mut run = start(folder, &index);
            sleep(takes.mul_f64(f64::from(u32::try_from(dice.roll(1_000)).unwrap()) / 1_000.0));
            run.kill().unwrap();
            run.wait().unwrap();
            killed += 1;
            let Some(now) = articles(folder, &index) else { continue };
            // Articles are committed in the order in which they are read, so what is there is a
            // beginning, each article once and as it should be.
            assert_eq!(now[..], whole[..now.len()], "after {killed} kills");
            partial += usize::from(!now.is_empty() && now.len() < whole.len());
        }
        assert!(start(folder, &index).wait().unwrap().success());
        assert_eq!(articles(folder, &index).unwrap(), whole);
        assert_eq!(groups(folder, &index), versions);
        fs::remove_dir_all(folder.join(&index)).unwrap();
    }
    // A test that never sees a part of the articles shows nothing.
    assert!(partial > 0, "no kill fell between two commits");
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() {
    kill(12);
}

#[test]
#[ignore = "takes minutes"]
fn a_run_that_is_killed_200_times() {
    kill(200);
}
