//! `timeline`: what matches when, as a chart and as rows.

use crate::support::{Folder, Run};

/// Five days, three articles without a day and one without a date.
const DAYS: &str = r#"{"id": "a", "title": "Oil found", "text": "Oil and gas.", "source": "Harbour Gazette", "date": "2024-12-30"}
{"id": "b", "title": "Gas burns", "text": "Gas burnt.", "source": "Tidewater Courier", "date": "2024-12-31"}
{"id": "c", "title": "Oil sold", "text": "Oil, again.", "source": "Harbour Gazette", "date": "2025-01-05T23:50:00-05:00"}
{"id": "d", "title": "Oil burns", "text": "Oil and a whale.", "source": "Lake Observer", "date": "2025-01-08"}
{"id": "e", "title": "Oil year", "text": "A year of oil.", "source": "Lake Observer", "date": "2024"}
{"id": "f", "title": "Oil month", "text": "A month of oil.", "source": "Lake Observer", "date": "2025-01"}
{"id": "g", "title": "Oil", "text": "Oil one day.", "source": "Lake Observer"}
{"id": "h", "text": "Rain.", "date": "2025-01-08"}
"#;

#[test]
fn what_matches_is_counted_by_time() {
    let folder = Folder::indexed(DAYS);
    let cases: [(&[&str], &str, i32); 6] = [
        (
            &["timeline", "oil"],
            "6 articles by day\n\n\
            \x20             articles  of   share\n\
            \x20 2024-12-30         1   1  100.0%  ████████████████████████████████████████████████████████████\n\
            \x20 ⋮           none for 5 days\n\
            \x20 2025-01-05         1   1  100.0%  ████████████████████████████████████████████████████████████\n\
            \x20 2025-01-06         0   0\n\
            \x20 2025-01-07         0   0\n\
            \x20 2025-01-08         1   2   50.0%  ████████████████████████████████████████████████████████████\n\n\
             not shown: 1 article without a date, 2 articles whose date may lie in more than one day\n",
            0,
        ),
        (
            &[
                "timeline",
                "oil",
                "gas",
                "--by",
                "week",
                "--since",
                "2024-12",
                "--until",
                "2025-01-06",
            ],
            "articles by week · date:2024-12-01..2025-01-06\n  1  2  oil\n  2  2  gas\n\n\
            \x20               oil                                         gas\n\
            \x20 2024-12-30  2 ████████████████████████████████████████  2 ████████████████████████████████████████\n",
            0,
        ),
        (
            &["timeline", "--split", "source", "-n", "1", "--by", "year", "--ratio"],
            "articles by year · *\n  1  4  Lake Observer\n  2  3  2 other sources\n  3  1  unknown\n\n\
            \x20              Lake Observer                  2 other sources                unknown\n\
            \x20 2024  100.0% ██████████████████████  100.0% ██████████████████████\n\
            \x20 2025  100.0% ██████████████████████  100.0% ██████████████████████  100.0% ██████████████████████\n\n\
             not shown of Lake Observer: 1 article without a date\n",
            0,
        ),
        (&["timeline", "zzzz"], "0 articles\n", 1),
        (&["timeline", "date:none"], "1 article\n\nnot shown: 1 article without a date\n", 0),
        (&["timeline", "date:none", "--json"], "", 0),
    ];
    for (args, stdout, status) in cases {
        let run = folder.run(args);
        assert_eq!((run.stderr.as_str(), run.status), ("", Some(status)), "{args:?}");
        if !stdout.is_empty() {
            assert_eq!(run.stdout, stdout, "{args:?}");
        }
    }
}

#[test]
fn rows_have_every_bucket() {
    let folder = Folder::indexed(DAYS);
    let left_out = "not shown: 1 article without a date, 1 article whose date may lie in more than one month\n";
    let cases: [(&[&str], &str, &str, i32); 4] = [
        (
            &["timeline", "oil", "--by", "month", "--format", "csv"],
            "query,part,value,bucket,articles,total,ratio\r\n\
             oil,whole,,2024-12,1,2,0.5\r\noil,whole,,2025-01,3,4,0.75\r\n",
            left_out,
            0,
        ),
        (
            &["timeline", "oil gas", "\"whale\"", "--source", "gazette", "--format", "tsv"],
            "query\tpart\tvalue\tbucket\tarticles\ttotal\tratio\n\
             (oil gas) AND source:\"gazette\"\twhole\t\t2024-12-30\t1\t1\t1\n\
             \"whale\" AND source:\"gazette\"\twhole\t\t2024-12-30\t0\t1\t0\n",
            "",
            0,
        ),
        (
            &[
                "timeline", "oil", "--split", "source", "-n", "1", "--since", "2025", "--by",
                "month", "--format", "csv",
            ],
            "query,part,value,bucket,articles,total,ratio\r\n\
             oil AND date:2025-01-01..,value,Lake Observer,2025-01,2,2,1\r\n\
             oil AND date:2025-01-01..,others,,2025-01,1,1,1\r\n",
            "",
            0,
        ),
        (
            &["timeline", "zzzz", "--format", "csv"],
            "query,part,value,bucket,articles,total,ratio\r\n",
            "",
            1,
        ),
    ];
    for (args, stdout, stderr, status) in cases {
        assert_eq!(folder.run(args), Run::of(stdout, stderr, status), "{args:?}");
    }
}

