//! Signs that a terminal acts on, and values that cannot be, in every field.

use serde_json::{Value, json};

use crate::support::{Folder, Run};

/// What repaints the screen, sets its title, goes back over the line, turns the direction of what
/// follows, or hides: one of each.
const SIGNS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\r\u{8}\u{0}\u{202e}\u{2066}\u{200f}\u{feff}\u{2028}\u{85}";

/// Whether a terminal acts on it, or readers of lines cut there.
fn acts(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Articles that have the signs in all that an article can say.
fn articles() -> String {
    let article = |nth: usize| {
        let with = |text: &str| format!("{SIGNS}{text}{SIGNS}{nth}");
        json!({
            "id": with("key"),
            "title": with("Harbour reopens"),
            "source": with("The Gull"),
            "author": [with("Ida Morrow"), with("Ann Lee")],
            "url": format!("https://gull.example/{}", with("story")),
            "date": format!("2024-06-1{nth}"),
            "agency": with("Reuters"),
            "language": with("en"),
            "text": format!("{} ", with("The harbour reopened on Friday, and ferries ran.")).repeat(20),
        })
        .to_string()
    };
    (0..4).map(|nth| article(nth) + "\n").collect()
}

#[test]
fn no_sign_of_a_stranger_reaches_the_terminal() {
    let folder = Folder::new();
    folder.write("a.jsonl", articles());
    folder.write(
        "b.txt",
        format!("{SIGNS}By {SIGNS}Ida\n\nMOSCOW, {SIGNS}June 17 (TASS) - {SIGNS}Fog.\n"),
    );
    folder.write(
        "c.html",
        format!("<title>{SIGNS}T</title><h1>{SIGNS}Harbour</h1><p>{SIGNS}The harbour.</p>"),
    );
    folder.write("d.csv", format!("title,{SIGNS}\n{SIGNS},1,2\n"));
    folder.index();
    let ids = folder.run(&["query", "harbour", "--no-group", "--format", "ids"]).stdout;
    let id = ids.lines().next().unwrap();
    let typed = format!("harbour {SIGNS} headlin:{SIGNS}x");
    let asked: [&[&str]; 17] = [
        &["query", &typed],
        &["query", &typed, "--no-group", "--color", "always"],
        &["query", "harbour", "--explain"],
        &["query", &format!("nothing{SIGNS}here")],
        &[
            "query",
            "harbour",
            "--format",
            "csv",
            "--fields",
            "headline,path,byline,url,source.name",
        ],
        &[
            "query",
            "harbour",
            "--format",
            "tsv",
            "--fields",
            "headline,path,byline,url,source.name",
        ],
        &["extract", "news"],
        &["show", id],
        &["versions", id],
        &["related", id],
        &["facets", "harbour"],
        &["timeline", "harbour", "--peaks", "--split", "source"],
        &["stories", "harbour"],
        &["suggest", "har"],
        &["stats"],
        &["index", "news", "--rebuild"],
        &["query", &typed, "--index", &format!("no{SIGNS}where").replace('\0', "")],
    ];
    for args in asked {
        let args: Vec<String> = args.iter().map(|arg| arg.replace('\0', "")).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = folder.run(&args);
        assert!(!run.stdout.is_empty() || !run.stderr.is_empty(), "{args:?}");
        let coloured = args.contains(&"always");
        for text in [&run.stdout, &run.stderr] {
            // Of CSV, line ends are two characters.
            let text = text.replace("\r\n", "\n");
            let text = if coloured { without_colours(&text) } else { text };
            let found = text
                .find(acts)
                .map(|at| text[at.saturating_sub(20)..].chars().take(60).collect::<String>());
            assert_eq!(found, None, "{args:?}");
        }
    }
}

/// A text without the escapes that colour it.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .find('m')
            .filter(|&at| part[..at].bytes().all(|b| b.is_ascii_digit() || b == b';'));
        plain.push_str(code.map_or("\u{1b}", |at| &part[at + 1..]));
    }
    plain
}

#[test]
fn json_says_all_of_it_in_escapes() {
    let folder = Folder::new();
    folder.write("a.jsonl", articles());
    folder.index();
    let asked: [&[&str]; 5] = [
        &["query", "harbour", "--jsonl", "--no-group"],
        &["query", "harbour", "--json"],
        &["extract", "--jsonl", "news"],
        &["facets", "harbour", "--json"],
        &["stats", "--json"],
    ];
    for args in asked {
        let Run { stdout, .. } = folder.run(args);
        assert!(!stdout.contains(acts), "{args:?}: {stdout}");
        for line in stdout.lines() {
            serde_json::from_str::<Value>(line).unwrap();
        }
    }
    let extracted = folder.run(&["extract", "--jsonl", "news/a.jsonl"]).stdout;
    let first: Value = serde_json::from_str(extracted.lines().next().unwrap()).unwrap();
    assert!(first["body"].as_str().unwrap().contains('\u{202e}'), "{first}");
}

#[test]
fn numbers_and_dates_that_cannot_be_are_unknown() {
    let dates = [
        "\"999999999-01-01\"",
        "\"-5000-01-01\"",
        "\"0000-00-00\"",
        "\"2024-13-45\"",
        "\"2024-02-30T25:61:61Z\"",
        "\"9999-12-31T23:59:59-23:59\"",
        "1e308",
        "-1e308",
        "1e-308",
        "-1",
        "0",
        "9223372036854775807",
        "18446744073709551615",
        "123456789012345678901234567890",
        "NaN",
        "Infinity",
        "[[]]",
        "{}",
        "\"99/99/9999\"",
        "\"١٢٣٤٥٦٧٨٩\"",
        "\"Mon, 99 Jun 99999 99:99:99 +9999\"",
        "\"\"",
        "null",
        "true",
    ];
    let folder = Folder::new();
    let line = |date: &&str| {
        format!(
            "{{\"title\":\"Harbour\",\"text\":\"Fog.\",\"date\":{date},\"modified\":{date},\"id\":{date}}}\n"
        )
    };
    folder.write("a.jsonl", dates.iter().map(line).collect::<String>());
    folder.write("b.html", "<meta name=date content='999999999-99-99'><time datetime='-1'>x</time><p>Fog on the water.</p>");
    folder
        .write("c.txt", "Fog\n\nMOSCOW, June 99999999999999999999 (TASS) - Fog, 99.99.99999999.\n");
    let (skipped, _) = folder.index();
    assert_eq!(skipped, Vec::<String>::new());
    let found = folder.run(&["query", "date:*", "--jsonl", "--no-group", "--limit", "99"]).stdout;
    let known: Vec<_> = found
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["date"]["value"].clone())
        .collect();
    assert_eq!(known, Vec::<Value>::new());
    for date in ["999999999", "0..999999999", "-5..3", "9999-99", "99999999999999999999d", "1e308"]
    {
        let run = folder.run(&["query", &format!("harbour date:{date}")]);
        assert!(matches!(run.status, Some(0 | 1)), "{date}: {}", run.stderr);
    }
    for options in [
        ["--limit", "99999999999999999999"],
        ["--limit", "-1"],
        ["--width", "NaN"],
        ["--since", "999999999"],
    ] {
        let run = folder.run(&["query", "harbour", options[0], options[1]]);
        assert!(matches!(run.status, Some(0..=2)), "{options:?}: {}", run.stderr);
    }
}
