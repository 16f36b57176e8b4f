//! Reading as its callers see it: files in, articles out.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::civil;

use super::{File, Settings, Undated, articles, walk};
use crate::article::Article;

fn settings(threads: usize) -> Settings {
    Settings {
        threads: NonZeroUsize::new(threads).unwrap(),
        longest: 100_000,
        today: civil::date(2024, 6, 19),
        undated: Undated::Unknown,
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

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
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
    fs::create_dir(dir.path().join("a_files")).unwrap();
    fs::create_dir(dir.path().join("case_files")).unwrap();
    write("a_files/frame.html", b"<p>An advertisement framed in a page, saved with it.</p>");
    write("case_files/one.txt", b"The first case.");
    write("h.css.download", b"body{color:red}");
    write("i.js", b"var a = 1;");
    let warned = "<br />\n<b>Warning</b>: x in /var/www/feed.php on line <b>3</b>\n";
    let feed = "<?xml version='1.0'?><rss><channel><item><title>One</title></item></channel></rss>";
    write("j.xml", format!("{warned}{feed}").as_bytes());
    assert_eq!(
        read(dir.path(), 1),
        [
            "a.html:0 ! damaged: couldn't parse input",
            "b.txt:0 ! no text in it",
            "c.txt:0 ! an ELF program",
            "case_files/one.txt:0 -",
            "d.json:0 ! not JSON: EOF while parsing a value at column 22",
            "e.json:1 ! not JSON: expected ident at column 2",
            "e.json:2 ! not JSON: expected value at column 1",
            "f.xml:0 ! no text in it",
            "g.md:0 A: b",
            "h.css.download:0 ! a style sheet",
            "i.js:0 ! a script",
            "j.xml:1 One",
        ]
    );
}

#[test]
fn files_of_one_name_in_an_archive_are_told_apart() {
    let files: [(&str, &[u8]); 2] = [("a.txt", b"The first of them."), ("a.txt", b"The second.")];
    let (found, _) = articles_of("a.tar", &tarred(&files));
    let places: Vec<_> = found.iter().map(|article| article.head.place()).collect();
    assert_eq!(places, ["a.tar/a.txt", "a.tar/a.txt (2)"]);
    // A ZIP archive names its files twice: at each, and in its directory.
    let mut twice = zipped(&[("a.txt", files[0].1), ("b.txt", files[1].1)]);
    let names: Vec<_> = memchr::memmem::find_iter(&twice, "b.txt").collect();
    for at in names {
        twice[at] = b'a';
    }
    let (found, skipped) = articles_of("a.zip", &twice);
    assert_eq!(found.iter().map(|article| &*article.body).collect::<Vec<_>>(), ["The second."]);
    let told =
        "a.zip:0 ! 1 of its files have the name of another: only the last of each name is read";
    assert_eq!(skipped, [told]);
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

/// The articles of one file as JSON, and what was skipped, as they come.
pub(super) fn articles_of(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(name), bytes).unwrap();
    let (mut found, mut skipped) = (Vec::new(), Vec::new());
    let mut articles = articles(files(dir.path()), settings(2)).unwrap();
    while let Some(file) = articles.next_file() {
        for article in file {
            match article {
                Ok(article) => found.push(article),
                Err(lost) => {
                    let place = crate::article::place(name, lost.member.as_deref()).into_owned();
                    let record = lost.record.unwrap_or(0);
                    skipped.push(format!("{place}:{record} ! {}", lost.reason));
                }
            }
        }
    }
    (found, skipped)
}

/// Place, headline, source, date, byline, address and text of an article in a line each.
pub(super) fn told(article: &Article) -> String {
    let Article { head, body } = article;
    let source = head.source.as_ref().map(|source| {
        let name = source.name.as_deref().unwrap_or("-");
        format!("{name} ({}) by {}", source.domain.as_deref().unwrap_or("-"), source.found_in)
    });
    let date = head.date.as_ref().map(|dated| format!("{} by {}", dated.date, dated.found_in));
    let lines = [
        Some(format!("{}:{}", head.place(), head.record.unwrap_or(0))),
        head.headline.clone(),
        source,
        date,
        Some(head.byline.join(", ")),
        head.url.clone(),
        Some(body.replace("\n\n", " ¶ ")),
    ];
    lines.map(|line| line.unwrap_or("-".to_owned())).join("\n")
}

#[test]
fn the_items_of_a_feed_are_articles_of_its_publication() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull Gazette</title>
        <link>https://gullgazette.example/</link><language>en-gb</language>
        <item><title>Ferry &amp; fog</title><link>https://gullgazette.example/1?utm_source=rss</link>
        <description>Short.</description><content:encoded><![CDATA[<p>The ferry stopped.</p><p>Nobody knew.</p>]]></content:encoded>
        <dc:creator>Ida Morrow</dc:creator><pubDate>Mon, 17 Jun 2024 10:30:00 +0200</pubDate><guid isPermaLink="false">n1</guid></item>
        <item><title>Broken</title><description>Text & more <b>here</item>
        <item><title>Taken over</title><source url="https://other.example/feed">Other Post</source>
        <description>A text.</description><guid>https://gullgazette.example/3</guid></item>
        <item><title>Cut"#;
    let (found, skipped) = articles_of("a.xml", rss.as_bytes());
    let expected = [
        "a.xml:1\nFerry & fog\nThe Gull Gazette (gullgazette.example) by feed title\n\
         2024-06-17T10:30:00+02:00 by element \"pubDate\"\nIda Morrow\n\
         https://gullgazette.example/1\nThe ferry stopped. ¶ Nobody knew.",
        "a.xml:2\nBroken\nThe Gull Gazette (gullgazette.example) by feed title\n-\n\n-\n\
         Text & more here",
        "a.xml:3\nTaken over\nOther Post (other.example) by element \"source\"\n-\n\n\
         https://gullgazette.example/3\nA text.",
    ];
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(skipped, ["a.xml:4 ! damaged: the file ends inside it"]);
    assert_eq!(found[0].head.key.as_deref(), Some("n1"));
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Bote</title><link rel="self" href="https://bote.example/feed"/><link href="https://bote.example/"/>
        <entry><title type="html">Nebel &amp;amp; Fähre</title><link href="https://bote.example/1"/><id>tag:1</id><author><name>Ida Morrow</name><email>i@bote.example</email></author>
        <published>2024-06-17T10:30:00Z</published><updated>2024-06-18T10:30:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Fähre hielt an.</p><p>Niemand wusste warum.</p></div></content></entry></feed>"#;
    let (found, _) = articles_of("b", atom.as_bytes());
    let expected = "b:1\nNebel & Fähre\nDer Bote (bote.example) by feed title\n\
        2024-06-17T10:30:00Z by element \"published\"\nIda Morrow\nhttps://bote.example/1\n\
        Die Fähre hielt an. ¶ Niemand wusste warum.";
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [expected]);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Gull Gazette",
        "home_page_url": "https://gullgazette.example/", "items": [{"id": "1", "title": "Ferry",
        "content_html": "<p>It stopped.</p>", "authors": [{"name": "Ida Morrow"}],
        "date_published": "2024-06-17T10:30:00Z", "url": "https://gullgazette.example/1"}]}"#;
    let (found, _) = articles_of("c.json", json.as_bytes());
    let expected = "c.json:1\nFerry\nThe Gull Gazette (gullgazette.example) by key \"title\" of \
        the feed\n2024-06-17T10:30:00Z by key \"date_published\"\nIda Morrow\n\
        https://gullgazette.example/1\nIt stopped.";
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [expected]);
}

