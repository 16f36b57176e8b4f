//! Bombs, and tricks in archives.

use std::io::Write;

use crate::support::{Folder, STORY};

/// What no bomb may take, in megabytes: the index itself has 130 or more, and records of 64 are read.
const MEMORY: u64 = 600;

const RATIO: &str = "damaged: unpacks to more than 250 times its size";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A ZIP archive of files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A file of a tar archive, its header with any name and kind, and what its size is said to be.
fn tar_file(name: &[u8], kind: u8, size: u64, bytes: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.as_old_mut().name[..name.len()].copy_from_slice(name);
    header.set_entry_type(tar::EntryType::new(kind));
    header.set_mode(0o644);
    header.set_size(size);
    header.set_cksum();
    let mut file = header.as_bytes().to_vec();
    file.extend_from_slice(bytes);
    file.resize(file.len().next_multiple_of(512), 0);
    file
}

#[test]
fn a_gigabyte_of_nothing_is_not_unpacked() {
    // A thousand members of a megabyte each, packed to a thousandth.
    let blanks = gzip(&vec![b' '; 1 << 20]).repeat(1 << 10);
    let zeros = gzip(&vec![0; 1 << 20]).repeat(1 << 10);
    let frames = zstd::encode_all(&vec![b' '; 1 << 20][..], 19).unwrap().repeat(1 << 10);
    let folder = Folder::new();
    folder.write("a.txt.gz", &blanks);
    folder.write("b.jsonl.gz", [&gzip(b"{\"title\":\"Before it\"}\n")[..], &blanks].concat());
    folder.write("c.zst", &frames);
    folder.write("d.gz", &zeros);
    folder.write("e.gz.gz", gzip(&blanks));
    folder.write("f.zip", zip(&[("a.txt.gz", &blanks), ("b.txt", STORY.as_bytes())]));
    folder.write("g.tar.gz", [gzip(&tar_file(b"a.txt", b'0', 1 << 30, b"")), blanks].concat());
    let (skipped, run) = folder.index();
    let expected = [
        "a.txt.gz: longer than 64 MB".to_owned(),
        format!("b.jsonl.gz: {RATIO}"),
        "c.zst: longer than 64 MB".to_owned(),
        "d.gz: binary data".to_owned(),
        "e.gz.gz: longer than 64 MB".to_owned(),
        "f.zip/a.txt.gz: longer than 64 MB".to_owned(),
        "g.tar.gz/a.txt: longer than 64 MB".to_owned(),
        format!("g.tar.gz: {RATIO}"),
    ];
    assert_eq!(skipped, expected);
    assert!(run.stderr.contains("\nadded 3, "), "one, that ahead of the blanks, that behind them");
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

/// Sixty-four megabytes of blanks as a Brotli stream.
const BROTLI: [u8; 53] = [
    0xcf, 0xff, 0xff, 0x7f, 0xf8, 0x25, 0x40, 0xe2, 0xb1, 0x40, 0x20, 0xf7, 0xfe, 0x9f, 0xff, 0xff,
    0xff, 0xf0, 0x4b, 0x00, 0xc4, 0x61, 0x01, 0x80, 0xee, 0xfd, 0x3f, 0xff, 0xff, 0xff, 0xe1, 0x97,
    0x00, 0x88, 0xc3, 0x22, 0x00, 0xdd, 0xfb, 0xff, 0xfc, 0xff, 0xff, 0xc7, 0x2f, 0x01, 0x10, 0x87,
    0x05, 0x00, 0xba, 0xf7, 0xff,
];

#[test]
fn answers_of_servers_are_not_unpacked_without_end() {
    let answer = [
        &b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"[..],
        &BROTLI,
    ]
    .concat();
    let record = [
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gull.example/\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        )
        .as_bytes(),
        &answer,
        b"\r\n\r\n",
    ]
    .concat();
    let folder = Folder::new();
    folder.write("a.warc", record.repeat(40));
    let (skipped, run) = folder.index();
    assert_eq!(skipped.len(), 40);
    assert_eq!(skipped[0], "a.warc:1: longer than 64 MB");
    assert!(skipped[1..].iter().all(|line| line.ends_with(RATIO)), "{skipped:?}");
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

/// The end of a ZIP archive whose directory stands here and lists so many files.
fn zip_end(files: u16, directory: usize, at: usize) -> Vec<u8> {
    let [directory, at] = [directory, at].map(|bytes| u32::try_from(bytes).unwrap().to_le_bytes());
    let files = files.to_le_bytes();
    [&b"PK\x05\x06\0\0\0\0"[..], &files, &files, &directory, &at, &[0; 2]].concat()
}

#[test]
fn files_of_an_archive_that_are_the_same_bytes_are_unpacked_a_few_times() {
    // Each file is named by the directory alone, and all of them are this one.
    let one = zip(&[("0000.txt", &vec![b' '; 4 << 20])]);
    let directory = memchr(&one, b"PK\x01\x02");
    let entry = &one[directory..memchr(&one, b"PK\x05\x06")];
    let name = memchr(entry, b"0000.txt");
    let mut archive = one[..directory].to_vec();
    for number in 0..2000 {
        let mut entry = entry.to_vec();
        entry[name..name + 4].copy_from_slice(format!("{number:04}").as_bytes());
        archive.extend(entry);
    }
    let length = archive.len() - directory;
    archive.extend(zip_end(2000, length, directory));
    let folder = Folder::new();
    folder.write("a.zip", archive);
    let (skipped, run) = folder.index();
    let (refused, read): (Vec<&String>, _) = skipped.iter().partition(|line| line.ends_with(RATIO));
    assert_eq!(refused.len() + read.len(), 2000);
    assert!(read.len() <= 40, "{} of four megabytes were unpacked", read.len());
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

/// Where a piece stands in bytes.
fn memchr(bytes: &[u8], piece: &[u8]) -> usize {
    bytes.windows(piece.len()).position(|window| window == piece).unwrap()
}

#[test]
fn an_archive_of_archives_of_archives_is_unpacked_a_few_times() {
    let text = vec![b' '; 1 << 20];
    let mut inner = zip(&[("a.txt", &text[..])]);
    for _ in 0..3 {
        let names: Vec<String> = (0..16).map(|nth| format!("{nth:02}.zip")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &*inner)).collect();
        inner = zip(&files);
    }
    let folder = Folder::new();
    folder.write("a.zip", &inner);
    let (skipped, run) = folder.index();
    let unpacked = skipped.iter().filter(|line| line.ends_with("a.txt: no text in it")).count();
    let refused = skipped.iter().filter(|line| line.ends_with(RATIO)).count();
    assert_eq!(unpacked + refused, skipped.len(), "{skipped:?}");
    assert!(unpacked <= 80 && refused > 0, "{unpacked} of a megabyte, {refused} refused");
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}

#[test]
fn names_in_archives_are_names_and_nothing_else() {
    let long = "n".repeat(60_000);
    let names =
        ["../../etc/passwd", "/etc/passwd", "a\0b", "a\nb\u{1b}[2Jc\u{202e}", &long, "C:\\con", ""];
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (*name, STORY.as_bytes())).collect();
    files.push(("last.txt", STORY.as_bytes()));
    let folder = Folder::new();
    folder.write("a.zip", zip(&files));
    let size = STORY.len() as u64;
    let mut archive = Vec::new();
    for name in [
        &b"../../etc/passwd"[..],
        b"/etc/passwd",
        b"a\nb\x1b[2Jc",
        b"n\xff",
        b"",
        b"./same",
        b"./same",
    ] {
        archive.extend(tar_file(name, b'0', size, STORY.as_bytes()));
    }
    for kind in *b"123456" {
        archive.extend(tar_file(b"no-file", kind, 0, b""));
    }
    let long = "n".repeat(60_000);
    archive.extend(tar_file(b"././@LongLink", b'L', long.len() as u64, long.as_bytes()));
    archive.extend(tar_file(b"n", b'0', size, STORY.as_bytes()));
    archive.extend(tar_file(b"old-kind", b'7', size, STORY.as_bytes()));
    archive.extend(tar_file(b"unknown-kind", b'Z', size, STORY.as_bytes()));
    archive.extend(tar_file(b"last", b'0', size, STORY.as_bytes()));
    folder.write("b.tar", archive);
    let (skipped, run) = folder.index();
    assert_eq!(skipped, Vec::<String>::new(), "{}", run.stderr);
    let hits = folder.run(&["query", "harbour", "--no-group", "--jsonl", "--limit", "99"]).stdout;
    let mut places: Vec<String> = hits.lines().map(place).collect();
    places.sort_unstable();
    let expected = [
        "a.zip/",
        "a.zip/../../etc/passwd",
        "a.zip//etc/passwd",
        "a.zip/60000 bytes",
        "a.zip/C:\\con",
        "a.zip/a\0b",
        "a.zip/a\nb\u{1b}[2Jc\u{202e}",
        "a.zip/last.txt",
        "b.tar/",
        "b.tar/../../etc/passwd",
        "b.tar/./same",
        "b.tar/./same (2)",
        "b.tar//etc/passwd",
        "b.tar/60000 bytes",
        "b.tar/a\nb\u{1b}[2Jc",
        "b.tar/last",
        "b.tar/n\u{fffd}",
        "b.tar/old-kind",
        "b.tar/unknown-kind",
        "good.txt",
    ];
    assert_eq!(places, expected);
    let shown = folder.run(&["query", "harbour", "--no-group", "--limit", "99"]).stdout;
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    assert!(!folder.path().parent().unwrap().join("etc/passwd").try_exists().unwrap());
}

