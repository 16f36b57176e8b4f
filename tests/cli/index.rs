//! Indexing again and again: what is new, changed, gone or broken, and what an index survives.

use std::fs;

use crate::support::{Folder, Run};

const STORY: &str = "Harbour reopens\n\nBy Anna Berg\n\nThe harbour of Port Merrin reopened on Friday \
                     after the storm, the harbour master said, and the ferries ran again.\n";

/// A run with its time taken out.
fn run(folder: &Folder, args: &[&str]) -> Run {
    let mut run = folder.run(args);
    let lines: Vec<&str> = run.stderr.lines().collect();
    let timeless = lines.iter().map(|line| match line.split_once(" in ") {
        Some((counts, _)) if counts.starts_with("added ") => format!("{counts}\n"),
        _ => format!("{line}\n"),
    });
    run.stderr = timeless.collect();
    run
}

fn index(folder: &Folder, args: &[&str]) -> String {
    let run = run(folder, &[&["index"], args].concat());
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(0)), "{}", run.stderr);
    run.stderr
}

/// The paths of the articles found, in order.
fn found(folder: &Folder, query: &str) -> Vec<String> {
    let hits = folder.run(&["query", query, "--jsonl", "--no-group"]).stdout;
    let path = |line: &str| {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        hit["path"].as_str().unwrap().to_owned()
    };
    hits.lines().map(path).collect()
}

#[test]
fn a_run_does_what_has_changed() {
    let folder = Folder::with(&[("news/a.txt", STORY), ("news/b/c.txt", STORY)]);
    assert_eq!(
        index(&folder, &["news"]),
        "added 2, replaced 0, unchanged 0, removed 0, skipped 0\n"
    );
    assert_eq!(
        index(&folder, &["news"]),
        "added 0, replaced 0, unchanged 2, removed 0, skipped 0\n"
    );

    folder.write("news/a.txt", &STORY.replace("ferries", "trawlers of the coast"));
    folder.write("news/d.txt", STORY);
    fs::remove_file(folder.path().join("news/b/c.txt")).unwrap();
    assert_eq!(
        index(&folder, &["news"]),
        "added 1, replaced 1, unchanged 0, removed 1, skipped 0\n"
    );
    assert_eq!(found(&folder, "trawlers"), ["news/a.txt"]);
    assert_eq!(found(&folder, "ferries"), ["news/d.txt"]);

    fs::rename(folder.path().join("news/d.txt"), folder.path().join("news/e.txt")).unwrap();
    assert_eq!(
        index(&folder, &["news"]),
        "added 1, replaced 0, unchanged 1, removed 1, skipped 0\n"
    );
    assert_eq!(found(&folder, "ferries"), ["news/e.txt"]);
}

#[test]
fn roots_live_side_by_side_until_a_rebuild() {
    let folder = Folder::with(&[("one/a.txt", STORY), ("two/a.txt", STORY)]);
    index(&folder, &["one"]);
    assert_eq!(
        index(&folder, &["two"]),
        "added 1, replaced 0, unchanged 0, removed 0, skipped 0\n"
    );
    assert_eq!(found(&folder, "ferries").len(), 2);
    assert_eq!(
        index(&folder, &["two", "--rebuild"]),
        "added 1, replaced 0, unchanged 0, removed 0, skipped 0\n"
    );
    assert_eq!(found(&folder, "ferries"), ["two/a.txt"]);
}

#[test]
fn a_missing_root_changes_nothing() {
    let folder = Folder::with(&[("news/a.txt", STORY)]);
    index(&folder, &["news"]);
    fs::remove_dir_all(folder.path().join("news")).unwrap();
    let error = "error: cannot read `news`: No such file or directory (os error 2)\n\n\
                 hint: check the spelling; nothing was changed\n";
    assert_eq!(run(&folder, &["index", "news"]), Run::of("", error, 2));
    assert_eq!(found(&folder, "ferries").len(), 1);
}

