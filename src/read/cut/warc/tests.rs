//! Web archives, whole and damaged.

use std::fmt::Write as _;
use std::io::Write as _;

use proptest::prelude::*;

use crate::read::cut::tests::records;
use crate::read::tests::{articles_of, gzip, zipped};

const LONGEST: usize = 20_000;

/// A record of a kind with these fields behind those that all have.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-06-17T10:30:00Z\r\n");
    head.push_str(fields);
    let _ = write!(head, "Content-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// What a server answered.
fn response(head: &str, body: &[u8]) -> Vec<u8> {
    let fields = "WARC-Target-URI: https://gullgazette.example/ferry\r\n\
                  Content-Type: application/http; msgtype=response\r\n";
    record("response", fields, &[head.as_bytes(), body].concat())
}

fn page(text: &str) -> Vec<u8> {
    response("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", text.as_bytes())
}

/// The records of an archive, a line each.
fn read(bytes: &[u8]) -> Vec<String> {
    let line = |(number, text): (Option<u64>, String)| match number {
        Some(number) => format!("{number} {text}"),
        None => text,
    };
    records("a.warc", bytes, LONGEST).into_iter().map(line).collect()
}

#[test]
fn what_is_no_page_is_passed_over_and_counted() {
    let typed = |media: &str| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n");
        response(&head, b"var text = 'of no page';")
    };
    let at = |uri: &str| {
        let fields = format!("WARC-Target-URI: {uri}\r\nContent-Type: text/plain\r\n");
        record("resource", &fields, format!("Got at {uri}").as_bytes())
    };
    let archive = [
        record("warcinfo", "Content-Type: application/warc-fields\r\n", b"format: WARC\r\n"),
        record("request", "Content-Type: application/http\r\n", b"GET / HTTP/1.1\r\n\r\n"),
        page("One"),
        response("HTTP/1.1 301 Moved\r\nLocation: /2\r\n\r\n", b"<p>Moved</p>"),
        response("HTTP/1.1 404 Not Found\r\n\r\n", b"<p>Gone</p>"),
        response("HTTP/1.1 200\r\n\r\n", b" \r\n"),
        typed("image/svg+xml"),
        typed("text/css"),
        typed("Application/X-JavaScript; charset=utf-8"),
        response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"\x89PNG\r\n\x1A\n"),
        record("revisit", "", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("metadata", "Content-Type: application/json\r\n", b"{\"title\":\"T\"}"),
        record("continuation", "WARC-Segment-Number: 2\r\n", b"the rest"),
        record("news", "", b"of a later version"),
        at("dns:gullgazette.example"),
        at("metadata://crawler.example/log"),
        at("https://gullgazette.example/robots.txt"),
        at("https://gullgazette.example/why-we-use.js?v=1"),
        at("https://gullgazette.example/note"),
        record("conversion", "Content-Type: text/plain\r\n", b"Text of a page"),
        response("garbled\r\n\r\n", b"x"),
        record("response", "", b"HTTP/1.garbled \r\n\r\nx"),
    ]
    .concat();
    let expected = [
        "3 One",
        "13 ! the continuation of a record is not read yet",
        "14 ! damaged: a record of no known type",
        "19 Got at https://gullgazette.example/note",
        "20 Text of a page",
        "21 ! damaged: no answer of a web server in it",
        "22 ! damaged: no answer of a web server in it",
    ];
    assert_eq!(read(&archive), expected);
    let none = record("metadata", "Content-Type: application/json\r\n", b"{\"title\":\"T\"}");
    assert_eq!(read(&none), ["! a web archive without pages"]);
}

/// A text as a Brotli stream, stored.
fn brotli(text: &[u8]) -> Vec<u8> {
    let head = u32::try_from(text.len() - 1).unwrap() << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], text, b"\x03"].concat()
}

