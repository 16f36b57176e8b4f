//! What is said when something is wrong, and how the program ends.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, Run};

#[test]
fn errors_say_what_to_do() {
    let folder = Folder::new();
    let no_index =
        "error: no index at `index`\n\nhint: build one with `news-search index corpus/`\n";
    let cases: [(&[&str], &str); 6] = [
        (&["query", "oil"], no_index),
        (&["show", "3f9a0c12"], no_index),
        (&["stats"], no_index),
        (
            &["query", "--since", "soon"],
            "error: `--since soon` is not a date\n\n\
             hint: write 2024, 2024-06, 2024-06-17, yesterday or 7d\n",
        ),
        (
            &["extract", "nowhere"],
            "error: cannot read `nowhere`: No such file or directory (os error 2)\n\n\
             hint: check the spelling; nothing was changed\n",
        ),
        (
            &["extract", "--errors", "no/folder", "."],
            "error: cannot write `no/folder`: No such file or directory (os error 2)\n\n\
             hint: name a file that can be written\n",
        ),
    ];
    for (args, stderr) in cases {
        assert_eq!(folder.run(args), Run::of("", stderr, 2), "{args:?}");
    }
}

#[test]
fn the_environment_names_the_index_and_the_option_wins() {
    let folder = Folder::new();
    for (args, index) in [(&["stats"][..], "there"), (&["stats", "--index", "here"][..], "here")] {
        let output = folder.command(args).env("NEWS_SEARCH_INDEX", "there").output().unwrap();
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            format!(
                "error: no index at `{index}`\n\nhint: build one with `news-search index corpus/`\n"
            )
        );
    }
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let folder = Folder::new();
    let run = folder.run(&["--color", "always", "query", "--as-of", "x"]);
    let want = "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m `x` is not a day\n\n\
                \u{1b}[1mhint:\u{1b}[0m write it as in `--as-of 2024-06-17`\n";
    assert_eq!(run, Run::of("", want, 2));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let record = "{\"title\": \"Oil workers wait\", \"text\": \"They waited all night.\"}\n";
    let folder = Folder::with(&[("in.jsonl", &record.repeat(5_000))]);
    let mut child = folder
        .command(&["extract", "--jsonl", "in.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((first, stderr.as_str(), child.wait().unwrap().code()), (*b"{", "", Some(0)));
}
