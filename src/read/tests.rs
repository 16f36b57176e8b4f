//! Reading as its callers see it: files in, articles out.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::civil;

use super::{File, Settings, articles, walk};
use crate::article::Article;

fn settings(threads: usize) -> Settings {
    Settings {
        threads: NonZeroUsize::new(threads).unwrap(),
        longest: 100_000,
        today: civil::date(2024, 6, 19),
    }
}

fn files(root: &Path) -> Vec<File> {
    walk(root).unwrap().map(Result::unwrap).collect()
}

/// One line for each thing that comes out: the file, the record, the headline or the reason.
fn read(root: &Path, threads: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut articles = articles(files(root), settings(threads)).unwrap();
    while let Some(file) = articles.next_file() {
        let name = file.file.relative.clone();
        for article in file {
            lines.push(match article {
                Ok(Article { head, .. }) => {
                    assert_eq!(head.path, name);
                    let headline = head.headline.as_deref().unwrap_or("-").to_owned();
                    format!("{name}:{} {headline}", head.record.unwrap_or(0))
                }
                Err(skipped) => {
                    format!("{name}:{} ! {}", skipped.record.unwrap_or(0), skipped.reason)
                }
            });
        }
    }
    lines
}

fn lines(from: usize, to: usize) -> String {
    (from..to).fold(String::new(), |mut lines, n| {
        let _ = writeln!(lines, "{{\"title\":\"T{n}\",\"text\":\"Text number {n}.\"}}");
        lines
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn the_order_is_that_of_the_files_whatever_the_number_of_threads() {
    let dir = tempfile::tempdir().unwrap();
    let mut expected = Vec::new();
    for file in 0..40 {
        let count = (file * 37) % 301;
        fs::write(dir.path().join(format!("{file:02}.jsonl")), lines(0, count)).unwrap();
        expected.extend((0..count).map(|n| format!("{file:02}.jsonl:{} T{n}", n + 1)));
        if count == 0 {
            expected.push(format!("{file:02}.jsonl:0 ! no text in it"));
        }
    }
    for threads in [1, 2, 7] {
        assert_eq!(read(dir.path(), threads), expected, "{threads} threads");
    }
}

#[test]
fn packed_files_are_read_member_by_member_up_to_the_damage() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    let (first, second) = (lines(0, 1), lines(1, 2));
    write("a.gz", &[gzip(first.as_bytes()), gzip(second.as_bytes())].concat());
    let frame = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
    write("b.zst", &[frame(&first), frame(&second)].concat());
    write("c.jsonl.gz", &gzip(lines(0, 40_000).as_bytes())[..20_000]);
    write("d.zst", b"\x28\xB5\x2F\xFDgarbage and nothing else");
    write("e.gz", &gzip(b"\x89PNG\r\n\x1A\n and so on"));
    let mut found = read(dir.path(), 2);
    // How much of the truncated file comes out is for the decompressor to say.
    let whole = |line: &String| line.starts_with("c.jsonl.gz:") && !line.contains('!');
    let of_c = found.iter().filter(|line| whole(line)).count();
    assert!(of_c > 1000, "{of_c}");
    found.retain(|line| !whole(line));
    assert_eq!(
        found,
        [
            "a.gz:1 T0",
            "a.gz:2 T1",
            "b.zst:1 T0",
            "b.zst:2 T1",
            "c.jsonl.gz:0 ! damaged: incomplete deflate stream",
            "d.zst:0 ! damaged: Dictionary mismatch",
            "e.gz:0 ! a PNG image",
        ]
    );
}

#[test]
fn one_bad_record_takes_no_other_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let deep = "[".repeat(50_000);
    let text = [
        "{\"title\":\"A\",\"text\":\"x\"}",
        "{\"title\":\"B\",",
        "",
        "{\"title\":\"C\",\"text\":\"\\ud800\",\"n\":NaN}",
        &format!("{{\"title\":\"D\",\"x\":{deep}"),
        "[1]",
        &format!("{{\"title\":\"{}\"}}", "E".repeat(200_000)),
        "{\"title\":\"F\",\"title\":\"G\",\"n\":1e999}",
        "{\"foo\":\"bar\"}",
        "{\"title\":\" \\u0000 \",\"body\":null}",
        "{\"title\":\"H\",\"id\":123456789012345678901234567890}",
    ]
    .join("\n");
    fs::write(dir.path().join("a.jsonl"), text).unwrap();
    let found = read(dir.path(), 2);
    let expected = [
        "a.jsonl:1 A",
        "a.jsonl:2 ! not JSON: EOF while parsing a value at column 13",
        "a.jsonl:4 C",
        "a.jsonl:5 ! not JSON: recursion limit exceeded at column 144",
        "a.jsonl:6 ! a list where an object is needed",
        "a.jsonl:7 ! longer than 100 kB",
        "a.jsonl:8 ! not JSON: number out of range at column 34",
        "a.jsonl:9 ! no text in it: none of the keys body, text, content, articleBody, …",
        "a.jsonl:10 ! no text in it",
        "a.jsonl:11 H",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_news_is_skipped_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    write("a.html", b"%PDF-1.7 ...");
    write("b.txt", b"");
    write("c.txt", b"\x7FELF\x02\x01\x01\0");
    write("d.json", b"{\"title\": \"T\", \"text\": ");
    write("e.json", b"no json");
    write("f.xml", b"<?xml version=\"1.0\"?><rss></rss>");
    write("g.md", b"---\ntitle: A: b\n---\nText");
    fs::create_dir(dir.path().join("h.json")).unwrap();
    assert_eq!(
        read(dir.path(), 1),
        [
            "a.html:0 ! PDF is not read yet",
            "b.txt:0 ! no text in it",
            "c.txt:0 ! an ELF program",
            "d.json:0 ! not JSON: EOF while parsing a value at column 22",
            "e.json:1 ! not JSON: expected ident at column 2",
            "e.json:2 ! not JSON: expected value at column 1",
            "f.xml:0 ! an XML feed is not read yet",
            "g.md:0 A: b",
        ]
    );
}

#[test]
fn a_caller_may_stop_or_pass_over_the_rest_of_a_file() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.jsonl", "b.jsonl"] {
        fs::write(dir.path().join(name), lines(0, 20_000)).unwrap();
    }
    let files = files(dir.path());
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let mut reading = articles(files.clone(), settings(2)).unwrap();
    let first = reading.next_file().unwrap().next().unwrap().unwrap();
    assert_eq!(first.head.headline.as_deref(), Some("T0"));
    let mut second = reading.next_file().unwrap();
    assert_eq!(second.file.relative, "b.jsonl");
    assert_eq!(second.by_ref().count(), 20_000);
    assert_eq!(second.bytes_read(), bytes);
    assert!(reading.next_file().is_none());

    let mut reading = articles(files, settings(2)).unwrap();
    assert!(reading.next_file().unwrap().next().is_some());
    drop(reading);
}

#[test]
fn a_file_that_is_gone_or_closed_to_us_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jsonl"), lines(0, 1)).unwrap();
    let files = files(dir.path());
    fs::remove_file(dir.path().join("a.jsonl")).unwrap();
    let mut reading = articles(files, settings(1)).unwrap();
    let found: Vec<_> = reading.next_file().unwrap().map(|a| a.unwrap_err().reason).collect();
    assert_eq!(found, [super::Reason::Io("No such file or directory".to_owned())]);
}
