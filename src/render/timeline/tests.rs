use super::super::samples::{plain, tagged};
use super::*;
use crate::results::{Headed, Measure, SCHEMA, Unit};

fn series(query: &str, counts: &[(&str, u64, u64)]) -> Series {
    let bucket = |&(bucket, articles, total): &(&str, u64, u64)| Bucket {
        bucket: bucket.to_owned(),
        articles,
        total,
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        ratio: (total > 0).then(|| articles as f64 / total as f64),
    };
    Series {
        query: query.to_owned(),
        notes: Vec::new(),
        part: Part::Whole,
        value: None,
        articles: counts.iter().map(|(_, articles, _)| articles).sum(),
        undated: 0,
        imprecise: 0,
        buckets: counts.iter().map(bucket).collect(),
        peaks: Vec::new(),
    }
}

fn over_time(series: Vec<Series>) -> Timeline {
    Timeline {
        schema: SCHEMA.to_owned(),
        count: Unit::Articles,
        measure: Measure::Articles,
        by: Some(Step::Month),
        split: None,
        more: 0,
        took_ms: 1.0,
        series,
    }
}

fn chart(width: usize, drawn: Measure) -> Chart {
    Chart { look: Look { width: Some(width), ..Look::default() }, drawn }
}

const OIL: [(&str, u64, u64); 8] = [
    ("2024-01", 12, 4_000),
    ("2024-02", 0, 0),
    ("2024-03", 1, 4_000),
    ("2024-04", 0, 90),
    ("2024-05", 0, 90),
    ("2024-06", 0, 90),
    ("2024-07", 0, 90),
    ("2024-08", 1_200, 2_400),
];

#[test]
fn one_series_has_all_its_figures() {
    let mut oil = series("oil", &OIL);
    oil.undated = 1;
    let article = Headed {
        id: "3f9a0c12b4d5e6f7".to_owned(),
        headline: Some("Oil \u{1b}[2Jfound".to_owned()),
        lead: None,
        source: Some("Harbour Gazette".to_owned()),
    };
    oil.peaks = vec![Peak {
        bucket: "2024-08".to_owned(),
        articles: 1_200,
        height: 9.0,
        article: Some(article),
    }];
    let shown = timeline(&over_time(vec![oil]), chart(60, Measure::Articles));
    assert_eq!(
        plain(&shown).lines().collect::<Vec<_>>(),
        [
            "1,213 articles by month",
            "",
            "           articles     of  share",
            "  2024-01        12  4,000   0.3%  ▎",
            "  2024-02         0      0",
            "  2024-03         1  4,000  <0.1%  ▏",
            "  ⋮        none for 4 months",
            "  2024-08     1,200  2,400  50.0%  █████████████████████████",
            "",
            "peaks",
            "  2024-08  1,200  Oil [2Jfound · Harbour Gazette · 3f9a0c12",
            "",
            "not shown: 1 article without a date",
        ]
    );
    assert!(tagged(&shown).contains("<s>▎</>") && !shown.contains("\u{1b}[2J"), "{shown}");
}

#[test]
fn bars_are_as_long_as_shares_where_that_is_asked() {
    let shown = timeline(
        &over_time(vec![series("oil", &[("2024-01", 3, 4), ("2024-02", 1, 4)])]),
        chart(44, Measure::Ratio),
    );
    let lines: Vec<String> = plain(&shown).lines().skip(3).map(str::to_owned).collect();
    assert_eq!(
        lines,
        ["  2024-01         3   4  75.0%  ████████████", "  2024-02         1   4  25.0%  ████"]
    );
}

#[test]
fn several_series_share_a_scale_and_lose_their_bars_where_there_is_no_room() {
    let several = || {
        let mut gas = OIL;
        for (_, articles, _) in &mut gas {
            *articles /= 2;
        }
        over_time(vec![series("oil", &OIL), series("\"natural gas of the north\"", &gas)])
    };
    let lines = |width| -> Vec<String> {
        let shown = plain(&timeline(&several(), chart(width, Measure::Articles)));
        shown.lines().map(str::to_owned).collect()
    };
    assert_eq!(
        lines(60),
        [
            "articles by month",
            "  1  1,213  oil",
            "  2    606  \"natural gas of the north\"",
            "",
            "                 oil                    2 \"natural gas o…",
            "  2024-01     12 ▎                    6 ▏",
            "  2024-02      0                      0",
            "  2024-03      1 ▏                    0",
            "  ⋮        none for 4 months",
            "  2024-08  1,200 █████████████████  600 ████████▌",
        ]
    );
    assert_eq!(lines(30)[5..7], ["             oil    2", "  2024-01     12    6"]);
    for width in [20, 40, 80, 200, 1000] {
        let most = lines(width).iter().map(|line| line.width()).max();
        assert!(most <= Some(width.max(31)), "{width}: {most:?}");
    }
}