#[test]
fn an_index_among_the_files_is_no_news_and_options_are_none() {
    let folder = Folder::with(&[("a.txt", STORY), ("news-search.toml", "color = \"never\"\n")]);
    index(&folder, &["."]);
    assert_eq!(index(&folder, &["."]), "added 0, replaced 0, unchanged 1, removed 0, skipped 0\n");
    assert_eq!(
        index(&folder, &[".", "--index", "other"]),
        "added 1, replaced 0, unchanged 0, removed 0, skipped 0\n"
    );
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = Folder::with(&[("news/a.txt", STORY), ("index/thesis.doc", "precious")]);
    let error = "error: `index` is not empty and holds no index\n\n\
                 hint: name an empty or new folder with `--index DIR`\n";
    for args in [&["index", "news"][..], &["index", "news", "--rebuild"]] {
        assert_eq!(run(&folder, args), Run::of("", error, 2));
    }
    assert_eq!(folder.read("index/thesis.doc"), "precious");
}

#[test]
fn a_damaged_index_is_never_a_crash_and_can_be_rebuilt() {
    let folder = Folder::with(&[("news/a.txt", STORY), ("news/b.txt", STORY)]);
    index(&folder, &["news"]);
    let names: Vec<String> = fs::read_dir(folder.path().join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains("lock"))
        .collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        // The names change with every rebuild, the kinds of file do not.
        let kind = name.rsplit('.').next().unwrap();
        let file = fs::read_dir(folder.path().join("index"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.to_str().unwrap().ends_with(&format!(".{kind}")))
            .unwrap();
        fs::write(&file, "").unwrap();
        let broken = folder.run(&["query", "ferries"]);
        assert!(matches!(broken.status, Some(0 | 2)), "{kind}: {broken:?}");
        let rebuilt = run(&folder, &["index", "news", "--rebuild"]);
        let summary = "added 2, replaced 0, unchanged 0, removed 0, skipped 0\n";
        assert_eq!(rebuilt, Run::of("", summary, 0), "{kind}");
        assert_eq!(found(&folder, "ferries").len(), 2, "{kind}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_may_read_the_segments_may_read_the_lists() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with(&[("news/a.txt", STORY)]);
    index(&folder, &["news"]);
    let mode = |name: &str| {
        let path = folder.path().join("index").join(name);
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    };
    let like = mode(".tantivy-writer.lock");
    assert_eq!([mode("meta.json"), mode(".managed.json")], [like, like]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_the_index_as_it_was() {
    use std::process::{Command, Stdio};

    let folder = Folder::with(&[("news/a.txt", STORY)]);
    index(&folder, &["news"]);
    // Standard input stays open, so the run cannot end by itself.
    let args = ["index", "news", "-", "--rebuild", "--errors", "listening"];
    let mut command = folder.command(&args);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // The list of skipped inputs is made after the program has begun to listen.
    while !folder.path().join("listening").try_exists().unwrap() {
        std::thread::yield_now();
    }
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(found(&folder, "ferries"), ["news/a.txt"]);
}

#[test]
fn an_interrupt_keeps_what_was_committed() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let folder = Folder::with(&[]);
    let mut command = folder.command(&["index", "-", "--commit-every", "0.01"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let count = || {
        let found = folder.run(&["query", "ferries", "--count"]).stdout;
        digits(found.split_whitespace().next().unwrap_or_default())
    };
    let record = "{\"title\": \"Ferries\", \"text\": \"The ferries ran again.\"}\n";
    while matches!(count().as_str(), "" | "0") {
        stdin.write_all(record.repeat(100).as_bytes()).unwrap();
    }
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let kept = count();
    let note = String::from_utf8(output.stderr).unwrap();
    let (told, hint) = note.trim_end().split_once(" kept; ").unwrap();
    assert_eq!(hint, "run the same command to go on from there");
    assert!(told.starts_with("note: interrupted with "), "{note}");
    assert_eq!(digits(told), kept, "{note}");
}
