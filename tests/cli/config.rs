//! Files with options, and the command that shows what is in force.

use std::process::Command;

use crate::query::NEWS;
use crate::support::{Folder, Run};

/// Runs a command with a home of one's own.
fn at_home(folder: &Folder, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command: Command = folder.command(args);
    command.env("HOME", folder.path().join("home"));
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    Run {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

#[test]
#[cfg(target_os = "linux")]
fn flags_beat_the_environment_and_that_beats_the_files() {
    let folder = Folder::new();
    folder.write("home/.config/news-search/config.toml", "index = \"theirs\"\ncolor = \"never\"\n");
    let no_index = |name: &str| {
        let hint = "hint: build one with `news-search index corpus/`";
        Run::of("", &format!("error: no index at `{name}`\n\n{hint}\n"), 2)
    };
    let stats = &["stats"][..];
    let variable = &[("NEWS_SEARCH_INDEX", "env")][..];
    assert_eq!(at_home(&folder, stats, &[]), no_index("theirs"));
    assert_eq!(at_home(&folder, &["stats", "--no-config"], &[]), no_index("index"));
    folder.write("news-search.toml", "index = \"beside\"\n");
    assert_eq!(at_home(&folder, stats, &[]), no_index("beside"));
    assert_eq!(at_home(&folder, stats, variable), no_index("env"));
    assert_eq!(at_home(&folder, &["stats", "--index", "flag"], variable), no_index("flag"));
    let other = folder.path().join("other");
    let other = other.to_str().unwrap();
    folder.write("other/news-search/config.toml", "index = \"xdg\"\n");
    std::fs::remove_file(folder.path().join("news-search.toml")).unwrap();
    assert_eq!(at_home(&folder, stats, &[("XDG_CONFIG_HOME", other)]), no_index("xdg"));
}

#[test]
fn options_of_a_command_hold_for_it_alone_unless_given() {
    let folder = Folder::indexed(NEWS);
    folder.write(
        "news-search.toml",
        "[query]\nformat = \"csv\"\nlimit = 1\nsource = [\"Gazette\", \"Courier\"]\nsort = \"oldest\"\n",
    );
    let keys =
        |args: &[&str]| folder.run(&[&["query", "oil", "--fields", "key"], args].concat()).stdout;
    assert_eq!(keys(&[]), "key\r\nc\r\n");
    assert_eq!(keys(&["-n", "2", "--source", "Courier"]), "key\r\nb\r\n");
    assert_eq!(keys(&["--jsonl", "--sort", "newest"]), "{\"key\":\"b\"}\n");
    assert_eq!(keys(&["--no-config", "--jsonl", "-n", "4"]).lines().count(), 4);
    assert_eq!(
        folder.run(&["suggest", "w", "--format", "csv"]).stdout.lines().count(),
        6,
        "the limit is that of another command"
    );
}

#[test]
fn a_mistake_in_a_file_is_told_with_its_line() {
    let folder = Folder::new();
    let hint = "\nhint: see what is in force with `news-search config`, or pass over the files \
                with `--no-config`\n";
    for (text, want) in [
        ("indx = \"x\"", "1: no option `indx`; did you mean `index`?"),
        ("\n[qury]", "2: no command `qury`; did you mean `query`?"),
        ("[query]\nlimt = 3", "2: no option `limt`; did you mean `limit`?"),
        ("[query]\nlimit = \"x\"", "2: `limit` cannot be `x`"),
        ("[query]\nlimit = [1, 2]", "2: `limit` takes one value"),
        ("[query]\npaths = 1", "2: `paths` is true or false"),
        ("[query]\nsort = true", "2: `sort` takes a value"),
        (
            "[query]\nsort = \"best\"",
            "2: `sort` cannot be `best`: it is one of relevance, newest, oldest",
        ),
        ("[query]\njson = true", "2: `json` is for one run, not a default"),
        ("[query]\nsource = [[1]]", "2: `source` takes text, a number, or true or false"),
        ("x = ", "1: string values must be quoted, expected literal string"),
    ] {
        folder.write("news-search.toml", text);
        let run = folder.run(&["stats"]);
        assert_eq!(
            run,
            Run::of("", &format!("error: news-search.toml:{want}\n{hint}"), 2),
            "{text}"
        );
    }
}

#[test]
fn what_is_in_force_is_shown_as_a_file_that_would_say_it() {
    let folder = Folder::new();
    folder.write("news-search.toml", "color = \"never\"\n[query]\npaths = true\n");
    let output = folder.command(&["config"]).env("NEWS_SEARCH_INDEX", "there").output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = shown.lines().take(6).collect();
    assert_eq!(
        lines,
        [
            "# news-search.toml (read)",
            "index = \"there\" # NEWS_SEARCH_INDEX",
            "color = \"never\" # news-search.toml:1",
            "",
            "[query]",
            "limit = 10 # default",
        ]
    );
    assert!(shown.contains("\npaths = true # news-search.toml:3\n"), "{shown}");
    folder.write("news-search.toml", &shown);
    let again = folder.run(&["config"]);
    assert_eq!((again.stderr.as_str(), again.status), ("", Some(0)));
}
