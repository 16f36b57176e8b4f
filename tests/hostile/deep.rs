//! Nesting without end, and objects of a million keys.

use std::fmt::Write as _;

use crate::support::{Folder, STORY};

/// How deep.
const DEEP: usize = 100_000;

/// What none of it may take, in megabytes.
const MEMORY: u64 = 600;

/// A file in each format, or several, that nests what the format lets nest.
fn files() -> [(&'static str, String); 28] {
    let deep = |open: &str, inner: &str, close: &str| {
        [&open.repeat(DEEP), inner, &close.repeat(DEEP)].concat()
    };
    let in_object = |value: &str| format!("{{\"title\":\"T\",\"text\":\"Fog.\",\"x\":{value}}}");
    [
        ("lists.json", deep("[", "1", "]")),
        ("objects.json", deep("{\"a\":", "1", "}")),
        ("open.json", "[{\"a\":".repeat(DEEP)),
        ("in-value.jsonl", in_object(&deep("[", "1", "]"))),
        ("text.json", in_object(&deep("{\"text\":", "1", "}"))),
        ("graph.json", format!("{{\"items\":{}}}", deep("[{\"items\":", "1", "}]"))),
        ("div.html", deep("<div>", &format!("<p>{STORY}</p>"), "</div>")),
        (
            "open.html",
            "<div><p><b><table><tr><td><ul><li><blockquote><a href=x>".repeat(DEEP / 10) + STORY,
        ),
        ("close.html", format!("<p>{STORY}</p>{}", "</div></p></table>".repeat(DEEP))),
        ("nested.html", deep("<table><tr><td>", STORY, "</td></tr></table>")),
        (
            "script.html",
            format!(
                "<script type=application/ld+json>{}</script><p>{STORY}",
                deep("[{\"@graph\":", "1", "}]")
            ),
        ),
        (
            "feed.xml",
            format!(
                "<rss><channel><item><title>T</title><description>{}</description></item></channel></rss>",
                deep("<a>", "Fog.", "</a>")
            ),
        ),
        ("items.xml", deep("<rss><item>", "Fog.", "</item></rss>")),
        (
            "nitf.xml",
            format!("<nitf><body>{}</body></nitf>", deep("<block>", "<p>Fog.</p>", "</block>")),
        ),
        ("quote.md", deep("> ", STORY, "")),
        ("list.md", format!("---\ntitle: T\n---\n{}", deep("- ", STORY, ""))),
        ("brackets.md", format!("---\ntitle: T\n---\n{}", deep("[", STORY, "](x)"))),
        ("stars.md", format!("---\ntitle: T\n---\n{}", deep("*a **b ", STORY, ""))),
        ("yaml.md", format!("---\ntitle: {}\n---\n{STORY}", deep("[", "1", "]"))),
        ("map.md", format!("---\ntitle: {}\n---\n{STORY}", deep("{a: ", "1", "}"))),
        ("toml.md", format!("+++\ntitle = {}\n+++\n{STORY}", deep("[", "1", "]"))),
        ("brackets.txt", format!("Fog\n\n{}", deep("(", STORY, ")"))),
        ("marks.txt", format!("Fog\n\n{}", deep("“‘", STORY, "’”"))),
        ("comment.eml", format!("From: {}\nSubject: Fog\n\n{STORY}", deep("(", "x", ")"))),
        ("parts.eml", parts()),
        (
            "re.eml",
            format!(
                "From: a@b.example\nSubject: {}Fog\n\n{}{STORY}",
                "Re: ".repeat(DEEP),
                "> ".repeat(DEEP)
            ),
        ),
        (
            "array.pdf",
            format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>", deep("[", "1", "]")),
        ),
        (
            "dictionary.pdf",
            format!(
                "%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>",
                deep("<</A", " 1", ">>")
            ),
        ),
    ]
}

#[test]
fn depth_is_no_danger_in_any_format() {
    let folder = Folder::new();
    for (name, text) in files() {
        folder.write(name, text);
    }
    let (skipped, run) = folder.index();
    let too_deep = "not JSON: recursion limit exceeded at column";
    let expected = [
        "array.pdf: no text in it",
        "dictionary.pdf: no text in it",
        &format!("graph.json:1: {too_deep} 640"),
        &format!("in-value.jsonl:1: {too_deep} 158"),
        "items.xml:1: no text in it: none of the keys body, text, content, articleBody, …",
        "lists.json:1: a number where an object is needed",
        &format!("objects.json: {too_deep} 636"),
        // All of it stands in links.
        "open.html: no text in it",
        &format!("open.json:1: {too_deep} 384"),
        "parts.eml: more parts than are read",
        &format!("text.json: {too_deep} 1040"),
    ];
    assert_eq!(skipped, expected);
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

/// A message of messages in multiparts.
fn parts() -> String {
    let mut message = "From: a@b.example\nSubject: Fog\nMIME-Version: 1.0\n".to_owned();
    for nth in 0..DEEP / 10 {
        let _ = write!(message, "Content-Type: multipart/mixed; boundary=b{nth}\n\n--b{nth}\n");
    }
    message + "Content-Type: text/plain\n\n" + STORY
}

#[test]
fn a_query_is_never_too_deep() {
    let folder = Folder::new();
    folder.index();
    for typed in [
        "(",
        "(harbour AND ",
        "NOT ",
        "-(",
        "headline:(",
        "\"",
        "harbour OR ",
        "NEAR/5 ",
        "a* ",
        "/(",
        "~",
    ] {
        // No argument may be longer than 128 kB.
        let typed = typed.repeat(100_000 / typed.len());
        let run = folder.run(&["query", &typed]);
        assert!(
            matches!(run.status, Some(0 | 1)),
            "{}: {:?} {}",
            &typed[..20],
            run.status,
            run.stderr.chars().take(300).collect::<String>()
        );
    }
}

#[test]
fn a_million_keys_are_read_over() {
    let folder = Folder::new();
    let mut keys = String::new();
    for nth in 0..1_000_000 {
        let _ = write!(keys, "\"k{nth}\":{nth},");
    }
    folder.write(
        "a.json",
        format!("{{{keys}\"title\":\"Keys\",\"text\":\"Behind a million keys there was fog.\"}}"),
    );
    let same = "\"title\":\"T\",\"text\":\"Fog.\",".repeat(300_000);
    folder.write(
        "b.json",
        format!("{{{same}\"title\":\"Keys\",\"text\":\"Behind the same key there was fog.\"}}"),
    );
    let attributes: String = (0..300_000).fold(String::new(), |mut all, nth| {
        let _ = write!(all, " a{nth}=b");
        all
    });
    folder.write(
        "c.html",
        format!("<html><body{attributes}><h1>Fog</h1><p>Behind attributes there was fog.</p>"),
    );
    folder.write("d.csv", format!("{}text\n{}fog\n", "c,".repeat(300_000), "1,".repeat(300_000)));
    folder.write(
        "e.eml",
        format!("{}Subject: Fog\n\nBehind fields there was fog.\n", "X-A: b\n".repeat(300_000)),
    );
    let (skipped, run) = folder.index();
    assert_eq!(skipped, Vec::<String>::new());
    let found = folder.run(&["query", "fog", "-l", "--no-group", "--limit", "99"]).stdout;
    assert_eq!(found.lines().count(), 5, "{found}");
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

#[test]
fn a_table_is_not_read_again_for_every_line() {
    // Where a line begins a row, its mark is open to the end of the file; where it stands in one, it
    // closes a mark and opens another.
    let folder = Folder::new();
    folder.write("a.csv", format!("title;text\n{}", "a\";\"b\n".repeat(100_000)));
    let good = "Fog;\"It came,\nand went.\";2024\n".repeat(100);
    let open = "Open;\"It came;2024\n";
    let text = format!("title;text;date\n{good}{open}{good}Last;It went.;2024\n");
    folder.write("b.csv", text);
    let (skipped, run) = folder.index();
    let (of_a, of_b): (Vec<&str>, Vec<&str>) =
        skipped.iter().map(String::as_str).partition(|line| line.starts_with("a.csv:"));
    assert_eq!(of_a.len(), 100_000);
    assert!(of_a.iter().all(|line| line.ends_with("a quotation mark in it is never closed")));
    assert_eq!(of_b, ["b.csv:102: a quotation mark in it is never closed"]);
    assert!(run.stderr.contains("\nadded 202, "), "{}", run.stderr);
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}
