//! Trees with links, pipes and devices in them, files that change while they are read, and names
//! that no text is made of.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use news_search::read::{self, Settings};

use crate::support::{Folder, STORY};

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_must_not_be_opened_is_told_and_the_rest_is_read() {
    let folder = Folder::new();
    let at = |name: &str| folder.path().join("news").join(name);
    pipe(&at("pipe.txt"));
    symlink("pipe.txt", at("to-pipe.txt")).unwrap();
    symlink("/dev/zero", at("zeros.jsonl")).unwrap();
    symlink("/dev/null", at("null.txt")).unwrap();
    symlink("itself", at("itself")).unwrap();
    symlink("gone", at("dangling")).unwrap();
    symlink("loop-b", at("loop-a")).unwrap();
    symlink("loop-a", at("loop-b")).unwrap();
    fs::create_dir(at("deep")).unwrap();
    symlink("../deep", at("deep/again")).unwrap();
    symlink("/proc/self/fd", at("fd")).unwrap();
    let (skipped, _) = folder.index();
    let skipped: Vec<_> = skipped.iter().filter(|line| !line.starts_with("fd/")).collect();
    let expected = [
        "dangling: No such file or directory",
        "deep/again: a link that leads back to a folder above it",
        "itself: Too many levels of symbolic links",
        "loop-a: Too many levels of symbolic links",
        "loop-b: Too many levels of symbolic links",
        "null.txt: a device",
        "pipe.txt: a named pipe",
        "to-pipe.txt: a named pipe",
        "zeros.jsonl: a device",
    ];
    assert_eq!(skipped, expected);
    let run = folder.run(&["extract", "news/pipe.txt", "news/zeros.jsonl"]);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
}

#[test]
fn links_that_lead_to_one_another_make_no_million_paths() {
    let folder = Folder::new();
    for nth in 0..30 {
        folder.write(&format!("{nth:02}/story.txt"), STORY);
        let links = folder.path().join("news").join(format!("{nth:02}"));
        symlink(format!("../{:02}", nth + 1), links.join("a")).unwrap();
        symlink(format!("../{:02}", nth + 1), links.join("b")).unwrap();
    }
    folder.write("30/story.txt", STORY);
    let (skipped, run) = folder.index();
    let told = skipped.iter().filter(|line| line.ends_with("to a folder that another link led to"));
    assert_eq!(told.count(), skipped.len());
    // Once under its own name, all but the first once more under the name of a link.
    assert!(run.stderr.contains("added 62, "), "{}", run.stderr);
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let folder = Folder::new();
    let news = folder.path().join("news");
    folder.write("a.txt", STORY);
    folder.write("b.txt", STORY);
    let files: Vec<_> = read::walk(&news).unwrap().map(Result::unwrap).collect();
    fs::remove_file(news.join("a.txt")).unwrap();
    pipe(&news.join("a.txt"));
    fs::remove_file(news.join("b.txt")).unwrap();
    fs::create_dir(news.join("b.txt")).unwrap();
    assert_eq!(told(files), ["a.txt: a named pipe", "b.txt: a folder", "good.txt"]);
}

#[test]
fn a_file_cut_off_before_it_is_read_gives_what_is_there() {
    let folder = Folder::new();
    let news = folder.path().join("news");
    folder.write("a.jsonl", "{\"title\":\"One\"}\n{\"title\":\"Two\"}\n");
    folder.write("b.zip", [0x50, 0x4B, 3, 4].repeat(4000));
    folder.write("c.txt", STORY);
    let files: Vec<_> = read::walk(&news).unwrap().map(Result::unwrap).collect();
    for (name, length) in [("a.jsonl", 20), ("b.zip", 10), ("c.txt", 0)] {
        let file = fs::OpenOptions::new().write(true).open(news.join(name)).unwrap();
        file.set_len(length).unwrap();
    }
    let expected = [
        "a.jsonl",
        "a.jsonl: not JSON: EOF while parsing a string at column 4",
        "b.zip: damaged: invalid Zip archive: Could not find EOCD",
        "c.txt: no text in it",
        "good.txt",
    ];
    assert_eq!(told(files), expected);
}

/// A line for each article and each reason why there is none.
fn told(files: Vec<read::File>) -> Vec<String> {
    let settings = Settings { threads: NonZeroUsize::MIN, ..Settings::default() };
    let mut articles = read::articles(files, settings).unwrap();
    let mut told = Vec::new();
    while let Some(file) = articles.next_file() {
        let name = file.file.relative.clone();
        told.extend(file.map(|answer| match answer {
            Ok(_) => name.clone(),
            Err(skipped) => format!("{name}: {}", skipped.reason),
        }));
    }
    told
}

#[test]
fn a_file_that_grows_faster_than_it_is_read_has_an_end() {
    let folder = Folder::new();
    let path = folder.path().join("news/grows.jsonl");
    let line = format!("{{\"title\":\"Growth\",\"text\":\"{}\"}}\n", "It grew. ".repeat(100));
    fs::write(&path, line.repeat(100)).unwrap();
    let read = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
            // Far more than is read before it is opened, and no more than a disk has.
            for _ in 0..3000 {
                if read.load(Ordering::Relaxed) {
                    break;
                }
                file.write_all(line.repeat(100).as_bytes()).unwrap();
            }
        });
        let run = folder.run(&["extract", "news"]);
        read.store(true, Ordering::Relaxed);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
    });
}