#[test]
fn answers_are_read_as_they_were_meant() {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(b"It stopped.").unwrap();
    let zlib = zlib.finish().unwrap();
    let zstd = zstd::encode_all(&b"It stopped."[..], 1).unwrap();
    let chunked = b"3;x=y\r\nIt \r\n8\r\nstopped.\r\n00\r\n\r\n";
    let cases: [(&str, &[u8]); 21] = [
        ("Transfer-Encoding: chunked\r\n\r\n", chunked),
        ("transfer-encoding : Chunked\n\n", b"3\nIt \n8\nstopped.\n0\n"),
        ("Transfer-Encoding: gzip,\r\n chunked\r\n\r\n", b"B\r\nIt stopped."),
        ("Transfer-Encoding: chunked\r\n\r\n", b"B\r\nIt stopped.\r\n"),
        ("Transfer-Encoding: chunked\r\n\r\n", b"FF\r\nIt stopped."),
        ("Transfer-Encoding: chunked\r\n\r\n", b"It stopped."),
        ("Transfer-Encoding: chunked\r\n\r\n", b"3\r\nIt \r\nstopped."),
        ("Content-Encoding: deflate\r\n\r\n", &zlib),
        ("Content-Encoding: deflate\r\n\r\n", &zlib[2..zlib.len() - 4]),
        ("Content-Encoding: deflate\r\n\r\n", b"It stopped."),
        ("Content-Encoding: br\r\n\r\n", &brotli(b"It stopped.")),
        ("Content-Encoding: br\r\n\r\n", b"It stopped."),
        ("Content-Encoding: br, gzip\r\n\r\n", &brotli(&gzip(b"It stopped."))),
        ("Content-Encoding: br\r\n\r\n", &gzip(b"It stopped.")),
        ("Content-Encoding: gzip\r\n\r\n", &gzip(b"It stopped.")),
        ("Content-Encoding: gzip\r\n\r\n", b"It stopped."),
        ("\r\n", &gzip(b"It stopped.")),
        ("Content-Encoding: zstd\r\n\r\n", &zstd),
        ("Content-Length: 3\r\n\r\n", b"It stopped."),
        ("", b"X-\xC3: \xFF\r\nno colon\r\nServer\r\n\r\nIt stopped."),
        ("\r\n", b"\r\nIt stopped."),
    ];
    for (head, body) in cases {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{head}");
        assert_eq!(read(&response(&head, body)), ["1 It stopped."], "{head}");
    }
    let announced = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nIt stopped.";
    assert_eq!(read(&response("", announced)), ["1 It stopped."]);
    let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    bomb.write_all(&vec![b' '; LONGEST + 1]).unwrap();
    let packed = "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n";
    assert_eq!(read(&response(packed, &bomb.finish().unwrap())), ["1 ! longer than 20 kB"]);
    let faulty = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n";
    let lost = read(&response(faulty, b"\xFF\x01\x02\xFE\x03\x04"));
    assert!(lost[0].starts_with("1 ! damaged: "), "{lost:?}");
}

#[test]
fn heads_of_records_are_read_however_they_are_written() {
    let heads = [
        "WARC/1.1\nwarc-type: resource\nCONTENT-LENGTH: 11\n\n",
        "WARC/0.18\r\nWARC-Type:resource\r\nContent-Length : 11\r\n\r\n",
        "WARC/1.0\r\nContent-Length:\r\n\t11\r\nX: a\r\n b\r\nWARC-Type: resource\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: resource\r\n\r\n",
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: many\r\n\r\n",
    ];
    for head in heads {
        let first = [head.as_bytes(), b"It stopped.\r\n\r\n"].concat();
        let archive = [first, page("Two")].concat();
        assert_eq!(read(&archive), ["1 It stopped.", "2 Two"], "{head:?}");
    }
}

