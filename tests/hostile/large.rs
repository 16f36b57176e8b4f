//! Records longer than any text.

use crate::support::Folder;

/// What records of any length may take, in megabytes: those of 64 are read and copied a few times.
const MEMORY: u64 = 900;

/// Files of one line of so many megabytes, in every format, are skipped one by one.
fn lines_of(megabytes: u64) {
    let folder = Folder::new();
    let bytes = megabytes << 20;
    let good = "{\"title\":\"Behind it\",\"text\":\"The line behind it has fog.\"}\n";
    folder.write_sparse("a.jsonl", "{\"title\":\"T\",\"text\":\"", bytes, &format!("\"}}\n{good}"));
    folder.write_sparse("b.json", "[{\"title\":\"T\",\"text\":\"", bytes, &format!("\"}},{good}]"));
    folder.write_sparse("c.txt", &"Fog.".repeat(9_000), bytes, "Fog.");
    folder.write_sparse("d.html", &format!("<p>{}", "Fog.".repeat(9_000)), bytes, "</p>");
    folder.write_sparse(
        "e.csv",
        "title,text\nT,\"",
        bytes,
        "\"\nBehind it,The row behind it has fog.\n",
    );
    let item = "<item><title>Behind it</title><description>The item behind it has fog.</description></item>";
    folder.write_sparse(
        "f.xml",
        "<rss><channel><item><title>",
        bytes,
        &format!("</title></item>{item}"),
    );
    folder.write_sparse(
        "g.eml",
        &format!("From: a@b.example\nSubject: T\n\n{}", "Fog.".repeat(9_000)),
        bytes,
        "\n",
    );
    folder.write_sparse(
        "h.md",
        &format!("---\ntitle: T\n---\n{}", "Fog.".repeat(9_000)),
        bytes,
        "\n",
    );
    let head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/plain\r\n";
    folder.write_sparse(
        "i.warc",
        &format!("{head}Content-Length: {}\r\n\r\n{}", bytes + 9_000, "F".repeat(9_000)),
        bytes,
        &format!(
            "\r\n\r\n{head}Content-Length: 33\r\n\r\nThe page behind it has fog in it.\r\n\r\n"
        ),
    );
    let (skipped, run) = folder.index();
    println!("{}\n{} {} MB", skipped.join("\n"), run.stderr, run.megabytes);
    let found =
        folder.run(&["query", "\"behind it has fog\"", "-l", "--no-group", "--limit", "99"]).stdout;
    println!("{found}");
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
