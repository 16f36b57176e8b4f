//! What is found.

use news_search::article::{Dated, Source, identify};
use news_search::date::Date;
use news_search::results::{Match, Reason, Request, Sort};
use news_search::search::Backend;

use super::scene::{article, dated, found, request, search, write};

#[test]
fn words_find_their_inflections_and_quoted_words_only_themselves() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("grew", "The economy grew in Zürich."),
            article("growing", "A growing economy, growing fast."),
            article("missile", "Missiles were seen. The nuclear-armed state denied it."),
            article("usa", "The U.S. and AT&T spoke of COVID-19."),
            article("brien", "Mr O’Brien and the nuclear question, armed with facts."),
            article("asia", "普京星期四访问河内。"),
        ],
    );
    for (typed, want) in [
        ("missile", "missile"),
        ("\"missile\"", ""),
        ("\"missiles\"", "missile"),
        ("gre*", "grew"),
        ("growin~", "growing"),
        ("grows", "growing"),
        ("zurich", "grew"),
        ("US", "usa"),
        ("u.s.", "usa"),
        ("\"us\"", ""),
        ("AT&T", "usa"),
        ("covid", "usa"),
        ("covid-19", "usa"),
        ("covid-20", ""),
        ("OBrien", "brien"),
        ("o'brien's", "brien"),
        ("nuclear-armed", "missile"),
        ("\"nuclear armed\"", "missile"),
        ("访问", "asia"),
        ("河访", ""),
        ("nothinglikeit", ""),
    ] {
        assert_eq!(found(dir.path(), typed), want, "{typed}");
    }
}

#[test]
fn a_language_joins_only_words_of_its_own_articles() {
    let dir = tempfile::tempdir().unwrap();
    let french = |name, text| {
        let mut french = article(name, text);
        french.head.language = Some("fr".to_owned());
        french
    };
    write(
        dir.path(),
        vec![
            article("vote", "The vote was close."),
            article("voters", "Voters stayed at home."),
            article("other", "Nothing of the kind."),
            french("voter", "Il faut voter."),
        ],
    );
    assert_eq!(found(dir.path(), "vote"), "voter vote");
}

#[test]
fn any_word_matches_and_a_hit_names_what_it_lacks() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("both", "Oil and gas | Oil and gas from the sea."),
            article("oil", "The price of oil fell again on every market that trades it."),
            article("gas", "There is gas below the sea and around the pole and elsewhere."),
        ],
    );
    assert_eq!(found(dir.path(), "oil gas"), "both oil-gas gas-oil");
    let total = search(dir.path(), "oil gas", Sort::Relevance).total;
    assert_eq!((total.articles, total.all_words), (3, 1));
    for (typed, want) in [
        ("+oil gas", "both oil-gas"),
        ("oil -gas", "oil"),
        ("oil AND gas", "both"),
        ("oil NOT gas", "oil"),
        ("-gas", "oil"),
        ("(oil OR gas) pole", "both-pole gas oil-pole"),
        ("headline:oil", "both"),
        ("body:pole gas", "gas both"),
    ] {
        let mut got: Vec<_> = found(dir.path(), typed).split(' ').map(str::to_owned).collect();
        let mut want: Vec<_> = want.split(' ').map(str::to_owned).collect();
        if typed.starts_with("body:") {
            got.truncate(1);
            want.truncate(1);
        }
        assert_eq!(got, want, "{typed}");
    }
}

#[test]
fn dates_are_matched_as_precisely_as_they_are_known() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            dated("year", Date::year(2024), Some("The Harbour Gazette")),
            dated("month", Date::month(2024, 6), Some("Gazette")),
            dated("day", Date::day(2024, 6, 17), Some("Nordlicht Zeitung")),
            dated("old", Date::day(1999, 12, 31), None),
            dated("none", None, None),
        ],
    );
    let sorted = |typed: &str, sort| {
        let results = search(dir.path(), typed, sort);
        let names = results.hits.iter().map(|hit| hit.head.path.trim_start_matches("/news/"));
        names.collect::<Vec<_>>().join(" ")
    };
    for (typed, want) in [
        ("date:2024", "year month day"),
        ("date:2024-06", "month day"),
        ("date:2024-06-17", "day"),
        ("date:..2023", "old"),
        ("date:2024-06-01..", "month day"),
        ("rain", "year month day old none"),
        ("rain date:1999", "old"),
        ("-date:2024", "old none"),
        ("source:gazette", "year month"),
        ("source:\"harbour gazette\"", "year"),
        ("source:gazette source:nordlicht", "year month day"),
        ("date:\"last 20 days\"", "day"),
    ] {
        assert_eq!(sorted(typed, Sort::Newest), want, "{typed}");
    }
    assert_eq!(sorted("rain", Sort::Oldest), "old day month year none");
}