/// Where the article of a hit lies.
fn place(hit: &str) -> String {
    let hit: serde_json::Value = serde_json::from_str(hit).unwrap();
    let path = hit["path"].as_str().unwrap().strip_prefix("news/").unwrap();
    hit["member"].as_str().map_or(path.to_owned(), |member| {
        let many = member.len() > 99;
        if many { format!("{path}/{} bytes", member.len()) } else { format!("{path}/{member}") }
    })
}

#[test]
fn headers_of_tar_archives_are_not_kept_in_memory_without_end() {
    let folder = Folder::new();
    let head = |name: &[u8], kind| String::from_utf8(tar_file(name, kind, 1 << 30, b"")).unwrap();
    let last = tar_file(b"last", b'0', STORY.len() as u64, STORY.as_bytes());
    let last = String::from_utf8(last).unwrap();
    folder.write_sparse("a.tar", &head(b"././@LongLink", b'L'), 1 << 30, &last);
    folder.write_sparse("b.tar", &head(b"pax", b'x'), 1 << 30, &last);
    folder.write_sparse("c.tar", &head(b"film", b'0'), 1 << 30, &last);
    let (skipped, run) = folder.index();
    let too_long = "damaged: headers of more than 1 MB";
    let expected = [
        format!("a.tar: {too_long}"),
        format!("b.tar: {too_long}"),
        "c.tar/film: binary data".to_owned(),
    ];
    assert_eq!(skipped, expected);
    assert!(run.stderr.contains("\nadded 2, "), "the good one, and that behind the film");
    assert!(run.megabytes < MEMORY, "{} MB", run.megabytes);
}
