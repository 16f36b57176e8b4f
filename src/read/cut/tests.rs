//! Files cut into records.

use super::*;

/// The numbers and texts of the records, chunk borders forgotten.
pub(super) fn records(name: &str, bytes: &[u8], longest: usize) -> Vec<(Option<u64>, String)> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let file = File {
        root: path.clone(),
        relative: name.to_owned(),
        path,
        bytes: 0,
        modified: 0,
        begin: 0,
    };
    let mut found = Vec::new();
    let take = |chunk: Chunk| {
        for cut in chunk.records {
            let text = match cut.place {
                Ok(range) => String::from_utf8_lossy(&chunk.bytes[range]).trim().to_owned(),
                Err(reason) => format!("! {reason}"),
            };
            found.push((cut.number, text));
        }
        Ok(())
    };
    cut(&file, &Arc::default(), longest, take).unwrap();
    found
}

#[test]
fn files_are_cut_into_records() {
    type Case = (&'static str, &'static str, &'static [(Option<u64>, &'static str)]);
    let cases: &[Case] = &[
        ("a.txt", "One\n\ntext", &[(None, "One\n\ntext")]),
        ("a.txt", " \n ", &[(None, "! no text in it")]),
        ("a.jsonl", "{\"a\":1}\n\n{\"a\":2}", &[(Some(1), "{\"a\":1}"), (Some(3), "{\"a\":2}")]),
        ("a.json", "{\"a\": \"}\\\"}\"}\n", &[(None, "{\"a\": \"}\\\"}\"}")]),
        ("a.json", "{\"a\":1} {\"a\":2}", &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":2}")]),
        (
            "a.json",
            "[{\"a\":[{}]}, 3, \"x]\"]",
            &[(Some(1), "{\"a\":[{}]}"), (Some(2), "3"), (Some(3), "\"x]\"")],
        ),
        (
            "a.json",
            "{\"ok\":1,\"articles\":[{\"a\":1},{\"a\":2}],\"n\":2}",
            &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":2}")],
        ),
        (
            "a.json",
            "{\"hits\":{\"total\":{\"v\":1},\"hits\":[{\"a\":1}]}}",
            &[(Some(1), "{\"a\":1}")],
        ),
        (
            "a.json",
            "{\"body\":\"t\",\"items\":[{\"a\":1}]}",
            &[(None, "{\"body\":\"t\",\"items\":[{\"a\":1}]}")],
        ),
        ("a.json", "[]", &[(None, "! no text in it")]),
        ("a.json", "[{\"a\":1}, {\"a\":", &[(Some(1), "{\"a\":1}"), (Some(2), "{\"a\":")]),
    ];
    for (name, text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|&(n, t)| (n, t.to_owned())).collect();
        assert_eq!(records(name, text.as_bytes(), 100), expected, "{text}");
        let marked = format!("\u{FEFF}{text}");
        let found: Vec<_> = records(name, marked.as_bytes(), 100)
            .into_iter()
            .map(|(n, t)| (n, t.trim_start_matches('\u{FEFF}').to_owned()))
            .collect();
        if !text.trim().is_empty() {
            assert_eq!(found, expected, "with a byte order mark: {text}");
        }
    }
}

#[test]
fn what_is_too_long_is_skipped_and_the_rest_read() {
    let long = "x".repeat(200_000);
    let lines = format!("{{\"a\":1}}\n{{\"a\":\"{long}\"}}\n{{\"a\":3}}\n");
    let values = format!("[{{\"a\":1}},{{\"a\":\"{long}\"}},{{\"a\":3}}]");
    let expected = [
        (Some(1), "{\"a\":1}".to_owned()),
        (Some(2), "! longer than 1 kB".to_owned()),
        (Some(3), "{\"a\":3}".to_owned()),
    ];
    assert_eq!(records("a.jsonl", lines.as_bytes(), 1000), expected);
    assert_eq!(records("a.json", values.as_bytes(), 1000), expected);
    let whole = [(None, "! longer than 1 kB".to_owned())];
    assert_eq!(records("a.txt", long.as_bytes(), 1000), whole);
}

#[test]
fn utf16_lines_are_cut_where_they_end() {
    let text = "{\"a\":\"ਊ\"}\n{\"a\":2}\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected = [(Some(1), "{\"a\":\"ਊ\"}".to_owned()), (Some(2), "{\"a\":2}".to_owned())];
    assert_eq!(records("a.jsonl", &bytes, 1000), expected);
}