#[test]
fn a_key_is_found_whole_and_a_path_by_its_parts() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = article("2024/06/one.txt", "alpha");
    one.head.key = Some("RTQA-000012".to_owned());
    let mut two = article("2023/two.txt", "alpha");
    two.head.key = Some("rtqa-000012-b".to_owned());
    write(dir.path(), vec![one, two]);
    for (typed, want) in [
        ("key:rtqa-000012", "2024/06/one.txt"),
        ("key:RTQA-000012-B", "2023/two.txt"),
        ("key:000012", ""),
        ("path:2024/06", "2024/06/one.txt"),
        ("path:two.txt", "2023/two.txt"),
        ("lang:en path:2023", "2023/two.txt"),
        ("lang:en-GB path:2023", "2023/two.txt"),
    ] {
        assert_eq!(found(dir.path(), typed), want, "{typed}");
    }
}

#[test]
fn an_identifier_may_be_cut_short() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), vec![article("a", "alpha"), article("b", "beta")]);
    let backend = Backend::open(dir.path()).unwrap();
    let id = identify("a", None);
    let shown = |id: &str| -> Vec<String> {
        backend.show(id).unwrap().into_iter().map(|article| article.body).collect()
    };
    assert_eq!(shown(&id), ["alpha"]);
    assert_eq!(shown(&id[..8]), ["alpha"]);
    assert_eq!(shown("0000000000000000"), [""; 0]);
    assert_eq!(shown("no id"), [""; 0]);
}

#[test]
fn nothing_found_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let mut dated = article("dated", "Oil | The minister spoke of oil, and later of gas.");
    let day = Date::day(2024, 6, 17).unwrap();
    dated.head.date = Some(Dated { date: day, found_in: "byline line".into() });
    let source = Source { name: Some("Gazette".to_owned()), domain: None, found_in: "meta".into() };
    dated.head.source = Some(source);
    write(dir.path(), vec![dated, article("undated", "Oil and coal.")]);
    let why = |typed: &str| -> Vec<String> {
        let told = search(dir.path(), typed, Sort::Relevance).why.into_iter();
        told.map(|reason| match reason {
            Reason::Unknown { part, near } => format!("unknown {part}: {}", near.join(" ")),
            Reason::Apart { part, articles } => format!("{articles} apart {part}"),
            Reason::Without { part, articles, undated } => {
                format!("{articles} without {part}, undated {undated:?}")
            }
        })
        .collect()
    };
    for (typed, want) in [
        ("minster", &["unknown minster: minister"][..]),
        (
            "source:gazete oil",
            &["unknown source:gazete: gazette", "2 without source:gazete, undated None"],
        ),
        ("\"oil minister\"", &["1 apart \"oil minister\""]),
        ("oil BEFORE/0 gas", &["1 apart oil BEFORE/0 gas"]),
        ("oil date:2023", &["2 without date:2023-01-01..2023-12-31, undated Some(1)"]),
        ("oil -oil", &["2 without NOT oil, undated None"]),
        ("gas AND coal", &["1 without gas, undated None", "1 without coal, undated None"]),
        ("oil", &[]),
    ] {
        assert_eq!(why(typed), want, "{typed}");
    }
}

#[test]
fn distances_are_those_of_words() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("near", "The price of crude oil rose. Gas fell."),
            article("far", "Oil was cheap. Nobody in the whole of the town asked for the price."),
            article("twice", "Oil here, oil there.\n\nOil everywhere. A price."),
            article("late", &format!("{} The price of oil.", "Word after word. ".repeat(20))),
        ],
    );
    for (typed, want) in [
        ("oil NEAR/2 price", "late near twice"),
        ("oil NEAR/1 price", "late"),
        ("oil BEFORE/2 price", "twice"),
        ("price BEFORE/2 oil", "late near"),
        ("oil NEAR/s price", "late near"),
        ("oil NEAR/p price", "far late near twice"),
        ("\"oil price\"~2", "late near twice"),
        ("\"oil price\"~1", "late"),
        ("(crude OR cheap) NEAR/2 oil", "far near"),
        ("atleast:3:oil", "twice"),
        ("lead:price", "far near twice"),
        ("oil AND NOT oil NEAR/s price", "far twice"),
    ] {
        let mut names: Vec<String> =
            found(dir.path(), typed).split_whitespace().map(str::to_owned).collect();
        names.sort();
        assert_eq!(names.join(" "), want, "{typed}");
    }
}

#[test]
fn an_exclusion_leaves_out_whatever_has_one_of_its_words() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        vec![
            article("one", "Gas and a storm."),
            article("both", "Gas, a storm and a flood."),
            article("none", "Gas alone."),
        ],
    );
    for matching in [Match::Any, Match::Best, Match::All] {
        let request = Request { matching, ..request("gas -(storm flood)", Sort::Relevance) };
        let results = Backend::open(dir.path()).unwrap().search(&request).unwrap();
        assert_eq!((results.total.articles, results.total.all_words), (1, 1), "{matching:?}");
    }
}
