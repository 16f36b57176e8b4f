//! `facets` and `suggest`: counting what matches, and completing what is typed.

use crate::query::NEWS;
use crate::support::{Folder, Run};

#[test]
fn articles_with_every_word_are_counted_by_what_they_share() {
    let folder = Folder::indexed(NEWS);
    let cases: [(&[&str], &str, i32); 5] = [
        (
            &["facets", "oil", "minister", "--facet", "source,by", "--format", "csv"],
            "facet,value,articles\r\nsource,Harbour Gazette,1\r\nsource,Tidewater Courier,1\r\n\
             by,Anna Berg,1\r\nby,Tom Lee,1\r\nby,,1\r\n",
            0,
        ),
        (
            &["facets", "--facet", "month", "--source", "Gazette", "--format", "tsv"],
            "facet\tvalue\tarticles\nmonth\t2024-06\t1\nmonth\t\t1\n",
            0,
        ),
        (
            &["facets", "oil", "-whale", "--facet", "source,year", "-n", "1"],
            "4 articles\n\
             \nsources\n  Harbour Gazette  1  ████████████\n  unknown          2  ████████████████████████\n  and 1 more\n\
             \nyears\n  2024             2  ████████████████████████\n  unknown          2  ████████████████████████\n",
            0,
        ),
        (&["facets", "zzzz", "--format", "csv"], "facet,value,articles\r\n", 1),
        (&["facets", "zzzz"], "0 articles\n", 1),
    ];
    for (args, stdout, status) in cases {
        assert_eq!(folder.run(args), Run::of(stdout, "", status), "{args:?}");
    }
}

#[test]
fn beginnings_are_completed_by_how_many_articles_have_it() {
    let folder = Folder::indexed(NEWS);
    let hint = "\nhint: give the beginning of one word, or complete names with `--field source`, \
                `by` or `agency`\n";
    let cases: [(&[&str], &str, &str, i32); 7] = [
        (
            &["suggest", "W", "--format", "csv"],
            "value,articles\r\nweather,2\r\nwait,1\r\nwas,1\r\nwhale,1\r\nworkers,1\r\n",
            "",
            0,
        ),
        (
            &["suggest", "w", "-n", "1"],
            "  weather  2  ████████████████████████\n  and 4 more\n",
            "",
            0,
        ),
        (
            &["suggest", "gaz", "--field", "source", "--json"],
            "{\"schema\":\"news-search/1\",\"prefix\":\"gaz\",\"field\":\"source\",\
             \"values\":[{\"value\":\"Harbour Gazette\",\"articles\":2}],\"more\":0}\n",
            "",
            0,
        ),
        (
            &["suggest", "anna b", "--field", "by", "--format", "tsv"],
            "value\tarticles\nAnna Berg\t1\n",
            "",
            0,
        ),
        (&["suggest", "xyz"], "", "nothing begins with `xyz`\n", 1),
        (&["suggest", "…"], "", "error: `…` begins no word\n", 2),
        (&["suggest", "oil work"], "", "error: `oil work` is more than one word\n", 2),
    ];
    for (args, stdout, stderr, status) in cases {
        let stderr = if status == 2 { format!("{stderr}{hint}") } else { stderr.to_owned() };
        assert_eq!(folder.run(args), Run::of(stdout, &stderr, status), "{args:?}");
    }
}
