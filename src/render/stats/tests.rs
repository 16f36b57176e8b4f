use super::super::samples::plain;
use super::*;
use crate::results::SCHEMA;

fn counts(rows: &[(&str, u64)]) -> Vec<Count> {
    rows.iter()
        .map(|&(value, articles)| Count {
            value: (!value.is_empty()).then(|| value.to_owned()),
            articles,
        })
        .collect()
}

#[test]
fn tables_are_aligned_and_the_unknown_stands_last() {
    let sample = Stats {
        schema: SCHEMA.to_owned(),
        articles: 1_230,
        files: 1,
        bytes: 4_560_000,
        sources: counts(&[
            ("Harbour Gazette", 1_000),
            ("越南新闻 with a name too long for this terminal", 200),
            ("evil\u{1b}[2J", 1),
            ("", 29),
        ]),
        years: counts(&[("2023", 0), ("2024", 1_230)]),
        ..Stats::default()
    };
    let look = Look { width: Some(48), ..Look::default() };
    let shown = plain(&stats(&sample, look));
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            "1,230 articles from 1 file, 4.5 MB on disk",
            "",
            "sources",
            "  Harbour Gazette           1,000  █████████████",
            "  越南新闻 with a name to…    200  ██▋",
            "  evil[2J                       1  ▏",
            "  unknown                      29  ▌",
            "",
            "years",
            "  2023                          0",
            "  2024                      1,230  █████████████"
        ]
    );
}

#[test]
fn a_long_tail_is_one_row() {
    let names: Vec<String> = (0..40).map(|number| format!("source {number:02}")).collect();
    let mut rows: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 3)).collect();
    rows.push(("", 5));
    let sample = Stats { sources: counts(&rows), ..Stats::default() };
    let shown = plain(&stats(&sample, Look::default()));
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 20);
    assert_eq!(
        lines[17..],
        ["  source 14   3  █", "  25 others  75  ████████████████████████", "  unknown     5  █▋",]
    );
}