#[test]
fn what_a_run_writes_is_not_read_by_it() {
    let folder = Folder::new();
    folder.write("a.jsonl", "{\"foo\":1}\n".repeat(3000));
    let run = folder.run(&["index", ".", "--errors", "news/skipped.jsonl"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("skipped 3,001 in"), "{}", run.stderr);
    let listed = fs::read_to_string(folder.path().join("news/skipped.jsonl")).unwrap();
    let own = listed.lines().find(|line| line.contains("skipped.jsonl")).unwrap();
    assert!(own.contains("this run writes to it"), "{own}");
    fs::remove_file(folder.path().join("news/a.jsonl")).unwrap();
    fs::remove_file(folder.path().join("news/skipped.jsonl")).unwrap();
    let all = fs::File::create(folder.path().join("news/all.txt")).unwrap();
    let extracted = Command::new(env!("CARGO_BIN_EXE_news-search"))
        .args(["extract", "news", "--no-config"])
        .current_dir(folder.path())
        .env_clear()
        .stdout(all)
        .output()
        .unwrap();
    let said = String::from_utf8(extracted.stderr).unwrap();
    assert!(said.contains("skipped: news/all.txt: this run writes to it"), "{said}");
}

#[test]
fn names_of_any_bytes_are_told_apart_and_reach_no_terminal() {
    let folder = Folder::new();
    let news = folder.path().join("news");
    let names: [&[u8]; 6] = [
        b"line\nend.txt",
        b"\x1b[2Jred.txt",
        b"\xFEa.txt",
        b"\xFFa.txt",
        b"tab\t.txt",
        b"\xE2\x80\xAEtxt.exe",
    ];
    for name in names {
        fs::write(news.join(OsStr::from_bytes(name)), STORY).unwrap();
    }
    fs::write(news.join(OsStr::from_bytes(b"\x1b]0;x\x07\xFFbad.txt")), b"").unwrap();
    let (skipped, run) = folder.index();
    assert_eq!(skipped, ["\u{1b}]0;x\u{7}\u{fffd}FFbad.txt: no text in it"]);
    is_clean(&run.stderr);
    let run = folder.run(&["query", "harbour", "--no-group", "--limit", "99"]);
    is_clean(&run.stdout);
    let paths = folder.run(&["query", "harbour", "--no-group", "--limit", "99", "-l", "-0"]);
    let mut paths: Vec<&str> = paths.stdout.split_terminator('\0').collect();
    paths.sort_unstable();
    let expected = [
        "news/\u{1b}[2Jred.txt",
        "news/good.txt",
        "news/line\nend.txt",
        "news/tab\t.txt",
        "news/\u{202e}txt.exe",
        "news/\u{fffd}FEa.txt",
        "news/\u{fffd}FFa.txt",
    ];
    assert_eq!(paths, expected);
    let lines = folder.run(&["query", "harbour", "--no-group", "--limit", "99", "--jsonl"]).stdout;
    is_clean(&lines);
    assert_eq!(lines.lines().count(), 7);
    assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
}

/// Panics if a text holds what a terminal would act on.
fn is_clean(text: &str) {
    let acts = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!text.contains(acts), "{text:?}");
}

#[test]
fn what_cannot_be_read_now_stays_as_it_was() {
    let folder = Folder::new();
    let news = folder.path().join("news");
    let names: [&[u8]; 2] = [b"\xFEa.txt", b"closed.txt"];
    for name in names {
        fs::write(news.join(OsStr::from_bytes(name)), STORY).unwrap();
    }
    folder.index();
    for name in names {
        fs::remove_file(news.join(OsStr::from_bytes(name))).unwrap();
        pipe(&news.join(OsStr::from_bytes(name)));
    }
    let (skipped, run) = folder.index();
    assert_eq!(skipped, ["closed.txt: a named pipe", "\u{fffd}FEa.txt: a named pipe"]);
    assert!(run.stderr.contains("unchanged 3, removed 0"), "{}", run.stderr);
}

#[test]
fn a_file_closed_to_us_is_told() {
    let folder = Folder::new();
    folder.write("closed.txt", STORY);
    let path = folder.path().join("news/closed.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    let expected: &[&str] = match fs::File::open(path) {
        // To the administrator nothing is closed.
        Ok(_) => &[],
        Err(_) => &["closed.txt: Permission denied"],
    };
    assert_eq!(folder.index().0, expected);
}

#[test]
fn ten_thousand_empty_files_are_ten_thousand_reasons() {
    let folder = Folder::new();
    for nth in 0..10_000 {
        folder.write(&format!("{}/{nth}.txt", nth % 100), "");
    }
    let (skipped, _) = folder.index();
    assert_eq!(skipped.len(), 10_000);
    assert!(skipped.iter().all(|line| line.ends_with(": no text in it")));
}
