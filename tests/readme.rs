//! The documentation is run: every command shown prints what is shown below it.
//!
//! With `NEWS_SEARCH_BLESS` set, what the commands print now is written into the documents, and the
//! picture is made anew.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot run the program has failed")]

mod archive;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use archive::{Archive, document, root};

/// How the program is run from a checkout without being installed.
const FROM_SOURCE: &str = "cargo run --release -- ";

#[test]
fn commands_print_what_the_readme_shows() {
    check_document("README.md", &Archive::new());
}

#[test]
fn commands_print_what_the_description_of_the_json_shows() {
    check_document("docs/json.md", &Archive::indexed());
}

#[test]
fn the_first_command_of_the_readme_indexes_and_finds() {
    let readme = document("README.md");
    let line = readme.lines().find(|line| line.starts_with(FROM_SOURCE)).unwrap();
    assert!(line.ends_with("query Vietsovpetro"), "{line}");
    let output = Archive::new().shell(&line.replace(FROM_SOURCE, "news-search "));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && printed.contains("Vietsovpetro"), "{printed}");
}

#[test]
fn the_readme_and_the_checks_of_every_change_run_the_same_tests() {
    for file in ["README.md", ".ci/run"] {
        assert!(document(file).lines().any(|line| line == "cargo test"), "{file}");
    }
}

#[test]
fn every_command_and_option_named_is_there() {
    let options = options_by_command();
    let mut unknown = Vec::new();
    for file in ["README.md", "docs/query.md", "docs/json.md"] {
        let document = document(file);
        let lines = document.lines().filter(|line| !line.contains("cargo "));
        for line in lines {
            let mut calls = line.split("news-search ");
            let before = calls.next().map(|text| (text, None));
            for (text, command) in
                before.into_iter().chain(calls.map(|text| (text, Some(word(text)))))
            {
                let own = command.and_then(|command| options.get(command));
                if command.is_some_and(|command| !command.is_empty()) && own.is_none() {
                    unknown.push(format!("{file}: no such command: {line}"));
                }
                let there = |option| match own {
                    Some(own) => own.contains(option),
                    None => options.values().any(|own| own.contains(option)),
                };
                let strange = long_options(text).filter(|option| !there(*option));
                unknown.extend(strange.map(|option| format!("{file}: no {option}: {line}")));
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn every_file_linked_to_is_there() {
    for file in ["README.md", "docs/json.md", "docs/query.md", "docs/design.md", "docs/corpus.md"] {
        let folder = root().join(file).parent().unwrap().to_owned();
        for link in document(file).split("](").skip(1).map(|rest| until(rest, ")")) {
            if !link.contains("://") {
                assert!(folder.join(until(link, "#")).try_exists().unwrap(), "{file}: {link}");
            }
        }
    }
}

#[test]
fn the_picture_shows_what_the_program_prints() {
    if blessing() {
        let made = Command::new(root().join("docs/terminal.py"))
            .arg(env!("CARGO_BIN_EXE_news-search"))
            .status();
        assert!(made.unwrap().success());
    }
    let picture = document("docs/terminal.svg");
    let lines: Vec<String> = picture.split("<text ").skip(1).map(shown).collect();
    let (prompt, output) = lines.split_first().unwrap();
    let printed = run(prompt.strip_prefix("$ ").unwrap(), &Archive::indexed()).unwrap();
    // The picture is of a terminal, where lines are wrapped.
    let words = |text: &str| timeless(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(words(&output.join(" ")), words(&printed), "NEWS_SEARCH_BLESS=1 makes it anew");
}

/// The text in a `<text>` element.
fn shown(element: &str) -> String {
    let element = until(element, "</text>");
    let pieces = element.split('>').map(|piece| until(piece, "<")).skip(1);
    let text: String = pieces.collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn blessing() -> bool {
    std::env::var_os("NEWS_SEARCH_BLESS").is_some()
}

/// Runs the commands of a document in order and compares what they print with what it shows.
fn check_document(file: &str, archive: &Archive) {
    let shown = document(file);
    let now = with_present_output(&shown, archive);
    if blessing() {
        fs::write(root().join(file), &now).unwrap();
    } else if let Some((shown, now)) = shown.lines().zip(now.lines()).find(|(a, b)| a != b) {
        panic!(
            "{file} is out of date; NEWS_SEARCH_BLESS=1 writes it anew\nshown: {shown}\n  now: {now}"
        );
    }
}

/// The document with the output of its commands as it is now; output that differs in nothing but
/// times and sizes stays as it was.
fn with_present_output(document: &str, archive: &Archive) -> String {
    let mut lines = document.lines().peekable();
    let mut out = String::new();
    let mut console = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("```") {
            console = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| console) else { continue };
        let mut command = command.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            command = format!("{command}\n{}", &more[2..]);
            out.extend([more, "\n"]);
        }
        let mut shown = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            shown.push_str(line);
            shown.push('\n');
        }
        let shown = shown.trim_end();
        let now = run(&command, archive).unwrap_or_else(|| shown.to_owned());
        let output = if timeless(shown) == timeless(&now) { shown } else { &now };
        if !output.is_empty() {
            // A blank line parts the output from the command behind it.
            let end = if lines.peek() == Some(&"```") { "\n" } else { "\n\n" };
            out.extend([output, end]);
        }
    }
    out
}

/// What a command prints on both streams, without the end of its last line; `None` for one that
/// needs Python where there is none.
fn run(command: &str, archive: &Archive) -> Option<String> {
    if command.contains("python3") && !archive.shell("python3 --version").status.success() {
        return None;
    }
    let output = archive.shell(&format!("{{ {command}\n}} 2>&1"));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "$ {command}\n{printed}");
    // A document has line ends of one kind.
    Some(printed.trim_end().replace("\r\n", "\n"))
}

/// The text with every time and size on disk made the same.
fn timeless(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 1..words.len() {
        let unit = words[at].lines().next().unwrap_or_default();
        if words[at - 1].parse::<f64>().is_ok() && ["ms", "s", "kB", "MB"].contains(&unit) {
            words[at - 1] = "N";
        }
    }
    words.join(" ").replace("N s", "N ms").replace("under N ms", "N ms")
}

/// The long options of each command, as its help names them.
fn options_by_command() -> BTreeMap<String, BTreeSet<String>> {
    let archive = Archive::new();
    let help = |args: &str| {
        let output = archive.shell(&format!("news-search {args} --help"));
        String::from_utf8(output.stdout).unwrap()
    };
    let program = help("");
    let commands = program.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands.map_while(|line| line.strip_prefix("  ")).map(word);
    let options = |command: &str| {
        let help = if command == "help" { String::new() } else { help(command) };
        let lines = help.lines().take_while(|line| *line != "Examples:");
        lines.flat_map(long_options).map(str::to_owned).collect()
    };
    commands.map(|command| (command.to_owned(), options(command))).collect()
}

fn long_options(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("--").filter_map(|(at, _)| {
        let begins =
            line[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let name = &line[at + 2..];
        let end = name.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(name.len());
        (begins && name.starts_with(|c: char| c.is_ascii_lowercase()))
            .then(|| &line[at..at + 2 + end])
    })
}

/// The first word of a text.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(text.len());
    &text[..end]
}

fn until<'t>(text: &'t str, end: &str) -> &'t str {
    text.split_once(end).map_or(text, |(before, _)| before)
}