#[test]
fn a_broken_record_takes_no_other_with_it() {
    let broken = |from: &str, to: &str| {
        String::from_utf8(page("Two, which is broken")).unwrap().replace(from, to).into_bytes()
    };
    let of = |text: &'static str| vec![format!("2 {text}")];
    let cases = [
        (broken("Length: 65", "Length: 60"), of("Two, which is broken")),
        (broken("Length: 65", "Length: 99"), of("Two, which is broken")),
        (broken("Length: 65", "Length: 6500"), of("Two, which is broken")),
        (broken("Length: 65", "Length: 650000"), of("! longer than 20 kB")),
        (broken("Length: 65", "Length: 99999999999999999999"), of("Two, which is broken")),
        (broken(" is broken\r\n\r\n", ""), of("Two, which")),
        (broken("WARC/1.0", "garbage"), of("! damaged: the head of a record cannot be read")),
        (broken("\r\n\r\n", "\r\n"), of("! damaged: the head of a record cannot be read")),
        (broken(" is broken\r\n\r\n", " is broken"), of("Two, which is broken")),
        (broken(" is broken\r\n\r\n", " is broken\r\n\r\n\r\n\r\n"), of("Two, which is broken")),
        (page(&"x".repeat(LONGEST + 1)), of("! longer than 20 kB")),
        (page("Two\n\nWARC/1.0\r\nWARC-Type: is a line of it"), {
            vec!["2 Two\n\nWARC/1.0\r\nWARC-Type: is a line of it".to_owned()]
        }),
        (b"WARC/1.0\r\nWARC-Ty".to_vec(), of("! damaged: the head of a record cannot be read")),
    ];
    for (two, expected) in cases {
        let whole = [page("One"), two.clone(), page("Three")].concat();
        let expected = [vec!["1 One".to_owned()], expected, vec!["3 Three".to_owned()]].concat();
        assert_eq!(read(&whole), expected, "{}", String::from_utf8_lossy(&two));
    }
    let cut = [page("One"), page("Two, which is cut off")].concat();
    let expected = ["1 One", "2 ! damaged: the file ends inside it"];
    assert_eq!(read(&cut[..cut.len() - 8]), expected);
    let padded = [page("One"), vec![0; 1000]].concat();
    let expected = ["1 One", "2 ! damaged: the head of a record cannot be read"];
    assert_eq!(read(&padded), expected);
}

#[test]
fn damage_in_a_packed_record_loses_that_record() {
    let long: String = (0..400).fold(String::new(), |mut text, n| {
        let _ = write!(text, "Sentence {n} of {} tells of the ferry. ", n * 7919 % 1000);
        text
    });
    let members = [gzip(&page("One")), gzip(&page(&long)), gzip(&page("Three"))];
    let damaged = |at: usize, byte: u8| {
        let mut members = members.clone();
        members[1][at] ^= byte;
        read(&members.concat())
    };
    let last = members[1].len();
    for at in (0..last).step_by(7) {
        let found = damaged(at, 0x55);
        assert_eq!(found[0], "1 One", "{at}");
        assert_eq!(found.last().unwrap(), "3 Three", "{at}");
    }
    // What only the checksum is wrong with is read.
    let text = format!("2 {}", long.trim());
    assert_eq!(damaged(last - 5, 1), ["1 One", &text, "3 Three"]);
    let gone = "2 ! damaged: what stands here does not unpack";
    assert_eq!(damaged(0, 1), ["1 One", gone, "3 Three"]);
}

#[test]
fn archives_made_to_be_looked_through_again_and_again_end() {
    // Members with names of any length, all over each other.
    let names = b"\x1F\x8B\x08\x08nam".repeat(300_000);
    let found = read(&[gzip(&page("One")), names].concat());
    assert_eq!(found[0], "1 One");
    // Records that say they are as long as the rest, and heads that do not end.
    let lengths = b"WARC/1.0\r\nContent-Length: 19999\r\n\r\n".repeat(30_000);
    let heads = b"WARC/1.0\r\nWARC-Type: x".repeat(60_000);
    let lines = b"WARC/1.0\r\nX: WARC/1.0\r\n".repeat(60_000);
    for bytes in [lengths, heads, lines, b"WARC/".repeat(400_000)] {
        let found = read(&[page("One"), bytes, page("Two")].concat());
        assert_eq!(found[0], "1 One");
        assert!(found.last().unwrap().ends_with(" Two"), "{:?}", found.last());
    }
}

#[test]
fn a_damaged_archive_of_web_archives_ends() {
    let archive: Vec<u8> = (0..50).flat_map(|n| page(&format!("Page {n} of some."))).collect();
    let sound = zipped(&[("a.warc", &archive), ("b.warc.gz", &gzip(&archive))]);
    assert_eq!(records("a.zip", &sound, LONGEST).len(), 100);
    for at in (40..sound.len()).step_by(11) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x55;
        assert!(!records("a.zip", &bytes, LONGEST).is_empty());
    }
}