#[test]
fn the_rows_of_a_table_are_articles() {
    let table = "\u{FEFF}Title;Text;Date;Author\r\n\
        Ferry;\"It stopped; \"\"why\"\"?\n\nNobody knew.\";2024-06-17;Ida Morrow\r\n\
        \r\n\
        Too;many;values;in;it\n\
        Fog;It came.\n\
        ;;;\n";
    let (found, skipped) = articles_of("a.csv", table.as_bytes());
    let expected = [
        "a.csv:2\nFerry\n-\n2024-06-17 by column \"Date\"\nIda Morrow\n-\n\
         It stopped; \"why\"? ¶ Nobody knew.",
        "a.csv:4\nFog\n-\n-\n\n-\nIt came.",
    ];
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    let lost = [
        "a.csv:3 ! 5 values where the first row names 4 columns",
        "a.csv:5 ! no text in it: none of the keys body, text, content, articleBody, …",
    ];
    assert_eq!(skipped, lost);
    let (found, skipped) = articles_of("b.tsv", b"a\tb\n1\t2\n");
    assert!(found.is_empty());
    let none =
        "b.tsv:2 ! no columns for an article: the first row names none of title, text, date, …";
    assert_eq!(skipped, [none]);
    let (found, _) = articles_of("c.tsv", b"headline\tbody\nFerry, again\tIt stopped.\n");
    assert_eq!(told(&found[0]), "c.tsv:2\nFerry, again\n-\n-\n\n-\nIt stopped.");
    let torn =
        b"sep=;\ntitle;text;date\nOne;\"It stopped.\nTwo;It went on.;2024\nThree;\"It\nended.\";\n\
        Four;\"It began.\nFive;It\n";
    let (found, skipped) = articles_of("e.csv", torn);
    let numbers: Vec<_> = found.iter().filter_map(|article| article.head.record).collect();
    assert_eq!(numbers, [4, 5, 7]);
    assert_eq!(found[1].body, "It\nended.");
    let open = |row| format!("e.csv:{row} ! a quotation mark in it is never closed");
    assert_eq!(skipped, [open(3), open(6)]);
    // As spreadsheets write what they call Unicode text, in German.
    let german = "Überschrift\tDatum\tAutor\tText\r\nNebel\t17.6.2024\tIda Morrow\tEr kam.\r\n";
    let wide: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(german.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (found, _) = articles_of("d.csv", &wide);
    let expected = "d.csv:2\nNebel\n-\n2024-06-17 by column \"Datum\"\nIda Morrow\n-\nEr kam.";
    assert_eq!(told(&found[0]), expected);
}

/// A tar archive of files.
fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// A ZIP archive of files.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_files_of_archives_are_read_like_files() {
    let lines = b"{\"title\":\"One\"}\nbroken\n{\"title\":\"Two\"}\n";
    let inner = zipped(&[("b/x.jsonl", lines), (".hidden", b"x"), ("__MACOSX/b", b"x")]);
    let packed = gzip(b"Headline\n\nA text in an archive, long enough to be one.");
    let files: [(&str, &[u8]); 4] = [
        ("a.html", b"<html><h1>Page</h1><p>A paragraph of the page that has some length.</p>"),
        ("inner.zip", &inner),
        ("c.txt.gz", &packed),
        ("d.png", b"\x89PNG\r\n\x1A\n"),
    ];
    let expected = |name: &str| {
        let places = ["a.html:0", "inner.zip/b/x.jsonl:1", "inner.zip/b/x.jsonl:3", "c.txt.gz:0"];
        places.map(|place| format!("{name}/{place}")).to_vec()
    };
    let archives = [
        ("a.tar", tarred(&files)),
        ("a.tgz", gzip(&tarred(&files))),
        ("a.zip", zipped(&files)),
        ("a.zip.gz", gzip(&zipped(&files))),
    ];
    for (name, bytes) in archives {
        let (found, skipped) = articles_of(name, &bytes);
        let places: Vec<String> = found
            .iter()
            .map(|Article { head, .. }| format!("{}:{}", head.place(), head.record.unwrap_or(0)))
            .collect();
        assert_eq!(places, expected(name));
        let lost = [
            format!("{name}/inner.zip/b/x.jsonl:2 ! not JSON: expected value at column 1"),
            format!("{name}/d.png:0 ! a PNG image"),
        ];
        assert_eq!(skipped, lost);
    }
}

