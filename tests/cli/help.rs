//! Help, completions and manual pages are part of the program.

use crate::support::{Folder, Run, assert_golden};

const COMMANDS: [&str; 16] = [
    "index",
    "query",
    "facets",
    "timeline",
    "related",
    "stories",
    "story",
    "versions",
    "suggest",
    "show",
    "stats",
    "check",
    "extract",
    "config",
    "completions",
    "man",
];

#[test]
fn help_pages() {
    let folder = Folder::new();
    let pages = std::iter::once(None).chain(COMMANDS.into_iter().map(Some));
    for command in pages {
        for (option, kind) in [("-h", "short"), ("--help", "long")] {
            let args: Vec<&str> = command.into_iter().chain([option]).collect();
            let run = folder.run(&args);
            assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)), "{args:?}");
            let name = format!("help/{}-{kind}.txt", command.unwrap_or("news-search"));
            assert_golden(&name, &run.stdout);
        }
    }
}

#[test]
fn no_arguments_give_the_short_help() {
    let folder = Folder::new();
    let help = folder.run(&["-h"]).stdout;
    assert_eq!(folder.run(&[]), Run::of("", &help, 2));
}

#[test]
fn the_version() {
    let version = format!("news-search {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Folder::new().run(&["--version"]), Run::of(&version, "", 0));
}

#[test]
fn manual_pages() {
    let folder = Folder::new();
    let run = folder.run(&["man", "query"]);
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    assert_golden("man-query.1", &run.stdout);
    assert_eq!(
        folder.run(&["man", "search"]),
        Run::of(
            "",
            "error: no command `search`\n\nhint: see the commands with `news-search --help`\n",
            2
        )
    );
}

#[test]
fn completions_for_every_shell() {
    let folder = Folder::new();
    for (shell, first) in [
        ("bash", "_news__search() {"),
        ("zsh", "#compdef news-search"),
        (
            "fish",
            "# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.",
        ),
    ] {
        let run = folder.run(&["completions", shell]);
        assert_eq!(
            (run.stdout.lines().next(), run.stderr.as_str(), run.status),
            (Some(first), "", Some(0))
        );
    }
}