#[test]
fn frames_may_be_packed_with_a_dictionary() {
    let texts: Vec<String> = (0..200)
        .map(|n| format!("The ferry of {n} stopped in fog number {}, and nobody knew why.", n * 31))
        .collect();
    let pages: Vec<Vec<u8>> = texts.iter().map(|text| page(text)).collect();
    let dictionary = zstd::dict::from_samples(&pages, 4_000).unwrap();
    let mut compressor = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
    let frames: Vec<Vec<u8>> =
        pages.iter().map(|page| compressor.compress(page).unwrap()).collect();
    let packed = zstd::encode_all(&dictionary[..], 3).unwrap();
    for dictionary in [&dictionary, &packed] {
        let size = u32::try_from(dictionary.len()).unwrap().to_le_bytes();
        let ahead = [b"\x5D\x2A\x4D\x18", &size[..], dictionary].concat();
        let mut archive = [ahead.clone(), frames.concat()].concat();
        let expected: Vec<String> =
            texts.iter().enumerate().map(|(n, text)| format!("{} {text}", n + 1)).collect();
        assert_eq!(read(&archive), expected);
        archive[ahead.len() + frames[0].len()] ^= 1;
        let found = read(&archive);
        assert_eq!(found[0], expected[0]);
        assert_eq!(found[1], "2 ! damaged: what stands here does not unpack");
        assert_eq!(found[2..], expected[2..]);
    }
}

#[test]
fn an_article_knows_when_and_where_it_was_got() {
    let fields = |uri: &str| {
        format!("WARC-Target-URI: {uri}\r\nContent-Type: text/html; charset=windows-1251\r\n")
    };
    let html = "<html><head><meta property=\"article:published_time\" content=\"2024-06-21\"></head>\
        <body><h1>Паром стоит</h1><p>Паром остановился в тумане, и никто не знал почему.</p></body>";
    let (html, ..) = encoding_rs::WINDOWS_1251.encode(html);
    let feed = "<rss><channel><item><title>Fog</title><description>It came.</description></item>\
        <item><title>Ice</title><description>It went.</description></item></channel></rss>";
    let zip = zipped(&[("a.txt", b"Ferry\n\nIt stopped in the fog.")]);
    let archive = [
        record("resource", &fields("<https://gullgazette.example/a b>"), &html),
        record("resource", &fields("https://gullgazette.example/feed"), feed.as_bytes()),
        record(
            "resource",
            "WARC-Target-URI: https://a.example/1\r\n",
            b"{\"title\":\"Ferry\",\"date\":\"2024-06-20\"}",
        ),
        record("resource", "", &zip),
        record("resource", "", &zip),
        record(
            "conversion",
            "WARC-Target-URI: https://www.a.example/2\r\nWARC-Truncated: length\r\n",
            b"Ferry\n\nIt stopped in the fog.",
        ),
    ]
    .concat();
    let (found, skipped) = articles_of("a.warc.gz", &gzip(&archive));
    assert_eq!(skipped, Vec::<String>::new());
    let told: Vec<String> = found
        .iter()
        .map(|article| {
            let head = &article.head;
            assert_eq!(head.crawled.as_ref().unwrap().date.to_string(), "2024-06-17T10:30:00Z");
            let place = format!("{}:{}", head.place(), head.record.unwrap_or(0));
            let url = head.url.as_deref().unwrap_or("-");
            format!("{place} {} {url}", head.headline.as_deref().unwrap_or("-"))
        })
        .collect();
    let expected = [
        "a.warc.gz:1 Паром стоит https://gullgazette.example/a%20b",
        "a.warc.gz/2:1 Fog -",
        "a.warc.gz/2:2 Ice -",
        "a.warc.gz:3 Ferry https://a.example/1",
        "a.warc.gz/4/a.txt:0 - -",
        "a.warc.gz/5/a.txt:0 - -",
        "a.warc.gz:6 - https://www.a.example/2",
    ];
    assert_eq!(told, expected);
    let mut ids: Vec<&str> = found.iter().map(|article| article.head.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), expected.len());
    // Published after it was got.
    assert_eq!(found[0].head.date, None);
    let notes = ["read as windows-1251", "meta article:published_time: impossible date 2024-06-21"];
    assert_eq!(found[0].head.notes, notes);
    let notes = ["date 2024-06-20 refused: more than two days after the crawl"];
    assert_eq!(found[3].head.notes, notes);
    let last = &found[6].head;
    assert_eq!(last.notes, ["cut off by the crawler (length)"]);
    assert_eq!(last.source.as_ref().unwrap().domain.as_deref(), Some("a.example"));
    assert_eq!(last.found_in.url.as_deref(), Some("crawled address"));
}