#[test]
fn archives_made_to_do_harm_end() {
    let mut nested = b"Text".to_vec();
    for _ in 0..6 {
        nested = zipped(&[("a.zip", &nested)]);
    }
    let (found, skipped) = articles_of("a.zip", &nested);
    assert!(found.is_empty());
    let place = "a.zip/a.zip/a.zip/a.zip/a.zip";
    assert_eq!(skipped, [format!("{place}:0 ! an archive inside 4 others")]);
    // Of nothing but zeros, packed a thousand times smaller.
    let zeros = vec![b' '; 128 << 20];
    let (found, skipped) = articles_of("a.jsonl.zst", &zstd::encode_all(&zeros[..], 1).unwrap());
    assert!(found.is_empty());
    assert_eq!(skipped, ["a.jsonl.zst:0 ! damaged: unpacks to more than 250 times its size"]);
    let (found, skipped) = articles_of("a.zip", &zipped(&[("a.txt", b"Text")])[..60]);
    assert!(found.is_empty());
    assert_eq!(skipped.len(), 1);
}

/// Inputs that the fuzzer of `tests/fuzz` found or kept, one that was a finding once among them.
#[test]
fn what_the_fuzzer_kept_gives_articles_or_reasons() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds/read");
    let answers = read(&seeds, 2);
    let panicked: Vec<_> =
        answers.iter().filter(|answer| answer.contains("failed on it")).collect();
    assert!(panicked.is_empty(), "{panicked:?}");
    assert!(answers.len() > 200, "only {} answers: is the archive of seeds read?", answers.len());
}