#[test]
fn what_belongs_to_one_query_must_be_quoted() {
    let folder = Folder::indexed(DAYS);
    let run = folder.run(&["timeline", "oil", "-gas", "--format", "csv", "--since", "2024-12-30"]);
    assert_eq!(
        run.stderr.lines().next(),
        Some("note: `-gas` is a query of its own; quote what belongs to one: \"oil -gas\"")
    );
    assert_eq!(
        folder
            .run(&[
                "timeline",
                "oil -gas",
                "--format",
                "csv",
                "--since",
                "2025-01-05",
                "--by",
                "year"
            ])
            .stderr,
        ""
    );
    assert_eq!(
        folder.run(&["timeline", "oil", "gas", "--split", "lang"]),
        Run::of(
            "",
            "error: `--split` counts one query apart, not 2\n\nhint: quote what belongs to one query, \
             as in `news-search timeline \"oil price\" --split source`\n",
            2
        )
    );
}

/// Articles, height, headline and source of a peak.
type Peak = (u64, f64, Option<&'static str>, &'static str);

#[test]
fn peaks_are_named_with_the_headline_of_their_best_article() {
    let line = |(day, nth): (u32, u32)| {
        let (title, text) = match nth {
            4 => ("\"title\": \"Flood\", ", "Flood, flood, flood."),
            _ => ("", "The flood came."),
        };
        let source = if nth % 2 == 0 { "Harbour Gazette" } else { "Lake Observer" };
        format!(
            "{{\"id\": \"{day}-{nth}\", {title}\"text\": \"{text}\", \"source\": \"{source}\", \
             \"date\": \"2024-03-{day:02}\"}}\n"
        )
    };
    let many = |day| if day == 12 { 9 } else { 2 };
    let articles = (1..=20).flat_map(|day| (0..many(day)).map(move |nth| (day, nth)));
    let folder = Folder::indexed(&articles.map(line).collect::<String>());
    let cases: [(&[&str], &[Peak]); 2] = [
        (&[], &[(9, 4.95, Some("Flood"), "Harbour Gazette")]),
        (
            &["--split", "source", "-n", "1"],
            &[(5, 4.0, Some("Flood"), "Harbour Gazette"), (4, 3.0, None, "Lake Observer")],
        ),
    ];
    for (options, want) in cases {
        let args = [&["timeline", "flood", "--json"], options].concat();
        let run = folder.run(&args);
        let timeline: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let series = timeline["series"].as_array().unwrap();
        assert_eq!(series.len(), want.len());
        for (series, &(articles, height, headline, source)) in series.iter().zip(want) {
            let peaks = series["peaks"].as_array().unwrap();
            assert_eq!((peaks.len(), &peaks[0]["bucket"]), (1, &"2024-03-12".into()));
            assert_eq!(peaks[0]["articles"], articles);
            assert_eq!(peaks[0]["height"], height);
            assert_eq!(peaks[0]["article"]["headline"].as_str(), headline);
            assert_eq!(peaks[0]["article"]["lead"].as_str(), headline.xor(Some("The flood came.")));
            assert_eq!(peaks[0]["article"]["source"], source);
        }
    }
}

#[test]
fn a_limit_of_nothing_is_refused_and_no_story_is_said_to_be_none() {
    let folder = Folder::indexed(DAYS);
    let run = folder.run(&["timeline", "oil", "-n", "3"]);
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    assert!(run.stderr.contains("--split <WHAT>"), "{}", run.stderr);
    assert_eq!(folder.run(&["timeline", "oil", "--split", "source", "-n", "3"]).status, Some(0));
    assert_eq!(folder.run(&["stories", "zzzz"]), Run::of("", "nothing found for `zzzz`\n", 1));
}