#[test]
fn a_record_with_a_wrong_checksum_is_read_and_says_so() {
    let text = "Ferry\n\nIt stopped in the fog, and nobody knew why.";
    let mut archive = gzip(&page(text));
    let checksum = archive.len() - 8;
    archive[checksum] ^= 1;
    let (found, skipped) = articles_of("a.warc.gz", &[archive, gzip(&page("Two"))].concat());
    assert_eq!(skipped, Vec::<String>::new());
    assert_eq!(found[0].head.notes, ["its checksum does not match: perhaps damaged"]);
    assert_eq!(found[1].head.notes, Vec::<String>::new());
    assert_eq!(found[1].head.record, Some(2));
}

/// What may become of a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(prop::sample::Index, u8),
    Delete(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
    Cut(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), 1..=255_u8).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        // Less than the shortest record has: a length that is wrong by just that looks right.
        2 => (at(), 1..40_usize).prop_map(|(at, count)| Damage::Delete(at, count)),
        2 => (at(), prop::collection::vec(any::<u8>(), 1..300)).prop_map(|(at, b)| Damage::Insert(at, b)),
        1 => at().prop_map(Damage::Cut),
    ]
}

/// Damages a file of pieces; gives what is left, and which pieces are whole. The first bytes, by
/// which a packed file is known to be one, stay.
fn damaged(pieces: &[Vec<u8>], damages: &[Damage]) -> (Vec<u8>, Vec<bool>) {
    let mut bytes: Vec<(usize, u8)> = pieces
        .iter()
        .enumerate()
        .flat_map(|(number, piece)| piece.iter().map(move |&byte| (number, byte)))
        .collect();
    let mut whole = vec![true; pieces.len()];
    for damage in damages {
        let size = bytes.len();
        if size < 8 {
            break;
        }
        let place = |at: &prop::sample::Index| 4 + at.index(size - 4);
        match damage {
            Damage::Flip(at, bits) => {
                let (number, byte) = &mut bytes[place(at)];
                *byte ^= bits;
                whole[*number] = false;
            }
            Damage::Delete(at, count) => {
                let at = place(at);
                for (number, _) in bytes.drain(at..size.min(at + count)) {
                    whole[number] = false;
                }
            }
            Damage::Insert(at, more) => {
                let at = place(at);
                let number = bytes[at].0;
                // Between two pieces neither is touched.
                if bytes[at - 1].0 == number {
                    whole[number] = false;
                }
                bytes.splice(at..at, more.iter().map(|&byte| (number, byte)));
            }
            Damage::Cut(at) => {
                for (number, _) in bytes.drain(place(at)..) {
                    whole[number] = false;
                }
            }
        }
    }
    (bytes.into_iter().map(|(_, byte)| byte).collect(), whole)
}

/// Some pages of different lengths and kinds.
fn pages() -> (Vec<String>, Vec<Vec<u8>>) {
    let texts: Vec<String> = (1..=12)
        .map(|n| {
            let sentence =
                |k: usize| format!("Line {k} of page {n}, {}.\n\n", (k * 7919 + n) % 997);
            (0..=n * n % 17).map(sentence).collect::<String>().trim().to_owned()
        })
        .collect();
    let pages = texts.iter().enumerate().map(|(n, text)| match n % 3 {
        0 => page(text),
        1 => record("resource", "Content-Type: text/plain\r\n", text.as_bytes()),
        _ => {
            let chunks = format!("{:x}\r\n{text}\r\n0\r\n\r\n", text.len());
            response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks.as_bytes())
        }
    });
    let pages = pages.collect();
    (texts, pages)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn records_that_no_damage_touches_are_read(
        damages in prop::collection::vec(damage(), 1..5),
        packing in 0..3,
    ) {
        let (texts, pages) = pages();
        let pieces: Vec<Vec<u8>> = match packing {
            0 => pages,
            1 => pages.iter().map(|page| gzip(page)).collect(),
            _ => pages.iter().map(|page| zstd::encode_all(&page[..], 1).unwrap()).collect(),
        };
        let (bytes, whole) = damaged(&pieces, &damages);
        let found = records("a.warc", &bytes, LONGEST);
        for (text, _) in texts.iter().zip(&whole).filter(|(_, whole)| **whole) {
            let count = found.iter().filter(|(_, read)| read == text).count();
            prop_assert_eq!(count, 1, "{}: {:?}", text, found);
        }
        let numbers: Vec<u64> = found.iter().filter_map(|(number, _)| *number).collect();
        prop_assert!(numbers.is_sorted_by(|a, b| a < b), "{:?}", numbers);
    }
}
