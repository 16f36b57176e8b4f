//! Records longer than any text.

use crate::support::Folder;

/// What records of any length may take, in megabytes: those of 64 are read and copied a few times.
const MEMORY: u64 = 900;

/// A file in each format that is or holds one line of so many megabytes, most of them a hole.
fn lines_of(megabytes: u64) {
    let folder = Folder::new();
    let bytes = megabytes << 20;
    // What a file is is told by more than its first words.
    let fog = "Fog. ".repeat(40_000);
    let good = "{\"title\":\"Behind it\",\"text\":\"The line behind it has fog.\"}\n";
    let item =
        "<item><title>T</title><description>The item behind it has fog.</description></item>";
    let warc = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\n\
                Content-Type: text/plain\r\nContent-Length:";
    let page = format!(" {}\r\n\r\n", fog.len() as u64 + bytes);
    let next = format!("\r\n\r\n{warc} 33\r\n\r\nThe page behind it has fog in it.\r\n\r\n");
    let files = [
        ("a.jsonl", "{\"title\":\"T\",\"text\":\"", format!("\"}}\n{good}")),
        ("b.json", "[{\"title\":\"T\",\"text\":\"", format!("\"}},{good}]")),
        ("c.txt", "Fog.", String::new()),
        ("d.html", "<p>", "</p>".to_owned()),
        ("e.csv", "title,text\nT,\"", "\"\nBehind it,The row behind it has fog.\n".to_owned()),
        ("f.xml", "<rss><channel><item><title>", format!("</title></item>{item}")),
        ("g.eml", "From: a@b.example\nSubject: T\n\n", "\n".to_owned()),
        ("h.md", "---\ntitle: T\n---\n", "\n".to_owned()),
        ("i.warc", &format!("{warc}{page}"), next),
    ];
    for (name, head, tail) in files {
        folder.write_sparse(name, &format!("{head}{fog}"), bytes, &tail);
    }
    let (skipped, run) = folder.index();
    let place = |name: &str| match name {
        "a.jsonl" | "b.json" | "f.xml" | "i.warc" => format!("{name}:1"),
        "e.csv" => format!("{name}:2"),
        _ => name.to_owned(),
    };
    let names =
        ["a.jsonl", "b.json", "c.txt", "d.html", "e.csv", "f.xml", "g.eml", "h.md", "i.warc"];
    assert_eq!(skipped, names.map(|name| format!("{}: longer than 64 MB", place(name))));
    let asked = ["query", "\"behind it has fog\"", "-l", "--no-group", "--limit", "99"];
    let found = folder.run(&asked).stdout;
    let mut found: Vec<&str> = found.lines().collect();
    found.sort_unstable();
    assert_eq!(
        found,
        ["a.jsonl", "b.json", "e.csv", "f.xml", "i.warc"].map(|name| format!("news/{name}"))
    );
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

#[test]
fn a_line_longer_than_any_text_is_skipped_and_the_next_is_read() {
    lines_of(70);
}

#[test]
#[ignore = "reads nine gigabytes"]
fn a_line_of_a_gigabyte_is_skipped_and_the_next_is_read() {
    lines_of(1024);
}
